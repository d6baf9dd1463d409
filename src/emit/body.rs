//! The bytes of an output file: their hash, their comparison, their way to the disk.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, ensure};
use rayon::prelude::*;

use crate::model::artifact::{Artifact, Body};

use super::folder::Output;
use super::stop_if;

/// An artifact whose bytes are known.
#[derive(Debug)]
pub(super) struct OutputFile<'a> {
    pub(super) path: &'a str,
    pub(super) body: &'a Body,
    /// BLAKE3, in lower-case hex.
    pub(super) hash: String,
    pub(super) length: u64,
}

/// Hashes every artifact; sorted by path.
pub(super) fn measure<'a>(
    artifacts: &'a [Artifact],
    output: &Output,
    interrupted: &AtomicBool,
) -> anyhow::Result<Vec<OutputFile<'a>>> {
    let mut artifacts: Vec<&Artifact> = artifacts.iter().collect();
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    let files: Vec<_> = artifacts
        .into_par_iter()
        .map(|artifact| {
            stop_if(interrupted)?;
            measure_one(artifact)
                .with_context(|| format!("writing {}", output.show(&artifact.path)))
        })
        .collect();
    // In a second step: of several failures the first by path is reported,
    // whichever thread was the first to fail.
    files.into_iter().collect()
}

fn measure_one(artifact: &Artifact) -> anyhow::Result<OutputFile<'_>> {
    let (hash, length) = match &artifact.body {
        Body::Bytes(bytes) => (hex(&blake3::hash(bytes)), bytes.len() as u64),
        Body::Copy(from) => {
            // Reading from a pipe would never end.
            ensure!(
                fs_err::metadata(from)?.is_file(),
                "`{}` is not a file",
                from.display()
            );
            hash_of(from)?
        }
    };
    Ok(OutputFile {
        path: &artifact.path,
        body: &artifact.body,
        hash,
        length,
    })
}

/// The hash and the length of a file on the disk.
pub(super) fn hash_of(path: &Path) -> anyhow::Result<(String, u64)> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs_err::File::open(path)?)?;
    Ok((hex(&hasher.finalize()), hasher.count()))
}

impl OutputFile<'_> {
    /// Whether the file on the disk, which is `length` long, has the same bytes.
    pub(super) fn equals(&self, disk: &Path, length: u64) -> anyhow::Result<bool> {
        if length != self.length {
            return Ok(false);
        }
        match self.body {
            Body::Bytes(bytes) => Ok(fs_err::read(disk)? == *bytes),
            Body::Copy(_) => Ok(hash_of(disk)?.0 == self.hash),
        }
    }

    /// Writes a new file with the permissions that new files have.
    pub(super) fn write_to(&self, disk: &Path) -> anyhow::Result<()> {
        let mut file = fs_err::File::create_new(disk)?;
        match self.body {
            Body::Bytes(bytes) => file.write_all(bytes)?,
            Body::Copy(from) => self.copy(from, &mut file)?,
        }
        Ok(())
    }

    /// Copies a content file, which somebody may be saving at this moment.
    ///
    /// The manifest already promises a hash; a file with another one would be
    /// taken for somebody's own by the next build, and never be removed.
    fn copy(&self, from: &Path, to: &mut fs_err::File) -> anyhow::Result<()> {
        let mut source = fs_err::File::open(from)?;
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = source.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            hasher.update(&buffer[..count]);
            to.write_all(&buffer[..count])?;
        }
        ensure!(
            hex(&hasher.finalize()) == self.hash,
            "`{}` changed during the build; build again",
            from.display()
        );
        Ok(())
    }
}

fn hex(hash: &blake3::Hash) -> String {
    hash.to_hex().to_string()
}
