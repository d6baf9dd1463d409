//! The tree of a page's text: blocks that hold inlines.
//!
//! Our own tree and not the Markdown parser's events: links become data that
//! can be checked, print and search need no second parse, and a new construct
//! breaks every `match` at compile time.

use serde::{Deserialize, Serialize};

use crate::href::Slug;
use crate::model::sample::{Output, Sample, Tab};
use crate::source::Span;

/// A block and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The range in the file; for a block made of several, the range of all.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading that is no question and no reserved section.
    Heading(Heading),
    /// A quotation.
    Quote(Vec<Block>),
    /// A GitHub alert.
    Callout(Callout),
    /// A list.
    List(List),
    /// A code block in a language, or in none.
    Sample(Box<Sample>),
    /// What a sample prints.
    Output(Box<Output>),
    /// Adjacent samples of which the reader chooses one.
    Tabs(Vec<Tab>),
    /// A Mermaid source.
    Diagram(Diagram),
    /// A displayed formula, as TeX.
    Math(String),
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
    /// Raw HTML, not yet sanitised.
    Html(String),
    /// An HTML comment at block level, without its delimiters; metadata if it reads so.
    Comment(String),
    /// A footnote's text.
    Footnote {
        /// The name used in the references.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
}

/// A heading within a page's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The anchor, unique on the page; absent while the page is being parsed.
    pub anchor: Option<Slug>,
    /// The text.
    pub inlines: Vec<Inline>,
    /// Where the text without the `#` signs stands.
    pub text_span: Span,
}

/// A GitHub alert.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// The kind after `[!`.
    pub kind: CalloutKind,
    /// The look a known title gives it.
    pub look: CalloutLook,
    /// The bold lead that ends in a colon, without the colon.
    pub title: Option<Vec<Inline>>,
    /// What is seen at once.
    pub body: Vec<Block>,
    /// What `**Answer:**` hides; empty if nothing.
    pub answer: Vec<Block>,
}

/// GitHub's five kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// A look of its own for the titles that interview guides use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutLook {
    /// The look of the kind.
    Plain,
    /// "Key point", "Interview key point".
    KeyPoint,
    /// "Interview trap", "Trap".
    Trap,
    /// "Rule of thumb".
    RuleOfThumb,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The first number, for a numbered list.
    pub start: Option<u64>,
    /// The entries.
    pub items: Vec<ListItem>,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// `[ ]` or `[x]`, where the entry has a box.
    pub task: Option<bool>,
    /// Its blocks; the text of a tight entry is a [`BlockKind::Paragraph`] with `is_tight`.
    pub blocks: Vec<Block>,
    /// Whether the first paragraph is printed without `<p>`.
    pub is_tight: bool,
    /// Where it stands.
    pub span: Span,
}

/// A Mermaid source.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagram {
    /// The source.
    pub source: String,
    /// Where the source's first line begins in the file.
    pub source_span: Span,
}

/// A table; every row has as many cells as the head.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// One per column.
    pub alignments: Vec<Alignment>,
    /// The head's cells.
    pub head: Vec<Vec<Inline>>,
    /// The rows' cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the page is.
    Start,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Inline code.
    Code(String),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `~~…~~`
    Strikethrough(Vec<Inline>),
    /// A link; its target is in the page's list.
    Link {
        /// Where it leads.
        target: LinkId,
        /// The title attribute, often empty.
        title: String,
        /// The text.
        inlines: Vec<Inline>,
    },
    /// An image; its file is in the page's list.
    Image {
        /// The file.
        target: LinkId,
        /// The title attribute, often empty.
        title: String,
        /// The text alternative.
        alt: String,
    },
    /// A formula in running text, as TeX.
    Math(String),
    /// A piece of raw HTML, not yet sanitised.
    Html(String),
    /// A reference to a footnote.
    FootnoteReference(String),
    /// A line end in the source.
    SoftBreak,
    /// A line end in the page.
    HardBreak,
}

/// A place in [`crate::model::page::Page::links`].
///
/// The tree holds the number and not the address, so that a page's text never
/// changes when its links are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LinkId(pub usize);

/// The text of inlines without any markup, for titles, descriptions and slugs.
pub fn plain_text(inlines: &[Inline]) -> String {
    if let [Inline::Text(text)] = inlines {
        return text.clone();
    }
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(piece) | Inline::Code(piece) | Inline::Math(piece) => {
                text.push_str(piece);
            }
            Inline::Emphasis(inlines)
            | Inline::Strong(inlines)
            | Inline::Strikethrough(inlines)
            | Inline::Link { inlines, .. } => push_plain_text(inlines, text),
            Inline::Image { alt, .. } => text.push_str(alt),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Html(_) | Inline::FootnoteReference(_) => {}
        }
    }
}

/// Calls `visit` for every block of the tree, parents before children.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => walk(blocks, visit),
            BlockKind::Callout(callout) => {
                walk(&callout.body, visit);
                walk(&callout.answer, visit);
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    walk(&item.blocks, visit);
                }
            }
            BlockKind::Tabs(tabs) => {
                for tab in tabs {
                    walk(&tab.blocks, visit);
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Sample(_)
            | BlockKind::Output(_)
            | BlockKind::Diagram(_)
            | BlockKind::Math(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Html(_)
            | BlockKind::Comment(_) => {}
        }
    }
}
