//! `hotseat check`

use std::io::Read;
use std::path::{Component, Path};

use anyhow::{Context, Result, bail};

use super::args::{Check, Common};
use super::{Outcome, fix, report};
use crate::diagnostic::{Diagnostics, not_utf8};
use crate::discover::{self, Document, Inputs};
use crate::model::artifact::Dropped;
use crate::pipeline::Aids;
use crate::source::Source;

/// Finds everything that is wrong with the content, without writing the site.
pub fn run(common: &Common, check: &Check) -> Result<Outcome> {
    let root = common.root()?;
    if check.fix {
        for line in fix::write_missing_ids(&root, &common.overrides())? {
            report::progress(common, &line);
        }
    }
    let (mut inputs, mut problems) = discover::discover(&root, &common.overrides())?;
    if let Some(path) = &check.stdin {
        replace(&mut inputs, &root, path, &mut problems)?;
    }
    let trace = report::trace(common);
    let aids = Aids {
        trace: trace.clone(),
        cache: None,
    };
    let mut prepared = crate::pipeline::link(inputs, problems, aids);
    prepared.render(&Dropped);
    report::write_trace(common, trace.as_deref())?;
    report::timings(common, prepared.timings());
    let mut problems = prepared.problems;
    problems.extend(prepared.unproved);
    problems.sort();
    if common.strict {
        problems.make_strict();
    }
    report::problems(common, &problems)?;
    match problems.has_errors() {
        true => Ok(Outcome::ContentAtFault),
        false => {
            if problems.is_empty() {
                report::progress(common, "no problems");
            }
            Ok(Outcome::Done)
        }
    }
}

/// Puts standard input in the place of a file's text, whether the file exists or not.
fn replace(
    inputs: &mut Inputs,
    root: &Path,
    path: &Path,
    problems: &mut Diagnostics,
) -> Result<()> {
    let counted = super::from_root(root, path)?;
    let below = [counted.as_deref(), Some(path)]
        .into_iter()
        .flatten()
        .find_map(|path| path.strip_prefix("content").ok())
        .unwrap_or(path);
    let is_normal = |part: Component<'_>| matches!(part, Component::Normal(_));
    let is_inside =
        below.components().all(is_normal) && below.extension().is_some_and(|ending| ending == "md");
    let Some(content_path) = below.to_str().filter(|_| is_inside) else {
        bail!(
            "`--stdin {}` is no Markdown file of the content folder",
            path.display()
        );
    };
    let content_path = content_path.replace('\\', "/");
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .context("reading standard input")?;
    inputs
        .documents
        .retain(|document| document.content_path != content_path);
    let shown = format!("content/{content_path}");
    let source = match String::from_utf8(bytes) {
        Ok(text) => Source::new(shown, text),
        Err(error) => {
            problems.push(not_utf8(&shown, &error));
            return Ok(());
        }
    };
    inputs.documents.push(Document {
        content_path,
        source,
        committed: None,
    });
    inputs
        .documents
        .sort_by(|a, b| a.content_path.cmp(&b.content_path));
    Ok(())
}
