//! A guide in memory: after any edits its files are those of a clean build, and who shows
//! a page hears of exactly what has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use hotseat::diagnostic::print_human;
use hotseat::discover::Overrides;
use hotseat::follow::{Followed, Outcome};
use hotseat::model::artifact::Body;
use hotseat::pipeline::{self, Aids};
use proptest::prelude::*;

use crate::incremental::{BODIES, Edit, PAGES, SITE, edits, make};
use crate::support::TestSite;

/// Pages that browsers show while the tests run.
const OPEN: [&str; 5] = [
    "index.html",
    "a/x/index.html",
    "a/x/one.html",
    "a/x/two.html",
    "tags/index.html",
];

struct Desk {
    site: TestSite,
    guide: Followed,
    /// What was shown last.
    shown: BTreeMap<String, Body>,
    /// Every path that was ever made.
    paths: BTreeSet<String>,
}

impl Desk {
    fn new(site: TestSite) -> Self {
        let root = site.path("").canonicalize().unwrap();
        let mut desk = Self {
            guide: Followed::new(&root, &Overrides::default(), false),
            site,
            shown: BTreeMap::new(),
            paths: BTreeSet::new(),
        };
        desk.follow(None, true);
        desk
    }

    /// Follows an edit of these files and compares everything with a clean build.
    fn edit(&mut self, paths: &[&str]) -> Vec<String> {
        let root = self.site.path("").canonicalize().unwrap();
        let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
        self.follow(Some(&paths), true)
    }

    fn follow(&mut self, paths: Option<&[PathBuf]>, is_settled: bool) -> Vec<String> {
        let open = OPEN.map(str::to_owned);
        let first = self.guide.follow(paths, &open).unwrap();
        let told = first.changed.clone();
        let last = match is_settled {
            true => self.guide.settle(&|| false).unwrap_or(first),
            false => first,
        };
        self.compare(&told, &last, is_settled);
        told
    }

    fn compare(&mut self, told: &[String], last: &Outcome, is_settled: bool) {
        let root = self.site.path("");
        let prepared = pipeline::prepare(&root, &Overrides::default(), Aids::default()).unwrap();
        let printed = print_human(&last.problems, false);
        if prepared.problems.has_errors() {
            assert_eq!(printed, print_human(&prepared.problems, false));
            assert!(!last.is_shown && told.is_empty());
        } else {
            let built = pipeline::build(&root, &Overrides::default()).unwrap();
            if is_settled {
                assert_eq!(printed, print_human(&built.problems, false));
            }
            let built = built
                .artifacts
                .into_iter()
                .map(|made| (made.path, made.body));
            let before = std::mem::replace(&mut self.shown, built.collect());
            let now = &self.shown;
            let all: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
            let differ = |path: &&&String| before.get(**path) != now.get(**path);
            let changed: BTreeSet<&String> = all.iter().filter(differ).copied().collect();
            for path in told {
                let is_copy = matches!(now.get(path), Some(Body::Copy(_)));
                assert!(changed.contains(path) || is_copy, "{path} has not changed");
            }
            for path in OPEN.iter().filter(|_| !before.is_empty()) {
                let is_changed = changed.contains(&(*path).to_owned());
                assert!(
                    !is_changed || told.iter().any(|told| told == path),
                    "{path} has changed"
                );
            }
        }
        self.paths.extend(self.shown.keys().cloned());
        for path in &self.paths {
            let (made, expected) = (self.guide.file(path), self.shown.get(path));
            assert_eq!(text(made.as_ref()), text(expected), "{path}");
            assert_eq!(self.guide.has(path), expected.is_some(), "{path}");
        }
    }
}

/// A file in a form that can be read where two differ.
fn text(body: Option<&Body>) -> Option<String> {
    body.map(|body| match body {
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::Copy(file) => file.file_name().unwrap().to_string_lossy().into_owned(),
    })
}

/// The files that an edit writes or removes.
fn touched(edit: &Edit) -> Vec<String> {
    let content = |page: &usize| format!("content/{}.md", PAGES[*page]);
    match edit {
        Edit::Write { page, .. } | Edit::Delete { page } => vec![content(page)],
        Edit::Rename { from, to } => vec![content(from), content(to)],
        Edit::Folder { .. } => vec!["content/a/x/_index.md".to_owned()],
        Edit::Config { .. } => vec!["hotseat.toml".to_owned()],
        Edit::Template { .. } => vec!["templates/blocks/after_page.html".to_owned()],
        Edit::Style { .. } => vec!["themes/default/styles/base.css".to_owned()],
        Edit::Asset { .. } => vec!["content/a/x/pic.svg".to_owned()],
        Edit::Cache { .. } | Edit::Output { .. } => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_what_is_shown_is_a_clean_build(
        rounds in prop::collection::vec((edits(), any::<bool>()), 1..6),
    ) {
        let mut desk = Desk::new(TestSite::new(SITE));
        let root = desk.site.path("").canonicalize().unwrap();
        for (round, is_settled) in &rounds {
            let mut paths = BTreeSet::new();
            for edit in round {
                make(&desk.site, edit);
                paths.extend(touched(edit).iter().map(|path| root.join(path)));
            }
            let paths: Vec<PathBuf> = paths.into_iter().collect();
            desk.follow(Some(&paths), *is_settled);
        }
    }
}

/// Three pages in one folder, one in another.
fn desk() -> Desk {
    let site = TestSite::new(SITE);
    for page in ["a/x/one", "a/x/two", "a/x/three", "a/y/four"] {
        let text = format!("---\ntitle: {page}\n{}", BODIES[0]);
        site.write(&format!("content/{page}.md"), text);
    }
    Desk::new(site)
}

impl Desk {
    /// Replaces words of a page, and follows that.
    fn replace(&mut self, page: &str, from: &str, to: &str) -> Vec<String> {
        let path = format!("content/{page}.md");
        let text = self.site.read(&path);
        self.site.write(&path, text.replace(from, to));
        self.edit(&[&path])
    }
}

#[test]
fn an_edited_text_changes_its_own_files_alone() {
    let mut desk = desk();
    let own = [
        "a/x/one.html",
        "a/x/one.json",
        "a/x/one.md",
        "questions/a/x/one.js",
    ];
    assert_eq!(desk.replace("a/x/one", "**this**", "**new**"), own);
    // Longer, so that all that follows stands elsewhere.
    assert_eq!(desk.replace("a/x/one", "It is", "It is\n\nas ever"), own);
}

#[test]
fn a_file_written_as_it_was_changes_nothing() {
    let mut desk = desk();
    assert!(desk.replace("a/x/one", "no such words", "").is_empty());
}

#[test]
fn words_that_others_show_change_the_open_ones_among_them() {
    let mut desk = desk();
    let changed = desk.replace("a/x/one", "title: a/x/one", "title: Uno");
    assert!(changed.contains(&"a/x/two.html".to_owned()), "{changed:?}");
    assert!(
        changed.contains(&"a/x/index.html".to_owned()),
        "{changed:?}"
    );
    assert!(
        !changed.contains(&"a/y/four.html".to_owned()),
        "{changed:?}"
    );
}

#[test]
fn the_search_follows_once_somebody_has_asked_for_it() {
    let mut desk = desk();
    desk.replace("a/x/one", "**this**", "**zebra**");
    let index = |desk: &Desk| text(desk.guide.file("search/t-0.js").as_ref()).unwrap();
    assert!(index(&desk).contains("zebra"));
    let path = "content/a/x/one.md";
    let page = desk.site.read(path);
    desk.site.write(path, page.replace("zebra", "quokka"));
    let root = desk.site.path("").canonicalize().unwrap();
    desk.guide.follow(Some(&[root.join(path)]), &[]).unwrap();
    let settled = desk.guide.settle(&|| false).unwrap();
    assert!(
        settled.changed.contains(&"search/t-0.js".to_owned()),
        "{:?}",
        settled.changed
    );
    assert!(index(&desk).contains("quokka"));
    assert!(desk.guide.settle(&|| false).is_none());
}

#[test]
fn an_error_keeps_what_was_shown_until_it_is_mended() {
    let mut desk = desk();
    let before = text(desk.guide.file("a/x/one.html").as_ref());
    assert!(
        desk.replace("a/x/one", "title: a/x/one", "titel: x")
            .is_empty()
    );
    // Other edits wait with it.
    assert!(
        desk.replace("a/x/two", "**this**", "**waiting**")
            .is_empty()
    );
    assert_eq!(text(desk.guide.file("a/x/one.html").as_ref()), before);
    let changed = desk.replace("a/x/one", "titel: x", "title: Mended");
    assert!(changed.contains(&"a/x/one.html".to_owned()), "{changed:?}");
    assert!(changed.contains(&"a/x/two.html".to_owned()), "{changed:?}");
}

#[test]
fn an_error_that_only_rendering_finds_is_told_at_once_and_mended() {
    let mut desk = desk();
    let root = desk.site.path("").canonicalize().unwrap();
    let path = root.join("content/a/x/one.md");
    let text = desk.site.read("content/a/x/one.md");
    let broken = text.replace("It is", "```mermaid\nflowchart LR\n  a -->\n```\n\nIt is");
    desk.site.write("content/a/x/one.md", broken);
    let outcome = desk
        .guide
        .follow(Some(std::slice::from_ref(&path)), &[])
        .unwrap();
    assert!(!outcome.is_shown && outcome.problems.has_errors());
    desk.site
        .write("content/a/x/one.md", text.replace("It is", "It was"));
    let changed = desk.edit(&["content/a/x/one.md"]);
    assert!(changed.contains(&"a/x/one.html".to_owned()), "{changed:?}");
}

#[test]
fn a_broken_template_is_told_before_anything_is_shown() {
    let mut desk = desk();
    let root = desk.site.path("").canonicalize().unwrap();
    let path = root.join("templates/blocks/after_page.html");
    desk.site
        .write("templates/blocks/after_page.html", "{{ nothing.such }}");
    let outcome = desk.guide.follow(Some(&[path]), &[]).unwrap();
    assert!(!outcome.is_shown && outcome.problems.has_errors());
    desk.site
        .write("templates/blocks/after_page.html", "<p>After.</p>");
    let changed = desk.edit(&["templates/blocks/after_page.html"]);
    assert!(changed.contains(&"a/x/one.html".to_owned()), "{changed:?}");
}

#[test]
fn a_folder_that_is_renamed_or_removed_takes_its_pages_with_it() {
    let mut desk = desk();
    let rename = |desk: &Desk, from: &str, to: &str| {
        std::fs::rename(desk.site.path(from), desk.site.path(to)).unwrap();
    };
    rename(&desk, "content/a/x", "content/a/z");
    // As systems tell it: the folders by name, and nothing of what is in them.
    let changed = desk.edit(&["content/a/x", "content/a/z"]);
    assert!(changed.contains(&"a/x/one.html".to_owned()), "{changed:?}");
    assert!(changed.contains(&"a/z/one.html".to_owned()), "{changed:?}");
    std::fs::remove_dir_all(desk.site.path("content/a/z")).unwrap();
    let changed = desk.edit(&["content/a/z"]);
    assert!(changed.contains(&"a/z/one.html".to_owned()), "{changed:?}");
}

#[test]
fn files_that_come_and_go_before_anybody_looks_are_nothing() {
    let mut desk = desk();
    let changed = desk.edit(&[
        "content/a/x/gone.md",
        "content/a/x/.one.md.swp",
        "content/a/x/one.md~",
    ]);
    assert!(changed.is_empty());
}

#[test]
fn thousands_of_pages_that_change_at_once_are_all_followed() {
    let desk = desk();
    let paths: Vec<String> = (0..700)
        .map(|page| format!("content/a/y/page-{page}.md"))
        .collect();
    for path in &paths {
        desk.site
            .write(path, format!("---\ntitle: {path}\n{}", BODIES[0]));
    }
    let root = desk.site.path("").canonicalize().unwrap();
    let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
    let outcome = desk
        .guide
        .follow(Some(&paths), &OPEN.map(str::to_owned))
        .unwrap();
    for path in ["a/y/page-699.html", "index.html"] {
        assert!(outcome.changed.contains(&path.to_owned()), "{path}");
        let built = pipeline::build(&root, &Overrides::default())
            .unwrap()
            .artifacts;
        let built = built.into_iter().find(|made| made.path == path).unwrap();
        assert_eq!(
            text(desk.guide.file(path).as_ref()),
            text(Some(&built.body))
        );
    }
}

#[test]
fn an_uncommitted_edit_takes_the_day_away_and_a_revert_gives_it_back() {
    let mut desk = desk();
    let git = |desk: &Desk, arguments: &[&str]| {
        let run = std::process::Command::new("git")
            .current_dir(desk.site.path(""))
            .args(["-c", "user.name=T", "-c", "user.email=t@example.org"])
            .args(arguments)
            .output();
        assert!(run.unwrap().status.success(), "{arguments:?}");
    };
    git(&desk, &["init", "--quiet"]);
    git(&desk, &["add", "content"]);
    git(&desk, &["commit", "--quiet", "-m", "All"]);
    desk.follow(None, true);
    let before = text(desk.guide.file("a/x/one.html").as_ref());
    let changed = desk.replace("a/x/one", "**this**", "**new**");
    assert!(
        changed.contains(&"index.html".to_owned()),
        "the latest: {changed:?}"
    );
    desk.replace("a/x/one", "**new**", "**this**");
    assert_eq!(text(desk.guide.file("a/x/one.html").as_ref()), before);
    desk.replace("a/x/one", "**this**", "**that**");
    git(&desk, &["commit", "--quiet", "-a", "-m", "That"]);
    desk.replace("a/x/two", "**this**", "**that**");
}
