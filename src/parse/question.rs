//! The outline of a page: which heading is a question, and what belongs to it.

use std::sync::Arc;

use super::metadata::{self, Metadata};
use super::section::{self, Reading, ReservedSection};
use super::{Settings, is_blank};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity};
use crate::href::{Anchors, Slug};
use crate::model::block::{Block, BlockKind, Heading, Inline, LinkId, List, plain_text, walk};
use crate::model::page::{FrontMatter, Link, LinkPurpose, PageKind, Part};
use crate::model::question::{
    Choice, Choices, Difficulty, FollowUp, Group, Hint, Question, QuestionKind,
};
use crate::source::{Source, Span};

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
    pub fn read(&self, blocks: Vec<Block>, links: &[Link], problems: &mut Diagnostics) -> Body {
        let mut reader = Reader {
            outline: self,
            problems,
            anchors: Anchors::default(),
            anchor_list: Vec::new(),
            draft_anchors: Vec::new(),
            links: links.to_vec(),
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
        format!("{}\n", self.source.slice(span).trim_end())
    }

    /// Whether this heading could be a question, judged by its level alone.
    fn may_be_question(&self, level: u8) -> bool {
        match self.front.kind {
            _ if self.is_section => false,
            PageKind::Qa => level == 2,
            PageKind::Article => (2..=4).contains(&level),
        }
    }

    fn is_question(&self, head: &Head) -> bool {
        let is_marked = match self.front.kind {
            PageKind::Qa => true,
            PageKind::Article => head.metadata_span.is_some(),
        };
        self.may_be_question(head.heading.level)
            && head.metadata.is_question
            && (is_marked || head.metadata.is_group)
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
    number: usize,
}

impl Reader<'_, '_> {
    /// Drops a level-1 heading that repeats the title; another one is an error on a `qa` page.
    fn drop_title(&mut self, blocks: Vec<Block>) -> (Vec<Block>, Option<usize>) {
        let title = self.outline.front.title.trim();
        let mut kept = Vec::with_capacity(blocks.len());
        let mut start = None;
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) if heading.level == 1 => {
                    let text = plain_text(&heading.inlines);
                    // As it reads, or as it is written: a title may hold backticks.
                    let written = self.outline.source.slice(heading.text_span);
                    let is_title = text.trim() == title || written.trim() == title;
                    if is_title && start.is_none() {
                        start = Some(block.span.end);
                        continue;
                    }
                    let is_error =
                        self.outline.front.kind == PageKind::Qa && !self.outline.is_section;
                    if is_error && !title.is_empty() {
                        self.report_extra_heading(block.span);
                    }
                    kept.push(block);
                }
                _ => kept.push(block),
            }
        }
        let start = start.filter(|_| !kept.is_empty());
        (kept, start)
    }

    /// Written ids come first, so that no heading's slug can take one of them.
    fn claim_written_ids(&mut self, blocks: &[Block]) {
        let mut seen: Vec<(Slug, Span)> = Vec::new();
        for pair in blocks.windows(2) {
            let is_heading = matches!(&pair[0].kind, BlockKind::Heading(_));
            if !is_heading || !metadata::is_metadata(&pair[1]) {
                continue;
            }
            // Read a second time when the question is made; its problems are reported then.
            let mut ignored = Diagnostics::new();
            let outline = self.outline;
            let metadata = metadata::read(outline.source, &pair[1], outline.settings, &mut ignored);
            for id in metadata.id.into_iter().chain(metadata.aliases) {
                if self.anchors.claim(&id.value) {
                    seen.push((id.value, id.span));
                    continue;
                }
                let first = seen.iter().find(|(slug, _)| *slug == id.value);
                self.report_duplicate_id(&id.value, id.span, first.map(|(_, span)| *span));
            }
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
            if !self.outline.is_question(&head) {
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
        let outline = self.outline;
        let read = |comment: &Block, problems: &mut Diagnostics| {
            metadata::read(outline.source, comment, outline.settings, problems)
        };
        let metadata = match &comment {
            Some(comment) => read(comment, self.problems),
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

    fn question(
        &mut self,
        head: Head,
        number: String,
        blocks: Vec<Block>,
        end: usize,
        inherited: &Inherited,
    ) -> Question {
        let outline = self.outline;
        self.check_heading(&head);
        self.check_outputs(&blocks);
        let has_written_id = head.metadata.id.is_some();
        let id = self.anchor_of(&head);
        let heading_anchor = self.heading_anchor(&head, &id);
        for alias in &head.metadata.aliases {
            self.anchor_list.push(alias.value.clone());
        }
        let last = blocks.last().map_or(head.span, |block| block.span);
        let mut sections = self.sections(head.heading.level, blocks, end);
        let (before, list, after) = split_at_choices(std::mem::take(&mut sections.lead.blocks));
        let lead_markdown = match &list {
            None => std::mem::take(&mut sections.lead.markdown),
            Some((_, list)) => {
                let before = outline.markdown_until(&before, list.start);
                let after = outline.markdown_until(&after, sections.lead.end);
                let pieces = [before, after]
                    .into_iter()
                    .filter(|piece| !piece.is_empty());
                pieces.collect::<Vec<String>>().join("\n")
            }
        };
        let has_answer = sections.answer.is_some();
        let lead: Vec<Block> = before.into_iter().chain(after).collect();
        let has_options = list.is_some();
        let choices = list.and_then(|list| self.choices(list));
        let (prompt, prompt_markdown, answer, answer_markdown) = match sections.answer {
            Some(answer) => (lead, lead_markdown, answer.blocks, answer.markdown),
            None => (Vec::new(), String::new(), lead, lead_markdown),
        };
        let kind = head
            .metadata
            .kind
            .unwrap_or_else(|| kind_of(&prompt, choices.as_ref(), &answer));
        if choices.is_some() || !has_options {
            self.check_answer(&head, has_answer, &answer, choices.as_ref());
        }
        let mut tags = inherited.tags.clone();
        tags.extend(head.metadata.tags);
        Question {
            id,
            has_written_id,
            heading_anchor,
            number,
            level: head.heading.level,
            title_markdown: outline
                .source
                .slice(head.heading.text_span)
                .trim()
                .to_owned(),
            title: head.heading.inlines,
            heading_span: head.span,
            metadata_span: head.metadata_span,
            span: head.span.to(last),
            difficulty: head.metadata.difficulty.or(inherited.difficulty),
            tags,
            needs: head.metadata.needs.or_else(|| outline.front.needs.clone()),
            kind,
            aliases: head.metadata.aliases.into_iter().map(|a| a.value).collect(),
            summary: head.metadata.summary,
            prompt,
            prompt_markdown,
            hints: sections.hints,
            choices,
            answer,
            answer_markdown,
            follow_ups: sections.follow_ups,
            related: sections.related,
            sources_markdown: sections.sources.markdown,
            sources: sections.sources.blocks,
        }
    }

    /// Cuts a question at its reserved sections.
    fn sections(&mut self, level: u8, blocks: Vec<Block>, end: usize) -> Sections {
        let mut sections = Sections::default();
        let mut open: Option<(ReservedSection, Heading, Span)> = None;
        let mut gathered: Vec<Block> = Vec::new();
        for block in blocks {
            self.report_misplaced_metadata(&block);
            let reserved = match &block.kind {
                BlockKind::Heading(heading) => self.reserved(heading, block.span, level),
                _ => None,
            };
            match (reserved, block.kind) {
                (Some(section), BlockKind::Heading(heading)) => {
                    let blocks = std::mem::take(&mut gathered);
                    self.close_section(&mut sections, open.take(), blocks, block.span.start);
                    open = Some((section, heading, block.span));
                }
                (_, kind) => gathered.push(Block {
                    span: block.span,
                    kind,
                }),
            }
        }
        self.close_section(&mut sections, open, gathered, end);
        sections
    }

    fn close_section(
        &mut self,
        sections: &mut Sections,
        open: Option<(ReservedSection, Heading, Span)>,
        mut blocks: Vec<Block>,
        end: usize,
    ) {
        self.assign_anchors(&mut blocks);
        let text = Text {
            markdown: self.outline.markdown_until(&blocks, end),
            blocks,
            end,
        };
        let Some((section, heading, span)) = open else {
            sections.lead = text;
            return;
        };
        match section {
            ReservedSection::Answer => match &mut sections.answer {
                None => sections.answer = Some(text),
                Some(answer) => self.join(answer, text, span),
            },
            ReservedSection::Sources if sections.sources.blocks.is_empty() => {
                sections.sources = text;
            }
            ReservedSection::Sources => self.join(&mut sections.sources, text, span),
            ReservedSection::Related => {
                if !sections.related.is_empty() {
                    self.report_duplicate_section(span);
                }
                sections.related.extend(self.related(&text.blocks));
            }
            ReservedSection::Hint => sections.hints.push(Hint {
                blocks: text.blocks,
                markdown: text.markdown,
            }),
            ReservedSection::FollowUp => {
                let title_markdown = self.outline.source.slice(heading.text_span);
                sections.follow_ups.push(FollowUp {
                    title_markdown: section::follow_up_text(title_markdown).to_owned(),
                    title: without_lead(heading.inlines),
                    answer: text.blocks,
                    answer_markdown: text.markdown,
                });
            }
        }
    }

    /// Reports a section that stands twice, and keeps both texts.
    fn join(&mut self, first: &mut Text, second: Text, span: Span) {
        self.report_duplicate_section(span);
        first.blocks.extend(second.blocks);
        first.markdown.push_str(&second.markdown);
    }

    /// The links of a `Related` section; each is marked, for `link` to check it as such.
    fn related(&mut self, blocks: &[Block]) -> Vec<LinkId> {
        let mut ids = Vec::new();
        walk(blocks, &mut |block| {
            if let BlockKind::Paragraph(inlines) = &block.kind {
                ids.extend(inlines.iter().filter_map(|inline| match inline {
                    Inline::Link { target, .. } => Some(*target),
                    _ => None,
                }));
            }
        });
        for id in &ids {
            self.links[id.0].purpose = LinkPurpose::Related;
        }
        ids
    }

    fn reserved(&mut self, heading: &Heading, span: Span, level: u8) -> Option<ReservedSection> {
        let title = plain_text(&heading.inlines);
        let wanted = level + 1;
        match section::read(&title, self.outline.settings.section_names) {
            Reading::Reserved(section) if heading.level == wanted => Some(section),
            Reading::Reserved(_) => {
                self.report_level(&title, span, wanted);
                None
            }
            Reading::Slip(section, text) if heading.level == wanted => {
                self.report_slip(&title, &text, span, wanted);
                Some(section)
            }
            Reading::Slip(..) | Reading::Ordinary => None,
        }
    }

    fn choices(&mut self, list: (List, Span)) -> Option<Choices> {
        let (list, span) = list;
        let options: Vec<Choice> = list
            .items
            .into_iter()
            .map(|item| {
                let (reason, blocks): (Vec<Block>, Vec<Block>) = item
                    .blocks
                    .into_iter()
                    .partition(|block| matches!(block.kind, BlockKind::Quote(_)));
                let reason_markdown = unquoted(&self.outline.markdown(&reason));
                Choice {
                    is_right: item.task == Some(true),
                    markdown: self.outline.markdown(&blocks),
                    blocks,
                    reason: reason
                        .into_iter()
                        .flat_map(|block| match block.kind {
                            BlockKind::Quote(blocks) => blocks,
                            _ => Vec::new(),
                        })
                        .collect(),
                    reason_markdown,
                }
            })
            .collect();
        if options.iter().any(|option| option.is_right) {
            return Some(Choices { options });
        }
        let label = self.outline.label(span, "none of these is marked");
        self.problems.push(
            Diagnostic::new(Code::NoRightOption, "no option is right", label)
                .help("mark the right one: `- [x] …`"),
        );
        None
    }

    fn anchor_of(&mut self, head: &Head) -> Slug {
        let id = match &head.metadata.id {
            Some(id) => id.value.clone(),
            None => self.claim_heading(&head.heading),
        };
        self.anchor_list.push(id.clone());
        id
    }

    /// The heading's own slug, where the id is another word and the slug is still free.
    fn heading_anchor(&mut self, head: &Head, id: &Slug) -> Option<Slug> {
        head.metadata.id.as_ref()?;
        let slug = Slug::from_text(&plain_text(&head.heading.inlines))?;
        if slug == *id {
            return None;
        }
        let slug = self.anchors.claim_free(slug);
        self.anchor_list.push(slug.clone());
        Some(slug)
    }

    fn claim_heading(&mut self, heading: &Heading) -> Slug {
        let slug = Slug::from_text(&plain_text(&heading.inlines))
            .or_else(|| Slug::from_text("section"))
            .expect("`section` is a slug");
        self.anchors.claim_free(slug)
    }

    fn assign_anchors(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading(heading) => {
                    let anchor = self.claim_heading(heading);
                    self.anchor_list.push(anchor.clone());
                    heading.anchor = Some(anchor);
                }
                BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                    self.assign_anchors(blocks);
                }
                BlockKind::Callout(callout) => {
                    self.assign_anchors(&mut callout.body);
                    self.assign_anchors(&mut callout.answer);
                }
                BlockKind::List(list) => {
                    for item in &mut list.items {
                        self.assign_anchors(&mut item.blocks);
                    }
                }
                _ => {}
            }
        }
    }

    /// An output belongs to the nearest sample before it.
    fn check_outputs(&mut self, blocks: &[Block]) {
        let mut runs: Option<bool> = None;
        let mut found: Vec<(Code, Span)> = Vec::new();
        walk(blocks, &mut |block| match &block.kind {
            BlockKind::Sample(sample) if sample.is_code() => runs = Some(sample.purpose.runs()),
            BlockKind::Output(_) => match runs {
                None => found.push((Code::OutputWithoutSample, block.span)),
                Some(false) => found.push((Code::UnprovedOutput, block.span)),
                Some(true) => {}
            },
            _ => {}
        });
        for (code, span) in found {
            let diagnostic = match code {
                Code::OutputWithoutSample => Diagnostic::new(
                    code,
                    "an output without a sample",
                    self.outline
                        .label(span, "nothing before it could print this"),
                )
                .help(
                    "put the sample that prints it before it, or write `text` instead of `output`",
                ),
                _ => Diagnostic::new(
                    code,
                    "nobody proves this output",
                    self.outline.label(span, "the sample before it never runs"),
                )
                .help("add `run` behind the sample's language"),
            };
            self.problems.push(diagnostic);
        }
    }

    fn check_heading(&mut self, head: &Head) {
        if plain_text(&head.heading.inlines).trim().is_empty() {
            let label = self.outline.label(head.span, "no text");
            self.problems.push(
                Diagnostic::new(Code::EmptyQuestion, "a question without text", label)
                    .help("write the question behind the `#` signs"),
            );
        }
    }

    fn check_answer(
        &mut self,
        head: &Head,
        has_answer: bool,
        answer: &[Block],
        choices: Option<&Choices>,
    ) {
        let is_empty = answer
            .iter()
            .all(|block| matches!(block.kind, BlockKind::Comment(_)));
        let has_reasons = choices.is_some_and(|choices| {
            let mut options = choices.options.iter();
            options.any(|option| !option.reason.is_empty())
        });
        if !is_empty || has_reasons {
            return;
        }
        let hashes = "#".repeat(usize::from(head.heading.level) + 1);
        let help = match (has_answer, choices) {
            (true, _) => format!("write the answer below `{hashes} Answer`"),
            (false, Some(_)) => "give a reason under each option: `> …`".to_owned(),
            (false, None) => "write the answer below the heading".to_owned(),
        };
        let label = self.outline.label(head.span, "has no answer");
        self.problems
            .push(Diagnostic::new(Code::EmptyAnswer, "an empty answer", label).help(help));
    }

    fn report_extra_heading(&mut self, span: Span) {
        let label = self.outline.label(span, "a second title");
        self.problems.push(
            Diagnostic::new(
                Code::ExtraHeading,
                "a level-1 heading that is not the title",
                label,
            )
            .help("write `##` for a question, or make it equal to `title`"),
        );
    }

    fn report_duplicate_id(&mut self, id: &Slug, span: Span, first: Option<Span>) {
        let label = self.outline.label(span, "given again here");
        let mut diagnostic = Diagnostic::new(
            Code::DuplicateId,
            format!("the id `{id}` is used twice"),
            label,
        )
        .help("choose another id: readers' progress hangs on it");
        if let Some(first) = first {
            diagnostic = diagnostic.label(self.outline.label(first, "first given here"));
        }
        self.problems.push(diagnostic);
    }

    fn report_misplaced_metadata(&mut self, block: &Block) {
        if !metadata::is_metadata(block) {
            return;
        }
        let label = self.outline.label(block.span, "belongs to no question");
        let diagnostic = match self.outline.is_section {
            true => Diagnostic::new(
                Code::MisplacedMetadata,
                "a folder's introduction has no questions",
                label,
            )
            .help("move the question into a page of the folder")
            .severity(Severity::Error),
            // A warning only: other tools keep words of their own in such comments.
            false => Diagnostic::new(
                Code::MisplacedMetadata,
                "question metadata that is not behind a question's heading",
                label,
            )
            .help("put it right below the heading of the question"),
        };
        self.problems.push(diagnostic);
    }

    /// `## Answer` at the level of questions would be a question of that name.
    fn report_section_as_question(&mut self, heading: &Heading, span: Span) {
        let title = plain_text(&heading.inlines);
        let names = self.outline.settings.section_names;
        if !matches!(section::read(&title, names), Reading::Reserved(_)) {
            return;
        }
        self.report_level(&title, span, heading.level + 1);
    }

    /// A reserved section right in a group, one level below its questions.
    fn report_section_in_group(&mut self, heading: &Heading, span: Span, level: u8) {
        let title = plain_text(&heading.inlines);
        let names = self.outline.settings.section_names;
        let is_reserved = matches!(section::read(&title, names), Reading::Reserved(_));
        if !is_reserved || heading.level != level {
            return;
        }
        let label = self.outline.label(span, "belongs to no question");
        let message = format!("the section `{title}` stands before the group's first question");
        self.problems.push(
            Diagnostic::new(Code::MisplacedSection, message, label)
                .help("move it below the heading of its question"),
        );
    }

    fn report_level(&mut self, title: &str, span: Span, wanted: u8) {
        let label = self.outline.label(span, "at the wrong level");
        let hashes = "#".repeat(usize::from(wanted));
        let message = format!("the section `{title}` stands one level below its question");
        self.problems.push(
            Diagnostic::new(Code::MisplacedSection, message, label)
                .help(format!("write `{hashes} {title}`")),
        );
    }

    fn report_slip(&mut self, title: &str, text: &str, span: Span, level: u8) {
        let label = self.outline.label(span, "not a reserved section");
        let hashes = "#".repeat(usize::from(level));
        self.problems.push(
            Diagnostic::new(
                Code::UnknownSection,
                format!("unknown section `{title}`"),
                label,
            )
            .help(format!("did you mean `{hashes} {text}`?")),
        );
    }

    fn report_duplicate_section(&mut self, span: Span) {
        let label = self.outline.label(span, "the second one");
        self.problems.push(
            Diagnostic::new(
                Code::DuplicateSection,
                "a section that may stand once",
                label,
            )
            .help("join the two"),
        );
    }
}

/// A question's sections, as gathered.
#[derive(Default)]
struct Sections {
    lead: Text,
    hints: Vec<Hint>,
    answer: Option<Text>,
    follow_ups: Vec<FollowUp>,
    related: Vec<LinkId>,
    sources: Text,
}

/// Blocks, and the Markdown they were made of.
#[derive(Default)]
struct Text {
    blocks: Vec<Block>,
    markdown: String,
    /// Where the Markdown ends.
    end: usize,
}

fn ends(block: &Block, level: u8) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.level <= level)
}

/// The first list of which every entry has a box, and what stands around it.
fn split_at_choices(blocks: Vec<Block>) -> (Vec<Block>, Option<(List, Span)>, Vec<Block>) {
    let is_choices = |block: &Block| match &block.kind {
        BlockKind::List(list) => list.items.iter().all(|item| item.task.is_some()),
        _ => false,
    };
    let Some(at) = blocks.iter().position(is_choices) else {
        return (blocks, None, Vec::new());
    };
    let mut before = blocks;
    let mut after = before.split_off(at);
    let list = after.remove(0);
    match list.kind {
        BlockKind::List(kind) => (before, Some((kind, list.span)), after),
        _ => (before, None, after),
    }
}

fn kind_of(prompt: &[Block], choices: Option<&Choices>, answer: &[Block]) -> QuestionKind {
    let mut prompt_runs = false;
    walk(prompt, &mut |block| {
        prompt_runs |= matches!(&block.kind, BlockKind::Sample(sample) if sample.purpose.runs());
    });
    let begins_with_output = matches!(
        answer.first(),
        Some(Block {
            kind: BlockKind::Output(_),
            ..
        })
    );
    match choices {
        Some(_) => QuestionKind::Choice,
        None if prompt_runs && begins_with_output => QuestionKind::Output,
        None => QuestionKind::Open,
    }
}

/// The inlines behind the first colon.
fn without_lead(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(text)) = inlines.first_mut()
        && let Some((_, rest)) = text.split_once(':')
    {
        *text = rest.trim_start().to_owned();
    }
    inlines
}

/// A quote's Markdown without its `>` signs.
fn unquoted(markdown: &str) -> String {
    let lines = markdown.lines().map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix('>').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line)
    });
    let lines: Vec<&str> = lines.collect();
    lines.join("\n")
}

/// `a`, `b`, … `z`, `aa`, …
fn letters(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).expect("a remainder of 26 fits"));
    match index / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}
