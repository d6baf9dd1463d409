//! What is wrong with a template, at its place: the engine's errors as diagnostics.

use tera::ErrorKind;

use super::Sources;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::source::{Source, Span};
use crate::suggest;

/// What is wrong with the templates of a theme; names that do not exist all at once.
pub(super) fn reports(sources: &Sources, error: &tera::Error) -> Diagnostics {
    let mut problems = Diagnostics::new();
    if let ErrorKind::Msg(text) = error.kind() {
        // The engine keeps their places in drawings alone.
        for drawing in text.split("\n\n") {
            if let Some(problem) = unknown_name(sources, drawing) {
                problems.push(problem);
            }
        }
        if let Some(problem) = defined_twice(sources, text) {
            problems.push(problem);
        }
    }
    if problems.is_empty() {
        problems.push(report(sources, error, sources.keys().next()));
    }
    problems
}

/// The engine's error as one of ours, at its place in the template.
pub(super) fn report(
    sources: &Sources,
    error: &tera::Error,
    fallback: Option<&String>,
) -> Diagnostic {
    let (name, span, message, help) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (message, help) = with_names(report.message());
            let span = Span::from(report.span().range.clone());
            (report.filename(), Some(span), message, help)
        }
        ErrorKind::CircularInclude { include_chain, .. } => {
            return circle(sources, include_chain, "includes");
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => {
            let first = std::iter::once(tpl.clone());
            let chain: Vec<String> = first.chain(inheritance_chain.iter().cloned()).collect();
            return circle(sources, &chain, "extends");
        }
        ErrorKind::MissingParent { current, parent } => {
            let span = quoted(sources, current, parent);
            let message = format!("unknown template `{parent}`");
            (current.as_str(), span, message, nearest(sources, parent))
        }
        kind => {
            let name = fallback.map_or("", String::as_str);
            (name, None, kind.to_string(), None)
        }
    };
    let source = sources
        .get(name)
        .or_else(|| fallback.and_then(|name| sources.get(name)))
        .cloned()
        .unwrap_or_else(|| Source::new(format!("templates/{name}"), ""));
    let label = Label::new(&source, span.unwrap_or(Span::at(0)), "");
    Diagnostic::new(Code::TemplateError, one_line(&message), label).help_if(help)
}

/// What one of the engine's drawings of a name that does not exist says.
fn unknown_name(sources: &Sources, drawing: &str) -> Option<Diagnostic> {
    let mut lines = drawing.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut place = lines
        .next()?
        .trim_start()
        .strip_prefix("--> ")?
        .rsplitn(3, ':');
    let column: usize = place.next()?.parse().ok()?;
    let line: usize = place.next()?.parse().ok()?;
    let source = sources.get(place.next()?)?;
    let width = lines.last().map_or(0, |carets| carets.matches('^').count());
    let whole = source.line_span(line);
    let text = source.slice(whole);
    let offset = |column| {
        let letter = text.char_indices().nth(column);
        whole.start + letter.map_or(text.len(), |(offset, _)| offset)
    };
    let start = column.saturating_sub(1);
    let span = Span::new(offset(start), offset(start + width));
    let help = message
        .strip_prefix("Unknown template `")
        .and_then(|name| nearest(sources, name.trim_end_matches('`')));
    let label = Label::new(source, span, "");
    Some(Diagnostic::new(Code::TemplateError, one_line(message), label).help_if(help))
}

/// A component that two templates define, at both places.
fn defined_twice(sources: &Sources, message: &str) -> Option<Diagnostic> {
    let words: Vec<&str> = message.split('`').collect();
    let [
        "Component ",
        component,
        " is defined in both ",
        first,
        _,
        second,
        "",
    ] = words[..]
    else {
        return None;
    };
    let label = |name: &str, text: &str| {
        let source = sources.get(name)?;
        let definition = format!("component {component}");
        let start = source.text().find(&definition);
        let span = start.map_or(Span::at(0), |start| {
            Span::at(start).to(Span::at(start + definition.len()))
        });
        Some(Label::new(source, span, text))
    };
    let message = format!("the component `{component}` is defined twice");
    let diagnostic = Diagnostic::new(Code::TemplateError, message, label(second, "here")?)
        .label(label(first, "and here")?)
        .help("give one of them another name");
    Some(diagnostic)
}

/// A template that comes back to itself; `verb` is what each of the chain does with the next.
fn circle(sources: &Sources, chain: &[String], verb: &str) -> Diagnostic {
    let last = chain.last().map_or("", String::as_str);
    let start = chain.iter().position(|name| name == last).unwrap_or(0);
    let between = &chain[start..]
        .get(1..(chain.len() - start).saturating_sub(1))
        .unwrap_or_default();
    let by_way = match between {
        [] => String::new(),
        names => format!(
            " by way of {}",
            suggest::list(names.iter().map(String::as_str))
        ),
    };
    let from = between.last().map_or(last, String::as_str);
    let source = sources.get(from).cloned();
    let source = source.unwrap_or_else(|| Source::new(format!("templates/{from}"), ""));
    let span = quoted(sources, from, last).unwrap_or(Span::at(0));
    let message = format!("the template `{last}` {verb} itself{by_way}");
    let label = Label::new(&source, span, "");
    Diagnostic::new(Code::TemplateError, message, label).help("drop the tag that names it here")
}

/// Where a template has the name of another in quotes.
fn quoted(sources: &Sources, name: &str, other: &str) -> Option<Span> {
    let text = sources.get(name)?.text();
    let mut quotes = ['"', '\''].into_iter();
    let start = quotes.find_map(|quote| text.find(&format!("{quote}{other}{quote}")))?;
    Some(Span::new(start + 1, start + 1 + other.len()))
}

/// The template's name that was meant.
fn nearest(sources: &Sources, name: &str) -> Option<String> {
    let near = suggest::nearest(name, sources.keys().map(String::as_str))?;
    Some(format!("did you mean `{near}`?"))
}

/// A message without the list of names that there are, and what to type instead of the
/// name that stands in backticks in it.
fn with_names(message: &str) -> (String, Option<String>) {
    let parts = message.split_once(". Available ");
    let names = parts.and_then(|(message, rest)| Some((message, rest.split_once(": ")?.1)));
    let Some((message, names)) = names else {
        return (message.to_owned(), None);
    };
    let wrong = message.split('`').nth(1).unwrap_or_default();
    let names: Vec<&str> = names.split(", ").collect();
    let help = match suggest::nearest(wrong, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", suggest::list(names)),
    };
    (message.to_owned(), Some(help))
}

/// The engine's words as ours: one line, small at the start, without a full stop.
fn one_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let mut letters = line.trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::from("the template cannot be rendered"),
    }
}
