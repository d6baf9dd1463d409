//! The artifacts of one good build, as they are served.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use crate::model::artifact::{Artifact, Body};

/// All artifacts of a build by path.
#[derive(Debug, Default)]
pub(super) struct Site {
    artifacts: BTreeMap<String, Stored>,
}

/// One artifact.
#[derive(Debug, PartialEq, Eq)]
struct Stored {
    body: Body,
    /// Tells whether a copied file is still the same; nothing else about it is known.
    stamp: Option<Stamp>,
}

/// Length and time of the last change; none if the file cannot be asked.
type Stamp = (u64, Option<SystemTime>);

impl Site {
    /// Takes the artifacts over and notes the state of the files that are to be copied.
    pub fn new(artifacts: Vec<Artifact>) -> Self {
        let stored = artifacts.into_iter().map(|artifact| {
            let stamp = match &artifact.body {
                Body::Bytes(_) => None,
                Body::Copy(file) => stamp(file),
            };
            let body = artifact.body;
            (artifact.path, Stored { body, stamp })
        });
        Self {
            artifacts: stored.collect(),
        }
    }

    /// Whether there is an artifact of this path.
    pub fn has(&self, path: &str) -> bool {
        self.artifacts.contains_key(path)
    }

    /// What the artifact of this path holds.
    pub fn body(&self, path: &str) -> Option<&Body> {
        self.artifacts.get(path).map(|stored| &stored.body)
    }

    /// The paths of what is new, gone or different, sorted.
    pub fn changed_since(&self, before: &Site) -> Vec<String> {
        let new = self
            .artifacts
            .iter()
            .filter(|(path, stored)| before.artifacts.get(*path) != Some(stored));
        let gone = before.artifacts.iter().filter(|(path, _)| !self.has(path));
        let mut changed: Vec<String> = new.chain(gone).map(|(path, _)| path.clone()).collect();
        changed.sort();
        changed
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs_err::metadata(file).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

#[cfg(test)]
mod tests {
    use super::Site;
    use crate::model::artifact::Artifact;

    #[test]
    fn new_gone_and_different_artifacts_are_changes() {
        let before = Site::new(vec![
            Artifact::new("a.html", "one"),
            Artifact::new("b.html", "same"),
            Artifact::new("c.html", "gone"),
        ]);
        let after = Site::new(vec![
            Artifact::new("a.html", "two"),
            Artifact::new("b.html", "same"),
            Artifact::new("d.html", "new"),
        ]);
        assert_eq!(after.changed_since(&before), ["a.html", "c.html", "d.html"]);
        assert!(after.changed_since(&after).is_empty());
    }

    #[test]
    fn a_copied_file_that_was_edited_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.svg");
        let site = || Site::new(vec![Artifact::copy("x.svg", &file)]);
        fs_err::write(&file, "<svg/>").unwrap();
        let before = site();
        assert!(site().changed_since(&before).is_empty());
        fs_err::write(&file, "<svg></svg>").unwrap();
        assert_eq!(site().changed_since(&before), ["x.svg"]);
    }
}
