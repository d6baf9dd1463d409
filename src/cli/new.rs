//! `hotseat new`: sites, topics, pages and questions to begin with.

use std::path::Path;

use anyhow::{Context, bail};

use super::args::{Common, New};
use super::fresh::{self, Fate};
use super::{Outcome, report};
use crate::href::{self, Anchors, Slug};
use crate::parse::{Settings, parse};
use crate::source::Source;
use crate::starter;

/// Makes what the arguments name and prints the paths of the new files.
pub fn run(common: &Common, new: &New) -> anyhow::Result<Outcome> {
    let content = || anyhow::Ok(common.root()?.join("content"));
    let (folder, created) = match new {
        New::Site { dir, title } => {
            let created = site(dir, title.as_deref())?;
            (dir.display().to_string(), created)
        }
        New::Topic { path } => {
            let content = content()?;
            let created = topic(&content, below_content(&content, path))?;
            ("content".to_owned(), created)
        }
        New::Page { path } => {
            let content = content()?;
            let created = page(&content, below_content(&content, path))?;
            ("content".to_owned(), created)
        }
        New::Question { page, title } => {
            let content = content()?;
            let created = question(&content, below_content(&content, page), title)?;
            ("content".to_owned(), created)
        }
    };
    let lines = created.iter().map(|path| format!("{folder}/{path}\n"));
    report::result(&lines.collect::<String>())?;
    Ok(Outcome::Done)
}

/// Makes a site in `dir`, which must be empty but for a `.git`; without a title it takes the folder's name.
///
/// Gives the paths of the new files below `dir`, as do all functions here.
pub fn site(dir: &Path, title: Option<&str>) -> anyhow::Result<Vec<String>> {
    if dir.exists() {
        refuse_full(dir)?;
    }
    fs_err::create_dir_all(dir)?;
    let title = match title
        .map(starter::one_line)
        .filter(|title| !title.is_empty())
    {
        Some(title) => title,
        None => {
            let real = fs_err::canonicalize(dir)?;
            let name = real.file_name().unwrap_or_default().to_string_lossy();
            href::title_of(&name)
        }
    };
    let mut created = Vec::new();
    for (path, text) in starter::site(&title) {
        create(dir, path, &text, &mut created)?;
    }
    Ok(created)
}

/// Makes the folder `path` of `content` a topic: `python/Data model` is named "Data model".
pub fn topic(content: &Path, path: &str) -> anyhow::Result<Vec<String>> {
    let mut created = Vec::new();
    let folder = make_folders(content, &words(path)?, &mut created)?;
    if created.last() != Some(&format!("{folder}/_index.md")) {
        bail!("{folder}/_index.md is already there");
    }
    Ok(created)
}

/// Makes the page `path` of `content`; folders on the way become topics.
pub fn page(content: &Path, path: &str) -> anyhow::Result<Vec<String>> {
    let words = words(path.strip_suffix(".md").unwrap_or(path))?;
    let (title, folders) = words.split_last().expect("`words` refuses an empty path");
    let name = slug(title)?;
    if matches!(name.as_str(), "index" | "_index") {
        let folder = folders.join("/");
        let file = match folder.as_str() {
            "" => "_index.md".to_owned(),
            folder => format!("{folder}/_index.md"),
        };
        if folder.is_empty() || content.join(&file).exists() {
            bail!("`{title}` is the page of a folder; write it into content/{file}");
        }
        bail!("`{title}` is the page of a folder; type `hotseat new topic {folder}`");
    }
    let mut created = Vec::new();
    let folder = make_folders(content, folders, &mut created)?;
    let file = match folder.as_str() {
        "" => format!("{name}.md"),
        folder => format!("{folder}/{name}.md"),
    };
    let text = starter::page(&shown_title(title, &name));
    match create(content, file.clone(), &text, &mut created)? {
        Fate::Created => Ok(created),
        Fate::Kept => bail!("{file} is already there"),
    }
}

/// Appends a question to a page that is there; the result is that page.
pub fn question(content: &Path, page: &str, title: &str) -> anyhow::Result<Vec<String>> {
    let page = page.replace('\\', "/");
    let file = match page.ends_with(".md") {
        true => page,
        false => format!("{page}.md"),
    };
    if file.rsplit('/').next() == Some("_index.md") {
        bail!("{file} is a folder's introduction, which has no questions");
    }
    if starter::one_line(title).is_empty() {
        bail!("a question needs some words");
    }
    let help = || format!("there is no page {file}; type `hotseat new page {file}` first");
    let real = fresh::existing(content, &file).with_context(help)?;
    let old = fs_err::read_to_string(&real)?;
    let text = with_question(&old, &file, title);
    fresh::replace(content, &file, &text)?;
    Ok(vec![file])
}

/// The page with one more question, in the line ends it has.
fn with_question(old: &str, file: &str, title: &str) -> String {
    let question = starter::question(title, &free_id(old, file, title));
    let text = format!("{}\n\n{question}", old.trim_end());
    match old.contains("\r\n") {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    }
}

/// An id from the title that nothing on the page has yet.
fn free_id(page: &str, file: &str, title: &str) -> Slug {
    // The scale and the drafts have no say in which ids are taken.
    let settings = Settings {
        difficulties: &[],
        math: false,
        looks_at: crate::parse::LooksAt::Samples,
        drafts: true,
        section_names: &[],
    };
    let (page, _) = parse(&Source::new(file, page), file, &settings);
    let mut taken = Anchors::default();
    for anchor in page.anchors.iter().chain(&page.draft_anchors) {
        taken.claim(anchor);
    }
    let wanted = Slug::from_text(title).or_else(|| Slug::from_text("question"));
    taken.claim_free(wanted.expect("`question` is a slug"))
}

fn refuse_full(dir: &Path) -> anyhow::Result<()> {
    if !dir.is_dir() {
        bail!("{} is a file", dir.display());
    }
    for entry in fs_err::read_dir(dir)? {
        if entry?.file_name() != ".git" {
            bail!(
                "the folder {} is not empty; name one that is, or a new one",
                dir.display()
            );
        }
    }
    Ok(())
}

/// A path without the content folder in front, with which all commands print it.
fn below_content<'a>(content: &Path, path: &'a str) -> &'a str {
    let relative = path.strip_prefix("./").unwrap_or(path);
    let below = relative.strip_prefix("content");
    match below.and_then(|below| below.strip_prefix(['/', '\\'])) {
        Some(below) if !content.join("content").exists() => below,
        _ => path,
    }
}

/// The parts of a path as its author wrote them.
fn words(path: &str) -> anyhow::Result<Vec<&str>> {
    let parts = path.split(['/', '\\']).map(str::trim);
    let words: Vec<&str> = parts.filter(|part| !matches!(*part, "" | ".")).collect();
    if words.is_empty() {
        bail!("`{path}` names nothing");
    }
    if words.contains(&"..") {
        bail!("`{path}` leaves the content folder");
    }
    Ok(words)
}

/// Gives every folder on the way an `_index.md`; the result is the path of the last.
fn make_folders(
    content: &Path,
    words: &[&str],
    created: &mut Vec<String>,
) -> anyhow::Result<String> {
    let mut folder = String::new();
    for word in words {
        let parent = match folder.as_str() {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        // A folder that is there keeps its spelling, whatever it is.
        let is_there = content.join(format!("{parent}{word}")).is_dir();
        let (name, title) = match is_there {
            true => ((*word).to_owned(), href::title_of(word)),
            false => {
                let slug = slug(word)?;
                let title = shown_title(word, &slug);
                (slug.to_string(), title)
            }
        };
        folder = format!("{parent}{name}");
        create(
            content,
            format!("{folder}/_index.md"),
            &starter::topic(&title),
            created,
        )?;
    }
    Ok(folder)
}

fn slug(word: &str) -> anyhow::Result<Slug> {
    Slug::from_text(word).with_context(|| format!("`{word}` leaves nothing for a name"))
}

/// Words stay as they were written; a mere name gets a capital and spaces.
fn shown_title(word: &str, slug: &Slug) -> String {
    match word == slug.as_str() {
        true => href::title_of(word),
        false => starter::one_line(word),
    }
}

fn create(
    root: &Path,
    path: String,
    text: &str,
    created: &mut Vec<String>,
) -> anyhow::Result<Fate> {
    let fate = fresh::create(root, &path, text)?;
    if fate == Fate::Created {
        created.push(path);
    }
    Ok(fate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(folder: &tempfile::TempDir, path: &str) -> String {
        fs_err::read_to_string(folder.path().join(path)).unwrap()
    }

    fn failure(result: anyhow::Result<Vec<String>>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn a_new_site_has_settings_and_a_first_page() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("my-guide");
        let created = site(&dir, None).unwrap();
        assert!(created.contains(&"hotseat.toml".to_owned()));
        assert!(created.contains(&"content/python/basics/first-page.md".to_owned()));
        assert!(read(&folder, "my-guide/hotseat.toml").contains("title = \"My guide\""));
        for path in created {
            assert!(dir.join(path).is_file());
        }
    }

    #[test]
    fn a_folder_that_holds_something_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs_err::create_dir(folder.path().join(".git")).unwrap();
        fs_err::write(folder.path().join("notes.txt"), "mine").unwrap();
        let message = failure(site(folder.path(), Some("Guide")));
        assert!(message.contains("is not empty"), "{message}");
        assert_eq!(fs_err::read_dir(folder.path()).unwrap().count(), 2);
        fs_err::remove_file(folder.path().join("notes.txt")).unwrap();
        site(folder.path(), Some("Guide")).unwrap();
    }

    #[test]
    fn names_become_slugs_and_titles_keep_their_words() {
        let folder = tempfile::tempdir().unwrap();
        let created = page(folder.path(), "Python/Data Model/Special methods & co").unwrap();
        assert_eq!(
            created,
            [
                "python/_index.md",
                "python/data-model/_index.md",
                "python/data-model/special-methods--co.md",
            ]
        );
        assert!(read(&folder, "python/data-model/_index.md").contains("title: Data Model\n"));
        assert!(read(&folder, &created[2]).contains("title: Special methods & co\n"));
        let created = page(folder.path(), "python/data-model/async-io.md").unwrap();
        assert_eq!(created, ["python/data-model/async-io.md"]);
        assert!(read(&folder, &created[0]).contains("title: Async io\n"));
    }

    #[test]
    fn what_is_there_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        topic(folder.path(), "python/basics").unwrap();
        page(folder.path(), "python/basics/lists").unwrap();
        fs_err::write(folder.path().join("python/basics/lists.md"), "mine").unwrap();
        let message = failure(page(folder.path(), "python/basics/lists"));
        assert_eq!(message, "python/basics/lists.md is already there");
        let message = failure(topic(folder.path(), "Python/basics"));
        assert_eq!(message, "python/basics/_index.md is already there");
        assert_eq!(read(&folder, "python/basics/lists.md"), "mine");
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        assert_eq!(
            failure(page(&content, "../a")),
            "`../a` leaves the content folder"
        );
        assert_eq!(
            failure(topic(&content, "a\\..\\..\\b")),
            "`a\\..\\..\\b` leaves the content folder"
        );
        assert_eq!(failure(page(&content, "/")), "`/` names nothing");
        assert_eq!(
            failure(page(&content, "a/???")),
            "`???` leaves nothing for a name"
        );
        assert!(failure(page(&content, "a/_index.md")).contains("hotseat new topic a"));
        assert!(failure(question(&content, "../a", "Why?")).contains("no page ../a.md"));
        assert!(!content.exists());
    }

    #[test]
    fn a_question_goes_behind_the_others_with_an_id_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        page(folder.path(), "lists").unwrap();
        assert_eq!(
            question(folder.path(), "lists", "What is C #").unwrap(),
            ["lists.md"]
        );
        question(folder.path(), "lists.md", "First question!").unwrap();
        let text = read(&folder, "lists.md");
        assert!(
            text.ends_with(
                "\n\n## What is C \\#\n<!-- id: what-is-c- -->\n\nWrite the answer here.\n\
             \n## First question!\n<!-- id: first-question-1 -->\n\nWrite the answer here.\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn a_question_keeps_the_line_ends_of_its_page() {
        let folder = tempfile::tempdir().unwrap();
        fs_err::write(folder.path().join("a.md"), "---\r\ntitle: A\r\n---\r\n").unwrap();
        question(folder.path(), "a", "Why?").unwrap();
        let text = read(&folder, "a.md");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert!(text.ends_with("## Why?\r\n<!-- id: why -->\r\n\r\nWrite the answer here.\r\n"));
    }

    #[test]
    fn a_question_needs_a_page_and_some_words() {
        let folder = tempfile::tempdir().unwrap();
        topic(folder.path(), "python").unwrap();
        assert!(failure(question(folder.path(), "a", "Why?")).contains("hotseat new page a.md"));
        assert!(failure(question(folder.path(), "python/_index", "Why?")).contains("introduction"));
        page(folder.path(), "a").unwrap();
        assert_eq!(
            failure(question(folder.path(), "a", " \n")),
            "a question needs some words"
        );
    }
}
