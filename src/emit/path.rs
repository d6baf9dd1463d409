//! Which paths an output file may have, and whether they fit together.
//!
//! The same rules hold for what we are about to write and for what a manifest
//! says an earlier build wrote.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;

/// The files and folders of one output.
///
/// Spellings that differ only in case are one path here: a site must come out
/// the same on a system that does not tell `Logo.png` from `logo.png`.
pub(super) struct Tree<'a> {
    files: BTreeMap<String, &'a str>,
    folders: BTreeSet<String>,
}

impl<'a> Tree<'a> {
    /// Checks the paths one by one and against each other.
    pub(super) fn of(paths: impl IntoIterator<Item = &'a str>) -> anyhow::Result<Self> {
        let mut files = BTreeMap::new();
        let mut folders = BTreeSet::new();
        for path in paths {
            if let Err(reason) = check(path) {
                bail!("the output path `{path}` is refused: {reason}");
            }
            if let Some(other) = files.insert(fold(path), path) {
                bail!("two output files want one path: `{other}` and `{path}`");
            }
            folders.extend(folders_above(path).map(fold));
        }
        for (key, path) in &files {
            if folders.contains(key) {
                bail!("the output path `{path}` is wanted as a file and as a folder");
            }
        }
        Ok(Self { files, folders })
    }

    /// Whether a file at `path` cannot stand beside the files of this tree.
    pub(super) fn clashes_with(&self, path: &str) -> bool {
        let key = fold(path);
        self.files.contains_key(&key)
            || self.folders.contains(&key)
            || folders_above(&key).any(|folder| self.files.contains_key(folder))
    }
}

/// Why `path` may not be a file of the output, if it may not.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    path.split('/').try_for_each(check_part)
}

/// `a` and `a/b` for `a/b/c`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether two paths are one on a system that ignores case.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

fn check_part(part: &str) -> Result<(), &'static str> {
    let lower = fold(part);
    let stem = lower.split('.').next().unwrap_or_default().trim_end();
    if part.is_empty() {
        return Err("it has an empty part");
    }
    if part == "." || part == ".." {
        return Err("it has a part that is `.` or `..`");
    }
    if part.contains(|c: char| c.is_control() || r#"\<>:"|?*"#.contains(c)) {
        return Err("it has a character that not every system allows in a file name");
    }
    if part.ends_with(['.', ' ']) {
        return Err("it has a part that ends in a dot or a space");
    }
    if is_device(stem) {
        return Err("it has a part that is the name of a device on Windows");
    }
    if lower == ".git" || lower.starts_with(".hotseat-") {
        return Err("it has a name that is not for pages or files");
    }
    Ok(())
}

/// `con`, `con.html` and `com1.tar.gz` open a device on Windows, in every folder.
fn is_device(stem: &str) -> bool {
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit());
    numbered || matches!(stem, "con" | "prn" | "aux" | "nul")
}

fn fold(path: &str) -> String {
    path.to_lowercase()
}
