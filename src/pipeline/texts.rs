//! The texts of pages, which come to be rendered when all pages are linked.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Proving, parse_one, proved, settings};
use crate::diagnostic::{Code, Diagnostics};
use crate::discover::Document;
use crate::model::guide::{Guide, PageId};
use crate::model::page::Page;
use crate::parse::{LooksAt, ReservedSection, Settings};
use crate::proof::Lock;

/// The pages with their text, which the guide does without.
///
/// The pages of a small guide are kept from the first parse until they are rendered.
pub(super) struct Texts {
    /// Of each page, until it is taken.
    pub(super) texts: Vec<Mutex<Option<Text>>>,
    pub(super) section_names: Vec<(String, ReservedSection)>,
    pub(super) drafts: bool,
    /// What is looked at when a page is parsed again.
    pub(super) looks_at: LooksAt,
    /// What was found then.
    pub(super) late: Mutex<Vec<(PageId, Diagnostics)>>,
    pub(super) lock: Lock,
}

pub(super) struct Text {
    pub(super) document: Document,
    pub(super) page: Option<Arc<Page>>,
}

impl Texts {
    /// Hands over a page, once: whoever has it is the last to have it.
    pub(super) fn take(&self, guide: &Guide, id: PageId) -> Option<Arc<Page>> {
        let text = self.texts[id.0].lock();
        let Text { document, page } = text.unwrap_or_else(PoisonError::into_inner).take()?;
        Some(page.unwrap_or_else(|| {
            let settings = Settings {
                looks_at: self.looks_at,
                ..settings(&guide.config, self.drafts, &self.section_names)
            };
            let proving = Proving {
                verify: &guide.config.verify,
                lock: &self.lock,
            };
            let page = match self.looks_at {
                LooksAt::NoSamples => parse_again(&document, &settings),
                LooksAt::Samples | LooksAt::SamplesButRust => {
                    let (page, problems) = parse_one(&document, &settings);
                    self.find(id, of_samples(problems));
                    page
                }
            };
            Arc::new(proved(page, proving))
        }))
    }
}

impl Texts {
    fn find(&self, id: PageId, problems: Diagnostics) {
        if !problems.is_empty() {
            let mut late = self.late.lock().unwrap_or_else(PoisonError::into_inner);
            late.push((id, problems));
        }
    }

    /// What was found since it was asked for, once.
    pub(super) fn found(&mut self) -> Vec<(PageId, Diagnostics)> {
        let late = self.late.get_mut().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(late)
    }
}

fn parse_again(document: &Document, settings: &Settings<'_>) -> Page {
    let mut page = crate::parse::parse_again(&document.source, &document.content_path, settings);
    page.committed = document.committed;
    page
}

/// What is wrong with samples, of all that is wrong with a page.
pub(super) fn of_samples(problems: Diagnostics) -> Diagnostics {
    let mut of_samples = Diagnostics::new();
    let codes = [Code::SampleSyntax, Code::LostIndentation];
    let problems = problems.iter().filter(|one| codes.contains(&one.code));
    problems.for_each(|problem| of_samples.push(problem.clone()));
    of_samples
}
