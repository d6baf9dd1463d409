//! Pages to study on over the whole site: practice, review, the index of questions, print.
//!
//! Each says without scripts where the questions are; scripts do the rest.

use super::section::{self, Questions};
use super::view::{CardView, PageCardView};
use super::{Done, Renderer, Values, at, shard};
use crate::diagnostic::Diagnostic;
use crate::href::PagePath;
use crate::model::guide::{Guide, PageId, SectionId};

/// How many questions a list may have; beyond it each track has a list of its own.
const LIST_LIMIT: usize = 1000;

/// A page to study on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudyPage {
    /// Sessions over the site, and the mock interview.
    Practice,
    /// What is due.
    Review,
    /// All questions, or where the lists of each track are.
    Questions,
    /// A track's questions.
    TrackQuestions(SectionId),
    /// A folder's pages on one page.
    Print(SectionId),
}

impl Renderer<'_> {
    /// The study pages of the site; those that are switched off are not among them.
    pub fn study_pages(&self) -> Vec<StudyPage> {
        let guide = self.site.guide;
        let study = guide.config.study;
        let mut pages = vec![StudyPage::Questions];
        if self.is_long() {
            let tracks = guide.visible_sections(guide.section(Guide::HOME));
            pages.extend(tracks.into_iter().map(StudyPage::TrackQuestions));
        }
        pages.extend(study.practice.then_some(StudyPage::Practice));
        pages.extend(study.review.then_some(StudyPage::Review));
        let sections = (1..guide.sections.len()).map(SectionId);
        let printed = sections.filter(|id| shard::is_printed(guide, *id));
        pages.extend(printed.map(StudyPage::Print));
        pages
    }

    /// Makes one of them.
    pub fn study(&self, page: StudyPage) -> Result<Done, Diagnostic> {
        let site = self.site;
        let guide = site.guide;
        let kind = kind(page);
        let path = self.study_path(page);
        let place = at(&path, Guide::HOME);
        let title = match page {
            StudyPage::TrackQuestions(id) | StudyPage::Print(id) => {
                let name = guide.section(id).title.clone();
                site.string(&format!("{kind}-of"), &[("name", name.into())])
            }
            _ => site.string(&format!("{kind}-title"), &[]),
        };
        let cards = |pages: &[PageId], questions: Questions| -> Vec<PageCardView> {
            let cards = pages.iter();
            cards
                .map(|page| section::page_card(site, place, *page, questions))
                .collect()
        };
        let tracks: Option<Vec<CardView>> = match page {
            StudyPage::Practice | StudyPage::Review => Some(section::tracks(site, place)),
            StudyPage::Questions if self.is_long() => Some(section::lists(site, place)),
            _ => None,
        };
        let pages: Option<Vec<PageCardView>> = match page {
            StudyPage::Questions if self.is_long() => {
                let home = guide.section(Guide::HOME);
                let listed = home.pages.iter().copied().filter(|id| guide.is_listed(*id));
                Some(cards(&listed.collect::<Vec<_>>(), Questions::Listed))
            }
            StudyPage::Questions => Some(cards(&guide.pages_below(Guide::HOME), Questions::Listed)),
            StudyPage::TrackQuestions(id) => Some(cards(&guide.pages_below(id), Questions::Listed)),
            StudyPage::Print(id) => Some(cards(&shard::printed(guide, id), Questions::Counted)),
            StudyPage::Practice | StudyPage::Review => None,
        };
        let description = site.string(&format!("{kind}-description"), &[]);
        let mut shell = site.shell(place, kind, &title, &description);
        // A second copy of the pages is nothing to be found.
        shell.is_hidden = matches!(page, StudyPage::Print(_));
        let values = Values {
            tracks: tracks.as_deref(),
            pages: pages.as_deref(),
            label: Some(&title),
            ..self.values(place, shell)
        };
        self.html(&format!("{kind}.html"), &values, &path, path.as_str())
    }

    /// Where a study page lives.
    pub fn study_path(&self, page: StudyPage) -> PagePath {
        let guide = self.site.guide;
        match page {
            StudyPage::Practice | StudyPage::Review => PagePath::generated(kind(page)),
            StudyPage::Questions => PagePath::generated("questions/index"),
            StudyPage::TrackQuestions(id) | StudyPage::Print(id) => {
                section::generated(kind(page), guide.section(id))
            }
        }
    }

    fn is_long(&self) -> bool {
        self.site.totals(Guide::HOME).questions > LIST_LIMIT
    }
}

/// The name of its template.
fn kind(page: StudyPage) -> &'static str {
    match page {
        StudyPage::Practice => "practice",
        StudyPage::Review => "review",
        StudyPage::Questions | StudyPage::TrackQuestions(_) => "questions",
        StudyPage::Print(_) => "print",
    }
}
