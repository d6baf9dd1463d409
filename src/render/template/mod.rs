//! Templates: the only owner of the template engine.

mod functions;
mod mistakes;
mod shared;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::view::BranchView;
use super::{constants, icon};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Source;
use crate::theme::Theme;
use functions::{Icon, Translate};
pub use shared::{Ready, Shared};

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
            let text = constants::put_in(text(source), &theme);
            (name.as_str(), text)
        });
        if tera.add_raw_templates(all).is_err() {
            tera = environment(&theme);
            if let Err(error) = tera.add_raw_templates(as_written(&sources)) {
                problems = mistakes::reports(&sources, &error);
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
                context.insert_value("site", site.value());
            }
            let html = self.tera.render(name, &context);
            html.map_err(|error| self.mistake(name, &context, error))
        });
        result.map_err(|error| {
            let name = name.to_owned();
            mistakes::report(&self.sources, &error, Some(&name))
                .note(format!("while rendering `{subject}`"))
        })
    }
}

fn as_written(sources: &Sources) -> Vec<(&str, &str)> {
    let sources = sources.iter();
    sources
        .map(|(name, source)| (name.as_str(), text(source)))
        .collect()
}

/// A template as it is included: the end of its last line is that of the line it stands on.
fn text(source: &Source) -> &str {
    source.text().trim_end_matches('\n')
}

fn environment(theme: &Arc<Theme>) -> Tera {
    let mut tera = Tera::new();
    tera.register_function("t", Translate::new(Arc::clone(theme)));
    tera.register_function("icon", Icon::new(theme));
    tera
}
