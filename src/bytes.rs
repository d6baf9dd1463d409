//! Bytes in one piece for serde, which has them written and read one by one: the cache of a
//! large site is mostly such bytes.
//!
//! For `#[serde(with = "crate::bytes")]`; the format is the same.

use serde::{Deserialize, Deserializer, Serializer};

/// Writes the bytes.
pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

/// Reads the bytes, from a format that has them in memory.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    <&[u8]>::deserialize(deserializer).map(<[u8]>::to_vec)
}
