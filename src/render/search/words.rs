//! Cuts text into the words it is found by.
//!
//! The reader's browser cuts a query by the same rules (`scripts/search/words.js`), so
//! they are kept simple: no dictionary, no table that browsers do not have. A word is a
//! run of letters, marks, digits and `_`. Code words stay whole as well: `asyncio.gather`,
//! `Arc<Mutex<T>>` and `C++` are found as written, and by their parts.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How long a word may be, in characters; the rest is cut off, here and in queries.
const LONGEST: usize = 40;

/// What kind of text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Titles and running text.
    Prose,
    /// Code in running text: lone signs such as `?` and `:=` count too.
    Code,
    /// A sample: names and their parts alone. Whole code words, single letters and numbers
    /// would be most of a site's words, and nobody looks for `graph[src].add` as written.
    Sample,
}

/// Calls `found` for every word of `text`, folded: lower case, without the accents of
/// Latin, Greek and Cyrillic letters. A word is given as often as it occurs.
pub fn words(text: &str, kind: Text, found: &mut impl FnMut(&str)) {
    let mut cutter = Cutter {
        kind,
        folded: String::new(),
        found,
    };
    if text.is_ascii() {
        return cutter.ascii(text);
    }
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if is_separator(c) {
            cutter.chunk(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    cutter.chunk(&text[start..]);
}

struct Cutter<'f, F: FnMut(&str)> {
    kind: Text,
    /// Kept between words, so that a word costs no allocation.
    folded: String,
    found: &'f mut F,
}

impl<F: FnMut(&str)> Cutter<'_, F> {
    /// The same as for other texts, byte by byte: most texts are ASCII, and cutting them is
    /// most of the work of an index.
    fn ascii(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut chunk, mut run, mut has_word, mut is_word) = (0, 0, false, true);
        for at in 0..=bytes.len() {
            let kind = bytes
                .get(at)
                .map_or(Sign::Separator, |byte| SIGNS[usize::from(byte & 0x7f)]);
            if kind == Sign::Word {
                continue;
            }
            if at > run {
                has_word = true;
                self.word(&text[run..at]);
            }
            run = at + 1;
            if kind == Sign::Separator {
                // Most chunks are one word, of which all is said.
                if !is_word {
                    self.end(&text[chunk..at], has_word);
                }
                (chunk, has_word, is_word) = (at + 1, false, true);
            } else {
                is_word = false;
            }
        }
    }

    /// What stands between two separators.
    fn chunk(&mut self, chunk: &str) {
        if chunk.is_empty() {
            return;
        }
        let mut has_word = false;
        let mut start = 0;
        for (at, c) in chunk.char_indices() {
            if !is_word(c) {
                has_word |= at > start;
                self.run(&chunk[start..at]);
                start = at + c.len_utf8();
            }
        }
        has_word |= chunk.len() > start;
        self.run(&chunk[start..]);
        self.end(chunk, has_word);
    }

    /// The chunk as a whole, after its words.
    fn end(&mut self, chunk: &str, has_word: bool) {
        match has_word {
            true if self.kind != Text::Sample => self.whole(chunk),
            false if self.kind == Text::Code && (1..=4).contains(&chunk.len()) => self.give(chunk),
            true | false => {}
        }
    }

    /// A code word as written, less the sentence's punctuation around it.
    fn whole(&mut self, chunk: &str) {
        // Most chunks are words.
        if !chunk.contains(is_glue) {
            return;
        }
        let whole = chunk.trim_matches(['.', ':', '!', '?', '\'']);
        let is_code = whole.contains(is_glue) && whole.contains(is_word);
        if is_code && whole.is_ascii() && whole.len() <= LONGEST {
            self.give(whole);
        }
    }

    /// A run of letters, marks, digits and `_`.
    fn run(&mut self, run: &str) {
        if run.is_ascii() {
            return self.word(run);
        }
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let is_paired = is_unspaced(first);
            let end = rest.find(|c| is_unspaced(c) != is_paired);
            let (same, after) = rest.split_at(end.unwrap_or(rest.len()));
            match is_paired {
                true => self.pairs(same),
                false => self.word(same),
            }
            rest = after;
        }
    }

    /// Neighbouring letters of a script that writes no spaces, and the last by itself: a
    /// letter that begins no pair is found too.
    fn pairs(&mut self, run: &str) {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
        for (place, start) in starts.iter().enumerate() {
            let end = starts.get(place + 2).copied().unwrap_or(run.len());
            self.give(&run[*start..end]);
        }
    }

    fn word(&mut self, word: &str) {
        let is_small = |byte: u8| byte.is_ascii_lowercase();
        if (2..=LONGEST).contains(&word.len()) && word.bytes().all(is_small) {
            return (self.found)(word);
        }
        let is_too_little = self.kind == Text::Sample
            && (word.len() < 2 || word.bytes().all(|byte| byte.is_ascii_digit()));
        if word.is_empty() || is_too_little {
            return;
        }
        self.give(word);
        let may_begin = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
        let has_parts = word.starts_with('_') || word.bytes().skip(1).any(may_begin);
        if has_parts && word.is_ascii() {
            self.parts(word);
        }
    }

    /// `return`, `exceptions` of `return_exceptions`; `http`, `server` of `HTTPServer`.
    fn parts(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let mut start = 0;
        for at in 0..=bytes.len() {
            let is_end = at == bytes.len() || bytes[at] == b'_';
            let next = bytes.get(at + 1).copied().unwrap_or(b' ');
            let is_start = !is_end && at > start && is_hump(bytes[at - 1], bytes[at], next);
            if !is_end && !is_start {
                continue;
            }
            if at - start > 1 && at - start < bytes.len() {
                self.give(&word[start..at]);
            }
            start = if is_end { at + 1 } else { at };
        }
    }

    fn give(&mut self, word: &str) {
        fold(word, &mut self.folded);
        (self.found)(&self.folded);
    }
}

/// What an ASCII character is to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Word,
    Separator,
    /// Ends a word, but not a code word.
    Inside,
}

const SIGNS: [Sign; 128] = {
    let mut signs = [Sign::Inside; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() || c == b'_' {
            signs[byte] = Sign::Word;
        } else if is_ascii_separator(c) {
            signs[byte] = Sign::Separator;
        }
        byte += 1;
    }
    signs
};

const fn is_ascii_separator(c: u8) -> bool {
    matches!(
        c,
        b'/' | b',' | b';' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'`' | b'\\'
    ) || c.is_ascii_whitespace()
        || c.is_ascii_control()
}

/// Writes the folded form of a word over `folded`.
fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(&word[..word.len().min(LONGEST)]);
        folded.make_ascii_lowercase();
        return;
    }
    // The whole word, not letter by letter: a final sigma knows where it stands.
    let lower = word.to_lowercase().replace('ς', "σ");
    let plain = lower.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    folded.extend(plain.nfc().take(LONGEST));
}

/// What no word and no code word goes across.
fn is_separator(c: char) -> bool {
    match c {
        c if c.is_ascii() => is_ascii_separator(c as u8),
        c => !is_word(c),
    }
}

fn is_word(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric() || c == '_',
        false => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// A sign that makes a chunk a code word.
fn is_glue(c: char) -> bool {
    matches!(
        c,
        '.' | ':'
            | '<'
            | '>'
            | '+'
            | '#'
            | '='
            | '&'
            | '@'
            | '%'
            | '^'
            | '|'
            | '~'
            | '*'
            | '$'
            | '!'
    )
}

/// Whether a part begins at the middle one of three letters: `aB`, or the `Se` of `PSe`.
fn is_hump(before: u8, at: u8, after: u8) -> bool {
    at.is_ascii_uppercase()
        && (before.is_ascii_lowercase()
            || before.is_ascii_digit()
            || (before.is_ascii_uppercase() && after.is_ascii_lowercase()))
}

/// Scripts without spaces between words: Han, Kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007
        | 0x3040..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}
