//! EDGE: a guide in memory that follows its files.
//!
//! [`Followed::follow`] reads what has changed, parses that, and lets as much of the guide
//! stand as `difference` allows; [`Followed::file`] makes a file when somebody asks for it;
//! [`Followed::settle`] looks in quiet moments for what an edit has broken elsewhere. What is
//! made is what a build would write.

mod difference;
mod known;
mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use anyhow::Result;
use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::discover::Overrides;
use crate::model::artifact::{Artifact, Body};
use crate::render::{Job, OnDemand, Records};
use difference::{Difference, difference};
use known::{Known, Touched};
use shown::{Shown, Wide};

/// Of more pages than this it is not asked which of their files have changed.
const MANY: usize = 64;

/// A guide in memory.
pub struct Followed {
    root: PathBuf,
    /// The content folder as the system names it.
    content: PathBuf,
    overrides: Overrides,
    is_strict: bool,
    state: Mutex<State>,
    shown: RwLock<Option<Arc<Shown>>>,
}

/// What only those who follow need.
#[derive(Default)]
struct State {
    /// Nothing before the first look, and after a panic.
    known: Option<Known>,
    /// What the files have and `shown` has not, because of errors.
    waiting: Touched,
    /// What is wrong with pages as they are rendered, by the path of their HTML.
    faults: BTreeMap<String, Diagnostics>,
    /// Pages that were looked at, as they were then.
    records: Records,
    /// Whether there may be pages that were not looked at as they are.
    is_unsettled: bool,
    /// The files about the whole site of which browsers know.
    wide: Option<Arc<Wide>>,
    /// What was wrong when it was told last.
    problems: Diagnostics,
}

/// What came of following.
pub struct Outcome {
    /// All that is known to be wrong, sorted by path and place.
    pub problems: Diagnostics,
    /// Whether the guide as it is now is shown; not if what has changed has errors.
    pub is_shown: bool,
    /// Files that are new, gone or different, by path: those of pages that were edited, and
    /// of others those that were named as open.
    pub changed: Vec<String>,
}

impl Followed {
    /// A guide of which nothing was read yet.
    pub fn new(root: &Path, overrides: &Overrides, is_strict: bool) -> Self {
        let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self {
            root: root.to_owned(),
            content: real.join("content"),
            overrides: overrides.clone(),
            is_strict,
            state: Mutex::default(),
            shown: RwLock::new(None),
        }
    }

    /// Looks at the files of these paths again, or without paths at all files. Of the pages
    /// in `open`, named by their files, it is told exactly whether they have changed.
    ///
    /// # Errors
    ///
    /// Only when the site cannot be read at all.
    pub fn follow(&self, paths: Option<&[PathBuf]>, open: &[String]) -> Result<Outcome> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, touched) = self.look(&mut state, paths)?;
        state.waiting.extend(touched);
        let outcome = match state.waiting.is_empty() {
            true => Outcome {
                problems: state.problems.clone(),
                is_shown: true,
                changed: Vec::new(),
            },
            false => self.show(&mut state, &known, open),
        };
        state.known = Some(known);
        state.problems = outcome.problems.clone();
        Ok(outcome)
    }

    fn look(&self, state: &mut State, paths: Option<&[PathBuf]>) -> Result<(Known, Touched)> {
        // Taken, so that after a panic everything is read anew.
        let known = state.known.take();
        let Some(mut known) = known else {
            return Known::read(&self.root, &self.overrides, None);
        };
        let named = paths.and_then(|paths| self.content_paths(paths));
        match named.and_then(|paths| known.reread(&paths)) {
            Some(touched) => Ok((known, touched)),
            None => Known::read(&self.root, &self.overrides, Some(known)),
        }
    }

    /// The paths below the content folder; `None` if there are others among them.
    fn content_paths(&self, paths: &[PathBuf]) -> Option<BTreeSet<String>> {
        let below = paths.iter().map(|path| {
            let below = path.strip_prefix(&self.content).ok()?;
            let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
            parts
                .filter(|parts| !parts.is_empty())
                .map(|parts| parts.join("/"))
        });
        below.collect()
    }

    /// Shows the guide as its files are now, unless what has changed has errors.
    fn show(&self, state: &mut State, known: &Known, open: &[String]) -> Outcome {
        let waiting = &state.waiting;
        let reach = reach(self.snapshot().as_deref(), known, waiting);
        let look = |shown: &Shown| Looked::at(shown, waiting, open, reach);
        let tried = match reach {
            Difference::Links => self.relink(known, &look),
            Difference::Text | Difference::Words => self.replace(known, waiting, reach, &look),
        };
        let mut changed = Vec::new();
        if tried.is_shown {
            let waiting = std::mem::take(&mut state.waiting);
            changed = changes(&tried);
            if waiting.is_world {
                state.faults.clear();
            }
            for path in tried.before.pages.keys().chain(tried.now.pages.keys()) {
                state.faults.remove(path);
                state.records.remove(path);
            }
            state.is_unsettled |= reach > Difference::Text;
            if let Some(wide) = tried.wide.filter(|wide| wide.is_used()) {
                state.wide.get_or_insert(wide);
            }
        }
        let mut problems = tried.problems;
        let others = state.faults.iter();
        let others = others.filter(|(path, _)| !tried.now.pages.contains_key(*path));
        for (_, found) in others.chain(&tried.now.problems) {
            problems.extend(found.clone());
        }
        if tried.is_shown {
            state.faults.extend(tried.now.problems);
        }
        Outcome {
            problems: self.judged(problems),
            is_shown: tried.is_shown,
            changed,
        }
    }

    /// Tries a guide that is linked anew.
    fn relink(&self, known: &Known, look: &dyn Fn(&Shown) -> Looked) -> Tried {
        let (pages, surroundings) = known.to_link();
        let (guide, link_problems) = crate::link::link(pages, surroundings);
        let next = Shown::new(Arc::clone(&known.base), guide, link_problems);
        let mut tried = Tried::new(known, &next);
        if self.judged(tried.problems.clone()).has_errors() {
            return tried;
        }
        if let Some(before) = self.snapshot() {
            tried.before = look(&before);
            tried.wide = Some(Arc::clone(&before.wide));
        }
        tried.now = look(&next);
        tried.is_shown = !self.judged(tried.now.problems()).has_errors();
        if tried.is_shown {
            let mut slot = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            let before = slot.replace(Arc::new(next));
            drop(slot);
            drop(before);
        }
        tried
    }

    /// Tries the guide with pages in the places of their former selves.
    fn replace(
        &self,
        known: &Known,
        waiting: &Touched,
        reach: Difference,
        look: &dyn Fn(&Shown) -> Looked,
    ) -> Tried {
        // Held, so that nobody sees the guide in between.
        let mut slot = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let mut shown = slot.take().expect("what is replaced was shown");
        let mut tried = Tried::new(known, &shown);
        if !self.judged(tried.problems.clone()).has_errors() {
            tried.before = look(&shown);
            tried.wide = Some(Arc::clone(&shown.wide));
            let paths = waiting.pages.iter();
            let former = paths.clone().filter_map(|path| shown.page(path).cloned());
            let former: Vec<_> = former.collect();
            let pages = paths.filter_map(|path| known.pages.get(path));
            let pages = pages.map(|known| Arc::clone(&known.page));
            // A copy only where a browser is just being answered from it.
            Arc::make_mut(&mut shown).replace(pages, reach);
            tried.now = look(&shown);
            tried.is_shown = !self.judged(tried.now.problems()).has_errors();
            if !tried.is_shown {
                Arc::make_mut(&mut shown).replace(former, reach);
            }
        }
        *slot = Some(shown);
        tried
    }

    /// Looks for what is wrong with pages that were not edited, until all are looked at or
    /// `stop` says that there is something better to do. Nothing if there was nothing to do.
    pub fn settle(&self, stop: &(dyn Fn() -> bool + Sync)) -> Option<Outcome> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let state = &mut *state;
        let shown = self.snapshot()?;
        let known = state.known.as_ref()?;
        let is_settled = !state.is_unsettled && state.wide.is_none();
        if is_settled || !state.waiting.is_empty() || stop() {
            return None;
        }
        let wide = state.wide.take();
        let changed = wide.map_or_else(Vec::new, |wide| shown.wide_changes(&wide));
        if state.is_unsettled {
            let check =
                |on_demand: &OnDemand<'_>| on_demand.check(&state.records, shown.base.world, stop);
            let checked = shown.with(check);
            if !stop() {
                state.is_unsettled = false;
                state.records.clear();
                state.faults.clear();
            }
            for page in checked {
                match page.record.filter(|_| page.problems.is_empty()) {
                    Some(record) => state.records.insert(page.path.clone(), record),
                    None => state.records.remove(&page.path),
                };
                match page.problems.is_empty() {
                    true => state.faults.remove(&page.path),
                    false => state.faults.insert(page.path, page.problems),
                };
            }
        }
        let mut problems = known.problems();
        problems.extend(shown.problems.clone());
        let faults = state.faults.values().cloned();
        faults.for_each(|found| problems.extend(found));
        state.problems = self.judged(problems);
        Some(Outcome {
            problems: state.problems.clone(),
            is_shown: true,
            changed,
        })
    }

    /// The file of this path, as a build would write it.
    pub fn file(&self, path: &str) -> Option<Body> {
        self.snapshot()?.file(path)
    }

    /// Whether there is a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.snapshot().is_some_and(|shown| shown.has(path))
    }

    fn snapshot(&self) -> Option<Arc<Shown>> {
        let shown = self.shown.read();
        shown.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sorted, and as strict as was asked for.
    fn judged(&self, mut problems: Diagnostics) -> Diagnostics {
        problems.sort();
        if self.is_strict {
            problems.make_strict();
        }
        problems
    }
}

/// How far what was touched reaches.
fn reach(shown: Option<&Shown>, known: &Known, waiting: &Touched) -> Difference {
    let Some(shown) = shown.filter(|shown| Arc::ptr_eq(&shown.base, &known.base)) else {
        return Difference::Links;
    };
    if waiting.is_linked_anew || waiting.is_world || waiting.pages.len() > MANY {
        return Difference::Links;
    }
    // What was said about links says where they stood.
    let labels = shown.problems.iter().flat_map(|problem| problem.labels());
    let is_spoken_of = |path: &String| {
        let is_own = |shown: &str| shown.strip_prefix("content/") == Some(path.as_str());
        labels.clone().any(|label| is_own(label.source.path()))
    };
    let reaches =
        waiting
            .pages
            .iter()
            .map(|path| match (shown.page(path), known.pages.get(path)) {
                (Some(before), Some(now)) if !is_spoken_of(path) => difference(before, &now.page),
                _ => Difference::Links,
            });
    reaches.max().unwrap_or(Difference::Text)
}

/// An attempt to show the guide as it is now.
struct Tried {
    /// Without those of rendering.
    problems: Diagnostics,
    before: Looked,
    now: Looked,
    is_shown: bool,
    /// What was held of the guide before.
    wide: Option<Arc<Wide>>,
}

impl Tried {
    fn new(known: &Known, shown: &Shown) -> Self {
        let mut problems = known.problems();
        problems.extend(shown.problems.clone());
        Self {
            problems,
            before: Looked::default(),
            now: Looked::default(),
            is_shown: false,
            wide: None,
        }
    }
}

/// Pages that an edit may have changed, made to be compared.
#[derive(Default)]
struct Looked {
    /// The files of pages, by the path of the HTML.
    pages: BTreeMap<String, Vec<Artifact>>,
    /// Where there are some, by the same.
    problems: BTreeMap<String, Diagnostics>,
    /// Files of theme and settings, where these have changed.
    assets: Vec<Artifact>,
    /// Files of the content folder in the output.
    copies: Vec<String>,
    /// Edited pages that are too many to be looked at.
    many: Vec<String>,
}

impl Looked {
    fn at(shown: &Shown, waiting: &Touched, open: &[String], reach: Difference) -> Self {
        let edited = waiting.pages.iter().filter_map(|path| shown.job_of(path));
        let mut looked = Self::default();
        let copied = shown.guide.assets.iter();
        let copied = copied.filter(|asset| waiting.assets.contains(&asset.content_path));
        looked.copies = copied.map(|asset| asset.output_path.clone()).collect();
        shown.with(|on_demand| {
            let mut jobs: Vec<(String, Job)> = Vec::new();
            match waiting.pages.len() > MANY {
                true => looked.many = edited.map(|job| on_demand.path(job)).collect(),
                false => jobs.extend(edited.map(|job| (on_demand.path(job), job))),
            }
            if reach > Difference::Text {
                let open = open.iter();
                jobs.extend(open.filter_map(|path| {
                    let job = shown.job(on_demand, path)?;
                    Some((path.clone(), job))
                }));
            }
            jobs.sort_by(|a, b| a.0.cmp(&b.0));
            jobs.dedup_by(|a, b| a.0 == b.0);
            let compared = jobs.len();
            if waiting.is_world {
                // One of each kind, not to be compared: what is wrong with a template shows.
                let mut kinds = BTreeSet::new();
                let all = on_demand.jobs().into_iter();
                let samples = all.filter(|(_, job)| kinds.insert(job.kind()));
                jobs.extend(samples.collect::<Vec<_>>());
                looked.assets = on_demand.assets().to_vec();
            }
            let make = |(path, job): (String, Job)| (path, on_demand.page(job));
            let made: Vec<_> = match jobs.len() > 4 {
                true => jobs.into_par_iter().map(make).collect(),
                false => jobs.into_iter().map(make).collect(),
            };
            for (at, (path, (artifacts, problems))) in made.into_iter().enumerate() {
                if !problems.is_empty() {
                    looked.problems.insert(path.clone(), problems);
                }
                if at < compared {
                    looked.pages.insert(path, artifacts);
                }
            }
        });
        looked
    }

    fn problems(&self) -> Diagnostics {
        let mut all = Diagnostics::new();
        let found = self.problems.values().cloned();
        found.for_each(|found| all.extend(found));
        all
    }

    fn artifacts(&self) -> BTreeMap<&str, &Body> {
        let pages = self.pages.values().flatten().chain(&self.assets);
        pages.map(|made| (made.path.as_str(), &made.body)).collect()
    }
}

/// The paths of all files that are new, gone or different, as far as was looked.
fn changes(tried: &Tried) -> Vec<String> {
    let (before, now) = (tried.before.artifacts(), tried.now.artifacts());
    let new = now
        .iter()
        .filter(|(path, body)| before.get(*path) != Some(body));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let differing = new
        .map(|(path, _)| path)
        .chain(gone)
        .map(|path| (*path).to_owned());
    let mut changed: BTreeSet<String> = differing.collect();
    for looked in [&tried.before, &tried.now] {
        changed.extend(looked.copies.iter().cloned());
        changed.extend(looked.many.iter().cloned());
    }
    changed.into_iter().collect()
}
