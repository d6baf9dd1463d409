//! `hotseat build`

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Result;

use super::args::Common;
use super::{INTERRUPTED, IS_WRITING, Outcome, report};
use crate::cache::Cache;
use crate::discover::Overrides;
use crate::emit::Writer;
use crate::model::artifact::Dropped;
use crate::pipeline::{self, Aids, Prepared};

/// Builds the site and writes it, unless there are errors.
///
/// Rust samples are parsed with `--strict` alone: that takes as long as the rest of a build,
/// and `check` is there for it.
pub fn run(common: &Common) -> Result<Outcome> {
    let start = Instant::now();
    let root = common.root()?;
    let output = common.output(&root);
    let cache = (!common.no_cache).then(|| Cache::read(&root).at_output(&absolute(&output)));
    let aids = Aids {
        cache,
        trace: report::trace(common),
    };
    let trace = aids.trace.clone();
    let overrides = Overrides {
        trusts_rust: !common.strict,
        ..common.overrides()
    };
    let mut prepared = pipeline::prepare(&root, &overrides, aids)?;
    if common.verbose {
        report::progress(common, &format!("site: {}", root.display()));
    }
    if has_errors(common, &mut prepared) {
        // For what templates have to say; nothing of it is written.
        prepared.render(&Dropped);
        return refuse(common, &mut prepared);
    }
    let sources = ["content", "templates", "themes", "hotseat.toml"].map(|name| root.join(name));
    let sources: Vec<&Path> = sources.iter().map(AsRef::as_ref).collect();
    IS_WRITING.store(true, Ordering::SeqCst);
    let writer = Writer::open(&output, &sources, &INTERRUPTED, prepared.known())?;
    prepared.render(&writer);
    if has_errors(common, &mut prepared) {
        drop(writer);
        IS_WRITING.store(false, Ordering::SeqCst);
        return refuse(common, &mut prepared);
    }
    // From here on Ctrl-C no longer matters: the site is in its place, what is left is telling.
    let finished = writer.finish()?;
    let written = finished.report;
    prepared.lap("emit");
    report::problems(common, &prepared.problems)?;
    report::timings(common, prepared.timings());
    report::write_trace(common, trace.as_deref())?;
    report::work(common, prepared.counts(), written, start.elapsed());
    let cache = prepared.take_cache(finished.known);
    cache.iter().for_each(|cache| cache.write(&root));
    if common.verbose {
        for path in &finished.paths {
            report::progress(common, path);
        }
    }
    report::progress(
        common,
        &format!(
            "{} files in {}: {} written, {} unchanged, {} removed ({:.2} s)",
            written.written + written.unchanged,
            output.display(),
            written.written,
            written.unchanged,
            written.removed,
            start.elapsed().as_secs_f64(),
        ),
    );
    // The program ends: to take a guide apart page by page would only delay it.
    std::mem::forget((prepared, cache));
    Ok(Outcome::Done)
}

/// The same folder has the same name wherever the command is given.
fn absolute(output: &Path) -> PathBuf {
    std::path::absolute(output).unwrap_or_else(|_| output.to_owned())
}

fn has_errors(common: &Common, prepared: &mut Prepared) -> bool {
    if common.strict {
        prepared.problems.make_strict();
    }
    prepared.problems.has_errors()
}

fn refuse(common: &Common, prepared: &mut Prepared) -> Result<Outcome> {
    if common.strict {
        prepared.problems.make_strict();
    }
    report::problems(common, &prepared.problems)?;
    report::progress(common, "nothing was written");
    Ok(Outcome::ContentAtFault)
}
