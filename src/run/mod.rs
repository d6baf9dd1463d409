//! EDGE: runs samples and brings back what they print.
//!
//! The only room that starts programs of other people. It does so behind the
//! fences of [`sandbox`], and what it is to run comes from [`crate::proof`].

pub mod sandbox;

mod cache;
mod libraries;
mod process;
mod python;
mod rust;
mod toolchain;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::config::Verify;
use crate::model::sample::{Needs, Tool};
use crate::proof::{Job, Printed};
use cache::Cache;
use sandbox::{Fences, Sandbox, Scratch};
pub use toolchain::{Missing, Toolchain};

/// Whether what ran before may stand for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reuse {
    /// The same code on the same toolchain is not run again.
    Cached,
    /// Everything runs.
    Nothing,
}

/// One job on one toolchain.
#[derive(Debug)]
pub struct Ran {
    /// The place of the job in the plan.
    pub job: usize,
    /// The place of the toolchain in [`Bench::toolchains`].
    pub toolchain: usize,
    /// What each of its samples did.
    pub printed: Vec<Printed>,
    /// Whether this was remembered from an earlier run.
    pub is_cached: bool,
}

/// What came of the jobs.
#[derive(Debug, Default)]
pub struct Results {
    /// Job by job, and for each the toolchains in the order of the settings.
    pub ran: Vec<Ran>,
    /// Jobs that no toolchain satisfies, with what they need.
    pub unmet: Vec<(usize, Needs)>,
    /// Jobs whose tool is not on this machine.
    pub without_tool: Vec<usize>,
}

/// Tools, fences and folders, ready for jobs.
pub struct Bench {
    /// What samples run on.
    pub toolchains: Vec<Toolchain>,
    /// What the settings name and this machine lacks.
    pub missing: Vec<Missing>,
    sandbox: Sandbox,
    scratch: Scratch,
    cache: Cache,
}

impl Bench {
    /// Finds the tools that `jobs` want, and makes ready the libraries that the settings name.
    ///
    /// `say` is told before something is fetched or built.
    pub fn new(
        root: &Path,
        verify: &Verify,
        jobs: &[Job<'_>],
        reuse: Reuse,
        say: &dyn Fn(&str),
    ) -> Result<Self> {
        let helper = std::env::current_exe().context("finding this program")?;
        let sandbox = Sandbox::new(&helper).context("samples cannot be run on this system")?;
        let scratch = Scratch::new().context("making a folder for temporary files")?;
        let folder = root.join(".hotseat");
        let is_wanted = |tool: Tool| jobs.iter().any(|job| job.tool == tool);
        let mut toolchains = Vec::new();
        let mut missing = Vec::new();
        if is_wanted(Tool::Python) {
            for name in &verify.python {
                match toolchain::python(root, name)? {
                    Ok(python) => {
                        let python = libraries::with_packages(python, &folder, verify, say)?;
                        if !toolchains.contains(&python) {
                            toolchains.push(python);
                        }
                    }
                    Err(lack) => missing.push(lack),
                }
            }
        }
        if is_wanted(Tool::Rust) {
            match toolchain::rust(root, &verify.rust)? {
                Ok(rust) => toolchains.push(libraries::with_crates(rust, &folder, verify, say)?),
                Err(lack) => missing.push(lack),
            }
        }
        let cache = match reuse {
            Reuse::Cached => Cache::open(&folder),
            Reuse::Nothing => Cache::empty(&folder),
        };
        Ok(Self {
            toolchains,
            missing,
            sandbox,
            scratch,
            cache,
        })
    }

    /// What is in force around every sample.
    pub fn fences(&self) -> Fences {
        self.sandbox.fences()
    }

    /// Runs the jobs, in parallel, each on every toolchain that satisfies it.
    ///
    /// `done` is told how many of how many are behind us. An error if one could not even
    /// be started, or after an interruption.
    pub fn run(
        &mut self,
        jobs: &[Job<'_>],
        interrupted: &AtomicBool,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Results> {
        let mut results = Results::default();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (place, job) in jobs.iter().enumerate() {
            let own = self.toolchains.iter().enumerate();
            let own: Vec<(usize, &Toolchain)> = own
                .filter(|(_, toolchain)| toolchain.tool == job.tool)
                .collect();
            let unmet = |toolchain: &Toolchain| {
                let needs = job.needs.iter();
                needs
                    .copied()
                    .find(|needs| !needs.is_met_by(&toolchain.version))
            };
            let met = own
                .iter()
                .filter(|(_, toolchain)| unmet(toolchain).is_none());
            let before = pairs.len();
            pairs.extend(met.map(|(number, _)| (place, *number)));
            match own.first().and_then(|(_, toolchain)| unmet(toolchain)) {
                _ if pairs.len() > before => {}
                Some(needs) => results.unmet.push((place, needs.clone())),
                None => results.without_tool.push(place),
            }
        }
        let count = AtomicUsize::new(0);
        let total = pairs.len();
        let run = |(job, toolchain): (usize, usize)| -> Result<Ran> {
            let ran = self.one(&jobs[job], &self.toolchains[toolchain], interrupted);
            let (printed, is_cached) = ran?;
            done(count.fetch_add(1, Ordering::Relaxed) + 1, total);
            Ok(Ran {
                job,
                toolchain,
                printed,
                is_cached,
            })
        };
        // Small pieces: a job may take a second, and its neighbour as well.
        let ran: Vec<Result<Ran>> = pairs.into_par_iter().with_max_len(1).map(run).collect();
        for one in &ran {
            if let Ok(one) = one
                && !one.is_cached
            {
                let key = cache::key(&jobs[one.job], &self.toolchains[one.toolchain]);
                self.cache.remember(key, &one.printed);
            }
        }
        // Also after an interruption: what ran need not run again.
        self.cache.write();
        results.ran = ran.into_iter().collect::<Result<_>>()?;
        Ok(results)
    }

    fn one(
        &self,
        job: &Job<'_>,
        toolchain: &Toolchain,
        interrupted: &AtomicBool,
    ) -> Result<(Vec<Printed>, bool)> {
        let key = cache::key(job, toolchain);
        if let Some(printed) = self.cache.get(&key, job.steps.len()) {
            return Ok((printed, true));
        }
        let room = process::Room {
            sandbox: &self.sandbox,
            scratch: &self.scratch,
            interrupted,
        };
        let printed = match job.tool {
            Tool::Python => python::run(&room, job, toolchain),
            Tool::Rust => rust::run(&room, job, toolchain),
        };
        let line = job.steps.first().map_or(1, |step| {
            job.source.line_col(step.sample.code_span.start).line
        });
        let printed = printed.with_context(|| format!("running {}:{line}", job.source.path()))?;
        Ok((printed, false))
    }
}
