//! Code to HTML: takes (language, code), knows nothing of pages.
//!
//! Python and Rust are read by `syntax`, all else by the grammars of `two_face`
//! with `syntect`, which are known here alone. Colours are the theme's: an element
//! says what a word *is*, by a class of one letter (`<b>def</b>`), and
//! plain names, punctuation and spaces have no element at all. That keeps a page
//! small and one HTML right in light, dark and print.

#[cfg(test)]
mod compared;
mod grammar;
mod scopes;
mod set;
mod transcript;
mod words;
mod writer;

use std::ops::{Range, RangeInclusive};

use crate::language::{Grammar, Language};
use crate::syntax::{Token, python, rust};

/// Above these sizes, in bytes, a grammar is not asked. Its engine tries every
/// pattern of a context at every step, and some patterns look ahead to the end of
/// the line: a long line costs the square of its length, and a long sample (a
/// lock file, a data dump) seconds, for code that nobody reads as code.
const LONGEST_LINE: usize = 2 * 1024;
const LONGEST_SAMPLE: usize = 256 * 1024;

/// Appends the HTML of a sample to `html`, with each line of `marked` (from 1) in
/// an element of its own.
///
/// Without its tags the text is the code's, to the byte, whatever the code: what
/// cannot be read is plain, never lost. An element may go over several lines, but
/// not over the edge of a marked one.
pub fn highlight(
    language: Option<&Language>,
    code: &str,
    marked: &[RangeInclusive<usize>],
    html: &mut String,
) {
    let tokens = match language {
        Some(language) => tokens(language.grammar, code),
        None => Vec::new(),
    };
    writer::write(code, &tokens, marked, html);
}

/// The same where the words are known.
pub fn highlight_words(
    code: &str,
    words: &[Token],
    marked: &[RangeInclusive<usize>],
    html: &mut String,
) {
    writer::write(code, words, marked, html);
}

fn tokens(grammar: Grammar, code: &str) -> Vec<Token> {
    match grammar {
        Grammar::Named("Python") => python::tokens(code),
        Grammar::Named("Rust") => rust::tokens(code),
        Grammar::PythonTranscript => python::transcript_tokens(code),
        _ if code.len() > LONGEST_SAMPLE => Vec::new(),
        Grammar::Named(name) => grammar::tokens(grammar_for(name, code), code),
        Grammar::ShellTranscript => transcript::shell(code),
        Grammar::Plain => Vec::new(),
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

/// The lines of `code` without their line ends.
fn lines(code: &str) -> impl Iterator<Item = Range<usize>> {
    // Not `str::lines`, which also takes a carriage return away.
    let mut start = 0;
    code.split_inclusive('\n').map(move |line| {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let range = start..start + text.len();
        start += line.len();
        range
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect, expect_file};
    use proptest::prelude::*;

    use super::{LONGEST_LINE, LONGEST_SAMPLE};
    use crate::language::{self, LANGUAGES, Language};

    fn highlight(language: Option<&Language>, code: &str) -> String {
        let mut html = String::new();
        super::highlight(language, code, &[], &mut html);
        html
    }

    fn html(word: &str, code: &str) -> String {
        let language = language::find(word).expect("tests name known languages");
        let html = highlight(Some(language), code);
        html.strip_suffix('\n').unwrap_or(&html).to_owned()
    }

    #[track_caller]
    fn check(word: &str, code: &str, expected: Expect) {
        expected.assert_eq(&html(word, code));
    }

    /// The text a browser would show.
    fn text(html: &str) -> String {
        let mut text = String::new();
        let mut rest = html;
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
        let html = highlight(language::find(word), code);
        assert_eq!(text(&html), code, "{word}");
        let begun = html.matches('<').count() - html.matches("</").count();
        assert_eq!(begun, html.matches("</").count(), "{html}");
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
                <b>async def</b> <i>load</i>(<b>self</b>, url: <u>str</u>, <span class=o>*</span>, limit=<span class=n>10</span>) -&gt; <u>Page</u> <span class=o>|</span> <span class=n>None</span>:
                    <span class=c>"""Loads a page."""</span>
                    <b>if</b> limit <b>is not</b> <span class=n>None</span> <b>and</b> url <b>in</b> <span class=n>SEEN</span>:  <span class=c># again</span>
                        <b>raise</b> <u>ValueError</u>(<span class=s>f"seen</span> {url!r} {<i>len</i>(<span class=n>SEEN</span>)}<span class=s>\n"</span>)
                    <b>match await</b> <i>fetch</i>(url):
                        <b>case</b> <u>Page</u>() <b>as</b> page: <b>return</b> <span class=n>True</span>
                <b>class</b> <u>Worker</u>(<u>Base</u>): <b>pass</b>"#]],
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
                <b>pub struct</b> <u>Worker</u>&lt;<span class=a>'a</span>, <u>T</u>: <u>Send</u>&gt; { name: &amp;<span class=a>'a</span> <u>str</u>, jobs: <u>Vec</u>&lt;<u>T</u>&gt; }
                <b>impl</b>&lt;<u>T</u>&gt; <u>Worker</u>&lt;<span class=a>'_</span>, <u>T</u>&gt; {
                    <b>pub async fn</b> <i>load</i>(&amp;<b>mut self</b>, f: <u>Box</u>&lt;<b>dyn</b> <u>Fn</u>(<u>i32</u>) -&gt; <u>bool</u>&gt;) -&gt; <u>Result</u>&lt;<u>u8</u>, <u>Error</u>&gt; {
                        <b>let</b> <u>Some</u>(x) = <b>self</b>.jobs.<i>pop</i>()<span class=o>?</span> <b>else</b> { <b>return</b> <u>Err</u>(<u>Error</u>::<i>new</i>(<span class=s>"bad\n"</span>)) };
                        <span class=m>println!</span>(<span class=s>"{x:?}"</span>); <span class=c>// done</span>
                        <b>match</b> x { <span class=n>MAX</span> =&gt; <span class=n>0xFF_u8</span>, _ <b>if</b> x <span class=o>&gt;=</span> <span class=n>1.5</span> =&gt; <i>fetch</i>().<b>await</b>, _ =&gt; <i>parse</i>::&lt;<u>u8</u>&gt;(x) }
                    }
                }"#]],
        );
    }

    /// Every construct of the two languages: read the difference when it changes.
    #[test]
    fn every_construct_has_its_role() {
        let python = include_str!("../../syntax/samples/every.py");
        expect_file!["samples/every.py.html"]
            .assert_eq(&highlight(language::find("python"), python));
        let rust = include_str!("../../syntax/samples/every.rs");
        expect_file!["samples/every.rs.html"].assert_eq(&highlight(language::find("rust"), rust));
    }

    #[test]
    fn other_languages_are_coloured_too() {
        check(
            "js",
            "const f = async (x) => `a ${x}` // c\n",
            expect![
                "<b>const</b> <i>f</i> = <b>async</b> (x) <span class=o>=&gt;</span> <span class=s>`a</span> ${x}<span class=s>`</span> <span class=c>// c</span>"
            ],
        );
        check(
            "jsx",
            "return <Item key={i}>a &amp; b</Item>;\n",
            expect![
                "<b>return</b> &lt;<u>Item</u> <span class=a>key</span>={i}&gt;a <span class=s>&amp;amp;</span> b&lt;/<u>Item</u>&gt;;"
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
                r#"<b>for</b> f <b>in</b> <span class=o>*</span>.txt; <b>do</b> <i>echo</i> <span class=s>"$f"</span>; <b>done</b>"#
            ]],
        );
        check(
            "sql",
            "SELECT count(*) AS n FROM t u ON u.id = 1\n",
            expect![
                "<b>SELECT</b> <i>count</i>(<span class=o>*</span>) <b>AS</b> n <b>FROM</b> t u <b>ON</b> u.id <span class=o>=</span> <span class=n>1</span>"
            ],
        );
        check(
            "c",
            "struct a { int x; };\n",
            expect!["<b>struct</b> <u>a</u> { <u>int</u> x; };"],
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
        check("php", "return $x;\n", expect!["<b>return</b> $x;"]);
        check(
            "php",
            "<?php\nreturn $x;\n",
            expect![[r#"
                &lt;?php
                <b>return</b> $x;"#]],
        );
    }

    #[test]
    fn a_string_over_several_lines_is_one_element() {
        check(
            "python",
            "x = \"\"\"a\n\n  b\"\"\"\n",
            expect![[r#"
                x = <span class=s>"""a

                  b"""</span>"#]],
        );
    }

    #[test]
    fn python_soft_keywords_are_names_elsewhere() {
        check(
            "python",
            "match = case\nmatch.group(1)\ntype(x)\ntype X = int\n",
            expect![[r#"
                match = case
                match.<i>group</i>(<span class=n>1</span>)
                <i>type</i>(x)
                <b>type</b> <u>X</u> = <u>int</u>"#]],
        );
    }

    #[test]
    fn a_console_colours_commands_and_leaves_output() {
        check(
            "console",
            "$ cargo run \\\n    --bin \"x\"\n   Compiling x <b>\n# echo 'a'\n$\n$5 is no prompt\n",
            expect![[r#"
                <span class=p>$</span> <i>cargo</i> run \
                    --bin <span class=s>"x"</span>
                   Compiling x &lt;b&gt;
                <span class=p>#</span> <i>echo</i> <span class=s>'a'</span>
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
                <span class=p>&gt;&gt;&gt;</span> <b>def</b> <i>f</i>(x):
                <span class=p>...</span>     <b>return</b> <span class=s>"""a</span>
                <span class=p>...</span> <span class=s>b"""</span>
                <span class=p>...</span>
                <span class=p>&gt;&gt;&gt;</span> <i>f</i>(<span class=n>1</span>)
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
        assert_eq!(highlight(None, "def f\r\n"), "def f\r\n");
    }

    #[test]
    fn a_marked_line_holds_all_of_what_is_in_it() {
        let mut html = String::new();
        let code = "x = 1\n\"\"\"a\n\nb\"\"\"";
        super::highlight(language::find("python"), code, &[1..=1, 3..=4], &mut html);
        expect![[r#"
            <span class=line-marked>x = <span class=n>1</span></span>
            <span class=s>"""a</span>
            <span class=line-marked></span>
            <span class=line-marked><span class=s>b"""</span></span>"#]]
        .assert_eq(&html);
    }

    #[test]
    fn words_that_share_an_element_are_colored_on_every_line() {
        let mut html = String::new();
        let code = "# one\n\n# two\nif x:\n    pass";
        super::highlight(language::find("python"), code, &[3..=3], &mut html);
        expect![[r#"
            <span class=c># one</span>

            <span class=line-marked><span class=c># two</span></span>
            <b>if</b> x:
                <b>pass</b>"#]]
        .assert_eq(&html);
    }

    #[test]
    fn a_very_long_line_is_plain_and_the_rest_is_not() {
        let long = "if ".repeat(LONGEST_LINE / 3 + 1);
        let html = html("ruby", &format!("if x\n{long}\nif y\n"));
        assert!(html.starts_with("<b>if</b> x\n"));
        assert!(html.contains(&long));
        assert!(html.ends_with("\n<b>if</b> y"));
    }

    #[test]
    fn a_very_long_sample_is_plain() {
        let code = "if x\n".repeat(LONGEST_SAMPLE / 5 + 1);
        assert!(!html("python", &code).contains('<'));
        assert!(!html("ruby", &code).contains('<'));
        check_nothing_is_lost("python", &"<".repeat(1 << 20));
    }

    #[test]
    fn html_is_less_than_twice_the_code() {
        let python = include_str!("samples/queue.py");
        let rust = include_str!("samples/queue.rs");
        for (word, code) in [("python", python), ("rust", rust)] {
            let ratio = html(word, code).len() as f64 / code.len() as f64;
            assert!((1.2..1.9).contains(&ratio), "{word}: {ratio:.2}");
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
                &lt;<b>script</b>&gt;x <span class=c>/* a
                b */</span>
                &lt;/<b>script</b>&gt;"#]],
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
