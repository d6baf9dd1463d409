//! The texts of new content: what `hotseat new` writes.
//!
//! Everything here builds without a warning, so that the first thing a new
//! author sees of the checks is a green line.

use crate::href::Slug;
use crate::yaml_text::scalar;

/// The files of a new site: path below its root, and text.
pub fn site(title: &str) -> Vec<(String, String)> {
    let home = format!(
        "---\ntitle: {}\ndescription: {}\n---\n\n{}",
        scalar(title),
        "Questions and answers for the next interview.",
        HOME
    );
    let files = [
        ("hotseat.toml", settings(title)),
        (".gitignore", "public/\n.hotseat/\n".to_owned()),
        ("content/_index.md", home),
        ("content/python/_index.md", topic("Python")),
        ("content/python/basics/_index.md", topic("Basics")),
        ("content/python/basics/first-page.md", FIRST_PAGE.to_owned()),
    ];
    let files = files.into_iter();
    files.map(|(path, text)| (path.to_owned(), text)).collect()
}

/// An `_index.md`: a track or a topic.
pub fn topic(title: &str) -> String {
    format!("---\ntitle: {}\n---\n", scalar(&one_line(title)))
}

/// A page with one question to begin with.
pub fn page(title: &str) -> String {
    let title = one_line(title);
    format!(
        "---\ntitle: {}\ndifficulty: medium\n---\n\n## What is the first question?\n\
         <!-- id: first-question -->\n\n{ANSWER_LINE}\n",
        scalar(&title)
    )
}

/// A question to append to a page.
pub fn question(title: &str, id: &Slug) -> String {
    format!(
        "## {}\n<!-- id: {} -->\n\n{ANSWER_LINE}\n",
        heading(title),
        crate::yaml_text::flow_scalar(id.as_str())
    )
}

/// The text of a heading: on one line, with a `#` at its end kept as text.
///
/// Markdown takes a last word of `#` signs for decoration and drops it.
pub fn heading(text: &str) -> String {
    let text = one_line(text);
    let words = text.trim_end_matches('#');
    let closes = words.len() < text.len() && (words.is_empty() || words.ends_with(' '));
    match closes {
        true => format!("{words}\\{}", &text[words.len()..]),
        false => text,
    }
}

/// The words with single spaces between them.
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn settings(title: &str) -> String {
    format!("format = 1\ntitle = {}\n{SETTINGS}", toml_string(title))
}

/// JSON's strings are TOML's, but for one character.
fn toml_string(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007F")
}

const ANSWER_LINE: &str = "Write the answer here.";

const SETTINGS: &str = r#"description = ""

# The address the site will have. Without it there is no sitemap and no feed.
# base_url = "https://example.org/guide/"

# The language of the content and of the buttons around it.
language = "en"

# The scale of difficulties, easiest first.
difficulties = ["easy", "medium", "hard"]

# "Edit this page" and "report a mistake", where the sources are public.
# edit_url = "https://github.com/you/guide/edit/main/{path}#L{line}"
# report_url = "https://github.com/you/guide/issues/new?title={id}"

# Links in the header.
# [[nav]]
# label = "Python"
# href = "python/_index.md"

# How `hotseat test` runs the samples.
[verify]
python = ["python3"]
edition = "2024"
timeout = 10
"#;

const HOME: &str = "\
Cover the answer, say yours aloud, then reveal it. Every sample with an output
below it can be run and compared: type `hotseat test`.
";

const FIRST_PAGE: &str = r#"---
title: First page
description: Two small questions that show what a page is made of.
difficulty: easy
order: 1
---

A heading is a question, and what stands below it is the answer. Change this
page, or write the next one with `hotseat new page python/basics/second-page`.

## What does slicing a list give you?
<!-- id: slicing-a-list, tags: [lists] -->

A **new list** with the chosen elements. The old one is not touched, so a slice
of everything is a cheap way to copy a list:

```python run
numbers = [1, 2, 3, 4]
copy = numbers[:]
copy.append(5)
print(numbers)
print(copy[1:3])
```

```output
[1, 2, 3, 4]
[2, 3]
```

## Which of these can be the key of a dictionary?
<!-- id: dictionary-keys, difficulty: medium, tags: [dictionaries] -->

- [ ] `[1, 2]`
  > A list can change, so it has no hash.
- [x] `(1, 2)`
  > A tuple of numbers never changes, and neither does its hash.
- [ ] `{1, 2}`
  > A set can change; a `frozenset` would do.

### Answer

A key must be **hashable**: its hash stays the same as long as it lives. Numbers,
strings and tuples of such values are hashable, lists and sets are not.
"#;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::link::{Surroundings, link};
    use crate::model::page::Page;
    use crate::parse::{Settings, parse};
    use crate::source::Source;

    fn parsed(path: &str, text: &str) -> (Page, Diagnostics) {
        let difficulties = ["easy", "medium", "hard"].map(str::to_owned);
        let settings = Settings {
            difficulties: &difficulties,
            math: false,
            looks_at: crate::parse::LooksAt::Samples,
            drafts: false,
            section_names: &[],
        };
        parse(
            &Source::new(format!("content/{path}"), text),
            path,
            &settings,
        )
    }

    #[test]
    fn a_new_site_has_nothing_to_complain_about() {
        let files = site("My \"guide\": C# & co");
        let settings = &files
            .iter()
            .find(|(path, _)| path == "hotseat.toml")
            .unwrap()
            .1;
        let (config, problems) =
            crate::config::read(&Source::new("hotseat.toml", settings.clone()));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(config.title, "My \"guide\": C# & co");
        let mut pages = Vec::new();
        for (path, text) in &files {
            let Some(path) = path.strip_prefix("content/") else {
                continue;
            };
            let (page, problems) = parsed(path, text);
            assert!(problems.is_empty(), "{path}: {problems:?}");
            pages.push(Arc::new(page));
        }
        let home = pages
            .iter()
            .find(|page| page.content_path == "_index.md")
            .unwrap();
        assert_eq!(home.front.title, "My \"guide\": C# & co");
        let first = pages
            .iter()
            .find(|page| page.content_path.ends_with("first-page.md"));
        let kinds: Vec<&str> = first.unwrap().questions().map(|q| q.kind.name()).collect();
        assert_eq!(kinds, ["open", "choice"]);
        let surroundings = Surroundings {
            config,
            assets: Vec::new(),
            drafts: false,
        };
        let (_, problems) = link(pages, surroundings);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn a_new_page_and_a_new_question_check_clean() {
        for title in ["Data model", "C#", "yes", "What is #", "a: b", "*args"] {
            let id = Slug::from_text("an-id").unwrap();
            let text = format!("{}\n{}", page(title), question(title, &id));
            let (page, problems) = parsed("a/b.md", &text);
            assert!(problems.is_empty(), "{title}: {problems:?}");
            assert_eq!(page.front.title, title);
            assert_eq!(page.questions().nth(1).unwrap().id, id);
        }
    }

    #[test]
    fn a_heading_keeps_the_signs_at_its_end() {
        assert_eq!(heading("What is C#"), "What is C#");
        assert_eq!(
            heading("What does this mean: ##"),
            "What does this mean: \\##"
        );
        assert_eq!(heading("#"), "\\#");
        assert_eq!(heading("two\n lines"), "two lines");
    }

    #[test]
    fn names_become_titles() {
        assert_eq!(crate::href::title_of("data-model"), "Data model");
        assert_eq!(crate::href::title_of("-"), "Untitled");
    }
}
