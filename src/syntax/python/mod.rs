//! Python, read by ruff's parser, which goes on after errors.

mod errors;
mod names;
mod program;
mod transcript;
mod tree;

use super::{Problem, Token};

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

/// The first thing that is wrong with a program or with what was typed in a session.
///
/// Read by the newest Python; none for code that is too long or too deep to be parsed.
pub fn problem(code: &str) -> Option<Problem> {
    match is_transcript(code) {
        true => errors::transcript_problem(code),
        false => errors::program_problem(code),
    }
}

/// The first thing that is wrong, as [`problem`] has it, or else the words of a program that
/// have a role, as [`tokens`] has them: both come from one reading.
pub fn read(code: &str) -> (Option<Problem>, Option<Vec<Token>>) {
    match is_transcript(code) {
        true => (errors::transcript_problem(code), None),
        false => errors::read_program(code),
    }
}

/// The first thing that is wrong with what was typed in a session, whatever it begins with.
pub fn transcript_problem(code: &str) -> Option<Problem> {
    errors::transcript_problem(code)
}
