//! How many processes there are and what they use, as the system's process folder tells;
//! and their end, where no namespace ends them.

use std::collections::BTreeMap;
use std::io;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, kill_process_group, wait};

/// What all processes of a program use together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Load {
    pub processes: u64,
    /// Bytes that are really there and not shared as libraries are.
    pub memory: u64,
}

/// All but this process, which is the first of its namespace. The memory of more than
/// `most` is not asked for.
#[cfg(target_os = "linux")]
pub(super) fn of_namespace(most: u64) -> Load {
    of(pids().filter(|pid| *pid != 1), most)
}

/// The same of all that descend from this process.
pub(super) fn of_descendants(most: u64) -> Load {
    of(descendants().into_iter(), most)
}

fn of(pids: impl Iterator<Item = i32>, most: u64) -> Load {
    let pids: Vec<i32> = pids.collect();
    let processes = pids.len() as u64;
    // With too many the rest does not matter, and every moment they are more.
    let memory = if processes > most {
        0
    } else {
        pids.into_iter().filter_map(memory).sum()
    };
    Load { processes, memory }
}

/// `None` if the process has ended meanwhile.
fn memory(pid: i32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let kilobytes: u64 = field(&status, "RssAnon:")?
        .strip_suffix(" kB")?
        .parse()
        .ok()?;
    Some(kilobytes * 1024)
}

fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .map(str::trim)
}

/// Every process that is to be seen; none where there is no process folder.
fn pids() -> impl Iterator<Item = i32> {
    let folder = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    folder.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// Children, their children and so on, of this process.
fn descendants() -> Vec<i32> {
    let mut children: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for pid in pids() {
        let parent = std::fs::read_to_string(format!("/proc/{pid}/stat"));
        // The name before the last `)` may hold anything; state and parent follow.
        let parent = parent.ok().and_then(|stat| {
            let (_, rest) = stat.rsplit_once(')')?;
            rest.split_whitespace().nth(1)?.parse().ok()
        });
        if let Some(parent) = parent {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = Vec::new();
    let mut next = vec![std::process::id().cast_signed()];
    while let Some(pid) = next.pop() {
        let children = children.remove(&pid).unwrap_or_default();
        found.extend(&children);
        next.extend(children);
    }
    found
}

/// Makes this process the parent of those whose parents end before them.
#[cfg(target_os = "linux")]
pub(super) fn adopt_orphans() -> io::Result<()> {
    Ok(rustix::process::set_child_subreaper(Some(Pid::INIT))?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn adopt_orphans() -> io::Result<()> {
    Ok(())
}

/// Kills all but this process, the first of its namespace, at one blow. Its own end would
/// do that as well, but later: it has memory to give back first, and what multiplies
/// keeps the locks for that.
#[cfg(target_os = "linux")]
pub(super) fn kill_namespace() {
    // The group of process 1 is the system's word for everybody.
    let _ = kill_process_group(Pid::INIT, Signal::KILL);
}

/// Kills the program's group and all that descends from this process, until nothing is left.
pub(super) fn kill_descendants(program: Pid) {
    let _ = kill_process_group(program, Signal::KILL);
    for _ in 0..1000 {
        while let Ok(Some(_)) = wait(WaitOptions::NOHANG) {}
        let left = descendants();
        if left.is_empty() {
            return;
        }
        // Stopped first, all of them: what is killed while another one forks leaves a child.
        for signal in [Signal::STOP, Signal::KILL] {
            for pid in left.iter().filter_map(|pid| Pid::from_raw(*pid)) {
                let _ = kill_process(pid, signal);
            }
        }
        thread::sleep(Duration::from_millis(1));
    }
}
