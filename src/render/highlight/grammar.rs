//! Drives a grammar over the lines of a sample.

use std::ops::Range;

use syntect::parsing::{
    BasicScopeStackOp, ParseState, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet,
};

use super::scopes::{Meaning, meaning};
use super::set::set_for;
use super::words::Words;
use super::{LONGEST_LINE, lines};
use crate::syntax::{Role, Token};

/// The words of `code` that have a role by the grammar of that name.
pub fn tokens(grammar: &str, code: &str) -> Vec<Token> {
    let mut highlighter = Highlighter::new(grammar, code);
    let mut tokens = Vec::new();
    for line in lines(code) {
        highlighter.read_line(code, line, &mut tokens);
    }
    tokens
}

/// A grammar at work: what it has read decides how it reads the next line.
pub struct Highlighter {
    set: &'static SyntaxSet,
    syntax: &'static SyntaxReference,
    words: Words,
    state: ParseState,
    scopes: Scopes,
}

impl Highlighter {
    /// A highlighter at the beginning of a sample, whose whole text is `code`.
    pub fn new(grammar: &str, code: &str) -> Self {
        let set = set_for(grammar, code);
        let syntax = set
            .find_syntax_by_name(grammar)
            .expect("a test finds every grammar that `language` names");
        Self {
            set,
            syntax,
            words: Words::of(grammar),
            state: ParseState::new(syntax),
            scopes: Scopes::default(),
        }
    }

    /// Adds the words of a line of `code`, its line end left out.
    ///
    /// A line that is too long or that the grammar fails on is plain; after a
    /// failure the grammar begins anew.
    pub fn read_line(&mut self, code: &str, line: Range<usize>, tokens: &mut Vec<Token>) {
        if line.len() > LONGEST_LINE {
            return;
        }
        match self.tokens(&code[line.clone()]) {
            Some(found) => {
                let mut words = self.words.on(code, line, tokens);
                for token in found {
                    words.read(token);
                }
            }
            None => {
                self.state = ParseState::new(self.syntax);
                self.scopes = Scopes::default();
            }
        }
    }

    /// The line in pieces of one role, which together are the line; none if the
    /// grammar fails.
    fn tokens(&mut self, text: &str) -> Option<Vec<Token>> {
        // These grammars close comments and the like at the line's newline.
        let whole = format!("{text}\n");
        let changes = self.state.parse_line(&whole, self.set).ok()?;
        let mut tokens: Vec<Token> = Vec::new();
        let mut start = 0;
        for (place, change) in &changes {
            let end = (*place).min(text.len());
            if end < start || !text.is_char_boundary(end) {
                return None;
            }
            push_token(&mut tokens, start, end, self.scopes.role());
            start = end;
            self.scopes.apply(change)?;
        }
        push_token(&mut tokens, start, text.len(), self.scopes.role());
        Some(tokens)
    }
}

/// Grammars part what looks the same, such as `meta` scopes; here it is one again.
fn push_token(tokens: &mut Vec<Token>, start: usize, end: usize, role: Role) {
    match tokens.last_mut() {
        _ if start == end => {}
        Some(last) if last.role == role && role == Role::Plain => {
            *last = Token::new(last.range().start..end, role);
        }
        _ => tokens.push(Token::new(start..end, role)),
    }
}

/// The scopes open at a place, with their meaning, outermost first.
#[derive(Default)]
struct Scopes {
    stack: ScopeStack,
    meanings: Vec<Option<Meaning>>,
}

impl Scopes {
    /// Follows a change; none if it does not fit the open scopes.
    fn apply(&mut self, change: &ScopeStackOp) -> Option<()> {
        let meanings = &mut self.meanings;
        let follow = |change: BasicScopeStackOp, _: &[_]| match change {
            BasicScopeStackOp::Push(scope) => meanings.push(meaning(scope)),
            BasicScopeStackOp::Pop => {
                meanings.pop();
            }
        };
        self.stack.apply_with_hook(change, follow).ok()
    }

    /// What text here is: the innermost scope that says so, unless one around it
    /// is final.
    fn role(&self) -> Role {
        // The outermost scope is the grammar itself.
        let known = || self.meanings.iter().skip(1).rev().flatten();
        let decisive = known()
            .find(|meaning| meaning.is_final)
            .or_else(|| known().next());
        decisive.map_or(Role::Plain, |meaning| meaning.role)
    }
}

#[cfg(test)]
mod tests {
    use super::super::set::GRAMMARS;
    use crate::language::{Grammar, LANGUAGES};

    /// Grammars that no language names: system files and logs that no guide
    /// teaches, and variants of a grammar that is named. JavaScript is read as
    /// TypeScript (see `set`).
    #[rustfmt::skip]
    const LEFT_OUT: &[&str] = &[
        "Authorized Keys", "CFML", "CMake C Header", "CMake C++ Header", "CMakeCache",
        "Command Help", "CpuInfo", "Dockerfile", "Email", "Fortran Namelist", "Git Link",
        "Git Mailmap", "Groff/troff", "HTML (ASP)", "HTML (Erlang)", "HTML (Tcl)",
        "Highlight non-printables", "JavaScript", "JavaScript (Rails)", "Jinja2", "Known Hosts", "LaTeX Log",
        "MemInfo", "MultiMarkdown", "NAnt Build File", "OCamllex", "OCamlyacc",
        "Pipe Separated Values", "Plain Text", "Private Key", "R Console", "Rd (R Documentation)",
        "Ruby on Rails", "SQL (Rails)", "Semi-Colon Separated Values", "Separated Values", "TeX",
        "Todo.txt", "camlp4", "debsources", "fstab", "group", "passwd", "resolv", "syslog",
        "varlink",
    ];

    fn named() -> Vec<&'static str> {
        let grammars = LANGUAGES.iter().map(|language| language.grammar);
        grammars
            .filter_map(|grammar| match grammar {
                Grammar::Named(name) => Some(name),
                Grammar::Plain | Grammar::ShellTranscript | Grammar::PythonTranscript => None,
            })
            .collect()
    }

    #[test]
    fn every_language_has_its_grammar() {
        let used_by_name = ["PHP Source"];
        for name in named().into_iter().chain(used_by_name) {
            assert!(GRAMMARS.find_syntax_by_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_grammar_has_a_language_or_is_left_out_on_purpose() {
        let named = named();
        let mut forgotten = Vec::new();
        for syntax in GRAMMARS.syntaxes().iter().filter(|syntax| !syntax.hidden) {
            let name = syntax.name.as_str();
            if named.contains(&name) == LEFT_OUT.contains(&name) {
                forgotten.push(name);
            }
        }
        assert_eq!(forgotten, Vec::<&str>::new());
    }
}
