//! Folders become sections, files become pages, and each finds its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::href::{PagePath, Slug, title_of};
use crate::model::guide::{Guide, LinkedPage, PageId, Section, SectionId};
use crate::model::page::Page;

/// Sections and pages, without order and neighbours.
pub struct Tree {
    /// Parents before children; the first is home.
    pub sections: Vec<Section>,
    /// By content path.
    pub pages: Vec<LinkedPage>,
}

/// Makes the tree; a folder without `_index.md` takes its title from its name.
pub fn plant(pages: Vec<Arc<Page>>, problems: &mut Diagnostics) -> Tree {
    let mut indexes: BTreeMap<String, Arc<Page>> = BTreeMap::new();
    let mut rest: Vec<Arc<Page>> = Vec::new();
    for page in pages {
        match page.is_section() {
            true => {
                indexes.insert(folder(&page.content_path).to_owned(), page);
            }
            false => rest.push(page),
        }
    }
    rest.sort_by(|a, b| a.content_path.cmp(&b.content_path));
    let mut planter = Planter {
        sections: Vec::new(),
        ids: BTreeMap::new(),
        indexes,
        problems,
    };
    planter.section("", rest.first().map(|page| &**page));
    let folders: Vec<String> = planter.indexes.keys().cloned().collect();
    for folder in folders {
        planter.section(&folder, None);
    }
    let mut pages = Vec::new();
    for page in rest {
        let folder = folder(&page.content_path).to_owned();
        let section = planter.section(&folder, Some(&page));
        pages.extend(planter.page(page, section));
    }
    Tree {
        sections: planter.sections,
        pages,
    }
}

struct Planter<'a> {
    sections: Vec<Section>,
    ids: BTreeMap<String, SectionId>,
    indexes: BTreeMap<String, Arc<Page>>,
    problems: &'a mut Diagnostics,
}

impl Planter<'_> {
    /// The section of a folder, made with all folders above it if need be.
    ///
    /// `witness` is a page inside, at which a missing `_index.md` is shown.
    fn section(&mut self, folder: &str, witness: Option<&Page>) -> SectionId {
        if let Some(id) = self.ids.get(folder) {
            return *id;
        }
        let parent = match folder {
            "" => None,
            _ => Some(self.section(parent(folder), witness)),
        };
        let name = folder.rsplit('/').next().unwrap_or_default();
        let index = self.indexes.remove(folder);
        if let (None, Some(witness)) = (&index, witness) {
            self.report_missing_index(folder, witness);
        }
        let slug = Slug::from_text(name);
        let slugs = self.slugs(parent, slug.as_ref());
        let (title, description) = match &index {
            Some(page) => (
                page.front.title.clone(),
                page.front.description.clone().unwrap_or_default(),
            ),
            None if folder.is_empty() => ("Home".to_owned(), String::new()),
            None => (title_of(name), String::new()),
        };
        let section = Section {
            path: PagePath::index(&slugs),
            slug,
            title,
            description,
            is_hidden: index.as_ref().is_some_and(|page| page.front.is_hidden),
            index,
            targets: Vec::new(),
            parent,
            sections: Vec::new(),
            pages: Vec::new(),
        };
        self.sections.push(section);
        let id = SectionId(self.sections.len() - 1);
        self.ids.insert(folder.to_owned(), id);
        id
    }

    /// The slugs of a folder and all above it.
    fn slugs(&self, parent: Option<SectionId>, own: Option<&Slug>) -> Vec<Slug> {
        let mut slugs = Vec::new();
        let mut at = parent;
        while let Some(id) = at {
            let section = &self.sections[id.0];
            slugs.extend(section.slug.clone());
            at = section.parent;
        }
        slugs.reverse();
        slugs.extend(own.cloned());
        slugs
    }

    fn page(&mut self, page: Arc<Page>, section: SectionId) -> Option<LinkedPage> {
        let name = file_stem(&page.content_path);
        let slug = page
            .front
            .slug
            .as_ref()
            .map(|slug| slug.value.clone())
            .or_else(|| Slug::from_text(name));
        let Some(slug) = slug else {
            let label = Label::new(&page.source, page.source.line_span(1), "this file");
            let message = format!("the file name `{name}` leaves nothing for an address");
            self.problems.push(
                Diagnostic::new(Code::InvalidSlug, message, label)
                    .help("rename the file, or add a line `slug: …`"),
            );
            return None;
        };
        let slugs = self.slugs(Some(section), None);
        Some(LinkedPage {
            path: PagePath::new(&slugs, &slug),
            slug,
            section,
            track: None,
            topic: None,
            siblings: Vec::new(),
            previous: None,
            next: None,
            targets: Vec::new(),
            related: Vec::new(),
            article: None,
            linked_back: Vec::new(),
            updated: page.front.updated.or(page.committed),
            description: String::new(),
            tags: Vec::new(),
            page,
        })
    }

    fn report_missing_index(&mut self, folder: &str, witness: &Page) {
        let label = Label::new(
            &witness.source,
            witness.source.line_span(1),
            "a page of that folder",
        );
        let name = match folder {
            "" => "the content folder".to_owned(),
            _ => format!("the folder `{folder}`"),
        };
        let file = match folder {
            "" => "_index.md".to_owned(),
            _ => format!("{folder}/_index.md"),
        };
        self.problems.push(
            Diagnostic::new(
                Code::MissingIndex,
                format!("{name} has no `_index.md`"),
                label,
            )
            .help(format!("write `{file}` with a `title` and a `description`")),
        );
    }
}

/// Gives every section its children and every page its neighbours.
pub fn arrange(guide: &mut Guide) {
    for id in 0..guide.sections.len() {
        if let Some(parent) = guide.sections[id].parent {
            guide.sections[parent.0].sections.push(SectionId(id));
        }
    }
    for id in 0..guide.pages.len() {
        let section = guide.pages[id].section;
        guide.sections[section.0].pages.push(PageId(id));
    }
    sort_children(guide);
    for page in 0..guide.pages.len() {
        name_place(guide, PageId(page));
    }
    let order = guide.pages_below(Guide::HOME);
    for pair in order.windows(2) {
        guide.pages[pair[0].0].next = Some(pair[1]);
        guide.pages[pair[1].0].previous = Some(pair[0]);
    }
}

/// Siblings show the order the contributor wrote; two pages with the same `order` fall
/// back to their path, so that a build never depends on how the file system lists a folder.
fn sort_children(guide: &mut Guide) {
    for id in 0..guide.sections.len() {
        let mut pages = std::mem::take(&mut guide.sections[id].pages);
        pages.sort_by_key(|page| {
            let page = &guide.page(*page).page;
            let order = page.front.order.unwrap_or(i64::MAX);
            (page.front.is_hidden, order, page.content_path.clone())
        });
        guide.sections[id].pages = pages;
        let mut sections = std::mem::take(&mut guide.sections[id].sections);
        sections.sort_by_key(|section| {
            let section = guide.section(*section);
            let order = section.index.as_ref().and_then(|page| page.front.order);
            (
                section.is_hidden,
                order.unwrap_or(i64::MAX),
                section.path.clone(),
            )
        });
        guide.sections[id].sections = sections;
    }
}

fn name_place(guide: &mut Guide, id: PageId) {
    let ancestors = guide.ancestors(guide.page(id).section);
    let place = |depth: usize, own: &Option<String>| {
        let section = ancestors.get(depth).map(|id| guide.section(*id))?;
        let slug = section.slug.clone()?;
        Some((own.clone().unwrap_or_else(|| section.title.clone()), slug))
    };
    let front = &guide.page(id).page.front;
    let track = place(1, &front.framework);
    let topic = place(2, &front.topic);
    let section = guide.section(guide.page(id).section);
    let siblings = section
        .pages
        .iter()
        .copied()
        .filter(|page| !guide.page(*page).page.front.is_hidden)
        .collect();
    let page = &mut guide.pages[id.0];
    page.track = track;
    page.topic = topic;
    page.siblings = siblings;
}

/// The folder part of a content path, without a final `/`.
pub fn folder(content_path: &str) -> &str {
    content_path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

fn parent(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn file_stem(content_path: &str) -> &str {
    let name = content_path.rsplit('/').next().unwrap_or(content_path);
    name.strip_suffix(".md").unwrap_or(name)
}
