//! The words on a diagram: markup to styled lines, folded to fit.

use super::width::{FONT_SIZE, char_width, text_width};

/// Distance from one baseline to the next.
pub(super) const LINE_HEIGHT: f64 = 20.0;

/// Where a label that has no break of its own is folded.
const WRAP_AT: f64 = 220.0;

/// Bold faces are up to this much wider than their regular face.
const BOLD_FACTOR: f64 = 1.14;

/// How the author marked up a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// `<br/>`, `<b>`, `<i>` and character references.
    Html,
    /// The same, and `**bold**` and `_italic_`.
    Markdown,
    /// Nothing: names of classes and their members, where `<T>` is a type.
    Plain,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) is_underlined: bool,
}

impl Run {
    fn is_styled_as(&self, other: &Run) -> bool {
        self.is_bold == other.is_bold && self.is_italic == other.is_italic
    }
}

/// Folded lines, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Label {
    pub(super) lines: Vec<Vec<Run>>,
}

impl Label {
    /// Reads `text` as `markup` says and folds it.
    pub(super) fn new(text: &str, markup: Markup) -> Self {
        let pieces = read(&decode(text), markup);
        let mut lines: Vec<Vec<Run>> = pieces
            .split(|piece| *piece == Piece::LineBreak)
            .flat_map(fold)
            .collect();
        while lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        let blank = lines.iter().take_while(|line| line.is_empty()).count();
        lines.drain(..blank);
        Self { lines }
    }

    /// The same label with every run bold.
    pub(super) fn bold(mut self) -> Self {
        for run in self.lines.iter_mut().flatten() {
            run.is_bold = true;
        }
        self
    }

    /// The same label with every run italic.
    pub(super) fn italic(mut self) -> Self {
        for run in self.lines.iter_mut().flatten() {
            run.is_italic = true;
        }
        self
    }

    /// The same label with every run underlined.
    pub(super) fn underlined(mut self) -> Self {
        for run in self.lines.iter_mut().flatten() {
            run.is_underlined = true;
        }
        self
    }

    /// Puts the lines of `other` below.
    pub(super) fn append(&mut self, other: Label) {
        self.lines.extend(other.lines);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Width of the widest line, rounded up to whole units.
    pub(super) fn width(&self) -> f64 {
        let widths = self
            .lines
            .iter()
            .map(|line| line.iter().map(run_width).sum());
        widths.fold(0.0, f64::max).ceil()
    }

    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE_HEIGHT
    }

    /// The words in one line, for the text alternative.
    pub(super) fn text(&self) -> String {
        let lines = self.lines.iter().map(|line| {
            let texts: Vec<&str> = line.iter().map(|run| run.text.as_str()).collect();
            texts.concat()
        });
        lines.collect::<Vec<_>>().join(" ")
    }
}

fn run_width(run: &Run) -> f64 {
    let factor = if run.is_bold { BOLD_FACTOR } else { 1.0 };
    text_width(&run.text) * factor
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    LineBreak,
    /// A space one may fold at.
    Space,
    /// Letters that stay together with their neighbours.
    Text(Run),
}

/// Undoes the parser's private escape for `#quot;` and then plain references.
fn decode(text: &str) -> String {
    let text = text
        .replace("ﬂ°°", "&#")
        .replace("ﬂ°", "&")
        .replace("¶ß", ";");
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((character, length)) => {
                decoded.push(character);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character a reference at the start of `text` stands for, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control())?
        }
    };
    Some((character, end + 1))
}

fn read(text: &str, markup: Markup) -> Vec<Piece> {
    let mut reader = Reader::default();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let consumed = match markup {
            Markup::Plain => 0,
            Markup::Html => reader.tag(rest).max(icon(rest)),
            Markup::Markdown => reader.tag(rest).max(icon(rest)).max(reader.emphasis(rest)),
        };
        if consumed == 0 {
            reader.push(character);
        }
        rest = &rest[consumed.max(if consumed == 0 {
            character.len_utf8()
        } else {
            0
        })..];
    }
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    is_bold: bool,
    is_italic: bool,
}

impl Reader {
    fn push(&mut self, character: char) {
        if character == '\n' {
            self.pieces.push(Piece::LineBreak);
        } else if character.is_whitespace() && character != '\u{a0}' {
            self.pieces.push(Piece::Space);
        } else if !character.is_control() {
            self.push_letter(character);
        }
    }

    fn push_letter(&mut self, character: char) {
        if let Some(Piece::Text(run)) = self.pieces.last_mut()
            && (run.is_bold, run.is_italic) == (self.is_bold, self.is_italic)
        {
            run.text.push(character);
            return;
        }
        self.pieces.push(Piece::Text(Run {
            text: character.into(),
            is_bold: self.is_bold,
            is_italic: self.is_italic,
            is_underlined: false,
        }));
    }

    /// Bytes of a known tag at the start of `rest`, after acting on it. Anything
    /// else in angle brackets is text: authors write `list<int>`.
    fn tag(&mut self, rest: &str) -> usize {
        let Some(inner) = rest.strip_prefix('<') else {
            return 0;
        };
        let Some(end) = inner
            .find(['<', '>'])
            .filter(|end| inner[*end..].starts_with('>'))
        else {
            return 0;
        };
        let is_closing = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        match name.as_str() {
            "br" => self.pieces.push(Piece::LineBreak),
            "b" | "strong" => self.is_bold = !is_closing,
            "i" | "em" => self.is_italic = !is_closing,
            "p" | "div" if is_closing => self.pieces.push(Piece::LineBreak),
            "code" | "small" | "big" | "u" | "s" | "sub" | "sup" | "span" | "p" | "div"
            | "font" | "center" | "mark" | "del" | "ins" | "a" | "img" | "script" | "style" => {}
            _ => return 0,
        }
        end + 2
    }

    /// Bytes of a Markdown emphasis mark at the start of `rest`, after acting on it.
    fn emphasis(&mut self, rest: &str) -> usize {
        if rest.starts_with("**") || rest.starts_with("__") {
            self.is_bold = !self.is_bold;
            return 2;
        }
        let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '*' | '_')) else {
            return 0;
        };
        // `snake_case` and `2 * 3` are no emphasis.
        let after = rest[1..].chars().next().is_some_and(char::is_alphanumeric);
        let before = matches!(self.pieces.last(), Some(Piece::Text(_)));
        if mark == '_' && before && after || !before && !after {
            return 0;
        }
        self.is_italic = !self.is_italic;
        1
    }
}

/// Bytes of an icon name such as `fa:fa-user`: icon fonts are never loaded.
fn icon(rest: &str) -> usize {
    let Some((prefix, name)) = rest.split_once(':') else {
        return 0;
    };
    let is_prefix = matches!(prefix, "fa" | "fab" | "fas" | "far" | "fal" | "fad" | "fak");
    if !is_prefix || !name.starts_with("fa-") {
        return 0;
    }
    let name_length = name
        .find(|character: char| !character.is_ascii_alphanumeric() && character != '-')
        .unwrap_or(name.len());
    prefix.len() + 1 + name_length
}

/// Folds the pieces of one authored line.
fn fold(pieces: &[Piece]) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    let mut filled = 0.0;
    for (is_spaced, word) in words(pieces) {
        let width: f64 = word.iter().map(run_width).sum();
        let space = if is_spaced {
            char_width(' ') * FONT_SIZE
        } else {
            0.0
        };
        let line = lines
            .last_mut()
            .expect("starts with one line and only grows");
        if line.is_empty() || filled + space + width <= WRAP_AT {
            if is_spaced && !line.is_empty() {
                push_space(line, &word[0]);
                filled += space;
            }
            for run in &word {
                push_text(line, &run.text, run);
            }
            filled += width;
        } else {
            lines.push(word);
            filled = width;
        }
    }
    lines
}

/// Appends a space, plain unless it stands within one style.
fn push_space(line: &mut Vec<Run>, next: &Run) {
    let is_inside = line.last().is_some_and(|last| last.is_styled_as(next));
    let plain = Run {
        text: String::new(),
        is_bold: false,
        is_italic: false,
        is_underlined: false,
    };
    push_text(line, " ", if is_inside { next } else { &plain });
}

/// Appends `text` in the style of `style`, growing the last run when it matches.
fn push_text(line: &mut Vec<Run>, text: &str, style: &Run) {
    match line.last_mut() {
        Some(last) if last.is_styled_as(style) => last.text.push_str(text),
        _ => line.push(Run {
            text: text.to_owned(),
            ..style.clone()
        }),
    }
}

/// What must not be folded, each with whether a space stands before it.
///
/// Han and kana may be folded anywhere, and so may a word longer than a line.
fn words(pieces: &[Piece]) -> Vec<(bool, Vec<Run>)> {
    let mut words: Vec<(bool, Vec<Run>)> = Vec::new();
    let mut is_spaced = false;
    let mut is_joined = false;
    for piece in pieces {
        let Piece::Text(run) = piece else {
            is_spaced = true;
            is_joined = false;
            continue;
        };
        for part in foldable_parts(&run.text) {
            let part_run = Run {
                text: part.to_owned(),
                ..run.clone()
            };
            match words.last_mut() {
                Some((_, word)) if is_joined && part == run.text => word.push(part_run),
                _ => words.push((is_spaced, vec![part_run])),
            }
            is_spaced = false;
        }
        is_joined = true;
    }
    words
}

fn foldable_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut width = 0.0;
    for (at, character) in text.char_indices() {
        let advance = char_width(character) * FONT_SIZE * BOLD_FACTOR;
        let is_ideograph = matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        if at > start && (is_ideograph || width + advance > WRAP_AT) {
            parts.push(&text[start..at]);
            start = at;
            width = 0.0;
        }
        width += advance;
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::{Label, Markup, WRAP_AT};

    fn lines(text: &str, markup: Markup) -> Vec<String> {
        let label = Label::new(text, markup);
        let line = |line: &Vec<super::Run>| {
            line.iter()
                .map(|run| match (run.is_bold, run.is_italic) {
                    (true, _) => format!("[b {}]", run.text),
                    (_, true) => format!("[i {}]", run.text),
                    _ => run.text.clone(),
                })
                .collect()
        };
        label.lines.iter().map(line).collect()
    }

    #[test]
    fn a_break_tag_starts_a_line_and_other_known_tags_style_it() {
        assert_eq!(
            lines("one<br/>two <b>three</b><BR>four", Markup::Html),
            ["one", "two [b three]", "four"]
        );
    }

    #[test]
    fn angle_brackets_that_are_no_tag_stay() {
        assert_eq!(lines("list<int> <- x", Markup::Html), ["list<int> <- x"]);
        assert_eq!(lines("a<b>", Markup::Plain), ["a<b>"]);
    }

    #[test]
    fn references_become_characters_once() {
        assert_eq!(
            lines("&lt;a&gt; &amp;amp; &#x41;&#66; &bogus; R&D", Markup::Plain),
            ["<a> &amp; AB &bogus; R&D"]
        );
        assert_eq!(lines("ﬂ°quot¶ßhiﬂ°°35¶ß", Markup::Plain), ["\"hi#"]);
    }

    #[test]
    fn markdown_emphasis_spares_snake_case() {
        assert_eq!(
            lines("**bold** and _soft_\nsnake_case 2 * 3", Markup::Markdown),
            ["[b bold] and [i soft]", "snake_case 2 * 3"]
        );
    }

    #[test]
    fn icon_names_are_dropped() {
        assert_eq!(lines("fa:fa-user Reader", Markup::Html), ["Reader"]);
    }

    #[test]
    fn no_line_is_wider_than_the_fold_unless_one_word_is() {
        let long = "every word of this rather long label has to find its line ".repeat(5);
        let label = Label::new(&long, Markup::Html);
        assert!(label.lines.len() > 5);
        assert!(label.width() <= WRAP_AT);
        assert_eq!(label.text(), long.trim());
    }

    #[test]
    fn endless_words_and_ideographs_fold_too() {
        for text in ["a".repeat(300), "事件循环".repeat(30)] {
            let label = Label::new(&text, Markup::Html);
            assert!(label.width() <= WRAP_AT, "{}", label.width());
        }
    }

    #[test]
    fn bold_takes_more_room() {
        let label = Label::new("Event loop", Markup::Html);
        assert!(label.clone().bold().width() > label.width() * 1.1);
    }
}
