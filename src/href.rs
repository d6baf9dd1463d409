//! Slugs, page paths and links: the only place where a URL is made.

use serde::{Deserialize, Serialize};

use std::collections::{HashMap, HashSet};
use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A piece of a URL or an anchor: lower case, NFC, no spaces or punctuation but `-` and `_`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug by GitHub's rule for heading anchors: lower case, punctuation
    /// dropped, spaces to `-`, letters of every script kept. `None` if nothing is left.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        // ASCII is its own normal form, and to look its letters up is most of the work.
        let slug: String = match text.is_ascii() {
            true => {
                let mut slug = Vec::with_capacity(text.len());
                slug.extend(text.bytes().filter_map(in_ascii_slug));
                String::from_utf8(slug).unwrap_or_default()
            }
            false => text
                .nfc()
                .flat_map(char::to_lowercase)
                .filter_map(in_slug)
                .nfc()
                .collect(),
        };
        let is_empty = slug.bytes().all(|byte| byte == b'-');
        (!is_empty).then_some(Self(slug))
    }

    /// Takes `text` as it is if it is a slug already.
    pub fn exact(text: &str) -> Option<Self> {
        Self::from_text(text).filter(|slug| slug.0 == text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What becomes of a character in a slug.
fn in_slug(c: char) -> Option<char> {
    match c.is_ascii() {
        true => in_ascii_slug(c as u8).map(char::from),
        false => (c.is_alphanumeric() || is_mark(c)).then_some(c),
    }
}

fn in_ascii_slug(byte: u8) -> Option<u8> {
    match byte {
        b' ' | b'\t' | b'\n' => Some(b'-'),
        b'-' | b'_' => Some(byte),
        _ => byte
            .is_ascii_alphanumeric()
            .then(|| byte.to_ascii_lowercase()),
    }
}

/// Combining marks belong to the letter before them (Devanagari vowels, Arabic points).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Gives each slug of a page out once: repeats get `-1`, `-2`, as on GitHub.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: HashSet<Slug>,
    /// The number to try next for a slug that was repeated, so that a page with twenty
    /// thousand equal headings does not count from one for each.
    next: HashMap<Slug, usize>,
}

impl Anchors {
    /// Takes `slug` for the caller alone; false if somebody has it already.
    pub fn claim(&mut self, slug: &Slug) -> bool {
        self.taken.insert(slug.clone())
    }

    /// Takes `slug` or the first free of `slug-1`, `slug-2`, …
    pub fn claim_free(&mut self, slug: Slug) -> Slug {
        if self.claim(&slug) {
            return slug;
        }
        let first = self.next.get(&slug).copied().unwrap_or(1);
        let (number, free) = (first..)
            .map(|number| (number, Slug(format!("{slug}-{number}"))))
            .find(|(_, candidate)| self.claim(candidate))
            .expect("numbers do not run out");
        self.next.insert(slug, number + 1);
        free
    }
}

/// Where a page lives in the output, without the ending: `python/concurrency/asyncio`.
///
/// A folder's own page is its `index`, the home page is `index`. Parts are
/// slugs, so a path can neither leave the output folder nor clash by spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PagePath(String);

impl PagePath {
    /// The page `name` in the folder of `folders`.
    pub fn new(folders: &[Slug], name: &Slug) -> Self {
        let mut path = String::new();
        for folder in folders {
            path.push_str(folder.as_str());
            path.push('/');
        }
        path.push_str(name.as_str());
        Self(path)
    }

    /// The folder's own page.
    pub fn index(folders: &[Slug]) -> Self {
        Self::new(folders, &Slug("index".to_owned()))
    }

    /// A page that the generator itself makes, such as `404` or `tags/index`.
    pub fn generated(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The path without an ending.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The output file with this ending: `html`, `json`, `md`.
    pub fn file(&self, extension: &str) -> String {
        [&self.0, ".", extension].concat()
    }

    /// The folder part with its final `/`, or nothing at the top.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..=slash])
    }

    /// Whether this is the page of a folder.
    pub fn is_index(&self) -> bool {
        self.0 == "index" || self.0.ends_with("/index")
    }
}

impl fmt::Display for PagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How addresses look and where the site will live.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UrlStyle {
    /// Drop `.html` and `index.html`; needs a server that knows.
    pub clean: bool,
    /// The site's own address with a final `/`, or nothing when unknown.
    pub base: Option<String>,
}

impl UrlStyle {
    /// The way from one page to another, always relative.
    pub fn between(&self, from: &PagePath, to: &PagePath) -> Href {
        let (path, ending) = self.page_file(to);
        let mut href = relative(from.folder(), path, ending);
        // An empty href means "this document", which is right only with an anchor.
        if href.is_empty() {
            href.push_str("./");
        }
        Href(href)
    }

    /// The way from one page to any other output file.
    pub fn to_file(&self, from: &PagePath, file: &str) -> Href {
        Href(relative(from.folder(), file, ""))
    }

    /// The full address of a page, when the site's own is known.
    pub fn absolute(&self, to: &PagePath) -> Option<Href> {
        let base = self.base.as_deref()?;
        let (path, ending) = self.page_file(to);
        Some(Href([base, &encode_path(path), ending].concat()))
    }

    /// The full address of an output file, when the site's own is known.
    pub fn absolute_file(&self, file: &str) -> Option<Href> {
        let base = self.base.as_deref()?;
        Some(Href(format!("{base}{}", encode_path(file))))
    }

    /// The path part of the site's address, with a `/` at both ends.
    pub fn base_path(&self) -> &str {
        let Some(base) = self.base.as_deref() else {
            return "/";
        };
        let host = base.find("://").map_or(0, |at| at + 3);
        base[host..]
            .find('/')
            .map_or("/", |slash| &base[host + slash..])
    }

    /// The way to a page from the root of the host, for pages shown at any depth (404).
    pub fn from_root(&self, to: &PagePath) -> Href {
        let (path, ending) = self.page_file(to);
        Href([self.base_path(), &encode_path(path), ending].concat())
    }

    /// The way to an output file from the root of the host.
    pub fn file_from_root(&self, file: &str) -> Href {
        Href(format!("{}{}", self.base_path(), encode_path(file)))
    }

    /// A page's path and the ending that its address has.
    fn page_file<'a>(&self, page: &'a PagePath) -> (&'a str, &'static str) {
        match (self.clean, page.is_index()) {
            (true, true) => (page.folder(), ""),
            (true, false) => (page.as_str(), ""),
            (false, _) => (page.as_str(), ".html"),
        }
    }
}

/// A finished link, percent-encoded; HTML escaping is still to be done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Href(String);

impl Href {
    /// An address written by a contributor, to be kept as it is.
    pub fn external(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// A link within the same page.
    pub fn anchor(anchor: &str) -> Self {
        Self(format!("#{}", encode_path(anchor)))
    }

    /// This link with an anchor behind it.
    pub fn with_anchor(mut self, anchor: &str) -> Self {
        self.0.push('#');
        self.0.push_str(&encode_path(anchor));
        self
    }

    /// The text of the attribute, before HTML escaping.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same, to be kept.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The relative way from `folder` (with final `/`, or empty) to `file`, percent-encoded, with
/// the ending behind it.
fn relative(folder: &str, file: &str, ending: &str) -> String {
    let both = folder.bytes().zip(file.bytes());
    let same = both.take_while(|(from, to)| from == to).count();
    let shared = folder.as_bytes()[..same]
        .iter()
        .rposition(|byte| *byte == b'/')
        .map_or(0, |slash| slash + 1);
    let up = folder[shared..].matches('/').count();
    let rest = &file[shared..];
    let mut href = String::with_capacity(3 * up + rest.len() + ending.len());
    (0..up).for_each(|_| href.push_str("../"));
    encode(rest, &mut href);
    href.push_str(ending);
    href
}

/// Percent-encodes what a URL path may not hold; letters of every script become UTF-8 escapes.
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    encode(path, &mut encoded);
    encoded
}

fn encode(path: &str, encoded: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = path;
    while let Some(at) = rest.bytes().position(|byte| !may_stand_in_path(byte)) {
        let letter = rest[at..].chars().next().map_or(1, char::len_utf8);
        let (plain, after) = rest.split_at(at);
        let (letter, after) = after.split_at(letter);
        encoded.push_str(plain);
        for byte in letter.bytes() {
            let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
        rest = after;
    }
    encoded.push_str(rest);
}

fn may_stand_in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~/(),@+=".contains(&byte)
}

/// The part before `:`, if it is a scheme and not the name of a file.
pub fn scheme(destination: &str) -> Option<&str> {
    // Browsers drop spaces and control characters in front and tabs inside.
    let (scheme, _) = destination.split_once(':')?;
    let is_path = scheme.contains(['/', '#', '?']);
    (!is_path).then_some(scheme.trim())
}

/// Whether a link of that kind opens a page or a program and runs nothing.
pub fn is_harmless(scheme: &str) -> bool {
    const HARMLESS: [&str; 8] = [
        "http", "https", "mailto", "tel", "ftp", "irc", "news", "magnet",
    ];
    HARMLESS
        .iter()
        .any(|harmless| scheme.eq_ignore_ascii_case(harmless))
}

/// A title for a file or folder of this name: `data-model` becomes `Data model`.
pub fn title_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Untitled".to_owned(),
    }
}

/// Undoes percent-encoding in a link a contributor wrote; bad escapes stay as they are.
pub fn decode(link: &str) -> String {
    let bytes = link.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = link.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| link.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_githubs_rule() {
        let slug = |text| Slug::from_text(text).map(|slug| slug.0);
        assert_eq!(slug("What is `C#`?").as_deref(), Some("what-is-c"));
        assert_eq!(slug("Привет, мир").as_deref(), Some("привет-мир"));
        assert_eq!(slug("async/await & co").as_deref(), Some("asyncawait--co"));
        assert_eq!(slug("../.."), None);
        assert_eq!(slug("%%% \" '"), None);
    }

    #[test]
    fn repeats_are_numbered_from_one() {
        let mut anchors = Anchors::default();
        let slug = || Slug::from_text("Answer").unwrap();
        assert_eq!(anchors.claim_free(slug()).as_str(), "answer");
        assert_eq!(anchors.claim_free(slug()).as_str(), "answer-1");
        assert_eq!(anchors.claim_free(slug()).as_str(), "answer-2");
    }

    #[test]
    fn links_are_relative_and_encoded() {
        let urls = UrlStyle::default();
        let page = |path: &str| PagePath::generated(path);
        let way = |from, to| urls.between(&page(from), &page(to)).0;
        assert_eq!(way("a/b/c", "a/b/d"), "d.html");
        assert_eq!(way("a/b/c", "a/x/d"), "../x/d.html");
        assert_eq!(way("index", "a/index"), "a/index.html");
        assert_eq!(way("a/b/c", "index"), "../../index.html");
        assert_eq!(way("index", "é b"), "%C3%A9%20b.html");
    }

    #[test]
    fn clean_urls_drop_the_ending() {
        let urls = UrlStyle {
            clean: true,
            base: Some("https://example.org/guide/".to_owned()),
        };
        let page = |path: &str| PagePath::generated(path);
        let way = |from, to| urls.between(&page(from), &page(to)).0;
        assert_eq!(way("a/b", "a/c"), "c");
        assert_eq!(way("a/b", "a/index"), "./");
        assert_eq!(way("a/b", "index"), "../");
        assert_eq!(
            urls.absolute(&page("a/index"))
                .map(|href| href.0)
                .as_deref(),
            Some("https://example.org/guide/a/")
        );
        assert_eq!(urls.base_path(), "/guide/");
    }

    #[test]
    fn decoding_undoes_encoding_and_survives_nonsense() {
        assert_eq!(decode("a%20b%C3%A9.md"), "a bé.md");
        assert_eq!(decode("100%.md"), "100%.md");
        assert_eq!(decode("%zz%ff"), "%zz%ff");
    }
}
