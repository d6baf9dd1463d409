//! Problems in the contributor's files, as values.
//!
//! A [`Diagnostic`] cannot be made without a [`Label`]: no position, no
//! diagnostic. Which stage found it is not recorded, and how it looks on a
//! screen is the business of the printers below.

mod code;
mod github;
mod human;
mod json;
mod not_utf8;
mod sarif;
mod unsafe_link;

use std::sync::Arc;

pub use code::Code;
pub use github::print_github;
pub use human::print_human;
pub use json::print_json;
pub use not_utf8::not_utf8;
pub use sarif::print_sarif;
pub use unsafe_link::unsafe_link;

use crate::source::{Source, Span};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written while there is one.
    Error,
    /// The page is built; `--strict` makes it an error.
    Warning,
}

/// A place in a source file and what is to be said about it there.
#[derive(Debug, Clone)]
pub struct Label {
    /// The file.
    pub source: Arc<Source>,
    /// The range, from the top of the file.
    pub span: Span,
    /// A few words beside the caret; may be empty.
    pub text: String,
}

impl Label {
    /// A label over `span` of `source`.
    pub fn new(source: &Arc<Source>, span: Span, text: impl Into<String>) -> Self {
        // A block's range holds its last line end, which would make two lines of one.
        let shown = source.slice(span).trim_end_matches('\n');
        Self {
            source: Arc::clone(source),
            span: Span::new(span.start, span.start + shown.len()),
            text: text.into(),
        }
    }
}

/// One problem: what is wrong, where, and what to type.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The kind of problem; never changes its name.
    pub code: Code,
    /// How bad it is; starts as the code's own severity.
    pub severity: Severity,
    /// What is wrong with the contributor's text: lower case, no full stop.
    pub message: String,
    /// Where; the first is the place that gets the caret, the rest explain.
    labels: Vec<Label>,
    /// What to type.
    pub help: Option<String>,
    /// Background that helps to understand, such as the page whose data it was.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A problem of kind `code` at `label`.
    pub fn new(code: Code, message: impl Into<String>, label: Label) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: vec![label],
            help: None,
            notes: Vec::new(),
        }
    }

    /// The same with a second place.
    pub fn label(mut self, label: Label) -> Self {
        self.labels.push(label);
        self
    }

    /// The same with words that say what to type.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with help if there is some.
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The same with a line of background.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same with another severity than the code's own.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The place that gets the caret.
    pub fn primary(&self) -> &Label {
        &self.labels[0]
    }

    /// All places, the primary one first.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }
}

/// The problems found so far.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    is_unheard: bool,
}

impl Diagnostics {
    /// No problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// A list that stays empty, for those who read a text again whose problems are told.
    pub fn unheard() -> Self {
        Self {
            found: Vec::new(),
            is_unheard: true,
        }
    }

    /// Whether nobody hears of problems, so that nothing needs to be looked for.
    pub fn is_unheard(&self) -> bool {
        self.is_unheard
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.is_unheard {
            self.found.push(diagnostic);
        }
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Diagnostics) {
        if !self.is_unheard {
            self.found.extend(other.found);
        }
    }

    /// Sorts by path, then offset, then code, so that the order never depends on threads,
    /// and drops exact repeats.
    pub fn sort(&mut self) {
        let key = |d: &Diagnostic| {
            let label = d.primary();
            (label.source.path().to_owned(), label.span, d.code)
        };
        self.found.sort_by_cached_key(key);
        self.found
            .dedup_by(|a, b| key(a) == key(b) && a.message == b.message);
    }

    /// Turns every warning into an error, as `--strict` asks.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.found {
            diagnostic.severity = Severity::Error;
        }
    }

    /// Whether the build must stop.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|d| d.severity == severity).count()
    }

    /// The problems in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
