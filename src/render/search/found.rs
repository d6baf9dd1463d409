//! The words of a page with the documents that have them: while they are gathered, and in
//! as few bytes as they are kept in until the end of a build.

use serde::{Deserialize, Serialize};

use super::facts::Strength;
use super::vocabulary::Vocabulary;

/// A word in a document, which is known by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hit(u32);

impl Hit {
    fn new(document: u32, strength: Strength) -> Self {
        Self((document << 3) | strength as u32)
    }

    /// Which document it is in.
    pub fn document(self) -> u32 {
        self.0 >> 3
    }

    /// How well the word speaks for it.
    pub fn strength(self) -> Strength {
        Strength::ALL[(self.0 & 7) as usize]
    }

    /// Whether the word may be too common to count.
    pub fn is_weak(self) -> bool {
        self.0 & 7 <= Strength::TextOften as u32
    }

    /// The same in a document so many numbers later.
    pub fn later(self, documents: u32) -> Self {
        Self(self.0 + (documents << 3))
    }
}

/// The words of a page, in the order in which they were met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// One behind the other.
    text: String,
    /// How long each is.
    lengths: Numbers,
    /// The hits of the first, then those of the next, where documents count from the page:
    /// twice a hit, and 1 more for the last of a word.
    hits: Numbers,
}

impl Words {
    /// At most how many there are: just as many, but for filters of over a hundred bytes.
    pub fn at_most(&self) -> usize {
        self.lengths.0.len()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut text = self.text.as_str();
        self.lengths.iter().map_while(move |length| {
            let (word, rest) = text.split_at_checked(length as usize)?;
            text = rest;
            Some(word)
        })
    }

    /// The hits of all words, and whether each is the last of its word.
    pub fn hits(&self) -> impl Iterator<Item = (Hit, bool)> {
        let hits = self.hits.iter();
        hits.map(|number| (Hit(number >> 1), number & 1 == 1))
    }
}

/// Numbers by seven bits a byte, the lowest first; all bytes but a number's last are over 127.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Numbers(#[serde(with = "crate::bytes")] Vec<u8>);

impl Numbers {
    fn push(&mut self, mut number: u32) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn iter(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.0.iter();
        std::iter::from_fn(move || {
            let mut byte = *bytes.next()?;
            let mut number = u32::from(byte & 0x7f);
            let mut shift = 7;
            while byte > 0x7f {
                byte = *bytes.next()?;
                number |= u32::from(byte & 0x7f) << (shift & 31);
                shift += 7;
            }
            Some(number)
        })
    }
}

/// Gathers words, document by document.
#[derive(Default)]
pub struct Found {
    /// How many documents were opened.
    documents: u32,
    vocabulary: Vocabulary,
    /// By the number of the word.
    lists: Vec<List>,
    /// The hits of all words: a list of its own for each of four hundred words would be
    /// four hundred allocations.
    links: Vec<Link>,
}

/// The hits of a word, linked one to the next.
struct List {
    first: u32,
    last: u32,
}

struct Link {
    hit: Hit,
    next: u32,
}

/// The end of a list.
const NONE: u32 = u32::MAX;

impl Found {
    /// With room for so many words.
    pub fn with_capacity(words: usize) -> Self {
        Self {
            documents: 0,
            vocabulary: Vocabulary::with_capacity(words),
            lists: Vec::with_capacity(words),
            links: Vec::with_capacity(words),
        }
    }

    /// Begins the next document.
    pub fn open(&mut self) {
        self.documents += 1;
    }

    /// Adds a word of the document.
    #[inline]
    pub fn add(&mut self, word: &str, strength: Strength) {
        let new = Hit::new(self.documents.saturating_sub(1), strength);
        let (place, mut next) = (self.links.len() as u32, NONE);
        let list = list(&mut self.vocabulary, &mut self.lists, word);
        match self.links.get_mut(list.last as usize) {
            Some(last) if last.hit.document() == new.document() => {
                let strength = match (last.hit.strength(), strength) {
                    (Strength::Text, Strength::Text) => Strength::TextOften,
                    (known, new) => known.max(new),
                };
                last.hit = Hit::new(new.document(), strength);
                return;
            }
            Some(last) => last.next = place,
            None => next = std::mem::replace(&mut list.first, place),
        }
        list.last = place;
        self.links.push(Link { hit: new, next });
    }

    /// Adds a word of all documents, as a hit in the first.
    pub fn add_to_all(&mut self, word: &str, strength: Strength) {
        let place = self.links.len() as u32;
        let list = list(&mut self.vocabulary, &mut self.lists, word);
        self.links.push(Link {
            hit: Hit::new(0, strength),
            next: list.first,
        });
        list.first = place;
    }

    /// Packs them.
    pub fn close(self) -> Words {
        let mut hits = Numbers(Vec::with_capacity(self.links.len()));
        for list in &self.lists {
            let mut at = list.first;
            while let Some(link) = self.links.get(at as usize) {
                at = link.next;
                hits.push(link.hit.0 << 1 | u32::from(at == NONE));
            }
        }
        let (mut text, word_lengths) = self.vocabulary.into_text();
        let mut lengths = Numbers(Vec::with_capacity(self.lists.len()));
        word_lengths.for_each(|length| lengths.push(length));
        // Those of all pages stay until the end.
        text.shrink_to_fit();
        hits.0.shrink_to_fit();
        Words {
            text,
            lengths,
            hits,
        }
    }
}

/// The list of a word, which may be new.
#[inline]
fn list<'l>(vocabulary: &mut Vocabulary, lists: &'l mut Vec<List>, word: &str) -> &'l mut List {
    let number = vocabulary.number(word) as usize;
    if number == lists.len() {
        lists.push(List {
            first: NONE,
            last: NONE,
        });
    }
    &mut lists[number]
}
