//! Programs that are certainly right, told in a twentieth of the parser's time.
//!
//! Nearly all samples are right and made of ordinary Rust. What is recognised here the
//! parser accepts too; of everything else nothing is said, and the parser is asked. So
//! whoever is in doubt about a construct leaves it out.

mod expressions;
mod items;
mod patterns;
mod pieces;
mod types;

use pieces::{Kind, Piece};

/// Deeper code is left to those who bring a larger stack.
const DEEPEST: usize = 64;

/// Whether the code is a file, items or statements, and certainly without a mistake.
pub fn is_sound(code: &str) -> bool {
    let Some(pieces) = pieces::read(code) else {
        return false;
    };
    let mut reader = Reader {
        pieces: &pieces,
        place: 0,
        depth: 0,
    };
    reader.program().is_some() && reader.place == pieces.len()
}

/// Reads a program from left to right and never back; every reading gives nothing where
/// it does not know how to go on.
struct Reader<'a> {
    pieces: &'a [Piece<'a>],
    place: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn program(&mut self) -> Option<()> {
        while self.is_signs("#!") {
            self.place += 2;
            self.meta()?;
        }
        self.statements()
    }

    /// The piece `ahead` of the one at hand; an empty one past the end.
    fn piece(&self, ahead: usize) -> Piece<'a> {
        let piece = self.pieces.get(self.place + ahead).copied();
        piece.unwrap_or(Piece {
            text: "",
            kind: Kind::Sign,
            is_joint: false,
        })
    }

    fn is_end(&self) -> bool {
        self.place >= self.pieces.len()
    }

    /// Whether this word or sign is at hand.
    fn is(&self, text: &str) -> bool {
        self.is_ahead(0, text)
    }

    fn is_ahead(&self, ahead: usize, text: &str) -> bool {
        let piece = self.piece(ahead);
        piece.text == text && matches!(piece.kind, Kind::Word | Kind::Sign)
    }

    /// Whether these signs are at hand with nothing between them.
    fn is_signs(&self, signs: &str) -> bool {
        let last = signs.len() - 1;
        signs.bytes().enumerate().all(|(ahead, sign)| {
            let piece = self.piece(ahead);
            piece.kind == Kind::Sign
                && piece.text.as_bytes() == [sign]
                && (ahead == last || piece.is_joint)
        })
    }

    /// Takes a word or a sign, if it is at hand.
    fn takes(&mut self, text: &str) -> bool {
        let is_here = self.is(text);
        self.place += usize::from(is_here);
        is_here
    }

    /// Takes several signs in a row, if they are at hand.
    fn takes_signs(&mut self, signs: &str) -> bool {
        let is_here = self.is_signs(signs);
        self.place += if is_here { signs.len() } else { 0 };
        is_here
    }

    /// Takes a word or a sign that must be here.
    fn take(&mut self, text: &str) -> Option<()> {
        self.takes(text).then_some(())
    }

    /// Takes a piece of a kind that must be here.
    fn take_kind(&mut self, kind: Kind) -> Option<()> {
        let is_here = !self.is_end() && self.piece(0).kind == kind;
        self.place += usize::from(is_here);
        is_here.then_some(())
    }

    fn takes_kind(&mut self, kind: Kind) -> bool {
        self.take_kind(kind).is_some()
    }

    fn is_name(&self) -> bool {
        let piece = self.piece(0);
        piece.kind == Kind::Word && !is_reserved(piece.text)
    }

    /// A word that is no keyword.
    fn name(&mut self) -> Option<()> {
        let is_here = self.is_name();
        self.place += usize::from(is_here);
        is_here.then_some(())
    }

    /// Takes `::`, if it is at hand.
    fn takes_path_sign(&mut self) -> bool {
        self.takes_signs("::")
    }

    /// One level deeper, as long as there is room.
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.depth += 1;
        let read = (self.depth < DEEPEST).then(|| read(self)).flatten();
        self.depth -= 1;
        read
    }

    /// What stands between brackets, with commas between and perhaps behind.
    fn list(
        &mut self,
        open: &str,
        close: &str,
        mut one: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(open)?;
        while !self.takes(close) {
            one(self)?;
            if !self.takes(",") {
                return self.take(close);
            }
        }
        Some(())
    }

    /// A bracket and all up to the one that closes it, whatever it is.
    fn anything_in_brackets(&mut self) -> Option<()> {
        let is_open = |piece: Piece<'_>| matches!(piece.text, "(" | "[" | "{");
        let is_close = |piece: Piece<'_>| matches!(piece.text, ")" | "]" | "}");
        let mut open: Vec<&str> = Vec::new();
        loop {
            let piece = self.pieces.get(self.place).copied()?;
            self.place += 1;
            if piece.kind != Kind::Sign {
                if open.is_empty() {
                    return None;
                }
                continue;
            }
            if is_open(piece) {
                open.push(piece.text);
            } else if is_close(piece) {
                let pair = (open.pop()?, piece.text);
                if !matches!(pair, ("(", ")") | ("[", "]") | ("{", "}")) {
                    return None;
                }
            }
            if open.is_empty() {
                return is_close(piece).then_some(());
            }
        }
    }

    /// `[derive(Debug)]`, behind the `#` of an attribute.
    fn meta(&mut self) -> Option<()> {
        self.take("[")?;
        self.name()?;
        while self.takes_path_sign() {
            self.name()?;
        }
        if self.takes("=") {
            self.take_kind(Kind::Text)?;
        } else if self.is("(") {
            self.anything_in_brackets()?;
        }
        self.take("]")
    }

    /// Attributes and documentation before something; how many there were.
    fn attributes(&mut self) -> Option<usize> {
        let mut count = 0;
        loop {
            if self.takes_kind(Kind::Documentation) {
                count += 1;
            } else if self.is("#") && self.is_ahead(1, "[") {
                self.place += 1;
                self.meta()?;
                count += 1;
            } else {
                return Some(count);
            }
        }
    }
}

/// What is no name: the keywords of all editions, as the parser has them.
fn is_reserved(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const",
        "continue", "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for",
        "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override",
        "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
        "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    word.len() <= 8 && WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_sound;
    use crate::syntax::rust::errors::parse_error;

    const EVERY: &str = include_str!("../../samples/every.rs");

    #[track_caller]
    fn check(code: &str) -> bool {
        let is_sound = is_sound(code);
        if is_sound {
            let error = parse_error(code).map(|error| error.to_string());
            assert_eq!(error, None, "{code}");
        }
        is_sound
    }

    #[test]
    fn ordinary_code_is_sound() {
        for code in [
            "let x = 1;",
            "use std::{fmt::{self, Display}, io::*};\nfn main() { println!(\"{}\", 1); }",
            "let v: Vec<(u8, &'static str)> = Vec::new(); v.iter().map(|(a, _)| a + 1).sum::<u8>()",
            "match x { Some(1..=5) | None if a && b < c => {} Ok(Point { x, ref y, .. }) => 3, _ => (), }",
            "if let Some(x) = y && x > 1 { return; } else if a { b } else { c }",
            "#[derive(Debug, Clone)]\npub struct A<'a, T: Clone + 'a> where T: Send { pub(crate) a: &'a [T; 4], }",
            "impl<T> Iterator for A<T> { type Item = T; fn next(&mut self) -> Option<Self::Item> { self.0.pop()? } }",
            "pub trait T: Sized + Send { const A: u8 = 1; fn f(self: Box<Self>) -> impl Fn(u8) -> u8 + '_; }",
            "let f = async move { g(x).await?; };\n'a: loop { break 'a; }",
            "enum E { A, B(u8, String), C { x: i64 }, D = 4 }",
            "let x = *a as u32 + !b | c << 2; x += 1; y = [0; 4]; z[..2] = &w[1..];",
            "fn f<F>(f: F, n: impl Fn() -> u8) -> Box<dyn Fn(i32) -> i32 + Send> where F: FnOnce() { Box::new(move |x| x + n()) }",
            "let Some(x) = y else { return Err(\"a\".into()) };\nOk(Self { x, ..Default::default() })",
        ] {
            assert!(check(code), "{code}");
        }
    }

    /// Each piece of real code left out, doubled, and put before its neighbour: whatever
    /// is still called sound must be so.
    #[test]
    fn what_is_sound_the_parser_accepts() {
        let items: Vec<&str> = EVERY.split("\n\n").collect();
        for code in items {
            check(code);
            let ends: Vec<usize> = ra_ap_rustc_lexer::tokenize(code, super::pieces::NO_FRONTMATTER)
                .scan(0, |end, token| {
                    *end += token.len as usize;
                    Some(*end)
                })
                .collect();
            let mut before = 0;
            for pair in ends.windows(2) {
                let (start, end) = (pair[0], pair[1]);
                let [first, second] = [&code[before..start], &code[start..end]];
                let (head, tail) = (&code[..before], &code[end..]);
                check(&format!("{head}{first}{tail}"));
                check(&format!("{head}{first}{first}{second}{tail}"));
                check(&format!("{head}{second}{first}{tail}"));
                before = start;
            }
        }
    }
}
