//! Code to HTML with classes: takes (language, code), knows nothing of pages.
//!
//! The only place that knows `syntect` and the grammars of `two_face`. Colours
//! are the theme's: a span says what a word *is*, in a class of one letter
//! (`Class`), and plain names, punctuation and spaces have no
//! span at all. That keeps a page small and one HTML right in light, dark and print.

mod classes;
mod grammar;
mod line;
mod set;
mod transcript;
mod words;

use crate::language::{Grammar, Language};

use classes::Class;
use grammar::Highlighter;
use line::Line;

/// Above these sizes, in bytes, code is shown plain. The engine tries every
/// pattern of a context at every step, and some patterns look ahead to the end of
/// the line: a long line costs the square of its length, and a long sample (a
/// lock file, a data dump) seconds, for code that nobody reads as code.
const LONGEST_LINE: usize = 2 * 1024;
const LONGEST_SAMPLE: usize = 256 * 1024;

/// HTML of a sample, one string per line of the source, without line ends.
///
/// Each line closes the spans it opens, so that a caller may wrap, number or
/// mark it. Without its tags the text is the code's, to the byte, whatever the
/// code: what a grammar cannot read is plain, never lost. No code, no lines; a
/// final newline ends the last line and does not begin another.
pub fn highlight(language: Option<&Language>, code: &str) -> Vec<String> {
    let grammar = match language {
        Some(language) if code.len() <= LONGEST_SAMPLE => language.grammar,
        Some(_) | None => Grammar::Plain,
    };
    match grammar {
        Grammar::Plain => lines(code).map(plain).collect(),
        Grammar::ShellTranscript => transcript::shell(code),
        Grammar::PythonTranscript => transcript::python(code),
        Grammar::Named("Python") if transcript::is_python(code) => transcript::python(code),
        Grammar::Named(name) => named(grammar_for(name, code), code),
    }
}

/// Samples of PHP seldom begin with `<?php`; the grammar for whole files would
/// read them as HTML.
fn grammar_for(name: &'static str, code: &str) -> &'static str {
    match name {
        "PHP" if !code.contains("<?") => "PHP Source",
        name => name,
    }
}

fn named(grammar: &str, code: &str) -> Vec<String> {
    let mut highlighter = Highlighter::new(grammar, code);
    let mut highlighted = Vec::new();
    for text in lines(code) {
        let mut line = Line::default();
        highlighter.push_line(text, &mut line);
        highlighted.push(line.finish());
    }
    highlighted
}

fn plain(text: &str) -> String {
    let mut line = Line::default();
    line.push(Class::Plain, text);
    line.finish()
}

/// The lines of `code` without their line ends.
fn lines(code: &str) -> impl Iterator<Item = &str> {
    // Not `str::lines`, which also takes a carriage return away.
    code.split_inclusive('\n')
        .map(|line| line.strip_suffix('\n').unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::{LONGEST_LINE, LONGEST_SAMPLE, highlight};
    use crate::language::{self, LANGUAGES};

    fn html(word: &str, code: &str) -> String {
        let language = language::find(word).expect("tests name known languages");
        highlight(Some(language), code).join("\n")
    }

    #[track_caller]
    fn check(word: &str, code: &str, expected: Expect) {
        expected.assert_eq(&html(word, code));
    }

    /// The text a browser would show for a line.
    fn text(line: &str) -> String {
        let mut text = String::new();
        let mut rest = line;
        while let Some(start) = rest.find('<') {
            text.push_str(&rest[..start]);
            let end = rest[start..].find('>').expect("tags are closed");
            rest = &rest[start + end + 1..];
        }
        text.push_str(rest);
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    }

    #[track_caller]
    fn check_nothing_is_lost(word: &str, code: &str) {
        let lines = highlight(language::find(word), code);
        let shown: Vec<String> = lines.iter().map(|line| text(line)).collect();
        let mut shown = shown.join("\n");
        if code.ends_with('\n') {
            shown.push('\n');
        }
        assert_eq!(shown, code, "{word}");
        for line in lines {
            let begun = line.matches("<span class=").count();
            assert_eq!(begun, line.matches("</span>").count(), "{line}");
        }
    }

    #[test]
    fn python_is_coloured_by_what_words_are() {
        check(
            "python",
            r#"@cache
async def load(self, url: str, *, limit=10) -> Page | None:
    """Loads a page."""
    if limit is not None and url in SEEN:  # again
        raise ValueError(f"seen {url!r} {len(SEEN)}\n")
    match await fetch(url):
        case Page() as page: return True
class Worker(Base): pass
"#,
            expect![[r#"
                <span class=m>@cache</span>
                <span class=k>async def</span> <span class=f>load</span>(self, url: <span class=t>str</span>, <span class=o>*</span>, limit=<span class=n>10</span>) -&gt; <span class=t>Page</span> <span class=o>|</span> <span class=n>None</span>:
                    <span class=c>"""Loads a page."""</span>
                    <span class=k>if</span> limit <span class=k>is not</span> <span class=n>None</span> <span class=k>and</span> url <span class=k>in</span> <span class=n>SEEN</span>:  <span class=c># again</span>
                        <span class=k>raise</span> <span class=t>ValueError</span>(<span class=s>f"seen</span> {url!r} {<span class=f>len</span>(<span class=n>SEEN</span>)}<span class=s>\n"</span>)
                    <span class=k>match await</span> <span class=f>fetch</span>(url):
                        <span class=k>case</span> <span class=t>Page</span>() <span class=k>as</span> page: <span class=k>return</span> <span class=n>True</span>
                <span class=k>class</span> <span class=t>Worker</span>(<span class=t>Base</span>): <span class=k>pass</span>"#]],
        );
    }

    #[test]
    fn rust_is_coloured_by_what_words_are() {
        check(
            "rust",
            r#"/// Loads.
#[derive(Debug, Clone)]
pub struct Worker<'a, T: Send> { name: &'a str, jobs: Vec<T> }
impl<T> Worker<'_, T> {
    pub async fn load(&mut self, f: Box<dyn Fn(i32) -> bool>) -> Result<u8, Error> {
        let Some(x) = self.jobs.pop()? else { return Err(Error::new("bad\n")) };
        println!("{x:?}"); // done
        match x { MAX => 0xFF_u8, _ if x >= 1.5 => fetch().await, _ => parse::<u8>(x) }
    }
}
"#,
            expect![[r#"
                <span class=c>/// Loads.</span>
                <span class=a>#[derive(Debug, Clone)]</span>
                <span class=k>pub struct</span> <span class=t>Worker</span>&lt;<span class=a>'a</span>, <span class=t>T</span>: <span class=t>Send</span>&gt; { name: &amp;<span class=a>'a</span> <span class=t>str</span>, jobs: <span class=t>Vec</span>&lt;<span class=t>T</span>&gt; }
                <span class=k>impl</span>&lt;<span class=t>T</span>&gt; <span class=t>Worker</span>&lt;'_, <span class=t>T</span>&gt; {
                    <span class=k>pub async fn</span> <span class=f>load</span>(&amp;<span class=k>mut</span> self, f: <span class=t>Box</span>&lt;<span class=k>dyn</span> <span class=t>Fn</span>(<span class=t>i32</span>) -&gt; <span class=t>bool</span>&gt;) -&gt; <span class=t>Result</span>&lt;<span class=t>u8</span>, <span class=t>Error</span>&gt; {
                        <span class=k>let</span> <span class=t>Some</span>(x) = self.jobs.<span class=f>pop</span>()<span class=o>?</span> <span class=k>else</span> { <span class=k>return</span> <span class=t>Err</span>(<span class=t>Error</span>::<span class=f>new</span>(<span class=s>"bad\n"</span>)) };
                        <span class=m>println!</span>(<span class=s>"{x:?}"</span>); <span class=c>// done</span>
                        <span class=k>match</span> x { <span class=n>MAX</span> =&gt; <span class=n>0xFF_u8</span>, _ <span class=k>if</span> x <span class=o>&gt;=</span> <span class=n>1.5</span> =&gt; <span class=f>fetch</span>().<span class=k>await</span>, _ =&gt; <span class=f>parse</span>::&lt;<span class=t>u8</span>&gt;(x) }
                    }
                }"#]],
        );
    }

    #[test]
    fn other_languages_are_coloured_too() {
        check(
            "js",
            "const f = async (x) => `a ${x}` // c\n",
            expect![
                "<span class=k>const</span> <span class=f>f</span> = <span class=k>async</span> (x) <span class=o>=&gt;</span> <span class=s>`a</span> ${x}<span class=s>`</span> <span class=c>// c</span>"
            ],
        );
        check(
            "jsx",
            "return <Item key={i}>a &amp; b</Item>;\n",
            expect![
                "<span class=k>return</span> &lt;<span class=t>Item</span> <span class=a>key</span>={i}&gt;a <span class=s>&amp;amp;</span> b&lt;/<span class=t>Item</span>&gt;;"
            ],
        );
        check(
            "json",
            "{\"a\": [1, null, \"x\"]}\n",
            expect![[
                r#"{<span class=a>"a"</span>: [<span class=n>1</span>, <span class=n>null</span>, <span class=s>"x"</span>]}"#
            ]],
        );
        check(
            "sh",
            "for f in *.txt; do echo \"$f\"; done\n",
            expect![[
                r#"<span class=k>for</span> f <span class=k>in</span> <span class=o>*</span>.txt; <span class=k>do</span> <span class=f>echo</span> <span class=s>"$f"</span>; <span class=k>done</span>"#
            ]],
        );
        check(
            "sql",
            "SELECT count(*) AS n FROM t u ON u.id = 1\n",
            expect![
                "<span class=k>SELECT</span> <span class=f>count</span>(<span class=o>*</span>) <span class=k>AS</span> n <span class=k>FROM</span> t u <span class=k>ON</span> u.id <span class=o>=</span> <span class=n>1</span>"
            ],
        );
        check(
            "c",
            "struct a { int x; };\n",
            expect![
                "<span class=k>struct</span> <span class=t>a</span> { <span class=t>int</span> x; };"
            ],
        );
        check(
            "diff",
            "-old\n+new\n",
            expect![[r#"
            <span class=m>-old</span>
            <span class=s>+new</span>"#]],
        );
    }

    #[test]
    fn php_is_coloured_with_and_without_its_opening_tag() {
        check(
            "php",
            "return $x;\n",
            expect!["<span class=k>return</span> $x;"],
        );
        check(
            "php",
            "<?php\nreturn $x;\n",
            expect![[r#"
            &lt;?php
            <span class=k>return</span> $x;"#]],
        );
    }

    #[test]
    fn a_string_over_several_lines_is_closed_at_each_line_end() {
        check(
            "python",
            "x = \"\"\"a\n\n  b\"\"\"\n",
            expect![[r#"
            x = <span class=s>"""a</span>

              <span class=s>b"""</span>"#]],
        );
    }

    #[test]
    fn python_soft_keywords_are_names_elsewhere() {
        check(
            "python",
            "match = case\nmatch.group(1)\ntype(x)\ntype X = int\n",
            expect![[r#"
                match = case
                match.<span class=f>group</span>(<span class=n>1</span>)
                <span class=f>type</span>(x)
                <span class=k>type</span> <span class=t>X</span> = <span class=t>int</span>"#]],
        );
    }

    #[test]
    fn a_console_colours_commands_and_leaves_output() {
        check(
            "console",
            "$ cargo run \\\n    --bin \"x\"\n   Compiling x <b>\n# echo 'a'\n$\n$5 is no prompt\n",
            expect![[r#"
                <span class=p>$</span> <span class=f>cargo</span> run \
                    --bin <span class=s>"x"</span>
                   Compiling x &lt;b&gt;
                <span class=p>#</span> <span class=f>echo</span> <span class=s>'a'</span>
                <span class=p>$</span>
                $5 is no prompt"#]],
        );
    }

    #[test]
    fn a_python_session_colours_statements_and_the_error() {
        let session = "\
>>> def f(x):
...     return \"\"\"a
... b\"\"\"
...
>>> f(1)
Traceback (most recent call last):
  File \"<stdin>\", line 1, in <module>

TypeError: bad
for x in output
...
";
        check(
            "pycon",
            session,
            expect![[r#"
            <span class=p>&gt;&gt;&gt;</span> <span class=k>def</span> <span class=f>f</span>(x):
            <span class=p>...</span>     <span class=k>return</span> <span class=s>"""a</span>
            <span class=p>...</span> <span class=s>b"""</span>
            <span class=p>...</span>
            <span class=p>&gt;&gt;&gt;</span> <span class=f>f</span>(<span class=n>1</span>)
            Traceback (most recent call last):
              File "&lt;stdin&gt;", line 1, in &lt;module&gt;

            <span class=e>TypeError: bad</span>
            for x in output
            ..."#]],
        );
        assert_eq!(html("python", session), html("pycon", session));
    }

    #[test]
    fn a_program_is_not_taken_for_a_session() {
        check(
            "python",
            "x\n>>> y\n",
            expect![[r#"
            x
            <span class=o>&gt;&gt;&gt;</span> y"#]],
        );
    }

    #[test]
    fn plain_text_and_unknown_languages_are_only_escaped() {
        check(
            "text",
            "if <a> & \"b\"\n",
            expect![[r#"if &lt;a&gt; &amp; "b""#]],
        );
        assert_eq!(highlight(None, "def f"), ["def f"]);
    }

    #[test]
    fn lines_follow_the_source() {
        assert_eq!(highlight(None, ""), Vec::<String>::new());
        assert_eq!(highlight(None, "\n"), [""]);
        assert_eq!(highlight(None, "a\n\nb"), ["a", "", "b"]);
        assert_eq!(highlight(None, "a\r\n"), ["a\r"]);
    }

    #[test]
    fn a_very_long_line_is_plain_and_the_rest_is_not() {
        let long = "if ".repeat(LONGEST_LINE / 3 + 1);
        let lines = highlight(language::find("python"), &format!("if x\n{long}\nif y\n"));
        assert!(lines[0].starts_with("<span class=k>"));
        assert_eq!(lines[1], long);
        assert!(lines[2].starts_with("<span class=k>"));
    }

    #[test]
    fn a_very_long_sample_is_plain() {
        let code = "if x\n".repeat(LONGEST_SAMPLE / 5 + 1);
        assert!(!html("python", &code).contains('<'));
        check_nothing_is_lost("python", &"<".repeat(1 << 20));
    }

    #[test]
    fn spans_cost_no_more_than_one_and_a_half_times_the_code() {
        let python = include_str!("samples/queue.py");
        let rust = include_str!("samples/queue.rs");
        for (word, code) in [("python", python), ("rust", rust)] {
            let ratio = html(word, code).len() as f64 / code.len() as f64;
            // Dense code; files with documentation come to 1.7 to 2.0.
            assert!((1.5..2.5).contains(&ratio), "{word}: {ratio:.2}");
        }
    }

    #[test]
    fn broken_code_loses_nothing_in_any_language() {
        let code = "\"unclosed 'a <b> & \\\n/* {{ <script>`${ r#\" \u{0}\u{1b}[1m\r 🦀é\n\n\t#\\";
        for language in LANGUAGES {
            check_nothing_is_lost(language.name, code);
        }
    }

    #[test]
    fn a_comment_after_an_expression_in_javascript_comes_to_an_end() {
        check(
            "html",
            "<script>x /* a\nb */\n</script>\n",
            expect![[r#"
                &lt;<span class=k>script</span>&gt;x <span class=c>/* a</span>
                <span class=c>b */</span>
                &lt;/<span class=k>script</span>&gt;"#]],
        );
        for word in [
            "js", "html", "vue", "svelte", "markdown", "php", "java", "erb",
        ] {
            let code = "<script>\nx /* a */\n'' /* b\n</script>\n```js\nx\n/* a */\n";
            check_nothing_is_lost(word, code);
        }
    }

    /// Pieces that open, close and break what grammars look for.
    fn code() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "\"",
            "'",
            "\"\"\"",
            "`",
            "${",
            "}",
            "{",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&amp;",
            "\\",
            "/*",
            "*/",
            "//",
            "#",
            "#[",
            "r#\"",
            "f\"",
            "b'",
            "'a",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<style>",
            "def f(",
            "class A",
            "fn f<",
            "match x",
            "=> ",
            "!",
            "@a",
            ">>> ",
            "... ",
            "return ",
            "0x",
            "1e",
            " ",
            "\t",
            "\n",
            "\r",
            "\u{0}",
            "\u{1b}",
            "\u{2028}",
            "é",
            "🦀",
            "e\u{301}",
            "x",
            ":",
            ";",
            ",",
            "=",
            ".",
            "|",
            "?",
            "lambda ",
        ]);
        let piece = prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn nothing_is_lost_whatever_the_code(code in code()) {
            for word in ["python", "rust", "js", "html", "pycon", "console"] {
                check_nothing_is_lost(word, &code);
            }
        }
    }
}
