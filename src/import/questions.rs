//! The questions of a page, each with an id of its own.

use serde_json::{Map, Value};

use super::keys::Keys;
use crate::href::{Anchors, Slug};
use crate::starter::one_line;

/// A question as it is to be written.
pub struct SeedQuestion {
    /// Unique on its page.
    pub id: Slug,
    /// The question.
    pub q: String,
    /// The answer's Markdown.
    pub a: String,
    /// One of the [default scale](super::keys::DIFFICULTIES).
    pub difficulty: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
}

impl Keys {
    /// Takes the questions out of a page's keys.
    pub fn questions(&mut self) -> Vec<SeedQuestion> {
        let questions = match self.fields.shift_remove("questions") {
            Some(Value::Array(questions)) => questions,
            None | Some(Value::Null) => return Vec::new(),
            Some(_) => {
                self.note("`questions` is not a list and was left out");
                return Vec::new();
            }
        };
        let tables: Vec<Option<Map<String, Value>>> = questions
            .into_iter()
            .map(|question| match question {
                Value::Object(fields) => Some(fields),
                _ => None,
            })
            .collect();
        let mut ids = Ids::claim(tables.iter().flatten());
        let mut read = Vec::new();
        for (index, fields) in tables.into_iter().enumerate() {
            let number = index + 1;
            let Some(fields) = fields else {
                self.note(&format!(
                    "question {number} is not a table of keys and was left out"
                ));
                continue;
            };
            let mut keys = Keys::of(fields, format!("question {number}: "));
            read.push(keys.question(number, &mut ids));
            keys.note_rest();
            self.notes.extend(keys.notes);
        }
        read
    }

    fn question(&mut self, number: usize, ids: &mut Ids) -> SeedQuestion {
        let written = self.text("q").unwrap_or_default();
        let q = match one_line(&written) {
            line if line.is_empty() => {
                self.note("`q` is empty");
                format!("Question {number}")
            }
            line => line,
        };
        if written.trim().contains(['\n', '\r']) {
            self.note("`q` has several lines, which were joined");
        }
        let id = self.id(&q, number, ids);
        let a = self.text("a").unwrap_or_default();
        if a.trim().is_empty() {
            self.note("`a` is empty");
        }
        SeedQuestion {
            id,
            q,
            a,
            difficulty: self.difficulty(),
            tags: self.tags(),
        }
    }

    fn id(&mut self, q: &str, number: usize, ids: &mut Ids) -> Slug {
        let written = self.line("id");
        let wanted = written.as_deref().or(Some(q)).and_then(Slug::from_text);
        let wanted = wanted.or_else(|| Slug::from_text(&format!("question-{number}")));
        let wanted = wanted.expect("`question-1` is a slug");
        let id = match &written {
            Some(_) => ids.take_written(wanted),
            None => ids.anchors.claim_free(wanted),
        };
        if let Some(written) = written.filter(|written| *written != id.as_str()) {
            self.note(&format!("the id `{written}` became `{id}`"));
        }
        id
    }
}

/// Written ids come first, so that no made-up one can take theirs.
struct Ids {
    anchors: Anchors,
    /// Claimed and not yet given to their question.
    reserved: Vec<Slug>,
}

impl Ids {
    fn claim<'a>(questions: impl Iterator<Item = &'a Map<String, Value>>) -> Self {
        let mut ids = Ids {
            anchors: Anchors::default(),
            reserved: Vec::new(),
        };
        for question in questions {
            let written = match question.get("id") {
                Some(Value::String(text)) => Slug::from_text(&one_line(text)),
                Some(Value::Number(number)) => Slug::from_text(&number.to_string()),
                _ => None,
            };
            let fresh = written.filter(|slug| ids.anchors.claim(slug));
            ids.reserved.extend(fresh);
        }
        ids
    }

    fn take_written(&mut self, wanted: Slug) -> Slug {
        match self.reserved.iter().position(|slug| *slug == wanted) {
            Some(at) => self.reserved.remove(at),
            None => self.anchors.claim_free(wanted),
        }
    }
}
