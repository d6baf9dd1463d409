//! What holds for any text at all: parsing never panics, spans stay inside the file, and
//! what is shown of a problem is a line of the file.

use hotseat::diagnostic::print_human;
use hotseat::href::Slug;
use hotseat::parse::{LooksAt, Settings, parse};
use hotseat::source::Source;
use proptest::prelude::*;

/// Pieces that mean something, in any order: plain random text never gets far.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n"),
        Just("title: T\n"),
        Just("kind: article\n"),
        Just("tags: [a, 'b]\n"),
        Just("## What?\n"),
        Just("<!-- id: a, difficulty: hard -->\n"),
        Just("<!-- group: true -->\n"),
        Just("### Answer\n"),
        Just("### Hint\n"),
        Just("#### Answer\n"),
        Just("### Follow-up: why?\n"),
        Just("- [ ] no\n  > why\n"),
        Just("- [x] yes\n"),
        Just("```python run hl=1-2\nx = 1\n```\n"),
        Just("```output\n1\n```\n"),
        Just("```rust tab=\"A\nfn f() {}\n"),
        Just("> [!NOTE]\n> **Trap:** x\n> **Answer:** y\n"),
        Just("| a | b |\n|---|:-:|\n| 1 |\n"),
        Just("[x](y.md#z) ![i](j.png)\n"),
        Just("https://a.b/c)\n"),
        Just("<b>\n"),
        Just("[^1]: note\n"),
        Just("a[^1]\n"),
        Just("$x$ $$y$$\n"),
        Just("\t"),
        Just("  "),
        Just("\n"),
        Just("é\u{301}日\u{1F600}"),
        Just("\r\n"),
        Just("\u{feff}"),
        Just("> "),
        Just("1. "),
    ];
    prop::collection::vec(
        prop_oneof![piece.prop_map(str::to_owned), "\\PC{0,12}"],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_parsed_and_every_span_lies_in_it(text in pieces(), math: bool) {
        let difficulties = ["easy", "medium", "hard"].map(str::to_owned);
        let settings = Settings { difficulties: &difficulties, math, looks_at: LooksAt::Samples, drafts: true, section_names: &[] };
        let source = Source::new("content/a.md", format!("---\ntitle: T\n---\n{text}"));
        let (page, problems) = parse(&source, "a.md", &settings);
        let length = source.text().len();
        page.visit_blocks(&mut |block| {
            assert!(block.span.end <= length);
            assert!(source.text().is_char_boundary(block.span.start), "{block:?}");
        });
        for problem in &problems {
            for label in problem.labels() {
                prop_assert!(label.span.start <= label.span.end && label.span.end <= length);
                prop_assert!(source.text().is_char_boundary(label.span.start));
                prop_assert!(source.text().is_char_boundary(label.span.end));
            }
        }
        print_human(&problems, false);
    }

    #[test]
    fn any_front_matter_is_read_or_refused(text in pieces()) {
        let difficulties = ["easy".to_owned(), "hard".to_owned()];
        let settings = Settings { difficulties: &difficulties, math: false, looks_at: LooksAt::SamplesButRust, drafts: false, section_names: &[] };
        let source = Source::new("content/a.md", format!("---\n{text}\n---\n"));
        let (page, problems) = parse(&source, "a.md", &settings);
        prop_assert!(!page.front.title.is_empty() || problems.has_errors());
        print_human(&problems, true);
    }

    #[test]
    fn any_settings_are_read_or_refused(text in "([a-z_]{1,8} ?= ?(\"[^\"]*\"|true|[0-9]{1,4}|\\[[^\\]]*\\])\n|\\[\\[?[a-z]{1,5}\\]\\]?\n|\\PC{0,10}\n){0,8}") {
        let source = Source::new("hotseat.toml", text);
        let (config, problems) = hotseat::config::read(&source);
        prop_assert!((2..=5).contains(&config.difficulties.len()));
        print_human(&problems, false);
    }

    #[test]
    fn a_slug_of_a_slug_is_itself(text in "\\PC{0,30}") {
        if let Some(slug) = Slug::from_text(&text) {
            prop_assert_eq!(Slug::exact(slug.as_str()), Some(slug.clone()));
            prop_assert!(!slug.as_str().contains(['/', '.', '%', '#', ' ', '\\']));
        }
    }

    #[test]
    fn decoding_a_link_undoes_encoding_it(text in "\\PC{0,30}") {
        prop_assert_eq!(hotseat::href::decode(&hotseat::href::encode_path(&text)), text);
    }
}
