//! How tests are written: several files in one string, the stages run on them, and what
//! came out printed as compact text.
//!
//! This is the only file that touches the API of `parse` and `link`: when a stage is
//! rewritten, the tests stay as they are.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use expect_test::Expect;
use hotseat::config::Edition;
use hotseat::config::{self, Config};
use hotseat::diagnostic::{Diagnostics, Severity, print_human};
use hotseat::discover::Document;
use hotseat::link::{self, Surroundings};
use hotseat::model::block::{Block, BlockKind, Callout, CalloutKind, CalloutLook, Inline, LinkId};
use hotseat::model::guide::{Asset, Guide, LinkedPage, Section, SectionId, Target};
use hotseat::model::page::{Page, PageKind, Part};
use hotseat::model::question::Question;
use hotseat::model::sample::{Output, Purpose, Sample, Stream, TabLabel};
use hotseat::parse::{self, ReservedSection};
use hotseat::source::Source;
use hotseat::strings::Strings;
use tempfile::TempDir;

const DEFAULT_CONFIG: &str = "title = \"Guide\"\n";
const DEFAULT_HOME: &str = "---\ntitle: Home\n---\n";

/// The files of a site, in one string.
///
/// `//- content/python/gil.md` above each file names it; a text without such a line is
/// `content/page.md`. Common indentation is taken off. Where they are not given, there is
/// a `hotseat.toml` with a title, and a `content/_index.md` with one.
pub fn files(fixture: &str) -> Vec<(String, String)> {
    let text = dedent(fixture);
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("//- "), files.last_mut()) {
            (Some(path), _) => files.push((path.trim().to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => files.push(("content/page.md".to_owned(), line.to_owned())),
        }
    }
    for (path, text) in [
        ("hotseat.toml", DEFAULT_CONFIG),
        ("content/_index.md", DEFAULT_HOME),
    ] {
        if !files.iter().any(|(known, _)| known == path) {
            files.push((path.to_owned(), text.to_owned()));
        }
    }
    files.sort();
    files
}

/// A page named `Page` with this body, which begins on line 4.
pub fn page(body: &str) -> String {
    format!("---\ntitle: Page\n---\n{}", dedent(body))
}

/// Takes off a first empty line and the indentation that all lines have in common.
fn dedent(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(indent)
        .min()
        .unwrap_or(0);
    text.split_inclusive('\n')
        .map(|line| line.get(common.min(indent(line))..).unwrap_or(line))
        .collect()
}

/// Whether drafts are part of the guide.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    LeftOut,
    Kept,
}

/// Runs `parse` and `link` over a fixture.
pub fn guide(fixture: &str, drafts: Drafts) -> (Guide, Diagnostics) {
    let files = files(fixture);
    let (config, mut problems) = config::read(&Source::new("hotseat.toml", text_of(&files)));
    let drafts = drafts == Drafts::Kept;
    let names = section_names(&files, &config);
    let settings = parse::Settings {
        difficulties: &config.difficulties,
        math: config.math,
        looks_at: parse::LooksAt::Samples,
        drafts,
        section_names: &names,
    };
    let mut pages: Vec<Page> = Vec::new();
    for document in documents(&files) {
        let (page, found) = parse::parse(&document.source, &document.content_path, &settings);
        problems.extend(found);
        pages.push(page);
    }
    let surroundings = Surroundings {
        config: config.clone(),
        assets: assets(&files),
        drafts,
    };
    let (guide, found) = link::link(pages.into_iter().map(Arc::new).collect(), surroundings);
    problems.extend(found);
    problems.sort();
    (guide, problems)
}

fn text_of(files: &[(String, String)]) -> &str {
    let config = files.iter().find(|(path, _)| path == "hotseat.toml");
    &config.expect("`files` adds the settings").1
}

fn documents(files: &[(String, String)]) -> impl Iterator<Item = Document> {
    files.iter().filter_map(|(path, text)| {
        let content_path = path.strip_prefix("content/")?;
        content_path.ends_with(".md").then(|| Document {
            content_path: content_path.to_owned(),
            source: Source::new(path.as_str(), text.as_str()),
            committed: None,
        })
    })
}

fn assets(files: &[(String, String)]) -> Vec<Asset> {
    let assets = files.iter().filter_map(|(path, _)| {
        let content_path = path.strip_prefix("content/")?;
        (!content_path.ends_with(".md")).then(|| Asset {
            content_path: content_path.to_owned(),
            output_path: content_path.to_owned(),
            file: PathBuf::from(path),
            size: None,
        })
    });
    assets.collect()
}

/// The reserved sections that a language file of the fixture adds.
fn section_names(files: &[(String, String)], config: &Config) -> Vec<(String, ReservedSection)> {
    let path = format!("themes/default/strings/{}.ftl", config.language);
    let texts = files
        .iter()
        .filter(|(known, _)| *known == path)
        .map(|(_, text)| (config.language.as_str(), text.as_str()));
    Strings::new(&config.language, texts).section_names()
}

/// Compares everything that `parse` and `link` have to say about a fixture, as people see it.
#[track_caller]
pub fn check(fixture: &str, expected: Expect) {
    let (_, problems) = guide(fixture, Drafts::LeftOut);
    expected.assert_eq(&print_human(&problems, false));
}

/// Compares what the pages of a fixture are made of; problems follow, a line each.
#[track_caller]
pub fn outline(fixture: &str, expected: Expect) {
    compare(fixture, Drafts::LeftOut, print_outline, expected);
}

/// The same with drafts.
#[track_caller]
pub fn outline_with_drafts(fixture: &str, expected: Expect) {
    compare(fixture, Drafts::Kept, print_outline, expected);
}

/// Compares what the keys of the pages mean: only what is not as on a page without keys.
#[track_caller]
pub fn facts(fixture: &str, expected: Expect) {
    compare(fixture, Drafts::LeftOut, print_facts, expected);
}

/// Compares sections, addresses and neighbours; problems follow, a line each.
#[track_caller]
pub fn map(fixture: &str, expected: Expect) {
    compare(fixture, Drafts::LeftOut, print_map, expected);
}

/// The same with drafts.
#[track_caller]
pub fn map_with_drafts(fixture: &str, expected: Expect) {
    compare(fixture, Drafts::Kept, print_map, expected);
}

/// Compares the settings that differ from the defaults; problems follow, a line each.
#[track_caller]
pub fn settings(toml: &str, expected: Expect) {
    let (config, mut problems) = config::read(&Source::new("hotseat.toml", dedent(toml)));
    problems.sort();
    let (default, _) = config::read(&Source::new("hotseat.toml", DEFAULT_CONFIG));
    let default: BTreeSet<String> = setting_lines(&default).into_iter().collect();
    let mut text = String::new();
    for line in setting_lines(&config) {
        if !default.contains(&line) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text.push_str(&print_problems(&problems));
    expected.assert_eq(&text);
}

#[track_caller]
fn compare(fixture: &str, drafts: Drafts, print: impl Fn(&Guide) -> String, expected: Expect) {
    let (guide, problems) = guide(fixture, drafts);
    expected.assert_eq(&(print(&guide) + &print_problems(&problems)));
}

/// A line for each problem; the whole messages are the business of `diagnostics.rs`.
pub fn print_problems(problems: &Diagnostics) -> String {
    let mut text = String::new();
    for problem in problems {
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let label = problem.primary();
        let at = label.source.line_col(label.span.start);
        let place = format!("{}:{}:{}", label.source.path(), at.line, at.column);
        let (code, message) = (problem.code.name(), &problem.message);
        _ = writeln!(text, "{severity}[{code}] {place} {message}");
    }
    text
}

/// What the pages are made of, folders first.
pub fn print_outline(guide: &Guide) -> String {
    let mut text = String::new();
    for section in &guide.sections {
        if let Some(index) = &section.index
            && !index.parts.is_empty()
        {
            Outline {
                guide,
                page: index,
                targets: &section.targets,
                text: &mut text,
            }
            .print(&section.path.file("html"));
        }
    }
    for page in &guide.pages {
        Outline {
            guide,
            page: &page.page,
            targets: &page.targets,
            text: &mut text,
        }
        .print(&page.path.file("html"));
    }
    text
}

/// Prints the parts of one page.
struct Outline<'a> {
    guide: &'a Guide,
    page: &'a Page,
    targets: &'a [Target],
    text: &'a mut String,
}

impl Outline<'_> {
    fn print(&mut self, path: &str) {
        _ = writeln!(self.text, "{path}");
        for part in &self.page.parts {
            match part {
                Part::Prose(blocks) => self.blocks("  ", "", blocks),
                Part::Question(question) => self.question("  ", question),
                Part::Group(group) => {
                    let title = self.inlines(&group.title);
                    _ = writeln!(self.text, "  group {} #{} {title}", group.number, group.id);
                    self.blocks("    ", "", &group.introduction);
                    for question in &group.questions {
                        self.question("    ", question);
                    }
                }
            }
        }
    }

    fn question(&mut self, indent: &str, question: &Question) {
        let title = self.inlines(&question.title);
        let (number, id, kind) = (&question.number, &question.id, question.kind.name());
        _ = writeln!(self.text, "{indent}{number} #{id} {kind}: {title}");
        let inner = format!("{indent}  ");
        self.question_facts(&inner, question);
        self.blocks(&inner, "prompt: ", &question.prompt);
        if let Some(choices) = &question.choices {
            let kind = if choices.is_multiple() {
                "multiple"
            } else {
                "single"
            };
            _ = writeln!(self.text, "{inner}choices: {kind}");
            for option in &choices.options {
                let mark = if option.is_right { "[x] " } else { "[ ] " };
                self.blocks(&inner, mark, &option.blocks);
                self.blocks(&format!("{inner}    "), "because: ", &option.reason);
            }
        }
        for hint in &question.hints {
            self.blocks(&inner, "hint: ", &hint.blocks);
        }
        self.blocks(&inner, "answer: ", &question.answer);
        for follow_up in &question.follow_ups {
            let title = self.inlines(&follow_up.title);
            _ = writeln!(self.text, "{inner}follow-up: {title}");
            self.blocks(&format!("{inner}  "), "", &follow_up.answer);
        }
        for link in &question.related {
            let target = self.target(link.target);
            _ = writeln!(self.text, "{inner}related: {target}");
        }
        self.blocks(&inner, "sources: ", &question.sources);
    }

    fn question_facts(&mut self, indent: &str, question: &Question) {
        let slugs = |slugs: &[hotseat::href::Slug]| {
            let slugs: Vec<&str> = slugs.iter().map(|slug| slug.as_str()).collect();
            slugs.join(", ")
        };
        let scale = &self.guide.config.difficulties;
        let facts = [
            (
                "id",
                (!question.has_written_id).then(|| "from the heading".to_owned()),
            ),
            (
                "also",
                question
                    .heading_anchor
                    .as_ref()
                    .map(|slug| format!("#{slug}")),
            ),
            (
                "difficulty",
                question.difficulty.map(|level| scale[level.0].clone()),
            ),
            ("tags", some(question.tags.join(", "))),
            ("needs", question.needs.as_ref().map(|needs| needs.label())),
            ("aliases", some(slugs(&question.aliases))),
            ("summary", question.summary.clone()),
        ];
        for (name, value) in facts {
            if let Some(value) = value {
                _ = writeln!(self.text, "{indent}{name}: {value}");
            }
        }
    }

    fn blocks(&mut self, indent: &str, prefix: &str, blocks: &[Block]) {
        for block in blocks {
            let block = self.block(block);
            _ = writeln!(self.text, "{indent}{prefix}{block}");
        }
    }

    fn joined(&self, blocks: &[Block]) -> String {
        let blocks: Vec<String> = blocks.iter().map(|block| self.block(block)).collect();
        blocks.join("; ")
    }

    fn block(&self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(inlines) => format!("p({})", self.inlines(inlines)),
            BlockKind::Heading(heading) => {
                let anchor = heading.anchor.as_ref().map_or("", |anchor| anchor.as_str());
                format!(
                    "h{}#{anchor}({})",
                    heading.level,
                    self.inlines(&heading.inlines)
                )
            }
            BlockKind::Quote(blocks) => format!("quote({})", self.joined(blocks)),
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::List(list) => {
                let items = list.items.iter().map(|item| {
                    let task = match item.task {
                        Some(true) => "[x] ",
                        Some(false) => "[ ] ",
                        None => "",
                    };
                    format!("{task}{}", self.joined(&item.blocks))
                });
                let items: Vec<String> = items.collect();
                let start = list
                    .start
                    .map_or(String::new(), |start| format!(" from {start}"));
                format!("list{start}({})", items.join(" | "))
            }
            BlockKind::Sample(sample) => print_sample(sample),
            BlockKind::Output(output) => print_output(output),
            BlockKind::Tabs(tabs) => {
                let tabs: Vec<String> = tabs
                    .iter()
                    .map(|tab| format!("{}: {}", tab.label, self.joined(&tab.blocks)))
                    .collect();
                format!("tabs({})", tabs.join(" | "))
            }
            BlockKind::Diagram(diagram) => format!("diagram({:?})", diagram.source),
            BlockKind::Math(tex) => format!("math({:?})", tex.trim()),
            BlockKind::Table(table) => {
                let row = |cells: &Vec<Vec<Inline>>| {
                    let cells: Vec<String> = cells.iter().map(|cell| self.inlines(cell)).collect();
                    cells.join(", ")
                };
                let rows: Vec<String> = std::iter::once(&table.head)
                    .chain(&table.rows)
                    .map(row)
                    .collect();
                format!("table({:?}: {})", table.alignments, rows.join(" | "))
            }
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::Html(html) => format!("html({:?})", html.trim()),
            BlockKind::Comment(comment) => format!("comment({:?})", comment.trim()),
            BlockKind::Footnote { label, blocks } => {
                format!("footnote {label}({})", self.joined(blocks))
            }
        }
    }

    fn callout(&self, callout: &Callout) -> String {
        let kind = match callout.kind {
            CalloutKind::Note => "note",
            CalloutKind::Tip => "tip",
            CalloutKind::Important => "important",
            CalloutKind::Warning => "warning",
            CalloutKind::Caution => "caution",
        };
        let look = match callout.look {
            CalloutLook::Plain => "",
            CalloutLook::KeyPoint => " as key point",
            CalloutLook::Trap => " as trap",
            CalloutLook::RuleOfThumb => " as rule of thumb",
        };
        let title = callout.title.as_ref();
        let title = title.map_or(String::new(), |title| format!(" {:?}", self.inlines(title)));
        let answer = match callout.answer.as_slice() {
            [] => String::new(),
            blocks => format!(" hides({})", self.joined(blocks)),
        };
        format!(
            "{kind}{look}{title}({}){answer}",
            self.joined(&callout.body)
        )
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => text.clone(),
            Inline::Code(code) => format!("`{code}`"),
            Inline::Emphasis(inlines) => format!("*{}*", self.inlines(inlines)),
            Inline::Strong(inlines) => format!("**{}**", self.inlines(inlines)),
            Inline::Strikethrough(inlines) => format!("~~{}~~", self.inlines(inlines)),
            Inline::Link {
                target, inlines, ..
            } => format!("[{}]({})", self.inlines(inlines), self.target(*target)),
            Inline::Image { target, alt, .. } => format!("![{alt}]({})", self.target(*target)),
            Inline::Math(tex) => format!("math({tex})"),
            Inline::Html(html) => html.clone(),
            Inline::FootnoteReference(label) => format!("[^{label}]"),
            Inline::SoftBreak => " ".to_owned(),
            Inline::HardBreak => " \\ ".to_owned(),
        }
    }

    fn target(&self, link: LinkId) -> String {
        print_target(self.guide, &self.targets[link.0])
    }
}

/// The text, unless there is none.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn print_target(guide: &Guide, target: &Target) -> String {
    let at = |path: String, anchor: &Option<hotseat::href::Slug>| match anchor {
        Some(anchor) => format!("{path}#{anchor}"),
        None => path,
    };
    match target {
        Target::Page(id, anchor) => at(guide.page(*id).path.file("html"), anchor),
        Target::Section(id, anchor) => at(guide.section(*id).path.file("html"), anchor),
        Target::Here(anchor) => format!("#{anchor}"),
        Target::Asset(id) => format!("asset {}", guide.assets[id.0].content_path),
        Target::External(url) => url.clone(),
        Target::Nowhere => "nowhere".to_owned(),
    }
}

fn print_sample(sample: &Sample) -> String {
    let language = match sample.language {
        Some(language) => language.name.to_owned(),
        None if sample.language_word.is_empty() => "none".to_owned(),
        None => format!("unknown {}", sample.language_word),
    };
    let mut text = format!("sample {language}");
    match &sample.purpose {
        Purpose::Parse => {}
        Purpose::Fragment => text.push_str(" fragment"),
        Purpose::Run => text.push_str(" run"),
        Purpose::Fail(None) => text.push_str(" fails"),
        Purpose::Fail(Some(error)) => _ = write!(text, " fails={error}"),
    }
    if sample.is_session {
        text.push_str(" session");
    }
    if let Some(TabLabel::Text(label)) = &sample.tab {
        _ = write!(text, " tab={label:?}");
    }
    if !sample.marked_lines.is_empty() {
        _ = write!(text, " hl={:?}", sample.marked_lines);
    }
    if let Some(title) = &sample.title {
        _ = write!(text, " title={title:?}");
    }
    if let Some(needs) = &sample.needs {
        _ = write!(text, " needs {}", needs.label());
    }
    if let Some(timeout) = sample.timeout {
        _ = write!(text, " timeout={timeout}");
    }
    let name = |edition| Edition::ALL.iter().find(|(_, known)| *known == edition);
    if let Some((edition, _)) = sample.edition.and_then(name) {
        _ = write!(text, " edition={edition}");
    }
    text
}

fn print_output(output: &Output) -> String {
    let mut text = String::from("output");
    if output.stream == Stream::Stderr {
        text.push_str(" stderr");
    }
    if output.is_part {
        text.push_str(" contains");
    }
    if let Some(exit) = output.exit {
        _ = write!(text, " exit={exit}");
    }
    _ = write!(text, " {:?}", output.text);
    text
}

fn print_facts(guide: &Guide) -> String {
    let mut text = String::new();
    for page in &guide.pages {
        _ = writeln!(text, "{}", page.path.file("html"));
        for line in page_facts(guide, page) {
            _ = writeln!(text, "  {line}");
        }
    }
    text
}

/// What differs from a page that has only a title.
fn page_facts(guide: &Guide, page: &LinkedPage) -> Vec<String> {
    let front = &page.page.front;
    let targets = |targets: &[Target]| {
        let targets: Vec<String> = targets.iter().map(|t| print_target(guide, t)).collect();
        some(targets.join(", "))
    };
    let spanned = |texts: &[hotseat::source::Spanned<String>]| {
        let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
        some(texts.join(", "))
    };
    let yes = |flag: bool| flag.then(|| "yes".to_owned());
    let facts = [
        ("title", some(front.title.clone())),
        (
            "label",
            Some(page.label().to_owned()).filter(|label| *label != front.title),
        ),
        ("article page", yes(front.kind == PageKind::Article)),
        (
            "difficulty",
            front
                .difficulty
                .map(|level| guide.config.difficulties[level.0].clone()),
        ),
        (
            "track",
            front
                .framework
                .as_ref()
                .and(page.track.as_ref())
                .map(|(name, _)| name.clone()),
        ),
        (
            "topic",
            front
                .topic
                .as_ref()
                .and(page.topic.as_ref())
                .map(|(name, _)| name.clone()),
        ),
        ("order", front.order.map(|order| order.to_string())),
        ("tags", spanned(&front.tags)),
        (
            "authors",
            front.authors.as_ref().map(|authors| authors.join(", ")),
        ),
        ("description", some(page.description.clone())),
        ("meta description", front.seo_description.clone()),
        ("updated", page.updated.map(|date| date.to_string())),
        ("related", targets(&page.related)),
        (
            "article",
            page.article
                .as_ref()
                .map(|article| print_target(guide, article)),
        ),
        ("linked back", targets(&page.linked_back)),
        ("discussion", front.discussion.clone()),
        ("needs", front.needs.as_ref().map(|needs| needs.label())),
        ("aliases", spanned(&front.aliases)),
        ("hidden", yes(front.is_hidden)),
        ("draft", yes(front.is_draft)),
        ("math", front.math.map(|math| math.to_string())),
    ];
    facts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}", value?)))
        .collect()
}

fn print_map(guide: &Guide) -> String {
    let mut text = String::new();
    map_section(guide, Guide::HOME, "", &mut text);
    for redirect in &guide.redirects {
        let (from, to) = (redirect.from.file("html"), redirect.to.file("html"));
        _ = writeln!(text, "redirect {from} -> {to}");
    }
    for asset in &guide.assets {
        _ = writeln!(text, "asset {}", asset.content_path);
    }
    for (place, links) in [("nav", &guide.nav), ("footer", &guide.footer)] {
        for (label, target) in links {
            _ = writeln!(text, "{place} {label} -> {}", print_target(guide, target));
        }
    }
    text
}

fn map_section(guide: &Guide, id: SectionId, indent: &str, text: &mut String) {
    let section: &Section = guide.section(id);
    let hidden = if section.is_hidden { " (hidden)" } else { "" };
    let path = section.path.file("html");
    _ = writeln!(text, "{indent}{path}: {}{hidden}", section.title);
    for page in &section.pages {
        map_page(guide, guide.page(*page), &format!("{indent}  "), text);
    }
    for below in &section.sections {
        map_section(guide, *below, &format!("{indent}  "), text);
    }
}

fn map_page(guide: &Guide, page: &LinkedPage, indent: &str, text: &mut String) {
    let hidden = if page.page.front.is_hidden {
        " (hidden)"
    } else {
        ""
    };
    _ = writeln!(
        text,
        "{indent}{}: {}{hidden}",
        page.path.file("html"),
        page.label()
    );
    let ancestors: Vec<&str> = guide
        .ancestors(page.section)
        .into_iter()
        .map(|id| guide.section(id).title.as_str())
        .collect();
    let siblings: Vec<&str> = page
        .siblings
        .iter()
        .map(|id| guide.page(*id).label())
        .collect();
    let label = |id: Option<_>| id.map_or("-", |id| guide.page(id).label());
    let (previous, next) = (label(page.previous), label(page.next));
    _ = writeln!(
        text,
        "{indent}  {} | siblings {} | {previous} < > {next}",
        ancestors.join(" > "),
        siblings.join(", "),
    );
}

/// Every setting, a line each.
fn setting_lines(config: &Config) -> Vec<String> {
    let file = |file: &Option<hotseat::source::Spanned<String>>| {
        file.as_ref().map(|file| file.value.clone())
    };
    let css: Vec<&str> = config
        .custom_css
        .iter()
        .map(|file| file.value.as_str())
        .collect();
    let links = |links: &[config::NavLink]| {
        let links: Vec<String> = links
            .iter()
            .map(|link| format!("{} -> {}", link.label, link.href.value))
            .collect();
        links
    };
    let tags: Vec<String> = config
        .tags
        .iter()
        .map(|(name, slug)| format!("{name} = {slug}"))
        .collect();
    vec![
        format!("title: {}", config.title),
        format!("description: {}", config.description),
        format!("base_url: {:?}", config.urls.base),
        format!("clean_urls: {}", config.urls.clean),
        format!("site_id: {}", config.site_id),
        format!("language: {}", config.language),
        format!("theme: {}", config.theme.value),
        format!("html: {:?}", config.html),
        format!("math: {}", config.math),
        format!("difficulties: {:?}", config.difficulties),
        format!("authors: {:?}", config.authors),
        format!("license: {}", config.license),
        format!("logo: {:?}", file(&config.logo)),
        format!("favicon: {:?}", file(&config.favicon)),
        format!("custom_css: {css:?}"),
        format!("edit_url: {:?}", config.edit_url),
        format!("report_url: {:?}", config.report_url),
        format!("discussion_url: {:?}", config.discussion_url),
        format!("nav: {:?}", links(&config.nav)),
        format!("footer: {:?}", links(&config.footer)),
        format!("tags: {tags:?}"),
        format!("outputs: {:?}", config.outputs),
        format!("search: {}", config.search),
        format!("study: {:?}", config.study),
        format!("service_worker: {}", config.service_worker),
        format!("links: {:?}", config.links),
        format!("verify: {:?}", config.verify),
        format!("extra: {}", config.extra),
    ]
}

/// Whether a program is on this machine. A test that needs one which is not says so, for it
/// then proves nothing.
pub fn has_tool(name: &str) -> bool {
    let found = Command::new(name).arg("--version").output();
    let is_there = found.is_ok_and(|output| output.status.success());
    if !is_there {
        let line = format!("SKIPPED for want of `{name}`\n");
        // Not through the test's own output, which is shown only when it fails.
        _ = std::io::stderr().write_all(line.as_bytes());
    }
    is_there
}

/// A site in a folder of its own, for the few tests that run the program.
pub struct TestSite {
    folder: TempDir,
}

/// How the program ended and what it printed; the site's folder is shown as `[site]`.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl TestSite {
    /// Writes the files of a fixture into a new folder.
    pub fn new(fixture: &str) -> Self {
        let site = Self::empty();
        for (path, text) in files(fixture) {
            site.write(&path, text);
        }
        site
    }

    /// A new folder without any file.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Where a file of the site lies on disk.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// The files below a folder of the site, sorted.
    pub fn files(&self, below: &str) -> Vec<String> {
        let root = self.path(below);
        let files = walkdir::WalkDir::new(&root).into_iter().flatten();
        let mut paths: Vec<String> = files
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| {
                entry
                    .path()
                    .strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        paths.sort();
        paths
    }

    /// Runs the program in the site's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs the program in a folder of the site.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        self.start(&self.path(folder), arguments, b"")
    }

    /// Runs the program with a text on its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        self.start(self.folder.path(), arguments, input.as_ref())
    }

    fn start(&self, folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hotseat"))
            .args(arguments)
            .current_dir(folder)
            // A repository around the folder for temporary files must not lend its dates.
            .env(
                "GIT_CEILING_DIRECTORIES",
                self.folder.path().parent().unwrap(),
            )
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may have closed it: no failure of the test.
        let mut stdin = program.stdin.take().unwrap();
        _ = stdin.write_all(input);
        drop(stdin);
        let output = program.wait_with_output().unwrap();
        Run {
            code: output.status.code(),
            stdout: self.shown(&output.stdout),
            stderr: self.shown(&output.stderr),
        }
    }

    /// Runs git in the site's folder, on the third of February 2001.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) {
        const DAY: &str = "2001-02-03T12:00:00Z";
        let status = Command::new("git")
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GIT_AUTHOR_DATE", DAY)
            .env("GIT_COMMITTER_DATE", DAY)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Compares what `check` prints for people.
    #[track_caller]
    pub fn check(&self, expected: Expect) {
        let run = self.run(&["check"]);
        expected.assert_eq(&run.stderr);
        assert_eq!(run.stdout, "");
    }

    fn shown(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes);
        let real = self.folder.path().canonicalize().unwrap();
        let replace = |text: &str, path: &Path| text.replace(path.to_str().unwrap(), "[site]");
        replace(&replace(&text, &real), self.folder.path())
    }
}
