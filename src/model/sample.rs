//! Code on a page, what it prints, and under which conditions it runs.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::config::Edition;
use crate::language::Language;
use crate::source::Span;
use crate::syntax::Token;

/// A code block.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The language, where one was named that we know.
    pub language: Option<&'static Language>,
    /// The language as written; empty if none was named.
    pub language_word: String,
    /// The code, with a final newline unless empty.
    pub code: String,
    /// Where the code's first line begins, and where its last ends.
    pub code_span: Span,
    /// The words of the code that have a role, where looking for mistakes has told them.
    pub words: Option<Vec<Token>>,
    /// What is to be done with it.
    pub purpose: Purpose,
    /// Shares state with the session before it.
    pub is_session: bool,
    /// Stands in a tab group; the label, where it is not the language's name.
    pub tab: Option<TabLabel>,
    /// Marked lines, from 1.
    pub marked_lines: Vec<RangeInclusive<usize>>,
    /// The caption, such as a file name.
    pub title: Option<String>,
    /// What the run needs, such as `python>=3.12`.
    pub needs: Option<Needs>,
    /// Seconds the run may take, where not the site's default.
    pub timeout: Option<u32>,
    /// The Rust edition, where not the site's default.
    pub edition: Option<Edition>,
}

impl Sample {
    /// Whether this is code in a language and not just preformatted text.
    pub fn is_code(&self) -> bool {
        match self.language {
            Some(language) => language.name != "text",
            None => !self.language_word.is_empty(),
        }
    }
}

/// What is to be done with a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// It must parse; it never runs.
    Parse,
    /// It is no whole program: not checked.
    Fragment,
    /// A whole program: runs and must succeed.
    Run,
    /// Runs or compiles, and must fail, with this error if one is named.
    Fail(Option<String>),
}

impl Purpose {
    /// Whether `hotseat test` is to execute it.
    pub fn runs(&self) -> bool {
        match self {
            Purpose::Run | Purpose::Fail(_) => true,
            Purpose::Parse | Purpose::Fragment => false,
        }
    }
}

/// The name on a tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TabLabel {
    /// The language's own name.
    Language,
    /// The text of `tab="…"`.
    Text(String),
}

/// One tab: a sample and the outputs that follow it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab {
    /// What the tab says.
    pub label: String,
    /// Its blocks: the sample, then outputs.
    pub blocks: Vec<crate::model::block::Block>,
}

/// A lowest version of a tool: `python>=3.11`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// The tool.
    pub tool: Tool,
    /// The version, as written: digits and dots.
    pub version: String,
}

/// A tool that runs samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tool {
    /// The Python interpreter.
    Python,
    /// The Rust compiler.
    Rust,
}

impl Tool {
    /// The tools by the name used in `needs`.
    pub const ALL: [(&'static str, Tool); 2] = [("python", Tool::Python), ("rust", Tool::Rust)];

    /// The name used in `needs`.
    pub fn name(self) -> &'static str {
        match self {
            Tool::Python => "python",
            Tool::Rust => "rust",
        }
    }

    /// The tool that runs samples of this language.
    pub fn of(language: &Language) -> Option<Self> {
        match language.name {
            "python" | "pycon" => Some(Tool::Python),
            "rust" => Some(Tool::Rust),
            _ => None,
        }
    }

    /// The name as shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Tool::Python => "Python",
            Tool::Rust => "Rust",
        }
    }
}

impl Needs {
    /// Reads `TOOL>=VERSION`.
    pub fn parse(text: &str) -> Option<Self> {
        let (tool, version) = text.split_once(">=")?;
        let tool = Tool::ALL
            .iter()
            .find(|(name, _)| *name == tool.trim())
            .map(|(_, tool)| *tool)?;
        let version = version.trim();
        let is_version = version
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        is_version.then(|| Self {
            tool,
            version: version.to_owned(),
        })
    }

    /// As shown on the page: `Python 3.11+`.
    pub fn label(&self) -> String {
        format!("{} {}+", self.tool.label(), self.version)
    }

    /// Whether `version` of the tool is enough.
    pub fn is_met_by(&self, version: &str) -> bool {
        version_parts(version) >= version_parts(&self.version)
    }
}

/// The numbers of a version, for comparison: `3.9` comes before `3.12`.
pub fn version_parts(version: &str) -> Vec<u32> {
    let digits = |part: &str| {
        let end = part.find(|c: char| !c.is_ascii_digit());
        part[..end.unwrap_or(part.len())].parse().unwrap_or(0)
    };
    version.split('.').map(digits).collect()
}

/// A run that did what the page says, remembered in `verified.lock`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What ran the sample.
    pub tool: Tool,
    /// The tool's version.
    pub version: String,
    /// The day of the run, in UTC.
    pub date: jiff::civil::Date,
}

/// What a sample is claimed to print.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// The text.
    pub text: String,
    /// Where the text stands.
    pub text_span: Span,
    /// Which stream it is.
    pub stream: Stream,
    /// The stream need only contain the text.
    pub is_part: bool,
    /// The exit status, where it matters.
    pub exit: Option<i32>,
    /// The versions it holds for, where not for all.
    pub needs: Option<Needs>,
}

/// An output stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}
