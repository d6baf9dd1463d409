//! Diagnostics as JSON Lines, one object a problem, for editors and scripts.

use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Severity};

/// The fields of one line; names are stable, columns count characters from 1.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'a str,
}

/// One JSON object per problem and line.
pub fn print_json(problems: &Diagnostics) -> String {
    problems
        .iter()
        .map(|problem| {
            let line = serde_json::to_string(&line(problem));
            line.expect("strings and numbers always serialise") + "\n"
        })
        .collect()
}

fn line(problem: &Diagnostic) -> Line<'_> {
    Line {
        code: problem.code.name(),
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &problem.message,
        place: place(problem.primary()),
        help: problem.help.as_deref(),
        notes: &problem.notes,
        related: problem.labels()[1..].iter().map(place).collect(),
    }
}

fn place(label: &Label) -> Place<'_> {
    let start = label.source.line_col(label.span.start);
    let end = label.source.line_col(label.span.end);
    Place {
        path: label.source.path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        label: &label.text,
    }
}
