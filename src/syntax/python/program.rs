//! A program: its parse, and the roles of its words by token and tree.

use ruff_python_ast::token::{Token as Lexeme, TokenKind};
use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::Ranged;

use super::names::builtin;
use super::tree::Facts;
use crate::syntax::nesting::on_enough_stack;
use crate::syntax::{Role, Token, capitals};

/// The words of a program that have a role, in the order of the text.
pub fn tokens(code: &str) -> Vec<Token> {
    on_enough_stack(code, || roles(code, &parse(code))).unwrap_or_default()
}

/// Reads a program; it is to run on a stack that is large enough.
pub fn parse(code: &str) -> Parsed<ModModule> {
    let version = PythonVersion::latest_preview();
    let options = ParseOptions::from(Mode::Module).with_target_version(version);
    let module = parse_unchecked(code, options).try_into_module();
    module.expect("a module is what was asked for")
}

/// The words of a program that was read.
pub fn roles(code: &str, parsed: &Parsed<ModModule>) -> Vec<Token> {
    let lexemes = parsed.tokens();
    let mut facts = Facts::of(parsed.suite());
    for pair in lexemes.windows(2) {
        // A comprehension's own name stands behind where it is used.
        if matches!(pair[0].kind(), TokenKind::For | TokenKind::As)
            && pair[1].kind() == TokenKind::Name
        {
            facts.take(&code[pair[1].range()]);
        }
    }
    let mut roles = Roles {
        code,
        facts,
        known: 0,
        before: TokenKind::Newline,
        depth: 0,
        is_decorator: false,
    };
    let mut tokens = Vec::with_capacity(lexemes.len() / 2);
    let mut end = 0;
    for (place, lexeme) in lexemes.iter().enumerate() {
        let next = lexemes
            .get(place + 1)
            .map_or(TokenKind::EndOfFile, Lexeme::kind);
        let role = roles.role(lexeme, next);
        let range = lexeme.range().to_std_range();
        // A string that is never closed is read twice, as one and by its words.
        if role != Role::Plain && range.start >= end {
            end = range.end;
            tokens.push(Token::new(range, role));
        }
    }
    tokens
}

struct Roles<'a> {
    code: &'a str,
    facts: Facts<'a>,
    /// How many of the facts have been passed.
    known: usize,
    /// The token before, comments and line ends within brackets left out.
    before: TokenKind,
    /// Open brackets.
    depth: usize,
    /// Whether this is the name after an `@`.
    is_decorator: bool,
}

impl Roles<'_> {
    fn role(&mut self, lexeme: &Lexeme, next: TokenKind) -> Role {
        let kind = lexeme.kind();
        let role = match kind {
            TokenKind::Comment => return Role::Comment,
            TokenKind::NonLogicalNewline => return Role::Plain,
            TokenKind::At if self.is_line_start() => {
                self.is_decorator = true;
                Role::Macro
            }
            TokenKind::Name | TokenKind::Dot if self.is_decorator => Role::Macro,
            TokenKind::Name => self.name(lexeme, next),
            TokenKind::String => self.known(lexeme).unwrap_or(Role::Text),
            kind => by_kind(kind),
        };
        match kind {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => self.depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                self.depth = self.depth.saturating_sub(1);
            }
            TokenKind::Newline => self.depth = 0,
            _ => {}
        }
        self.is_decorator &= matches!(kind, TokenKind::At | TokenKind::Name | TokenKind::Dot);
        self.before = kind;
        role
    }

    fn is_line_start(&self) -> bool {
        matches!(
            self.before,
            TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent
        )
    }

    /// What the tree says of the word that begins here.
    fn known(&mut self, lexeme: &Lexeme) -> Option<Role> {
        let start = lexeme.range().start();
        let rest = &self.facts.roles[self.known..];
        self.known += rest.iter().take_while(|(known, _)| *known < start).count();
        let (known, role) = self.facts.roles.get(self.known)?;
        (*known == start).then_some(*role)
    }

    fn name(&mut self, lexeme: &Lexeme, next: TokenKind) -> Role {
        if let Some(role) = self.known(lexeme) {
            return role;
        }
        let name = &self.code[lexeme.range()];
        let is_called = next == TokenKind::Lpar;
        if self.before == TokenKind::Dot {
            return match capitals::role(name) {
                Role::Plain if is_called => Role::Function,
                role => role,
            };
        }
        // The name of an argument, or of what is assigned here.
        if next == TokenKind::Equal {
            return match self.depth {
                0 => capitals::role(name),
                _ => Role::Plain,
            };
        }
        match builtin(name) {
            Some(role) if !self.facts.taken.contains(&name) => return role,
            _ => {}
        }
        match capitals::role(name) {
            Role::Plain if is_called => Role::Function,
            Role::Plain if matches!(name, "self" | "cls") => Role::Keyword,
            role => role,
        }
    }
}

fn by_kind(kind: TokenKind) -> Role {
    match kind {
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => Role::Number,
        TokenKind::None | TokenKind::True | TokenKind::False | TokenKind::Ellipsis => Role::Number,
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd
        | TokenKind::TStringStart
        | TokenKind::TStringMiddle
        | TokenKind::TStringEnd => Role::Text,
        kind if kind.is_keyword() => Role::Keyword,
        // Each of these would cost more bytes than the names beside it.
        TokenKind::Lpar
        | TokenKind::Rpar
        | TokenKind::Lsqb
        | TokenKind::Rsqb
        | TokenKind::Lbrace
        | TokenKind::Rbrace
        | TokenKind::Colon
        | TokenKind::Comma
        | TokenKind::Semi
        | TokenKind::Dot
        | TokenKind::Equal
        | TokenKind::Rarrow => Role::Plain,
        kind if kind.is_operator() => Role::Operator,
        _ => Role::Plain,
    }
}
