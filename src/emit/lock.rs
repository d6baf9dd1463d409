//! One build at a time for each output folder.
//!
//! The lock is a file among the system's temporary files, named after the
//! output folder: a lock inside the folder would be published with it, and a
//! folder that is still to be renamed into place has no inside. The operating
//! system drops the lock of a killed build.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;

use super::folder::Output;
use super::stop_if;

/// How long a build waits for the one before it.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(25);

/// The right to write one output folder, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    // Closing the file gives the lock back.
    _file: File,
    path: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still locked, so nobody else's lock goes with it;
        // a build that waits on the removed file notices by `is_at`. Elsewhere
        // that check is missing and an empty file stays behind.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Waits for the output folder to be free.
///
/// `None` where there are no locks, such as a container without a temporary
/// folder: a build must not fail for want of a guard against a second one.
pub(super) fn take(output: &Output, interrupted: &AtomicBool) -> anyhow::Result<Option<Lock>> {
    take_within(PATIENCE, output, interrupted)
}

fn take_within(
    patience: Duration,
    output: &Output,
    interrupted: &AtomicBool,
) -> anyhow::Result<Option<Lock>> {
    let path = std::env::temp_dir().join(format!("hotseat-{}.lock", output.id()));
    let start = Instant::now();
    loop {
        match attempt(&path) {
            Attempt::Taken(lock) => return Ok(Some(lock)),
            Attempt::Impossible => return Ok(None),
            Attempt::Busy => stop_if(interrupted)?,
        }
        if start.elapsed() >= patience {
            bail!("another build is writing {}", output.shown.display());
        }
        thread::sleep(PAUSE);
    }
}

enum Attempt {
    Taken(Lock),
    Busy,
    Impossible,
}

fn attempt(path: &Path) -> Attempt {
    let file = match open(path) {
        Ok(file) => file,
        // Its owner removed it between our two looks.
        Err(error) if error.kind() == ErrorKind::NotFound && parent_exists(path) => {
            return Attempt::Busy;
        }
        Err(_) => return Attempt::Impossible,
    };
    match file.try_lock() {
        Ok(()) if is_at(&file, path) => Attempt::Taken(Lock {
            _file: file,
            path: path.to_owned(),
        }),
        Ok(()) | Err(TryLockError::WouldBlock) => Attempt::Busy,
        Err(TryLockError::Error(_)) => Attempt::Impossible,
    }
}

fn parent_exists(path: &Path) -> bool {
    path.parent().is_some_and(Path::is_dir)
}

/// Makes the file or opens it for reading, which is enough for a lock.
///
/// The folder is everybody's: another user's file may not be opened for
/// writing, and a link or a pipe put there must not be opened at all.
fn open(path: &Path) -> std::io::Result<File> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made,
    }
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    File::open(path)
}

/// Whether the locked file is still the one that the next build will find.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(held), Ok(found)) => (held.dev(), held.ino()) == (found.dev(), found.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_build_gives_up_with_a_clear_message_and_gets_in_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output {
            shown: PathBuf::from("public"),
            real: folder.path().join("public"),
        };
        let running = AtomicBool::new(false);
        let first = take_within(Duration::ZERO, &output, &running)
            .unwrap()
            .unwrap();
        let error = take_within(Duration::ZERO, &output, &running).unwrap_err();
        assert_eq!(error.to_string(), "another build is writing public");

        let stopped = AtomicBool::new(true);
        let error = take(&output, &stopped).unwrap_err();
        assert!(error.is::<crate::emit::Interrupted>(), "{error}");

        let path = first.path.clone();
        drop(first);
        assert_eq!(path.exists(), cfg!(not(unix)));
        assert!(
            take_within(Duration::ZERO, &output, &running)
                .unwrap()
                .is_some()
        );
    }
}
