//! The stages, one behind the other: a folder to artifacts.
//!
//! [`prepare`] reads, parses and links; [`Prepared::render`] hands each artifact on as
//! soon as it is made. Between the two every problem of the content is known, so whoever
//! writes can decide not to begin.

mod texts;
mod watch;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rayon::prelude::*;

use crate::cache::{Cache, StoredPage};
use crate::config::{Config, Verify};
use crate::diagnostic::Diagnostics;
use crate::discover::{Document, Inputs, Overrides};
use crate::emit::Known;
use crate::fingerprint::Fingerprint;
use crate::model::artifact::{Artifact, Collected, Sink};
use crate::model::guide::Guide;
use crate::model::page::{Page, is_section};
use crate::parse::{LooksAt, ReservedSection, Settings};
use crate::proof::Lock;
use crate::render::Records;
use crate::theme::Theme;
use crate::trace::Trace;
use texts::{Text, Texts, of_samples};
use watch::{Traced, Watch};

/// The most bytes of Markdown in a guide whose blocks are kept until they are rendered.
///
/// Blocks take several times the room of their text. The pages of a bigger guide are
/// parsed twice.
const KEPT_TEXT: usize = 9 << 20;

/// How many pages a thread parses in one go: at the end no other waits for more than these.
const PAGES_AT_ONCE: usize = 32;

/// How long each stage took, in order.
pub type Timings = Vec<(&'static str, Duration)>;

/// What a build in memory gives.
///
/// While there are errors among the problems the artifacts are not to be shown:
/// pages may be missing or wrong.
pub struct Built {
    /// The output files, by path.
    pub artifacts: Vec<Artifact>,
    /// The problems, sorted by path and place.
    pub problems: Diagnostics,
    /// How long each stage took, in order.
    pub timings: Timings,
}

/// Reads the site at `root` and builds it in memory.
///
/// # Errors
///
/// Only when the site cannot be read at all; what is wrong with its files is in
/// [`Built::problems`].
pub fn build(root: &Path, overrides: &Overrides) -> anyhow::Result<Built> {
    Ok(prepare(root, overrides, Aids::default())?.collect())
}

/// Builds what was read in memory.
pub fn compile(inputs: Inputs) -> Built {
    link(inputs, Diagnostics::new(), Aids::default()).collect()
}

/// Reads the site at `root` and goes as far as its content can be wrong: parse and link.
///
/// # Errors
///
/// Only when the site cannot be read at all; what is wrong with its files is in
/// [`Prepared::problems`].
pub fn prepare(root: &Path, overrides: &Overrides, aids: Aids) -> anyhow::Result<Prepared> {
    let mut watch = Watch::start(aids.trace);
    let (inputs, problems) = crate::discover::discover(root, overrides)?;
    watch.lap("discover");
    Ok(link_watched(inputs, problems, aids.cache, watch))
}

/// Parses and links what was read; `problems` are those of reading.
pub fn link(inputs: Inputs, problems: Diagnostics, aids: Aids) -> Prepared {
    link_watched(inputs, problems, aids.cache, Watch::start(aids.trace))
}

/// What a build may use beside its inputs.
#[derive(Default)]
pub struct Aids {
    /// What an earlier build knew; nothing is remembered without.
    pub cache: Option<Cache>,
    /// Notes what is done.
    pub trace: Option<Arc<Trace>>,
}

/// A linked guide, ready to be rendered.
pub struct Prepared {
    /// The problems so far, sorted by path and place; later, all of them.
    pub problems: Diagnostics,
    /// Samples without proof, for those who ask; known only where nothing was taken over.
    pub unproved: Diagnostics,
    guide: Guide,
    theme: Arc<Theme>,
    site_files: BTreeMap<String, Vec<u8>>,
    texts: Texts,
    world: Fingerprint,
    cache: Option<Cache>,
    counts: Counts,
    watch: Watch,
}

/// How much work there was, and how much of it an earlier build had done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Files of Markdown.
    pub pages: usize,
    /// Those that were parsed.
    pub parsed: usize,
    /// Pages that were rendered, those of folders and tags included.
    pub rendered: usize,
    /// Pages that were taken over as they were.
    pub kept: usize,
}

impl Prepared {
    /// Renders everything into `sink`; what goes wrong is added to the problems.
    pub fn render(&mut self, sink: &dyn Sink) {
        let none = Records::new();
        // What has been rendered makes room for what is kept of it.
        self.guide.drop_texts();
        let traced = Traced {
            sink,
            trace: self.watch.trace.as_deref(),
        };
        let records = self.cache.as_ref().map_or(&none, |cache| &cache.records);
        let rendered = crate::render::render(&crate::render::Work {
            guide: &self.guide,
            theme: &self.theme,
            files: &self.site_files,
            texts: &|id| {
                let page = self.texts.take(&self.guide, id);
                self.watch
                    .trace
                    .iter()
                    .for_each(|trace| trace.begin("render"));
                page
            },
            sink: &traced,
            records,
            world: self.world,
        });
        self.problems.extend(rendered.problems);
        let mut records = rendered.records;
        for (id, problems) in self.texts.found() {
            self.problems.extend(problems);
            // They are to be told every time.
            let page = self.guide.page(id);
            records.remove(&page.path.file("html"));
            if let Some(cache) = &mut self.cache {
                cache.pages.remove(&page.page.content_path);
            }
        }
        self.problems.sort();
        self.counts.rendered = rendered.made;
        self.counts.kept = rendered.kept;
        if let Some(cache) = &mut self.cache {
            cache.records = records;
        }
        self.watch.lap("render");
    }

    /// What is known of the files in the output.
    pub fn known(&self) -> Known {
        let cache = self.cache.as_ref();
        cache.map_or_else(Known::default, |cache| cache.known.clone())
    }

    /// What the next build may know, once the artifacts are in their places.
    pub fn take_cache(&mut self, known: Known) -> Option<Cache> {
        let mut cache = self.cache.take()?;
        cache.known = known;
        if self.counts.parsed + self.counts.rendered > 0 {
            cache.set_changed();
        }
        Some(cache)
    }

    /// How much work there was so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How long each stage took so far, in order.
    pub fn timings(&self) -> &Timings {
        &self.watch.laps
    }

    /// Ends a stage that follows.
    pub fn lap(&mut self, stage: &'static str) {
        self.watch.lap(stage);
    }

    fn collect(mut self) -> Built {
        let artifacts = Collected::default();
        self.render(&artifacts);
        Built {
            artifacts: artifacts.into_artifacts(),
            problems: self.problems,
            timings: self.watch.laps,
        }
    }
}

fn link_watched(
    inputs: Inputs,
    problems: Diagnostics,
    mut cache: Option<Cache>,
    mut watch: Watch,
) -> Prepared {
    let world = match &cache {
        Some(_) => world(&inputs),
        None => Fingerprint::default(),
    };
    let (theme, theme_problems) = crate::theme::assemble(inputs.theme_files, &inputs.config);
    let theme = Arc::new(theme);
    let section_names = theme.strings.section_names();
    let proving = Proving {
        verify: &inputs.config.verify,
        lock: &inputs.lock,
    };
    let length: usize = inputs.documents.iter().map(|d| d.source.text().len()).sum();
    let is_big = length > KEPT_TEXT;
    let looks_at = match inputs.trusts_rust {
        true => LooksAt::SamplesButRust,
        false => LooksAt::Samples,
    };
    // Pages of big guides are parsed again when they are rendered: samples are looked at
    // then. Not where all are asked about: a page that an earlier build has rendered is not
    // rendered again, and that may have trusted Rust.
    let is_late = is_big && looks_at == LooksAt::SamplesButRust;
    let mut parsed = parse_or_reuse(
        &inputs.documents,
        &Settings {
            looks_at,
            ..settings(&inputs.config, inputs.drafts, &section_names)
        },
        is_big,
        proving,
        cache.as_ref(),
        watch.trace.as_deref(),
    );
    watch.lap("parse");
    let surroundings = crate::link::Surroundings {
        config: inputs.config,
        assets: inputs.assets,
        drafts: inputs.drafts,
    };
    let (guide, link_problems) = crate::link::link(parsed.take_skeletons(), surroundings);
    let mut all = problems;
    all.extend(theme_problems);
    let unproved = match cache {
        Some(_) => Diagnostics::new(),
        None => {
            let pages = guide.pages.iter().map(|page| &*page.page);
            let introductions = guide.sections.iter().filter_map(|one| one.index.as_deref());
            crate::proof::unproved(pages.chain(introductions), &inputs.lock)
        }
    };
    let counts = Counts {
        pages: parsed.0.len(),
        parsed: parsed.0.iter().filter(|page| page.is_parsed).count(),
        ..Counts::default()
    };
    let mut texts: HashMap<String, Text> = HashMap::new();
    let mut stored = BTreeMap::new();
    for (page, document) in parsed.0.into_iter().zip(inputs.documents) {
        all.extend(page.problems);
        if let Some(page) = page.stored {
            stored.insert(document.content_path.clone(), page);
        }
        let text = Text {
            page: page.whole,
            document,
        };
        texts.insert(text.document.content_path.clone(), text);
    }
    all.extend(link_problems);
    if let Some(cache) = &mut cache {
        cache.pages = stored;
    }
    let pages = guide.pages.iter();
    let of_pages = pages.map(|page| texts.remove(&page.page.content_path));
    let of_pages = of_pages.map(|text| text.expect("every page has a document"));
    let of_pages = of_pages.map(|text| Mutex::new(Some(text))).collect();
    // What no page is made of, such as drafts, is not looked at again.
    if is_late {
        let settings = Settings {
            looks_at,
            ..settings(&guide.config, inputs.drafts, &section_names)
        };
        let rest = texts
            .values()
            .filter(|text| !is_section(&text.document.content_path));
        rest.for_each(|text| all.extend(of_samples(parse_one(&text.document, &settings).1)));
    }
    all.sort();
    let texts = Texts {
        texts: of_pages,
        drafts: inputs.drafts,
        looks_at: match is_late {
            true => looks_at,
            false => LooksAt::NoSamples,
        },
        late: Mutex::default(),
        section_names,
        lock: inputs.lock,
    };
    watch.lap("link");
    Prepared {
        problems: all,
        unproved,
        guide,
        theme,
        site_files: inputs.site_files,
        texts,
        world,
        cache,
        counts,
        watch,
    }
}

/// What every page reads beside the content.
pub(crate) fn world(inputs: &Inputs) -> Fingerprint {
    let config = &inputs.config;
    let mut parts = vec![
        crate::cache::program(),
        Fingerprint::of_bytes(config.source.text().as_bytes()),
        Fingerprint::of(&(&config.urls.base, &config.site_id, inputs.drafts)),
    ];
    for file in &inputs.theme_files {
        parts.push(Fingerprint::of_bytes(file.path.as_bytes()));
        parts.push(Fingerprint::of_bytes(&file.bytes));
    }
    for (path, bytes) in &inputs.site_files {
        parts.push(Fingerprint::of_bytes(path.as_bytes()));
        parts.push(Fingerprint::of_bytes(bytes));
    }
    Fingerprint::all(&parts)
}

/// All documents in the order of their paths, parsed or known from an earlier build.
struct Parsed(Vec<ParsedPage>);

struct ParsedPage {
    /// The page as `link` sees it, until it does.
    skeleton: Option<Page>,
    /// Whether it was parsed by this build.
    is_parsed: bool,
    /// The page with its text, if it was parsed and there was room for it.
    whole: Option<Arc<Page>>,
    problems: Diagnostics,
    /// For the next build; nothing for a page with problems, which are to be told again.
    stored: Option<StoredPage>,
}

impl Parsed {
    /// Hands the skeletons over, once.
    fn take_skeletons(&mut self) -> Vec<Arc<Page>> {
        let pages = self.0.iter_mut();
        let skeletons = pages.filter_map(|page| page.skeleton.take());
        skeletons.map(Arc::new).collect()
    }
}

/// Parses what is new, in parallel. Without a cache nothing is stored.
fn parse_or_reuse(
    documents: &[Document],
    settings: &Settings<'_>,
    is_big: bool,
    proving: Proving<'_>,
    cache: Option<&Cache>,
    trace: Option<&Trace>,
) -> Parsed {
    let settings_key = Fingerprint::of_bytes(format!("{settings:?}").as_bytes());
    let is_late = is_big && settings.looks_at == LooksAt::SamplesButRust;
    let without_samples = Settings {
        looks_at: LooksAt::NoSamples,
        ..settings.clone()
    };
    let pages = documents.par_iter().with_max_len(PAGES_AT_ONCE);
    let pages = pages.map(|document| {
        let text = Fingerprint::of_bytes(document.source.text().as_bytes());
        let proofs = proving.lock.fingerprint(document.source.path());
        let key = Fingerprint::all(&[text, settings_key, proofs]);
        let known = cache.and_then(|cache| cache.pages.get(&document.content_path));
        if let Some(mut skeleton) = known.and_then(|known| known.page(key)) {
            skeleton.source = Arc::clone(&document.source);
            skeleton.committed = document.committed;
            return ParsedPage {
                skeleton: Some(skeleton),
                is_parsed: false,
                whole: None,
                problems: Diagnostics::new(),
                stored: known.cloned(),
            };
        }
        trace.iter().for_each(|trace| trace.begin("parse"));
        let settings = match is_late && !is_section(&document.content_path) {
            true => &without_samples,
            false => settings,
        };
        let (page, problems) = prove_one(document, settings, proving);
        trace.iter().for_each(|trace| trace.end());
        // Introductions of folders are few and short: the guide has them whole.
        let skeleton = match page.is_section() {
            true => page.clone(),
            false => page.skeleton(),
        };
        let is_stored = cache.is_some() && problems.is_empty() && !page.is_section();
        ParsedPage {
            stored: is_stored.then(|| StoredPage::new(key, &skeleton)).flatten(),
            skeleton: Some(skeleton),
            is_parsed: true,
            whole: (!is_big).then(|| Arc::new(page)),
            problems,
        }
    });
    Parsed(pages.collect())
}

/// What a page's meaning depends on beside its own text.
pub fn settings<'a>(
    config: &'a Config,
    drafts: bool,
    section_names: &'a [(String, ReservedSection)],
) -> Settings<'a> {
    Settings {
        difficulties: &config.difficulties,
        math: config.math,
        looks_at: LooksAt::Samples,
        drafts,
        section_names,
    }
}

/// Parses all documents, in parallel; the order stays that of their paths.
pub fn parse_all(documents: &[Document], settings: &Settings<'_>) -> (Vec<Page>, Diagnostics) {
    let parsed: Vec<(Page, Diagnostics)> = documents
        .par_iter()
        .map(|document| parse_one(document, settings))
        .collect();
    let mut pages = Vec::with_capacity(parsed.len());
    let mut problems = Diagnostics::new();
    for (page, page_problems) in parsed {
        pages.push(page);
        problems.extend(page_problems);
    }
    (pages, problems)
}

fn parse_one(document: &Document, settings: &Settings<'_>) -> (Page, Diagnostics) {
    let (mut page, problems) =
        crate::parse::parse(&document.source, &document.content_path, settings);
    page.committed = document.committed;
    (page, problems)
}

/// What the proofs of a page's samples depend on, beside its text.
#[derive(Clone, Copy)]
pub(crate) struct Proving<'a> {
    pub verify: &'a Verify,
    pub lock: &'a Lock,
}

/// A page that knows what is proved of it.
pub(crate) fn prove_one(
    document: &Document,
    settings: &Settings<'_>,
    proving: Proving<'_>,
) -> (Page, Diagnostics) {
    let (page, problems) = parse_one(document, settings);
    (proved(page, proving), problems)
}

fn proved(mut page: Page, proving: Proving<'_>) -> Page {
    page.proofs = crate::proof::proofs(&page, proving.verify, proving.lock);
    let proofs = proving.lock.fingerprint(page.source.path());
    page.fingerprint = Fingerprint::all(&[page.fingerprint, proofs]);
    page
}
