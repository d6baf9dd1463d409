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

mod documents;
mod encode;
mod facts;
mod found;
mod order;
mod postings;
mod reader;
mod segment;
mod shards;
mod units;
mod vocabulary;
mod words;

pub use facts::{Facts, Strength, facts};
pub use words::{Cutter, Text};

use crate::model::artifact::Artifact;
use crate::model::guide::{Guide, PageId};

/// The search's files. A page without facts cannot be found.
pub fn artifacts<'f>(guide: &Guide, facts: &dyn Fn(PageId) -> Option<&'f Facts>) -> Vec<Artifact> {
    let (units, count) = units::units(guide, &|id| facts(id));
    shards::files(guide, &units, count)
}
