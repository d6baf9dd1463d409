//! The tree itself: layers, owners of crates, sizes, and what must not be left lying about.
//!
//! Each rule is one of the house style; a failure lists every place that breaks it.

use std::collections::BTreeSet;
use std::path::Path;

use hotseat::diagnostic::Code;
use walkdir::WalkDir;

/// A text file of the repository.
struct File {
    /// From the repository's root, with `/`.
    path: String,
    text: String,
}

impl File {
    /// The lines outside of unit tests, numbered from 1; those stand last in a file.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self
            .text
            .lines()
            .take_while(|line| !(line.starts_with("#[cfg(") && line.contains("test")));
        lines.enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The same without comments. A `//` in a string cuts its line short, which hides
    /// nothing that is looked for here.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
    }

    fn place(&self, number: usize) -> String {
        format!("{}:{number}", self.path)
    }

    /// `source` for `src/source.rs`, `parse` for `src/parse/fence.rs`.
    fn module(&self) -> &str {
        let path = self
            .path
            .strip_prefix("src/")
            .expect("only sources have modules");
        path.split('/')
            .next()
            .and_then(|name| name.split('.').next())
            .unwrap_or_default()
    }
}

/// The files below a folder of the repository with one of these endings, sorted.
fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = WalkDir::new(root.join(folder))
        .sort_by_file_name()
        .into_iter();
    let paths = walk.flatten().filter(|entry| entry.file_type().is_file());
    let files: Vec<File> = paths
        .filter_map(|entry| {
            let path = entry
                .path()
                .strip_prefix(root)
                .unwrap()
                .to_str()?
                .replace('\\', "/");
            // Samples are data of tests: programs that look as programs do.
            let is_wanted =
                endings.iter().any(|ending| path.ends_with(ending)) && !path.contains("/samples/");
            is_wanted.then(|| File {
                path,
                text: std::fs::read_to_string(entry.path()).unwrap(),
            })
        })
        .collect();
    assert!(
        !files.is_empty(),
        "nothing in {folder}: the rule would hold for nothing"
    );
    files
}

#[track_caller]
fn assert_none(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

// Layers.

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let sources = files("src", &[".rs"]);
    let order = module_order(&sources);
    let mut broken = Vec::new();
    for file in &sources {
        let module = file.module();
        // The program and the command line see everything, and nothing sees them.
        if matches!(module, "main" | "lib" | "cli") {
            continue;
        }
        let place = order.iter().position(|name| name == module);
        let place = place.unwrap_or_else(|| panic!("lib.rs does not list `{module}`"));
        for (number, used) in used_modules(file) {
            let is_above = order[..=place].contains(&used);
            let are_stages = ["parse", "link", "render"];
            let is_other_stage = used != module
                && are_stages.contains(&module)
                && are_stages.contains(&used.as_str());
            if !is_above || is_other_stage {
                broken.push(format!(
                    "{}: `{module}` must not use `{used}`",
                    file.place(number)
                ));
            }
        }
    }
    assert_none(broken);
}

/// The modules in the order of `lib.rs`, which is the reading order.
fn module_order(sources: &[File]) -> Vec<String> {
    let lib = sources
        .iter()
        .find(|file| file.path == "src/lib.rs")
        .unwrap();
    let modules = lib.code().filter_map(|(_, line)| {
        let name = line.trim().strip_prefix("pub mod ")?;
        Some(name.strip_suffix(';')?.to_owned())
    });
    modules.collect()
}

/// Everything behind `crate::`, also in braces over several lines.
fn used_modules(file: &File) -> Vec<(usize, String)> {
    let code: Vec<(usize, &str)> = file.code().collect();
    let mut used = Vec::new();
    for (index, (number, line)) in code.iter().enumerate() {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if !rest.starts_with('{') {
                used.extend(first_name(rest).map(|name| (*number, name)));
                continue;
            }
            let following = code[index + 1..].iter().map(|(_, line)| *line);
            let text: String = std::iter::once(rest).chain(following).collect();
            used.extend(
                names_in_braces(&text)
                    .into_iter()
                    .map(|name| (*number, name)),
            );
        }
    }
    used
}

fn first_name(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// `{a, b::{c, d}}` gives `a` and `b`.
fn names_in_braces(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut is_start = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' => {
                depth += 1;
                is_start = depth == 1;
            }
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' => is_start = depth == 1,
            c if c.is_whitespace() => {}
            _ if is_start => {
                names.extend(first_name(&text[at..]));
                is_start = false;
            }
            _ => {}
        }
    }
    names
}

// Owners.

/// Who may use a crate: files, or folders and groups of files by how their path begins.
const OWNERS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["src/parse/markdown.rs"]),
    ("memchr", &["src/render/"]),
    ("mimalloc", &["src/main.rs"]),
    (
        "postcard",
        &["src/cache.rs", "src/fingerprint.rs", "src/run/cache.rs"],
    ),
    ("rapidhash", &["src/fingerprint.rs"]),
    ("saphyr_parser", &["src/yaml.rs"]),
    ("toml", &["src/toml_file.rs"]),
    ("tera", &["src/render/template/"]),
    ("ruff_python_ast", &["src/syntax/python"]),
    ("ruff_python_parser", &["src/syntax/python"]),
    ("ruff_text_size", &["src/syntax/python"]),
    ("ra_ap_rustc_lexer", &["src/syntax/rust"]),
    ("syn", &["src/syntax/rust"]),
    ("proc_macro2", &["src/syntax/rust"]),
    ("stacker", &["src/syntax/nesting.rs"]),
    ("syntect", &["src/render/highlight"]),
    ("two_face", &["src/render/highlight"]),
    ("merman", &["src/render/diagram"]),
    ("pulldown_latex", &["src/render/math.rs"]),
    ("flate2", &["src/render/shard.rs"]),
    ("ammonia", &["src/render/sanitize.rs"]),
    ("walkdir", &["src/discover/"]),
    ("annotate_snippets", &["src/diagnostic/human.rs"]),
    ("axum", &["src/serve/"]),
    ("notify", &["src/serve/"]),
    ("tokio", &["src/serve/"]),
    ("open", &["src/serve/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("clap_mangen", &["src/cli/"]),
    ("ctrlc", &["src/cli/"]),
    ("quick_xml", &["src/render/feed.rs", "src/image_size.rs"]),
    ("imagesize", &["src/image_size.rs"]),
    ("rust_embed", &["src/builtin.rs"]),
    ("landlock", &["src/run/sandbox/"]),
    ("rustix", &["src/run/sandbox/"]),
];

#[test]
fn a_crate_has_one_owner() {
    let mut broken = Vec::new();
    for file in files("src", &[".rs"]) {
        for (number, line) in file.code() {
            for (name, owners) in OWNERS {
                let is_owner = owners.iter().any(|owner| file.path.starts_with(owner));
                if uses_crate(line, name) && !is_owner {
                    broken.push(format!(
                        "{}: only {} may use `{name}`",
                        file.place(number),
                        owners.join(", "),
                    ));
                }
            }
        }
    }
    assert_none(broken);
}

#[test]
fn every_owner_uses_its_crate() {
    let sources = files("src", &[".rs"]);
    let mut broken = Vec::new();
    for (name, owners) in OWNERS {
        for owner in *owners {
            let mut files = sources.iter().filter(|file| file.path.starts_with(owner));
            let is_used = files.any(|file| file.code().any(|(_, line)| uses_crate(line, name)));
            if !is_used {
                broken.push(format!(
                    "{owner} does not use `{name}`: drop the line in OWNERS"
                ));
            }
        }
    }
    assert_none(broken);
}

/// `name::…` or `use name;`, and not as the end of a longer path or word.
fn uses_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let is_start = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '.'));
        let rest = &line[at + name.len()..];
        let is_import = line.trim_start().starts_with("use ") && rest.starts_with([';', ' ']);
        is_start && (rest.starts_with("::") || is_import)
    })
}

// Codes.

#[test]
fn every_code_is_documented() {
    let docs = files("docs/diagnostics", &[".md"]);
    let documented: BTreeSet<&str> = docs
        .iter()
        .filter_map(|file| {
            file.path
                .strip_prefix("docs/diagnostics/")?
                .strip_suffix(".md")
        })
        .filter(|name| *name != "README")
        .collect();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let missing = codes
        .difference(&documented)
        .map(|code| format!("docs/diagnostics/{code}.md"));
    let stray = documented
        .difference(&codes)
        .map(|name| format!("no code `{name}`"));
    assert_none(missing.chain(stray).collect());
}

#[test]
fn the_whole_message_of_every_code_is_tested() {
    let tests = files("tests", &["tests/diagnostics.rs"]);
    let is_untested = |code: &&Code| {
        let printed = ["error", "warning"].map(|level| format!("{level}[{}]: ", code.name()));
        !printed
            .iter()
            .any(|printed| tests[0].text.contains(printed))
    };
    let untested = Code::ALL.iter().filter(is_untested);
    assert_none(
        untested
            .map(|code| format!("`{}` is not tested", code.name()))
            .collect(),
    );
}

#[test]
fn every_test_file_is_part_of_the_binary() {
    let tests = files("tests", &[".rs"]);
    let main = tests
        .iter()
        .find(|file| file.path == "tests/main.rs")
        .unwrap();
    let is_left_out = |file: &&File| {
        let name = file
            .path
            .strip_prefix("tests/")
            .and_then(|name| name.strip_suffix(".rs"));
        let name = name.filter(|name| *name != "main" && !name.contains('/'));
        name.is_some_and(|name| {
            !main
                .code()
                .any(|(_, line)| line.trim() == format!("mod {name};"))
        })
    };
    let left_out = tests.iter().filter(is_left_out);
    assert_none(
        left_out
            .map(|file| format!("{} is not listed in main.rs", file.path))
            .collect(),
    );
}

// What must not be left lying about.

#[test]
fn nothing_is_left_to_be_done_or_printed_for_debugging() {
    const STRAY: [&str; 9] = [
        "todo!",
        "unimplemented!",
        "dbg!",
        "println!",
        "eprintln!",
        "print!(",
        "TODO",
        "FIXME",
        "XXX",
    ];
    let mut broken = Vec::new();
    let sources = files("src", &[".rs"]);
    let looks = files("templates", &[".html"])
        .into_iter()
        .chain(files("themes", &[".css", ".js"]));
    for file in sources.into_iter().chain(looks) {
        for (number, line) in file.lines() {
            let found = STRAY.iter().find(|stray| line.contains(**stray));
            broken.extend(found.map(|stray| format!("{}: `{stray}`", file.place(number))));
        }
    }
    assert_none(broken);
}

#[test]
fn only_tests_unwrap() {
    let mut broken = Vec::new();
    for file in files("src", &[".rs"]) {
        for (number, line) in file.code() {
            if line.contains(".unwrap()") {
                broken.push(format!("{}: say why with `expect`", file.place(number)));
            }
        }
    }
    assert_none(broken);
}

// Sizes.

#[test]
fn files_are_short() {
    let mut broken = Vec::new();
    let mut limit = |files: Vec<File>, longest: usize| {
        for file in files {
            let length = file.lines().count();
            if length > longest {
                broken.push(format!("{}: {length} lines, at most {longest}", file.path));
            }
        }
    };
    limit(files("src", &[".rs"]), 600);
    for folder in ["templates", "themes"] {
        let all = WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        let has_templates = all
            .into_iter()
            .flatten()
            .any(|entry| is_template(entry.path()));
        if !has_templates {
            continue;
        }
        let (components, pages): (Vec<File>, Vec<File>) = files(folder, &[".html"])
            .into_iter()
            .partition(|file| file.path.contains("/components/"));
        limit(components, 40);
        limit(pages, 80);
    }
    limit(files("themes", &[".js"]), 120);
    assert_none(broken);
}

fn is_template(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "html")
}

#[test]
fn main_and_lib_only_hand_over() {
    let sources = files("src", &["src/lib.rs", "src/main.rs"]);
    let lengths: Vec<usize> = sources.iter().map(|file| file.lines().count()).collect();
    assert!(lengths[1] <= 40, "main.rs has {} lines", lengths[1]);
    assert!(lengths[0] <= 120, "lib.rs has {} lines", lengths[0]);
}

// Looks.

#[test]
fn colors_are_named_in_tokens_css_alone() {
    let mut broken = Vec::new();
    for file in files("themes", &[".css"]) {
        if file.path.ends_with("/tokens.css") {
            continue;
        }
        let text = without_css_comments(&file.text);
        for (index, line) in text.lines().enumerate() {
            if has_color(line) {
                broken.push(format!("{}: {}", file.place(index + 1), line.trim()));
            }
        }
    }
    assert_none(broken);
}

/// Comments become spaces, so that lines keep their numbers.
fn without_css_comments(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..]
            .find("*/")
            .map_or(rest.len(), |end| start + end + 2);
        text.push_str(&rest[..start]);
        text.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    text + rest
}

/// Whether the value of a declaration holds a color that is written out.
fn has_color(line: &str) -> bool {
    const FUNCTIONS: [&str; 9] = [
        "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
    ];
    const NAMES: [&str; 14] = [
        "white", "black", "red", "green", "blue", "yellow", "orange", "purple", "pink", "brown",
        "gray", "grey", "silver", "gold",
    ];
    let Some((_, value)) = line.split_once(':') else {
        return false;
    };
    let hex = value.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 4 | 6 | 8)
    });
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    hex || FUNCTIONS.iter().any(|function| value.contains(function))
        || words.any(|word| NAMES.contains(&word))
}

#[test]
fn templates_have_no_styles_of_their_own() {
    let mut broken = Vec::new();
    for file in files("templates", &[".html"]) {
        for (number, line) in file.lines() {
            if line.contains(" style=") || line.contains("<style") {
                broken.push(format!("{}: {}", file.place(number), line.trim()));
            }
        }
    }
    assert_none(broken);
}

// The rules themselves.

#[test]
fn the_rules_see_what_they_look_for() {
    let file = |text: &str| File {
        path: "src/source.rs".to_owned(),
        text: text.to_owned(),
    };
    let used = |text: &str| {
        let used = used_modules(&file(text)).into_iter().map(|(_, name)| name);
        used.collect::<Vec<_>>()
    };
    assert_eq!(used("use crate::diagnostic::Label;"), ["diagnostic"]);
    assert_eq!(
        used("use crate::{\n    config::{self, Config},\n    git,\n};"),
        ["config", "git"]
    );
    assert_eq!(
        used("// crate::diagnostic\n#[cfg(test)]\nuse crate::link;"),
        [""; 0]
    );
    assert!(
        uses_crate("use toml::Spanned;", "toml") && uses_crate("    let t: toml::Table;", "toml")
    );
    assert!(
        !uses_crate("let x = hotseat.toml;", "toml") && !uses_crate("use crate::open::x;", "open")
    );
    assert!(has_color("color: #fff;") && has_color("border: 1px solid red;"));
    assert!(!has_color("color: var(--color-text);") && !has_color("a:hover {"));
}
