//! Puts the facts of all pages together and cuts them into files.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use serde::Serialize;

use super::encode::{self, Anchor, WordList, push_number};
use super::facts::{Document, Facts, Strength, hash, take_number};
use super::words::{Text, words};
use crate::model::artifact::Artifact;
use crate::model::guide::{Guide, PageId, SectionId};

/// How many bytes a file of words may have before the next begins.
const WORDS_LIMIT: usize = 12_000;

/// The same for documents.
const DOCUMENTS_LIMIT: usize = 8_000;

/// A word in more than one of so many documents' texts does not tell them apart: it counts
/// in titles and tags alone.
const COMMON_SHARE: usize = 7;

/// On a small site no word is common.
const COMMON_LEAST: usize = 60;

/// Words shorter than this are not mended.
const MENDED_LEAST: usize = 4;

/// How many topics are offered before anything is typed.
const TOPICS: usize = 8;

/// A word in a document.
#[derive(Clone, Copy)]
struct Posting {
    word: u32,
    /// `(document << 3) | strength`
    hit: u32,
}

/// Where words were met, in the order of documents.
enum Step<'a> {
    Word(Posting),
    /// A page; `ids` is where the numbers of its words begin.
    Page {
        first: u32,
        facts: &'a Facts,
        ids: usize,
    },
}

impl Step<'_> {
    /// Calls `found` with each word in each document.
    fn each(&self, ids: &[u32], found: &mut impl FnMut(Posting)) {
        match self {
            Step::Word(posting) => found(*posting),
            Step::Page {
                first,
                facts,
                ids: start,
            } => {
                let mut hits = facts.hits.as_slice();
                for word in &ids[*start..] {
                    if hits.is_empty() {
                        break;
                    }
                    for _ in 0..take_number(&mut hits) {
                        let hit = take_number(&mut hits) + (first << 3);
                        found(Posting { word: *word, hit });
                    }
                }
            }
        }
    }
}

/// A word that stands for several documents in a row.
struct Range {
    word: u32,
    strength: Strength,
    start: u32,
    length: u32,
}

/// The files, while pages are added in reading order.
pub struct Shards<'a> {
    guide: &'a Guide,
    table: HashTable<u32>,
    text: String,
    /// Where each word stands in `text`.
    spelled: Vec<(u32, u32)>,
    steps: Vec<Step<'a>>,
    /// The words of all pages, each as often as it stands in [`Facts::words`].
    ids: Vec<u32>,
    ranges: Vec<Range>,
    /// How many documents there are.
    count: u32,
    /// The kinds of all documents, as `index.js` has them.
    units: String,
    chunks: Chunks,
}

impl<'a> Shards<'a> {
    /// `words` is how many there are in the facts of all pages.
    pub fn new(guide: &'a Guide, words: usize) -> Self {
        Self {
            guide,
            table: HashTable::new(),
            text: String::new(),
            spelled: Vec::new(),
            steps: Vec::new(),
            ids: Vec::with_capacity(words),
            ranges: Vec::new(),
            count: 0,
            units: String::new(),
            chunks: Chunks::default(),
        }
    }

    /// Adds a folder's own page and gives its number, for [`Shards::close_section`].
    pub fn section(&mut self, id: SectionId) -> u32 {
        let section = self.guide.section(id);
        let number = self.take_numbers(1);
        self.units.push('A');
        self.title(number, &section.title, Strength::of_title(&section.title));
        let pages = self.guide.pages_below(id);
        let questions = pages
            .iter()
            .map(|id| self.guide.page(*id).questions().count());
        self.chunks.open(self.guide, id, number);
        self.chunks
            .add(&("", &section.title, questions.sum::<usize>(), pages.len()));
        number
    }

    /// Says that everything since was below the folder.
    pub fn close_section(&mut self, id: SectionId, number: u32) {
        let section = self.guide.section(id);
        let length = self.count - number;
        let mut around: Vec<u32> = Vec::new();
        words(&section.title, Text::Prose, &mut |word| {
            around.push(self.word(word))
        });
        let slugs = section.slug.iter().map(|slug| format!(":i{slug}"));
        around.extend(slugs.map(|slug| self.word(&slug)).collect::<Vec<_>>());
        self.ranges.extend(around.into_iter().map(|word| Range {
            word,
            strength: Strength::Around,
            start: number,
            length,
        }));
    }

    /// Adds a page and all on it.
    pub fn page(&mut self, id: PageId, facts: &'a Facts) {
        let page = self.guide.page(id);
        let length = facts.documents.len() as u32;
        let first = self.take_numbers(length);
        let (headings, questions) = (facts.headings, length - 1 - facts.headings);
        push_number(&mut self.units, questions);
        if headings > 0 {
            self.units.push('B');
            push_number(&mut self.units, headings);
        }
        self.steps.push(Step::Page {
            first,
            facts,
            ids: self.ids.len(),
        });
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', facts.words.as_bytes()) {
            let word = self.word(&facts.words[start..end]);
            self.ids.push(word);
            start = end + 1;
        }
        let Some((own, below)) = facts.documents.split_first() else {
            return;
        };
        for (number, document) in (first..).zip(&facts.documents) {
            self.filters(number, document);
        }
        let tags: Vec<u32> = own
            .tags
            .iter()
            .map(|tag| self.word(&format!(":t{tag}")))
            .collect();
        let mut range = |word: u32, strength| {
            self.ranges.push(Range {
                word,
                strength,
                start: first,
                length,
            });
        };
        let mut found: Vec<u32> = Vec::new();
        words(&own.title, Text::Prose, &mut |word| {
            found.push(intern(
                &mut self.table,
                &mut self.text,
                &mut self.spelled,
                word,
            ));
        });
        found.extend(tags);
        found
            .into_iter()
            .for_each(|word| range(word, Strength::Page));
        let rows: Vec<Row<'_>> = below.iter().map(row).collect();
        self.chunks.open(self.guide, page.section, first);
        self.chunks
            .add(&(page.slug.as_str(), &own.title, level(own), rows));
    }

    /// Words that no text has: what `d:` and `tag:` look up.
    fn filters(&mut self, number: u32, document: &Document) {
        let difficulty = document.difficulty.map(|level| format!(":d{level}"));
        let tags = document.tags.iter().map(|tag| format!(":t{tag}"));
        for filter in difficulty.into_iter().chain(tags) {
            let word = self.word(&filter);
            let hit = (number << 3) | Strength::Tag as u32;
            self.steps.push(Step::Word(Posting { word, hit }));
        }
    }

    fn title(&mut self, number: u32, title: &str, strength: Strength) {
        let mut found: Vec<u32> = Vec::new();
        words(title, Text::Prose, &mut |word| found.push(self.word(word)));
        let hit = (number << 3) | strength as u32;
        let words = found.into_iter();
        self.steps
            .extend(words.map(|word| Step::Word(Posting { word, hit })));
    }

    fn take_numbers(&mut self, count: u32) -> u32 {
        let first = self.count;
        self.count += count;
        first
    }

    fn word(&mut self, word: &str) -> u32 {
        intern(&mut self.table, &mut self.text, &mut self.spelled, word)
    }

    /// All files.
    pub fn close(mut self) -> Vec<Artifact> {
        let (documents, starts) = std::mem::take(&mut self.chunks).close();
        let lists = self.lists();
        let order = self.order();
        let (terms, term_starts) = self.terms(&order, &lists);
        let (mirrored, mirrored_starts) = self.mirrored(&order);
        let index = IndexFile {
            n: self.count,
            u: &self.units,
            d: &self.guide.config.difficulties,
            t: &term_starts,
            w: &mirrored_starts,
            c: &starts,
            s: self.topics(),
        };
        let index = encode::script("i", 0, &[&index]);
        let mut artifacts = vec![Artifact::new("search/index.js", index)];
        artifacts.extend(terms);
        artifacts.extend(mirrored);
        artifacts.extend(documents);
        artifacts
    }

    /// The documents of each word, in order: steps came document by document.
    ///
    /// They are read twice, to count and to put in place: to gather them would take three
    /// times the room of the lists.
    fn lists(&mut self) -> Lists {
        let count = self.spelled.len();
        let mut starts = vec![0_usize; count + 1];
        for step in &self.steps {
            step.each(&self.ids, &mut |posting| {
                starts[posting.word as usize + 1] += 1;
            });
        }
        for word in 0..count {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut hits = vec![0; starts[count]];
        for step in std::mem::take(&mut self.steps) {
            step.each(&self.ids, &mut |posting| {
                let place = &mut next[posting.word as usize];
                hits[*place] = posting.hit;
                *place += 1;
            });
        }
        self.ids = Vec::new();
        let mut ranges: Vec<Vec<Range>> = Vec::new();
        ranges.resize_with(count, Vec::new);
        for range in std::mem::take(&mut self.ranges) {
            ranges[range.word as usize].push(range);
        }
        Lists {
            starts,
            hits,
            ranges,
        }
    }

    /// Words in the order in which browsers sort strings.
    fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.spelled.len() as u32).collect();
        // UTF-16 and UTF-8 sort alike up to the first surrogate.
        match self.text.bytes().any(|byte| byte >= 0xf0) {
            true => order
                .sort_by_cached_key(|word| self.spell(*word).encode_utf16().collect::<Vec<_>>()),
            false => order.sort_unstable_by_key(|word| self.spell(*word)),
        }
        order
    }

    fn spell(&self, word: u32) -> &str {
        let (start, end) = self.spelled[word as usize];
        &self.text[start as usize..end as usize]
    }

    fn terms(&self, order: &[u32], lists: &Lists) -> (Vec<Artifact>, Vec<String>) {
        let mut files = Vec::new();
        let mut starts = Vec::new();
        let mut list = WordList::default();
        let mut postings = String::new();
        let mut last = "";
        for word in order {
            let spelled = self.spell(*word);
            if list.len() == 0 {
                starts.push(encode::boundary(last, spelled));
            } else {
                postings.push(' ');
            }
            list.push(spelled);
            lists.write(*word, self.count, &mut postings);
            last = spelled;
            if list.len() + postings.len() > WORDS_LIMIT {
                files.push(term_file(files.len(), &mut list, &mut postings));
            }
        }
        if list.len() > 0 {
            files.push(term_file(files.len(), &mut list, &mut postings));
        }
        (files, starts)
    }

    /// Words from their ends: those a typo in the first half may have been meant for.
    fn mirrored(&self, order: &[u32]) -> (Vec<Artifact>, Vec<String>) {
        let mended = order.iter().map(|word| self.spell(*word)).filter(|word| {
            word.chars().count() >= MENDED_LEAST
                && word.chars().all(|c| c.is_alphanumeric() || c == '_')
                && !word.starts_with(|c: char| c.is_ascii_digit())
        });
        let mut mirrored: Vec<String> = mended.map(|word| word.chars().rev().collect()).collect();
        mirrored.sort_by_cached_key(|word| word.encode_utf16().collect::<Vec<_>>());
        let mut files = Vec::new();
        let mut starts = Vec::new();
        let mut list = WordList::default();
        let mut last = "";
        for word in &mirrored {
            if list.len() == 0 {
                starts.push(encode::boundary(last, word));
            }
            list.push(word);
            last = word;
            if list.len() > WORDS_LIMIT {
                files.push(mirrored_file(files.len(), &mut list));
            }
        }
        if list.len() > 0 {
            files.push(mirrored_file(files.len(), &mut list));
        }
        (files, starts)
    }

    /// The tracks, or where there are few the topics of all.
    fn topics(&self) -> Vec<(&str, &str)> {
        let sections = |id| self.guide.visible_sections(self.guide.section(id));
        let tracks = sections(Guide::HOME);
        let chosen = match tracks.len() {
            0..4 => {
                let mut below: Vec<SectionId> =
                    tracks.iter().flat_map(|id| sections(*id)).collect();
                if below.is_empty() {
                    below = tracks;
                }
                below
            }
            _ => tracks,
        };
        let sections = chosen.into_iter().take(TOPICS);
        sections
            .map(|id| self.guide.section(id))
            .map(|section| (section.path.folder(), section.title.as_str()))
            .collect()
    }
}

fn term_file(number: usize, list: &mut WordList, postings: &mut String) -> Artifact {
    let script = encode::script("t", number, &[&list.take(), &std::mem::take(postings)]);
    Artifact::new(format!("search/t-{number}.js"), script)
}

fn mirrored_file(number: usize, list: &mut WordList) -> Artifact {
    let script = encode::script("w", number, &[&list.take()]);
    Artifact::new(format!("search/w-{number}.js"), script)
}

/// The number of a word, which may be new.
fn intern(
    table: &mut HashTable<u32>,
    text: &mut String,
    spelled: &mut Vec<(u32, u32)>,
    word: &str,
) -> u32 {
    let spell = |id: u32| {
        let (start, end) = spelled[id as usize];
        &text.as_bytes()[start as usize..end as usize]
    };
    let entry = table.entry(
        hash(word.as_bytes()),
        |id| spell(*id) == word.as_bytes(),
        |id| hash(spell(*id)),
    );
    match entry {
        Entry::Occupied(known) => *known.get(),
        Entry::Vacant(place) => {
            let id = spelled.len() as u32;
            place.insert(id);
            let start = text.len() as u32;
            text.push_str(word);
            spelled.push((start, text.len() as u32));
            id
        }
    }
}

/// `search/index.js`; names are short because every search begins with it.
#[derive(Serialize)]
struct IndexFile<'a> {
    /// How many documents there are.
    n: u32,
    /// Folders `A`; pages by their number of questions, and behind a `B` of headings.
    u: &'a str,
    /// The scale of difficulties.
    d: &'a [String],
    /// Where each `t-` file begins.
    t: &'a [String],
    /// Where each `w-` file begins.
    w: &'a [String],
    /// The first documents of the `d-` files.
    c: &'a [u32],
    /// Topics to begin with: folder and title.
    s: Vec<(&'a str, &'a str)>,
}

/// The documents of each word, grouped by word.
struct Lists {
    starts: Vec<usize>,
    hits: Vec<u32>,
    ranges: Vec<Vec<Range>>,
}

impl Lists {
    /// Writes the documents of a word: for each strength that occurs its letter and the
    /// distances from one document to the next; for ranges distances and lengths.
    fn write(&self, word: u32, count: u32, text: &mut String) {
        let word = word as usize;
        let hits = &self.hits[self.starts[word]..self.starts[word + 1]];
        let strength = |hit: u32| Strength::ALL[(hit & 7) as usize];
        let weak = hits
            .iter()
            .filter(|hit| strength(**hit) <= Strength::TextOften);
        let is_common = weak.count() > (count as usize / COMMON_SHARE).max(COMMON_LEAST);
        if is_common {
            text.push('~');
        }
        for (letter, wanted) in ('A'..).zip(Strength::ALL) {
            if is_common && wanted <= Strength::TextOften {
                continue;
            }
            let mut next = 0;
            let chosen = hits.iter().filter(|hit| strength(**hit) == wanted);
            let mut chosen: Vec<u32> = chosen.map(|hit| hit >> 3).collect();
            // A folder's title may say a word twice.
            chosen.dedup();
            for (place, document) in chosen.into_iter().enumerate() {
                if place == 0 {
                    text.push(letter);
                }
                push_number(text, document - next);
                next = document + 1;
            }
        }
        for (letter, wanted) in [('I', Strength::Page), ('J', Strength::Around)] {
            let mut last = 0;
            let chosen = self.ranges[word]
                .iter()
                .filter(|range| range.strength == wanted);
            let mut chosen: Vec<&Range> = chosen.collect();
            chosen.sort_by_key(|range| range.start);
            chosen.dedup_by_key(|range| (range.start, range.length));
            for (place, range) in chosen.into_iter().enumerate() {
                if place == 0 {
                    text.push(letter);
                }
                push_number(text, range.start - last);
                push_number(text, range.length);
                last = range.start;
            }
        }
    }
}

/// A heading or a question as shown: its title, its difficulty from 1, and its anchor
/// where that does not follow from the title.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Plain((&'a str, u32)),
    Anchored((&'a str, u32, Anchor)),
}

fn row(document: &Document) -> Row<'_> {
    let title = document.title.as_str();
    match encode::anchor(title, &document.anchor) {
        None => Row::Plain((title, level(document))),
        Some(anchor) => Row::Anchored((title, level(document), anchor)),
    }
}

fn level(document: &Document) -> u32 {
    document.difficulty.map_or(0, |level| level + 1)
}

/// What is shown of the documents: files of folders, each with its pages.
#[derive(Default)]
struct Chunks {
    files: Vec<Artifact>,
    /// The first documents of the files.
    starts: Vec<u32>,
    text: String,
    section: Option<SectionId>,
}

impl Chunks {
    /// Makes the folder current in which document `number` is.
    fn open(&mut self, guide: &Guide, id: SectionId, number: u32) {
        if self.text.len() > DOCUMENTS_LIMIT {
            self.end();
        }
        if self.text.is_empty() {
            self.starts.push(number);
        }
        if self.section == Some(id) {
            return;
        }
        if self.section.is_some() {
            self.text.push_str("],");
        }
        let section = guide.section(id);
        let above: Vec<&str> = guide
            .ancestors(id)
            .into_iter()
            .skip(1)
            .filter(|above| *above != id)
            .map(|above| guide.section(above).title.as_str())
            .collect();
        let head = (section.path.folder(), &section.title, above);
        let head = serde_json::to_string(&head).expect("strings are JSON");
        self.text.push_str(head.strip_suffix(']').unwrap_or(&head));
        self.section = Some(id);
    }

    fn add(&mut self, unit: &impl Serialize) {
        self.text.push(',');
        let unit = serde_json::to_string(unit).expect("titles and numbers are JSON");
        self.text.push_str(&unit);
    }

    fn end(&mut self) {
        let number = self.files.len();
        let text = std::mem::take(&mut self.text);
        let script = format!("hotseat.search.put(\"d\",{number},[{text}]]);\n");
        self.files
            .push(Artifact::new(format!("search/d-{number}.js"), script));
        self.section = None;
    }

    fn close(mut self) -> (Vec<Artifact>, Vec<u32>) {
        if !self.text.is_empty() {
            self.end();
        }
        (self.files, self.starts)
    }
}
