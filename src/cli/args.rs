//! The arguments of every command, and their help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns Markdown questions and answers into an interview-study site.
#[derive(Debug, Parser)]
#[command(name = "hotseat", version, max_term_width = 90)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

/// Options of all commands, before or after the command's name.
#[derive(Debug, Args)]
pub struct Common {
    /// The site's folder [default: the nearest one upwards with hotseat.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Where to write the site [default: public below the root]
    #[arg(long, global = true, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The site's address, over the one in hotseat.toml
    #[arg(long, global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// Build drafts too
    #[arg(long, global = true)]
    pub drafts: bool,
    /// Treat warnings as errors
    #[arg(long, global = true)]
    pub strict: bool,
    /// How problems are printed
    #[arg(long, global = true, value_enum, default_value = "human")]
    pub format: Format,
    /// How many threads to use [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Neither use nor keep what an earlier build knew
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Print nothing but problems
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print more
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Whether to color problems (NO_COLOR is honored)
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
    /// Print how long each stage took, and how much an earlier build had done
    #[arg(long, global = true)]
    pub timings: bool,
    /// Write which thread did what and when, for the viewer of a profiler
    #[arg(long, global = true, value_name = "FILE")]
    pub trace: Option<PathBuf>,
}

/// A form of printing problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, on standard error
    Human,
    /// One JSON object per line
    Json,
    /// GitHub workflow commands
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// When to color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into the output folder
    Build,
    /// Serve the site on this machine and reload pages as files change
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Find everything that is wrong with the content, without writing
    Check(Check),
    /// Run the samples and compare what they print with what the pages say
    Test(Test),
    /// Make a site, a topic, a page or a question
    #[command(subcommand)]
    New(New),
    /// Bring questions from elsewhere into the content folder
    #[command(subcommand)]
    Import(Import),
    /// Explain a diagnostic code, or list all of them
    Explain {
        /// The code, as printed in brackets
        code: Option<String>,
    },
    /// Print a completion script
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

impl Command {
    /// Whether the command runs until Ctrl-C, which then is its proper end.
    pub fn ends_by_interrupt(&self) -> bool {
        #[cfg(feature = "serve")]
        return matches!(self, Command::Serve(_));
        #[cfg(not(feature = "serve"))]
        return false;
    }
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port [default: 3000, or the next free one]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Write missing question ids into the files
    #[arg(long)]
    pub fix: bool,
    /// Check standard input in the place of this file, for editors
    #[arg(long, value_name = "PATH", conflicts_with = "fix")]
    pub stdin: Option<PathBuf>,
}

/// Options of `test`.
#[derive(Debug, Args)]
pub struct Test {
    /// Pages or folders to run the samples of [default: all]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Run only samples whose page, question, caption or code holds all these words
    #[arg(long, value_name = "WORDS")]
    pub filter: Option<String>,
    /// Write what was printed into the output blocks that say otherwise
    #[arg(long)]
    pub accept: bool,
}

#[derive(Debug, Subcommand)]
pub enum New {
    /// A new site in a new folder
    Site {
        /// The folder
        dir: PathBuf,
        /// The site's title [default: made from the folder's name]
        #[arg(long)]
        title: Option<String>,
    },
    /// A folder for pages
    Topic {
        /// Path below content, such as `python/typing`
        path: String,
    },
    /// A page
    Page {
        /// Path below content, such as `python/typing/protocols`
        path: String,
    },
    /// A question at the end of a page
    Question {
        /// The page's path below content
        page: String,
        /// The question
        title: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// A Nuxt Content payload, or Markdown with `questions:` in its front matter
    Nuxt {
        /// The file
        source: PathBuf,
        /// The content folder to write into [default: the site's]
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
    },
}
