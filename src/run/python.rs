//! Python: programs by themselves, sessions and transcripts through a driver.

use std::ffi::OsString;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::process::{Call, Room, ending, sample_limits, text};
use super::sandbox::{Folder, Outcome};
use super::toolchain::Toolchain;
use crate::model::sample::Purpose;
use crate::proof::{Ending, Example, FOLDER, Form, Job, Printed, digest};

const DRIVER: &str = include_str!("driver.py");

/// Runs a job's samples and tells what each of them did.
pub(super) fn run(room: &Room<'_>, job: &Job<'_>, python: &Toolchain) -> Result<Vec<Printed>> {
    let folder = room.folder()?;
    match job.form {
        Form::Session => session(room, job, python, &folder),
        Form::Program | Form::Continued(_) => {
            let code = job
                .steps
                .first()
                .map_or("", |step| step.sample.code.as_str());
            fs_err::write(folder.path().join("sample.py"), code)?;
            let args = vec![folder.path().join("sample.py").into_os_string()];
            let outcome = call(room, &folder, python, args, job.timeout)?;
            Ok(vec![printed(&outcome, &folder, job.timeout)])
        }
    }
}

fn call(
    room: &Room<'_>,
    folder: &Folder,
    python: &Toolchain,
    args: Vec<OsString>,
    timeout: u32,
) -> Result<Outcome> {
    // No cache files, no site of the user's, UTF-8 whatever the locale.
    let mut all: Vec<OsString> = ["-s", "-B", "-X", "utf8"].map(OsString::from).to_vec();
    all.extend(args);
    let call = Call {
        program: &python.program,
        args: all,
        env: vec![
            // Sets of texts have the same order in every run.
            ("PYTHONHASHSEED", "0".into()),
            ("PYTHON_COLORS", "0".into()),
        ],
        readable: &python.readable,
        limits: sample_limits(timeout),
    };
    room.call(folder, call)
        .with_context(|| format!("starting {}", python.program.display()))
}

fn printed(outcome: &Outcome, folder: &Folder, timeout: u32) -> Printed {
    let stderr = text(&outcome.stderr, folder);
    let exception = exception(&stderr);
    Printed {
        stdout: text(&outcome.stdout, folder),
        place: error_line(&stderr).map(|line| (line, 1)),
        ending: ending(outcome, &sample_limits(timeout), || exception),
        stderr,
        examples: Vec::new(),
    }
}

/// The line of the sample that the last traceback names last.
fn error_line(stderr: &str) -> Option<usize> {
    let file = format!("File \"{FOLDER}/sample.py\", line ");
    let (_, rest) = stderr.rsplit_once(&file)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// The exception that ended a program: the name behind the stack of the last traceback.
///
/// Lines of an exception group are read without the bars before them.
fn exception(stderr: &str) -> Option<String> {
    let lines: Vec<&str> = stderr.lines().collect();
    let is_head = |line: &&str| {
        line.starts_with("Traceback (most recent call last)")
            || line.starts_with("  + Exception Group Traceback")
            // A syntax error has no stack, only a place.
            || line.starts_with("  File \"")
    };
    let last = lines.iter().rposition(|line| {
        line.starts_with("Traceback (") || line.starts_with("  + Exception Group Traceback")
    });
    let start = last.or_else(|| lines.iter().position(is_head))?;
    lines[start + 1..].iter().find_map(|line| {
        let line = line.strip_prefix("  | ").unwrap_or(line);
        let end = line.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_'));
        let name = &line[..end.unwrap_or(line.len())];
        let rest = &line[name.len()..];
        let is_name = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
        (is_name && (rest.is_empty() || rest.starts_with(':'))).then(|| name.to_owned())
    })
}

/// A sample as the driver reads it.
#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    is_transcript: bool,
    fails: bool,
}

/// What the driver says behind an example, or behind a sample.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Sample {
        #[serde(rename = "sample")]
        _sample: usize,
        failure: Option<Failure>,
        is_over: bool,
    },
    Example {
        line: usize,
        want_line: usize,
        want: String,
        exception: Option<String>,
    },
}

#[derive(Deserialize)]
struct Failure {
    status: i32,
    exception: Option<String>,
    line: Option<usize>,
}

fn session(
    room: &Room<'_>,
    job: &Job<'_>,
    python: &Toolchain,
    folder: &Folder,
) -> Result<Vec<Printed>> {
    let steps = job.steps.iter();
    let told: Vec<Told<'_>> = steps
        .map(|step| Told {
            code: &step.sample.code,
            is_transcript: step.is_transcript,
            fails: matches!(step.sample.purpose, Purpose::Fail(_)),
        })
        .collect();
    let list = folder.path().join("samples.json");
    fs_err::write(&list, serde_json::to_string(&told)?)?;
    let codes: Vec<&str> = told.iter().map(|told| told.code).collect();
    let word = digest(&codes);
    let args = vec!["-c".into(), DRIVER.into(), list.into(), word.clone().into()];
    let outcome = call(room, folder, python, args, job.timeout)?;
    let whole = printed(&outcome, folder, job.timeout);
    Ok(split(&whole, &format!("\0{word}"), job.steps.len()))
}

/// Gives each sample its part of what the session printed.
fn split(whole: &Printed, mark: &str, count: usize) -> Vec<Printed> {
    let mut printed: Vec<Printed> = Vec::new();
    let mut current = Printed::default();
    let mut stdout = whole.stdout.as_str();
    let mut stderr = whole.stderr.as_str();
    let mut has_ended = false;
    while printed.len() < count && !has_ended {
        let (text, said, rest) = part(stdout, mark);
        let (errors, _, errors_rest) = part(stderr, mark);
        (stdout, stderr) = (rest, errors_rest);
        current.stderr.push_str(errors);
        match said {
            Some(Said::Example {
                line,
                want_line,
                want,
                exception,
            }) => {
                current.examples.push(Example {
                    line,
                    want_line,
                    want,
                    got: text.to_owned(),
                    exception,
                });
                continue;
            }
            Some(Said::Sample {
                failure, is_over, ..
            }) => {
                if let Some(failure) = failure.filter(|failure| failure.status != 0) {
                    current.ending = Ending::Status(failure.status, failure.exception);
                    current.place = failure.line.map(|line| (line, 1));
                }
                has_ended = is_over;
            }
            // The program ended within this sample, without a word of the driver.
            None => {
                current.ending = whole.ending.clone();
                current.place = whole.place;
                has_ended = true;
            }
        }
        current.stdout.push_str(text);
        printed.push(std::mem::take(&mut current));
    }
    printed.resize(
        count,
        Printed {
            ending: Ending::NotReached,
            ..Printed::default()
        },
    );
    printed
}

/// The text before the next mark, what the mark says, and the text behind it.
fn part<'a>(text: &'a str, mark: &str) -> (&'a str, Option<Said>, &'a str) {
    let Some((before, rest)) = text.split_once(mark) else {
        return (text, None, "");
    };
    let (said, rest) = rest.split_once('\0').unwrap_or((rest, ""));
    (before, serde_json::from_str(said).ok(), rest)
}

#[cfg(test)]
mod tests {
    use super::exception;

    #[test]
    fn the_exception_that_ended_a_program_is_named() {
        let one = "Traceback (most recent call last):\n  File \"x\", line 1, in <module>\n    f()\nTypeError: no\nmore: text\n";
        assert_eq!(exception(one).as_deref(), Some("TypeError"));
        let chained = format!(
            "{one}\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"x\", line 2, in f\njson.decoder.JSONDecodeError: bad\n"
        );
        assert_eq!(
            exception(&chained).as_deref(),
            Some("json.decoder.JSONDecodeError")
        );
        let syntax = "  File \"x\", line 1\n    print 'a'\n    ^^^^^^^^^\nSyntaxError: Missing parentheses\n";
        assert_eq!(exception(syntax).as_deref(), Some("SyntaxError"));
        let group = "  + Exception Group Traceback (most recent call last):\n  |   File \"x\", line 1, in <module>\n  |     raise g\n  | ExceptionGroup: two (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | ValueError: a\n    +------------------------------------\n";
        assert_eq!(exception(group).as_deref(), Some("ExceptionGroup"));
        assert_eq!(exception("nothing of the kind\n"), None);
    }
}
