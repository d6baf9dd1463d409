//! Rust, read by the compiler's own lexer.

mod names;
mod roles;

pub use roles::tokens;
