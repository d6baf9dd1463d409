//! Short numbers that stand for texts and values, to tell whether they changed.

use rapidhash::v3::rapidhash_v3;
use serde::{Deserialize, Serialize};

/// Stands for a text or a value; equal ones have equal fingerprints, on every machine.
///
/// No cryptography: it guards against change, not against somebody who tries to make two
/// texts look alike, who could write into the cache as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Fingerprint(u64);

/// What a view says, generously.
const USUAL_LENGTH: usize = 4096;

impl Fingerprint {
    /// The fingerprint of bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(rapidhash_v3(bytes))
    }

    /// The fingerprint of what a value says.
    ///
    /// Of two values of one type: names of fields do not count.
    pub fn of(value: &impl Serialize) -> Self {
        let said = postcard::to_extend(value, Vec::with_capacity(USUAL_LENGTH));
        Self::of_bytes(&said.expect("views are texts, numbers and lists"))
    }

    /// As it is stored.
    pub fn to_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    /// The fingerprint of several together.
    pub fn all(parts: &[Fingerprint]) -> Self {
        let bytes: Vec<u8> = parts.iter().flat_map(|part| part.0.to_le_bytes()).collect();
        Self::of_bytes(&bytes)
    }
}
