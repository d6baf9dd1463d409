//! A page's Markdown as an output file of its own.
//!
//! The body is copied, not printed anew from the tree: what a contributor wrote
//! is what is read. Only addresses change, because output files have other names.

use std::collections::BTreeMap;

use crate::href::Href;
use crate::model::block::{Block, BlockKind, plain_text};
use crate::model::guide::{Guide, LinkedPage, PageId, Target};
use crate::model::page::{Link, Page, Part};
use crate::model::question::Group;
use crate::source::{Source, Span};

/// The page's `.md`: title, written description, and the body as written.
///
/// Addresses are rewritten so that the file can be followed where it lies:
/// other pages by their own `.md`, folders by their `index.html` (they have no
/// Markdown of their own), assets by their place in the output. Anchors of the
/// same page, addresses on the web and links that lead nowhere stay as they
/// are. Questions left out as drafts are left out here too.
///
/// `page` is the page as parsed, of which the guide holds no blocks.
pub fn page_markdown(guide: &Guide, id: PageId, page: &Page) -> String {
    let linked = guide.page(id);
    let mut markdown = format!("# {}\n", escape_markdown(&page.front.title));
    if let Some(description) = &page.front.description
        && !description.trim().is_empty()
    {
        markdown.push_str(&format!("\n{}\n", escape_markdown(description)));
    }
    let changes = changes(guide, linked, page);
    let body: String = pieces(page)
        .into_iter()
        .map(|piece| match piece {
            Piece::Written(span) => rewritten(&page.source, span, &changes),
            Piece::Made(text) => text,
        })
        .collect();
    let body = body.trim_matches('\n').trim_end();
    if !body.is_empty() {
        markdown.push_str(&format!("\n{body}\n"));
    }
    markdown
}

/// Text as one line of Markdown in which nothing is taken for inline markup.
///
/// Signs that mean nothing where they stand (`snake_case`, `R & D`) get no
/// backslash: most readers of these files read them as they are.
pub fn escape_markdown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '<' => after.is_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => after.is_alphabetic() || after == '#',
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// A range of the source and what is to stand there instead.
struct Change {
    span: Span,
    text: String,
}

/// The addresses to rewrite, in the order of the text and without overlap.
fn changes(guide: &Guide, linked: &LinkedPage, page: &Page) -> Vec<Change> {
    let mut hrefs: BTreeMap<&str, String> = BTreeMap::new();
    let mut changes: Vec<Change> = Vec::new();
    for (link, target) in page.links.iter().zip(&linked.targets) {
        let Some(href) = artifact_href(guide, linked, target) else {
            continue;
        };
        // A bracket that is not closed would end the address too early.
        let text = href.as_str().replace('(', "%28").replace(')', "%29");
        if let Some(span) = written_at(&page.source, link) {
            changes.push(Change {
                span,
                text: text.clone(),
            });
        }
        hrefs.insert(&link.destination, text);
    }
    definitions(page, &hrefs, &mut changes);
    changes.sort_by_key(|change| change.span);
    let mut end = 0;
    changes.retain(|change| {
        let is_free = change.span.start >= end;
        end = end.max(change.span.end);
        is_free
    });
    changes
}

/// Where a link leads from the page's `.md`; `None` where it stays as written.
fn artifact_href(guide: &Guide, from: &LinkedPage, target: &Target) -> Option<Href> {
    let urls = &guide.config.urls;
    let (href, anchor) = match target {
        Target::Page(id, anchor) => {
            let file = guide.page(*id).path.file("md");
            (urls.to_file(&from.path, &file), anchor.as_ref())
        }
        Target::Section(id, anchor) => {
            let path = &guide.section(*id).path;
            (urls.between(&from.path, path), anchor.as_ref())
        }
        Target::Asset(id) => {
            let file = &guide.assets[id.0].output_path;
            (urls.to_file(&from.path, file), None)
        }
        Target::Here(_) | Target::External(_) | Target::Nowhere => return None,
    };
    Some(match anchor {
        Some(anchor) => href.with_anchor(anchor.as_str()),
        None => href,
    })
}

/// Where the address of an inline link stands.
///
/// The link's own span may have found the same words in the title behind the
/// address, or in the text of a reference link, which has no address here.
fn written_at(source: &Source, link: &Link) -> Option<Span> {
    let before = source.slice(Span::new(0, link.span.end));
    let open = before.rfind("](")? + "](".len();
    let rest = &source.text()[open..];
    let start = open + rest.len() - rest.trim_start().trim_start_matches('<').len();
    let span = Span::new(start, start + link.destination.len());
    (source.slice(span) == link.destination).then_some(span)
}

/// Link reference definitions (`[name]: address`), which belong to no link.
fn definitions(page: &Page, hrefs: &BTreeMap<&str, String>, changes: &mut Vec<Change>) {
    let mut code: Vec<Span> = Vec::new();
    page.visit_blocks(&mut |block| match &block.kind {
        BlockKind::Sample(_) | BlockKind::Output(_) | BlockKind::Diagram(_) => {
            code.push(block.span);
        }
        _ => {}
    });
    let mut at = page.body_span.start;
    for line in page.source.slice(page.body_span).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_code = code
            .iter()
            .any(|span| span.start <= start && start < span.end);
        let Some(rest) = definition(line).filter(|_| !is_code) else {
            continue;
        };
        let address = rest
            .split([' ', '\t', '\n', '>'])
            .next()
            .unwrap_or_default();
        if let Some(href) = hrefs.get(address) {
            let start = at - rest.len();
            changes.push(Change {
                span: Span::new(start, start + address.len()),
                text: href.clone(),
            });
        }
    }
}

/// What follows `[name]:` on a line that defines a link, from the address on.
fn definition(line: &str) -> Option<&str> {
    let indented = line.trim_start_matches(' ');
    let is_definition =
        line.len() - indented.len() < 4 && indented.starts_with('[') && !indented.starts_with("[^");
    let (_, rest) = indented.split_once("]:").filter(|_| is_definition)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    Some(rest.strip_prefix('<').unwrap_or(rest))
}

/// The text of a range with the changes inside it made.
fn rewritten(source: &Source, span: Span, changes: &[Change]) -> String {
    let mut text = String::with_capacity(span.end - span.start);
    let mut at = span.start;
    for change in changes {
        if change.span.start >= at && change.span.end <= span.end {
            text.push_str(source.slice(Span::new(at, change.span.start)));
            text.push_str(&change.text);
            at = change.span.end;
        }
    }
    text.push_str(source.slice(Span::new(at, span.end)));
    text
}

/// A piece of a page's Markdown.
enum Piece {
    /// As it stands in the file.
    Written(Span),
    /// Ours, in the place of something that could not be taken over.
    Made(String),
}

/// The page's body without the questions that were left out as drafts.
///
/// A draft leaves no trace in the parts, so it is looked for between them.
/// What stands there is blank lines, comments, link definitions and the
/// headings of groups; all of it is kept unless the word `draft`, which every
/// draft's metadata has, stands there too.
fn pieces(page: &Page) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = page.body_span.start;
    for part in &page.parts {
        for (span, heading) in spans(part) {
            between(page, Span::new(at, span.start), heading, &mut pieces);
            pieces.push(Piece::Written(span));
            at = span.end;
        }
    }
    between(page, Span::new(at, page.body_span.end), None, &mut pieces);
    pieces
}

/// The ranges of a part, the first of a group with the group whose heading is above it.
fn spans(part: &Part) -> Vec<(Span, Option<&Group>)> {
    match part {
        Part::Prose(blocks) => union(blocks).map(|span| (span, None)).into_iter().collect(),
        Part::Question(question) => vec![(question.span, None)],
        Part::Group(group) => {
            let questions = group.questions.iter().map(|question| question.span);
            let spans = union(&group.introduction).into_iter().chain(questions);
            let headings = std::iter::once(Some(group)).chain(std::iter::repeat(None));
            spans.zip(headings).collect()
        }
    }
}

fn union(blocks: &[Block]) -> Option<Span> {
    blocks.iter().map(|block| block.span).reduce(Span::to)
}

fn between(page: &Page, gap: Span, heading: Option<&Group>, pieces: &mut Vec<Piece>) {
    let text = page.source.slice(gap);
    if !text.contains("draft") {
        pieces.push(Piece::Written(gap));
        return;
    }
    let mut at = gap.start;
    pieces.push(Piece::Made("\n\n".to_owned()));
    for line in text.split_inclusive('\n') {
        if definition(line).is_some() {
            pieces.push(Piece::Written(Span::new(at, at + line.len())));
        }
        at += line.len();
    }
    if let Some(group) = heading {
        let title = escape_markdown(&plain_text(&group.title));
        pieces.push(Piece::Made(format!("\n## {title}\n\n")));
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::render::data::tests::{FOLDERS, find, guide};

    #[track_caller]
    fn check_markdown(page: &str, expect: Expect) {
        let fixture = format!("{FOLDERS}//- python/concurrency/asyncio.md\n{page}");
        let guide = guide("title = \"Guide\"", &fixture);
        let id = find(&guide, "python/concurrency/asyncio.md");
        expect.assert_eq(&page_markdown(&guide, id, &guide.page(id).page));
    }

    #[test]
    fn links_in_the_markdown_lead_to_the_artifacts() {
        check_markdown(
            "\
---
title: \"*Async* & snake_case\"
description: For <b>all</b>
---
# \\*Async\\* & snake_case

[GIL](The%20GIL.md#why) and [again](<The GIL.md> \"The GIL.md\"), [track](../_index.md),
[web](https://example.org/a.md), [here](#a), ![loop](<../loop (1).svg>), [The GIL.md][gil].

## A

`[GIL](The%20GIL.md)`, [lost](nowhere.md), [**bold** ![x](<../loop (1).svg>)](The%20GIL.md)

```markdown
[gil]: The%20GIL.md
```

[gil]: The%20GIL.md \"Threads\"
",
            expect![[r##"
                # \*Async\* & snake_case

                For \<b>all\</b>

                [GIL](the-gil.md#why) and [again](<the-gil.md> "The GIL.md"), [track](../index.html),
                [web](https://example.org/a.md), [here](#a), ![loop](<../loop%20%281%29.svg>), [The GIL.md][gil].

                ## A

                `[GIL](The%20GIL.md)`, [lost](nowhere.md), [**bold** ![x](<../loop%20%281%29.svg>)](the-gil.md)

                ```markdown
                [gil]: The%20GIL.md
                ```

                [gil]: the-gil.md "Threads"
            "##]],
        );
    }

    #[test]
    fn a_page_without_text_is_its_title() {
        check_markdown(
            "---\ntitle: Empty\n---\n",
            expect![[r#"
            # Empty
        "#]],
        );
    }

    #[test]
    fn drafts_stay_out_of_the_markdown_and_take_nothing_with_them() {
        check_markdown(
            "\
---
title: T
---
Intro with a [link][gil].

## Secret one
<!-- id: s, draft: true -->
Hidden.

## Kept
<!-- id: kept -->
Shown, draft or not.

## Secret two
<!-- draft: true -->
Hidden too.

## Group of `two`
<!-- group: true -->

### Secret three
<!-- draft: true -->
Hidden as well.

### Shown
<!-- id: shown -->
Yes.

[gil]: The%20GIL.md
",
            expect![[r#"
                # T

                Intro with a [link][gil].


                ## Kept
                <!-- id: kept -->
                Shown, draft or not.



                ## Group of two

                ### Shown
                <!-- id: shown -->
                Yes.

                [gil]: the-gil.md
            "#]],
        );
    }

    #[test]
    fn a_group_keeps_its_heading_and_its_metadata() {
        check_markdown(
            "---\ntitle: T\n---\n## `Group`\n<!-- group: true -->\n### One\n<!-- id: one -->\nYes.\n",
            expect![[r#"
                # T

                ## `Group`
                <!-- group: true -->
                ### One
                <!-- id: one -->
                Yes.
            "#]],
        );
    }
}
