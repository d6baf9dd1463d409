//! A question and all that hangs on it.

use serde::{Deserialize, Serialize};

use crate::href::Slug;
use crate::model::block::{Block, Inline, LinkId};
use crate::model::sample::Needs;
use crate::source::Span;

/// A place in the site's own scale of difficulties, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Difficulty(pub usize);

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What readers' progress and Anki notes hang on: unique on the page, never changed silently.
    pub id: Slug,
    /// Whether the id was written down; if not it follows the heading.
    pub has_written_id: bool,
    /// The heading's own slug, a second anchor where it differs from the id.
    pub heading_anchor: Option<Slug>,
    /// `1`, `2`, or within a group `1a`, `1b`.
    pub number: String,
    /// The heading's level, as written.
    pub level: u8,
    /// The heading.
    pub title: Vec<Inline>,
    /// The heading as Markdown.
    pub title_markdown: String,
    /// The heading's range.
    pub heading_span: Span,
    /// Where its metadata comment stands, if it has one.
    pub metadata_span: Option<Span>,
    /// From the heading to the end of the question.
    pub span: Span,
    /// Its own, its group's or its page's.
    pub difficulty: Option<Difficulty>,
    /// Its own and its group's.
    pub tags: Vec<String>,
    /// Its own or its page's.
    pub needs: Option<Needs>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Former ids.
    pub aliases: Vec<Slug>,
    /// The one-line abstract under the heading.
    pub summary: Option<String>,
    /// What stands before the answer.
    #[serde(skip)]
    pub prompt: Vec<Block>,
    /// The prompt as Markdown.
    #[serde(skip)]
    pub prompt_markdown: String,
    /// Hints, revealed one by one.
    #[serde(skip)]
    pub hints: Vec<Hint>,
    /// Options to choose from.
    #[serde(skip)]
    pub choices: Option<Choices>,
    /// The answer.
    #[serde(skip)]
    pub answer: Vec<Block>,
    /// The answer as Markdown.
    #[serde(skip)]
    pub answer_markdown: String,
    /// What an interviewer would press on with.
    #[serde(skip)]
    pub follow_ups: Vec<FollowUp>,
    /// Links under `Related`.
    pub related: Vec<RelatedLink>,
    /// The blocks under `Sources`.
    #[serde(skip)]
    pub sources: Vec<Block>,
    /// `Sources` as Markdown.
    #[serde(skip)]
    pub sources_markdown: String,
}

impl Question {
    /// This question without its text; see [`Page::skeleton`](crate::model::page::Page::skeleton).
    pub fn skeleton(&self) -> Question {
        Question {
            id: self.id.clone(),
            has_written_id: self.has_written_id,
            heading_anchor: self.heading_anchor.clone(),
            number: self.number.clone(),
            level: self.level,
            title: self.title.clone(),
            title_markdown: self.title_markdown.clone(),
            heading_span: self.heading_span,
            metadata_span: self.metadata_span,
            span: self.span,
            difficulty: self.difficulty,
            tags: self.tags.clone(),
            needs: self.needs.clone(),
            kind: self.kind,
            aliases: self.aliases.clone(),
            summary: self.summary.clone(),
            prompt: Vec::new(),
            prompt_markdown: String::new(),
            hints: Vec::new(),
            choices: None,
            answer: Vec::new(),
            answer_markdown: String::new(),
            follow_ups: Vec::new(),
            related: self.related.iter().map(RelatedLink::skeleton).collect(),
            sources: Vec::new(),
            sources_markdown: String::new(),
        }
    }
}

/// A link under `Related`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RelatedLink {
    /// Where it leads.
    pub target: LinkId,
    /// Its text, shown where the target has no title of its own.
    #[serde(skip)]
    pub text: String,
}

impl RelatedLink {
    /// This link without its text.
    fn skeleton(&self) -> RelatedLink {
        RelatedLink {
            target: self.target,
            text: String::new(),
        }
    }
}

/// How a question is answered; follows from its parts unless `kind` says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionKind {
    /// In one's own words.
    Open,
    /// By choosing among options.
    Choice,
    /// By saying what a sample prints.
    Output,
}

impl QuestionKind {
    /// The kinds by the name used in metadata and data files.
    pub const ALL: [(&'static str, QuestionKind); 3] = [
        ("open", QuestionKind::Open),
        ("choice", QuestionKind::Choice),
        ("output", QuestionKind::Output),
    ];

    /// The name used in metadata and data files.
    pub fn name(self) -> &'static str {
        match self {
            QuestionKind::Open => "open",
            QuestionKind::Choice => "choice",
            QuestionKind::Output => "output",
        }
    }
}

/// A hint.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its text as Markdown.
    pub markdown: String,
}

/// The options of a choice question; at least one is right.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// In the order written.
    pub options: Vec<Choice>,
}

impl Choices {
    /// Whether more than one option is right.
    pub fn is_multiple(&self) -> bool {
        self.options.iter().filter(|option| option.is_right).count() > 1
    }
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Whether it is right.
    pub is_right: bool,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its text as Markdown.
    pub markdown: String,
    /// Why it is right or wrong; often empty.
    pub reason: Vec<Block>,
    /// The reason as Markdown.
    pub reason_markdown: String,
}

/// A further question an interviewer would ask; not graded, not counted.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// The question.
    pub title: Vec<Inline>,
    /// The question as Markdown.
    pub title_markdown: String,
    /// Its answer.
    pub answer: Vec<Block>,
    /// Its answer as Markdown.
    pub answer_markdown: String,
}

/// Several questions under one heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The group's anchor.
    pub id: Slug,
    /// `1`, `2`, counted with the page's questions.
    pub number: String,
    /// The heading.
    pub title: Vec<Inline>,
    /// What stands between the heading and the first question.
    #[serde(skip)]
    pub introduction: Vec<Block>,
    /// Its questions.
    pub questions: Vec<Question>,
}
