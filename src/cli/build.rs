//! `hotseat build`

use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Result;

use super::args::Common;
use super::{INTERRUPTED, IS_WRITING, Outcome, report};
use crate::emit::emit;

/// Builds the site and writes it, unless there are errors.
pub fn run(common: &Common) -> Result<Outcome> {
    let start = Instant::now();
    let root = common.root()?;
    let mut built = crate::pipeline::build(&root, &common.overrides())?;
    if common.strict {
        built.problems.make_strict();
    }
    if common.verbose {
        report::progress(common, &format!("site: {}", root.display()));
    }
    report::problems(common, &built.problems)?;
    if built.problems.has_errors() {
        report::progress(common, "nothing was written");
        return Ok(Outcome::ContentAtFault);
    }
    let output = common.output(&root);
    let sources = ["content", "templates", "themes", "hotseat.toml"].map(|name| root.join(name));
    let sources: Vec<&std::path::Path> = sources.iter().map(AsRef::as_ref).collect();
    let writing = Instant::now();
    IS_WRITING.store(true, Ordering::SeqCst);
    let written = emit(&built.artifacts, &output, &sources, &INTERRUPTED);
    IS_WRITING.store(false, Ordering::SeqCst);
    let written = written?;
    built.timings.push(("emit", writing.elapsed()));
    report::timings(common, &built.timings);
    if common.verbose {
        for artifact in &built.artifacts {
            report::progress(common, &artifact.path);
        }
    }
    report::progress(
        common,
        &format!(
            "{} files in {}: {} written, {} unchanged, {} removed ({:.2} s)",
            built.artifacts.len(),
            output.display(),
            written.written,
            written.unchanged,
            written.removed,
            start.elapsed().as_secs_f64(),
        ),
    );
    Ok(Outcome::Done)
}
