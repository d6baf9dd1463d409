//! What commands print: problems and progress to standard error, results to standard output.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use super::args::{Color, Common, Format};
use crate::diagnostic::{
    Diagnostics, Severity, print_github, print_human, print_json, print_sarif,
};
use crate::emit::Report as Written;
use crate::pipeline::Counts;
use crate::trace::Trace;

/// Prints the problems in the form that was asked for, and a line that counts them.
pub fn problems(common: &Common, problems: &Diagnostics) -> Result<()> {
    match common.format {
        Format::Human => {
            let text = print_human(problems, use_color(common.color));
            stderr(&text);
            if let Some(line) = count(problems) {
                stderr(&(line + "\n"));
            }
            Ok(())
        }
        Format::Json => result(&print_json(problems)),
        Format::Github => result(&print_github(problems)),
        Format::Sarif => result(&print_sarif(problems)),
    }
}

/// A line of progress.
pub fn progress(common: &Common, line: &str) {
    if !common.quiet {
        stderr(&format!("{line}\n"));
    }
}

/// The times of all stages in milliseconds.
pub fn timings(common: &Common, timings: &[(&'static str, Duration)]) {
    if !common.timings {
        return;
    }
    for (stage, time) in timings {
        stderr(&format!(
            "{:>9.1} ms  {stage}\n",
            time.as_secs_f64() * 1_000.0
        ));
    }
}

/// How much there was to do, and how much an earlier build had done.
pub fn work(common: &Common, counts: Counts, written: Written, total: Duration) {
    if !common.timings {
        return;
    }
    let Counts {
        pages,
        parsed,
        rendered,
        kept,
    } = counts;
    let files = written.written + written.unchanged;
    let speed = pages as f64 / total.as_secs_f64().max(f64::EPSILON);
    stderr(&format!(
        "{} of {pages} files of Markdown known, {parsed} parsed\n\
         {kept} of {} pages kept, {rendered} rendered\n\
         {} of {files} files unchanged, {} written\n\
         {speed:.0} pages a second\n",
        pages - parsed,
        kept + rendered,
        written.unchanged,
        written.written,
    ));
}

/// Begins to note what is done, if that was asked for.
pub fn trace(common: &Common) -> Option<Arc<Trace>> {
    common.trace.as_ref().map(|_| Arc::new(Trace::start()))
}

/// Writes what was noted.
pub fn write_trace(common: &Common, trace: Option<&Trace>) -> Result<()> {
    if let (Some(file), Some(trace)) = (&common.trace, trace) {
        fs_err::write(file, trace.to_json())?;
    }
    Ok(())
}

/// A machine failure.
pub fn error(message: &str) {
    stderr(&format!("error: {message}\n"));
}

/// A result, on standard output.
pub fn result(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}

/// Nobody can be told when standard error is gone, so that is no failure.
fn stderr(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Whether problems are to be colored.
pub fn use_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !is_refused && std::io::stderr().is_terminal()
        }
    }
}

/// `2 errors, 1 warning`
fn count(problems: &Diagnostics) -> Option<String> {
    let counted = |severity, word: &str| {
        let count = problems.count(severity);
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {word}{plural}"))
    };
    let parts = [
        counted(Severity::Error, "error"),
        counted(Severity::Warning, "warning"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
