//! Limits that the system keeps for each process, and hands on to its children.

use std::io;
use std::thread::available_parallelism;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::run::sandbox::order::Order;

/// Open files of one process: a linker opens some hundred.
const OPEN_FILES: u64 = 1024;

/// Threads beyond the number of processes. The system counts both alike, and a sample may
/// well show why a thousand threads are slow.
pub(super) const THREADS: u64 = 1024;

/// Memory that a program may reserve for its threads' stacks beyond what it may use.
#[cfg(target_os = "linux")]
const RESERVE: u64 = 16 << 30;

/// Limits this process and what comes of it. Never lifts a limit that is there.
pub(super) fn set(order: &Order) -> io::Result<()> {
    let limits = order.limits;
    lower(Resource::Core, 0)?;
    // For when the clock of the outside stands still, as hotseat does after Ctrl-Z. Threads
    // use up their process's time together.
    let processors = available_parallelism().map_or(1, |number| number.get() as u64);
    lower(Resource::Cpu, limits.time.as_secs() * processors)?;
    lower(Resource::Fsize, limits.file_size)?;
    lower(Resource::Nofile, OPEN_FILES)?;
    // A thread reserves a hundred times what it uses, so that what is reserved can only be
    // limited loosely, against what grows at one blow. What is used is watched.
    // macOS has no such limit.
    #[cfg(target_os = "linux")]
    lower(Resource::Data, limits.memory + RESERVE)?;
    // Counted for each user and namespace, so that elsewhere it would count the user's
    // other programs; and never counted for root. The load is watched in any case.
    if order.layers.namespaces {
        lower(Resource::Nproc, limits.processes + THREADS)?;
    }
    Ok(())
}

fn lower(resource: Resource, limit: u64) -> io::Result<()> {
    let maximum = getrlimit(resource).maximum;
    let limit = Some(maximum.map_or(limit, |maximum| maximum.min(limit)));
    let new = Rlimit {
        current: limit,
        maximum: limit,
    };
    Ok(setrlimit(resource, new)?)
}
