//! Puts the words of all pages together and cuts them into files.

use rayon::prelude::*;
use serde::Serialize;

use super::documents;
use super::encode::{self, WordList};
use super::order::Key;
use super::postings::Postings;
use super::segment::{Segment, Term};
use super::units::Unit;
use crate::model::artifact::Artifact;
use crate::model::guide::{Guide, SectionId};

/// How many bytes a file of words may have before the next begins.
const LIMIT: usize = 12_000;

/// Words shorter than this are not mended.
const MENDED_LEAST: usize = 4;

/// How many units a segment may have: while it is made it takes twice its memory.
const MOST_UNITS: usize = 2_000;

/// How many topics are offered before anything is typed.
const TOPICS: usize = 8;

/// All files; `count` is how many documents there are.
pub fn files(guide: &Guide, units: &[Unit<'_>], count: u32) -> Vec<Artifact> {
    let ((documents, starts), words) =
        rayon::join(|| documents::files(guide, units), || words(units, count));
    let index = IndexFile {
        n: count,
        u: &kinds(units),
        d: &guide.config.difficulties,
        t: &words.term_starts,
        w: &words.mirrored_starts,
        c: &starts,
        s: topics(guide),
    };
    let index = encode::script("i", 0, &[&index]);
    let mut artifacts = vec![Artifact::new("search/index.js", index)];
    artifacts.extend(words.files);
    artifacts.extend(documents);
    artifacts
}

/// What is known of words.
struct Words {
    files: Vec<Artifact>,
    /// Where each `t-` file begins.
    term_starts: Vec<String>,
    /// Where each `w-` file begins.
    mirrored_starts: Vec<String>,
}

fn words(units: &[Unit<'_>], count: u32) -> Words {
    let share = units.len().div_ceil(rayon::current_num_threads());
    let segments = units.par_chunks(share.clamp(1, MOST_UNITS));
    let segments = segments.map(Segment::new);
    let segments: Vec<Segment> = segments.collect();
    let mut terms: Vec<Term<'_>> = segments.iter().flat_map(Segment::terms).collect();
    // Those of one word stay in reading order.
    terms.par_sort_by_cached_key(|term| Key::of(term.word));
    let terms: Vec<&[Term<'_>]> = terms.chunk_by(|a, b| a.word == b.word).collect();
    let ((mut files, term_starts), (mirrored, mirrored_starts)) = rayon::join(
        || term_files(&terms, units, count),
        || mirrored_files(&terms),
    );
    files.extend(mirrored);
    Words {
        files,
        term_starts,
        mirrored_starts,
    }
}

/// Words by the alphabet with their documents, and where each file begins.
fn term_files(
    terms: &[&[Term<'_>]],
    units: &[Unit<'_>],
    count: u32,
) -> (Vec<Artifact>, Vec<String>) {
    let documents: Vec<String> = terms
        .par_iter()
        .map_init(
            || Postings::new(units, count),
            |postings, terms| postings.write(terms),
        )
        .collect();
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut list = WordList::default();
    let mut postings = String::new();
    let mut last = "";
    for (terms, documents) in terms.iter().zip(documents) {
        let word = terms[0].word;
        if list.len() == 0 {
            starts.push(encode::boundary(last, word));
        } else {
            postings.push(' ');
        }
        list.push(word);
        postings.push_str(&documents);
        last = word;
        if list.len() + postings.len() > LIMIT {
            files.push(term_file(files.len(), &mut list, &mut postings));
        }
    }
    if list.len() > 0 {
        files.push(term_file(files.len(), &mut list, &mut postings));
    }
    (files, starts)
}

/// Words from their ends: those a typo in the first half may have been meant for.
fn mirrored_files(terms: &[&[Term<'_>]]) -> (Vec<Artifact>, Vec<String>) {
    let words = terms.iter().map(|terms| terms[0].word);
    let mended = words.filter(|word| {
        word.chars().count() >= MENDED_LEAST
            && word.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !word.starts_with(|c: char| c.is_ascii_digit())
    });
    let mirrored: Vec<String> = mended.map(|word| word.chars().rev().collect()).collect();
    let mut words: Vec<&str> = mirrored.iter().map(String::as_str).collect();
    words.sort_by_cached_key(|word| Key::of(word));
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut list = WordList::default();
    let mut last = "";
    for word in words {
        if list.len() == 0 {
            starts.push(encode::boundary(last, word));
        }
        list.push(word);
        last = word;
        if list.len() > LIMIT {
            files.push(mirrored_file(files.len(), &mut list));
        }
    }
    if list.len() > 0 {
        files.push(mirrored_file(files.len(), &mut list));
    }
    (files, starts)
}

fn term_file(number: usize, list: &mut WordList, postings: &mut String) -> Artifact {
    let script = encode::script("t", number, &[&list.take(), &std::mem::take(postings)]);
    Artifact::new(format!("search/t-{number}.js"), script)
}

fn mirrored_file(number: usize, list: &mut WordList) -> Artifact {
    let script = encode::script("w", number, &[&list.take()]);
    Artifact::new(format!("search/w-{number}.js"), script)
}

/// The kinds of all documents: `A` is a folder; a page is how many questions it has, and
/// behind a `B` headings.
fn kinds(units: &[Unit<'_>]) -> String {
    let mut kinds = String::new();
    for unit in units {
        if unit.slug.is_none() {
            kinds.push('A');
            continue;
        }
        encode::push_number(&mut kinds, unit.facts.questions);
        if unit.facts.headings > 0 {
            kinds.push('B');
            encode::push_number(&mut kinds, unit.facts.headings);
        }
    }
    kinds
}

/// The tracks, or where there are few the topics of all.
fn topics(guide: &Guide) -> Vec<(&str, &str)> {
    let sections = |id| guide.visible_sections(guide.section(id));
    let tracks = sections(Guide::HOME);
    let chosen = match tracks.len() {
        0..4 => {
            let mut below: Vec<SectionId> = tracks.iter().flat_map(|id| sections(*id)).collect();
            if below.is_empty() {
                below = tracks;
            }
            below
        }
        _ => tracks,
    };
    let sections = chosen.into_iter().take(TOPICS);
    sections
        .map(|id| guide.section(id))
        .map(|section| (section.path.folder(), section.title.as_str()))
        .collect()
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
