//! The interpreters and the compiler that the settings name, asked once who they are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::model::sample::Tool;

/// An interpreter or a compiler that can be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// What it is.
    pub tool: Tool,
    /// Its version, as `3.11.7`.
    pub version: String,
    /// The program itself, behind shims and links of version managers.
    pub program: PathBuf,
    /// What it reads to run, besides the system's own files.
    pub readable: Vec<PathBuf>,
    /// Libraries for `rustc`: names and files.
    pub crates: Vec<(String, PathBuf)>,
    /// Everything that tells it from another one, for the cache.
    pub identity: String,
}

impl Toolchain {
    /// `Python 3.11.7`
    pub fn label(&self) -> String {
        format!("{} {}", self.tool.label(), self.version)
    }
}

/// A tool that the settings name and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was wanted.
    pub tool: Tool,
    /// The name in the settings.
    pub name: String,
    /// What happened when it was called.
    pub why: String,
}

impl Missing {
    /// A line that says what to do.
    pub fn words(&self) -> String {
        let key = match self.tool {
            Tool::Python => "python",
            Tool::Rust => "rust",
        };
        format!(
            "cannot run `{}`: {}; it is `{key}` under [verify] in hotseat.toml",
            self.name, self.why
        )
    }
}

/// What a Python interpreter says of itself.
#[derive(Deserialize)]
struct About {
    version: String,
    executable: PathBuf,
    paths: Vec<PathBuf>,
}

const ASK: &str = "\
import json, os, platform, sys, sysconfig
paths = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix]
paths += [os.path.dirname(os.path.realpath(sys.executable))] + sys.path
paths += [sysconfig.get_config_var('LIBDIR') or '']
print(json.dumps({
    'version': platform.python_version(),
    'executable': sys.executable,
    'paths': [path for path in paths if path],
}))";

/// The interpreter of that name: a program, a path below the root, a virtual environment.
pub(super) fn python(root: &Path, name: &str) -> Result<std::result::Result<Toolchain, Missing>> {
    let mut program = located(root, name);
    if program.is_dir() {
        program = program.join(if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        });
    }
    let missing = |why: String| Missing {
        tool: Tool::Python,
        name: name.to_owned(),
        why,
    };
    let answer = match ask(root, &program, ["-I", "-c", ASK]) {
        Ok(answer) => answer,
        Err(why) => return Ok(Err(missing(why))),
    };
    let about: About = match serde_json::from_str(&answer) {
        Ok(about) => about,
        Err(_) => return Ok(Err(missing("it is no Python".to_owned()))),
    };
    let mut readable = about.paths;
    readable.retain(|path| path.is_absolute() && path.parent().is_some());
    readable.sort();
    readable.dedup();
    Ok(Ok(Toolchain {
        tool: Tool::Python,
        identity: format!("{} {}", about.version, about.executable.display()),
        version: about.version,
        program: about.executable,
        readable,
        crates: Vec::new(),
    }))
}

/// The compiler of that name.
pub(super) fn rust(root: &Path, name: &str) -> Result<std::result::Result<Toolchain, Missing>> {
    // `rustc +nightly` asks a version manager for one of several.
    let mut words = name.split_whitespace();
    let program = located(root, words.next().unwrap_or(name));
    let chosen: Vec<&str> = words.collect();
    let asked = |words: &[&str]| ask(root, &program, [chosen.as_slice(), words].concat());
    let missing = |why: String| Missing {
        tool: Tool::Rust,
        name: name.to_owned(),
        why,
    };
    let (about, sysroot) = match (asked(&["-vV"]), asked(&["--print", "sysroot"])) {
        (Ok(about), Ok(sysroot)) => (about, PathBuf::from(sysroot.trim())),
        (Err(why), _) | (_, Err(why)) => return Ok(Err(missing(why))),
    };
    let release = about
        .lines()
        .find_map(|line| line.strip_prefix("release: "));
    let Some(version) = release.map(str::to_owned) else {
        return Ok(Err(missing("it is no rustc".to_owned())));
    };
    // A shim chooses by files and variables that a sample does not have.
    let direct = sysroot
        .join("bin")
        .join(if cfg!(windows) { "rustc.exe" } else { "rustc" });
    let program = match direct.is_file() {
        true => direct,
        false => found_in_path(&program),
    };
    Ok(Ok(Toolchain {
        tool: Tool::Rust,
        version,
        readable: vec![sysroot],
        identity: format!("{about}{}", program.display()),
        program,
        crates: Vec::new(),
    }))
}

/// A name with a `/` is a path below the root, another one is looked up by the system.
fn located(root: &Path, name: &str) -> PathBuf {
    match name.contains(['/', '\\']) {
        true => std::path::absolute(root.join(name)).unwrap_or_else(|_| root.join(name)),
        false => PathBuf::from(name),
    }
}

fn found_in_path(name: &Path) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places
        .find(|place| place.is_file())
        .unwrap_or_else(|| name.to_owned())
}

/// What the program prints, or why it does not.
fn ask<'a>(
    root: &Path,
    program: &Path,
    args: impl IntoIterator<Item = &'a str>,
) -> std::result::Result<String, String> {
    let output = Command::new(program)
        .args(args)
        .current_dir(root)
        .stdin(Stdio::null())
        .output();
    let output = output.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such program".to_owned(),
        kind => kind.to_string(),
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let first = said.lines().find(|line| !line.trim().is_empty());
        return Err(first.unwrap_or("it fails").trim().to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a tool that makes libraries ready: trusted, so outside of the sandbox.
pub(super) fn prepare(program: &Path, args: &[&OsStr], env: &[(&str, &OsStr)]) -> Result<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null());
    command.envs(env.iter().copied());
    let output = command
        .output()
        .with_context(|| format!("starting {}", program.display()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last: Vec<&str> = said.lines().rev().take(12).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        bail!("`{}` failed:\n{}", program.display(), last.join("\n"));
    }
    Ok(output.stdout)
}
