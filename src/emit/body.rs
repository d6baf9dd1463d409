//! The bytes of an output file: their hash, their comparison, their way to the disk.

use std::fs::Metadata;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::ensure;

use crate::model::artifact::Body;
use crate::stamp::Stamp;

/// An output file of this build. Its bytes are on the disk and nowhere else.
#[derive(Debug)]
pub(super) struct OutputFile {
    pub(super) path: String,
    /// BLAKE3.
    pub(super) hash: blake3::Hash,
    pub(super) length: u64,
    pub(super) bytes: Bytes,
}

/// Where the bytes of an output file are.
#[derive(Debug)]
pub(super) enum Bytes {
    /// In the output folder already, with the stamp of the file.
    InPlace(Option<Stamp>),
    /// In a temporary folder.
    Staged(PathBuf),
}

/// What a body amounts to.
pub(super) struct Measure {
    pub(super) hash: blake3::Hash,
    pub(super) length: u64,
}

impl Measure {
    /// Hashes a body.
    pub(super) fn of(body: &Body) -> anyhow::Result<Self> {
        match body {
            Body::Bytes(bytes) => Ok(Self {
                hash: blake3::hash(bytes),
                length: bytes.len() as u64,
            }),
            Body::Copy(from) => {
                ensure_file(from)?;
                Self::of_file(from)
            }
        }
    }

    /// Hashes a file on the disk.
    pub(super) fn of_file(path: &Path) -> anyhow::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(fs_err::File::open(path)?)?;
        Ok(Self {
            hash: hasher.finalize(),
            length: hasher.count(),
        })
    }
}

/// Whether the file on the disk has the bytes of this body.
pub(super) fn equals(
    body: &Body,
    measure: &Measure,
    disk: &Path,
    metadata: &Metadata,
) -> anyhow::Result<bool> {
    if metadata.len() != measure.length {
        return Ok(false);
    }
    match body {
        Body::Bytes(bytes) => Ok(fs_err::read(disk)? == *bytes),
        Body::Copy(_) => Ok(Measure::of_file(disk)?.hash == measure.hash),
    }
}

/// Writes a new file with the permissions that new files have.
///
/// A content file is measured while it is copied: somebody may be saving it at this
/// moment, and the list of files must say what was written.
pub(super) fn write(body: &Body, disk: &Path) -> anyhow::Result<Measure> {
    match body {
        Body::Bytes(bytes) => {
            fs_err::File::create_new(disk)?.write_all(bytes)?;
            Measure::of(body)
        }
        Body::Copy(from) => copy(from, disk),
    }
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<Measure> {
    ensure_file(from)?;
    let mut source = fs_err::File::open(from)?;
    let mut target = fs_err::File::create_new(to)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = source.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
        target.write_all(&buffer[..count])?;
    }
    Ok(Measure {
        hash: hasher.finalize(),
        length: hasher.count(),
    })
}

/// Reading from a pipe would never end.
fn ensure_file(path: &Path) -> anyhow::Result<()> {
    ensure!(
        fs_err::metadata(path)?.is_file(),
        "`{}` is not a file",
        path.display()
    );
    Ok(())
}
