//! `hotseat.toml` to [`Config`]: the site's settings, checked.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity};
use crate::fields::{Reader, ValueKind};
use crate::href::{Slug, UrlStyle};
use crate::source::{Source, Span, Spanned};
use crate::{suggest, toml_file};

/// The settings of a site; every field has the default of the documentation.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One sentence about the site.
    pub description: String,
    /// How addresses look, and the site's own.
    pub urls: UrlStyle,
    /// Part of every progress key: two sites on one host must differ.
    pub site_id: String,
    /// The language of the content and the interface.
    pub language: String,
    /// The theme's folder name.
    pub theme: Spanned<String>,
    /// What happens to raw HTML.
    pub html: HtmlPolicy,
    /// Whether `$…$` is mathematics on pages that do not say.
    pub math: bool,
    /// The scale, easiest first.
    pub difficulties: Vec<String>,
    /// Authors of pages that name none.
    pub authors: Vec<String>,
    /// The licence, as text.
    pub license: String,
    /// A file below the site's root.
    pub logo: Option<Spanned<String>>,
    /// A file below the site's root.
    pub favicon: Option<Spanned<String>>,
    /// Files below the site's root, loaded after the theme.
    pub custom_css: Vec<Spanned<String>>,
    /// Template of the edit link.
    pub edit_url: Option<String>,
    /// Template of the report link.
    pub report_url: Option<String>,
    /// Template of the discussion link.
    pub discussion_url: Option<String>,
    /// Links in the header.
    pub nav: Vec<NavLink>,
    /// Links in the footer.
    pub footer: Vec<NavLink>,
    /// Slugs of tags that would clash.
    pub tags: Vec<(String, Slug)>,
    /// Which files are made beside HTML.
    pub outputs: Outputs,
    /// Whether there is a search.
    pub search: bool,
    /// Study features.
    pub study: Study,
    /// Whether a service worker is made.
    pub service_worker: bool,
    /// How bad a broken link is.
    pub links: Severity,
    /// How samples are run.
    pub verify: Verify,
    /// Whatever a theme wants to know.
    pub extra: serde_json::Value,
    /// The file these settings came from.
    pub source: Arc<Source>,
}

/// What happens to raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// Harmless elements pass, the rest goes.
    Sanitize,
    /// Shown as text.
    Escape,
    /// Passes as it is: for sites that trust every contributor.
    Allow,
}

impl HtmlPolicy {
    /// The policies by name.
    pub const ALL: [(&'static str, HtmlPolicy); 3] = [
        ("sanitize", HtmlPolicy::Sanitize),
        ("escape", HtmlPolicy::Escape),
        ("allow", HtmlPolicy::Allow),
    ];
}

/// A link of the header or the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavLink {
    /// The text.
    pub label: String,
    /// An address, or a content path such as `python/_index.md`.
    pub href: Spanned<String>,
}

/// Which files are made beside HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// `<page>.json`
    pub json: bool,
    /// `<page>.md`
    pub markdown: bool,
    /// `atom.xml`
    pub atom: bool,
    /// `llms.txt`
    pub llms: bool,
}

/// Study features of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Study {
    /// Practice mode.
    pub practice: bool,
    /// Review over the whole site.
    pub review: bool,
    /// "Sure" or "unsure" before the reveal.
    pub confidence: bool,
}

/// A Rust edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// 2015
    E2015,
    /// 2018
    E2018,
    /// 2021
    E2021,
    /// 2024
    E2024,
}

impl Edition {
    /// The editions by name.
    pub const ALL: [(&'static str, Edition); 4] = [
        ("2015", Edition::E2015),
        ("2018", Edition::E2018),
        ("2021", Edition::E2021),
        ("2024", Edition::E2024),
    ];

    /// The name, as `rustc --edition` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Edition::E2015 => "2015",
            Edition::E2018 => "2018",
            Edition::E2021 => "2021",
            Edition::E2024 => "2024",
        }
    }
}

/// How samples are run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verify {
    /// Python interpreters.
    pub python: Vec<String>,
    /// The Rust compiler.
    pub rust: String,
    /// The Rust edition.
    pub edition: Edition,
    /// Seconds a sample may take.
    pub timeout: u32,
    /// Crates that Rust samples may use.
    pub crates: Vec<Crate>,
    /// Python packages that samples may use, with their versions.
    pub packages: Vec<(String, String)>,
}

/// A crate that Rust samples may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crate {
    /// Its name in the registry.
    pub name: String,
    /// A requirement as cargo reads it.
    pub version: String,
    /// Features beside the default ones.
    pub features: Vec<String>,
}

const KEYS: &[&str] = &[
    "format",
    "title",
    "description",
    "base_url",
    "site_id",
    "language",
    "theme",
    "clean_urls",
    "html",
    "math",
    "difficulties",
    "authors",
    "license",
    "logo",
    "favicon",
    "custom_css",
    "edit_url",
    "report_url",
    "discussion_url",
    "nav",
    "footer",
    "tags",
    "outputs",
    "search",
    "study",
    "offline",
    "check",
    "verify",
    "extra",
];

/// Reads the settings. What is wrong is reported and replaced by its default.
pub fn read(source: &Arc<Source>) -> (Config, Diagnostics) {
    let mut problems = Diagnostics::new();
    let file = toml_file::read(source, &mut problems);
    let extra = file.json.get("extra").cloned();
    let fields = file.fields;
    let mut reader = Reader::new(source, fields, KEYS, &mut problems);
    let mut config = read_fields(source, &mut reader);
    config.extra = extra.unwrap_or_default();
    (config, problems)
}

fn read_fields(source: &Arc<Source>, reader: &mut Reader<'_>) -> Config {
    read_format(source, reader);
    let has_title = reader.key_span("title").is_some();
    let title = reader.filled_text("title");
    if !has_title {
        reader.report_missing("title", source.line_span(1), "write `title = \"…\"`");
    }
    let title = title.map_or_else(|| "Untitled guide".to_owned(), |title| title.value);
    let base = read_base_url(source, reader);
    let site_id = reader.text("site_id").map(|id| id.value);
    let site_id = site_id.unwrap_or_else(|| default_site_id(base.as_deref(), &title));
    let boolean = |reader: &mut Reader<'_>, key, default| {
        reader.boolean(key).map_or(default, |flag| flag.value)
    };
    let (python, rust, edition, timeout, crates, packages) = read_verify(source, reader);
    Config {
        title,
        description: optional(reader, "description").unwrap_or_default(),
        urls: UrlStyle {
            clean: boolean(reader, "clean_urls", false),
            base,
        },
        site_id,
        language: optional(reader, "language").unwrap_or_else(|| "en".to_owned()),
        theme: reader.text("theme").unwrap_or_else(|| Spanned {
            value: "default".to_owned(),
            span: Span::at(0),
        }),
        html: reader
            .one_of(
                "html",
                &HtmlPolicy::ALL.map(|(name, _)| name),
                Code::UnknownValue,
            )
            .map_or(HtmlPolicy::Sanitize, |choice| {
                HtmlPolicy::ALL[choice.value].1
            }),
        math: boolean(reader, "math", false),
        difficulties: read_difficulties(source, reader),
        authors: plain(reader.texts("authors")),
        license: optional(reader, "license").unwrap_or_default(),
        logo: file(reader, "logo"),
        favicon: file(reader, "favicon"),
        custom_css: reader.texts("custom_css").unwrap_or_default(),
        edit_url: read_link_template(source, reader, "edit_url"),
        report_url: read_link_template(source, reader, "report_url"),
        discussion_url: read_link_template(source, reader, "discussion_url"),
        nav: reader.tables("nav", &["label", "href"], nav_link),
        footer: reader.tables("footer", &["label", "href"], nav_link),
        tags: read_tags(source, reader),
        outputs: reader.table("outputs", &["json", "markdown", "atom", "llms"], |table| {
            Outputs {
                json: boolean(table, "json", true),
                markdown: boolean(table, "markdown", true),
                atom: boolean(table, "atom", true),
                llms: boolean(table, "llms", true),
            }
        }),
        search: reader.table("search", &["enabled"], |table| {
            boolean(table, "enabled", true)
        }),
        study: reader.table("study", &["practice", "review", "confidence"], |table| {
            Study {
                practice: boolean(table, "practice", true),
                review: boolean(table, "review", true),
                confidence: boolean(table, "confidence", true),
            }
        }),
        service_worker: reader.table("offline", &["service_worker"], |table| {
            boolean(table, "service_worker", false)
        }),
        links: reader.table("check", &["links"], |table| {
            let names = ["error", "warn"];
            match table.one_of("links", &names, Code::UnknownValue) {
                Some(choice) if choice.value == 1 => Severity::Warning,
                _ => Severity::Error,
            }
        }),
        verify: Verify {
            python,
            rust,
            edition,
            timeout,
            crates,
            packages,
        },
        extra: serde_json::Value::Null,
        source: Arc::clone(source),
    }
}

/// The only version there is; an older hotseat must not misread a newer format.
fn read_format(source: &Arc<Source>, reader: &mut Reader<'_>) {
    let Some(format) = reader.integer("format") else {
        return;
    };
    if format.value != 1 {
        let label = Label::new(source, format.span, "not a version of the format");
        let message = format!("unknown format `{}`", format.value);
        reader.problems().push(
            Diagnostic::new(Code::UnknownValue, message, label)
                .help("write `format = 1`, or use a newer hotseat"),
        );
    }
}

/// What may stand in braces in the address of a page elsewhere.
const PLACEHOLDERS: [&str; 3] = ["{path}", "{line}", "{id}"];

/// An address with placeholders, of which there are no others than [`PLACEHOLDERS`].
fn read_link_template(source: &Arc<Source>, reader: &mut Reader<'_>, key: &str) -> Option<String> {
    let template = reader.address(key)?;
    let written = source.slice(template.span);
    for (start, _) in written.match_indices('{') {
        let end = written[start..].find('}').map(|end| start + end + 1);
        let placeholder = &written[start..end.unwrap_or(start + 1)];
        if PLACEHOLDERS.contains(&placeholder) {
            continue;
        }
        let list = suggest::list(PLACEHOLDERS);
        let help = match suggest::nearest(placeholder, PLACEHOLDERS) {
            Some(name) => format!("did you mean `{name}`? (one of {list})"),
            None => format!("write one of {list}"),
        };
        let span = Span::new(start, start + placeholder.len()).shifted(template.span.start);
        let label = Label::new(source, span, "nothing takes its place");
        let message = format!("unknown placeholder `{placeholder}` in `{key}`");
        reader
            .problems()
            .push(Diagnostic::new(Code::UnknownValue, message, label).help(help));
    }
    Some(template.value)
}

fn read_base_url(source: &Arc<Source>, reader: &mut Reader<'_>) -> Option<String> {
    let url = reader
        .text("base_url")
        .filter(|url| !url.value.is_empty())?;
    match normal_base_url(&url.value) {
        Some(base) => Some(base),
        None => {
            let label = Label::new(source, url.span, "not the address of a site");
            let message = format!("`base_url` is `{}`", url.value);
            reader.problems().push(
                Diagnostic::new(Code::UnknownValue, message, label)
                    .help("write a full address, such as `https://example.org/guide/`"),
            );
            None
        }
    }
}

/// The address with a final `/`, if it is one of the web without query and fragment.
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let is_bad = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\');
    if rest.is_empty() || rest.starts_with('/') || rest.contains(is_bad) {
        return None;
    }
    Some(format!("{}/", url.trim_end_matches('/')))
}

/// Host and path of the site's address, else the slug of its title.
pub fn default_site_id(base: Option<&str>, title: &str) -> String {
    if let Some((_, rest)) = base.and_then(|base| base.split_once("://")) {
        return rest.trim_end_matches('/').to_owned();
    }
    Slug::from_text(title).map_or_else(|| "guide".to_owned(), |slug| slug.to_string())
}

fn read_difficulties(source: &Arc<Source>, reader: &mut Reader<'_>) -> Vec<String> {
    let default = || ["easy", "medium", "hard"].map(str::to_owned).to_vec();
    let key = reader.key_span("difficulties").unwrap_or_default();
    let Some(names) = reader.texts("difficulties") else {
        return default();
    };
    let repeated = names.iter().enumerate().find(|(index, name)| {
        names[..*index]
            .iter()
            .any(|before| before.value == name.value)
    });
    let (span, message, label) = match repeated {
        None if (2..=5).contains(&names.len()) => {
            return names.into_iter().map(|name| name.value).collect();
        }
        Some((_, name)) => {
            let message = format!("the difficulty `{}` is listed twice", name.value);
            (name.span, message, "given again here".to_owned())
        }
        None => {
            let span = names.iter().map(|name| name.span).reduce(Span::to);
            let message = "a scale has two to five difficulties".to_owned();
            (
                span.unwrap_or(key),
                message,
                format!("{} of them", names.len()),
            )
        }
    };
    reader.problems().push(
        Diagnostic::new(Code::UnknownValue, message, Label::new(source, span, label))
            .help("write `difficulties = [\"easy\", \"medium\", \"hard\"]`"),
    );
    default()
}

fn read_tags(source: &Arc<Source>, reader: &mut Reader<'_>) -> Vec<(String, Slug)> {
    let mut tags = Vec::new();
    for (tag, value) in reader.fields("tags").entries {
        let slug = match &value.kind {
            ValueKind::Text { text, .. } => Slug::exact(text),
            _ => None,
        };
        match slug {
            Some(slug) => tags.push((tag.value, slug)),
            None => {
                let label = Label::new(source, value.span, "not a slug");
                let message = format!("the slug of tag `{}` cannot be used", tag.value);
                reader.problems().push(
                    Diagnostic::new(Code::InvalidSlug, message, label)
                        .help("write lower-case letters, digits and `-`, in quotes"),
                );
            }
        }
    }
    tags
}

type VerifyParts = (
    Vec<String>,
    String,
    Edition,
    u32,
    Vec<Crate>,
    Vec<(String, String)>,
);

fn read_verify(source: &Arc<Source>, reader: &mut Reader<'_>) -> VerifyParts {
    let keys = ["python", "rust", "edition", "timeout", "crates", "packages"];
    reader.table("verify", &keys, |table| {
        let python = plain(table.texts("python"));
        let python = match python.is_empty() {
            true => vec!["python3".to_owned()],
            false => python,
        };
        let editions = Edition::ALL.map(|(name, _)| name);
        let edition = table.one_of("edition", &editions, Code::UnknownValue);
        let timeout = read_timeout(source, table);
        (
            python,
            optional(table, "rust").unwrap_or_else(|| "rustc".to_owned()),
            edition.map_or(Edition::E2024, |choice| Edition::ALL[choice.value].1),
            timeout,
            crates(source, table),
            versions(source, table, "packages"),
        )
    })
}

fn read_timeout(source: &Arc<Source>, reader: &mut Reader<'_>) -> u32 {
    const DEFAULT: u32 = 10;
    let Some(timeout) = reader.integer("timeout") else {
        return DEFAULT;
    };
    if let Ok(seconds @ 1..) = u32::try_from(timeout.value) {
        return seconds;
    }
    let label = Label::new(source, timeout.span, "no time to run in");
    let message = format!("`timeout` is `{}`", timeout.value);
    reader.problems().push(
        Diagnostic::new(Code::UnknownValue, message, label)
            .help("write seconds, at least one: `timeout = 10`"),
    );
    DEFAULT
}

/// Crates in the order written, in cargo's two forms.
fn crates(source: &Arc<Source>, reader: &mut Reader<'_>) -> Vec<Crate> {
    let mut crates = Vec::new();
    for (name, value) in reader.fields("crates").entries {
        let (version, features) = match value.kind {
            ValueKind::Map(fields) => {
                let known = ["version", "features"];
                let mut table = Reader::new(source, fields, &known, reader.problems());
                let features = plain(table.texts("features"));
                let version = optional(&mut table, "version");
                (version.unwrap_or_else(|| "*".to_owned()), features)
            }
            kind => match version(source, reader, &name.value, value.span, kind) {
                Some(version) => (version, Vec::new()),
                None => continue,
            },
        };
        crates.push(Crate {
            name: name.value,
            version,
            features,
        });
    }
    crates
}

/// Names with their versions, in the order written.
fn versions(source: &Arc<Source>, reader: &mut Reader<'_>, key: &str) -> Vec<(String, String)> {
    let mut versions = Vec::new();
    for (name, value) in reader.fields(key).entries {
        let version = version(source, reader, &name.value, value.span, value.kind);
        versions.extend(version.map(|version| (name.value, version)));
    }
    versions
}

fn version(
    source: &Arc<Source>,
    reader: &mut Reader<'_>,
    name: &str,
    span: Span,
    kind: ValueKind,
) -> Option<String> {
    if let ValueKind::Text { text, .. } = kind {
        return Some(text);
    }
    let label = Label::new(source, span, "not a version");
    let message = format!("the version of `{name}` must be text");
    reader.problems().push(
        Diagnostic::new(Code::WrongType, message, label)
            .help(format!("write it in quotes: `{name} = \"1.2\"`")),
    );
    None
}

fn nav_link(table: &mut Reader<'_>) -> Option<NavLink> {
    let label = table.text("label");
    let href = table.text("href");
    match (label, href) {
        (Some(label), Some(href)) => Some(NavLink {
            label: label.value,
            href,
        }),
        (label, href) => {
            let given = label.as_ref().or(href.as_ref()).map(|text| text.span);
            let given = given.unwrap_or_else(|| table.span());
            let key = if label.is_none() { "label" } else { "href" };
            table.report_missing(key, given, "give both `label` and `href`");
            None
        }
    }
}

fn optional(reader: &mut Reader<'_>, key: &str) -> Option<String> {
    let text = reader.text(key)?.value;
    (!text.is_empty()).then_some(text)
}

fn file(reader: &mut Reader<'_>, key: &str) -> Option<Spanned<String>> {
    reader.text(key).filter(|file| !file.value.is_empty())
}

fn plain(texts: Option<Vec<Spanned<String>>>) -> Vec<String> {
    let texts = texts.unwrap_or_default();
    texts.into_iter().map(|text| text.value).collect()
}
