//! Where a word is found, in few characters.

use super::encode::push_number;
use super::facts::Strength;
use super::segment::Term;
use super::units::Unit;

/// A word in more than one of so many documents' texts does not tell them apart: it counts
/// in titles and tags alone.
const COMMON_SHARE: u32 = 7;

/// On a small site no word is common.
const COMMON_LEAST: u32 = 60;

/// The strengths as they are written, with their letters; the last two by ranges.
const LETTERS: [(char, Strength); 8] = [
    ('A', Strength::Sample),
    ('B', Strength::Text),
    ('C', Strength::TextOften),
    ('E', Strength::Tag),
    ('G', Strength::Title),
    ('H', Strength::ShortTitle),
    ('I', Strength::Page),
    ('J', Strength::Around),
];

/// Writes the documents of words, one word after the other.
pub struct Postings<'a> {
    units: &'a [Unit<'a>],
    /// A word in the texts of more documents is common.
    limit: usize,
    /// By strength.
    lists: [List; Strength::ALL.len()],
}

/// The documents in which the word has one strength.
#[derive(Default)]
struct List {
    text: String,
    last: Option<u32>,
}

impl<'a> Postings<'a> {
    /// For words of these units, which have so many documents.
    pub fn new(units: &'a [Unit<'a>], documents: u32) -> Self {
        Self {
            units,
            limit: (documents / COMMON_SHARE).max(COMMON_LEAST) as usize,
            lists: Default::default(),
        }
    }

    /// The documents of a word: for each strength that occurs its letter and the distances
    /// from one document to the next; for ranges distances and lengths.
    pub fn write(&mut self, terms: &[Term<'_>]) -> String {
        let hits = terms.iter().flat_map(|term| term.hits);
        let weak = hits
            .clone()
            .filter(|hit| hit.strength() <= Strength::TextOften);
        let is_common = weak.count() > self.limit;
        for hit in hits {
            let strength = hit.strength();
            if is_common && hit.is_weak() {
                continue;
            }
            let document = hit.document();
            let list = &mut self.lists[strength as usize];
            // A title may say a word twice.
            if list.last == Some(document) {
                continue;
            }
            let last = list.last.replace(document);
            if matches!(strength, Strength::Page | Strength::Around) {
                push_number(&mut list.text, document - last.unwrap_or(0));
                push_number(&mut list.text, length(self.units, document));
            } else {
                push_number(&mut list.text, document - last.map_or(0, |last| last + 1));
            }
        }
        let mut text = String::from(if is_common { "~" } else { "" });
        for (letter, strength) in LETTERS {
            let list = &mut self.lists[strength as usize];
            if list.last.take().is_some() {
                text.push(letter);
                text.push_str(&list.text);
                list.text.clear();
            }
        }
        text.shrink_to_fit();
        text
    }
}

/// How many documents a unit has that begins with this one.
fn length(units: &[Unit<'_>], first: u32) -> u32 {
    let found = units.binary_search_by_key(&first, |unit| unit.first);
    found.map_or(0, |place| units[place].length)
}
