//! How far an edit reaches: what other pages and `link` may read of a page.

use crate::fingerprint::Fingerprint;
use crate::model::page::{Page, Part};
use crate::model::question::Question;
use crate::source::Span;

/// How one page differs from its former self.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// In its own text alone: no other page says anything else.
    Text,
    /// In words and dates that other pages show; nothing leads elsewhere.
    Words,
    /// In something that `link` reads.
    Links,
}

/// Compares a page with what it was.
///
/// What is not known to be harmless counts as [`Difference::Links`], so a new field of a
/// page makes this slower but never wrong.
pub fn difference(before: &Page, now: &Page) -> Difference {
    let (mut before, mut now) = (without_places(before), without_places(now));
    let is_dated_anew = before.committed != now.committed;
    let seen = Fingerprint::of(&before) == Fingerprint::of(&now);
    if seen && !is_dated_anew {
        return Difference::Text;
    }
    // Folders lend their words to what is in them.
    if before.is_section() || now.is_section() {
        return Difference::Links;
    }
    without_words(&mut before);
    without_words(&mut now);
    match Fingerprint::of(&before) == Fingerprint::of(&now) {
        true => Difference::Words,
        false => Difference::Links,
    }
}

/// What may be seen of a page from elsewhere, wherever it stands in the file.
fn without_places(page: &Page) -> Page {
    let mut page = page.skeleton();
    let nowhere = Span::default();
    page.fingerprint = Fingerprint::default();
    page.body_span = nowhere;
    let front = &mut page.front;
    front.span = nowhere;
    let links = front.related.iter_mut().chain(&mut front.article);
    for written in links.chain(&mut front.tags).chain(&mut front.aliases) {
        written.span = nowhere;
    }
    if let Some(slug) = &mut front.slug {
        slug.span = nowhere;
    }
    for link in &mut page.links {
        link.span = nowhere;
    }
    for question in questions(&mut page) {
        question.span = nowhere;
        question.heading_span = nowhere;
        question.metadata_span = None;
    }
    page
}

/// Leaves out what is only shown.
fn without_words(page: &mut Page) {
    page.opening.clear();
    let front = &mut page.front;
    front.title.clear();
    front.subtopic = None;
    front.difficulty = None;
    front.authors = None;
    front.description = None;
    front.seo_description = None;
    front.updated = None;
    front.discussion = None;
    front.needs = None;
    front.math = None;
    for question in questions(page) {
        question.title.clear();
        question.title_markdown.clear();
        question.difficulty = None;
        question.needs = None;
        question.summary = None;
    }
}

fn questions(page: &mut Page) -> impl Iterator<Item = &mut Question> {
    page.parts.iter_mut().flat_map(|part| match part {
        Part::Prose(_) => &mut [],
        Part::Question(question) => std::slice::from_mut(&mut **question),
        Part::Group(group) => group.questions.as_mut_slice(),
    })
}
