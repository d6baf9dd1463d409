//! Nuxt Content's Markdown files: all questions between the two `---`.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::nuxt::{RawPage, only};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fields::{self, Fields, ValueKind};
use crate::source::{Source, Span};
use crate::yaml;

/// The page of such a file.
pub fn page(source: &Arc<Source>) -> Result<RawPage, Diagnostics> {
    let (inner, body) = split(source).ok_or_else(|| only(unclosed(source)))?;
    let mut problems = Diagnostics::new();
    let fields = yaml::read(source, inner, &mut problems);
    let Some(fields) = fields.filter(|_| !problems.has_errors()) else {
        return Err(problems);
    };
    let mut notes = Vec::new();
    let fields = table(source, &fields, &mut notes);
    if !fields.contains_key("questions") {
        return Err(only(without_questions(source)));
    }
    Ok(RawPage {
        fields,
        siblings: Value::Null,
        blog: Value::Null,
        body: source.text()[body..].trim().to_owned(),
        span: source.line_span(1),
        notes,
    })
}

/// The range between the delimiters, and the offset of the body.
fn split(source: &Arc<Source>) -> Option<(Span, usize)> {
    let text = source.text();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut offset = first.len();
    for line in lines {
        let end = offset + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(first.len(), offset), end));
        }
        offset = end;
    }
    None
}

/// Keys and values without positions, as a payload has them; of a repeated key the first counts.
fn table(source: &Arc<Source>, fields: &Fields, notes: &mut Vec<String>) -> Map<String, Value> {
    let mut table = Map::new();
    for (key, value) in &fields.entries {
        if table.contains_key(&key.value) {
            let line = source.line_col(key.span.start).line;
            notes.push(format!(
                "line {line}: the second `{}` was left out",
                key.value
            ));
            continue;
        }
        let value = plain(source, value, notes);
        table.insert(key.value.clone(), value);
    }
    table
}

fn plain(source: &Arc<Source>, value: &fields::Value, notes: &mut Vec<String>) -> Value {
    match &value.kind {
        ValueKind::Text { text, is_plain } => {
            if *is_plain {
                note_comment(source, value.span, notes);
            }
            Value::from(text.as_str())
        }
        // `+3` and `007` may be meant as text: the way they are written is kept.
        ValueKind::Integer(integer) => match source.slice(value.span) == integer.to_string() {
            true => Value::from(*integer),
            false => Value::from(source.slice(value.span)),
        },
        ValueKind::Boolean(boolean) => Value::from(*boolean),
        ValueKind::List(values) => {
            let values = values.iter().map(|value| plain(source, value, notes));
            Value::Array(values.collect())
        }
        ValueKind::Map(fields) => Value::Object(table(source, fields, notes)),
        ValueKind::Empty | ValueKind::Unreadable => Value::Null,
    }
}

/// In YAML ` #` starts a comment, also where the author meant a `#`.
fn note_comment(source: &Arc<Source>, value: Span, notes: &mut Vec<String>) {
    let line = source.line_col(value.end).line;
    let rest = source.slice(Span::new(value.end, source.line_span(line).end));
    let comment = rest.trim();
    if comment.starts_with('#') && rest.starts_with([' ', '\t']) {
        notes.push(format!(
            "line {line}: `{comment}` is a comment in YAML and was left out"
        ));
    }
}

fn unclosed(source: &Arc<Source>) -> Diagnostic {
    let label = Label::new(source, source.line_span(1), "opens here");
    Diagnostic::new(
        Code::UnclosedFrontMatter,
        "the front matter never ends",
        label,
    )
    .help("write `---` on a line of its own after the last key")
}

fn without_questions(source: &Arc<Source>) -> Diagnostic {
    let label = Label::new(source, source.line_span(1), "no `questions:` below");
    Diagnostic::new(Code::MissingKey, "no questions in the front matter", label).help(
        "a file with its questions in the body needs no import: copy it into the content folder",
    )
}
