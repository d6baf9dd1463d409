//! Compares an output folder with what it should hold, before anything in it is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::body::{Bytes, Measure, OutputFile};
use super::folder::Output;
use super::manifest::{self, Manifest};
use super::path::{self, Tree};
use super::place::Place;
use super::staging::Staging;

/// How many foreign files a message names.
const NAMED: usize = 10;

/// What has to be done; nothing stands in its way.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// New files and files with other bytes, sorted by path, with where they wait.
    pub(super) written: Vec<(&'a OutputFile, PathBuf)>,
    /// How many files are as they should be.
    pub(super) unchanged: usize,
    /// Stale files in the way of new ones: `a` where `a/b` will be.
    pub(super) removed_before: Vec<String>,
    /// The other stale files; they stay until the new files are there.
    pub(super) removed_after: Vec<String>,
    /// The list as it is on the disk, if it can be read.
    pub(super) found: Option<String>,
    /// The list while files are being replaced.
    pub(super) during: String,
    /// The list of this build.
    pub(super) after: String,
}

impl<'a> Plan<'a> {
    /// Looks at every file of this build and of the earlier one.
    pub(super) fn compare(
        output: &Output,
        tree: &Tree<'_>,
        files: &'a [OutputFile],
        staging: &Staging,
    ) -> anyhow::Result<Self> {
        let found = read_manifest(output)?;
        let old = found.as_deref().map(Manifest::parse).unwrap_or_default();
        let new = Manifest::of(files);
        let stale = Stale::find(&output.real, &old, &new, tree)?;
        let mut written = Vec::new();
        let mut in_the_way = BTreeSet::new();
        for file in files {
            let path = file.path.as_str();
            match &file.bytes {
                Bytes::InPlace(_) if stale.takes_away(path) => {
                    written.push((file, staging.copy(&output.real.join(path))?));
                }
                Bytes::InPlace(_) => {}
                Bytes::Staged(place) => {
                    let stopper = stopper(path, &output.real, &old, &stale)
                        .with_context(|| format!("reading {}", output.show(path)))?;
                    match stopper {
                        Some(stopper) => drop(in_the_way.insert(stopper)),
                        None => written.push((file, place.clone())),
                    }
                }
            }
        }
        if !in_the_way.is_empty() {
            return Err(not_ours(output, &in_the_way));
        }
        let (removed_before, removed_after) = stale.split();
        Ok(Self {
            unchanged: files.len() - written.len(),
            written,
            removed_before,
            removed_after,
            during: old.union(&new).to_text(),
            after: new.to_text(),
            found,
        })
    }

    /// Whether the output folder is as it should be.
    pub(super) fn is_done(&self) -> bool {
        self.written.is_empty()
            && self.removed_before.is_empty()
            && self.removed_after.is_empty()
            && self.found.as_deref() == Some(&self.after)
    }
}

fn read_manifest(output: &Output) -> anyhow::Result<Option<String>> {
    let context = || format!("reading {}", output.show(manifest::NAME));
    match Place::find(&output.real, manifest::NAME).with_context(context)? {
        Place::Free => Ok(None),
        Place::File(_) => {
            let bytes = fs_err::read(output.real.join(manifest::NAME)).with_context(context)?;
            Ok(String::from_utf8(bytes).ok())
        }
        Place::Folder | Place::Foreign | Place::Blocked(_) => {
            Err(not_ours(output, &BTreeSet::from([manifest::NAME])))
        }
    }
}

/// What an earlier build wrote, nobody changed, and this build does not have.
///
/// The value tells whether it has to go before the new files can come.
struct Stale<'a>(BTreeMap<&'a str, bool>);

impl<'a> Stale<'a> {
    fn find(
        root: &Path,
        old: &'a Manifest,
        new: &Manifest,
        tree: &Tree<'_>,
    ) -> anyhow::Result<Self> {
        let mut stale = BTreeMap::new();
        for (path, hashes) in old.iter().filter(|(path, _)| !new.lists(path)) {
            let context = || format!("reading `{path}` of the output");
            let Place::File(_) = Place::find(root, path).with_context(context)? else {
                continue;
            };
            let found = Measure::of_file(&root.join(path)).with_context(context)?;
            if hashes.contains(found.hash.to_hex().as_str()) {
                stale.insert(path, tree.clashes_with(path));
            }
        }
        Ok(Self(stale))
    }

    fn contains(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether this path is stale in another spelling, which on a system that
    /// ignores case is the same file, and will be gone.
    fn takes_away(&self, path: &str) -> bool {
        self.0
            .iter()
            .any(|(old, clashes)| *clashes && path::is_same(old, path))
    }

    /// Whether `folder` will be gone once the stale files are.
    fn fills(&self, root: &Path, folder: &str) -> anyhow::Result<bool> {
        let mut is_empty = true;
        for found in fs_err::read_dir(root.join(folder))? {
            let found = found?;
            is_empty = false;
            let Ok(name) = found.file_name().into_string() else {
                return Ok(false);
            };
            let path = format!("{folder}/{name}");
            let goes = if found.file_type()?.is_dir() {
                self.fills(root, &path)?
            } else {
                self.contains(&path)
            };
            if !goes {
                return Ok(false);
            }
        }
        Ok(!is_empty)
    }

    fn split(self) -> (Vec<String>, Vec<String>) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (path, clashes) in self.0 {
            let list = if clashes { &mut before } else { &mut after };
            list.push(path.to_owned());
        }
        (before, after)
    }
}

/// What of other people is in the way of a file that is to be written.
fn stopper<'a>(
    path: &'a str,
    root: &Path,
    old: &Manifest,
    stale: &Stale<'_>,
) -> anyhow::Result<Option<&'a str>> {
    Ok(match Place::find(root, path)? {
        Place::Free => None,
        Place::File(_) if old.lists(path) => None,
        Place::Folder if stale.fills(root, path)? => None,
        Place::Blocked(stopper) if stale.contains(stopper) => None,
        Place::File(_) | Place::Folder | Place::Foreign => Some(path),
        Place::Blocked(stopper) => Some(stopper),
    })
}

fn not_ours(output: &Output, paths: &BTreeSet<&str>) -> anyhow::Error {
    if let Some(path) = paths.first()
        && paths.len() == 1
    {
        return anyhow!(
            "{} was not written by hotseat; move it away or choose another `--output`",
            output.show(path)
        );
    }
    let mut message = String::from(
        "these were not written by hotseat; move them away or choose another `--output`:",
    );
    for path in paths.iter().take(NAMED) {
        message.push_str("\n  ");
        message.push_str(&output.show(path));
    }
    if let Some(more) = paths.len().checked_sub(NAMED).filter(|more| *more > 0) {
        message.push_str(&format!("\n  and {more} more"));
    }
    anyhow!(message)
}
