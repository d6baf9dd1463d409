//! Code and what it prints, verified by others: all that is true passes, all that is not
//! fails, and one character changed in a true claim fails it.
//!
//! The pairs lie beside the project and not in it; where they are missing, nothing is run.

use std::path::Path;

use serde_json::Value;

use crate::support::{TestSite, has_tool};

const PAIRS: &str = "../shared/corpora/verified-pairs/pairs.json";

/// The pairs of one kind, where there are any on this machine.
fn pairs(kind: &str) -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAIRS);
    let Ok(text) = std::fs::read_to_string(file) else {
        return Vec::new();
    };
    let all: Value = serde_json::from_str(&text).unwrap();
    all[kind].as_array().cloned().unwrap_or_default()
}

/// A pair as a page; a claim about an error names the line that the compiler shows.
fn page(pair: &Value, is_swapped: bool) -> String {
    let claim = &pair["claim"];
    let edition = match (pair["language"].as_str(), pair["edition"].as_str()) {
        (Some("rust"), Some(edition)) => format!(" edition={edition}"),
        _ => String::new(),
    };
    let (flag, output) = match claim["kind"].as_str() {
        Some("error") => {
            let line = claim["line"].as_u64().unwrap() + u64::from(is_swapped);
            let text = format!("output stderr contains\nerror...\n...--> main.rs:{line}:...");
            ("fails", text)
        }
        kind => {
            let mut text = claim["stdout"]
                .as_str()
                .unwrap()
                .trim_end_matches('\n')
                .to_owned();
            if kind == Some("stdout-joined") {
                text = text.replace(", ", "\n");
            }
            if is_swapped {
                text = swapped(&text);
            }
            ("run", format!("output\n{text}"))
        }
    };
    let (language, code) = (
        pair["language"].as_str().unwrap(),
        pair["code"].as_str().unwrap(),
    );
    let code = code.trim_end_matches('\n');
    format!(
        "---\ntitle: Pair\n---\n\n## What does it print?\n\n````{language} {flag}{edition}\n{code}\n````\n\n````{output}\n````\n"
    )
}

/// The text with its first letter or digit changed.
fn swapped(text: &str) -> String {
    match text.char_indices().find(|(_, c)| c.is_alphanumeric()) {
        Some((at, c)) => {
            let other = if c == 'Q' { 'R' } else { 'Q' };
            format!("{}{other}{}", &text[..at], &text[at + c.len_utf8()..])
        }
        None => format!("{text}Q"),
    }
}

/// Runs the pairs as a guide; how many there are, and the pages that failed.
fn failures(kind: &str, is_swapped: bool) -> (usize, Vec<String>) {
    let pairs = pairs(kind);
    if pairs.is_empty() || !has_tool("rustc") || !has_tool("python3") {
        return (0, Vec::new());
    }
    let site = TestSite::new("");
    // Compilers share the machine with all other tests.
    site.write(
        "hotseat.toml",
        "title = \"Pairs\"\n[verify]\ntimeout = 60\n",
    );
    for (index, pair) in pairs.iter().enumerate() {
        site.write(
            &format!("content/pairs/p{index:02}.md"),
            page(pair, is_swapped),
        );
    }
    let run = site.run(&["test", "--format", "json"]);
    let mut failed: Vec<String> = run
        .stdout
        .lines()
        .chain(run.stderr.lines())
        .flat_map(|line| line.split('"'))
        .filter(|word| word.starts_with("content/pairs/p") && word.ends_with(".md"))
        .map(str::to_owned)
        .collect();
    failed.sort();
    failed.dedup();
    assert_eq!(
        run.code,
        Some(i32::from(!failed.is_empty())),
        "{}",
        run.stderr
    );
    (pairs.len(), failed)
}

#[test]
fn what_is_true_passes() {
    assert_eq!(failures("positives", false).1, Vec::<String>::new());
}

#[test]
fn what_is_not_true_fails() {
    let (count, failed) = failures("negatives", false);
    assert_eq!(failed.len(), count);
}

#[test]
fn one_character_changed_in_a_true_claim_fails_it() {
    let (count, failed) = failures("positives", true);
    assert_eq!(failed.len(), count);
}
