//! TOML text to [`Fields`]: the only owner of the TOML parser.

use std::sync::Arc;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fields::{Fields, Value, ValueKind};
use crate::source::{Source, Span, Spanned};

/// A TOML file in two forms.
pub struct TomlFile {
    /// Keys and values with positions.
    pub fields: Fields,
    /// The same without positions, for what is handed on unread.
    pub json: serde_json::Value,
}

/// Reads a file; what cannot be read is reported and marked, the rest is read all the same.
pub fn read(source: &Arc<Source>, problems: &mut Diagnostics) -> TomlFile {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mut unread: Vec<Span> = Vec::new();
    for error in errors {
        unread.extend(error.span().map(Span::from));
        problems.push(syntax_error(source, table.get_ref(), &error));
    }
    let mut fields = fields(&table.span().into(), table.get_ref());
    // What the parser put in the place of a value it could not read is not worth a word.
    for (_, value) in &mut fields.entries {
        let is_unread = |span: &Span| span.start < value.span.end && value.span.start < span.end;
        if unread.iter().any(is_unread) {
            value.kind = ValueKind::Unreadable;
        }
    }
    TomlFile {
        json: json(&DeValue::Table(table.into_inner())),
        fields,
    }
}

fn syntax_error(source: &Arc<Source>, table: &DeTable<'_>, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or(Span::at(0), Span::from);
    if error.message().contains("duplicate key") {
        return duplicate_key(source, table, span);
    }
    let message = error.message().lines().next().unwrap_or("not valid TOML");
    Diagnostic::new(Code::TomlSyntax, message, Label::new(source, span, ""))
        .help("write `key = \"text\"`, `key = true` or `key = [\"a\", \"b\"]`, one per line")
}

/// The first place is known for keys at the top, which are nearly all.
fn duplicate_key(source: &Arc<Source>, table: &DeTable<'_>, span: Span) -> Diagnostic {
    let key = source.slice(span);
    let label = Label::new(source, span, "given again here");
    let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("duplicate key `{key}`"), label)
        .help("keep one of the two");
    match table.get_key_value(key) {
        Some((first, _)) => {
            diagnostic.label(Label::new(source, first.span().into(), "first given here"))
        }
        None => diagnostic,
    }
}

fn fields(span: &Span, table: &DeTable<'_>) -> Fields {
    let mut entries: Vec<(Spanned<String>, Value)> = table
        .iter()
        .map(|(key, value)| {
            let key = Spanned {
                value: key.get_ref().to_string(),
                span: key.span().into(),
            };
            (key, self::value(value))
        })
        .collect();
    // The table is sorted by name; problems are to be met in the order of the file.
    entries.sort_by_key(|(key, _)| key.span);
    Fields {
        span: *span,
        entries,
    }
}

fn value(value: &TomlSpanned<DeValue<'_>>) -> Value {
    let span = Span::from(value.span());
    let text = |text: String| ValueKind::Text {
        text,
        is_plain: false,
    };
    let kind = match value.get_ref() {
        DeValue::String(string) => text(string.to_string()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(integer) => ValueKind::Integer(integer),
            Err(_) => text(integer.as_str().to_owned()),
        },
        DeValue::Float(float) => text(float.as_str().to_owned()),
        DeValue::Boolean(boolean) => ValueKind::Boolean(*boolean),
        DeValue::Datetime(datetime) => text(datetime.to_string()),
        DeValue::Array(array) => ValueKind::List(array.iter().map(self::value).collect()),
        DeValue::Table(table) => ValueKind::Map(fields(&span, table)),
    };
    Value { span, kind }
}

/// Values as templates see them.
fn json(value: &DeValue<'_>) -> serde_json::Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .map_or_else(|_| integer.as_str().into(), Into::into),
        DeValue::Float(float) => float
            .as_str()
            .parse::<f64>()
            .map_or_else(|_| float.as_str().into(), Into::into),
        DeValue::Boolean(boolean) => (*boolean).into(),
        DeValue::Datetime(datetime) => datetime.to_string().into(),
        DeValue::Array(array) => array.iter().map(|value| json(value.get_ref())).collect(),
        DeValue::Table(table) => {
            let entries = table.iter();
            entries
                .map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())))
                .collect()
        }
    }
}
