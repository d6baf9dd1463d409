//! EDGE: asks git for the day each content file last changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::Date;

/// Last commit dates (in UTC) of the files below `content`, by content path.
///
/// Empty outside of git and in a shallow clone, where the oldest commit at hand
/// would be mistaken for the one that made a file. Files with changes that are not
/// committed are left out.
pub fn last_commits(content: &Path) -> BTreeMap<String, Date> {
    let is_shallow = git(content, &["rev-parse", "--is-shallow-repository"]);
    if is_shallow.as_deref().map(str::trim) != Some("false") {
        return BTreeMap::new();
    }
    let arguments = [
        "log",
        "--format=%x01%ct",
        "--name-only",
        "--no-renames",
        "--relative",
        "-z",
        "--",
        ".",
    ];
    let Some(log) = git(content, &arguments) else {
        return BTreeMap::new();
    };
    let mut dates = read_log(&log);
    let changed = git(
        content,
        &["diff", "--name-only", "--relative", "-z", "HEAD", "--", "."],
    );
    for path in changed.unwrap_or_default().split('\0') {
        dates.remove(path);
    }
    dates
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
