//! EDGE: what a build may know from an earlier one, in `.hotseat/cache`.
//!
//! Never needed: a cache that is missing, damaged, of another version or of another
//! build at the same time is as good as none, and what is in it counts only while the
//! texts and files it speaks of are the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::emit::Known;
use crate::fingerprint::Fingerprint;
use crate::model::page::Page;
use crate::render::Records;

/// The first bytes of the file; another form of it gets another number.
const MAGIC: &[u8] = b"hotseat-cache 1\n";

/// What is known from an earlier build.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cache {
    /// Pages without their text, by content path.
    pub pages: BTreeMap<String, StoredPage>,
    /// The output folder that was written.
    pub folder: PathBuf,
    /// What was rendered into it.
    pub records: Records,
    /// How its files can be told to be untouched.
    pub known: Known,
}

/// A page without its text, as bytes, that are read only when wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPage {
    /// Of the text, and of all that its meaning depends on.
    key: Fingerprint,
    skeleton: Vec<u8>,
}

impl StoredPage {
    /// Stores a page; of its text nothing is kept.
    pub fn new(key: Fingerprint, page: &Page) -> Option<Self> {
        let skeleton = postcard::to_allocvec(page).ok()?;
        Some(Self { key, skeleton })
    }

    /// The page, if it was made of the same.
    pub fn page(&self, key: Fingerprint) -> Option<Page> {
        (self.key == key)
            .then(|| postcard::from_bytes(&self.skeleton).ok())
            .flatten()
    }
}

impl Cache {
    /// Reads the cache of the site at `root`; an empty one if there is none that can be used.
    pub fn read(root: &Path) -> Self {
        read(&file(root)).unwrap_or_default()
    }

    /// Forgets what is known of another output folder than `folder`.
    pub fn at_output(mut self, folder: &Path) -> Self {
        if self.folder != folder {
            self.records.clear();
            self.known = Known::default();
            self.folder = folder.to_owned();
        }
        self
    }

    /// Writes the cache of the site at `root`. A failure is none: the next build will
    /// only take longer.
    pub fn write(&self, root: &Path) {
        let _ = self.try_write(root);
    }

    fn try_write(&self, root: &Path) -> Option<()> {
        let body = postcard::to_allocvec(self).ok()?;
        let path = file(root);
        let folder = path.parent()?;
        fs_err::create_dir_all(folder).ok()?;
        let mut bytes = head(&body);
        bytes.extend(body);
        if fs_err::read(&path).is_ok_and(|before| before == bytes) {
            return Some(());
        }
        // Renamed into its place, so that no other build ever reads half of it.
        let temporary = tempfile::NamedTempFile::new_in(folder).ok()?;
        fs_err::write(temporary.path(), bytes).ok()?;
        temporary.persist(&path).ok()?;
        Some(())
    }
}

fn file(root: &Path) -> PathBuf {
    root.join(".hotseat").join("cache")
}

fn read(path: &Path) -> Option<Cache> {
    let bytes = fs_err::read(path).ok()?;
    let length = head(&[]).len();
    let (found, body) = bytes.split_at_checked(length)?;
    (found == head(body)).then(|| postcard::from_bytes(body).ok())?
}

/// The form of the file, the program that wrote it, and a sum of what follows.
fn head(body: &[u8]) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    for part in [program(), Fingerprint::of_bytes(body)] {
        head.extend(part.to_bytes());
    }
    head
}

/// Stands for this very program: a build of it with another renderer must not take over
/// what the one before has made, whatever its version says.
pub fn program() -> Fingerprint {
    let stamp = std::env::current_exe().and_then(fs_err::metadata);
    let stamp = stamp.ok().map(|metadata| {
        let modified = metadata.modified().ok();
        let since = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        (metadata.len(), since.map(|since| since.as_nanos() as u64))
    });
    Fingerprint::of(&(env!("CARGO_PKG_VERSION"), stamp))
}
