//! Tags: names, slugs, and what carries them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use crate::support::{Drafts, guide, print_problems};

/// Compares the tags of a guide and what carries them.
#[track_caller]
fn tags(fixture: &str, expected: Expect) {
    let (guide, problems) = guide(fixture, Drafts::LeftOut);
    let mut text = String::new();
    for tag in &guide.tags {
        let pages = tag
            .pages
            .iter()
            .map(|id| guide.page(*id).label().to_owned());
        let questions = tag.questions.iter().map(|(page, place)| {
            let question = guide.page(*page).questions().nth(*place);
            format!("#{}", question.expect("a place of the page's questions").id)
        });
        let carriers: Vec<String> = pages.chain(questions).collect();
        _ = writeln!(
            text,
            "{} {}: {}",
            tag.path.file("html"),
            tag.name,
            carriers.join(", ")
        );
    }
    expected.assert_eq(&(text + &print_problems(&problems)));
}

#[test]
fn pages_and_questions_carry_tags() {
    tags(
        "
        ---
        title: GIL
        tags: [lock, threads, lock]
        ---
        ## What is it?
        <!-- id: what, tags: [lock, history] -->

        A lock.

        ## Locks
        <!-- id: locks, group: true, tags: [group] -->

        ### Which?
        <!-- id: which, tags: [lock] -->

        All.
        ",
        expect![[r#"
            tags/group.html group: #which
            tags/history.html history: #what
            tags/lock.html lock: GIL, #what, #which
            tags/threads.html threads: GIL
        "#]],
    );
}

#[test]
fn letter_case_does_not_make_another_tag() {
    tags(
        "
        //- content/a.md
        ---
        title: A
        tags: [Rust]
        ---
        Text.
        //- content/b.md
        ---
        title: B
        tags: [rust]
        ---
        Text.
        ",
        expect![[r#"
            tags/rust.html Rust: A, B
        "#]],
    );
}

#[test]
fn two_tags_with_one_slug_are_an_error_unless_the_settings_name_their_slugs() {
    let page = "---\ntitle: A\ntags: [C, C++, C#]\n---\nText.\n";
    tags(
        page,
        expect![[r#"
        tags/c.html C: A
        error[tag-slug-clash] content/page.md:3:11 two tags with the slug `c`: `C` and `C++`
        error[tag-slug-clash] content/page.md:3:16 two tags with the slug `c`: `C` and `C#`
    "#]],
    );
    tags(
        &format!(
            "//- hotseat.toml\ntitle = \"Guide\"\n[tags]\n\"C++\" = \"cpp\"\n\"C#\" = \"c-sharp\"\n//- content/page.md\n{page}"
        ),
        expect![[r#"
            tags/c.html C: A
            tags/c-sharp.html C#: A
            tags/cpp.html C++: A
        "#]],
    );
}

#[test]
fn a_tag_without_letters_needs_a_slug() {
    tags(
        "---\ntitle: A\ntags: ['++']\n---\nText.\n",
        expect![[r#"
        error[invalid-slug] content/page.md:3:8 the tag `++` has no slug
    "#]],
    );
}

#[test]
fn hidden_pages_carry_no_tags() {
    tags(
        "---\ntitle: A\ntags: [lock]\nnavigation: false\n---\nText.\n",
        expect![[r#""#]],
    );
}
