//! Importing question pages from other sites: what arrives, and what is said about the rest.

use std::sync::Arc;

use expect_test::{Expect, expect};
use hotseat::diagnostic::{Diagnostics, print_human};
use hotseat::import::{Imported, nuxt};
use hotseat::link::{Surroundings, link};
use hotseat::model::page::Page;
use hotseat::parse::{LooksAt, Settings, parse};
use hotseat::source::Source;
use proptest::prelude::*;
use serde_json::{Value, json};

const PAYLOAD: &str = r#"[{"data":1,"prerenderedAt":2},["ShallowReactive",3],1700000000000,
{"qa-\u002Fpython\u002Flanguage\u002Flists":4},{"page":5,"siblings":30,"blog":-1},
{"id":6,"title":7,"body":8,"description":9,"difficulty":10,"framework":11,"meta":12,"navigation":13,
"order":14,"path":15,"questions":16,"seoDescription":24,"stem":25,"subtopic":26,"topic":27,"updated":28},
"qa\u002Fpython\u002Flanguage\u002Flists.md","Lists",{"type":42,"value":41},"","medium","Python",{},true,2,
"\u002Fpython\u002Flanguage\u002Flists",["Reactive",17],[18,21],{"id":19,"difficulty":10,"q":20,"a":23},
"what-is-a-list","What is a list?",{"id":22,"difficulty":29,"q":43,"a":44},"list-or-tuple",
"An **ordered** collection.\n\n```python\n# not a heading\nprint([1, 2])\n```\n",
"Lists: what they are, and when a tuple is better.","python\u002Flanguage\u002Flists","lists","The Language & Its Types",
"2026-02-03","Hard",[31,34,37],{"subtopic":32,"path":33,"order":14},"lists","\u002Fpython\u002Flanguage\u002Flists",
{"subtopic":35,"path":36,"order":39},"Dictionaries: keys","\u002Fpython\u002Flanguage\u002Fdictionaries",
["Ref",38],{"subtopic":45,"path":46,"order":47},3,-1,[],"minimark","List or tuple?","A list for what grows.\n",
"tuples","\u002Fpython\u002Flanguage\u002Ftuples",1]"#;

fn import(path: &str, text: &str) -> Result<Imported, Diagnostics> {
    nuxt(&Source::new(path, text))
}

#[track_caller]
fn imported(text: &str) -> Imported {
    import("content/a/b/page.md", text).unwrap_or_else(|problems| panic!("{}", printed(&problems)))
}

fn printed(problems: &Diagnostics) -> String {
    let mut lines = String::new();
    for problem in problems {
        let at = problem.primary();
        let place = at.source.line_col(at.span.start);
        let (code, message) = (problem.code.name(), &problem.message);
        lines.push_str(&format!(
            "{code} {}:{}: {message}\n",
            place.line, place.column
        ));
        if let Some(help) = &problem.help {
            lines.push_str(&format!("  help: {help}\n"));
        }
    }
    lines
}

/// The files one below the other, stubs marked, then the notes.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let imported = imported(text);
    let mut shown = String::new();
    for file in &imported.files {
        let stub = if file.is_stub { " (stub)" } else { "" };
        shown.push_str(&format!("//- {}{stub}\n{}", file.path, file.text));
    }
    expected.assert_eq(&format!("{shown}{}", shown_notes(&imported)));
}

fn shown_notes(imported: &Imported) -> String {
    imported
        .notes
        .iter()
        .map(|note| format!("note: {note}\n"))
        .collect()
}

/// The page that is no stub, and the notes.
#[track_caller]
fn check_page(text: &str, expected: Expect) {
    let imported = imported(text);
    let page = imported
        .files
        .iter()
        .find(|file| !file.is_stub)
        .expect("a page that is no stub");
    expected.assert_eq(&format!("{}{}", page.text, shown_notes(&imported)));
}

#[track_caller]
fn check_error(text: &str, expected: Expect) {
    let problems = import("content/page.md", text).expect_err("nothing to import");
    assert!(problems.has_errors());
    // The printer must cope with every position that an importer makes up.
    assert!(print_human(&problems, false).contains("help"));
    expected.assert_eq(&printed(&problems));
}

fn read_back(imported: &Imported) -> (Vec<Page>, Diagnostics) {
    let difficulties = ["easy", "medium", "hard"].map(str::to_owned);
    let settings = Settings {
        difficulties: &difficulties,
        math: false,
        looks_at: LooksAt::Samples,
        drafts: false,
        section_names: &[],
    };
    let mut all = Diagnostics::new();
    let mut pages = Vec::new();
    for file in &imported.files {
        let source = Source::new(format!("content/{}", file.path), file.text.clone());
        let (page, problems) = parse(&source, &file.path, &settings);
        all.extend(problems);
        pages.push(page);
    }
    (pages, all)
}

/// A Markdown source with one question whose answer is `answer`.
fn with_answer(answer: &str) -> String {
    let answer = answer.replace('\n', "\n      ");
    format!(
        "---\ntitle: T\nquestions:\n  - id: one\n    q: One?\n    a: |\n      {answer}\n  - id: two\n    q: Two?\n    a: End.\n---\n"
    )
}

/// The importer's own writer of payloads: every value once, referred to by place.
fn devalue(value: &Value) -> String {
    fn put(value: &Value, values: &mut Vec<Value>) -> usize {
        let at = values.len();
        values.push(Value::Null);
        values[at] = match value {
            Value::Array(list) => list.iter().map(|value| put(value, values)).collect(),
            Value::Object(table) => {
                let entries = table.iter();
                let entries = entries.map(|(key, value)| (key.clone(), json!(put(value, values))));
                Value::Object(entries.collect())
            }
            leaf => leaf.clone(),
        };
        at
    }
    let mut values = Vec::new();
    put(value, &mut values);
    Value::Array(values).to_string()
}

fn payload_of(page: Value) -> String {
    devalue(&json!({ "data": { "qa-x": { "page": page, "siblings": [], "blog": null } } }))
}

#[test]
fn a_payload_becomes_a_page_with_its_folders_and_siblings() {
    check(
        PAYLOAD,
        expect![[r#"
        //- python/_index.md (stub)
        ---
        title: Python
        ---
        //- python/language/_index.md (stub)
        ---
        title: The Language & Its Types
        ---
        //- python/language/dictionaries.md (stub)
        ---
        title: "Dictionaries: keys"
        order: 3
        ---

        This page was named by its siblings and has not been imported yet.
        //- python/language/lists.md
        ---
        title: Lists
        subtopic: lists
        difficulty: medium
        order: 2
        description: ""
        seoDescription: "Lists: what they are, and when a tuple is better."
        updated: 2026-02-03
        ---

        ## What is a list?
        <!-- id: what-is-a-list, difficulty: medium -->

        An **ordered** collection.

        ```python
        # not a heading
        print([1, 2])
        ```

        ## List or tuple?
        <!-- id: list-or-tuple, difficulty: hard -->

        A list for what grows.
        //- python/language/tuples.md (stub)
        ---
        title: tuples
        order: 1
        ---

        This page was named by its siblings and has not been imported yet.
    "#]],
    );
}

#[test]
fn what_was_imported_builds_without_complaint() {
    let imported = imported(PAYLOAD);
    let (pages, problems) = read_back(&imported);
    assert!(problems.is_empty(), "{}", printed(&problems));
    let (config, _) =
        hotseat::config::read(&Source::new("hotseat.toml", "format = 1\ntitle = \"T\"\n"));
    let surroundings = Surroundings {
        config,
        assets: Vec::new(),
        drafts: false,
    };
    let pages = pages.into_iter().map(Arc::new).collect();
    let (guide, problems) = link(pages, surroundings);
    let problems = printed(&problems);
    // The home page is the author's own.
    assert_eq!(
        problems.matches("missing-index").count(),
        problems.lines().count() / 2,
        "{problems}"
    );
    let page = guide
        .pages
        .iter()
        .find(|page| page.page.content_path.ends_with("lists.md"))
        .unwrap();
    let siblings: Vec<&str> = page
        .siblings
        .iter()
        .map(|id| guide.page(*id).label())
        .collect();
    assert_eq!(siblings, ["tuples", "lists", "Dictionaries: keys"]);
    let names = [&page.track, &page.topic].map(|name| name.as_ref().unwrap().0.clone());
    assert_eq!(names, ["Python", "The Language & Its Types"]);
}

#[test]
fn a_markdown_file_with_questions_in_its_front_matter_becomes_a_page() {
    check(
        "---\n\
         title: \"Dictionaries: keys\"\n\
         subtopic: Keys\n\
         framework: Python\n\
         topic: Language\n\
         difficulty: Easy\n\
         order: 4\n\
         tags: [dict, 'yes', \"C#\"]\n\
         path: /python/language/keys\n\
         updated: 2026-01-02T10:00:00.000Z\n\
         navigation: false\n\
         related:\n  - /python/language/lists\n  - path: /rust/maps\n    title: Maps in Rust\n\
         blog: /articles/hashing\n\
         questions:\n\
         \x20 - id: what-is-a-key\n    difficulty: hard\n    q: \"What is a key: any value?\"\n    a: |\n      No. It must be `hash`able:\n\n      ```python\n      {[]: 1}\n      ```\n\
         \x20 - q: Is 1 the same key as 1.0?\n    a: Yes.\n\
         ---\n\nSome words before.\n",
        expect![[r#"
            //- articles/_index.md (stub)
            ---
            title: Articles
            ---
            //- articles/hashing.md (stub)
            ---
            title: Hashing
            ---

            This page was named by a link and has not been imported yet.
            //- python/_index.md (stub)
            ---
            title: Python
            ---
            //- python/language/_index.md (stub)
            ---
            title: Language
            ---
            //- python/language/keys.md
            ---
            title: "Dictionaries: keys"
            subtopic: Keys
            difficulty: easy
            order: 4
            tags: [dict, "yes", C#]
            updated: 2026-01-02
            related:
              - lists.md
              - "../../rust/maps.md"
            article: "../../articles/hashing.md"
            navigation: false
            ---

            Some words before.

            ## What is a key: any value?
            <!-- id: what-is-a-key, difficulty: hard -->

            No. It must be `hash`able:

            ```python
            {[]: 1}
            ```

            ## Is 1 the same key as 1.0?
            <!-- id: is-1-the-same-key-as-10 -->

            Yes.
            //- python/language/lists.md (stub)
            ---
            title: Lists
            ---

            This page was named by a link and has not been imported yet.
            //- rust/_index.md (stub)
            ---
            title: Rust
            ---
            //- rust/maps.md (stub)
            ---
            title: Maps in Rust
            ---

            This page was named by a link and has not been imported yet.
        "#]],
    );
}

#[test]
fn what_cannot_be_carried_over_is_noted() {
    check_page(
        "---\n\
         title: 42\n\
         difficulty: brutal\n\
         order: soon\n\
         updated: yesterday\n\
         navigation: {title: Other}\n\
         icon: star\n\
         description: Short # and lost\n\
         related: [https://example.org/x, /a/b/other#part, [1]]\n\
         blog: ../up\n\
         title: again\n\
         questions:\n\
         \x20 - id: Not A Slug\n    q: One?\n    a: A.\n    level: 3\n\
         \x20 - id: same\n    q: |\n      Two\n      lines?\n    a: B.\n    difficulty: insane\n\
         \x20 - id: same\n    q: Three?\n    a: \"\"\n\
         \x20 - just text\n\
         \x20 - id: same-1\n    q: What does __init__ do in Vec<T>?\n    a: \"[x](/python/x)\"\n\
         \x20 - q: \"What is `#` in C #\"\n    a: ok\n\
         ---\n",
        expect![[r#"
            ---
            title: "42"
            description: Short
            related:
              - other.md
            ---

            ## One?
            <!-- id: not-a-slug -->

            A.

            ## Two lines?
            <!-- id: same -->

            B.

            ## Three?
            <!-- id: same-2 -->

            ## What does __init__ do in Vec<T>?
            <!-- id: same-1 -->

            [x](/python/x)

            ## What is `#` in C \#
            <!-- id: what-is--in-c- -->

            ok
            note: a/b/page.md: line 8: `# and lost` is a comment in YAML and was left out
            note: a/b/page.md: line 11: the second `title` was left out
            note: a/b/page.md: `order` is not a whole number and was left out
            note: a/b/page.md: the difficulty `brutal` is none of easy, medium, hard and was left out
            note: a/b/page.md: `updated` is `yesterday`, which is not a date, and was left out
            note: a/b/page.md: `related` was left out: `https://example.org/x` is an address of the web
            note: a/b/page.md: the anchor in `related: /a/b/other#part` was left out
            note: a/b/page.md: `related` was left out: it names no path
            note: a/b/page.md: `blog` was left out: `../up` leaves its folder
            note: a/b/page.md: the words in `navigation` were left out
            note: a/b/page.md: question 1: the id `Not A Slug` became `not-a-slug`
            note: a/b/page.md: question 1: unknown key `level` was left out
            note: a/b/page.md: question 2: `q` has several lines, which were joined
            note: a/b/page.md: question 2: the difficulty `insane` is none of easy, medium, hard and was left out
            note: a/b/page.md: question 3: the id `same` became `same-2`
            note: a/b/page.md: question 3: `a` is empty
            note: a/b/page.md: question 4 is not a table of keys and was left out
            note: a/b/page.md: unknown key `icon` was left out
            note: a/b/page.md: the question `What does __init__ do in Vec<T>?` holds Markdown marks: it is shown as `What does init do in Vec?`
            note: a/b/page.md: line 24: the link `/python/x` begins at the old site's root
        "#]],
    );
}

#[test]
fn headings_in_an_answer_are_moved_below_the_question() {
    check_page(
        &with_answer(
            "# Top #\n\nText\n\nUnder\nlined\n---\n\n### Deep\n\n```\n## code\n```\n\n- ## in a list",
        ),
        expect![[r#"
            ---
            title: T
            ---

            ## One?
            <!-- id: one -->

            ### Top

            Text

            #### Under lined

            ##### Deep

            ```
            ## code
            ```

            - ## in a list

            ## Two?
            <!-- id: two -->

            End.
            note: a/b/page.md: the answer of `one`: its headings were moved down, to level 3 and below
        "#]],
    );
}

#[test]
fn headings_with_a_meaning_of_our_own_become_bold() {
    check_page(
        &with_answer(
            "Text\n\n### Answer\n\nx\n\n#### Sources\n\ny\n\n### Hints\n\nz\n\n### Follow-up: why?\n\nw",
        ),
        expect![[r#"
            ---
            title: T
            ---

            ## One?
            <!-- id: one -->

            Text

            **Answer**

            x

            **Sources**

            y

            **Hints**

            z

            **Follow-up: why?**

            w

            ## Two?
            <!-- id: two -->

            End.
            note: a/b/page.md: the answer of `one`: the heading `Answer` became bold text, because it has a meaning of its own here
            note: a/b/page.md: the answer of `one`: the heading `Sources` became bold text, because it has a meaning of its own here
            note: a/b/page.md: the answer of `one`: the heading `Hints` became bold text, because it has a meaning of its own here
            note: a/b/page.md: the answer of `one`: the heading `Follow-up: why?` became bold text, because it has a meaning of its own here
        "#]],
    );
}

#[test]
fn a_comment_that_reads_as_metadata_is_disarmed() {
    check_page(
        &with_answer(
            "<!-- id: other -->\n\nText <!-- fine -->\n\n## H\n<!-- difficulty: easy -->\n\n<!-- a remark -->",
        ),
        expect![[r#"
            ---
            title: T
            ---

            ## One?
            <!-- id: one -->

            <!-- imported: id: other -->

            Text <!-- fine -->

            ### H
            <!-- imported: difficulty: easy -->

            <!-- a remark -->

            ## Two?
            <!-- id: two -->

            End.
            note: a/b/page.md: the answer of `one`: a comment that reads as a question's metadata was changed
            note: a/b/page.md: the answer of `one`: a comment that reads as a question's metadata was changed
            note: a/b/page.md: the answer of `one`: its headings were moved down, to level 3 and below
        "#]],
    );
}

#[test]
fn what_an_answer_leaves_open_is_closed() {
    for (answer, end) in [
        ("Text\n\n````python\nx = 1\n```", "````"),
        ("~~~\nx", "~~~"),
        ("Text\n\n<!-- never closed", "-->"),
        ("<pre>\nx", "</pre>"),
        ("<script>\nx", "</script>"),
    ] {
        let imported = imported(&with_answer(answer));
        let note = format!(
            "a/b/page.md: the answer of `one`: something was left open and was closed with `{end}` at the end"
        );
        assert_eq!(imported.notes, [note], "{answer}");
        let (pages, _) = read_back(&imported);
        let ids: Vec<_> = pages
            .iter()
            .flat_map(Page::questions)
            .map(|q| q.id.to_string())
            .collect();
        assert_eq!(ids, ["one", "two"], "{answer}");
    }
}

#[test]
fn a_checklist_in_an_answer_is_not_taken_for_choices() {
    for answer in ["- [ ] a\n- [ ] b", "Text\n\n- [x] a\n- [ ] b\n\nMore"] {
        let imported = imported(&with_answer(answer));
        let (pages, problems) = read_back(&imported);
        assert!(problems.is_empty(), "{}", printed(&problems));
        let question = pages.iter().flat_map(Page::questions).next().unwrap();
        assert!(question.choices.is_none());
        assert_eq!(question.answer_markdown, format!("{answer}\n"));
        assert!(imported.notes.is_empty(), "{:?}", imported.notes);
    }
}

#[test]
fn references_that_two_answers_define_differently_are_noted() {
    let source = "---\ntitle: T\nquestions:\n  - {id: a, q: A?, a: \"[x][1]\\n\\n[1]: https://a.example\\n\"}\n  - {id: b, q: B?, a: \"[y][1]\\n\\n[1]: https://b.example\\n\"}\n---\n";
    let notes = imported(source).notes;
    assert!(
        notes
            .iter()
            .any(|note| note.contains("`[1]` is defined by `a` and by `b`")),
        "{notes:?}"
    );
}

#[test]
fn other_errors_in_an_answer_are_noted_with_their_line() {
    check_page(
        &with_answer("```output\n1\n```\n\n::tip\nText\n::"),
        expect![[r#"
        ---
        title: T
        ---

        ## One?
        <!-- id: one -->

        ```output
        1
        ```

        ::tip
        Text
        ::

        ## Two?
        <!-- id: two -->

        End.
        note: a/b/page.md: line 8 needs a hand: an output without a sample
        note: a/b/page.md: line 12: a component (`::`) is shown as plain text
    "#]],
    );
}

#[test]
fn text_beside_the_questions_comes_before_them() {
    check_page(
        "---\ntitle: T\nquestions: [{id: a, q: A?, a: B.}]\n---\n# T\n\nIntro.\n\n## Not a question\n\n### Sources\n",
        expect![[r#"
            ---
            title: T
            ---

            # T

            Intro.

            ### Not a question

            #### Sources

            ## A?
            <!-- id: a -->

            B.
            note: a/b/page.md: the text beside the questions: its headings were moved down, to level 3 and below
        "#]],
    );
}

#[test]
fn a_path_leads_nowhere_but_below_the_content_folder() {
    let page = |path: &str| format!("---\ntitle: T\npath: '{path}'\nquestions: []\n---\n");
    for (path, reason) in [
        ("/a/../../b", "`/a/../../b` leaves its folder"),
        ("a\\..\\b", "`a\\..\\b` leaves its folder"),
        ("/%2e%2e/b", "`/%2e%2e/b` leaves its folder"),
        ("C:\\b", "`C:\\b` begins with a drive"),
        ("/", "`/` names no page"),
        (
            "/a/_index",
            "`/a/_index` is the page of a folder, not of questions",
        ),
    ] {
        let problems = import("x.md", &page(path)).expect_err(path);
        assert!(
            printed(&problems).starts_with(&format!("invalid-path 1:1: {reason}\n")),
            "{path}"
        );
    }
    let imported = imported(&page("/Py Thon/A\\B/c.d"));
    let paths: Vec<&str> = imported
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "py-thon/_index.md",
            "py-thon/a/_index.md",
            "py-thon/a/b/_index.md",
            "py-thon/a/b/cd.md"
        ]
    );
    assert!(
        imported.notes[0].contains("became `/py-thon/a/b/cd`"),
        "{:?}",
        imported.notes
    );
}

#[test]
fn a_file_without_a_path_takes_its_place_from_where_it_lies() {
    let text = "---\ntitle: T\nframework: Rust\ntopicSlug: own\nquestions: []\n---\n";
    let place = |path: &str| {
        let imported = import(path, text).unwrap();
        imported
            .files
            .iter()
            .find(|file| !file.is_stub)
            .unwrap()
            .path
            .clone()
    };
    assert_eq!(
        place("old/content/1.rust/2.ownership/3.moves.md"),
        "rust/ownership/moves.md"
    );
    assert_eq!(place("downloads/moves.md"), "rust/own/moves.md");
}

#[test]
fn a_payload_that_cannot_be_followed_is_an_error() {
    check_error(
        "[",
        expect![[r#"
        unreadable-file 1:1: not valid JSON: EOF while parsing a list
          help: download the page's `_payload.json` again
    "#]],
    );
    check_error(
        "[]",
        expect![[r#"
        missing-key 1:1: a payload without questions
          help: give the `_payload.json` that lies beside a page with questions
    "#]],
    );
    check_error(
        "[{\"page\":1},{\"title\":1}]",
        expect![[r#"
        missing-key 1:1: a payload without questions
          help: give the `_payload.json` that lies beside a page with questions
    "#]],
    );
    check_error(
        "[{\"title\":1,\"questions\":99},\"T\"]",
        expect![[r#"
            unreadable-file 1:1: the payload refers to value 99, which it does not hold
              help: download the page's `_payload.json` again
        "#]],
    );
    check_error(
        "[{\"title\":-9,\"questions\":1},[]]",
        expect![[r#"
        unreadable-file 1:1: the payload refers to value -9, which it does not hold
          help: download the page's `_payload.json` again
    "#]],
    );
    check_error(
        "[\n {\"title\":2,\"questions\":1},\n [0],\n \"x, ]\"]",
        expect![[r#"
        unreadable-file 2:2: value 0 of the payload refers to itself
          help: download the page's `_payload.json` again
    "#]],
    );
    check_error(
        "[{\"title\":1,\"questions\":2},[\"Ref\",1],[]]",
        expect![[r#"
        unreadable-file 1:28: value 1 of the payload is wrapped in itself
          help: download the page's `_payload.json` again
    "#]],
    );
    check_error(
        "[{\"title\":1,\"questions\":2},\"T\",[\"x\"]]",
        expect![[r#"
        missing-key 1:1: a payload without questions
          help: give the `_payload.json` that lies beside a page with questions
    "#]],
    );
    check_error(
        "[{\"title\":1,\"questions\":2},[\"Map\",7,1],[]]",
        expect![[r#"
        unreadable-file 1:28: value 1 of the payload holds something else than keys and places
          help: download the page's `_payload.json` again
    "#]],
    );
    check_error(
        "hello",
        expect![[r#"
        unreadable-file 1:1: neither a Nuxt payload nor Markdown with front matter
          help: give a page's `_payload.json`, or a `.md` file with `questions:` between `---` lines
    "#]],
    );
    check_error(
        "---\ntitle: T\n",
        expect![[r#"
        unclosed-front-matter 1:1: the front matter never ends
          help: write `---` on a line of its own after the last key
    "#]],
    );
    check_error(
        "---\ntitle: T\n---\n",
        expect![[r#"
        missing-key 1:1: no questions in the front matter
          help: a file with its questions in the body needs no import: copy it into the content folder
    "#]],
    );
    check_error(
        "---\nquestions: [\n---\n",
        expect![[r#"
        yaml-syntax 2:12: the list of `questions` is never closed
          help: close it: `questions: []`
    "#]],
    );
}

#[test]
fn a_small_payload_cannot_stand_for_endless_text() {
    let mut values: Vec<Value> = vec![json!({ "title": 1, "questions": 1 })];
    for next in 2..60 {
        values.push(json!([next, next, next]));
    }
    values.push(json!("end"));
    check_error(
        &Value::Array(values).to_string(),
        expect![[r#"
            unreadable-file 1:642: value 59 of the payload stands for too many values
              help: download the page's `_payload.json` again
        "#]],
    );
    let mut values: Vec<Value> = vec![json!({ "title": 1, "questions": 1 })];
    values.extend((2..1000).map(|next| json!([next])));
    values.push(json!("end"));
    check_error(
        &Value::Array(values).to_string(),
        expect![[r#"
        unreadable-file 1:1122: value 201 of the payload is nested too deeply
          help: download the page's `_payload.json` again
    "#]],
    );
}

#[test]
fn wrappers_dates_sets_and_maps_are_understood() {
    let payload = r#"[["Reactive",1],{"x":2},["null","title",3,"path",4,"questions",5,"updated",9,"tags",10,"extra",-1],
        ["ShallowRef",6],["Ref",7],["Set",8],"T","/t",["Map",13,14,15,16],["Date","2026-03-04T00:00:00.000Z"],["Set",11],"tag",-1,
        "q","Why?","a","So."]"#;
    check_page(
        payload,
        expect![[r#"
        ---
        title: T
        tags: [tag]
        updated: 2026-03-04
        ---

        ## Why?
        <!-- id: why -->

        So.
    "#]],
    );
}

#[test]
fn several_pages_in_one_payload_are_all_imported() {
    let page = |path: &str, topic: &str| {
        json!({ "title": path, "path": path, "framework": "Python", "topic": topic,
            "questions": [{ "id": "a", "q": "A?", "a": "B." }] })
    };
    let payload = devalue(&json!([
        page("/python/x/a", "First"),
        page("/python/x/b", "Second"),
        page("/python/x/a", "x")
    ]));
    check(
        &payload,
        expect![[r#"
        //- python/_index.md (stub)
        ---
        title: Python
        ---
        //- python/x/_index.md (stub)
        ---
        title: First
        ---
        //- python/x/a.md
        ---
        title: "/python/x/a"
        ---

        ## A?
        <!-- id: a -->

        B.
        //- python/x/b.md
        ---
        title: "/python/x/b"
        topic: Second
        ---

        ## A?
        <!-- id: a -->

        B.
        note: python/x/a.md: given twice, the first is kept
    "#]],
    );
}

#[test]
fn a_page_that_names_its_text_beside_the_questions_says_so() {
    let payload = payload_of(
        json!({ "title": "T", "path": "/t", "body": { "value": [["p", {}, "Hello"]] },
        "meta": { "icon": "x" }, "seo": { "title": "Other", "description": "For machines" }, "questions": [] }),
    );
    // Lists of the parsed text begin with a tag's name, which is a place like all others.
    check_page(
        &payload,
        expect![[r#"
        ---
        title: T
        seoDescription: For machines
        ---
        note: t.md: the text beside the questions was left out: import its Markdown file instead
        note: t.md: `seo.title` was left out
        note: t.md: unknown key `icon` was left out
    "#]],
    );
}

#[test]
fn a_big_page_arrives_whole() {
    let questions: Vec<Value> = (0..300)
        .map(|n| {
            json!({ "id": format!("question-{n}"), "difficulty": (["easy", "medium", "hard"][n % 3]),
                "q": format!("What is `{n}`, and why is {n} & \"{n}\" *so*?"),
                "a": format!("It is **{n}**:\n\n```rust\n// {n}\nfn main() {{}}\n```\n\n- one\n- two\n\n> quote\n\n| a | b |\n|---|---|\n| {n} | x |\n") })
        })
        .collect();
    let page = json!({ "title": "Numbers", "path": "/a/b/numbers", "questions": questions });
    let imported = imported(&payload_of(page));
    compare(&imported, &questions);
}

/// Ids, questions and answers of the page are those of the source.
#[track_caller]
fn compare(imported: &Imported, questions: &[Value]) {
    let (pages, _) = read_back(imported);
    let read: Vec<_> = pages.iter().flat_map(Page::questions).collect();
    assert_eq!(read.len(), questions.len());
    for (question, source) in read.iter().zip(questions) {
        assert_eq!(question.id.as_str(), source["id"]);
        assert_eq!(question.title_markdown, source["q"]);
        assert_eq!(question.answer_markdown, source["a"]);
        if let Some(difficulty) = question.difficulty {
            assert_eq!(
                ["easy", "medium", "hard"][difficulty.0],
                source["difficulty"]
            );
        }
    }
}

/// Pieces of answers that may stand in any order and need no change.
const PIECES: [&str; 12] = [
    "A sentence with `code`, *stress* and a [link](https://example.org).",
    "```python\n# a comment\n\nprint(\"## not a heading\")\n```",
    "~~~\n```\n---\n~~~",
    "- one\n  - two\n\n    three\n- [x] done\n- plain",
    "1. first\n2. second",
    "> a quote\n> ## with a heading",
    "### An ordinary heading",
    "| a | b |\n|---|--:|\n| 1 | `x` |",
    "<!-- prettier-ignore -->",
    "<details>\n<summary>More</summary>\n\nText\n\n</details>",
    "***",
    "Über ümläuts, 漢字 and \\*escapes\\* &amp; entities.  \nA hard break.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn ids_questions_and_answers_come_back_as_they_were(
        answers in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 1..5), 1..6),
        words in "[A-Za-z#'\"(),.:;&%$@!=+-]{1,9}( [A-Za-z#'\"(),.:;&%$@!=+-]{1,9}){0,4}\\?",
    ) {
        let questions: Vec<Value> = answers
            .iter()
            .enumerate()
            .map(|(n, pieces)| {
                let pieces: Vec<&str> = pieces.iter().map(|piece| PIECES[*piece]).collect();
                json!({ "id": format!("id-{n}"), "difficulty": "easy", "q": words, "a": format!("{}\n", pieces.join("\n\n")) })
            })
            .collect();
        let page = json!({ "title": words, "path": "/a/b/c", "questions": questions });
        let imported = imported(&payload_of(page));
        compare(&imported, &questions);
        prop_assert!(imported.notes.iter().all(|note| !note.contains("reads")), "{:?}", imported.notes);
    }

    #[test]
    fn no_text_whatever_makes_it_fail(text in "(---\n|\\[|\\{|\"|title: |questions: |- |q: |a: |[0-9]|,|:|\n| |\\]|\\}|<!-- |## |```|\\PC){0,60}") {
        let _ = import("a.md", &text);
        let _ = import("a.md", &format!("---\nquestions: [{{q: x, a: {text:?}}}]\n---\n"));
        let payload = payload_of(json!({ "path": text, "title": text, "questions": [{ "q": text, "a": text, "id": text }] }));
        if let Ok(imported) = import("a.md", &payload) {
            let (pages, _) = read_back(&imported);
            prop_assert_eq!(pages.iter().flat_map(Page::questions).count(), 1);
        }
    }
}

#[test]
fn the_same_source_gives_the_same_files() {
    let source: Arc<Source> = Source::new("a.json", PAYLOAD);
    assert_eq!(nuxt(&source).unwrap(), nuxt(&source).unwrap());
}
