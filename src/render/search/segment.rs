//! Some neighbouring pages and folders: their words, each once, with all that have it.
//!
//! A site is at least as many segments as there are threads, which make one each.

use super::found::Hit;
use super::units::Unit;
use super::vocabulary::Vocabulary;

/// The words of some units.
pub struct Segment {
    vocabulary: Vocabulary,
    /// Where the hits of each word end; those of the next begin there.
    ends: Vec<usize>,
    /// By word, and those of a word in reading order.
    hits: Vec<Hit>,
}

impl Segment {
    /// The hits are read twice, to count and to put them in place: to gather them would
    /// take three times their room.
    pub fn new(units: &[Unit<'_>]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut counts: Vec<usize> = Vec::new();
        let words = units.iter().map(|unit| unit.facts.words.at_most());
        let mut numbers: Vec<u32> = Vec::with_capacity(words.sum());
        for unit in units {
            let mut hits = unit.facts.words.hits();
            for word in unit.facts.words.iter() {
                let number = vocabulary.number(word);
                if number as usize == counts.len() {
                    counts.push(0);
                }
                let before_last = hits.by_ref().take_while(|(_, is_last)| !is_last);
                counts[number as usize] += before_last.count() + 1;
                numbers.push(number);
            }
        }
        let mut places = counts;
        let mut start = 0;
        for place in &mut places {
            start += std::mem::replace(place, start);
        }
        let mut hits = vec![Hit::default(); start];
        let mut numbers = numbers.iter();
        let mut number = numbers.next();
        for unit in units {
            for (hit, is_last) in unit.facts.words.hits() {
                let Some(place) = number.and_then(|number| places.get_mut(*number as usize)) else {
                    break;
                };
                hits[*place] = hit.later(unit.first);
                *place += 1;
                if is_last {
                    number = numbers.next();
                }
            }
        }
        Self {
            vocabulary,
            ends: places,
            hits,
        }
    }

    /// Its words with their hits.
    pub fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        let mut start = 0;
        let lists = self.ends.iter().map(move |end| {
            let hits = &self.hits[start..*end];
            start = *end;
            hits
        });
        self.vocabulary
            .words()
            .zip(lists)
            .map(|(word, hits)| Term { word, hits })
    }
}

/// A word and where it is found.
#[derive(Clone, Copy)]
pub struct Term<'a> {
    /// The word.
    pub word: &'a str,
    /// In reading order.
    pub hits: &'a [Hit],
}
