//! The search's files: numbers and words in few characters, in scripts that browsers load
//! from a folder too. `scripts/search/shards.js` reads them.

/// Characters that end a number: every small number is one of them alone.
const FINAL: &[u8; 57] = b"abcdefghijklmnopqrstuvwxyzKLMNOPQRSTUVWXYZ0123456789-+*/=";

/// Characters that begin a longer one. Neither list holds a space, a quote or a backslash,
/// nor the letters `A` to `J` and `~`, which mark what follows.
const MORE: &[u8; 24] = b"!#$%&'(),.:;<>?@[]^_`{|}";

/// Writes a number: what one character cannot hold goes before it, the lowest part first.
pub fn push_number(text: &mut String, mut number: u32) {
    let (finals, more) = (FINAL.len() as u32, MORE.len() as u32);
    while number >= finals {
        number -= finals;
        text.push(char::from(MORE[(number % more) as usize]));
        number /= more;
    }
    text.push(char::from(FINAL[number as usize]));
}

/// Writes sorted words one behind the other: how many characters each begins with that
/// stand in the word before it too, and the rest.
#[derive(Default)]
pub struct WordList {
    text: String,
    last: String,
}

impl WordList {
    /// The longest beginning that is left out: one character says how long it is.
    const LONGEST: usize = 35;

    /// Adds the next word. Words hold no space.
    pub fn push(&mut self, word: &str) {
        let shared = shared(&self.last, word).min(Self::LONGEST);
        let (kept, units) = word.chars().take(shared).fold((0, 0), |(kept, units), c| {
            (kept + c.len_utf8(), units + c.len_utf16())
        });
        let sign = char::from_digit(units as u32, 36);
        // A pair of surrogates may take it over the limit: then the word stands in full.
        let (sign, kept) = sign.map_or(('0', 0), |sign| (sign, kept));
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push(sign);
        self.text.push_str(&word[kept..]);
        word.clone_into(&mut self.last);
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Ends the list; the next begins anew.
    pub fn take(&mut self) -> String {
        self.last.clear();
        std::mem::take(&mut self.text)
    }
}

/// The least beginning of `word` that is behind `before`, the word that sorts before it.
pub fn boundary(before: &str, word: &str) -> String {
    word.chars().take(shared(before, word) + 1).collect()
}

/// With how many characters both begin.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// A script that hands `arguments` to the search.
pub fn script(kind: &str, number: usize, arguments: &[&impl serde::Serialize]) -> String {
    let mut text = format!("hotseat.search.put(\"{kind}\",{number}");
    for argument in arguments {
        text.push(',');
        let json = serde_json::to_string(argument);
        text.push_str(&json.expect("strings and lists of them are JSON"));
    }
    text.push_str(");\n");
    text
}

/// A list as JSON has it, without its brackets: what a longer one is made of.
pub fn list(list: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(list).expect("titles and numbers are JSON");
    // Not a slice of it: this stays until the end of a build, and must not be too long.
    json[1..json.len() - 1].to_owned()
}

/// How the anchor of a document is written beside its title.
#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
pub enum Anchor {
    /// As much of the title's slug, in bytes.
    Part(usize),
    /// In full.
    Full(String),
}

/// `None` where the anchor is the slug of the title. Most anchors are, and they are a third
/// of what is shown of a document.
///
/// Other titles' than ASCII's are written in full: browsers and this program may not agree
/// on a letter.
pub fn anchor(title: &str, anchor: &str) -> Option<Anchor> {
    // By the same rule as `crate::href::Slug`.
    let mut slug = title.trim().bytes().filter_map(|byte| match byte {
        b' ' => Some(b'-'),
        b if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_') => Some(b.to_ascii_lowercase()),
        _ => None,
    });
    let is_part = title.is_ascii() && anchor.bytes().all(|byte| slug.next() == Some(byte));
    match (is_part, slug.next()) {
        (true, None) => None,
        (true, Some(_)) => Some(Anchor::Part(anchor.len())),
        (false, _) => Some(Anchor::Full(anchor.to_owned())),
    }
}
