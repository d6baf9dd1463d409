//! The order in which browsers sort strings: by the units of UTF-16.

use std::cmp::Ordering;

/// What words are sorted by.
#[derive(Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// The first eight bytes, which tell most words apart.
    beginning: u64,
    word: &'a str,
}

impl<'a> Key<'a> {
    /// That of a word.
    pub fn of(word: &'a str) -> Self {
        let bytes = word.bytes().map(rank).chain(std::iter::repeat(0));
        let beginning = bytes
            .take(8)
            .fold(0, |number, rank| number << 8 | u64::from(rank));
        Self { beginning, word }
    }
}

impl Ord for Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let ranks = self.word.bytes().map(rank);
        let other_ranks = other.word.bytes().map(rank);
        let beginnings = self.beginning.cmp(&other.beginning);
        beginnings.then_with(|| ranks.cmp(other_ranks))
    }
}

impl PartialOrd for Key<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// UTF-8 sorts alike, but for characters of two units: they stand before those of the last
/// 8,192 of one unit.
fn rank(byte: u8) -> u8 {
    match byte {
        0xee..=0xef => byte + 5,
        0xf0..=0xf4 => byte - 2,
        _ => byte,
    }
}
