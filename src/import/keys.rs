//! Keys and values of a source: known ones are taken, all others noted.

use serde_json::{Map, Value};

use super::place::page_path;
use crate::href::PagePath;
use crate::href::title_of;
use crate::starter::one_line;

/// The scale of every site that has not chosen its own.
pub const DIFFICULTIES: [&str; 3] = ["easy", "medium", "hard"];

/// Keys with which Nuxt keeps its books.
const INTERNAL: &[&str] = &[
    "id",
    "stem",
    "path",
    "extension",
    "body",
    "meta",
    "seo",
    "frameworkSlug",
    "topicSlug",
    "__hash__",
    "_id",
    "_path",
    "_dir",
    "_draft",
    "_partial",
    "_locale",
    "_type",
    "_source",
    "_file",
    "_extension",
    "_stem",
];

/// Another page that the source names.
pub struct Named {
    /// Where it goes.
    pub path: PagePath,
    /// Its name; from its path where the source gives none.
    pub title: String,
    /// Its place among siblings.
    pub order: Option<i64>,
}

/// Takes known keys out of a table and notes what is wrong with them.
pub struct Keys {
    /// What nobody has taken yet.
    pub fields: Map<String, Value>,
    /// What was noted so far.
    pub notes: Vec<String>,
    /// What the keys belong to, for notes: nothing for the page, or `the question … `.
    of: String,
}

impl Keys {
    /// Starts taking keys; `of` says in notes whose they are.
    pub fn of(fields: Map<String, Value>, of: String) -> Self {
        Self {
            fields,
            notes: Vec::new(),
            of,
        }
    }

    /// Text; numbers and booleans count as what they are written as.
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.fields.shift_remove(key)? {
            Value::String(text) => Some(text),
            Value::Null => None,
            value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
            Value::Array(_) | Value::Object(_) => {
                self.note(&format!("`{key}` is not text and was left out"));
                None
            }
        }
    }

    /// Text on one line; empty text is none.
    pub fn line(&mut self, key: &str) -> Option<String> {
        let text = self.text(key).map(|text| one_line(&text));
        text.filter(|text| !text.is_empty())
    }

    /// A whole number.
    pub fn order(&mut self) -> Option<i64> {
        let value = self.fields.shift_remove("order")?;
        let order = integer(&value);
        if order.is_none() && !value.is_null() {
            self.note("`order` is not a whole number and was left out");
        }
        order
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let value = self.fields.shift_remove(key)?;
        let flag = value.as_bool();
        if flag.is_none() && !value.is_null() {
            self.note(&format!("`{key}` is not true or false and was left out"));
        }
        flag
    }

    /// One of [`DIFFICULTIES`], however it is spelt.
    pub fn difficulty(&mut self) -> Option<String> {
        let written = self.line("difficulty")?;
        let lower = written.to_lowercase();
        if DIFFICULTIES.contains(&lower.as_str()) {
            return Some(lower);
        }
        self.note(&format!(
            "the difficulty `{written}` is none of easy, medium, hard and was left out"
        ));
        None
    }

    /// A day; a time behind it is dropped.
    pub fn date(&mut self) -> Option<String> {
        let written = self.line("updated")?;
        let day = written.get(..10).unwrap_or(&written);
        let is_time = written.len() == day.len() || written[day.len()..].starts_with(['T', ' ']);
        let is_day = day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
        if is_day && is_time {
            return Some(day.to_owned());
        }
        self.note(&format!(
            "`updated` is `{written}`, which is not a date, and was left out"
        ));
        None
    }

    /// A list of texts, or one text.
    pub fn tags(&mut self) -> Vec<String> {
        let tags = match self.fields.shift_remove("tags") {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(tags)) => tags,
            Some(tag) => vec![tag],
        };
        let texts = tags.iter().filter_map(Value::as_str).map(one_line);
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        if texts.len() < tags.len() {
            self.note("a tag that is not text was left out");
        }
        texts
    }

    /// What the page itself has under a key, or else what hangs on it.
    pub fn given(&mut self, key: &str, beside: Value) -> Value {
        let own = self.fields.shift_remove(key).filter(|own| !own.is_null());
        own.unwrap_or(beside)
    }

    /// Pages named by a list, or by one text or table.
    pub fn named_list(&mut self, key: &str, value: Value, folder: &str) -> Vec<Named> {
        let values = match value {
            Value::Null => return Vec::new(),
            Value::Array(values) => values,
            value => vec![value],
        };
        let mut list: Vec<Named> = Vec::new();
        for value in values {
            match named(&value, folder) {
                Ok((named, anchor)) => {
                    if let Some(anchor) = anchor {
                        let path = &named.path;
                        self.note(&format!(
                            "the anchor in `{key}: /{path}#{anchor}` was left out"
                        ));
                    }
                    if list.iter().all(|other| other.path != named.path) {
                        list.push(named);
                    }
                }
                Err(reason) => self.note(&format!("`{key}` was left out: {reason}")),
            }
        }
        list
    }

    /// Notes something about these keys.
    pub fn note(&mut self, text: &str) {
        self.notes.push(format!("{}{text}", self.of));
    }

    /// Notes the keys that nobody took.
    pub fn note_rest(&mut self) {
        let fields = std::mem::take(&mut self.fields);
        for (key, value) in &fields {
            let is_page = self.of.is_empty();
            if let (true, "meta", Value::Object(meta)) = (is_page, key.as_str(), value) {
                for key in meta.keys() {
                    self.note(&format!("unknown key `{key}` was left out"));
                }
            }
            let is_internal = is_page && INTERNAL.contains(&key.as_str());
            if !is_internal && !value.is_null() {
                self.note(&format!("unknown key `{key}` was left out"));
            }
        }
    }
}

/// A page named by its path, or by a table that has one; also the anchor behind it.
///
/// A bare file name means a page in the same `folder`.
fn named(value: &Value, folder: &str) -> Result<(Named, Option<String>), String> {
    let text = |keys: &[&str]| {
        let texts = keys.iter().filter_map(|key| value.get(*key));
        texts
            .filter_map(Value::as_str)
            .map(one_line)
            .find(|text| !text.is_empty())
    };
    let written = match value {
        Value::String(path) => Some(path.clone()),
        _ => text(&["path", "to", "href", "url", "_path", "stem"]),
    };
    let written = written.ok_or("it names no path")?;
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (written.as_str(), None),
    };
    let path = path.strip_suffix(".md").unwrap_or(path);
    if path.is_empty() {
        return Err(format!("`{written}` names no page"));
    }
    let path = match path.contains('/') {
        true => page_path(path)?,
        false => page_path(&format!("{folder}{path}"))?,
    };
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let title = text(&["subtopic", "title", "label", "name"]);
    let named = Named {
        title: title.unwrap_or_else(|| title_of(name)),
        order: value.get("order").and_then(integer),
        path,
    };
    Ok((named, anchor))
}

/// A whole number, also one that was written as text.
fn integer(value: &Value) -> Option<i64> {
    let text = value.as_str().and_then(|text| text.trim().parse().ok());
    value.as_i64().or(text)
}
