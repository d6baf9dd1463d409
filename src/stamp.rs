//! EDGE: what tells that a file is still the one that was looked at before.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// How coarse the clocks of file systems are that we trust; some tick every 10 ms.
const TICK: Duration = Duration::from_millis(30);

/// Length, time of the last change and number of a file: whoever writes to it changes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    seconds: u64,
    nanos: u32,
    number: u64,
}

impl Stamp {
    /// The stamp of a file. `None` where the system tells no time, or one so near that
    /// a second change within the same tick of its clock would not show.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        let age = SystemTime::now().duration_since(modified).ok()?;
        let since = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        (age > TICK).then_some(Self {
            length: metadata.len(),
            seconds: since.as_secs(),
            nanos: since.subsec_nanos(),
            number: number(metadata),
        })
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}
