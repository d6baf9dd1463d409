//! All files of an import: the pages, and what makes a site of them.

use std::collections::BTreeMap;

use super::keys::Named;
use super::page_text::{self, FolderTitles};
use super::place::folders;
use super::seed::Seed;
use super::{Imported, ImportedFile, verify};
use crate::href::PagePath;
use crate::href::title_of;
use crate::starter::topic;

const OF_SIBLINGS: &str = "This page was named by its siblings and has not been imported yet.";
const OF_LINK: &str = "This page was named by a link and has not been imported yet.";

/// Writes the pages, stubs for those they name, and an `_index.md` for every folder.
pub fn pack(seeds: Vec<Seed>, mut notes: Vec<String>) -> Imported {
    let titles = folder_titles(&seeds);
    let mut files: BTreeMap<String, ImportedFile> = BTreeMap::new();
    let mut paths: Vec<&PagePath> = Vec::new();
    for seed in &seeds {
        let written = page_text::page(seed, &shown_titles(seed, &titles), &mut notes);
        verify::compare(seed, &written, &mut notes);
        insert(&mut files, seed.file(), written.text, false);
        paths.push(&seed.path);
    }
    for (named, words) in seeds.iter().flat_map(named_pages) {
        insert(
            &mut files,
            named.path.file("md"),
            page_text::stub(named, words),
            true,
        );
        paths.push(&named.path);
    }
    for folder in paths.into_iter().flat_map(folders) {
        let name = folder.rsplit('/').next().unwrap_or_default();
        let title = titles
            .get(&folder)
            .cloned()
            .unwrap_or_else(|| title_of(name));
        insert(
            &mut files,
            format!("{folder}/_index.md"),
            topic(&title),
            true,
        );
    }
    Imported {
        files: files.into_values().collect(),
        notes,
    }
}

/// Adds a file unless there is one of that path: pages come before stubs.
fn insert(files: &mut BTreeMap<String, ImportedFile>, path: String, text: String, is_stub: bool) {
    files.entry(path.clone()).or_insert(ImportedFile {
        path,
        text,
        is_stub,
    });
}

/// The names of tracks and topics; of two pages that differ the first counts.
fn folder_titles(seeds: &[Seed]) -> BTreeMap<String, String> {
    let mut titles = BTreeMap::new();
    for seed in seeds {
        let names = [&seed.framework, &seed.topic];
        for (folder, name) in folders(&seed.path).into_iter().zip(names) {
            if let Some(name) = name {
                titles.entry(folder).or_insert_with(|| name.clone());
            }
        }
    }
    titles
}

fn shown_titles<'a>(seed: &Seed, titles: &'a BTreeMap<String, String>) -> FolderTitles<'a> {
    let folders = folders(&seed.path);
    let title = |depth: usize| folders.get(depth).and_then(|folder| titles.get(folder));
    FolderTitles {
        framework: title(0).map(String::as_str),
        topic: title(1).map(String::as_str),
    }
}

/// The pages that a page names, with the words their stubs say about it.
fn named_pages(seed: &Seed) -> impl Iterator<Item = (&Named, &'static str)> {
    let siblings = seed.siblings.iter().map(|named| (named, OF_SIBLINGS));
    let links = seed.related.iter().chain(&seed.article);
    siblings.chain(links.map(|named| (named, OF_LINK)))
}
