//! One line of highlighted code as HTML.

use super::classes::Class;

/// Writes a line's tokens with as few spans as they need.
///
/// Neighbours of one class share a span, also across the blanks between them
/// (`pub async fn` is one); blanks at either end of a span stay outside.
#[derive(Debug, Default)]
pub struct Line {
    html: String,
    /// The class of the open span; `Plain` while none is open.
    open: Class,
    /// Blanks read since the last token, not yet known to be inside of a span.
    blanks: String,
}

impl Line {
    /// Adds the line's next token, in source order.
    pub fn push(&mut self, class: Class, text: &str) {
        let token = text.trim_start_matches(is_blank);
        self.blanks.push_str(&text[..text.len() - token.len()]);
        if token.is_empty() {
            return;
        }
        if class != self.open {
            self.close();
        }
        self.html.push_str(&self.blanks);
        if class != self.open {
            self.begin(class);
        }
        let blanks = token.trim_end_matches(is_blank).len();
        escape(&token[..blanks], &mut self.html);
        self.blanks.clear();
        self.blanks.push_str(&token[blanks..]);
    }

    /// The line's HTML, every span closed.
    pub fn finish(mut self) -> String {
        self.close();
        self.html.push_str(&self.blanks);
        self.html
    }

    fn begin(&mut self, class: Class) {
        if let Some(letter) = class.letter() {
            // One letter needs no quotes, and a page has some thousand of these.
            self.html.push_str("<span class=");
            self.html.push(letter);
            self.html.push('>');
        }
        self.open = class;
    }

    fn close(&mut self) {
        if self.open != Class::Plain {
            self.html.push_str("</span>");
        }
        self.open = Class::Plain;
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Quotes stay: they mean nothing outside of a tag, and code is full of them.
fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(place) = rest.find(['&', '<', '>']) {
        html.push_str(&rest[..place]);
        html.push_str(match rest.as_bytes()[place] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[place + 1..];
    }
    html.push_str(rest);
}
