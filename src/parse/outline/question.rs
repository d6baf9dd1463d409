//! One question: its reserved sections, its choices, its kind.

use super::{Head, Inherited, Reader};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::block::{Block, BlockKind, Heading, Inline, List, ListItem, plain_text, walk};
use crate::model::page::LinkPurpose;
use crate::model::question::{
    Choice, Choices, FollowUp, Hint, Question, QuestionKind, RelatedLink,
};
use crate::parse::section::{self, Reading, ReservedSection};
use crate::source::Span;

impl Reader<'_, '_> {
    pub(super) fn question(
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
            match gathered.last().map(|before| &before.kind) {
                Some(BlockKind::Heading(_)) => self.report_inner_question(&block, level),
                _ => self.report_misplaced_metadata(&block),
            }
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
    fn related(&mut self, blocks: &[Block]) -> Vec<RelatedLink> {
        self.check_entries(blocks);
        let related = links_in(blocks);
        for link in &related {
            self.links[link.target.0].purpose = LinkPurpose::Related;
        }
        related
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
        let options = list.items.into_iter().map(|item| self.option(item));
        let options: Vec<Choice> = options.collect();
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

    /// An option: its quotes are the reason, the rest its text.
    fn option(&self, item: ListItem) -> Choice {
        let is_quote = |block: &Block| matches!(block.kind, BlockKind::Quote(_));
        let indentation = self.indentation(&item);
        let (mut text, mut reason) = (Vec::new(), Vec::new());
        for run in item.blocks.chunk_by(|a, b| is_quote(a) == is_quote(b)) {
            let markdown = self.outline.markdown(run);
            match is_quote(&run[0]) {
                true => reason.push(unquoted(&markdown)),
                false => text.push(outdented(&markdown, indentation)),
            }
        }
        let (quotes, blocks): (Vec<Block>, Vec<Block>) =
            item.blocks.into_iter().partition(is_quote);
        Choice {
            is_right: item.task == Some(true),
            markdown: text.join("\n"),
            blocks,
            reason: quotes
                .into_iter()
                .flat_map(|block| match block.kind {
                    BlockKind::Quote(blocks) => blocks,
                    _ => Vec::new(),
                })
                .collect(),
            reason_markdown: reason.join("\n\n"),
        }
    }

    /// How far an entry's text stands from the left, which its box shows.
    fn indentation(&self, item: &ListItem) -> usize {
        let text = self.outline.source.text();
        let mark = text[item.span.start..].find('[').unwrap_or(0);
        let before = &text[..item.span.start + mark];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        before[line..].chars().fold(0, after)
    }
}

/// A question's sections, as gathered.
#[derive(Default)]
struct Sections {
    lead: Text,
    hints: Vec<Hint>,
    answer: Option<Text>,
    follow_ups: Vec<FollowUp>,
    related: Vec<RelatedLink>,
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

/// The links of paragraphs, however deep.
pub(super) fn links_in(blocks: &[Block]) -> Vec<RelatedLink> {
    let mut links = Vec::new();
    walk(blocks, &mut |block| {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            push_links(inlines, &mut links);
        }
    });
    links
}

fn push_links(inlines: &[Inline], links: &mut Vec<RelatedLink>) {
    for inline in inlines {
        match inline {
            Inline::Link {
                target, inlines, ..
            } => links.push(RelatedLink {
                target: *target,
                text: plain_text(inlines).trim().to_owned(),
            }),
            Inline::Emphasis(inlines)
            | Inline::Strong(inlines)
            | Inline::Strikethrough(inlines) => push_links(inlines, links),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Math(_)
            | Inline::Html(_)
            | Inline::FootnoteReference(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
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

/// Markdown without the indentation that its entry gives the lines behind the first.
fn outdented(markdown: &str, indentation: usize) -> String {
    let lines = markdown.split_inclusive('\n').enumerate();
    let lines = lines.map(|(number, line)| match number {
        0 => line,
        _ => {
            let mut column = 0;
            line.trim_start_matches(|letter: char| {
                let is_indentation = matches!(letter, ' ' | '\t') && column < indentation;
                column = after(column, letter);
                is_indentation
            })
        }
    });
    lines.collect()
}

/// The column behind a letter; tabs lead to every fourth.
fn after(column: usize, letter: char) -> usize {
    match letter {
        '\t' => column + 4 - column % 4,
        _ => column + 1,
    }
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
