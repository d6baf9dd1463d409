//! What can be wrong with an outline, and how it is said.

use super::question::links_in;
use super::{Head, Reader};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::href::Slug;
use crate::model::block::{Block, BlockKind, Heading, plain_text, walk};
use crate::model::question::Choices;
use crate::parse::metadata;
use crate::parse::section;
use crate::source::Span;

impl Reader<'_, '_> {
    /// An output belongs to the nearest sample before it.
    pub(super) fn check_outputs(&mut self, blocks: &[Block]) {
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

    pub(super) fn check_heading(&mut self, head: &Head) {
        if plain_text(&head.heading.inlines).trim().is_empty() {
            let label = self.outline.label(head.span, "no text");
            self.problems.push(
                Diagnostic::new(Code::EmptyQuestion, "a question without text", label)
                    .help("write the question behind the `#` signs"),
            );
        }
    }

    pub(super) fn check_answer(
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

    /// What stands under `Related` and holds no link is not shown.
    pub(super) fn check_entries(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Comment(_) => {}
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.check_entry(&item.blocks, item.span);
                    }
                }
                _ => self.check_entry(std::slice::from_ref(block), block.span),
            }
        }
    }

    fn check_entry(&mut self, blocks: &[Block], span: Span) {
        if !links_in(blocks).is_empty() {
            return;
        }
        let span = blocks.first().map_or(span, |block| block.span);
        let label = self.outline.label(span, "not shown");
        self.problems.push(
            Diagnostic::new(
                Code::EntryWithoutLink,
                "an entry without a link under `Related`",
                label,
            )
            .help("write a link, `- [text](file.md#id)`, or move it to the answer"),
        );
    }

    /// A level-1 heading where the title may stand.
    pub(super) fn report_other_title(&mut self, span: Span) {
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

    /// A level-1 heading below the title or below a question, whatever it says.
    pub(super) fn report_extra_heading(&mut self, span: Span) {
        let label = self.outline.label(span, "a second title");
        self.problems.push(
            Diagnostic::new(
                Code::ExtraHeading,
                "a level-1 heading besides the title",
                label,
            )
            .help("write `##` for a question, or drop it"),
        );
    }

    pub(super) fn report_duplicate_id(&mut self, id: &Slug, span: Span, first: Option<Span>) {
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

    pub(super) fn report_misplaced_metadata(&mut self, block: &Block) {
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

    /// Metadata right below a heading that belongs to the question around it.
    pub(super) fn report_inner_question(&mut self, block: &Block, level: u8) {
        if !metadata::is_metadata(block) {
            return;
        }
        let message = "a question inside another question";
        let label = self
            .outline
            .label(block.span, "its heading is part of the question above");
        let hashes = "#".repeat(usize::from(level));
        self.problems.push(
            Diagnostic::new(Code::MisplacedMetadata, message, label).help(format!(
                "begin its heading with `{hashes}`, as that question does, or drop the comment"
            )),
        );
    }

    /// `## Answer` at the level of questions would be a question of that name.
    pub(super) fn report_section_as_question(&mut self, heading: &Heading, span: Span) {
        let title = plain_text(&heading.inlines);
        if section::reserved(&title, self.outline.settings.section_names).is_none() {
            return;
        }
        self.report_level(&title, span, heading.level + 1);
    }

    /// A reserved section right in a group, one level below its questions.
    pub(super) fn report_section_in_group(&mut self, heading: &Heading, span: Span, level: u8) {
        let title = plain_text(&heading.inlines);
        let reserved = section::reserved(&title, self.outline.settings.section_names);
        if reserved.is_none() || heading.level != level {
            return;
        }
        let label = self.outline.label(span, "belongs to no question");
        let message = format!("the section `{title}` stands before the group's first question");
        self.problems.push(
            Diagnostic::new(Code::MisplacedSection, message, label)
                .help("move it below the heading of its question"),
        );
    }

    pub(super) fn report_level(&mut self, title: &str, span: Span, wanted: u8) {
        let label = self.outline.label(span, "at the wrong level");
        let hashes = "#".repeat(usize::from(wanted));
        let message = format!("the section `{title}` stands one level below its question");
        self.problems.push(
            Diagnostic::new(Code::MisplacedSection, message, label)
                .help(format!("write `{hashes} {title}`")),
        );
    }

    pub(super) fn report_slip(&mut self, title: &str, text: &str, span: Span, level: u8) {
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

    pub(super) fn report_duplicate_section(&mut self, span: Span) {
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
