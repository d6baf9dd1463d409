//! The files that `render` makes and `emit` writes.

use std::path::PathBuf;

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
