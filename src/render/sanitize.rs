//! Makes HTML from strangers safe to put into a page.
//!
//! Raw HTML arrives in fragments, a `<b>` here and a `</b>` there, so a text
//! that holds any is cleaned as a whole, our own elements included. What of
//! ours would not survive, such as drawings, formulas and samples, waits
//! elsewhere meanwhile: [`Trusted`] holds it and leaves a token in its place,
//! and puts it back afterwards.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

use ammonia::{Builder, UrlRelative};

/// Private-use characters around a token.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Bytes of either.
const MARK_LENGTH: usize = 3;

/// Parts of a text that are known to be safe, kept while the rest is cleaned.
#[derive(Debug)]
pub struct Trusted {
    /// Makes tokens impossible to forge, even by character references, which
    /// are only resolved during cleaning. It never reaches the output, so that
    /// a random one does no harm to equal bytes.
    key: u64,
    parts: Vec<String>,
}

impl Default for Trusted {
    fn default() -> Self {
        Self {
            key: RandomState::new().hash_one(MARKS),
            parts: Vec::new(),
        }
    }
}

impl Trusted {
    /// Keeps a whole element, or several, and returns the token to write where
    /// text may stand. `html` must be closed in itself.
    pub fn hold(&mut self, html: String) -> String {
        // What is held may have been written around tokens itself.
        self.parts.push(self.put_back(&html));
        let index = self.parts.len() - 1;
        let [open, close] = MARKS;
        format!("{open}{:x}.{index}{close}", self.key)
    }

    /// Puts everything back into the output of [`sanitize`]. Broken and forged
    /// tokens go, with all that is in them.
    pub fn release(self, sanitized: &str) -> String {
        self.put_back(sanitized)
    }

    fn put_back(&self, text: &str) -> String {
        let mut output = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(MARKS) {
            output.push_str(&rest[..at]);
            rest = &rest[at..];
            match token(rest) {
                Some(inner) => {
                    output.push_str(self.part(inner).unwrap_or_default());
                    rest = &rest[inner.len() + 2 * MARK_LENGTH..];
                }
                None => rest = &rest[MARK_LENGTH..],
            }
        }
        output.push_str(rest);
        output
    }

    fn part(&self, token: &str) -> Option<&str> {
        let (key, index) = token.split_once('.')?;
        let index: usize = index.parse().ok()?;
        let is_ours = key == format!("{:x}", self.key);
        is_ours.then(|| self.parts.get(index).map(String::as_str))?
    }
}

/// What is between the marks of the token `text` begins with.
fn token(text: &str) -> Option<&str> {
    let [open, close] = MARKS;
    let (inner, _) = text.strip_prefix(open)?.split_once(close)?;
    (!inner.contains(open)).then_some(inner)
}

/// The text without the characters around tokens. Everything a stranger wrote
/// goes through this on its way to [`sanitize`].
pub fn without_marks(text: &str) -> String {
    text.replace(MARKS, "")
}

/// Cleans one body. The result is well-formed whatever came in, so it cannot
/// close or open anything around it, and it runs no script.
///
/// Every link in it is marked `nofollow noopener`.
pub fn sanitize(html: &str) -> String {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(cleaner).clean(html).to_string()
}

/// What GitHub allows in Markdown, and the elements our own pages are built of.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with all that is in them; of others the text stays.
const DROPPED: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math",
    "select", "textarea", "title", "xmp", "noembed", "noframes",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("div", &["align"]),
    (
        "img",
        &[
            "src", "alt", "width", "height", "align", "loading", "decoding",
        ],
    ),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &["align"]),
    ("td", &["align", "colspan", "rowspan"]),
    ("th", &["align", "colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Classes that mean nothing but a look, and may be written by anyone.
const CLASSES: &[&str] = &[
    "align-left",
    "align-center",
    "align-right",
    "task-list",
    "task-list-item",
];

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(tag, names)| (*tag, names.iter().copied().collect()))
        .collect();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(DROPPED.iter().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["title", "lang", "dir", "class"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener"))
        .strip_comments(true)
        .attribute_filter(filter);
    builder
}

/// The value to keep for an attribute that is allowed by name.
fn filter<'a>(element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
    if value.contains(MARKS) {
        // A quote left open by a stranger swallows what we wrote after it, and
        // an element must not come back inside a value.
        return None;
    }
    let is_fine = match (element, attribute) {
        (_, "class") => return classes(value),
        ("img", "src") => is_relative(value) || value.to_ascii_lowercase().starts_with("https:"),
        ("img", "width" | "height") | (_, "colspan" | "rowspan" | "span") => {
            value.len() <= 5 && value.bytes().all(|byte| byte.is_ascii_digit())
        }
        (_, "align") => matches!(value, "left" | "center" | "right"),
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        _ => true,
    };
    is_fine.then_some(Cow::Borrowed(value))
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let known: Vec<&str> = value
        .split_ascii_whitespace()
        .filter(|class| CLASSES.contains(class))
        .collect();
    (!known.is_empty()).then(|| Cow::Owned(known.join(" ")))
}

/// Whether a link that passed the check of its scheme has none.
fn is_relative(value: &str) -> bool {
    let before_path = value.split(['/', '?', '#']).next().unwrap_or_default();
    !before_path.contains(':') && !value.starts_with("//")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{Trusted, sanitize, without_marks};

    #[track_caller]
    fn check(html: &str, expect: Expect) {
        expect.assert_eq(&sanitize(html));
    }

    #[test]
    fn what_guides_are_written_with_stays() {
        check(
            "<details open><summary>More</summary><p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, \
             <abbr title=\"Global Interpreter Lock\">GIL</abbr></p></details>\
             <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>\
             <ol start=\"3\"><li>x</li></ol><img src=\"a/b.png\" alt=\"A\" width=\"10\">",
            expect![[
                r#"<details open=""><summary>More</summary><p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <abbr title="Global Interpreter Lock">GIL</abbr></p></details><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><ol start="3"><li>x</li></ol><img src="a/b.png" alt="A" width="10">"#
            ]],
        );
    }

    #[test]
    fn tables_keep_their_structure_even_when_nested() {
        check(
            "<table><thead><tr><th scope=\"col\" class=\"align-right x\">a</th></tr></thead><tbody><tr>\
             <td colspan=\"2\" rowspan=\"x\"><table><tr><td>in</td></tr></table></td></tr></tbody></table>",
            expect![[
                r#"<table><thead><tr><th scope="col" class="align-right">a</th></tr></thead><tbody><tr><td colspan="2"><table><tbody><tr><td>in</td></tr></tbody></table></td></tr></tbody></table>"#
            ]],
        );
    }

    #[test]
    fn scripts_and_handlers_go() {
        check(
            "a<script>alert(1)</script><img src=x onerror=alert(1)><b onclick='x'>b</b>\
             <ScRiPt src=//e>x</sCrIpT><p style=\"position:fixed\">c</p><style>*{}</style>",
            expect![[r#"a<img src="x"><b>b</b><p>c</p>"#]],
        );
    }

    #[test]
    fn dangerous_links_lose_their_target_in_every_disguise() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#x09;script:alert(1)",
            "java\nscript:alert(1)",
            "&#106;avascript&colon;alert(1)",
            " &#14; javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
        ] {
            let clean = sanitize(&format!("<a href=\"{href}\">x</a>"));
            assert_eq!(clean, "<a rel=\"nofollow noopener\">x</a>", "{href}");
        }
    }

    #[test]
    fn safe_links_stay_and_are_marked() {
        check(
            "<a href=\"https://example.org/?a=1&amp;b\" target=_blank>x</a><a href=\"../gil/#one\">y</a>\
             <a href=\"mailto:a@example.org\">z</a>",
            expect![[
                r#"<a href="https://example.org/?a=1&amp;b" rel="nofollow noopener">x</a><a href="../gil/#one" rel="nofollow noopener">y</a><a href="mailto:a@example.org" rel="nofollow noopener">z</a>"#
            ]],
        );
    }

    #[test]
    fn images_are_local_or_secure() {
        check(
            "<img src=\"data:image/svg+xml,x\"><img src=\"http://e/x.png\"><img src=\"//e/x.png\">\
             <img src=\"https://e/x.png\" srcset=\"y 2x\" width=\"100%\"><img src=\"x.png\">",
            expect![[r#"<img><img><img><img src="https://e/x.png"><img src="x.png">"#]],
        );
    }

    #[test]
    fn foreign_markup_and_forms_go() {
        check(
            "a<svg><a xlink:href=\"javascript:x\"><text>t</text></a></svg>b\
             <math><mtext><img src=x onerror=y></mtext></math>c<iframe src=x>i</iframe>d\
             <form action=x><input name=y><button>go</button></form><![CDATA[e<b>]]>f\
             <template><script>x</script></template><object data=x>g</object><base href=//e><meta>",
            expect!["abcdgo]]&gt;f"],
        );
    }

    #[test]
    fn attributes_that_would_fake_the_interface_go() {
        check(
            "<div id=\"search\" class=\"question align-left\" role=\"dialog\" name=\"x\" \
             data-answer=\"1\" aria-label=\"x\" tabindex=\"0\" hidden>x</div>",
            expect![[r#"<div class="align-left">x</div>"#]],
        );
    }

    #[test]
    fn a_body_closes_what_it_opens_and_nothing_else() {
        check(
            "</div></main></body></html><b><i>one<p>two</div></section>three<!-- four",
            expect!["<b><i>one<p>twothree</p></i></b>"],
        );
        check("<a href=\"x", expect![""]);
        check("one<!-- <script> --> two<?php x ?>", expect!["one two"]);
    }

    #[test]
    fn thousands_of_nested_elements_are_survived() {
        let clean = sanitize(&"<b>".repeat(5_000));
        assert!(clean.len() <= 7 * 5_000);
    }

    #[test]
    fn trusted_parts_come_back_untouched() {
        let mut trusted = Trusted::default();
        let figure = "<figure onclick=\"ours\"><svg></svg></figure>";
        let token = trusted.hold(figure.to_owned());
        let body = format!("<div>{token}<p onclick=\"theirs\">b</p>");
        let clean = sanitize(&body);
        assert_eq!(
            trusted.release(&clean),
            format!("<div>{figure}<p>b</p></div>")
        );
    }

    #[test]
    fn a_held_part_may_be_written_around_others() {
        let mut trusted = Trusted::default();
        let inner = trusted.hold("<svg></svg>".to_owned());
        let outer = trusted.hold(format!("<figure>{inner}</figure>"));
        assert_eq!(
            trusted.release(&sanitize(&outer)),
            "<figure><svg></svg></figure>"
        );
    }

    #[test]
    fn a_quote_left_open_cannot_pull_trusted_parts_into_a_tag() {
        let figure = "<figure title=\" onclick=alert(1) \">x</figure>";
        for open in [
            "<a title=\"",
            "<p class=\"",
            "<img alt='",
            "<p lang=",
            "<p ",
            "<",
            "<!--",
            "<textarea>",
        ] {
            let mut trusted = Trusted::default();
            let token = trusted.hold(figure.to_owned());
            let clean = trusted.release(&sanitize(&format!("{open}{token}\"'>t</p>")));
            assert!(
                !clean.replace(figure, "").contains("onclick"),
                "{open}: {clean}"
            );
        }
    }

    #[test]
    fn tokens_cannot_be_forged() {
        let mut trusted = Trusted::default();
        trusted.hold("<b>secret</b>".to_owned());
        let theirs =
            "\u{e000}0.0\u{e001}|&#xe000;0.0&#xE001;|<p class=\"&#xe000;0.0&#xe001;\">x</p>";
        let body = without_marks(theirs);
        assert!(!body.contains('\u{e000}'));
        assert_eq!(trusted.release(&sanitize(&body)), "0.0||<p>x</p>");
    }

    #[test]
    fn half_a_token_leaves_no_mark() {
        let trusted = Trusted::default();
        assert_eq!(
            trusted.release("a\u{e000}b\u{e000}c\u{e001}d\u{e001}"),
            "abd"
        );
    }
}
