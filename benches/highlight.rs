//! Code to colored HTML, and its check: `cargo bench --bench highlight`.
//!
//! The samples have seventeen lines each, as the corpus of `bench/` has.

use divan::{Bencher, black_box, counter::BytesCount};
use hotseat::{language, render::highlight::highlight};

const PYTHON: &str = include_str!("samples/batches.py");
const RUST: &str = include_str!("samples/batches.rs");

fn main() {
    divan::main();
}

fn html(bencher: Bencher, word: &str, code: &str) {
    let language = language::find(word);
    let mut html = String::with_capacity(4 * code.len());
    bencher.counter(BytesCount::of_str(code)).bench_local(|| {
        html.clear();
        highlight(language, black_box(code), &[], &mut html);
        html.len()
    });
}

#[divan::bench]
fn python(bencher: Bencher) {
    html(bencher, "python", PYTHON);
}

#[divan::bench]
fn rust(bencher: Bencher) {
    html(bencher, "rust", RUST);
}

/// The same shape of code by a grammar of regular expressions, for comparison.
#[divan::bench]
fn javascript(bencher: Bencher) {
    html(bencher, "js", include_str!("samples/batches.js"));
}
