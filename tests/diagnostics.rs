//! One test per code: the whole message, as a contributor sees it.
//!
//! The order is that of the list of codes.

use expect_test::expect;

use crate::support::{TestSite, check, has_tool, page};

// Files

#[cfg(unix)]
#[test]
fn unreadable_file_names_a_symbolic_link_that_leads_nowhere() {
    let site = TestSite::new("");
    std::os::unix::fs::symlink("gone.md", site.path("content/gil.md")).unwrap();
    site.check(expect![[r#"
        error[unreadable-file]: a symbolic link that leads nowhere
         --> content/gil.md:1:1
          |
        1 |
          | ^
          |
          = help: check the file's name and permissions

        1 error
    "#]]);
}

#[test]
fn invalid_utf8_names_the_line_and_the_byte() {
    let site = TestSite::new("");
    site.write(
        "content/gil.md",
        b"---\r\ntitle: GIL\r\n---\r\n\r\nThe caf\xE9 is open.\r\n",
    );
    site.check(expect![[r#"
        error[invalid-utf8]: this file is not UTF-8
         --> content/gil.md:5:8
          |
        5 | The caf� is open.
          |        ^ byte 31 of the file is 0xE9
          |
          = help: save the file as UTF-8

        1 error
    "#]]);
}

#[test]
fn invalid_utf8_of_templates_and_themes_names_their_files() {
    let site = TestSite::new("---\ntitle: A\n---\n## What?\n\nIt.\n");
    site.write("templates/components/tip.html", b"caf\xE9\n");
    site.write("themes/default/styles/components/own.css", b"/* \xFF */\n");
    site.write("themes/default/pictures/cup.png", b"\x89PNG\xFF");
    site.write(
        "hotseat.toml",
        b"title = \"A\"\ncustom_css = [\"own.css\"]\nlogo = \"logo.png\"\n",
    );
    site.write("own.css", b"/* \xFE */\n");
    site.write("logo.png", b"\x89PNG\xFF");
    site.check(expect![[r#"
        error[invalid-utf8]: this file is not UTF-8
         --> own.css:1:4
          |
        1 | /* � */
          |    ^ byte 3 of the file is 0xFE
          |
          = help: save the file as UTF-8

        error[invalid-utf8]: this file is not UTF-8
         --> templates/components/tip.html:1:4
          |
        1 | caf�
          |    ^ byte 3 of the file is 0xE9
          |
          = help: save the file as UTF-8

        error[invalid-utf8]: this file is not UTF-8
         --> themes/default/styles/components/own.css:1:4
          |
        1 | /* � */
          |    ^ byte 3 of the file is 0xFF
          |
          = help: save the file as UTF-8

        3 errors
    "#]]);
}

#[cfg(target_os = "linux")]
#[test]
fn invalid_path_names_a_file_whose_name_is_not_text() {
    use std::os::unix::ffi::OsStrExt;

    let site = TestSite::new("");
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9.md");
    std::fs::write(site.path("content").join(name), "---\ntitle: Café\n---\n").unwrap();
    site.check(expect![[r#"
        error[invalid-path]: the name of this file is not UTF-8
         --> content/caf�.md:1:1
          |
        1 |
          | ^
          |
          = help: rename the file

        1 error
    "#]]);
}

#[cfg(unix)]
#[test]
fn symlink_outside_refuses_a_file_of_another_folder() {
    let site = TestSite::new("");
    site.write("secret.md", "---\ntitle: Secret\n---\n");
    std::os::unix::fs::symlink("../secret.md", site.path("content/gil.md")).unwrap();
    site.check(expect![[r#"
        error[symlink-outside]: a symbolic link that leaves the content folder
         --> content/gil.md:1:1
          |
        1 |
          | ^
          |
          = help: copy the file below `content/`

        1 error
    "#]]);
}

#[cfg(unix)]
#[test]
fn symlink_outside_refuses_a_link_into_its_own_folder() {
    let site = TestSite::new("");
    std::os::unix::fs::symlink(".", site.path("content/loop")).unwrap();
    site.check(expect![[r#"
        error[symlink-outside]: a symbolic link that leads back into its own folder
         --> content/loop:1:1
          |
        1 |
          | ^
          |
          = help: remove the link

        1 error
    "#]]);
}

#[test]
fn reserved_file_says_how_to_name_the_introduction_of_a_folder() {
    let site = TestSite::new(
        "
        //- content/python/index.md
        ---
        title: Python
        ---
        ",
    );
    site.check(expect![[r#"
        error[reserved-file]: a page named `index` would be the folder's own page
         --> content/python/index.md:1:1
          |
        1 | ---
          | ^^^ this file
          |
          = help: name it `python/_index.md` if it introduces the folder, else choose another name

        1 error
    "#]]);
}

#[test]
fn duplicate_url_shows_both_sources() {
    check(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        Text.
        //- content/lock.md
        ---
        title: The lock
        slug: gil
        ---
        Text.
        ",
        expect![[r#"
            error[duplicate-url]: two sources for the address `gil.html`
             --> content/lock.md:3:7
              |
            3 | slug: gil
              |       ^^^ would be written there as well
              |
             ::: content/gil.md:1:1
              |
            1 | ---
              | --- is written there
              |
              = help: rename one of the two files, or give one a `slug`

        "#]],
    );
}

#[test]
fn duplicate_url_wants_an_alias_dropped() {
    check(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        Text.
        //- content/lock.md
        ---
        title: The lock
        aliases: [gil]
        ---
        Text.
        ",
        expect![[r#"
            error[duplicate-url]: two sources for the address `gil.html`
             --> content/lock.md:3:11
              |
            3 | aliases: [gil]
              |           ^^^ would be written there as well
              |
             ::: content/gil.md:1:1
              |
            1 | ---
              | --- is written there
              |
              = help: drop the alias: an address leads to one page

        "#]],
    );
}

#[test]
fn unclosed_comment_is_shown_where_it_begins() {
    check(
        "
        ---
        title: GIL
        ---
        ## What is it?
          <!-- id: what --

        A lock.
        ",
        expect![[r#"
            error[unclosed-comment]: this comment is never closed
             --> content/page.md:5:3
              |
            5 |   <!-- id: what --
              |   ^^^^ hides everything below
              |
              = help: write `-->` where it ends

        "#]],
    );
}

#[test]
fn duplicate_url_does_not_tell_letter_case_apart() {
    check(
        "
        //- content/GIL.md
        ---
        title: GIL
        ---
        Text.
        //- content/gil.md
        ---
        title: GIL again
        ---
        Text.
        ",
        expect![[r#"
            error[duplicate-url]: two sources for the address `gil.html`
             --> content/gil.md:1:1
              |
            1 | ---
              | ^^^ would be written there as well
              |
             ::: content/GIL.md:1:1
              |
            1 | ---
              | --- is written there
              |
              = help: rename one of the two files, or give one a `slug`

        "#]],
    );
}

#[test]
fn duplicate_url_names_what_the_generator_itself_makes() {
    check(
        "
        //- content/search.md
        ---
        title: Search
        ---
        Text.
        ",
        expect![[r#"
            error[duplicate-url]: the address `search.html` is the generator's own
             --> content/search.md:1:1
              |
            1 | ---
              | ^^^ would be written there
              |
              = help: rename the file or its folder, or give the page a `slug`

        "#]],
    );
}

#[test]
fn missing_index_shows_a_page_of_the_folder() {
    check(
        "
        //- content/python/gil.md
        ---
        title: GIL
        ---
        Text.
        ",
        expect![[r#"
            warning[missing-index]: the folder `python` has no `_index.md`
             --> content/python/gil.md:1:1
              |
            1 | ---
              | ^^^ a page of that folder
              |
              = help: write `python/_index.md` with a `title` and a `description`

        "#]],
    );
}

// Keys and values

#[test]
fn unclosed_front_matter_points_at_its_beginning() {
    check(
        "
        ---
        title: GIL

        ## What is it?

        A lock.
        ",
        expect![[r#"
            error[unclosed-front-matter]: the front matter never ends
             --> content/page.md:1:1
              |
            1 | ---
              | ^^^ opens here
              |
              = help: write `---` on a line of its own after the last key

        "#]],
    );
}

#[test]
fn missing_front_matter_points_at_the_first_line() {
    check(
        "
        # GIL

        Text.
        ",
        expect![[r#"
            error[missing-front-matter]: no front matter
             --> content/page.md:1:1
              |
            1 | # GIL
              | ^^^^^ the file begins here
              |
              = help: begin the file with `---`, then `title: …`, then `---`, each on its own line

        "#]],
    );
}

#[test]
fn yaml_syntax_names_a_character_that_is_special() {
    check(
        "
        ---
        title: @property
        ---
        Text.
        ",
        expect![[r#"
            error[yaml-syntax]: the value of `title` begins with `@`, which is special in YAML
             --> content/page.md:2:8
              |
            2 | title: @property
              |        ^^^^^^^^^
              |
              = help: put the value in quotes: `title: "@property"`

        "#]],
    );
}

#[test]
fn yaml_syntax_names_text_behind_a_quote() {
    check(
        r#"
        ---
        title: "Zip" and its friends
        ---
        Text.
        "#,
        expect![[r#"
            error[yaml-syntax]: text after the closing quote of `title`
             --> content/page.md:2:13
              |
            2 | title: "Zip" and its friends
              |             ^^^^^^^^^^^^^^^^ not part of the value
              |
              = help: put the whole value in quotes: `title: "\"Zip\" and its friends"`

        "#]],
    );
}

#[test]
fn yaml_syntax_shows_a_list_that_is_never_closed() {
    check(
        "
        ---
        title: GIL
        tags: [lock, thread
        ---
        Text.
        ",
        expect![[r#"
            error[yaml-syntax]: the list of `tags` is never closed
             --> content/page.md:3:7
              |
            3 | tags: [lock, thread
              |       ^^^^^^^^^^^^^ opens here
              |
              = help: close it: `tags: [lock, thread]`

        "#]],
    );
}

#[test]
fn carets_stay_true_behind_a_slip_with_other_letters() {
    check(
        r#"
        ---
        title: "Größe „x“ für 日本
        dificulty: easy
        ---
        Text.
        "#,
        expect![[r#"
            error[unclosed-quote]: the quote of `title` is never closed
             --> content/page.md:2:8
              |
            2 | title: "Größe „x“ für 日本
              |        ^^^^^^^^^^^^^^^^^^^ opens here
              |
              = help: close it: `title: "Größe „x“ für 日本"`

            error[unknown-key]: unknown key `dificulty`
             --> content/page.md:3:1
              |
            3 | dificulty: easy
              | ^^^^^^^^^ not a key here
              |
              = help: did you mean `difficulty`?

        "#]],
    );
}

#[test]
fn yaml_syntax_shows_the_line_that_is_no_key() {
    check(
        "
        ---
        title: GIL
        The global interpreter lock
        ---
        Text.
        ",
        expect![[r#"
            error[yaml-syntax]: a line without a key
             --> content/page.md:3:1
              |
            3 | The global interpreter lock
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ neither `key: value` nor a part of the line above
              |
              = help: write `key: value`, or indent the line to continue the one above

        "#]],
    );
}

#[test]
fn yaml_syntax_shows_the_place_in_a_metadata_comment() {
    check(
        &page(
            "
            ## What is it?
            <!-- id: gil, tags: [lock -->

            A lock.
            ",
        ),
        expect![[r#"
            error[yaml-syntax]: not valid YAML: while parsing a flow sequence, expected ',' or ']'
             --> content/page.md:5:26
              |
            5 | <!-- id: gil, tags: [lock -->
              |                          ^
              |
              = help: write `key: value, key: value` with commas between, and put values with special characters in quotes

        "#]],
    );
}

#[test]
fn toml_syntax_shows_the_place_in_the_settings() {
    check(
        "
        //- hotseat.toml
        title = Guide
        ",
        expect![[r#"
            error[toml-syntax]: string values must be quoted, expected literal string
             --> hotseat.toml:1:9
              |
            1 | title = Guide
              |         ^^^^^
              |
              = help: write `key = "text"`, `key = true` or `key = ["a", "b"]`, one per line

        "#]],
    );
}

#[test]
fn tab_indentation_points_at_the_tab() {
    check(
        "---\ntitle: GIL\ntags:\n\t- lock\n\t- thread\n---\nText.\n",
        expect![[r#"
            error[tab-indentation]: a tab in the indentation
             --> content/page.md:4:1
              |
            4 |     - lock
              | ^^^^ YAML is indented with spaces only
              |
              = help: replace the tab by two spaces

            error[tab-indentation]: a tab in the indentation
             --> content/page.md:5:1
              |
            5 |     - thread
              | ^^^^ YAML is indented with spaces only
              |
              = help: replace the tab by two spaces

        "#]],
    );
}

#[test]
fn unclosed_quote_says_how_the_line_should_read() {
    check(
        r#"
        ---
        title: "What is the GIL?
        difficulty: easy
        ---
        Text.
        "#,
        expect![[r#"
            error[unclosed-quote]: the quote of `title` is never closed
             --> content/page.md:2:8
              |
            2 | title: "What is the GIL?
              |        ^^^^^^^^^^^^^^^^^ opens here
              |
              = help: close it: `title: "What is the GIL?"`

        "#]],
    );
}

#[test]
fn unquoted_colon_points_at_the_second_colon() {
    check(
        "
        ---
        title: asyncio: the event loop
        ---
        Text.
        ",
        expect![[r#"
            error[unquoted-colon]: a colon in the value of `title`
             --> content/page.md:2:15
              |
            2 | title: asyncio: the event loop
              |               ^ YAML reads this as another key
              |
              = help: put the value in quotes: `title: "asyncio: the event loop"`

        "#]],
    );
}

#[test]
fn unquoted_hash_shows_what_would_be_lost() {
    check(
        "
        ---
        title: What is C #pragma?
        ---
        Text.
        ",
        expect![[r#"
            error[unquoted-hash]: the text of `title` is cut off at ` #`
             --> content/page.md:2:18
              |
            2 | title: What is C #pragma?
              |                  ^^^^^^^^ a comment, because ` #` starts one
              |
              = help: put the text in quotes: `title: "What is C #pragma?"`

        "#]],
    );
}

#[test]
fn unquoted_hash_in_a_metadata_comment_ends_with_the_comment() {
    check(
        &page(
            "
            ## What is it?
            <!-- summary: What is C #pragma? -->

            A lock.
            ",
        ),
        expect![[r#"
            error[unquoted-hash]: the text of `summary` is cut off at ` #`
             --> content/page.md:5:25
              |
            5 | <!-- summary: What is C #pragma? -->
              |                         ^^^^^^^^ a comment, because ` #` starts one
              |
              = help: put the text in quotes: `summary: "What is C #pragma?"`

        "#]],
    );
}

#[test]
fn unknown_key_suggests_the_nearest() {
    check(
        "
        ---
        title: GIL
        dificulty: easy
        ---
        Text.
        ",
        expect![[r#"
            error[unknown-key]: unknown key `dificulty`
             --> content/page.md:3:1
              |
            3 | dificulty: easy
              | ^^^^^^^^^ not a key here
              |
              = help: did you mean `difficulty`?

        "#]],
    );
}

#[test]
fn unknown_key_lists_the_keys_of_a_metadata_comment() {
    check(
        &page(
            "
            ## What is it?
            <!-- id: gil, colour: red -->

            A lock.
            ",
        ),
        expect![[r#"
            error[unknown-key]: unknown key `colour`
             --> content/page.md:5:15
              |
            5 | <!-- id: gil, colour: red -->
              |               ^^^^^^ not a key here
              |
              = help: the keys are `id`, `difficulty`, `tags`, `needs`, `kind`, `aliases`, `summary`, `draft`, `group`, `question`

        "#]],
    );
}

#[test]
fn unknown_key_of_the_settings_suggests_the_nearest() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        langauge = "en"
        "#,
        expect![[r#"
            error[unknown-key]: unknown key `langauge`
             --> hotseat.toml:2:1
              |
            2 | langauge = "en"
              | ^^^^^^^^ not a key here
              |
              = help: did you mean `language`?

        "#]],
    );
}

#[test]
fn duplicate_key_shows_both_places() {
    check(
        "
        ---
        title: GIL
        order: 1
        title: The lock
        ---
        Text.
        ",
        expect![[r#"
            error[duplicate-key]: duplicate key `title`
             --> content/page.md:4:1
              |
            2 | title: GIL
              | ----- first given here
            3 | order: 1
            4 | title: The lock
              | ^^^^^ given again here
              |
              = help: keep one of the two

        "#]],
    );
}

#[test]
fn duplicate_key_of_the_settings_points_at_the_second() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        math = true
        title = "Handbook"
        "#,
        expect![[r#"
            error[duplicate-key]: duplicate key `title`
             --> hotseat.toml:3:1
              |
            1 | title = "Guide"
              | ----- first given here
            2 | math = true
            3 | title = "Handbook"
              | ^^^^^ given again here
              |
              = help: keep one of the two

        "#]],
    );
}

#[test]
fn missing_key_points_at_the_front_matter() {
    check(
        "
        ---
        order: 1
        ---
        Text.
        ",
        expect![[r#"
            error[missing-key]: missing key `title`
             --> content/page.md:1:1
              |
            1 | ---
              | ^^^ `title` is missing here
              |
              = help: add a line `title: …`

        "#]],
    );
}

#[test]
fn missing_key_of_the_settings_names_the_title() {
    check(
        "
        //- hotseat.toml
        math = true
        ",
        expect![[r#"
            error[missing-key]: missing key `title`
             --> hotseat.toml:1:1
              |
            1 | math = true
              | ^^^^^^^^^^^ `title` is missing here
              |
              = help: write `title = "…"`

        "#]],
    );
}

#[test]
fn wrong_type_shows_a_list_in_the_form_of_its_file() {
    check(
        "
        //- hotseat.toml
        title = \"Guide\"
        custom_css = \"site.css\"
        ",
        expect![[r#"
            error[wrong-type]: `custom_css` must be a list
             --> hotseat.toml:2:14
              |
            2 | custom_css = "site.css"
              |              ^^^^^^^^^^ this is text
              |
              = help: write a list: `custom_css = ["site.css"]`

        "#]],
    );
}

#[test]
fn wrong_type_shows_how_a_list_is_written() {
    check(
        "
        ---
        title: GIL
        tags: lock
        ---
        Text.
        ",
        expect![[r#"
            error[wrong-type]: `tags` must be a list
             --> content/page.md:3:7
              |
            3 | tags: lock
              |       ^^^^ this is text
              |
              = help: write a list: `tags: [lock]`

        "#]],
    );
}

#[test]
fn yaml_syntax_says_that_a_bracket_needs_quotes() {
    check(
        "
        ---
        title: [Rust] traits
        ---
        Text.
        ",
        expect![[r#"
            error[yaml-syntax]: the value of `title` begins with `[`, which is special in YAML
             --> content/page.md:2:8
              |
            2 | title: [Rust] traits
              |        ^^^^^^^^^^^^^
              |
              = help: put the value in quotes: `title: "[Rust] traits"`

        "#]],
    );
}

#[test]
fn wrong_type_of_a_list_says_that_a_bracket_needs_quotes() {
    check(
        "
        ---
        title: [Rust]
        ---
        Text.
        ",
        expect![[r#"
            error[wrong-type]: `title` must be text
             --> content/page.md:2:8
              |
            2 | title: [Rust]
              |        ^^^^^^ this is a list
              |
              = help: write `title: "…"`, in quotes if it begins with a bracket

        "#]],
    );
}

#[test]
fn wrong_type_refuses_empty_quotes() {
    check(
        r#"
        ---
        title: ""
        ---
        Text.
        "#,
        expect![[r#"
            error[wrong-type]: `title` must be text
             --> content/page.md:2:8
              |
            2 | title: ""
              |        ^^ this is empty
              |
              = help: write the text between the quotes

        "#]],
    );
}

#[test]
fn wrong_type_of_a_setting_says_what_to_write() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        math = "yes"
        "#,
        expect![[r#"
            error[wrong-type]: `math` must be true or false
             --> hotseat.toml:2:8
              |
            2 | math = "yes"
              |        ^^^^^ this is text
              |
              = help: write `true` or `false`, without quotes

        "#]],
    );
}

#[test]
fn unknown_value_suggests_the_nearest() {
    check(
        "
        ---
        title: GIL
        kind: artcle
        ---
        Text.
        ",
        expect![[r#"
            error[unknown-value]: unknown value `artcle` of `kind`
             --> content/page.md:3:7
              |
            3 | kind: artcle
              |       ^^^^^^ not a value of `kind`
              |
              = help: did you mean `article`? (one of `qa`, `article`)

        "#]],
    );
}

#[test]
fn unknown_value_of_a_setting_lists_what_there_is() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        html = "strip"
        "#,
        expect![[r#"
            error[unknown-value]: unknown value `strip` of `html`
             --> hotseat.toml:2:8
              |
            2 | html = "strip"
              |        ^^^^^^^ not a value of `html`
              |
              = help: write one of `sanitize`, `escape`, `allow`

        "#]],
    );
}

#[test]
fn unknown_difficulty_suggests_the_nearest() {
    check(
        "
        ---
        title: GIL
        difficulty: hrad
        ---
        Text.
        ",
        expect![[r#"
            error[unknown-difficulty]: unknown difficulty `hrad`
             --> content/page.md:3:13
              |
            3 | difficulty: hrad
              |             ^^^^ not a difficulty
              |
              = help: did you mean `hard`? (one of `easy`, `medium`, `hard`)

        "#]],
    );
}

#[test]
fn invalid_date_shows_the_form_of_a_date() {
    check(
        "
        ---
        title: GIL
        updated: 2026-02-30
        ---
        Text.
        ",
        expect![[r#"
            error[invalid-date]: `2026-02-30` is not a date
             --> content/page.md:3:10
              |
            3 | updated: 2026-02-30
              |          ^^^^^^^^^^ not a day of the calendar
              |
              = help: write the year, month and day, such as `2026-11-20`

        "#]],
    );
}

#[test]
fn invalid_slug_offers_one() {
    check(
        "
        ---
        title: GIL
        slug: The GIL
        ---
        Text.
        ",
        expect![[r#"
            error[invalid-slug]: `slug` is `The GIL`
             --> content/page.md:3:7
              |
            3 | slug: The GIL
              |       ^^^^^^^ not a slug
              |
              = help: write `slug: the-gil`

        "#]],
    );
}

#[test]
fn invalid_slug_in_a_metadata_comment_offers_one() {
    check(
        &page(
            "
            ## What is it?
            <!-- id: What is it? -->

            A lock.
            ",
        ),
        expect![[r#"
            error[invalid-slug]: the id `What is it?` cannot be used in a link
             --> content/page.md:5:10
              |
            5 | <!-- id: What is it? -->
              |          ^^^^^^^^^^^ not a slug
              |
              = help: write `what-is-it`

        "#]],
    );
}

#[test]
fn invalid_slug_names_a_file_without_letters() {
    check(
        "
        //- content/!!!.md
        ---
        title: Oh
        ---
        Text.
        ",
        expect![[r#"
            error[invalid-slug]: the file name `!!!` leaves nothing for an address
             --> content/!!!.md:1:1
              |
            1 | ---
              | ^^^ this file
              |
              = help: rename the file, or add a line `slug: …`

        "#]],
    );
}

#[test]
fn invalid_needs_shows_the_form_of_a_condition() {
    check(
        "
        ---
        title: GIL
        needs: python 3.11
        ---
        Text.
        ",
        expect![[r#"
            error[invalid-needs]: `needs` is `python 3.11`
             --> content/page.md:3:8
              |
            3 | needs: python 3.11
              |        ^^^^^^^^^^^ not a condition
              |
              = help: write a tool and its lowest version: `python>=3.11` or `rust>=1.85`

        "#]],
    );
}

#[test]
fn questions_in_front_matter_names_the_importer() {
    check(
        "
        ---
        title: GIL
        questions:
          - q: What is it?
            a: A lock.
        ---
        Text.
        ",
        expect![[r#"
            error[questions-in-front-matter]: questions in front matter
             --> content/page.md:3:1
              |
            3 | questions:
              | ^^^^^^^^^ questions belong into the body
              |
              = help: turn the file into pages: `hotseat import nuxt content/page.md --into imported`

        "#]],
    );
}

#[test]
fn unknown_theme_lists_the_themes() {
    let site = TestSite::new(
        r#"
        //- hotseat.toml
        title = "Guide"
        theme = "defalt"
        "#,
    );
    site.check(expect![[r#"
        error[unknown-theme]: unknown theme `defalt`
         --> hotseat.toml:2:9
          |
        2 | theme = "defalt"
          |         ^^^^^^^^ not a theme
          |
          = help: did you mean `default`? (one of `default`, `paper`)

        1 error
    "#]]);
}

#[test]
fn missing_strings_says_that_english_stands_in() {
    let site = TestSite::new(
        r#"
        //- hotseat.toml
        title = "Guide"
        language = "eo"
        "#,
    );
    site.check(expect![[r#"
        warning[missing-strings]: the theme has no texts in `eo`
         --> hotseat.toml:2:1
          |
        2 | language = "eo"
          | ^^^^^^^^^^^^^^^ no texts in this language
          |
          = help: English stands in; write `themes/default/strings/eo.ftl`, or use one of `ar`, `en`

        1 warning
    "#]]);
}

// Structure of a page

#[test]
fn nesting_too_deep_is_said_once() {
    let quotes = format!("{} deep\n", ">".repeat(100));
    check(
        &page(&quotes),
        expect![[r#"
        error[nesting-too-deep]: nested more than 60 levels deep
         --> content/page.md:4:61
          |
        4 | >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> deep
          |                                                             ^ here
          |
          = help: take quotes and lists apart until they are shallower

    "#]],
    );
}

#[test]
fn extra_heading_says_what_a_second_title_may_be() {
    check(
        &page(
            "
            # Another title

            Text.
            ",
        ),
        expect![[r#"
            error[extra-heading]: a level-1 heading that is not the title
             --> content/page.md:4:1
              |
            4 | # Another title
              | ^^^^^^^^^^^^^^^ a second title
              |
              = help: write `##` for a question, or make it equal to `title`

        "#]],
    );
}

#[test]
fn extra_heading_says_what_to_do_with_a_title_below_a_question() {
    check(
        &page(
            "
            ## What is it?
            <!-- id: what -->

            A lock.

            # Page
            ",
        ),
        expect![[r#"
            error[extra-heading]: a level-1 heading besides the title
             --> content/page.md:9:1
              |
            9 | # Page
              | ^^^^^^ a second title
              |
              = help: write `##` for a question, or drop it

        "#]],
    );
}

#[test]
fn empty_page_asks_for_a_question() {
    check(
        &page(""),
        expect![[r#"
        warning[empty-page]: the page has no questions and no text
         --> content/page.md:1:1
          |
        1 | ---
          | ^^^ nothing after the front matter
          |
          = help: write a question: `## What is …?`, and its answer below

    "#]],
    );
}

#[test]
fn empty_answer_points_at_the_question() {
    check(
        &page("## What is it?\n"),
        expect![[r#"
        warning[empty-answer]: an empty answer
         --> content/page.md:4:1
          |
        4 | ## What is it?
          | ^^^^^^^^^^^^^^ has no answer
          |
          = help: write the answer below the heading

    "#]],
    );
}

#[test]
fn empty_answer_names_the_section_that_is_empty() {
    check(
        &page(
            "
            ## What does it print?

            Think of the loop.

            ### Answer
            ",
        ),
        expect![[r#"
            warning[empty-answer]: an empty answer
             --> content/page.md:4:1
              |
            4 | ## What does it print?
              | ^^^^^^^^^^^^^^^^^^^^^^ has no answer
              |
              = help: write the answer below `### Answer`

        "#]],
    );
}

#[test]
fn empty_answer_asks_for_reasons_under_choices() {
    check(
        &page(
            "
            ## Which one?

            - [x] This.
            - [ ] That.
            ",
        ),
        expect![[r#"
            warning[empty-answer]: an empty answer
             --> content/page.md:4:1
              |
            4 | ## Which one?
              | ^^^^^^^^^^^^^ has no answer
              |
              = help: give a reason under each option: `> …`

        "#]],
    );
}

#[test]
fn empty_question_points_at_the_heading() {
    check(
        &page(
            "
            ##

            A lock.
            ",
        ),
        expect![[r#"
            error[empty-question]: a question without text
             --> content/page.md:4:1
              |
            4 | ##
              | ^^ no text
              |
              = help: write the question behind the `#` signs

        "#]],
    );
}

#[test]
fn misplaced_metadata_says_where_it_belongs() {
    check(
        &page(
            "
            ## What is it?

            A lock.

            <!-- id: gil -->
            ",
        ),
        expect![[r#"
            warning[misplaced-metadata]: question metadata that is not behind a question's heading
             --> content/page.md:8:1
              |
            8 | <!-- id: gil -->
              | ^^^^^^^^^^^^^^^^ belongs to no question
              |
              = help: put it right below the heading of the question

        "#]],
    );
}

#[test]
fn misplaced_metadata_of_a_question_inside_another() {
    check(
        "
        //- content/page.md
        ---
        title: Locks
        kind: article
        ---
        ## What is it?
        <!-- id: it -->

        A lock.

        ### Why?
        <!-- id: why -->

        One thread at a time.
        ",
        expect![[r#"
            warning[misplaced-metadata]: a question inside another question
              --> content/page.md:11:1
               |
            11 | <!-- id: why -->
               | ^^^^^^^^^^^^^^^^ its heading is part of the question above
               |
               = help: begin its heading with `##`, as that question does, or drop the comment

        "#]],
    );
}

#[test]
fn misplaced_metadata_in_the_introduction_of_a_folder() {
    check(
        "
        //- content/_index.md
        ---
        title: Home
        ---
        ## What is it?
        <!-- id: gil -->

        A lock.
        ",
        expect![[r#"
            error[misplaced-metadata]: a folder's introduction has no questions
             --> content/_index.md:5:1
              |
            5 | <!-- id: gil -->
              | ^^^^^^^^^^^^^^^^ belongs to no question
              |
              = help: move the question into a page of the folder

        "#]],
    );
}

#[test]
fn misplaced_section_says_at_which_level_it_stands() {
    check(
        &page(
            "
            ## What is it?

            #### Answer

            A lock.
            ",
        ),
        expect![[r#"
            error[misplaced-section]: the section `Answer` stands one level below its question
             --> content/page.md:6:1
              |
            6 | #### Answer
              | ^^^^^^^^^^^ at the wrong level
              |
              = help: write `### Answer`

        "#]],
    );
}

#[test]
fn misplaced_section_in_a_group_moves_down_a_level() {
    check(
        &page(
            "
            ## Locks
            <!-- group: true -->

            ### Hint

            Think of threads.

            ### What is it?

            A lock.
            ",
        ),
        expect![[r#"
            error[misplaced-section]: the section `Hint` stands one level below its question
             --> content/page.md:7:1
              |
            7 | ### Hint
              | ^^^^^^^^ at the wrong level
              |
              = help: write `#### Hint`

        "#]],
    );
}

#[test]
fn unknown_section_suggests_the_reserved_one() {
    check(
        &page(
            "
            ## What is it?

            ### Anwser

            A lock.
            ",
        ),
        expect![[r#"
            error[unknown-section]: unknown section `Anwser`
             --> content/page.md:6:1
              |
            6 | ### Anwser
              | ^^^^^^^^^^ not a reserved section
              |
              = help: did you mean `### Answer`?

        "#]],
    );
}

#[test]
fn entry_without_link_is_not_shown() {
    check(
        &page(
            "
            ## What is it?

            A lock.

            ### Related

            See also:

            - [It](#what-is-it), of course
            - *Threads*
              of all kinds
            - > [It](#what-is-it)
            -

            <!-- prettier-ignore -->

            ```text
            gil.md
            ```
            ",
        ),
        expect![[r#"
            warning[entry-without-link]: an entry without a link under `Related`
              --> content/page.md:10:1
               |
            10 | See also:
               | ^^^^^^^^^ not shown
               |
               = help: write a link, `- [text](file.md#id)`, or move it to the answer

            warning[entry-without-link]: an entry without a link under `Related`
              --> content/page.md:13:3
               |
            13 | - *Threads*
               |   ^^^^^^^^^ not shown
               |
               = help: write a link, `- [text](file.md#id)`, or move it to the answer

            warning[entry-without-link]: an entry without a link under `Related`
              --> content/page.md:16:1
               |
            16 | -
               | ^ not shown
               |
               = help: write a link, `- [text](file.md#id)`, or move it to the answer

            warning[entry-without-link]: an entry without a link under `Related`
              --> content/page.md:20:1
               |
            20 | ```text
               | ^^^^^^^ not shown
               |
               = help: write a link, `- [text](file.md#id)`, or move it to the answer

        "#]],
    );
}

#[test]
fn duplicate_section_points_at_the_second() {
    check(
        &page(
            "
            ## What is it?

            ### Answer

            A lock.

            ### Answer

            A big lock.
            ",
        ),
        expect![[r#"
            error[duplicate-section]: a section that may stand once
              --> content/page.md:10:1
               |
            10 | ### Answer
               | ^^^^^^^^^^ the second one
               |
               = help: join the two

        "#]],
    );
}

#[test]
fn duplicate_id_shows_both_places() {
    check(
        &page(
            "
            ## What is it?
            <!-- id: gil -->

            A lock.

            ## Why is it there?
            <!-- id: gil -->

            For speed.
            ",
        ),
        expect![[r#"
            error[duplicate-id]: the id `gil` is used twice
              --> content/page.md:10:10
               |
             5 | <!-- id: gil -->
               |          --- first given here
            ...
            10 | <!-- id: gil -->
               |          ^^^ given again here
               |
               = help: choose another id: readers' progress hangs on it

        "#]],
    );
}

#[test]
fn no_right_option_says_how_to_mark_one() {
    check(
        &page(
            "
            ## Which one?

            - [ ] This.
            - [ ] That.

            ### Answer

            None.
            ",
        ),
        expect![[r#"
            error[no-right-option]: no option is right
             --> content/page.md:6:1
              |
            6 | - [ ] This.
              | ^^^^^^^^^^^ none of these is marked
              |
              = help: mark the right one: `- [x] …`

        "#]],
    );
}

// Samples

#[test]
fn unknown_language_suggests_the_nearest() {
    check(
        &page(
            "
            ```pyhton
            print(1)
            ```
            ",
        ),
        expect![[r#"
            warning[unknown-language]: unknown language `pyhton`
             --> content/page.md:4:4
              |
            4 | ```pyhton
              |    ^^^^^^ shown without colors
              |
              = help: did you mean `python`?

        "#]],
    );
}

#[test]
fn unknown_flag_is_a_near_miss_of_one() {
    check(
        &page(
            "
            ```python rnu
            print(1)
            ```
            ",
        ),
        expect![[r#"
            error[unknown-flag]: unknown flag `rnu`
             --> content/page.md:4:11
              |
            4 | ```python rnu
              |           ^^^ not a flag
              |
              = help: did you mean `run`?

        "#]],
    );
}

#[test]
fn ignored_flag_names_a_word_of_another_tool() {
    check(
        &page(
            "
            ```python showLineNumbers
            print(1)
            ```
            ",
        ),
        expect![[r#"
            warning[ignored-flag]: ignored word `showLineNumbers` behind the language
             --> content/page.md:4:11
              |
            4 | ```python showLineNumbers
              |           ^^^^^^^^^^^^^^^ has no meaning here
              |
              = help: drop it, or move it into a comment

        "#]],
    );
}

#[test]
fn ignored_flag_lists_the_flags_of_an_output() {
    check(
        &page(
            "
            ```python run
            print(1)
            ```

            ```output run
            1
            ```
            ",
        ),
        expect![[r#"
            warning[ignored-flag]: ignored word `run` behind the language
             --> content/page.md:8:11
              |
            8 | ```output run
              |           ^^^ has no meaning here
              |
              = help: the flags of this block are `stderr`, `contains`, `exit`, `needs`

        "#]],
    );
}

#[test]
fn invalid_flag_shows_the_form_of_its_value() {
    check(
        &page(
            "
            ```python hl=2-
            print(1)
            ```
            ",
        ),
        expect![[r#"
            error[invalid-flag]: the flag `hl` does not fit here
             --> content/page.md:4:11
              |
            4 | ```python hl=2-
              |           ^^^^^ cannot be used
              |
              = help: write lines and ranges: `hl=2,4-6`

        "#]],
    );
}

#[test]
fn output_without_sample_says_what_to_write_instead() {
    check(
        &page(
            "
            ## What does it print?

            ```output
            1
            ```
            ",
        ),
        expect![[r#"
            error[output-without-sample]: an output without a sample
             --> content/page.md:6:1
              |
            6 | ```output
              | ^^^^^^^^^ nothing before it could print this
              |
              = help: put the sample that prints it before it, or write `text` instead of `output`

        "#]],
    );
}

#[test]
fn unproved_output_names_the_word_to_add() {
    check(
        &page(
            "
            ## What does it print?

            ```python
            print(1)
            ```

            ```output
            1
            ```
            ",
        ),
        expect![[r#"
            warning[unproved-output]: nobody proves this output
              --> content/page.md:10:1
               |
            10 | ```output
               | ^^^^^^^^^ the sample before it never runs
               |
               = help: add `run` behind the sample's language

        "#]],
    );
}

#[test]
fn lost_indentation_points_at_the_line() {
    check(
        &page(
            "
            ```python
            def f():
            return 1
            ```
            ",
        ),
        expect![[r#"
            warning[lost-indentation]: this Python sample has lost its indentation
             --> content/page.md:6:1
              |
            6 | return 1
              | ^^^^^^^^ expected to be indented
              |
              = help: indent the body of the block above by four spaces

        "#]],
    );
}

#[test]
fn sample_syntax_finds_the_string_that_a_line_end_cuts() {
    check(
        &page(
            "
            ```python
            print(f\"it took {seconds:.2f} s
            \")
            ```

            ```python
            greet('hello,
            world')
            ```
            ",
        ),
        expect![[r#"
            warning[sample-syntax]: this Python sample cannot be read: this f-string is never closed
             --> content/page.md:5:30
              |
            5 | print(f"it took {seconds:.2f} s
              |                              ^^
              |
              = help: write the quote that is missing; a line end within it is written `\n`

            warning[sample-syntax]: this Python sample cannot be read: this string is never closed
              --> content/page.md:10:7
               |
            10 | greet('hello,
               |       ^^^^^^^
               |
               = help: write the quote that is missing; a line end within it is written `\n`

        "#]],
    );
}

#[test]
fn sample_syntax_says_what_is_wrong_with_python() {
    check(
        &page(
            "
            ```python
            values = [1, 2
            print(values)
            ```

            ```python run
            print \"hello\", name
            ```

            ```python
            pip install requests
            import requests
            ```

            ```python
            print(“hello”)
            ```
            ",
        ),
        expect![[r#"
            warning[sample-syntax]: this Python sample cannot be read: `[` is never closed
             --> content/page.md:5:10
              |
            5 | values = [1, 2
              |          ^
              |
              = help: write the `]` that is missing

            error[sample-syntax]: this is Python 2: `print` is a function since Python 3
              --> content/page.md:10:1
               |
            10 | print "hello", name
               | ^^^^^^^^^^^^^^^^^^^
               |
               = help: write `print("hello", name)`

            warning[sample-syntax]: this is a command of a shell, not Python
              --> content/page.md:14:1
               |
            14 | pip install requests
               | ^^^^^^^^^^^^^^^^^^^^
               |
               = help: put it into a fence of its own: ```` ```console ````, then `$ pip install requests`

            warning[sample-syntax]: this Python sample cannot be read: `“` is no sign of Python
              --> content/page.md:19:7
               |
            19 | print(“hello”)
               |       ^
               |
               = help: write straight quotes: `"`

        "#]],
    );
}

#[test]
fn sample_syntax_says_what_is_wrong_with_rust() {
    check(
        &page(
            "
            ```rust
            fn main() {
                let text = \"hello;
            }
            ```

            ```rust run
            fn main() {
                let x = vec![1, 2);
            }
            ```

            ```rust
            let x = 5
            let y = 6;
            ```
            ",
        ),
        expect![[r#"
            warning[sample-syntax]: this Rust sample cannot be read: this text is never closed
             --> content/page.md:6:16
              |
            6 |     let text = "hello;
              |                ^^^^^^^
              |
              = help: write the quote that is missing

            error[sample-syntax]: this Rust sample cannot be read: `)` does not close `[`
              --> content/page.md:12:22
               |
            12 |     let x = vec![1, 2);
               |                      ^
               |
               = help: the `[` before it wants a `]`

            warning[sample-syntax]: this Rust sample cannot be read: expected `;`
              --> content/page.md:17:10
               |
            17 | let x = 5
               |          ^
               |
               = help: end the line with `;`

        "#]],
    );
}

#[test]
fn invalid_diagram_names_the_line_of_the_file() {
    let site = TestSite::new(&page(
        "
        Text.

        ```mermaid
        flowchart LR
          a[Start -->
        ```
        ",
    ));
    site.check(expect![[r#"
        error[invalid-diagram]: this diagram cannot be drawn: unterminated node label (missing `]`)
         --> content/page.md:8:1
          |
        8 |   a[Start -->
          | ^^^^^^^^^^^^^ here
          |
          = help: write Mermaid, such as `flowchart LR` and then `A[Start] --> B[End]`

        1 error
    "#]]);
}

#[test]
fn invalid_math_shows_the_formula() {
    let site = TestSite::new(
        r"
        ---
        title: Page
        math: true
        ---
        The cost is $\fraq{1}{n}$ at most.
        ",
    );
    site.check(expect![[r#"
        error[invalid-math]: this formula cannot be read: unknown command `\fraq`
         --> content/page.md:5:14
          |
        5 | The cost is $\fraq{1}{n}$ at most.
          |              ^^^^^^^^^^^ here
          |
          = help: write LaTeX mathematics, such as `$O(n \log n)$`

        1 error
    "#]]);
}

#[test]
fn unproved_sample_points_at_the_first_one() {
    let site = TestSite::new(&page(
        "
        ```python run
        print(1)
        ```

        ```python run
        print(2)
        ```
        ",
    ));
    site.check(expect![[r#"
        warning[unproved-sample]: 2 samples that never ran, of which this is the first
         --> content/page.md:4:1
          |
        4 | ```python run
          | ^^^^^^^^^^^^^ claims what nobody has tried
          |
          = help: run `hotseat test`, and commit `verified.lock`

        1 warning
    "#]]);
    site.write(
        "verified.lock",
        "content/page.md\n  0a 0b python 3.11.7 2026-11-20\n",
    );
    site.check(expect![[r#"
        warning[unproved-sample]: 2 samples without proof, of which this is the first
         --> content/page.md:4:1
          |
        4 | ```python run
          | ^^^^^^^^^^^^^ not as it was when it ran, or new
          |
          = help: run `hotseat test`, and commit `verified.lock`

        1 warning
    "#]]);
}

#[test]
fn invalid_lock_points_at_the_line() {
    let site = TestSite::new("");
    site.write(
        "verified.lock",
        "# A comment.\n\ncontent/page.md\n  by hand\n",
    );
    site.check(expect![[r#"
        warning[invalid-lock]: a line that `hotseat test` did not write
         --> verified.lock:4:1
          |
        4 |   by hand
          | ^^^^^^^^^ neither a page nor a proof
          |
          = help: run `hotseat test`: it writes the file anew

        1 warning
    "#]]);
}

/// Compares what `test` prints of a page's samples, in whole and without versions.
#[track_caller]
fn check_run(body: &str, expected: expect_test::Expect) {
    if !has_tool("python3") {
        return;
    }
    let run = TestSite::new(&page(body)).run(&["test"]);
    let problems = run.stderr.split("\n1 error\n").next().unwrap_or_default();
    let lines = problems
        .lines()
        .map(|line| match line.split_once("note: on Python ") {
            Some((before, _)) => format!("{before}note: on Python …\n"),
            None => format!("{line}\n"),
        });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn output_differs_shows_expected_and_got() {
    check_run(
        "
        ```python run
        print(\"a\\nb\\nc\")
        ```

        ```output
        a
        B
        c
        ```
        ",
        expect![[r#"
            error[output-differs]: the output is not what the sample prints
              --> content/page.md:10:1
               |
            10 | B
               | ^ got `b`
               |
               = note: expected -, got +
                         a
                       - B
                       + b
                         c
               = note: on Python …
               = help: mend the sample or the claim; `hotseat test --accept` writes what was printed
        "#]],
    );
}

#[test]
fn sample_fails_points_at_the_line_and_shows_standard_error() {
    check_run(
        "
        ```python run
        raise SystemExit(\"no\")
        ```
        ",
        expect![[r#"
            error[sample-fails]: this sample fails
             --> content/page.md:4:1
              |
            4 | ```python run
              | ^^^^^^^^^^^^^ it ended with status 1
              |
              = note: standard error:
                      no
              = note: on Python …
              = help: mend it, or write `fails` instead of `run` if that is what it shows
        "#]],
    );
}

#[test]
fn sample_succeeds_points_at_the_fence() {
    check_run(
        "
        ```python fails=TypeError
        print(1)
        ```
        ",
        expect![[r#"
            error[sample-succeeds]: this sample must fail, and ends well
             --> content/page.md:4:1
              |
            4 | ```python fails=TypeError
              | ^^^^^^^^^^^^^^^^^^^^^^^^^ ended well
              |
              = note: on Python …
              = help: write `run` instead of `fails`, or mend the sample so that it fails
        "#]],
    );
}

#[test]
fn fails_otherwise_names_the_error_that_came() {
    check_run(
        "
        ```python fails=TypeError
        import sys; sys.stderr = None
        [][0]
        ```
        ",
        expect![[r#"
            error[fails-otherwise]: this sample does not fail with `TypeError`
             --> content/page.md:4:1
              |
            4 | ```python fails=TypeError
              | ^^^^^^^^^^^^^^^^^^^^^^^^^ it ended with status 1
              |
              = note: on Python …
        "#]],
    );
}

#[test]
fn sample_stopped_says_why() {
    check_run(
        "
        ```python run timeout=1
        while True: pass
        ```
        ",
        expect![[r#"
            error[sample-stopped]: this sample ran longer than 1 s
             --> content/page.md:4:1
              |
            4 | ```python run timeout=1
              | ^^^^^^^^^^^^^^^^^^^^^^^ stopped
              |
              = note: on Python …
              = help: samples end by themselves, and soon; `timeout=60` gives one more seconds
        "#]],
    );
}

// Links and assets

#[test]
fn broken_link_suggests_the_nearest_file() {
    check(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        See [asyncio](asyncoi.md).
        //- content/asyncio.md
        ---
        title: asyncio
        ---
        Text.
        ",
        expect![[r#"
            error[broken-link]: broken link to `asyncoi.md`
             --> content/gil.md:4:15
              |
            4 | See [asyncio](asyncoi.md).
              |               ^^^^^^^^^^ no such file
              |
              = help: did you mean `asyncio.md`?

        "#]],
    );
}

#[test]
fn broken_link_in_the_front_matter_points_at_the_entry() {
    check(
        "
        ---
        title: GIL
        related: [locks.md]
        ---
        Text.
        ",
        expect![[r#"
            error[broken-link]: broken link to `locks.md`
             --> content/page.md:3:11
              |
            3 | related: [locks.md]
              |           ^^^^^^^^ no such file
              |
              = help: write the path of a `.md` file, relative to this one

        "#]],
    );
}

#[test]
fn broken_anchor_suggests_the_nearest() {
    check(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        See [the loop](asyncio.md#what-is-the-lop).
        //- content/asyncio.md
        ---
        title: asyncio
        ---
        ## What is the loop?

        A queue.
        ",
        expect![[r#"
            error[broken-anchor]: broken anchor `#what-is-the-lop` in `asyncio.md`
             --> content/gil.md:4:26
              |
            4 | See [the loop](asyncio.md#what-is-the-lop).
              |                          ^^^^^^^^^^^^^^^^ no such anchor
              |
              = help: did you mean `#what-is-the-loop`?

        "#]],
    );
}

#[test]
fn draft_link_says_how_to_see_it() {
    check(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        See [asyncio](asyncio.md).
        //- content/asyncio.md
        ---
        title: asyncio
        draft: true
        ---
        Text.
        ",
        expect![[r#"
            warning[draft-link]: link to the draft `asyncio.md`
             --> content/gil.md:4:15
              |
            4 | See [asyncio](asyncio.md).
              |               ^^^^^^^^^^ shown as text
              |
              = help: publish the draft, or build with `--drafts`

        "#]],
    );
}

#[test]
fn missing_asset_names_an_image_that_is_not_there() {
    check(
        "
        //- content/page.md
        ---
        title: Page
        ---
        ![The loop](lop.svg)
        //- content/loop.svg
        <svg/>
        ",
        expect![[r#"
            error[missing-asset]: missing image `lop.svg`
             --> content/page.md:4:13
              |
            4 | ![The loop](lop.svg)
              |             ^^^^^^^ no such file
              |
              = help: did you mean `loop.svg`?

        "#]],
    );
}

#[test]
fn missing_asset_points_into_the_settings() {
    let site = TestSite::new(
        r#"
        //- hotseat.toml
        title = "Guide"
        custom_css = ["brand.css"]
        "#,
    );
    site.check(expect![[r#"
        error[missing-asset]: missing file `brand.css`
         --> hotseat.toml:2:15
          |
        2 | custom_css = ["brand.css"]
          |               ^^^^^^^^^^^ no such file
          |
          = help: write the path of a file, relative to `hotseat.toml`

        1 error
    "#]]);
}

#[test]
fn remote_image_says_where_to_save_it() {
    check(
        &page("![Logo](https://example.org/logo.png)\n"),
        expect![[r#"
        error[remote-image]: an image from another site, which the page's security policy forbids
         --> content/page.md:4:9
          |
        4 | ![Logo](https://example.org/logo.png)
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not loaded
          |
          = help: save the image below `content/` and refer to it by its relative path

    "#]],
    );
}

#[test]
fn unsafe_link_names_the_scheme() {
    check(
        &page("[Click](javascript:alert(1))\n"),
        expect![[r#"
        error[unsafe-link]: a link of the kind `javascript:`
         --> content/page.md:4:9
          |
        4 | [Click](javascript:alert(1))
          |         ^^^^^^^^^^^^^^^^^^^ not followed
          |
          = help: link to `https://…`, to `mailto:…`, or to a file of the guide

    "#]],
    );
}

// Tags

#[test]
fn tag_slug_clash_shows_both_tags() {
    check(
        "
        ---
        title: Page
        tags: [C++, C#]
        ---
        Text.
        ",
        expect![[r#"
            error[tag-slug-clash]: two tags with the slug `c`: `C++` and `C#`
             --> content/page.md:3:13
              |
            3 | tags: [C++, C#]
              |        ---  ^^ `C#`
              |        |
              |        `C++`
              |
              = help: name their slugs in `hotseat.toml`: `[tags]`, `"C#" = "…"`

        "#]],
    );
}

// Templates

#[test]
fn template_error_names_the_page_whose_data_it_was() {
    let site = TestSite::new(
        "
        //- content/gil.md
        ---
        title: GIL
        ---
        Text.
        //- templates/page.html
        <h1>{{ page.titel }}</h1>
        ",
    );
    site.check(expect![[r#"
        error[template-error]: field `titel` is not defined
         --> templates/page.html:1:13
          |
        1 | <h1>{{ page.titel }}</h1>
          |             ^^^^^
          |
          = note: while rendering `content/gil.md`
          = help: did you mean `title`?

        1 error
    "#]]);
}

#[test]
fn template_error_shows_what_cannot_be_read() {
    let site = TestSite::new(
        "
        //- templates/page.html
        <h1>{{ page.title }</h1>
        ",
    );
    site.check(expect![[r#"
        error[template-error]: found `}` but expected }}
         --> templates/page.html:1:19
          |
        1 | <h1>{{ page.title }</h1>
          |                   ^

        1 error
    "#]]);
}

#[test]
fn template_error_shows_every_name_that_does_not_exist() {
    let site = TestSite::new(
        "
        //- templates/blocks/footer.html
        {% include \"blocks/haed.html\" %}
        //- templates/question.html
        <h2>é {{ question.title | uper }}</h2>
        <p>{{ icn(name=\"check\") }} {{ <linsk links={question.related} /> }}</p>
        {% if question.title is strnig %}{% endif %}
        ",
    );
    site.check(expect![[r#"
        error[template-error]: unknown template `blocks/haed.html`
         --> templates/blocks/footer.html:1:12
          |
        1 | {% include "blocks/haed.html" %}
          |            ^^^^^^^^^^^^^^^^^^
          |
          = help: did you mean `blocks/head.html`?

        error[template-error]: unknown filter `uper`
         --> templates/question.html:1:27
          |
        1 | <h2>é {{ question.title | uper }}</h2>
          |                           ^^^^

        error[template-error]: unknown function `icn`
         --> templates/question.html:2:7
          |
        2 | <p>{{ icn(name="check") }} {{ <linsk links={question.related} /> }}</p>
          |       ^^^^^^^^^^^^^^^^^

        error[template-error]: unknown component `linsk`
         --> templates/question.html:2:31
          |
        2 | <p>{{ icn(name="check") }} {{ <linsk links={question.related} /> }}</p>
          |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        error[template-error]: unknown test `strnig`
         --> templates/question.html:3:25
          |
        3 | {% if question.title is strnig %}{% endif %}
          |                         ^^^^^^

        5 errors
    "#]]);
}

#[test]
fn template_error_shows_where_templates_go_round_in_circles() {
    let site = TestSite::new(
        "
        //- templates/question.html
        <p>
        {% include \"question.html\" %}
        ",
    );
    site.check(expect![[r#"
        error[template-error]: the template `question.html` includes itself
         --> templates/question.html:2:13
          |
        2 | {% include "question.html" %}
          |             ^^^^^^^^^^^^^
          |
          = help: drop the tag that names it here

        1 error
    "#]]);
    let site = TestSite::new(
        "
        //- templates/blocks/footer.html
        {% include 'blocks/header.html' %}
        //- templates/blocks/header.html
        {% include 'blocks/footer.html' %}
        ",
    );
    site.check(expect![[r#"
        error[template-error]: the template `blocks/footer.html` includes itself by way of `blocks/header.html`
         --> templates/blocks/header.html:1:13
          |
        1 | {% include 'blocks/footer.html' %}
          |             ^^^^^^^^^^^^^^^^^^
          |
          = help: drop the tag that names it here

        1 error
    "#]]);
    let site = TestSite::new(
        "
        //- templates/home.html
        {% extends \"home.html\" %}
        ",
    );
    site.check(expect![[r#"
        error[template-error]: the template `home.html` extends itself
         --> templates/home.html:1:13
          |
        1 | {% extends "home.html" %}
          |             ^^^^^^^^^
          |
          = help: drop the tag that names it here

        1 error
    "#]]);
}

#[test]
fn template_error_shows_a_template_that_cannot_be_extended() {
    let site = TestSite::new(
        "
        //- templates/home.html
        {% extends \"bse.html\" %}
        ",
    );
    site.check(expect![[r#"
        error[template-error]: unknown template `bse.html`
         --> templates/home.html:1:13
          |
        1 | {% extends "bse.html" %}
          |             ^^^^^^^^
          |
          = help: did you mean `base.html`?

        1 error
    "#]]);
}

#[test]
fn template_error_shows_both_places_of_a_component() {
    let site = TestSite::new(
        "
        //- templates/blocks/footer.html
        {% component links(links: array) %}{% endcomponent links %}
        ",
    );
    site.check(expect![[r#"
        error[template-error]: the component `links` is defined twice
         --> templates/components/links.html:1:4
          |
        1 | {% component links(links: array) -%}
          |    ^^^^^^^^^^^^^^^ here
          |
         ::: templates/blocks/footer.html:1:4
          |
        1 | {% component links(links: array) %}{% endcomponent links %}
          |    --------------- and here
          |
          = help: give one of them another name

        1 error
    "#]]);
}

#[test]
fn template_error_shows_a_script_that_asks_for_a_text_there_is_not() {
    let site = TestSite::new(
        "
        //- themes/default/scripts/told.js
        /** Says something. */
        hotseat.say(hotseat.t(\"copid\"));
        ",
    );
    site.check(expect![[r#"
        error[template-error]: no text `copid` in the language files
         --> themes/default/scripts/told.js:2:24
          |
        2 | hotseat.say(hotseat.t("copid"));
          |                        ^^^^^
          |
          = help: did you mean `copied`?

        1 error
    "#]]);
}

// All at once

#[test]
fn all_slips_of_all_files_are_shown_in_one_run() {
    let site = TestSite::new(SLIPS);
    site.write("content/files/latin.md", b"---\ntitle: Caf\xE9\n---\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(1));
    let missing: Vec<&str> = CODES_OF_SLIPS
        .iter()
        .copied()
        .filter(|code| !run.stderr.contains(&format!("[{code}]")))
        .collect();
    assert_eq!(missing, [""; 0], "{}", run.stderr);
}

/// What [`SLIPS`] holds, and a file that is not UTF-8.
const CODES_OF_SLIPS: [&str; 23] = [
    "invalid-utf8",
    "reserved-file",
    "duplicate-url",
    "unclosed-front-matter",
    "tab-indentation",
    "unclosed-quote",
    "unquoted-colon",
    "unquoted-hash",
    "unknown-key",
    "duplicate-key",
    "missing-key",
    "wrong-type",
    "unknown-value",
    "unknown-difficulty",
    "questions-in-front-matter",
    "unknown-section",
    "duplicate-id",
    "no-right-option",
    "unknown-language",
    "output-without-sample",
    "broken-link",
    "broken-anchor",
    "missing-asset",
];

const SLIPS: &str = r#"
//- hotseat.toml
title = "Guide"
html = "strip"
//- content/files/_index.md
---
title: Files
---
//- content/files/index.md
---
title: Index
---
//- content/files/one.md
---
title: One
---
Text.
//- content/files/two.md
---
title: Two
slug: one
---
Text.
//- content/files/open.md
---
title: Open

Text.
//- content/keys/_index.md
---
title: Keys
---
//- content/keys/tab.md
---
title: Tab
tags:
	- one
---
Text.
//- content/keys/quote.md
---
title: "Quote
---
Text.
//- content/keys/colon.md
---
title: Colon: the second
---
Text.
//- content/keys/hash.md
---
title: What is C #pragma?
---
Text.
//- content/keys/names.md
---
dificulty: easy
order: first
order: 2
difficulty: hrad
questions: []
---
Text.
//- content/questions/_index.md
---
title: Questions
---
//- content/questions/page.md
---
title: Page
---
## What is it?
<!-- id: one -->

### Anwser

```pyhton
print(1)
```

## Which one?
<!-- id: one -->

- [ ] This.
- [ ] That.

### Answer

See [one](../files/on.md), [two](#tow) and ![a picture](picture.png).

## What does it print?

```output
1
```
"#;
