//! The outside: starts the keeper, reads what the program prints, and says when it is over.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{Pid, Signal, kill_process_group};

use super::order::Order;
use super::report::{Found, Listener, Report, Step};
use super::{
    End, Fences, FileFence, INSIDE, Layers, NetworkFence, Outcome, ProcessFence, Stream, Task,
};

/// How often the flag for an interruption is looked at.
const TICK: Duration = Duration::from_millis(20);

/// How long the fences may take to stand, and to fall.
const PATIENCE: Duration = Duration::from_secs(20);

/// Finds the layers that work, by putting them up around nothing.
pub(super) fn probe(helper: &Path, mut layers: Layers) -> io::Result<(Layers, Fences)> {
    if !cfg!(target_os = "linux") {
        layers = Layers {
            namespaces: false,
            landlock: false,
        };
    }
    loop {
        let order = Order::probe(layers);
        let mut keeper = Keeper::start(command(helper, order))?;
        let report = keeper.first_report();
        keeper.end();
        match report {
            Some(Report::Found(found)) => return Ok((layers, fences(layers, found))),
            Some(Report::Failed(Step::Landlock, _)) if layers.landlock => layers.landlock = false,
            // Some systems do not refuse namespaces but kill who asks for them.
            Some(Report::Failed(Step::Namespaces, _)) | None if layers.namespaces => {
                layers.namespaces = false;
            }
            Some(Report::Failed(step, errno)) => return Err(failure(step, errno, None)),
            _ => {
                let message = format!("{} does not answer as a sandbox", helper.display());
                return Err(io::Error::other(message));
            }
        }
    }
}

fn fences(layers: Layers, found: Found) -> Fences {
    Fences {
        processes: match (layers.namespaces, found.signals) {
            (true, _) => ProcessFence::Namespace,
            (false, true) => ProcessFence::Scoped,
            (false, false) => ProcessFence::Watched,
        },
        network: match (layers.namespaces, found.tcp) {
            (true, _) => NetworkFence::Namespace,
            (false, true) => NetworkFence::NoTcp,
            (false, false) => NetworkFence::Open,
        },
        files: match found.files {
            true => FileFence::Closed,
            false => FileFence::Open,
        },
    }
}

/// See [`super::Sandbox::run`].
pub(super) fn run(
    helper: &Path,
    layers: Layers,
    task: &Task,
    interrupted: &AtomicBool,
) -> io::Result<Outcome> {
    let mut command = command(helper, Order::new(layers, task));
    command
        .envs(task.env.iter().map(|(name, value)| (name, value)))
        .current_dir(task.folder.path());
    let mut keeper = Keeper::start(command)?;
    let mut streams = keeper.streams(task.limits.output)?;

    let mut start = Instant::now();
    let mut limit = PATIENCE;
    let mut has_started = false;
    let end = loop {
        keeper.wait_for_news(&streams, TICK.min(limit.saturating_sub(start.elapsed())));
        if let Some(stream) = read(&mut streams)? {
            break End::TooMuchOutput(stream);
        }
        let is_alive = keeper.listener.listen();
        match keeper.listener.next_report() {
            Some(Report::Started) => {
                (start, limit, has_started) = (Instant::now(), task.limits.time, true);
                continue;
            }
            Some(Report::Failed(step, errno)) => {
                keeper.end();
                return Err(failure(step, errno, Some(task.program)));
            }
            Some(Report::Exited(code)) => break End::Exited(code),
            Some(Report::Killed(signal)) => break End::Killed(signal),
            Some(Report::TooManyProcesses) => break End::TooManyProcesses,
            Some(Report::TooMuchMemory) => break End::TooMuchMemory,
            Some(Report::Found(_)) | None => {}
        }
        if !is_alive && has_started {
            // Our own processes were killed: by a program that could, or for want of memory.
            break End::Killed(Signal::KILL.as_raw());
        }
        if interrupted.load(Ordering::SeqCst) {
            break End::Interrupted;
        }
        if start.elapsed() >= limit && has_started {
            break End::TimedOut;
        }
        if !is_alive || start.elapsed() >= limit {
            keeper.end();
            return Err(io::Error::other(
                "the fences around a program did not stand",
            ));
        }
    };
    let time = start.elapsed();
    keeper.end();
    // What was printed before the end may still be in the pipes, which nobody else holds now.
    let end = match (read(&mut streams)?, end) {
        (Some(stream), End::Exited(_) | End::Killed(_)) => End::TooMuchOutput(stream),
        (_, end) => end,
    };
    let [stdout, stderr] = streams.map(|capture| capture.bytes);
    Ok(Outcome {
        stdout,
        stderr,
        end,
        time,
    })
}

fn command(helper: &Path, order: Order) -> Command {
    let mut command = Command::new(helper);
    command
        .args([INSIDE, "keep"])
        .args(order.into_words())
        .env_clear()
        // A group of its own, so that Ctrl-C at a terminal reaches hotseat alone.
        .process_group(0);
    command
}

fn failure(step: Step, errno: i32, program: Option<&Path>) -> io::Error {
    let cause = io::Error::from_raw_os_error(errno);
    let message = match (step, program) {
        (Step::Program, Some(program)) => format!("{} {}", step.name(), program.display()),
        _ => step.name().to_owned(),
    };
    io::Error::new(cause.kind(), format!("{message}: {cause}"))
}

/// The first of our processes inside, and the line to all of them.
struct Keeper {
    child: Child,
    listener: Listener,
}

impl Keeper {
    fn start(mut command: Command) -> io::Result<Self> {
        let (listener, inside) = Listener::pair()?;
        let child = command
            .stdin(OwnedFd::from(inside))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        Ok(Self { child, listener })
    }

    fn streams(&mut self, limit: u64) -> io::Result<[Capture; 2]> {
        let pipes = [
            self.child.stdout.take().map(OwnedFd::from),
            self.child.stderr.take().map(OwnedFd::from),
        ];
        let [Some(stdout), Some(stderr)] = pipes else {
            return Err(ErrorKind::BrokenPipe.into());
        };
        Ok([
            Capture::new(Stream::Stdout, stdout, limit)?,
            Capture::new(Stream::Stderr, stderr, limit)?,
        ])
    }

    /// Sleeps until something is printed or reported, or the time is up.
    fn wait_for_news(&self, streams: &[Capture], time: Duration) {
        let mut sources = vec![PollFd::new(&self.listener, PollFlags::IN)];
        let open = streams.iter().filter_map(|capture| capture.pipe.as_ref());
        sources.extend(open.map(|pipe| PollFd::new(pipe, PollFlags::IN)));
        let time = Timespec::try_from(time).unwrap_or_default();
        // A signal is as good as news.
        let _ = poll(&mut sources, Some(&time));
    }

    /// What comes first, within our patience.
    fn first_report(&mut self) -> Option<Report> {
        let start = Instant::now();
        loop {
            let is_alive = self.listener.listen();
            let report = self.listener.next_report();
            if report.is_some() || !is_alive || start.elapsed() >= PATIENCE {
                return report;
            }
            self.wait_for_news(&[], TICK);
        }
    }

    /// Ends all that is inside, and returns when it has ended.
    fn end(&mut self) {
        self.listener.stop();
        let start = Instant::now();
        // The line is silent once neither keeper nor init hold its other end.
        while self.listener.listen() && start.elapsed() < PATIENCE {
            self.wait_for_news(&[], TICK);
        }
        // Without namespaces the keeper may have been killed by the program, which then
        // is an orphan; what has stayed in its group goes with the group.
        if let Some(group) = Pid::from_raw(self.child.id().cast_signed()) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// One stream of a program, as far as it has been read.
struct Capture {
    stream: Stream,
    pipe: Option<File>,
    bytes: Vec<u8>,
    limit: usize,
}

impl Capture {
    fn new(stream: Stream, pipe: OwnedFd, limit: u64) -> io::Result<Self> {
        let flags = fcntl_getfl(pipe.as_fd())?;
        fcntl_setfl(pipe.as_fd(), flags | OFlags::NONBLOCK)?;
        Ok(Self {
            stream,
            pipe: Some(File::from(pipe)),
            bytes: Vec::new(),
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
        })
    }

    /// Reads what there is. `false` if it is more than the limit.
    fn read(&mut self) -> io::Result<bool> {
        let mut buffer = [0; 16 * 1024];
        while let Some(pipe) = &mut self.pipe {
            match pipe.read(&mut buffer) {
                Ok(0) => self.pipe = None,
                Ok(length) => {
                    let room = self.limit - self.bytes.len();
                    self.bytes.extend_from_slice(&buffer[..length.min(room)]);
                    if length > room {
                        return Ok(false);
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

/// Reads both streams; the first of them that is over its limit.
fn read(streams: &mut [Capture]) -> io::Result<Option<Stream>> {
    for capture in streams {
        if !capture.read()? {
            return Ok(Some(capture.stream));
        }
    }
    Ok(None)
}
