//! Gathers the words of a page, document by document.

use super::facts::Strength;
use super::found::Found;
use super::words::{Cutter, Text};
use crate::model::block::{Block, BlockKind, Inline, walk};

/// How many different words a page has, generously.
const USUAL_WORDS: usize = 500;

/// Reads the texts of a page.
#[derive(Default)]
pub struct Reader {
    cutter: Cutter,
    /// The words.
    pub found: Found,
}

impl Reader {
    /// One with room for a page as they usually are: growing is a quarter of the work.
    pub fn roomy() -> Self {
        Self {
            cutter: Cutter::default(),
            found: Found::with_capacity(USUAL_WORDS),
        }
    }

    /// Reads the title of the document, which is text without markup.
    pub fn title(&mut self, title: &str) {
        self.text(title, Text::Prose, Strength::of_title(title));
    }

    /// Reads a text of the document.
    pub fn text(&mut self, text: &str, kind: Text, strength: Strength) {
        let found = &mut self.found;
        let mut word = |word: &str| found.add(word, strength);
        self.cutter.words(text, kind, &mut word);
    }

    /// Reads a text whose words speak for all documents of the page or folder.
    pub fn text_of_all(&mut self, text: &str, strength: Strength) {
        let found = &mut self.found;
        let mut word = |word: &str| found.add_to_all(word, strength);
        self.cutter.words(text, Text::Prose, &mut word);
    }

    /// Reads running text.
    pub fn inlines(&mut self, inlines: &[Inline], strength: Strength) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text, Text::Prose, strength),
                Inline::Code(code) => self.text(code, Text::Code, strength),
                Inline::Emphasis(inlines)
                | Inline::Strong(inlines)
                | Inline::Strikethrough(inlines)
                | Inline::Link { inlines, .. } => self.inlines(inlines, strength),
                Inline::Image { alt, .. } => self.text(alt, Text::Prose, strength),
                Inline::Math(_)
                | Inline::Html(_)
                | Inline::FootnoteReference(_)
                | Inline::SoftBreak
                | Inline::HardBreak => {}
            }
        }
    }

    /// Reads a block and all in it.
    pub fn block(&mut self, block: &Block) {
        walk(
            std::slice::from_ref(block),
            &mut |block| match &block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines, Strength::Text),
                BlockKind::Heading(heading) => self.inlines(&heading.inlines, Strength::Text),
                BlockKind::Callout(callout) => {
                    let title = callout.title.as_deref().unwrap_or_default();
                    self.inlines(title, Strength::Text);
                }
                BlockKind::Table(table) => {
                    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                        self.inlines(cell, Strength::Text);
                    }
                }
                BlockKind::Sample(sample) => self.sample(&sample.code),
                BlockKind::Output(output) => self.sample(&output.text),
                BlockKind::Diagram(diagram) => self.sample(&diagram.source),
                BlockKind::Quote(_)
                | BlockKind::List(_)
                | BlockKind::Tabs(_)
                | BlockKind::Math(_)
                | BlockKind::Rule
                | BlockKind::Html(_)
                | BlockKind::Comment(_)
                | BlockKind::Footnote { .. } => {}
            },
        );
    }

    fn sample(&mut self, code: &str) {
        self.text(code, Text::Sample, Strength::Sample);
    }
}
