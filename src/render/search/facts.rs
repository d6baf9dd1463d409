//! What one page gives to the search: what is shown of it, and the words it is found by.
//!
//! Facts depend on the page and its tags alone, so pages are read in parallel, and the facts
//! of a page that did not change are taken over from the build before.

use serde::{Deserialize, Serialize};

use super::encode::{self, Anchor};
use super::found::Words;
use super::reader::Reader;
use super::words::Text;
use crate::href::Slug;
use crate::model::block::{Block, BlockKind, Heading, plain_text};
use crate::model::guide::{Guide, LinkedPage, PageId, SectionId, TagId};
use crate::model::page::{Page, Part};
use crate::model::question::{Difficulty, Group, Question};

/// What one page gives to the search, or a folder by its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// How many of its documents are headings. They stand behind the page.
    pub headings: u32,
    /// How many are questions. They stand behind the headings.
    pub questions: u32,
    /// What is shown of all of them, as in JSON's lists, without its brackets: titles,
    /// difficulties from 1, and of headings and questions anchors.
    pub shown: String,
    /// The words they are found by.
    pub words: Words,
}

/// How well a word speaks for a document, the weakest first; `scripts/search/engine.js`
/// has a weight for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// In a sample or an output.
    Sample,
    /// Once in its text.
    Text,
    /// Several times in its text, or in its summary.
    TextOften,
    /// In the title of a folder around it.
    Around,
    /// In a tag.
    Tag,
    /// In the title of its page.
    Page,
    /// In its title.
    Title,
    /// In its title, which is short.
    ShortTitle,
}

impl Strength {
    /// All, the weakest first.
    pub const ALL: [Strength; 8] = [
        Strength::Sample,
        Strength::Text,
        Strength::TextOften,
        Strength::Around,
        Strength::Tag,
        Strength::Page,
        Strength::Title,
        Strength::ShortTitle,
    ];

    /// That of the words of a title.
    pub fn of_title(title: &str) -> Self {
        match title.split_whitespace().count() {
            0..=6 => Strength::ShortTitle,
            _ => Strength::Title,
        }
    }
}

/// Reads a page for the search; `whole` is it with its text.
pub fn facts(guide: &Guide, id: PageId, whole: &Page) -> Facts {
    let mut reader = Reader::roomy();
    let page = guide.page(id);
    read_page(guide, page, whole, &mut reader);
    let mut rows = headings(whole, &mut reader);
    let headings = rows.len();
    rows.extend(whole.questions().map(|question| {
        let title = plain_text(&question.title);
        read_question(guide, question, &title, &mut reader);
        row(title, level(question.difficulty), question.id.as_str())
    }));
    let front = &page.page.front;
    Facts {
        headings: headings as u32,
        questions: (rows.len() - headings) as u32,
        shown: encode::list(&(&front.title, level(front.difficulty), rows)),
        words: reader.found.close(),
    }
}

/// The same of a folder's own page.
pub fn folder(guide: &Guide, id: SectionId) -> Facts {
    let section = guide.section(id);
    let mut reader = Reader::default();
    reader.found.open();
    reader.title(&section.title);
    reader.text_of_all(&section.title, Strength::Around);
    if let Some(slug) = &section.slug {
        let filter = format!(":i{slug}");
        reader.found.add_to_all(&filter, Strength::Around);
    }
    let pages = guide.pages_below(id);
    let questions = pages.iter().map(|id| guide.page(*id).questions().count());
    let questions: usize = questions.sum();
    Facts {
        headings: 0,
        questions: 0,
        shown: encode::list(&(&section.title, questions, pages.len())),
        words: reader.found.close(),
    }
}

fn read_page(guide: &Guide, page: &LinkedPage, whole: &Page, reader: &mut Reader) {
    let front = &page.page.front;
    reader.found.open();
    reader.title(&front.title);
    reader.text_of_all(&front.title, Strength::Page);
    if let Some(subtopic) = &front.subtopic {
        let strength = Strength::of_title(&front.title);
        reader.text(subtopic, Text::Prose, strength);
    }
    filter_by_difficulty(front.difficulty, reader);
    for tag in &page.tags {
        let filter = filter_by_tag(guide, *tag, reader);
        reader.found.add_to_all(&filter, Strength::Page);
        reader.text(&guide.tags[tag.0].name, Text::Prose, Strength::Tag);
    }
    if let Some(description) = &front.description {
        reader.text(description, Text::Prose, Strength::TextOften);
    }
    for part in &whole.parts {
        match part {
            Part::Prose(blocks) => {
                let before = blocks.iter().take_while(|block| heading(block).is_none());
                before.for_each(|block| reader.block(block));
                if blocks.iter().any(|block| heading(block).is_some()) {
                    break;
                }
            }
            Part::Group(Group {
                title,
                introduction,
                ..
            }) => {
                reader.inlines(title, Strength::TextOften);
                introduction.iter().for_each(|block| reader.block(block));
            }
            Part::Question(_) => {}
        }
    }
}

/// Reads the headings of an article that are no questions, and the text under them.
fn headings(page: &Page, reader: &mut Reader) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in &page.parts {
        let Part::Prose(blocks) = part else { continue };
        for block in blocks {
            if let Some((anchor, heading)) = heading(block) {
                let title = plain_text(&heading.inlines);
                reader.found.open();
                reader.title(&title);
                rows.push(row(title, 0, anchor.as_str()));
            } else if !rows.is_empty() {
                reader.block(block);
            }
        }
    }
    rows
}

/// A heading that can be linked to.
fn heading(block: &Block) -> Option<(&Slug, &Heading)> {
    match &block.kind {
        BlockKind::Heading(heading) => Some((heading.anchor.as_ref()?, heading)),
        _ => None,
    }
}

fn read_question(guide: &Guide, question: &Question, title: &str, reader: &mut Reader) {
    reader.found.open();
    reader.inlines(&question.title, Strength::of_title(title));
    filter_by_difficulty(question.difficulty, reader);
    for tag in &question.tags {
        reader.text(tag, Text::Prose, Strength::Tag);
        if let Some(tag) = guide.find_tag(tag) {
            filter_by_tag(guide, tag, reader);
        }
    }
    if let Some(summary) = &question.summary {
        reader.text(summary, Text::Prose, Strength::TextOften);
    }
    let options = question.choices.iter().flat_map(|choices| &choices.options);
    let follow_ups = question.follow_ups.iter();
    for follow_up in follow_ups.clone() {
        reader.inlines(&follow_up.title, Strength::Text);
    }
    let texts = [&question.prompt, &question.answer].into_iter();
    let texts = texts
        .chain(options.flat_map(|option| [&option.blocks, &option.reason]))
        .chain(question.hints.iter().map(|hint| &hint.blocks))
        .chain(follow_ups.map(|follow_up| &follow_up.answer));
    for block in texts.flatten() {
        reader.block(block);
    }
}

/// Adds the word that `d:` looks up; no text has it.
fn filter_by_difficulty(difficulty: Option<Difficulty>, reader: &mut Reader) {
    if let Some(Difficulty(level)) = difficulty {
        let filter = format!(":d{level}");
        reader.found.add(&filter, Strength::Tag);
    }
}

/// The same for `tag:`.
fn filter_by_tag(guide: &Guide, tag: TagId, reader: &mut Reader) -> String {
    let filter = format!(":t{}", guide.tags[tag.0].slug);
    reader.found.add(&filter, Strength::Tag);
    filter
}

/// A heading or a question as shown: its title, its difficulty from 1, and its anchor
/// where that does not follow from the title.
#[derive(Serialize)]
#[serde(untagged)]
enum Row {
    Plain((String, usize)),
    Anchored((String, usize, Anchor)),
}

fn row(title: String, level: usize, anchor: &str) -> Row {
    match encode::anchor(&title, anchor) {
        None => Row::Plain((title, level)),
        Some(anchor) => Row::Anchored((title, level, anchor)),
    }
}

fn level(difficulty: Option<Difficulty>) -> usize {
    difficulty.map_or(0, |level| level.0 + 1)
}
