//! Any sample, in the right language or not: tokens in order, problems inside of it.
#![no_main]

use hotseat::syntax::{python, rust};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|code: &str| {
    let problems = [
        python::problem(code),
        python::transcript_problem(code),
        rust::problem(code),
    ];
    for problem in problems.into_iter().flatten() {
        assert!(code.get(problem.range).is_some());
    }
    for tokens in [python::tokens, python::transcript_tokens, rust::tokens] {
        let mut end = 0;
        for token in tokens(code) {
            assert!(end <= token.start && token.start < token.end);
            assert!(code.get(token.start..token.end).is_some());
            end = token.end;
        }
    }
});
