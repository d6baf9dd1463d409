//! Nuxt payloads: values that refer to one another by their place in one list.
//!
//! The form is called devalue. Every number inside a list or a table is the
//! place of another value, so a file may refer in circles or to nothing, and a
//! few bytes may stand for more values than there is memory. None of this is
//! followed blindly.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::nuxt::{RawPage, only};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::source::{Source, Span};

/// Memory that the pages of one payload may take, shared values counted each time.
const MAX_BYTES: usize = 64 << 20;

/// What a value takes beside its text, roughly.
const VALUE_BYTES: usize = 64;

/// Tables within tables or wrappers; the parsed body of a page is the deepest there is.
const MAX_DEPTH: usize = 200;

/// All question pages of a payload.
pub fn pages(source: &Arc<Source>) -> Result<Vec<RawPage>, Diagnostics> {
    Payload::read(source)
        .and_then(|payload| payload.pages())
        .map_err(only)
}

struct Payload<'a> {
    source: &'a Arc<Source>,
    values: Vec<Value>,
    /// Where each value stands.
    spans: Vec<Span>,
}

/// A value with its references still open.
enum Shape<'a> {
    Leaf(&'a Value),
    List(Vec<i64>),
    Table(Vec<(&'a str, i64)>),
}

/// How far the revival of values has come.
struct Revival {
    /// The values that are being revived, outermost first.
    open: Vec<usize>,
    /// Bytes that are left of [`MAX_BYTES`].
    left: usize,
}

impl<'a> Payload<'a> {
    fn read(source: &'a Arc<Source>) -> Result<Self, Diagnostic> {
        let values: Vec<Value> =
            serde_json::from_str(source.text()).map_err(|error| syntax_error(source, &error))?;
        let spans = element_spans(source.text());
        Ok(Self {
            source,
            values,
            spans,
        })
    }

    fn pages(&self) -> Result<Vec<RawPage>, Diagnostic> {
        let mut revival = Revival {
            open: Vec::new(),
            left: MAX_BYTES,
        };
        let holders = self.holders();
        let mut pages = Vec::new();
        for index in 0..self.values.len() {
            let entries = self.entries(index);
            if !entries.iter().any(|(key, _)| *key == "questions") {
                continue;
            }
            let Value::Object(fields) = self.revive(index, &mut revival)? else {
                continue;
            };
            if holds_questions(&fields) {
                let holder = holders
                    .get(&index)
                    .map_or_else(Vec::new, |at| self.entries(*at));
                pages.push(RawPage {
                    fields,
                    siblings: self.revive_entry(&holder, "siblings", &mut revival)?,
                    blog: self.revive_entry(&holder, "blog", &mut revival)?,
                    body: String::new(),
                    span: self.span(index),
                    notes: Vec::new(),
                });
            }
        }
        match pages.is_empty() {
            true => Err(self.without_questions()),
            false => Ok(pages),
        }
    }

    /// For each table that some other has as its `page`, the first such other.
    fn holders(&self) -> BTreeMap<usize, usize> {
        let mut holders = BTreeMap::new();
        for index in 0..self.values.len() {
            let entries = self.entries(index);
            let page = entries.iter().find(|(key, _)| *key == "page");
            let page = page.and_then(|(_, place)| self.unwrapped(*place).ok());
            if let Some(page) = page.flatten() {
                holders.entry(page).or_insert(index);
            }
        }
        holders
    }

    /// The entries of a table; anything else has none.
    fn entries(&self, index: usize) -> Vec<(&str, i64)> {
        match self.shape(index) {
            Ok(Shape::Table(entries)) => entries,
            _ => Vec::new(),
        }
    }

    fn revive_entry(
        &self,
        entries: &[(&str, i64)],
        key: &str,
        revival: &mut Revival,
    ) -> Result<Value, Diagnostic> {
        let entry = entries.iter().find(|(known, _)| *known == key);
        match entry {
            Some((_, place)) => self.revive_place(*place, revival),
            None => Ok(Value::Null),
        }
    }

    fn revive(&self, index: usize, revival: &mut Revival) -> Result<Value, Diagnostic> {
        if revival.open.contains(&index) {
            return Err(self.report(index, "refers to itself"));
        }
        if revival.open.len() > MAX_DEPTH {
            return Err(self.report(index, "is nested too deeply"));
        }
        let shape = self.shape(index)?;
        let text = match &shape {
            Shape::Leaf(leaf) => leaf.as_str().map_or(0, str::len),
            Shape::List(_) | Shape::Table(_) => 0,
        };
        let Some(left) = revival.left.checked_sub(VALUE_BYTES + text) else {
            return Err(self.report(index, "stands for too many values"));
        };
        revival.left = left;
        revival.open.push(index);
        let value = match shape {
            Shape::Leaf(value) => value.clone(),
            Shape::List(places) => {
                let mut list = Vec::new();
                for place in places {
                    list.push(self.revive_place(place, revival)?);
                }
                Value::Array(list)
            }
            Shape::Table(entries) => {
                let mut table = Map::new();
                for (key, place) in entries {
                    table.insert(key.to_owned(), self.revive_place(place, revival)?);
                }
                Value::Object(table)
            }
        };
        revival.open.pop();
        Ok(value)
    }

    fn revive_place(&self, place: i64, revival: &mut Revival) -> Result<Value, Diagnostic> {
        match self.unwrapped(place)? {
            Some(index) => self.revive(index, revival),
            None => Ok(Value::Null),
        }
    }

    /// The value itself, without the wrappers for reactivity around it.
    ///
    /// `None` for the negative places: undefined, a hole in a list, no number, infinities, -0.
    fn unwrapped(&self, place: i64) -> Result<Option<usize>, Diagnostic> {
        let mut place = place;
        for _ in 0..MAX_DEPTH {
            if (-6..0).contains(&place) {
                return Ok(None);
            }
            let index = usize::try_from(place).unwrap_or(usize::MAX);
            let Some(value) = self.values.get(index) else {
                return Err(self.report_place(place));
            };
            match wrapped(value) {
                Some(inner) => place = inner,
                None => return Ok(Some(index)),
            }
        }
        Err(self.report(usize::try_from(place).unwrap_or(0), "is wrapped in itself"))
    }

    fn shape(&self, index: usize) -> Result<Shape<'_>, Diagnostic> {
        let places = |values: &[Value]| {
            let places: Option<Vec<i64>> = values.iter().map(Value::as_i64).collect();
            places.ok_or_else(|| self.report(index, "holds something else than places"))
        };
        let value = &self.values[index];
        match value {
            Value::Object(table) => {
                let numbers: Vec<Value> = table.values().cloned().collect();
                let names = table.keys().map(String::as_str);
                Ok(Shape::Table(names.zip(places(&numbers)?).collect()))
            }
            Value::Array(list) => match list.split_first() {
                Some((Value::String(tag), rest)) => match tag.as_str() {
                    "Set" => Ok(Shape::List(places(rest)?)),
                    "null" | "Map" => self.pairs(index, tag, rest),
                    // A date, a big number, an address: the text it was written as.
                    _ => Ok(Shape::Leaf(rest.first().unwrap_or(&Value::Null))),
                },
                _ => Ok(Shape::List(places(list)?)),
            },
            leaf => Ok(Shape::Leaf(leaf)),
        }
    }

    /// Keys and values in turn: a `Map` refers to its keys, a table without prototype spells them.
    fn pairs(&self, index: usize, tag: &str, rest: &'a [Value]) -> Result<Shape<'_>, Diagnostic> {
        let mut entries = Vec::new();
        for pair in rest.chunks(2) {
            let place = pair.get(1).and_then(Value::as_i64);
            let key = match (tag, &pair[0]) {
                ("null", key) => key.as_str(),
                (_, key) => {
                    let at = key.as_u64().and_then(|at| usize::try_from(at).ok());
                    at.and_then(|at| self.values.get(at))
                        .and_then(Value::as_str)
                }
            };
            let (Some(key), Some(place)) = (key, place) else {
                return Err(self.report(index, "holds something else than keys and places"));
            };
            entries.push((key, place));
        }
        Ok(Shape::Table(entries))
    }

    fn span(&self, index: usize) -> Span {
        self.spans.get(index).copied().unwrap_or_default()
    }

    fn report(&self, index: usize, what: &str) -> Diagnostic {
        let label = Label::new(self.source, self.span(index), format!("value {index}"));
        let message = format!("value {index} of the payload {what}");
        Diagnostic::new(Code::UnreadableFile, message, label).help(DOWNLOAD_AGAIN)
    }

    fn report_place(&self, place: i64) -> Diagnostic {
        let count = self.values.len();
        let label = Label::new(self.source, Span::at(0), format!("holds {count} values"));
        let message = format!("the payload refers to value {place}, which it does not hold");
        Diagnostic::new(Code::UnreadableFile, message, label).help(DOWNLOAD_AGAIN)
    }

    fn without_questions(&self) -> Diagnostic {
        let label = Label::new(
            self.source,
            Span::at(0),
            "no `questions` with `q` and `a` inside",
        );
        Diagnostic::new(Code::MissingKey, "a payload without questions", label)
            .help("give the `_payload.json` that lies beside a page with questions")
    }
}

const DOWNLOAD_AGAIN: &str = "download the page's `_payload.json` again";

/// The place inside a wrapper such as `["Reactive", 4]`.
fn wrapped(value: &Value) -> Option<i64> {
    let [Value::String(tag), inner] = value.as_array()?.as_slice() else {
        return None;
    };
    match tag.as_str() {
        "Set" | "Map" | "null" => None,
        _ => inner.as_i64(),
    }
}

fn holds_questions(fields: &Map<String, Value>) -> bool {
    let Some(Value::Array(questions)) = fields.get("questions") else {
        return false;
    };
    let is_named = fields.contains_key("path") || fields.contains_key("title");
    let mut questions = questions.iter();
    is_named && questions.all(|question| question.get("q").is_some())
}

fn syntax_error(source: &Arc<Source>, error: &serde_json::Error) -> Diagnostic {
    let line = source.line_span(error.line());
    let offset = (line.start + error.column().saturating_sub(1)).min(line.end);
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or("broken");
    let label = Label::new(source, Span::new(offset, line.end.min(offset + 1)), "");
    Diagnostic::new(
        Code::UnreadableFile,
        format!("not valid JSON: {reason}"),
        label,
    )
    .help(DOWNLOAD_AGAIN)
}

/// The ranges of the values of a list that is known to be valid JSON.
fn element_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            (in_string, is_escaped) = match byte {
                b'"' if !is_escaped => (false, false),
                b'\\' => (true, !is_escaped),
                _ => (true, false),
            };
            continue;
        }
        if depth == 1 && matches!(byte, b',' | b']') && at > start {
            spans.push(trimmed(text, start, at));
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 1 && matches!(byte, b'[' | b',') {
            start = at + 1;
        }
    }
    spans
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let piece = &text[start..end];
    let start = start + (piece.len() - piece.trim_start().len());
    Span::new(start, start + piece.trim().len())
}
