//! `hotseat test`

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::args::{Common, Test};
use super::{INTERRUPTED, IS_WRITING, Outcome, accept, fresh, report};
use crate::diagnostic::{Diagnostics, Severity};
use crate::discover;
use crate::emit::Interrupted;
use crate::model::page::Page;
use crate::model::sample::Proof;
use crate::proof::{self, Key, LOCK_FILE, Plan, Selection};
use crate::run::{Bench, Results, Reuse};

/// Runs the samples, compares, and remembers what held.
pub fn run(common: &Common, test: &Test) -> Result<Outcome> {
    let reuse = match common.no_cache {
        true => Reuse::Nothing,
        false => Reuse::Cached,
    };
    let (outcome, accepted) = once(common, test, reuse)?;
    if accepted == 0 {
        return Ok(outcome);
    }
    // The pages say something else now; what ran need not run again.
    let again = Test {
        accept: false,
        paths: test.paths.clone(),
        filter: test.filter.clone(),
    };
    Ok(once(common, &again, Reuse::Cached)?.0)
}

/// One run; also tells how many outputs were rewritten, after which nothing else was done.
fn once(common: &Common, test: &Test, reuse: Reuse) -> Result<(Outcome, usize)> {
    let start = Instant::now();
    let root = common.root()?;
    // Drafts are proved too: when they are published, their proofs are there.
    let overrides = discover::Overrides {
        drafts: true,
        ..common.overrides()
    };
    let (inputs, mut problems) = discover::discover(&root, &overrides)?;
    let (theme, _) = crate::theme::assemble(inputs.theme_files, &inputs.config);
    let names = theme.strings.section_names();
    let settings = crate::pipeline::settings(&inputs.config, true, &names);
    let (pages, found) = crate::pipeline::parse_all(&inputs.documents, &settings);
    problems.extend(found);
    let selection = selection(&root, test, &pages)?;
    let errors = errors(problems, &selection);
    if !errors.is_empty() {
        report::problems(common, &errors)?;
        report::progress(common, "nothing was run");
        return Ok((Outcome::ContentAtFault, 0));
    }
    let verify = &inputs.config.verify;
    let plan = proof::plan(&pages, verify, &selection);
    let say = |line: &str| report::progress(common, line);
    let mut bench = Bench::new(&root, verify, &plan.jobs, reuse, &say)?;
    let progress = Progress::new(common);
    IS_WRITING.store(true, Ordering::SeqCst);
    let results = bench.run(&plan.jobs, &INTERRUPTED, &|done, total| {
        progress.show(done, total)
    });
    IS_WRITING.store(false, Ordering::SeqCst);
    progress.clear();
    let results = results?;
    if INTERRUPTED.load(Ordering::SeqCst) {
        return Err(Interrupted.into());
    }
    let verdict = Verdict::new(&plan, &bench, &results);
    if test.accept {
        let accepted = accept::accept(&root, &plan, &bench, &results)?;
        for line in &accepted.lines {
            report::progress(common, line);
        }
        if accepted.count > 0 {
            return Ok((Outcome::Done, accepted.count));
        }
    }
    let is_fresh = reuse == Reuse::Nothing;
    let everything = proof::plan(&pages, verify, &Selection::default());
    write_lock(&root, &everything, &verdict, is_fresh)?;
    report::problems(common, &verdict.problems)?;
    for line in verdict.summary(&plan, &bench, &results, start.elapsed()) {
        report::progress(common, &line);
    }
    let missing: Vec<String> = bench.missing.iter().map(|lack| lack.words()).collect();
    if verdict.problems.has_errors() {
        for line in &missing {
            report::error(line);
        }
        return Ok((Outcome::ContentAtFault, 0));
    }
    if !missing.is_empty() {
        bail!("{}", missing.join("\nerror: "));
    }
    Ok((Outcome::Done, 0))
}

/// What the arguments choose. A path must be that of a page or of a folder with pages.
fn selection(root: &Path, test: &Test, pages: &[Page]) -> Result<Selection> {
    let words = test.filter.as_deref().unwrap_or_default().to_lowercase();
    let mut selection = Selection {
        words: words.split_whitespace().map(str::to_owned).collect(),
        ..Selection::default()
    };
    for path in &test.paths {
        // From the current folder; else from the root, as the path is printed.
        let counted = super::from_root(root, path)?;
        let readings = [counted.as_deref(), Some(path)].into_iter().flatten();
        let mut readings = readings.map(|path| {
            let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
            Selection {
                paths: vec![parts.join("/")],
                ..Selection::default()
            }
        });
        let has_pages = |one: &Selection| pages.iter().any(|page| one.has_file(page.source.path()));
        let Some(one) = readings.find(has_pages) else {
            bail!("no page at {}", path.display());
        };
        selection.paths.extend(one.paths);
    }
    Ok(selection)
}

/// The errors that make it doubtful what is to be run: those of the chosen files, and of others
/// than pages.
fn errors(problems: Diagnostics, selection: &Selection) -> Diagnostics {
    let mut errors = Diagnostics::new();
    for problem in &problems {
        let path = problem.primary().source.path();
        let is_chosen = !path.starts_with("content/") || selection.has_file(path);
        if problem.severity == Severity::Error && is_chosen {
            errors.push(problem.clone());
        }
    }
    errors.sort();
    errors
}

/// What a run says of the pages.
struct Verdict {
    problems: Diagnostics,
    /// Samples that held on every toolchain they ran on.
    proved: BTreeMap<(String, Key), Vec<Proof>>,
    refuted: Vec<(String, Key)>,
    passed: usize,
    failed: usize,
    cached: usize,
}

impl Verdict {
    fn new(plan: &Plan<'_>, bench: &Bench, results: &Results) -> Self {
        let mut problems = Diagnostics::new();
        let mut proved: BTreeMap<(String, Key), Vec<Proof>> = BTreeMap::new();
        let mut refuted = Vec::new();
        // By job and place in it: a sample counts once, however many versions it ran on.
        let mut ran: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut failed: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut run_anew: BTreeSet<(usize, usize)> = BTreeSet::new();
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
        for one in &results.ran {
            let job = &plan.jobs[one.job];
            let toolchain = &bench.toolchains[one.toolchain];
            for (place, (step, printed)) in job.steps.iter().zip(&one.printed).enumerate() {
                let faults = proof::judge(step, &toolchain.version, printed);
                let key = (job.source.path().to_owned(), step.key.clone());
                ran.insert((one.job, place));
                if !one.is_cached {
                    run_anew.insert((one.job, place));
                }
                if faults.is_empty() {
                    proved.entry(key).or_default().push(Proof {
                        tool: toolchain.tool,
                        version: toolchain.version.clone(),
                        date: today.date(),
                    });
                    continue;
                }
                failed.insert((one.job, place));
                refuted.push(key);
                for fault in &faults {
                    let label = toolchain.label();
                    problems.push(proof::report(job, step, fault, printed, &label));
                }
            }
        }
        proved.retain(|key, _| !refuted.contains(key));
        problems.sort();
        Self {
            problems,
            proved,
            refuted,
            passed: ran.len() - failed.len(),
            failed: failed.len(),
            cached: ran.difference(&run_anew).count(),
        }
    }

    /// The last lines: counts, tools, fences.
    fn summary(
        &self,
        plan: &Plan<'_>,
        bench: &Bench,
        results: &Results,
        time: Duration,
    ) -> Vec<String> {
        let total = self.passed + self.failed;
        let plural = if total == 1 { "" } else { "s" };
        let mut counts = format!(
            "{total} sample{plural}: {} passed, {} failed",
            self.passed, self.failed
        );
        let skipped = skipped(plan, results);
        let count: usize = skipped.values().sum();
        if count > 0 {
            let reasons = skipped.iter().map(|(why, count)| format!("{count} {why}"));
            let reasons: Vec<String> = reasons.collect();
            counts.push_str(&format!(", {count} skipped ({})", reasons.join(", ")));
        }
        counts.push_str(&format!(
            "; {} from cache ({:.2} s)",
            self.cached,
            time.as_secs_f64()
        ));
        let tools: Vec<String> = bench.toolchains.iter().map(|tool| tool.label()).collect();
        let mut lines = vec![counts];
        if !tools.is_empty() {
            lines.push(format!("on {}", tools.join(", ")));
            lines.push(format!("fences: {}", bench.fences()));
        }
        lines
    }
}

/// How many samples were left out, by reason.
fn skipped(plan: &Plan<'_>, results: &Results) -> BTreeMap<String, usize> {
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    let steps = |job: usize| plan.jobs[job].steps.len();
    for (job, needs) in &results.unmet {
        let why = format!("need {}>={}", needs.tool.name(), needs.version);
        *skipped.entry(why).or_default() += steps(*job);
    }
    for job in &results.without_tool {
        let why = format!("without {}", plan.jobs[*job].tool.label());
        *skipped.entry(why).or_default() += steps(*job);
    }
    for (language, count) in &plan.foreign {
        *skipped.entry(format!("in {language}")).or_default() += count;
    }
    skipped
}

/// Brings `verified.lock` up to date: what others wrote meanwhile is kept.
fn write_lock(root: &Path, everything: &Plan<'_>, verdict: &Verdict, is_fresh: bool) -> Result<()> {
    let folder = root.join(".hotseat");
    fs_err::create_dir_all(&folder)?;
    let guard = File::create(folder.join("verified.guard"))?;
    guard.lock().context("waiting for another `hotseat test`")?;
    let before = discover::read_lock(root, &mut Diagnostics::new())?;
    let lock = before.renewed(everything, &verdict.proved, &verdict.refuted, is_fresh);
    let text = lock.to_text();
    let file = root.join(LOCK_FILE);
    let is_there = file.exists();
    if (lock.is_empty() && !is_there) || std::fs::read_to_string(&file).is_ok_and(|t| t == text) {
        return Ok(());
    }
    match is_there {
        true => fresh::replace(root, LOCK_FILE, &text),
        false => fresh::create(root, LOCK_FILE, &text).map(|_| ()),
    }
}

/// A line on a terminal that counts along, once the work takes more than a second.
struct Progress {
    start: Instant,
    is_shown: bool,
    shown: Mutex<Option<usize>>,
}

impl Progress {
    fn new(common: &Common) -> Self {
        Self {
            start: Instant::now(),
            is_shown: !common.quiet && std::io::stderr().is_terminal(),
            shown: Mutex::new(None),
        }
    }

    fn show(&self, done: usize, total: usize) {
        if !self.is_shown || self.start.elapsed() < Duration::from_secs(1) {
            return;
        }
        let Ok(mut shown) = self.shown.lock() else {
            return;
        };
        if shown.is_none_or(|before| before < done) {
            *shown = Some(done);
            let line = format!("\r{done} of {total} samples");
            let _ = std::io::stderr().write_all(line.as_bytes());
        }
    }

    fn clear(&self) {
        if self.shown.lock().is_ok_and(|shown| shown.is_some()) {
            let _ = std::io::stderr().write_all(b"\r\x1b[K");
        }
    }
}
