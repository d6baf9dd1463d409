//! Real Markdown, ours and other people's: nothing panics, and nothing that an
//! independent CommonMark parser counts is lost on the way to HTML.
//!
//! The question banks of others lie beside the project and not in it; where they
//! are missing, only the bundled guide and the repository's own documents are read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use comrak::nodes::NodeValue;
use hotseat::discover::Overrides;
use hotseat::model::artifact::Body;
use scraper::{Html, Selector};

/// What is counted, by name.
type Counts = BTreeMap<&'static str, usize>;

#[test]
fn every_heading_fence_table_and_link_of_real_markdown_is_kept() {
    let files = markdown_files();
    assert!(files.len() > 20, "the bundled guide alone has more pages");
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), &files);
    let built = hotseat::pipeline::build(site.path(), &Overrides::default()).unwrap();
    let errors: Vec<String> = built
        .problems
        .iter()
        .filter(|problem| problem.severity == hotseat::diagnostic::Severity::Error)
        .map(|problem| format!("{} {}", problem.primary().source.path(), problem.message))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut differences = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let text = std::fs::read_to_string(file).unwrap();
        let artifact = built
            .artifacts
            .iter()
            .find(|artifact| artifact.path == format!("heap/page-{index}.html"))
            .unwrap_or_else(|| panic!("{} has no page", file.display()));
        let Body::Bytes(html) = &artifact.body else {
            panic!("a page is made, not copied")
        };
        let expected = count_markdown(&text);
        let got = count_html(&String::from_utf8_lossy(html));
        // Raw HTML has links of its own, which a Markdown parser does not count.
        let links = |counts: &Counts| counts.get("web links").copied().unwrap_or(0);
        let is_kept = expected
            .iter()
            .all(|(name, count)| *name == "web links" || got.get(name) == Some(count));
        if !is_kept || links(&got) < links(&expected) {
            differences.push(format!(
                "{}\n  Markdown {expected:?}\n  HTML     {got:?}",
                file.display()
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The bundled guide, the documents of the repository, and the banks if they are there.
fn markdown_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        root.join("content"),
        root.join("docs"),
        root.join("../shared/corpora"),
    ];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name())
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "md" || ending == "mdx")
        })
        .collect();
    files.sort();
    files
}

/// Each file as an article under a made front matter; its links lead nowhere here.
fn write_site(root: &Path, files: &[PathBuf]) {
    let heap = root.join("content/heap");
    std::fs::create_dir_all(&heap).unwrap();
    let config = "title = \"Heap\"\n[check]\nlinks = \"warn\"\n";
    std::fs::write(root.join("hotseat.toml"), config).unwrap();
    for index in [root.join("content/_index.md"), heap.join("_index.md")] {
        std::fs::write(index, "---\ntitle: Heap\n---\n").unwrap();
    }
    for (index, file) in files.iter().enumerate() {
        let text = std::fs::read_to_string(file).unwrap();
        // Metadata would make questions of headings, and outputs would miss their samples.
        let text = body(&text)
            .replace("<!-- id:", "<!-- was:")
            .replace("<!-- group:", "<!-- was:")
            .replace("```output", "```text");
        let page = format!("---\ntitle: Page {index}\nkind: article\n---\n{text}");
        std::fs::write(heap.join(format!("page-{index}.md")), page).unwrap();
    }
}

/// The text without a front matter of its own.
fn body(text: &str) -> &str {
    let rest = text.strip_prefix("---\n");
    rest.and_then(|rest| rest.split_once("\n---\n"))
        .map_or(text, |(_, body)| body)
}

fn count_markdown(text: &str) -> Counts {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    let text = body(text);
    let root = comrak::parse_document(&arena, text, &options);
    let mut counts = Counts::new();
    for node in root.descendants() {
        let name = match &node.data.borrow().value {
            NodeValue::Heading(_) => "headings",
            NodeValue::CodeBlock(_) => "code blocks",
            NodeValue::Table(_) => "tables",
            NodeValue::Link(link) if link.url.starts_with("http") => "web links",
            _ => continue,
        };
        *counts.entry(name).or_default() += 1;
    }
    counts
}

fn count_html(html: &str) -> Counts {
    let document = Html::parse_document(html);
    let selectors = [
        ("headings", "main :is(h2, h3, h4, h5, h6):has(> .anchor)"),
        (
            "code blocks",
            "main :is(figure.sample, figure.output, figure.diagram, .math-block)",
        ),
        ("tables", "main .table-scroll > table"),
        ("web links", "main a[rel~=noopener][href^=http]"),
    ];
    let mut counts = Counts::new();
    for (name, selector) in selectors {
        let selector = Selector::parse(selector).unwrap();
        let count = document.select(&selector).count();
        if count > 0 {
            counts.insert(name, count);
        }
    }
    counts
}
