//! Other people's question banks to files in our format: strings in, strings out.
//!
//! An importer never loses anything silently: what it cannot carry over, or
//! has to change, is a line in [`Imported::notes`]. Nobody but the command
//! line knows where the files go.

mod answer;
mod bundle;
mod front_matter;
mod keys;
mod nuxt;
mod page_text;
mod payload;
mod place;
mod questions;
mod seed;
mod verify;

pub use nuxt::nuxt;

/// What an import gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The files, by path.
    pub files: Vec<ImportedFile>,
    /// What could not be carried over or had to be changed, one line each.
    pub notes: Vec<String>,
}

/// A file to be written, unless there is one already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// The path below the content folder: `python/concurrency/asyncio.md`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Made so that the site is complete, and not by what the source says:
    /// an `_index.md`, or a page that the source only names.
    pub is_stub: bool,
}
