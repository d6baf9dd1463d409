//! The search: an index of words in scripts that a page loads by need, so that it works
//! from a folder as it does over HTTP.
//!
//! [`facts()`] reads a page, in parallel with others; [`artifacts`] puts the facts of all
//! pages together. What is shown of a document is its title, its page and its difficulty;
//! of an answer there are only words, sorted by the alphabet.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `search/index.js` | where each shard begins, the documents' numbers, some topics |
//! | `search/t-….js` | words by the alphabet, each with its documents by [`Strength`] |
//! | `search/w-….js` | words by the alphabet from their ends, for typos in the beginning |
//! | `search/d-….js` | what is shown of the documents, in reading order |
//!
//! A document's number is its place in reading order: a folder before its pages, a page
//! before its headings and questions. So the documents of a folder are one range, and
//! `in:python` costs a few bytes.

mod encode;
mod facts;
mod shards;
mod words;

pub use facts::{Document, Facts, Strength, facts};
pub use words::{Text, words};

use crate::model::artifact::Artifact;
use crate::model::guide::{Guide, PageId, SectionId};
use shards::Shards;

/// The search's files. A page without facts cannot be found.
pub fn artifacts<'a>(guide: &Guide, facts: &dyn Fn(PageId) -> Option<&'a Facts>) -> Vec<Artifact> {
    let pages = (0..guide.pages.len()).filter_map(|id| facts(PageId(id)));
    let words = pages.map(|facts| memchr::memchr_iter(b'\n', facts.words.as_bytes()).count());
    let mut index = Index {
        guide,
        facts,
        shards: Shards::new(guide, words.sum()),
    };
    for id in guide.visible_sections(guide.section(Guide::HOME)) {
        index.section(id);
    }
    index.pages(Guide::HOME);
    index.shards.close()
}

fn own_pages(guide: &Guide, id: SectionId) -> impl Iterator<Item = PageId> {
    let pages = guide.section(id).pages.iter().copied();
    pages.filter(|page| !guide.page(*page).page.front.is_hidden)
}

struct Index<'a, 'f> {
    guide: &'a Guide,
    facts: &'a dyn Fn(PageId) -> Option<&'f Facts>,
    shards: Shards<'a>,
}

impl Index<'_, '_> {
    fn section(&mut self, id: SectionId) {
        let first = self.shards.section(id);
        self.pages(id);
        for below in self.guide.visible_sections(self.guide.section(id)) {
            self.section(below);
        }
        self.shards.close_section(id, first);
    }

    fn pages(&mut self, id: SectionId) {
        for page in own_pages(self.guide, id) {
            if let Some(facts) = (self.facts)(page) {
                self.shards.page(page, facts);
            }
        }
    }
}
