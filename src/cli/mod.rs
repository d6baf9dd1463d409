//! EDGE: the command line. One file per command; exit codes are a contract:
//! 0 done, 1 the content is at fault, 2 the tool could not run.

mod args;
mod build;
mod check;
mod explain;
mod fix;
mod fresh;
mod import;
mod new;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod accept;
mod test;

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser};

use args::{Arguments, Command, Common};

use crate::discover::{self, Overrides};
use crate::emit::Interrupted;
use crate::run::sandbox;

/// Set by Ctrl-C; the writing stage looks at it between files.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Whether something is under way that ends by itself after Ctrl-C: files are written, which
/// must be finished, or samples run, which must be stopped.
static IS_WRITING: AtomicBool = AtomicBool::new(false);

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// As asked.
    Done,
    /// The content is at fault.
    ContentAtFault,
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1).peekable();
    if words.next_if(|word| word == sandbox::INSIDE).is_some() {
        return sandbox::inside(words);
    }
    let arguments = Arguments::parse();
    // `serve` ends by itself at Ctrl-C, and its end is no failure.
    if !arguments.command.ends_by_interrupt() {
        watch_interrupt();
    }
    match run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::ContentAtFault) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<Interrupted>() => {
            report::error("interrupted; what was there is as it was");
            ExitCode::from(130)
        }
        Err(error) => {
            report::error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Lets Ctrl-C end the process at once, but for the writing stage, which ends its file.
fn watch_interrupt() {
    // Without a handler Ctrl-C ends the process as well, and leaves nothing half-written
    // either: every file is put in place by a rename.
    let _ = ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        if !IS_WRITING.load(Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

fn run(arguments: Arguments) -> Result<Outcome> {
    let common = &arguments.common;
    if let Some(jobs) = common.jobs {
        // Fails only if a pool exists already, which then is as good.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(jobs))
            .build_global();
    }
    match arguments.command {
        Command::Build => build::run(common),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(common, &serve),
        Command::Check(check) => check::run(common, &check),
        Command::Test(test) => test::run(common, &test),
        Command::New(what) => new::run(common, &what),
        Command::Import(source) => import::run(common, &source),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "hotseat", &mut script);
            report::result(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::Done)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            report::result(&String::from_utf8_lossy(&page))?;
            Ok(Outcome::Done)
        }
    }
}

impl Common {
    /// The site's root: given, or the nearest folder upwards with a settings file.
    fn root(&self) -> Result<PathBuf> {
        match &self.root {
            Some(root) => {
                let file = root.join(discover::CONFIG_FILE);
                anyhow::ensure!(
                    file.is_file(),
                    "no `{}` in {}",
                    discover::CONFIG_FILE,
                    root.display()
                );
                Ok(root.clone())
            }
            None => {
                let here = std::env::current_dir().context("finding the current folder")?;
                discover::find_root(&here)
            }
        }
    }

    fn output(&self, root: &Path) -> PathBuf {
        self.output.clone().unwrap_or_else(|| root.join("public"))
    }

    fn overrides(&self) -> Overrides {
        Overrides {
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            trusts_rust: false,
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// A path of the command line, which counts from the current folder, as counted from the
/// site's root; `None` if it leads out.
///
/// By its words alone, as the file need not exist.
fn from_root(root: &Path, path: &Path) -> Result<Option<PathBuf>> {
    let root = without_dots(&std::path::absolute(root)?);
    let path = without_dots(&std::path::absolute(path)?);
    Ok(path.strip_prefix(&root).ok().map(Path::to_owned))
}

/// An absolute path without `..`.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
