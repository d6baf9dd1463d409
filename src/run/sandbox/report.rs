//! What the processes inside tell the one outside, and the line they tell it on.
//!
//! The line is a pair of sockets, which the inside holds as its standard input. A socket
//! and not a pipe, since it ends for both sides: whoever is inside sees at once when
//! hotseat is gone, however it went. The program itself never gets hold of it.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

/// What happened inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    /// The fences stand, and the program starts now.
    Started,
    Exited(i32),
    Killed(i32),
    TooManyProcesses,
    TooMuchMemory,
    /// The answer to a question, not to a task: which fences are up, as [`Found`].
    Found(Found),
    /// A step failed with this error number, before the program ran.
    Failed(Step, i32),
}

/// What a try of all fences found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub files: bool,
    pub tcp: bool,
    pub signals: bool,
}

/// What the inside does before the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Namespaces,
    Helper,
    Limits,
    Landlock,
    Program,
}

impl Step {
    const ALL: [Self; 5] = [
        Self::Namespaces,
        Self::Helper,
        Self::Limits,
        Self::Landlock,
        Self::Program,
    ];

    /// For a sentence that begins with the step's failure.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Namespaces => "making namespaces",
            Self::Helper => "starting the helper process",
            Self::Limits => "setting limits",
            Self::Landlock => "fencing off the disk",
            Self::Program => "starting the program",
        }
    }
}

/// Bytes of a report on the line.
const LENGTH: usize = 6;

impl Report {
    fn to_bytes(self) -> [u8; LENGTH] {
        let (kind, step, number) = match self {
            Self::Exited(code) => (0, 0, code),
            Self::Killed(signal) => (1, 0, signal),
            Self::TooManyProcesses => (2, 0, 0),
            Self::TooMuchMemory => (3, 0, 0),
            Self::Found(found) => {
                let bits = [found.files, found.tcp, found.signals];
                let number = bits
                    .iter()
                    .rev()
                    .fold(0, |all, bit| all << 1 | i32::from(*bit));
                (4, 0, number)
            }
            Self::Failed(step, errno) => (5, step as u8, errno),
            Self::Started => (6, 0, 0),
        };
        let [a, b, c, d] = number.to_le_bytes();
        [kind, step, a, b, c, d]
    }

    fn from_bytes([kind, step, a, b, c, d]: [u8; LENGTH]) -> Option<Self> {
        let number = i32::from_le_bytes([a, b, c, d]);
        Some(match kind {
            0 => Self::Exited(number),
            1 => Self::Killed(number),
            2 => Self::TooManyProcesses,
            3 => Self::TooMuchMemory,
            4 => Self::Found(Found {
                files: number & 1 != 0,
                tcp: number & 2 != 0,
                signals: number & 4 != 0,
            }),
            5 => Self::Failed(*Step::ALL.get(usize::from(step))?, number),
            6 => Self::Started,
            _ => return None,
        })
    }
}

/// The inside's end of the line.
#[derive(Debug)]
pub(super) struct Line(UnixStream);

/// What the outside says, or that it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Stop,
    Gone,
    /// Nothing yet.
    Silence,
}

impl Line {
    /// Takes standard input for the line. It must be one: see [`super::inside()`].
    pub(super) fn take() -> io::Result<Self> {
        let stream = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
        // Fails on anything but a socket, such as a person's terminal.
        stream.peer_addr()?;
        stream.set_nonblocking(true)?;
        Ok(Self(stream))
    }

    /// Tells the outside. If that is gone there is nobody to tell.
    pub(super) fn send(&self, report: Report) {
        let _ = (&self.0).write_all(&report.to_bytes());
    }

    /// Takes one word off the line, without waiting.
    pub(super) fn hear(&self) -> Word {
        loop {
            match (&self.0).read(&mut [0]) {
                Ok(0) => return Word::Gone,
                Ok(_) => return Word::Stop,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Word::Silence,
                Err(_) => return Word::Gone,
            }
        }
    }
}

impl AsFd for Line {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// The outside's end of the line.
#[derive(Debug)]
pub(super) struct Listener {
    stream: UnixStream,
    heard: Vec<u8>,
}

impl Listener {
    /// Both ends; the second is the inside's standard input.
    pub(super) fn pair() -> io::Result<(Self, UnixStream)> {
        let (stream, inside) = UnixStream::pair()?;
        stream.set_nonblocking(true)?;
        let heard = Vec::new();
        Ok((Self { stream, heard }, inside))
    }

    /// Reads what is on the line. `false` once nobody is left on the other end.
    pub(super) fn listen(&mut self) -> bool {
        let mut bytes = [0; 64];
        loop {
            match (&self.stream).read(&mut bytes) {
                Ok(0) => return false,
                Ok(length) => self.heard.extend_from_slice(&bytes[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return error.kind() == io::ErrorKind::WouldBlock,
            }
        }
    }

    /// Takes the oldest report of those heard.
    pub(super) fn next_report(&mut self) -> Option<Report> {
        let bytes = *self.heard.first_chunk()?;
        self.heard.drain(..LENGTH);
        Report::from_bytes(bytes)
    }

    /// Tells the inside to stop: one word for init, one for the keeper.
    pub(super) fn stop(&mut self) {
        let _ = (&self.stream).write_all(&[0, 0]);
    }
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}
