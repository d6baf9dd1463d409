//! The samples of a guide as jobs: what runs together, and what it must print.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::key::Key;
use crate::config::{Edition, Verify};
use crate::model::block::{Block, BlockKind, plain_text, walk};
use crate::model::page::{Page, Part};
use crate::model::question::Question;
use crate::model::sample::{Needs, Output, Sample, Tool};
use crate::source::Source;

/// Everything that is to be run.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// The jobs, in the order of the pages' paths and of their text.
    pub jobs: Vec<Job<'a>>,
    /// How many samples are to run, but in a language that nothing here can run.
    pub foreign: BTreeMap<String, usize>,
}

/// Samples that run in one process.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// The file they stand in.
    pub source: &'a Arc<Source>,
    /// What runs them.
    pub tool: Tool,
    /// How they are run.
    pub form: Form,
    /// The samples: one, or those of a Python session.
    pub steps: Vec<Step<'a>>,
    /// What must be there, or the job is skipped.
    pub needs: Vec<&'a Needs>,
    /// Seconds the whole job may take.
    pub timeout: u32,
    /// The Rust edition.
    pub edition: Edition,
    /// What `--filter` looks at, in lower case.
    words: String,
}

/// How a job is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A program of its own.
    Program,
    /// Python samples and transcripts, one after the other in one interpreter.
    Session,
    /// A Rust sample behind those of its session that came before it.
    Continued(Vec<String>),
}

/// One sample and its claims.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The sample.
    pub sample: &'a Sample,
    /// The outputs that belong to it.
    pub claims: Vec<&'a Output>,
    /// What its proof hangs on.
    pub key: Key,
    /// Whether the code is Python's `>>>` dialogue, which holds its outputs itself.
    pub is_transcript: bool,
}

/// Which samples are wanted; an empty selection means all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Files and folders of the site, with `/`: `content/python`.
    pub paths: Vec<String>,
    /// Words that page, question, caption or code must hold, in lower case.
    pub words: Vec<String>,
}

impl Selection {
    /// Whether every sample of the site is wanted.
    pub fn is_all(&self) -> bool {
        self.paths.is_empty() && self.words.is_empty()
    }

    /// Whether this file is wanted, whatever it holds.
    pub fn has_file(&self, path: &str) -> bool {
        let is_below = |folder: &String| {
            let rest = path.strip_prefix(folder.as_str());
            folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.paths.is_empty() || self.paths.iter().any(is_below)
    }

    fn has(&self, job: &Job<'_>) -> bool {
        self.words.iter().all(|word| job.words.contains(word))
    }
}

/// What is to be run of these pages.
pub fn plan<'a>(pages: &'a [Page], verify: &Verify, selection: &Selection) -> Plan<'a> {
    let mut plan = Plan::default();
    for page in pages {
        if selection.has_file(page.source.path()) {
            for unit in units(page) {
                plan.add(page, &unit, verify);
            }
        }
    }
    plan.jobs.retain(|job| selection.has(job));
    plan
}

/// The part of a page in which outputs look for their sample and sessions go on.
struct Unit<'a> {
    heading: String,
    needs: Option<&'a Needs>,
    /// Samples and outputs, in the order of the file.
    blocks: Vec<&'a Block>,
}

/// A question, or outside of questions what stands under one heading.
fn units(page: &Page) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    for part in &page.parts {
        match part {
            Part::Prose(blocks) => prose(page, blocks, &mut units),
            Part::Question(one) => units.push(question(one)),
            Part::Group(group) => {
                prose(page, &group.introduction, &mut units);
                units.extend(group.questions.iter().map(question));
            }
        }
    }
    units
}

fn prose<'a>(page: &'a Page, blocks: &'a [Block], units: &mut Vec<Unit<'a>>) {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    for section in blocks.chunk_by(|_, next| !is_heading(next)) {
        let heading = match section.first().map(|block| &block.kind) {
            Some(BlockKind::Heading(heading)) => plain_text(&heading.inlines),
            _ => String::new(),
        };
        units.push(Unit {
            heading,
            needs: page.front.needs.as_ref(),
            blocks: relevant([section]),
        });
    }
}

fn question(question: &Question) -> Unit<'_> {
    let options = question.choices.iter().flat_map(|choices| &choices.options);
    let mut texts: Vec<&[Block]> = vec![&question.prompt, &question.answer, &question.sources];
    texts.extend(options.flat_map(|option| [option.blocks.as_slice(), &option.reason]));
    texts.extend(question.hints.iter().map(|hint| hint.blocks.as_slice()));
    texts.extend(question.follow_ups.iter().map(|f| f.answer.as_slice()));
    Unit {
        heading: plain_text(&question.title),
        needs: question.needs.as_ref(),
        blocks: relevant(texts),
    }
}

fn relevant<'a>(texts: impl IntoIterator<Item = &'a [Block]>) -> Vec<&'a Block> {
    let mut blocks = Vec::new();
    for text in texts {
        walk(text, &mut |block| match &block.kind {
            BlockKind::Sample(sample) if sample.is_code() => blocks.push(block),
            BlockKind::Output(_) => blocks.push(block),
            _ => {}
        });
    }
    blocks.sort_by_key(|block| block.span);
    blocks
}

/// The sessions of a unit that may still go on.
#[derive(Default)]
struct Sessions {
    /// The place of the Python session among the jobs.
    python: Option<usize>,
    /// The Rust samples so far that others build on.
    rust: Vec<String>,
    /// What the key of the next sample takes in.
    before: BTreeMap<&'static str, Vec<String>>,
}

impl<'a> Plan<'a> {
    fn add(&mut self, page: &'a Page, unit: &Unit<'a>, verify: &Verify) {
        let mut sessions = Sessions::default();
        let mut blocks = unit.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let BlockKind::Sample(sample) = &block.kind else {
                continue;
            };
            let mut claims = Vec::new();
            while let Some(BlockKind::Output(output)) = blocks.peek().map(|block| &block.kind) {
                claims.push(&**output);
                blocks.next();
            }
            if !sample.purpose.runs() {
                continue;
            }
            let Some(tool) = sample.language.and_then(Tool::of) else {
                let word = sample.language_word.clone();
                *self.foreign.entry(word).or_default() += 1;
                continue;
            };
            self.add_sample(page, unit, verify, &mut sessions, tool, sample, claims);
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one caller; a struct of these would be read once"
    )]
    fn add_sample(
        &mut self,
        page: &'a Page,
        unit: &Unit<'a>,
        verify: &Verify,
        sessions: &mut Sessions,
        tool: Tool,
        sample: &'a Sample,
        claims: Vec<&'a Output>,
    ) {
        let is_transcript = tool == Tool::Python && is_transcript(&sample.code);
        let before = sessions.before.entry(tool.name()).or_default();
        let predecessors: &[String] = if sample.is_session { before } else { &[] };
        let edition = sample.edition.unwrap_or(verify.edition);
        let step = Step {
            key: Key::new(sample, tool, &claims, predecessors, edition, verify),
            sample,
            claims,
            is_transcript,
        };
        let succeeds = !matches!(sample.purpose, crate::model::sample::Purpose::Fail(_));
        let needs = sample.needs.as_ref().or(unit.needs);
        let needs = needs.filter(|needs| needs.tool == tool);
        let timeout = sample.timeout.unwrap_or(verify.timeout);
        if sample.is_session {
            before.push(step.key.code.clone());
        }
        if let Some(place) = sessions
            .python
            .filter(|_| sample.is_session && tool == Tool::Python)
        {
            let job = &mut self.jobs[place];
            job.steps.push(step);
            job.needs.extend(needs);
            job.timeout = job.timeout.saturating_add(timeout);
            job.words.push_str(&words(page, unit, sample));
            return;
        }
        let form = match tool {
            Tool::Python if sample.is_session || is_transcript => Form::Session,
            Tool::Rust if sample.is_session => Form::Continued(sessions.rust.clone()),
            Tool::Python | Tool::Rust => Form::Program,
        };
        match tool {
            Tool::Python if sample.is_session => sessions.python = Some(self.jobs.len()),
            Tool::Rust if sample.is_session && succeeds => sessions.rust.push(sample.code.clone()),
            Tool::Python | Tool::Rust => {}
        }
        self.jobs.push(Job {
            source: &page.source,
            tool,
            form,
            steps: vec![step],
            needs: needs.into_iter().collect(),
            timeout,
            edition,
            words: words(page, unit, sample),
        });
    }
}

fn words(page: &Page, unit: &Unit<'_>, sample: &Sample) -> String {
    let title = sample.title.as_deref().unwrap_or_default();
    let parts = [
        page.source.path(),
        &page.front.title,
        &unit.heading,
        title,
        &sample.code,
    ];
    parts.join("\n").to_lowercase() + "\n"
}

/// Whether the first line that is not empty begins with Python's prompt.
fn is_transcript(code: &str) -> bool {
    let first = code.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.trim_start().starts_with(">>>"))
}
