//! What the grammars do not know, told by the word itself.
//!
//! They are older than Rust's `async fn` and `dyn`, Python's `match` and half of
//! SQL, and leave most names of types plain. Python and Rust write types in
//! capitals by custom, so a word and what follows it say enough. The text of
//! strings and comments never comes here.

use super::classes::Class;
use super::line::Line;

/// The languages whose words are looked at once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// C and what grew from it.
    C,
    /// Python.
    Python,
    /// Rust.
    Rust,
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
            "Python" => Words::Python,
            "Rust" => Words::Rust,
            "SQL" => Words::Sql,
            _ => Words::Other,
        }
    }

    /// Adds the token `text[start..end]`, which the grammar says is a `class`.
    pub fn push(self, text: &str, start: usize, end: usize, class: Class, line: &mut Line) {
        let word = Word::at(text, start, end);
        match (class, self) {
            (Class::Plain, Words::Other) => line.push(Class::Plain, word.text),
            (Class::Plain, _) => self.push_plain(text, start, end, line),
            (Class::Operator | Class::Keyword, _) => line.push(self.operator(word.text), word.text),
            (Class::Type, _) if self.keywords().contains(&word.text.trim()) => {
                line.push(Class::Keyword, word.text);
            }
            (Class::Function, Words::Rust) if word.text.ends_with('!') => {
                line.push(Class::Macro, word.text);
            }
            (Class::Function, Words::Python) => line.push(word.python_function(), word.text),
            _ => line.push(class, word.text),
        }
    }

    /// Adds a stretch of names and punctuation, word by word.
    fn push_plain(self, text: &str, start: usize, end: usize, line: &mut Line) {
        let mut at = start;
        while at < end {
            let rest = &text[at..end];
            let length = word_length(rest);
            if length == 0 {
                let gap = rest.find(is_word_start).unwrap_or(rest.len());
                line.push(Class::Plain, &rest[..gap]);
                at += gap;
                continue;
            }
            let word = Word::at(text, at, at + length);
            let class = match self {
                Words::Python => word.in_python(),
                Words::Rust => word.in_rust(),
                Words::Sql => word.in_sql(),
                Words::C | Words::Other => Class::Plain,
            };
            line.push(class, word.text);
            at += length;
        }
    }

    /// `and` is a keyword and `->` is an operator, whichever the grammar says.
    fn operator(self, token: &str) -> Class {
        match token.trim() {
            ":" | ";" | "," => Class::Plain,
            // Of a CSS rule such as `@media`.
            "@" => Class::Keyword,
            punctuation if self == Words::Rust && RUST_PUNCTUATION.contains(&punctuation) => {
                Class::Plain
            }
            word if word.contains(char::is_alphanumeric) => Class::Keyword,
            _ => Class::Operator,
        }
    }

    /// Keywords that the grammar leaves plain or takes for types.
    fn keywords(self) -> &'static [&'static str] {
        match self {
            Words::C => &[
                "auto", "class", "enum", "struct", "typedef", "typename", "union",
            ],
            Words::Rust => &["async", "await", "const", "dyn", "let", "static", "type"],
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
            Words::Python | Words::Other => &[],
        }
    }
}

/// Operators that mean a reference, an arm, a closure or "any" far more often.
const RUST_PUNCTUATION: &[&str] = &["&", "=>", "|", "_"];

/// A word of a line with what stands around it.
struct Word<'a> {
    before: &'a str,
    text: &'a str,
    after: &'a str,
}

impl<'a> Word<'a> {
    fn at(line: &'a str, start: usize, end: usize) -> Self {
        Self {
            before: &line[..start],
            text: &line[start..end],
            after: &line[end..],
        }
    }
}

impl Word<'_> {
    fn in_rust(&self) -> Class {
        let is_called = self.after.starts_with('(') || self.after.starts_with("::<");
        match self.by_capitals() {
            _ if Words::Rust.keywords().contains(&self.text) => Class::Keyword,
            Class::Plain if is_called && self.text != "self" => Class::Function,
            class => class,
        }
    }

    fn in_sql(&self) -> Class {
        let keywords = Words::Sql.keywords();
        if keywords
            .iter()
            .any(|keyword| keyword.eq_ignore_ascii_case(self.text))
        {
            Class::Keyword
        } else if self.after.starts_with('(') {
            Class::Function
        } else {
            Class::Plain
        }
    }

    fn in_python(&self) -> Class {
        match self.text {
            "match" | "case" | "type" if self.is_soft_keyword() => Class::Keyword,
            // Of a `case`; the grammar knows it elsewhere.
            "as" => Class::Keyword,
            _ => self.by_capitals(),
        }
    }

    /// A call of a class makes a value of it, and is shown as the built-in
    /// classes are; where a function is defined, its name is a function's.
    fn python_function(&self) -> Class {
        match self.in_python() {
            Class::Plain => Class::Function,
            _ if self.before.trim_end().ends_with("def") => Class::Function,
            class => class,
        }
    }

    /// `match`, `case` and `type` are names too: only a statement makes a keyword.
    fn is_soft_keyword(&self) -> bool {
        let next = self.after.trim_start_matches(' ');
        let is_first = self.before.trim().is_empty();
        if !is_first || next.len() == self.after.len() {
            return false;
        }
        match self.text {
            "type" => next.starts_with(is_word_start),
            _ => next.contains(':') && !next.starts_with(['=', '.', ',', ':', ')', ']']),
        }
    }

    /// `Name` and `T` are types, `NAME` is a constant.
    fn by_capitals(&self) -> Class {
        let is_capital = self.text.starts_with(|c: char| c.is_ascii_uppercase());
        let has_small = self.text.contains(|c: char| c.is_ascii_lowercase());
        match (is_capital, has_small || self.text.len() == 1) {
            (true, true) => Class::Type,
            (true, false) => Class::Number,
            (false, _) => Class::Plain,
        }
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
