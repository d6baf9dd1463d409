//! A guide and a theme to artifacts: pure, every page by itself, in parallel.
//!
//! Views ([`view`]) are made of the guide (`page`, `section`, `site`) with
//! the page's text written by [`html`], and printed by templates ([`template`]).
//! Files for machines come from [`data`], [`feed`] and [`structured`],
//! those for scripts from `script` and `shard`.

mod constants;
pub mod data;
pub mod diagram;
pub mod feed;
mod folder;
pub mod highlight;
pub mod html;
mod icon;
mod jobs;
pub mod math;
mod on_demand;
mod page;
pub mod sanitize;
mod script;
pub mod search;
mod section;
mod shard;
mod site;
pub mod structured;
mod study;
pub mod template;
pub mod view;
mod worker;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fingerprint::Fingerprint;
use crate::href::PagePath;
use crate::model::artifact::{Artifact, Body, Sink};
use crate::model::guide::{Guide, PageId, SectionId, TagId};
use crate::model::page::Page;
use crate::theme::Theme;
use folder::Folders;
pub use on_demand::{Checked, OnDemand};
pub use site::SharedTotals;
use site::{Place, Site};
pub use study::StudyPage;
use template::{Ready, Templates};
use view::{CardView, PageCardView, PageView, SectionView, ShellView, TagView};

/// How many pages a thread renders in one go: at the end no other waits for more than these.
const JOBS_AT_ONCE: usize = 16;

/// What there is to render, and where it goes.
pub struct Work<'a> {
    /// The guide; of its pages it holds no blocks, see [`Page::skeleton`].
    pub guide: &'a Guide,
    /// The theme.
    pub theme: &'a Arc<Theme>,
    /// The files that the settings name, already read.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// Gives a page as parsed, with its text. `None` if it cannot be had any more; the
    /// page is left out then, and the build will fail.
    pub texts: &'a (dyn Fn(PageId) -> Option<Arc<Page>> + Sync),
    /// Takes the artifacts as soon as they are made.
    pub sink: &'a dyn Sink,
    /// What an earlier build made.
    pub records: &'a Records,
    /// Stands for all that every page reads: settings, theme, this program.
    pub world: Fingerprint,
}

/// What came of rendering.
pub struct Rendered {
    /// What is wrong.
    pub problems: Diagnostics,
    /// What the next build may keep, by the path of the page.
    pub records: Records,
    /// How many pages were made.
    pub made: usize,
    /// How many pages the sink has kept from an earlier build.
    pub kept: usize,
}

/// Pages of an earlier build by path.
pub type Records = BTreeMap<String, Record>;

/// A page as it was rendered: what it was made of, and its files.
///
/// The fingerprint is that of everything its rendering reads: the page's text, its view
/// without the text, and what is the same for all pages. Whoever makes a page read
/// something else must add it there (`Renderer::page`), or changes go unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    fingerprint: Fingerprint,
    artifacts: Vec<String>,
    /// What the search needs of it, where it can be found.
    facts: Option<search::Facts>,
}

/// Renders the whole site.
///
/// A page that cannot be rendered is a problem and no artifact.
pub fn render(work: &Work<'_>) -> Rendered {
    let ((templates, mut problems), (site, assets)) = rayon::join(
        || Templates::load(Arc::clone(work.theme)),
        || Site::new(work.guide, work.theme, work.files),
    );
    let mut rendered = Rendered {
        problems: Diagnostics::new(),
        records: Records::new(),
        made: 0,
        kept: 0,
    };
    if problems.has_errors() {
        rendered.problems = problems;
        return rendered;
    }
    let renderer = Renderer::new(&site, &templates, work);
    // Each job is a page; its problems are gathered in the order of the jobs, whichever
    // thread was first. Its artifacts are handed on and dropped.
    let make_pages = || -> Vec<(Option<Done>, Diagnostics)> {
        let jobs = renderer.jobs().into_par_iter().with_max_len(JOBS_AT_ONCE);
        jobs.map(|job| match work.sink.is_closed() {
            true => (None, Diagnostics::new()),
            false => renderer.run(job),
        })
        .collect()
    };
    let make_rest = || {
        let copies = on_demand::copies(work.guide);
        let rest = assets.into_iter().chain(copies).chain(site_files(&site));
        rest.for_each(|artifact| work.sink.put(artifact));
    };
    let (pages, ()) = rayon::join(make_pages, make_rest);
    let mut faulty = Records::new();
    for (done, page_problems) in pages {
        if let Some(done) = done {
            rendered.made += usize::from(!done.is_kept);
            rendered.kept += usize::from(done.is_kept);
            // Its problems are to be told every time.
            let records = match page_problems.is_empty() {
                true => &mut rendered.records,
                false => &mut faulty,
            };
            records.insert(done.path, done.record);
        }
        problems.extend(page_problems);
    }
    let (index, ()) = rayon::join(
        || search_files(work.guide, [&rendered.records, &faulty]),
        || drop(renderer),
    );
    let index = index.into_par_iter();
    index.for_each(|artifact| work.sink.put(artifact));
    rendered.problems = problems;
    rendered
}

/// One page to render.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// A folder's.
    Section(SectionId),
    /// A page with all its files.
    Page(PageId),
    /// A tag's.
    Tag(TagId),
    /// The list of tags.
    Tags,
    /// What is shown where there is nothing.
    NotFound,
    /// A former address, by its place in the guide.
    Redirect(usize),
    /// A page to study on.
    Study(StudyPage),
}

struct Renderer<'a> {
    site: &'a Site<'a>,
    templates: &'a Templates,
    /// `site` for the pages of each folder, who all see it the same way.
    sites: Vec<OnceLock<Ready>>,
    folders: Folders,
    work: &'a Work<'a>,
}

/// A page that is done with: handed on or kept.
struct Done {
    path: String,
    record: Record,
    is_kept: bool,
}

/// What a template may say; absent parts are those of other kinds of page.
#[derive(Serialize)]
struct Values<'a> {
    #[serde(skip)]
    site: Ready,
    shell: ShellView,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a PageView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a SectionView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'a TagView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<&'a [TagView]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tracks: Option<&'a [CardView]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<&'a [PageCardView]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

impl Values<'static> {
    fn new(site: Ready, shell: ShellView) -> Self {
        Self {
            site,
            shell,
            page: None,
            section: None,
            tag: None,
            tags: None,
            tracks: None,
            pages: None,
            target: None,
            label: None,
        }
    }
}

impl<'a> Renderer<'a> {
    fn new(site: &'a Site<'a>, templates: &'a Templates, work: &'a Work<'a>) -> Self {
        let folders = site.guide.sections.len();
        Self {
            site,
            templates,
            sites: vec![OnceLock::new(); folders],
            folders: Folders::new(folders),
            work,
        }
    }

    fn jobs(&self) -> Vec<Job> {
        let guide = self.site.guide;
        let mut jobs: Vec<Job> = Vec::new();
        jobs.extend((0..guide.sections.len()).map(|id| Job::Section(SectionId(id))));
        jobs.extend((0..guide.pages.len()).map(|id| Job::Page(PageId(id))));
        jobs.extend((0..guide.tags.len()).map(|id| Job::Tag(TagId(id))));
        jobs.extend((0..guide.redirects.len()).map(Job::Redirect));
        if !guide.tags.is_empty() {
            jobs.push(Job::Tags);
        }
        jobs.push(Job::NotFound);
        jobs.extend(self.study_pages().into_iter().map(Job::Study));
        jobs
    }

    fn run(&self, job: Job) -> (Option<Done>, Diagnostics) {
        match job {
            Job::Section(id) => self.section(id),
            Job::Page(id) => self.page(id),
            Job::Tag(id) => finish(self.tag(id)),
            Job::Tags => finish(self.tags()),
            Job::NotFound => finish(self.not_found()),
            Job::Redirect(redirect) => finish(self.redirect(redirect)),
            Job::Study(page) => finish(self.study(page)),
        }
    }

    fn ready_site(&self, place: Place<'_>) -> Ready {
        let make = || Ready::new(&self.site.view(place));
        match place.page {
            Some(id) if !self.site.is_in_navigation(id) => {
                self.sites[place.section.0].get_or_init(make).clone()
            }
            _ => make(),
        }
    }

    /// Prints a page that is all in its values, or keeps that of an earlier build.
    fn html(
        &self,
        template: &str,
        values: &Values<'_>,
        path: &PagePath,
        subject: &str,
    ) -> Result<Done, Diagnostic> {
        let path = path.file("html");
        let fingerprint = Fingerprint::all(&[
            self.work.world,
            Fingerprint::of_bytes(template.as_bytes()),
            values.site.fingerprint(),
            Fingerprint::of(values),
        ]);
        if let Some(done) = self.kept(&path, fingerprint) {
            return Ok(done);
        }
        let html = self
            .templates
            .render(template, &values.site, values, subject)?;
        let artifacts = vec![text(path.clone(), html)];
        Ok(self.hand_on(path, fingerprint, artifacts, None))
    }

    fn kept(&self, path: &str, fingerprint: Fingerprint) -> Option<Done> {
        let record = self.work.records.get(path)?;
        let is_same = record.fingerprint == fingerprint && self.work.sink.keep(&record.artifacts);
        is_same.then(|| Done {
            path: path.to_owned(),
            record: record.clone(),
            is_kept: true,
        })
    }

    fn hand_on(
        &self,
        path: String,
        fingerprint: Fingerprint,
        artifacts: Vec<Artifact>,
        facts: Option<search::Facts>,
    ) -> Done {
        let record = Record {
            fingerprint,
            facts,
            artifacts: artifacts.iter().map(|made| made.path.clone()).collect(),
        };
        for artifact in artifacts {
            self.work.sink.put(artifact);
        }
        Done {
            path,
            record,
            is_kept: false,
        }
    }

    fn values(&self, place: Place<'_>, shell: ShellView) -> Values<'static> {
        Values::new(self.ready_site(place), shell)
    }
}

/// The place of a page that is a folder's, or that the generator makes.
fn at(path: &PagePath, section: SectionId) -> Place<'_> {
    Place {
        path,
        section,
        page: None,
        is_rootless: false,
    }
}

fn finish(result: Result<Done, Diagnostic>) -> (Option<Done>, Diagnostics) {
    let mut problems = Diagnostics::new();
    match result {
        Ok(done) => (Some(done), problems),
        Err(problem) => {
            problems.push(problem);
            (None, problems)
        }
    }
}

fn text(path: String, text: String) -> Artifact {
    Artifact {
        path,
        body: Body::Bytes(text.into_bytes()),
    }
}

/// The search's files, where there is a search.
fn search_files(guide: &Guide, records: [&Records; 2]) -> Vec<Artifact> {
    if !guide.config.search {
        return Vec::new();
    }
    search::artifacts(guide, &|id| {
        let path = guide.page(id).path.file("html");
        let record = records.iter().find_map(|records| records.get(&path))?;
        record.facts.as_ref()
    })
}

/// Files about the whole site.
fn site_files(site: &Site<'_>) -> Vec<Artifact> {
    let guide = site.guide;
    let mut files = vec![
        text("robots.txt".to_owned(), feed::robots(guide)),
        text("_headers".to_owned(), headers(site)),
        text("sw.js".to_owned(), worker::script(site)),
    ];
    files.extend(shard::index(guide).map(|script| text("questions/index.js".to_owned(), script)));
    files.extend(feed::atom(guide).map(|feed| text("atom.xml".to_owned(), feed)));
    files.extend(feed::llms(guide).map(|list| text("llms.txt".to_owned(), list)));
    files.extend(
        feed::sitemap(guide)
            .into_iter()
            .map(|(path, xml)| text(path, xml)),
    );
    files
}

/// `_headers`, as several hosts read it: the policy, and caching by what may change.
fn headers(site: &Site<'_>) -> String {
    let base = site.guide.config.urls.base_path();
    format!(
        "{base}*\n  Content-Security-Policy: {}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\n{base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        site.policy()
    )
}
