//! The views of folders and tags: lists of cards.

use super::html::HtmlWriter;
use super::shard;
use super::site::{Place, Site};
use super::view::{CardView, LatestView, PageCardView, QuestionLinkView, SectionView, TagView};
use crate::diagnostic::Diagnostics;
use crate::href::PagePath;
use crate::model::guide::{Guide, PageId, Section, SectionId, Tag};
use crate::model::page::{PageKind, Part};
use crate::model::question::Question;

/// How many pages the home page names as changed lately.
const LATEST: usize = 5;

/// Makes the view of a folder's page.
pub fn view(site: &Site<'_>, id: SectionId) -> (SectionView, Diagnostics) {
    let section = site.guide.section(id);
    let place = Place {
        path: &section.path,
        section: id,
        page: None,
        is_rootless: false,
    };
    let (introduction_html, problems) = introduction(site, id);
    let is_home = section.parent.is_none();
    let view = SectionView {
        title: section.title.clone(),
        path: folder(section).to_owned(),
        practice: shard::is_practised(site.guide, id).then(|| {
            let page = site.page_href(place, &PagePath::generated("practice"));
            format!("{page}#{}", folder(section))
        }),
        print: shard::is_printed(site.guide, id)
            .then(|| site.page_href(place, &generated("print", section))),
        lead: section.description.clone(),
        introduction_html,
        page_count: site.totals(id).pages,
        question_count: site.totals(id).questions,
        difficulties: site.spread_below(id),
        sections: site
            .guide
            .visible_sections(section)
            .into_iter()
            .map(|below| card(site, place, below, is_home))
            .collect(),
        pages: section
            .pages
            .iter()
            .filter(|page| !site.guide.page(**page).page.front.is_hidden)
            .map(|page| page_card(site, place, *page, Questions::Listed))
            .collect(),
        latest: match is_home {
            true => latest(site, place, &site.guide.pages_below(id)),
            false => Vec::new(),
        },
    };
    (view, problems)
}

/// The path of a page that the generator makes for a folder: `print/python/concurrency`.
pub fn generated(kind: &str, section: &Section) -> PagePath {
    PagePath::generated(&format!("{kind}/{}", folder(section)))
}

/// The path of a folder, without a `/` at its end.
fn folder(section: &Section) -> &str {
    section.path.folder().trim_end_matches('/')
}

/// The tracks as cards that lead to the lists of their questions.
pub fn lists(site: &Site<'_>, place: Place<'_>) -> Vec<CardView> {
    let home = site.guide.section(Guide::HOME);
    let tracks = site.guide.visible_sections(home).into_iter();
    tracks
        .map(|id| CardView {
            href: site.page_href(place, &generated("questions", site.guide.section(id))),
            ..card(site, place, id, false)
        })
        .collect()
}

/// The tracks as cards, for the 404 page.
pub fn tracks(site: &Site<'_>, place: Place<'_>) -> Vec<CardView> {
    let home = site.guide.section(Guide::HOME);
    let tracks = site.guide.visible_sections(home);
    tracks
        .into_iter()
        .map(|id| card(site, place, id, true))
        .collect()
}

/// Makes the view of a tag, as seen from `place`; its lists are left out of the overview.
pub fn tag_view(site: &Site<'_>, place: Place<'_>, tag: &Tag, lists: Questions) -> TagView {
    let (pages, questions) = match lists {
        Questions::Listed => (
            tag.pages
                .iter()
                .map(|page| page_card(site, place, *page, Questions::Counted))
                .collect(),
            tag.questions
                .iter()
                .filter_map(|(page, index)| {
                    let question = site.guide.page(*page).questions().nth(*index)?;
                    let name = site.guide.page(*page).label().to_owned();
                    let href = site.page_href(place, &site.guide.page(*page).path);
                    Some(question_link(site, &href, *page, question, Some(name)))
                })
                .collect(),
        ),
        Questions::Counted => (Vec::new(), Vec::new()),
    };
    TagView {
        name: tag.name.clone(),
        href: site.page_href(place, &tag.path),
        count: tag.pages.len() + tag.questions.len(),
        pages,
        questions,
    }
}

/// Whether questions are listed or only counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Questions {
    /// Each with a link.
    Listed,
    /// As a number.
    Counted,
}

fn introduction(site: &Site<'_>, id: SectionId) -> (String, Diagnostics) {
    let section = site.guide.section(id);
    let Some(index) = &section.index else {
        return (String::new(), Diagnostics::new());
    };
    let mut writer = HtmlWriter::new(
        site.guide,
        site.theme,
        index,
        &section.targets,
        &section.path,
    );
    let mut html = String::new();
    for part in &index.parts {
        if let Part::Prose(blocks) = part {
            html.push_str(&writer.text(blocks));
        }
    }
    (html, writer.into_problems())
}

/// A folder as a card; `is_deep` cards hold their folders and pages as cards.
fn card(site: &Site<'_>, place: Place<'_>, id: SectionId, is_deep: bool) -> CardView {
    let section = site.guide.section(id);
    let own_pages = section
        .pages
        .iter()
        .filter(|page| is_deep && !site.guide.page(**page).page.front.is_hidden);
    let cards = match is_deep {
        true => site.guide.visible_sections(section),
        false => Vec::new(),
    };
    CardView {
        label: section.title.clone(),
        href: site.page_href(place, &section.path),
        description: section.description.clone(),
        page_count: site.totals(id).pages,
        question_count: site.totals(id).questions,
        difficulties: site.spread_below(id),
        cards: cards
            .into_iter()
            .map(|id| card(site, place, id, false))
            .collect(),
        pages: own_pages
            .map(|page| page_card(site, place, *page, Questions::Counted))
            .collect(),
    }
}

/// A page as a card.
pub fn page_card(
    site: &Site<'_>,
    place: Place<'_>,
    id: PageId,
    questions: Questions,
) -> PageCardView {
    let page = site.guide.page(id);
    let front = &page.page.front;
    let href = site.page_href(place, &page.path);
    PageCardView {
        label: page.label().to_owned(),
        title: front.title.clone(),
        path: page.path.as_str().to_owned(),
        description: page.description.clone(),
        is_article: front.kind == PageKind::Article,
        difficulty: front.difficulty.map(|level| site.difficulty(level)),
        question_count: page.questions().count(),
        questions: match questions {
            Questions::Counted => Vec::new(),
            Questions::Listed => page
                .questions()
                .map(|question| question_link(site, &href, id, question, None))
                .collect(),
        },
        href,
    }
}

/// `href` leads to the page that the question is on.
fn question_link(
    site: &Site<'_>,
    href: &str,
    id: PageId,
    question: &Question,
    page_name: Option<String>,
) -> QuestionLinkView {
    let page = site.guide.page(id);
    // Only the text: a link within a link would break the page.
    let title = crate::model::block::plain_text(&question.title);
    let anchor = crate::href::Href::anchor(question.id.as_str());
    QuestionLinkView {
        key: [page.path.as_str(), "#", question.id.as_str()].concat(),
        number: question.number.clone(),
        title_html: super::html::escape(&title),
        href: [href, anchor.as_str()].concat(),
        difficulty: question.difficulty.map(|level| site.difficulty(level)),
        page: page_name,
    }
}

/// The pages with the newest dates; ties go by path.
fn latest(site: &Site<'_>, place: Place<'_>, pages: &[PageId]) -> Vec<LatestView> {
    let mut dated: Vec<(jiff::civil::Date, PageId)> = pages
        .iter()
        .filter_map(|id| Some((site.guide.page(*id).updated?, *id)))
        .collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    dated
        .into_iter()
        .take(LATEST)
        .map(|(date, id)| LatestView {
            link: site.page_link(place, id),
            updated: site.date(date),
        })
        .collect()
}
