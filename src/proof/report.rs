//! Faults as problems with a place: the claim's own line, expected against got.

use std::sync::Arc;

use super::compare::{Difference, is_gap, is_met, lines};
use super::judge::Fault;
use super::plan::{Job, Step};
use super::printed::{Ending, Printed};
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::sample::{Output, Sample, Stream};
use crate::source::{Source, Span};

/// How many lines of a comparison are shown.
const SHOWN_LINES: usize = 14;
/// How many characters of a line are shown.
const SHOWN_WIDTH: usize = 160;

/// The problem that a fault is; `toolchain` is what it was found with, as `Python 3.11.7`.
pub fn report(
    job: &Job<'_>,
    step: &Step<'_>,
    fault: &Fault<'_>,
    printed: &Printed,
    toolchain: &str,
) -> Diagnostic {
    let source = job.source;
    let sample = step.sample;
    let problem = match fault {
        Fault::Stopped => stopped(source, sample, &printed.ending),
        Fault::Failed => failed(source, sample, printed),
        Fault::Succeeded => Diagnostic::new(
            Code::SampleSucceeds,
            "this sample must fail, and ends well",
            at_sample(source, sample, None, "ended well"),
        )
        .help("write `run` instead of `fails`, or mend the sample so that it fails"),
        Fault::FailedOtherwise(wanted) => otherwise(source, sample, printed, wanted),
        Fault::Exit(claim, status) => {
            let wanted = claim.exit.unwrap_or_default();
            let label = Label::new(source, fence_line(source, claim.text_span), "claimed here");
            Diagnostic::new(
                Code::OutputDiffers,
                format!("this sample ends with status {status}, not {wanted}"),
                label,
            )
            .help(format!("write `exit={status}` if that is right"))
        }
        Fault::Differs(claim, difference) => differs(source, claim, difference, printed),
        Fault::Example(place, line) => example(source, sample, printed, *place, *line),
    };
    problem.note(format!("on {toolchain}"))
}

fn stopped(source: &Arc<Source>, sample: &Sample, ending: &Ending) -> Diagnostic {
    let (message, text, help) = match ending {
        Ending::NotReached => (
            "this sample was not reached".to_owned(),
            "its session ended before it",
            "mend the sample of the session that comes before",
        ),
        _ => (
            format!("this sample {}", stopped_words(ending)),
            "stopped",
            "samples end by themselves, and soon; `timeout=60` gives one more seconds",
        ),
    };
    let label = at_sample(source, sample, None, text);
    Diagnostic::new(Code::SampleStopped, message, label).help(help)
}

fn stopped_words(ending: &Ending) -> &str {
    match ending {
        Ending::Stopped(why) => why,
        _ => "was stopped",
    }
}

fn failed(source: &Arc<Source>, sample: &Sample, printed: &Printed) -> Diagnostic {
    let what = match &printed.ending {
        Ending::Refused(_) => "does not compile",
        _ => "fails",
    };
    let words = printed.ending.words();
    let said = words
        .strip_prefix("it does not compile: ")
        .unwrap_or(&words);
    let label = at_sample(source, sample, printed.place, said);
    let problem = Diagnostic::new(Code::SampleFails, format!("this sample {what}"), label)
        .help("mend it, or write `fails` instead of `run` if that is what it shows");
    with_stderr(problem, printed)
}

fn otherwise(source: &Arc<Source>, sample: &Sample, printed: &Printed, wanted: &str) -> Diagnostic {
    let label = at_sample(source, sample, printed.place, printed.ending.words());
    let names = printed.ending.names();
    let message = format!("this sample does not fail with `{wanted}`");
    let mut problem = Diagnostic::new(Code::FailsOtherwise, message, label);
    if let Some(name) = names.first() {
        problem = problem.help(format!("write `fails={name}` if that is what it shows"));
    }
    with_stderr(problem, printed)
}

/// The last lines of standard error: where Python and rustc say what went wrong.
fn with_stderr(problem: Diagnostic, printed: &Printed) -> Diagnostic {
    let lines = lines(&printed.stderr);
    let skipped = lines.len().saturating_sub(SHOWN_LINES);
    let shown: Vec<String> = lines[skipped..].iter().map(|line| short(line)).collect();
    match shown.is_empty() {
        true => problem,
        false => problem.note(format!("standard error:\n{}", shown.join("\n"))),
    }
}

fn differs(
    source: &Arc<Source>,
    claim: &Output,
    difference: &Difference,
    printed: &Printed,
) -> Diagnostic {
    let (text, stream) = match claim.stream {
        Stream::Stdout => (&printed.stdout, "output"),
        Stream::Stderr => (&printed.stderr, "standard error"),
    };
    let wanted = lines(&claim.text);
    let got = lines(text);
    let got_line = difference.got_line.and_then(|line| got.get(line));
    let said = match (wanted.get(difference.line), got_line) {
        (Some(_), Some(got)) => format!("got `{}`", short(got)),
        (Some(_), None) if claim.is_part || !got.is_empty() => "not printed".to_owned(),
        (Some(_), None) => "nothing was printed".to_owned(),
        (None, Some(got)) => format!("`{}` is printed after this", short(got)),
        (None, None) => "the text ends otherwise".to_owned(),
    };
    let last = wanted.len().saturating_sub(1);
    let line = difference.line.min(last);
    let span = line_span(source, claim.text_span, line, wanted.get(line).copied());
    let message = match claim.is_part {
        true => format!("the {stream} does not contain this"),
        false => format!("the {stream} is not what the sample prints"),
    };
    Diagnostic::new(Code::OutputDiffers, message, Label::new(source, span, said))
        .help(match claim.is_part {
            true => "mend the sample or the claim",
            false => {
                "mend the sample or the claim; `hotseat test --accept` writes what was printed"
            }
        })
        .note(side_by_side(&wanted, &got))
}

fn example(
    source: &Arc<Source>,
    sample: &Sample,
    printed: &Printed,
    place: usize,
    line: usize,
) -> Diagnostic {
    let example = &printed.examples[place];
    let wanted = lines(&example.want);
    let got_text = example.exception.as_ref().unwrap_or(&example.got);
    let got = lines(got_text);
    let (row, said) = match wanted.is_empty() {
        true => (example.line, "prints something".to_owned()),
        false => {
            let shown = got.get(line).or(got.last()).map_or("", |line| line);
            let row = example.want_line + line.min(wanted.len() - 1);
            (
                row,
                match got.is_empty() {
                    true => "nothing was printed".to_owned(),
                    false => format!("got `{}`", short(shown)),
                },
            )
        }
    };
    let text = sample.code.lines().nth(row.saturating_sub(1));
    let span = line_span(source, sample.code_span, row.saturating_sub(1), text);
    Diagnostic::new(
        Code::OutputDiffers,
        "the transcript is not what Python prints",
        Label::new(source, span, said),
    )
    .help("mend the transcript")
    .note(side_by_side(&wanted, &got))
}

/// Both texts as lines that only one of them has, with a line around.
fn side_by_side(wanted: &[&str], got: &[&str]) -> String {
    let mut rows: Vec<(char, &str)> = Vec::new();
    let (mut one, mut other) = (0, 0);
    for (left, right) in common(wanted, got) {
        rows.extend(wanted[one..left].iter().map(|line| ('-', *line)));
        rows.extend(got[other..right].iter().map(|line| ('+', *line)));
        rows.push((' ', got[right]));
        (one, other) = (left + 1, right + 1);
    }
    rows.extend(wanted[one..].iter().map(|line| ('-', *line)));
    rows.extend(got[other..].iter().map(|line| ('+', *line)));
    let is_near = |at: usize| {
        let around = at.saturating_sub(1)..rows.len().min(at + 2);
        rows[around].iter().any(|(sign, _)| *sign != ' ')
    };
    let mut text = "expected -, got +".to_owned();
    let shown: Vec<usize> = (0..rows.len()).filter(|at| is_near(*at)).collect();
    for at in shown.iter().take(SHOWN_LINES) {
        let (sign, line) = rows[*at];
        text.push_str(&format!("\n{sign} {}", short(line)));
    }
    match shown.len().saturating_sub(SHOWN_LINES) {
        0 => text,
        more => format!("{text}\n({more} more lines)"),
    }
}

/// The longest run of lines that both texts have, as pairs of places.
fn common(wanted: &[&str], got: &[&str]) -> Vec<(usize, usize)> {
    // Longer texts are compared at their start only: nobody reads more of it.
    const MOST: usize = 400;
    let (wanted, got) = (
        &wanted[..wanted.len().min(MOST)],
        &got[..got.len().min(MOST)],
    );
    let is_same = |one: usize, other: usize| {
        !is_gap(wanted[one]) && is_met(wanted[one], got[other], false, false)
    };
    let mut lengths = vec![vec![0_usize; got.len() + 1]; wanted.len() + 1];
    for one in (0..wanted.len()).rev() {
        for other in (0..got.len()).rev() {
            lengths[one][other] = match is_same(one, other) {
                true => lengths[one + 1][other + 1] + 1,
                false => lengths[one + 1][other].max(lengths[one][other + 1]),
            };
        }
    }
    let (mut one, mut other) = (0, 0);
    let mut pairs = Vec::new();
    while one < wanted.len() && other < got.len() {
        if is_same(one, other) {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if lengths[one + 1][other] >= lengths[one][other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

/// A line that fits a screen; control characters are shown and not obeyed.
fn short(line: &str) -> String {
    let mut shown = String::new();
    for (count, c) in line.chars().enumerate() {
        match c {
            _ if count == SHOWN_WIDTH => {
                shown.push('\u{2026}');
                break;
            }
            '\t' => shown.push('\t'),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}

/// A label at a line and column of the sample, or at its fence.
fn at_sample(
    source: &Arc<Source>,
    sample: &Sample,
    place: Option<(usize, usize)>,
    text: impl Into<String>,
) -> Label {
    let line =
        place.and_then(|(line, _)| Some((line, sample.code.lines().nth(line.checked_sub(1)?)?)));
    let span = match line {
        Some((number, code)) => {
            let span = line_span(source, sample.code_span, number - 1, Some(code));
            let column = place.map_or(1, |(_, column)| column);
            let skipped = code.char_indices().nth(column.saturating_sub(1));
            let indent = code.len() - code.trim_start().len();
            let from = skipped.map_or(indent, |(at, _)| at).max(indent);
            Span::new(span.start + from.min(span.end - span.start), span.end)
        }
        None => fence_line(source, sample.code_span),
    };
    Label::new(source, span, text)
}

/// The text of one line of a block, behind what quotes and lists put before it.
fn line_span(source: &Source, block: Span, line: usize, text: Option<&str>) -> Span {
    let first = source.line_col(block.start).line;
    let whole = source.line_span(first + line);
    let written = source.slice(whole);
    let text = text.unwrap_or_default();
    match text.is_empty() {
        true => whole,
        false => match written.rfind(text) {
            Some(at) => Span::new(whole.start + at, whole.start + at + text.len()),
            None => whole,
        },
    }
}

/// The line above a block's text: its opening fence, or for indented code its first line.
fn fence_line(source: &Source, block: Span) -> Span {
    let first = source.line_col(block.start).line;
    let above = source.line_span(first.saturating_sub(1).max(1));
    let written = source.slice(above);
    let start = written.find(['`', '~']);
    match start {
        Some(at) => Span::new(above.start + at, above.end),
        None => source.line_span(first),
    }
}
