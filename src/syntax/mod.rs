//! What Python's and Rust's own front ends say of a sample: the role of each
//! word, and where the code is wrong.
//!
//! The only place that knows the parsers and lexers of these languages. Code in a
//! guide is often incomplete and sometimes wrong: whatever it is, reading it gives
//! tokens in order that do not overlap, and never panics.

mod capitals;
mod nesting;
mod problem;
pub mod python;
pub mod rust;

use std::ops::Range;

pub use problem::Problem;

/// What a word of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Role {
    /// A name, punctuation: shown as the text around it.
    #[default]
    Plain,
    /// Attributes, keys of a mapping, lifetimes, labels.
    Attribute,
    /// Comments and documentation.
    Comment,
    /// The error a transcript ends in. Not code that cannot be read: a wavy line
    /// under right code misleads.
    Error,
    /// Functions, where defined and where called.
    Function,
    /// Keywords, and operators spelled as words.
    Keyword,
    /// Macros and decorators.
    Macro,
    /// Numbers and other constants.
    Number,
    /// Operators.
    Operator,
    /// A transcript's prompt.
    Prompt,
    /// Strings.
    Text,
    /// Types, and what stands for one.
    Type,
}

/// A stretch of code with a role, in bytes from the code's start.
///
/// There is one for every few letters of a guide, so it is small: like the parsers, it
/// counts up to 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is; never [`Role::Plain`], which is what lies between tokens.
    pub role: Role,
}

impl Token {
    /// The stretch of this range. Behind 4 GiB it is empty.
    pub fn new(range: Range<usize>, role: Role) -> Self {
        let place = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: place(range.start),
            end: place(range.end),
            role,
        }
    }

    /// Where it stands.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Role, Token, python, rust};

    const PYTHON: &str = include_str!("samples/every.py");
    const RUST: &str = include_str!("samples/every.rs");
    const SESSION: &str = include_str!("samples/session.txt");

    type Engine = fn(&str) -> Vec<Token>;

    /// Each engine on the same text, right language or not.
    const ENGINES: &[(&str, Engine)] = &[
        ("python", python::tokens),
        ("session", python::transcript_tokens),
        ("rust", rust::tokens),
    ];

    #[track_caller]
    fn check_tokens(code: &str) {
        let problems = [
            python::problem(code),
            python::transcript_problem(code),
            rust::problem(code),
        ];
        for problem in problems.into_iter().flatten() {
            assert!(
                code.get(problem.range.clone()).is_some(),
                "{problem:?} {code:?}"
            );
        }
        for (name, tokens) in ENGINES {
            let mut end = 0;
            for token in tokens(code) {
                let range = token.range();
                assert!(
                    end <= range.start && range.start < range.end,
                    "{name} {token:?} {code:?}"
                );
                assert!(
                    code.get(range.clone()).is_some(),
                    "{name} {token:?} {code:?}"
                );
                assert_ne!(token.role, Role::Plain, "{name} {token:?} {code:?}");
                end = range.end;
            }
        }
    }

    #[test]
    fn whatever_is_cut_off_tokens_are_in_order() {
        for code in [PYTHON, RUST, SESSION] {
            for (place, _) in code.char_indices() {
                check_tokens(&code[..place]);
                check_tokens(&code[place..]);
            }
        }
    }

    #[test]
    fn however_deep_code_is_nothing_overflows_the_stack() {
        let pieces = [
            "(",
            "[",
            "{",
            "((",
            "-",
            "not ",
            "a.",
            "f(",
            "a[",
            "f()",
            "x if y else ",
            "lambda: ",
            "f'{",
            "f\"{f'{",
            "1 + ",
            "1 ** ",
            "if x:\n ",
            "case (",
            "&",
            "*",
            "Vec<",
            "|",
            "#[",
            "/*",
            "r#\"",
            "'",
            "\"\"\"",
            "{\n",
            "fn f() {",
            "\\",
            "\t",
            ">>> (",
        ];
        for piece in pieces {
            for count in [50, 500, 20_000] {
                check_tokens(&piece.repeat(count));
            }
        }
        let blocks: String = (0..600).map(|n| " ".repeat(n) + "if x:\n").collect();
        check_tokens(&blocks);
    }

    /// Real code in which pieces are cut out, put in or put elsewhere.
    fn mutated() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "\"", "'", "\"\"\"", "f\"", "f'{", "{", "}", "(", ")", "[", "]", "\\", "\n", "\t",
            "    ", "#", "r#\"", "b'", "'a", "/*", "*/", "//", "!", "match ", "case ", "type ",
            "def ", "class ", "@", ">>> ", "... ", "\u{0}", "\r", "\u{2028}", "é", "🦀",
            "e\u{301}", "$", "?", "`", "0x", "1e", "→",
        ]);
        let edit = (any::<prop::sample::Index>(), 0_usize..12, pieces);
        let edits = prop::collection::vec(edit, 1..8);
        (prop::sample::select(vec![PYTHON, RUST, SESSION]), edits).prop_map(|(code, edits)| {
            let mut code: Vec<char> = code.chars().collect();
            for (place, cut, piece) in edits {
                let start = place.index(code.len());
                let end = (start + cut).min(code.len());
                code.splice(start..end, piece.chars());
            }
            code.into_iter().collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        #[test]
        fn tokens_of_broken_code_are_in_order(code in mutated()) {
            check_tokens(&code);
        }

        #[test]
        fn tokens_of_any_text_are_in_order(code in any::<String>()) {
            check_tokens(&code);
        }
    }
}
