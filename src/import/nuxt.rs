//! Question pages of sites made with Nuxt Content.
//!
//! Such a page comes as the site's `_payload.json`, or as the Markdown file it
//! was made from, with all questions in its front matter.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::bundle;
use super::seed::{self, Seed};
use super::{Imported, front_matter, payload};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::source::{Source, Span};

/// A page as the source has it: keys and values, and what hangs on it.
pub struct RawPage {
    /// The page's keys.
    pub fields: Map<String, Value>,
    /// The pages beside it.
    pub siblings: Value,
    /// The long read on the subject.
    pub blog: Value,
    /// Markdown below the front matter.
    pub body: String,
    /// Where it stands, for what is wrong with it as a whole.
    pub span: Span,
    /// What could not even be read into the fields.
    pub notes: Vec<String>,
}

/// Imports a payload or a Markdown file; which of them it is, its text tells.
///
/// The errors are those that leave nothing to import. Everything else becomes
/// a note.
pub fn nuxt(source: &Arc<Source>) -> Result<Imported, Diagnostics> {
    let raw = match source.text().trim_start().chars().next() {
        Some('[') => payload::pages(source)?,
        Some('-') => vec![front_matter::page(source)?],
        _ => return Err(neither(source)),
    };
    let mut notes = Vec::new();
    let mut problems = Diagnostics::new();
    let mut seeds: Vec<Seed> = Vec::new();
    for raw in raw {
        match seed::read(source, raw, &mut notes) {
            Ok(seed) if seeds.iter().any(|other| other.path == seed.path) => {
                notes.push(format!("{}: given twice, the first is kept", seed.file()));
            }
            Ok(seed) => seeds.push(seed),
            Err(problem) => problems.push(problem),
        }
    }
    match problems.has_errors() {
        true => Err(problems),
        false => Ok(bundle::pack(seeds, notes)),
    }
}

/// One problem as the whole result.
pub fn only(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}

fn neither(source: &Arc<Source>) -> Diagnostics {
    let label = Label::new(source, Span::at(0), "the file begins here");
    let message = "neither a Nuxt payload nor Markdown with front matter";
    only(Diagnostic::new(Code::UnreadableFile, message, label).help(
        "give a page's `_payload.json`, or a `.md` file with `questions:` between `---` lines",
    ))
}
