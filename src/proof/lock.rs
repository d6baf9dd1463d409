//! `verified.lock`: a line for each proof, in the order of the pages.
//!
//! Lines and not TOML: a change of one sample changes one line, two branches that
//! prove different samples merge without a conflict, and where they do not, a
//! file with the marks of the conflict in it can still be read.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::key::Key;
use super::plan::Plan;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fingerprint::Fingerprint;
use crate::model::sample::{Proof, Tool, version_parts};
use crate::source::Source;

/// The file's name, below the site's root.
pub const LOCK_FILE: &str = "verified.lock";

const HEAD: &str = "\
# What `hotseat test` has proved: digests of a sample and of its claims, with
# what it ran on and when. Written by the program; commit it.
";

/// One proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was proved.
    pub key: Key,
    /// By what, and when.
    pub proof: Proof,
}

/// All proofs, by the path of their page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    pages: BTreeMap<String, Vec<Entry>>,
}

impl Lock {
    /// Reads the file; a line that cannot be read is a problem and left out.
    pub fn read(source: &Arc<Source>) -> (Self, Diagnostics) {
        let mut lock = Self::default();
        let mut problems = Diagnostics::new();
        let mut page = String::new();
        for (index, line) in source.text().lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let entry = line.strip_prefix("  ").map(read_entry);
            match entry {
                None if line.ends_with(".md") => page = line.to_owned(),
                Some(Some(entry)) if !page.is_empty() => {
                    let entries = lock.pages.entry(page.clone()).or_default();
                    if !entries.contains(&entry) {
                        entries.push(entry);
                    }
                }
                _ if problems.is_empty() => {
                    let span = source.line_span(index + 1);
                    let label = Label::new(source, span, "neither a page nor a proof");
                    let message = "a line that `hotseat test` did not write";
                    problems.push(
                        Diagnostic::new(Code::InvalidLock, message, label)
                            .help("run `hotseat test`: it writes the file anew"),
                    );
                }
                _ => {}
            }
        }
        (lock, problems)
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (page, entries) in &self.pages {
            let _ = writeln!(text, "\n{page}");
            for Entry { key, proof } in entries {
                let _ = writeln!(
                    text,
                    "  {} {} {} {} {}",
                    key.code,
                    key.claims,
                    proof.tool.name(),
                    proof.version,
                    proof.date
                );
            }
        }
        text
    }

    /// Whether there is no proof at all.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Tells whether the proofs of a page changed.
    pub fn fingerprint(&self, page: &str) -> Fingerprint {
        let mut text = String::new();
        for Entry { key, proof } in self.pages.get(page).into_iter().flatten() {
            let _ = write!(
                text,
                "{} {} {} {} {},",
                key.code,
                key.claims,
                proof.tool.name(),
                proof.version,
                proof.date
            );
        }
        Fingerprint::of_bytes(text.as_bytes())
    }

    /// The proofs of a sample, oldest version first.
    pub fn of(&self, page: &str, key: &Key) -> Vec<&Proof> {
        let entries = self.pages.get(page).map_or(&[][..], Vec::as_slice);
        let entries = entries.iter().filter(|entry| entry.key == *key);
        let mut proofs: Vec<&Proof> = entries.map(|entry| &entry.proof).collect();
        proofs.sort_by_key(|proof| version_parts(&proof.version));
        proofs
    }

    /// The lock after a run.
    ///
    /// `plan` is everything that stands on the pages, `proved` and `refuted` what the run
    /// had to say of some of it. What still stands and was not run keeps its proofs; so
    /// does what was proved before on the same minor version, unless `is_fresh`.
    pub fn renewed(
        &self,
        plan: &Plan<'_>,
        proved: &BTreeMap<(String, Key), Vec<Proof>>,
        refuted: &[(String, Key)],
        is_fresh: bool,
    ) -> Self {
        let mut lock = Self::default();
        for job in &plan.jobs {
            let page = job.source.path();
            for step in &job.steps {
                let place = (page.to_owned(), step.key.clone());
                let before = self.of(page, &step.key);
                let proofs: Vec<Proof> = match proved.get(&place) {
                    Some(proofs) => proofs
                        .iter()
                        .map(|new| kept(new, &before, is_fresh).clone())
                        .collect(),
                    None if refuted.contains(&place) => Vec::new(),
                    None => before.into_iter().cloned().collect(),
                };
                let entries = lock.pages.entry(page.to_owned()).or_default();
                for proof in proofs {
                    let entry = Entry {
                        key: step.key.clone(),
                        proof,
                    };
                    if !entries.contains(&entry) {
                        entries.push(entry);
                    }
                }
            }
        }
        lock.pages.retain(|_, entries| !entries.is_empty());
        lock
    }
}

/// The proof that is written down: an older one of the same minor version still holds.
fn kept<'a>(new: &'a Proof, before: &[&'a Proof], is_fresh: bool) -> &'a Proof {
    let minor = |proof: &Proof| {
        let mut parts = version_parts(&proof.version);
        parts.truncate(2);
        parts
    };
    let is_same = |old: &&&Proof| match is_fresh {
        true => old.version == new.version && old.tool == new.tool,
        false => minor(old) == minor(new) && old.tool == new.tool,
    };
    before.iter().find(is_same).copied().unwrap_or(new)
}

fn read_entry(line: &str) -> Option<Entry> {
    let words: Vec<&str> = line.split(' ').collect();
    let [code, claims, tool, version, date] = words.as_slice() else {
        return None;
    };
    let (_, tool) = Tool::ALL.into_iter().find(|(name, _)| name == tool)?;
    let is_digest = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_digest(code) || !is_digest(claims) {
        return None;
    }
    Some(Entry {
        key: Key {
            code: (*code).to_owned(),
            claims: (*claims).to_owned(),
        },
        proof: Proof {
            tool,
            version: (*version).to_owned(),
            date: date.parse().ok()?,
        },
    })
}
