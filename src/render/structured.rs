//! Structured data for search engines: JSON-LD in the words of schema.org.
//!
//! Question pages are learning resources with flash cards, never `FAQPage` or
//! `QAPage`: those mean a shop's help page and a forum. What stands here is a
//! second copy of words on the page and counts against its weight, so answers
//! are cut short, long pages show their first questions only, and what is the same
//! on all pages, such as the licence, stands on the home page.

use serde::Serialize;

use crate::href::PagePath;
use crate::model::block::{Block, BlockKind, plain_text, walk};
use crate::model::guide::{Guide, LinkedPage, PageId, SectionId};
use crate::model::page::{Page, PageKind};
use crate::model::question::{Choice, Question};

/// How many characters of an answer are given.
const ANSWER_LIMIT: usize = 80;

/// How many characters of a description are given; a first paragraph may stand in for one.
const DESCRIPTION_LIMIT: usize = 300;

/// How many questions of a page are given.
const QUESTION_LIMIT: usize = 2;

/// The JSON-LD documents of a page: what it is, and the way to it.
///
/// Each is ready to stand in a `<script type="application/ld+json">`.
///
/// `text` is the page as parsed, of which the guide holds no blocks.
pub fn page(guide: &Guide, id: PageId, text: &Page) -> Vec<String> {
    let linked = guide.page(id);
    let front = &linked.page.front;
    let own = Crumb {
        title: linked.label(),
        path: &linked.path,
    };
    vec![
        json(&resource(guide, linked, text, front.kind)),
        json(&breadcrumbs(guide, linked.section, Some(own))),
    ]
}

/// The JSON-LD documents of a folder's page: the way to it, or the site as such for the home page.
///
/// Each is ready to stand in a `<script type="application/ld+json">`.
pub fn section(guide: &Guide, id: SectionId) -> Vec<String> {
    match id == Guide::HOME {
        true => vec![json(&site(guide))],
        false => vec![json(&breadcrumbs(guide, id, None))],
    }
}

/// The text of blocks in one line, without code, diagrams, formulas and raw HTML; no more
/// blocks than it takes to have `limit` characters.
fn plain(blocks: &[Block], limit: usize) -> String {
    let mut line = String::new();
    walk(blocks, &mut |block| {
        // No character takes more than four bytes.
        if line.len() > 4 * limit {
            return;
        }
        match &block.kind {
            BlockKind::Paragraph(inlines) => push_words(&mut line, &plain_text(inlines)),
            BlockKind::Heading(heading) => push_words(&mut line, &plain_text(&heading.inlines)),
            BlockKind::Callout(callout) => {
                if let Some(title) = &callout.title {
                    push_words(&mut line, &format!("{}:", plain_text(title)));
                }
            }
            BlockKind::Table(table) => {
                let rows = std::iter::once(&table.head).chain(&table.rows);
                rows.flatten()
                    .for_each(|cell| push_words(&mut line, &plain_text(cell)));
            }
            BlockKind::Quote(_)
            | BlockKind::List(_)
            | BlockKind::Footnote { .. }
            | BlockKind::Tabs(_)
            | BlockKind::Sample(_)
            | BlockKind::Output(_)
            | BlockKind::Diagram(_)
            | BlockKind::Math(_)
            | BlockKind::Rule
            | BlockKind::Html(_)
            | BlockKind::Comment(_) => {}
        }
    });
    line
}

fn push_words(line: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
}

const CONTEXT: &str = "https://schema.org";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resource<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    types: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    name: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    educational_level: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Card>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebSite<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<License<'a>>,
}

#[derive(Serialize)]
struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// A licence is an address if it is one, else a work of that name.
#[derive(Serialize)]
#[serde(untagged)]
enum License<'a> {
    Address(&'a str),
    Named(Thing<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    #[serde(rename = "@type")]
    kind: &'static str,
    edu_question_type: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggested_answer: Vec<Answer>,
    accepted_answer: Accepted,
}

/// A flash card has one answer; a choice may have several right ones.
#[derive(Serialize)]
#[serde(untagged)]
enum Accepted {
    One(Answer),
    Several(Vec<Answer>),
}

#[derive(Serialize)]
struct Answer {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// A stage of the way from the home page.
struct Crumb<'a> {
    title: &'a str,
    path: &'a PagePath,
}

fn resource<'a>(
    guide: &'a Guide,
    linked: &'a LinkedPage,
    text: &Page,
    kind: PageKind,
) -> Resource<'a> {
    let config = &guide.config;
    let front = &linked.page.front;
    let cards: Vec<Card> = text
        .questions()
        .filter_map(card)
        .take(QUESTION_LIMIT)
        .collect();
    let types: &[&str] = match kind {
        PageKind::Article => &["TechArticle", "LearningResource"],
        PageKind::Qa if cards.is_empty() => &["LearningResource"],
        PageKind::Qa => &["LearningResource", "Quiz"],
    };
    let level = front
        .difficulty
        .and_then(|level| config.difficulties.get(level.0));
    let description = front
        .seo_description
        .as_deref()
        .unwrap_or(&linked.description);
    Resource {
        context: CONTEXT,
        types,
        headline: (kind == PageKind::Article).then_some(front.title.as_str()),
        name: &front.title,
        description: cut(description, DESCRIPTION_LIMIT),
        url: absolute(guide, &linked.path),
        in_language: &config.language,
        educational_level: level.map(String::as_str),
        date_modified: linked.updated.map(|date| date.to_string()),
        author: authors(front.authors.as_deref().unwrap_or_default()),
        has_part: cards,
    }
}

/// A question as a card; `None` where nothing on the page answers it in words.
fn card(question: &Question) -> Option<Card> {
    let name = one_line(&plain_text(&question.title));
    if let Some(choices) = &question.choices {
        let answers = |is_right: bool| -> Vec<Answer> {
            let options = choices.options.iter();
            options
                .filter(|option| option.is_right == is_right)
                .map(option)
                .collect()
        };
        return Some(Card {
            kind: "Question",
            edu_question_type: "Multiple choice",
            name,
            suggested_answer: answers(false),
            accepted_answer: Accepted::Several(answers(true)),
        });
    }
    let text = text_or_code(&question.answer)?;
    Some(Card {
        kind: "Question",
        edu_question_type: "Flashcard",
        name,
        suggested_answer: Vec::new(),
        accepted_answer: Accepted::One(answer(&text)),
    })
}

fn option(option: &Choice) -> Answer {
    answer(&text_or_code(&option.blocks).unwrap_or_default())
}

fn answer(text: &str) -> Answer {
    Answer {
        kind: "Answer",
        text: cut(text, ANSWER_LIMIT),
    }
}

/// The words of an answer; one that is nothing but code is answered by its first block.
fn text_or_code(blocks: &[Block]) -> Option<String> {
    let text = plain(blocks, ANSWER_LIMIT);
    if !text.is_empty() {
        return Some(text);
    }
    let mut code = None;
    walk(blocks, &mut |block| {
        let found = match &block.kind {
            BlockKind::Sample(sample) => Some(&sample.code),
            BlockKind::Output(output) => Some(&output.text),
            _ => None,
        };
        code = code.take().or(found);
    });
    let code = code?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

fn site(guide: &Guide) -> WebSite<'_> {
    let config = &guide.config;
    let home = guide.section(Guide::HOME);
    let description = match config.description.is_empty() {
        true => &home.description,
        false => &config.description,
    };
    WebSite {
        context: CONTEXT,
        kind: "WebSite",
        name: &config.title,
        description,
        url: absolute(guide, &home.path),
        in_language: &config.language,
        author: authors(&config.authors),
        license: license(guide),
    }
}

/// From the home page down to a section and, for a page in it, to the page.
fn breadcrumbs<'a>(
    guide: &'a Guide,
    section: SectionId,
    own: Option<Crumb<'a>>,
) -> BreadcrumbList<'a> {
    let sections = guide.ancestors(section).into_iter().map(|id| {
        let section = guide.section(id);
        Crumb {
            title: &section.title,
            path: &section.path,
        }
    });
    let items = sections
        .chain(own)
        .zip(1..)
        .map(|(crumb, position)| ListItem {
            kind: "ListItem",
            position,
            name: crumb.title,
            item: absolute(guide, crumb.path),
        });
    BreadcrumbList {
        context: CONTEXT,
        kind: "BreadcrumbList",
        item_list_element: items.collect(),
    }
}

fn authors(names: &[String]) -> Vec<Thing<'_>> {
    let people = names.iter().map(|name| Thing {
        kind: "Person",
        name,
    });
    people.collect()
}

fn license(guide: &Guide) -> Option<License<'_>> {
    let license = guide.config.license.as_str();
    if license.is_empty() {
        return None;
    }
    let is_address = license.starts_with("https://") || license.starts_with("http://");
    Some(match is_address {
        true => License::Address(license),
        false => License::Named(Thing {
            kind: "CreativeWork",
            name: license,
        }),
    })
}

fn absolute(guide: &Guide, path: &PagePath) -> Option<String> {
    Some(guide.config.urls.absolute(path)?.into_string())
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    push_words(&mut line, text);
    line
}

/// The first `limit` characters at most, cut behind a word where there are words.
fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    // Chinese and Japanese have no spaces: there a word may be cut.
    let space = head.rfind(char::is_whitespace).filter(|at| *at > end / 2);
    let head = head[..space.unwrap_or(end)].trim_end();
    format!("{}…", head.trim_end_matches([',', ';', ':', '.', '(']))
}

/// The document as text in which no `</script>` and no `<!--` can stand.
fn json(document: &impl Serialize) -> String {
    let json = serde_json::to_string(document).expect("strings and lists are always JSON");
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use serde_json::Value;

    use super::*;
    use crate::render::data::tests::{find, guide};

    fn documents(guide: &Guide, id: PageId) -> Vec<String> {
        page(guide, id, &guide.page(id).page)
    }

    const SITE: &str = "\
title = \"Q & A\"
description = \"Questions\"
base_url = \"https://example.org/guide/\"
authors = [\"Ada\"]
license = \"CC BY 4.0\"
";

    const FOLDERS: &str = "\
//- _index.md
---
title: Home
---
//- python/_index.md
---
title: Python
---
//- python/concurrency/_index.md
---
title: Concurrency
---
";

    fn with_page(settings: &str, page: &str) -> Guide {
        let fixture = format!("{FOLDERS}//- python/concurrency/asyncio.md\n{page}");
        guide(settings, &fixture)
    }

    #[track_caller]
    fn check(documents: &[String], expect: Expect) {
        let pretty: Vec<String> = documents
            .iter()
            .map(|text| {
                let document: Value = serde_json::from_str(text).unwrap();
                serde_json::to_string_pretty(&document).unwrap()
            })
            .collect();
        expect.assert_eq(&format!("{}\n", pretty.join("\n")));
    }

    fn first_card(answer: &str) -> Value {
        let guide = with_page(
            "title = \"T\"",
            &format!("---\ntitle: T\n---\n## Q?\n{answer}\n"),
        );
        let documents = documents(&guide, PageId(0));
        let document: Value = serde_json::from_str(&documents[0]).unwrap();
        document["hasPart"][0].clone()
    }

    #[test]
    fn a_question_page_is_a_quiz_of_flash_cards_and_choices() {
        let guide = with_page(
            SITE,
            "\
---
title: Asyncio
subtopic: asyncio & await
difficulty: hard
description: The event loop.
updated: 2026-06-18
tags: [async, loop]
authors: [Bob]
---
## What does `await` do?

It **yields** to the [loop](#x).

- One
- Two

## Which one runs?

- [ ] Neither
- [x] `a`
- [x] `b`
",
        );
        let id = find(&guide, "python/concurrency/asyncio.md");
        check(
            &documents(&guide, id),
            expect![[r#"
                {
                  "@context": "https://schema.org",
                  "@type": [
                    "LearningResource",
                    "Quiz"
                  ],
                  "name": "Asyncio",
                  "description": "The event loop.",
                  "url": "https://example.org/guide/python/concurrency/asyncio.html",
                  "inLanguage": "en",
                  "educationalLevel": "hard",
                  "dateModified": "2026-06-18",
                  "author": [
                    {
                      "@type": "Person",
                      "name": "Bob"
                    }
                  ],
                  "hasPart": [
                    {
                      "@type": "Question",
                      "eduQuestionType": "Flashcard",
                      "name": "What does await do?",
                      "acceptedAnswer": {
                        "@type": "Answer",
                        "text": "It yields to the loop. One Two"
                      }
                    },
                    {
                      "@type": "Question",
                      "eduQuestionType": "Multiple choice",
                      "name": "Which one runs?",
                      "suggestedAnswer": [
                        {
                          "@type": "Answer",
                          "text": "Neither"
                        }
                      ],
                      "acceptedAnswer": [
                        {
                          "@type": "Answer",
                          "text": "a"
                        },
                        {
                          "@type": "Answer",
                          "text": "b"
                        }
                      ]
                    }
                  ]
                }
                {
                  "@context": "https://schema.org",
                  "@type": "BreadcrumbList",
                  "itemListElement": [
                    {
                      "@type": "ListItem",
                      "position": 1,
                      "name": "Home",
                      "item": "https://example.org/guide/index.html"
                    },
                    {
                      "@type": "ListItem",
                      "position": 2,
                      "name": "Python",
                      "item": "https://example.org/guide/python/index.html"
                    },
                    {
                      "@type": "ListItem",
                      "position": 3,
                      "name": "Concurrency",
                      "item": "https://example.org/guide/python/concurrency/index.html"
                    },
                    {
                      "@type": "ListItem",
                      "position": 4,
                      "name": "asyncio & await",
                      "item": "https://example.org/guide/python/concurrency/asyncio.html"
                    }
                  ]
                }
            "#]],
        );
    }

    #[test]
    fn an_article_is_a_technical_article() {
        let guide = with_page(SITE, "---\ntitle: Deep\nkind: article\n---\nWords.\n");
        check(
            &documents(&guide, PageId(0))[..1],
            expect![[r#"
                {
                  "@context": "https://schema.org",
                  "@type": [
                    "TechArticle",
                    "LearningResource"
                  ],
                  "headline": "Deep",
                  "name": "Deep",
                  "description": "Words.",
                  "url": "https://example.org/guide/python/concurrency/asyncio.html",
                  "inLanguage": "en"
                }
            "#]],
        );
    }

    #[test]
    fn without_an_address_nothing_claims_one() {
        let guide = with_page("title = \"T\"", "---\ntitle: Deep\n---\n## Q?\nA.\n");
        let documents = documents(&guide, PageId(0)).concat();
        assert!(!documents.contains("\"url\""), "{documents}");
        assert!(!documents.contains("\"item\""), "{documents}");
    }

    #[test]
    fn the_home_page_is_the_site_and_a_folder_is_a_place_on_the_way() {
        let guide = with_page(SITE, "---\ntitle: Deep\n---\n## Q?\nA.\n");
        check(
            &section(&guide, Guide::HOME),
            expect![[r#"
            {
              "@context": "https://schema.org",
              "@type": "WebSite",
              "name": "Q & A",
              "description": "Questions",
              "url": "https://example.org/guide/index.html",
              "inLanguage": "en",
              "author": [
                {
                  "@type": "Person",
                  "name": "Ada"
                }
              ],
              "license": {
                "@type": "CreativeWork",
                "name": "CC BY 4.0"
              }
            }
        "#]],
        );
        let topic = guide.page(PageId(0)).section;
        check(
            &section(&guide, topic),
            expect![[r#"
            {
              "@context": "https://schema.org",
              "@type": "BreadcrumbList",
              "itemListElement": [
                {
                  "@type": "ListItem",
                  "position": 1,
                  "name": "Home",
                  "item": "https://example.org/guide/index.html"
                },
                {
                  "@type": "ListItem",
                  "position": 2,
                  "name": "Python",
                  "item": "https://example.org/guide/python/index.html"
                },
                {
                  "@type": "ListItem",
                  "position": 3,
                  "name": "Concurrency",
                  "item": "https://example.org/guide/python/concurrency/index.html"
                }
              ]
            }
        "#]],
        );
    }

    #[test]
    fn no_text_can_end_the_script_element() {
        let page_text = "---\ntitle: \"</script><!-- x\"\n---\n## `</script>`?\n`<!--`\n";
        let guide = with_page("title = \"T\"", page_text);
        let documents = documents(&guide, PageId(0));
        assert!(!documents.concat().contains('<'), "{documents:?}");
        let document: Value = serde_json::from_str(&documents[0]).unwrap();
        assert_eq!(document["name"], "</script><!-- x");
    }

    #[test]
    fn a_long_answer_is_cut_behind_a_word() {
        let text = first_card(&"word, ".repeat(50))["acceptedAnswer"]["text"].clone();
        let text = text.as_str().unwrap();
        assert!(text.chars().count() <= ANSWER_LIMIT + 1, "{text}");
        assert!(text.ends_with(" word…"), "{text}");
        let chinese = first_card(&"事件循环".repeat(100))["acceptedAnswer"]["text"].clone();
        assert_eq!(chinese.as_str().unwrap().chars().count(), ANSWER_LIMIT + 1);
    }

    #[test]
    fn an_answer_of_nothing_but_code_is_the_code() {
        let card = first_card("```python\nprint(1)\n```\n```python\nprint(2)\n```");
        assert_eq!(card["acceptedAnswer"]["text"], "print(1)");
    }

    #[test]
    fn a_question_without_answer_is_no_card() {
        assert_eq!(first_card(""), Value::Null);
    }

    #[test]
    fn a_long_page_gives_its_first_questions_only() {
        let questions: String = (0..40).map(|n| format!("## Q{n}?\nA.\n")).collect();
        let guide = with_page("title = \"T\"", &format!("---\ntitle: T\n---\n{questions}"));
        let document: Value = serde_json::from_str(&documents(&guide, PageId(0))[0]).unwrap();
        assert_eq!(
            document["hasPart"].as_array().unwrap().len(),
            QUESTION_LIMIT
        );
    }

    #[test]
    fn plain_text_has_words_of_every_block_and_no_code() {
        let guide = with_page(
            "title = \"T\"",
            "\
---
title: T
---
## Q?
One *two*.

### Three

> [!TIP]
> **Key point:** four

| a | b |
|---|---|
| `c` | d |

1. five
   > six

```python
code
```
",
        );
        let question = guide.page(PageId(0)).questions().next().unwrap();
        assert_eq!(
            plain(&question.answer, usize::MAX / 4),
            "One two. Three Key point: four a b c d five six"
        );
    }
}
