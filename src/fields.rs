//! Keys and values with positions, whatever syntax they were written in.
//!
//! Front matter, metadata comments and `hotseat.toml` all become [`Fields`];
//! a [`Reader`] then takes the keys it knows out of them and reports every
//! misspelt, repeated or ill-typed one in the same words.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, unsafe_link};
use crate::href::{is_harmless, scheme};
use crate::source::{Source, Span, Spanned};
use crate::suggest;

/// One value as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Where it stands, quotes included.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Text; `is_plain` when it was written without quotes.
    Text {
        /// The text after unquoting.
        text: String,
        /// Written without quotes, so that a `#` behind it starts a comment.
        is_plain: bool,
    },
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list.
    List(Vec<Value>),
    /// Keys and values below this one.
    Map(Fields),
    /// Nothing at all.
    Empty,
    /// Something that could not be read, which is reported already.
    Unreadable,
}

impl Value {
    fn describe(&self) -> &'static str {
        match &self.kind {
            ValueKind::Text { .. } => "text",
            ValueKind::Integer(_) => "a number",
            ValueKind::Boolean(_) => "true or false",
            ValueKind::List(_) => "a list",
            ValueKind::Map(_) => "a table of keys",
            ValueKind::Empty => "empty",
            ValueKind::Unreadable => "not readable",
        }
    }
}

/// Keys and values in the order they were written, repeats included.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields {
    /// The range of the whole.
    pub span: Span,
    /// The entries.
    pub entries: Vec<(Spanned<String>, Value)>,
}

/// Takes known keys out of [`Fields`] and reports what is wrong with them.
pub struct Reader<'a> {
    source: &'a Arc<Source>,
    span: Span,
    entries: Vec<(Spanned<String>, Value)>,
    problems: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    /// Starts reading; unknown and repeated keys are reported at once.
    ///
    /// Of a repeated key the first value counts.
    pub fn new(
        source: &'a Arc<Source>,
        fields: Fields,
        known: &[&str],
        problems: &'a mut Diagnostics,
    ) -> Self {
        let mut reader = Self {
            source,
            span: fields.span,
            entries: Vec::with_capacity(fields.entries.len()),
            problems,
        };
        for (key, value) in fields.entries {
            if !known.contains(&key.value.as_str()) {
                reader.report_unknown_key(&key, known);
            } else if let Some(first) = reader.key_span(&key.value) {
                reader.report_duplicate_key(&key, first);
            } else {
                reader.entries.push((key, value));
            }
        }
        reader
    }

    /// The problems, for callers that check more than types.
    pub fn problems(&mut self) -> &mut Diagnostics {
        self.problems
    }

    /// The range of the whole.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where a key stands, if it is there.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        let entry = self.entries.iter().find(|(known, _)| known.value == key);
        entry.map(|(key, _)| key.span)
    }

    /// The raw value of a key, taken out; nothing if it is unreadable.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.entries.iter().position(|(k, _)| k.value == key)?;
        let (_, value) = self.entries.remove(at);
        (value.kind != ValueKind::Unreadable).then_some(value)
    }

    /// Text. Numbers and booleans count as the text they were written as.
    pub fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        let value = self.take(key)?;
        let text = self.text_of(key, value)?;
        Some(text)
    }

    /// An address; one that may run something when it is followed is refused.
    pub fn address(&mut self, key: &str) -> Option<Spanned<String>> {
        let text = self.text(key)?;
        if let Some(scheme) = scheme(&text.value)
            && !is_harmless(scheme)
        {
            let problem = unsafe_link(self.source, text.span, scheme);
            self.problems.push(problem);
            return None;
        }
        (!text.value.is_empty()).then_some(text)
    }

    /// Text that must say something: `""` is refused.
    pub fn filled_text(&mut self, key: &str) -> Option<Spanned<String>> {
        let text = self.text(key)?;
        if !text.value.trim().is_empty() {
            return Some(text);
        }
        let label = Label::new(self.source, text.span, "this is empty");
        let message = format!("`{key}` must be text");
        self.problems.push(
            Diagnostic::new(Code::WrongType, message, label)
                .help("write the text between the quotes"),
        );
        None
    }

    /// Text that may be left empty: `""` and nothing at all are the same.
    pub fn optional_text(&mut self, key: &str) -> Option<Spanned<String>> {
        let value = self.take(key)?;
        if value.kind == ValueKind::Empty {
            return Some(Spanned {
                value: String::new(),
                span: value.span,
            });
        }
        self.text_of(key, value)
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str) -> Option<Vec<Spanned<String>>> {
        let value = self.take(key)?;
        match value.kind {
            ValueKind::List(values) => Some(
                values
                    .into_iter()
                    .filter_map(|value| self.text_of(key, value))
                    .collect(),
            ),
            ValueKind::Text { ref text, .. } => {
                let help = match self.source.path().ends_with(".toml") {
                    true => format!("write a list: `{key} = [{}]`", quoted(text)),
                    false => format!("write a list: `{key}: [{text}]`"),
                };
                self.report_type(key, &value, "a list", Some(help));
                None
            }
            _ => {
                self.report_type(key, &value, "a list", None);
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &str) -> Option<Spanned<bool>> {
        let value = self.take(key)?;
        if let ValueKind::Boolean(boolean) = value.kind {
            return Some(Spanned {
                value: boolean,
                span: value.span,
            });
        }
        let help = Some("write `true` or `false`, without quotes".to_owned());
        self.report_type(key, &value, "true or false", help);
        None
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<Spanned<i64>> {
        let value = self.take(key)?;
        if let ValueKind::Integer(integer) = value.kind {
            return Some(Spanned {
                value: integer,
                span: value.span,
            });
        }
        let help = Some("write a whole number, such as `3`".to_owned());
        self.report_type(key, &value, "a whole number", help);
        None
    }

    /// A day as `YYYY-MM-DD`.
    pub fn date(&mut self, key: &str) -> Option<Spanned<jiff::civil::Date>> {
        let text = self.text(key)?;
        // Strictly ten characters: the parser would take a time and a zone as well.
        let date = Some(&text.value)
            .filter(|text| text.len() == 10)
            .and_then(|text| text.parse().ok());
        if let Some(value) = date {
            return Some(Spanned {
                value,
                span: text.span,
            });
        }
        let message = format!("`{}` is not a date", text.value);
        let label = Label::new(self.source, text.span, "not a day of the calendar");
        self.problems.push(
            Diagnostic::new(Code::InvalidDate, message, label)
                .help("write the year, month and day, such as `2026-11-20`"),
        );
        None
    }

    /// One of a set of names; gives its place in `names`.
    pub fn one_of(&mut self, key: &str, names: &[&str], code: Code) -> Option<Spanned<usize>> {
        let text = self.text(key)?;
        if let Some(value) = names.iter().position(|name| *name == text.value) {
            return Some(Spanned {
                value,
                span: text.span,
            });
        }
        let (source, value) = (self.source, &text.value);
        self.problems
            .push(unknown_name(source, text.span, key, value, names, code));
        None
    }

    /// A list of tables, each handed to `read`.
    pub fn tables<T>(
        &mut self,
        key: &str,
        known: &[&str],
        mut read: impl FnMut(&mut Reader<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let ValueKind::List(values) = value.kind else {
            self.report_type(key, &value, "a list of tables", None);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for value in values {
            match value.kind {
                ValueKind::Map(fields) => {
                    let mut reader = Reader::new(self.source, fields, known, self.problems);
                    tables.extend(read(&mut reader));
                }
                _ => self.report_type(key, &value, "a table", None),
            }
        }
        tables
    }

    /// A table, handed to `read`; an absent one is read as an empty one.
    pub fn table<T>(
        &mut self,
        key: &str,
        known: &[&str],
        read: impl FnOnce(&mut Reader<'_>) -> T,
    ) -> T {
        let fields = self.fields(key);
        read(&mut Reader::new(self.source, fields, known, self.problems))
    }

    /// The entries of a table with free keys; an absent one is empty.
    pub fn fields(&mut self, key: &str) -> Fields {
        match self.take(key) {
            None => Fields::default(),
            Some(Value {
                kind: ValueKind::Map(fields),
                ..
            }) => fields,
            Some(value) => {
                self.report_type(key, &value, "a table of keys", None);
                Fields::default()
            }
        }
    }

    /// Reports a key that must be there and is not, pointing at `at`.
    pub fn report_missing(&mut self, key: &str, at: Span, help: &str) {
        let label = Label::new(self.source, at, format!("`{key}` is missing here"));
        let message = format!("missing key `{key}`");
        self.problems
            .push(Diagnostic::new(Code::MissingKey, message, label).help(help));
    }

    fn text_of(&mut self, key: &str, value: Value) -> Option<Spanned<String>> {
        let span = value.span;
        match value.kind {
            ValueKind::Text { text, is_plain } => {
                if is_plain {
                    self.report_lost_comment(key, span);
                }
                Some(Spanned { value: text, span })
            }
            ValueKind::Integer(_) | ValueKind::Boolean(_) => Some(Spanned {
                value: self.source.slice(span).to_owned(),
                span,
            }),
            ValueKind::Empty => {
                let help = format!("write `{key}: …`, or drop the line");
                self.report_type(key, &value, "text", Some(help));
                None
            }
            ValueKind::List(_) | ValueKind::Map(_) => {
                // `[Rust] traits` and `{x}` are the usual ways to get here by accident.
                let help = format!("write `{key}: \"…\"`, in quotes if it begins with a bracket");
                self.report_type(key, &value, "text", Some(help));
                None
            }
            ValueKind::Unreadable => None,
        }
    }

    /// In YAML ` #` starts a comment: `What is C #pragma?` silently becomes `What is C`.
    fn report_lost_comment(&mut self, key: &str, span: Span) {
        // A metadata comment may end before its line does.
        let rest = self.source.slice(Span::new(span.end, self.span.end));
        let lost = rest.split('\n').next().unwrap_or_default();
        let comment = lost.trim_start();
        if !comment.starts_with('#') || comment.len() == lost.len() {
            return;
        }
        let start = span.end + (lost.len() - comment.len());
        let whole = Span::new(span.start, span.end + lost.len());
        let whole = self.source.slice(whole).trim_end();
        let label = Label::new(
            self.source,
            Span::new(start, start + comment.trim_end().len()),
            "a comment, because ` #` starts one",
        );
        let message = format!("the text of `{key}` is cut off at ` #`");
        self.problems.push(
            Diagnostic::new(Code::UnquotedHash, message, label).help(format!(
                "put the text in quotes: `{key}: {}`",
                quoted(whole)
            )),
        );
    }

    fn report_type(&mut self, key: &str, value: &Value, wanted: &str, help: Option<String>) {
        let span = match value.span.start == value.span.end {
            true => self.source.line_around(value.span.start),
            false => value.span,
        };
        let label = Label::new(self.source, span, format!("this is {}", value.describe()));
        let message = format!("`{key}` must be {wanted}");
        self.problems
            .push(Diagnostic::new(Code::WrongType, message, label).help_if(help));
    }

    fn report_unknown_key(&mut self, key: &Spanned<String>, known: &[&str]) {
        let label = Label::new(self.source, key.span, "not a key here");
        let help = match suggest::nearest(&key.value, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            // `summary: one thread, one flag` in a comment is cut at its comma.
            None if key.value.contains(' ') => {
                "put the value in quotes if the comma before this is part of it".to_owned()
            }
            None => format!("the keys are {}", suggest::list(known.iter().copied())),
        };
        let message = format!("unknown key `{}`", key.value);
        self.problems
            .push(Diagnostic::new(Code::UnknownKey, message, label).help(help));
    }

    fn report_duplicate_key(&mut self, key: &Spanned<String>, first: Span) {
        let message = format!("duplicate key `{}`", key.value);
        let label = Label::new(self.source, key.span, "given again here");
        self.problems.push(
            Diagnostic::new(Code::DuplicateKey, message, label)
                .label(Label::new(self.source, first, "first given here"))
                .help("keep one of the two"),
        );
    }
}

/// The diagnostic for a value that is none of the allowed names.
pub fn unknown_name(
    source: &Arc<Source>,
    span: Span,
    key: &str,
    value: &str,
    names: &[&str],
    code: Code,
) -> Diagnostic {
    let list = suggest::list(names.iter().copied());
    let help = match suggest::nearest(value, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`? (one of {list})"),
        None => format!("write one of {list}"),
    };
    let (message, label) = match code {
        // The names of settings such as `html` are no words for what stands there.
        Code::UnknownValue => (
            format!("unknown value `{value}` of `{key}`"),
            format!("not a value of `{key}`"),
        ),
        _ => (format!("unknown {key} `{value}`"), format!("not a {key}")),
    };
    Diagnostic::new(code, message, Label::new(source, span, label)).help(help)
}

/// The text as a double-quoted YAML string, for help lines.
pub fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
