//! What the grammars do not know, told by the word itself.
//!
//! They leave half of SQL plain and take C's `struct` for a type. The text of
//! strings and comments never comes here.

use std::ops::Range;

use crate::syntax::{Role, Token};

/// The languages whose words are looked at once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// C and what grew from it.
    C,
    /// SQL.
    Sql,
    /// Any other: the grammar's word stands.
    Other,
}

impl Words {
    /// How words are read in the grammar of this name.
    pub fn of(grammar: &str) -> Self {
        match grammar {
            "C" | "C++" | "Objective-C" | "Objective-C++" => Words::C,
            "SQL" => Words::Sql,
            _ => Words::Other,
        }
    }

    /// Reads the words of a line of `code` and adds those that have a role.
    pub fn on<'a>(
        self,
        code: &'a str,
        line: Range<usize>,
        tokens: &'a mut Vec<Token>,
    ) -> LineOfWords<'a> {
        LineOfWords {
            words: self,
            text: &code[line.clone()],
            start: line.start,
            tokens,
        }
    }

    /// Keywords that the grammar leaves plain or takes for types.
    fn keywords(self) -> &'static [&'static str] {
        match self {
            Words::C => &[
                "auto", "class", "enum", "struct", "typedef", "typename", "union",
            ],
            Words::Sql => &[
                "AS",
                "BY",
                "FILTER",
                "FOLLOWING",
                "LATERAL",
                "ON",
                "OVER",
                "PARTITION",
                "PRECEDING",
                "RANGE",
                "RECURSIVE",
                "RETURNING",
                "ROWS",
                "UNBOUNDED",
                "USING",
                "WINDOW",
            ],
            Words::Other => &[],
        }
    }
}

/// A line whose words are being read.
pub struct LineOfWords<'a> {
    words: Words,
    text: &'a str,
    /// Where the line begins in the code.
    start: usize,
    tokens: &'a mut Vec<Token>,
}

impl LineOfWords<'_> {
    /// Adds what the grammar says is one token of the line.
    pub fn read(&mut self, token: Token) {
        let range = token.range();
        let word = self.text[range.clone()].trim();
        let role = match token.role {
            Role::Plain if self.words == Words::Sql => return self.read_plain(range),
            Role::Operator | Role::Keyword => operator(word),
            Role::Type if self.words.keywords().contains(&word) => Role::Keyword,
            role => role,
        };
        self.push(range, role);
    }

    /// Looks at a stretch of names and punctuation word by word.
    fn read_plain(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = &self.text[at..range.end];
            let length = match word_length(rest) {
                0 => rest.find(is_word_start).unwrap_or(rest.len()),
                length => {
                    let role = sql(&rest[..length], &self.text[at + length..]);
                    self.push(at..at + length, role);
                    length
                }
            };
            at += length;
        }
    }

    fn push(&mut self, word: Range<usize>, role: Role) {
        if role != Role::Plain {
            let range = self.start + word.start..self.start + word.end;
            self.tokens.push(Token::new(range, role));
        }
    }
}

/// `and` is a keyword and `->` is an operator, whichever the grammar says.
fn operator(word: &str) -> Role {
    match word {
        ":" | ";" | "," => Role::Plain,
        // Of a CSS rule such as `@media`.
        "@" => Role::Keyword,
        word if word.contains(char::is_alphanumeric) => Role::Keyword,
        _ => Role::Operator,
    }
}

fn sql(word: &str, after: &str) -> Role {
    let mut keywords = Words::Sql.keywords().iter();
    if keywords.any(|keyword| keyword.eq_ignore_ascii_case(word)) {
        Role::Keyword
    } else if after.starts_with('(') {
        Role::Function
    } else {
        Role::Plain
    }
}

fn word_length(text: &str) -> usize {
    if !text.starts_with(is_word_start) {
        return 0;
    }
    let is_end = |c: char| !is_word_start(c) && !c.is_ascii_digit();
    text.find(is_end).unwrap_or(text.len())
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}
