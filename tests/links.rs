//! Links and what they lead to: pages, anchors, assets, the web.

use expect_test::{Expect, expect};

use crate::support::{Drafts, check, guide, map, outline, page, print_outline, print_problems};

/// Compares where links of `python/gil.md` lead.
#[track_caller]
fn links(text: &str, expected: Expect) {
    let fixture = format!(
        "\
//- content/python/_index.md
---
title: Python
---
### About

Text.
//- content/python/gil.md
---
title: GIL
---
{text}
//- content/python/event loop.md
---
title: Loop
---
## What is it?
<!-- id: what, aliases: [loop] -->

A queue.

## Was heißt das?

Nichts.
//- content/python/draft.md
---
title: Draft
draft: true
---
Text.
//- content/other.md
---
title: Other
---
### Part

Text.
//- content/python/loop.svg
<svg/>
//- content/data.csv
a
"
    );
    let (guide, problems) = guide(&fixture, Drafts::LeftOut);
    let outline = print_outline(&guide);
    let at = outline.find("python/gil.html").expect("the page is there");
    expected.assert_eq(&(outline[at..].to_owned() + &print_problems(&problems)));
}

#[test]
fn a_link_to_a_page_is_relative_to_the_file() {
    links(
        "[A](../other.md) [B](event%20loop.md) [C](<event loop.md>)",
        expect![[r#"
            python/gil.html
              p([A](other.html) [B](python/event-loop.html) [C](python/event-loop.html))
        "#]],
    );
    links(
        "[A](/other.md) [B](./gil.md) [C](gil.md)",
        expect![[r#"
            python/gil.html
              p([A](other.html) [B](python/gil.html) [C](python/gil.html))
        "#]],
    );
}

#[test]
fn an_anchor_is_an_id_an_alias_or_a_heading() {
    links(
        "[A](event%20loop.md#what) [B](event%20loop.md#loop) [C](event%20loop.md#what-is-it)",
        expect![[r#"
            python/gil.html
              p([A](python/event-loop.html#what) [B](python/event-loop.html#loop) [C](python/event-loop.html#what-is-it))
        "#]],
    );
    links(
        "[A](event%20loop.md#was-heißt-das) [B](event%20loop.md#was-hei%C3%9Ft-das) [C](../other.md#part) [D](../other.md#)",
        expect![[r#"
            python/gil.html
              p([A](python/event-loop.html#was-heißt-das) [B](python/event-loop.html#was-heißt-das) [C](other.html#part) [D](other.html))
        "#]],
    );
}

#[test]
fn a_link_to_a_folder_leads_to_its_introduction() {
    links(
        "[A](../python/_index.md) [B](../python/) [C](.) [D](../) [E](_index.md#about)",
        expect![[r#"
            python/gil.html
              p([A](python/index.html) [B](python/index.html) [C](python/index.html) [D](index.html) [E](python/index.html#about))
        "#]],
    );
}

#[test]
fn a_link_within_the_page_is_checked() {
    links(
        "### Here\n\n[A](#here) [B](#there)",
        expect![[r#"
            python/gil.html
              h3#here(Here)
              p([A](#here) [B](nowhere))
            error[broken-anchor] content/python/gil.md:6:16 broken anchor `#there` in `python/gil.md`
        "#]],
    );
}

#[test]
fn a_link_without_an_address_is_broken() {
    links(
        "[A](#) [B]() [C](?a) [D](?a#) [E][e]\n\n[e]: <>",
        expect![[r#"
            python/gil.html
              p([A](nowhere) [B](nowhere) [C](nowhere) [D](nowhere) [E](nowhere))
            error[broken-link] content/python/gil.md:4:5 broken link to `#`
            error[broken-link] content/python/gil.md:4:8 a link without an address
            error[broken-link] content/python/gil.md:4:18 broken link to `?a`
            error[broken-link] content/python/gil.md:4:26 broken link to `?a#`
            error[broken-link] content/python/gil.md:4:31 a link without an address
        "#]],
    );
    check(
        "
        ---
        title: GIL
        ---
        ## What is it?

        [A lock]().

        [Above](#).
        ",
        expect![[r#"
            error[broken-link]: a link without an address
             --> content/page.md:6:1
              |
            6 | [A lock]().
              | ^^^^^^^^^^ leads nowhere
              |
              = help: write the path of a `.md` file, relative to this one, or `#` and an anchor of this page, such as `#what-is-it`

            error[broken-link]: broken link to `#`
             --> content/page.md:8:9
              |
            8 | [Above](#).
              |         ^ leads nowhere
              |
              = help: write the path of a `.md` file, relative to this one, or `#` and an anchor of this page, such as `#what-is-it`

        "#]],
    );
}

#[test]
fn a_link_to_a_file_copies_it() {
    links(
        "[A](../data.csv) ![B](loop.svg) [C](loop.svg)",
        expect![[r#"
            python/gil.html
              p([A](asset data.csv) ![B](asset python/loop.svg) [C](asset python/loop.svg))
        "#]],
    );
}

#[test]
fn only_files_that_a_page_refers_to_are_copied() {
    map(
        "
        //- content/page.md
        ---
        title: Page
        ---
        ![Used](used.svg)
        //- content/used.svg
        <svg/>
        //- content/unused.svg
        <svg/>
        ",
        expect![[r#"
            index.html: Home
              page.html: Page
                Home | siblings Page | - < > -
            asset used.svg
        "#]],
    );
}

#[test]
fn links_to_the_web_are_left_alone() {
    links(
        "[A](https://example.org/) [B](HTTP://example.org/) [C](mailto:a@example.org) <a@example.org> [D](//example.org/)",
        expect![[r#"
            python/gil.html
              p([A](https://example.org/) [B](HTTP://example.org/) [C](mailto:a@example.org) [a@example.org](mailto:a@example.org) [D](https://example.org/))
        "#]],
    );
}

#[test]
fn links_of_other_kinds_are_refused() {
    links(
        "[A](javascript:alert(1)) [B](data:text/html,x) [C](vbscript:x) [D](java&#x09;script:x) [E](JavaScript:x)",
        expect![[r#"
            python/gil.html
              p([A](nowhere) [B](nowhere) [C](nowhere) [D](nowhere) [E](nowhere))
            error[unsafe-link] content/python/gil.md:4:5 a link of the kind `javascript:`
            error[unsafe-link] content/python/gil.md:4:30 a link of the kind `data:`
            error[unsafe-link] content/python/gil.md:4:52 a link of the kind `vbscript:`
            error[unsafe-link] content/python/gil.md:4:64 a link of the kind `java	script:`
            error[unsafe-link] content/python/gil.md:4:92 a link of the kind `JavaScript:`
        "#]],
    );
}

#[test]
fn header_and_footer_refuse_the_same_kinds_of_links() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"

        [[nav]]
        label = "Home"
        href = "_index.md"

        [[nav]]
        label = "Mail"
        href = "MailTo:a@example.org"

        [[nav]]
        label = "Trick"
        href = "JavaScript:alert(1)"

        [[footer]]
        label = "Notes"
        href = "file:///notes.txt"
        "#,
        expect![[r#"
            error[unsafe-link]: a link of the kind `JavaScript:`
              --> hotseat.toml:13:8
               |
            13 | href = "JavaScript:alert(1)"
               |        ^^^^^^^^^^^^^^^^^^^^^ not followed
               |
               = help: link to `https://…`, to `mailto:…`, or to a file of the guide

            error[unsafe-link]: a link of the kind `file:`
              --> hotseat.toml:17:8
               |
            17 | href = "file:///notes.txt"
               |        ^^^^^^^^^^^^^^^^^^^ not followed
               |
               = help: link to `https://…`, to `mailto:…`, or to a file of the guide

        "#]],
    );
}

#[test]
fn addresses_of_discussions_and_editors_are_refused_alike() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        edit_url = "javascript:alert('{path}')"
        report_url = "https://example.org/report?{path}"
        //- content/a.md
        ---
        title: A
        discussion: javascript:alert(1)
        ---
        Words.
        "#,
        expect![[r#"
            error[unsafe-link]: a link of the kind `javascript:`
             --> content/a.md:3:13
              |
            3 | discussion: javascript:alert(1)
              |             ^^^^^^^^^^^^^^^^^^^ not followed
              |
              = help: link to `https://…`, to `mailto:…`, or to a file of the guide

            error[unsafe-link]: a link of the kind `javascript:`
             --> hotseat.toml:2:12
              |
            2 | edit_url = "javascript:alert('{path}')"
              |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not followed
              |
              = help: link to `https://…`, to `mailto:…`, or to a file of the guide

        "#]],
    );
}

#[test]
fn addresses_elsewhere_hold_no_other_placeholders() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        edit_url = "https://example.org/edit/{paht}#L{line}"
        report_url = 'https://example.org/new?title={title}&body={id'
        discussion_url = "https://example.org/{path}/{}"
        //- content/a.md
        ---
        title: A
        ---
        Words.
        "#,
        expect![[r#"
            error[unknown-value]: unknown placeholder `{paht}` in `edit_url`
             --> hotseat.toml:2:38
              |
            2 | edit_url = "https://example.org/edit/{paht}#L{line}"
              |                                      ^^^^^^ nothing takes its place
              |
              = help: did you mean `{path}`? (one of `{path}`, `{line}`, `{id}`)

            error[unknown-value]: unknown placeholder `{title}` in `report_url`
             --> hotseat.toml:3:45
              |
            3 | report_url = 'https://example.org/new?title={title}&body={id'
              |                                             ^^^^^^^ nothing takes its place
              |
              = help: write one of `{path}`, `{line}`, `{id}`

            error[unknown-value]: unknown placeholder `{` in `report_url`
             --> hotseat.toml:3:58
              |
            3 | report_url = 'https://example.org/new?title={title}&body={id'
              |                                                          ^ nothing takes its place
              |
              = help: write one of `{path}`, `{line}`, `{id}`

            error[unknown-value]: unknown placeholder `{}` in `discussion_url`
             --> hotseat.toml:4:46
              |
            4 | discussion_url = "https://example.org/{path}/{}"
              |                                              ^^ nothing takes its place
              |
              = help: write one of `{path}`, `{line}`, `{id}`

        "#]],
    );
}

#[test]
fn a_broken_link_names_the_nearest_page() {
    check(
        "
        //- content/python/_index.md
        ---
        title: Python
        ---
        //- content/python/gil.md
        ---
        title: GIL
        ---
        [By a slip](lopo.md), [in another folder](other.md), [with its ending](loop.html),
        [in other case](Loop.md), [without its ending](loop), [by nothing](zzz.md).
        //- content/python/loop.md
        ---
        title: Loop
        ---
        Text.
        //- content/other.md
        ---
        title: Other
        ---
        Text.
        ",
        expect![[r#"
            error[broken-link]: broken link to `lopo.md`
             --> content/python/gil.md:4:13
              |
            4 | [By a slip](lopo.md), [in another folder](other.md), [with its ending](loop.html),
              |             ^^^^^^^ no such file
              |
              = help: did you mean `loop.md`?

            error[broken-link]: broken link to `other.md`
             --> content/python/gil.md:4:43
              |
            4 | [By a slip](lopo.md), [in another folder](other.md), [with its ending](loop.html),
              |                                           ^^^^^^^^ no such file
              |
              = help: did you mean `../other.md`?

            error[broken-link]: broken link to `loop.html`
             --> content/python/gil.md:4:72
              |
            4 | [By a slip](lopo.md), [in another folder](other.md), [with its ending](loop.html),
              |                                                                        ^^^^^^^^^ no such file
              |
              = help: did you mean `loop.md`?

            error[broken-link]: broken link to `Loop.md`
             --> content/python/gil.md:5:17
              |
            5 | [in other case](Loop.md), [without its ending](loop), [by nothing](zzz.md).
              |                 ^^^^^^^ no such file
              |
              = help: did you mean `loop.md`?

            error[broken-link]: broken link to `loop`
             --> content/python/gil.md:5:48
              |
            5 | [in other case](Loop.md), [without its ending](loop), [by nothing](zzz.md).
              |                                                ^^^^ no such file
              |
              = help: did you mean `loop.md`?

            error[broken-link]: broken link to `zzz.md`
             --> content/python/gil.md:5:68
              |
            5 | [in other case](Loop.md), [without its ending](loop), [by nothing](zzz.md).
              |                                                                    ^^^^^^ no such file
              |
              = help: write the path of a `.md` file, relative to this one

        "#]],
    );
}

#[test]
fn a_link_must_not_leave_the_content_folder() {
    links(
        "[A](../../hotseat.toml) ![B](../../../etc/passwd)",
        expect![[r#"
            python/gil.html
              p([A](nowhere) ![B](nowhere))
            error[broken-link] content/python/gil.md:4:5 broken link to `../../hotseat.toml`
            error[broken-link] content/python/gil.md:4:30 broken link to `../../../etc/passwd`
        "#]],
    );
}

#[test]
fn a_link_to_a_draft_is_text_and_a_warning() {
    links(
        "[A](draft.md) [B](draft.md#any)",
        expect![[r#"
            python/gil.html
              p([A](nowhere) [B](nowhere))
            warning[draft-link] content/python/gil.md:4:5 link to the draft `draft.md`
            warning[draft-link] content/python/gil.md:4:19 link to the draft `draft.md#any`
        "#]],
    );
}

#[test]
fn images_are_files_of_the_content_folder() {
    links(
        "![A](loop.svg) ![B](lop.svg) ![C](https://example.org/a.png) ![D](//example.org/a.png) ![E](data:image/png;base64,x)",
        expect![[r#"
            python/gil.html
              p(![A](asset python/loop.svg) ![B](nowhere) ![C](nowhere) ![D](nowhere) ![E](nowhere))
            error[missing-asset] content/python/gil.md:4:21 missing image `python/lop.svg`
            error[remote-image] content/python/gil.md:4:35 an image from another site, which the page's security policy forbids
            error[remote-image] content/python/gil.md:4:67 an image from another site, which the page's security policy forbids
            error[remote-image] content/python/gil.md:4:93 an image from another site, which the page's security policy forbids
        "#]],
    );
}

#[test]
fn reference_links_and_titles_are_read() {
    links(
        "[A][ref] and [ref].\n\n[ref]: ../other.md \"Title\"",
        expect![[r#"
            python/gil.html
              p([A](other.html) and [ref](other.html).)
        "#]],
    );
}

#[test]
fn links_in_every_place_are_checked() {
    outline(
        &page(
            "
            | [A](a.md) |
            |---|
            | [B](b.md) |

            > [C](c.md)

            - [D](d.md)

            Text.[^n]

            [^n]: [E](e.md)

            ## [F](f.md)?
            <!-- id: f -->

            - [x] [G](g.md)
              > [H](h.md)

            ### Hint

            [I](i.md)

            ### Follow-up: [J](j.md)?

            [K](k.md)

            ### Related

            - [L](l.md)

            ### Sources

            - [M](m.md)
            ",
        ),
        expect![[r#"
            page.html
              table([Start]: [A](nowhere) | [B](nowhere))
              quote(p([C](nowhere)))
              list(p([D](nowhere)))
              p(Text.[^n])
              footnote n(p([E](nowhere)))
              1 #f choice: [F](nowhere)?
                choices: single
                [x] p([G](nowhere))
                    because: p([H](nowhere))
                hint: p([I](nowhere))
                follow-up: [J](nowhere)?
                  p([K](nowhere))
                related: nowhere
                sources: list(p([M](nowhere)))
            error[broken-link] content/page.md:4:7 broken link to `a.md`
            error[broken-link] content/page.md:6:7 broken link to `b.md`
            error[broken-link] content/page.md:8:7 broken link to `c.md`
            error[broken-link] content/page.md:10:7 broken link to `d.md`
            error[broken-link] content/page.md:14:11 broken link to `e.md`
            error[broken-link] content/page.md:16:8 broken link to `f.md`
            error[broken-link] content/page.md:19:11 broken link to `g.md`
            error[broken-link] content/page.md:20:9 broken link to `h.md`
            error[broken-link] content/page.md:24:5 broken link to `i.md`
            error[broken-link] content/page.md:26:20 broken link to `j.md`
            error[broken-link] content/page.md:28:5 broken link to `k.md`
            error[broken-link] content/page.md:32:7 broken link to `l.md`
            error[broken-link] content/page.md:36:7 broken link to `m.md`
        "#]],
    );
}

#[test]
fn a_related_section_links_back() {
    crate::support::facts(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        ## What is it?
        <!-- id: what -->

        A lock.

        ### Related

        - [The loop](loop.md#why)
        //- content/loop.md
        ---
        title: Loop
        ---
        ## Why?
        <!-- id: why -->

        Because.
        ",
        expect![[r#"
            gil.html
              title: GIL
            loop.html
              title: Loop
              linked back: gil.html#what
        "#]],
    );
}

// Addresses.

#[test]
fn addresses_are_slugs_of_folders_and_files() {
    map(
        "
        //- content/My Track/_index.md
        ---
        title: Track
        ---
        //- content/My Track/Ärger & Co.md
        ---
        title: Page
        ---
        Text.
        //- content/My Track/日本語.md
        ---
        title: Page
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              my-track/index.html: Track
                my-track/ärger--co.html: Page
                  Home > Track | siblings Page, Page | - < > Page
                my-track/日本語.html: Page
                  Home > Track | siblings Page, Page | Page < > -
        "#]],
    );
}

#[test]
fn two_sources_for_one_address_are_an_error() {
    map(
        "
        //- content/a b.md
        ---
        title: One
        ---
        Text.
        //- content/a-b.md
        ---
        title: Two
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              a-b.html: One
                Home | siblings One, Two | - < > Two
              a-b.html: Two
                Home | siblings One, Two | One < > -
            error[duplicate-url] content/a-b.md:1:1 two sources for the address `a-b.html`
        "#]],
    );
}

#[test]
fn two_folders_for_one_address_are_an_error() {
    map(
        "
        //- content/Python/a.md
        ---
        title: A
        ---
        Text.
        //- content/python/b.md
        ---
        title: B
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              python/index.html: Python
                python/a.html: A
                  Home > Python | siblings A | - < > B
              python/index.html: Python
                python/b.html: B
                  Home > Python | siblings B | A < > -
            warning[missing-index] content/Python/a.md:1:1 the folder `Python` has no `_index.md`
            error[duplicate-url] content/python/b.md:1:1 two sources for the address `python/index.html`
            warning[missing-index] content/python/b.md:1:1 the folder `python` has no `_index.md`
        "#]],
    );
}

#[test]
fn a_page_must_not_take_the_address_of_its_folder() {
    map(
        "
        //- content/python/gil.md
        ---
        title: GIL
        slug: index
        ---
        Text.
        ",
        expect![[r#"
            index.html: Home
              python/index.html: Python
                python/index.html: GIL
                  Home > Python | siblings GIL | - < > -
            warning[missing-index] content/python/gil.md:1:1 the folder `python` has no `_index.md`
            error[duplicate-url] content/python/gil.md:3:7 two sources for the address `python/index.html`
        "#]],
    );
}

#[test]
fn a_page_must_not_take_a_generated_name() {
    for name in [
        "review", "practice", "tags", "print", "search", "assets", "404",
    ] {
        for path in [format!("content/{name}.md"), format!("content/{name}/x.md")] {
            let fixture = format!("//- {path}\n---\ntitle: X\n---\nText.\n");
            let (_, problems) = guide(&fixture, Drafts::LeftOut);
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
            assert!(codes.contains(&"duplicate-url"), "{path}: {codes:?}");
        }
    }
}

#[test]
fn a_file_must_not_take_the_address_of_a_page() {
    map(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        [A file](gil.html)
        //- content/gil.html
        x
        ",
        expect![[r#"
            index.html: Home
              gil.html: GIL
                Home | siblings GIL | - < > -
            asset gil.html
            error[duplicate-url] content/gil.md:4:10 two sources for the address `gil.html`
        "#]],
    );
}

#[test]
fn a_file_must_not_take_a_generated_name() {
    map(
        "
        //- content/page.md
        ---
        title: Page
        ---
        [A file](robots.txt)
        //- content/robots.txt
        x
        ",
        expect![[r#"
            index.html: Home
              page.html: Page
                Home | siblings Page | - < > -
            asset robots.txt
            error[duplicate-url] content/page.md:4:10 the address `robots.txt` is the generator's own
        "#]],
    );
}
