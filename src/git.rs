//! EDGE: asks git for the day each content file last changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::Date;

/// When the files of a content folder last changed, as far as its history tells.
///
/// Empty outside of git and in a shallow clone, where the oldest commit at hand
/// would be mistaken for the one that made a file.
#[derive(Debug, Default)]
pub struct History {
    /// The commit that all this is about.
    head: String,
    /// Last commits (in UTC) by content path.
    dates: BTreeMap<String, Date>,
}

impl History {
    /// Reads the history of a content folder.
    pub fn read(content: &Path) -> Self {
        let about = git(
            content,
            &["rev-parse", "--is-shallow-repository", "--verify", "HEAD"],
        );
        let about = about.unwrap_or_default();
        let Some(("false", head)) = about.trim().split_once('\n') else {
            return Self::default();
        };
        let arguments = [
            "log",
            "--format=%x01%ct",
            "--name-only",
            "--no-renames",
            "--relative",
            "-z",
            head,
            "--",
            ".",
        ];
        let log = git(content, &arguments).unwrap_or_default();
        Self {
            head: head.to_owned(),
            dates: read_log(&log),
        }
    }

    /// Whether no commit has come since.
    pub fn is_present(&self, content: &Path) -> bool {
        let head = || git(content, &["rev-parse", "--verify", "HEAD"]).unwrap_or_default();
        self.head.is_empty() || head().trim() == self.head
    }

    /// The days of files by content path, of all or of `chosen` ones. Files with changes
    /// that are not committed are left out.
    pub fn dates(&self, content: &Path, chosen: Option<&[&str]>) -> BTreeMap<String, Date> {
        let mut dates = match chosen {
            None => self.dates.clone(),
            Some(paths) => paths
                .iter()
                .filter_map(|path| Some(((*path).to_owned(), *self.dates.get(*path)?)))
                .collect(),
        };
        if dates.is_empty() {
            return dates;
        }
        let mut arguments = vec!["--literal-pathspecs", "diff", "--name-only", "--relative"];
        arguments.extend(["-z", "HEAD", "--"]);
        arguments.extend(chosen.unwrap_or(&["."]));
        let changed = git(content, &arguments).unwrap_or_default();
        for path in changed.split('\0') {
            dates.remove(path);
        }
        dates
    }
}

/// Commits newest first, each a time behind `\x01` and then its files: the first time
/// that a file is met is its last change.
fn read_log(log: &str) -> BTreeMap<String, Date> {
    let mut dates = BTreeMap::new();
    let mut date = None;
    for field in log.split('\0') {
        let mut path = field.trim_start_matches('\n');
        if let Some(rest) = path.strip_prefix('\u{1}') {
            let (seconds, rest) = rest.split_once('\n').unwrap_or((rest, ""));
            date = seconds.trim().parse().ok().and_then(day);
            path = rest.trim_start_matches('\n');
        }
        if let Some(date) = date
            && !path.is_empty()
        {
            dates.entry(path.to_owned()).or_insert(date);
        }
    }
    dates
}

fn day(seconds: i64) -> Option<Date> {
    let timestamp = jiff::Timestamp::from_second(seconds).ok()?;
    Some(timestamp.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// The output of git, or nothing if it is not there or fails.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_commit_of_a_file_counts() {
        let log = "\u{1}1766102400\0\na.md\0b/c.md\0\u{1}1700000000\0\na.md\0d.md\0";
        let dates = read_log(log);
        let shown: Vec<String> = dates
            .iter()
            .map(|(path, date)| format!("{path} {date}"))
            .collect();
        assert_eq!(
            shown,
            ["a.md 2025-12-19", "b/c.md 2025-12-19", "d.md 2023-11-14"]
        );
    }
}
