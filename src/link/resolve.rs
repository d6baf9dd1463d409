//! Addresses as written become targets that exist.

use std::collections::BTreeMap;

use super::address::Addresses;
use super::tree::folder;
use crate::config::NavLink;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label, unsafe_link};
use crate::href::{PagePath, Slug, decode, is_harmless, scheme};
use crate::model::guide::{Asset, AssetId, Guide, PageId, SectionId, Target};
use crate::model::page::{Link, LinkPurpose, Page};
use crate::source::Span;
use crate::suggest;

/// What a content path stands for.
#[derive(Clone, Copy)]
enum Place {
    Page(PageId),
    Section(SectionId),
    Draft,
}

/// Resolves every link of every page, keeps the assets that are referred to, and notes
/// who is linked back.
pub fn resolve(
    guide: &mut Guide,
    assets: Vec<Asset>,
    drafts: &[&str],
    addresses: Addresses,
    problems: &mut Diagnostics,
) {
    let mut resolver = Resolver {
        guide,
        places: places(guide, drafts),
        assets: assets
            .into_iter()
            .map(|asset| (asset.content_path.clone(), asset))
            .collect(),
        used: BTreeMap::new(),
        addresses,
        problems,
    };
    let mut of_sections = Vec::new();
    for section in &guide.sections {
        let page = section.index.as_ref();
        of_sections.push(page.map_or_else(Vec::new, |page| resolver.all(page)));
    }
    let mut of_pages = Vec::new();
    for page in &guide.pages {
        let front = &page.page.front;
        let targets = resolver.all(&page.page);
        let related: Vec<Target> = front
            .related
            .iter()
            .map(|link| resolver.relation(&page.page, &link.value, link.span))
            .collect();
        let article = front
            .article
            .as_ref()
            .map(|link| resolver.relation(&page.page, &link.value, link.span));
        of_pages.push((targets, related, article));
    }
    let used = resolver.used;
    for (section, targets) in guide.sections.iter_mut().zip(of_sections) {
        section.targets = targets;
    }
    for (page, (targets, related, article)) in guide.pages.iter_mut().zip(of_pages) {
        page.targets = targets;
        page.related = related;
        page.article = article;
    }
    let mut assets: Vec<(AssetId, Asset)> = used.into_values().collect();
    assets.sort_by_key(|(id, _)| *id);
    guide.assets = assets.into_iter().map(|(_, asset)| asset).collect();
    link_back(guide);
}

fn places(guide: &Guide, drafts: &[&str]) -> BTreeMap<String, Place> {
    let sections = guide
        .sections
        .iter()
        .enumerate()
        .filter_map(|(id, section)| {
            let path = section.index.as_ref()?.content_path.clone();
            Some((path, Place::Section(SectionId(id))))
        });
    let pages = guide
        .pages
        .iter()
        .enumerate()
        .map(|(id, page)| (page.page.content_path.clone(), Place::Page(PageId(id))));
    let drafts = drafts.iter().map(|path| ((*path).to_owned(), Place::Draft));
    sections.chain(pages).chain(drafts).collect()
}

struct Resolver<'a> {
    guide: &'a Guide,
    places: BTreeMap<String, Place>,
    assets: BTreeMap<String, Asset>,
    /// Assets by content path, numbered in the order they were first met.
    used: BTreeMap<String, (AssetId, Asset)>,
    addresses: Addresses,
    problems: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn all(&mut self, page: &Page) -> Vec<Target> {
        page.links
            .iter()
            .map(|link| match link.purpose {
                LinkPurpose::Text | LinkPurpose::Related => self.link(page, link),
                LinkPurpose::Image => self.image(page, link),
            })
            .collect()
    }

    fn link(&mut self, page: &Page, link: &Link) -> Target {
        match scheme(&link.destination) {
            Some(scheme) if is_harmless(scheme) => Target::External(link.destination.clone()),
            Some(scheme) => self.report_unsafe(page, link, scheme),
            None if link.destination.starts_with("//") => {
                Target::External(format!("https:{}", link.destination))
            }
            None => self.internal(page, &link.destination, link.span),
        }
    }

    fn image(&mut self, page: &Page, link: &Link) -> Target {
        let is_remote = scheme(&link.destination).is_some() || link.destination.starts_with("//");
        if is_remote {
            self.report_remote_image(page, link);
            return Target::Nowhere;
        }
        match self.path(page, &link.destination) {
            Ok((path, _)) => self.asset(page, &path, link.span),
            Err(()) => self.report_outside(page, &link.destination, link.span),
        }
    }

    /// `related` and `article`: a page or a question, never the web.
    fn relation(&mut self, page: &Page, destination: &str, span: Span) -> Target {
        self.internal(page, destination, span)
    }

    fn internal(&mut self, page: &Page, destination: &str, span: Span) -> Target {
        let Ok((path, anchor)) = self.path(page, destination) else {
            return self.report_outside(page, destination, span);
        };
        if path.is_empty() {
            return match anchor {
                Some(anchor) => self.here(page, &anchor, span),
                None => self.report_empty(page, destination, span),
            };
        }
        if !path.ends_with(".md") && self.assets.contains_key(&path) {
            return self.asset(page, &path, span);
        }
        match self.places.get(&path).copied() {
            Some(Place::Page(id)) => {
                let guide = self.guide;
                let target = &guide.page(id).page;
                let anchor = anchor.and_then(|anchor| self.anchor(page, target, &anchor, span));
                Target::Page(id, anchor)
            }
            Some(Place::Section(id)) => {
                let guide = self.guide;
                let anchor = match (anchor, &guide.section(id).index) {
                    (Some(anchor), Some(target)) => self.anchor(page, target, &anchor, span),
                    _ => None,
                };
                Target::Section(id, anchor)
            }
            Some(Place::Draft) => self.report_draft(page, destination, span),
            None => self.report_broken(page, destination, &path, span),
        }
    }

    /// The content path a link means, and its anchor. `Err` if it leaves the content folder.
    fn path(&self, page: &Page, destination: &str) -> Result<(String, Option<String>), ()> {
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor))),
            None => (destination, None),
        };
        let path = decode(path.split('?').next().unwrap_or_default());
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        if path.is_empty() {
            return Ok((path, anchor));
        }
        let base = match path.starts_with('/') {
            true => "",
            false => folder(&page.content_path),
        };
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(())?;
                }
                part => parts.push(part),
            }
        }
        let mut path = parts.join("/");
        // A link to a folder means its introduction.
        if !path.ends_with(".md") && !self.assets.contains_key(&path) {
            let index = format!("{path}/_index.md");
            let index = index.trim_start_matches('/');
            if self.places.contains_key(index) {
                path = index.to_owned();
            }
        }
        Ok((path, anchor))
    }

    fn here(&mut self, page: &Page, anchor: &str, span: Span) -> Target {
        match self.anchor(page, page, anchor, span) {
            Some(anchor) => Target::Here(anchor),
            None => Target::Nowhere,
        }
    }

    fn anchor(&mut self, from: &Page, to: &Page, anchor: &str, span: Span) -> Option<Slug> {
        let found = to.anchors.iter().find(|known| known.as_str() == anchor);
        if let Some(found) = found {
            return Some(found.clone());
        }
        let is_draft = to
            .draft_anchors
            .iter()
            .any(|draft| draft.as_str() == anchor);
        match is_draft {
            true => {
                self.report_draft(from, anchor, span);
            }
            false => self.report_anchor(from, to, anchor, span),
        }
        None
    }

    fn asset(&mut self, page: &Page, path: &str, span: Span) -> Target {
        if let Some((id, _)) = self.used.get(path) {
            return Target::Asset(*id);
        }
        let Some(asset) = self.assets.get(path) else {
            return self.report_missing_asset(page, path, span);
        };
        let id = AssetId(self.used.len());
        self.addresses
            .claim_file(&asset.output_path, &page.source, span, self.problems);
        self.used.insert(path.to_owned(), (id, asset.clone()));
        Target::Asset(id)
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        let is_link = matches!(
            diagnostic.code,
            Code::BrokenLink
                | Code::BrokenAnchor
                | Code::MissingAsset
                | Code::RemoteImage
                | Code::UnsafeLink
        );
        let severity = match is_link {
            true => self.guide.config.links,
            false => diagnostic.severity,
        };
        self.problems.push(diagnostic.severity(severity));
    }

    fn report_broken(&mut self, page: &Page, written: &str, path: &str, span: Span) -> Target {
        let help = self
            .nearest_path(page, path)
            .map(|near| format!("did you mean `{near}`?"));
        let help = help
            .unwrap_or_else(|| "write the path of a `.md` file, relative to this one".to_owned());
        let label = Label::new(&page.source, span, "no such file");
        let message = format!("broken link to `{written}`");
        self.push(Diagnostic::new(Code::BrokenLink, message, label).help(help));
        Target::Nowhere
    }

    /// `[text]()`, and `#` or `?` without a page before it or an anchor behind it.
    fn report_empty(&mut self, page: &Page, written: &str, span: Span) -> Target {
        let message = match written {
            "" => "a link without an address".to_owned(),
            _ => format!("broken link to `{written}`"),
        };
        let label = Label::new(&page.source, span, "leads nowhere");
        let anchor = page.anchors.first().map_or("part", Slug::as_str);
        self.push(
            Diagnostic::new(Code::BrokenLink, message, label).help(format!(
                "write the path of a `.md` file, relative to this one, or `#` and an anchor of \
                 this page, such as `#{anchor}`"
            )),
        );
        Target::Nowhere
    }

    /// The nearest page as it would be written in a link from `page`: by path, else by name.
    fn nearest_path(&self, page: &Page, path: &str) -> Option<String> {
        let path = path.trim_end_matches(".html").trim_end_matches('/');
        let path = format!("{}.md", path.trim_end_matches(".md"));
        nearest_file(page, &path, self.places.keys())
    }

    fn report_anchor(&mut self, from: &Page, to: &Page, anchor: &str, span: Span) {
        let known = || to.anchors.iter().map(Slug::as_str);
        let help = match suggest::nearest(anchor, known()) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if to.anchors.is_empty() => "the page has no anchors: drop it".to_owned(),
            None => {
                let first: Vec<&str> = known().take(6).collect();
                format!("the page has {}", suggest::list(first))
            }
        };
        // Only the anchor is wrong, not the path before it.
        let path = from.source.slice(span).find('#').unwrap_or(0);
        let span = Span::new(span.start + path, span.end);
        let label = Label::new(&from.source, span, "no such anchor");
        let message = format!("broken anchor `#{anchor}` in `{}`", to.content_path);
        self.push(Diagnostic::new(Code::BrokenAnchor, message, label).help(help));
    }

    fn report_draft(&mut self, page: &Page, written: &str, span: Span) -> Target {
        let label = Label::new(&page.source, span, "shown as text");
        let message = format!("link to the draft `{written}`");
        self.push(
            Diagnostic::new(Code::DraftLink, message, label)
                .help("publish the draft, or build with `--drafts`"),
        );
        Target::Nowhere
    }

    fn report_missing_asset(&mut self, page: &Page, path: &str, span: Span) -> Target {
        let help = match nearest_file(page, path, self.assets.keys()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "put the file below `content/` and write its path relative to this page".to_owned()
            }
        };
        let label = Label::new(&page.source, span, "no such file");
        let message = format!("missing image `{path}`");
        self.push(Diagnostic::new(Code::MissingAsset, message, label).help(help));
        Target::Nowhere
    }

    fn report_remote_image(&mut self, page: &Page, link: &Link) {
        let label = Label::new(&page.source, link.span, "not loaded");
        self.push(
            Diagnostic::new(
                Code::RemoteImage,
                "an image from another site, which the page's security policy forbids",
                label,
            )
            .help("save the image below `content/` and refer to it by its relative path"),
        );
    }

    fn report_unsafe(&mut self, page: &Page, link: &Link, scheme: &str) -> Target {
        self.push(unsafe_link(&page.source, link.span, scheme));
        Target::Nowhere
    }

    fn report_outside(&mut self, page: &Page, written: &str, span: Span) -> Target {
        let label = Label::new(&page.source, span, "outside of the content folder");
        let message = format!("broken link to `{written}`");
        self.push(
            Diagnostic::new(Code::BrokenLink, message, label)
                .help("link to a file below `content/`, or to its address on the web"),
        );
        Target::Nowhere
    }
}

/// The known file nearest to `path`, as it would be written in a link from `page`.
///
/// The same path or name first, then the nearest name, in the folder that was meant before
/// others. Not the nearest path: in a deep folder all paths are alike.
fn nearest_file<'a>(
    page: &Page,
    path: &str,
    known: impl Iterator<Item = &'a String>,
) -> Option<String> {
    let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let wanted = path.rsplit('/').next().unwrap_or(path);
    let (here, elsewhere): (Vec<&str>, Vec<&str>) = known
        .map(String::as_str)
        .partition(|known| folder(known) == folder(path));
    let files = || here.iter().chain(&elsewhere).copied();
    let same = files()
        .find(|known| *known == path)
        .or_else(|| files().find(|known| name(known) == wanted));
    let near = same.or_else(|| {
        let near = suggest::nearest(wanted, files().map(name))?;
        files().find(|known| name(known) == near)
    })?;
    Some(relative(folder(&page.content_path), near))
}

/// Notes on every related page and article who named it.
fn link_back(guide: &mut Guide) {
    let mut back: Vec<Vec<Target>> = vec![Vec::new(); guide.pages.len()];
    for (index, page) in guide.pages.iter().enumerate() {
        let id = PageId(index);
        if page.page.front.is_hidden {
            continue;
        }
        let mut note = |target: &Target, from: Target| {
            if let Target::Page(to, _) = target
                && *to != id
                && !back[to.0].contains(&from)
            {
                back[to.0].push(from);
            }
        };
        for target in page.related.iter().chain(&page.article) {
            note(target, Target::Page(id, None));
        }
        for question in page.page.questions() {
            for link in &question.related {
                let from = Target::Page(id, Some(question.id.clone()));
                note(&page.targets[link.target.0], from);
            }
        }
    }
    for (page, linked_back) in guide.pages.iter_mut().zip(back) {
        page.linked_back = linked_back;
    }
}

/// The way from a folder to a content path, as a contributor would write it.
fn relative(folder: &str, path: &str) -> String {
    let from = PagePath::generated(&match folder {
        "" => "x".to_owned(),
        _ => format!("{folder}/x"),
    });
    let href = crate::href::UrlStyle::default().to_file(&from, path);
    decode(href.as_str())
}

/// Resolves the header's and the footer's links, which are written from the content folder.
pub fn resolve_navigation(guide: &mut Guide, problems: &mut Diagnostics) {
    let places = places(guide, &[]);
    let mut resolve = |links: &[NavLink]| -> Vec<(String, Target)> {
        let resolved = links.iter().filter_map(|link| {
            let written = &link.href.value;
            if let Some(scheme) = scheme(written) {
                if is_harmless(scheme) {
                    return Some((link.label.clone(), Target::External(written.clone())));
                }
                let source = &guide.config.source;
                problems.push(unsafe_link(source, link.href.span, scheme));
                return None;
            }
            match places.get(written.trim_start_matches('/')) {
                Some(Place::Page(id)) => Some((link.label.clone(), Target::Page(*id, None))),
                Some(Place::Section(id)) => Some((link.label.clone(), Target::Section(*id, None))),
                Some(Place::Draft) | None => {
                    problems.push(broken_navigation(guide, link, &places));
                    None
                }
            }
        });
        resolved.collect()
    };
    let (nav, footer) = (resolve(&guide.config.nav), resolve(&guide.config.footer));
    guide.nav = nav;
    guide.footer = footer;
}

fn broken_navigation(
    guide: &Guide,
    link: &NavLink,
    places: &BTreeMap<String, Place>,
) -> Diagnostic {
    let label = Label::new(&guide.config.source, link.href.span, "no such file");
    let message = format!("broken link to `{}`", link.href.value);
    let near = suggest::nearest(&link.href.value, places.keys().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a path below `content/`, such as `python/_index.md`, or a full address"
            .to_owned(),
    };
    Diagnostic::new(Code::BrokenLink, message, label).help(help)
}
