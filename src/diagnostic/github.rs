//! Diagnostics as GitHub workflow commands, which become annotations on a pull request.

use super::{Diagnostics, Severity};

/// One `::error …` or `::warning …` line per problem.
pub fn print_github(problems: &Diagnostics) -> String {
    let mut text = String::new();
    for problem in problems {
        let label = problem.primary();
        let start = label.source.line_col(label.span.start);
        let end = label.source.line_col(label.span.end);
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut message = problem.message.clone();
        if !label.text.is_empty() {
            message.push_str(&format!(" ({})", label.text));
        }
        // An annotation has one place: the others are named in its text.
        for label in &problem.labels()[1..] {
            let line = label.source.line_col(label.span.start).line;
            message.push_str(&format!("\n{}:{line}: {}", label.source.path(), label.text));
        }
        for note in &problem.notes {
            message.push_str(&format!("\nnote: {note}"));
        }
        if let Some(help) = &problem.help {
            message.push_str(&format!("\nhelp: {help}"));
        }
        // GitHub drops columns of a range over several lines, so they are given for one line only.
        let columns = match start.line == end.line {
            true => format!(
                ",col={},endColumn={}",
                start.column,
                end.column.max(start.column)
            ),
            false => String::new(),
        };
        text.push_str(&format!(
            "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
            property(label.source.path()),
            start.line,
            end.line,
            property(problem.code.name()),
            data(&message),
        ));
    }
    text
}

/// Escapes a message as the workflow commands ask.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property, where `:` and `,` separate.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
