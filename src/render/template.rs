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

/// The loaded templates of a theme.
pub struct Templates {
    tera: Tera,
    symbols: icon::Symbols,
    theme: Arc<Theme>,
    sources: BTreeMap<String, Arc<Source>>,
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
                problems.push(report(&sources, &error, sources.keys().next()));
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

fn as_written(sources: &BTreeMap<String, Arc<Source>>) -> Vec<(&str, &str)> {
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

/// The engine's error as one of ours, at its place in the template.
fn report(
    sources: &BTreeMap<String, Arc<Source>>,
    error: &tera::Error,
    fallback: Option<&String>,
) -> Diagnostic {
    let (name, span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.filename().to_owned(),
            Span::from(report.span().range.clone()),
            report.message().to_owned(),
        ),
        kind => {
            let name = fallback.cloned().unwrap_or_default();
            (name, Span::at(0), kind.to_string())
        }
    };
    let source = sources
        .get(&name)
        .or_else(|| fallback.and_then(|name| sources.get(name)))
        .cloned()
        .unwrap_or_else(|| Source::new(format!("templates/{name}"), ""));
    let message = message.trim_end_matches('.');
    // The engine's second sentence lists the names there are.
    let (message, rest) = message.split_once(". ").unwrap_or((message, ""));
    let help = rest
        .split_once(": ")
        .map(|(_, names)| names_help(message, names));
    let mut letters = message.chars();
    let message = match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::from("the template cannot be rendered"),
    };
    Diagnostic::new(Code::TemplateError, message, Label::new(&source, span, "")).help_if(help)
}

/// What to type instead of the name that stands in backticks in `message`.
fn names_help(message: &str, names: &str) -> String {
    let wrong = message.split('`').nth(1).unwrap_or_default();
    let names: Vec<&str> = names.split(", ").collect();
    match suggest::nearest(wrong, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", suggest::list(names)),
    }
}
