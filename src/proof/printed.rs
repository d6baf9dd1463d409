//! What a run brought back.

use serde::{Deserialize, Serialize};

/// What one sample did on one version of its tool.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Printed {
    /// Standard output, after [`super::normalise`]-able paths were made the same everywhere.
    pub stdout: String,
    /// Standard error; what the compiler said, where that is as far as it got.
    pub stderr: String,
    /// How it ended.
    pub ending: Ending,
    /// Line and column of the error in the sample, from 1, where known.
    pub place: Option<(usize, usize)>,
    /// The examples of a transcript.
    pub examples: Vec<Example>,
}

/// How a sample ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Ending {
    /// By itself, with status 0.
    #[default]
    Well,
    /// With another status, and the exception that it died of, if any.
    Status(i32, Option<String>),
    /// By a signal of its own making, such as `abort`.
    Signal(i32),
    /// It did not compile.
    Refused(Vec<CompileError>),
    /// It was stopped; the words say why, as `ran longer than 10 s`.
    Stopped(String),
    /// The session had ended before it.
    NotReached,
}

/// An error of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompileError {
    /// `E0382`, or the name of a lint.
    pub code: Option<String>,
    /// What it says.
    pub message: String,
}

/// One `>>>` of a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The line of the prompt in the sample, from 1.
    pub line: usize,
    /// The line where what it prints begins.
    pub want_line: usize,
    /// What the transcript says it prints.
    pub want: String,
    /// What it printed.
    pub got: String,
    /// The exception, as its last lines say it.
    pub exception: Option<String>,
}

impl Ending {
    /// Whether it failed by itself, as opposed to being stopped.
    pub fn is_failure(&self) -> bool {
        match self {
            Ending::Status(..) | Ending::Signal(_) | Ending::Refused(_) => true,
            Ending::Well | Ending::Stopped(_) | Ending::NotReached => false,
        }
    }

    /// The names that `fails=NAME` may be: codes of the compiler, the exception.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Ending::Status(_, exception) => exception.iter().map(String::as_str).collect(),
            Ending::Refused(errors) => errors.iter().filter_map(|e| e.code.as_deref()).collect(),
            Ending::Well | Ending::Signal(_) | Ending::Stopped(_) | Ending::NotReached => vec![],
        }
    }

    /// What happened, as a message says it.
    pub fn words(&self) -> String {
        match self {
            Ending::Well => "it ended well".to_owned(),
            Ending::Status(_, Some(exception)) => format!("it raised `{exception}`"),
            Ending::Status(status, None) => format!("it ended with status {status}"),
            Ending::Signal(signal) => format!("it was ended by signal {signal}"),
            Ending::Refused(errors) => match errors.first() {
                Some(CompileError {
                    code: Some(code),
                    message,
                }) => format!("it does not compile: {code}, {message}"),
                Some(error) => format!("it does not compile: {}", error.message),
                None => "it does not compile".to_owned(),
            },
            Ending::Stopped(why) => format!("it {why}"),
            Ending::NotReached => "its session ended before it".to_owned(),
        }
    }
}
