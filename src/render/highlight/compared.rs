//! Python and Rust by their own front ends, compared with the grammars of `syntect`.
//!
//! Each kind of difference (a word that has one role here and another there) is
//! listed in `compared.txt` with an example and the reason; a kind that is not
//! listed is a mistake of one of the two.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::grammar;
use crate::syntax::{Role, Token, python, rust};

/// What is different: the language, the grammar's role, ours.
type Kind = (&'static str, Role, Role);

#[test]
fn each_difference_to_the_grammars_is_explained() {
    let mut found: BTreeMap<Kind, (usize, String)> = BTreeMap::new();
    for (language, code) in samples() {
        for (kind, word) in differences(language, &code) {
            found.entry(kind).or_insert((0, word)).0 += 1;
        }
    }
    let name = |(language, old, new): &Kind| format!("{language} {old:?} {new:?}");
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/highlight/compared.txt");
    let list = std::fs::read_to_string(list).expect("the list lies beside this file");
    let explained: BTreeSet<&str> = list
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    let missing: Vec<String> = found
        .iter()
        .filter(|(kind, _)| !explained.contains(name(kind).as_str()))
        .map(|(kind, (count, word))| format!("{}: {count} times, such as `{word}`", name(kind)))
        .collect();
    assert!(missing.is_empty(), "not explained:\n{}", missing.join("\n"));
}

/// The parts of words on which the two disagree.
fn differences(language: &'static str, code: &str) -> Vec<(Kind, String)> {
    let (ours, theirs) = match language {
        "python" => (python::tokens(code), grammar::tokens("Python", code)),
        _ => (rust::tokens(code), grammar::tokens("Rust", code)),
    };
    let (ours, theirs) = (roles(code, &ours), roles(code, &theirs));
    let mut differences: Vec<(Kind, String)> = Vec::new();
    let mut before = None;
    for (place, letter) in code.char_indices() {
        let (old, new) = (theirs[place], ours[place]);
        if old == new || letter.is_whitespace() {
            before = None;
            continue;
        }
        match differences.last_mut() {
            Some((_, word)) if before == Some((old, new)) => word.push(letter),
            _ => differences.push(((language, old, new), letter.to_string())),
        }
        before = Some((old, new));
    }
    differences
}

/// The role of each byte.
fn roles(code: &str, tokens: &[Token]) -> Vec<Role> {
    let mut roles = vec![Role::Plain; code.len()];
    for token in tokens {
        roles[token.range()].fill(token.role);
    }
    roles
}

/// The code of the bundled guide, of our own samples, and of other people's
/// question banks where they lie beside the project.
fn samples() -> Vec<(&'static str, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut samples = vec![
        ("python", include_str!("samples/queue.py").to_owned()),
        (
            "python",
            include_str!("../../syntax/samples/every.py").to_owned(),
        ),
        ("rust", include_str!("samples/queue.rs").to_owned()),
        (
            "rust",
            include_str!("../../syntax/samples/every.rs").to_owned(),
        ),
    ];
    let mut files = Vec::new();
    for folder in ["content", "../shared/corpora"] {
        gather(&root.join(folder), &mut files);
    }
    for file in files {
        let text = std::fs::read_to_string(file).expect("Markdown is text");
        samples.extend(fences(&text));
    }
    samples
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a folder can be listed").path();
        match path.is_dir() {
            true => gather(&path, files),
            false
                if path
                    .extension()
                    .is_some_and(|ending| ending == "md" || ending == "toml") =>
            {
                files.push(path);
            }
            false => {}
        }
    }
}

/// The programs of a text: transcripts are read by our own rules in both engines.
fn fences(text: &str) -> Vec<(&'static str, String)> {
    let mut fences = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("\n```") {
        let (info, body) = rest[start + 4..].split_once('\n').unwrap_or_default();
        let end = body.find("\n```").unwrap_or(body.len());
        let language = match info.split([' ', ',']).next() {
            Some("python") => Some("python"),
            Some("rust") => Some("rust"),
            _ => None,
        };
        if let Some(language) = language {
            fences.push((language, body[..end].to_owned()));
        }
        rest = body.get(end + 4..).unwrap_or_default();
    }
    fences.retain(|(_, code)| !python::is_transcript(code) && !code.contains("{{#"));
    fences
}
