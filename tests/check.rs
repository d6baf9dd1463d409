//! `hotseat check`: what it may write, what it reads, how it ends.

use expect_test::expect;

use crate::support::TestSite;

#[test]
fn a_site_without_problems_is_done() {
    let run = TestSite::new("---\ntitle: GIL\n---\nA lock.\n").run(&["check"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "no problems\n")
    );
}

#[test]
fn quiet_prints_nothing_but_problems() {
    let run = TestSite::new("").run(&["check", "--quiet"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "")
    );
}

#[test]
fn check_writes_nothing() {
    let site = TestSite::new("---\ntitle: GIL\n---\n## What is it?\n\nA lock.\n");
    let before = site.files("");
    site.run(&["check"]);
    assert_eq!(site.files(""), before);
}

#[test]
fn strict_makes_errors_of_warnings() {
    let site = TestSite::new("---\ntitle: GIL\n---\n## What is it?\n<!-- id: what -->\n");
    assert_eq!(site.run(&["check"]).code, Some(0));
    let run = site.run(&["check", "--strict"]);
    assert_eq!(run.code, Some(1));
    expect![[r#"
        error[empty-answer]: an empty answer
         --> content/page.md:4:1
          |
        4 | ## What is it?
          | ^^^^^^^^^^^^^^ has no answer
          |
          = help: write the answer below the heading

        1 error
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn drafts_are_checked_on_demand() {
    let site = TestSite::new("---\ntitle: GIL\ndraft: true\n---\n[Nothing](gone.md)\n");
    assert_eq!(site.run(&["check"]).code, Some(0));
    assert_eq!(site.run(&["check", "--drafts"]).code, Some(1));
}

#[test]
fn the_root_is_the_nearest_folder_upwards_with_settings() {
    let site = TestSite::new("");
    site.write("elsewhere/hotseat.toml", "title = \"Elsewhere\"\n");
    site.write("elsewhere/content/_index.md", "---\ntitel: Slip\n---\n");
    assert_eq!(site.run(&["check"]).code, Some(0));
    assert_eq!(site.run(&["--root", "elsewhere", "check"]).code, Some(1));
    assert_eq!(site.run(&["check", "--root", "elsewhere"]).code, Some(1));
    let run = site.run(&["check", "--root", "nowhere"]);
    assert_eq!(run.code, Some(2));
    expect![[r#"
        error: no `hotseat.toml` in nowhere
    "#]]
    .assert_eq(&run.stderr);
}

// Missing ids.

#[test]
fn fix_writes_missing_ids() {
    let site = TestSite::new(
        "
        ---
        title: GIL
        ---
        ## What is it?

        A lock.

        ## Why?
        <!-- difficulty: hard -->

        For speed.

        ## Who?
        <!-- id: who -->

        Guido.

        Underlined
        ----------

        Text.
        ",
    );
    let run = site.run(&["check", "--fix"]);
    assert_eq!(run.code, Some(0));
    expect![[r#"
        wrote 3 ids into content/page.md
        no problems
    "#]]
    .assert_eq(&run.stderr);
    let fixed = site.read("content/page.md");
    expect![[r#"
        ---
        title: GIL
        ---
        ## What is it?
        <!-- id: what-is-it -->

        A lock.

        ## Why?
        <!-- id: why, difficulty: hard -->

        For speed.

        ## Who?
        <!-- id: who -->

        Guido.

        Underlined
        ----------
        <!-- id: underlined -->

        Text.
    "#]]
    .assert_eq(&fixed);
    site.run(&["check", "--fix"]);
    assert_eq!(
        site.read("content/page.md"),
        fixed,
        "a second run changes nothing"
    );
}

#[test]
fn fix_writes_ids_that_are_read_as_they_are() {
    let site = TestSite::new("");
    site.write(
        "content/page.md",
        "---\ntitle: Words\n---\n\n## null\n\nA.\n\n## ~ ~\n\nA.\n\n## Yes\n\nA.\n",
    );
    let run = site.run(&["check", "--fix"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        site.read("content/page.md")
            .contains("## null\n<!-- id: \"null\" -->\n"),
        "{}",
        site.read("content/page.md")
    );
}

#[test]
fn fix_keeps_carriage_returns() {
    let site = TestSite::new("");
    site.write(
        "content/gil.md",
        "---\r\ntitle: GIL\r\n---\r\n## What?\r\n\r\nA lock.\r\n",
    );
    site.run(&["check", "--fix"]);
    assert_eq!(
        site.read("content/gil.md"),
        "---\r\ntitle: GIL\r\n---\r\n## What?\r\n<!-- id: what -->\r\n\r\nA lock.\r\n"
    );
}

#[test]
fn fix_leaves_files_with_errors_alone() {
    const BROKEN: &str = "---\ntitel: GIL\n---\n## What?\n\nA lock.\n";
    let site = TestSite::new("");
    site.write("content/gil.md", BROKEN);
    assert_eq!(site.run(&["check", "--fix"]).code, Some(1));
    assert_eq!(site.read("content/gil.md"), BROKEN);
}

// One buffer, for editors.

#[test]
fn standard_input_stands_in_for_a_file() {
    let site = TestSite::new("---\ntitle: GIL\n---\n[Nothing](gone.md)\n");
    let run = site.run_with_input(
        &["check", "--stdin", "content/page.md"],
        "---\ntitle: GIL\n---\n[Home](_index.md)\n",
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = site.run_with_input(
        &["check", "--stdin", "content/gone.md"],
        "---\ntitle: New\nordr: 1\n---\nText.\n",
    );
    assert_eq!(run.code, Some(1));
    expect![[r#"
        error[unknown-key]: unknown key `ordr`
         --> content/gone.md:3:1
          |
        3 | ordr: 1
          | ^^^^ not a key here
          |
          = help: did you mean `order`?

        1 error
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn standard_input_must_be_a_page_of_the_content_folder() {
    let run = TestSite::new("").run_with_input(&["check", "--stdin", "../page.md"], "");
    assert_eq!(run.code, Some(2));
    expect![[r#"
        error: `--stdin ../page.md` is no Markdown file of the content folder
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn standard_input_stands_in_for_a_file_as_seen_from_a_folder() {
    let site = TestSite::new("//- content/python/page.md\n[Nothing](gone.md)\n");
    for path in [
        "page.md",
        "../python/page.md",
        "../../content/python/page.md",
    ] {
        let run = site.run_in("content/python", &["check", "--stdin", path]);
        assert_eq!(run.code, Some(1), "{path}");
        let place = "--> content/python/page.md:1:1";
        assert!(run.stderr.contains(place), "{path}: {}", run.stderr);
        assert!(!run.stderr.contains("gone.md"), "{path}: {}", run.stderr);
    }
}

#[test]
fn standard_input_that_is_not_utf8_is_reported_in_every_form() {
    let site = TestSite::new("");
    let check = |form| {
        let arguments = ["check", "--stdin", "content/gil.md", "--format", form];
        site.run_with_input(&arguments, b"---\ntitle: GIL\n---\nCaf\xE9\n")
    };
    let run = check("human");
    assert_eq!(run.code, Some(1));
    expect![[r#"
        error[invalid-utf8]: this file is not UTF-8
         --> content/gil.md:4:4
          |
        4 | Caf�
          |    ^ byte 22 of the file is 0xE9
          |
          = help: save the file as UTF-8

        1 error
    "#]]
    .assert_eq(&run.stderr);
    let run = check("json");
    assert_eq!(run.code, Some(1));
    let said: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(said["code"], "invalid-utf8");
}
