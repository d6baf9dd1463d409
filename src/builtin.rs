//! What the binary carries: templates, themes, and the long texts of diagnostics.

use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "themes"]
struct Themes;

#[derive(RustEmbed)]
#[folder = "docs/diagnostics"]
struct Explanations;

/// The built-in templates, by path below `templates/`.
pub fn templates() -> Vec<(String, Vec<u8>)> {
    files(Templates::iter(), Templates::get)
}

/// A built-in theme's files, by path below its folder; empty if there is no such theme.
pub fn theme(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = format!("{name}/");
    files(Themes::iter(), Themes::get)
        .into_iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?.to_owned(), bytes)))
        .collect()
}

/// The names of the built-in themes.
pub fn theme_names() -> Vec<String> {
    let mut names: Vec<String> = Themes::iter()
        .filter_map(|path| Some(path.split_once('/')?.0.to_owned()))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The long text of a diagnostic code.
pub fn explanation(code: &str) -> Option<String> {
    let file = Explanations::get(&format!("{code}.md"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn files(
    paths: impl Iterator<Item = std::borrow::Cow<'static, str>>,
    get: impl Fn(&str) -> Option<EmbeddedFile>,
) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = paths
        .filter_map(|path| {
            let file = get(&path)?;
            Some((path.into_owned(), file.data.into_owned()))
        })
        .collect();
    files.sort();
    files
}
