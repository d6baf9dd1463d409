//! Questions as scripts: what review, practice and print show without opening the page.
//!
//! A page from a folder may load nothing but scripts. So each page with questions has one,
//! `questions/<path>.js`, with the cards as they stand on the page, and `questions/index.js`
//! says which pages there are.

use std::cell::RefCell;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use serde::Serialize;
use serde_json::json;

use super::page::Card;
use super::site::base64;
use crate::config::Config;
use crate::model::guide::{Guide, LinkedPage, PageId, SectionId};

/// A page's questions, as `scripts/session/shards.js` reads them.
#[derive(Serialize)]
struct Shard<'a> {
    title: &'a str,
    /// The names of its track and topic, as far as it has them.
    trail: Vec<&'a str>,
    questions: Vec<ShardQuestion<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShardQuestion<'a> {
    id: &'a str,
    hash: &'a str,
    /// From 1; 0 where it has no difficulty.
    level: usize,
    title: &'a str,
    tags: Vec<&'a str>,
    kind: &'static str,
    aliases: &'a [String],
    follow_ups: usize,
    html: &'a str,
}

/// The path and the text of a page's script.
///
/// Nothing for pages that are left out: hidden ones, drafts, those without questions, and
/// all of them on a site without practice and review.
pub fn page(guide: &Guide, id: PageId, cards: &[Card]) -> Option<(String, String)> {
    let page = guide.page(id);
    if !is_wanted(&guide.config) || !is_asked(guide, id) || cards.is_empty() {
        return None;
    }
    let questions = cards.iter().map(|Card { question, html }| ShardQuestion {
        id: &question.id,
        hash: &question.hash,
        level: question.difficulty.as_ref().map_or(0, |level| level.level),
        title: &question.title,
        tags: question.tags.iter().map(|tag| tag.label.as_str()).collect(),
        kind: question.kind,
        aliases: &question.aliases,
        follow_ups: question.follow_ups.len(),
        html,
    });
    let shard = Shard {
        title: page.label(),
        trail: trail(page),
        questions: questions.collect(),
    };
    let json = serde_json::to_vec(&shard).expect("strings, numbers and lists are always JSON");
    let path = page.path.as_str();
    let packed = base64(&deflate(&json));
    Some((
        format!("questions/{path}.js"),
        format!("hotseat.questions({}, \"{packed}\");\n", json!(path)),
    ))
}

/// `questions/index.js`: the folders and pages in reading order, without their questions.
///
/// Lists instead of names, for there may be ten thousand pages; each page is a line, made
/// of what the page alone says.
pub fn index(guide: &Guide) -> Option<String> {
    if !is_wanted(&guide.config) {
        return None;
    }
    let mut aliases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for redirect in &guide.redirects {
        let former = aliases.entry(redirect.to.as_str()).or_default();
        former.push(redirect.from.as_str());
    }
    let mut sections = Vec::new();
    let mut pages = Vec::new();
    let mut waiting: Vec<(SectionId, i64)> = vec![(Guide::HOME, -1)];
    while let Some((id, parent)) = waiting.pop() {
        let section = guide.section(id);
        let place = sections.len() as i64;
        sections.push(json!([section.title, section.path.folder(), parent]).to_string());
        let asked = section.pages.iter().filter(|page| is_asked(guide, **page));
        for page in asked.map(|page| guide.page(*page)) {
            let counts = counts(guide, page);
            if counts.iter().sum::<usize>() == 0 {
                continue;
            }
            let path = page.path.as_str();
            let former = aliases.get(path).map_or(&[][..], Vec::as_slice);
            pages.push(json!([path, page.label(), place, counts, former]).to_string());
        }
        let below = guide.visible_sections(section);
        waiting.extend(below.into_iter().rev().map(|below| (below, place)));
    }
    Some(format!(
        "hotseat.index({{\"sections\": [\n{}\n], \"pages\": [\n{}\n]}});\n",
        sections.join(",\n"),
        pages.join(",\n")
    ))
}

/// The pages of a folder that are printed on one page, which scripts put together.
pub fn printed(guide: &Guide, id: SectionId) -> Vec<PageId> {
    let pages = guide.section(id).pages.iter().copied();
    let asked = pages.filter(|page| is_asked(guide, *page));
    asked
        .filter(|page| {
            counts(guide, guide.page(*page))
                .iter()
                .any(|count| *count > 0)
        })
        .collect()
}

/// Whether a folder has pages to print.
pub fn is_printed(guide: &Guide, id: SectionId) -> bool {
    is_wanted(&guide.config) && id != Guide::HOME && !printed(guide, id).is_empty()
}

/// Whether the practice page knows questions of a folder: one that is not in the navigation,
/// or all drafts, is not on it.
pub fn is_practised(guide: &Guide, id: SectionId) -> bool {
    let is_asked =
        |page: PageId| is_asked(guide, page) && guide.page(page).questions().next().is_some();
    guide.config.study.practice && guide.pages_below(id).into_iter().any(is_asked)
}

/// Without practice and review nobody asks for questions apart from their page.
fn is_wanted(config: &Config) -> bool {
    config.study.practice || config.study.review
}

fn is_asked(guide: &Guide, id: PageId) -> bool {
    guide.is_listed(id) && !guide.page(id).page.front.is_draft
}

/// How many questions there are of each difficulty; the first number is for those without.
fn counts(guide: &Guide, page: &LinkedPage) -> Vec<usize> {
    let mut counts = vec![0; guide.config.difficulties.len() + 1];
    for question in page.questions() {
        counts[question.difficulty.map_or(0, |level| level.0 + 1)] += 1;
    }
    counts
}

fn trail(page: &LinkedPage) -> Vec<&str> {
    let names = [&page.track, &page.topic].into_iter().flatten();
    names.map(|(name, _)| name.as_str()).collect()
}

thread_local! {
    /// A compressor's tables are large, and to clear them takes less time than to make them.
    ///
    /// Higher levels take twice the time for a tenth fewer bytes.
    static COMPRESSOR: RefCell<Compress> =
        RefCell::new(Compress::new(Compression::new(2), false));
}

/// Deflated without a header, as `DecompressionStream("deflate-raw")` reads it.
fn deflate(bytes: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut deflated = Vec::with_capacity(bytes.len() / 3 + 64);
        loop {
            let read = compressor.total_in() as usize;
            let status =
                compressor.compress_vec(&bytes[read..], &mut deflated, FlushCompress::Finish);
            match status.expect("a compressor takes any bytes") {
                Status::StreamEnd => return deflated,
                Status::Ok | Status::BufError => deflated.reserve(bytes.len() / 4 + 64),
            }
        }
    })
}
