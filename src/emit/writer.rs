//! Takes artifacts while they are made, and puts them in their places at the end.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use rayon::prelude::*;

use super::body::{self, Bytes, Measure, OutputFile};
use super::folder::Output;
use super::known::Known;
use super::lock::{self, Lock};
use super::path::{self, Tree};
use super::place::Place;
use super::plan::Plan;
use super::staging::{self, Staging, Whole};
use super::{Report, stop_if, write};
use crate::model::artifact::{Artifact, Body, Sink};
use crate::stamp::Stamp;

/// An output folder that is being brought up to date.
///
/// Nothing in it changes before [`Writer::finish`]; a writer that is dropped leaves it
/// as it was.
pub struct Writer<'a> {
    output: Output,
    interrupted: &'a AtomicBool,
    known: Known,
    target: Target,
    taken: Mutex<Vec<Taken>>,
    /// Folders that were found to be folders, or made, and need no second look.
    folders: Mutex<HashSet<PathBuf>>,
    _lock: Option<Lock>,
}

/// An output folder that was brought up to date.
#[derive(Debug)]
pub struct Finished {
    /// What was done.
    pub report: Report,
    /// The files of this build, sorted.
    pub paths: Vec<String>,
    /// What spares the next build the reading of these files.
    pub known: Known,
}

/// Where new files wait.
enum Target {
    /// The output is missing or empty: the whole of it is made beside it.
    Whole(Whole),
    /// It holds something: what differs waits inside of it.
    Changes(Staging),
}

type Taken = (String, anyhow::Result<OutputFile>);

impl<'a> Writer<'a> {
    /// Finds out whether the output folder may be written, and locks it.
    ///
    /// `sources` are the folders the artifacts are made from; an output folder that is,
    /// holds or lies in one of them is refused. When `interrupted` becomes true no more
    /// artifacts are taken and [`Writer::finish`] fails, unless only renames are left.
    /// `known` spares reading files that an earlier build knew.
    pub fn open(
        output: &Path,
        sources: &[&Path],
        interrupted: &'a AtomicBool,
        known: Known,
    ) -> anyhow::Result<Self> {
        let output = Output::locate(output)?;
        output.refuse_sources(sources)?;
        let lock = lock::take(&output, interrupted)?;
        if lock.is_some() {
            // Without the lock they might belong to a build that is still running.
            staging::remove_leftovers(&output);
        }
        let whole = match output.is_fresh()? {
            true => Whole::make(&output)?,
            false => None,
        };
        Ok(Self {
            target: match whole {
                Some(whole) => Target::Whole(whole),
                None => Target::Changes(Staging::new(&output)),
            },
            output,
            interrupted,
            known,
            taken: Mutex::default(),
            folders: Mutex::default(),
            _lock: lock,
        })
    }

    fn kept(&self, path: &str) -> Option<Taken> {
        let known = self.known.get(path)?;
        let Target::Changes(_) = self.target else {
            return None;
        };
        let Ok(Place::File(metadata)) = self.find(path) else {
            return None;
        };
        let stamp = Stamp::of(&metadata);
        if stamp != Some(known.stamp) {
            return None;
        }
        let file = OutputFile {
            path: path.to_owned(),
            hash: blake3::Hash::from_bytes(known.hash),
            length: metadata.len(),
            bytes: Bytes::InPlace(stamp),
        };
        Some((path.to_owned(), Ok(file)))
    }

    /// Puts everything in its place, and removes what an earlier build wrote and this one
    /// does not have.
    ///
    /// # Errors
    ///
    /// When a path is bad, when a foreign file is in the way, when something could not be
    /// read or written. The output is as it was then, but for a failure between two renames.
    pub fn finish(self) -> anyhow::Result<Finished> {
        stop_if(self.interrupted)?;
        let mut taken = self
            .taken
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        taken.sort_by(|a, b| a.0.cmp(&b.0));
        let (paths, files): (Vec<String>, Vec<_>) = taken.into_iter().unzip();
        let tree = Tree::of(paths.iter().map(String::as_str))?;
        // Of several failures the first by path is reported, whichever was the first.
        let mut files = files.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        let stamps: Vec<Option<Stamp>> = files.par_iter().map(|file| file.bytes.stamp()).collect();
        let known = Known::of(files.iter().zip(stamps));
        let finished = |report: Report| Finished {
            report,
            known,
            paths: paths.clone(),
        };
        let staging = match self.target {
            Target::Changes(staging) => staging,
            Target::Whole(whole) => {
                match whole.put(&self.output, &files, self.interrupted)? {
                    Ok(report) => return Ok(finished(report)),
                    // The folder exists and does not give way: a mount point, for one.
                    Err(whole) => {
                        let staging = Staging::new(&self.output);
                        staging.move_in(&mut files)?;
                        drop(whole);
                        staging
                    }
                }
            }
        };
        let plan = Plan::compare(&self.output, &tree, &files, &staging)?;
        let report = write::changes(&self.output, &plan, &staging, self.interrupted)?;
        Ok(finished(report))
    }

    fn take(&self, artifact: &Artifact) -> anyhow::Result<OutputFile> {
        let path = artifact.path.as_str();
        if let Err(reason) = path::check(path) {
            anyhow::bail!("the output path `{path}` is refused: {reason}");
        }
        if let Body::Copy(from) = &artifact.body {
            self.output.refuse_copy(from)?;
        }
        let writing = || format!("writing {}", self.output.show(path));
        match &self.target {
            Target::Whole(whole) => {
                let place = whole.place(path);
                self.make_folder(&place).with_context(writing)?;
                stage(artifact, place).with_context(writing)
            }
            Target::Changes(staging) => {
                let measure = Measure::of(&artifact.body).with_context(writing)?;
                let reading = || format!("reading {}", self.output.show(path));
                if let Some(file) = self.in_place(artifact, &measure).with_context(reading)? {
                    return Ok(file);
                }
                let place = staging.place().with_context(writing)?;
                stage(artifact, place).with_context(writing)
            }
        }
    }

    /// The artifact as a file of the output, if it is there already, byte for byte.
    fn in_place(
        &self,
        artifact: &Artifact,
        measure: &Measure,
    ) -> anyhow::Result<Option<OutputFile>> {
        let path = artifact.path.as_str();
        let Place::File(metadata) = self.find(path)? else {
            return Ok(None);
        };
        let stamp = Stamp::of(&metadata);
        let known = self.known.get(path);
        let known = known.filter(|known| Some(known.stamp) == stamp);
        let is_same = match known {
            Some(known) => known.hash == *measure.hash.as_bytes(),
            None => {
                let disk = self.output.real.join(path);
                body::equals(&artifact.body, measure, &disk, &metadata)?
            }
        };
        Ok(is_same.then(|| OutputFile {
            path: artifact.path.clone(),
            hash: measure.hash,
            length: measure.length,
            bytes: Bytes::InPlace(stamp),
        }))
    }

    /// What is at a path, without a second look at the folders above it.
    fn find<'p>(&self, path: &'p str) -> anyhow::Result<Place<'p>> {
        let folder = path.rfind('/').map(|slash| Path::new(&path[..slash]));
        let Some(folder) = folder else {
            return Place::find(&self.output.real, path);
        };
        if locked(&self.folders).contains(folder) {
            return Place::find_in_folder(&self.output.real, path);
        }
        let place = Place::find(&self.output.real, path)?;
        if let Place::File(_) | Place::Folder = place {
            locked(&self.folders).insert(folder.to_owned());
        }
        Ok(place)
    }

    fn make_folder(&self, file: &Path) -> anyhow::Result<()> {
        let Some(folder) = file.parent() else {
            return Ok(());
        };
        if locked(&self.folders).contains(folder) {
            return Ok(());
        }
        fs_err::create_dir_all(folder)?;
        locked(&self.folders).insert(folder.to_owned());
        Ok(())
    }
}

impl Sink for Writer<'_> {
    fn put(&self, artifact: Artifact) {
        if self.is_closed() {
            return;
        }
        let result = self.take(&artifact);
        locked(&self.taken).push((artifact.path, result));
    }

    fn keep(&self, paths: &[String]) -> bool {
        let kept: Option<Vec<Taken>> = paths.iter().map(|path| self.kept(path)).collect();
        let Some(kept) = kept else {
            return false;
        };
        locked(&self.taken).extend(kept);
        true
    }

    fn is_closed(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

fn stage(artifact: &Artifact, place: PathBuf) -> anyhow::Result<OutputFile> {
    let Measure { hash, length } = body::write(&artifact.body, &place)?;
    Ok(OutputFile {
        path: artifact.path.clone(),
        hash,
        length,
        bytes: Bytes::Staged(place),
    })
}

/// A poisoned lock guards a list that is whole: pushing does not panic halfway.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
