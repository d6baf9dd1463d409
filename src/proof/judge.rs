//! A sample's claims against one run of it.

use super::compare::{Difference, Extent, compare, is_met, lines};
use super::plan::Step;
use super::printed::{Ending, Example, Printed};
use crate::model::sample::{Output, Purpose, Stream, version_parts};

/// A claim that a run did not bear out.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault<'a> {
    /// It was stopped, or its session never came to it.
    Stopped,
    /// It was to end well and did not.
    Failed,
    /// It was to fail and did not.
    Succeeded,
    /// It failed, but not with the error that was named.
    FailedOtherwise(&'a str),
    /// It ended with another status.
    Exit(&'a Output, i32),
    /// It printed something else.
    Differs(&'a Output, Difference),
    /// An example of a transcript printed something else: its place among the examples.
    Example(usize, usize),
}

/// Everything on the page that `printed`, by this version of the tool, does not bear out.
pub fn judge<'a>(step: &Step<'a>, version: &str, printed: &Printed) -> Vec<Fault<'a>> {
    let claims = applicable(&step.claims, version);
    let ending = &printed.ending;
    let exits = claims
        .iter()
        .filter_map(|claim| Some((*claim, claim.exit?)));
    let exits: Vec<(&Output, i32)> = exits.collect();
    let fault = match (&step.sample.purpose, ending) {
        (_, Ending::Stopped(_) | Ending::NotReached) => Some(Fault::Stopped),
        (Purpose::Fail(_), Ending::Well) => Some(Fault::Succeeded),
        (Purpose::Fail(Some(error)), _) if !is_named(error, &ending.names()) => {
            Some(Fault::FailedOtherwise(error))
        }
        (Purpose::Fail(_), _) => None,
        // An expected status is no failure.
        (_, Ending::Status(..)) if !exits.is_empty() => None,
        (_, Ending::Well) => None,
        _ => Some(Fault::Failed),
    };
    if let Some(fault) = fault {
        return vec![fault];
    }
    let mut faults = Vec::new();
    let status = match ending {
        Ending::Well => Some(0),
        Ending::Status(status, _) => Some(*status),
        _ => None,
    };
    for (claim, exit) in exits {
        if status.is_some_and(|status| status != exit) {
            faults.push(Fault::Exit(claim, status.unwrap_or_default()));
        }
    }
    for (place, example) in printed.examples.iter().enumerate() {
        faults.extend(unmet_line(example).map(|line| Fault::Example(place, line)));
    }
    for claim in claims {
        let text = match claim.stream {
            Stream::Stdout => &printed.stdout,
            Stream::Stderr => &printed.stderr,
        };
        let extent = if claim.is_part {
            Extent::Part
        } else {
            Extent::Whole
        };
        let difference = compare(&claim.text, text, extent);
        faults.extend(difference.map(|difference| Fault::Differs(claim, difference)));
    }
    faults
}

/// The outputs that speak of a version: where some of a stream need a version and have it,
/// those that need the newest; else those that need none.
pub fn applicable<'a>(claims: &[&'a Output], version: &str) -> Vec<&'a Output> {
    let is_met = |claim: &&&Output| {
        let needs = claim.needs.as_ref();
        needs.is_none_or(|needs| needs.is_met_by(version))
    };
    let rank = |claim: &Output| {
        let needs = claim.needs.as_ref();
        needs.map(|needs| version_parts(&needs.version))
    };
    let met: Vec<&Output> = claims.iter().filter(is_met).copied().collect();
    let is_newest = |claim: &&&Output| {
        let rivals = met.iter().filter(|rival| rival.stream == claim.stream);
        rivals.map(|rival| rank(rival)).max() == Some(rank(claim))
    };
    met.iter().filter(is_newest).copied().collect()
}

/// `JSONDecodeError` names `json.decoder.JSONDecodeError` too.
fn is_named(wanted: &str, names: &[&str]) -> bool {
    names
        .iter()
        .any(|name| *name == wanted || name.rsplit('.').next() == Some(wanted))
}

/// The first line of an example's claim, from 0, that is not met, as `doctest` reads it.
///
/// A traceback is compared by what stands behind its stack: the exception and its words.
fn unmet_line(example: &Example) -> Option<usize> {
    if let Some(exception) = &example.exception {
        let mut wanted = lines(&example.want).into_iter().enumerate();
        let is_head = |line: &str| {
            line.starts_with("Traceback (most recent call last):")
                || line.starts_with("Traceback (innermost last):")
        };
        let Some(_) = wanted.find(|(_, line)| is_head(line)) else {
            return Some(0);
        };
        let is_stack = |line: &str| line.starts_with(char::is_whitespace) || line.is_empty();
        let message: Vec<(usize, &str)> = wanted.skip_while(|(_, line)| is_stack(line)).collect();
        let first = message.first().map_or(1, |(line, _)| *line);
        let text: Vec<&str> = message.iter().map(|(_, line)| *line).collect();
        let difference = compare(&text.join("\n"), exception, Extent::Whole);
        return difference.map(|difference| first + difference.line);
    }
    let want = example.want.replace("<BLANKLINE>", "");
    if lines(&want).len() == 1 && is_met(lines(&want)[0], example.got.trim_end(), false, false) {
        return None;
    }
    compare(&want, &example.got, Extent::Whole).map(|difference| difference.line)
}
