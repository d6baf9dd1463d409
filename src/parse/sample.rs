//! Whether a Python or Rust sample parses, before anything runs it.

use std::sync::Arc;

use super::LooksAt;
use crate::config::Edition;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity};
use crate::model::sample::{Purpose, Sample};
use crate::source::{Source, Span};
use crate::syntax::{Problem, Token, python, rust};

/// Where the code of a block stands in its file, which is not one piece where the
/// block is in a list or a quote.
#[derive(Debug, Default)]
pub struct Places(Vec<Piece>);

#[derive(Debug)]
struct Piece {
    /// Where the piece begins in the code.
    code: usize,
    /// Where it stands in the file.
    span: Span,
}

impl Places {
    /// Notes that what follows `code` bytes of code stands at `span`.
    pub fn push(&mut self, code: usize, span: Span) {
        match self.0.last_mut() {
            Some(last)
                if last.span.end == span.start
                    && last.span.end - last.span.start == code - last.code =>
            {
                last.span.end = span.end;
            }
            _ => self.0.push(Piece { code, span }),
        }
    }

    /// The place in the file of a range of the code.
    fn span(&self, range: &std::ops::Range<usize>) -> Option<Span> {
        let start = self.place(range.start)?;
        let end = match range.end > range.start {
            true => self.place(range.end - 1)? + 1,
            false => start,
        };
        Some(Span::new(start, end))
    }

    fn place(&self, offset: usize) -> Option<usize> {
        let after = self.0.partition_point(|piece| piece.code <= offset);
        let piece = &self.0[after.checked_sub(1)?];
        // A tab that indents the block only in part is blanks in the code.
        Some((piece.span.start + offset - piece.code).min(piece.span.end))
    }
}

/// A look at a sample, in its place.
pub struct Check<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// Where the code stands in it.
    pub places: &'a Places,
    /// Which samples are looked at.
    pub looks_at: LooksAt,
}

impl Check<'_> {
    /// Reports what is wrong with a sample, unless it is to be wrong or is but a piece.
    ///
    /// Code that is right leaves the roles of its words with the sample, where they come from
    /// the same reading.
    pub fn run(&self, sample: &mut Sample, problems: &mut Diagnostics) {
        let Self { source, places, .. } = *self;
        if problems.is_unheard() || self.looks_at == LooksAt::NoSamples {
            return;
        }
        let is_to_run = match sample.purpose {
            Purpose::Parse => false,
            Purpose::Run => true,
            Purpose::Fragment | Purpose::Fail(_) => return,
        };
        let (problem, words) = read(sample, self.looks_at);
        sample.words = words;
        let Some(problem) = problem else {
            return;
        };
        let is_python = sample
            .language
            .is_some_and(|language| language.name == "python");
        if is_python && let Some(problem) = lost_indentation(source, sample, places) {
            return problems.push(problem);
        }
        let span = places.span(&problem.range).unwrap_or(sample.code_span);
        let help = problem.help.unwrap_or_else(|| {
            match is_to_run {
                true => "correct it, or mark it `fails` if it is meant to be wrong",
                false => "correct it, or mark it `fragment` if it is no whole program",
            }
            .to_owned()
        });
        let label = Label::new(source, span, "");
        let diagnostic = Diagnostic::new(Code::SampleSyntax, problem.message, label).help(help);
        problems.push(match is_to_run {
            true => diagnostic.severity(Severity::Error),
            false => diagnostic,
        });
    }
}

/// What is wrong, where the language is one we can read; and the roles of the words, as far
/// as they came with it.
fn read(sample: &Sample, looks_at: LooksAt) -> (Option<Problem>, Option<Vec<Token>>) {
    let code = sample.code.as_str();
    let Some(language) = sample.language else {
        return (None, None);
    };
    match language.name {
        // Languages that are only nearly Python are colored as Python.
        "python" if NEARLY_PYTHON.contains(&sample.language_word.as_str()) => (None, None),
        "python" => python::read(code),
        "pycon" => (python::transcript_problem(code), None),
        // What is a keyword today was a name then.
        "rust" if sample.edition == Some(Edition::E2015) => (None, None),
        "rust" if looks_at == LooksAt::SamplesButRust => rust::read(code),
        "rust" => (rust::problem(code), None),
        _ => (None, None),
    }
}

const NEARLY_PYTHON: &[&str] = &["cython", "gyp", "pyx", "starlark"];

/// Tells Python whose indentation was lost on the way, as when copied from a web page.
fn lost_indentation(source: &Arc<Source>, sample: &Sample, places: &Places) -> Option<Diagnostic> {
    let mut before: Option<&str> = None;
    let mut start = 0;
    for line in sample.code.split_inclusive('\n') {
        let offset = start;
        start += line.len();
        let line = line.trim_end();
        let text = line.trim_start();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let is_lost =
            before.is_some_and(|before| opens_block(before) && indent(line) <= indent(before));
        if is_lost {
            let range = offset + indent(line)..offset + line.len();
            let span = places.span(&range).unwrap_or(sample.code_span);
            let label = Label::new(source, span, "expected to be indented");
            let message = "this Python sample has lost its indentation";
            return Some(
                Diagnostic::new(Code::LostIndentation, message, label)
                    .help("indent the body of the block above by four spaces"),
            );
        }
        before = Some(line);
    }
    None
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a Python line begins a block and has nothing behind its colon.
fn opens_block(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "def", "class", "if", "elif", "else", "for", "while", "try", "except", "finally", "with",
        "async",
    ];
    let line = line.trim();
    let word = line
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    WORDS.contains(&word) && line.ends_with(':')
}
