//! Markdown files to pages, one at a time: pure, and it always yields a page.
//!
//! Front matter is cut off and read (`frontmatter`), the body becomes a tree
//! of blocks (`markdown`, with `fence` and `callout` for what it cannot
//! know), and the top level of that tree becomes questions (`outline`).

mod autolink;
mod callout;
mod fence;
mod frontmatter;
mod markdown;
mod metadata;
mod outline;
mod sample;
mod section;
mod tabs;

use std::sync::Arc;

pub use section::ReservedSection;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fingerprint::Fingerprint;
use crate::model::block::{BlockKind, plain_text};
use crate::model::page::{Page, Part, Proofs, is_section};
use crate::source::{Source, Span};

/// What a page's meaning depends on beside its own text.
#[derive(Debug, Clone)]
pub struct Settings<'a> {
    /// The site's scale, easiest first.
    pub difficulties: &'a [String],
    /// Whether `$…$` is mathematics on pages that do not say.
    pub math: bool,
    /// Which samples are looked at for what is wrong with them.
    pub looks_at: LooksAt,
    /// Whether draft questions are kept.
    pub drafts: bool,
    /// Names of reserved sections in the site's language, beside the English ones.
    pub section_names: &'a [(String, ReservedSection)],
}

/// Which samples are looked at for what is wrong with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksAt {
    /// All.
    Samples,
    /// All, but of Rust only the tokens: parsing it takes longer than all else.
    SamplesButRust,
    /// None; what is wrong with them is asked for later.
    NoSamples,
}

/// How a body is read.
#[derive(Clone, Copy)]
struct Manner {
    /// Whether `$…$` is mathematics.
    math: bool,
    looks_at: LooksAt,
}

/// Parses one file of the content folder.
///
/// `content_path` is the path below that folder, with `/`.
pub fn parse(
    source: &Arc<Source>,
    content_path: &str,
    settings: &Settings<'_>,
) -> (Page, Diagnostics) {
    let mut problems = Diagnostics::new();
    let page = page(source, content_path, settings, &mut problems);
    (page, problems)
}

/// Parses a file again whose problems are known; nothing is looked for but the page.
pub fn parse_again(source: &Arc<Source>, content_path: &str, settings: &Settings<'_>) -> Page {
    page(source, content_path, settings, &mut Diagnostics::unheard())
}

fn page(
    source: &Arc<Source>,
    content_path: &str,
    settings: &Settings<'_>,
    problems: &mut Diagnostics,
) -> Page {
    let is_section = is_section(content_path);
    let (front, body) = frontmatter::read(source, is_section, settings, problems);
    let body_span = Span::new(body.min(source.text().len()), source.text().len());
    let manner = Manner {
        math: front.math.unwrap_or(settings.math),
        looks_at: settings.looks_at,
    };
    let tree = markdown::read(source, body_span, manner, problems);
    let outline = outline::Outline {
        source,
        front: &front,
        is_section,
        settings,
    };
    let body = outline.read(tree.blocks, tree.links, problems);
    if body.parts.is_empty() && !is_section && !front.title.is_empty() {
        let label = Label::new(
            source,
            source.line_around(0),
            "nothing after the front matter",
        );
        problems.push(
            Diagnostic::new(
                Code::EmptyPage,
                "the page has no questions and no text",
                label,
            )
            .help("write a question: `## What is …?`, and its answer below"),
        );
    }
    Page {
        source: Arc::clone(source),
        fingerprint: Fingerprint::of_bytes(source.text().as_bytes()),
        content_path: content_path.to_owned(),
        front,
        committed: None,
        opening: opening(&body.parts),
        parts: body.parts,
        body_span: Span::new(body.start.unwrap_or(body_span.start), body_span.end),
        links: body.links,
        anchors: body.anchors,
        draft_anchors: body.draft_anchors,
        proofs: Proofs::default(),
    }
}

/// The first paragraph as text.
fn opening(parts: &[Part]) -> String {
    parts
        .iter()
        .find_map(|part| match part {
            Part::Prose(blocks) => blocks.iter().find_map(|block| match &block.kind {
                BlockKind::Paragraph(inlines) => Some(plain_text(inlines)),
                _ => None,
            }),
            Part::Question(_) | Part::Group(_) => None,
        })
        .unwrap_or_default()
}

/// Whether a part of a page holds nothing a reader would see.
fn is_blank(part: &Part) -> bool {
    match part {
        Part::Prose(blocks) => blocks
            .iter()
            .all(|block| matches!(block.kind, BlockKind::Comment(_))),
        Part::Question(_) | Part::Group(_) => false,
    }
}
