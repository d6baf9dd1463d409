//! Hotseat turns a folder of Markdown questions and answers into a study site.
//!
//! It is a compiler for guides: [`discover`] reads the disk, [`parse`] makes a
//! page of each file, [`link`] makes a guide of all pages, [`render`] makes
//! artifacts of the guide, [`emit`] writes what changed. Only the first and the
//! last touch the disk; the three in the middle are functions of their
//! arguments and always give a result together with the problems they found.

pub mod source;
pub mod suggest;
pub mod fingerprint;
pub mod bytes;
pub mod href;
pub mod diagnostic;
pub mod language;
pub mod fields;
pub mod yaml;
pub mod yaml_text;
pub mod toml_file;
pub mod config;
pub mod syntax;
pub mod model;
pub mod proof;
pub mod parse;
pub mod link;
pub mod strings;
pub mod theme;
pub mod builtin;
pub mod git;
pub mod image_size;
pub mod stamp;
pub mod discover;
pub mod render;
pub mod emit;
pub mod cache;
pub mod trace;
pub mod pipeline;
pub mod follow;
pub mod run;
pub mod starter;
pub mod import;
#[cfg(feature = "serve")]
pub mod serve;
pub mod cli;
