//! What is known of the files: every page parsed, and what all pages share.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Result;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::discover::{self, Document, Look, Overrides};
use crate::fingerprint::Fingerprint;
use crate::git::History;
use crate::link::Surroundings;
use crate::model::guide::Asset;
use crate::model::page::Page;
use crate::parse::{ReservedSection, Settings};
use crate::pipeline::{self, Proving};
use crate::proof::Lock;
use crate::render::template::Templates;
use crate::theme::Theme;

/// More files than this are looked for in the whole folder.
const MANY: usize = 500;

/// What all pages share.
pub struct Base {
    pub config: Config,
    pub theme: Arc<Theme>,
    pub templates: Templates,
    pub site_files: BTreeMap<String, Vec<u8>>,
    pub section_names: Vec<(String, ReservedSection)>,
    pub lock: Lock,
    pub drafts: bool,
    /// Of theme and templates.
    pub problems: Diagnostics,
    /// Stands for all of this.
    pub world: Fingerprint,
    settings: Fingerprint,
}

/// The files, as they were read last.
pub struct Known {
    pub base: Arc<Base>,
    pub pages: BTreeMap<String, KnownPage>,
    assets: BTreeMap<String, Asset>,
    /// How the assets can be told to be untouched.
    stamps: BTreeMap<String, Stamp>,
    /// Of reading.
    problems: Diagnostics,
    history: History,
    root: PathBuf,
}

/// Length and time of the last change; none if the file cannot be asked.
type Stamp = Option<(u64, Option<SystemTime>)>;

/// A page without its text, but for the introduction of a folder.
#[derive(Clone)]
pub struct KnownPage {
    pub page: Arc<Page>,
    problems: Diagnostics,
    /// Of the text, and of all that its meaning depends on.
    key: Fingerprint,
}

/// What is not as it was, by content path.
#[derive(Default)]
pub struct Touched {
    /// Pages that are new, gone or other ones.
    pub pages: BTreeSet<String>,
    /// Files that may hold other bytes; as the guide sees them they are the same.
    pub assets: BTreeSet<String>,
    /// Whether there are files that pages may refer to as never before.
    pub is_linked_anew: bool,
    /// Whether what all pages share is another.
    pub is_world: bool,
}

impl Touched {
    /// Adds what was touched later.
    pub fn extend(&mut self, other: Self) {
        self.pages.extend(other.pages);
        self.assets.extend(other.assets);
        self.is_linked_anew |= other.is_linked_anew;
        self.is_world |= other.is_world;
    }

    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.assets.is_empty() && !self.is_linked_anew && !self.is_world
    }
}

impl Base {
    /// Parses a document as a build does.
    fn parse(&self, document: &Document) -> (Page, Diagnostics) {
        let settings = pipeline::settings(&self.config, self.drafts, &self.section_names);
        self.parse_with(document, settings)
    }

    /// Parses a document once more, of which all problems are known.
    pub fn parse_again(&self, document: &Document) -> Page {
        let settings = Settings {
            looks_at: crate::parse::LooksAt::SamplesButRust,
            ..pipeline::settings(&self.config, self.drafts, &self.section_names)
        };
        self.parse_with(document, settings).0
    }

    fn parse_with(&self, document: &Document, settings: Settings<'_>) -> (Page, Diagnostics) {
        let proving = Proving {
            verify: &self.config.verify,
            lock: &self.lock,
        };
        pipeline::prove_one(document, &settings, proving)
    }

    fn key(&self, document: &Document) -> Fingerprint {
        let text = Fingerprint::of_bytes(document.source.text().as_bytes());
        let proofs = self.lock.fingerprint(document.source.path());
        Fingerprint::all(&[text, self.settings, proofs])
    }

    fn known_page(&self, document: &Document, key: Fingerprint) -> KnownPage {
        let (page, problems) = self.parse(document);
        let page = match page.is_section() {
            true => page,
            false => page.skeleton(),
        };
        KnownPage {
            page: Arc::new(page),
            problems,
            key,
        }
    }
}

impl Known {
    /// Looks at all files; what was `before` and is the same is taken over.
    pub fn read(
        root: &Path,
        overrides: &Overrides,
        before: Option<Known>,
    ) -> Result<(Self, Touched)> {
        let (inputs, problems) = discover::discover(root, overrides)?;
        let world = pipeline::world(&inputs);
        let mut touched = Touched::default();
        let mut known: BTreeMap<String, KnownPage> = BTreeMap::new();
        let mut assets_before = BTreeMap::new();
        let mut stamps_before = BTreeMap::new();
        let mut base_before = None;
        if let Some(before) = before {
            known = before.pages;
            assets_before = before.assets;
            stamps_before = before.stamps;
            base_before = Some(before.base);
        }
        let is_same = |base: &Arc<Base>| base.world == world && base.lock == inputs.lock;
        let base = match base_before.filter(is_same) {
            Some(base) => base,
            None => {
                touched.is_world = true;
                let config = inputs.config;
                let (theme, mut problems) = crate::theme::assemble(inputs.theme_files, &config);
                let theme = Arc::new(theme);
                let (templates, more) = Templates::load(Arc::clone(&theme));
                problems.extend(more);
                let section_names = theme.strings.section_names();
                let settings = pipeline::settings(&config, inputs.drafts, &section_names);
                Arc::new(Base {
                    settings: Fingerprint::of_bytes(format!("{settings:?}").as_bytes()),
                    config,
                    theme,
                    templates,
                    site_files: inputs.site_files,
                    section_names,
                    lock: inputs.lock,
                    drafts: inputs.drafts,
                    problems,
                    world,
                })
            }
        };
        let pages = inputs.documents.par_iter().map(|document| {
            let key = base.key(document);
            match known.get(&document.content_path) {
                Some(page) if page.key == key => page.dated(document.committed),
                _ => (base.known_page(document, key), true),
            }
        });
        let pages: Vec<(KnownPage, bool)> = pages.collect();
        let gone: BTreeSet<String> = known.into_keys().collect();
        touched.pages = gone;
        let mut all = BTreeMap::new();
        for ((page, is_new), document) in pages.into_iter().zip(inputs.documents) {
            let was_there = touched.pages.remove(&document.content_path);
            if is_new || !was_there {
                touched.pages.insert(document.content_path.clone());
            }
            all.insert(document.content_path, page);
        }
        let assets: BTreeMap<String, Asset> = inputs
            .assets
            .into_iter()
            .map(|asset| (asset.content_path.clone(), asset))
            .collect();
        touched.is_linked_anew = assets != assets_before;
        let stamps = assets
            .iter()
            .map(|(path, asset)| (path.clone(), stamp(asset)));
        let stamps: BTreeMap<String, Stamp> = stamps.collect();
        let others = stamps
            .iter()
            .filter(|(path, stamp)| stamps_before.get(*path) != Some(stamp));
        touched.assets = others.map(|(path, _)| path.clone()).collect();
        let known = Self {
            base,
            pages: all,
            assets,
            stamps,
            problems,
            history: inputs.history,
            root: root.to_owned(),
        };
        Ok((known, touched))
    }

    /// Looks again at the files of these content paths. `None` if only a look at all of
    /// them can tell what has changed.
    pub fn reread(&mut self, paths: &BTreeSet<String>) -> Option<Touched> {
        if paths.len() > MANY {
            return None;
        }
        let mut looks = Vec::new();
        for path in paths {
            looks.push((path, self.look(path)?));
        }
        let content = self.root.join("content");
        let named: Vec<&str> = paths.iter().map(String::as_str).collect();
        if !self.history.is_present(&content) {
            return None;
        }
        let dates = self.history.dates(&content, Some(&named));
        let mut touched = Touched::default();
        for (path, look) in looks {
            match look {
                Look::Document(mut document) => {
                    document.committed = dates.get(path).copied();
                    if self.put(document) {
                        touched.pages.insert(path.clone());
                    }
                }
                Look::Asset(asset) => {
                    self.stamps.insert(path.clone(), stamp(&asset));
                    let before = self.assets.insert(path.clone(), asset);
                    touched.is_linked_anew |= before.as_ref() != self.assets.get(path);
                    touched.assets.insert(path.clone());
                }
                Look::Nothing | Look::Unclear => {
                    touched.is_linked_anew |= self.assets.remove(path).is_some();
                    if self.pages.remove(path).is_some() {
                        touched.pages.insert(path.clone());
                    }
                }
            }
        }
        Some(touched)
    }

    fn look(&self, path: &String) -> Option<Look> {
        let shown = format!("content/{path}");
        let has_problem = self
            .problems
            .iter()
            .any(|problem| problem.primary().source.path() == shown);
        let folder = format!("{path}/");
        let next = |found: Option<&String>| found.is_some_and(|name| name.starts_with(&folder));
        let is_folder = next(
            self.pages
                .range(folder.clone()..)
                .next()
                .map(|(path, _)| path),
        ) || next(
            self.assets
                .range(folder.clone()..)
                .next()
                .map(|(path, _)| path),
        );
        if has_problem || is_folder {
            return None;
        }
        match discover::look(&self.root, path) {
            Look::Unclear => None,
            look => Some(look),
        }
    }

    /// Takes a document over; tells whether it is another than before.
    fn put(&mut self, document: Document) -> bool {
        let key = self.base.key(&document);
        let (page, is_new) = match self.pages.get(&document.content_path) {
            Some(page) if page.key == key => page.dated(document.committed),
            _ => (self.base.known_page(&document, key), true),
        };
        self.pages.insert(document.content_path, page);
        is_new
    }

    /// What is wrong before anything is linked.
    pub fn problems(&self) -> Diagnostics {
        let mut problems = self.problems.clone();
        problems.extend(self.base.problems.clone());
        for page in self.pages.values() {
            problems.extend(page.problems.clone());
        }
        problems
    }

    /// The pages and what `link` needs beside them.
    pub fn to_link(&self) -> (Vec<Arc<Page>>, Surroundings) {
        let pages = self.pages.values().map(|known| Arc::clone(&known.page));
        let surroundings = Surroundings {
            config: self.base.config.clone(),
            assets: self.assets.values().cloned().collect(),
            drafts: self.base.drafts,
        };
        (pages.collect(), surroundings)
    }
}

fn stamp(asset: &Asset) -> Stamp {
    let metadata = fs_err::metadata(&asset.file).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

impl KnownPage {
    /// The page with that day, and whether it had another.
    fn dated(&self, committed: Option<jiff::civil::Date>) -> (Self, bool) {
        let mut known = self.clone();
        let is_new = known.page.committed != committed;
        if is_new {
            Arc::make_mut(&mut known.page).committed = committed;
        }
        (known, is_new)
    }
}
