//! What all pages of a folder say alike: made once, when the first of them needs it.

use std::sync::OnceLock;

use super::site::{Place, Site};
use super::template::{Shared, Templates};
use super::view::{BranchView, SiblingView};

/// What the pages of each folder have in common.
pub struct Folders(Vec<OnceLock<Folder>>);

/// A folder as its pages show it.
#[derive(Clone)]
pub struct Folder {
    /// The page's own branch of the site.
    pub sidebar: Vec<BranchView>,
    /// The folder's pages, in order.
    pub siblings: Vec<Shared<SiblingView>>,
}

impl Folders {
    /// Room for so many folders.
    pub fn new(sections: usize) -> Self {
        Self(vec![OnceLock::new(); sections])
    }

    /// The folder of a page, in which it is marked.
    pub fn of_page(&self, site: &Site<'_>, templates: &Templates, place: Place<'_>) -> Folder {
        let unmarked = Place {
            page: None,
            ..place
        };
        let common = self.0[place.section.0].get_or_init(|| {
            let siblings = site.siblings(unmarked, place.section);
            let mut sidebar = site.sidebar(unmarked, &siblings);
            sidebar
                .iter_mut()
                .for_each(|branch| print_closed(branch, templates));
            Folder { sidebar, siblings }
        });
        let mut folder = common.clone();
        let own = site.page_href(place, place.path);
        let own = folder
            .siblings
            .iter()
            .find(|page| page.href == own)
            .map(|page| {
                Shared::new(SiblingView {
                    is_current: true,
                    ..SiblingView::clone(page)
                })
            });
        if let Some(own) = own {
            mark_among(&mut folder.siblings, &own);
            let branches = folder.sidebar.iter_mut();
            branches.for_each(|branch| mark(branch, &own));
        }
        folder
    }
}

/// Prints the folders of a branch that are the same wherever a page of it is.
fn print_closed(branch: &mut BranchView, templates: &Templates) {
    let print = |closed: &[BranchView]| -> Option<String> {
        let lines = closed
            .iter()
            .map(|closed| Some(format!("\n{}", templates.branch(closed)?)));
        lines.collect()
    };
    let open = branch.branches.iter().position(|below| below.is_open);
    let (before, rest) = branch
        .branches
        .split_at(open.unwrap_or(branch.branches.len()));
    let after = rest.get(1..).unwrap_or_default();
    let (Some(before), Some(after)) = (print(before), print(after)) else {
        return;
    };
    branch.before_html = before;
    branch.after_html = after;
    branch.branches.retain(|below| below.is_open);
    for below in &mut branch.branches {
        print_closed(below, templates);
    }
}

fn mark(branch: &mut BranchView, own: &Shared<SiblingView>) {
    mark_among(&mut branch.pages, own);
    let below = branch.branches.iter_mut();
    below.for_each(|below| mark(below, own));
}

fn mark_among(pages: &mut [Shared<SiblingView>], own: &Shared<SiblingView>) {
    let page = pages.iter_mut().find(|page| page.href == own.href);
    page.into_iter().for_each(|page| *page = own.clone());
}
