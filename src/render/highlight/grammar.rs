//! Drives a grammar over the lines of a sample.

use syntect::parsing::{
    BasicScopeStackOp, ParseState, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet,
};

use super::LONGEST_LINE;
use super::classes::{Class, Meaning, meaning};
use super::line::Line;
use super::set::set_for;
use super::words::Words;

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

    /// Adds a line, given without its line end.
    ///
    /// A line that is too long or that the grammar fails on is added plain; after
    /// a failure the grammar begins anew.
    pub fn push_line(&mut self, text: &str, line: &mut Line) {
        if text.len() > LONGEST_LINE {
            return line.push(Class::Plain, text);
        }
        match self.tokens(text) {
            Some(tokens) => {
                for token in tokens {
                    self.words
                        .push(text, token.start, token.end, token.class, line);
                }
            }
            None => {
                self.state = ParseState::new(self.syntax);
                self.scopes = Scopes::default();
                line.push(Class::Plain, text);
            }
        }
    }

    /// The line in pieces of one class, which together are the line; none if the
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
            push_token(&mut tokens, start, end, self.scopes.class());
            start = end;
            self.scopes.apply(change)?;
        }
        push_token(&mut tokens, start, text.len(), self.scopes.class());
        Some(tokens)
    }
}

/// A piece of a line.
struct Token {
    start: usize,
    end: usize,
    class: Class,
}

/// Grammars part what looks the same, such as `meta` scopes; here it is one again.
fn push_token(tokens: &mut Vec<Token>, start: usize, end: usize, class: Class) {
    match tokens.last_mut() {
        _ if start == end => {}
        Some(last) if last.class == class && class == Class::Plain => last.end = end,
        _ => tokens.push(Token { start, end, class }),
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
    fn class(&self) -> Class {
        // The outermost scope is the grammar itself.
        let known = || self.meanings.iter().skip(1).rev().flatten();
        let decisive = known()
            .find(|meaning| meaning.is_final)
            .or_else(|| known().next());
        decisive.map_or(Class::Plain, |meaning| meaning.class)
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
