//! One program in the sandbox: its folder, its limits, and how its end is put in words.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::Result;

use super::sandbox::{End, Folder, Limits, Outcome, Sandbox, Scratch, Stream, Task};
use crate::emit::Interrupted;
use crate::proof::{Ending, FOLDER};

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// Where programs run.
pub(super) struct Room<'a> {
    pub sandbox: &'a Sandbox,
    pub scratch: &'a Scratch,
    pub interrupted: &'a AtomicBool,
}

/// A program and its arguments.
pub(super) struct Call<'a> {
    pub program: &'a Path,
    pub args: Vec<OsString>,
    pub env: Vec<(&'static str, OsString)>,
    pub readable: &'a [PathBuf],
    pub limits: Limits,
}

/// What a sample may use up.
pub(super) fn sample_limits(seconds: u32) -> Limits {
    Limits {
        time: Duration::from_secs(u64::from(seconds)),
        memory: GIB,
        output: MIB,
        processes: 64,
        file_size: 64 * MIB,
    }
}

/// What the compiler may use up: it is trusted, the code it reads is not.
pub(super) fn compiler_limits() -> Limits {
    Limits {
        time: Duration::from_secs(120),
        memory: 8 * GIB,
        output: 4 * MIB,
        processes: 256,
        file_size: GIB,
    }
}

impl Room<'_> {
    /// A new folder.
    pub fn folder(&self) -> Result<Folder> {
        Ok(self.scratch.folder()?)
    }

    /// Runs a program to its end. An error if it could not be started, or was interrupted.
    pub fn call(&self, folder: &Folder, call: Call<'_>) -> Result<Outcome> {
        let home = folder.path().as_os_str().to_owned();
        let mut env: Vec<(OsString, OsString)> = vec![
            ("HOME".into(), home.clone()),
            ("TMPDIR".into(), home),
            ("LANG".into(), "C.UTF-8".into()),
            ("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()),
            ("TERM".into(), "dumb".into()),
            ("NO_COLOR".into(), "1".into()),
        ];
        let own = call.env.into_iter();
        env.extend(own.map(|(name, value)| (name.into(), value)));
        let task = Task {
            program: call.program,
            args: &call.args,
            env: &env,
            folder,
            readable: call.readable,
            limits: call.limits,
        };
        let outcome = self.sandbox.run(&task, self.interrupted)?;
        match outcome.end {
            End::Interrupted => Err(Interrupted.into()),
            _ => Ok(outcome),
        }
    }
}

/// Text as people see it, with the sample's folder under its one name.
pub(super) fn text(bytes: &[u8], folder: &Folder) -> String {
    let text = String::from_utf8_lossy(bytes);
    match folder.path().to_str() {
        Some(path) => text.replace(path, FOLDER),
        None => text.into_owned(),
    }
}

/// How a program ended; `exception` is asked for when it ended with a status of its own.
pub(super) fn ending(
    outcome: &Outcome,
    limits: &Limits,
    exception: impl FnOnce() -> Option<String>,
) -> Ending {
    // The two signals of limits that are the system's own.
    const TOO_MUCH_TIME: i32 = 24;
    const FILE_TOO_LARGE: i32 = 25;
    let stopped = |why: String| Ending::Stopped(why);
    match outcome.end {
        End::Exited(0) => Ending::Well,
        End::Exited(status) => Ending::Status(status, exception()),
        End::Killed(TOO_MUCH_TIME) => {
            stopped(format!("ran longer than {} s", limits.time.as_secs()))
        }
        End::Killed(FILE_TOO_LARGE) => stopped(format!(
            "wrote a file of more than {}",
            size(limits.file_size)
        )),
        End::Killed(signal) => Ending::Signal(signal),
        End::TimedOut | End::Interrupted => {
            stopped(format!("ran longer than {} s", limits.time.as_secs()))
        }
        End::TooMuchOutput(stream) => {
            let stream = match stream {
                Stream::Stdout => "standard output",
                Stream::Stderr => "standard error",
            };
            stopped(format!(
                "printed more than {} to {stream}",
                size(limits.output)
            ))
        }
        End::TooManyProcesses => stopped(format!("had more than {} processes", limits.processes)),
        End::TooMuchMemory => stopped(format!("used more than {} of memory", size(limits.memory))),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        bytes if bytes >= GIB => format!("{} GiB", bytes / GIB),
        bytes if bytes >= MIB => format!("{} MiB", bytes / MIB),
        bytes => format!("{} KiB", bytes / KIB),
    }
}
