//! A task as arguments: how it comes to the processes inside.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use super::{Layers, Limits, Task};

/// What the inside has to know of a task. The environment it has already.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub layers: Layers,
    pub limits: Limits,
    /// Where the program may write. None to try the fences and run nothing.
    pub folder: Option<PathBuf>,
    pub readable: Vec<PathBuf>,
    pub program: PathBuf,
    pub args: Vec<OsString>,
}

impl Order {
    /// An order to say which fences there are.
    pub(super) fn probe(layers: Layers) -> Self {
        Self {
            layers,
            limits: Limits {
                time: Duration::from_secs(10),
                memory: 1 << 30,
                output: 0,
                processes: 1,
                file_size: 0,
            },
            folder: None,
            readable: Vec::new(),
            program: PathBuf::new(),
            args: Vec::new(),
        }
    }

    pub(super) fn new(layers: Layers, task: &Task) -> Self {
        Self {
            layers,
            limits: task.limits,
            folder: Some(task.folder.path().to_owned()),
            readable: task.readable.to_vec(),
            program: task.program.to_owned(),
            args: task.args.to_vec(),
        }
    }

    /// Ten numbers and paths, the readable paths, the program, its arguments.
    pub(super) fn into_words(self) -> Vec<OsString> {
        let limits = self.limits;
        let numbers = [
            u64::from(self.layers.namespaces),
            u64::from(self.layers.landlock),
            // In whole seconds: this one is for the processor time of a process that
            // escaped the clock.
            limits.time.as_secs() + 1,
            limits.memory,
            limits.output,
            limits.processes,
            limits.file_size,
            self.readable.len() as u64,
        ];
        let mut words: Vec<OsString> = numbers.iter().map(|n| n.to_string().into()).collect();
        words.push(self.folder.unwrap_or_default().into());
        words.extend(self.readable.into_iter().map(OsString::from));
        words.push(self.program.into());
        words.extend(self.args);
        words
    }

    /// `None` if the words are not those of [`Order::into_words`].
    pub(super) fn from_words(mut words: impl Iterator<Item = OsString>) -> Option<Self> {
        let mut number = || words.next()?.to_str()?.parse::<u64>().ok();
        let layers = Layers {
            namespaces: number()? != 0,
            landlock: number()? != 0,
        };
        let limits = Limits {
            time: Duration::from_secs(number()?),
            memory: number()?,
            output: number()?,
            processes: number()?,
            file_size: number()?,
        };
        let readable = usize::try_from(number()?).ok()?;
        let folder = Some(PathBuf::from(words.next()?)).filter(|path| path.is_absolute());
        Some(Self {
            layers,
            limits,
            folder,
            readable: words.by_ref().take(readable).map(PathBuf::from).collect(),
            program: words.next()?.into(),
            args: words.collect(),
        })
    }
}
