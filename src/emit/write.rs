//! Puts files in their places, all at once or one by one.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::Context;
use rayon::prelude::*;
use tempfile::TempDir;

use super::body::OutputFile;
use super::folder::Output;
use super::manifest::{self, Manifest};
use super::plan::Plan;
use super::{Report, staging, stop_if};

/// Writes a missing or empty output folder: beside it first, then in one rename.
///
/// `None` if that is not possible here and the folder exists: the folder above
/// may be read-only, the output folder a mount point. Nothing is changed then.
pub(super) fn whole(
    output: &Output,
    files: &[OutputFile<'_>],
    interrupted: &AtomicBool,
) -> anyhow::Result<Option<Report>> {
    let context = || format!("writing {}", output.shown.display());
    let permissions = match fs_err::metadata(&output.real) {
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(context),
    };
    if permissions.as_ref().is_some_and(|found| found.readonly()) {
        // A rename would get round what the user asked for.
        return Ok(None);
    }
    let staged = match staging::make(output, output.ground()) {
        Ok(staged) => staged,
        Err(_) if permissions.is_some() => return Ok(None),
        Err(error) => return Err(error).with_context(context),
    };
    let places: Vec<_> = files
        .iter()
        .map(|file| (file, staged.path().join(file.path)))
        .collect();
    make_folders(places.iter().map(|(_, place)| place)).with_context(context)?;
    write_all(&places, output, interrupted)?;
    let list = Manifest::of(files).to_text();
    fs_err::write(staged.path().join(manifest::NAME), list).with_context(context)?;
    if let Some(permissions) = permissions {
        fs_err::set_permissions(staged.path(), permissions).with_context(context)?;
    }
    stop_if(interrupted)?;
    let is_there = rename_whole(staged, output).with_context(context)?;
    Ok(is_there.then(|| Report {
        written: files.len(),
        bytes: files.iter().map(|file| file.length).sum(),
        ..Report::default()
    }))
}

/// False if the output folder exists and does not give way.
fn rename_whole(staged: TempDir, output: &Output) -> anyhow::Result<bool> {
    if let Some(parent) = output.real.parent() {
        fs_err::create_dir_all(parent)?;
    }
    match fs_err::rename(staged.path(), &output.real) {
        Ok(()) => {
            // Its name is the output's now; there is nothing left to clean up.
            let _ = staged.keep();
            Ok(true)
        }
        Err(_) if output.real.is_dir() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Brings an output folder that holds something from what is there to what should be.
pub(super) fn changes(
    output: &Output,
    plan: &Plan<'_>,
    interrupted: &AtomicBool,
) -> anyhow::Result<Report> {
    if !plan.is_done() {
        let staged = staging::make(output, &output.real)
            .with_context(|| format!("writing {}", output.shown.display()))?;
        let places: Vec<_> = plan
            .written
            .iter()
            .enumerate()
            .map(|(number, file)| (*file, staged.path().join(number.to_string())))
            .collect();
        write_all(&places, output, interrupted)?;
        let lists = Lists::stage(plan, staged.path())
            .with_context(|| format!("writing {}", output.show(manifest::NAME)))?;
        stop_if(interrupted)?;
        commit(output, plan, &places, &lists)?;
    }
    Ok(Report {
        written: plan.written.len(),
        unchanged: plan.unchanged,
        removed: plan.removed_before.len() + plan.removed_after.len(),
        bytes: plan.written.iter().map(|file| file.length).sum(),
    })
}

/// The renames and removals. An interruption does not stop them: they are quick,
/// and a site that is half old and half new has broken links.
fn commit(
    output: &Output,
    plan: &Plan<'_>,
    places: &[(&OutputFile<'_>, PathBuf)],
    lists: &Lists,
) -> anyhow::Result<()> {
    // Old and new files are listed before the first of them changes. If we are
    // killed from here on, the next build finds every file that we put here in
    // the list, and neither takes it for somebody else's nor leaves it forever.
    lists.put(&lists.during, output)?;
    for path in &plan.removed_before {
        remove(output, path)?;
    }
    for (file, staged) in places {
        let place = output.real.join(file.path);
        make_folders([&place])
            .and_then(|()| Ok(fs_err::rename(staged, &place)?))
            .with_context(|| format!("writing {}", output.show(file.path)))?;
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
    fn stage(plan: &Plan<'_>, folder: &Path) -> anyhow::Result<Self> {
        let write = |name: &str, before: Option<&str>, text: &str| {
            if before == Some(text) {
                return Ok(None);
            }
            let path = folder.join(name);
            fs_err::write(&path, text)?;
            anyhow::Ok(Some(path))
        };
        Ok(Self {
            during: write("during", plan.found.as_deref(), &plan.during)?,
            after: write("after", Some(&plan.during), &plan.after)?,
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

/// Writes files where nobody looks yet.
fn write_all(
    places: &[(&OutputFile<'_>, PathBuf)],
    output: &Output,
    interrupted: &AtomicBool,
) -> anyhow::Result<()> {
    let done: Vec<_> = places
        .par_iter()
        .map(|(file, place)| {
            stop_if(interrupted)?;
            file.write_to(place)
                .with_context(|| format!("writing {}", output.show(file.path)))
        })
        .collect();
    // In a second step: of several failures the first by path is reported.
    done.into_iter().collect()
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
