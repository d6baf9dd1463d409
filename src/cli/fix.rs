//! `hotseat check --fix`: writes the ids that questions have only by their headings.

use std::path::Path;

use anyhow::Result;

use super::fresh;
use crate::discover::{self, Overrides};
use crate::model::page::Page;
use crate::model::question::Question;
use crate::theme;
use crate::yaml_text;

/// Writes missing ids into the files and says what was done, a line each.
///
/// Files with errors are left alone: their questions may not be what they seem.
pub fn write_missing_ids(root: &Path, overrides: &Overrides) -> Result<Vec<String>> {
    let overrides = Overrides {
        drafts: true,
        ..overrides.clone()
    };
    let (inputs, _) = discover::discover(root, &overrides)?;
    let (theme, _) = theme::assemble(inputs.theme_files, &inputs.config);
    let section_names = theme.strings.section_names();
    let settings = crate::pipeline::settings(&inputs.config, true, &section_names);
    let mut report = Vec::new();
    for document in &inputs.documents {
        let single = std::slice::from_ref(document);
        let (pages, problems) = crate::pipeline::parse_all(single, &settings);
        if problems.has_errors() {
            continue;
        }
        for page in &pages {
            let count = fix_page(root, page)?;
            if count > 0 {
                report.push(format!("wrote {count} ids into {}", page.source.path()));
            }
        }
    }
    Ok(report)
}

fn fix_page(root: &Path, page: &Page) -> Result<usize> {
    let missing: Vec<&Question> = page.questions().filter(|q| !q.has_written_id).collect();
    if missing.is_empty() {
        return Ok(0);
    }
    let path = root.join(page.source.path());
    let text = fs_err::read_to_string(&path)?;
    // Lines are counted as `Source` counts them, which also ends one at a lone carriage return.
    if text.replace("\r\n", "\n").contains('\r') {
        return Ok(0);
    }
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    // From the end, so that earlier line numbers stay true.
    for question in missing.iter().rev() {
        write_id(&mut lines, page, question);
    }
    fresh::replace(root, page.source.path(), &lines.concat())?;
    Ok(missing.len())
}

fn write_id(lines: &mut Vec<String>, page: &Page, question: &Question) {
    let source = &page.source;
    let id = yaml_text::flow_scalar(question.id.as_str());
    if let Some(comment) = question.metadata_span {
        let line = source.line_col(comment.start).line - 1;
        if let Some(at) = lines[line].find("<!--") {
            lines[line].insert_str(at + 4, &format!(" id: {id},"));
        }
        return;
    }
    let heading = source.slice(question.heading_span).trim_end().len();
    let last = source.line_col(question.heading_span.start + heading).line - 1;
    let ending = match lines[last].ends_with("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    if !lines[last].ends_with('\n') {
        lines[last].push_str(ending);
    }
    lines.insert(last + 1, format!("<!-- id: {id} -->{ending}"));
}
