//! A theme's files, already read, put together: what shadows what, and what is joined.

mod script;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, not_utf8};
use crate::source::Source;
use crate::strings::Strings;
use crate::{fields, suggest, toml_file};

pub use script::Script;

/// A file of a theme, or a template.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Path within the theme: `styles/tokens.css`, `templates/page.html`.
    pub path: String,
    /// Path as shown to people, with the folder it came from.
    pub shown: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A theme, ready for use.
pub struct Theme {
    /// Templates by name, such as `components/question.html`.
    pub templates: BTreeMap<String, Arc<Source>>,
    /// The joined stylesheet.
    pub stylesheet: String,
    /// The core script, which is on every page.
    pub script: Script,
    /// Scripts that are loaded when they are used, by name; those of features that the
    /// site has switched off are left out.
    pub bundles: BTreeMap<String, Script>,
    /// The stylesheets that are loaded with bundles, by the bundle's name.
    pub bundle_styles: BTreeMap<String, String>,
    /// Icons by name, as SVG elements.
    pub icons: BTreeMap<String, String>,
    /// The icon of the site, as SVG.
    pub favicon: Vec<u8>,
    /// The inline script that runs before the first paint, and fetches the joined script.
    pub head_script: String,
    /// The service worker, for sites that want one.
    pub worker: String,
    /// What takes its place where it is not wanted.
    pub worker_removal: String,
    /// The interface's texts.
    pub strings: Strings,
}

/// Style folders in the order of their layers; files within one go by name.
const STYLES: [&str; 7] = [
    "styles/layers.css",
    "styles/tokens.css",
    "styles/base.css",
    "styles/layout.css",
    "styles/prose.css",
    "styles/components/",
    "styles/print.css",
];

/// Puts a theme together. `files` are ordered from the least to the most important:
/// a later file shadows an earlier one of the same path.
pub fn assemble(files: Vec<ThemeFile>, config: &Config) -> (Theme, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut shadowed: BTreeMap<String, ThemeFile> = BTreeMap::new();
    for file in files {
        shadowed.insert(file.path.clone(), file);
    }
    for file in shadowed.values().filter(|file| is_text(&file.path)) {
        if let Err(error) = String::from_utf8(file.bytes.clone()) {
            problems.push(not_utf8(&file.shown, &error));
        }
    }
    let text = |path: &str| {
        let file = shadowed.get(path);
        file.map_or_else(String::new, |file| lossy(&file.bytes))
    };
    let below = |folder: &str, ending: &str| -> Vec<(&str, &ThemeFile)> {
        let files = shadowed.iter().filter_map(|(path, file)| {
            let name = path.strip_prefix(folder)?;
            Some((name.strip_suffix(ending)?, file))
        });
        files.collect()
    };
    let strings = below("strings/", ".ftl");
    let language = config.language.as_str();
    let preferred = preferred_strings(&strings, language);
    if !preferred.iter().any(|(tag, _)| is_language(tag, language)) {
        report_strings(config, &strings, &mut problems);
    }
    let strings = Strings::new(
        language,
        preferred.iter().map(|(tag, text)| (*tag, text.as_str())),
    );
    let (script, bundles) =
        script::join(&below("scripts/", ".js"), &strings, config, &mut problems);
    let bundle_styles = bundles.keys().filter_map(|name| {
        let files = below(&format!("scripts/{name}/"), ".css");
        let css: String = files
            .into_iter()
            .map(|(_, file)| squeezed_css(&lossy(&file.bytes)))
            .collect();
        (!css.is_empty()).then(|| (name.clone(), css))
    });
    let bundle_styles = bundle_styles.collect();
    let theme = Theme {
        templates: below("templates/", "")
            .into_iter()
            .map(|(name, file)| {
                let source = Source::new(file.shown.clone(), lossy(&file.bytes));
                (name.to_owned(), source)
            })
            .collect(),
        stylesheet: join_styles(&shadowed),
        script,
        bundles,
        bundle_styles,
        icons: below("icons/", ".svg")
            .into_iter()
            .filter(|(name, _)| is_of_scale(name, config.difficulties.len()))
            .map(|(name, file)| (name.to_owned(), lossy(&file.bytes).trim().to_owned()))
            .collect(),
        favicon: shadowed
            .get("favicon.svg")
            .map_or_else(Vec::new, |file| file.bytes.clone()),
        head_script: script::without_comments(&text("inline/head.js")),
        worker: script::without_comments(&text("worker/keep.js")),
        worker_removal: script::without_comments(&text("worker/remove.js")),
        strings,
    };
    (theme, problems)
}

/// Whether a file is read as text: templates may have any name.
fn is_text(path: &str) -> bool {
    const ENDINGS: [&str; 5] = [".css", ".js", ".ftl", ".svg", ".toml"];
    path.starts_with("templates/") || ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// The bars of a difficulty are drawn for scales of every length, of which a site has one.
fn is_of_scale(icon: &str, levels: usize) -> bool {
    !icon.starts_with("level-") || icon.ends_with(&format!("-of-{levels}"))
}

/// Reports a theme that neither the site nor the binary has.
pub fn unknown(config: &Config, known: &[String]) -> Diagnostic {
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    fields::unknown_name(
        &config.source,
        config.theme.span,
        "theme",
        &config.theme.value,
        &names,
        Code::UnknownTheme,
    )
}

/// The name of the theme that a theme builds upon, read from its `theme.toml`.
pub fn extends(theme_toml: &str) -> Option<String> {
    let source = Source::new("theme.toml", theme_toml);
    let file = toml_file::read(&source, &mut Diagnostics::new());
    Some(file.json.get("extends")?.as_str()?.to_owned())
}

/// Bytes that are no text have been reported.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The site's language before its main language before English: `pt-BR`, `pt`, `en`.
fn preferred_strings<'a>(
    files: &[(&'a str, &ThemeFile)],
    language: &str,
) -> Vec<(&'a str, String)> {
    let mut wanted = vec![
        language,
        language.split('-').next().unwrap_or(language),
        "en",
    ];
    wanted.dedup();
    wanted
        .into_iter()
        .filter_map(|wanted| {
            let (tag, file) = files.iter().find(|(tag, _)| *tag == wanted)?;
            Some((*tag, lossy(&file.bytes)))
        })
        .collect()
}

fn is_language(tag: &str, language: &str) -> bool {
    tag == language || language.split('-').next() == Some(tag)
}

fn report_strings(config: &Config, files: &[(&str, &ThemeFile)], problems: &mut Diagnostics) {
    let source = &config.source;
    let number = source.text().lines().position(|line| {
        let rest = line.trim_start().strip_prefix("language");
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    });
    let line = source.line_span(number.unwrap_or(0) + 1);
    let tags = suggest::list(files.iter().map(|(tag, _)| *tag));
    let label = Label::new(source, line, "no texts in this language");
    let message = format!("the theme has no texts in `{}`", config.language);
    problems.push(
        Diagnostic::new(Code::MissingStrings, message, label).help(format!(
            "English stands in; write `themes/{}/strings/{}.ftl`, or use one of {tags}",
            config.theme.value, config.language
        )),
    );
}

fn join_styles(files: &BTreeMap<String, ThemeFile>) -> String {
    let mut joined = String::new();
    let mut open = None;
    for wanted in STYLES {
        let matching = files
            .iter()
            .filter(|(path, _)| {
                path.as_str() == wanted || (wanted.ends_with('/') && path.starts_with(wanted))
            })
            .filter(|(path, _)| path.ends_with(".css"));
        for (_, file) in matching {
            add_styles(&mut joined, &mut open, &squeezed_css(&lossy(&file.bytes)));
        }
    }
    joined
}

/// Adds a file. Files that are one layer's block each become one block: `open` is how the
/// block at the end of `joined` begins, if all of the last file was one.
fn add_styles(joined: &mut String, open: &mut Option<String>, css: &str) {
    let block = block(css);
    match block {
        Some((begin, inner)) if open.as_deref() == Some(begin) => {
            joined.truncate(joined.trim_end().len() - 1);
            joined.push_str(inner);
            joined.push_str("}\n");
        }
        _ => joined.push_str(css),
    }
    *open = block.map(|(begin, _)| begin.to_owned());
}

/// The beginning, `@layer name{`, and the inside of a text that is one layer's block.
fn block(css: &str) -> Option<(&str, &str)> {
    let css = css.trim_end();
    let start = css.find('{')? + 1;
    let mut depth = 0;
    let mut at = 0;
    while let Some(c) = css[at..].chars().next() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '"' | '\'' => at += string_length(&css[at..], c) - c.len_utf8(),
            _ => {}
        }
        at += c.len_utf8();
        if c == '}' && depth == 0 {
            break;
        }
    }
    let is_one = css.starts_with("@layer ") && at == css.len() && css.ends_with('}');
    is_one.then(|| (&css[..start], &css[start..css.len() - 1]))
}

/// Drops comments, and the white space that is for people; strings are left alone.
fn squeezed_css(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            '"' | '\'' => string_length(rest, c),
            _ => c.len_utf8(),
        };
        match c {
            '/' if length > 1 => {}
            ' ' | '\t' | '\n' => {
                // Before a colon it means a descendant, behind one nothing.
                if !kept.ends_with([' ', '{', '}', ';', ',', ':', '>', '~']) {
                    kept.push(' ');
                }
            }
            '{' | '}' | ';' | ',' | '>' | '~' => {
                let end = match c {
                    '}' => kept.trim_end_matches([' ', ';']).len(),
                    _ => kept.trim_end().len(),
                };
                kept.truncate(end);
                kept.push(c);
            }
            _ => kept.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    kept.trim().to_owned() + "\n"
}

/// The length of the string at the beginning of `text`, its quotes counted.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}
