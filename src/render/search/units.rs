//! Folders and pages in reading order, with the numbers of their documents.

use std::borrow::Cow;

use super::facts::{self, Facts};
use crate::model::guide::{Guide, PageId, SectionId};

/// A folder's own page, or a page with all on it.
pub struct Unit<'a> {
    /// The folder that it is, or is in.
    pub section: SectionId,
    /// `None` for a folder.
    pub slug: Option<&'a str>,
    /// The number of its first document.
    pub first: u32,
    /// How many documents it has, those of a folder's pages and folders counted.
    pub length: u32,
    /// What it gives to the search.
    pub facts: Cow<'a, Facts>,
}

/// All of a guide that has facts, and how many documents there are.
pub fn units<'a>(
    guide: &'a Guide,
    facts: &dyn Fn(PageId) -> Option<&'a Facts>,
) -> (Vec<Unit<'a>>, u32) {
    let mut walk = Walk {
        guide,
        facts,
        units: Vec::new(),
        count: 0,
    };
    for id in guide.visible_sections(guide.section(Guide::HOME)) {
        walk.section(id);
    }
    walk.pages(Guide::HOME);
    (walk.units, walk.count)
}

struct Walk<'a, 'f> {
    guide: &'a Guide,
    facts: &'f dyn Fn(PageId) -> Option<&'a Facts>,
    units: Vec<Unit<'a>>,
    count: u32,
}

impl<'a> Walk<'a, '_> {
    fn section(&mut self, id: SectionId) {
        let (place, first) = (self.units.len(), self.count);
        let facts = facts::folder(self.guide, id);
        self.add(id, None, Cow::Owned(facts));
        self.pages(id);
        for below in self.guide.visible_sections(self.guide.section(id)) {
            self.section(below);
        }
        self.units[place].length = self.count - first;
    }

    fn pages(&mut self, id: SectionId) {
        let guide = self.guide;
        for page in &guide.section(id).pages {
            let linked = guide.page(*page);
            if linked.page.front.is_hidden {
                continue;
            }
            if let Some(facts) = (self.facts)(*page) {
                let slug = linked.slug.as_str();
                self.add(linked.section, Some(slug), Cow::Borrowed(facts));
            }
        }
    }

    fn add(&mut self, section: SectionId, slug: Option<&'a str>, facts: Cow<'a, Facts>) {
        let length = 1 + facts.headings + facts.questions;
        self.units.push(Unit {
            section,
            slug,
            first: self.count,
            length,
            facts,
        });
        self.count += length;
    }
}
