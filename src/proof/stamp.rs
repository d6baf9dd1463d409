//! Which samples of a page are proved, and which should be and are not.

use super::lock::{LOCK_FILE, Lock};
use super::plan::{Selection, plan};
use crate::config::Verify;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::model::page::{Page, Proofs};
use crate::model::sample::Proof;

/// What is proved of a page's samples.
///
/// A proof is shown exactly while code, flags and claims are what they were when the
/// sample ran, and while the version it ran on satisfies what the sample needs.
pub fn proofs(page: &Page, verify: &Verify, lock: &Lock) -> Proofs {
    let mut proofs = Proofs::default();
    let pages = std::slice::from_ref(page);
    for job in plan(pages, verify, &Selection::default()).jobs {
        let is_enough = |proof: &&Proof| {
            let mut needs = job.needs.iter();
            needs.all(|needs| needs.is_met_by(&proof.version))
        };
        for step in &job.steps {
            let found = lock.of(page.source.path(), &step.key).into_iter();
            let found: Vec<Proof> = found.filter(is_enough).cloned().collect();
            let span = step.sample.code_span;
            match found.is_empty() {
                true => proofs.missing.push(span),
                false => {
                    proofs.found.insert(span.start, found);
                }
            }
        }
    }
    proofs
}

/// The samples without proof: a problem for each page, or one for a site that has no proofs.
pub fn unproved<'a>(pages: impl Iterator<Item = &'a Page>, lock: &Lock) -> Diagnostics {
    let mut pages: Vec<&Page> = pages
        .filter(|page| !page.proofs.missing.is_empty())
        .collect();
    pages.sort_by(|a, b| a.source.path().cmp(b.source.path()));
    let mut problems = Diagnostics::new();
    if !lock.is_empty() {
        for page in pages {
            let message = match page.proofs.missing.len() {
                1 => "a sample without proof".to_owned(),
                count => format!("{count} samples without proof, of which this is the first"),
            };
            problems.push(problem(page, message, "not as it was when it ran, or new"));
        }
        return problems;
    }
    let total: usize = pages.iter().map(|page| page.proofs.missing.len()).sum();
    if let Some(page) = pages.first() {
        let message = match total {
            1 => "a sample that never ran".to_owned(),
            count => format!("{count} samples that never ran, of which this is the first"),
        };
        problems.push(problem(page, message, "claims what nobody has tried"));
    }
    problems
}

fn problem(page: &Page, message: String, text: &str) -> Diagnostic {
    let first = page.proofs.missing.first().copied().unwrap_or_default();
    let line = page.source.line_col(first.start).line;
    let fence = page.source.line_span(line.saturating_sub(1).max(1));
    Diagnostic::new(
        Code::UnprovedSample,
        message,
        Label::new(&page.source, fence, text),
    )
    .help(format!("run `hotseat test`, and commit `{LOCK_FILE}`"))
}
