//! Words, signs and literals, as far as they are certainly right.

use ra_ap_rustc_lexer::{Base, DocStyle, FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

/// Samples have none.
pub const NO_FRONTMATTER: FrontmatterAllowed = FrontmatterAllowed::No;

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Word,
    /// A number.
    Number,
    /// A string, a character, or bytes.
    Text,
    /// `'a`
    Lifetime,
    /// `///`
    Documentation,
    /// One sign, also where several make an operator.
    Sign,
}

/// A piece of code that is neither blank nor a comment.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub kind: Kind,
    /// Whether the next one follows at once.
    pub is_joint: bool,
}

/// The pieces of a program; nothing if one of them is out of the ordinary.
pub fn read(code: &str) -> Option<Vec<Piece<'_>>> {
    if code.contains('\r') {
        return None;
    }
    let mut pieces: Vec<Piece<'_>> = Vec::with_capacity(code.len() / 4 + 1);
    let mut start = 0;
    let mut is_joint = false;
    for token in tokenize(code, NO_FRONTMATTER) {
        let text = &code[start..start + token.len as usize];
        start += text.len();
        let kind = match token.kind {
            TokenKind::Whitespace
            | TokenKind::LineComment { doc_style: None }
            | TokenKind::BlockComment {
                doc_style: None,
                terminated: true,
            } => {
                is_joint = false;
                continue;
            }
            TokenKind::LineComment {
                doc_style: Some(DocStyle::Outer),
            } => Kind::Documentation,
            TokenKind::Ident if text.is_ascii() => Kind::Word,
            TokenKind::Lifetime {
                starts_with_number: false,
            } if matches!(text, "'_" | "'static") || is_plain(&text[1..]) => Kind::Lifetime,
            TokenKind::Literal { kind, suffix_start } => {
                let (literal, suffix) = text.split_at(suffix_start as usize);
                literal_kind(kind, literal, suffix)?
            }
            TokenKind::Semi
            | TokenKind::Comma
            | TokenKind::Dot
            | TokenKind::OpenParen
            | TokenKind::CloseParen
            | TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
            | TokenKind::At
            | TokenKind::Pound
            | TokenKind::Question
            | TokenKind::Colon
            | TokenKind::Dollar
            | TokenKind::Eq
            | TokenKind::Bang
            | TokenKind::Lt
            | TokenKind::Gt
            | TokenKind::Minus
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Plus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::Caret
            | TokenKind::Percent => Kind::Sign,
            _ => return None,
        };
        if let Some(before) = pieces.last_mut() {
            before.is_joint = is_joint;
        }
        is_joint = true;
        pieces.push(Piece {
            text,
            kind,
            is_joint: false,
        });
    }
    Some(pieces)
}

fn is_plain(name: &str) -> bool {
    name.is_ascii() && !super::is_reserved(name)
}

fn literal_kind(kind: LiteralKind, literal: &str, suffix: &str) -> Option<Kind> {
    const INTEGERS: &[&str] = &[
        "", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
    ];
    let inner = |start: &str, end: &str| literal.strip_prefix(start)?.strip_suffix(end);
    let (kind, is_right) = match kind {
        LiteralKind::Int {
            base,
            empty_int: false,
        } => {
            let is_float = base == Base::Decimal && matches!(suffix, "f32" | "f64");
            let digits = literal.get(2..).unwrap_or_default();
            let is_right = match base {
                Base::Binary => digits
                    .bytes()
                    .all(|digit| matches!(digit, b'0' | b'1' | b'_')),
                Base::Octal => digits
                    .bytes()
                    .all(|digit| matches!(digit, b'0'..=b'7' | b'_')),
                Base::Decimal | Base::Hexadecimal => true,
            };
            (
                Kind::Number,
                is_right && (is_float || INTEGERS.contains(&suffix)),
            )
        }
        LiteralKind::Float {
            base: Base::Decimal,
            empty_exponent: false,
        } => (Kind::Number, matches!(suffix, "" | "f32" | "f64")),
        LiteralKind::Char { terminated: true } => {
            (Kind::Text, suffix.is_empty() && is_one(inner("'", "'")?))
        }
        LiteralKind::Byte { terminated: true } => {
            let inner = inner("b'", "'")?;
            (
                Kind::Text,
                suffix.is_empty() && inner.is_ascii() && is_one(inner),
            )
        }
        LiteralKind::Str { terminated: true } => {
            let inner = inner("\"", "\"")?;
            (
                Kind::Text,
                suffix.is_empty() && are_escapes_right(inner, true),
            )
        }
        LiteralKind::ByteStr { terminated: true } => {
            let inner = inner("b\"", "\"")?;
            let is_right = inner.is_ascii() && are_escapes_right(inner, false);
            (Kind::Text, suffix.is_empty() && is_right)
        }
        LiteralKind::RawStr { n_hashes: Some(_) } => (Kind::Text, suffix.is_empty()),
        _ => return None,
    };
    is_right.then_some(kind)
}

/// Whether this is one character, or an escape that stands for one.
fn is_one(inner: &str) -> bool {
    let mut characters = inner.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some('\\'), Some(c), None) => is_escaped(c),
        (Some(c), None, None) => !matches!(c, '\\' | '\'' | '\n' | '\t'),
        _ => false,
    }
}

fn is_escaped(c: char) -> bool {
    matches!(c, 'n' | 't' | 'r' | '0' | '\\' | '\'' | '"')
}

/// Whether no escape is unknown; codes are right in texts of characters alone, up to `\x7f`.
fn are_escapes_right(inner: &str, has_codes: bool) -> bool {
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        let escape = &rest[at + 1..];
        let is_code = has_codes
            && escape.len() >= 3
            && escape.starts_with('x')
            && matches!(escape.as_bytes()[1], b'0'..=b'7')
            && escape.as_bytes()[2].is_ascii_hexdigit();
        rest = match escape.chars().next() {
            Some(c) if is_escaped(c) => &escape[1..],
            Some('x') if is_code => &escape[3..],
            _ => return false,
        };
    }
    true
}
