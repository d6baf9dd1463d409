//! Temporary folders: where new bytes wait until all of them are on the disk.
//!
//! One folder for a whole build and not a temporary file beside each file: what
//! a killed build leaves is then in one place, with a name nobody else uses,
//! and can be removed without looking through the output. It is inside the
//! output folder, or beside one that is still to be made, since a rename cannot
//! leave the disk.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use tempfile::TempDir;

use super::body::{Bytes, OutputFile};
use super::folder::Output;
use super::manifest::{self, Manifest};
use super::{Report, stop_if};

const PREFIX: &str = ".hotseat-tmp-";

/// A temporary folder inside the output, made when the first file needs it.
pub(super) struct Staging {
    output: Output,
    folder: Mutex<(Option<TempDir>, usize)>,
}

impl Staging {
    pub(super) fn new(output: &Output) -> Self {
        Self {
            output: output.clone(),
            folder: Mutex::new((None, 0)),
        }
    }

    /// A free place for a file.
    pub(super) fn place(&self) -> io::Result<PathBuf> {
        let mut locked = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let (folder, count) = &mut *locked;
        *count += 1;
        let folder = match folder {
            Some(folder) => folder,
            None => folder.insert(make(&self.output, &self.output.real)?),
        };
        Ok(folder.path().join(count.to_string()))
    }

    /// Copies staged files over from another folder, which may be on another disk.
    pub(super) fn move_in(&self, files: &mut [OutputFile]) -> anyhow::Result<()> {
        for file in files {
            if let Bytes::Staged(old) = &file.bytes {
                let new = self.copy(old)?;
                file.bytes = Bytes::Staged(new);
            }
        }
        Ok(())
    }

    /// Stages a copy of a file.
    pub(super) fn copy(&self, file: &Path) -> anyhow::Result<PathBuf> {
        let context = || format!("writing {}", self.output.shown.display());
        let place = self.place().with_context(context)?;
        fs_err::copy(file, &place).with_context(context)?;
        Ok(place)
    }
}

/// A temporary folder beside an output that is missing or empty, which becomes the output.
pub(super) struct Whole {
    folder: TempDir,
    /// Those of the empty folder that gives way.
    permissions: Option<std::fs::Permissions>,
}

impl Whole {
    /// `None` if that is not possible here and the folder exists: the folder above may
    /// be read-only, the output folder a mount point.
    pub(super) fn make(output: &Output) -> anyhow::Result<Option<Self>> {
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
        match make(output, output.ground()) {
            Ok(folder) => Ok(Some(Self {
                folder,
                permissions,
            })),
            Err(_) if permissions.is_some() => Ok(None),
            Err(error) => Err(error).with_context(context),
        }
    }

    /// The place of an output file.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Makes the folder the output, in one rename; gives it back if the output is there
    /// and does not give way.
    pub(super) fn put(
        self,
        output: &Output,
        files: &[OutputFile],
        interrupted: &AtomicBool,
    ) -> anyhow::Result<Result<Report, Self>> {
        let context = || format!("writing {}", output.shown.display());
        let list = Manifest::of(files).to_text();
        fs_err::write(self.place(manifest::NAME), list).with_context(context)?;
        if let Some(permissions) = &self.permissions {
            fs_err::set_permissions(self.folder.path(), permissions.clone())
                .with_context(context)?;
        }
        stop_if(interrupted)?;
        if let Some(parent) = output.real.parent() {
            fs_err::create_dir_all(parent).with_context(context)?;
        }
        match fs_err::rename(self.folder.path(), &output.real) {
            Ok(()) => {
                // Its name is the output's now; there is nothing left to clean up.
                let _ = self.folder.keep();
                Ok(Ok(Report {
                    written: files.len(),
                    bytes: files.iter().map(|file| file.length).sum(),
                    ..Report::default()
                }))
            }
            Err(_) if output.real.is_dir() => Ok(Err(self)),
            Err(error) => Err(error).with_context(context),
        }
    }
}

/// Makes a temporary folder that goes away with the returned value.
fn make(output: &Output, folder: &Path) -> io::Result<TempDir> {
    tempfile::Builder::new()
        .prefix(&format!("{PREFIX}{}-", output.id()))
        .rand_bytes(6)
        .tempdir_in(folder)
}

/// Removes what killed builds left behind, as far as that is possible.
///
/// Inside the output folder that is every folder with such a name, also of a
/// time when the output folder had another place. Beside it, it is only those
/// that bear our own id: the others may be in use.
pub(super) fn remove_leftovers(output: &Output) {
    let id = output.id();
    remove_matching(&output.real, |_| true);
    remove_matching(output.ground(), |found| found == id);
}

fn remove_matching(folder: &Path, is_ours: impl Fn(&str) -> bool) {
    let Ok(found) = fs_err::read_dir(folder) else {
        return;
    };
    for found in found.flatten() {
        let is_leftover = found
            .file_name()
            .to_str()
            .and_then(id_in)
            .is_some_and(&is_ours);
        // The type of the name itself: a link to a folder is not a folder here.
        if is_leftover && found.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs_err::remove_dir_all(found.path());
        }
    }
}

/// The id in the name of a temporary folder of ours.
fn id_in(name: &str) -> Option<&str> {
    let (id, random) = name.strip_prefix(PREFIX)?.split_once('-')?;
    let is_id = id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_random = random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_id && is_random).then_some(id)
}
