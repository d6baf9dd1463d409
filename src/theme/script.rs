//! A theme's scripts: the core that is on every page, and bundles that are loaded when used.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ThemeFile, lossy};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::source::{Source, Span};
use crate::strings::{Pattern, Strings};
use crate::suggest;

/// Files joined into one classic script.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// The code, comments stripped.
    pub code: String,
    /// The texts that it asks for by literal calls `t("key")`.
    pub strings: BTreeMap<String, Pattern>,
}

/// Joins the files of `scripts/`: those at its top are the core, each folder is a bundle.
///
/// `core.js` comes first, the others by name. `files` are by path below `scripts/`,
/// without their ending.
pub fn join(
    files: &[(&str, &ThemeFile)],
    strings: &Strings,
    config: &Config,
    problems: &mut Diagnostics,
) -> (Script, BTreeMap<String, Script>) {
    let mut core = Script::default();
    let mut bundles: BTreeMap<String, Script> = BTreeMap::new();
    let mut ordered = files.to_vec();
    ordered.sort_by_key(|(name, _)| (*name != "core", *name));
    for (name, file) in ordered {
        let script = match name.split_once('/') {
            None => &mut core,
            Some((bundle, _)) if is_switched_off(bundle, config) => continue,
            Some((bundle, _)) => bundles.entry(bundle.to_owned()).or_default(),
        };
        let source = Source::new(file.shown.clone(), lossy(&file.bytes));
        let code = stripped(source.text());
        for (key, span) in code.keys() {
            match strings.pattern(&key) {
                Some(pattern) => {
                    script.strings.insert(key, pattern);
                }
                None => problems.push(unknown_key(&source, &key, span, strings)),
            }
        }
        script.code.push_str(&code.text);
    }
    (core, bundles)
}

/// The bundles of the default theme serve features that a site can switch off.
fn is_switched_off(bundle: &str, config: &Config) -> bool {
    let study = config.study;
    match bundle {
        "search" => !config.search,
        "session" => !study.practice && !study.review,
        "review" => !study.review,
        "interview" => !study.practice,
        _ => false,
    }
}

fn unknown_key(source: &Arc<Source>, key: &str, span: Span, strings: &Strings) -> Diagnostic {
    let label = Label::new(source, span, "");
    let message = format!("no text `{key}` in the language files");
    let near = suggest::nearest(key, strings.keys());
    Diagnostic::new(Code::TemplateError, message, label)
        .help_if(near.map(|near| format!("did you mean `{near}`?")))
}

/// A script without the comments that stand on lines of their own.
pub fn without_comments(script: &str) -> String {
    stripped(script).text.trim().to_owned()
}

/// What is left of a script, and where each line of it stood.
struct Stripped {
    text: String,
    /// Offsets in the text and in the source at which the lines begin.
    lines: Vec<(usize, usize)>,
}

/// Drops blank lines, indentation, and the comments that stand on lines of their own.
///
/// Not those behind code: telling them from strings, templates and regular
/// expressions takes a parser, and our own scripts have none.
fn stripped(script: &str) -> Stripped {
    let mut code = Stripped {
        text: String::with_capacity(script.len()),
        lines: Vec::new(),
    };
    let mut in_comment = false;
    let mut start = 0;
    for line in script.split_inclusive('\n') {
        let trimmed = line.trim();
        let offset = start;
        start += line.len();
        // `/** @type {Element} */ (part).hidden = true;` is code.
        let is_whole = trimmed.find("*/").is_none_or(|at| at + 2 == trimmed.len());
        if in_comment || (trimmed.starts_with("/*") && is_whole) {
            in_comment = !trimmed.ends_with("*/");
            continue;
        }
        if trimmed.is_empty() || trimmed.starts_with("//") {
            continue;
        }
        // Nobody reads the joined file, and the indentation is a tenth of its bytes.
        let indent = line.len() - line.trim_start().len();
        code.lines.push((code.text.len(), offset + indent));
        code.text.push_str(trimmed);
        code.text.push('\n');
    }
    code
}

impl Stripped {
    /// The keys of literal calls `t("key")`, with their places in the source.
    fn keys(&self) -> Vec<(String, Span)> {
        let calls = self.text.match_indices("t(").filter_map(|(at, call)| {
            let before = self.text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) {
                return None;
            }
            let rest = &self.text[at + call.len()..];
            let quoted = rest.trim_start();
            let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (key, _) = quoted[1..].split_once(quote)?;
            let is_key = key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            let start = self.place(at + call.len() + (rest.len() - quoted.len()) + 1);
            is_key.then(|| (key.to_owned(), Span::new(start, start + key.len())))
        });
        calls.collect()
    }

    /// Where in the source a place of the text is.
    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at);
        let (start, offset) = self.lines[line.max(1) - 1];
        offset + (at - start)
    }
}
