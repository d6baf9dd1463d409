//! What strangers, editors and broken machines do: a clear error or a correct page, never a
//! panic, never a half-written or lost file, never a file outside the output folder.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};

use crate::support::{Run, TestSite};

const ARTICLE: &str = "---\ntitle: T\nkind: article\n---\n";

/// A site with one more file; the whole run of `build`.
fn build(path: &str, bytes: impl AsRef<[u8]>) -> (TestSite, Run) {
    let site = TestSite::new("");
    site.write(path, bytes);
    let run = site.run(&["build"]);
    (site, run)
}

/// The page was built; the text of its HTML.
#[track_caller]
fn built(path: &str, bytes: impl AsRef<[u8]>) -> String {
    let (site, run) = build(path, bytes);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let html = path
        .replacen("content/", "public/", 1)
        .replace(".md", ".html");
    site.read(&html)
}

/// The build was refused for this reason, and nothing was written.
#[track_caller]
fn refused(path: &str, bytes: impl AsRef<[u8]>, code: &str) -> String {
    let (site, run) = build(path, bytes);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("[{code}]")), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(!site.path("public").exists());
    run.stderr
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = format!("{ARTICLE}Some *text*.\n\n```python\nx = 1\n```\n");
    let plain = built("content/a.md", &text);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(built("content/a.md", windows), plain);
}

#[test]
fn an_empty_file_is_told_to_begin_with_front_matter() {
    refused("content/a.md", "", "missing-front-matter");
}

#[test]
fn front_matter_that_never_ends_is_found_at_its_first_line() {
    let text = refused(
        "content/a.md",
        "---\ntitle: T\n\n## Q\n\nA.\n",
        "unclosed-front-matter",
    );
    assert!(text.contains("content/a.md:1:1"), "{text}");
}

#[test]
fn ten_megabytes_on_one_line_are_a_page() {
    let line = "word `code` *mark* ".repeat(550_000);
    let html = built("content/a.md", format!("{ARTICLE}{line}\n"));
    assert!(html.len() > 10_000_000);
}

#[test]
fn a_problem_on_an_endless_line_is_named_without_the_line() {
    let line = "word ".repeat(2_000_000);
    let text = refused(
        "content/a.md",
        format!("{ARTICLE}{line}[x](gone.md)\n"),
        "broken-link",
    );
    assert!(text.len() < 1_000, "{} bytes", text.len());
}

#[test]
fn five_thousand_nested_quotes_are_refused() {
    refused(
        "content/a.md",
        format!("{ARTICLE}{} deep\n", ">".repeat(5_000)),
        "nesting-too-deep",
    );
}

#[test]
fn five_thousand_nested_lists_are_refused() {
    refused(
        "content/a.md",
        format!("{ARTICLE}{}deep\n", "- ".repeat(5_000)),
        "nesting-too-deep",
    );
}

#[test]
fn thousands_of_open_marks_brackets_and_tags_are_only_text() {
    for text in [
        "*a _b ".repeat(5_000),
        "[".repeat(20_000),
        "<b>".repeat(5_000),
        "[a](".repeat(9_000),
    ] {
        built("content/a.md", format!("{ARTICLE}{text}\n"));
    }
}

#[test]
fn deeply_nested_front_matter_is_refused() {
    refused(
        "content/a.md",
        format!("---\ntitle: {}\n---\n", "[".repeat(90_000)),
        "yaml-syntax",
    );
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_line_and_byte() {
    let mut bytes = format!("{ARTICLE}fine\nbad: ").into_bytes();
    bytes.push(0xE9);
    let text = refused("content/a.md", bytes, "invalid-utf8");
    assert!(text.contains("content/a.md:6:6"), "{text}");
    assert!(text.contains("byte 41 of the file is 0xE9"), "{text}");
}

#[test]
fn names_with_spaces_quotes_percent_signs_and_other_scripts_become_addresses() {
    let site = TestSite::new("");
    for name in [
        "with space",
        "quo'te\"s",
        "100% sure",
        "привет",
        "日本語",
        "a&b<c>",
    ] {
        site.write(
            &format!("content/{name}.md"),
            format!("{ARTICLE}[home](_index.md)\n"),
        );
    }
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let files = site.files("public");
    for name in [
        "with-space",
        "quotes",
        "100-sure",
        "привет",
        "日本語",
        "abc",
    ] {
        assert!(files.contains(&format!("{name}.html")), "{files:?}");
    }
}

#[test]
fn a_name_that_leaves_nothing_for_an_address_is_refused() {
    refused("content/%%%.md", ARTICLE, "invalid-slug");
}

#[test]
fn a_slug_or_an_alias_cannot_leave_the_output_folder() {
    refused(
        "content/a.md",
        "---\ntitle: T\nslug: ../../x\n---\nText.\n",
        "invalid-slug",
    );
    let (site, run) = build(
        "content/a.md",
        "---\ntitle: T\naliases: [../../../x]\n---\nText.\n",
    );
    assert_ne!(run.code, Some(0));
    assert!(!site.path("../x.html").exists());
}

#[test]
fn two_files_for_one_address_are_shown_both() {
    let site = TestSite::new("");
    site.write("content/Same.md", format!("{ARTICLE}x\n"));
    site.write("content/same.md", format!("{ARTICLE}x\n"));
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("content/Same.md:1:1") && run.stderr.contains("content/same.md:1:1")
    );
}

#[test]
fn a_page_named_index_is_refused() {
    refused("content/python/index.md", ARTICLE, "reserved-file");
}

#[test]
fn symlinks_that_loop_or_leave_the_content_folder_are_refused() {
    let site = TestSite::new("");
    site.write("secret.md", format!("{ARTICLE}secret\n"));
    symlink(site.path("secret.md"), site.path("content/leak.md")).unwrap();
    symlink(site.path("content"), site.path("content/loop")).unwrap();
    symlink(site.path("nothing.md"), site.path("content/gone.md")).unwrap();
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(
        run.stderr.matches("[symlink-outside]").count(),
        2,
        "{}",
        run.stderr
    );
    assert_eq!(
        run.stderr.matches("[unreadable-file]").count(),
        1,
        "{}",
        run.stderr
    );
    assert!(!site.path("public").exists());
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let site = TestSite::new("");
    site.write("content/a.md", ARTICLE);
    std::fs::set_permissions(site.path("content/a.md"), PermissionsExt::from_mode(0o000)).unwrap();
    let is_allowed_everything = std::fs::read(site.path("content/a.md")).is_ok();
    let run = site.run(&["check"]);
    if !is_allowed_everything {
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("[unreadable-file]"), "{}", run.stderr);
    }
}

#[test]
fn an_output_folder_that_cannot_be_written_is_a_failure_of_the_machine() {
    let site = TestSite::new("");
    site.write("file", "in the way");
    let run = site.run(&["build", "--output", "file/public"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(site.read("file"), "in the way");
}

#[test]
fn more_threads_than_a_machine_can_have_are_refused() {
    let site = TestSite::new("");
    for jobs in ["0", "99999999"] {
        let run = site.run(&["build", "--jobs", jobs]);
        assert_eq!(run.code, Some(2), "{jobs}: {}", run.stderr);
    }
}

#[test]
fn an_output_folder_inside_the_sources_is_refused() {
    let site = TestSite::new("");
    for output in ["content/public", ".", "content"] {
        let run = site.run(&["build", "--output", output]);
        assert_eq!(run.code, Some(2), "{output}: {}", run.stderr);
    }
    assert_eq!(site.files("content"), ["_index.md"]);
}

#[test]
fn foreign_files_in_the_output_folder_stay() {
    let site = TestSite::new("");
    site.write("public/CNAME", "example.org");
    site.write("public/deep/er/notes.txt", "mine");
    for _ in 0..2 {
        let run = site.run(&["build"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    assert_eq!(site.read("public/CNAME"), "example.org");
    assert_eq!(site.read("public/deep/er/notes.txt"), "mine");
}

#[test]
fn a_foreign_file_in_the_place_of_a_page_is_not_overwritten() {
    let site = TestSite::new("");
    site.write("public/index.html", "somebody's page");
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(site.read("public/index.html"), "somebody's page");
    assert!(run.stderr.contains("index.html"), "{}", run.stderr);
}

#[test]
fn a_second_build_writes_nothing() {
    let site = TestSite::new("");
    assert_eq!(site.run(&["build"]).code, Some(0));
    let times = || -> Vec<_> {
        let files = site.files("public").into_iter();
        files
            .map(|file| {
                std::fs::metadata(site.path(&format!("public/{file}")))
                    .unwrap()
                    .modified()
                    .unwrap()
            })
            .collect()
    };
    let before = times();
    let run = site.run(&["build"]);
    assert!(run.stderr.contains(" 0 written"), "{}", run.stderr);
    assert_eq!(times(), before);
}

#[test]
fn a_folder_without_a_site_is_told_how_to_make_one() {
    let site = TestSite::empty();
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("hotseat new site"), "{}", run.stderr);
}

#[test]
fn ctrl_c_leaves_no_half_written_file() {
    for delay in [0_u64, 30, 60, 90, 120, 200] {
        let site = TestSite::new("");
        for number in 0..150 {
            site.write(
                &format!("content/p{number}.md"),
                format!("{ARTICLE}Page {number}.\n"),
            );
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_hotseat"))
            .args(["build", "--verbose"])
            .current_dir(site.path(""))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        Command::new("kill")
            .args(["-INT", &program.id().to_string()])
            .status()
            .unwrap();
        let lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let text: Vec<String> = lines.map_while(Result::ok).collect();
        let code = program.wait().unwrap().code();
        let files = site.files("public");
        match code {
            // Either all of it or nothing: a fresh output is put in place as a whole.
            Some(0) => assert!(files.contains(&"p149.html".to_owned())),
            _ => assert!(files.is_empty(), "{code:?} {text:?} {files:?}"),
        }
        let left: Vec<String> = site
            .files("")
            .into_iter()
            .filter(|f| f.contains(".hotseat-"))
            .collect();
        assert!(left.iter().all(|file| file.contains("public/")), "{left:?}");
    }
}

/// More output than a pipe holds, so the program is still telling what it wrote.
#[test]
fn ctrl_c_after_the_last_file_is_too_late_to_count() {
    let site = TestSite::new("");
    let long = "long-".repeat(40);
    for number in 0..150 {
        site.write(
            &format!("content/p{number}-{long}.md"),
            format!("{ARTICLE}Page {number}.\n"),
        );
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_hotseat"))
        .args(["build", "--verbose"])
        .current_dir(site.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with(".html")));
    Command::new("kill")
        .args(["-INT", &program.id().to_string()])
        .status()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(50));
    let last = lines.map_while(Result::ok).last().unwrap_or_default();
    assert_eq!(program.wait().unwrap().code(), Some(0), "{last}");
    assert!(last.contains(" written"), "{last}");
    assert!(site.path("public/index.html").is_file());
}
