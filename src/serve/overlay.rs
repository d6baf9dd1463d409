//! The problems of a build as the page's overlay reads them.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::Span;

/// More problems than this are only counted: the first ones are to be mended first.
const SHOWN: usize = 50;

/// More of a line than this on either side of the caret is cut off.
const CONTEXT: usize = 200;

/// What `overlay.js` is given.
#[derive(Serialize)]
struct Report<'a> {
    /// How many errors there are, shown or not.
    count: usize,
    problems: Vec<Problem<'a>>,
    /// Why there was no build at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<&'a str>,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    line_text: Line,
    help: Option<&'a str>,
    notes: &'a [String],
    related: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    label: &'a str,
}

/// A line of the source in three parts. Parts and not columns, because a script
/// counts in UTF-16 and the overlay would mark the wrong letters.
#[derive(Serialize)]
struct Line {
    before: String,
    marked: String,
    after: String,
}

/// The errors among `problems`; warnings do not stop anybody and stay in the terminal.
pub(super) fn problems(problems: &Diagnostics) -> String {
    let errors = || {
        problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
    };
    json(&Report {
        count: errors().count(),
        problems: errors().take(SHOWN).map(problem).collect(),
        failure: None,
    })
}

/// The text of a build that could not run.
pub(super) fn failure(text: &str) -> String {
    json(&Report {
        count: 0,
        problems: Vec::new(),
        failure: Some(text),
    })
}

fn json(report: &Report<'_>) -> String {
    serde_json::to_string(report).expect("strings and numbers always serialise")
}

fn problem(diagnostic: &Diagnostic) -> Problem<'_> {
    Problem {
        code: diagnostic.code.name(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        place: place(diagnostic.primary()),
        line_text: line(diagnostic.primary()),
        help: diagnostic.help.as_deref(),
        notes: &diagnostic.notes,
        related: diagnostic.labels()[1..].iter().map(place).collect(),
    }
}

fn place(label: &Label) -> Place<'_> {
    let start = label.source.line_col(label.span.start);
    Place {
        path: label.source.path(),
        line: start.line,
        column: start.column,
        label: &label.text,
    }
}

/// A span over several lines is marked on its first one.
fn line(label: &Label) -> Line {
    let source = &label.source;
    let line = source.line_span(source.line_col(label.span.start).line);
    let start = label.span.start.clamp(line.start, line.end);
    let end = label.span.end.clamp(start, line.end);
    let before = source.slice(Span::new(line.start, start));
    let skipped = before.chars().count().saturating_sub(CONTEXT);
    let mut shown: String = before.chars().skip(skipped).collect();
    if skipped > 0 {
        shown.insert(0, '…');
    }
    Line {
        before: shown,
        marked: head(source.slice(Span::new(start, end))),
        after: head(source.slice(Span::new(end, line.end))),
    }
}

fn head(text: &str) -> String {
    match text.char_indices().nth(CONTEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{failure, problems};
    use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity};
    use crate::source::{Source, Span};

    fn check(diagnostics: impl IntoIterator<Item = Diagnostic>, expected: Expect) {
        let mut all = Diagnostics::new();
        for diagnostic in diagnostics {
            all.push(diagnostic);
        }
        let report: serde_json::Value = serde_json::from_str(&problems(&all)).unwrap();
        expected.assert_eq(&serde_json::to_string_pretty(&report).unwrap());
    }

    fn unknown_difficulty(text: &str, marked: &str) -> Diagnostic {
        let source = Source::new("content/a.md", text);
        let start = text.find(marked).unwrap();
        let span = Span::new(start, start + marked.len());
        let label = Label::new(&source, span, "not a difficulty");
        Diagnostic::new(Code::UnknownDifficulty, "unknown difficulty `hrad`", label)
            .help("did you mean `hard`?")
    }

    #[test]
    fn a_problem_carries_its_line_with_the_place_marked() {
        check(
            [unknown_difficulty("---\n😀 is: hrad # x\n", "hrad")],
            expect![[r#"
                {
                  "count": 1,
                  "problems": [
                    {
                      "code": "unknown-difficulty",
                      "severity": "error",
                      "message": "unknown difficulty `hrad`",
                      "path": "content/a.md",
                      "line": 2,
                      "column": 7,
                      "label": "not a difficulty",
                      "line_text": {
                        "before": "😀 is: ",
                        "marked": "hrad",
                        "after": " # x"
                      },
                      "help": "did you mean `hard`?",
                      "notes": [],
                      "related": []
                    }
                  ]
                }"#]],
        );
    }

    #[test]
    fn warnings_stay_out() {
        let warning = unknown_difficulty("hrad", "hrad").severity(Severity::Warning);
        check(
            [warning],
            expect![[r#"
                {
                  "count": 0,
                  "problems": []
                }"#]],
        );
    }

    #[test]
    fn a_span_over_lines_is_marked_on_the_first_and_long_lines_are_cut() {
        let text = format!("{}hrad\nmore{}", "é".repeat(900), "x".repeat(900));
        let mut all = Diagnostics::new();
        all.push(unknown_difficulty(&text, "hrad\nmore"));
        let report: serde_json::Value = serde_json::from_str(&problems(&all)).unwrap();
        let line = &report["problems"][0]["line_text"];
        assert_eq!(line["before"], format!("…{}", "é".repeat(200)));
        assert_eq!(line["marked"], "hrad");
        assert_eq!(line["after"], "");
    }

    #[test]
    fn of_many_problems_the_rest_is_only_counted() {
        let mut all = Diagnostics::new();
        for _ in 0..1_000 {
            all.push(unknown_difficulty("hrad", "hrad"));
        }
        let report: serde_json::Value = serde_json::from_str(&problems(&all)).unwrap();
        assert_eq!(report["count"], 1_000);
        assert_eq!(report["problems"].as_array().unwrap().len(), 50);
    }

    #[test]
    fn a_build_that_could_not_run_is_told_in_its_own_words() {
        let report = failure("reading content: permission denied");
        expect![[r#"{"count":0,"problems":[],"failure":"reading content: permission denied"}"#]]
            .assert_eq(&report);
    }
}
