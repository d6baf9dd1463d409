//! Text files and positions in them.
//!
//! Every offset that travels through the pipeline is a byte offset into a
//! [`Source`], counted from the top of the file, front matter included. What
//! the text means is nobody's business here.

use serde::{Deserialize, Serialize};

use std::sync::{Arc, OnceLock};

/// A half-open byte range of one source file.
///
/// Spans count from the start of the *file*, so a span can be shown to a
/// contributor without knowing which stage made it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; an inverted pair becomes empty at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The empty range at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// This range moved `by` bytes towards the end of the file.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineCol {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One text file: its path as shown to people, and its text.
///
/// The text has `\n` line ends and no byte order mark, whatever the file had:
/// lines and columns are the same, and no later stage needs to care.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    /// Looked for when somebody asks for a line: texts of all pages stay until the end, and
    /// of most nobody does.
    line_starts: OnceLock<Box<[usize]>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.text) == (&other.path, &other.text)
    }
}

impl Eq for Source {}

impl Source {
    /// Takes over `text`, dropping a byte order mark and carriage returns at line ends.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Arc::new(Self {
            path: path.into(),
            text,
            line_starts: OnceLock::new(),
        })
    }

    /// The file's name without its text, for those who will not read it again.
    pub fn without_text(&self) -> Arc<Self> {
        Self::new(self.path.clone(), "")
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            std::iter::once(0)
                .chain(ends.map(|(offset, _)| offset + 1))
                .collect()
        })
    }

    /// The path relative to the site's root, with `/` between parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of one range; out-of-range ends are clamped to the text.
    pub fn slice(&self, span: Span) -> &str {
        let end = span.end.min(self.text.len());
        self.text.get(span.start.min(end)..end).unwrap_or("")
    }

    /// Line and column of an offset; past the end means the end.
    pub fn line_col(&self, offset: usize) -> LineCol {
        let offset = self.boundary(offset);
        let line_starts = self.line_starts();
        let line = line_starts.partition_point(|start| *start <= offset);
        let start = line_starts[line - 1];
        LineCol {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }

    /// The range of the line that an offset stands in, without its line end.
    ///
    /// No other line is looked for, so that a text without problems needs no list of them.
    pub fn line_around(&self, offset: usize) -> Span {
        let (before, behind) = self.text.split_at(self.boundary(offset));
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let length = behind.find('\n').unwrap_or(behind.len());
        Span::new(start, before.len() + length)
    }

    /// The end of the last whole character before an offset.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The range of a line (from 1), without its line end.
    ///
    /// A line past the end is the empty range at the end of the text.
    pub fn line_span(&self, line: usize) -> Span {
        let Some(start) = self.line_starts().get(line.saturating_sub(1)).copied() else {
            return Span::at(self.text.len());
        };
        let end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |length| start + length);
        Span::new(start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let source = Source::new("a.md", "ab\nçé x\n");
        let at = source.text().find('x').unwrap();
        assert_eq!(source.line_col(at), LineCol { line: 2, column: 4 });
        assert_eq!(source.line_col(999), LineCol { line: 3, column: 1 });
        assert_eq!(source.slice(source.line_span(2)), "çé x");
        assert_eq!(source.line_span(9), Span::at(source.text().len()));
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_leave_no_trace() {
        let source = Source::new("a.md", "\u{feff}---\r\ntitle: x\r\n");
        assert_eq!(source.text(), "---\ntitle: x\n");
    }
}
