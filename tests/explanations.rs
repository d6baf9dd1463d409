//! The documentation is true: what its examples claim is built here.
//!
//! The form of an explanation is described in `docs/diagnostics/README.md`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hotseat::config;
use hotseat::diagnostic::{Code, Diagnostics, Severity, print_human};
use hotseat::discover::{self, Overrides};
use hotseat::source::Source;

/// A file of a site: its path below the root, and its text.
type File = (String, String);

/// A fenced block of a document.
struct Fence {
    /// The first word behind the opening fence.
    language: String,
    /// What stands between the fences.
    text: String,
    /// The level-2 heading above it.
    section: String,
    /// The line of the opening fence, from 1.
    line: usize,
}

#[test]
fn every_code_has_an_explanation_and_every_explanation_a_code() {
    let written: BTreeSet<String> = names_in("docs/diagnostics")
        .into_iter()
        .filter(|name| name != "README.md")
        .collect();
    let wanted: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| format!("{}.md", code.name()))
        .collect();
    assert_eq!(written, wanted);
}

#[test]
fn an_explanation_says_its_code_its_severity_and_what_to_do() {
    for code in Code::ALL {
        let text = explanation(*code);
        let severity = match code.severity() {
            Severity::Error => "Error. ",
            Severity::Warning => "Warning. ",
        };
        let start = format!("# {}\n\n{severity}", code.name());
        assert!(text.starts_with(&start), "{} begins otherwise", code.name());
        let headings: Vec<&str> = outline(&text);
        assert_eq!(
            headings,
            ["Example", "What to do", "Why"],
            "{}",
            code.name()
        );
    }
}

#[test]
fn an_explanation_fits_a_terminal() {
    for code in Code::ALL {
        let text = explanation(*code);
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{}: {line}", code.name());
        }
        let lines = text.lines().count();
        assert!(
            (15..=60).contains(&lines),
            "{} has {lines} lines",
            code.name()
        );
    }
}

#[test]
fn an_example_gives_its_code_and_no_other() {
    let mut complaints = String::new();
    for code in built_codes() {
        let text = explanation(code);
        let Some(example) = example(&text) else {
            continue;
        };
        let problems = match is_found_by_running(code) {
            true => continue,
            false => build(&files(&example)),
        };
        let found: BTreeSet<Code> = problems.iter().map(|problem| problem.code).collect();
        if found != BTreeSet::from([code]) {
            complain(&mut complaints, code.name(), &problems);
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn an_example_of_a_sample_gives_its_code_when_it_runs_and_the_corrected_one_none() {
    if !crate::support::has_tool("python3") {
        return;
    }
    for code in Code::ALL.iter().filter(|code| is_found_by_running(**code)) {
        let text = explanation(*code);
        let in_section = |name: &str| {
            let fences = fences(&text).into_iter();
            let mut own = fences.filter(|fence| fence.section == name);
            own.find(|fence| fence.language == "markdown")
                .unwrap_or_else(|| panic!("{}: no page below {name}", code.name()))
        };
        for (section, expected) in [("Example", Some(code.name())), ("What to do", None)] {
            let site = crate::support::TestSite::new("");
            for (path, text) in files(&in_section(section)) {
                site.write(&path, text);
            }
            let run = site.run(&["test", "--format", "json"]);
            let codes: Vec<String> = run
                .stdout
                .lines()
                .map(|line| {
                    let problem: serde_json::Value = serde_json::from_str(line).unwrap();
                    problem["code"].as_str().unwrap().to_owned()
                })
                .collect();
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(codes, expected, "{} {section}: {}", code.name(), run.stderr);
        }
    }
}

/// Whether only `hotseat test` finds this, by running samples.
fn is_found_by_running(code: Code) -> bool {
    matches!(
        code,
        Code::OutputDiffers
            | Code::SampleFails
            | Code::SampleSucceeds
            | Code::FailsOtherwise
            | Code::SampleStopped
    )
}

#[test]
fn a_corrected_example_has_no_problem_at_all() {
    let mut complaints = String::new();
    for code in built_codes() {
        let text = explanation(code);
        let Some(example) = example(&text) else {
            continue;
        };
        let corrected = fences(&text)
            .into_iter()
            .find(|fence| fence.section == "What to do" && fence.language == example.language);
        let Some(corrected) = corrected else {
            panic!("{} does not show what to do", code.name());
        };
        let problems = build(&files(&corrected));
        if !problems.is_empty() {
            complain(&mut complaints, code.name(), &problems);
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn pages_in_the_documentation_have_no_errors() {
    let mut complaints = String::new();
    for (name, fence) in fences_of_documents("markdown") {
        let is_page = fence.text.starts_with("---\n") || fence.text.starts_with(FILE_MARK);
        // A piece of a page is tried on a page of its own.
        let files = match is_page {
            true => files(&fence),
            false => {
                let page = format!("---\ntitle: A page\n---\n\n{}", fence.text);
                vec![("content/page.md".to_owned(), page)]
            }
        };
        let problems = build(&files);
        if problems.has_errors() {
            complain(
                &mut complaints,
                &format!("docs/{name}:{}", fence.line),
                &problems,
            );
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn settings_in_the_documentation_are_understood() {
    let mut complaints = String::new();
    for (name, fence) in fences_of_documents("toml") {
        let has_title = fence.text.lines().any(|line| line.starts_with("title ="));
        let text = match has_title {
            true => fence.text.clone(),
            false => format!("title = \"A guide\"\n{}", fence.text),
        };
        let (_, problems) = config::read(&Source::new("hotseat.toml", text));
        if !problems.is_empty() {
            complain(
                &mut complaints,
                &format!("docs/{name}:{}", fence.line),
                &problems,
            );
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn every_field_that_a_template_may_use_is_documented() {
    let views = read("src/render/view.rs");
    let documented = read("docs/themes.md");
    let fields = views.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("    pub ")?.split_once(':')?;
        Some(name)
    });
    for field in fields {
        assert!(
            documented.contains(&format!("`{field}`")),
            "`{field}` is missing in docs/themes.md"
        );
    }
}

/// What every file of an example but the first begins with.
const FILE_MARK: &str = "<!-- file: ";

/// Codes whose examples can be built with the features at hand.
fn built_codes() -> Vec<Code> {
    let codes = Code::ALL.iter().copied();
    codes
        .filter(|code| match code {
            Code::InvalidDiagram => cfg!(feature = "mermaid"),
            Code::InvalidMath => cfg!(feature = "math"),
            _ => true,
        })
        .collect()
}

/// Builds a site of these files and of those that every site needs.
fn build(files: &[File]) -> Diagnostics {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let needed = [
        ("hotseat.toml", "title = \"A guide\"\n"),
        ("content/_index.md", "---\ntitle: Home\n---\n"),
        ("content/page.md", "---\ntitle: A page\n---\n\nText.\n"),
    ];
    for (path, text) in needed {
        write(&folder.path().join(path), text);
    }
    for (path, text) in files {
        write(&folder.path().join(path), text);
    }
    let (inputs, mut problems) =
        discover::discover(folder.path(), &Overrides::default()).expect("a site that can be read");
    problems.extend(hotseat::pipeline::compile(inputs).problems);
    problems.sort();
    problems
}

/// The files that a fence holds.
fn files(fence: &Fence) -> Vec<File> {
    let default = match fence.language.as_str() {
        "markdown" => "content/page.md",
        "toml" => "hotseat.toml",
        "html" => "templates/page.html",
        other => panic!("line {}: `{other}` stands for no file", fence.line),
    };
    let mut files: Vec<File> = Vec::new();
    for line in fence.text.split_inclusive('\n') {
        let marker = line.trim_end().strip_prefix(FILE_MARK);
        match marker.and_then(|rest| rest.strip_suffix(" -->")) {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => {
                if files.is_empty() {
                    files.push((default.to_owned(), String::new()));
                }
                let (_, text) = files.last_mut().expect("one was just pushed");
                text.push_str(line);
            }
        }
    }
    files
}

/// The fence below "Example"; nothing where the problem cannot be shown in files.
fn example(explanation: &str) -> Option<Fence> {
    let example = fences(explanation)
        .into_iter()
        .find(|fence| fence.section == "Example")
        .expect("every explanation has an example");
    (example.language != "text").then_some(example)
}

fn complain(complaints: &mut String, place: &str, problems: &Diagnostics) {
    let printed = match problems.is_empty() {
        true => "no problem was found\n".to_owned(),
        false => print_human(problems, false),
    };
    complaints.push_str(&format!("\n{place}:\n{printed}"));
}

/// The fenced blocks of a document; one that is fenced by more backticks may hold others.
fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut section = String::new();
    let mut open: Option<(String, Fence)> = None;
    for (index, line) in text.lines().enumerate() {
        match &mut open {
            Some((marks, _)) if line == marks.as_str() => {
                fences.extend(open.take().map(|(_, fence)| fence));
            }
            Some((_, fence)) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            None if line.starts_with("```") => {
                let language = line.trim_start_matches('`');
                let marks = line[..line.len() - language.len()].to_owned();
                let fence = Fence {
                    language: language.to_owned(),
                    text: String::new(),
                    section: section.clone(),
                    line: index + 1,
                };
                open = Some((marks, fence));
            }
            None => {
                if let Some(heading) = line.strip_prefix("## ") {
                    section = heading.to_owned();
                }
            }
        }
    }
    assert!(open.is_none(), "a fence is never closed");
    fences
}

/// The level-2 headings of a document that stand outside of fences.
fn outline(text: &str) -> Vec<&str> {
    let mut marks: Option<&str> = None;
    let mut headings = Vec::new();
    for line in text.lines() {
        match marks {
            Some(open) if line == open => marks = None,
            Some(_) => {}
            None if line.starts_with("```") => {
                marks = Some(&line[..line.len() - line.trim_start_matches('`').len()]);
            }
            None => headings.extend(line.strip_prefix("## ")),
        }
    }
    headings
}

/// The fences of one language in `docs/*.md`, each with the document's name.
fn fences_of_documents(language: &str) -> Vec<(String, Fence)> {
    let mut found = Vec::new();
    for name in names_in("docs") {
        if !name.ends_with(".md") {
            continue;
        }
        for fence in fences(&read(&format!("docs/{name}"))) {
            if fence.language == language {
                found.push((name.clone(), fence));
            }
        }
    }
    found
}

fn explanation(code: Code) -> String {
    read(&format!("docs/diagnostics/{}.md", code.name()))
}

/// The names of the files in a folder of the repository, sorted.
fn names_in(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(repository().join(folder)).expect("a folder of the repository");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().into_string().expect("names in UTF-8"))
        .collect();
    names.sort();
    names
}

fn read(path: &str) -> String {
    let file = repository().join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file has a folder");
    std::fs::create_dir_all(folder).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}
