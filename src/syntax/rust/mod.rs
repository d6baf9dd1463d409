//! Rust: colored by the compiler's own lexer, checked by `syn`.

mod entry;
mod errors;
mod names;
mod roles;
mod sound;

pub use entry::has_main;
pub use errors::problem;
pub use roles::tokens;
