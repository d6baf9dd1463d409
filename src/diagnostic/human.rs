//! Diagnostics for people, in the form that compilers have taught us to read.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{LineCol, Span};

/// Longer lines are not shown, only named: nobody reads 10 MB of one line.
const MAX_LINE: usize = 1_000;

/// Every problem with its line, a caret and what to type; a blank line between two.
pub fn print_human(problems: &Diagnostics, use_color: bool) -> String {
    let renderer = match use_color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let mut text = String::new();
    for problem in problems {
        text.push_str(renderer.render(&[group(problem)]).trim_end());
        text.push_str("\n\n");
    }
    text
}

fn group(problem: &Diagnostic) -> Group<'_> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(problem.message.as_str())
        .id(problem.code.name());
    let mut group = Group::with_title(title);
    for file in files(problem) {
        group = snippets(group, &file);
    }
    for note in &problem.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The labels of a problem by file, in the order they were given; true marks the primary one.
fn files(problem: &Diagnostic) -> Vec<Vec<(&Label, bool)>> {
    let mut files: Vec<Vec<(&Label, bool)>> = Vec::new();
    for (index, label) in problem.labels().iter().enumerate() {
        let entry = (label, index == 0);
        let known = files
            .iter_mut()
            .find(|file| file[0].0.source.path() == label.source.path());
        match known {
            Some(file) => file.push(entry),
            None => files.push(vec![entry]),
        }
    }
    files
}

fn snippets<'a>(group: Group<'a>, labels: &[(&'a Label, bool)]) -> Group<'a> {
    let source = &labels[0].0.source;
    let lines = |label: &Label| {
        let first = source.line_col(label.span.start).line;
        let last = source.line_col(label.span.end).line;
        (first, last)
    };
    let first = labels
        .iter()
        .map(|(label, _)| lines(label).0)
        .min()
        .unwrap_or(1);
    let last = labels
        .iter()
        .map(|(label, _)| lines(label).1)
        .max()
        .unwrap_or(first);
    let window = source.line_span(first).to(source.line_span(last));
    let too_long = |line| {
        let span = source.line_span(line);
        span.end - span.start > MAX_LINE
    };
    let shown = [first, last];
    if shown.into_iter().any(too_long) || last - first > 10_000 {
        let LineCol { line, column } = source.line_col(labels[0].0.span.start);
        let origin = Origin::path(source.path()).line(line).char_column(column);
        return group.element(origin);
    }
    let mut snippet = Snippet::source(source.slice(window))
        .path(source.path())
        .line_start(first);
    for (label, is_primary) in labels {
        let kind = match is_primary {
            true => AnnotationKind::Primary,
            false => AnnotationKind::Context,
        };
        let span = within(first_line(label), window);
        let annotation = kind.span(span);
        snippet = snippet.annotation(match label.text.is_empty() {
            true => annotation,
            false => annotation.label(label.text.as_str()),
        });
    }
    group.element(snippet)
}

/// A span over many lines is drawn on its first line only: the rest is noise.
fn first_line(label: &Label) -> Span {
    let line = label.source.line_col(label.span.start).line;
    let end = label.source.line_span(line).end;
    Span::new(
        label.span.start,
        label.span.end.min(end.max(label.span.start)),
    )
}

fn within(span: Span, window: Span) -> std::ops::Range<usize> {
    let length = window.end - window.start;
    let start = span.start.saturating_sub(window.start).min(length);
    let end = span.end.saturating_sub(window.start).min(length);
    start..end
}
