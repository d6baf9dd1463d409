//! The inside: keeper, init, and the fences that each puts up around itself.

#[cfg(target_os = "linux")]
mod landlock;
mod limits;
mod load;
#[cfg(target_os = "linux")]
mod namespaces;
#[cfg(target_os = "linux")]
mod room;

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, WaitOptions, WaitStatus, nice, wait};

use super::order::Order;
use super::report::{Found, Line, Report, Step, Word};
use super::{INSIDE, scratch};
use load::Load;

/// Devices that hold nothing, which every program may write.
#[cfg(target_os = "linux")]
const DEVICES: [&str; 3] = ["/dev/null", "/dev/zero", "/dev/full"];

/// Where the executable goes on when its first argument is [`INSIDE`], with the rest.
///
/// Standard input must be the line to the outside, so that a person who types this gets
/// nothing but an exit status.
pub fn inside(mut words: impl Iterator<Item = OsString>) -> ExitCode {
    let role = words.next().unwrap_or_default();
    let words: Vec<OsString> = words.collect();
    let (Ok(line), Some(order)) = (Line::take(), Order::from_words(words.iter().cloned())) else {
        return ExitCode::from(2);
    };
    let done = match role.to_str() {
        Some("keep") => keep(&order, &words, &line),
        Some("init") => init(&order, &line),
        Some("become") => become_program(&order, &line),
        _ => return ExitCode::from(2),
    };
    if let Err(failure) = done {
        line.send(Report::Failed(failure.step, failure.errno));
    }
    ExitCode::SUCCESS
}

/// What did not work, so that the program was not started.
struct Failure {
    step: Step,
    errno: i32,
}

/// For `map_err`.
fn at<E: Into<io::Error>>(step: Step) -> impl FnOnce(E) -> Failure {
    move |error| Failure {
        step,
        // Every failure here is one of the system; 0 says "unknown" all the same.
        errno: error.into().raw_os_error().unwrap_or(0),
    }
}

/// The first process: outside of the namespaces it makes, so that nothing in them can
/// reach it.
fn keep(order: &Order, words: &[OsString], line: &Line) -> Result<(), Failure> {
    // When memory runs out, the system shall choose a sample and not the editor.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    // Refused to all but root, and then the program is the one that steps back.
    let _ = nice(-LEAD);
    if order.layers.namespaces {
        keep_namespaces(words)?;
    } else {
        keep_tree(order, words, line)?;
    }
    if line.hear() == Word::Gone
        && let Some(folder) = &order.folder
    {
        scratch::abandon(folder);
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn keep_namespaces(words: &[OsString]) -> Result<(), Failure> {
    let helper = std::env::current_exe().map_err(at(Step::Helper))?;
    namespaces::enter().map_err(at(Step::Namespaces))?;
    let mut init = again(&helper, "init", words)
        .spawn()
        .map_err(at(Step::Helper))?;
    init.wait().map_err(at(Step::Helper))?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn keep_namespaces(_words: &[OsString]) -> Result<(), Failure> {
    Err(at(Step::Namespaces)(io::Error::from(
        io::ErrorKind::Unsupported,
    )))
}

/// Without namespaces the keeper does what init does with them.
fn keep_tree(order: &Order, words: &[OsString], line: &Line) -> Result<(), Failure> {
    load::adopt_orphans().map_err(at(Step::Helper))?;
    let helper = std::env::current_exe().map_err(at(Step::Helper))?;
    let child = again(&helper, "become", words)
        .spawn()
        .map_err(at(Step::Helper))?;
    let child = Pid::from_child(&child);
    if let Some(report) = watch(child, order, line, load::of_descendants) {
        // An exec that failed has said so itself.
        line.send(report);
    }
    load::kill_descendants(child);
    Ok(())
}

/// This executable once more, with the words it was given itself.
fn again(helper: &std::path::Path, role: &str, words: &[OsString]) -> Command {
    let mut command = Command::new(helper);
    command
        .args([OsStr::new(INSIDE), OsStr::new(role)])
        .args(words);
    command
}

/// The first process of the namespaces. When it ends, the system kills all others.
#[cfg(target_os = "linux")]
fn init(order: &Order, line: &Line) -> Result<(), Failure> {
    leave_terminal();
    namespaces::enter_mounts().map_err(at(Step::Namespaces))?;
    let room = room::furnish(order).map_err(at(Step::Namespaces))?;
    namespaces::start_loopback().map_err(at(Step::Namespaces))?;
    let found = fence(order, &room)?;
    if order.folder.is_none() {
        line.send(Report::Found(found));
        return Ok(());
    }
    line.send(Report::Started);
    let mut program = program(order);
    // SAFETY: between fork and exec only what a signal handler may do is allowed; these are
    // two system calls, and this process has no other threads.
    unsafe { program.pre_exec(stand_back) };
    let child = program.spawn().map_err(at(Step::Program))?;
    // The program is another process of the same user; it must not trace this one.
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    let report = watch(Pid::from_child(&child), order, line, load::of_namespace);
    load::kill_namespace();
    if let Some(report) = report {
        line.send(report);
    }
    Ok(())
}

/// How many steps of priority our own processes have over the program. One that multiplies
/// is counted within a few ticks then, and not when each of a thousand has had its turn.
const LEAD: i32 = 5;

/// A session of the program's own, so that killing its group does not end init, and a
/// place in the queue behind those who watch it.
fn stand_back() -> io::Result<()> {
    let _ = rustix::process::setsid();
    nice(LEAD)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn init(_order: &Order, _line: &Line) -> Result<(), Failure> {
    keep_namespaces(&[])
}

/// Without namespaces: fences around this process, which then becomes the program.
fn become_program(order: &Order, line: &Line) -> Result<(), Failure> {
    leave_terminal();
    #[cfg(target_os = "linux")]
    let found = fence(order, &room::Room::default())?;
    #[cfg(not(target_os = "linux"))]
    let found = {
        limits::set(order).map_err(at(Step::Limits))?;
        Found::default()
    };
    if order.folder.is_none() {
        line.send(Report::Found(found));
        return Ok(());
    }
    line.send(Report::Started);
    stand_back().map_err(at(Step::Program))?;
    Err(at(Step::Program)(program(order).exec()))
}

/// A session of its own, without a terminal to write to or to be stopped by. It ends
/// with its parent.
fn leave_terminal() {
    let _ = rustix::process::setsid();
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

#[cfg(target_os = "linux")]
fn fence(order: &Order, room: &room::Room) -> Result<Found, Failure> {
    limits::set(order).map_err(at(Step::Limits))?;
    // Root has rights to lose also where there are no namespaces.
    namespaces::drop_privileges().map_err(at(Step::Limits))?;
    // Without this a program could get rights of somebody else by starting a `setuid` one.
    rustix::thread::set_no_new_privs(true).map_err(at(Step::Limits))?;
    if !order.layers.landlock {
        return Ok(Found {
            files: room.is_closed,
            ..Found::default()
        });
    }
    landlock::restrict(order, room).map_err(at(Step::Landlock))
}

fn program(order: &Order) -> Command {
    let mut command = Command::new(&order.program);
    command.args(&order.args).stdin(Stdio::null());
    command
}

/// How often the load is looked at.
const TICK: Duration = Duration::from_millis(20);

/// The same where the end of a process must be asked for.
const SHORT_TICK: Duration = Duration::from_millis(2);

/// Waits until the program ends, uses too much, or the outside wants it to end.
///
/// `None` if there is nothing to tell the outside.
fn watch(program: Pid, order: &Order, line: &Line, load: impl Fn(u64) -> Load) -> Option<Report> {
    #[cfg(target_os = "linux")]
    let end = rustix::process::pidfd_open(program, rustix::process::PidfdFlags::empty()).ok();
    #[cfg(not(target_os = "linux"))]
    let end: Option<std::os::fd::OwnedFd> = None;
    let tick = if end.is_some() { TICK } else { SHORT_TICK };
    let tick = Timespec::try_from(tick).unwrap_or_default();
    loop {
        // Orphans come to this process, and stay as zombies until it asks for them.
        while let Ok(Some((pid, status))) = wait(WaitOptions::NOHANG) {
            if pid == program {
                return ended(status);
            }
        }
        let mut sources = vec![PollFd::new(line, PollFlags::IN)];
        sources.extend(end.as_ref().map(|end| PollFd::new(end, PollFlags::IN)));
        if poll(&mut sources, Some(&tick)) != Ok(0) && line.hear() != Word::Silence {
            return None;
        }
        let load = load(order.limits.processes);
        if load.processes > order.limits.processes {
            return Some(Report::TooManyProcesses);
        }
        if load.memory > order.limits.memory {
            return Some(Report::TooMuchMemory);
        }
    }
}

fn ended(status: WaitStatus) -> Option<Report> {
    let exited = status.exit_status().map(Report::Exited);
    exited.or_else(|| status.terminating_signal().map(Report::Killed))
}
