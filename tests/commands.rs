//! The commands and the options they share: what they print, write and return.

use expect_test::expect;

use crate::support::{Run, TestSite, has_tool};

#[test]
fn a_new_site_has_no_problems_and_builds() {
    let site = TestSite::empty();
    let run = site.run(&["new", "site", "my-guide"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let checked = site.run(&["check", "--root", "my-guide"]);
    let said = "warning[unproved-sample]: a sample that never ran\n";
    assert!(checked.stderr.starts_with(said), "{}", checked.stderr);
    assert!(
        checked.stderr.ends_with("\n1 warning\n"),
        "{}",
        checked.stderr
    );
    if has_tool("python3") {
        let tested = site.run(&["test", "--root", "my-guide"]);
        assert_eq!(tested.code, Some(0), "{}", tested.stderr);
        let checked = site.run(&["check", "--strict", "--root", "my-guide"]);
        assert_eq!(checked.code, Some(0), "{}", checked.stderr);
    }
    let built = site.run(&["build", "--root", "my-guide"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert!(site.read("my-guide/public/index.html").contains("My guide"));
}

#[test]
fn a_new_site_does_not_take_over_a_folder_with_files() {
    let site = TestSite::empty();
    site.write("mine/notes.txt", "mine");
    let run = site.run(&["new", "site", "mine"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(site.files("mine"), ["notes.txt"]);
}

#[test]
fn topics_pages_and_questions_are_added_and_check_clean() {
    let site = TestSite::new("");
    let added: [&[&str]; 3] = [
        &["new", "topic", "python/typing"],
        &["new", "page", "python/typing/protocols"],
        &[
            "new",
            "question",
            "python/typing/protocols",
            "What is a protocol?",
        ],
    ];
    for arguments in added {
        let run = site.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
    }
    let page = site.read("content/python/typing/protocols.md");
    assert!(
        page.contains("## What is a protocol?\n<!-- id: what-is-a-protocol"),
        "{page}"
    );
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!run.stderr.contains("error"), "{}", run.stderr);
}

#[test]
fn new_takes_paths_as_it_prints_them() {
    let site = TestSite::new("");
    let runs: [&[&str]; 4] = [
        &["new", "topic", "content/python"],
        &["new", "page", "content/python/lists"],
        &["new", "question", "content/python/lists.md", "Why?"],
        &["new", "page", "./content/content"],
    ];
    let printed: Vec<String> = runs.iter().map(|run| site.run(run).stdout).collect();
    assert_eq!(
        printed,
        [
            "content/python/_index.md\n",
            "content/python/lists.md\n",
            "content/python/lists.md\n",
            "content/content.md\n",
        ]
    );
    let run = site.run(&["new", "question", "content/gone.md", "Why?"]);
    assert!(
        run.stderr.contains("`hotseat new page gone.md`"),
        "{}",
        run.stderr
    );
    assert!(!site.path("content/content").exists());
}

#[test]
fn a_folder_named_content_below_content_is_meant_where_it_is_there() {
    let site = TestSite::new("//- content/content/_index.md\n---\ntitle: Content\n---\n");
    let run = site.run(&["new", "page", "content/lists"]);
    assert_eq!(run.stdout, "content/content/lists.md\n");
}

#[test]
fn the_page_of_a_folder_is_told_by_what_there_is() {
    let site = TestSite::new("//- content/python/_index.md\n---\ntitle: Python\n---\n");
    let told = |path: &str| site.run(&["new", "page", path]).stderr;
    let told = ["index", "python/index", "rust/_index.md"].map(told);
    expect![[r#"
        error: `index` is the page of a folder; write it into content/_index.md
        error: `index` is the page of a folder; write it into content/python/_index.md
        error: `_index` is the page of a folder; type `hotseat new topic rust`
    "#]]
    .assert_eq(&told.concat());
    assert_eq!(site.run(&["new", "topic", "rust"]).code, Some(0));
}

#[test]
fn new_never_overwrites_a_page() {
    let site = TestSite::new("");
    site.write("content/page.md", "---\ntitle: Mine\n---\nText.\n");
    let run = site.run(&["new", "page", "page"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(site.read("content/page.md").contains("Mine"));
}

#[test]
fn new_and_import_stay_below_the_content_folder() {
    let site = TestSite::new("");
    for path in ["../outside", "/outside", "a/../../outside"] {
        site.run(&["new", "page", path]);
        assert!(!site.path("outside.md").exists(), "{path}");
        assert!(!site.path("../outside.md").exists(), "{path}");
    }
}

#[test]
fn explain_prints_the_text_of_a_code_and_suggests_the_nearest() {
    let site = TestSite::empty();
    let run = site.run(&["explain", "broken-link"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("# broken-link\n"), "{}", run.stdout);
    let run = site.run(&["explain", "broken-lnik"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("did you mean `broken-link`?"),
        "{}",
        run.stderr
    );
    let run = site.run(&["explain"]);
    assert!(run.stdout.lines().count() > 50);
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let site = TestSite::empty();
    let manual = site.run(&["man"]).stdout;
    let completions = site.run(&["completions", "bash"]).stdout;
    for command in ["build", "check", "new", "import", "explain"] {
        assert!(manual.contains(command), "the manual lacks {command}");
        assert!(
            completions.contains(command),
            "the completions lack {command}"
        );
    }
    for shell in ["zsh", "fish", "elvish", "powershell"] {
        assert_eq!(site.run(&["completions", shell]).code, Some(0), "{shell}");
    }
}

#[test]
fn wrong_arguments_are_not_the_contents_fault() {
    let site = TestSite::new("");
    for arguments in [
        &["biuld"][..],
        &["build", "--nonsense"],
        &["check", "--format", "xml"],
        &[],
    ] {
        assert_eq!(site.run(arguments).code, Some(2), "{arguments:?}");
    }
    let run = site.run(&["build", "--root", "nowhere"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("hotseat.toml"), "{}", run.stderr);
}

#[test]
fn options_stand_before_or_after_the_command() {
    let site = TestSite::new("");
    assert_eq!(site.run(&["--output", "one", "build"]).code, Some(0));
    assert_eq!(
        site.run(&["build", "--output", "two", "--jobs", "1"]).code,
        Some(0)
    );
    assert_eq!(site.files("one"), site.files("two"));
}

#[test]
fn quiet_prints_nothing_verbose_every_file_and_timings_every_stage() {
    let site = TestSite::new("");
    let run = site.run(&["build", "--quiet"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    let run = site.run(&["build", "--verbose"]);
    assert!(run.stderr.contains("index.html"), "{}", run.stderr);
    let run = site.run(&["build", "--timings"]);
    for stage in ["discover", "parse", "link", "render", "emit"] {
        assert!(run.stderr.contains(stage), "{}", run.stderr);
    }
}

#[test]
fn the_output_folder_holds_what_the_settings_ask_for() {
    let site = TestSite::new(
        r#"
        //- hotseat.toml
        title = "Guide"
        base_url = "https://example.org/guide"
        //- content/topic/page.md
        ---
        title: Page
        tags: [lists]
        aliases: [old/place]
        updated: 2026-11-20
        ---

        ## Why?

        Because.
        "#,
    );
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let files = site.files("public");
    let named: Vec<&str> = files
        .iter()
        .map(String::as_str)
        .filter(|file| !file.starts_with("assets/"))
        .collect();
    assert_eq!(
        named,
        [
            ".hotseat-manifest",
            "404.html",
            "_headers",
            "atom.xml",
            "index.html",
            "llms.txt",
            "old/place.html",
            "practice.html",
            "print/topic.html",
            "questions/index.html",
            "questions/index.js",
            "questions/topic/page.js",
            "review.html",
            "robots.txt",
            "search/d-0.js",
            "search/index.js",
            "search/t-0.js",
            "search/w-0.js",
            "sitemap.xml",
            "sw.js",
            "tags/index.html",
            "tags/lists.html",
            "topic/index.html",
            "topic/page.html",
            "topic/page.json",
            "topic/page.md",
        ]
    );
    let html = site.read("public/topic/page.html");
    for head in [
        r#"<link rel=canonical href="https://example.org/guide/topic/page.html">"#,
        r#"property="og:title""#,
        "application/ld+json",
        "Content-Security-Policy",
    ] {
        assert!(html.contains(head), "{head}");
    }
    site.write(
        "hotseat.toml",
        "title = \"Guide\"\nclean_urls = true\n[outputs]\njson = false\nmarkdown = false\natom = false\nllms = false\n",
    );
    site.run(&["build"]);
    let files = site.files("public");
    for gone in [
        "atom.xml",
        "sitemap.xml",
        "llms.txt",
        "topic/page.json",
        "topic/page.md",
    ] {
        assert!(!files.contains(&gone.to_owned()), "{gone}");
    }
    assert!(site.read("public/index.html").contains(r#"href="topic/""#));
}

#[test]
fn an_own_template_block_and_stylesheet_change_the_looks() {
    let site = TestSite::new(
        r##"
        //- hotseat.toml
        title = "Guide"
        theme = "paper"
        custom_css = ["own.css"]
        //- own.css
        :root { --color-accent: #123456; }
        //- templates/blocks/footer.html
        <p>By {{ site.title }}.</p>
        "##,
    );
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(site.read("public/index.html").contains("<p>By Guide.</p>"));
    let css = site.files("public/assets");
    assert!(css.iter().any(|file| file.starts_with("own.")), "{css:?}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let site = TestSite::new("");
    let program = env!("CARGO_BIN_EXE_hotseat");
    let status = std::process::Command::new("bash")
        .args([
            "-c",
            &format!("set -o pipefail; '{program}' man | head -n 1 >/dev/null"),
        ])
        .current_dir(site.path(""))
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
}

#[test]
fn a_feed_is_linked_exactly_where_there_is_one() {
    let site = TestSite::new("");
    site.write(
        "hotseat.toml",
        "title = \"Guide\"\nbase_url = \"https://example.org/\"\n",
    );
    site.write("content/one.md", "---\ntitle: One\n---\n\n## What?\n\nA.\n");
    let has_feed = |run: Run| {
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let is_there = site.files("public").contains(&"atom.xml".to_owned());
        assert_eq!(site.read("public/one.html").contains("atom.xml"), is_there);
        assert_eq!(
            site.read("public/index.html").contains("atom.xml"),
            is_there
        );
        is_there
    };
    assert!(!has_feed(site.run(&["build"])));
    let dated = "---\ntitle: Two\nupdated: 2026-01-02\n---\n\n## What?\n\nA.\n";
    site.write("content/two.md", dated);
    assert!(has_feed(site.run(&["build"])));
}
