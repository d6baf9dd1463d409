//! Blocks to HTML: the only place where markup is written outside of templates.
//!
//! What stands inside of a page's text is written here and not by templates,
//! because there is a lot of it and it is the same in every theme: a theme
//! changes its look through the classes (`docs/themes.md`).

mod blocks;
mod figures;
mod inlines;
mod samples;

use std::collections::BTreeMap;
use std::fmt::Write;

use fluent_bundle::FluentValue;

use crate::config::HtmlPolicy;
use crate::diagnostic::Diagnostics;
use crate::href::{Href, PagePath, Slug};
use crate::model::block::{Block, BlockKind, Inline};
use crate::model::guide::{Guide, Target};
use crate::model::page::Page;
use crate::render::sanitize::{self, Trusted};
use crate::theme::Theme;

/// Writes the text of one page; counts what must be told apart on it.
pub struct HtmlWriter<'a> {
    guide: &'a Guide,
    theme: &'a Theme,
    page: &'a Page,
    targets: &'a [Target],
    path: &'a PagePath,
    footnotes: BTreeMap<&'a str, &'a [Block]>,
    /// Footnotes referred to so far, in order; a note's number is its place.
    referred: Vec<&'a str>,
    /// How many of `referred` have been printed.
    printed: usize,
    samples: usize,
    tables: usize,
    diagrams: usize,
    /// The level of the heading before.
    heading_level: u8,
    /// Parts held back from the sanitiser, while a text with raw HTML is written.
    trusted: Option<Trusted>,
    problems: Diagnostics,
}

impl<'a> HtmlWriter<'a> {
    /// A writer for one page.
    pub fn new(
        guide: &'a Guide,
        theme: &'a Theme,
        page: &'a Page,
        targets: &'a [Target],
        path: &'a PagePath,
    ) -> Self {
        Self {
            guide,
            theme,
            page,
            targets,
            path,
            footnotes: footnotes(page),
            referred: Vec::new(),
            printed: 0,
            samples: 0,
            tables: 0,
            diagrams: 0,
            heading_level: 1,
            trusted: None,
            problems: Diagnostics::new(),
        }
    }

    /// What went wrong while writing: diagrams and formulas that do not parse.
    pub fn into_problems(self) -> Diagnostics {
        self.problems
    }

    /// Tells the writer that the template has put a heading of this level here, so that
    /// the text's own headings do not skip a level.
    pub fn at_heading(&mut self, level: u8) {
        self.heading_level = level;
    }

    /// A text of its own, with the footnotes it is the first to refer to.
    pub fn text(&mut self, blocks: &'a [Block]) -> String {
        let mut html = String::new();
        self.blocks(blocks, &mut html);
        html.push_str(&self.pending_footnotes());
        html
    }

    /// A line of text without a paragraph around it.
    pub fn line(&mut self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        self.push_line(inlines, &mut html);
        html
    }

    fn push_line(&mut self, inlines: &[Inline], html: &mut String) {
        self.guarded(has_raw_html(inlines), html, |writer, html| {
            writer.inlines(inlines, html);
        });
    }

    fn blocks(&mut self, blocks: &'a [Block], html: &mut String) {
        self.guarded(blocks.iter().any(is_raw_html), html, |writer, html| {
            for block in blocks {
                writer.block(block, html);
            }
        });
    }

    /// Sanitises what `write` writes if it holds raw HTML.
    ///
    /// HTML arrives from the Markdown parser in fragments, so a whole text is cleaned at
    /// once; its blocks of our own making are held back and put in again behind the
    /// sanitiser. A text inside of such a block is cleaned by itself, so that nothing a
    /// contributor leaves open reaches beyond it.
    fn guarded(
        &mut self,
        has_html: bool,
        html: &mut String,
        write: impl FnOnce(&mut Self, &mut String),
    ) {
        let outer = self.trusted.take();
        if !has_html || self.guide.config.html != HtmlPolicy::Sanitize {
            write(self, html);
            self.trusted = outer;
            return;
        }
        self.trusted = Some(Trusted::default());
        let mut unsafe_html = String::new();
        write(self, &mut unsafe_html);
        let held = std::mem::replace(&mut self.trusted, outer).unwrap_or_default();
        html.push_str(&held.release(&sanitize::sanitize(&unsafe_html)));
    }

    /// Writes markup of our own, held back from the sanitiser if one is waiting.
    fn own(&mut self, own: &str, html: &mut String) {
        match &mut self.trusted {
            Some(trusted) => html.push_str(&trusted.hold(own.to_owned())),
            None => html.push_str(own),
        }
    }

    fn block(&mut self, block: &'a Block, html: &mut String) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                html.push_str("<p>");
                self.inlines(inlines, html);
                html.push_str("</p>\n");
            }
            BlockKind::Html(raw) => {
                html.push_str(&self.raw_html(raw));
                html.push('\n');
            }
            BlockKind::Comment(_) | BlockKind::Footnote { .. } => {}
            _ => match self.trusted.take() {
                None => self.own_block(block, html),
                outer @ Some(_) => {
                    let mut own = String::new();
                    self.own_block(block, &mut own);
                    self.trusted = outer;
                    self.own(&own, html);
                }
            },
        }
    }

    /// Blocks that the sanitiser does not get to see.
    fn own_block(&mut self, block: &'a Block, html: &mut String) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, html),
            BlockKind::Quote(blocks) => {
                html.push_str("<blockquote>\n");
                self.blocks(blocks, html);
                html.push_str("</blockquote>\n");
            }
            BlockKind::Callout(callout) => self.callout(callout, html),
            BlockKind::List(list) => self.list(list, html),
            BlockKind::Sample(sample) => self.sample(sample, html),
            BlockKind::Output(output) => self.output(output, html),
            BlockKind::Tabs(tabs) => self.tabs(tabs, html),
            BlockKind::Diagram(diagram) => html.push_str(&self.diagram(diagram, block.span)),
            BlockKind::Math(tex) => html.push_str(&self.display_math(tex, block.span)),
            BlockKind::Table(table) => self.table(table, html),
            BlockKind::Rule => html.push_str("<hr>\n"),
            BlockKind::Paragraph(_)
            | BlockKind::Html(_)
            | BlockKind::Comment(_)
            | BlockKind::Footnote { .. } => {}
        }
    }

    fn raw_html(&self, html: &str) -> String {
        match self.guide.config.html {
            HtmlPolicy::Sanitize => sanitize::without_marks(html),
            HtmlPolicy::Escape => escape(html),
            HtmlPolicy::Allow => html.to_owned(),
        }
    }

    fn footnote_reference(&mut self, label: &str) -> String {
        let Some((label, _)) = self.footnotes.get_key_value(label) else {
            return escape(&format!("[^{label}]"));
        };
        let known = self.referred.iter().position(|known| known == label);
        let (number, is_first) = match known {
            Some(place) => (place + 1, false),
            None => {
                self.referred.push(label);
                (self.referred.len(), true)
            }
        };
        let id = match is_first {
            true => format!(" id=\"noteref.{number}\""),
            false => String::new(),
        };
        let title = self.string("footnote", &[("number", number.into())]);
        format!(
            "<sup{id}><a class=\"footnote-reference\" href=\"#note.{number}\" aria-label=\"{}\">{number}</a></sup>",
            escape(&title)
        )
    }

    /// The notes referred to since the last call; a note may refer to further ones.
    fn pending_footnotes(&mut self) -> String {
        if self.printed == self.referred.len() {
            return String::new();
        }
        // No landmark: a page with answers has several.
        let mut html = format!(
            "<div class=\"footnotes\">\n<ol start=\"{}\">\n",
            self.printed + 1
        );
        while self.printed < self.referred.len() {
            let label = self.referred[self.printed];
            self.printed += 1;
            let number = self.printed;
            let blocks = self.footnotes.get(label).copied().unwrap_or_default();
            let _ = write!(html, "<li id=\"note.{number}\">");
            self.blocks(blocks, &mut html);
            let back = self.string("back-to-text", &[("number", number.into())]);
            let _ = writeln!(
                html,
                "<a class=\"footnote-back\" href=\"#noteref.{number}\" aria-label=\"{}\">\u{21a9}\u{fe0e}</a></li>",
                escape(&back)
            );
        }
        html + "</ol>\n</div>\n"
    }

    fn string(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.theme.strings.get(key, values)
    }
}

/// The address of a target as seen from the page at `path`; nothing if it leads nowhere.
pub fn href(guide: &Guide, path: &PagePath, target: &Target) -> Option<Href> {
    let urls = &guide.config.urls;
    let with = |href: Href, anchor: &Option<Slug>| match anchor {
        Some(anchor) => href.with_anchor(anchor.as_str()),
        None => href,
    };
    Some(match target {
        Target::Page(id, anchor) => with(urls.between(path, &guide.page(*id).path), anchor),
        Target::Section(id, anchor) => with(urls.between(path, &guide.section(*id).path), anchor),
        Target::Here(anchor) => Href::anchor(anchor.as_str()),
        Target::Asset(id) => urls.to_file(path, &guide.assets[id.0].output_path),
        Target::External(url) => Href::external(url.clone()),
        Target::Nowhere => return None,
    })
}

/// Escapes text for an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(text, &mut escaped);
    escaped
}

/// Appends text, escaped for an element or a quoted attribute.
fn push_escaped(text: &str, html: &mut String) {
    // Most texts have nothing to escape. Without a branch a processor looks at many bytes at once.
    let is_plain =
        |byte: u8| matches!(byte, b' '..=b'~' | b'\n') & !matches!(byte, b'&' | b'<' | b'"');
    if text
        .bytes()
        .fold(true, |plain, byte| plain & is_plain(byte))
    {
        return html.push_str(text);
    }
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (entity, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'"' => ("&quot;", 1),
            b'\t' | b'\n' | b'\x0c' | b'\r' | b' '..=b'~' => continue,
            0..=0x1f | 0x7f => ("", 1),
            // How the characters from U+0080 to U+009F begin.
            0xc2 if bytes.get(at + 1).is_some_and(|next| *next < 0xa0) => ("", 2),
            0x80..=0xff => continue,
        };
        html.push_str(&text[start..at]);
        html.push_str(entity);
        start = at + length;
    }
    html.push_str(&text[start..]);
}

/// Control characters that HTML does not allow, and that browsers drop or replace.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

/// Whether a text has such characters; most have none, and a look at bytes tells.
fn has_forbidden(text: &str) -> bool {
    let is_suspect = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n')) || byte >= 0x7f;
    let has_suspect = |text: &str| {
        text.bytes()
            .fold(false, |found, byte| found | is_suspect(byte))
    };
    has_suspect(text) && text.contains(is_forbidden)
}

fn is_raw_html(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Html(_) => true,
        BlockKind::Paragraph(inlines) => has_raw_html(inlines),
        _ => false,
    }
}

fn has_raw_html(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Html(_) => true,
        Inline::Emphasis(inlines)
        | Inline::Strong(inlines)
        | Inline::Strikethrough(inlines)
        | Inline::Link { inlines, .. } => has_raw_html(inlines),
        _ => false,
    })
}

/// Every footnote of a page by its label, wherever it was written.
fn footnotes(page: &Page) -> BTreeMap<&str, &[Block]> {
    let mut notes = BTreeMap::new();
    page.visit_blocks(&mut |block| {
        if let BlockKind::Footnote { label, blocks } = &block.kind {
            notes.entry(label.as_str()).or_insert(blocks.as_slice());
        }
    });
    notes
}
