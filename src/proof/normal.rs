//! What differs from run to run and says nothing: made the same before texts are compared.
//!
//! Three things, no more. Each is applied to the claim and to what was printed,
//! and none can make two different results look alike:
//!
//! - memory addresses, as twelve-digit numbers such as `0x7f3a5c2d1e40`. The first
//!   address of a text becomes the first of the other, and so on: where one address
//!   comes twice, it must come twice again;
//! - the number of a thread, in `thread 'main' (4711) panicked at`;
//! - the sample's own folder, which always reads [`FOLDER`]; the room `run` sees
//!   to that, for it alone knows the folder.
//!
//! The order of sets and the like needs no more: samples run with one hash seed.

use std::borrow::Cow;

/// Where samples find themselves.
pub const FOLDER: &str = "/tmp/sample";

/// The text with addresses and thread numbers replaced.
pub fn normalise(text: &str) -> Cow<'_, str> {
    let text = addresses(text);
    if !text.contains(") panicked at ") {
        return text;
    }
    let lines = text.split_inclusive('\n').map(without_thread_number);
    Cow::Owned(lines.collect())
}

/// The same, with all addresses alike: for claims with `...`, which may skip some.
pub(super) fn normalise_loosely(text: &str) -> String {
    let text = normalise(text);
    let mut rest = text.as_ref();
    let mut loose = String::with_capacity(rest.len());
    while let Some(at) = rest.find(MARK) {
        loose.push_str(&rest[..at + MARK.len()]);
        rest = rest[at + MARK.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
    }
    loose + rest
}

/// What stands for an address; a number follows.
const MARK: &str = "0x\u{2026}";

fn addresses(text: &str) -> Cow<'_, str> {
    let mut known: Vec<&str> = Vec::new();
    let mut normal = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices("0x") {
        let digits = &text[at + 2..];
        let length = digits
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(digits.len());
        let before = text[..at].chars().next_back();
        let is_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let next = digits[length..].chars().next();
        let goes_on = next.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if !is_address(&digits[..length]) || is_word || goes_on || at < copied {
            continue;
        }
        let address = &digits[..length];
        let number = known.iter().position(|one| *one == address);
        let number = number.unwrap_or_else(|| {
            known.push(address);
            known.len() - 1
        });
        normal.push_str(&text[copied..at]);
        normal.push_str(MARK);
        normal.push_str(&number.to_string());
        copied = at + 2 + length;
    }
    match copied {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(normal + &text[copied..]),
    }
}

/// Twelve digits after leading zeros, the first one of those that mappings and heaps have:
/// other numbers are values of the program.
fn is_address(digits: &str) -> bool {
    let significant = digits.trim_start_matches('0');
    significant.len() == 12
        && significant.starts_with(['5', '6', '7'])
        && matches!(digits.len(), 12 | 16)
}

fn without_thread_number(line: &str) -> String {
    let whole = || line.to_owned();
    let Some((head, tail)) = line.split_once(") panicked at ") else {
        return whole();
    };
    let Some((name, number)) = head.rsplit_once(" (") else {
        return whole();
    };
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    match is_number && name.starts_with("thread '") {
        true => format!("{name} panicked at {tail}"),
        false => whole(),
    }
}
