//! Templates: the only owner of the template engine.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::view::BranchView;
use super::{constants, icon};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fingerprint::Fingerprint;
use crate::source::{Source, Span};
use crate::suggest;
use crate::theme::Theme;

/// Templates as they are written, by name.
type Sources = BTreeMap<String, Arc<Source>>;

/// The loaded templates of a theme.
pub struct Templates {
    tera: Tera,
    symbols: icon::Symbols,
    theme: Arc<Theme>,
    sources: Sources,
}

impl Templates {
    /// Loads a theme's templates; those with mistakes are left out and reported.
    pub fn load(theme: Arc<Theme>) -> (Self, Diagnostics) {
        let mut problems = Diagnostics::new();
        let sources = theme.templates.clone();
        let mut tera = environment(&theme);
        let all = sources.iter().map(|(name, source)| {
            let text = constants::put_in(source.text(), &theme);
            (name.as_str(), text)
        });
        if tera.add_raw_templates(all).is_err() {
            tera = environment(&theme);
            if let Err(error) = tera.add_raw_templates(as_written(&sources)) {
                problems = reports(&sources, &error);
                tera = environment(&theme);
            }
        }
        let templates = Self {
            tera,
            symbols: icon::Symbols::of(&theme),
            theme,
            sources,
        };
        (templates, problems)
    }

    /// What goes wrong with a template, by its text as it was written.
    fn mistake(&self, name: &str, context: &Context, error: tera::Error) -> tera::Error {
        let mut tera = environment(&self.theme);
        let written = tera.add_raw_templates(as_written(&self.sources));
        let again = written.and_then(|()| tera.render(name, context));
        again.err().unwrap_or(error)
    }

    /// Renders a template with the values it may use; `subject` is shown when it fails.
    ///
    /// `site` is what the template gets under that name.
    pub fn render(
        &self,
        name: &str,
        site: &Ready,
        values: &impl Serialize,
        subject: &str,
    ) -> Result<String, Diagnostic> {
        let html = self.print(name, Some(site), values, subject)?;
        Ok(self.symbols.add_to(html))
    }

    /// Renders a template that says nothing about the site.
    pub fn render_alone(
        &self,
        name: &str,
        values: &impl Serialize,
        subject: &str,
    ) -> Result<String, Diagnostic> {
        self.print(name, None, values, subject)
    }

    /// Prints a folder of the sidebar with its component; nothing where that fails, as it
    /// will for the page.
    pub fn branch(&self, branch: &BranchView) -> Option<String> {
        let mut context = Context::new();
        context.insert("branch", branch);
        let html = self.tera.render_component("branch", &context, None, true);
        html.ok()
    }

    fn print(
        &self,
        name: &str,
        site: Option<&Ready>,
        values: &impl Serialize,
        subject: &str,
    ) -> Result<String, Diagnostic> {
        let result = Context::from_serialize(values).and_then(|mut context| {
            if let Some(site) = site {
                context.insert_value("site", site.0.clone());
            }
            let html = self.tera.render(name, &context);
            html.map_err(|error| self.mistake(name, &context, error))
        });
        result.map_err(|error| {
            let name = name.to_owned();
            report(&self.sources, &error, Some(&name)).note(format!("while rendering `{subject}`"))
        })
    }
}

/// A value in the engine's own form, made once and shared by many pages.
#[derive(Debug, Clone)]
pub struct Ready(Value, Fingerprint);

impl Ready {
    /// Makes a value ready.
    pub fn new(value: &impl Serialize) -> Self {
        Self(Value::from_serializable(value), Fingerprint::of(value))
    }

    /// Stands for what the value says.
    pub fn fingerprint(&self) -> Fingerprint {
        self.1
    }
}

fn as_written(sources: &Sources) -> Vec<(&str, &str)> {
    let sources = sources.iter();
    sources
        .map(|(name, source)| (name.as_str(), source.text()))
        .collect()
}

fn environment(theme: &Arc<Theme>) -> Tera {
    let mut tera = Tera::new();
    tera.register_function("t", Translate::new(Arc::clone(theme)));
    tera.register_function("icon", Icon::new(theme));
    tera
}

/// `t(key="questions", count=3)`: a text of the interface.
struct Translate {
    theme: Arc<Theme>,
    /// The texts of all keys as they are without values: a page asks for a hundred.
    plain: BTreeMap<String, Value>,
}

impl Translate {
    fn new(theme: Arc<Theme>) -> Self {
        let keys = theme.strings.keys();
        let plain = keys.map(|key| (key.to_owned(), Value::from(theme.strings.get(key, &[]))));
        Self {
            plain: plain.collect(),
            theme,
        }
    }
}

impl tera::Function<TeraResult<Value>> for Translate {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
        let key: &str = kwargs.must_get("key")?;
        let mut values: Vec<(&str, FluentValue<'_>)> = Vec::new();
        for (name, value) in kwargs.iter() {
            let name = name
                .as_str()
                .and_then(|name| VALUES.iter().find(|known| **known == name));
            let Some(name) = name else { continue };
            let value = match (value.as_i64(), value.as_str()) {
                (Some(number), _) => FluentValue::from(number),
                (None, Some(text)) => FluentValue::from(text),
                (None, None) => FluentValue::from(value.to_string()),
            };
            values.push((name, value));
        }
        match self.plain.get(key) {
            None => Err(tera::Error::message(format!(
                "no text `{key}` in the language files"
            ))),
            Some(plain) if values.is_empty() => Ok(plain.clone()),
            Some(_) => Ok(Value::from(self.theme.strings.get(key, &values))),
        }
    }
}

/// What a text of the interface may be given.
const VALUES: [&str; 8] = [
    "count", "number", "total", "name", "language", "date", "minutes", "level",
];

/// `icon(name="check")`: a reference to an icon of the theme.
struct Icon(BTreeMap<String, Value>);

impl Icon {
    fn new(theme: &Theme) -> Self {
        let references = theme.icons.keys().filter_map(|name| {
            let reference = icon::reference(theme, name)?;
            Some((name.clone(), Value::from(reference)))
        });
        Self(references.collect())
    }
}

impl tera::Function<TeraResult<Value>> for Icon {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
        let name: &str = kwargs.must_get("name")?;
        let reference = self.0.get(name).cloned();
        reference.ok_or_else(|| tera::Error::message(format!("no icon `{name}` in the theme")))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// What is wrong with the templates of a theme; names that do not exist all at once.
fn reports(sources: &Sources, error: &tera::Error) -> Diagnostics {
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
fn report(sources: &Sources, error: &tera::Error, fallback: Option<&String>) -> Diagnostic {
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
