//! Puts staged files in their places, one by one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::Context;

use super::folder::Output;
use super::manifest;
use super::plan::Plan;
use super::staging::Staging;
use super::{Report, stop_if};

/// Brings an output folder that holds something from what is there to what should be.
pub(super) fn changes(
    output: &Output,
    plan: &Plan<'_>,
    staging: &Staging,
    interrupted: &AtomicBool,
) -> anyhow::Result<Report> {
    if !plan.is_done() {
        let lists = Lists::stage(plan, staging)
            .with_context(|| format!("writing {}", output.show(manifest::NAME)))?;
        stop_if(interrupted)?;
        commit(output, plan, &lists)?;
    }
    Ok(Report {
        written: plan.written.len(),
        unchanged: plan.unchanged,
        removed: plan.removed_before.len() + plan.removed_after.len(),
        bytes: plan.written.iter().map(|(file, _)| file.length).sum(),
    })
}

/// The renames and removals. An interruption does not stop them: they are quick,
/// and a site that is half old and half new has broken links.
fn commit(output: &Output, plan: &Plan<'_>, lists: &Lists) -> anyhow::Result<()> {
    // Old and new files are listed before the first of them changes. If we are
    // killed from here on, the next build finds every file that we put here in
    // the list, and neither takes it for somebody else's nor leaves it forever.
    lists.put(&lists.during, output)?;
    for path in &plan.removed_before {
        remove(output, path)?;
    }
    for (file, staged) in &plan.written {
        let place = output.real.join(&file.path);
        make_folders([&place])
            .and_then(|()| Ok(fs_err::rename(staged, &place)?))
            .with_context(|| format!("writing {}", output.show(&file.path)))?;
    }
    for path in &plan.removed_after {
        remove(output, path)?;
    }
    lists.put(&lists.after, output)
}

/// The lists of files, on the disk before the first rename like all other bytes.
struct Lists {
    during: Option<PathBuf>,
    after: Option<PathBuf>,
}

impl Lists {
    /// Leaves out a list that would not differ from the one before it.
    fn stage(plan: &Plan<'_>, staging: &Staging) -> anyhow::Result<Self> {
        let write = |before: Option<&str>, text: &str| {
            if before == Some(text) {
                return Ok(None);
            }
            let path = staging.place()?;
            fs_err::write(&path, text)?;
            anyhow::Ok(Some(path))
        };
        Ok(Self {
            during: write(plan.found.as_deref(), &plan.during)?,
            after: write(Some(&plan.during), &plan.after)?,
        })
    }

    fn put(&self, list: &Option<PathBuf>, output: &Output) -> anyhow::Result<()> {
        let Some(staged) = list else {
            return Ok(());
        };
        fs_err::rename(staged, output.real.join(manifest::NAME))
            .with_context(|| format!("writing {}", output.show(manifest::NAME)))
    }
}

fn make_folders<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> anyhow::Result<()> {
    let folders: BTreeSet<&Path> = files.into_iter().filter_map(|file| file.parent()).collect();
    for folder in folders {
        fs_err::create_dir_all(folder)?;
    }
    Ok(())
}

/// Removes a file, and the folders that held nothing else.
fn remove(output: &Output, path: &str) -> anyhow::Result<()> {
    let file = output.real.join(path);
    fs_err::remove_file(&file).with_context(|| format!("removing {}", output.show(path)))?;
    for folder in file.ancestors().skip(1) {
        // Not looked at beforehand: the system itself refuses a folder that
        // holds anything, also a file that came this very moment.
        if folder == output.real || fs_err::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
