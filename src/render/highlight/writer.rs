//! Code and the roles of its words as HTML.

use std::ops::{Range, RangeInclusive};

use crate::syntax::{Role, Token};

/// Writes `code` with an element around each word that has a role.
///
/// Words with one role share an element, also across the blanks between them
/// (`pub async fn` is one) and over line ends. Without its tags the text is the code's, to the byte.
pub fn write(code: &str, tokens: &[Token], marked: &[RangeInclusive<usize>], html: &mut String) {
    let mut writer = Writer {
        code,
        html,
        sign: next_sign(code, 0),
        open: Role::Plain,
        marked,
        line: 1,
    };
    writer.html.reserve(code.len() * 2);
    writer.begin_line();
    let mut at = 0;
    for token in tokens {
        let range = token.range();
        let Some(text) = code.get(range.clone()) else {
            continue;
        };
        let text = text.trim_ascii_start();
        let start = range.end - text.len();
        let end = start + text.trim_ascii_end().len();
        if at <= start && start < end {
            writer.word(at, start..end, token.role);
            at = end;
        }
    }
    writer.close();
    writer.text(at..code.len());
    writer.end_line();
}

struct Writer<'a> {
    code: &'a str,
    html: &'a mut String,
    /// Where the next sign stands that has to be escaped.
    sign: usize,
    /// The role of the open element; `Plain` while none is open.
    open: Role,
    /// The lines with a mark, from 1.
    marked: &'a [RangeInclusive<usize>],
    /// The line at hand.
    line: usize,
}

impl Writer<'_> {
    /// A word and what stands before it, from `at` on, without a role.
    fn word(&mut self, at: usize, word: Range<usize>, role: Role) {
        let mut gap = self.code[at..word.start].bytes();
        let is_joined = role == self.open
            && !matches!(role, Role::Prompt | Role::Error)
            && gap.all(|byte| byte.is_ascii_whitespace());
        if is_joined {
            // In one piece: the line may end before the word, and with it the element.
            return self.text(at..word.end);
        }
        self.close();
        self.text(at..word.start);
        self.begin(role);
        self.text(word);
    }

    fn begin(&mut self, role: Role) {
        self.html.push_str(tags(role).0);
        self.open = role;
    }

    fn close(&mut self) {
        self.html.push_str(tags(self.open).1);
        self.open = Role::Plain;
    }

    fn text(&mut self, text: Range<usize>) {
        if self.marked.is_empty() {
            return match text.end <= self.sign {
                true => self.html.push_str(&self.code[text]),
                false => self.escape(text),
            };
        }
        let (code, mut start) = (self.code, text.start);
        let mut lines = code[text].split('\n').map(|line| {
            let line = start..start + line.len();
            start = line.end + 1;
            line
        });
        self.escape(lines.next().unwrap_or_default());
        let role = self.open;
        for line in lines {
            // The element around a marked line holds all of what is in it.
            self.close();
            self.end_line();
            self.html.push('\n');
            self.line += 1;
            self.begin_line();
            if !line.is_empty() {
                self.begin(role);
                self.escape(line);
            }
        }
    }

    /// Quotes stay: they mean nothing outside of a tag, and code is full of them.
    fn escape(&mut self, text: Range<usize>) {
        let mut start = text.start;
        while self.sign < text.end {
            self.html.push_str(&self.code[start..self.sign]);
            self.html.push_str(match self.code.as_bytes()[self.sign] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                _ => "&gt;",
            });
            start = self.sign + 1;
            self.sign = next_sign(self.code, start);
        }
        self.html.push_str(&self.code[start..text.end]);
    }

    fn begin_line(&mut self) {
        if self.is_marked() {
            self.html.push_str("<span class=line-marked>");
        }
    }

    fn end_line(&mut self) {
        if self.is_marked() {
            self.html.push_str("</span>");
        }
    }

    fn is_marked(&self) -> bool {
        self.marked.iter().any(|lines| lines.contains(&self.line))
    }
}

/// The tags around a word: elements of one letter for what most words are, which
/// halves the bytes of a page's tags, and classes of one letter for the rest.
fn tags(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Plain => ("", ""),
        Role::Keyword => ("<b>", "</b>"),
        Role::Function => ("<i>", "</i>"),
        Role::Type => ("<u>", "</u>"),
        Role::Attribute => ("<span class=a>", "</span>"),
        Role::Comment => ("<span class=c>", "</span>"),
        Role::Error => ("<span class=e>", "</span>"),
        Role::Macro => ("<span class=m>", "</span>"),
        Role::Number => ("<span class=n>", "</span>"),
        Role::Operator => ("<span class=o>", "</span>"),
        Role::Prompt => ("<span class=p>", "</span>"),
        Role::Text => ("<span class=s>", "</span>"),
    }
}

fn next_sign(code: &str, from: usize) -> usize {
    let sign = memchr::memchr3(b'&', b'<', b'>', &code.as_bytes()[from..]);
    sign.map_or(code.len(), |length| from + length)
}
