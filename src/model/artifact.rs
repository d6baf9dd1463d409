//! The files that `render` makes and `emit` writes.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// One output file.
///
/// Nothing here is checked: `emit` refuses a path that leaves the output
/// folder, or that not every system can hold, before it writes anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes: relative to the output folder, parts joined by `/`.
    pub path: String,
    /// What it holds.
    pub body: Body,
}

/// What an output file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a content file as it is; read when the output is written.
    Copy(PathBuf),
}

impl Artifact {
    /// A file made of text or bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            body: Body::Bytes(bytes.into()),
        }
    }

    /// A copy of a content file.
    pub fn copy(path: impl Into<String>, from: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            body: Body::Copy(from.into()),
        }
    }
}

/// Takes artifacts as they are made, from several threads and in no order.
///
/// What is taken can be dropped at once, so a build's memory does not grow with its output.
pub trait Sink: Sync {
    /// Takes one artifact.
    fn put(&self, artifact: Artifact);

    /// Whether artifacts of an earlier build are there as they were made; if all are,
    /// they are taken over as if put again.
    fn keep(&self, _paths: &[String]) -> bool {
        false
    }

    /// Whether no more artifacts are wanted and the work may stop.
    fn is_closed(&self) -> bool {
        false
    }
}

/// Keeps all artifacts in memory.
#[derive(Debug, Default)]
pub struct Collected(Mutex<Vec<Artifact>>);

impl Collected {
    /// The artifacts, sorted by path.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        let artifacts = self.0.into_inner();
        let mut artifacts = artifacts.unwrap_or_else(PoisonError::into_inner);
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts
    }
}

impl Sink for Collected {
    fn put(&self, artifact: Artifact) {
        let artifacts = self.0.lock();
        artifacts
            .unwrap_or_else(PoisonError::into_inner)
            .push(artifact);
    }
}

/// Drops all artifacts: for those who only want to know what is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Dropped;

impl Sink for Dropped {
    fn put(&self, _: Artifact) {}
}
