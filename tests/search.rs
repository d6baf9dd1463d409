//! The search's files, read back: every word leads to its documents.

use std::collections::BTreeMap;

use hotseat::render::search::{Cutter, Strength, Text};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::TestSite;

const FINAL: &str = "abcdefghijklmnopqrstuvwxyzKLMNOPQRSTUVWXYZ0123456789-+*/=";
const MORE: &str = "!#$%&'(),.:;<>?@[]^_`{|}";

fn cut(text: &str, kind: Text) -> Vec<String> {
    let mut found = Vec::new();
    let mut found_word = |word: &str| found.push(word.to_owned());
    Cutter::default().words(text, kind, &mut found_word);
    found
}

/// What the files say, as a browser would read them.
struct Index {
    /// Titles by document, folders' and pages' too.
    titles: Vec<String>,
    /// Documents and their strengths by word.
    terms: BTreeMap<String, Vec<(usize, usize)>>,
    common: Vec<String>,
    mirrored: Vec<String>,
    index: Value,
}

impl Index {
    fn read(site: &TestSite) -> Self {
        let index = arguments(&site.read("public/search/index.js")).remove(2);
        let mut read = Self {
            titles: Vec::new(),
            terms: BTreeMap::new(),
            common: Vec::new(),
            mirrored: Vec::new(),
            index,
        };
        let count = |name: &str| read.index[name].as_array().unwrap().len();
        let (terms, mirrored, documents) = (count("t"), count("w"), count("c"));
        for number in 0..terms {
            let file = arguments(&site.read(&format!("public/search/t-{number}.js")));
            let hits: Vec<&str> = file[3].as_str().unwrap().split(' ').collect();
            let list = list(file[2].as_str().unwrap());
            assert_eq!(list.len(), hits.len());
            for (word, hits) in list.into_iter().zip(hits) {
                assert!(!read.terms.contains_key(&word), "{word} stands twice");
                if hits.starts_with('~') {
                    read.common.push(word.clone());
                }
                read.terms.insert(word, postings(hits));
            }
        }
        for number in 0..mirrored {
            let file = arguments(&site.read(&format!("public/search/w-{number}.js")));
            read.mirrored.extend(list(file[2].as_str().unwrap()));
        }
        for number in 0..documents {
            let file = arguments(&site.read(&format!("public/search/d-{number}.js")));
            for folder in file[2].as_array().unwrap() {
                for unit in &folder.as_array().unwrap()[3..] {
                    read.titles.push(unit[1].as_str().unwrap().to_owned());
                    for row in unit[3].as_array().into_iter().flatten() {
                        read.titles.push(row[0].as_str().unwrap().to_owned());
                    }
                }
            }
        }
        assert_eq!(read.index["n"], read.titles.len());
        read
    }

    /// The titles of the documents that have a word, the strongest first.
    fn find(&self, word: &str) -> Vec<&str> {
        let mut hits = self.terms.get(word).cloned().unwrap_or_default();
        hits.sort_by_key(|(document, strength)| (std::cmp::Reverse(*strength), *document));
        let mut titles: Vec<&str> = Vec::new();
        for (document, _) in hits {
            let title = self.titles[document].as_str();
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }
}

/// The arguments of the one call in a file.
fn arguments(script: &str) -> Vec<Value> {
    let inside = script.strip_prefix("hotseat.search.put(").unwrap();
    let inside = inside.strip_suffix(");\n").unwrap();
    serde_json::from_str(&format!("[{inside}]")).unwrap()
}

fn list(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let shared = word.chars().next().unwrap().to_digit(36).unwrap() as usize;
        let last: Vec<u16> = words
            .last()
            .map_or(Vec::new(), |last| last.encode_utf16().collect());
        let beginning = String::from_utf16(&last[..shared]).unwrap();
        words.push(beginning + &word[1..]);
    }
    words
}

fn postings(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut letters = text.trim_start_matches('~').chars().peekable();
    while let Some(letter) = letters.next() {
        let kind = letter as usize - 'A' as usize;
        let mut numbers = Vec::new();
        while letters.peek().is_some_and(|c| !('A'..='J').contains(c)) {
            let (mut number, mut scale) = (0, 1);
            loop {
                let c = letters.next().unwrap();
                if let Some(last) = FINAL.find(c) {
                    numbers.push(number + scale * last);
                    break;
                }
                number += scale * (FINAL.len() + MORE.find(c).unwrap());
                scale *= MORE.len();
            }
        }
        let mut next = 0;
        match kind {
            0..8 => found.extend(numbers.iter().map(|step| {
                next += step + 1;
                (next - 1, kind)
            })),
            _ => {
                let strength = [Strength::Page, Strength::Around][kind - 8] as usize;
                for range in numbers.chunks(2) {
                    next += range[0];
                    found.extend((next..next + range[1]).map(|document| (document, strength)));
                }
            }
        }
    }
    found
}

fn built(fixture: &str) -> (TestSite, Index) {
    let site = TestSite::new(fixture);
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let index = Index::read(&site);
    (site, index)
}

#[test]
fn words_are_folded_and_code_words_are_found_whole_and_by_their_parts() {
    let prose = |text| cut(text, Text::Prose).join(" ");
    assert_eq!(prose("What is the GIL?"), "what is the gil");
    assert_eq!(prose("Café, naïve; ΣΊΣΥΦΟΣ"), "cafe naive σισυφοσ");
    assert_eq!(prose("asyncio.gather()"), "asyncio gather asyncio.gather");
    assert_eq!(prose("Arc<Mutex<T>>"), "arc mutex t arc<mutex<t>>");
    assert_eq!(prose("C++/C# or C?"), "c c++ c c# or c");
    assert_eq!(prose("__init__"), "__init__ init");
    assert_eq!(prose("E0382"), "e0382");
    assert_eq!(
        prose("return_exceptions"),
        "return_exceptions return exceptions"
    );
    assert_eq!(prose("HTTPServer2Go"), "httpserver2go http server2 go");
    assert_eq!(prose("OSError"), "oserror os error");
    assert_eq!(prose("HashMap<K, V>"), "hashmap hash map k hashmap<k v v>");
    assert_eq!(prose("don't well-known"), "don t well known");
}

#[test]
fn scripts_without_spaces_are_cut_into_pairs() {
    assert_eq!(cut("事件循环", Text::Prose), ["事件", "件循", "循环", "环"]);
    assert_eq!(cut("Python入门", Text::Prose), ["python", "入门", "门"]);
    assert_eq!(cut("が", Text::Prose), ["が"]);
}

#[test]
fn lone_signs_count_in_code_alone_and_samples_give_names() {
    assert_eq!(cut(":=", Text::Code), [":="]);
    assert_eq!(cut("why := ?", Text::Prose), ["why"]);
    let sample = "for x in graph[src]:\n    x.add_all(404)\n";
    let names = ["for", "in", "graph", "src", "add_all", "add", "all"];
    assert_eq!(cut(sample, Text::Sample), names);
}

const SITE: &str = "
    //- content/python/_index.md
    ---
    title: Python
    ---
    //- content/python/concurrency/asyncio.md
    ---
    title: asyncio and await
    difficulty: hard
    tags: [Async]
    ---
    ## What does the event loop do?
    <!-- id: loop -->
    It runs callbacks; a coroutine gives way.

    ## What does `asyncio.gather` return?
    <!-- difficulty: easy, tags: [gathering] -->
    The results, and `return_exceptions` keeps errors.

    ```python
    frobnicate = asyncio.gather(quux)
    ```
    //- content/python/hidden.md
    ---
    title: Hidden zebra
    navigation: false
    ---
    ## Where is the zebra?
    Not here.
    //- content/python/draft.md
    ---
    title: Draft
    draft: true
    ---
    ## Where is the giraffe?
    Not here.
    //- content/rust.md
    ---
    title: 所有权 Ownership
    kind: article
    ---
    A lead about borrowing.

    ## Moves

    A move invalidates the source.
";

#[test]
fn a_word_finds_titles_before_pages_before_texts_before_samples() {
    let (_, index) = built(SITE);
    let gather = "What does asyncio.gather return?";
    let event = "What does the event loop do?";
    assert_eq!(index.find("asyncio")[..2], ["asyncio and await", gather]);
    assert_eq!(index.find("loop"), [event]);
    assert_eq!(index.find("coroutine"), [event]);
    assert_eq!(index.find("asyncio.gather"), [gather]);
    assert_eq!(index.find("exceptions"), [gather]);
    assert_eq!(index.find("frobnicate"), [gather]);
    assert_eq!(index.find("gathering"), [gather]);
    assert_eq!(index.find("invalidates"), ["Moves"]);
    assert_eq!(index.find("borrowing"), ["所有权 Ownership"]);
    assert_eq!(index.find("有权"), ["所有权 Ownership", "Moves"]);
    let strength = |word: &str, title: &str| {
        let document = index
            .titles
            .iter()
            .position(|known| known == title)
            .unwrap();
        let hits = index.terms[word].iter().filter(|hit| hit.0 == document);
        hits.map(|hit| hit.1).max().unwrap()
    };
    assert_eq!(strength("gather", gather), Strength::ShortTitle as usize);
    assert_eq!(strength("await", gather), Strength::Page as usize);
    assert_eq!(strength("python", gather), Strength::Around as usize);
    assert_eq!(strength("results", gather), Strength::Text as usize);
    assert_eq!(strength("quux", gather), Strength::Sample as usize);
}

#[test]
fn filters_are_words_that_no_text_has() {
    let (_, index) = built(SITE);
    let gather = "What does asyncio.gather return?";
    let event = "What does the event loop do?";
    assert_eq!(index.find(":d0"), [gather]);
    assert_eq!(index.find(":d2"), ["asyncio and await", event]);
    assert_eq!(index.find(":tgathering"), [gather]);
    assert_eq!(index.find(":tasync"), ["asyncio and await", event, gather]);
    let below = ["Concurrency", "asyncio and await", event, gather];
    assert_eq!(index.find(":iconcurrency"), below);
    assert_eq!(index.find(":ipython")[0], "Python");
    assert_eq!(index.find(":ipython").len(), 5);
}

#[test]
fn hidden_pages_and_drafts_are_not_found() {
    let (site, index) = built(SITE);
    assert!(index.find("zebra").is_empty() && index.find("giraffe").is_empty());
    for file in site.files("public/search") {
        let text = site.read(&format!("public/search/{file}"));
        assert!(
            !text.contains("zebra") && !text.contains("Hidden"),
            "{file}"
        );
    }
}

#[test]
fn nothing_of_an_answer_is_readable_in_the_index() {
    let (site, _) = built(SITE);
    for file in site.files("public/search") {
        let text = site.read(&format!("public/search/{file}"));
        assert!(!text.contains("runs callbacks"), "{file}");
    }
    assert!(!site.read("public/search/d-0.js").contains("callbacks"));
}

#[test]
fn words_from_their_ends_are_all_words_that_can_be_mistyped() {
    let (_, index) = built(SITE);
    let mirrored: Vec<String> = index
        .mirrored
        .iter()
        .map(|word| word.chars().rev().collect())
        .collect();
    assert!(mirrored.contains(&"coroutine".to_owned()));
    assert!(
        !mirrored
            .iter()
            .any(|word| word.contains(['.', ':']) || word.chars().count() < 4)
    );
    assert!(index.mirrored.is_sorted());
}

#[test]
fn words_are_sorted_as_browsers_sort_them() {
    let (site, _) = built(
        "
        //- content/page.md
        ---
        title: Page
        ---
        ## ﬁrst 𝒜bc zeta
        An answer.
    ",
    );
    let file = arguments(&site.read("public/search/t-0.js"));
    let words = list(file[2].as_str().unwrap());
    let last = words.iter().rev().take(3).rev();
    assert_eq!(last.collect::<Vec<_>>(), ["zeta", "𝒜bc", "ﬁrst"]);
}

#[test]
fn without_search_there_is_no_trace_of_it() {
    let site = TestSite::new(&format!(
        "{SITE}    //- hotseat.toml\n    title = \"Guide\"\n    [search]\n    enabled = false\n"
    ));
    assert_eq!(site.run(&["build"]).code, Some(0));
    assert!(
        site.files("public")
            .iter()
            .all(|file| !file.contains("search"))
    );
    let home = site.read("public/index.html");
    assert!(!home.contains("search"), "{home}");
}

#[test]
fn a_word_of_most_texts_counts_in_titles_alone() {
    let mut fixture = String::from("//- content/page.md\n---\ntitle: Page\n---\n");
    for number in 0..80 {
        fixture.push_str(&format!(
            "## Question {number}\n<!-- id: q{number} -->\nAn ordinary answer {number}.\n\n"
        ));
    }
    fixture.push_str("## An ordinary title\nNothing.\n");
    let (_, index) = built(&fixture);
    assert!(index.common.contains(&"ordinary".to_owned()));
    assert_eq!(index.find("ordinary"), ["An ordinary title"]);
    assert_eq!(index.find("question").len(), 80);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_every_title_finds_its_document(
        titles in prop::collection::vec("[a-zA-Zé事件环𠀀ß_<>:.+ -]{1,60}[a-z]", 1..40)
    ) {
        let mut fixture = String::from("//- content/page.md\n---\ntitle: Page\n---\n");
        for (number, title) in titles.iter().enumerate() {
            fixture.push_str(&format!("## `x {title} x`\n<!-- id: q{number} -->\nAn answer.\n\n"));
        }
        let site = TestSite::new(&fixture);
        prop_assert_eq!(site.run(&["build"]).code, Some(0));
        let index = Index::read(&site);
        for title in index.titles.iter().skip(1) {
            for word in cut(title, Text::Prose) {
                prop_assert!(index.find(&word).contains(&title.as_str()), "{} in {}", word, title);
            }
        }
    }
}
