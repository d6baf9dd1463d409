//! What is wrong with code, said to whoever wrote it.

use std::ops::Range;

/// A place where code cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place, in bytes from the code's start; within one line.
    pub range: Range<usize>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to type, where that is known.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of `code` whose range is cut to the line it begins in, and moved
    /// onto the last word where it would be behind all of them.
    pub(super) fn at(code: &str, range: Range<usize>, message: impl Into<String>) -> Self {
        let text = code.trim_ascii_end();
        let mut start = range.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let mut end = range.end.clamp(start, line_end);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if start == end {
            end = text[start..line_end]
                .chars()
                .next()
                .map_or(start, |c| start + c.len_utf8());
        }
        Self {
            range: start..end,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Another tool's sentence as one of ours: small letter, names in backticks, no full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end_matches('.').replace('\'', "`");
    let mut letters = text.chars();
    match letters.next() {
        // `EOF` and the like stay.
        Some(first) if !letters.as_str().starts_with(|c: char| c.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text,
    }
}
