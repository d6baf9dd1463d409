//! The outline of a page: which heading is a question, and what belongs to it.

mod anchors;
mod problems;
mod question;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::metadata::{self, Metadata};
use super::{Settings, is_blank};
use crate::diagnostic::{Diagnostics, Label};
use crate::href::{Anchors, Slug};
use crate::model::block::{Block, BlockKind, Heading, plain_text};
use crate::model::page::{FrontMatter, Link, PageKind, Part};
use crate::model::question::{Difficulty, Group};
use crate::source::{Source, Span, Spanned};

/// What the outline of one page depends on.
pub struct Outline<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    /// Its keys.
    pub front: &'a FrontMatter,
    /// Whether it is a folder's introduction, which has no questions.
    pub is_section: bool,
    /// The site's settings.
    pub settings: &'a Settings<'a>,
}

/// A page's body in parts.
pub struct Body {
    /// The parts in order.
    pub parts: Vec<Part>,
    /// Every anchor that a link may name.
    pub anchors: Vec<Slug>,
    /// Ids of left-out questions.
    pub draft_anchors: Vec<Slug>,
    /// Addresses, with those of `Related` sections marked.
    pub links: Vec<Link>,
    /// Where the text begins, behind a heading that repeats the title.
    pub start: Option<usize>,
}

/// What a top-level heading turns out to be.
struct Head {
    heading: Heading,
    span: Span,
    metadata: Metadata,
    metadata_span: Option<Span>,
}

/// What a group or a page hands down to its questions.
#[derive(Clone)]
struct Inherited {
    difficulty: Option<Difficulty>,
    tags: Vec<String>,
}

impl Outline<'_> {
    /// Reads the top-level blocks of a page.
    pub fn read(&self, blocks: Vec<Block>, links: Vec<Link>, problems: &mut Diagnostics) -> Body {
        let mut reader = Reader {
            outline: self,
            problems,
            anchors: Anchors::default(),
            anchor_list: Vec::new(),
            draft_anchors: Vec::new(),
            links,
            comments: BTreeMap::new(),
            number: 0,
        };
        let (blocks, start) = reader.drop_title(blocks);
        reader.claim_written_ids(&blocks);
        let mut parts = reader.parts(blocks);
        parts.retain(|part| !is_blank(part));
        Body {
            parts,
            anchors: reader.anchor_list,
            draft_anchors: reader.draft_anchors,
            links: reader.links,
            start,
        }
    }

    fn label(&self, span: Span, text: &str) -> Label {
        Label::new(self.source, span, text)
    }

    /// The Markdown of blocks that stand together.
    fn markdown(&self, blocks: &[Block]) -> String {
        let end = blocks.last().map_or(0, |block| block.span.end);
        self.markdown_until(blocks, end)
    }

    /// The Markdown from the first of some blocks to `end`, which takes in the link
    /// definitions behind the last: they are no blocks.
    fn markdown_until(&self, blocks: &[Block], end: usize) -> String {
        let Some(first) = blocks.first() else {
            return String::new();
        };
        let span = Span::new(first.span.start, end);
        let text = self.source.slice(span).trim_end();
        // In one piece: `format!` would leave half of it empty.
        let mut markdown = String::with_capacity(text.len() + 1);
        markdown.push_str(text);
        markdown.push('\n');
        markdown
    }

    /// Whether this heading could be a question, judged by its level alone.
    fn may_be_question(&self, level: u8) -> bool {
        match self.front.kind {
            _ if self.is_section => false,
            PageKind::Qa => level == 2,
            PageKind::Article => (2..=4).contains(&level),
        }
    }

    /// Whether a heading of that level is one, with the metadata comment behind it, if any.
    fn is_question(&self, level: u8, comment: Option<&Metadata>) -> bool {
        self.may_be_question(level)
            && match comment {
                Some(metadata) => metadata.is_question,
                None => self.front.kind == PageKind::Qa,
            }
    }

    /// Where the first question begins.
    fn first_question(&self, blocks: &[Block]) -> Option<usize> {
        blocks.iter().enumerate().position(|(at, block)| {
            let BlockKind::Heading(heading) = &block.kind else {
                return false;
            };
            let comment = blocks.get(at + 1);
            let comment = comment.filter(|comment| metadata::is_metadata(comment));
            // Read again when the question is made; its problems are reported then.
            let read = |comment| {
                metadata::read(self.source, comment, self.settings, &mut Diagnostics::new())
            };
            self.is_question(heading.level, comment.map(read).as_ref())
        })
    }

    /// The level at which what began at `level` ends.
    fn end_level(&self, level: u8) -> u8 {
        match self.front.kind {
            PageKind::Qa => 2,
            PageKind::Article => level,
        }
    }
}

/// Carries the state of one reading.
struct Reader<'a, 'p> {
    outline: &'a Outline<'a>,
    problems: &'p mut Diagnostics,
    anchors: Anchors,
    anchor_list: Vec<Slug>,
    draft_anchors: Vec<Slug>,
    links: Vec<Link>,
    /// What the comments behind headings say and what is wrong in them, by where they stand.
    comments: BTreeMap<usize, (Metadata, Diagnostics)>,
    number: usize,
}

impl Reader<'_, '_> {
    /// Drops a level-1 heading that repeats the title above all questions; another one is an
    /// error on a `qa` page.
    fn drop_title(&mut self, blocks: Vec<Block>) -> (Vec<Block>, Option<usize>) {
        let title = self.outline.front.title.trim();
        let mut kept = Vec::with_capacity(blocks.len());
        let mut start = None;
        let questions = self.outline.first_question(&blocks).unwrap_or(blocks.len());
        for (at, block) in blocks.into_iter().enumerate() {
            match &block.kind {
                BlockKind::Heading(heading) if heading.level == 1 => {
                    let text = plain_text(&heading.inlines);
                    // As it reads, or as it is written: a title may hold backticks.
                    let written = self.outline.source.slice(heading.text_span);
                    let is_title = text.trim() == title || written.trim() == title;
                    let is_titles_place = start.is_none() && at < questions;
                    if is_title && is_titles_place {
                        start = Some(block.span.end);
                        continue;
                    }
                    let is_error =
                        self.outline.front.kind == PageKind::Qa && !self.outline.is_section;
                    if is_error && !title.is_empty() {
                        match is_titles_place {
                            true => self.report_other_title(block.span),
                            false => self.report_extra_heading(block.span),
                        }
                    }
                    kept.push(block);
                }
                _ => kept.push(block),
            }
        }
        let start = start.filter(|_| !kept.is_empty());
        (kept, start)
    }

    /// Reads the comments behind headings. Written ids come first, so that no heading's slug
    /// can take one of them.
    fn claim_written_ids(&mut self, blocks: &[Block]) {
        let mut seen: Vec<Spanned<Slug>> = Vec::new();
        for pair in blocks.windows(2) {
            let is_heading = matches!(&pair[0].kind, BlockKind::Heading(_));
            if !is_heading || !metadata::is_metadata(&pair[1]) {
                continue;
            }
            // Its problems are reported when the question is made.
            let mut problems = Diagnostics::new();
            let outline = self.outline;
            let metadata =
                metadata::read(outline.source, &pair[1], outline.settings, &mut problems);
            for id in metadata.id.iter().chain(&metadata.aliases) {
                if self.anchors.claim(&id.value) {
                    seen.push(id.clone());
                    continue;
                }
                let first = seen.iter().find(|first| first.value == id.value);
                self.report_duplicate_id(&id.value, id.span, first.map(|first| first.span));
            }
            let place = pair[1].span.start;
            self.comments.insert(place, (metadata, problems));
        }
    }

    fn parts(&mut self, blocks: Vec<Block>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut prose: Vec<Block> = Vec::new();
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            let Block {
                kind: BlockKind::Heading(heading),
                span,
            } = block
            else {
                self.report_misplaced_metadata(&block);
                prose.push(block);
                continue;
            };
            let may_be_question = self.outline.may_be_question(heading.level);
            let comment = match may_be_question {
                true => blocks.next_if(metadata::is_metadata),
                false => None,
            };
            let head = self.head(heading, span, comment);
            let comment = head.metadata_span.map(|_| &head.metadata);
            if !self.outline.is_question(head.heading.level, comment) {
                prose.push(Block {
                    span: head.span,
                    kind: BlockKind::Heading(head.heading),
                });
                continue;
            }
            self.report_section_as_question(&head.heading, head.span);
            let end = self.outline.end_level(head.heading.level);
            let mut inner = Vec::new();
            while let Some(block) = blocks.next_if(|block| !ends(block, end)) {
                inner.push(block);
            }
            let end = self.end_before(blocks.peek());
            self.push_prose(&mut prose, &mut parts);
            self.push_question(head, inner, end, &mut parts);
        }
        self.push_prose(&mut prose, &mut parts);
        parts
    }

    /// Where what stands before a block ends; without a block, the end of the file.
    fn end_before(&self, next: Option<&Block>) -> usize {
        next.map_or(self.outline.source.text().len(), |block| block.span.start)
    }

    fn head(&mut self, heading: Heading, span: Span, comment: Option<Block>) -> Head {
        let place = comment.as_ref().map(|comment| comment.span.start);
        let metadata = match place.and_then(|place| self.comments.remove(&place)) {
            Some((metadata, problems)) => {
                self.problems.extend(problems);
                metadata
            }
            None => Metadata {
                is_question: true,
                ..Metadata::default()
            },
        };
        Head {
            heading,
            span,
            metadata,
            metadata_span: comment.map(|comment| comment.span),
        }
    }

    fn push_prose(&mut self, prose: &mut Vec<Block>, parts: &mut Vec<Part>) {
        if prose.is_empty() {
            return;
        }
        let mut blocks = std::mem::take(prose);
        self.assign_anchors(&mut blocks);
        // Outside of questions an output belongs to the section it stands in.
        let mut sections = blocks.as_slice();
        while !sections.is_empty() {
            let next = sections[1..]
                .iter()
                .position(|block| matches!(block.kind, BlockKind::Heading(_)));
            let (section, rest) = sections.split_at(next.map_or(sections.len(), |at| at + 1));
            self.check_outputs(section);
            sections = rest;
        }
        parts.push(Part::Prose(blocks));
    }

    fn push_question(&mut self, head: Head, blocks: Vec<Block>, end: usize, parts: &mut Vec<Part>) {
        let inherited = Inherited {
            difficulty: self.outline.front.difficulty,
            tags: Vec::new(),
        };
        if self.leave_out(&head) {
            return;
        }
        self.number += 1;
        let number = self.number.to_string();
        if head.metadata.is_group {
            let group = self.group(head, number, blocks, end);
            parts.push(Part::Group(group));
        } else {
            let question = self.question(head, number, blocks, end, &inherited);
            parts.push(Part::Question(Box::new(question)));
        }
    }

    fn group(&mut self, head: Head, number: String, blocks: Vec<Block>, end: usize) -> Group {
        let id = self.anchor_of(&head);
        let level = head.heading.level + 1;
        let inherited = Inherited {
            difficulty: head.metadata.difficulty.or(self.outline.front.difficulty),
            tags: head.metadata.tags,
        };
        let mut introduction = Vec::new();
        let mut questions = Vec::new();
        let mut blocks = blocks.into_iter().peekable();
        while let Some(block) = blocks.next() {
            let Block {
                kind: BlockKind::Heading(heading),
                span,
            } = block
            else {
                self.report_misplaced_metadata(&block);
                introduction.push(block);
                continue;
            };
            if heading.level != level {
                self.report_section_in_group(&heading, span, level + 1);
                introduction.push(Block {
                    kind: BlockKind::Heading(heading),
                    span,
                });
                continue;
            }
            self.report_section_as_question(&heading, span);
            let comment = blocks.next_if(metadata::is_metadata);
            let head = self.head(heading, span, comment);
            let mut inner = Vec::new();
            while let Some(block) = blocks.next_if(|block| !ends(block, level)) {
                inner.push(block);
            }
            if self.leave_out(&head) {
                continue;
            }
            let number = format!("{number}{}", letters(questions.len()));
            let end = blocks.peek().map_or(end, |block| block.span.start);
            questions.push(self.question(head, number, inner, end, &inherited));
        }
        self.check_outputs(&introduction);
        self.assign_anchors(&mut introduction);
        Group {
            id,
            number,
            title: head.heading.inlines,
            introduction,
            questions,
        }
    }

    /// Notes a draft's anchors, if it is one and drafts are not kept: links to it are no slips.
    fn leave_out(&mut self, head: &Head) -> bool {
        let metadata = &head.metadata;
        if !metadata.is_draft || self.outline.settings.drafts {
            return false;
        }
        let written = metadata.id.iter().chain(&metadata.aliases);
        let heading = Slug::from_text(&plain_text(&head.heading.inlines));
        let anchors = written.map(|id| id.value.clone()).chain(heading);
        self.draft_anchors.extend(anchors);
        true
    }
}

fn ends(block: &Block, level: u8) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.level <= level)
}

/// `a`, `b`, … `z`, `aa`, …
fn letters(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).expect("a remainder of 26 fits"));
    match index / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}
