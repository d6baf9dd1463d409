//! Rust: one `rustc` for each sample, then the program it made.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::process::{Call, Room, compiler_limits, ending, sample_limits, text};
use super::sandbox::Folder;
use super::toolchain::Toolchain;
use crate::proof::{CompileError, Ending, Form, Job, Printed};
use crate::syntax::rust::has_main;

/// Printed between the samples of a session and the one that is asked for.
const MARK: &str = "\0hotseat\0";

/// Compiles and runs a job's only sample.
pub(super) fn run(room: &Room<'_>, job: &Job<'_>, rust: &Toolchain) -> Result<Vec<Printed>> {
    let folder = room.folder()?;
    let code = job
        .steps
        .first()
        .map_or("", |step| step.sample.code.as_str());
    let program = match &job.form {
        Form::Continued(before) => continued(before, code),
        Form::Program | Form::Session => whole(code),
    };
    fs_err::write(folder.path().join("main.rs"), &program.text)?;
    let limits = compiler_limits();
    let call = Call {
        program: &rust.program,
        args: arguments(&folder, job, rust),
        env: vec![("RUSTC_BOOTSTRAP", "0".into())],
        readable: &rust.readable,
        limits,
    };
    let compiled = room
        .call(&folder, call)
        .with_context(|| format!("starting {}", rust.program.display()))?;
    let messages = text(&compiled.stderr, &folder);
    let mut printed = Printed::default();
    match ending(&compiled, &limits, || None) {
        Ending::Well => {}
        Ending::Stopped(why) => {
            printed.ending = Ending::Stopped(format!("{why} while it was compiled"));
            return Ok(vec![printed]);
        }
        _ => {
            refused(&messages, &program, &mut printed);
            return Ok(vec![printed]);
        }
    }
    let mut readable: Vec<PathBuf> = rust.readable.clone();
    readable.push(folder.path().to_owned());
    let limits = sample_limits(job.timeout);
    let call = Call {
        program: &folder.path().join("sample"),
        args: Vec::new(),
        env: Vec::new(),
        readable: &readable,
        limits,
    };
    let outcome = room.call(&folder, call).context("starting the sample")?;
    let own = |stream: &[u8]| {
        let text = text(stream, &folder);
        match text.split_once(MARK) {
            Some((_, own)) => own.to_owned(),
            None => text,
        }
    };
    printed.stdout = own(&outcome.stdout);
    printed.stderr = own(&outcome.stderr);
    printed.place = panic_place(&printed.stderr, &program);
    printed.ending = ending(&outcome, &limits, || None);
    Ok(vec![printed])
}

fn arguments(folder: &Folder, job: &Job<'_>, rust: &Toolchain) -> Vec<OsString> {
    let mut args: Vec<OsString> = vec![
        "main.rs".into(),
        "--crate-name=sample".into(),
        "--crate-type=bin".into(),
        format!("--edition={}", job.edition.name()).into(),
        "--error-format=json".into(),
        "--color=never".into(),
        "-Cdebuginfo=0".into(),
        "-o".into(),
        folder.path().join("sample").into_os_string(),
    ];
    for (name, file) in &rust.crates {
        let mut pair = OsString::from(format!("--extern={name}="));
        pair.push(file);
        args.push(pair);
        if let Some(folder) = file.parent() {
            let folder = match folder.ends_with("deps") {
                true => folder.to_owned(),
                false => folder.join("deps"),
            };
            let mut search = OsString::from("-Ldependency=");
            search.push(folder);
            if !args.contains(&search) {
                args.push(search);
            }
        }
    }
    args
}

/// A program made of a sample, and where the sample stands in it.
struct Program {
    text: String,
    /// Lines before the sample's first one.
    lines: usize,
    /// Characters before the sample's text on its first line.
    columns: usize,
    /// Where the sample's first line is, once what was taken to the top is gone.
    first: usize,
}

/// The sample as a program, by rustdoc's rules: without a `main` of its own it is the body
/// of one, with attributes of the whole crate before it.
fn whole(code: &str) -> Program {
    match has_main(code) {
        true => Program {
            text: code.to_owned(),
            lines: 0,
            columns: 0,
            first: 1,
        },
        false => wrapped(&[], code),
    }
}

/// The sample behind those of its session, all in one `main`.
fn continued(before: &[String], code: &str) -> Program {
    match before.is_empty() {
        true => whole(code),
        false => wrapped(before, code),
    }
}

fn wrapped(before: &[String], code: &str) -> Program {
    let (mut head, mut count) = (String::new(), 0);
    let mut bodies: Vec<&str> = Vec::new();
    for part in before.iter().map(String::as_str).chain([code]) {
        let attributes = attributes_end(part);
        head.push_str(&part[..attributes]);
        count = part[..attributes].lines().count();
        bodies.push(&part[attributes..]);
    }
    let own = bodies.pop().unwrap_or_default();
    let is_question = own.trim_end().ends_with("(())");
    // On the sample's own first line, so that all lines have the numbers they have on the page.
    let open = match is_question {
        true => "fn main() { fn inner() -> Result<(), impl core::fmt::Debug> { ",
        false => "fn main() { ",
    };
    let mut text = head;
    text.push_str(open);
    for body in &bodies {
        text.push_str(body);
        text.push('\n');
    }
    let mut columns = open.len();
    if !bodies.is_empty() {
        let mark = MARK.replace('\0', "\\0");
        for macro_name in ["print", "eprint"] {
            text.push_str(&format!("{macro_name}!(\"{mark}\");"));
        }
        text.push('\n');
        columns = 0;
    }
    let lines = text.matches('\n').count();
    text.push_str(own);
    text.push_str(match is_question {
        true => "} inner().expect(\"an error\"); }\n",
        false => "}\n",
    });
    Program {
        text,
        lines,
        columns,
        first: count + 1,
    }
}

/// Where the lines `#![…]` at the top end.
fn attributes_end(code: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        if line.starts_with("#![") {
            end = at;
        } else if !line.is_empty() && !line.starts_with("//") {
            break;
        }
    }
    end
}

/// One message of `rustc --error-format=json`.
#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<MessageCode>,
    #[serde(default)]
    spans: Vec<MessageSpan>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct MessageCode {
    code: String,
}

#[derive(Deserialize)]
struct MessageSpan {
    file_name: String,
    line_start: usize,
    column_start: usize,
    is_primary: bool,
}

/// What the compiler said: as text for people, and the errors by their codes.
fn refused(messages: &str, program: &Program, printed: &mut Printed) {
    let mut errors = Vec::new();
    for line in messages.lines() {
        let Ok(message) = serde_json::from_str::<Message>(line) else {
            printed.stderr.push_str(line);
            printed.stderr.push('\n');
            continue;
        };
        printed
            .stderr
            .push_str(message.rendered.as_deref().unwrap_or_default());
        // The last words, "aborting due to …", have neither code nor place.
        if message.level != "error" || (message.code.is_none() && message.spans.is_empty()) {
            continue;
        }
        let primary = message.spans.iter().find(|span| span.is_primary);
        let primary = primary.filter(|span| span.file_name == "main.rs");
        if printed.place.is_none() {
            printed.place =
                primary.and_then(|span| program.place(span.line_start, span.column_start));
        }
        errors.push(CompileError {
            code: message.code.map(|code| code.code),
            message: message.message,
        });
    }
    printed.ending = Ending::Refused(errors);
}

impl Program {
    /// A place in the program as one in the sample.
    fn place(&self, line: usize, column: usize) -> Option<(usize, usize)> {
        let own = line.checked_sub(self.lines).filter(|line| *line > 0)?;
        let column = match own {
            1 => column.saturating_sub(self.columns).max(1),
            _ => column,
        };
        Some((own + self.first - 1, column))
    }
}

/// Where the main thread panicked: `panicked at main.rs:4:5:`.
fn panic_place(stderr: &str, program: &Program) -> Option<(usize, usize)> {
    let (_, rest) = stderr.split_once("panicked at main.rs:")?;
    let mut numbers = rest.split(':').map(str::parse);
    let line = numbers.next()?.ok()?;
    let column = numbers.next()?.ok()?;
    program.place(line, column)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_body_keeps_its_line_numbers() {
        let program = whole("#![allow(unused)]\nlet x = 1;\nlet y = x;\n");
        assert!(
            program
                .text
                .starts_with("#![allow(unused)]\nfn main() { let x = 1;\n")
        );
        assert_eq!(program.place(2, 13), Some((2, 1)));
        assert_eq!(program.place(3, 5), Some((3, 5)));
        let bare = whole("let x = 1;\nx += 1;\n");
        assert_eq!(bare.place(2, 1), Some((2, 1)));
    }
}
