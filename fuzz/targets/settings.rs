//! Any `hotseat.toml`, and any `verified.lock`: read or refused.
#![no_main]

use hotseat::diagnostic::print_human;
use hotseat::proof::Lock;
use hotseat::source::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: String| {
    let (config, problems) = hotseat::config::read(&Source::new("hotseat.toml", text.clone()));
    assert!((2..=5).contains(&config.difficulties.len()));
    print_human(&problems, false);
    let (_, problems) = Lock::read(&Source::new("verified.lock", text));
    print_human(&problems, false);
});
