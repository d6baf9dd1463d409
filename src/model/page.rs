//! One Markdown file, parsed; links are still addresses as written.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::href::Slug;
use crate::model::block::{Block, walk};
use crate::model::question::{Difficulty, Group, Question};
use crate::model::sample::{Needs, Proof};
use crate::source::{Source, Span, Spanned};

/// A parsed file of the content folder: a page or a folder's introduction.
///
/// Only a [skeleton](Page::skeleton) is ever stored: what `serde` skips is the text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// The file.
    #[serde(skip, default = "no_source")]
    pub source: Arc<Source>,
    /// Stands for the file's text: pages with the same one were made of the same text.
    pub fingerprint: Fingerprint,
    /// Path below the content folder, with `/`: `python/concurrency/asyncio.md`.
    pub content_path: String,
    /// The front matter.
    pub front: FrontMatter,
    /// The file's last commit, where the site's history tells.
    #[serde(skip)]
    pub committed: Option<jiff::civil::Date>,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
    /// The first paragraph of its text, for pages that do not describe themselves.
    pub opening: String,
    /// The body as Markdown, with front matter and repeated title cut off.
    pub body_span: Span,
    /// Addresses as written, in the order of the text; the tree refers to them by place.
    pub links: Vec<Link>,
    /// Every anchor that a link may name.
    pub anchors: Vec<Slug>,
    /// Ids of questions that were left out as drafts.
    pub draft_anchors: Vec<Slug>,
    /// What is proved of its samples.
    #[serde(skip)]
    pub proofs: Proofs,
}

/// What `verified.lock` knows of a page's samples, as they are now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proofs {
    /// The runs that bore a sample out, by where its code begins.
    pub found: BTreeMap<usize, Vec<Proof>>,
    /// Samples that are to run and have no such run, or not since they changed.
    pub missing: Vec<Span>,
}

/// Whether the file of this content path is about its folder.
pub fn is_section(content_path: &str) -> bool {
    content_path.rsplit('/').next() == Some("_index.md")
}

impl Page {
    /// Whether this is a folder's `_index.md`.
    pub fn is_section(&self) -> bool {
        is_section(&self.content_path)
    }

    /// This page without its text: what other pages and lists may say of it.
    ///
    /// Blocks and Markdown are gone, of the page and of its questions; everything with
    /// a name, a place or a date is there. `link` needs no more.
    pub fn skeleton(&self) -> Page {
        let question = |question: &Question| question.skeleton();
        let parts = self.parts.iter().map(|part| match part {
            Part::Prose(_) => Part::Prose(Vec::new()),
            Part::Question(whole) => Part::Question(Box::new(whole.skeleton())),
            Part::Group(group) => Part::Group(Group {
                id: group.id.clone(),
                number: group.number.clone(),
                title: group.title.clone(),
                introduction: Vec::new(),
                questions: group.questions.iter().map(question).collect(),
            }),
        });
        Page {
            source: Arc::clone(&self.source),
            fingerprint: self.fingerprint,
            content_path: self.content_path.clone(),
            front: self.front.clone(),
            committed: self.committed,
            parts: parts.collect(),
            opening: self.opening.clone(),
            body_span: self.body_span,
            links: self.links.clone(),
            anchors: self.anchors.clone(),
            draft_anchors: self.draft_anchors.clone(),
            proofs: self.proofs.clone(),
        }
    }

    /// All questions in order, those in groups included.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().flat_map(|part| match part {
            Part::Prose(_) => &[],
            Part::Question(question) => std::slice::from_ref(&**question),
            Part::Group(group) => group.questions.as_slice(),
        })
    }
}

impl Page {
    /// Calls `visit` for every block of the page, in the order of the text.
    pub fn visit_blocks<'a>(&'a self, visit: &mut impl FnMut(&'a Block)) {
        for part in &self.parts {
            match part {
                Part::Prose(blocks) => walk(blocks, visit),
                Part::Question(question) => visit_question(question, visit),
                Part::Group(group) => {
                    walk(&group.introduction, visit);
                    for question in &group.questions {
                        visit_question(question, visit);
                    }
                }
            }
        }
    }
}

fn visit_question<'a>(question: &'a Question, visit: &mut impl FnMut(&'a Block)) {
    walk(&question.prompt, visit);
    for option in question.choices.iter().flat_map(|choices| &choices.options) {
        walk(&option.blocks, visit);
        walk(&option.reason, visit);
    }
    for hint in &question.hints {
        walk(&hint.blocks, visit);
    }
    walk(&question.answer, visit);
    for follow_up in &question.follow_ups {
        walk(&follow_up.answer, visit);
    }
    walk(&question.sources, visit);
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Part {
    /// Text.
    Prose(#[serde(skip)] Vec<Block>),
    /// A question.
    Question(Box<Question>),
    /// Questions under one heading.
    Group(Group),
}

/// The keys of a page, checked, with the defaults that need no other page filled in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Where the front matter stands, delimiters included.
    pub span: Span,
    /// The heading. Empty only if missing, which is an error already reported.
    pub title: String,
    /// The short name, where it differs from the title.
    pub subtopic: Option<String>,
    /// How headings are read.
    pub kind: PageKind,
    /// For questions without their own.
    pub difficulty: Option<Difficulty>,
    /// Overrides the track's displayed name.
    pub framework: Option<String>,
    /// Overrides the topic's displayed name.
    pub topic: Option<String>,
    /// Place among siblings; absent means last.
    pub order: Option<i64>,
    /// Tags as written.
    pub tags: Vec<Spanned<String>>,
    /// Authors; absent means the site's.
    pub authors: Option<Vec<String>>,
    /// The lead; absent means the first paragraph.
    pub description: Option<String>,
    /// The meta description, where it differs from the lead.
    pub seo_description: Option<String>,
    /// As written; absent means the last commit.
    #[serde(with = "day")]
    pub updated: Option<jiff::civil::Date>,
    /// Links to other pages and questions.
    pub related: Vec<Spanned<String>>,
    /// The long read on the subject.
    pub article: Option<Spanned<String>>,
    /// Where the page is discussed; absent means the site's.
    pub discussion: Option<String>,
    /// For samples without their own.
    pub needs: Option<Needs>,
    /// Former content paths, without extension.
    pub aliases: Vec<Spanned<String>>,
    /// The last part of the address, where not the file's name.
    pub slug: Option<Spanned<Slug>>,
    /// Not in sidebar, siblings, search, feeds and review.
    pub is_hidden: bool,
    /// Built only with `--drafts`.
    pub is_draft: bool,
    /// `$…$` is mathematics; absent means the site's.
    pub math: Option<bool>,
}

/// How a page's headings are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PageKind {
    /// Every level-2 heading is a question.
    #[default]
    Qa,
    /// A heading is a question when metadata follows it.
    Article,
}

impl PageKind {
    /// The kinds by the name used in front matter.
    pub const ALL: [(&'static str, PageKind); 2] =
        [("qa", PageKind::Qa), ("article", PageKind::Article)];
}

/// An address as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address.
    pub destination: String,
    /// Where it stands.
    pub span: Span,
    /// What it is for.
    pub purpose: LinkPurpose,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkPurpose {
    /// A link in the text.
    Text,
    /// An image in the text.
    Image,
    /// An entry of a question's `Related` section.
    Related,
}

fn no_source() -> Arc<Source> {
    Source::new("", "")
}

/// A day as three numbers.
mod day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|day| (day.year(), day.month(), day.day()))
            .serialize(serializer)
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let day: Option<(i16, i8, i8)> = Option::deserialize(deserializer)?;
        day.map(|(year, month, day)| Date::new(year, month, day).map_err(D::Error::custom))
            .transpose()
    }
}
