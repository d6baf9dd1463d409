//! Any file of the content folder: every span lies in it, and every problem can be shown.
#![no_main]

use hotseat::diagnostic::print_human;
use hotseat::parse::{Settings, parse};
use hotseat::source::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: String| {
    let difficulties = ["easy", "medium", "hard"].map(str::to_owned);
    let settings = Settings {
        difficulties: &difficulties,
        math: true,
        trusts_rust: false,
        drafts: true,
        section_names: &[],
    };
    for name in ["page.md", "_index.md"] {
        let source = Source::new(format!("content/{name}"), text.clone());
        let (page, problems) = parse(&source, name, &settings);
        page.visit_blocks(&mut |block| {
            assert!(
                source
                    .text()
                    .get(block.span.start..block.span.end)
                    .is_some()
            );
        });
        print_human(&problems, false);
    }
});
