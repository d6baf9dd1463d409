//! `hotseat check`

use std::io::Read;
use std::path::{Component, Path};

use anyhow::{Context, Result, bail};

use super::args::{Check, Common};
use super::{Outcome, fix, report};
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
    let (mut inputs, problems) = discover::discover(&root, &common.overrides())?;
    if let Some(path) = &check.stdin {
        replace(&mut inputs, &root, path)?;
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
fn replace(inputs: &mut Inputs, root: &Path, path: &Path) -> Result<()> {
    let content = std::path::absolute(root.join("content"))?;
    let absolute = std::path::absolute(path)?;
    let below = absolute
        .strip_prefix(&content)
        .or_else(|_| path.strip_prefix("content"))
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
    let text = String::from_utf8(bytes).context("standard input is not UTF-8")?;
    let source = Source::new(format!("content/{content_path}"), text);
    inputs
        .documents
        .retain(|document| document.content_path != content_path);
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
