//! A page for machines and for reading without a browser: as JSON, and as Markdown.
//!
//! Both give the contributor's words as written. The JSON has the fields that
//! Nuxt Content sites serve for such a page, so that their tools read it; what
//! the page does not say is `null` or missing and never made up.

mod markdown;

use serde::Serialize;

pub use markdown::{escape_markdown, page_markdown};

use crate::model::guide::{Guide, LinkedPage, PageId, Target};
use crate::model::page::Page;
use crate::model::question::{Choice, Difficulty, FollowUp, Question};

/// The page's `.json`: fields in fixed order, on one line, with a final newline.
///
/// `text` is the page as parsed, of which the guide holds no blocks.
pub fn page_json(guide: &Guide, id: PageId, text: &Page) -> String {
    let json = serde_json::to_string(&page_record(guide, id, text));
    json.expect("strings, numbers and lists are always JSON") + "\n"
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageRecord<'a> {
    id: &'a str,
    stem: &'a str,
    path: String,
    extension: &'static str,
    title: &'a str,
    difficulty: Option<&'a str>,
    framework: Option<&'a str>,
    framework_slug: Option<&'a str>,
    topic: Option<&'a str>,
    topic_slug: Option<&'a str>,
    subtopic: &'a str,
    order: Option<i64>,
    description: Option<&'a str>,
    seo_description: Option<&'a str>,
    updated: Option<String>,
    navigation: bool,
    tags: Option<Vec<&'a str>>,
    related: Option<Vec<LinkRecord>>,
    blog: Option<LinkRecord>,
    questions: Vec<QuestionRecord<'a>>,
    siblings: Vec<SiblingRecord<'a>>,
}

#[derive(Serialize)]
struct LinkRecord {
    title: String,
    path: String,
}

#[derive(Serialize)]
struct SiblingRecord<'a> {
    subtopic: &'a str,
    path: String,
    order: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionRecord<'a> {
    id: &'a str,
    difficulty: Option<&'a str>,
    q: &'a str,
    a: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    prompt: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follow_ups: Vec<FollowUpRecord<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    sources: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

#[derive(Serialize)]
struct OptionRecord<'a> {
    text: &'a str,
    correct: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'a str,
}

#[derive(Serialize)]
struct FollowUpRecord<'a> {
    q: &'a str,
    a: &'a str,
}

/// What the page's `.json` says.
pub fn page_record<'a>(guide: &'a Guide, id: PageId, text: &'a Page) -> impl Serialize + use<'a> {
    let linked = guide.page(id);
    let front = &linked.page.front;
    let has_description = front.description.is_some() || !linked.description.is_empty();
    let tags: Vec<&str> = front.tags.iter().map(|tag| tag.value.as_str()).collect();
    let related = linked.related.iter();
    let related: Vec<LinkRecord> = related
        .filter_map(|target| link_record(guide, id, target))
        .collect();
    let article = linked.article.as_ref();
    PageRecord {
        id: &linked.page.content_path,
        stem: stem(&linked.page),
        path: path(&linked.page),
        extension: "md",
        title: &front.title,
        difficulty: difficulty(guide, front.difficulty),
        framework: linked.track.as_ref().map(|(name, _)| name.as_str()),
        framework_slug: linked.track.as_ref().map(|(_, slug)| slug.as_str()),
        topic: linked.topic.as_ref().map(|(name, _)| name.as_str()),
        topic_slug: linked.topic.as_ref().map(|(_, slug)| slug.as_str()),
        subtopic: linked.label(),
        order: front.order,
        description: has_description.then_some(linked.description.as_str()),
        seo_description: front.seo_description.as_deref(),
        updated: linked.updated.map(|date| date.to_string()),
        navigation: !front.is_hidden,
        tags: (!tags.is_empty()).then_some(tags),
        related: (!related.is_empty()).then_some(related),
        blog: article.and_then(|target| link_record(guide, id, target)),
        questions: text
            .questions()
            .map(|question| question_record(guide, question))
            .collect(),
        siblings: linked
            .siblings
            .iter()
            .map(|id| sibling_record(guide.page(*id)))
            .collect(),
    }
}

fn question_record<'a>(guide: &'a Guide, question: &'a Question) -> QuestionRecord<'a> {
    let choices = question.choices.iter();
    QuestionRecord {
        id: question.id.as_str(),
        difficulty: difficulty(guide, question.difficulty),
        q: &question.title_markdown,
        a: &question.answer_markdown,
        kind: question.kind.name(),
        summary: question.summary.as_deref(),
        prompt: &question.prompt_markdown,
        hints: question
            .hints
            .iter()
            .map(|hint| hint.markdown.as_str())
            .collect(),
        options: choices
            .flat_map(|choices| &choices.options)
            .map(option_record)
            .collect(),
        follow_ups: question.follow_ups.iter().map(follow_up_record).collect(),
        sources: &question.sources_markdown,
        tags: &question.tags,
    }
}

fn option_record(option: &Choice) -> OptionRecord<'_> {
    OptionRecord {
        text: option.markdown.trim_end(),
        correct: option.is_right,
        why: option.reason_markdown.trim_end(),
    }
}

fn follow_up_record(follow_up: &FollowUp) -> FollowUpRecord<'_> {
    FollowUpRecord {
        q: &follow_up.title_markdown,
        a: &follow_up.answer_markdown,
    }
}

fn sibling_record(sibling: &LinkedPage) -> SiblingRecord<'_> {
    SiblingRecord {
        subtopic: sibling.label(),
        path: path(&sibling.page),
        order: sibling.page.front.order,
    }
}

/// A related page, question or folder; `from` is the page that names it.
fn link_record(guide: &Guide, from: PageId, target: &Target) -> Option<LinkRecord> {
    let target = match target {
        Target::Here(anchor) => Target::Page(from, Some(anchor.clone())),
        other => other.clone(),
    };
    let (place, anchor) = match &target {
        Target::Page(id, anchor) => (path(&guide.page(*id).page), anchor),
        Target::Section(id, anchor) => (path(guide.section(*id).index.as_ref()?), anchor),
        Target::Here(_) | Target::Asset(_) | Target::External(_) | Target::Nowhere => return None,
    };
    let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}"));
    Some(LinkRecord {
        title: guide.target_label(&target)?,
        path: place + anchor.as_deref().unwrap_or_default(),
    })
}

fn difficulty(guide: &Guide, difficulty: Option<Difficulty>) -> Option<&str> {
    let name = guide.config.difficulties.get(difficulty?.0)?;
    Some(name)
}

fn stem(page: &Page) -> &str {
    let path = page.content_path.as_str();
    path.strip_suffix(".md").unwrap_or(path)
}

/// The path by which the seed sites know a page; a folder's introduction is its folder.
fn path(page: &Page) -> String {
    let stem = match page.is_section() {
        true => stem(page).trim_end_matches("_index").trim_end_matches('/'),
        false => stem(page),
    };
    format!("/{stem}")
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::model::guide::Asset;
    use crate::source::Source;
    use crate::{config, link, parse};

    /// The guide of a fixture: `//- path` above every file's text, `drafts` left out.
    #[track_caller]
    pub(crate) fn guide(settings: &str, fixture: &str) -> Guide {
        let settings = Source::new("hotseat.toml", settings);
        let (config, problems) = config::read(&settings);
        assert!(problems.is_empty(), "{problems:#?}");
        let files = fixture.split("//- ").skip(1);
        let pages: Vec<Page> = files
            .map(|file| {
                let (path, text) = file.split_once('\n').unwrap();
                let source = Source::new(format!("content/{path}"), text);
                let settings = parse::Settings {
                    difficulties: &config.difficulties,
                    math: false,
                    looks_at: crate::parse::LooksAt::Samples,
                    drafts: false,
                    section_names: &[],
                };
                parse::parse(&source, path, &settings).0
            })
            .collect();
        let assets = ["python/loop (1).svg"].map(|path| Asset {
            content_path: path.to_owned(),
            output_path: path.to_owned(),
            file: path.into(),
            size: None,
        });
        let surroundings = link::Surroundings {
            config,
            assets: assets.to_vec(),
            drafts: false,
        };
        link::link(pages.into_iter().map(Arc::new).collect(), surroundings).0
    }

    /// The page of that content path.
    #[track_caller]
    pub(crate) fn find(guide: &Guide, content_path: &str) -> PageId {
        let pages = guide.pages.iter();
        let at = pages
            .map(|page| &page.page.content_path)
            .position(|path| path == content_path);
        PageId(at.unwrap())
    }

    pub(crate) const FOLDERS: &str = "\
//- _index.md
---
title: Guide
---
//- python/_index.md
---
title: Python
---
//- python/concurrency/_index.md
---
title: Concurrency & Parallelism
---
//- python/concurrency/The GIL.md
---
title: Threading
subtopic: The GIL
order: 1
---
## Why is it there?
<!-- id: why -->
Reference counts.
";

    #[track_caller]
    fn check_json(page: &str, expect: Expect) {
        let fixture = format!("{FOLDERS}//- python/concurrency/asyncio.md\n{page}");
        let guide = guide("title = \"Guide\"", &fixture);
        let id = find(&guide, "python/concurrency/asyncio.md");
        let json = page_json(&guide, id, &guide.page(id).page);
        assert_eq!(json.lines().count(), 1);
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        expect.assert_eq(&format!("{read:#}\n"));
    }

    #[test]
    fn a_page_is_served_with_every_field_the_seed_sites_have() {
        check_json(
            "\
---
title: Asyncio
subtopic: asyncio & async/await
difficulty: hard
order: 3
description: The event loop.
seoDescription: Interview questions on asyncio.
updated: 2026-06-18
tags: [async]
related: [\"The GIL.md#why\", ../_index.md]
article: The GIL.md
---
## What is `await`?
<!-- id: await, difficulty: easy, tags: [syntax], summary: It yields. -->

See **this**:

### Hint

Think of *yield*.

### Answer

It \"yields\".

```python
await x  # </script>
```

### Follow-up: To whom?

To the loop.

### Sources

- [PEP 492](https://peps.python.org/pep-0492/)

## Which one runs?

- [ ] Neither
  > Wrong.
- [x] Both
",
            expect![[r#"
                {
                  "id": "python/concurrency/asyncio.md",
                  "stem": "python/concurrency/asyncio",
                  "path": "/python/concurrency/asyncio",
                  "extension": "md",
                  "title": "Asyncio",
                  "difficulty": "hard",
                  "framework": "Python",
                  "frameworkSlug": "python",
                  "topic": "Concurrency & Parallelism",
                  "topicSlug": "concurrency",
                  "subtopic": "asyncio & async/await",
                  "order": 3,
                  "description": "The event loop.",
                  "seoDescription": "Interview questions on asyncio.",
                  "updated": "2026-06-18",
                  "navigation": true,
                  "tags": [
                    "async"
                  ],
                  "related": [
                    {
                      "title": "Why is it there?",
                      "path": "/python/concurrency/The GIL#why"
                    },
                    {
                      "title": "Python",
                      "path": "/python"
                    }
                  ],
                  "blog": {
                    "title": "The GIL",
                    "path": "/python/concurrency/The GIL"
                  },
                  "questions": [
                    {
                      "id": "await",
                      "difficulty": "easy",
                      "q": "What is `await`?",
                      "a": "It \"yields\".\n\n```python\nawait x  # </script>\n```\n",
                      "kind": "open",
                      "summary": "It yields.",
                      "prompt": "See **this**:\n",
                      "hints": [
                        "Think of *yield*.\n"
                      ],
                      "followUps": [
                        {
                          "q": "To whom?",
                          "a": "To the loop.\n"
                        }
                      ],
                      "sources": "- [PEP 492](https://peps.python.org/pep-0492/)\n",
                      "tags": [
                        "syntax"
                      ]
                    },
                    {
                      "id": "which-one-runs",
                      "difficulty": "hard",
                      "q": "Which one runs?",
                      "a": "",
                      "kind": "choice",
                      "options": [
                        {
                          "text": "Neither",
                          "correct": false,
                          "why": "Wrong."
                        },
                        {
                          "text": "Both",
                          "correct": true
                        }
                      ]
                    }
                  ],
                  "siblings": [
                    {
                      "subtopic": "The GIL",
                      "path": "/python/concurrency/The GIL",
                      "order": 1
                    },
                    {
                      "subtopic": "asyncio & async/await",
                      "path": "/python/concurrency/asyncio",
                      "order": 3
                    }
                  ]
                }
            "#]],
        );
    }

    #[test]
    fn what_a_page_does_not_say_is_null() {
        check_json(
            "---\ntitle: Bare\nkind: article\nnavigation: false\n---\n```text\nx\n```\n",
            expect![[r#"
                {
                  "id": "python/concurrency/asyncio.md",
                  "stem": "python/concurrency/asyncio",
                  "path": "/python/concurrency/asyncio",
                  "extension": "md",
                  "title": "Bare",
                  "difficulty": null,
                  "framework": "Python",
                  "frameworkSlug": "python",
                  "topic": "Concurrency & Parallelism",
                  "topicSlug": "concurrency",
                  "subtopic": "Bare",
                  "order": null,
                  "description": null,
                  "seoDescription": null,
                  "updated": null,
                  "navigation": false,
                  "tags": null,
                  "related": null,
                  "blog": null,
                  "questions": [],
                  "siblings": [
                    {
                      "subtopic": "The GIL",
                      "path": "/python/concurrency/The GIL",
                      "order": 1
                    }
                  ]
                }
            "#]],
        );
    }
}
