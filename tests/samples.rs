//! Fences: languages, flags, outputs, tabs.

use expect_test::{Expect, expect};

use crate::support::{outline, page};

/// Compares a page that is one fence with this information string.
#[track_caller]
fn fence(info: &str, expected: Expect) {
    outline(&page(&format!("```{info}\nx\n```\n")), expected);
}

#[test]
fn the_first_word_is_the_language() {
    fence(
        "python",
        expect![[r#"
        page.html
          sample python
    "#]],
    );
    fence(
        "",
        expect![[r#"
        page.html
          sample none
    "#]],
    );
    fence(
        " rust",
        expect![[r#"
        page.html
          sample rust
    "#]],
    );
    outline(
        &page("~~~python run\nx\n~~~\n"),
        expect![[r#"
        page.html
          sample python run
    "#]],
    );
    outline(
        &page("Text.\n\n    indented\n"),
        expect![[r#"
        page.html
          p(Text.)
          sample none
    "#]],
    );
}

#[test]
fn run_makes_a_whole_program() {
    fence(
        "python run",
        expect![[r#"
        page.html
          sample python run
    "#]],
    );
}

#[test]
fn fails_implies_run_and_may_name_the_error() {
    fence(
        "python fails",
        expect![[r#"
        page.html
          sample python fails
    "#]],
    );
    fence(
        "rust fails=E0382",
        expect![[r#"
        page.html
          sample rust fails=E0382
    "#]],
    );
    fence(
        "python run fails=TypeError",
        expect![[r#"
        page.html
          sample python fails=TypeError
    "#]],
    );
    fence(
        "python fails=\"TypeError\" run",
        expect![[r#"
        page.html
          sample python fails=TypeError
    "#]],
    );
}

#[test]
fn fragment_is_not_checked_and_never_runs() {
    fence(
        "rust fragment",
        expect![[r#"
        page.html
          sample rust fragment
    "#]],
    );
    fence(
        "rust fragment run",
        expect![[r#"
        page.html
          sample rust fragment
        error[invalid-flag] content/page.md:4:18 the flag `run` does not fit here
    "#]],
    );
    fence(
        "rust run fragment",
        expect![[r#"
        page.html
          sample rust run
        error[invalid-flag] content/page.md:4:13 the flag `fragment` does not fit here
    "#]],
    );
    fence(
        "rust fragment=1",
        expect![[r#"
        page.html
          sample rust
        error[invalid-flag] content/page.md:4:9 the flag `fragment` does not fit here
    "#]],
    );
}

#[test]
fn session_implies_run() {
    fence(
        "python session",
        expect![[r#"
        page.html
          sample python run session
    "#]],
    );
    fence(
        "python session fails",
        expect![[r#"
        page.html
          sample python fails session
    "#]],
    );
}

#[test]
fn flags_with_values_are_read() {
    fence(
        "python hl=2,4-6 title=\"my app.py\" needs=python>=3.12 timeout=5",
        expect![[r#"
            page.html
              sample python hl=[2..=2, 4..=6] title="my app.py" needs Python 3.12+ timeout=5
        "#]],
    );
    fence(
        "rust edition=2021 title=main.rs",
        expect![[r#"
        page.html
          sample rust title="main.rs" edition=2021
    "#]],
    );
    fence(
        "python title='a b'",
        expect![[r#"
        page.html
          sample python title="a b"
    "#]],
    );
}

#[test]
fn values_are_checked() {
    fence(
        "python hl=6-4",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `hl` does not fit here
    "#]],
    );
    fence(
        "python hl",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `hl` does not fit here
    "#]],
    );
    fence(
        "python hl=0",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `hl` does not fit here
    "#]],
    );
    fence(
        "python needs=3.12",
        expect![[r#"
        page.html
          sample python
        error[invalid-needs] content/page.md:4:17 `needs` is `3.12`
    "#]],
    );
    fence(
        "python needs",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `needs` does not fit here
    "#]],
    );
    fence(
        "python timeout=soon",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `timeout` does not fit here
    "#]],
    );
    fence(
        "python timeout=0",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `timeout` does not fit here
    "#]],
    );
    fence(
        "rust edition=2022",
        expect![[r#"
        page.html
          sample rust
        error[invalid-flag] content/page.md:4:9 the flag `edition` does not fit here
    "#]],
    );
    fence(
        "python title",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `title` does not fit here
    "#]],
    );
    fence(
        "python run=yes",
        expect![[r#"
        page.html
          sample python
        error[invalid-flag] content/page.md:4:11 the flag `run` does not fit here
    "#]],
    );
}

#[test]
fn a_near_miss_of_a_flag_is_an_error() {
    fence(
        "python rnu",
        expect![[r#"
        page.html
          sample python
        error[unknown-flag] content/page.md:4:11 unknown flag `rnu`
    "#]],
    );
    fence(
        "python Run",
        expect![[r#"
        page.html
          sample python
        error[unknown-flag] content/page.md:4:11 unknown flag `Run`
    "#]],
    );
    fence(
        "python tilte=\"app.py\"",
        expect![[r#"
        page.html
          sample python
        error[unknown-flag] content/page.md:4:11 unknown flag `tilte`
    "#]],
    );
    fence(
        "python fail",
        expect![[r#"
        page.html
          sample python
        error[unknown-flag] content/page.md:4:11 unknown flag `fail`
    "#]],
    );
}

#[test]
fn words_of_other_tools_are_ignored_with_a_warning() {
    fence(
        "js live",
        expect![[r#"
        page.html
          sample javascript
        warning[ignored-flag] content/page.md:4:7 ignored word `live` behind the language
    "#]],
    );
    fence(
        "python {1,3}",
        expect![[r#"
        page.html
          sample python
        warning[ignored-flag] content/page.md:4:11 ignored word `{1,3}` behind the language
    "#]],
    );
    fence(
        "python showLineNumbers filename=\"a.py\"",
        expect![[r#"
        page.html
          sample python
        warning[ignored-flag] content/page.md:4:11 ignored word `showLineNumbers` behind the language
        warning[ignored-flag] content/page.md:4:27 ignored word `filename` behind the language
    "#]],
    );
    fence(
        "{.js}",
        expect![[r#"
        page.html
          sample javascript
    "#]],
    );
    fence(
        "python,editable",
        expect![[r#"
        page.html
          sample python
        warning[ignored-flag] content/page.md:4:11 ignored word `editable` behind the language
    "#]],
    );
}

#[test]
fn rustdocs_words_are_read_in_rust() {
    fence(
        "rust,ignore",
        expect![[r#"
        page.html
          sample rust
    "#]],
    );
    fence(
        "rust,no_run",
        expect![[r#"
        page.html
          sample rust
    "#]],
    );
    fence(
        "rust,should_panic",
        expect![[r#"
        page.html
          sample rust fails
    "#]],
    );
    fence(
        "rust,compile_fail",
        expect![[r#"
        page.html
          sample rust fails
    "#]],
    );
    fence(
        "rust,editable,ignore",
        expect![[r#"
        page.html
          sample rust
        warning[ignored-flag] content/page.md:4:9 ignored word `editable` behind the language
    "#]],
    );
    fence(
        "rust should_panic",
        expect![[r#"
        page.html
          sample rust fails
    "#]],
    );
    fence(
        "python,ignore",
        expect![[r#"
        page.html
          sample python
        warning[ignored-flag] content/page.md:4:11 ignored word `ignore` behind the language
    "#]],
    );
}

#[test]
fn an_unknown_language_is_a_warning_and_plain() {
    fence(
        "pyhton run",
        expect![[r#"
        page.html
          sample unknown pyhton run
        warning[unknown-language] content/page.md:4:4 unknown language `pyhton`
    "#]],
    );
    fence(
        "klingon",
        expect![[r#"
        page.html
          sample unknown klingon
        warning[unknown-language] content/page.md:4:4 unknown language `klingon`
    "#]],
    );
}

#[test]
fn mermaid_math_and_text_are_no_samples() {
    outline(
        &page(
            "
            ```mermaid
            flowchart LR
            ```

            ```math
            x^2
            ```

            ```text
            plain
            ```

            ```output
            none of them prints this
            ```
            ",
        ),
        expect![[r#"
            page.html
              diagram("flowchart LR\n")
              math("x^2")
              sample text
              output "none of them prints this\n"
            error[output-without-sample] content/page.md:16:1 an output without a sample
        "#]],
    );
}

// Outputs.

#[test]
fn an_output_belongs_to_the_nearest_sample_before_it() {
    outline(
        &page(
            "
            ## What?
            <!-- id: what -->

            ```python run
            print(1)
            ```

            ### Answer

            In the prompt:

            ```output
            1
            ```
            ",
        ),
        expect![[r#"
            page.html
              1 #what open: What?
                prompt: sample python run
                answer: p(In the prompt:)
                answer: output "1\n"
        "#]],
    );
}

#[test]
fn an_output_does_not_reach_into_another_question() {
    outline(
        &page(
            "
            ## One?
            <!-- id: one -->

            ```python run
            print(1)
            ```

            ## Two?
            <!-- id: two -->

            ```output
            1
            ```
            ",
        ),
        expect![[r#"
            page.html
              1 #one open: One?
                answer: sample python run
              2 #two open: Two?
                answer: output "1\n"
            error[output-without-sample] content/page.md:14:1 an output without a sample
        "#]],
    );
}

#[test]
fn outside_of_questions_an_output_does_not_reach_into_another_section() {
    outline(
        "
        ---
        title: Article
        kind: article
        ---
        ```python run
        print(1)
        ```

        ```output
        1
        ```

        ## Next

        ```output
        2
        ```
        ",
        expect![[r#"
            page.html
              sample python run
              output "1\n"
              h2#next(Next)
              output "2\n"
            error[output-without-sample] content/page.md:15:1 an output without a sample
        "#]],
    );
}

#[test]
fn an_output_behind_a_sample_that_never_runs_is_a_warning() {
    outline(
        &page(
            "
            ```rust
            fn main() {}
            ```

            ```output
            ```

            ```rust fragment
            fn main() {}
            ```

            ```output
            ```
            ",
        ),
        expect![[r#"
            page.html
              sample rust
              output ""
              sample rust fragment
              output ""
            warning[unproved-output] content/page.md:8:1 nobody proves this output
            warning[unproved-output] content/page.md:15:1 nobody proves this output
        "#]],
    );
}

#[test]
fn the_flags_of_an_output_are_read() {
    outline(
        &page(
            "
            ```python fails
            raise SystemExit(3)
            ```

            ```output stderr contains exit=3
            Error
            ```

            ```output exit=three
            ```

            ```output exit
            ```

            ```output contain
            ```
            ",
        ),
        expect![[r#"
            page.html
              sample python fails
              output stderr contains exit=3 "Error\n"
              output ""
              output ""
              output ""
            error[invalid-flag] content/page.md:12:11 the flag `exit` does not fit here
            error[invalid-flag] content/page.md:15:11 the flag `exit` does not fit here
            error[unknown-flag] content/page.md:18:11 unknown flag `contain`
        "#]],
    );
}

#[test]
fn an_output_in_a_list_or_a_quote_finds_its_sample() {
    outline(
        &page(
            "
            - A list:

              ```python run
              print(1)
              ```

            > ```output
            > 1
            > ```
            ",
        ),
        expect![[r#"
            page.html
              list(p(A list:); sample python run)
              quote(output "1\n")
        "#]],
    );
}

// Tabs.

#[test]
fn adjacent_tab_samples_form_one_group_with_their_outputs() {
    outline(
        &page(
            "
            ```python tab run
            print(1)
            ```

            ```output
            1
            ```

            ```rust tab
            fn main() {}
            ```

            ```python tab=\"Python 3.12\"
            x
            ```

            Text.

            ```bash tab
            ls
            ```
            ",
        ),
        expect![[r#"
            page.html
              tabs(Python: sample python run; output "1\n" | Rust: sample rust | Python 3.12: sample python tab="Python 3.12")
              p(Text.)
              tabs(Bash: sample bash)
        "#]],
    );
}

#[test]
fn a_sample_without_the_word_ends_a_tab_group() {
    outline(
        &page(
            "
            ```python tab
            x
            ```

            ```python
            y
            ```
            ",
        ),
        expect![[r#"
            page.html
              tabs(Python: sample python)
              sample python
        "#]],
    );
}

#[test]
fn an_empty_or_unclosed_fence_is_a_sample() {
    outline(
        &page("```python\n```\n"),
        expect![[r#"
        page.html
          sample python
    "#]],
    );
    outline(
        &page("```python run\nprint(1)\n"),
        expect![[r#"
        page.html
          sample python run
    "#]],
    );
}

#[test]
fn python_that_lost_its_indentation_is_a_warning() {
    outline(
        &page(
            "
            ```python
            async def f():
            await g()
            ```

            ```python
            def f(): pass
            x = {
            'a': 1}
            ```

            ```python fragment
            def f():
            pass
            ```
            ",
        ),
        expect![[r#"
            page.html
              sample python
              sample python
              sample python fragment
            warning[lost-indentation] content/page.md:6:1 this Python sample has lost its indentation
        "#]],
    );
}
