//! Rust: colored by the compiler's own lexer, checked by `syn`.

mod entry;
mod errors;
mod names;
mod roles;

pub use entry::has_main;
pub use errors::{problem, unclosed};
pub use roles::tokens;
