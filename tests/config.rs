//! `hotseat.toml`: every key, its default, and what it refuses.

use expect_test::expect;

use crate::support::{TestSite, check, map, settings};

#[test]
fn a_title_is_all_a_site_needs() {
    settings("title = \"Guide\"\n", expect![[r#""#]]);
}

#[test]
fn the_values_of_the_documentation_are_the_defaults() {
    settings(
        r#"
        format = 1
        title = "Guide"
        description = ""
        base_url = ""
        language = "en"
        theme = "default"
        clean_urls = false
        html = "sanitize"
        math = false
        difficulties = ["easy", "medium", "hard"]
        authors = []
        license = ""
        logo = ""
        favicon = ""
        custom_css = []
        edit_url = ""
        report_url = ""
        discussion_url = ""

        [tags]
        [outputs]
        json = true
        markdown = true
        atom = true
        llms = true
        [search]
        enabled = true
        [study]
        practice = true
        review = true
        confidence = true
        [offline]
        service_worker = false
        [check]
        links = "error"
        [verify]
        python = ["python3"]
        rust = "rustc"
        edition = "2024"
        timeout = 10
        "#,
        expect![[r#""#]],
    );
}

#[test]
fn every_key_can_be_set() {
    settings(
        r#"
        title = "Handbook"
        description = "Questions."
        base_url = "https://example.org/guide"
        site_id = "handbook"
        language = "de"
        theme = "paper"
        clean_urls = true
        html = "escape"
        math = true
        difficulties = ["junior", "senior"]
        authors = ["Ada"]
        license = "MIT"
        logo = "logo.svg"
        favicon = "icon.svg"
        custom_css = ["a.css", "b.css"]
        edit_url = "https://example.org/edit/{path}"
        report_url = "https://example.org/new?title={id}"
        discussion_url = "https://example.org/talk/{path}"

        [[nav]]
        label = "Python"
        href = "python/_index.md"

        [[footer]]
        label = "Source"
        href = "https://example.org/"

        [tags]
        "C++" = "cpp"

        [outputs]
        json = false
        markdown = false
        atom = false
        llms = false

        [search]
        enabled = false

        [study]
        practice = false
        review = false
        confidence = false

        [offline]
        service_worker = true

        [check]
        links = "warn"

        [verify]
        python = ["python3.12", "python3.13"]
        rust = "rustc +nightly"
        edition = "2021"
        timeout = 5
        [verify.crates]
        rand = "0.9"
        tokio = { version = "1", features = ["rt", "time"] }
        [verify.packages]
        httpx = "0.28"

        [extra]
        color = "red"
        list = [1, 2.5, { on = true }]
        "#,
        expect![[r#"
            title: Handbook
            description: Questions.
            base_url: Some("https://example.org/guide/")
            clean_urls: true
            site_id: handbook
            language: de
            theme: paper
            html: Escape
            math: true
            difficulties: ["junior", "senior"]
            authors: ["Ada"]
            license: MIT
            logo: Some("logo.svg")
            favicon: Some("icon.svg")
            custom_css: ["a.css", "b.css"]
            edit_url: Some("https://example.org/edit/{path}")
            report_url: Some("https://example.org/new?title={id}")
            discussion_url: Some("https://example.org/talk/{path}")
            nav: ["Python -> python/_index.md"]
            footer: ["Source -> https://example.org/"]
            tags: ["C++ = cpp"]
            outputs: Outputs { json: false, markdown: false, atom: false, llms: false }
            search: false
            study: Study { practice: false, review: false, confidence: false }
            service_worker: true
            links: Warning
            verify: Verify { python: ["python3.12", "python3.13"], rust: "rustc +nightly", edition: E2021, timeout: 5, crates: [Crate { name: "rand", version: "0.9", features: [] }, Crate { name: "tokio", version: "1", features: ["rt", "time"] }], packages: [("httpx", "0.28")] }
            extra: {"color":"red","list":[1,2.5,{"on":true}]}
        "#]],
    );
}

#[test]
fn the_site_id_follows_the_address_and_else_the_title() {
    settings(
        "title = \"My Guide!\"\n",
        expect![[r#"
        title: My Guide!
        site_id: my-guide
    "#]],
    );
    settings(
        "title = \"Guide\"\nbase_url = \"https://example.org/a/b/\"\n",
        expect![[r#"
            base_url: Some("https://example.org/a/b/")
            site_id: example.org/a/b
        "#]],
    );
}

#[test]
fn the_address_is_one_of_the_web() {
    settings(
        "title = \"Guide\"\nbase_url = \"example.org\"\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:12 `base_url` is `example.org`
    "#]],
    );
    settings(
        "title = \"Guide\"\nbase_url = \"https://example.org/?a\"\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:12 `base_url` is `https://example.org/?a`
    "#]],
    );
    settings(
        "title = \"Guide\"\nbase_url = \"ftp://example.org/\"\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:12 `base_url` is `ftp://example.org/`
    "#]],
    );
}

#[test]
fn a_newer_format_is_refused() {
    settings(
        "title = \"Guide\"\nformat = 2\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:10 unknown format `2`
    "#]],
    );
    settings(
        "title = \"Guide\"\nformat = \"1\"\n",
        expect![[r#"
        error[wrong-type] hotseat.toml:2:10 `format` must be a whole number
    "#]],
    );
}

#[test]
fn a_scale_has_two_to_five_difficulties() {
    settings(
        "title = \"Guide\"\ndifficulties = [\"hard\"]\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:17 a scale has two to five difficulties
    "#]],
    );
    settings(
        "title = \"Guide\"\ndifficulties = []\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:1 a scale has two to five difficulties
    "#]],
    );
    settings(
        "title = \"Guide\"\ndifficulties = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]\n",
        expect![[r#"
            error[unknown-value] hotseat.toml:2:17 a scale has two to five difficulties
        "#]],
    );
    settings(
        "title = \"Guide\"\ndifficulties = [\"a\", \"a\"]\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:2:22 the difficulty `a` is listed twice
    "#]],
    );
}

#[test]
fn names_are_checked() {
    settings(
        r#"
        title = "Guide"
        html = "sanitise"
        [check]
        links = "ignore"
        [verify]
        edition = "2020"
        "#,
        expect![[r#"
            error[unknown-value] hotseat.toml:2:8 unknown value `sanitise` of `html`
            error[unknown-value] hotseat.toml:4:9 unknown value `ignore` of `links`
            error[unknown-value] hotseat.toml:6:11 unknown value `2020` of `edition`
        "#]],
    );
}

#[test]
fn every_table_refuses_keys_it_does_not_know() {
    settings(
        r#"
        title = "Guide"
        colour = "red"
        [outputs]
        jsn = true
        [search]
        enable = true
        [study]
        reviews = true
        [offline]
        serviceworker = true
        [check]
        link = "warn"
        [verify]
        pyhton = []
        [[nav]]
        lable = "Python"
        href = "python/_index.md"
        "#,
        expect![[r#"
            error[unknown-key] hotseat.toml:2:1 unknown key `colour`
            error[unknown-key] hotseat.toml:4:1 unknown key `jsn`
            error[unknown-key] hotseat.toml:6:1 unknown key `enable`
            error[unknown-key] hotseat.toml:8:1 unknown key `reviews`
            error[unknown-key] hotseat.toml:10:1 unknown key `serviceworker`
            error[unknown-key] hotseat.toml:12:1 unknown key `link`
            error[unknown-key] hotseat.toml:14:1 unknown key `pyhton`
            error[unknown-key] hotseat.toml:16:1 unknown key `lable`
            error[missing-key] hotseat.toml:17:8 missing key `label`
        "#]],
    );
}

#[test]
fn types_are_checked() {
    settings(
        r#"
        title = ["Guide"]
        authors = "Ada"
        math = 1
        custom_css = "a.css"
        nav = "Python"
        outputs = true
        extra = 1
        [verify]
        timeout = "5"
        "#,
        expect![[r#"
            title: Untitled guide
            site_id: untitled-guide
            extra: 1
            error[wrong-type] hotseat.toml:1:9 `title` must be text
            error[wrong-type] hotseat.toml:2:11 `authors` must be a list
            error[wrong-type] hotseat.toml:3:8 `math` must be true or false
            error[wrong-type] hotseat.toml:4:14 `custom_css` must be a list
            error[wrong-type] hotseat.toml:5:7 `nav` must be a list of tables
            error[wrong-type] hotseat.toml:6:11 `outputs` must be a table of keys
            error[wrong-type] hotseat.toml:9:11 `timeout` must be a whole number
        "#]],
    );
}

#[test]
fn a_link_of_the_header_needs_a_label_and_an_address() {
    settings(
        "title = \"Guide\"\n[[nav]]\nlabel = \"Python\"\n",
        expect![[r#"
        error[missing-key] hotseat.toml:3:9 missing key `href`
    "#]],
    );
    settings(
        "title = \"Guide\"\n[[footer]]\n",
        expect![[r#"
        error[missing-key] hotseat.toml:2:1 missing key `label`
    "#]],
    );
}

#[test]
fn links_of_header_and_footer_lead_to_pages_folders_and_the_web() {
    map(
        r#"
        //- hotseat.toml
        title = "Guide"
        nav = [
          { label = "Lock", href = "gil.md" },
          { label = "Home", href = "/_index.md" },
        ]
        footer = [{ label = "Web", href = "https://example.org/" }]
        //- content/gil.md
        ---
        title: GIL
        ---
        A lock.
        "#,
        expect![[r#"
            index.html: Home
              gil.html: GIL
                Home | siblings GIL | - < > -
            nav Lock -> gil.html
            nav Home -> index.html
            footer Web -> https://example.org/
        "#]],
    );
}

#[test]
fn a_link_of_the_header_that_leads_nowhere_is_an_error() {
    check(
        r#"
        //- hotseat.toml
        title = "Guide"
        [[nav]]
        label = "Lock"
        href = "gill.md"
        //- content/gil.md
        ---
        title: GIL
        ---
        A lock.
        "#,
        expect![[r#"
            error[broken-link]: broken link to `gill.md`
             --> hotseat.toml:4:8
              |
            4 | href = "gill.md"
              |        ^^^^^^^^^ no such file
              |
              = help: did you mean `gil.md`?

        "#]],
    );
}

#[test]
fn a_tag_slug_must_be_one() {
    settings(
        "title = \"Guide\"\n[tags]\n\"C++\" = \"C++\"\n",
        expect![[r#"
        error[invalid-slug] hotseat.toml:3:9 the slug of tag `C++` cannot be used
    "#]],
    );
    settings(
        "title = \"Guide\"\n[tags]\n\"C++\" = 1\n",
        expect![[r#"
        error[invalid-slug] hotseat.toml:3:9 the slug of tag `C++` cannot be used
    "#]],
    );
}

#[test]
fn a_run_has_time_and_crates_have_versions() {
    settings(
        "title = \"Guide\"\n[verify]\ntimeout = 0\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:3:11 `timeout` is `0`
    "#]],
    );
    settings(
        "title = \"Guide\"\n[verify]\ntimeout = -5\n",
        expect![[r#"
        error[unknown-value] hotseat.toml:3:11 `timeout` is `-5`
    "#]],
    );
    settings(
        "title = \"Guide\"\n[verify.crates]\nrand = 1\n",
        expect![[r#"
        error[wrong-type] hotseat.toml:3:8 the version of `rand` must be text
    "#]],
    );
    settings(
        "title = \"Guide\"\n[verify.crates]\ntokio = { version = \"1\", feature = [\"rt\"] }\n",
        expect![[r#"
            verify: Verify { python: ["python3"], rust: "rustc", edition: E2024, timeout: 10, crates: [Crate { name: "tokio", version: "1", features: [] }], packages: [] }
            error[unknown-key] hotseat.toml:3:26 unknown key `feature`
        "#]],
    );
}

#[test]
fn broken_links_are_warnings_on_demand() {
    map(
        "
        //- hotseat.toml
        title = \"Guide\"
        [check]
        links = \"warn\"
        //- content/page.md
        ---
        title: Page
        ---
        [One](gone.md), [two](#gone), ![three](gone.png), ![four](https://example.org/a.png).
        ",
        expect![[r#"
            index.html: Home
              page.html: Page
                Home | siblings Page | - < > -
            warning[broken-link] content/page.md:4:7 broken link to `gone.md`
            warning[broken-anchor] content/page.md:4:23 broken anchor `#gone` in `page.md`
            warning[missing-asset] content/page.md:4:40 missing image `gone.png`
            warning[remote-image] content/page.md:4:59 an image from another site, which the page's security policy forbids
        "#]],
    );
}

#[test]
fn several_mistakes_of_syntax_are_reported_in_one_run() {
    settings(
        "title = Guide\nmath = yes\n[tags\n",
        expect![[r#"
        title: Untitled guide
        site_id: untitled-guide
        error[toml-syntax] hotseat.toml:1:9 string values must be quoted, expected literal string
        error[toml-syntax] hotseat.toml:2:8 string values must be quoted, expected literal string
        error[toml-syntax] hotseat.toml:3:6 unclosed table, expected `]`
    "#]],
    );
}

#[test]
fn settings_without_a_title_are_an_error() {
    settings(
        "",
        expect![[r#"
        title: Untitled guide
        site_id: untitled-guide
        error[missing-key] hotseat.toml:1:1 missing key `title`
    "#]],
    );
    settings(
        "title = \"\"\n",
        expect![[r#"
        title: Untitled guide
        site_id: untitled-guide
        error[wrong-type] hotseat.toml:1:9 `title` must be text
    "#]],
    );
}

// Through the program.

#[test]
fn no_settings_file_means_that_the_program_cannot_run() {
    let run = TestSite::empty().run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: no `hotseat.toml` here or in any folder above
        make a site with `hotseat new site my-guide`, or name one with `--root DIR`
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn no_content_folder_means_that_the_program_cannot_run() {
    let site = TestSite::empty();
    site.write("hotseat.toml", "title = \"Guide\"\n");
    let run = site.run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: no folder `content` in [site]
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn an_address_on_the_command_line_must_be_one() {
    let run = TestSite::new("").run(&["check", "--base-url", "example.org"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    expect![[r#"
        error: `--base-url example.org` is not the address of a site, such as https://example.org/guide/
    "#]].assert_eq(&run.stderr);
}
