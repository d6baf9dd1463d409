//! Markdown that stood alone, made to fit between the headings of a page.
//!
//! The text is changed only where it would otherwise end its question, begin
//! a section of ours, or swallow what follows; and every change is noted. Our
//! own parser says where that is, on a trial page that holds nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::keys::DIFFICULTIES;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::block::{Block, BlockKind, plain_text};
use crate::model::page::{Page, Part};
use crate::parse::{Settings, parse};
use crate::source::{Source, Span};

/// An answer, made to fit below its question.
pub struct Fitted {
    /// The Markdown; ends with one line end unless it is empty.
    pub text: String,
    /// It needs a heading `Answer`, because it holds a checklist that is not to be
    /// taken for options to choose from.
    pub needs_heading: bool,
}

/// Fits an answer below a level-2 heading.
pub fn fit_answer(answer: &str, note: &mut impl FnMut(&str)) -> Fitted {
    let text = fit_text(answer, "", Reserved::BecomeBold, note);
    let (page, problems) = try_question(&text);
    let has_choices = page.questions().any(|question| question.choices.is_some());
    Fitted {
        needs_heading: has_choices || holds(&problems, Code::NoRightOption),
        text,
    }
}

/// Fits the text before the first question.
pub fn fit_body(body: &str, title: &str, note: &mut impl FnMut(&str)) -> String {
    fit_text(body, title, Reserved::Stay, note)
}

/// Parses a page as the sites do that have the default settings.
pub fn parse_page(file: &str, text: &str) -> (Page, Diagnostics) {
    let difficulties = DIFFICULTIES.map(str::to_owned);
    let settings = Settings {
        difficulties: &difficulties,
        math: false,
        looks_at: crate::parse::LooksAt::Samples,
        drafts: true,
        section_names: &[],
    };
    parse(&Source::new(file, text), file, &settings)
}

/// What happens to headings such as `Answer`, which begin a section of ours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reserved {
    BecomeBold,
    Stay,
}

fn fit_text(text: &str, title: &str, reserved: Reserved, note: &mut impl FnMut(&str)) -> String {
    let mut text = without_margins(text);
    close(&mut text, note);
    disarm_comments(&mut text, title, note);
    sink_headings(&mut text, title, note);
    if reserved == Reserved::BecomeBold {
        embolden_sections(&mut text, note);
    }
    text
}

/// The text without empty lines around it; the indentation of its first line stays.
fn without_margins(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    match text[start..].trim_end() {
        "" => String::new(),
        text => format!("{text}\n"),
    }
}

/// A page that holds only this text, read as an introduction: it has no questions,
/// so all headings are ordinary ones.
struct Trial {
    source: Arc<Source>,
    /// Where the text begins on the trial page.
    start: usize,
    blocks: Vec<Block>,
    problems: Diagnostics,
}

const SENTINEL: &str = "the end of the trial page";

impl Trial {
    fn of(text: &str, title: &str) -> Self {
        let title = crate::yaml_text::scalar(match title {
            "" => "the title of the trial page",
            title => title,
        });
        let head = format!("---\ntitle: {title}\n---\n\n");
        let (page, problems) = parse_page("_index.md", &format!("{head}{text}\n# {SENTINEL}\n"));
        let parts = page.parts.into_iter();
        let blocks = parts.flat_map(|part| match part {
            Part::Prose(blocks) => blocks,
            Part::Question(_) | Part::Group(_) => Vec::new(),
        });
        Self {
            blocks: blocks.collect(),
            source: page.source,
            start: head.len(),
            problems,
        }
    }

    /// The top-level headings of the text: level, range in the text, and what they say.
    fn headings(&self) -> Vec<(u8, Span, String)> {
        let headings = self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => {
                let words = self.source.slice(heading.text_span).to_owned();
                Some((heading.level, self.in_text(block.span), words))
            }
            _ => None,
        });
        let headings: Vec<_> = headings.collect();
        let is_own = |(_, _, words): &(u8, Span, String)| words != SENTINEL;
        headings.into_iter().filter(is_own).collect()
    }

    /// Whether what follows the text is still seen as such.
    fn is_closed(&self) -> bool {
        let last = self.blocks.last();
        last.is_some_and(|block| match &block.kind {
            BlockKind::Heading(heading) => plain_text(&heading.inlines) == SENTINEL,
            _ => false,
        })
    }

    fn in_text(&self, span: Span) -> Span {
        Span::new(span.start - self.start, span.end - self.start)
    }
}

/// Closes a fence, a comment or an element that would run on to the end of the page.
fn close(text: &mut String, note: &mut impl FnMut(&str)) {
    if Trial::of(text, "").is_closed() {
        return;
    }
    let fences = text.lines().filter_map(|line| {
        let line = line.trim_start();
        let sign = line
            .chars()
            .next()
            .filter(|sign| matches!(sign, '`' | '~'))?;
        let length = line.len() - line.trim_start_matches(sign).len();
        (length >= 3).then(|| line[..length].to_owned())
    });
    let ends = [
        "-->",
        "</pre>",
        "</script>",
        "</style>",
        "</textarea>",
        "?>",
        "]]>",
        ">",
    ];
    let fences: BTreeSet<String> = fences.collect();
    let ends = fences.into_iter().chain(ends.map(str::to_owned));
    let closed = ends.into_iter().find_map(|end| {
        let closed = format!("{text}{end}\n");
        Trial::of(&closed, "").is_closed().then_some((closed, end))
    });
    match closed {
        Some((closed, end)) => {
            note(&format!(
                "something was left open and was closed with `{end}` at the end"
            ));
            *text = closed;
        }
        None => note("something in it is never closed"),
    }
}

/// Changes comments that would be read as the metadata of a question.
fn disarm_comments(text: &mut String, title: &str, note: &mut impl FnMut(&str)) {
    let trial = Trial::of(text, title);
    let misplaced = trial
        .problems
        .iter()
        .filter(|problem| problem.code == Code::MisplacedMetadata);
    let spans: Vec<Span> = misplaced
        .map(|problem| trial.in_text(problem.primary().span))
        .collect();
    for span in spans.iter().rev() {
        text.insert_str(span.start + "<!--".len(), " imported:");
        note("a comment that reads as a question's metadata was changed");
    }
}

/// Moves headings down until none of them would end the question.
fn sink_headings(text: &mut String, title: &str, note: &mut impl FnMut(&str)) {
    let headings = Trial::of(text, title).headings();
    let highest = headings.iter().map(|(level, ..)| *level).min().unwrap_or(6);
    if highest > 2 {
        return;
    }
    let by = 3 - highest;
    for (level, span, words) in headings.iter().rev() {
        let hashes = "#".repeat(usize::from((level + by).min(6)));
        replace_line(text, *span, &format!("{hashes} {}", joined(words)));
    }
    note("its headings were moved down, to level 3 and below");
}

/// Turns headings that would begin a section of ours into bold lines.
///
/// Another level would not do: a reserved name at a wrong level is an error.
fn embolden_sections(text: &mut String, note: &mut impl FnMut(&str)) {
    let headings = Trial::of(text, "").headings().into_iter();
    let headings = headings.map(|(_, span, words)| (span, joined(&words)));
    let reserved: Vec<(Span, String)> = headings.filter(|(_, words)| is_reserved(words)).collect();
    for (_, words) in &reserved {
        note(&format!(
            "the heading `{words}` became bold text, because it has a meaning of its own here"
        ));
    }
    for (span, words) in reserved.iter().rev() {
        replace_line(text, *span, &format!("**{words}**"));
    }
}

/// Whether a heading is the name of a section, or so near that it counts as a slip.
fn is_reserved(words: &str) -> bool {
    let (_, problems) = try_question(&format!("### {words}\n\n#### {words}\n"));
    holds(&problems, Code::UnknownSection) || holds(&problems, Code::MisplacedSection)
}

fn try_question(answer: &str) -> (Page, Diagnostics) {
    let head = "---\ntitle: a trial page\n---\n\n## A question\n<!-- id: a-question -->\n\n";
    parse_page("trial.md", &format!("{head}{answer}"))
}

fn holds(problems: &Diagnostics, code: Code) -> bool {
    problems.iter().any(|problem| problem.code == code)
}

/// A heading's words on one line: underlined ones may have several.
fn joined(words: &str) -> String {
    let words: Vec<&str> = words.split('\n').map(str::trim).collect();
    words.join(" ").trim().to_owned()
}

fn replace_line(text: &mut String, span: Span, line: &str) {
    let old = &text[span.start..span.end];
    let end = span.start + old.trim_end().len();
    text.replace_range(span.start..end, line);
}
