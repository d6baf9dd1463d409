//! What one page gives to the search: what is shown of it, and the words it is found by.
//!
//! Facts depend on the page and its tags alone, so pages are read in parallel, and the facts
//! of a page that did not change are taken over from the build before.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rapidhash::v3::rapidhash_v3;
use serde::{Deserialize, Serialize};

use super::words::{Text, words};
use crate::model::block::{Block, BlockKind, Inline, plain_text, walk};
use crate::model::guide::{Guide, LinkedPage, PageId};
use crate::model::page::{Page, Part};
use crate::model::question::{Group, Question};

/// What one page gives to the search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The page first, then its headings, then its questions.
    pub documents: Vec<Document>,
    /// How many of the documents are headings.
    pub headings: u32,
    /// The words, each ended by a line end, in the order they were met.
    pub words: String,
    /// For each word, by 1 + how many documents have it, and then those with their
    /// [`Strength`]s, all as numbers of seven bits a byte: `(document << 3) | strength`.
    #[serde(with = "crate::bytes")]
    pub hits: Vec<u8>,
}

/// What can be found: a page, a heading of an article, a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title, without markup.
    pub title: String,
    /// The anchor; empty for the page itself.
    pub anchor: String,
    /// The place in the site's scale of difficulties.
    pub difficulty: Option<u32>,
    /// The slugs of its tags; those of the page stand with the page alone.
    pub tags: Vec<String>,
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

/// How many different words a page has, generously.
const USUAL_WORDS: usize = 800;

/// Reads a page for the search; `whole` is it with its text.
pub fn facts(guide: &Guide, id: PageId, whole: &Page) -> Facts {
    let headings = headings(whole);
    // Room for a page as they usually are: growing is a quarter of the work.
    let mut reader = Reader {
        table: HashTable::with_capacity(USUAL_WORDS),
        text: String::with_capacity(8 * USUAL_WORDS),
        ..Reader::default()
    };
    let mut documents = vec![page_document(guide, guide.page(id), whole, &mut reader)];
    let count = headings.len();
    for heading in &headings {
        reader.open(Strength::of_title(&heading.title));
        reader.text(&heading.title, Text::Prose, None);
        for block in &heading.blocks {
            reader.block(block);
        }
    }
    documents.extend(headings.into_iter().map(|heading| Document {
        title: heading.title,
        anchor: heading.anchor,
        difficulty: None,
        tags: Vec::new(),
    }));
    for question in whole.questions() {
        documents.push(question_document(guide, question, &mut reader));
    }
    let (words, hits) = reader.close();
    Facts {
        documents,
        headings: u32::try_from(count).unwrap_or(u32::MAX),
        words,
        hits,
    }
}

fn page_document(guide: &Guide, page: &LinkedPage, whole: &Page, reader: &mut Reader) -> Document {
    let front = &page.page.front;
    reader.open(Strength::of_title(&front.title));
    reader.text(&front.title, Text::Prose, None);
    if let Some(subtopic) = &front.subtopic {
        reader.text(subtopic, Text::Prose, None);
    }
    for tag in &page.tags {
        let name = &guide.tags[tag.0].name;
        reader.text(name, Text::Prose, Some(Strength::Tag));
    }
    if let Some(description) = &front.description {
        reader.text(description, Text::Prose, Some(Strength::TextOften));
    }
    for part in &whole.parts {
        match part {
            Part::Prose(blocks) => {
                let before = blocks.iter().take_while(|block| !is_heading(block));
                before.for_each(|block| reader.block(block));
                if blocks.iter().any(is_heading) {
                    break;
                }
            }
            Part::Group(Group {
                title,
                introduction,
                ..
            }) => {
                reader.inlines(title, Some(Strength::TextOften));
                introduction.iter().for_each(|block| reader.block(block));
            }
            Part::Question(_) => {}
        }
    }
    Document {
        title: front.title.clone(),
        anchor: String::new(),
        difficulty: front
            .difficulty
            .and_then(|level| u32::try_from(level.0).ok()),
        tags: page
            .tags
            .iter()
            .map(|tag| guide.tags[tag.0].slug.to_string())
            .collect(),
    }
}

fn question_document(guide: &Guide, question: &Question, reader: &mut Reader) -> Document {
    let title = plain_text(&question.title);
    reader.open(Strength::of_title(&title));
    reader.inlines(&question.title, None);
    for tag in &question.tags {
        reader.text(tag, Text::Prose, Some(Strength::Tag));
    }
    if let Some(summary) = &question.summary {
        reader.text(summary, Text::Prose, Some(Strength::TextOften));
    }
    let options = question.choices.iter().flat_map(|choices| &choices.options);
    let follow_ups = question.follow_ups.iter();
    for follow_up in follow_ups.clone() {
        reader.inlines(&follow_up.title, Some(Strength::Text));
    }
    let texts = [&question.prompt, &question.answer].into_iter();
    let texts = texts
        .chain(options.flat_map(|option| [&option.blocks, &option.reason]))
        .chain(question.hints.iter().map(|hint| &hint.blocks))
        .chain(follow_ups.map(|follow_up| &follow_up.answer));
    for block in texts.flatten() {
        reader.block(block);
    }
    let tags = question.tags.iter().filter_map(|tag| guide.find_tag(tag));
    Document {
        title,
        anchor: question.id.to_string(),
        difficulty: question
            .difficulty
            .and_then(|level| u32::try_from(level.0).ok()),
        tags: tags.map(|tag| guide.tags[tag.0].slug.to_string()).collect(),
    }
}

/// A heading of an article that is no question, and the text under it.
struct Headed<'a> {
    title: String,
    anchor: String,
    blocks: Vec<&'a Block>,
}

fn is_heading(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.anchor.is_some())
}

fn headings(page: &Page) -> Vec<Headed<'_>> {
    let mut headings: Vec<Headed<'_>> = Vec::new();
    for part in &page.parts {
        let Part::Prose(blocks) = part else { continue };
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) if heading.anchor.is_some() => headings.push(Headed {
                    title: plain_text(&heading.inlines),
                    anchor: heading.anchor.iter().map(ToString::to_string).collect(),
                    blocks: Vec::new(),
                }),
                _ => headings
                    .last_mut()
                    .into_iter()
                    .for_each(|heading| heading.blocks.push(block)),
            }
        }
    }
    headings
}

/// The end of a list in [`Reader::hits`].
const NONE: u32 = u32::MAX;

/// A word met on the page.
struct Word {
    start: u32,
    end: u32,
    count: u32,
    first: u32,
    last: u32,
}

/// A word in one document.
struct Hit {
    document: u32,
    strength: Strength,
    next: u32,
}

/// Gathers the words of a page, document by document.
#[derive(Default)]
struct Reader {
    /// How many documents were opened.
    documents: u32,
    title: Option<Strength>,
    text: String,
    table: HashTable<u32>,
    words: Vec<Word>,
    /// The documents of all words, as linked lists: a list of its own for each of
    /// three hundred words would be three hundred allocations.
    hits: Vec<Hit>,
}

impl Reader {
    /// Begins the next document.
    fn open(&mut self, title: Strength) {
        self.documents += 1;
        self.title = Some(title);
    }

    /// `strength` is absent for the document's own title.
    fn text(&mut self, text: &str, kind: Text, strength: Option<Strength>) {
        let strength = strength.or(self.title).unwrap_or(Strength::Text);
        words(text, kind, &mut |word| self.word(word, strength));
    }

    fn inlines(&mut self, inlines: &[Inline], strength: Option<Strength>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text, Text::Prose, strength),
                Inline::Code(code) => self.text(code, Text::Code, strength),
                Inline::Emphasis(inlines)
                | Inline::Strong(inlines)
                | Inline::Strikethrough(inlines)
                | Inline::Link { inlines, .. } => self.inlines(inlines, strength),
                Inline::Image { alt, .. } => self.text(alt, Text::Prose, strength),
                Inline::Math(_)
                | Inline::Html(_)
                | Inline::FootnoteReference(_)
                | Inline::SoftBreak
                | Inline::HardBreak => {}
            }
        }
    }

    fn block(&mut self, block: &Block) {
        walk(
            std::slice::from_ref(block),
            &mut |block| match &block.kind {
                BlockKind::Paragraph(inlines) => self.inlines(inlines, Some(Strength::Text)),
                BlockKind::Heading(heading) => self.inlines(&heading.inlines, Some(Strength::Text)),
                BlockKind::Callout(callout) => {
                    let title = callout.title.as_deref().unwrap_or_default();
                    self.inlines(title, Some(Strength::Text));
                }
                BlockKind::Table(table) => {
                    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                        self.inlines(cell, Some(Strength::Text));
                    }
                }
                BlockKind::Sample(sample) => {
                    self.text(&sample.code, Text::Sample, Some(Strength::Sample));
                }
                BlockKind::Output(output) => {
                    self.text(&output.text, Text::Sample, Some(Strength::Sample));
                }
                BlockKind::Diagram(diagram) => {
                    self.text(&diagram.source, Text::Sample, Some(Strength::Sample));
                }
                BlockKind::Quote(_)
                | BlockKind::List(_)
                | BlockKind::Tabs(_)
                | BlockKind::Math(_)
                | BlockKind::Rule
                | BlockKind::Html(_)
                | BlockKind::Comment(_)
                | BlockKind::Footnote { .. } => {}
            },
        );
    }

    fn word(&mut self, word: &str, strength: Strength) {
        let (text, words) = (&mut self.text, &mut self.words);
        let spelled = |id: u32, text: &str| {
            let Word { start, end, .. } = words[id as usize];
            hash(&text.as_bytes()[start as usize..end as usize])
        };
        let is_same = |id: &u32| {
            let Word { start, end, .. } = words[*id as usize];
            text.as_bytes()[start as usize..end as usize] == *word.as_bytes()
        };
        let entry = self
            .table
            .entry(hash(word.as_bytes()), is_same, |id| spelled(*id, text));
        let id = match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let id = words.len() as u32;
                place.insert(id);
                let start = text.len() as u32;
                text.push_str(word);
                let end = text.len() as u32;
                text.push('\n');
                words.push(Word {
                    start,
                    end,
                    count: 0,
                    first: NONE,
                    last: NONE,
                });
                id
            }
        };
        self.hit(id, strength);
    }

    fn hit(&mut self, id: u32, strength: Strength) {
        let document = self.documents.saturating_sub(1);
        let word = &mut self.words[id as usize];
        if word.last != NONE {
            let last = &mut self.hits[word.last as usize];
            if last.document == document {
                last.strength = match (last.strength, strength) {
                    (Strength::Text, Strength::Text) => Strength::TextOften,
                    (known, new) => known.max(new),
                };
                return;
            }
        }
        let hit = self.hits.len() as u32;
        match word.last {
            NONE => word.first = hit,
            last => self.hits[last as usize].next = hit,
        }
        word.last = hit;
        word.count += 1;
        self.hits.push(Hit {
            document,
            strength,
            next: NONE,
        });
    }

    fn close(mut self) -> (String, Vec<u8>) {
        let mut bytes = Vec::with_capacity(self.hits.len() + self.words.len());
        for word in &self.words {
            push_number(&mut bytes, word.count);
            let mut at = word.first;
            while let Some(hit) = self.hits.get(at as usize) {
                push_number(&mut bytes, (hit.document << 3) | hit.strength as u32);
                at = hit.next;
            }
        }
        // Facts of all pages stay until the end.
        self.text.shrink_to_fit();
        bytes.shrink_to_fit();
        (self.text, bytes)
    }
}

/// The hash of a word: for tables only, it is nowhere kept.
pub fn hash(word: &[u8]) -> u64 {
    rapidhash_v3(word)
}

fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        bytes.push((number as u8 & 0x7f) | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes the next number off `bytes`; 0 when there is none.
pub fn take_number(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << (shift & 31);
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}
