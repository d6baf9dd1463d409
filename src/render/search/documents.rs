//! What is shown of the documents: files of folders, each with its pages.

use super::encode;
use super::units::Unit;
use crate::model::artifact::Artifact;
use crate::model::guide::{Guide, SectionId};

/// How many bytes a file may have before the next begins.
const LIMIT: usize = 8_000;

/// The `d-` files, and the first document of each.
pub fn files(guide: &Guide, units: &[Unit<'_>]) -> (Vec<Artifact>, Vec<u32>) {
    let mut files = Vec::new();
    let mut starts = Vec::new();
    let mut text = String::new();
    let mut section = None;
    for unit in units {
        if text.len() > LIMIT {
            files.push(file(files.len(), &std::mem::take(&mut text)));
            section = None;
        }
        if text.is_empty() {
            starts.push(unit.first);
        }
        if section != Some(unit.section) {
            if section.is_some() {
                text.push_str("],");
            }
            text.push('[');
            text.push_str(&head(guide, unit.section));
            section = Some(unit.section);
        }
        text.push_str(",[");
        text.push_str(&encode::list(&[unit.slug.unwrap_or_default()]));
        text.push(',');
        text.push_str(&unit.facts.shown);
        text.push(']');
    }
    if !text.is_empty() {
        files.push(file(files.len(), &text));
    }
    (files, starts)
}

/// Where a folder is, and how it and those around it are called.
fn head(guide: &Guide, id: SectionId) -> String {
    let section = guide.section(id);
    let above: Vec<&str> = guide
        .ancestors(id)
        .into_iter()
        .skip(1)
        .filter(|above| *above != id)
        .map(|above| guide.section(above).title.as_str())
        .collect();
    encode::list(&(section.path.folder(), &section.title, above))
}

fn file(number: usize, folders: &str) -> Artifact {
    let script = format!("hotseat.search.put(\"d\",{number},[{folders}]]);\n");
    Artifact::new(format!("search/d-{number}.js"), script)
}
