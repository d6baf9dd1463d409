//! A linked guide whose files are made when somebody asks for them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::difference::Difference;
use super::known::Base;
use crate::diagnostic::Diagnostics;
use crate::discover::Document;
use crate::model::artifact::{Artifact, Body};
use crate::model::guide::{Guide, PageId, SectionId};
use crate::model::page::Page;
use crate::render::search::Facts;
use crate::render::{Job, OnDemand, SharedTotals};

/// What is served: no file of it is held but those about the whole site, once they were
/// asked for.
#[derive(Clone)]
pub struct Shown {
    pub base: Arc<Base>,
    pub guide: Guide,
    /// Of linking.
    pub problems: Diagnostics,
    jobs: OnceLock<Arc<Jobs>>,
    totals: SharedTotals,
    pub wide: Arc<Wide>,
}

/// Pages by the paths of their HTML.
type Jobs = HashMap<String, Job>;

/// Files about the whole site.
#[derive(Default)]
pub struct Wide {
    files: OnceLock<Files>,
    search: OnceLock<Files>,
    /// What the search knows of each page of the guide, as far as it was asked.
    facts: Mutex<Vec<Option<Option<Facts>>>>,
}

type Files = BTreeMap<String, Vec<u8>>;

impl Shown {
    pub fn new(base: Arc<Base>, guide: Guide, problems: Diagnostics) -> Self {
        Self {
            base,
            guide,
            problems,
            jobs: OnceLock::new(),
            totals: SharedTotals::default(),
            wide: Arc::default(),
        }
    }

    /// Puts pages in the places of their former selves, from which they differ so far, and
    /// not in links.
    pub fn replace(&mut self, pages: impl IntoIterator<Item = Arc<Page>>, reach: Difference) {
        if reach > Difference::Text {
            self.totals = SharedTotals::default();
        }
        let mut facts = std::mem::take(&mut *self.wide.facts());
        for page in pages {
            match page.is_section() {
                true => self.replace_introduction(page),
                false => {
                    let id = crate::link::replace(&mut self.guide, page);
                    if let Some(known) = id.and_then(|id| facts.get_mut(id.0)) {
                        *known = None;
                    }
                }
            }
        }
        self.wide = Arc::new(Wide {
            facts: Mutex::new(facts),
            ..Wide::default()
        });
    }

    fn replace_introduction(&mut self, page: Arc<Page>) {
        if let Some(id) = self.section(&page.content_path) {
            self.guide.sections[id.0].index = Some(page);
        }
    }

    /// The page of that content path, if it is part of the guide.
    pub fn page(&self, content_path: &str) -> Option<&Arc<Page>> {
        match self.job_of(content_path)? {
            Job::Section(id) => self.guide.section(id).index.as_ref(),
            Job::Page(id) => Some(&self.guide.page(id).page),
            _ => None,
        }
    }

    /// What renders the page of that content path.
    pub fn job_of(&self, content_path: &str) -> Option<Job> {
        let pages = &self.guide.pages;
        let found =
            pages.binary_search_by(|page| page.page.content_path.as_str().cmp(content_path));
        match found {
            Ok(at) => Some(Job::Page(PageId(at))),
            Err(_) => self.section(content_path).map(Job::Section),
        }
    }

    fn section(&self, content_path: &str) -> Option<SectionId> {
        let is_wanted = |page: &Arc<Page>| page.content_path == content_path;
        let mut sections = self.guide.sections.iter();
        let found = sections.position(|section| section.index.as_ref().is_some_and(is_wanted));
        found.map(SectionId)
    }

    /// Makes files with `make`.
    pub fn with<T>(&self, make: impl FnOnce(&OnDemand<'_>) -> T) -> T {
        let text = |id: PageId| Some(self.text(id));
        let base = &self.base;
        make(&OnDemand::new(
            &self.guide,
            &base.theme,
            &base.site_files,
            &base.templates,
            &text,
            &self.totals,
        ))
    }

    /// A page with its text, which is parsed again.
    fn text(&self, id: PageId) -> Arc<Page> {
        let page = &self.guide.page(id).page;
        let document = Document {
            content_path: page.content_path.clone(),
            source: Arc::clone(&page.source),
            committed: page.committed,
        };
        Arc::new(self.base.parse_again(&document))
    }

    /// What renders the page whose HTML has this path.
    pub fn job(&self, on_demand: &OnDemand<'_>, path: &str) -> Option<Job> {
        let jobs = self
            .jobs
            .get_or_init(|| Arc::new(on_demand.jobs().into_iter().collect()));
        jobs.get(path).copied()
    }

    /// The file of this path.
    pub fn file(&self, path: &str) -> Option<Body> {
        let mut assets = self.guide.assets.iter();
        if let Some(asset) = assets.find(|asset| asset.output_path == path) {
            return Some(Body::Copy(asset.file.clone()));
        }
        self.with(|on_demand| {
            let job = html_of(path).and_then(|html| self.job(on_demand, &html));
            let own = job.map(|job| on_demand.page(job).0).unwrap_or_default();
            let found = own.into_iter().find(|artifact| artifact.path == path);
            if let Some(found) = found {
                return Some(found.body);
            }
            let mut assets = on_demand.assets().iter();
            if let Some(asset) = assets.find(|asset| asset.path == path) {
                return Some(asset.body.clone());
            }
            let bytes = match path.starts_with("search/") {
                true => self.search(on_demand).get(path),
                false => self.files(on_demand).get(path),
            };
            bytes.cloned().map(Body::Bytes)
        })
    }

    /// Whether there is a file of this path.
    pub fn has(&self, path: &str) -> bool {
        let is_page =
            path.ends_with(".html") && self.with(|on_demand| self.job(on_demand, path).is_some());
        is_page || self.file(path).is_some()
    }

    fn files(&self, on_demand: &OnDemand<'_>) -> &Files {
        let make = || by_path(on_demand.site_files());
        self.wide.files.get_or_init(make)
    }

    fn search(&self, on_demand: &OnDemand<'_>) -> &Files {
        self.wide.search.get_or_init(|| {
            let mut known = self.wide.facts();
            known.resize_with(self.guide.pages.len(), || None);
            known.par_iter_mut().enumerate().for_each(|(id, facts)| {
                facts.get_or_insert_with(|| on_demand.facts(PageId(id)));
            });
            by_path(on_demand.search(&|id: PageId| known.get(id.0)?.as_ref()?.as_ref()))
        })
    }

    /// The paths of files about the whole site that are not as they were in `before`, among
    /// those that somebody has asked for.
    pub fn wide_changes(&self, before: &Wide) -> Vec<String> {
        let mut changed = Vec::new();
        self.with(|on_demand| {
            if let Some(files) = before.files.get() {
                differing(files, self.files(on_demand), &mut changed);
            }
            if let Some(files) = before.search.get() {
                differing(files, self.search(on_demand), &mut changed);
            }
        });
        changed
    }
}

impl Wide {
    /// Whether anything was asked for.
    pub fn is_used(&self) -> bool {
        self.files.get().is_some() || self.search.get().is_some()
    }

    fn facts(&self) -> std::sync::MutexGuard<'_, Vec<Option<Option<Facts>>>> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The HTML that is made together with the file of this path.
fn html_of(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    match ending {
        "html" => Some(path.to_owned()),
        "json" | "md" => Some(format!("{stem}.html")),
        "js" => Some(format!("{}.html", stem.strip_prefix("questions/")?)),
        _ => None,
    }
}

fn by_path(artifacts: Vec<Artifact>) -> Files {
    let bytes = artifacts.into_iter().filter_map(|made| match made.body {
        Body::Bytes(bytes) => Some((made.path, bytes)),
        Body::Copy(_) => None,
    });
    bytes.collect()
}

/// The paths that are in one alone, or different in the two.
fn differing(before: &Files, now: &Files, changed: &mut Vec<String>) {
    let new = now
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    changed.extend(new.chain(gone).map(|(path, _)| path.clone()));
}
