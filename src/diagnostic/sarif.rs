//! Diagnostics as SARIF 2.1.0, for code scanning dashboards.

use serde_json::{Value, json};

use super::{Code, Diagnostics, Label, Severity};

/// A whole SARIF log with one run.
pub fn print_sarif(problems: &Diagnostics) -> String {
    let rules: Vec<Code> = {
        let mut codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| {
            let index = rules.binary_search(&problem.code);
            let mut text = problem.message.clone();
            for note in &problem.notes {
                text.push_str(&format!("\nnote: {note}"));
            }
            if let Some(help) = &problem.help {
                text.push_str(&format!("\nhelp: {help}"));
            }
            let related: Vec<Value> = problem.labels()[1..].iter().map(location).collect();
            json!({
                "ruleId": problem.code.name(),
                "ruleIndex": index.expect("the rules were made from these problems"),
                "level": level(problem.severity),
                "message": { "text": text },
                "locations": [location(problem.primary())],
                "relatedLocations": related,
            })
        })
        .collect();
    let rules: Vec<Value> = rules.into_iter().map(rule).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "hotseat",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "defaultConfiguration": { "level": level(code.severity()) },
        "help": { "text": format!("hotseat explain {}", code.name()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn location(label: &Label) -> Value {
    let start = label.source.line_col(label.span.start);
    let end = label.source.line_col(label.span.end);
    let uri = crate::href::encode_path(label.source.path());
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}
