//! `hotseat test`: what runs, what is compared, what is remembered and shown.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use expect_test::{Expect, expect};

use crate::support::{Run, TestSite, has_tool, page};

/// Runs the samples of a fixture; nothing if the tool is not on this machine.
fn tested(tool: &str, fixture: &str) -> Option<(TestSite, Run)> {
    if !has_tool(tool) {
        return None;
    }
    let site = TestSite::new(fixture);
    let run = site.run(&["test"]);
    Some((site, run))
}

/// Compares how many samples passed and failed, and every problem's line and message.
#[track_caller]
fn verdict(tool: &str, body: &str, expected: Expect) {
    let Some((site, _)) = tested(tool, &page(body)) else {
        return;
    };
    expected.assert_eq(&short(&site.run(&["test", "--format", "json"])));
}

/// The problems of a run, a line each, and the counts.
fn short(run: &Run) -> String {
    let mut text = String::new();
    for line in run.stdout.lines() {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        let place = format!("{}:{}", problem["line"], problem["column"]);
        let (code, message) = (&problem["code"], &problem["message"]);
        let label = problem["label"].as_str().unwrap_or_default();
        let label = match label.contains("0x") {
            true => "got addresses",
            false => label,
        };
        text.push_str(&format!(
            "{} {place} {}: {label}\n",
            code.as_str().unwrap(),
            message.as_str().unwrap()
        ));
    }
    let counts = run.stderr.lines().find(|line| line.contains(" passed, "));
    let counts = counts.and_then(|line| line.split(';').next());
    text + counts.unwrap_or(&run.stderr) + "\n"
}

#[test]
fn what_is_printed_must_be_what_the_page_says() {
    verdict(
        "python3",
        "
        ```python run
        print(\"one\")
        print(\"two\")
        ```

        ```output
        one
        too
        ```

        ```python run
        print(\"one\")
        ```

        ```output
        one
        ```
        ",
        expect![[r#"
            output-differs 11:1 the output is not what the sample prints: got `two`
            2 samples: 1 passed, 1 failed
        "#]],
    );
}

#[test]
fn dots_stand_for_what_does_not_matter() {
    verdict(
        "python3",
        "
        ```python run
        import time
        print(\"start\")
        print(time.time())
        print(\"took\", time.perf_counter(), \"s\")
        print(\"end\")
        ```

        ```output
        start
        ...
        took ... s
        end
        ```

        ```python run
        print(\"start\")
        ```

        ```output
        ...
        end
        ```
        ",
        expect![[r#"
            output-differs 25:1 the output is not what the sample prints: not printed
            2 samples: 1 passed, 1 failed
        "#]],
    );
}

#[test]
fn standard_error_exit_status_and_parts_are_claims_of_their_own() {
    verdict(
        "python3",
        "
        ```python run
        import sys
        print(\"out\")
        print(\"a warning: and more\", file=sys.stderr)
        sys.exit(3)
        ```

        ```output exit=3
        out
        ```

        ```output stderr contains
        warning
        ```

        ```python run
        import sys
        sys.exit(4)
        ```

        ```output exit=3
        ```

        ```python run
        import sys
        print(\"x\", file=sys.stderr)
        ```

        ```output stderr contains
        y
        ```
        ",
        expect![[r#"
            output-differs 24:1 this sample ends with status 4, not 3: claimed here
            output-differs 33:1 the standard error does not contain this: not printed
            3 samples: 1 passed, 2 failed
        "#]],
    );
}

#[test]
fn a_failing_sample_points_at_its_line_and_one_that_must_fail_must() {
    verdict(
        "python3",
        "
        ```python run
        def f():
            return None + 1

        f()
        ```

        ```python fails=TypeError
        None + 1
        ```

        ```python fails=ValueError
        None + 1
        ```

        ```python fails
        print(1)
        ```

        ```python fails=JSONDecodeError
        import json
        json.loads(\"\")
        ```
        ",
        expect![[r#"
            sample-fails 6:5 this sample fails: it raised `TypeError`
            fails-otherwise 16:1 this sample does not fail with `ValueError`: it raised `TypeError`
            sample-succeeds 19:1 this sample must fail, and ends well: ended well
            5 samples: 2 passed, 3 failed
        "#]],
    );
}

#[test]
fn samples_of_a_session_share_their_state_and_print_for_themselves() {
    verdict(
        "python3",
        "
        ```python session
        import sys
        count = 1
        print(\"first\")
        ```

        ```output
        first
        ```

        ```python session fails=ZeroDivisionError
        count += 1
        print(\"second\")
        count / 0
        ```

        ```output
        second
        ```

        ```python session
        print(count, __name__)
        ```

        ```output
        2 __main__
        ```

        ## Another question

        ```python session
        print(count)
        ```

        ```python session
        print(\"never\")
        ```
        ",
        expect![[r#"
            sample-fails 35:1 this sample fails: it raised `NameError`
            sample-stopped 38:1 this sample was not reached: its session ended before it
            5 samples: 3 passed, 2 failed
        "#]],
    );
}

#[test]
fn transcripts_are_compared_as_doctest_compares() {
    verdict(
        "python3",
        "
        ```python run
        >>> def twice(x):
        ...     return 2 * x
        ...
        >>> twice(21)
        42
        >>> print(\"a\\n\\nb\")
        a
        <BLANKLINE>
        b
        >>> [].pop()
        Traceback (most recent call last):
          File \"<stdin>\", line 1, in <module>
        IndexError: pop from empty list
        >>> list(range(100))
        [0, 1, ..., 99]
        >>> object()
        <object object at 0x...>
        ```

        ```python run
        >>> 1 + 1
        3
        >>> {}[\"a\"]
        Traceback (most recent call last):
        KeyError: 'b'
        >>> [][0]
        0
        >>> x = 1
        >>> x
        ```
        ",
        expect![[r#"
            output-differs 26:1 the transcript is not what Python prints: got `2`
            output-differs 29:1 the transcript is not what Python prints: got `KeyError: 'a'`
            output-differs 31:1 the transcript is not what Python prints: got `IndexError: list index out of range`
            output-differs 33:1 the transcript is not what Python prints: prints something
            2 samples: 1 passed, 1 failed
        "#]],
    );
}

#[test]
fn coroutines_given_to_wait_raise_since_python_3_11() {
    verdict(
        "python3",
        "
        ```python run needs=python>=3.11
        import asyncio

        async def work(n):
            return n

        async def main():
            done, pending = await asyncio.wait([work(1), work(2)])
            print(len(done))

        asyncio.run(main())
        ```

        ```output
        2
        ```
        ",
        expect![[r#"
            sample-fails 11:5 this sample fails: it raised `TypeError`
            1 sample: 0 passed, 1 failed
        "#]],
    );
}

#[test]
fn what_needs_a_newer_version_or_another_language_is_skipped_and_counted() {
    verdict(
        "python3",
        "
        ```python run needs=python>=3.99
        print(\"later\")
        ```

        ```output
        nonsense
        ```

        ```bash run
        echo hello
        ```

        ```python run
        print(1)
        ```
        ",
        expect![[r#"
            1 sample: 1 passed, 0 failed, 2 skipped (1 in bash, 1 need python>=3.99)
        "#]],
    );
}

#[test]
fn addresses_may_be_any_but_the_same_ones_stay_the_same() {
    verdict(
        "python3",
        "
        ```python run
        class A: pass
        a = A()
        print(a, a)
        ```

        ```output
        <__main__.A object at 0x7f0123456789> <__main__.A object at 0x7f0123456789>
        ```

        ```python run
        class A: pass
        a, b = A(), A()
        print(a, b)
        ```

        ```output
        <__main__.A object at 0x7f0123456789> <__main__.A object at 0x7f0123456789>
        ```
        ",
        expect![[r#"
            output-differs 21:1 the output is not what the sample prints: got addresses
            2 samples: 1 passed, 1 failed
        "#]],
    );
}

#[test]
fn a_sample_that_never_ends_or_prints_without_end_is_stopped() {
    verdict(
        "python3",
        "
        ```python run timeout=1
        while True: pass
        ```

        ```python run
        while True: print(\"x\" * 1000)
        ```

        ```python run
        import sys
        print(sys.stdin.read() == \"\")
        ```

        ```output
        True
        ```
        ",
        expect![[r#"
            sample-stopped 4:1 this sample ran longer than 1 s: stopped
            sample-stopped 8:1 this sample printed more than 1 MiB to standard output: stopped
            3 samples: 1 passed, 2 failed
        "#]],
    );
}

#[test]
fn rust_runs_as_a_file_as_items_and_as_statements() {
    verdict(
        "rustc",
        "
        ```rust run
        fn main() {
            println!(\"file\");
        }
        ```

        ```output
        file
        ```

        ```rust run
        #![allow(unused)]
        use std::collections::BTreeMap;
        let mut map = BTreeMap::new();
        map.insert(1, \"one\");
        println!(\"{map:?}\");
        ```

        ```output
        {1: \"one\"}
        ```

        ```rust run
        let number: i32 = \"42\".parse()?;
        println!(\"{number}\");
        Ok::<(), std::num::ParseIntError>(())
        ```

        ```output
        42
        ```

        ```rust run edition=2018
        let async_ = 1;
        println!(\"{}\", async_ + true);
        ```
        ",
        expect![[r#"
            sample-fails 38:23 this sample does not compile: E0277, cannot add `bool` to `{integer}`
            4 samples: 3 passed, 1 failed
        "#]],
    );
}

#[test]
fn rust_that_must_fail_does_so_with_its_code_or_when_it_runs() {
    verdict(
        "rustc",
        "
        ```rust fails=E0382
        let a = String::new();
        let b = a;
        println!(\"{a}\");
        ```

        ```output stderr contains
        error[E0382]: borrow of moved value: `a`
        ...--> main.rs:3:...
        ```

        ```rust fails=E0382
        let x: i32 = \"\";
        ```

        ```rust fails=E0382
        let x = 1;
        ```

        ```rust fails
        let v: Vec<i32> = Vec::new();
        let i = v.len();
        println!(\"{}\", v[i]);
        ```

        ```output stderr
        ...
        thread 'main' panicked at main.rs:3:...
        index out of bounds: the len is 0 but the index is 0
        ...
        ```

        ```rust run
        fn main() {
            let v: Vec<i32> = Vec::new();
            v.iter().next().unwrap();
        }
        ```
        ",
        expect![[r#"
            fails-otherwise 16:14 this sample does not fail with `E0382`: it does not compile: E0308, mismatched types
            sample-succeeds 19:1 this sample must fail, and ends well: ended well
            sample-fails 39:21 this sample fails: it ended with status 101
            5 samples: 2 passed, 3 failed
        "#]],
    );
}

#[test]
fn a_rust_session_goes_on_where_the_sample_before_ended() {
    verdict(
        "rustc",
        "
        ```rust session
        let mut v = vec![1];
        println!(\"first\");
        ```

        ```output
        first
        ```

        ```rust session fails=E0499
        let a = &mut v;
        let b = &mut v;
        a.push(1);
        ```

        ```rust session
        v.push(2);
        println!(\"{v:?}\");
        ```

        ```output
        [1, 2]
        ```

        ```rust session
        println!(\"{v}\");
        ```
        ",
        expect![[r#"
            sample-fails 29:11 this sample does not compile: E0277, `Vec<{integer}>` doesn't implement `std::fmt::Display`
            4 samples: 3 passed, 1 failed
        "#]],
    );
}

const ONE: &str = "
    ## What is printed?

    ```python run
    print(\"one\")
    ```

    ```output
    one
    ```
    ";

#[test]
fn a_difference_is_shown_with_what_was_expected_and_what_came() {
    let body = "
        ## What is printed?

        - First:

          ```python run
          print(\"one\\ntwo\\nthree\\nfour\")
          ```

          ```output
          one
          2
          three
          4
          ```
        ";
    let Some((_, run)) = tested("python3", &page(body)) else {
        return;
    };
    assert_eq!(run.code, Some(1));
    let shown = run.stderr.split("\n1 error\n").next().unwrap();
    let shown = shown.replace(&version("python3"), "3.x");
    expect![[r#"
        error[output-differs]: the output is not what the sample prints
          --> content/page.md:14:3
           |
        14 |   2
           |   ^ got `two`
           |
           = note: expected -, got +
                     one
                   - 2
                   + two
                     three
                   - 4
                   + four
           = note: on Python 3.x
           = help: mend the sample or the claim; `hotseat test --accept` writes what was printed
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_proof_is_shown_until_a_character_changes() {
    let Some((site, run)) = tested("python3", &page(ONE)) else {
        return;
    };
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let built = site.run(&["build"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let html = site.read("public/page.html");
    let stamp = format!("Ran on Python {}, <time", version("python3"));
    assert!(html.contains(&stamp), "{html}");
    let checked = site.run(&["check", "--strict"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);

    for (from, to) in [
        ("print(\"one\")", "print( \"one\")"),
        ("one\n```\n", "One\n```\n"),
    ] {
        let text = site.read("content/page.md");
        site.write("content/page.md", text.replace(from, to));
        site.run(&["build"]);
        let html = site.read("public/page.html");
        assert!(!html.contains("Ran on"), "{from}");
        let checked = site.run(&["check"]);
        assert_eq!(checked.code, Some(0));
        assert!(checked.stderr.contains("warning[unproved-sample]"));
        assert_eq!(site.run(&["check", "--strict"]).code, Some(1));
        site.write("content/page.md", text);
    }
    site.run(&["build"]);
    assert!(site.read("public/page.html").contains(&stamp));
}

#[test]
fn a_proof_that_a_newer_need_excludes_is_not_shown() {
    let Some((site, _)) = tested("python3", &page(ONE)) else {
        return;
    };
    let text = site.read("content/page.md");
    let text = text.replace("python run", "python run needs=python>=3.99");
    site.write("content/page.md", text);
    site.run(&["build"]);
    assert!(!site.read("public/page.html").contains("Ran on"));
}

#[test]
fn a_second_run_changes_nothing_and_runs_nothing() {
    let Some((site, _)) = tested("python3", &page(ONE)) else {
        return;
    };
    let lock = site.read("verified.lock");
    let again = site.run(&["test"]);
    assert!(
        again.stderr.contains("1 passed, 0 failed; 1 from cache"),
        "{}",
        again.stderr
    );
    assert_eq!(site.read("verified.lock"), lock);
    for spoiled in ["", "nonsense"] {
        site.write(".hotseat/samples", spoiled);
        let run = site.run(&["test"]);
        assert!(
            run.stderr.contains("1 passed, 0 failed; 0 from cache"),
            "{}",
            run.stderr
        );
    }
    let run = site.run(&["test", "--no-cache"]);
    assert!(run.stderr.contains("0 from cache"), "{}", run.stderr);
}

#[test]
fn paths_count_from_the_current_folder_first() {
    let site = TestSite::new("---\ntitle: A\n---\n## What?\n\nIt.\n");
    for path in ["page.md", "../content/page.md", "..", "content/page.md"] {
        let run = site.run_in("content", &["test", path]);
        assert_eq!(run.code, Some(0), "{path}: {}", run.stderr);
    }
    let run = site.run_in("content", &["test", "../page.md"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(2), "error: no page at ../page.md\n")
    );
}

#[test]
fn a_filtered_run_keeps_other_proofs_and_a_full_one_drops_what_is_gone() {
    let two = format!(
        "//- content/a.md\n{}//- content/b.md\n{}",
        page(ONE),
        page(ONE).replace("one", "two")
    );
    let Some((site, _)) = tested("python3", &two) else {
        return;
    };
    let lock = site.read("verified.lock");
    let run = site.run(&["test", "content/b.md"]);
    assert!(
        run.stderr.starts_with("1 sample: 1 passed"),
        "{}",
        run.stderr
    );
    let run = site.run(&["test", "--filter", "PRINTED two"]);
    assert!(
        run.stderr.starts_with("1 sample: 1 passed"),
        "{}",
        run.stderr
    );
    assert_eq!(site.read("verified.lock"), lock);
    let run = site.run(&["test", "content/c.md"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(2), "error: no page at content/c.md\n")
    );

    fs::remove_file(site.path("content/a.md")).unwrap();
    site.run(&["test"]);
    let left = site.read("verified.lock");
    assert!(
        left.contains("content/b.md") && !left.contains("content/a.md"),
        "{left}"
    );
}

#[test]
fn a_refuted_claim_loses_its_proof() {
    let Some((site, _)) = tested("python3", &page(ONE)) else {
        return;
    };
    let lock = site.read("verified.lock");
    let text = site.read("content/page.md");
    site.write("content/page.md", text.replace("one\n```\n", "One\n```\n"));
    assert_eq!(site.run(&["test"]).code, Some(1));
    assert!(!site.read("verified.lock").contains("content/page.md"));
    site.write("content/page.md", text);
    assert_eq!(site.run(&["test"]).code, Some(0));
    assert_eq!(site.read("verified.lock"), lock);
}

#[test]
fn a_lock_with_the_marks_of_a_conflict_is_read_and_written_anew() {
    let Some((site, _)) = tested("python3", &page(ONE)) else {
        return;
    };
    let lock = site.read("verified.lock");
    let (head, entry) = lock.split_at(lock.find("\n  ").unwrap() + 1);
    let spoiled = format!("{head}<<<<<<< ours\n{entry}=======\n{entry}>>>>>>> theirs\n");
    site.write("verified.lock", spoiled);
    let checked = site.run(&["check"]);
    assert!(
        checked.stderr.contains("warning[invalid-lock]"),
        "{}",
        checked.stderr
    );
    assert!(!checked.stderr.contains("unproved"), "{}", checked.stderr);
    site.run(&["test"]);
    assert_eq!(site.read("verified.lock"), lock);
}

#[test]
fn a_tool_that_is_missing_is_named_and_the_others_run() {
    if !has_tool("python3") {
        return;
    }
    let site = TestSite::new(&format!(
        "//- hotseat.toml\ntitle = \"A\"\n[verify]\npython = [\"python3\", \"no-such-python\"]\n\
         rust = \"no-such-rustc\"\n//- content/page.md\n{}\n```rust run\nlet x = 1;\n```\n",
        page(ONE)
    ));
    let run = site.run(&["test"]);
    assert_eq!(run.code, Some(2));
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert!(lines[0].starts_with("1 sample: 1 passed, 0 failed, 1 skipped (1 without Rust)"));
    let missing = |name: &str, key: &str| {
        format!(
            "error: cannot run `{name}`: there is no such program; it is `{key}` under [verify] in hotseat.toml"
        )
    };
    assert_eq!(
        lines[lines.len() - 2..],
        [
            missing("no-such-python", "python"),
            missing("no-such-rustc", "rust")
        ]
    );
}

#[test]
fn nothing_runs_while_the_chosen_pages_have_errors() {
    let site = TestSite::new(&page(&ONE.replace("python run", "python rum")));
    let run = site.run(&["test"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("error[unknown-flag]"), "{}", run.stderr);
    assert!(run.stderr.ends_with("nothing was run\n"), "{}", run.stderr);
    assert!(!site.path("verified.lock").exists());
}

#[test]
fn accept_rewrites_output_blocks_and_nothing_else() {
    let body = "
        ## What is printed?

        - A list:

          ```python run
          print(\"one\\n\\n  ```two\")
          ```

          ```output
          1
          ```

          > ~~~python run
          > print(\"quoted\")
          > ~~~
          >
          > ~~~output
          > ~~~

        Behind.

        ```python run
        print(\"a part\")
        ```

        ```output contains
        b part
        ```

        ```python run
        1 / 0
        ```

        ```output
        stays
        ```
        ";
    if !has_tool("python3") {
        return;
    }
    let site = TestSite::new("");
    site.write("content/page.md", page(body).replace('\n', "\r\n"));
    let run = site.run(&["test", "--accept"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with(
        "content/page.md:30: not rewritten: it claims only a part\nwrote 2 outputs into content/page.md\n"
    ), "{}", run.stderr);
    assert!(
        run.stderr
            .contains("4 samples: 2 passed, 2 failed; 4 from cache"),
        "{}",
        run.stderr
    );
    let text = site.read("content/page.md");
    assert!(!text.replace("\r\n", "").contains('\n'));
    expect![[r#"
        ---
        title: Page
        ---
        ## What is printed?

        - A list:

          ```python run
          print("one\n\n  ```two")
          ```

          ````output
          one

            ```two
          ````

          > ~~~python run
          > print("quoted")
          > ~~~
          >
          > ~~~output
          > quoted
          > ~~~

        Behind.

        ```python run
        print("a part")
        ```

        ```output contains
        b part
        ```

        ```python run
        1 / 0
        ```

        ```output
        stays
        ```
    "#]]
    .assert_eq(&text.replace("\r\n", "\n"));
}

#[test]
fn two_runs_at_once_leave_both_their_proofs() {
    if !has_tool("python3") {
        return;
    }
    let mut fixture = String::new();
    for name in ["a", "b"] {
        let text = page(ONE).replace("one", name);
        fixture.push_str(&format!("//- content/{name}.md\n{text}"));
    }
    let site = TestSite::new(&fixture);
    std::thread::scope(|scope| {
        for path in ["content/a.md", "content/b.md"] {
            let site = &site;
            scope.spawn(move || assert_eq!(site.run(&["test", path]).code, Some(0)));
        }
    });
    assert_eq!(site.run(&["check", "--strict"]).code, Some(0));
}

#[test]
fn a_list_of_interpreters_runs_the_matrix() {
    let Some((old, new)) = two_pythons() else {
        return;
    };
    let (old_version, new_version) = (
        version(old.to_str().unwrap()),
        version(new.to_str().unwrap()),
    );
    let minor = new_version.rsplit_once('.').unwrap().0;
    let config = format!("title = \"A\"\n[verify]\npython = [{old:?}, {new:?}]\n",);
    let body = format!(
        "
        ## What is printed?

        ```python run
        import sys
        print(sys.version_info >= ({}))
        ```

        ```output
        False
        ```

        ```output needs=python>={minor}
        True
        ```
        ",
        minor.replace('.', ", ")
    );
    let site = TestSite::new(&format!(
        "//- hotseat.toml\n{config}//- content/page.md\n{}",
        page(&body)
    ));
    let run = site.run(&["test"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr
            .contains(&format!("on Python {old_version}, Python {new_version}\n"))
    );
    site.run(&["build"]);
    let html = site.read("public/page.html");
    assert!(
        html.contains(&format!("Ran on Python {old_version} and {new_version}, ")),
        "{html}"
    );
    assert!(html.contains(&format!("<span class=sample-needs>Python {minor}+</span>")));

    let text = site.read("content/page.md").replace("True", "Yes");
    site.write("content/page.md", text);
    let run = site.run(&["test", "--accept"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(site.read("content/page.md").contains("\nTrue\n"));
}

#[cfg(unix)]
#[test]
fn an_interruption_ends_everything_and_leaves_no_folder() {
    if !has_tool("python3") {
        return;
    }
    let body = "```python run timeout=60\nimport time\nprint(1, flush=True)\ntime.sleep(50)\n```\n";
    let site = TestSite::new(&page(body));
    site.write("tmp/keep", "");
    let program = Command::new(env!("CARGO_BIN_EXE_hotseat"))
        .arg("test")
        .current_dir(site.path(""))
        .env("TMPDIR", site.path("tmp"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Until the sample's own folder is there, and a little longer.
    while site
        .files("tmp")
        .iter()
        .all(|file| !file.ends_with("sample.py"))
    {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(300));
    let status = Command::new("kill")
        .args(["-INT", &program.id().to_string()])
        .status()
        .unwrap();
    assert!(status.success());
    let output = program.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "error: interrupted; what was there is as it was\n");
    assert_eq!(site.files("tmp"), ["keep"]);
}

/// Two interpreters of different minor versions, the older first.
fn two_pythons() -> Option<(PathBuf, PathBuf)> {
    let home = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".pyenv")))?;
    let versions = fs::read_dir(home.join("versions")).into_iter().flatten();
    let mut found: Vec<(Vec<u32>, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let numbers: Option<Vec<u32>> = name.split('.').map(|part| part.parse().ok()).collect();
            let numbers = numbers.filter(|numbers| *numbers >= vec![3, 8])?;
            let program = entry.path().join("bin/python3");
            program.is_file().then_some((numbers, program))
        })
        .collect();
    found.sort();
    match (found.first(), found.last()) {
        (Some((old, first)), Some((new, last))) if old[..2] != new[..2] => {
            Some((first.clone(), last.clone()))
        }
        _ => {
            has_tool("a second python3");
            None
        }
    }
}

/// The version that a Python says it has.
fn version(python: &str) -> String {
    let ask = "import platform; print(platform.python_version())";
    let output = Command::new(python).args(["-c", ask]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
