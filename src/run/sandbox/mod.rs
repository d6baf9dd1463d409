//! Runs one program behind fences and brings back what it printed.
//!
//! Nobody has to trust a page's samples: a program gets its own folder, the files it is
//! shown for reading, an environment that is written out, and nothing else. Whatever it
//! starts ends with it.
//!
//! Four processes stand in a row, and each ends when the one before it does:
//!
//! ```text
//!     hotseat ──▶ keeper ──▶ init ──▶ the program ──▶ what it starts
//!     outside     makes the namespaces; its child is the first process of them;
//!                 removes the folder if hotseat is killed
//!                            puts up the fences, waits, watches the load
//! ```
//!
//! Keeper and init are this very executable, started again with [`INSIDE`] as its first
//! argument: fences are put up by a process around itself, and a process with threads
//! cannot enter namespaces. Where there are none, the keeper does what init does, and
//! kills every descendant by itself.

mod scratch;

#[cfg(unix)]
mod inside;
#[cfg(unix)]
mod order;
#[cfg(unix)]
mod outside;
#[cfg(unix)]
mod report;

#[cfg(not(unix))]
mod elsewhere;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

pub use scratch::{Folder, Scratch};

#[cfg(not(unix))]
use elsewhere as outside;
#[cfg(not(unix))]
pub use elsewhere::inside;
#[cfg(unix)]
pub use inside::inside;

/// The hidden first argument with which the executable hands itself to [`inside()`].
pub const INSIDE: &str = "__inside";

/// What to run, and within which limits.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// An absolute path. It need not be in `readable`, but what it loads must.
    pub program: &'a Path,
    /// Without the program's own name.
    pub args: &'a [OsString],
    /// The whole environment: nothing of ours is added.
    pub env: &'a [(OsString, OsString)],
    /// The current folder, and the only place that may be written.
    pub folder: &'a Folder,
    /// Files and folders that may be read and executed, besides the system's own.
    /// Those that do not exist are passed over.
    pub readable: &'a [PathBuf],
    /// Of this program, from its start.
    pub limits: Limits,
}

/// Limits of a program and of everything it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the start to the end of the whole process tree.
    pub time: Duration,
    /// Bytes that all processes use together, libraries that they share not counted.
    pub memory: u64,
    /// Bytes of each stream.
    pub output: u64,
    /// Processes at one time, the program itself among them.
    pub processes: u64,
    /// Bytes of each file.
    pub file_size: u64,
}

/// One of the two streams that a program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// How a program ended. Whatever it had started has ended too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, with this exit status.
    Exited(i32),
    /// By this signal, which was not ours.
    Killed(i32),
    /// Killed after [`Limits::time`].
    TimedOut,
    /// Killed after [`Limits::output`] bytes, of which the outcome holds all.
    TooMuchOutput(Stream),
    /// Killed with more than [`Limits::processes`].
    TooManyProcesses,
    /// Killed when its processes together used more than [`Limits::memory`].
    TooMuchMemory,
    /// Killed because the flag given to [`Sandbox::run`] was set.
    Interrupted,
}

/// What came of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// As written, at most [`Limits::output`] bytes.
    pub stdout: Vec<u8>,
    /// The same for the other stream.
    pub stderr: Vec<u8>,
    /// How the first process ended; those it started do not count.
    pub end: End,
    /// From its start to its end, without the making and clearing of fences.
    pub time: Duration,
}

/// The fences of this machine, as found by trying each of them once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fences {
    /// Around the processes of a program.
    pub processes: ProcessFence,
    /// Around its sockets.
    pub network: NetworkFence,
    /// Around its folder.
    pub files: FileFence,
}

/// What keeps a program's processes apart from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessFence {
    /// They see none but their own, and end with the first of them.
    Namespace,
    /// They cannot send signals to others; ours finds and kills them.
    Scoped,
    /// Ours finds and kills them, but they can send signals to others.
    Watched,
}

/// What keeps a program from the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkFence {
    /// There is none but a loopback device of its own.
    Namespace,
    /// TCP is refused, everything else is not.
    NoTcp,
    /// Whatever hotseat itself may do.
    Open,
}

/// What keeps a program from the rest of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFence {
    /// It reads what it is shown, and writes in its folder.
    Closed,
    /// It reads and writes what the user may.
    Open,
}

impl Fences {
    /// Whether everything that can be fenced is.
    pub fn is_complete(&self) -> bool {
        self.gaps().is_empty()
    }

    /// What a sample could do on this machine, were it to try, in words for a summary.
    pub fn gaps(&self) -> Vec<&'static str> {
        let mut gaps = Vec::new();
        match self.processes {
            ProcessFence::Namespace | ProcessFence::Scoped => {}
            ProcessFence::Watched => gaps.push("signals to other processes"),
        }
        match self.network {
            NetworkFence::Namespace => {}
            NetworkFence::NoTcp => gaps.push("network other than TCP"),
            NetworkFence::Open => gaps.push("network"),
        }
        match self.files {
            FileFence::Closed => {}
            FileFence::Open => gaps.push("the rest of the disk"),
        }
        gaps
    }
}

/// `limits, process tree, network, files`, or which of them were not in force.
impl fmt::Display for Fences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("limits, process tree")?;
        match self.network {
            NetworkFence::Namespace => f.write_str(", network")?,
            NetworkFence::NoTcp => f.write_str(", network (TCP)")?,
            NetworkFence::Open => {}
        }
        match self.files {
            FileFence::Closed => f.write_str(", files")?,
            FileFence::Open => {}
        }
        let gaps = self.gaps();
        if gaps.is_empty() {
            return Ok(());
        }
        write!(f, "; not fenced: {}", gaps.join(", "))
    }
}

/// Which kinds of fences to use, where the machine has them.
///
/// For tests: one without some of them stands for a machine that lacks them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layers {
    /// Of processes, networks, mounts and messages.
    pub namespaces: bool,
    /// Which needs no rights, and fences off files above all.
    pub landlock: bool,
}

/// The fences of this machine, ready for use by any number of threads.
#[derive(Debug)]
pub struct Sandbox {
    helper: PathBuf,
    layers: Layers,
    fences: Fences,
}

impl Sandbox {
    /// Tries which fences the machine has, in some milliseconds.
    ///
    /// `helper` is this executable, whose `main` must hand [`INSIDE`] to [`inside()`].
    /// An error where there are not even process groups, as on Windows.
    pub fn new(helper: &Path) -> io::Result<Self> {
        let all = Layers {
            namespaces: true,
            landlock: true,
        };
        Self::with(helper, all)
    }

    /// The same without the layers that are `false`.
    pub fn with(helper: &Path, layers: Layers) -> io::Result<Self> {
        let (layers, fences) = outside::probe(helper, layers)?;
        Ok(Self {
            helper: helper.to_owned(),
            layers,
            fences,
        })
    }

    /// What is in force for every program that runs here.
    pub fn fences(&self) -> Fences {
        self.fences
    }

    /// Runs a program to its end, or to the end of its limits.
    ///
    /// An error if it could not be started, of the kind `NotFound` if there is no such
    /// program; never one of its own making. When this returns, nothing of it runs.
    pub fn run(&self, task: &Task, interrupted: &AtomicBool) -> io::Result<Outcome> {
        outside::run(&self.helper, self.layers, task, interrupted)
    }
}

/// Where programs and their libraries lie on a system, and what those read to start.
///
/// Always readable. A toolchain below somebody's home is not among them.
#[cfg(target_os = "linux")]
const SYSTEM_FILES: &[&str] = &[
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/gnu/store",
    "/etc/alternatives",
    "/etc/group",
    "/etc/host.conf",
    "/etc/hosts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/protocols",
    "/etc/services",
    "/etc/timezone",
    "/sys/devices/system/cpu",
    "/dev/random",
    "/dev/urandom",
];
