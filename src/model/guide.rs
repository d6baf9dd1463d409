//! The whole site, linked: every page knows its place and every link goes somewhere.

use std::sync::Arc;

use crate::config::Config;
use crate::href::{PagePath, Slug};
use crate::model::page::Page;

/// A place in [`Guide::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// A place in [`Guide::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub usize);

/// A place in [`Guide::assets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub usize);

/// The whole site.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The site's settings.
    pub config: Config,
    /// Folders; the first is the home page, parents come before children.
    pub sections: Vec<Section>,
    /// Pages by content path.
    pub pages: Vec<LinkedPage>,
    /// Tags by name.
    pub tags: Vec<Tag>,
    /// Content files that pages refer to, by path.
    pub assets: Vec<Asset>,
    /// Former addresses.
    pub redirects: Vec<Redirect>,
    /// Links of the header, with their text.
    pub nav: Vec<(String, Target)>,
    /// Links of the footer, with their text.
    pub footer: Vec<(String, Target)>,
}

impl Guide {
    /// The home page.
    pub const HOME: SectionId = SectionId(0);

    /// The page of that id.
    pub fn page(&self, id: PageId) -> &LinkedPage {
        &self.pages[id.0]
    }

    /// The section of that id.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0]
    }

    /// From the home page down to `id`, both included.
    pub fn ancestors(&self, id: SectionId) -> Vec<SectionId> {
        let mut chain = vec![id];
        let mut at = id;
        while let Some(parent) = self.section(at).parent {
            chain.push(parent);
            at = parent;
        }
        chain.reverse();
        chain
    }

    /// Lets go of the texts of all pages, so that each is gone when its page has been
    /// rendered. Diagnostics keep those they point into.
    pub fn drop_texts(&mut self) {
        for linked in &mut self.pages {
            if let Some(page) = Arc::get_mut(&mut linked.page) {
                page.source = page.source.without_text();
            }
        }
    }
}

/// A folder: home, a track, a topic, or deeper.
#[derive(Debug, Clone)]
pub struct Section {
    /// Where its page lives.
    pub path: PagePath,
    /// The slug of its last folder; nothing for the home page.
    pub slug: Option<Slug>,
    /// Its title: written, or made from the folder's name.
    pub title: String,
    /// Its lead.
    pub description: String,
    /// Its `_index.md`, where there is one.
    pub index: Option<Arc<Page>>,
    /// The resolved links of its `_index.md`.
    pub targets: Vec<Target>,
    /// Not in sidebar, search and feeds.
    pub is_hidden: bool,
    /// The folder above; only the home page has none.
    pub parent: Option<SectionId>,
    /// Folders below, in order.
    pub sections: Vec<SectionId>,
    /// Pages in this folder, in order; hidden ones last.
    pub pages: Vec<PageId>,
}

/// A page in its place.
#[derive(Debug, Clone)]
pub struct LinkedPage {
    /// The page; its links are resolved in `targets`.
    pub page: Arc<Page>,
    /// Where it lives.
    pub path: PagePath,
    /// The last part of its address.
    pub slug: Slug,
    /// Its folder.
    pub section: SectionId,
    /// The displayed name of the track and its slug.
    pub track: Option<(String, Slug)>,
    /// The displayed name of the topic and its slug.
    pub topic: Option<(String, Slug)>,
    /// The pages of its folder in order, itself among them; hidden ones are left out.
    pub siblings: Vec<PageId>,
    /// The page before it in reading order.
    pub previous: Option<PageId>,
    /// The page after it in reading order.
    pub next: Option<PageId>,
    /// Where each of the page's links leads.
    pub targets: Vec<Target>,
    /// `related` of the front matter, resolved.
    pub related: Vec<Target>,
    /// `article` of the front matter, resolved.
    pub article: Option<Target>,
    /// Pages and questions that name this page as related, and where it is their article.
    pub linked_back: Vec<Target>,
    /// `updated`, or the last commit.
    pub updated: Option<jiff::civil::Date>,
    /// The description, or the first paragraph as text.
    pub description: String,
    /// Tags, in the order written.
    pub tags: Vec<TagId>,
}

/// Where a link leads. A link that leads nowhere became [`Target::Nowhere`] and a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page, perhaps at an anchor.
    Page(PageId, Option<Slug>),
    /// A folder's page, perhaps at an anchor.
    Section(SectionId, Option<Slug>),
    /// An anchor of the same page.
    Here(Slug),
    /// A content file.
    Asset(AssetId),
    /// Somewhere else on the web.
    External(String),
    /// The text stays, the link does not.
    Nowhere,
}

/// A place in [`Guide::tags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub usize);

/// A tag and what carries it.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As first written.
    pub name: String,
    /// Its slug.
    pub slug: Slug,
    /// Where its page lives.
    pub path: PagePath,
    /// Pages that carry it.
    pub pages: Vec<PageId>,
    /// Questions that carry it, by page and place among the page's questions.
    pub questions: Vec<(PageId, usize)>,
}

/// A file of the content folder that is no Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path below the content folder, with `/`.
    pub content_path: String,
    /// Path in the output, made of slugs and the file's own ending.
    pub output_path: String,
    /// Where it lies on disk; for the emitter alone.
    pub file: std::path::PathBuf,
    /// Width and height, for images.
    pub size: Option<(u32, u32)>,
}

/// A former address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// Where the redirecting page lives.
    pub from: PagePath,
    /// Where it leads.
    pub to: PagePath,
}
