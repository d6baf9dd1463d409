//! The stages, one behind the other: a folder to artifacts.
//!
//! [`prepare`] reads, parses and links; [`Prepared::render`] hands each artifact on as
//! soon as it is made. Between the two every problem of the content is known, so whoever
//! writes can decide not to begin.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::discover::{Document, Inputs, Overrides};
use crate::model::artifact::{Artifact, Collected, Sink};
use crate::model::guide::{Guide, PageId};
use crate::model::page::Page;
use crate::parse::{ReservedSection, Settings};
use crate::theme::Theme;

/// How many bytes of Markdown keep their blocks in memory until they are rendered.
///
/// Blocks take several times the room of their text. What is beyond is parsed again.
const KEPT_TEXT: usize = 32 << 20;

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
    Ok(prepare(root, overrides)?.collect())
}

/// Builds what was read in memory.
pub fn compile(inputs: Inputs) -> Built {
    link(inputs, Diagnostics::new()).collect()
}

/// Reads the site at `root` and goes as far as its content can be wrong: parse and link.
///
/// # Errors
///
/// Only when the site cannot be read at all; what is wrong with its files is in
/// [`Prepared::problems`].
pub fn prepare(root: &Path, overrides: &Overrides) -> anyhow::Result<Prepared> {
    let mut watch = Watch::start();
    let (inputs, problems) = crate::discover::discover(root, overrides)?;
    watch.lap("discover");
    Ok(link_watched(inputs, problems, watch))
}

/// Parses and links what was read; `problems` are those of reading.
pub fn link(inputs: Inputs, problems: Diagnostics) -> Prepared {
    link_watched(inputs, problems, Watch::start())
}

/// A linked guide, ready to be rendered.
pub struct Prepared {
    /// The problems so far, sorted by path and place; later, all of them.
    pub problems: Diagnostics,
    guide: Guide,
    theme: Arc<Theme>,
    site_files: BTreeMap<String, Vec<u8>>,
    texts: Texts,
    watch: Watch,
}

impl Prepared {
    /// Renders everything into `sink`; what goes wrong is added to the problems.
    pub fn render(&mut self, sink: &dyn Sink) {
        let problems = crate::render::render(&crate::render::Work {
            guide: &self.guide,
            theme: &self.theme,
            files: &self.site_files,
            texts: &|id| Some(self.texts.take(&self.guide, id)),
            sink,
        });
        self.problems.extend(problems);
        self.problems.sort();
        self.watch.lap("render");
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

fn link_watched(inputs: Inputs, mut problems: Diagnostics, mut watch: Watch) -> Prepared {
    let (theme, theme_problems) = crate::theme::assemble(inputs.theme_files, &inputs.config);
    problems.extend(theme_problems);
    let section_names = theme.strings.section_names();
    let (pages, parse_problems) = parse_all(
        &inputs.documents,
        &settings(&inputs.config, inputs.drafts, &section_names),
    );
    problems.extend(parse_problems);
    watch.lap("parse");
    let surroundings = crate::link::Surroundings {
        config: inputs.config,
        assets: inputs.assets,
        drafts: inputs.drafts,
    };
    let mut texts: HashMap<String, Text> = HashMap::new();
    let mut skeletons = Vec::with_capacity(pages.len());
    let mut kept = 0;
    for (page, document) in pages.into_iter().zip(inputs.documents) {
        // Introductions of folders are few and short: the guide has them whole.
        if page.is_section() {
            skeletons.push(page);
            continue;
        }
        skeletons.push(page.skeleton());
        kept += document.source.text().len();
        let page = (kept <= KEPT_TEXT).then(|| Arc::new(page));
        let text = Text {
            page: Mutex::new(page),
            document,
        };
        texts.insert(text.document.content_path.clone(), text);
    }
    let (guide, link_problems) = crate::link::link(skeletons, surroundings);
    problems.extend(link_problems);
    problems.sort();
    let texts = guide
        .pages
        .iter()
        .map(|page| texts.remove(&page.page.content_path));
    let texts = Texts {
        texts: texts
            .map(|text| text.expect("every page has a document"))
            .collect(),
        drafts: inputs.drafts,
        section_names,
    };
    watch.lap("link");
    Prepared {
        problems,
        guide,
        theme: Arc::new(theme),
        site_files: inputs.site_files,
        texts,
        watch,
    }
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

/// The pages with their text, which the guide does without.
///
/// A page that was parsed is kept until it is rendered, as long as memory allows;
/// the others are parsed once more, which takes less time than to swap.
struct Texts {
    texts: Vec<Text>,
    section_names: Vec<(String, ReservedSection)>,
    drafts: bool,
}

struct Text {
    document: Document,
    page: Mutex<Option<Arc<Page>>>,
}

impl Texts {
    /// Hands over a page; whoever has it is the last to have it.
    fn take(&self, guide: &Guide, id: PageId) -> Arc<Page> {
        let text = &self.texts[id.0];
        let kept = text
            .page
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        kept.unwrap_or_else(|| {
            let settings = settings(&guide.config, self.drafts, &self.section_names);
            Arc::new(parse_one(&text.document, &settings).0)
        })
    }
}

/// Measures how long stages take.
struct Watch {
    start: Instant,
    laps: Timings,
}

impl Watch {
    fn start() -> Self {
        Self {
            start: Instant::now(),
            laps: Vec::new(),
        }
    }

    fn lap(&mut self, stage: &'static str) {
        self.laps.push((stage, self.start.elapsed()));
        self.start = Instant::now();
    }
}
