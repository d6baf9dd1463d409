//! The stages of a build, each by itself: `cargo bench --bench build`.
//!
//! The guide has a hundred pages of six questions, as the corpus of `bench/` has.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use hotseat::diagnostic::Diagnostics;
use hotseat::discover::{self, Inputs, Overrides};
use hotseat::link::{self, Surroundings};
use hotseat::model::artifact::Dropped;
use hotseat::model::guide::PageId;
use hotseat::pipeline::{self, Aids};
use hotseat::source::{Source, Span};
use hotseat::{emit, parse, render, yaml};
use tempfile::TempDir;

const PYTHON: &str = include_str!("samples/batches.py");
const RUST: &str = include_str!("samples/batches.rs");

const PAGES: usize = 100;

const FRONT_MATTER: &str = r#"title: "Event Loop"
difficulty: medium
order: 3
updated: 2025-04-09
tags: [concurrency, asyncio]
description: "What an event loop does while nothing happens."
"#;

fn main() {
    divan::main();
}

/// A page whose words depend on its number, so that no two are the same.
fn page(number: usize) -> String {
    let mut text = format!("---\n{FRONT_MATTER}---\n");
    for question in 0..6 {
        let (language, code) = [("python", PYTHON), ("rust", RUST)][question % 2];
        write!(
            text,
            "\n## How does `step_{number}` wait for the lock {question}?\n\
             <!-- id: wait-{question}, difficulty: easy -->\n\n\
             **The event loop** decides *when* control returns to the caller, not how fast the\n\
             work itself runs; `step_{number}` is asked again once its descriptor is ready.\n\n\
             ```{language}\n{code}```\n\n\
             | Aspect | Thread {number} | Task |\n| --- | --- | --- |\n| **Cost** | high | `low` |\n\n\
             - See [the reference](https://example.com/{number}) for the exact rules.\n\
             - If the lock is held across a suspension point, every other task waits.\n"
        )
        .expect("a string takes everything");
    }
    text
}

fn site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder can be made");
    let content = site.path().join("content");
    write(&site.path().join("hotseat.toml"), "title = \"Guide\"\n");
    write(&content.join("_index.md"), "---\ntitle: Home\n---\n");
    for number in 0..PAGES {
        let topic = format!("track/topic-{}", number / 8);
        write(
            &content.join(format!("{topic}/page-{number}.md")),
            &page(number),
        );
    }
    site
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file is in a folder"))
        .expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

fn read(site: &TempDir) -> Inputs {
    let (inputs, problems) =
        discover::discover(site.path(), &Overrides::default()).expect("the site can be read");
    assert!(problems.is_empty());
    inputs
}

#[divan::bench]
fn front_matter(bencher: Bencher) {
    let source = Source::new("page.md", FRONT_MATTER);
    let span = Span::new(0, FRONT_MATTER.len());
    bencher
        .counter(BytesCount::of_str(FRONT_MATTER))
        .bench(|| yaml::read(black_box(&source), span, &mut Diagnostics::new()));
}

/// One page, its front matter and the check of its samples included.
#[divan::bench]
fn parse_page(bencher: Bencher) {
    let inputs = read(&site());
    let settings = pipeline::settings(&inputs.config, false, &[]);
    let source = Source::new("page.md", page(1));
    bencher
        .counter(BytesCount::of_str(source.text()))
        .bench(|| parse::parse(black_box(&source), "track/topic/page.md", &settings));
}

/// All pages and all that belongs to a site; parse and link are done before the clock starts.
#[divan::bench]
fn render_guide(bencher: Bencher) {
    let site = site();
    bencher
        .counter(ItemsCount::new(PAGES))
        .with_inputs(|| pipeline::link(read(&site), Diagnostics::new(), Aids::default()))
        .bench_local_values(|mut prepared| {
            prepared.render(&Dropped);
            prepared
        });
}

/// What the search learns of one page.
#[divan::bench]
fn search_facts(bencher: Bencher) {
    let inputs = read(&site());
    let settings = pipeline::settings(&inputs.config, false, &[]);
    let (pages, _) = pipeline::parse_all(&inputs.documents, &settings);
    let wholes: Vec<_> = pages.iter().map(|page| Arc::new(page.clone())).collect();
    let surroundings = Surroundings {
        config: inputs.config.clone(),
        assets: inputs.assets.clone(),
        drafts: false,
    };
    let (guide, _) = link::link(wholes.clone(), surroundings);
    let id = PageId(PAGES / 2);
    let path = &guide.page(id).page.content_path;
    let whole = wholes.iter().find(|page| page.content_path == *path);
    let whole = whole.expect("the guide has the pages that were parsed");
    bencher.bench(|| render::search::facts(black_box(&guide), id, whole));
}

/// A whole site into a folder that is empty.
#[divan::bench]
fn emit_new(bencher: Bencher) {
    emit(bencher, false);
}

/// A whole site into the folder that has it already.
#[divan::bench]
fn emit_unchanged(bencher: Bencher) {
    emit(bencher, true);
}

fn emit(bencher: Bencher, is_there: bool) {
    let site = site();
    let built = pipeline::build(site.path(), &Overrides::default()).expect("the site can be read");
    let go = AtomicBool::new(false);
    let run = |output: &Path| {
        emit::emit(&built.artifacts, output, &[site.path()], &go).expect("the site can be written")
    };
    bencher
        .counter(ItemsCount::new(built.artifacts.len()))
        .with_inputs(|| {
            let folder = tempfile::tempdir().expect("a folder can be made");
            if is_there {
                run(&folder.path().join("site"));
            }
            folder
        })
        .bench_local_values(|folder| {
            run(&folder.path().join("site"));
            folder
        });
}
