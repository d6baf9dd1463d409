//! Writes artifacts into the output folder: what changed, and nothing that is not ours.
//!
//! The only stage that writes. A [`Writer`] takes artifacts while they are made:
//! new bytes go into a temporary folder at once, and only when the last of them
//! is on the disk and everything else is found to be right (paths, foreign files
//! in the way) are files put in their places, by renames. So a problem of the
//! content, a full disk or an interruption leaves the output as it was, and a
//! power cut in the midst of the renames leaves every file whole.

mod body;
mod folder;
mod known;
mod lock;
mod manifest;
mod path;
mod place;
mod plan;
mod staging;
mod write;
mod writer;

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::model::artifact::{Artifact, Sink};

pub use self::known::Known;
pub use self::writer::{Finished, Writer};

/// What a build did to the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that were there already, byte for byte, and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that this one does not have.
    pub removed: usize,
    /// The size of the written files together.
    pub bytes: u64,
}

/// The error of a build that was told to stop.
///
/// A type of its own, so that the command line can tell it from a failure:
/// `error.downcast_ref::<Interrupted>()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// Makes the output folder hold exactly these artifacts, and whatever else was there.
///
/// `sources` are the folders the artifacts were made from; an output folder
/// that is, holds or lies in one of them is refused. The order of `artifacts`
/// does not matter. When `interrupted` becomes true the call ends with
/// [`Interrupted`] and leaves the output as it was, unless all bytes are on the
/// disk already and only renames are left, which are carried through.
pub fn emit(
    artifacts: &[Artifact],
    output: &Path,
    sources: &[&Path],
    interrupted: &AtomicBool,
) -> anyhow::Result<Report> {
    let writer = Writer::open(output, sources, interrupted, Known::default())?;
    artifacts
        .par_iter()
        .for_each(|artifact| writer.put(artifact.clone()));
    Ok(writer.finish()?.report)
}

/// Ends the work between two files once the user asked for it.
fn stop_if(interrupted: &AtomicBool) -> Result<(), Interrupted> {
    if interrupted.load(Ordering::Relaxed) {
        return Err(Interrupted);
    }
    Ok(())
}
