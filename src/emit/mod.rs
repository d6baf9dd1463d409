//! Writes artifacts into the output folder: what changed, and nothing that is not ours.
//!
//! The only stage that writes. Everything that can be known beforehand is
//! found out first: bad paths, an output folder that holds the sources, foreign
//! files in the way. Then all new bytes go into a temporary folder, and only
//! when the last of them is on the disk are files put in their places, by
//! renames. So a full disk or an interruption leaves the output as it was, and
//! a power cut in the midst of the renames leaves every file whole.

mod body;
mod folder;
mod lock;
mod manifest;
mod path;
mod place;
mod plan;
mod staging;
mod write;

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::artifact::{Artifact, Body};

use self::folder::Output;
use self::path::Tree;
use self::plan::Plan;

/// What a call of [`emit`] did to the output folder.
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

/// The error of a call of [`emit`] that was told to stop.
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
    let tree = Tree::of(artifacts.iter().map(|artifact| artifact.path.as_str()))?;
    let output = Output::locate(output)?;
    output.refuse_sources(sources)?;
    output.refuse_copies(
        artifacts
            .iter()
            .filter_map(|artifact| match &artifact.body {
                Body::Bytes(_) => None,
                Body::Copy(from) => Some(from.as_path()),
            }),
    )?;

    let lock = lock::take(&output, interrupted)?;
    if lock.is_some() {
        // Without the lock they might belong to a build that is still running.
        staging::remove_leftovers(&output);
    }
    let files = body::measure(artifacts, &output, interrupted)?;
    if output.is_fresh()?
        && let Some(report) = write::whole(&output, &files, interrupted)?
    {
        return Ok(report);
    }
    let plan = Plan::compare(&output, &tree, &files, interrupted)?;
    write::changes(&output, &plan, interrupted)
}

/// Ends the work between two files once the user asked for it.
fn stop_if(interrupted: &AtomicBool) -> Result<(), Interrupted> {
    if interrupted.load(Ordering::Relaxed) {
        return Err(Interrupted);
    }
    Ok(())
}
