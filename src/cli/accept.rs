//! `hotseat test --accept`: writes what was printed into the output blocks of the pages.
//!
//! Nothing but lines between the fences of such a block changes, and the fences
//! themselves where what was printed would end the block.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::fresh;
use crate::model::sample::{Output, Stream};
use crate::proof::{self, Fault, Plan, Printed};
use crate::run::{Bench, Results};
use crate::source::Source;

/// What was done.
pub struct Accepted {
    /// How many blocks say something else now.
    pub count: usize,
    /// A line for each file, and for each block that could not be written.
    pub lines: Vec<String>,
}

/// A block and its new text.
struct Edit<'a> {
    claim: &'a Output,
    text: &'a str,
}

/// Rewrites the output blocks that are not what was printed.
///
/// Only those whose sample ended as the page says, and where all versions that the block
/// speaks of printed the same.
pub fn accept(root: &Path, plan: &Plan<'_>, bench: &Bench, results: &Results) -> Result<Accepted> {
    let mut accepted = Accepted {
        count: 0,
        lines: Vec::new(),
    };
    let mut edits: BTreeMap<&str, (&Source, Vec<Edit<'_>>)> = BTreeMap::new();
    for (place, job) in plan.jobs.iter().enumerate() {
        let ran: Vec<(&str, &[Printed])> = results
            .ran
            .iter()
            .filter(|one| one.job == place)
            .map(|one| {
                let version = bench.toolchains[one.toolchain].version.as_str();
                (version, one.printed.as_slice())
            })
            .collect();
        for (number, step) in job.steps.iter().enumerate() {
            let runs = ran
                .iter()
                .map(|(version, printed)| (*version, &printed[number]));
            let runs: Vec<(&str, &Printed)> = runs.collect();
            for claim in &step.claims {
                match text_for(step, claim, &runs) {
                    Decision::Keep => {}
                    Decision::Write(text) => {
                        let path = job.source.path();
                        let (_, edits) = edits
                            .entry(path)
                            .or_insert_with(|| (job.source.as_ref(), Vec::new()));
                        edits.push(Edit { claim, text });
                    }
                    Decision::Refuse(why) => {
                        let line = job.source.line_col(claim.text_span.start).line;
                        let path = job.source.path();
                        accepted
                            .lines
                            .push(format!("{path}:{line}: not rewritten: {why}"));
                    }
                }
            }
        }
    }
    for (path, (source, edits)) in edits {
        let count = edits.len();
        if rewrite(root, path, source, edits)? {
            accepted.count += count;
            let plural = if count == 1 { "" } else { "s" };
            accepted
                .lines
                .push(format!("wrote {count} output{plural} into {path}"));
        } else {
            accepted
                .lines
                .push(format!("{path}: not rewritten: its line ends are mixed up"));
        }
    }
    Ok(accepted)
}

enum Decision<'a> {
    Keep,
    Write(&'a str),
    Refuse(&'static str),
}

/// What is to become of one claim, after all runs it speaks of.
fn text_for<'r>(
    step: &proof::Step<'_>,
    claim: &Output,
    runs: &[(&str, &'r Printed)],
) -> Decision<'r> {
    let mut texts: Vec<&str> = Vec::new();
    let mut differs = false;
    for (version, printed) in runs {
        let speaks = proof::applicable(&step.claims, version);
        if !speaks.iter().any(|one| std::ptr::eq(*one, claim)) {
            continue;
        }
        for fault in proof::judge(step, version, printed) {
            match fault {
                Fault::Differs(one, _) => differs |= std::ptr::eq(one, claim),
                // It did not end as claimed: what it printed is not what it should print.
                _ => return Decision::Keep,
            }
        }
        texts.push(match claim.stream {
            Stream::Stdout => &printed.stdout,
            Stream::Stderr => &printed.stderr,
        });
    }
    let Some(first) = texts.first().filter(|_| differs) else {
        return Decision::Keep;
    };
    let is_unfit = |c: char| matches!(c, '\r' | '\0' | '\u{fffd}');
    if claim.is_part {
        Decision::Refuse("it claims only a part")
    } else if texts.iter().any(|text| text != first) {
        Decision::Refuse("versions differ; give each its own block with `needs=`")
    } else if first.contains(is_unfit) {
        Decision::Refuse("what is printed is no text")
    } else {
        Decision::Write(first)
    }
}

/// False if lines cannot be counted: a carriage return alone ends one, too.
fn rewrite(root: &Path, path: &str, source: &Source, mut edits: Vec<Edit<'_>>) -> Result<bool> {
    let file = fs_err::read_to_string(root.join(path))?;
    if file.replace("\r\n", "\n").contains('\r') {
        return Ok(false);
    }
    let mut lines: Vec<String> = file.split_inclusive('\n').map(str::to_owned).collect();
    // From the end, so that earlier line numbers stay true.
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.claim.text_span));
    for edit in edits {
        replace_block(&mut lines, source, &edit);
    }
    fresh::replace(root, path, &lines.concat())?;
    Ok(true)
}

fn replace_block(lines: &mut Vec<String>, source: &Source, edit: &Edit<'_>) {
    let old: Vec<&str> = text_lines(&edit.claim.text);
    let new: Vec<&str> = text_lines(edit.text);
    let mut first = source.line_col(edit.claim.text_span.start).line - 1;
    let is_opening = |line: &str| line.contains("```") || line.contains("~~~");
    // An empty block may have its place on the fence itself.
    if old.is_empty() && is_opening(&lines[first]) && lines[first].contains("output") {
        first += 1;
    }
    let (open, close) = (first - 1, first + old.len());
    let ending = match lines[open].ends_with("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    let prefix = prefix(&lines[open], old.iter().zip(&lines[first..]));
    lengthen(lines, open, close, &new);
    let written: Vec<String> = new
        .iter()
        .map(|line| match line.is_empty() {
            true => format!("{}{ending}", prefix.trim_end()),
            false => format!("{prefix}{line}{ending}"),
        })
        .collect();
    lines.splice(first..close, written);
}

fn text_lines(text: &str) -> Vec<&str> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    match text {
        "" => Vec::new(),
        text => text.split('\n').collect(),
    }
}

/// What stands before the text of each line: as on a line that is there, or what lets a line
/// belong to the quotes and lists that the fence stands in.
fn prefix<'a>(open: &str, mut lines: impl Iterator<Item = (&'a &'a str, &'a String)>) -> String {
    let written = lines.find_map(|(text, written)| {
        let written = written.trim_end_matches(['\n', '\r']);
        (!text.is_empty()).then(|| written.strip_suffix(text).map(str::to_owned))?
    });
    written.unwrap_or_else(|| {
        let before = open.split(['`', '~']).next().unwrap_or_default();
        let space = |c: char| match c {
            '>' | '\t' => c,
            _ => ' ',
        };
        before.chars().map(space).collect()
    })
}

/// Makes the fences longer than any run of their sign that a line begins with.
fn lengthen(lines: &mut [String], open: usize, close: usize, text: &[&str]) {
    let Some(at) = lines[open].find(['`', '~']) else {
        return;
    };
    let sign = if lines[open][at..].starts_with('`') {
        '`'
    } else {
        '~'
    };
    let run = |text: &str| text.chars().take_while(|c| *c == sign).count();
    let length = run(&lines[open][at..]);
    let longest = text.iter().map(|line| run(line.trim_start())).max();
    let wanted = longest.map_or(0, |longest| longest + 1);
    if wanted <= length {
        return;
    }
    let more = sign.to_string().repeat(wanted - length);
    lines[open].insert_str(at, &more);
    if let Some(line) = lines.get_mut(close)
        && let Some(at) = line.find(sign)
    {
        let missing = wanted.saturating_sub(run(&line[at..]));
        line.insert_str(at, &sign.to_string().repeat(missing));
    }
}
