//! Code blocks: the language, the flags behind it, and what they make of the block.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::LooksAt;
use super::frontmatter::invalid_needs;
use super::sample::{self, Places};
use crate::config::Edition;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::language;
use crate::model::block::{BlockKind, Diagram};
use crate::model::sample::{Needs, Output, Purpose, Sample, Stream, TabLabel};
use crate::source::{Source, Span, Spanned};
use crate::suggest;

const SAMPLE_FLAGS: &[&str] = &[
    "run", "fails", "fragment", "session", "tab", "hl", "title", "needs", "timeout", "edition",
];
const OUTPUT_FLAGS: &[&str] = &["stderr", "contains", "exit", "needs"];

/// rustdoc's words behind a comma, as in `rust,ignore`.
const RUSTDOC_WORDS: &[&str] = &["ignore", "no_run", "should_panic", "compile_fail"];

/// A code block as the Markdown parser gives it.
pub struct Fence<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// The whole block.
    pub span: Span,
    /// Whether it has fences; indented code has no info string.
    pub is_fenced: bool,
    /// Which samples are looked at.
    pub looks_at: LooksAt,
    /// The code.
    pub code: String,
    /// Where the code stands.
    pub code_span: Span,
    /// Where each part of it stands.
    pub places: Places,
}

/// A word behind the language, perhaps with a value.
struct Flag {
    name: String,
    value: Option<Spanned<String>>,
    span: Span,
}

impl Fence<'_> {
    /// Decides what the block is and reads its flags.
    pub fn read(mut self, problems: &mut Diagnostics) -> BlockKind {
        let (word, flags) = self.info();
        match word.value.as_str() {
            "output" => BlockKind::Output(Box::new(self.output(flags, problems))),
            "mermaid" => BlockKind::Diagram(Diagram {
                source: self.code,
                source_span: self.code_span,
            }),
            "math" => BlockKind::Math(self.code),
            _ => {
                let mut sample = self.sample(word, flags, problems);
                let check = sample::Check {
                    source: self.source,
                    places: &self.places,
                    looks_at: self.looks_at,
                };
                check.run(&mut sample, problems);
                BlockKind::Sample(Box::new(sample))
            }
        }
    }

    /// The first word and the flags, with positions, from the line of the opening fence.
    fn info(&self) -> (Spanned<String>, Vec<Flag>) {
        let start = self.span.start;
        let end = self.source.line_around(start).end;
        let text = self.source.slice(Span::new(start, end));
        let info = text.trim_start_matches(['`', '~']);
        if !self.is_fenced || info.len() == text.len() {
            let value = String::new();
            let span = Span::at(start);
            return (Spanned { value, span }, Vec::new());
        }
        let mut words = split_words(info, end - info.len());
        let first = match words.first() {
            Some(first) if first.value.is_none() => words.remove(0),
            _ => Flag {
                name: String::new(),
                value: None,
                span: Span::at(start),
            },
        };
        let mut parts = first.name.split(',');
        let name = parts.next().unwrap_or_default().to_owned();
        let span = Span::new(first.span.start, first.span.start + name.len());
        let mut flags: Vec<Flag> = Vec::new();
        let mut offset = span.end + 1;
        for part in parts {
            let span = Span::new(offset, offset + part.len());
            offset = span.end + 1;
            if !part.is_empty() {
                flags.push(Flag {
                    name: part.to_owned(),
                    value: None,
                    span,
                });
            }
        }
        flags.extend(words);
        (Spanned { value: name, span }, flags)
    }

    /// Makes a sample of it, which takes the code.
    fn sample(
        &mut self,
        word: Spanned<String>,
        flags: Vec<Flag>,
        problems: &mut Diagnostics,
    ) -> Sample {
        let found = language::find(&word.value);
        if found.is_none() && !word.value.is_empty() {
            self.report_language(&word, problems);
        }
        let mut sample = Sample {
            language: found,
            language_word: word.value,
            code: std::mem::take(&mut self.code),
            code_span: self.code_span,
            words: None,
            purpose: Purpose::Parse,
            is_session: false,
            tab: None,
            marked_lines: Vec::new(),
            title: None,
            needs: None,
            timeout: None,
            edition: None,
        };
        let is_rust = found.is_some_and(|language| language.name == "rust");
        for flag in flags {
            if is_rust && RUSTDOC_WORDS.contains(&flag.name.as_str()) {
                apply_rustdoc_word(&mut sample, &flag.name);
            } else {
                self.apply(&mut sample, flag, problems);
            }
        }
        sample
    }

    fn apply(&self, sample: &mut Sample, flag: Flag, problems: &mut Diagnostics) {
        let value = flag.value.as_ref().map(|value| value.value.as_str());
        match (flag.name.as_str(), value) {
            ("run", None) if sample.purpose == Purpose::Parse => sample.purpose = Purpose::Run,
            ("run", None) if sample.purpose.runs() => {}
            ("fails", error) if sample.purpose != Purpose::Fragment => {
                sample.purpose = Purpose::Fail(error.map(str::to_owned));
            }
            ("session", None) if sample.purpose != Purpose::Fragment => {
                sample.is_session = true;
                if sample.purpose == Purpose::Parse {
                    sample.purpose = Purpose::Run;
                }
            }
            ("fragment", None) if sample.purpose == Purpose::Parse => {
                sample.purpose = Purpose::Fragment;
            }
            (name @ ("run" | "session" | "fragment"), Some(_)) => {
                let help = format!("write `{name}` alone");
                self.report_value(&flag, &help, problems);
            }
            ("run" | "fails" | "session" | "fragment", _) => {
                let help = "a `fragment` never runs: keep one of the two words";
                self.report_value(&flag, help, problems);
            }
            ("tab", None) => sample.tab = Some(TabLabel::Language),
            ("tab", Some(label)) => sample.tab = Some(TabLabel::Text(label.to_owned())),
            ("title", Some(title)) => sample.title = Some(title.to_owned()),
            ("hl", value) => match value.and_then(read_lines) {
                Some(lines) => sample.marked_lines = lines,
                None => self.report_value(&flag, "write lines and ranges: `hl=2,4-6`", problems),
            },
            ("timeout", value) => match value.and_then(|value| value.parse().ok()) {
                Some(seconds @ 1..) => sample.timeout = Some(seconds),
                _ => self.report_value(&flag, "write seconds: `timeout=5`", problems),
            },
            ("edition", value) => {
                let edition = Edition::ALL.iter().find(|(name, _)| Some(*name) == value);
                match edition {
                    Some((_, edition)) => sample.edition = Some(*edition),
                    None => {
                        let names = suggest::list(Edition::ALL.iter().map(|(name, _)| *name));
                        self.report_value(&flag, &format!("write one of {names}"), problems);
                    }
                }
            }
            ("needs", _) => sample.needs = self.needs(&flag, problems),
            ("title", None) => self.report_value(&flag, "write `title=\"app.py\"`", problems),
            _ => self.report_flag(&flag, SAMPLE_FLAGS, problems),
        }
    }

    fn needs(&self, flag: &Flag, problems: &mut Diagnostics) -> Option<Needs> {
        let Some(value) = &flag.value else {
            self.report_value(flag, "write `needs=python>=3.12`", problems);
            return None;
        };
        let needs = Needs::parse(&value.value);
        if needs.is_none() {
            problems.push(invalid_needs(self.source, value));
        }
        needs
    }

    fn output(&mut self, flags: Vec<Flag>, problems: &mut Diagnostics) -> Output {
        let mut output = Output {
            text: std::mem::take(&mut self.code),
            text_span: self.code_span,
            stream: Stream::Stdout,
            is_part: false,
            exit: None,
            needs: None,
        };
        for flag in flags {
            let value = flag.value.as_ref().map(|value| value.value.as_str());
            match (flag.name.as_str(), value) {
                ("stderr", None) => output.stream = Stream::Stderr,
                ("contains", None) => output.is_part = true,
                ("exit", Some(status)) => match status.parse() {
                    Ok(status) => output.exit = Some(status),
                    Err(_) => self.report_value(&flag, "write a number: `exit=1`", problems),
                },
                ("needs", _) => output.needs = self.needs(&flag, problems),
                ("exit", None) => self.report_value(&flag, "write a number: `exit=1`", problems),
                _ => self.report_flag(&flag, OUTPUT_FLAGS, problems),
            }
        }
        output
    }

    fn report_language(&self, word: &Spanned<String>, problems: &mut Diagnostics) {
        let label = Label::new(self.source, word.span, "shown without colors");
        let special = ["output", "mermaid", "math", "text"];
        let help = match suggest::nearest(&word.value, special).or(language::nearest(&word.value)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "write `text` if it is no code".to_owned(),
        };
        let message = format!("unknown language `{}`", word.value);
        problems.push(Diagnostic::new(Code::UnknownLanguage, message, label).help(help));
    }

    /// A near miss of a flag changes what is proved, so it is an error; other words are
    /// other tools' business.
    fn report_flag(&self, flag: &Flag, known: &[&str], problems: &mut Diagnostics) {
        let name = flag.name.to_lowercase();
        let near = known
            .iter()
            .find(|known| strsim::damerau_levenshtein(&name, known) <= 1);
        let is_known_elsewhere = SAMPLE_FLAGS.contains(&flag.name.as_str())
            || OUTPUT_FLAGS.contains(&flag.name.as_str());
        match near {
            Some(near) => {
                let label = Label::new(self.source, flag.span, "not a flag");
                let message = format!("unknown flag `{}`", flag.name);
                problems.push(
                    Diagnostic::new(Code::UnknownFlag, message, label)
                        .help(format!("did you mean `{near}`?")),
                );
            }
            None => {
                let label = Label::new(self.source, flag.span, "has no meaning here");
                let message = format!("ignored word `{}` behind the language", flag.name);
                let help = match is_known_elsewhere {
                    true => format!(
                        "the flags of this block are {}",
                        suggest::list(known.iter().copied())
                    ),
                    false => "drop it, or move it into a comment".to_owned(),
                };
                problems.push(Diagnostic::new(Code::IgnoredFlag, message, label).help(help));
            }
        }
    }

    fn report_value(&self, flag: &Flag, help: &str, problems: &mut Diagnostics) {
        let label = Label::new(self.source, flag.span, "cannot be used");
        let message = format!("the flag `{}` does not fit here", flag.name);
        problems.push(Diagnostic::new(Code::InvalidFlag, message, label).help(help));
    }
}

fn apply_rustdoc_word(sample: &mut Sample, word: &str) {
    if matches!(word, "should_panic" | "compile_fail") {
        sample.purpose = Purpose::Fail(None);
    }
}

/// Splits `python run title="a b"` into words; `offset` is where the text stands in the file.
fn split_words(text: &str, offset: usize) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + skipped;
        let word = &text[start..];
        let name_end = word
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(word.len());
        // `needs=python>=3.12` is split at its first `=` only.
        let has_value = word[name_end..].starts_with('=') && name_end > 0;
        let (value, length) = match has_value {
            true => {
                let (value, length) = read_value(&word[name_end + 1..]);
                let value_start = offset + start + name_end + 1;
                let span = Span::new(value_start, value_start + length);
                (Some(Spanned { value, span }), name_end + 1 + length)
            }
            false => {
                let end = word.find(char::is_whitespace).unwrap_or(word.len());
                (None, end)
            }
        };
        let name = match has_value {
            true => &word[..name_end],
            false => &word[..length],
        };
        flags.push(Flag {
            name: name.to_owned(),
            value,
            span: Span::new(offset + start, offset + start + length),
        });
        at = start + length;
    }
    flags
}

/// A value, quoted or up to the next space, and how long it was as written.
fn read_value(text: &str) -> (String, usize) {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return match rest.find(quote) {
                Some(end) => (rest[..end].to_owned(), end + 2),
                None => (rest.trim_end().to_owned(), text.len()),
            };
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (text[..end].to_owned(), end)
}

/// `2,4-6`
fn read_lines(text: &str) -> Option<Vec<RangeInclusive<usize>>> {
    text.split(',')
        .map(|part| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            (first >= 1 && first <= last).then_some(first..=last)
        })
        .collect()
}
