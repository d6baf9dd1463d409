//! The list of the files that builds wrote, kept in the output folder.
//!
//! Whoever can write into the folder can write this list, so it is never an
//! order: a listed path obeys the rules of every output path, and a file is
//! removed only while its bytes are the recorded ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::body::OutputFile;
use super::path;

/// The name of the list in the output folder.
pub(super) const NAME: &str = ".hotseat-manifest";

const FIRST_LINE: &str = "hotseat-manifest 1";

/// Paths, each with the hashes that the file may have.
///
/// There is one hash for each path, except in the list that stands while files
/// are being replaced: then the old and the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest(BTreeMap<String, BTreeSet<String>>);

impl Manifest {
    /// The list of these files.
    pub(super) fn of(files: &[OutputFile]) -> Self {
        let one = |file: &OutputFile| {
            let hash = file.hash.to_hex().to_string();
            (file.path.clone(), BTreeSet::from([hash]))
        };
        Self(files.iter().map(one).collect())
    }

    /// Reads a list, leaving out every line that we would not have written.
    ///
    /// Nothing is an error: a file that is not listed is merely not ours.
    pub(super) fn parse(text: &str) -> Self {
        let mut manifest = Self::default();
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            return manifest;
        }
        for line in lines {
            if let Some((hash, path)) = line.split_once("  ")
                && blake3::Hash::from_hex(hash).is_ok()
                && path::check(path).is_ok()
            {
                let hashes = manifest.0.entry(path.to_owned()).or_default();
                hashes.insert(hash.to_owned());
            }
        }
        manifest
    }

    /// What is in this list, in the other, or in both.
    pub(super) fn union(&self, other: &Self) -> Self {
        let mut union = self.clone();
        for (path, hashes) in &other.0 {
            let known = union.0.entry(path.clone()).or_default();
            known.extend(hashes.iter().cloned());
        }
        union
    }

    /// Whether an earlier build wrote a file of this path.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The paths with their hashes, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.0.iter().map(|(path, hashes)| (path.as_str(), hashes))
    }

    /// The text of the file; equal lists have equal texts.
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for (path, hashes) in &self.0 {
            for hash in hashes {
                writeln!(text, "{hash}  {path}").expect("a string takes every text");
            }
        }
        text
    }
}
