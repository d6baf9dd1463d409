//! Bare web addresses in running text become links, as on GitHub.

use crate::model::block::{Inline, LinkId};

/// Links every bare `http://…`, `https://…` and `www.…` outside of links and code.
pub fn link_bare_urls(inlines: Vec<Inline>, add: &mut impl FnMut(String) -> LinkId) -> Vec<Inline> {
    if !inlines.iter().any(may_hold_url) {
        return inlines;
    }
    let mut linked = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => split(text, add, &mut linked),
            Inline::Emphasis(inlines) => {
                linked.push(Inline::Emphasis(link_bare_urls(inlines, add)))
            }
            Inline::Strong(inlines) => linked.push(Inline::Strong(link_bare_urls(inlines, add))),
            Inline::Strikethrough(inlines) => {
                linked.push(Inline::Strikethrough(link_bare_urls(inlines, add)));
            }
            Inline::Link { .. }
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Math(_)
            | Inline::Html(_)
            | Inline::FootnoteReference(_)
            | Inline::SoftBreak
            | Inline::HardBreak => linked.push(inline),
        }
    }
    linked
}

/// Whether there is a `//` or a `ww` in a text. Each text of a guide is asked: without a
/// branch a processor takes many letters at once.
fn may_hold_url(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => {
            let letters = text.bytes().zip(text.bytes().skip(1));
            letters.fold(false, |found, (a, b)| {
                found | (a == b) & ((a == b'/') | (a == b'w'))
            })
        }
        Inline::Emphasis(inlines) | Inline::Strong(inlines) | Inline::Strikethrough(inlines) => {
            inlines.iter().any(may_hold_url)
        }
        _ => false,
    }
}

fn split(text: String, add: &mut impl FnMut(String) -> LinkId, linked: &mut Vec<Inline>) {
    let mut rest = text.as_str();
    let mut plain = String::new();
    while let Some((start, prefix)) = find_start(rest, plain.chars().last()) {
        let url = url_at(&rest[start..]);
        if url.len() <= prefix.len() {
            plain.push_str(&rest[..start + prefix.len()]);
            rest = &rest[start + prefix.len()..];
            continue;
        }
        plain.push_str(&rest[..start]);
        if !plain.is_empty() {
            linked.push(Inline::Text(std::mem::take(&mut plain)));
        }
        let destination = match prefix {
            "www." => format!("http://{url}"),
            _ => url.to_owned(),
        };
        linked.push(Inline::Link {
            target: add(destination),
            title: String::new(),
            inlines: vec![Inline::Text(url.to_owned())],
        });
        rest = &rest[start + url.len()..];
    }
    if plain.is_empty() && rest.len() == text.len() {
        linked.push(Inline::Text(text));
        return;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        linked.push(Inline::Text(plain));
    }
}

/// The first place where an address may begin: at the start, or behind a space or one of `*_~(`.
fn find_start(text: &str, before: Option<char>) -> Option<(usize, &'static str)> {
    ["https://", "http://", "www."]
        .into_iter()
        .filter_map(|prefix| {
            let mut from = 0;
            while let Some(at) = text[from..].find(prefix).map(|at| from + at) {
                let previous = text[..at].chars().next_back().or(before);
                let may_begin = previous
                    .is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(' | '['));
                if may_begin {
                    return Some((at, prefix));
                }
                from = at + prefix.len();
            }
            None
        })
        .min_by_key(|(at, _)| *at)
}

/// The address at the start of `text`, without the punctuation of the sentence around it.
fn url_at(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(text.len());
    let mut url = &text[..end];
    loop {
        let Some(last) = url.chars().next_back() else {
            return url;
        };
        let opened = url.matches('(').count();
        let is_trailing = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | ';' | ']' => true,
            ')' => url.matches(')').count() > opened,
            _ => false,
        };
        if !is_trailing {
            return url;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
}
