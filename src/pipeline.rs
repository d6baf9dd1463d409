//! The stages, one behind the other: a folder to artifacts in memory.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::discover::{Inputs, Overrides};
use crate::model::artifact::Artifact;
use crate::model::page::Page;

/// What a build gives: artifacts to be written, and the problems of all files.
///
/// While there are errors among the problems the artifacts are not to be written:
/// pages may be missing or wrong.
pub struct Built {
    /// The output files, by path.
    pub artifacts: Vec<Artifact>,
    /// The problems, sorted by path and place.
    pub problems: Diagnostics,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// Reads the site at `root` and builds it in memory.
///
/// # Errors
///
/// Only when the site cannot be read at all; what is wrong with its files is in
/// [`Built::problems`].
pub fn build(root: &Path, overrides: &Overrides) -> anyhow::Result<Built> {
    let start = Instant::now();
    let (inputs, problems) = crate::discover::discover(root, overrides)?;
    let mut built = compile(inputs);
    built.timings.insert(
        0,
        ("discover", start.elapsed().saturating_sub(total(&built))),
    );
    built.problems.extend(problems);
    built.problems.sort();
    Ok(built)
}

/// Builds what was read: parse, link, render.
pub fn compile(inputs: Inputs) -> Built {
    let mut timings = Vec::new();
    let mut watch = Instant::now();
    let mut lap = |stage: &'static str| {
        timings.push((stage, watch.elapsed()));
        watch = Instant::now();
    };
    let (theme, mut problems) = crate::theme::assemble(inputs.theme_files, &inputs.config);
    let (pages, parse_problems) =
        parse_all(&inputs.documents, &inputs.config, &theme, inputs.drafts);
    problems.extend(parse_problems);
    lap("parse");
    let surroundings = crate::link::Surroundings {
        config: inputs.config,
        assets: inputs.assets,
        drafts: inputs.drafts,
    };
    let (guide, link_problems) = crate::link::link(pages, surroundings);
    problems.extend(link_problems);
    lap("link");
    let (artifacts, render_problems) =
        crate::render::render(&guide, &Arc::new(theme), &inputs.site_files);
    problems.extend(render_problems);
    problems.sort();
    lap("render");
    Built {
        artifacts,
        problems,
        timings,
    }
}

/// Parses all documents, in parallel; the order stays that of their paths.
pub fn parse_all(
    documents: &[crate::discover::Document],
    config: &crate::config::Config,
    theme: &crate::theme::Theme,
    drafts: bool,
) -> (Vec<Page>, Diagnostics) {
    let section_names = theme.strings.section_names();
    let settings = crate::parse::Settings {
        difficulties: &config.difficulties,
        math: config.math,
        drafts,
        section_names: &section_names,
    };
    let parsed: Vec<(Page, Diagnostics)> = documents
        .par_iter()
        .map(|document| {
            let (mut page, problems) =
                crate::parse::parse(&document.source, &document.content_path, &settings);
            page.committed = document.committed;
            (page, problems)
        })
        .collect();
    let mut pages = Vec::with_capacity(parsed.len());
    let mut problems = Diagnostics::new();
    for (page, page_problems) in parsed {
        pages.push(page);
        problems.extend(page_problems);
    }
    (pages, problems)
}

fn total(built: &Built) -> Duration {
    built.timings.iter().map(|(_, time)| *time).sum()
}
