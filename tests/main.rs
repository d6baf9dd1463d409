//! One binary for all tests, so that they are linked once. Tests go by feature, never by
//! source file; most stand at the doors of the stages, few run the program.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

// How a test is written: fixtures, printers, the program in a folder of its own.
mod support;

// The content format, section by section of its documentation.
mod blocks; // callouts, diagrams, mathematics, HTML, tables, footnotes
mod config; // hotseat.toml
mod front_matter; // keys of pages and of folders
mod links; // links, anchors, images, addresses, redirects
mod questions; // headings, metadata, groups, reserved sections, choices
mod sample_syntax; // Python and Rust that cannot be read
mod samples; // fences: languages, flags, outputs, tabs
mod siblings; // folders, order, neighbours, breadcrumbs
mod tags; // names, slugs, what carries them

// What a contributor sees.
mod check; // the command: what it writes, reads and returns
mod diagnostics; // one test per code: the whole message
mod formats; // the same for programs: JSON, GitHub, SARIF

// The output: what is made, and what is written.
mod corpora; // real Markdown: nothing panics, nothing is lost
mod incremental; // a build after a build
mod languages; // the interface in each of them
mod emit; // the output folder, and what is never touched
mod output;
mod pairs; // the bundled guide as built
mod search; // the index: which words lead to which documents
mod study; // scripts, and what the settings switch off

// Samples that are run.
mod proof; // claims, proofs, what is written where
#[cfg(target_os = "linux")]
mod sandbox; // fences, limits, and what programs do against them
#[cfg(target_os = "linux")]
mod prove_bad_input; // samples that mean harm, at the program

// Other commands.
mod commands; // each command and the options they share
mod explanations; // `explain` and its long texts
mod import; // questions from elsewhere

// What nobody would write.
mod bad_input;
mod properties; // what holds for any text at all

// The guide while it is written.
mod follow; // in memory: what is shown after any edits
#[cfg(feature = "serve")]
mod serve;

// The tree itself: layers, owners, sizes.
mod tidy;
