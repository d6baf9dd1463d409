//! The sidebars of pages: what all pages of a folder have in common is printed once.

use std::sync::OnceLock;

use super::site::{Place, Site};
use super::template::Templates;
use super::view::BranchView;

/// The sidebars of all folders' pages, made when the first of them needs it.
pub struct Sidebars(Vec<OnceLock<Vec<BranchView>>>);

impl Sidebars {
    /// Room for so many folders.
    pub fn new(sections: usize) -> Self {
        Self(vec![OnceLock::new(); sections])
    }

    /// The sidebar of a page, in which it is marked.
    pub fn of_page(
        &self,
        site: &Site<'_>,
        templates: &Templates,
        place: Place<'_>,
    ) -> Vec<BranchView> {
        let common = self.0[place.section.0].get_or_init(|| {
            let unmarked = Place {
                page: None,
                ..place
            };
            let mut branches = site.sidebar(unmarked);
            branches
                .iter_mut()
                .for_each(|branch| print_closed(branch, templates));
            branches
        });
        let mut branches = common.clone();
        let own = site.page_href(place, place.path);
        branches.iter_mut().for_each(|branch| mark(branch, &own));
        branches
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

fn mark(branch: &mut BranchView, own: &str) {
    for page in &mut branch.pages {
        page.is_current = page.href == own;
    }
    branch
        .branches
        .iter_mut()
        .for_each(|below| mark(below, own));
}
