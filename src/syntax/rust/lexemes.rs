//! A program as the compiler's lexer cuts it.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, strip_shebang, tokenize};

/// The shortest piece of code, and where it stands.
pub struct Lexeme {
    /// What the lexer says it is.
    pub kind: TokenKind,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

/// The whole of a program without gaps, but for a `#!` line at its start.
pub fn lexemes(code: &str) -> Vec<Lexeme> {
    let mut lexemes = Vec::with_capacity(code.len() / 2);
    let mut start = strip_shebang(code).unwrap_or(0);
    for token in tokenize(&code[start..], FrontmatterAllowed::No) {
        let end = start + token.len as usize;
        lexemes.push(Lexeme {
            kind: token.kind,
            start,
            end,
        });
        start = end;
    }
    lexemes
}
