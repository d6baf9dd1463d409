//! What all pages share: the site's assets, its policy, the frame around a page.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::FluentValue;
use sha2::{Digest, Sha256};

use super::template::Shared;
use super::view::{
    BranchView, DateView, DifficultyView, LinkView, ShellView, SiblingView, SiteView, StudyView,
};
use super::{feed, html, icon, script};
use crate::href::PagePath;
use crate::model::artifact::{Artifact, Body};
use crate::model::guide::{Guide, PageId, SectionId, Target};
use crate::model::question::Difficulty;
use crate::theme::Theme;

/// A guide, its theme, and the addresses of what they have in common.
pub struct Site<'a> {
    /// The guide.
    pub guide: &'a Guide,
    /// The theme.
    pub theme: &'a Theme,
    /// The files of `assets/` that the theme and the settings bring, sorted.
    pub assets: Vec<String>,
    stylesheet: String,
    script: String,
    favicon: String,
    logo: Option<String>,
    custom_css: Vec<String>,
    policy: String,
    /// The scale, with counts of 0.
    scale: Vec<Shared<DifficultyView>>,
    /// What is below each folder.
    pub totals: SharedTotals,
    has_atom: bool,
}

/// What is below each folder, counted once it is asked for. Whoever makes a `Site` of the
/// same guide again may share it.
pub type SharedTotals = Arc<OnceLock<Vec<Totals>>>;

/// How much there is below a folder, hidden pages and folders left out.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// Pages.
    pub pages: usize,
    /// Questions.
    pub questions: usize,
    levels: Vec<usize>,
}

/// Where a page stands, for its sidebar and its links.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The page's own address.
    pub path: &'a PagePath,
    /// The folder it is in, or is.
    pub section: SectionId,
    /// The page, unless it is a folder's or a generated one.
    pub page: Option<PageId>,
    /// Shown at any depth: links start at the host's root.
    pub is_rootless: bool,
}

impl<'a> Site<'a> {
    /// Names the site's assets by their content and gives them as artifacts.
    ///
    /// `files` are the files that the settings name, already read.
    pub fn new(
        guide: &'a Guide,
        theme: &'a Theme,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> (Self, Vec<Artifact>) {
        let mut artifacts = Vec::new();
        // A script and the styles that come with it have one name, so that scripts need
        // to know one.
        let mut bundles: BTreeMap<&str, String> = BTreeMap::new();
        for (name, script) in &theme.bundles {
            let code = format!("{}{}", script::bundle_prelude(script), script.code);
            let styles = theme.bundle_styles.get(name);
            let hash = hash(format!("{code}{}", styles.map_or("", String::as_str)).as_bytes());
            let mut file = |ending: &str, text: &str| {
                artifacts.push(Artifact {
                    path: format!("assets/{name}.{hash}.{ending}"),
                    body: Body::Bytes(text.to_owned().into_bytes()),
                });
            };
            file("js", &code);
            if let Some(css) = styles {
                file("css", css);
            }
            bundles.insert(name, format!("assets/{name}.{hash}.js"));
        }
        let styles: Vec<&str> = theme.bundle_styles.keys().map(String::as_str).collect();
        let mut asset = |stem: &str, ending: &str, bytes: Vec<u8>| {
            let path = format!("assets/{stem}.{}.{ending}", hash(&bytes));
            artifacts.push(Artifact {
                path: path.clone(),
                body: Body::Bytes(bytes),
            });
            path
        };
        let mut named = |name: &str| {
            let bytes = files.get(name)?.clone();
            let file = name.rsplit('/').next().unwrap_or(name);
            let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
            Some(asset(stem, ending, bytes))
        };
        let config = &guide.config;
        let own_favicon = config.favicon.as_ref().and_then(|file| named(&file.value));
        let logo = config.logo.as_ref().and_then(|file| named(&file.value));
        let custom_css = config
            .custom_css
            .iter()
            .filter_map(|file| named(&file.value))
            .collect();
        let favicon = own_favicon.unwrap_or_else(|| asset("icon", "svg", theme.favicon.clone()));
        let mut site = Self {
            assets: Vec::new(),
            stylesheet: asset("style", "css", theme.stylesheet.clone().into_bytes()),
            script: String::new(),
            favicon,
            logo,
            custom_css,
            policy: policy(&theme.head_script),
            scale: scale(guide, theme),
            totals: SharedTotals::default(),
            has_atom: feed::has_atom(guide),
            guide,
            theme,
        };
        let core = script::core_prelude(&site, &bundles, &styles) + &theme.script.code;
        site.script = asset("script", "js", core.into_bytes());
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts.dedup();
        site.assets = artifacts.iter().map(|file| file.path.clone()).collect();
        (site, artifacts)
    }

    /// The policy as it stands in the meta tag and in `_headers`.
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// A text of the interface.
    pub fn string(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.theme.strings.get(key, values)
    }

    /// `site` for the templates of one page.
    pub fn view(&self, place: Place<'_>) -> SiteView {
        let config = &self.guide.config;
        let file = |path: &str| self.file(place, path);
        let generated = |is_on: bool, name: &str| {
            is_on.then(|| self.page_href(place, &PagePath::generated(name)))
        };
        let links = |links: &[(String, Target)]| {
            let views = links.iter().filter_map(|(label, target)| {
                let href = self.href(place, target)?;
                Some(LinkView {
                    label: label.clone(),
                    is_current: self.is_current(place, target),
                    href,
                })
            });
            views.collect()
        };
        SiteView {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            direction: self.theme.strings.direction(),
            site_id: config.site_id.clone(),
            home: self.page_href(place, &PagePath::index(&[])),
            root: match place.is_rootless {
                true => config.urls.base_path().to_owned(),
                false => root(place.path),
            },
            stylesheet: file(&self.stylesheet),
            script: file(&self.script),
            custom_css: self.custom_css.iter().map(|path| file(path)).collect(),
            favicon: file(&self.favicon),
            logo: self.logo.as_deref().map(file),
            nav: links(&self.guide.nav),
            footer: links(&self.guide.footer),
            license: config.license.clone(),
            atom: self.has_atom.then(|| file("atom.xml")),
            tags: (!self.guide.tags.is_empty())
                .then(|| self.page_href(place, &PagePath::generated("tags/index"))),
            search: generated(config.search, "questions/index"),
            study: StudyView {
                practice: generated(config.study.practice, "practice"),
                review: generated(config.study.review, "review"),
                confidence: config.study.confidence,
            },
            service_worker: config.service_worker,
            difficulties: self.scale.clone(),
            policy: self.policy.clone(),
            head_script_html: self.theme.head_script.clone(),
            generator: concat!("hotseat ", env!("CARGO_PKG_VERSION")).to_owned(),
            extra: config.extra.clone(),
        }
    }

    /// The frame of a page; `title` and `description` are the page's own. The sidebar of
    /// an ordinary page is left to [`super::folder`].
    pub fn shell(
        &self,
        place: Place<'_>,
        kind: &'static str,
        title: &str,
        description: &str,
    ) -> ShellView {
        let site = &self.guide.config.title;
        let sidebar = match place.page {
            Some(_) => Vec::new(),
            None => self.sidebar(place, &self.siblings(place, place.section)),
        };
        ShellView {
            kind,
            title: match title == site || title.is_empty() {
                true => site.clone(),
                false => format!("{title} · {site}"),
            },
            description: description.to_owned(),
            path: place.page.map(|_| place.path.as_str().to_owned()),
            canonical: self
                .guide
                .config
                .urls
                .absolute(place.path)
                .map(|href| href.into_string()),
            is_hidden: false,
            json: None,
            markdown: None,
            structured_html: None,
            data_hash: None,
            breadcrumbs: self.breadcrumbs(place, title),
            sidebar,
        }
    }

    /// A link to a page as seen from `place`.
    pub fn page_href(&self, place: Place<'_>, to: &PagePath) -> String {
        let urls = &self.guide.config.urls;
        let href = match place.is_rootless {
            true => urls.from_root(to),
            false => urls.between(place.path, to),
        };
        href.into_string()
    }

    /// A link to another output file as seen from `place`.
    pub fn file(&self, place: Place<'_>, file: &str) -> String {
        let urls = &self.guide.config.urls;
        let href = match place.is_rootless {
            true => urls.file_from_root(file),
            false => urls.to_file(place.path, file),
        };
        href.into_string()
    }

    /// A link to a target as seen from `place`; nothing if it leads nowhere.
    pub fn href(&self, place: Place<'_>, target: &Target) -> Option<String> {
        match (place.is_rootless, target) {
            (true, Target::Page(id, None)) => {
                Some(self.page_href(place, &self.guide.page(*id).path))
            }
            (true, Target::Section(id, None)) => {
                Some(self.page_href(place, &self.guide.section(*id).path))
            }
            _ => html::href(self.guide, place.path, target).map(|href| href.into_string()),
        }
    }

    /// Links to targets, with the words a reader knows them by.
    pub fn links(&self, place: Place<'_>, targets: &[Target]) -> Vec<LinkView> {
        let links = targets.iter().filter_map(|target| {
            Some(LinkView {
                label: self.guide.target_label(target)?,
                href: self.href(place, target)?,
                is_current: self.is_current(place, target),
            })
        });
        links.collect()
    }

    /// A link to a page under its short name.
    pub fn page_link(&self, place: Place<'_>, id: PageId) -> LinkView {
        let page = self.guide.page(id);
        LinkView {
            label: page.label().to_owned(),
            href: self.page_href(place, &page.path),
            is_current: place.page == Some(id),
        }
    }

    fn is_current(&self, place: Place<'_>, target: &Target) -> bool {
        match target {
            Target::Page(id, None) => place.page == Some(*id),
            Target::Section(id, None) => place.page.is_none() && place.section == *id,
            _ => false,
        }
    }

    /// How a difficulty is drawn.
    pub fn difficulty(&self, difficulty: Difficulty) -> Shared<DifficultyView> {
        self.scale[difficulty.0].clone()
    }

    /// The difficulties of a page's questions, with counts; empty ones are left out.
    pub fn spread(&self, page: PageId) -> Vec<DifficultyView> {
        self.levels(&count_levels(self.guide, page))
    }

    /// The difficulties of the questions below a folder, with counts; empty ones are left out.
    pub fn spread_below(&self, section: SectionId) -> Vec<DifficultyView> {
        self.levels(&self.totals(section).levels)
    }

    /// How much there is below a folder.
    pub fn totals(&self, section: SectionId) -> &Totals {
        &self.totals.get_or_init(|| totals(self.guide))[section.0]
    }

    fn levels(&self, counts: &[usize]) -> Vec<DifficultyView> {
        let levels = counts.iter().enumerate();
        levels
            .filter(|(_, count)| **count > 0)
            .map(|(level, count)| DifficultyView {
                count: *count,
                ..DifficultyView::clone(&self.scale[level])
            })
            .collect()
    }

    /// Whether the header or the footer link to a page.
    pub fn is_in_navigation(&self, page: PageId) -> bool {
        let links = self.guide.nav.iter().chain(&self.guide.footer);
        links
            .into_iter()
            .any(|(_, target)| *target == Target::Page(page, None))
    }

    /// A date in the words of the site's language.
    pub fn date(&self, date: jiff::civil::Date) -> DateView {
        let text = self.theme.strings.date(date);
        DateView {
            iso: date.to_string(),
            text,
        }
    }

    /// The pages of a folder, hidden ones left out.
    pub fn siblings(&self, place: Place<'_>, section: SectionId) -> Vec<Shared<SiblingView>> {
        let pages = self.guide.section(section).pages.iter();
        let visible = pages.filter(|page| !self.guide.page(**page).page.front.is_hidden);
        visible
            .map(|page| Shared::new(self.sibling(place, *page)))
            .collect()
    }

    /// A page as its siblings show it.
    fn sibling(&self, place: Place<'_>, id: PageId) -> SiblingView {
        let page = self.guide.page(id);
        let difficulty = page.page.front.difficulty;
        let question_count = page.questions().count();
        SiblingView {
            label: page.label().to_owned(),
            href: self.page_href(place, &page.path),
            is_current: place.page == Some(id),
            question_count,
            questions: match question_count {
                0 => String::new(),
                count => self.string("questions", &[("count", count.into())]),
            },
            difficulty: difficulty.map(|difficulty| self.difficulty(difficulty)),
        }
    }

    fn breadcrumbs(&self, place: Place<'_>, title: &str) -> Vec<LinkView> {
        let chain = self.guide.ancestors(place.section);
        let mut links: Vec<LinkView> = chain
            .iter()
            .map(|id| {
                let section = self.guide.section(*id);
                LinkView {
                    label: match section.parent {
                        None => self.string("home", &[]),
                        Some(_) => section.title.clone(),
                    },
                    href: self.page_href(place, &section.path),
                    is_current: section.path == *place.path,
                }
            })
            .collect();
        if links.last().is_none_or(|last| !last.is_current) {
            links.push(LinkView {
                label: match place.page {
                    Some(id) => self.guide.page(id).label().to_owned(),
                    None => title.to_owned(),
                },
                href: String::new(),
                is_current: true,
            });
        }
        links
    }

    /// The page's own track, or all tracks where there is none: what a page weighs must
    /// not depend on how many other tracks there are.
    ///
    /// `siblings` are the pages of the folder that the place is in.
    pub fn sidebar(&self, place: Place<'_>, siblings: &[Shared<SiblingView>]) -> Vec<BranchView> {
        let open = self.guide.ancestors(place.section);
        let tracks = self.guide.visible_sections(self.guide.section(Guide::HOME));
        match open.get(1) {
            Some(own) => {
                let is_own = |track: &SectionId| track == own;
                let own: Vec<SectionId> = tracks.into_iter().filter(is_own).collect();
                self.branches(place, &own, &open, siblings)
            }
            None => self.branches(place, &tracks, &open, siblings),
        }
    }

    fn branches(
        &self,
        place: Place<'_>,
        sections: &[SectionId],
        open: &[SectionId],
        siblings: &[Shared<SiblingView>],
    ) -> Vec<BranchView> {
        let branches = sections.iter().map(|id| {
            let section = self.guide.section(*id);
            let is_open = open.contains(id);
            let (branches, pages) = match is_open {
                true => {
                    let below = self.guide.visible_sections(section);
                    (
                        self.branches(place, &below, open, siblings),
                        match *id == place.section {
                            true => siblings.to_vec(),
                            false => self.siblings(place, *id),
                        },
                    )
                }
                false => (Vec::new(), Vec::new()),
            };
            BranchView {
                label: section.title.clone(),
                href: self.page_href(place, &section.path),
                is_current: section.path == *place.path,
                is_open,
                question_count: self.totals(*id).questions,
                branches,
                before_html: String::new(),
                after_html: String::new(),
                pages,
            }
        });
        branches.collect()
    }
}

fn scale(guide: &Guide, theme: &Theme) -> Vec<Shared<DifficultyView>> {
    let names = &guide.config.difficulties;
    let levels = names.iter().enumerate().map(|(level, name)| {
        let key = format!("difficulty-{name}");
        Shared::new(DifficultyView {
            label: match theme.strings.has(&key) {
                true => theme.strings.get(&key, &[]),
                false => capitalized(name),
            },
            name: name.clone(),
            level: level + 1,
            of: names.len(),
            role: role(level, names.len()),
            icon_html: match names.len() {
                3 => String::new(),
                of => icon::reference(theme, &format!("level-{}-of-{of}", level + 1))
                    .unwrap_or_default(),
            },
            count: 0,
        })
    });
    levels.collect()
}

/// Children come after their parents, so what is below is known when a folder's turn comes.
fn totals(guide: &Guide) -> Vec<Totals> {
    let levels = guide.config.difficulties.len();
    let mut totals = vec![Totals::default(); guide.sections.len()];
    for (id, section) in guide.sections.iter().enumerate().rev() {
        let mut sum = Totals {
            levels: vec![0; levels],
            ..Totals::default()
        };
        for below in guide.visible_sections(section) {
            let below = &totals[below.0];
            sum.add(below.pages, below.questions, &below.levels);
        }
        let pages = section.pages.iter();
        for page in pages.filter(|page| !guide.page(**page).page.front.is_hidden) {
            let questions = guide.page(*page).questions().count();
            sum.add(1, questions, &count_levels(guide, *page));
        }
        totals[id] = sum;
    }
    totals
}

impl Totals {
    fn add(&mut self, pages: usize, questions: usize, levels: &[usize]) {
        self.pages += pages;
        self.questions += questions;
        for (sum, count) in self.levels.iter_mut().zip(levels) {
            *sum += count;
        }
    }
}

fn count_levels(guide: &Guide, page: PageId) -> Vec<usize> {
    let mut counts = vec![0; guide.config.difficulties.len()];
    for question in guide.page(page).questions() {
        if let Some(difficulty) = question.difficulty {
            counts[difficulty.0] += 1;
        }
    }
    counts
}

/// What tells a file of an asset from another of its name.
fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..10].to_owned()
}

/// `default-src 'self'`, and our inline script by its hash: nothing else runs.
fn policy(script: &str) -> String {
    let hash = source_hash(script);
    format!(
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; script-src 'self' {hash}"
    )
}

/// An inline script as a policy names it.
pub fn source_hash(script: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(script.as_bytes())))
}

/// Base64 with padding (RFC 4648).
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    let letter = |group: u32, place: u32| ALPHABET[(group >> (18 - 6 * place)) as usize & 63];
    let mut chunks = bytes.chunks_exact(3);
    for chunk in &mut chunks {
        let group = u32::from_be_bytes([0, chunk[0], chunk[1], chunk[2]]);
        text.extend([0, 1, 2, 3].map(|place| letter(group, place)));
    }
    let rest = chunks.remainder();
    if let Some(first) = rest.first() {
        let second = rest.get(1).copied();
        let group = u32::from_be_bytes([0, *first, second.unwrap_or(0), 0]);
        let third = second.map_or(b'=', |_| letter(group, 2));
        text.extend([letter(group, 0), letter(group, 1), third, b'=']);
    }
    String::from_utf8(text).expect("letters of the alphabet are ASCII")
}

/// `../` for every folder above a page.
fn root(path: &PagePath) -> String {
    match path.folder().matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The three color roles spread over a scale of any length.
fn role(level: usize, of: usize) -> &'static str {
    match level {
        0 => "easy",
        level if level + 1 == of => "hard",
        _ => "medium",
    }
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads_to_groups_of_four() {
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foo"), "Zm9v");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    }
}
