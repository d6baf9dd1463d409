//! The roles of a program's words, by the compiler's lexer and what stands beside them.
//!
//! Types and functions are told by their capitals and by what follows: the same
//! for a file, for statements, for half a statement and for what does not compile.

use ra_ap_rustc_lexer::TokenKind;

use super::lexemes::{Lexeme, lexemes};
use super::names::reserved;
use crate::syntax::{Role, Token, capitals};

/// The words of a program that have a role, in the order of the text.
pub fn tokens(code: &str) -> Vec<Token> {
    roles(code, &lexemes(code))
}

/// The same where the program is cut already.
pub fn roles(code: &str, lexemes: &[Lexeme]) -> Vec<Token> {
    let mut roles = Roles {
        code,
        lexemes,
        place: 0,
        before: Before::Nothing,
        tokens: Vec::with_capacity(lexemes.len() / 3),
    };
    let shebang = lexemes.first().map_or(code.len(), |first| first.start);
    if shebang > 0 {
        roles.tokens.push(Token::new(0..shebang, Role::Comment));
    }
    while roles.place < lexemes.len() {
        roles.step();
    }
    roles.tokens
}

/// The word before, as far as it decides what a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// `fn`
    Function,
    /// `struct`, `enum`, `union`, `trait`, `type`: a type of any letters.
    Type,
    /// `const`, `static`: a constant, if it is a name.
    Constant,
    /// `macro_rules!`
    Macro,
}

struct Roles<'a> {
    code: &'a str,
    lexemes: &'a [Lexeme],
    /// The lexeme at hand.
    place: usize,
    before: Before,
    tokens: Vec<Token>,
}

impl Roles<'_> {
    /// Reads one lexeme, or several that are one word.
    fn step(&mut self) {
        let lexeme = &self.lexemes[self.place];
        let (role, length) = match lexeme.kind {
            TokenKind::Whitespace => (Role::Plain, 1),
            TokenKind::LineComment { .. }
            | TokenKind::BlockComment { .. }
            | TokenKind::Frontmatter { .. } => (Role::Comment, 1),
            TokenKind::Ident | TokenKind::RawIdent | TokenKind::InvalidIdent => self.name(),
            TokenKind::Literal { kind, .. } => (literal(kind), 1),
            TokenKind::Lifetime { .. }
            | TokenKind::RawLifetime
            | TokenKind::UnknownPrefixLifetime => (Role::Attribute, 1),
            TokenKind::Pound => self.attribute(),
            _ => self.operator(),
        };
        let is_between = matches!(
            lexeme.kind,
            TokenKind::Whitespace | TokenKind::LineComment { .. } | TokenKind::BlockComment { .. }
        );
        let is_word = role == Role::Keyword || role == Role::Macro && length == 2;
        if !is_between && !is_word {
            self.before = Before::Nothing;
        }
        if role != Role::Plain {
            let end = self.lexemes[self.place + length - 1].end;
            self.tokens.push(Token::new(lexeme.start..end, role));
        }
        self.place += length;
    }

    /// The kind of the lexeme `ahead` of the one at hand.
    fn kind(&self, ahead: usize) -> Option<TokenKind> {
        self.lexemes
            .get(self.place + ahead)
            .map(|lexeme| lexeme.kind)
    }

    /// The kind of the first lexeme from there on that is no blank.
    fn solid_kind(&self, ahead: usize) -> Option<TokenKind> {
        match self.kind(ahead) {
            Some(TokenKind::Whitespace) => self.kind(ahead + 1),
            kind => kind,
        }
    }

    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.kind(ahead), Some(TokenKind::Whitespace) | None)
    }

    fn is_blank_before(&self) -> bool {
        let before = self
            .place
            .checked_sub(1)
            .map(|place| self.lexemes[place].kind);
        matches!(before, Some(TokenKind::Whitespace) | None)
    }

    fn name(&mut self) -> (Role, usize) {
        let lexeme = &self.lexemes[self.place];
        let word = &self.code[lexeme.start..lexeme.end];
        let before = self.before;
        if let Some(role) = reserved(word) {
            self.before = match word {
                "fn" => Before::Function,
                "struct" | "enum" | "trait" | "type" => Before::Type,
                "const" | "static" => Before::Constant,
                "mut" | "ref" => before,
                _ => Before::Nothing,
            };
            return (role, 1);
        }
        if let Some(role) = self.word_in_place(word) {
            return (role, 1);
        }
        if self.is_macro() {
            self.before = match word {
                "macro_rules" => Before::Macro,
                _ => Before::Nothing,
            };
            return (Role::Macro, 2);
        }
        let role = match (before, capitals::role(word)) {
            (Before::Function, _) => Role::Function,
            (Before::Type, _) => Role::Type,
            (Before::Macro, _) => Role::Macro,
            (Before::Constant, Role::Type) if word.len() == 1 => Role::Number,
            (_, Role::Plain) if self.is_called() => Role::Function,
            (_, role) => role,
        };
        (role, 1)
    }

    /// Words that are keywords in one place only.
    fn word_in_place(&mut self, word: &str) -> Option<Role> {
        let is_before_name = || matches!(self.solid_kind(1), Some(TokenKind::Ident));
        match word {
            "union" if is_before_name() => {
                self.before = Before::Type;
                Some(Role::Keyword)
            }
            "auto" | "default" | "safe" | "gen" if is_before_name() => Some(Role::Keyword),
            "gen" if self.solid_kind(1) == Some(TokenKind::OpenBrace) => Some(Role::Keyword),
            "raw" if is_before_name() && self.follows_reference() => Some(Role::Keyword),
            _ => None,
        }
    }

    fn follows_reference(&self) -> bool {
        let before = self
            .place
            .checked_sub(1)
            .map(|place| self.lexemes[place].kind);
        before == Some(TokenKind::And)
    }

    /// `name!`, before what it is given or what it defines, and not `name != …`.
    fn is_macro(&self) -> bool {
        let is_given = |kind| {
            matches!(
                kind,
                Some(
                    TokenKind::OpenParen
                        | TokenKind::OpenBracket
                        | TokenKind::OpenBrace
                        | TokenKind::Ident
                )
            )
        };
        self.kind(1) == Some(TokenKind::Bang) && is_given(self.solid_kind(2))
    }

    /// Before its arguments, or before the types it is called with.
    fn is_called(&self) -> bool {
        match self.kind(1) {
            Some(TokenKind::OpenParen) => true,
            Some(TokenKind::Colon) => {
                self.kind(2) == Some(TokenKind::Colon) && self.kind(3) == Some(TokenKind::Lt)
            }
            _ => false,
        }
    }

    /// `#[…]` and `#![…]` with all that is in them, up to the bracket that closes it
    /// or the end of the line that should have.
    fn attribute(&self) -> (Role, usize) {
        let bracket = 1 + usize::from(self.kind(1) == Some(TokenKind::Bang));
        if self.kind(bracket) != Some(TokenKind::OpenBracket) {
            return (Role::Plain, 1);
        }
        let mut open = 0;
        let mut line_end = None;
        for (place, lexeme) in self.lexemes[self.place..].iter().enumerate() {
            match lexeme.kind {
                TokenKind::OpenBracket => open += 1,
                TokenKind::CloseBracket if open == 1 => return (Role::Attribute, place + 1),
                TokenKind::CloseBracket => open -= 1,
                TokenKind::Whitespace if line_end.is_none() => {
                    let blank = &self.code[lexeme.start..lexeme.end];
                    line_end = blank.contains('\n').then_some(place);
                }
                // An attribute that is not closed shall not swallow the program.
                TokenKind::OpenBrace | TokenKind::Semi => break,
                _ => {}
            }
        }
        (Role::Attribute, line_end.unwrap_or(bracket + 1))
    }

    /// The lexer parts `>=`; here it is one again. Operators that look like something
    /// far more frequent (a reference, a closure, the brackets of a type) need blanks
    /// around them, as rustfmt puts them.
    fn operator(&self) -> (Role, usize) {
        use TokenKind::{And, Bang, Caret, Dot, Eq, Gt, Lt, Minus, Or, Percent, Plus, Question};
        use TokenKind::{Slash, Star};
        let is = |ahead, kind| self.kind(ahead) == Some(kind);
        let Some(kind) = self.kind(0) else {
            return (Role::Plain, 1);
        };
        match kind {
            Eq if is(1, Eq) => (Role::Operator, 2),
            Eq if is(1, Gt) => (Role::Plain, 2),
            Minus if is(1, Gt) => (Role::Plain, 2),
            Bang if is(1, Eq) => (Role::Operator, 2),
            Dot if is(1, Dot) && (is(2, Eq) || is(2, Dot)) => (Role::Operator, 3),
            Dot if is(1, Dot) => (Role::Operator, 2),
            Plus | Minus | Star | Slash | Percent | Caret if is(1, Eq) => (Role::Operator, 2),
            // `?Sized`
            Question if is(1, TokenKind::Ident) => (Role::Plain, 1),
            Plus | Minus | Star | Slash | Percent | Caret | Bang | Question => (Role::Operator, 1),
            Lt | Gt if self.is_blank_before() => self.comparison(kind),
            And | Or if self.is_blank_before() => self.logic(kind),
            _ => (Role::Plain, 1),
        }
    }

    /// `<`, `<=`, `<<`, `<<=` and their like, between blanks.
    fn comparison(&self, kind: TokenKind) -> (Role, usize) {
        let is_shift = self.kind(1) == Some(kind);
        let length = 1 + usize::from(is_shift);
        let length = length + usize::from(self.kind(length) == Some(TokenKind::Eq));
        match self.is_blank(length) {
            true => (Role::Operator, length),
            false => (Role::Plain, 1),
        }
    }

    /// `&&`, `&`, `&=` and their like, between blanks. A single `|` is more often
    /// between patterns or around a closure's arguments.
    fn logic(&self, kind: TokenKind) -> (Role, usize) {
        let is_double = self.kind(1) == Some(kind);
        let has_eq = !is_double && self.kind(1) == Some(TokenKind::Eq);
        let length = 1 + usize::from(is_double || has_eq);
        let is_pattern = kind == TokenKind::Or && length == 1;
        match self.is_blank(length) && !is_pattern && !self.begins_closure(kind) {
            true => (Role::Operator, length),
            false => (Role::Plain, length),
        }
    }

    /// `|| …` with nothing before that it could join.
    fn begins_closure(&self, kind: TokenKind) -> bool {
        let mut solid = self.lexemes[..self.place].iter().rev();
        let before = solid.find(|lexeme| lexeme.kind != TokenKind::Whitespace);
        let Some(before) = before else {
            return true;
        };
        let word = &self.code[before.start..before.end];
        kind == TokenKind::Or
            && (matches!(word, "move" | "return" | "=" | "," | "(" | "{" | ";" | ">"))
    }
}

fn literal(kind: ra_ap_rustc_lexer::LiteralKind) -> Role {
    use ra_ap_rustc_lexer::LiteralKind::{Float, Int};
    match kind {
        Int { .. } | Float { .. } => Role::Number,
        _ => Role::Text,
    }
}
