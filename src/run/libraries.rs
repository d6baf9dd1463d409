//! Crates and packages that samples may use: made ready once, below `.hotseat/`.
//!
//! The first time needs the network, or whatever cargo and pip are set up to use
//! instead; afterwards nothing is fetched. Versions that the settings do not pin
//! stay those of the first time, until the settings change or `.hotseat/` goes.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::toolchain::{self, Toolchain, prepare};
use crate::config::{Crate, Verify};
use crate::proof::digest;

/// A Python with the packages of the settings: itself if there are none.
pub(super) fn with_packages(
    python: Toolchain,
    folder: &Path,
    verify: &Verify,
    say: &dyn Fn(&str),
) -> Result<Toolchain> {
    if verify.packages.is_empty() {
        return Ok(python);
    }
    let wanted: Vec<String> = verify.packages.iter().map(requirement).collect();
    let mut facts = vec![python.identity.clone()];
    facts.extend(wanted.iter().cloned());
    let place = folder.join("python").join(digest(&facts));
    let _lock = lock(&place)?;
    let done = place.join("complete");
    if !done.is_file() {
        say(&format!(
            "installing {} for {}",
            wanted.join(", "),
            python.label()
        ));
        let _ = fs_err::remove_dir_all(&place);
        let make: Vec<&OsStr> = ["-m", "venv"]
            .into_iter()
            .map(OsStr::new)
            .chain([place.as_os_str()])
            .collect();
        prepare(&python.program, &make, &[])?;
        let mut install: Vec<&OsStr> = ["-m", "pip", "install", "--quiet", "--no-input"]
            .into_iter()
            .map(OsStr::new)
            .collect();
        install.extend(wanted.iter().map(OsStr::new));
        prepare(&inner_python(&place), &install, &[])
            .context("installing [verify.packages] of hotseat.toml")?;
        fs_err::write(&done, "")?;
    }
    let path = inner_python(&place);
    let found = toolchain::python(folder, &path.to_string_lossy())?;
    let mut python = found.map_err(|lack| anyhow::anyhow!(lack.words()))?;
    python.identity.push_str(&digest(&facts));
    Ok(python)
}

fn inner_python(place: &Path) -> PathBuf {
    place.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    })
}

/// `name==1.2`, or `name>=1.2` where the version says how it compares.
fn requirement((name, version): &(String, String)) -> String {
    match version.as_str() {
        "" | "*" => name.clone(),
        version if version.starts_with(['=', '<', '>', '~', '!']) => format!("{name}{version}"),
        version => format!("{name}=={version}"),
    }
}

/// Where the crates were built.
#[derive(Serialize, Deserialize)]
struct Built {
    crates: Vec<(String, PathBuf)>,
}

/// A compiler with the crates of the settings: itself if there are none.
pub(super) fn with_crates(
    mut rust: Toolchain,
    folder: &Path,
    verify: &Verify,
    say: &dyn Fn(&str),
) -> Result<Toolchain> {
    if verify.crates.is_empty() {
        return Ok(rust);
    }
    let manifest = manifest(&verify.crates);
    let facts = [rust.identity.clone(), manifest.clone()];
    let place = folder.join("crates").join(digest(&facts));
    let place = std::path::absolute(place)?;
    let _lock = lock(&place)?;
    let done = place.join("built.json");
    let read = || {
        let built: Built = serde_json::from_slice(&fs_err::read(&done).ok()?).ok()?;
        let is_there = built.crates.iter().all(|(_, file)| file.is_file());
        is_there.then_some(built)
    };
    let built = match read() {
        Some(built) => built,
        None => {
            let names: Vec<&str> = verify.crates.iter().map(|one| one.name.as_str()).collect();
            say(&format!(
                "building {} for {}",
                names.join(", "),
                rust.label()
            ));
            let built = build(&place, &manifest, &rust, &names)
                .context("building [verify.crates] of hotseat.toml")?;
            fs_err::write(&done, serde_json::to_string(&built)?)?;
            built
        }
    };
    rust.readable.push(place);
    rust.identity.push_str(&digest(&facts));
    rust.crates = built.crates;
    Ok(rust)
}

fn manifest(crates: &[Crate]) -> String {
    let mut text = "[package]\nname = \"samples\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
                    [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n[dependencies]\n"
        .to_owned();
    // JSON's texts and lists of texts are TOML's.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for one in crates {
        let features = serde_json::Value::from(one.features.clone());
        let _ = writeln!(
            text,
            "{} = {{ version = {}, features = {features} }}",
            quoted(&one.name),
            quoted(&one.version),
        );
    }
    text
}

/// One message of cargo, as far as it matters here.
#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    package_id: String,
    #[serde(default)]
    filenames: Vec<PathBuf>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

fn build(place: &Path, manifest: &str, rust: &Toolchain, names: &[&str]) -> Result<Built> {
    fs_err::create_dir_all(place)?;
    let file = place.join("Cargo.toml");
    fs_err::write(&file, manifest)?;
    fs_err::write(place.join("lib.rs"), "")?;
    let beside = rust
        .program
        .with_file_name(if cfg!(windows) { "cargo.exe" } else { "cargo" });
    let cargo = match beside.is_file() {
        true => beside,
        false => PathBuf::from("cargo"),
    };
    let args: Vec<&OsStr> = vec![
        OsStr::new("build"),
        OsStr::new("--quiet"),
        OsStr::new("--message-format=json"),
        OsStr::new("--manifest-path"),
        file.as_os_str(),
    ];
    let target = place.join("target");
    let env = [
        ("CARGO_TARGET_DIR", target.as_os_str()),
        ("RUSTC", rust.program.as_os_str()),
    ];
    let stdout = prepare(&cargo, &args, &env)?;
    let mut crates: Vec<(String, PathBuf)> = Vec::new();
    for line in String::from_utf8_lossy(&stdout).lines() {
        let Ok(message) = serde_json::from_str::<Message>(line) else {
            continue;
        };
        let Some(target) = message.target else {
            continue;
        };
        let is_library = target
            .kind
            .iter()
            .any(|kind| kind.contains("lib") || kind == "proc-macro");
        let is_direct = names.contains(&package(&message.package_id));
        let is_wanted = |file: &&PathBuf| {
            let ending = file.extension().and_then(OsStr::to_str);
            matches!(ending, Some("rlib" | "so" | "dylib" | "dll"))
        };
        if let Some(file) = message.filenames.iter().find(is_wanted)
            && is_library
            && is_direct
        {
            crates.push((target.name.replace('-', "_"), file.clone()));
        }
    }
    crates.sort();
    Ok(Built { crates })
}

/// `itoa` of `registry+…#itoa@1.0.11`, and of the older `itoa 1.0.11 (registry+…)`.
fn package(id: &str) -> &str {
    let end = id.rsplit('#').next().unwrap_or(id);
    let end = end.split([' ', '@']).next().unwrap_or(end);
    end.rsplit('/').next().unwrap_or(end)
}

/// One maker at a time; the others find what it made.
fn lock(place: &Path) -> Result<File> {
    let parent = place.parent().unwrap_or(place);
    fs_err::create_dir_all(parent)?;
    let file = File::create(place.with_extension("lock"))
        .with_context(|| format!("opening the lock of {}", place.display()))?;
    file.lock()
        .with_context(|| format!("locking {}", place.display()))?;
    Ok(file)
}
