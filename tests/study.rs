//! What a site is given to study with: scripts and their texts, and what the settings switch off.

use std::collections::BTreeMap;

use hotseat::discover::Overrides;
use hotseat::model::artifact::Body;

use serde_json::json;

use crate::support::TestSite;

/// Two questions, one of them with a difficulty and a former id.
const PAGE: &str = "
//- content/python/_index.md
---
title: Python
---
//- content/python/threads.md
---
title: Threads
---

## What is a thread?
<!-- id: thread, difficulty: hard, aliases: [what-is-it] -->

A line of execution.

## What is a lock?

Something to hold.
";

/// What a site is built to: text by path, assets without the hash in their names.
fn build(fixture: &str) -> BTreeMap<String, String> {
    let site = TestSite::new(fixture);
    let overrides = Overrides::default();
    let built = hotseat::pipeline::build(&site.path("."), &overrides).unwrap();
    let problems = hotseat::diagnostic::print_human(&built.problems, false);
    assert_eq!(problems, "");
    let texts = built.artifacts.into_iter().map(|artifact| {
        let text = match artifact.body {
            Body::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Body::Copy(_) => String::new(),
        };
        (without_hash(&artifact.path), text)
    });
    texts.collect()
}

/// `assets/script.js` for `assets/script.0123456789.js`.
fn without_hash(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    match (path.starts_with("assets/"), parts.as_slice()) {
        (true, [stem, _, ending]) => format!("{stem}.{ending}"),
        _ => path.to_owned(),
    }
}

fn with(files: &str) -> String {
    format!("{PAGE}{files}")
}

#[test]
fn files_at_the_top_are_the_core_and_a_folder_is_a_bundle() {
    let built = build(&with(
        "
//- themes/default/scripts/zebra.js
zebra();
//- themes/default/scripts/drill/second.js
second();
//- themes/default/scripts/drill/first.js
/** What it is for. */
first();
// A remark.
",
    ));
    let core = &built["assets/script.js"];
    assert!(core.starts_with("const hotseat = {\"bundles\":{"), "{core}");
    assert!(core.contains("\"drill\":\"assets/drill."), "{core}");
    let place = |code: &str| core.find(code).unwrap_or_else(|| panic!("no `{code}`"));
    assert!(
        place("hotseat.enhance =") < place("clipboard"),
        "core.js is first"
    );
    assert!(
        place("clipboard") < place("zebra();"),
        "the others go by name"
    );
    assert_eq!(built["assets/drill.js"], "first();\nsecond();\n");
}

#[test]
fn styles_beside_a_bundle_s_scripts_come_with_it() {
    let files = build(&with(
        r#"
//- themes/default/scripts/drill/drill.js
hotseat.drill = 1;
//- themes/default/scripts/drill/drill.css
/* A comment. */
@media (width < 40rem) {
  .drill > :is(a, b) :focus {
    color: var(--color-text); /* Another. */
    margin: calc(1px + 2px) auto;
  }

  .drill::before { content: "{ /* text */  \" ; }"; }
}
//- themes/default/scripts/nothing/lonely.css
.lonely { color: inherit; }
        "#,
    ));
    assert_eq!(
        files["assets/drill.css"],
        "@media (width < 40rem){.drill>:is(a,b) :focus{color:var(--color-text);\
         margin:calc(1px + 2px) auto}.drill::before{content:\"{ /* text */  \\\" ; }\"}}\n"
    );
    let core = &files["assets/script.js"];
    assert!(core.contains(r#""styles":["drill","#), "{core}");
    assert!(!files.contains_key("assets/nothing.css"));
}

#[test]
fn a_script_is_given_the_texts_it_names_with_their_plurals() {
    let built = build(&with(
        "
//- themes/default/scripts/drill/texts.js
hotseat.t(\"questions\", { count }); t('close'); get(\"pages\"); t(
  \"tag\");
// t(\"article\")
",
    ));
    let bundle = &built["assets/drill.js"];
    let strings = r#"Object.assign(hotseat.strings, {"close":"Close","questions":{"one":"{count} question","other":"{count} questions"},"tag":"Tag: {name}"});"#;
    assert_eq!(bundle.lines().next(), Some(strings));
}

#[test]
fn plurals_are_those_of_the_site_s_language() {
    let built = build(&with(
        "
//- hotseat.toml
title = \"Pytania\"
language = \"pl\"
//- themes/default/strings/pl.ftl
questions = { $count ->
    [one] { $count } pytanie
    [few] { $count } pytania
   *[many] { $count } pytań
}
//- themes/default/scripts/drill/texts.js
hotseat.t(\"questions\"); hotseat.t(\"pages\");
",
    ));
    let bundle = &built["assets/drill.js"];
    assert!(
        bundle.contains(r#""questions":{"few":"{count} pytania","many":"{count} pytań","one":"{count} pytanie","other":"{count} pytań"}"#),
        "{bundle}"
    );
    // English stands in, by the categories that the page's language has.
    assert!(
        bundle.contains(r#""pages":{"few":"{count} pages","many":"{count} pages","one":"{count} page","other":"{count} pages"}"#),
        "{bundle}"
    );
}

#[test]
fn what_is_switched_off_is_not_there() {
    let own = "
//- themes/default/scripts/search/own.js
//- themes/default/scripts/session/own.js
//- themes/default/scripts/review/own.js
//- themes/default/scripts/interview/own.js
//- themes/default/scripts/drill/own.js
";
    let made = |settings: &str| {
        let built = build(&with(&format!(
            "{own}//- hotseat.toml\ntitle = \"Guide\"\n{settings}\n"
        )));
        let page = built["python/threads.html"].clone();
        let bundles = ["search", "session", "review", "interview", "drill"];
        let bundles = bundles
            .into_iter()
            .filter(|name| built.contains_key(&format!("assets/{name}.js")));
        let pages = ["practice.html", "review.html"];
        let pages = pages.into_iter().filter(|path| built.contains_key(*path));
        let links = [
            ("class=header-search", "search"),
            ("class=\"header-button header-review\"", "due"),
        ];
        let links = links
            .into_iter()
            .filter(|(link, _)| page.contains(link))
            .map(|(_, name)| name);
        let made: Vec<&str> = bundles.chain(pages).chain(links).collect();
        made.join(" ")
    };
    assert_eq!(
        made(""),
        "search session review interview drill practice.html review.html search due"
    );
    assert_eq!(
        made("search.enabled = false"),
        "session review interview drill practice.html review.html due"
    );
    assert_eq!(
        made("study.review = false"),
        "search session interview drill practice.html search"
    );
    assert_eq!(
        made("study.practice = false"),
        "search session review drill review.html search due"
    );
    assert_eq!(
        made("study = { practice = false, review = false }"),
        "search drill search"
    );
}

#[test]
fn scripts_are_told_the_scale_and_what_is_studied_with() {
    let built = build(&with(
        "
//- hotseat.toml
title = \"Guide\"
clean_urls = true
difficulties = [\"easy\", \"grim\", \"hard\"]
study.confidence = false
",
    ));
    let prelude = built["assets/script.js"].lines().next().unwrap_or_default();
    for part in [
        r#""difficulties":[{"name":"easy","label":"Easy","role":"easy"},{"name":"grim","label":"Grim","role":"medium"}"#,
        r#""study":{"practice":true,"review":true,"confidence":false}"#,
        r#""ending":"""#,
    ] {
        assert!(prelude.contains(part), "no {part} in {prelude}");
    }
}

#[test]
fn a_page_says_where_it_is_and_a_question_what_it_is() {
    let built = build(PAGE);
    let page = &built["python/threads.html"];
    assert!(
        page.contains(r#" data-root="../" data-site="guide" data-page="python/threads">"#),
        "{page}"
    );
    let thread = tag(page, r#"<article class=question id="thread""#);
    assert!(
        thread.contains(r#" data-level=3 data-aliases="what-is-it""#),
        "{thread}"
    );
    let lock = tag(page, r#"<article class=question id="what-is-a-lock""#);
    assert!(
        !lock.contains("data-level") && !lock.contains("data-aliases"),
        "{lock}"
    );
    assert!(!built["index.html"].contains("data-page="));
}

#[test]
fn a_question_s_hash_follows_what_has_to_be_known_and_nothing_else() {
    let hash = |fixture: &str| {
        let page = build(fixture)["python/threads.html"].clone();
        let article = tag(&page, r#"<article class=question id="thread""#).to_owned();
        let (_, rest) = article.split_once("data-hash=").unwrap();
        rest[..9].strip_suffix(' ').unwrap().to_owned()
    };
    let first = hash(PAGE);
    assert_eq!(
        first,
        hash(
            &PAGE
                .replace("What is a thread?", "What is one thread?")
                .replace("hard", "easy")
        )
    );
    assert_ne!(first, hash(&PAGE.replace("A line of", "A path of")));
    assert_ne!(
        first,
        hash(&PAGE.replace("A line of", "Think.\n\n### Answer\n\nA line of"))
    );
}

/// The start tag that begins with `start`.
#[track_caller]
fn tag<'a>(page: &'a str, start: &str) -> &'a str {
    let at = page
        .find(start)
        .unwrap_or_else(|| panic!("no {start} in {page}"));
    let end = page[at..].find('>').unwrap();
    &page[at..=at + end]
}

#[test]
fn a_page_s_questions_are_a_script_too_with_the_cards_of_the_page() {
    let built = build(PAGE);
    let (path, shard) = unpacked(&built["questions/python/threads.js"]);
    assert_eq!(path, "python/threads");
    assert_eq!(shard["title"], "Threads");
    assert_eq!(shard["trail"], json!(["Python"]));
    let [thread, lock] = shard["questions"].as_array().unwrap().as_slice() else {
        panic!("not two questions: {shard}");
    };
    let page = &built["python/threads.html"];
    for (question, id, level, aliases) in [
        (thread, "thread", 3, json!(["what-is-it"])),
        (lock, "what-is-a-lock", 0, json!([])),
    ] {
        assert_eq!(question["id"], id);
        assert_eq!(question["level"], level);
        assert_eq!(question["aliases"], aliases);
        assert_eq!(question["kind"], "open");
        assert_eq!(question["followUps"], 0);
        let html = question["html"].as_str().unwrap();
        assert!(html.starts_with("<article class=question "), "{html}");
        assert!(page.contains(html), "the card of the page differs: {html}");
        assert!(page.contains(question["hash"].as_str().unwrap()));
    }
}

#[test]
fn the_index_of_questions_has_the_pages_in_reading_order() {
    let built = build(&with(
        "
//- content/python/basics/_index.md
---
title: Basics
---
//- content/python/basics/numbers.md
---
title: Numbers in Python
subtopic: Numbers
aliases: [old/numbers]
---

## What is an int?
<!-- difficulty: easy -->

Whole.
//- content/python/hidden.md
---
title: Hidden
navigation: false
---

## Who sees it?

Nobody.
//- content/python/read.md
---
title: Read
kind: article
---

No question here.
//- content/python/draft.md
---
title: Draft
draft: true
---

## When?

Later.
",
    ));
    let expected = r#"hotseat.index({"sections": [
["Home","",-1],
["Python","python/",0],
["Basics","python/basics/",1]
], "pages": [
["python/threads","Threads",1,[1,0,0,1],[]],
["python/basics/numbers","Numbers",2,[0,1,0,0],["old/numbers"]]
]});
"#;
    assert_eq!(built["questions/index.js"], expected);
    let scripts = built
        .keys()
        .filter(|path| path.starts_with("questions/") && path.ends_with(".js"));
    assert_eq!(
        scripts.collect::<Vec<_>>(),
        [
            "questions/index.js",
            "questions/python/basics/numbers.js",
            "questions/python/threads.js"
        ]
    );
}

#[test]
fn without_practice_and_review_there_are_no_questions_as_scripts() {
    let scripts = |settings: &str| {
        let built = build(&with(&format!(
            "//- hotseat.toml\ntitle = \"Guide\"\n{settings}\n"
        )));
        built
            .keys()
            .filter(|path| path.starts_with("questions/") && path.ends_with(".js"))
            .count()
    };
    assert_eq!(scripts("study.practice = false"), 2);
    assert_eq!(scripts("study.review = false"), 2);
    assert_eq!(scripts("study = { practice = false, review = false }"), 0);
}

#[test]
fn a_theme_s_card_is_the_card_everywhere_and_its_slip_is_told_once() {
    let own = "//- templates/question.html\n<section id=\"{{ question.id }}\">{{ question.title }}</section>\n";
    let built = build(&with(own));
    let (_, shard) = unpacked(&built["questions/python/threads.js"]);
    assert_eq!(
        shard["questions"][0]["html"],
        "<section id=\"thread\">What is a thread?</section>"
    );
    assert!(
        built["python/threads.html"].contains("<section id=\"thread\">What is a thread?</section>")
    );
    let site = TestSite::new(&with("//- templates/question.html\n{{ question.titel }}\n"));
    let run = site.run(&["check"]);
    assert_eq!(
        run.stderr.matches("error[template-error]").count(),
        1,
        "{}",
        run.stderr
    );
}

/// What a page's script hands over: its path and its questions.
fn unpacked(script: &str) -> (String, serde_json::Value) {
    let call = script
        .strip_prefix("hotseat.questions(")
        .and_then(|rest| rest.strip_suffix(");\n"));
    let values: Vec<String> = serde_json::from_str(&format!("[{}]", call.unwrap())).unwrap();
    let packed = from_base64(&values[1]);
    let json = flate2::read::DeflateDecoder::new(packed.as_slice());
    (values[0].clone(), serde_json::from_reader(json).unwrap())
}

fn from_base64(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut group, mut bits) = (0_u32, 0);
    for letter in text.trim_end_matches('=').chars() {
        group = group << 6 | ALPHABET.find(letter).unwrap() as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits) as u8);
            group &= (1 << bits) - 1;
        }
    }
    bytes
}

#[test]
fn the_index_of_questions_lists_them_all_until_there_are_a_thousand() {
    let built = build(PAGE);
    let index = &built["questions/index.html"];
    assert!(index.contains(r#"<h2><a href="../python/threads.html">Threads</a></h2>"#));
    assert!(index.contains(r#"<li><a href="../python/threads.html#thread">What is a thread?</a>"#));
    let mut many = with("//- content/python/many.md\n---\ntitle: Many\n---\n");
    for number in 0..1000 {
        many.push_str(&format!("\n## What is {number}?\n\nA number.\n"));
    }
    let built = build(&many);
    let index = &built["questions/index.html"];
    assert!(
        index.contains(r#"<a href="python.html">Python</a>"#),
        "{index}"
    );
    assert!(!index.contains("many.html#"));
    let track = &built["questions/python.html"];
    assert!(track.contains("<h1>Questions: Python</h1>"));
    assert_eq!(track.matches("many.html#what-is-").count(), 1000);
    let elements = track.matches('<').count() - track.matches("</").count();
    assert!(elements < 8000, "{elements} elements");
}

#[test]
fn a_topic_is_practised_and_printed_where_that_is_not_switched_off() {
    let built = build(PAGE);
    let topic = &built["python/index.html"];
    assert!(
        topic.contains(r#"href="../practice.html#python""#),
        "{topic}"
    );
    assert!(topic.contains(r#"href="../print/python.html""#));
    let print = &built["print/python.html"];
    assert!(
        print
            .contains(r#"<a href="../python/threads.html" data-page="python/threads">Threads</a>"#)
    );
    assert!(print.contains("<meta name=robots content=noindex>"));
    let off = "//- hotseat.toml\ntitle = \"Guide\"\nstudy = { practice = false, review = false }\n";
    let built = build(&with(off));
    let topic = &built["python/index.html"];
    assert!(!topic.contains("practice.html") && !topic.contains("print/"));
    assert!(!built.keys().any(|path| path.starts_with("print/")));
}

#[test]
fn a_folder_that_the_practice_page_does_not_know_has_no_way_to_it() {
    let hidden = "//- content/python/_index.md\n---\ntitle: Python\nnavigation: false\n---\n";
    let two = "## What is a thread?\n\nOne.\n\n## And two?\n\nTwo.\n";
    let page = format!("//- content/python/threads.md\n---\ntitle: Threads\n---\n{two}");
    let deep = "//- content/python/deep/_index.md\n---\ntitle: Deep\n---\n";
    let below = format!("{deep}//- content/python/deep/locks.md\n---\ntitle: Locks\n---\n{two}");
    for fixture in [format!("{hidden}{page}"), format!("{hidden}{below}")] {
        let built = build(&fixture);
        let folders = ["python/index.html", "python/deep/index.html"];
        for topic in folders.iter().filter_map(|path| built.get(*path)) {
            // The site's own menu leads there.
            assert!(!topic.contains("practice.html#"), "{topic}");
            assert!(!topic.contains("href=#practice>"), "{topic}");
        }
    }
    let built = build(&format!(
        "{}{page}",
        hidden.replace("navigation: false\n", "")
    ));
    let topic = &built["python/index.html"];
    assert!(topic.contains("practice.html#python") && topic.contains("href=#practice>"));
}

#[test]
fn an_icon_is_drawn_once_on_a_page_and_only_where_it_is_used() {
    let scale = "//- hotseat.toml\ntitle = \"Guide\"\ndifficulties = [\"easy\", \"hard\"]\n";
    let page = "//- content/python/_index.md\n---\ntitle: Python\n---\n//- content/python/threads.md\n---\ntitle: Threads\n---\n## What is a thread?\n<!-- difficulty: hard -->\nOne.\n\n## And two?\n<!-- difficulty: hard -->\nTwo.\n\n> [!TIP]\n> So.\n";
    let built = build(&format!("{scale}{page}"));
    let page = &built["python/threads.html"];
    assert_eq!(page.matches("<symbol id=\"icon.level-2-of-2\"").count(), 1);
    assert!(page.contains("<use href=\"#icon.level-2-of-2\"/>"));
    assert!(!page.contains("icon.level-1-of-2"));
    assert!(!page.contains("icon.trap"));
    // What stands in one place is drawn there.
    assert!(page.contains("<p class=callout-title><svg class=icon viewBox="));
    // Cards that scripts put there may have any.
    assert!(built["review.html"].contains("<symbol id=\"icon.trap\""));
    assert!(!built["review.html"].contains("icon.level-3-of-3"));
}
