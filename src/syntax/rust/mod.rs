//! Rust: colored by the compiler's own lexer, checked by `syn`.

mod errors;
mod names;
mod roles;

pub use errors::problem;
pub use roles::tokens;
