//! What samples printed before, so that the same code on the same toolchain is not run again.
//!
//! One file, read and written whole. It may vanish or be spoiled at any time: what
//! cannot be read is not there.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::toolchain::Toolchain;
use crate::proof::{Ending, Form, Job, Printed, digest};

/// Changes whenever what is stored, or how samples are run, does.
const VERSION: &str = concat!("1 ", env!("CARGO_PKG_VERSION"));

/// Runs that printed more than this are not remembered.
const LONGEST: usize = 64 << 10;

/// How many runs are kept; the rest were made longest ago.
const MOST: usize = 20_000;

pub(super) struct Cache {
    file: PathBuf,
    stored: Stored,
    is_changed: bool,
}

#[derive(Default, Serialize, Deserialize)]
struct Stored {
    version: String,
    /// Counts the runs of the program, to tell old entries from new ones.
    round: u64,
    runs: BTreeMap<String, (u64, Vec<Printed>)>,
}

impl Cache {
    /// The cache in this folder.
    pub fn open(folder: &Path) -> Self {
        let mut cache = Self::empty(folder);
        let read = || {
            let bytes = std::fs::read(&cache.file).ok()?;
            let stored: Stored = postcard::from_bytes(&bytes).ok()?;
            (stored.version == VERSION).then_some(stored)
        };
        if let Some(stored) = read() {
            cache.stored = stored;
            cache.stored.round += 1;
        }
        cache
    }

    /// A cache that remembers nothing yet, and will replace the one in this folder.
    pub fn empty(folder: &Path) -> Self {
        Self {
            file: folder.join("samples"),
            stored: Stored {
                version: VERSION.to_owned(),
                ..Stored::default()
            },
            is_changed: false,
        }
    }

    pub fn get(&self, key: &str, count: usize) -> Option<Vec<Printed>> {
        let (_, printed) = self.stored.runs.get(key)?;
        (printed.len() == count).then(|| printed.clone())
    }

    /// Keeps what a job printed; what was stopped may fare better next time.
    pub fn remember(&mut self, key: String, printed: &[Printed]) {
        let is_stopped = |one: &Printed| matches!(one.ending, Ending::Stopped(_));
        let length: usize = printed
            .iter()
            .map(|one| one.stdout.len() + one.stderr.len())
            .sum();
        if length > LONGEST || printed.iter().any(is_stopped) {
            return;
        }
        let run = (self.stored.round, printed.to_vec());
        self.stored.runs.insert(key, run);
        self.is_changed = true;
    }

    /// Puts the file in place at once. It is no failure if that cannot be done.
    pub fn write(&mut self) {
        if !std::mem::take(&mut self.is_changed) {
            return;
        }
        if self.stored.runs.len() > MOST {
            let mut rounds: Vec<u64> = self.stored.runs.values().map(|(round, _)| *round).collect();
            rounds.sort_unstable();
            let oldest = rounds[rounds.len() - MOST];
            self.stored.runs.retain(|_, (round, _)| *round >= oldest);
        }
        let put = || -> Option<()> {
            let folder = self.file.parent()?;
            std::fs::create_dir_all(folder).ok()?;
            let bytes = postcard::to_stdvec(&self.stored).ok()?;
            let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
            file.write_all(&bytes).ok()?;
            file.persist(&self.file).ok()?;
            Some(())
        };
        let _ = put();
    }
}

/// Names a job on a toolchain: code, flags, libraries, version, limits.
pub(super) fn key(job: &Job<'_>, toolchain: &Toolchain) -> String {
    let mut facts = vec![
        toolchain.identity.clone(),
        job.edition.name().to_owned(),
        job.timeout.to_string(),
    ];
    facts.push(match &job.form {
        Form::Program => "program".to_owned(),
        Form::Session => "session".to_owned(),
        Form::Continued(before) => format!("behind {}", digest(before)),
    });
    for step in &job.steps {
        facts.push(step.key.code.clone());
        facts.push(step.sample.code.clone());
    }
    digest(&facts)
}
