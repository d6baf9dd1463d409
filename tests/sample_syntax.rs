//! Samples that their language cannot read: what is said, and where.

use expect_test::{Expect, expect};

use crate::support::{Drafts, TestSite, guide, outline, page};

#[test]
fn a_sample_that_does_not_parse_is_found_wherever_it_stands() {
    outline(
        &page(
            "
            - A list:

              ```python
              x = 1
              é = (2 +* 3)
              ```

            > A quote:
            >
            > 1. In it a list.
            >
            >    ```rust
            >    let x = 1;
            >        let = 2;
            >    ```

            -\t```python
            \tif x:
            \t\ty = = 1
            \t```
            ",
        ),
        expect![[r#"
            page.html
              list(p(A list:); sample python)
              quote(p(A quote:); list from 1(p(In it a list.); sample rust))
              list(sample python)
            warning[sample-syntax] content/page.md:8:11 this Python sample cannot be read: starred expression cannot be used here
            warning[sample-syntax] content/page.md:17:14 this Rust sample cannot be read: `=` cannot stand here
            warning[sample-syntax] content/page.md:22:7 this Python sample cannot be read: expected an expression
        "#]],
    );
}

#[test]
fn line_ends_of_windows_change_no_place() {
    let markdown = page("> ```python\n> x = 1\n> y = = 2\n> ```\n");
    outline(
        &markdown,
        expect![[r#"
        page.html
          quote(sample python)
        warning[sample-syntax] content/page.md:6:7 this Python sample cannot be read: expected an expression
    "#]],
    );
    outline(
        &markdown.replace('\n', "\r\n"),
        expect![[r#"
        page.html
          quote(sample python)
        warning[sample-syntax] content/page.md:6:7 this Python sample cannot be read: expected an expression
    "#]],
    );
}

#[test]
fn what_is_to_run_must_parse_and_what_is_to_fail_need_not() {
    outline(
        &page(
            "
            ```python run
            x = = 1
            ```

            ```python session
            x = = 1
            ```

            ```python fails=SyntaxError
            x = = 1
            ```

            ```rust fails=E0425
            let = 1;
            ```

            ```rust,compile_fail
            let = 1;
            ```

            ```python fragment
            x = = 1
            ```
            ",
        ),
        expect![[r#"
            page.html
              sample python run
              sample python run session
              sample python fails=SyntaxError
              sample rust fails=E0425
              sample rust fails
              sample python fragment
            error[sample-syntax] content/page.md:5:5 this Python sample cannot be read: expected an expression
            error[sample-syntax] content/page.md:9:5 this Python sample cannot be read: expected an expression
        "#]],
    );
}

#[test]
fn what_python_is_not_is_told_apart() {
    check(
        "python",
        &[
            "print x",
            "if x: print 'a', x",
            "raise ValueError, 'bad'",
            "if a <> b: pass",
            "$ python app.py",
            "pip install requests",
            "python3 -m venv env",
            "!pip install x",
            "%timeit f()",
            "x = 1\n>>> x",
            "    x = 1\n    y = 2",
            "x = {1: [2, 3}",
            "f(",
            "x = 'abc",
            "def f(...): pass",
            "if x == 1 then\n    y",
            "for i in range(3)\n    print(i)",
            "x = 5 +",
            "f(a b)",
            "class = 1",
            "f'{x'",
            "def f():\n    x\n  y",
            ">>> f(1\n2",
            "x = 1 – 2",
        ],
        expect![[r#"
            print x
                this is Python 2: `print` is a function since Python 3
                at `print x`: write `print(x)`
            if x: print 'a', x
                this is Python 2: `print` is a function since Python 3
                at `if x: print 'a', x`: write `print('a', x)`
            raise ValueError, 'bad'
                this is Python 2: an exception is called with its message
                at `raise ValueError, 'bad'`: write `raise ValueError('bad')`
            if a <> b: pass
                this is Python 2: `<>` is written `!=`
                at `if a <> b: pass`: write `a != b`
            $ python app.py
                this is a command of a shell, not Python
                at `$ python app.py`: put it into a fence of its own: ```` ```console ````, then `$ python app.py`
            pip install requests
                this is a command of a shell, not Python
                at `pip install requests`: put it into a fence of its own: ```` ```console ````, then `$ pip install requests`
            python3 -m venv env
                this is a command of a shell, not Python
                at `python3 -m venv env`: put it into a fence of its own: ```` ```console ````, then `$ python3 -m venv env`
            !pip install x
                this is a command of IPython, not Python
                at `!pip install x`: take the line out, or mark the sample `fragment`
            %timeit f()
                this is a command of IPython, not Python
                at `%timeit f()`: take the line out, or mark the sample `fragment`
            x = 1⏎>>> x
                a transcript begins in the middle of a program
                at `>>> x`: let the sample begin with `>>> `, or put the transcript into one of its own
                x = 1⏎    y = 2
                this Python sample begins with an indented line
                at `x = 1`: move all of it to the left, or mark it `fragment`
            x = {1: [2, 3}
                this Python sample cannot be read: `}` does not close `[`
                at `}`: the `[` before it wants a `]`
            f(
                this Python sample cannot be read: `(` is never closed
                at `(`: write the `)` that is missing
            x = 'abc
                this Python sample cannot be read: this string is never closed
                at `'abc`: write the quote that is missing; a line end within it is written `\n`
            def f(...): pass
                this Python sample cannot be read: expected `)`, found `...`
                at `...`: correct it, or mark it `fragment` if it is no whole program
            if x == 1 then⏎    y
                this Python sample cannot be read: expected `:`, found name
                at `then`: correct it, or mark it `fragment` if it is no whole program
            for i in range(3)⏎    print(i)
                this Python sample cannot be read: expected `:`, found newline
                at ``: correct it, or mark it `fragment` if it is no whole program
            x = 5 +
                this Python sample cannot be read: expected an expression
                at ``: correct it, or mark it `fragment` if it is no whole program
            f(a b)
                this Python sample cannot be read: expected `,`, found name
                at `b`: correct it, or mark it `fragment` if it is no whole program
            class = 1
                this Python sample cannot be read: expected an identifier
                at `=`: correct it, or mark it `fragment` if it is no whole program
            f'{x'
                this Python sample cannot be read: `{` is never closed
                at `{`: write the `}` that is missing
            def f():⏎    x⏎  y
                this Python sample cannot be read: unindent does not match any outer indentation level
                at `  `: correct it, or mark it `fragment` if it is no whole program
            >>> f(1⏎2
                this Python sample cannot be read: `(` is never closed
                at `(`: write the `)` that is missing
            x = 1 – 2
                this Python sample cannot be read: `–` is no sign of Python
                at `–`: write a minus sign: `-`
        "#]],
    );
}

#[test]
fn what_is_wrong_with_rust_is_told() {
    check(
        "rust",
        &[
            "fn f() { ... }",
            "struct A { x: i32, … }",
            "let s = \"abc;",
            "let c = 'ab';",
            "/* a",
            "fn main() {",
            "fn main() { } }",
            "match x { 1 -> 2 }",
            "int x = 5;",
            "cargo run",
            "$ cargo run",
            "let x: i32 5;",
            "fn f(x) {}",
            "if x = { }",
            "let x = 5",
        ],
        expect![[r#"
            fn f() { ... }
                this Rust sample cannot be read: `...` is no code of Rust
                at `.`: write `/* … */` for what is left out, or mark it `fragment`
            struct A { x: i32, … }
                this Rust sample cannot be read: `…` is no sign of Rust
                at `…`: write `/* … */` for what is left out
            let s = "abc;
                this Rust sample cannot be read: this text is never closed
                at `"abc;`: write the quote that is missing
            let c = 'ab';
                this Rust sample cannot be read: `'` is for one character
                at `'ab'`: write double quotes around a text
            /* a
                this Rust sample cannot be read: this comment is never closed
                at `/* a`: write `*/` where it ends
            fn main() {
                this Rust sample cannot be read: `{` is never closed
                at `{`: write the `}` that is missing
            fn main() { } }
                this Rust sample cannot be read: `}` closes nothing
                at `}`: take it out
            match x { 1 -> 2 }
                this Rust sample cannot be read: expected `=>`
                at `-`: correct it, or mark it `fragment` if it is no whole program
            int x = 5;
                this Rust sample cannot be read: unexpected token, expected `;`
                at `x`: correct it, or mark it `fragment` if it is no whole program
            cargo run
                this is a command of a shell, not Rust
                at `cargo run`: put it into a fence of its own: ```` ```console ````, then `$ cargo run`
            $ cargo run
                this is a command of a shell, not Rust
                at `$ cargo run`: put it into a fence of its own: ```` ```console ````, then `$ cargo run`
            let x: i32 5;
                this Rust sample cannot be read: expected `;`
                at `5`: correct it, or mark it `fragment` if it is no whole program
            fn f(x) {}
                this Rust sample cannot be read: expected `:`
                at `)`: correct it, or mark it `fragment` if it is no whole program
            if x = { }
                this Rust sample cannot be read: unexpected end of input, expected curly braces
                at ``: correct it, or mark it `fragment` if it is no whole program
            let x = 5
                this Rust sample cannot be read: expected `;`
                at ``: end the line with `;`
        "#]],
    );
}

#[test]
fn samples_that_parse_are_not_reported() {
    for (language, code) in [
        ("python", "await f()\nreturn 1\nyield 2"),
        (
            "python",
            "match x:\n    case {'a': [b, *c]}: pass\ntype A[T] = list[T]\nt'{x!r}'",
        ),
        ("python", "print ('a')\nprint\nprint >> x"),
        (
            "python",
            ">>> x = 1\n>>> x\n1\n>>> def f():\n...     pass\n...\n",
        ),
        ("python", "def f(\n): ...\nclass A: ...\nlambda: (yield)"),
        (
            "python",
            "x = '(' \nif x:\n    y = \"\"\"\nelse:\nz\n\"\"\"",
        ),
        ("pycon", "output first\n>>> 1\n1"),
        ("python", ""),
        ("cython", "cdef int x = 1"),
        ("rust", "use std::fs;\nlet x = fs::read(\"a\")?;\nx.len()"),
        ("rust", "#![allow(unused)]\nlet x = 1;"),
        (
            "rust",
            "//! Doc.\nmod a;\npub(crate) fn f() -> impl Fn() + use<> { || () }",
        ),
        ("rust", "# fn main() {\nlet x = 1;\n# }"),
        (
            "rust",
            "if let Some(x) = y && x > 1 { }\nlet c = async || 1;\nlet p = &raw const x;\nc\"a\"",
        ),
        ("rust", "impl A { fn f(&self) {} }\nx"),
        ("rust", "#!/usr/bin/env run\nfn main() {}"),
        (
            "rust",
            "unsafe extern \"C\" { safe fn f(); }\nmacro_rules! m { ($($x:tt)*) => {} }\nm!(1 2 @)",
        ),
        ("rust", ""),
    ] {
        assert_eq!(problem(language, code), "", "{code}");
    }
}

/// What is said of each sample: message, help, and the text that it points at.
#[track_caller]
fn check(language: &str, samples: &[&str], expected: Expect) {
    let mut said = String::new();
    for code in samples {
        said.push_str(&format!(
            "{}\n{}",
            code.replace('\n', "⏎"),
            problem(language, code)
        ));
    }
    expected.assert_eq(&said);
}

fn problem(language: &str, code: &str) -> String {
    let (_, problems) = guide(
        &page(&format!("```{language}\n{code}\n```\n")),
        Drafts::LeftOut,
    );
    let mut said = String::new();
    for problem in &problems {
        let label = problem.primary();
        let place = label.source.slice(label.span);
        let help = problem.help.as_deref().unwrap_or_default();
        said.push_str(&format!(
            "    {}\n    at `{place}`: {help}\n",
            problem.message
        ));
    }
    said
}

/// Parsing Rust takes as long as the rest of a build, so a plain one looks at tokens alone.
#[test]
fn a_plain_build_leaves_parsing_of_rust_to_those_who_ask() {
    let site = TestSite::new("");
    let write = |code: &str| {
        let body = format!("## What does it do?\n\n```rust run\n{code}\n```\n");
        site.write(
            "content/page.md",
            format!("---\ntitle: Page\n---\n\n{body}"),
        );
    };
    write("let = 2;");
    // Also after a plain build that went well, and keeps what it knows of the page.
    for (arguments, code) in [
        (&["build"][..], 0),
        (&["build", "--strict"], 1),
        (&["check"], 1),
        (&["build"], 0),
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}\n{}", run.stderr);
        assert_eq!(run.stderr.contains("sample-syntax"), code == 1);
    }
    write("println!(\"{}\", 1;");
    assert_eq!(site.run(&["build"]).code, Some(1));
}
