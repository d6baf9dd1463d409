//! TeX to MathML that a strict content security policy accepts.
//!
//! The converter writes inline styles, leaves some characters unescaped and
//! now and then forgets a space between attributes, so its output is not used
//! as it is: every tag is read and written again here. What may appear is
//! listed by attribute; colours become MathML attributes, other styles go.
//! Alignment of table cells is a matter of classes (`menv-*`, `cell-*`), which
//! the theme styles.

/// Why a formula cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MathError {
    /// Bytes of the source up to and including what is wrong; all of it when
    /// something is missing at the end.
    pub offset: usize,
    /// Lower case, without a full stop.
    pub message: String,
}

/// Turns `tex` into one `<math>` element, set on its own line if `display`;
/// `None` when the build has no converter.
///
/// The element holds no styles, scripts or handlers whatever `tex` says, and is
/// well-formed as HTML and as XML. Broken input never panics.
pub fn to_mathml(tex: &str, display: bool) -> Option<Result<String, MathError>> {
    #[cfg(feature = "math")]
    return Some(converted::to_mathml(tex, display));
    #[cfg(not(feature = "math"))]
    {
        let _ = (tex, display);
        None
    }
}

#[cfg(feature = "math")]
mod converted {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use pulldown_latex::config::DisplayMode;
    use pulldown_latex::event::{Content, Event};
    use pulldown_latex::{Parser, ParserError, RenderConfig, Storage, push_mathml};

    use super::MathError;

    /// Macros can make a short source endless.
    const MOST_EVENTS: usize = 20_000;

    /// The fault of a command that does not exist.
    const UNKNOWN: &str = "unknown command";

    /// Longer sources are not searched for the place of an error.
    const MOST_SEARCHED_BYTES: usize = 2_000;

    pub(super) fn to_mathml(tex: &str, display: bool) -> Result<String, MathError> {
        let mode = if display {
            DisplayMode::Block
        } else {
            DisplayMode::Inline
        };
        convert(tex, mode).map_err(|message| located(tex, &message))
    }

    /// Converts, or says why not. A panic of the converter is an answer too.
    fn convert(tex: &str, display_mode: DisplayMode) -> Result<String, String> {
        let attempt = AssertUnwindSafe(|| {
            let storage = Storage::new();
            let events = Parser::new(tex, &storage).take(MOST_EVENTS);
            let events: Vec<Event<'_>> = events
                .map(|event| event.map(escapable))
                .collect::<Result<_, _>>()
                .map_err(|error| plain(&error))?;
            if events.len() == MOST_EVENTS {
                return Err("the formula is too long".to_owned());
            }
            let config = RenderConfig {
                display_mode,
                ..RenderConfig::default()
            };
            let mut mathml = String::new();
            let events = events.into_iter().map(Ok::<_, ParserError>);
            push_mathml(&mut mathml, events, config)
                .map_err(|_| "the formula cannot be converted".to_owned())?;
            Ok(rewritten(&mathml))
        });
        catch_unwind(attempt).unwrap_or_else(|_| Err("the converter failed on this".to_owned()))
    }

    /// Names of operators are written without escaping, unlike text.
    fn escapable(event: Event<'_>) -> Event<'_> {
        match event {
            Event::Content(Content::Function(name) | Content::Number(name))
                if name.contains(['<', '>', '&']) =>
            {
                Event::Content(Content::Text(name))
            }
            other => other,
        }
    }

    /// The converter's message without its drawing of the context.
    fn plain(error: &ParserError) -> String {
        let text = error.to_string();
        let line = text.lines().next().unwrap_or_default();
        line.trim_start_matches("parsing error: ")
            .trim_end_matches('.')
            .replace("unkown", "unknown")
            .replace("{{}}", "`{}`")
            .replace("unknown primitive command found", UNKNOWN)
    }

    /// Finds where `tex` goes wrong.
    fn located(tex: &str, message: &str) -> MathError {
        let unknown = commands(tex).find(|(_, command)| {
            message == UNKNOWN
                && convert(command, DisplayMode::Inline).is_err_and(|other| other == UNKNOWN)
        });
        if let Some((at, command)) = unknown {
            return MathError {
                offset: at + command.len(),
                message: format!("{message} `{command}`"),
            };
        }
        MathError {
            offset: fault(tex, message),
            message: message.to_owned(),
        }
    }

    /// The words that begin with a backslash, with their offsets.
    fn commands(tex: &str) -> impl Iterator<Item = (usize, &str)> {
        tex.match_indices('\\').filter_map(|(at, _)| {
            let name = &tex[at + 1..];
            let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
            (length > 0).then(|| (at, &tex[at..=at + length]))
        })
    }

    /// The end of the shortest beginning that has this fault and no longer
    /// beginning without it: one that is merely cut short has other faults.
    fn fault(tex: &str, message: &str) -> usize {
        if tex.len() > MOST_SEARCHED_BYTES || message.contains("expected it to be closed") {
            return tex.len();
        }
        let mut offset = tex.len();
        for at in (1..tex.len()).rev().filter(|at| tex.is_char_boundary(*at)) {
            match convert(&tex[..at], DisplayMode::Inline) {
                Ok(_) => break,
                Err(other) if other == message => offset = at,
                Err(_) => {}
            }
        }
        offset
    }

    /// Writes the converter's markup again, tag by tag.
    fn rewritten(mathml: &str) -> String {
        let mut output = String::with_capacity(mathml.len());
        let mut rows = Vec::new();
        let mut rest = mathml;
        while let Some(character) = rest.chars().next() {
            // Letters in formulas are single, so that a bare `<` of theirs is
            // followed by a closing tag or a combining stroke, never by a name.
            let consumed = match character {
                '<' if is_tag(rest) => push_tag(&mut output, &mut rows, rest),
                '<' => push(&mut output, "&lt;", 1),
                '>' => push(&mut output, "&gt;", 1),
                '&' => push_reference(&mut output, rest),
                other => {
                    output.push(other);
                    other.len_utf8()
                }
            };
            rest = &rest[consumed..];
        }
        spaces_before_scripts(output)
    }

    /// Moves the space before an operator's name out of the element that gives it its
    /// indices: `\log_2` comes as three children where there must be two.
    fn spaces_before_scripts(mut mathml: String) -> String {
        for element in ["msubsup", "msub", "msup", "munderover", "munder", "mover"] {
            let opening = format!("<{element}>");
            let wrong = format!("{opening}<mspace ");
            while let Some(at) = mathml.find(&wrong) {
                let space = at + opening.len();
                let end = mathml[space..]
                    .find('>')
                    .map_or(mathml.len(), |end| space + end + 1);
                let moved = format!("{}{opening}", &mathml[space..end]);
                mathml.replace_range(at..end, &moved);
            }
        }
        mathml
    }

    fn push(output: &mut String, text: &str, consumed: usize) -> usize {
        output.push_str(text);
        consumed
    }

    fn is_tag(rest: &str) -> bool {
        matches!(rest.as_bytes().get(1), Some(b'/' | b'a'..=b'z'))
    }

    /// Keeps the references the converter writes; `&nbsp;` is unknown to XML.
    fn push_reference(output: &mut String, rest: &str) -> usize {
        let known = [
            ("&amp;", "&amp;"),
            ("&lt;", "&lt;"),
            ("&gt;", "&gt;"),
            ("&nbsp;", "\u{a0}"),
        ];
        match known.iter().find(|(written, _)| rest.starts_with(written)) {
            Some((written, text)) => push(output, text, written.len()),
            None => push(output, "&amp;", 1),
        }
    }

    /// Copies one tag with the attributes that are allowed.
    ///
    /// A row with a style of its own is written as `mstyle`, which is what MathML had for it
    /// before Core and what validators know; `rows` holds the name each open row was given.
    fn push_tag(output: &mut String, rows: &mut Vec<&'static str>, rest: &str) -> usize {
        let end = rest.find('>').map_or(rest.len(), |at| at + 1);
        let inner = rest[1..end].trim_end_matches('>').trim_end();
        let (inner, is_empty) = match inner.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let name_length = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let (name, mut attributes) = inner.split_at(name_length);
        let is_styled = attributes.contains("displaystyle=") || attributes.contains("scriptlevel=");
        let row = if is_styled { "mstyle" } else { "mrow" };
        output.push('<');
        match name {
            "mrow" if is_empty => output.push_str(row),
            "mrow" => {
                rows.push(row);
                output.push_str(row);
            }
            "/mrow" => {
                output.push('/');
                output.push_str(rows.pop().unwrap_or("mrow"));
            }
            name => output.push_str(name),
        }
        while let Some((key, value, after)) = attribute(attributes) {
            push_attribute(output, key, value);
            attributes = after;
        }
        output.push_str(if is_empty { "/>" } else { ">" });
        end
    }

    /// The first attribute and what follows it, with or without a space between.
    fn attribute(text: &str) -> Option<(&str, &str, &str)> {
        let (key, rest) = text.split_once("=\"")?;
        let (value, after) = rest.split_once('"')?;
        Some((key.trim(), value, after))
    }

    fn push_attribute(output: &mut String, key: &str, value: &str) {
        match key {
            "style" => {
                for (property, value) in value.split(';').filter_map(|part| part.split_once(':')) {
                    push_style(output, property.trim(), value.trim());
                }
            }
            "class" | "columnspan" | "depth" | "display" | "displaystyle" | "height"
            | "largeop" | "linethickness" | "lspace" | "mathvariant" | "maxsize" | "minsize"
            | "movablelimits" | "rowspan" | "rspace" | "scriptlevel" | "stretchy" | "symmetric"
            | "voffset" | "width" | "accent" | "accentunder" | "separator" | "fence" | "form" => {
                push_pair(output, key, value)
            }
            _ => {}
        }
    }

    /// Borders, heights of rows and negative margins have no attribute in MathML Core.
    fn push_style(output: &mut String, property: &str, value: &str) {
        let attribute = match property {
            "color" => "mathcolor",
            "background-color" => "mathbackground",
            _ => return,
        };
        let channels = value.trim_start_matches("rgb(").trim_end_matches(')');
        let channels: Option<Vec<u8>> = channels
            .split_whitespace()
            .map(|channel| channel.parse().ok())
            .collect();
        if let Some([red, green, blue]) = channels.as_deref() {
            push_pair(
                output,
                attribute,
                &format!("#{red:02x}{green:02x}{blue:02x}"),
            );
        }
    }

    fn push_pair(output: &mut String, key: &str, value: &str) {
        for part in [" ", key, "=\"", value, "\""] {
            output.push_str(part);
        }
    }
}

#[cfg(all(test, feature = "math"))]
mod tests {
    use expect_test::{Expect, expect};
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::{MathError, to_mathml};

    fn converted(tex: &str) -> String {
        match to_mathml(tex, false).expect("the converter is built in") {
            Ok(mathml) => mathml,
            Err(MathError { offset, message }) => panic!("{offset}: {message}"),
        }
    }

    #[track_caller]
    fn refused(tex: &str, expect: Expect) {
        match to_mathml(tex, false).expect("the converter is built in") {
            Ok(mathml) => panic!("this was converted: {mathml}"),
            Err(error) => expect.assert_eq(&format!("{}: {}", error.offset, error.message)),
        }
    }

    /// Fails unless the markup is well-formed and all of it is MathML without styles.
    #[track_caller]
    fn check_clean(mathml: &str) {
        let mut reader = Reader::from_str(mathml);
        loop {
            match reader.read_event().expect("the formula is well-formed XML") {
                Event::Start(element) | Event::Empty(element) => {
                    let name = element.name();
                    let name: &str = name.as_ref();
                    assert!(name.starts_with('m'), "<{name}> in {mathml}");
                    for attribute in element.attributes() {
                        let attribute = attribute.expect("no attribute is written twice");
                        let key: &str = attribute.key.as_ref();
                        assert!(key != "style" && !key.starts_with("on"), "{mathml}");
                    }
                }
                Event::Eof => return,
                _ => {}
            }
        }
    }

    #[test]
    fn what_study_pages_use_is_converted_without_styles() {
        for tex in [
            r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
            r"f(n) = \begin{cases} 1 & n \le 1 \\ n \cdot f(n-1) & \text{if } n > 1 \end{cases}",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\left\lfloor \frac{n}{2} \right\rfloor \big( \lceil x \rceil \big)",
            r"\mathcal{O}(n \log n) \subseteq \operatorname{NP}",
            r"\color{red} x + \textcolor{blue}{y}",
            r"a \! b \; c \quad d \hspace{-2em} e",
            r"\begin{align} a &= b \\[3em] c &= d \end{align}",
            r"\begin{array}{|c|r|}\hline 1 & 2 \\ \hline\end{array}",
            r"\mathbb{R} \vec{x} \hat{y} \overline{ab} \sqrt[3]{x} x' \not\in A \& \%",
            r"\binom{n}{k} \underbrace{a+b}_{c} \xrightarrow{f} \lim_{x \to 0} \prod \int_0^1",
        ] {
            check_clean(&converted(tex));
        }
    }

    #[test]
    fn a_comparison_in_full() {
        expect![[r#"<math display="inline"><mi>a</mi><mo>&lt;</mo><mi>b</mi><mtext> \&amp; &lt;c&gt; </mtext></math>"#]].assert_eq(&converted(r"a < b \text{ \& <c> }"));
    }

    #[test]
    fn a_display_formula_says_so() {
        let mathml = to_mathml("x", true)
            .and_then(Result::ok)
            .unwrap_or_default();
        assert_eq!(mathml, "<math display=\"block\"><mi>x</mi></math>");
    }

    #[test]
    fn colours_become_attributes() {
        assert!(converted(r"\textcolor{red}{x}").contains(" mathcolor=\"#ff0000\""));
    }

    #[test]
    fn nothing_in_a_formula_becomes_markup() {
        for tex in [
            r"\operatorname{<script>alert(1)</script>}",
            r"\operatorname{<img src=x onerror=alert(1)>} \operatorname{&lt;}",
            r"\text{</math><script>alert(1)</script>}",
            r"<s>x</s> & \& \lt",
            r"\text{&amp;<b>&nbsp;}",
        ] {
            let Some(Ok(mathml)) = to_mathml(tex, false) else {
                continue;
            };
            check_clean(&mathml);
            assert!(
                !mathml.contains("<script") && !mathml.contains("<img"),
                "{mathml}"
            );
        }
    }

    #[test]
    fn errors_say_what_and_where() {
        refused(
            r"x + \foo{y} + \alpha",
            expect![[r#"8: unknown command `\foo`"#]],
        );
        refused(
            r"\frac{1}{",
            expect!["9: unbalanced group found, expected it to be closed with `}`"],
        );
        refused(
            "x^2^3",
            expect!["4: trying to add a superscript twice to the same element"],
        );
        refused(
            r"\begin{nope} x \end{nope}",
            expect!["12: unknown mathematical environment found"],
        );
        refused(
            r"\left( x",
            expect![[r#"8: unbalanced group found, expected it to be closed with `\right`"#]],
        );
        refused(
            r"\begin{cases} \frac{1}{2} & \foo \end{cases}",
            expect![[r#"32: unknown command `\foo`"#]],
        );
        refused(r"\frac{1}{2} + \frac", expect!["19: expected a token"]);
        refused(
            "a & b",
            expect!["3: alignment not allowed in current environment"],
        );
        refused(
            r"\def\a{\a}\a",
            expect!["12: macro expansion depth limit exceeded (possible infinite recursion)"],
        );
    }

    #[test]
    fn broken_input_never_panics() {
        let pieces = [
            "\\", "{", "}", "^", "_", "&", "$", "#", "\\left", "\\begin{", "é", "\u{338}",
        ];
        for first in pieces {
            for second in pieces {
                for third in ["x", "\\\\", "[", "\\right.", ""] {
                    let tex = format!("{first}{second}{third}");
                    if let Some(Ok(mathml)) = to_mathml(&tex, true) {
                        check_clean(&mathml);
                    }
                }
            }
        }
    }

    #[test]
    fn scripts_have_two_or_three_children_and_styled_rows_are_styles() {
        let log = to_mathml(r"n \log_2 n", false).unwrap().unwrap();
        assert!(
            log.contains("<mspace width=\"0.1667em\"/><msub><mi>log</mi><mn>2</mn></msub>"),
            "{log}"
        );
        let half = to_mathml(r"\tfrac{1}{2}", false).unwrap().unwrap();
        assert!(
            half.contains("<mstyle displaystyle=\"false\"") && half.contains("</mstyle>"),
            "{half}"
        );
        assert!(!half.contains("<mrow displaystyle"), "{half}");
    }

    #[test]
    fn a_formula_that_multiplies_itself_is_cut_off() {
        let bomb = r"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\
                     \def\d{\c\c\c\c\c\c\c\c\c\c}\d\d\d\d\d\d\d\d\d\d";
        assert!(
            to_mathml(bomb, false)
                .expect("the converter is built in")
                .is_err()
        );
    }
}
