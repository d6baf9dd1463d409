//! The files that a site looks by: templates, themes, and what the settings name.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use super::is_hidden;
use crate::builtin;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, not_utf8};
use crate::href::Slug;
use crate::theme::{self, ThemeFile};

/// Built-in templates and themes, then the site's own over them.
pub(super) fn read_theme(
    root: &Path,
    config: &Config,
    problems: &mut Diagnostics,
) -> Result<Vec<ThemeFile>> {
    let name = config.theme.value.as_str();
    let mut chain = vec![name.to_owned()];
    let own = |name: &str| root.join("themes").join(name);
    let is_safe = Slug::exact(name).is_some();
    if !is_safe || (builtin::theme(name).is_empty() && !own(name).is_dir()) {
        problems.push(theme::unknown(config, &known_themes(root)));
        chain = vec!["default".to_owned()];
    }
    while let Some(base) = base_theme(root, chain.last().map_or("default", String::as_str)) {
        if chain.contains(&base) {
            break;
        }
        chain.push(base);
    }
    if chain.last().is_none_or(|last| last != "default") {
        chain.push("default".to_owned());
    }
    let mut files = shadowing("templates/", "templates", builtin::templates());
    for name in chain.iter().rev() {
        let shown = format!("themes/{name}");
        files.extend(shadowing("", &shown, builtin::theme(name)));
        files.extend(shadowing("", &shown, read_folder(&own(name))?));
    }
    let templates = read_folder(&root.join("templates"))?;
    files.extend(shadowing("templates/", "templates", templates));
    Ok(files)
}

fn base_theme(root: &Path, name: &str) -> Option<String> {
    let own = fs_err::read_to_string(root.join("themes").join(name).join("theme.toml")).ok();
    let builtin = || {
        let files = builtin::theme(name);
        let (_, bytes) = files.into_iter().find(|(path, _)| path == "theme.toml")?;
        String::from_utf8(bytes).ok()
    };
    theme::extends(&own.or_else(builtin)?)
}

fn known_themes(root: &Path) -> Vec<String> {
    let mut names = builtin::theme_names();
    let own = std::fs::read_dir(root.join("themes"))
        .into_iter()
        .flatten()
        .flatten();
    names.extend(own.filter_map(|entry| entry.file_name().into_string().ok()));
    names.sort();
    names.dedup();
    names
}

fn shadowing(prefix: &str, shown: &str, files: Vec<(String, Vec<u8>)>) -> Vec<ThemeFile> {
    files
        .into_iter()
        .map(|(path, bytes)| ThemeFile {
            shown: format!("{shown}/{path}"),
            path: format!("{prefix}{path}"),
            bytes,
        })
        .collect()
}

/// All files below a folder by relative path; nothing if it does not exist.
fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    let walk = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in walk {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        let Ok(below) = entry.path().strip_prefix(folder) else {
            continue;
        };
        if entry.file_type().is_file() {
            let path = below.to_string_lossy().replace('\\', "/");
            files.push((path, fs_err::read(entry.path())?));
        }
    }
    Ok(files)
}

/// Reads the files the settings name; a missing one is reported at the setting.
pub(super) fn read_site_files(
    root: &Path,
    config: &Config,
    problems: &mut Diagnostics,
) -> BTreeMap<String, Vec<u8>> {
    let named = config
        .custom_css
        .iter()
        .chain(&config.logo)
        .chain(&config.favicon);
    let mut files = BTreeMap::new();
    for name in named {
        let is_inside = Path::new(&name.value)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        let bytes = match is_inside {
            true => std::fs::read(root.join(&name.value)).ok(),
            false => None,
        };
        match bytes {
            Some(bytes) => {
                if config.custom_css.contains(name)
                    && let Err(error) = String::from_utf8(bytes.clone())
                {
                    problems.push(not_utf8(&name.value, &error));
                }
                files.insert(name.value.clone(), bytes);
            }
            None => {
                let label = Label::new(&config.source, name.span, "no such file");
                let message = format!("missing file `{}`", name.value);
                problems.push(
                    Diagnostic::new(Code::MissingAsset, message, label)
                        .help("write the path of a file, relative to `hotseat.toml`"),
                );
            }
        }
    }
    files
}
