//! Reads a written page back and notes where a reader would see something else.

use std::collections::BTreeMap;

use super::answer::parse_page;
use super::page_text::Written;
use super::questions::SeedQuestion;
use super::seed::Seed;
use crate::diagnostic::Severity;
use crate::model::block::{Block, BlockKind, plain_text};
use crate::model::page::{Page, Part};
use crate::model::question::Question;

/// Compares what was written with what our parser makes of it.
pub fn compare(seed: &Seed, written: &Written, notes: &mut Vec<String>) {
    let file = seed.file();
    let mut note = |what: String| notes.push(format!("{file}: {what}"));
    let (page, problems) = parse_page(&file, &written.text);
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    for problem in errors {
        let label = problem.primary();
        let line = label.source.line_col(label.span.start).line;
        note(format!("line {line} needs a hand: {}", problem.message));
    }
    let read: Vec<&Question> = page.questions().collect();
    if read.len() != seed.questions.len() {
        let (read, wanted) = (read.len(), seed.questions.len());
        note(format!("it reads as {read} questions instead of {wanted}"));
    }
    for ((question, wanted), answer) in read.iter().zip(&seed.questions).zip(&written.answers) {
        compare_question(question, wanted, answer, &mut note);
    }
    note_old_links(&page, &mut note);
    note_components(&page, &mut note);
    note_shared_references(seed, &mut note);
}

fn compare_question(
    read: &Question,
    wanted: &SeedQuestion,
    answer: &str,
    note: &mut impl FnMut(String),
) {
    if read.id != wanted.id {
        note(format!(
            "the question `{}` reads as `{}`",
            wanted.id, read.id
        ));
        return;
    }
    // Backticks are written to be read as code, in questions too.
    let seen = plain_text(&read.title).replace('`', "");
    if seen != wanted.q.replace('`', "") {
        note(format!(
            "the question `{}` holds Markdown marks: it is shown as `{seen}`",
            wanted.q
        ));
    }
    if read.answer_markdown != answer {
        note(format!(
            "the answer of `{}` reads back with other Markdown",
            wanted.id
        ));
    }
}

/// Addresses that begin at the old site's root lead nowhere in ours.
fn note_old_links(page: &Page, note: &mut impl FnMut(String)) {
    for link in &page.links {
        let destination = &link.destination;
        if destination.starts_with('/') && !destination.starts_with("//") {
            let line = page.source.line_col(link.span.start).line;
            note(format!(
                "line {line}: the link `{destination}` begins at the old site's root"
            ));
        }
    }
}

/// Nuxt Content's components, `::name`, are ordinary text in Markdown.
fn note_components(page: &Page, note: &mut impl FnMut(String)) {
    let blocks = page.parts.iter().flat_map(|part| -> &[Block] {
        match part {
            Part::Prose(blocks) => blocks,
            Part::Question(question) => &question.answer,
            Part::Group(group) => &group.introduction,
        }
    });
    for block in blocks {
        let is_component = matches!(block.kind, BlockKind::Paragraph(_))
            && page.source.slice(block.span).starts_with("::");
        if is_component {
            let line = page.source.line_col(block.span.start).line;
            note(format!(
                "line {line}: a component (`::`) is shown as plain text"
            ));
        }
    }
}

/// Answers that stood alone may each define `[1]`; on one page the first one counts for all.
fn note_shared_references(seed: &Seed, note: &mut impl FnMut(String)) {
    let mut first: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for question in &seed.questions {
        for line in question.a.lines() {
            let Some((label, target)) = definition(line) else {
                continue;
            };
            let (owner, known) = *first
                .entry(label.to_lowercase())
                .or_insert((question.id.as_str(), target));
            if known != target && owner != question.id.as_str() {
                note(format!(
                    "`[{label}]` is defined by `{owner}` and by `{}`: the first counts for both",
                    question.id
                ));
            }
        }
    }
}

/// `[label]: target`, also of a footnote.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, target) = line.trim().strip_prefix('[')?.split_once("]:")?;
    (!label.is_empty() && !label.contains(['[', ']'])).then_some((label, target.trim()))
}
