//! All integration tests, one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod corpora;
mod emit;
mod explanations;
mod import;
mod output;
