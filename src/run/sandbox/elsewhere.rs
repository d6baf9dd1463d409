//! Systems without process groups, where nothing is run.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use super::{Fences, Layers, Outcome, Task};

pub(super) fn probe(_helper: &Path, _layers: Layers) -> io::Result<(Layers, Fences)> {
    Err(refusal())
}

pub(super) fn run(
    _helper: &Path,
    _layers: Layers,
    _task: &Task,
    _interrupted: &AtomicBool,
) -> io::Result<Outcome> {
    Err(refusal())
}

/// Never called: nothing starts the executable from the inside here.
pub fn inside(_words: impl Iterator<Item = OsString>) -> ExitCode {
    ExitCode::from(2)
}

fn refusal() -> io::Error {
    let message = "samples run on Linux and macOS only: \
        this system has no fences that hold a program and all that it starts";
    io::Error::new(io::ErrorKind::Unsupported, message)
}
