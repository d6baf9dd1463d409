//! YAML text to [`Fields`]: the only owner of the YAML parser.
//!
//! Events and not typed deserialisation, because a typed reader stops at the
//! first problem and has no position for keys, and a contributor is to see all
//! problems of a file in one run.

use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fields::{Fields, Value, ValueKind, quoted};
use crate::source::{Source, Span, Spanned};

/// Deeper nesting than any known key needs; guards the stack against `[[[[…`.
const MAX_DEPTH: usize = 16;

/// Reads the block mapping in `span`, such as the lines between two `---`; nothing if it
/// cannot be read at all.
///
/// After the usual slips (a tab, an open quote, an unquoted colon) the rest is
/// read all the same, so that they do not hide other problems.
pub fn read(source: &Arc<Source>, span: Span, problems: &mut Diagnostics) -> Option<Fields> {
    if let Some(entries) = plain_entries(source.slice(span), '\n', span.start) {
        return Some(Fields { span, entries });
    }
    let error = match parse(source.slice(span), span.start) {
        Ok(fields) => return Some(Fields { span, ..fields }),
        Err(error) => error,
    };
    let slips = find_slips(source, span);
    if slips.is_empty() {
        problems.push(error.report(source, span, HELP));
        return None;
    }
    let attempts = [
        blank_values(source, span, &slips),
        blank_lines(source, span, &slips),
    ];
    let blanks: Vec<Span> = slips.iter().map(|slip| slip.span).collect();
    for slip in slips {
        problems.push(slip.problem);
    }
    let mut attempts = attempts.iter();
    let mut fields = attempts.find_map(|text| parse(text, span.start).ok())?;
    for (_, value) in &mut fields.entries {
        let start = value.span.start;
        if blanks
            .iter()
            .any(|blank| (blank.start..blank.end).contains(&start))
        {
            value.kind = ValueKind::Unreadable;
        }
    }
    Some(Fields { span, ..fields })
}

/// Reads a flow mapping without its braces, such as `id: a, tags: [b]`.
pub fn read_flow(source: &Arc<Source>, span: Span, problems: &mut Diagnostics) -> Fields {
    let inner = source.slice(span);
    if let Some(entries) = plain_entries(inner, ',', span.start) {
        return Fields { span, entries };
    }
    let text = format!("{{{inner}\n}}");
    // One less for the brace that is not in the file.
    match parse(&text, span.start.saturating_sub(1)) {
        Ok(fields) => Fields { span, ..fields },
        Err(error) => {
            problems.push(error.report(source, span, HELP_IN_COMMENT));
            Fields {
                span,
                entries: Vec::new(),
            }
        }
    }
}

/// The entries of `key: value`, each up to an `end`, as nearly all are: what the parser gives,
/// a hundred times faster. Nothing if a value is more than words or a quotation without escapes.
fn plain_entries(text: &str, end: char, base: usize) -> Option<Vec<(Spanned<String>, Value)>> {
    let mut entries = Vec::new();
    let mut start = base;
    for piece in text.split_inclusive(end) {
        let (key, written) = piece.split_once(':')?;
        // A line that is indented may belong to the one above.
        let name = match end {
            '\n' => key,
            _ => key.trim_start_matches(' '),
        };
        let ValueKind::Text { text, .. } = scalar(name, ScalarStyle::Plain) else {
            return None;
        };
        // YAML ends a key after a thousand characters.
        if !is_plain(name) || name.contains(' ') || name.len() >= 1000 {
            return None;
        }
        let at = start + key.len() - name.len();
        let key = Spanned {
            value: text,
            span: Span::new(at, at + name.len()),
        };
        let written = written.strip_prefix(' ')?.trim_start_matches(' ');
        let at = start + piece.len() - written.len();
        let (kind, written) = plain_value(written.strip_suffix(end).unwrap_or(written))?;
        let span = Span::new(at, at + written.len());
        entries.push((key, Value { span, kind }));
        start += piece.len();
    }
    Some(entries)
}

/// A value and how it is written, without the blanks behind it.
fn plain_value(written: &str) -> Option<(ValueKind, &str)> {
    let words = written.trim_end_matches(' ');
    if is_plain(words) {
        return Some((scalar(words, ScalarStyle::Plain), words));
    }
    let text = written.strip_prefix('"')?.strip_suffix('"')?;
    let is_as_written = |byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    let kind = || scalar(text, ScalarStyle::DoubleQuoted);
    text.bytes().all(is_as_written).then(|| (kind(), written))
}

/// Whether a text is words that mean nothing else, in a list or out of it.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    let is_plain = |byte: u8| match std::mem::replace(&mut before, byte) {
        b' ' => byte.is_ascii_alphanumeric() || byte == b' ',
        _ => byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_'),
    };
    !text.is_empty() && text.bytes().all(is_plain)
}

const HELP: &str =
    "write `key: value`, one per line, and put values with special characters in quotes";

const HELP_IN_COMMENT: &str = "write `key: value, key: value` with commas between, and put \
     values with special characters in quotes";

/// A failure of the parser: byte offset in the file and the parser's words.
struct YamlError {
    offset: usize,
    message: String,
}

impl YamlError {
    fn report(self, source: &Arc<Source>, span: Span, help: &str) -> Diagnostic {
        let offset = self
            .offset
            .clamp(span.start, span.end.saturating_sub(1).max(span.start));
        let line = source.line_around(offset);
        let message = format!("not valid YAML: {}", self.message);
        let label = Label::new(source, Span::new(offset, line.end.min(offset + 1)), "");
        Diagnostic::new(Code::YamlSyntax, message, label).help(help)
    }
}

fn parse(text: &str, base: usize) -> Result<Fields, YamlError> {
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(offset, _)| offset)
        .chain([text.len()])
        .collect();
    let byte = |index: usize| base + offsets[index.min(offsets.len() - 1)];
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| YamlError {
            offset: byte(error.marker().index()),
            message: error.info().to_owned(),
        })?;
        let span = Span::new(byte(span.start.index()), byte(span.end.index()));
        builder.event(event, span).map_err(|message| YamlError {
            offset: span.start,
            message: message.to_owned(),
        })?;
    }
    builder.finish(Span::new(base, base + text.len()))
}

/// Grows the value tree from events, with a stack of its own.
#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Value>,
}

enum Open {
    List(Span, Vec<Value>),
    Map(Fields, Option<Spanned<String>>),
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), &'static str> {
        if self.open.len() > MAX_DEPTH {
            return Err("nested too deeply");
        }
        match event {
            Event::Scalar(text, style, _, _) => {
                let kind = scalar(&text, style);
                self.place(Value { span, kind })
            }
            Event::SequenceStart(..) => {
                self.open.push(Open::List(span, Vec::new()));
                Ok(())
            }
            Event::MappingStart(..) => {
                let fields = Fields {
                    span,
                    entries: Vec::new(),
                };
                self.open.push(Open::Map(fields, None));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let value = match self.open.pop() {
                    Some(Open::List(start, values)) => Value {
                        span: start.to(span),
                        kind: ValueKind::List(values),
                    },
                    Some(Open::Map(fields, _)) => Value {
                        span: fields.span.to(span),
                        kind: ValueKind::Map(fields),
                    },
                    None => return Ok(()),
                };
                self.place(value)
            }
            Event::Alias(_) => Err("`*` begins an alias; put the value in quotes"),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn place(&mut self, value: Value) -> Result<(), &'static str> {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::List(_, values)) => values.push(value),
            Some(Open::Map(fields, key @ None)) => {
                let ValueKind::Text { text, .. } = value.kind else {
                    return match value.kind {
                        ValueKind::Integer(_) | ValueKind::Boolean(_) | ValueKind::Empty => {
                            Err("a key must be a word")
                        }
                        _ => Err("a key must be a word, not a list or a table"),
                    };
                };
                let span = value.span;
                fields.span = fields.span.to(span);
                *key = Some(Spanned { value: text, span });
            }
            Some(Open::Map(fields, key)) => {
                fields.span = fields.span.to(value.span);
                let key = key.take().expect("the arm above handles an absent key");
                fields.entries.push((key, value));
            }
        }
        Ok(())
    }

    fn finish(self, span: Span) -> Result<Fields, YamlError> {
        match self.root {
            None => Ok(Fields {
                span,
                entries: Vec::new(),
            }),
            Some(Value {
                kind: ValueKind::Map(fields),
                ..
            }) => Ok(fields),
            Some(value) if value.kind == ValueKind::Empty => Ok(Fields {
                span,
                entries: Vec::new(),
            }),
            Some(value) => Err(YamlError {
                offset: value.span.start,
                message: "expected keys and values".to_owned(),
            }),
        }
    }
}

/// The core schema's reading of a scalar, so far as a guide needs it: `no` stays text.
fn scalar(text: &str, style: ScalarStyle) -> ValueKind {
    if style != ScalarStyle::Plain {
        return ValueKind::Text {
            text: text.to_owned(),
            is_plain: false,
        };
    }
    match text {
        "" | "~" | "null" => ValueKind::Empty,
        "true" => ValueKind::Boolean(true),
        "false" => ValueKind::Boolean(false),
        _ => match text.parse() {
            Ok(integer) => ValueKind::Integer(integer),
            Err(_) => ValueKind::Text {
                text: text.to_owned(),
                is_plain: true,
            },
        },
    }
}

/// A slip: what to say about it, and the part of its line to blank out.
struct Slip {
    problem: Diagnostic,
    span: Span,
}

/// Finds the usual slips line by line.
fn find_slips(source: &Arc<Source>, span: Span) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut offset = span.start;
    for line in source.slice(span).split_inclusive('\n') {
        let slip = find_slip(source, line.trim_end_matches('\n'), offset);
        slips.extend(slip);
        offset += line.len();
    }
    slips
}

/// The text with the values of slips crossed out.
///
/// Every byte keeps its place, so that spans in the rest stay true.
fn blank_values(source: &Arc<Source>, span: Span, slips: &[Slip]) -> String {
    let spans: Vec<Span> = slips.iter().map(|slip| slip.span).collect();
    blanked(source, span, &spans, 'x')
}

/// The text with the lines of slips left empty, for when a crossed-out value does not help.
fn blank_lines(source: &Arc<Source>, span: Span, slips: &[Slip]) -> String {
    let line = |slip: &Slip| source.line_around(slip.span.start);
    let spans: Vec<Span> = slips.iter().map(line).collect();
    blanked(source, span, &spans, ' ')
}

fn blanked(source: &Arc<Source>, span: Span, spans: &[Span], filler: char) -> String {
    let text = source.slice(span).char_indices();
    let mut blanked = String::new();
    for (at, c) in text {
        let at = span.start + at;
        let is_inside = spans
            .iter()
            .any(|span| (span.start..span.end).contains(&at));
        match (is_inside, c) {
            (true, '\t') => blanked.push(' '),
            (true, _) => blanked.extend(std::iter::repeat_n(filler, c.len_utf8())),
            (false, c) => blanked.push(c),
        }
    }
    blanked
}

/// A value as a help line can show it.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 70;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The slip of one line, if it has one.
fn find_slip(source: &Arc<Source>, line: &str, offset: usize) -> Option<Slip> {
    let indent = line.len() - line.trim_start().len();
    let label = |range: &Range<usize>, text: &str| {
        Label::new(source, Span::from(range.clone()).shifted(offset), text)
    };
    if let Some(tab) = line[..indent].find('\t') {
        let range = tab..indent;
        let diagnostic = Diagnostic::new(
            Code::TabIndentation,
            "a tab in the indentation",
            label(&range, "YAML is indented with spaces only"),
        );
        return Some(Slip {
            problem: diagnostic.help("replace the tab by two spaces"),
            span: Span::from(range).shifted(offset),
        });
    }
    let Some(colon) = line.find(": ") else {
        let is_text = line.starts_with(char::is_alphanumeric) && !line.trim_end().ends_with(':');
        let range = 0..line.trim_end().len();
        return is_text.then(|| Slip {
            problem: Diagnostic::new(
                Code::YamlSyntax,
                "a line without a key",
                label(&range, "neither `key: value` nor a part of the line above"),
            )
            .help("write `key: value`, or indent the line to continue the one above"),
            span: Span::from(range).shifted(offset),
        });
    };
    let key = line[..colon].trim();
    let rest = &line[colon + 1..];
    let start = colon + 1 + (rest.len() - rest.trim_start().len());
    let value = line[start..].trim_end();
    let found = find_value_slip(key, value)?;
    let caret = start + found.caret.start..start + found.caret.end;
    let diagnostic = Diagnostic::new(found.code, found.message, label(&caret, found.label));
    Some(Slip {
        problem: diagnostic.help(found.help),
        span: Span::new(start, start + value.len()).shifted(offset),
    })
}

/// A slip of a value; the caret counts from the value's start.
struct ValueSlip {
    code: Code,
    message: String,
    caret: Range<usize>,
    label: &'static str,
    help: String,
}

fn find_value_slip(key: &str, value: &str) -> Option<ValueSlip> {
    let fix = |text: &str| format!("`{key}: {}`", quoted(&shortened(text)));
    let whole = 0..value.len();
    let first = value.chars().next()?;
    if matches!(first, '"' | '\'') {
        return match value[1..].rfind(first) {
            None => Some(ValueSlip {
                code: Code::UnclosedQuote,
                message: format!("the quote of `{key}` is never closed"),
                caret: whole,
                label: "opens here",
                help: format!("close it: {}", fix(&value[1..])),
            }),
            Some(at) if at + 2 < value.len() => Some(ValueSlip {
                code: Code::YamlSyntax,
                message: format!("text after the closing quote of `{key}`"),
                caret: at + 2..value.len(),
                label: "not part of the value",
                help: format!("put the whole value in quotes: {}", fix(value)),
            }),
            Some(_) => None,
        };
    }
    if first == '[' && !value.contains(']') {
        return Some(ValueSlip {
            code: Code::YamlSyntax,
            message: format!("the list of `{key}` is never closed"),
            caret: whole,
            label: "opens here",
            help: format!("close it: `{key}: {}]`", shortened(value)),
        });
    }
    let is_closed = match first {
        '[' => value.ends_with(']'),
        '{' => value.ends_with('}'),
        '|' | '>' => value.len() <= 3,
        _ => false,
    };
    if is_closed {
        return None;
    }
    if matches!(
        first,
        '*' | '&' | '!' | '%' | '@' | '`' | '[' | '{' | '|' | '>'
    ) {
        return Some(ValueSlip {
            code: Code::YamlSyntax,
            message: format!(
                "the value of `{key}` begins with `{first}`, which is special in YAML"
            ),
            caret: whole,
            label: "",
            help: format!("put the value in quotes: {}", fix(value)),
        });
    }
    let colon = value
        .find(": ")
        .or_else(|| value.strip_suffix(':').map(str::len))?;
    Some(ValueSlip {
        code: Code::UnquotedColon,
        message: format!("a colon in the value of `{key}`"),
        caret: colon..colon + 1,
        label: "YAML reads this as another key",
        help: format!("put the value in quotes: {}", fix(value)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_keys_need_no_parser() {
        let is_read = |text, end| plain_entries(text, end, 4).is_some();
        assert!(is_read(
            "title: \"Why, then?\"\ntopic: Data model\norder: 3\n",
            '\n'
        ));
        assert!(is_read(" id: a-b, difficulty: easy, draft: true ", ','));
    }

    proptest! {
        #[test]
        fn plain_lines_are_read_as_the_parser_reads_them(
            text in "( {0,1}[a-z0-9:_]{1,4}: {0,2}([A-Za-z0-9_~# -]{1,6}|\"[ -~]{0,6}\") {0,2}\n{1,2}){1,3}",
        ) {
            if let Some(entries) = plain_entries(&text, '\n', 0) {
                let parsed = parse(&text, 0).map_err(|error| error.message);
                prop_assert_eq!(Ok(entries), parsed.map(|fields| fields.entries));
            }
        }

        #[test]
        fn plain_pieces_are_read_as_the_parser_reads_them(
            text in "( {0,2}[a-z0-9:_]{1,5}: {0,2}([A-Za-z0-9_~# -]{1,5}|\"[ -~]{0,6}\") {0,2},?){1,3}",
        ) {
            if let Some(entries) = plain_entries(&text, ',', 4) {
                let parsed = parse(&format!("{{{text}\n}}"), 3).map_err(|error| error.message);
                prop_assert_eq!(Ok(entries), parsed.map(|fields| fields.entries));
            }
        }
    }
}
