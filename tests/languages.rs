//! The interface in other languages: whole, with the right plurals, and in their direction.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hotseat::discover::Overrides;
use hotseat::model::artifact::Body;
use hotseat::strings::Strings;

use crate::support::TestSite;

/// The language files of the default theme, by tag.
fn languages() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/strings");
    let files = fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        let tag = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (tag, fs::read_to_string(path).unwrap())
    });
    files.collect()
}

/// The messages of a file as they stand there, by key.
fn messages(text: &str) -> BTreeMap<&str, String> {
    let mut messages: BTreeMap<&str, String> = BTreeMap::new();
    let mut last = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let is_first = line.starts_with(|first: char| first.is_ascii_alphabetic());
        if let (true, Some((key, _))) = (is_first, line.split_once(" =")) {
            assert!(!messages.contains_key(key), "`{key}` stands there twice");
            last = key;
        }
        messages.entry(last).or_default().push_str(line);
    }
    messages.remove("");
    messages
}

/// The names behind each `$` of a message.
fn values(message: &str) -> BTreeSet<&str> {
    let names = message.split('$').skip(1);
    names
        .map(|rest| rest.split([' ', '}']).next().unwrap())
        .collect()
}

#[test]
fn every_language_has_every_text_with_the_same_values() {
    let languages = languages();
    let english = messages(&languages["en"]);
    assert!(english.len() > 200);
    for (tag, text) in &languages {
        let own = messages(text);
        for (key, message) in &english {
            let translated = own.get(key).unwrap_or_else(|| panic!("{tag}: no `{key}`"));
            assert_eq!(values(message), values(translated), "{tag}: `{key}`");
        }
        let more = own.keys().filter(|key| !english.contains_key(*key));
        let unknown: Vec<_> = more.filter(|key| !key.starts_with("section-")).collect();
        assert!(unknown.is_empty(), "{tag}: {unknown:?}");
    }
}

#[test]
fn arabic_counts_in_six_ways() {
    let languages = languages();
    let strings = Strings::new("ar", [("ar", languages["ar"].as_str())]);
    let counted = [0, 1, 2, 3, 11, 100, 103, 114];
    assert_eq!(
        counted.map(|count| strings.get("questions", &[("count", count.into())])),
        [
            "لا أسئلة",
            "سؤال واحد",
            "سؤالان",
            "3 أسئلة",
            "11 سؤالًا",
            "100 سؤال",
            "103 أسئلة",
            "114 سؤالًا",
        ],
    );
    for (key, message) in messages(&languages["ar"]) {
        if message.contains("$count ->") {
            let forms = ["[zero]", "[one]", "[two]", "[few]", "[many]", "*[other]"];
            assert!(forms.iter().all(|form| message.contains(form)), "`{key}`");
        }
    }
}

#[test]
fn a_site_in_arabic_is_arabic_from_right_to_left() {
    let site = TestSite::new(
        "
        //- hotseat.toml
        title = \"دليل\"
        language = \"ar\"
        //- content/page.md
        ---
        title: الخيوط
        ---
        ## ما هو القفل؟
        <!-- id: lock -->

        ### تلميح

        من يمسكه يمرّ.

        ### الإجابة

        شيء يمسكه خيط واحد.
        ",
    );
    let overrides = Overrides::default();
    let built = hotseat::pipeline::build(&site.path("."), &overrides).unwrap();
    let problems = hotseat::diagnostic::print_human(&built.problems, false);
    assert_eq!(problems, "");
    let page = built.artifacts.iter().find(|one| one.path == "page.html");
    let Body::Bytes(html) = &page.unwrap().body else {
        panic!("a page is text");
    };
    let html = String::from_utf8_lossy(html);
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\""));
    for text in [
        "أظهر الإجابة",
        "أظهر التلميح",
        "سؤال واحد",
        "انتقل إلى المحتوى",
    ] {
        assert!(html.contains(text), "no `{text}`");
    }
    assert!(!html.contains("Show answer"));
}
