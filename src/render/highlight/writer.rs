//! Code and the roles of its words as HTML.

use std::ops::RangeInclusive;

use crate::syntax::{Role, Token};

/// Writes `code` with an element around each word that has a role.
///
/// Words with one role share an element, also across the blanks between them
/// (`pub async fn` is one) and over line ends. Without its tags the text is the code's, to the byte.
pub fn write(code: &str, tokens: &[Token], marked: &[RangeInclusive<usize>], html: &mut String) {
    let mut writer = Writer {
        html,
        open: Role::Plain,
        marked,
        line: 1,
    };
    writer.html.reserve(code.len() * 2);
    writer.begin_line();
    let mut at = 0;
    for token in tokens {
        let Some(text) = code.get(token.start..token.end) else {
            continue;
        };
        let word = text.trim_ascii();
        let start = token.start + text.len() - text.trim_ascii_start().len();
        let Some(gap) = code.get(at..start).filter(|_| !word.is_empty()) else {
            continue;
        };
        writer.word(gap, word, token.role);
        at = start + word.len();
    }
    writer.close();
    writer.text(&code[at..]);
    writer.end_line();
}

struct Writer<'a> {
    html: &'a mut String,
    /// The role of the open element; `Plain` while none is open.
    open: Role,
    /// The lines with a mark, from 1.
    marked: &'a [RangeInclusive<usize>],
    /// The line at hand.
    line: usize,
}

impl Writer<'_> {
    /// A word and what stands before it without a role.
    fn word(&mut self, gap: &str, word: &str, role: Role) {
        let is_joined = role == self.open
            && !matches!(role, Role::Prompt | Role::Error)
            && gap.bytes().all(|byte| byte.is_ascii_whitespace());
        if is_joined {
            self.text(gap);
        } else {
            self.close();
            self.text(gap);
            self.begin(role);
        }
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

    fn text(&mut self, text: &str) {
        if self.marked.is_empty() {
            return escape(text, self.html);
        }
        let mut lines = text.split('\n');
        escape(lines.next().unwrap_or_default(), self.html);
        for line in lines {
            // The element around a marked line holds all of what is in it.
            let role = self.open;
            self.close();
            self.end_line();
            self.html.push('\n');
            self.line += 1;
            self.begin_line();
            if !line.is_empty() {
                self.begin(role);
                escape(line, self.html);
            }
        }
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

/// Quotes stay: they mean nothing outside of a tag, and code is full of them.
fn escape(text: &str, html: &mut String) {
    let mut start = 0;
    for (place, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        html.push_str(&text[start..place]);
        html.push_str(entity);
        start = place + 1;
    }
    html.push_str(&text[start..]);
}
