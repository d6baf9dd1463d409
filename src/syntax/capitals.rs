//! Names by their letters: both languages write types and constants in capitals.

use super::Role;

/// `Name` and `T` are types, `NAME` is a constant; underscores before it do not count.
pub fn role(name: &str) -> Role {
    let name = name.trim_start_matches('_');
    let mut letters = name.bytes();
    if !letters
        .next()
        .is_some_and(|first| first.is_ascii_uppercase())
    {
        return Role::Plain;
    }
    match name.len() == 1 || letters.any(|letter| letter.is_ascii_lowercase()) {
        true => Role::Type,
        false => Role::Number,
    }
}
