//! What is at a path of the output folder, seen without following a symbolic link.

use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::Path;

/// What is at the place of an output file.
#[derive(Debug)]
pub(super) enum Place<'a> {
    /// Nothing.
    Free,
    /// A regular file.
    File(Metadata),
    /// A folder.
    Folder,
    /// A symbolic link, a pipe, a device.
    Foreign,
    /// On the way there, this path is something else than a folder.
    Blocked(&'a str),
}

impl<'a> Place<'a> {
    /// Looks, part by part: a single look would go through links on the way.
    pub(super) fn find(root: &Path, path: &'a str) -> anyhow::Result<Self> {
        for folder in super::path::folders_above(path) {
            match kind(root, folder)? {
                Self::Folder => {}
                Self::Free => return Ok(Self::Free),
                _ => return Ok(Self::Blocked(folder)),
            }
        }
        kind(root, path)
    }

    /// Looks at the path alone: the folders above it are known to be folders.
    pub(super) fn find_in_folder(root: &Path, path: &'a str) -> anyhow::Result<Self> {
        kind(root, path)
    }
}

fn kind<'a>(root: &Path, path: &str) -> anyhow::Result<Place<'a>> {
    let metadata = match fs_err::symlink_metadata(root.join(path)) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Place::Free),
        Err(error) => return Err(error.into()),
    };
    Ok(if metadata.is_dir() {
        Place::Folder
    } else if metadata.is_file() {
        Place::File(metadata)
    } else {
        Place::Foreign
    })
}
