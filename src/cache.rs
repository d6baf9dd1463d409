//! EDGE: what a build may know from an earlier one, in `.hotseat/cache`.
//!
//! Never needed: a cache that is missing, damaged, of another version or of another
//! build at the same time is as good as none, and what is in it counts only while the
//! texts and files it speaks of are the same.

use std::collections::BTreeMap;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use serde::{Deserialize, Serialize};

use crate::emit::Known;
use crate::fingerprint::Fingerprint;
use crate::model::page::Page;
use crate::render::Records;

/// The first bytes of the file; another form of it gets another number.
const MAGIC: &[u8] = b"hotseat-cache 2\n";

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
    /// The sum of the file it was read from.
    #[serde(skip)]
    sum: Option<Fingerprint>,
}

/// A page without its text, as bytes, that are read only when wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPage {
    /// Of the text, and of all that its meaning depends on.
    key: Fingerprint,
    #[serde(with = "crate::bytes")]
    skeleton: Vec<u8>,
}

impl StoredPage {
    /// Stores a page; of its text nothing is kept.
    pub fn new(key: Fingerprint, page: &Page) -> Option<Self> {
        let mut skeleton = postcard::to_allocvec(page).ok()?;
        skeleton.shrink_to_fit();
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

    /// Notes that it is not what was read, so that [`Cache::write`] need not find out.
    pub fn set_changed(&mut self) {
        self.sum = None;
    }

    /// Writes the cache of the site at `root`. A failure is none: the next build will
    /// only take longer.
    pub fn write(&self, root: &Path) {
        let _ = self.try_write(root);
    }

    fn try_write(&self, root: &Path) -> Option<()> {
        if self.sum.is_some() && self.sum == self.sum(|_| true) {
            return Some(());
        }
        let path = file(root);
        let folder = path.parent()?;
        fs_err::create_dir_all(folder).ok()?;
        // Renamed into its place, so that no other build ever reads half of it.
        let mut temporary = tempfile::NamedTempFile::new_in(folder).ok()?;
        let mut place = temporary.as_file();
        place.seek(SeekFrom::Start(head_length())).ok()?;
        let sum = std::thread::scope(|scope| {
            // As a whole it would need twice its room in memory. Pieces go to the disk while
            // the next are made.
            let (sender, pieces) = mpsc::sync_channel::<Vec<u8>>(PIECES_AHEAD);
            let write = move || pieces.iter().try_for_each(|piece| place.write_all(&piece));
            let writing = std::thread::Builder::new()
                .spawn_scoped(scope, write)
                .ok()?;
            let sum = self.sum(|piece| sender.send(piece).is_ok())?;
            drop(sender);
            writing.join().ok()?.ok()?;
            Some(sum)
        })?;
        let place = temporary.as_file_mut();
        place.seek(SeekFrom::Start(0)).ok()?;
        place.write_all(&head(sum)).ok()?;
        temporary.persist(&path).ok()?;
        Some(())
    }

    /// The sum of its bytes, which go to `take` in pieces and in order; nothing when `take`
    /// refuses one.
    fn sum(&self, take: impl FnMut(Vec<u8>) -> bool) -> Option<Fingerprint> {
        let mut body = Summed::new(take);
        postcard::to_io(self, &mut body).ok()?;
        body.finish().ok()
    }
}

fn file(root: &Path) -> PathBuf {
    root.join(".hotseat").join("cache")
}

fn read(path: &Path) -> Option<Cache> {
    let bytes = fs_err::read(path).ok()?;
    let (found, body) = bytes.split_at_checked(head_length() as usize)?;
    let mut summed = Summed::new(|_| true);
    summed.write_all(body).ok()?;
    let sum = summed.finish().ok()?;
    let cache: Cache = (found == head(sum)).then(|| postcard::from_bytes(body).ok())??;
    Some(Cache {
        sum: Some(sum),
        ..cache
    })
}

/// The form of the file, the program that wrote it, and a sum of what follows.
fn head(sum: Fingerprint) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    for part in [program(), sum] {
        head.extend(part.to_bytes());
    }
    head
}

fn head_length() -> u64 {
    head(Fingerprint::default()).len() as u64
}

/// How many pieces may wait for the disk.
const PIECES_AHEAD: usize = 4;

/// Cuts what is written into pieces, each of which goes into the sum and is handed on.
struct Summed<F> {
    take: F,
    piece: Vec<u8>,
    sum: Fingerprint,
}

impl<F: FnMut(Vec<u8>) -> bool> Summed<F> {
    const PIECE: usize = 256 << 10;

    fn new(take: F) -> Self {
        Self {
            take,
            piece: Vec::with_capacity(Self::PIECE),
            sum: Fingerprint::default(),
        }
    }

    fn end_piece(&mut self) -> std::io::Result<()> {
        let next = Vec::with_capacity(Self::PIECE);
        let piece = std::mem::replace(&mut self.piece, next);
        self.sum = Fingerprint::all(&[self.sum, Fingerprint::of_bytes(&piece)]);
        match (self.take)(piece) {
            true => Ok(()),
            false => Err(std::io::ErrorKind::WriteZero.into()),
        }
    }

    fn finish(mut self) -> std::io::Result<Fingerprint> {
        self.end_piece()?;
        Ok(self.sum)
    }
}

impl<F: FnMut(Vec<u8>) -> bool> Write for Summed<F> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let room = Self::PIECE - self.piece.len();
        if bytes.len() < room {
            self.piece.extend_from_slice(bytes);
            return Ok(bytes.len());
        }
        let taken = bytes.len().min(room);
        self.piece.extend_from_slice(&bytes[..taken]);
        if taken == room {
            self.end_piece()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
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
