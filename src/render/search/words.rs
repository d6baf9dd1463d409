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

/// Cuts texts, one after the other.
#[derive(Debug, Default)]
pub struct Cutter {
    /// Kept between texts, so that a word costs no allocation.
    folded: String,
}

impl Cutter {
    /// Calls `found` for every word of `text`, folded: lower case, without the accents of
    /// Latin, Greek and Cyrillic letters. A word is given as often as it occurs.
    pub fn words(&mut self, text: &str, kind: Text, found: &mut impl FnMut(&str)) {
        let folded = &mut self.folded;
        let mut cut = Cut {
            kind,
            folded,
            found,
        };
        if text.is_ascii() {
            return cut.ascii(text);
        }
        for chunk in text.split(is_separator) {
            match chunk.is_ascii() {
                true => cut.ascii(chunk),
                false => chunk.split(|c| !is_word(c)).for_each(|run| cut.run(run)),
            }
        }
    }
}

/// One text that is cut.
struct Cut<'c, F: FnMut(&str)> {
    kind: Text,
    folded: &'c mut String,
    found: &'c mut F,
}

impl<F: FnMut(&str)> Cut<'_, F> {
    /// Most texts are ASCII, and cutting them is much of the work of an index.
    fn ascii(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let sign_at = |at: usize| bytes.get(at).map_or(SEPARATOR, |byte| sign(*byte));
        let mut at = 0;
        while at < bytes.len() {
            if sign(bytes[at]) == SEPARATOR {
                at += 1;
                continue;
            }
            // What stands between two separators is a chunk, and in it there are runs.
            let (chunk, mut chunk_signs) = (at, 0);
            loop {
                let run = at;
                at += small_letters(&bytes[at..]);
                let mut run_signs = if at > run { SMALL } else { 0 };
                while sign_at(at) & WORD != 0 {
                    run_signs |= sign_at(at);
                    at += 1;
                }
                if run_signs != 0 {
                    self.word(&text[run..at], run_signs);
                }
                chunk_signs |= run_signs | sign_at(at);
                if sign_at(at) == SEPARATOR {
                    break;
                }
                at += 1;
            }
            // Of most chunks, which are one word, all is said.
            if chunk_signs & (GLUE | OTHER) != 0 {
                self.end(&text[chunk..at], chunk_signs);
            }
            at += 1;
        }
    }

    /// The chunk as a whole, after its words.
    fn end(&mut self, chunk: &str, signs: u8) {
        match self.kind {
            Text::Prose | Text::Code if signs & WORD != 0 && signs & GLUE != 0 => self.whole(chunk),
            Text::Code if signs & WORD == 0 && chunk.len() <= 4 => (self.found)(chunk),
            Text::Prose | Text::Code | Text::Sample => {}
        }
    }

    /// A code word as written, less the sentence's punctuation around it.
    fn whole(&mut self, chunk: &str) {
        let whole = chunk.trim_matches(['.', ':', '!', '?', '\'']);
        let signs = whole.bytes().fold(0, |signs, byte| signs | sign(byte));
        if signs & WORD != 0 && signs & GLUE != 0 && whole.len() <= LONGEST {
            self.give(whole, signs);
        }
    }

    /// An ASCII run of letters, digits and `_`, with the signs in it.
    fn word(&mut self, word: &str, signs: u8) {
        if self.kind == Text::Sample && (word.len() < 2 || signs == DIGIT) {
            return;
        }
        self.give(word, signs);
        let may_begin = |byte: u8| sign(byte) & (BIG | LINE) != 0;
        let may_have_parts = signs & (BIG | LINE) != 0;
        if may_have_parts && (word.starts_with('_') || word.bytes().skip(1).any(may_begin)) {
            self.parts(word, signs);
        }
    }

    /// `return`, `exceptions` of `return_exceptions`; `http`, `server` of `HTTPServer`.
    fn parts(&mut self, word: &str, signs: u8) {
        let bytes = word.as_bytes();
        let sign_at = |at: usize| bytes.get(at).map_or(LINE, |byte| sign(*byte));
        let mut start = 0;
        for at in 0..bytes.len() + 1 {
            let is_end = sign_at(at) == LINE;
            let is_start =
                sign_at(at) == BIG && at > start && is_hump(sign_at(at - 1), sign_at(at + 1));
            if !is_end && !is_start {
                continue;
            }
            if at - start > 1 && at - start < bytes.len() {
                self.give(&word[start..at], signs);
            }
            start = if is_end { at + 1 } else { at };
        }
    }

    /// An ASCII word, with at least the signs in it.
    fn give(&mut self, word: &str, signs: u8) {
        let mut word = word.get(..LONGEST).unwrap_or(word);
        if signs & BIG != 0 {
            self.folded.clear();
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
            word = self.folded;
        }
        (self.found)(word);
    }

    /// A run of letters, marks, digits and `_`.
    fn run(&mut self, run: &str) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let is_paired = is_unspaced(first);
            let end = rest.find(|c| is_unspaced(c) != is_paired);
            let (same, after) = rest.split_at(end.unwrap_or(rest.len()));
            match is_paired {
                true => self.pairs(same),
                false if same.is_ascii() => self.ascii(same),
                false => self.give_folded(same),
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
            self.give_folded(&run[*start..end]);
        }
    }

    fn give_folded(&mut self, word: &str) {
        self.folded.clear();
        // The whole word, not letter by letter: a final sigma knows where it stands.
        let lower = word.to_lowercase().replace('ς', "σ");
        let plain = lower.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
        self.folded.extend(plain.nfc().take(LONGEST));
        (self.found)(self.folded);
    }
}

// What an ASCII character is to the words around it: one of these.

/// Ends words and code words.
const SEPARATOR: u8 = 0;
const SMALL: u8 = 1;
const BIG: u8 = 2;
const DIGIT: u8 = 4;
/// `_`
const LINE: u8 = 8;
/// Ends a word, and makes a code word of the chunk.
const GLUE: u8 = 16;
/// Ends a word, but not a code word.
const OTHER: u8 = 32;

/// What words are made of.
const WORD: u8 = SMALL | BIG | DIGIT | LINE;

/// Of all bytes, so that no place in it needs a look whether it is there.
const SIGNS: [u8; 256] = {
    let mut signs = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => BIG,
            b'0'..=b'9' => DIGIT,
            b'_' => LINE,
            b'.' | b':' | b'<' | b'>' | b'+' | b'#' | b'=' | b'&' => GLUE,
            b'@' | b'%' | b'^' | b'|' | b'~' | b'*' | b'$' | b'!' => GLUE,
            b'/' | b',' | b';' | b'"' | b'`' | b'\\' => SEPARATOR,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => SEPARATOR,
            c if c.is_ascii_whitespace() || c.is_ascii_control() => SEPARATOR,
            _ => OTHER,
        };
        byte += 1;
    }
    signs
};

/// What an ASCII character is.
fn sign(byte: u8) -> u8 {
    SIGNS[usize::from(byte)]
}

/// How many small letters ASCII bytes begin with, as far as eight at a time can tell: most
/// words are no longer, and behind most of them there are eight more bytes.
fn small_letters(bytes: &[u8]) -> usize {
    let (mut count, mut rest) = (0, bytes);
    while let Some((eight, more)) = rest.split_first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        // The highest bit of each byte, which ASCII leaves free, says whether it is one.
        let from_a = eight + EACH * u64::from(0x80 - b'a');
        let behind_z = eight + EACH * u64::from(0x7f - b'z');
        let others = !(from_a & !behind_z) & (EACH * 0x80);
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        (count, rest) = (count + 8, more);
    }
    count
}

/// 1 in each byte.
const EACH: u64 = u64::from_le_bytes([1; 8]);

/// What no word and no code word goes across.
fn is_separator(c: char) -> bool {
    match c {
        c if c.is_ascii() => sign(c as u8) == SEPARATOR,
        c => !is_word(c),
    }
}

fn is_word(c: char) -> bool {
    match c.is_ascii() {
        true => sign(c as u8) & WORD != 0,
        false => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// Whether a part begins at the big letter between these: `aB`, or the `Se` of `PSe`.
fn is_hump(before: u8, after: u8) -> bool {
    before & (SMALL | DIGIT) != 0 || (before == BIG && after == SMALL)
}

/// Scripts without spaces between words: Han, Kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3005..=0x3007
        | 0x3040..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}
