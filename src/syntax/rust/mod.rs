//! Rust: colored by the compiler's own lexer, checked by `syn`.

mod entry;
mod errors;
mod lexemes;
mod names;
mod roles;

pub use entry::has_main;
pub use errors::{problem, read};
pub use roles::tokens;
