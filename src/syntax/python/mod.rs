//! Python, read by ruff's parser, which goes on after errors.

mod names;
mod program;
mod transcript;
mod tree;

use super::Token;

pub use transcript::{Input, inputs, is_transcript};

/// The words of a program or of a session that have a role, in the order of the text.
///
/// Code that is too long or too deep to be parsed has none.
pub fn tokens(code: &str) -> Vec<Token> {
    match is_transcript(code) {
        true => transcript::tokens(code),
        false => program::tokens(code),
    }
}

/// The words of a session that have a role, whatever it begins with.
pub fn transcript_tokens(code: &str) -> Vec<Token> {
    transcript::tokens(code)
}
