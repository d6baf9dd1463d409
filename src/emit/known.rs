//! What is known of output files since an earlier build.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::body::{Bytes, OutputFile};
use crate::stamp::Stamp;

/// Output files with what they held and the stamps that show them untouched.
///
/// A claim and no proof: a file counts only while it has the stamp.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known(BTreeMap<String, KnownFile>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownFile {
    pub(super) hash: [u8; 32],
    pub(super) stamp: Stamp,
}

impl Known {
    pub(super) fn get(&self, path: &str) -> Option<&KnownFile> {
        self.0.get(path)
    }

    /// Files that stand in their places, with their stamps.
    pub(super) fn of<'a>(files: impl Iterator<Item = (&'a OutputFile, Option<Stamp>)>) -> Self {
        let known = files.filter_map(|(file, stamp)| {
            let hash = *file.hash.as_bytes();
            Some((
                file.path.clone(),
                KnownFile {
                    hash,
                    stamp: stamp?,
                },
            ))
        });
        Self(known.collect())
    }
}

impl Bytes {
    /// The stamp that the file has, or will have once it is in its place.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        match self {
            Bytes::InPlace(stamp) => *stamp,
            Bytes::Staged(place) => Stamp::of(&fs_err::symlink_metadata(place).ok()?),
        }
    }
}
