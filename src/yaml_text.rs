//! Text to YAML scalars: the way back from [`crate::yaml`].
//!
//! Quotes are put wherever any YAML reader could see something else than the
//! text, not only our own: editors and linters read these files as well.

/// The text as a value on a `key: value` line.
pub fn scalar(text: &str) -> String {
    match reads_as_text(text) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// The text as a value inside `[…]`, `{…}` or a question's metadata comment.
pub fn flow_scalar(text: &str) -> String {
    let is_plain = reads_as_text(text) && !text.contains([',', '[', ']', '{', '}']);
    match is_plain {
        true => text.to_owned(),
        // `-->` would end the comment, quotes or not.
        false => quoted(text).replace("->", "-\\x3E"),
    }
}

/// The texts as a list on one line.
pub fn flow_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(flow_scalar).collect();
    format!("[{}]", texts.join(", "))
}

/// Whether the text, written without quotes, is read as this text.
fn reads_as_text(text: &str) -> bool {
    let is_bare = text.starts_with(char::is_alphabetic)
        && !text.ends_with(':')
        && !text.ends_with(char::is_whitespace)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains("->")
        && !text.contains(is_unprintable);
    is_bare && !is_keyword(text)
}

/// Words that some version of YAML takes for something else than text.
fn is_keyword(text: &str) -> bool {
    let keywords = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    keywords.contains(&text.to_lowercase().as_str())
}

/// Characters that YAML wants escaped, line ends among them.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_unprintable(c) => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::fields::{Fields, Reader};
    use crate::source::{Source, Span};
    use crate::yaml;

    fn read_back(
        line: &str,
        read: impl Fn(&std::sync::Arc<Source>, &mut Diagnostics) -> Fields,
    ) -> String {
        let source = Source::new("a.md", line);
        let mut problems = Diagnostics::new();
        let fields = read(&source, &mut problems);
        let mut reader = Reader::new(&source, fields, &["key", "next"], &mut problems);
        let text = reader.optional_text("key").expect("the key is there").value;
        assert!(problems.is_empty(), "{line}: {problems:?}");
        text
    }

    fn check(text: &str) {
        let block = format!("key: {}\nnext: 1\n", scalar(text));
        let span = Span::new(0, block.len());
        let back = read_back(&block, |source, problems| {
            yaml::read(source, span, problems).unwrap()
        });
        assert_eq!(back, text, "{block}");
        let flow = format!("key: {}, next: 1", flow_scalar(text));
        let span = Span::new(0, flow.len());
        let back = read_back(&flow, |source, problems| {
            yaml::read_flow(source, span, problems)
        });
        assert_eq!(back, text, "{flow}");
        assert!(!flow.contains("-->"), "{flow}");
    }

    #[test]
    fn what_other_readers_would_take_for_something_else_is_quoted() {
        assert_eq!(scalar("asyncio & async/await"), "asyncio & async/await");
        for text in [
            "yes",
            "No",
            "42",
            "1e3",
            "2026-01-01",
            "a: b",
            "a #b",
            "a:",
            "~",
            "null",
            "",
        ] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
        for text in [
            "*args", "&x", "[a]", "{a}", "!x", "%x", "@x", "`x`", "- a", "? a", "'a'",
        ] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
        assert_eq!(flow_list(["a", "b, c", "d]"]), "[a, \"b, c\", \"d]\"]");
    }

    #[test]
    fn awkward_texts_come_back_unchanged() {
        for text in [
            "C# and F#",
            "a --> b",
            "tab\there",
            "line\nend",
            "\u{0}\u{85}\u{2028}",
            "a \"q\" \\n",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_unchanged(text in "[ -~äλ😀\u{2028}\n\t]{0,24}") {
            check(&text);
        }
    }
}
