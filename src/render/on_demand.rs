//! A site made file by file, for those who do not want all of it at once.
//!
//! The same functions as for the whole: what is made here is what [`render`](super::render)
//! makes of the same guide.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::search::Facts;
use super::site::{SharedTotals, Site};
use super::template::Templates;
use super::{Job, Record, Records, Renderer, StudyPage, Work};
use crate::diagnostic::Diagnostics;
use crate::fingerprint::Fingerprint;
use crate::model::artifact::{Artifact, Body, Collected, Sink};
use crate::model::guide::{Guide, PageId};
use crate::model::page::Page;
use crate::theme::Theme;

/// A guide whose files are made one by one.
pub struct OnDemand<'a> {
    site: Site<'a>,
    assets: Vec<Artifact>,
    theme: &'a Arc<Theme>,
    files: &'a BTreeMap<String, Vec<u8>>,
    templates: &'a Templates,
    texts: &'a (dyn Fn(PageId) -> Option<Arc<Page>> + Sync),
}

/// A page that was looked at for what is wrong with it.
pub struct Checked {
    /// The page's path in the output.
    pub path: String,
    /// What it was made of, for the next time; nothing if it could not be made.
    pub record: Option<Record>,
    /// What is wrong with it.
    pub problems: Diagnostics,
}

impl<'a> OnDemand<'a> {
    /// Makes what all pages share; `texts` gives pages with their text, as in [`Work`], and
    /// `totals` belong to the guide.
    pub fn new(
        guide: &'a Guide,
        theme: &'a Arc<Theme>,
        files: &'a BTreeMap<String, Vec<u8>>,
        templates: &'a Templates,
        texts: &'a (dyn Fn(PageId) -> Option<Arc<Page>> + Sync),
        totals: &SharedTotals,
    ) -> Self {
        let (mut site, assets) = Site::new(guide, theme, files);
        site.totals = Arc::clone(totals);
        Self {
            site,
            assets,
            theme,
            files,
            templates,
            texts,
        }
    }

    /// All pages there are, with the paths of their HTML.
    pub fn jobs(&self) -> Vec<(String, Job)> {
        self.with(&Collected::default(), |renderer| {
            let jobs = renderer.jobs().into_iter();
            jobs.map(|job| (renderer.path(job), job)).collect()
        })
    }

    /// The path of a page's HTML.
    pub fn path(&self, job: Job) -> String {
        self.with(&Collected::default(), |renderer| renderer.path(job))
    }

    /// The files of one page.
    pub fn page(&self, job: Job) -> (Vec<Artifact>, Diagnostics) {
        let made = Collected::default();
        let (_, problems) = self.with(&made, |renderer| renderer.run(job));
        (made.into_artifacts(), problems)
    }

    /// The files of theme and settings.
    pub fn assets(&self) -> &[Artifact] {
        &self.assets
    }

    /// Feeds, lists and what else is about the whole site, but not the search.
    pub fn site_files(&self) -> Vec<Artifact> {
        super::site_files(&self.site)
    }

    /// The search's files, of what [`OnDemand::facts`] has given for each page.
    pub fn search<'f>(&self, facts: &dyn Fn(PageId) -> Option<&'f Facts>) -> Vec<Artifact> {
        match self.site.guide.config.search {
            true => super::search::artifacts(self.site.guide, facts),
            false => Vec::new(),
        }
    }

    /// What the search needs of a page, where it can be found.
    pub fn facts(&self, id: PageId) -> Option<Facts> {
        let guide = self.site.guide;
        let is_found = guide.config.search && guide.is_listed(id);
        let whole = is_found.then(|| (self.texts)(id)).flatten()?;
        Some(super::search::facts(guide, id, &whole))
    }

    /// Renders all pages that `records` do not know as they are now, only to see what is
    /// wrong with them; `stop` ends that early, and pages that were not reached are left out.
    pub fn check(
        &self,
        records: &Records,
        world: Fingerprint,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Vec<Checked> {
        let sink = Unwanted(stop);
        let work = Work {
            records,
            world,
            ..self.work(&sink)
        };
        let renderer = self.renderer(&work);
        let jobs = renderer.jobs().into_par_iter().filter(|_| !stop());
        let checked = jobs.map(|job| {
            let (done, problems) = renderer.run(job);
            Checked {
                path: renderer.path(job),
                record: done.map(|done| done.record.bare()),
                problems,
            }
        });
        checked.collect()
    }

    fn with<T>(&self, sink: &dyn Sink, then: impl FnOnce(&Renderer<'_>) -> T) -> T {
        let work = self.work(sink);
        then(&self.renderer(&work))
    }

    fn work<'b>(&'b self, sink: &'b dyn Sink) -> Work<'b> {
        const NONE: &Records = &Records::new();
        Work {
            guide: self.site.guide,
            theme: self.theme,
            files: self.files,
            texts: self.texts,
            sink,
            records: NONE,
            world: Fingerprint::default(),
        }
    }

    fn renderer<'b>(&'b self, work: &'b Work<'b>) -> Renderer<'b> {
        Renderer::new(&self.site, self.templates, work)
    }
}

impl Renderer<'_> {
    /// The path of a page's HTML in the output.
    fn path(&self, job: Job) -> String {
        let guide = self.site.guide;
        match job {
            Job::Section(id) => guide.section(id).path.file("html"),
            Job::Page(id) => guide.page(id).path.file("html"),
            Job::Tag(id) => guide.tags[id.0].path.file("html"),
            Job::Tags => "tags/index.html".to_owned(),
            Job::NotFound => "404.html".to_owned(),
            Job::Redirect(at) => guide.redirects[at].from.file("html"),
            Job::Study(page) => self.study_path(page).file("html"),
        }
    }
}

impl Job {
    /// Jobs of one kind are made with the same template.
    pub fn kind(self) -> (u8, u8) {
        match self {
            Job::Section(Guide::HOME) => (0, 0),
            Job::Section(_) => (0, 1),
            Job::Page(_) => (1, 0),
            Job::Tag(_) => (2, 0),
            Job::Tags => (3, 0),
            Job::NotFound => (4, 0),
            Job::Redirect(_) => (5, 0),
            Job::Study(StudyPage::Practice) => (6, 0),
            Job::Study(StudyPage::Review) => (6, 1),
            Job::Study(StudyPage::Questions | StudyPage::TrackQuestions(_)) => (6, 2),
            Job::Study(StudyPage::Print(_)) => (6, 3),
        }
    }
}

impl Record {
    /// The record without what only an output folder and the search ask for.
    fn bare(self) -> Self {
        Self {
            artifacts: Vec::new(),
            facts: None,
            ..self
        }
    }
}

/// Takes nothing, and says of all that is known that it is there.
struct Unwanted<'a>(&'a (dyn Fn() -> bool + Sync));

impl Sink for Unwanted<'_> {
    fn put(&self, _: Artifact) {}

    fn keep(&self, _: &[String]) -> bool {
        true
    }

    fn is_closed(&self) -> bool {
        (self.0)()
    }
}

/// A copy of a content file for each that pages refer to.
pub fn copies(guide: &Guide) -> impl Iterator<Item = Artifact> {
    guide.assets.iter().map(|asset| Artifact {
        path: asset.output_path.clone(),
        body: Body::Copy(asset.file.clone()),
    })
}
