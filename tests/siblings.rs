//! Folders, order, neighbours, breadcrumbs.

use expect_test::expect;

use crate::support::{TestSite, map};

/// Pages of one folder, each with its keys.
fn pages(pages: &[(&str, &str)]) -> String {
    pages
        .iter()
        .map(|(path, keys)| {
            format!("//- content/{path}.md\n---\ntitle: {path}\n{keys}---\nText.\n")
        })
        .collect()
}

#[test]
fn siblings_go_by_order_then_by_path() {
    map(
        &pages(&[
            ("a", ""),
            ("b", "order: 2\n"),
            ("c", "order: 1\n"),
            ("d", "order: 2\n"),
            ("e", "order: -5\n"),
        ]),
        expect![[r#"
            index.html: Home
              e.html: e
                Home | siblings e, c, b, d, a | - < > c
              c.html: c
                Home | siblings e, c, b, d, a | e < > b
              b.html: b
                Home | siblings e, c, b, d, a | c < > d
              d.html: d
                Home | siblings e, c, b, d, a | b < > a
              a.html: a
                Home | siblings e, c, b, d, a | d < > -
        "#]],
    );
}

#[test]
fn folders_are_tracks_topics_and_deeper_sections() {
    map(
        "
        //- content/python/_index.md
        ---
        title: Python
        order: 2
        ---
        //- content/python/concurrency/_index.md
        ---
        title: Concurrency
        ---
        //- content/python/concurrency/gil.md
        ---
        title: GIL
        ---
        Text.
        //- content/python/concurrency/deep/_index.md
        ---
        title: Deep
        ---
        //- content/python/concurrency/deep/loop.md
        ---
        title: Loop
        ---
        Text.
        //- content/rust/_index.md
        ---
        title: Rust
        order: 1
        ---
        //- content/rust/send.md
        ---
        title: Send
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              rust/index.html: Rust
                rust/send.html: Send
                  Home > Rust | siblings Send | - < > GIL
              python/index.html: Python
                python/concurrency/index.html: Concurrency
                  python/concurrency/gil.html: GIL
                    Home > Python > Concurrency | siblings GIL | Send < > Loop
                  python/concurrency/deep/index.html: Deep
                    python/concurrency/deep/loop.html: Loop
                      Home > Python > Concurrency > Deep | siblings Loop | GIL < > -
        "#]],
    );
}

#[test]
fn a_folder_without_an_introduction_takes_its_title_from_its_name() {
    map(
        "
        //- content/data-model/dunder_methods/add.md
        ---
        title: Add
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              data-model/index.html: Data model
                data-model/dunder_methods/index.html: Dunder methods
                  data-model/dunder_methods/add.html: Add
                    Home > Data model > Dunder methods | siblings Add | - < > -
            warning[missing-index] content/data-model/dunder_methods/add.md:1:1 the folder `data-model` has no `_index.md`
            warning[missing-index] content/data-model/dunder_methods/add.md:1:1 the folder `data-model/dunder_methods` has no `_index.md`
        "#]],
    );
}

#[test]
fn a_folder_with_an_introduction_alone_is_a_section() {
    map(
        "//- content/python/_index.md\n---\ntitle: Python\n---\n",
        expect![[r#"
        index.html: Home
          python/index.html: Python
    "#]],
    );
}

#[test]
fn a_home_page_without_an_introduction_is_a_warning() {
    let site = TestSite::empty();
    site.write("hotseat.toml", "title = \"Guide\"\n");
    site.write("content/gil.md", "---\ntitle: GIL\n---\nA lock.\n");
    site.check(expect![[r#"
        warning[missing-index]: the content folder has no `_index.md`
         --> content/gil.md:1:1
          |
        1 | ---
          | ^^^ a page of that folder
          |
          = help: write `_index.md` with a `title` and a `description`

        1 warning
    "#]]);
}

#[test]
fn a_hidden_folder_is_left_out_of_the_reading_order() {
    map(
        "
        //- content/a.md
        ---
        title: A
        ---
        Text.
        //- content/b/_index.md
        ---
        title: Hidden
        navigation: false
        ---
        //- content/b/page.md
        ---
        title: B
        ---
        Text.
        //- content/c/_index.md
        ---
        title: C
        ---
        //- content/c/page.md
        ---
        title: C page
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              a.html: A
                Home | siblings A | - < > C page
              c/index.html: C
                c/page.html: C page
                  Home > C | siblings C page | A < > -
              b/index.html: Hidden (hidden)
                b/page.html: B
                  Home > Hidden | siblings B | - < > -
        "#]],
    );
}

#[test]
fn a_draft_folder_takes_its_pages_with_it() {
    map(
        "
        //- content/python/_index.md
        ---
        title: Python
        draft: true
        ---
        //- content/python/gil.md
        ---
        title: GIL
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
        "#]],
    );
}

#[test]
fn a_draft_has_no_place_among_its_siblings() {
    map(
        &pages(&[("a", ""), ("b", "draft: true\n"), ("c", "")]),
        expect![[r#"
        index.html: Home
          a.html: a
            Home | siblings a, c | - < > c
          c.html: c
            Home | siblings a, c | a < > -
    "#]],
    );
}

#[test]
fn a_file_named_index_is_an_error() {
    let site = TestSite::new("//- content/python/Index.md\n---\ntitle: Python\n---\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("error[reserved-file]"),
        "{}",
        run.stderr
    );
}
