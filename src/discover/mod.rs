//! EDGE: reads the site's folder. The only place where files are read for a build.

mod looks;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, not_utf8};
use crate::git::History;
use crate::href::Slug;
use crate::image_size;
use crate::model::guide::Asset;
use crate::proof::{LOCK_FILE, Lock};
use crate::source::Source;
use crate::theme::ThemeFile;
use looks::{read_site_files, read_theme};

/// Name of the settings file that marks a site's root.
pub const CONFIG_FILE: &str = "hotseat.toml";

/// How many files a thread reads at most before another may take the next.
const FILES_AT_ONCE: usize = 64;

/// Everything a build depends on, read once.
pub struct Inputs {
    /// The settings, with overrides of the command line applied.
    pub config: Config,
    /// Markdown files by content path.
    pub documents: Vec<Document>,
    /// Other files of the content folder, by content path.
    pub assets: Vec<Asset>,
    /// Templates and theme, the least important first.
    pub theme_files: Vec<ThemeFile>,
    /// Files that the settings name, by the path they are written with.
    pub site_files: BTreeMap<String, Vec<u8>>,
    /// What `hotseat test` has proved so far.
    pub lock: Lock,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether Rust samples are taken for right.
    pub trusts_rust: bool,
    /// Where the documents' days come from.
    pub history: History,
}

/// A Markdown file.
pub struct Document {
    /// Path below the content folder, with `/`.
    pub content_path: String,
    /// Its text.
    pub source: Arc<Source>,
    /// The day of its last commit.
    pub committed: Option<jiff::civil::Date>,
}

/// What the command line says over the settings.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// The site's address.
    pub base_url: Option<String>,
    /// Build drafts too.
    pub drafts: bool,
    /// Take Rust samples for right: see [`crate::parse::Settings`].
    pub trusts_rust: bool,
}

/// The nearest folder upwards from `start` that holds a settings file.
pub fn find_root(start: &Path) -> Result<PathBuf> {
    let start = std::path::absolute(start).context("finding the current folder")?;
    let found = start
        .ancestors()
        .find(|folder| folder.join(CONFIG_FILE).is_file());
    match found {
        Some(folder) => Ok(folder.to_owned()),
        None => bail!(
            "no `{CONFIG_FILE}` here or in any folder above\n\
             make a site with `hotseat new site my-guide`, or name one with `--root DIR`"
        ),
    }
}

/// Reads everything below `root`.
///
/// Problems of single files are diagnostics; an error means that nothing can be read at all.
pub fn discover(root: &Path, overrides: &Overrides) -> Result<(Inputs, Diagnostics)> {
    let (config, mut problems) = read_config(root, overrides)?;
    let mut reader = Reader {
        root,
        content: root.join("content"),
        documents: Vec::new(),
        assets: Vec::new(),
        problems: &mut problems,
    };
    if !reader.content.is_dir() {
        bail!("no folder `content` in {}", root.display());
    }
    // Git is another program: it runs while files are read.
    let content = reader.content.clone();
    let (walked, (history, dates)) = rayon::join(
        || reader.walk(),
        || {
            let history = History::read(&content);
            let dates = history.dates(&content, None);
            (history, dates)
        },
    );
    walked?;
    let (mut documents, assets) = (reader.documents, reader.assets);
    for document in &mut documents {
        document.committed = dates.get(&document.content_path).copied();
    }
    let theme_files = read_theme(root, &config, &mut problems)?;
    let site_files = read_site_files(root, &config, &mut problems);
    let inputs = Inputs {
        config,
        documents,
        assets,
        theme_files,
        site_files,
        lock: read_lock(root, &mut problems)?,
        drafts: overrides.drafts,
        trusts_rust: overrides.trusts_rust,
        history,
    };
    Ok((inputs, problems))
}

/// What one path of the content folder holds.
pub enum Look {
    /// A Markdown file, without its day.
    Document(Document),
    /// Another file.
    Asset(Asset),
    /// Nothing that belongs to the guide.
    Nothing,
    /// Only [`discover`] can tell.
    Unclear,
}

/// Looks at one path of the content folder, for those who know the rest of it.
pub fn look(root: &Path, content_path: &str) -> Look {
    if content_path
        .split('/')
        .any(|part| is_hidden(std::ffi::OsStr::new(part)))
    {
        return Look::Nothing;
    }
    let content = root.join("content");
    let path = content.join(content_path);
    match fs_err::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Look::Nothing,
        _ => return Look::Unclear,
    }
    let folder = path.parent().unwrap_or(&content);
    let real = |path: &Path| path.canonicalize().ok();
    let below = folder.strip_prefix(&content).ok();
    let expected = real(&content)
        .zip(below)
        .map(|(real, below)| real.join(below));
    // Behind a symbolic link there is more to ask.
    if expected.is_none() || real(folder) != expected {
        return Look::Unclear;
    }
    if !content_path.ends_with(".md") {
        return Look::Asset(read_asset(&path, content_path.to_owned()));
    }
    let name = content_path.rsplit('/').next().unwrap_or_default();
    match fs_err::read(&path).map(String::from_utf8) {
        Ok(Ok(text)) if !name.eq_ignore_ascii_case("index.md") => Look::Document(Document {
            source: Source::new(format!("content/{content_path}"), text),
            content_path: content_path.to_owned(),
            committed: None,
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Look::Nothing,
        _ => Look::Unclear,
    }
}

/// Reads the proofs; there need not be any.
pub fn read_lock(root: &Path, problems: &mut Diagnostics) -> Result<Lock> {
    let bytes = match std::fs::read(root.join(LOCK_FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Lock::default()),
        Err(error) => return Err(error).context(format!("reading {LOCK_FILE}")),
    };
    // Bytes that are no text spoil their line, and no other.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (lock, found) = Lock::read(&Source::new(LOCK_FILE, text));
    problems.extend(found);
    Ok(lock)
}

/// Reads the settings alone, for commands that need no content.
pub fn read_config(root: &Path, overrides: &Overrides) -> Result<(Config, Diagnostics)> {
    let path = root.join(CONFIG_FILE);
    let bytes = fs_err::read(&path)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{} is not UTF-8", path.display()))?;
    let source = Source::new(CONFIG_FILE, text);
    let (mut config, problems) = config::read(&source);
    if let Some(url) = &overrides.base_url {
        let Some(base) = config::normal_base_url(url) else {
            bail!(
                "`--base-url {url}` is not the address of a site, such as https://example.org/guide/"
            );
        };
        let default = config::default_site_id(config.urls.base.as_deref(), &config.title);
        if config.site_id == default {
            config.site_id = config::default_site_id(Some(&base), &config.title);
        }
        config.urls.base = Some(base);
    }
    Ok((config, problems))
}

/// A file of the content folder.
struct Found {
    path: PathBuf,
    is_symlink: bool,
    /// It or a folder above it is a symbolic link.
    is_linked: bool,
}

impl Found {
    fn is_markdown(&self) -> bool {
        self.path.to_str().is_some_and(|path| path.ends_with(".md"))
    }
}

/// What reading a Markdown file gave.
enum Read {
    Text(Arc<Source>),
    NotUtf8(std::string::FromUtf8Error),
    Failed(std::io::Error),
}

struct Reader<'a> {
    root: &'a Path,
    content: PathBuf,
    documents: Vec<Document>,
    assets: Vec<Asset>,
    problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn walk(&mut self) -> Result<()> {
        let real_content = self.content.canonicalize().context("opening content")?;
        // Sorted by name, so that nothing depends on how the file system lists a folder.
        let walk = WalkDir::new(&self.content)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        let mut found = Vec::new();
        let mut linked: Vec<PathBuf> = Vec::new();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    if entry.path_is_symlink() {
                        linked.push(entry.path().to_owned());
                    }
                    if entry.file_type().is_file() {
                        // Asking where a path really leads is slow, and rarely of use.
                        let is_linked = linked.iter().any(|link| entry.path().starts_with(link));
                        found.push(Found {
                            is_symlink: entry.path_is_symlink(),
                            is_linked,
                            path: entry.into_path(),
                        });
                    }
                }
                Err(error) => self.report_walk(&error),
            }
        }
        let read: Vec<Option<Read>> = found
            .par_iter()
            .with_max_len(FILES_AT_ONCE)
            .map(|found| {
                let is_read = found.is_markdown() && !found.is_linked;
                is_read.then(|| self.read(&found.path))
            })
            .collect();
        for (found, read) in found.into_iter().zip(read) {
            self.file(&found, read, &real_content);
        }
        Ok(())
    }

    fn file(&mut self, found: &Found, read: Option<Read>, real_content: &Path) {
        let path = &found.path;
        let Some(content_path) = self.content_path(path) else {
            self.report_name(path);
            return;
        };
        if found.is_linked {
            let real = path.canonicalize();
            let is_outside = real.is_ok_and(|real| !real.starts_with(real_content));
            if is_outside {
                self.report_outside(&content_path, found.is_symlink);
                return;
            }
        }
        match read {
            Some(read) => self.document(read, content_path),
            None if found.is_markdown() => self.document(self.read(path), content_path),
            None => self.asset(path, content_path),
        }
    }

    fn read(&self, path: &Path) -> Read {
        let shown = self
            .content_path(path)
            .map(|path| format!("content/{path}"));
        match fs_err::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => Read::Text(Source::new(shown.unwrap_or_default(), text)),
            Ok(Err(error)) => Read::NotUtf8(error),
            Err(error) => Read::Failed(error),
        }
    }

    fn content_path(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.content).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    fn document(&mut self, read: Read, content_path: String) {
        let shown = format!("content/{content_path}");
        let source = match read {
            Read::Text(source) => source,
            Read::NotUtf8(error) => {
                self.problems.push(not_utf8(&shown, &error));
                return;
            }
            Read::Failed(error) => {
                self.report_unreadable(&shown, &error);
                return;
            }
        };
        let name = content_path.rsplit('/').next().unwrap_or_default();
        if name.eq_ignore_ascii_case("index.md") {
            self.report_index(&source, &content_path);
            return;
        }
        self.documents.push(Document {
            content_path,
            source,
            committed: None,
        });
    }

    fn asset(&mut self, path: &Path, content_path: String) {
        self.assets.push(read_asset(path, content_path));
    }

    fn report(&mut self, shown: &str, text: &str, code: Code, message: String, help: &str) {
        let source = Source::new(shown, text);
        let label = Label::new(&source, source.line_span(1), "");
        self.problems
            .push(Diagnostic::new(code, message, label).help(help));
    }

    fn report_walk(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(&self.content);
        let shown = self.shown(path);
        if error.loop_ancestor().is_some() {
            let message = "a symbolic link that leads back into its own folder".to_owned();
            self.report(&shown, "", Code::SymlinkOutside, message, "remove the link");
            return;
        }
        let is_broken_link = path.is_symlink();
        let message = match error.io_error() {
            _ if is_broken_link => "a symbolic link that leads nowhere".to_owned(),
            Some(error) => format!("cannot be read: {error}"),
            None => "cannot be read".to_owned(),
        };
        let help = "check the file's name and permissions";
        self.report(&shown, "", Code::UnreadableFile, message, help);
    }

    fn report_unreadable(&mut self, shown: &str, error: &std::io::Error) {
        let kind = error.kind();
        let message = format!("cannot be read: {kind}");
        let help = "check the file's permissions";
        self.report(shown, "", Code::UnreadableFile, message, help);
    }

    fn report_outside(&mut self, content_path: &str, is_symlink: bool) {
        let message = match is_symlink {
            true => "a symbolic link that leaves the content folder",
            false => "a file behind a symbolic link that leaves the content folder",
        };
        let help = "copy the file below `content/`";
        let shown = format!("content/{content_path}");
        self.report(&shown, "", Code::SymlinkOutside, message.to_owned(), help);
    }

    fn report_name(&mut self, path: &Path) {
        let shown = self.shown(path);
        let message = "the name of this file is not UTF-8".to_owned();
        self.report(&shown, "", Code::InvalidPath, message, "rename the file");
    }

    fn report_index(&mut self, source: &Arc<Source>, content_path: &str) {
        let label = Label::new(source, source.line_span(1), "this file");
        let folder = content_path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let message = "a page named `index` would be the folder's own page".to_owned();
        let name = match folder {
            "" => "_index.md".to_owned(),
            _ => format!("{folder}/_index.md"),
        };
        self.problems.push(
            Diagnostic::new(Code::ReservedFile, message, label).help(format!(
                "name it `{name}` if it introduces the folder, else choose another name"
            )),
        );
    }

    fn shown(&self, path: &Path) -> String {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    }
}

fn read_asset(path: &Path, content_path: String) -> Asset {
    Asset {
        size: image_size::read(path),
        output_path: output_path(&content_path),
        content_path,
        file: path.to_owned(),
    }
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.starts_with(b".") || bytes.ends_with(b"~")
}

/// Folders as slugs, like the pages beside it; the file's own name is kept, percent-encoded
/// in links.
fn output_path(content_path: &str) -> String {
    let mut parts: Vec<String> = content_path.split('/').map(str::to_owned).collect();
    let name = parts.pop().unwrap_or_default();
    let mut path = String::new();
    for part in parts {
        let slug = Slug::from_text(&part).map_or(part, |slug| slug.to_string());
        path.push_str(&slug);
        path.push('/');
    }
    path + &name
}
