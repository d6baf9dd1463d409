//! Turns pages into a guide: order, siblings, and links that go somewhere.
//!
//! This is the only stage that sees more than one page. It reads no files and
//! makes no HTML; what it promises `render` is that every page has an address
//! of its own and that every link was resolved.

mod address;
mod resolve;
mod tags;
mod tree;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::model::block::plain_text;
use crate::model::guide::{Asset, Guide, LinkedPage, PageId, Section, SectionId, Target};
use crate::model::page::Page;
use crate::model::question::Question;

/// Everything `link` needs beside the pages.
pub struct Surroundings {
    /// The site's settings.
    pub config: Config,
    /// Files of the content folder that are no Markdown, by path.
    pub assets: Vec<Asset>,
    /// Whether draft pages are kept.
    pub drafts: bool,
}

/// Links all pages of the content folder.
pub fn link(pages: Vec<Arc<Page>>, surroundings: Surroundings) -> (Guide, Diagnostics) {
    let mut problems = Diagnostics::new();
    let draft_folders = match surroundings.drafts {
        true => Vec::new(),
        false => draft_folders(&pages),
    };
    let (pages, drafts): (Vec<Arc<Page>>, Vec<Arc<Page>>) = pages.into_iter().partition(|page| {
        let is_inside = |folder: &String| page.content_path.starts_with(folder);
        surroundings.drafts || !(page.front.is_draft || draft_folders.iter().any(is_inside))
    });
    let tree = tree::plant(pages, &mut problems);
    let mut guide = Guide {
        config: surroundings.config,
        sections: tree.sections,
        pages: tree.pages,
        tags: Vec::new(),
        assets: Vec::new(),
        redirects: Vec::new(),
        nav: Vec::new(),
        footer: Vec::new(),
    };
    tree::arrange(&mut guide);
    tags::collect(&mut guide, &mut problems);
    let addresses = address::check(&mut guide, &mut problems);
    let drafts: Vec<&str> = drafts
        .iter()
        .map(|page| page.content_path.as_str())
        .collect();
    resolve::resolve(
        &mut guide,
        surroundings.assets,
        &drafts,
        addresses,
        &mut problems,
    );
    resolve::resolve_navigation(&mut guide, &mut problems);
    for page in &mut guide.pages {
        page.description = description(page);
    }
    (guide, problems)
}

/// Puts a page in the place of its former self, which had the same links, names and place:
/// only words and dates may differ. Gives its place in the guide.
pub fn replace(guide: &mut Guide, page: Arc<Page>) -> Option<PageId> {
    let path = &page.content_path;
    let found = guide
        .pages
        .binary_search_by(|known| known.page.content_path.cmp(path));
    let known = &mut guide.pages[found.ok()?];
    known.updated = page.front.updated.or(page.committed);
    known.page = page;
    known.description = description(known);
    found.ok().map(PageId)
}

/// Folders whose `_index.md` is a draft, with a final `/`: all that is in them is one.
fn draft_folders(pages: &[Arc<Page>]) -> Vec<String> {
    let drafts = pages
        .iter()
        .filter(|page| page.is_section() && page.front.is_draft);
    drafts
        .filter_map(|page| page.content_path.strip_suffix("_index.md"))
        .map(str::to_owned)
        .collect()
}

impl LinkedPage {
    /// The short name, for lists of siblings.
    pub fn label(&self) -> &str {
        let front = &self.page.front;
        front.subtopic.as_deref().unwrap_or(&front.title)
    }

    /// The questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.page.questions()
    }
}

impl Guide {
    /// The pages below a section, in reading order, without hidden ones.
    pub fn pages_below(&self, id: SectionId) -> Vec<PageId> {
        let section = self.section(id);
        let mut pages: Vec<PageId> = section
            .pages
            .iter()
            .copied()
            .filter(|page| !self.page(*page).page.front.is_hidden)
            .collect();
        for below in self.visible_sections(section) {
            pages.extend(self.pages_below(below));
        }
        pages
    }

    /// The folders right below a section, without hidden ones.
    pub fn visible_sections(&self, section: &Section) -> Vec<SectionId> {
        let sections = section.sections.iter().copied();
        sections.filter(|id| !self.section(*id).is_hidden).collect()
    }

    /// Whether a page is among those that readers are led to: neither it nor a folder
    /// above it is hidden.
    pub fn is_listed(&self, id: PageId) -> bool {
        let page = self.page(id);
        let mut above = self.ancestors(page.section).into_iter().skip(1);
        !page.page.front.is_hidden && !above.any(|section| self.section(section).is_hidden)
    }

    /// What a reader would call the target, for lists of links.
    pub fn target_label(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page(id, anchor) => {
                let page = self.page(*id);
                let question = anchor
                    .as_ref()
                    .and_then(|anchor| page.questions().find(|q| q.id == *anchor));
                Some(question.map_or_else(
                    || page.label().to_owned(),
                    |question| plain_text(&question.title),
                ))
            }
            Target::Section(id, _) => Some(self.section(*id).title.clone()),
            Target::External(url) => Some(url.clone()),
            Target::Here(anchor) => Some(anchor.to_string()),
            Target::Asset(_) | Target::Nowhere => None,
        }
    }
}

/// The written description, else the first paragraph as text.
fn description(page: &LinkedPage) -> String {
    let page = &page.page;
    page.front
        .description
        .as_ref()
        .unwrap_or(&page.opening)
        .clone()
}
