//! A build after a build: the same bytes as a clean one, and no more work than needed.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::support::TestSite;

pub(crate) const SITE: &str = "\
//- hotseat.toml
title = \"Guide\"
base_url = \"https://example.org/\"
[check]
links = \"warn\"
//- content/_index.md
---
title: Home
description: All.
---
//- content/a/_index.md
---
title: A
description: Track.
---
Words.
//- content/a/x/_index.md
---
title: X
description: Topic.
---
//- content/a/y/_index.md
---
title: Y
description: Topic.
---
//- content/a/x/pic.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>
";

/// Pages that come, change, move and go.
pub(crate) const PAGES: [&str; 5] = ["a/x/one", "a/x/two", "a/x/three", "a/y/one", "a/y/four"];

/// What a page may hold, beside its title.
pub(crate) const BODIES: [&str; 9] = [
    "---\n## What is it?\n\nIt is **this**.\n",
    "---\n## What is it?\n\nIt is *that*.\n\n## Why?\n\nBecause.\n",
    "order: 1\ntags: [async, C]\n---\n## Who?\n<!-- id: who, tags: [syntax] -->\nSee [the other](two.md#what-is-it).\n",
    "related: [../y/one.md]\ndifficulty: hard\n---\nText of the page.\n\n## When?\n\n```python\nx = 1\n```\n",
    "draft: true\n---\n## Hidden?\n\nYes.\n",
    "navigation: false\nslug: elsewhere\n---\n## Hidden?\n\nNearly.\n",
    "article: three.md\nupdated: 2025-01-02\n---\n## Shown?\n\n![A picture](../x/pic.svg)\n",
    "aliases: [a/old]\ntags: [c]\n---\n## Which?\n\n- [ ] One\n- [x] Two\n",
    "unknown: 1\n---\n## A warning?\n\nYes, and [a link](nowhere.md).\n",
];

#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Write {
        page: usize,
        title: usize,
        body: usize,
    },
    Delete {
        page: usize,
    },
    Rename {
        from: usize,
        to: usize,
    },
    Folder {
        title: usize,
    },
    Config {
        kind: usize,
    },
    Template {
        text: Option<usize>,
    },
    Style {
        text: Option<usize>,
    },
    Asset {
        width: usize,
    },
    Cache {
        kind: usize,
    },
    Output {
        file: usize,
        kind: usize,
    },
}

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let page = 0..PAGES.len();
    let text = prop::option::of(0..3_usize);
    let edit = prop_oneof![
        6 => (page.clone(), 0..3_usize, 0..BODIES.len())
            .prop_map(|(page, title, body)| Edit::Write { page, title, body }),
        2 => page.clone().prop_map(|page| Edit::Delete { page }),
        2 => (page.clone(), page).prop_map(|(from, to)| Edit::Rename { from, to }),
        1 => (0..3_usize).prop_map(|title| Edit::Folder { title }),
        1 => (0..4_usize).prop_map(|kind| Edit::Config { kind }),
        1 => text.clone().prop_map(|text| Edit::Template { text }),
        1 => text.prop_map(|text| Edit::Style { text }),
        1 => (1..4_usize).prop_map(|width| Edit::Asset { width }),
        1 => (0..4_usize).prop_map(|kind| Edit::Cache { kind }),
        2 => (0..40_usize, 0..2_usize).prop_map(|(file, kind)| Edit::Output { file, kind }),
    ];
    // Several at a time, as between two builds.
    prop::collection::vec(edit, 1..16)
}

pub(crate) fn make(site: &TestSite, edit: &Edit) {
    let content = |page: usize| format!("content/{}.md", PAGES[page]);
    let remove = |path: &str| drop(std::fs::remove_file(site.path(path)));
    match edit {
        Edit::Write { page, title, body } => {
            let text = format!("---\ntitle: Title {title}\n{}", BODIES[*body]);
            site.write(&content(*page), text);
        }
        Edit::Delete { page } => remove(&content(*page)),
        Edit::Rename { from, to } => {
            _ = std::fs::rename(site.path(&content(*from)), site.path(&content(*to)));
        }
        Edit::Folder { title } => {
            let text = format!("---\ntitle: Topic {title}\ndescription: D.\norder: {title}\n---\n");
            site.write("content/a/x/_index.md", text);
        }
        Edit::Config { kind } => {
            let lines = [
                "",
                "license = \"CC0\"\n",
                "authors = [\"Ada\"]\nclean_urls = true\n",
                "difficulties = [\"soft\", \"hard\"]\n",
            ];
            let rest = "base_url = \"https://example.org/\"\n[check]\nlinks = \"warn\"\n";
            site.write(
                "hotseat.toml",
                format!("title = \"G\"\n{}{rest}", lines[*kind]),
            );
        }
        Edit::Template { text: Some(text) } => {
            site.write(
                "templates/blocks/after_page.html",
                format!("<p>{text}</p>\n"),
            );
        }
        Edit::Template { text: None } => remove("templates/blocks/after_page.html"),
        Edit::Style { text: Some(text) } => {
            let style = format!("@layer base {{ body {{ margin: {text}px }} }}\n");
            site.write("themes/default/styles/base.css", style);
        }
        Edit::Style { text: None } => remove("themes/default/styles/base.css"),
        Edit::Asset { width } => {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"9\"/>"
            );
            site.write("content/a/x/pic.svg", svg);
        }
        Edit::Cache { kind } => damage_cache(site, *kind),
        Edit::Output { file, kind } => damage_output(site, *file, *kind),
    }
}

fn damage_cache(site: &TestSite, kind: usize) {
    let path = site.path(".hotseat/cache");
    let Ok(mut bytes) = std::fs::read(&path) else {
        return;
    };
    match kind {
        0 => return std::fs::remove_dir_all(site.path(".hotseat")).unwrap(),
        1 => bytes.truncate(bytes.len() / 2),
        2 => {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        _ => bytes = b"nonsense".to_vec(),
    }
    std::fs::write(path, bytes).unwrap();
}

/// Changes or removes a file of the output, by hand as it were.
fn damage_output(site: &TestSite, file: usize, kind: usize) {
    let files = site.files("public");
    let files: Vec<&String> = files.iter().filter(|path| !path.starts_with('.')).collect();
    if files.is_empty() {
        return;
    }
    let path = site.path("public").join(files[file % files.len()]);
    match kind {
        0 => std::fs::remove_file(path).unwrap(),
        _ => {
            // As many bytes as before: the length alone must not decide.
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.iter_mut().for_each(|byte| *byte = b'!');
            std::fs::write(path, bytes).unwrap();
        }
    }
}

fn output(site: &TestSite, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let files = site.files(folder).into_iter();
    files
        .map(|file| {
            let bytes = std::fs::read(site.path(folder).join(&file)).unwrap();
            (file, bytes)
        })
        .collect()
}

/// Builds with what is known and from nothing; both must be the same in every way.
fn assert_equal_builds(site: &TestSite) {
    let built = site.run(&["build", "--quiet"]);
    _ = std::fs::remove_dir_all(site.path("clean"));
    let clean = site.run(&["build", "--quiet", "--no-cache", "--output", "clean"]);
    assert_eq!(built.stderr, clean.stderr);
    assert_eq!(built.code, clean.code);
    if clean.code == Some(0) {
        let (mut built, clean) = (output(site, "public"), output(site, "clean"));
        // What a person has put into a file is theirs: it stays when the guide no longer makes it.
        built.retain(|path, bytes| {
            let is_damaged = bytes.iter().all(|byte| *byte == b'!');
            clean.contains_key(path) || !is_damaged
        });
        let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&built), paths(&clean));
        for (path, bytes) in &built {
            let text = String::from_utf8_lossy;
            assert_eq!(text(bytes), text(&clean[path]), "{path}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_build_is_the_same_as_a_clean_one(rounds in prop::collection::vec(edits(), 1..5)) {
        let site = TestSite::new(SITE);
        for round in &rounds {
            for edit in round {
                make(&site, edit);
            }
            assert_equal_builds(&site);
        }
    }
}

/// A site of three pages, built until everything is known: files written in the last
/// moment are not trusted at once.
fn known_site() -> TestSite {
    let site = TestSite::new(SITE);
    for page in ["one", "two", "three"] {
        let text = format!("---\ntitle: {page}\n{}", BODIES[0]);
        site.write(&format!("content/a/x/{page}.md"), text);
    }
    site.write(
        "content/a/y/four.md",
        format!("---\ntitle: four\n{}", BODIES[0]),
    );
    for _ in 0..3 {
        assert_eq!(site.run(&["build", "--quiet"]).code, Some(0));
    }
    site
}

/// The lines that say how much was taken over, without times.
fn counts(site: &TestSite) -> Vec<String> {
    let run = site.run(&["build", "--timings"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let counts = run.stderr.lines().filter(|line| line.contains(" of "));
    counts.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_build_without_changes_parses_renders_and_writes_nothing() {
    let site = known_site();
    let counts = counts(&site);
    assert_eq!(counts[0], "4 of 8 files of Markdown known, 4 parsed");
    assert!(counts[1].ends_with(" pages kept, 0 rendered"), "{counts:?}");
    assert!(
        counts[2].ends_with(" files unchanged, 0 written"),
        "{counts:?}"
    );
}

#[test]
fn an_edited_text_rewrites_its_page_alone() {
    let site = known_site();
    let page = site.read("content/a/x/one.md");
    site.write("content/a/x/one.md", page.replace("**this**", "**new**"));
    let before = output(&site, "public");
    let counts = counts(&site);
    assert!(counts[1].ends_with(" 1 rendered"), "{counts:?}");
    let after = output(&site, "public");
    let changed = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes));
    let changed: Vec<&str> = changed.map(|(path, _)| path.as_str()).collect();
    let expected = [
        ".hotseat-manifest",
        "a/x/one.html",
        "a/x/one.json",
        "a/x/one.md",
        "questions/a/x/one.js",
        // The words of its answer.
        "search/t-0.js",
    ];
    assert_eq!(changed, expected);
}

#[test]
fn a_changed_title_rewrites_the_siblings_too() {
    let site = known_site();
    let page = site.read("content/a/x/one.md");
    let before = output(&site, "public");
    site.write(
        "content/a/x/one.md",
        page.replace("title: one", "title: uno"),
    );
    assert_eq!(site.run(&["build", "--quiet"]).code, Some(0));
    let after = output(&site, "public");
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes) && path.ends_with(".html"))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(changed.contains(&"a/x/two.html"), "{changed:?}");
    assert!(changed.contains(&"a/x/index.html"), "{changed:?}");
    assert!(!changed.contains(&"a/y/four.html"), "{changed:?}");
}

#[test]
fn a_warning_is_told_by_every_build() {
    let site = known_site();
    site.write(
        "content/a/x/two.md",
        format!("---\ntitle: two\n{}", BODIES[8]),
    );
    let first = site.run(&["build", "--quiet"]).stderr;
    assert!(first.contains("nowhere.md"), "{first}");
    assert_eq!(site.run(&["build", "--quiet"]).stderr, first);
}

#[test]
fn a_big_guide_tells_by_every_build_what_is_wrong_with_its_samples() {
    let site = known_site();
    let page = |front: &str, sample: &str| {
        format!("---\ntitle: Sample\n{front}---\n## What?\n\n```python\n{sample}```\n")
    };
    let wrong = "def f(:\n    pass\n";
    site.write("content/a/x/two.md", page("", wrong));
    site.write("content/a/x/three.md", page("draft: true\n", wrong));
    site.write("content/a/y/_index.md", page("", wrong));
    // More text than a build keeps the blocks of.
    let line = "Words and words and words, a line of them.\n".repeat(8);
    let text = format!("{line}\n").repeat((10 << 20) / line.len());
    let long = format!("---\ntitle: Long\n---\n## How long?\n\n```text\n{text}```\n");
    site.write("content/a/y/long.md", long);

    let build = || site.run(&["build", "--quiet"]);
    let first = build();
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    for path in ["a/x/two.md", "a/x/three.md", "a/y/_index.md"] {
        let place = format!("content/{path}:");
        assert!(first.stderr.contains(&place), "{}", first.stderr);
    }
    assert_eq!(build().stderr, first.stderr);

    site.write("content/a/x/three.md", page("", "print(1)\n"));
    let mended = build().stderr;
    assert!(mended.contains("content/a/x/two.md:"), "{mended}");
    assert!(!mended.contains("content/a/x/three.md:"), "{mended}");

    // A sample that is to run is an error, of which nothing is written.
    let before = output(&site, "public");
    let run = page("", wrong).replace("python", "python run");
    site.write("content/a/x/two.md", run);
    let refused = build();
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("error[sample-syntax]"),
        "{}",
        refused.stderr
    );
    assert_eq!(output(&site, "public"), before);
}

#[test]
fn another_output_folder_is_written_in_full() {
    let site = known_site();
    assert_eq!(
        site.run(&["build", "--quiet", "--output", "other"]).code,
        Some(0)
    );
    assert_eq!(output(&site, "other"), output(&site, "public"));
    assert_eq!(site.run(&["build", "--quiet"]).code, Some(0));
    assert_eq!(output(&site, "other"), output(&site, "public"));
}

#[test]
fn without_a_cache_none_is_made() {
    let site = TestSite::new(SITE);
    assert_eq!(site.run(&["build", "--quiet", "--no-cache"]).code, Some(0));
    assert!(!site.path(".hotseat").exists());
}

#[test]
fn a_trace_has_complete_events_of_every_stage_and_of_the_pages() {
    let site = TestSite::new(SITE);
    site.write(
        "content/a/x/one.md",
        format!("---\ntitle: one\n{}", BODIES[0]),
    );
    let run = site.run(&["build", "--quiet", "--trace", "trace.json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let trace: serde_json::Value = serde_json::from_str(&site.read("trace.json")).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    for name in ["discover", "parse", "link", "render", "emit", "write"] {
        assert!(events.iter().any(|event| event["name"] == name), "{name}");
    }
    for event in events {
        assert_eq!(event["ph"], "X");
        assert!(event["ts"].is_u64() && event["dur"].is_u64(), "{event}");
        assert!(event["tid"].is_u64() && event["pid"].is_u64(), "{event}");
    }
}
