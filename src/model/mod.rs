//! The nouns: what a guide is made of. Data and invariants only.
//!
//! `parse` makes a [`page::Page`], `link` makes a [`guide::Guide`] of all pages,
//! `render` makes [`artifact::Artifact`]s. They meet here and nowhere else.

pub mod block;
pub mod sample;
pub mod question;
pub mod page;
pub mod guide;
pub mod artifact;
