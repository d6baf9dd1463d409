//! Folders for programs to write in, which are gone when they are done.

use std::collections::VecDeque;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How the name of a scratch folder begins.
const PREFIX: &str = "hotseat-samples-";

/// A folder among the system's temporary files, for the folders of this run.
///
/// It is locked as long as the process lives, so that the next run can tell the folder of
/// one that was killed from that of one which is still running.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    next: AtomicU64,
    // Closing the file gives the lock back.
    _lock: File,
}

impl Scratch {
    /// Makes the folder, and removes those that earlier runs could not.
    pub fn new() -> io::Result<Self> {
        Self::within(&std::env::temp_dir())
    }

    /// The same in a folder of one's choice.
    pub fn within(parent: &Path) -> io::Result<Self> {
        // Links resolved: a program shall see the same path in `getcwd` and in messages.
        let parent = fs::canonicalize(parent)?;
        remove_leftovers(&parent);
        loop {
            let folder = tempfile::Builder::new()
                .prefix(PREFIX)
                .tempdir_in(&parent)?;
            let Ok(lock) = File::open(folder.path()) else {
                continue;
            };
            // Between the two lines above another run may have taken it for a leftover.
            if lock.try_lock().is_ok() && folder.path().exists() {
                return Ok(Self {
                    path: folder.keep(),
                    next: AtomicU64::new(1),
                    _lock: lock,
                });
            }
        }
    }

    /// Holds the folders of this run and nothing else.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A new, empty folder for one program, or for several that share their files.
    pub fn folder(&self) -> io::Result<Folder> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.path.join(number.to_string());
        make_private(&path)?;
        Ok(Folder { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// A folder for one program, removed when this is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Absolute, without links in it.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Removes the folder of a program whose hotseat was killed, and that of the run if this
/// was its last.
#[cfg_attr(not(unix), expect(dead_code, reason = "nothing runs there"))]
pub(super) fn abandon(folder: &Path) {
    let Some(run) = folder.parent() else {
        return;
    };
    let is_ours = run.file_name().and_then(|name| name.to_str());
    if !is_ours.is_some_and(|name| name.starts_with(PREFIX)) {
        return;
    }
    remove(folder);
    let _ = fs::remove_dir(run);
}

#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make_private(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

/// Removes the folders of runs that were killed. What belongs to another user stays.
fn remove_leftovers(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_scratch = name.to_str().is_some_and(|name| name.starts_with(PREFIX));
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_scratch || !is_folder {
            continue;
        }
        let Ok(lock) = File::open(entry.path()) else {
            continue;
        };
        // Kept until the folder is gone. A living run holds it.
        if lock.try_lock().is_ok() {
            remove(&entry.path());
        }
    }
}

/// Removes a folder whatever is in it: without rights, or deeper than a path can say.
///
/// Nothing of the program lives any more, so that nothing changes meanwhile. Links are
/// removed and never followed.
fn remove(folder: &Path) {
    // The usual case, and the only one for programs that mean well.
    match fs::remove_dir_all(folder) {
        Ok(()) => return,
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(_) => {}
    }
    // Folders are moved up as they are found: no path gets longer than two names more.
    let mut folders = VecDeque::from([folder.to_owned()]);
    let mut emptied = Vec::new();
    let mut number = 0_u64;
    while let Some(next) = folders.pop_front() {
        allow(&next);
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let _ = fs::remove_file(&path);
                continue;
            }
            allow(&path);
            let moved = loop {
                number += 1;
                let moved = folder.join(format!(".{number}"));
                if !moved.exists() {
                    break moved;
                }
            };
            match fs::rename(&path, &moved) {
                Ok(()) => folders.push_back(moved),
                Err(_) => folders.push_back(path),
            }
        }
        emptied.push(next);
    }
    for folder in emptied.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Gives the owner back what the program took away.
#[cfg(unix)]
fn allow(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;

    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
}

#[cfg(not(unix))]
fn allow(_folder: &Path) {}
