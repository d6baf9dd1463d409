//! Headings, callouts, lists and tables.

use std::fmt::Write;

use super::{HtmlWriter, escape};
use crate::href::Href;
use crate::model::block::{
    Alignment, BlockKind, Callout, CalloutKind, CalloutLook, Heading, Inline, List, ListItem, Table,
};
use crate::render::icon;

impl<'a> HtmlWriter<'a> {
    pub(super) fn heading(&mut self, heading: &Heading, html: &mut String) {
        // The page's title is the only level 1, and no level is skipped.
        let level = heading.level.max(2).min(self.heading_level + 1);
        self.heading_level = level;
        let text = self.line(&heading.inlines);
        let Some(anchor) = &heading.anchor else {
            let _ = writeln!(html, "<h{level}>{text}</h{level}>");
            return;
        };
        let name = crate::model::block::plain_text(&heading.inlines);
        let label = self.string("link-to", &[("name", name.into())]);
        let _ = writeln!(
            html,
            "<h{level} id=\"{id}\">{text} <a class=\"anchor\" href=\"{href}\" aria-label=\"{label}\">#</a></h{level}>",
            id = escape(anchor.as_str()),
            href = Href::anchor(anchor.as_str()),
            label = escape(&label),
        );
    }

    pub(super) fn callout(&mut self, callout: &'a Callout, html: &mut String) {
        let name = callout_name(callout);
        let title = match &callout.title {
            Some(title) => self.line(title),
            None => escape(&self.string(&format!("callout-{name}"), &[])),
        };
        let label = match &callout.title {
            Some(title) => crate::model::block::plain_text(title),
            None => self.string(&format!("callout-{name}"), &[]),
        };
        let icon = icon::reference(self.theme, name).unwrap_or_default();
        let _ = writeln!(
            html,
            "<div class=\"callout callout-{name}\" role=\"note\" aria-label=\"{}\">\n<p class=callout-title>{icon}{title}</p>",
            escape(&label)
        );
        self.blocks(&callout.body, html);
        if !callout.answer.is_empty() {
            let summary = self.reveal_summary();
            let _ = writeln!(html, "<details class=\"callout-answer\">{summary}");
            self.blocks(&callout.answer, html);
            html.push_str("</details>\n");
        }
        html.push_str("</div>\n");
    }

    pub(super) fn reveal_summary(&self) -> String {
        format!(
            "<summary><span class=when-closed>{}</span><span class=when-open>{}</span></summary>",
            escape(&self.string("show-answer", &[])),
            escape(&self.string("hide-answer", &[])),
        )
    }

    pub(super) fn list(&mut self, list: &'a List, html: &mut String) {
        let close = match list.start {
            None => "</ul>\n",
            Some(_) => "</ol>\n",
        };
        let _ = match list.start {
            None => writeln!(html, "<ul>"),
            Some(1) => writeln!(html, "<ol>"),
            Some(start) => writeln!(html, "<ol start=\"{start}\">"),
        };
        for item in &list.items {
            self.list_item(item, html);
        }
        html.push_str(close);
    }

    fn list_item(&mut self, item: &'a ListItem, html: &mut String) {
        match item.task {
            None => html.push_str("<li>"),
            Some(is_done) => {
                let (checked, key) = match is_done {
                    true => (" checked", "task-done"),
                    false => ("", "task-open"),
                };
                let label = escape(&self.string(key, &[]));
                let _ = write!(
                    html,
                    "<li class=\"task\"><input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "
                );
            }
        }
        match (item.is_tight, item.blocks.as_slice()) {
            (true, [first, rest @ ..]) if let BlockKind::Paragraph(inlines) = &first.kind => {
                self.push_line(inlines, html);
                let end = html.len();
                self.blocks(rest, html);
                if html.len() > end {
                    html.insert(end, '\n');
                }
            }
            _ => self.blocks(&item.blocks, html),
        }
        html.push_str("</li>\n");
    }

    pub(super) fn table(&mut self, table: &Table, html: &mut String) {
        self.tables += 1;
        let label = self.string("table-label", &[("number", self.tables.into())]);
        let _ = write!(
            html,
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n<thead><tr>",
            escape(&label)
        );
        for (column, cell) in table.head.iter().enumerate() {
            let text = self.line(cell);
            let class = alignment(table, column);
            // A corner without text is no heading.
            let _ = match cell.is_empty() {
                true => write!(html, "<td{class}></td>"),
                false => write!(html, "<th scope=\"col\"{class}>{}</th>", named(cell, text)),
            };
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        let has_row_heads = table.head.len() > 1;
        for row in &table.rows {
            html.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let text = self.line(cell);
                let class = alignment(table, column);
                let _ = match column == 0 && has_row_heads && !cell.is_empty() {
                    true => write!(html, "<th scope=\"row\"{class}>{}</th>", named(cell, text)),
                    false => write!(html, "<td{class}>{text}</td>"),
                };
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n</table></div>\n");
    }
}

/// A heading that is only a formula gets its source as text: not every tool reads
/// formulas aloud, and a heading must be readable.
fn named(cell: &[Inline], html: String) -> String {
    match cell {
        [Inline::Math(tex)] => format!(
            "<span aria-hidden=\"true\">{html}</span><span class=\"visually-hidden\">{}</span>",
            escape(tex)
        ),
        _ => html,
    }
}

fn alignment(table: &Table, column: usize) -> &'static str {
    match table.alignments.get(column) {
        Some(Alignment::Left) => " class=\"align-left\"",
        Some(Alignment::Center) => " class=\"align-center\"",
        Some(Alignment::Right) => " class=\"align-right\"",
        Some(Alignment::Start) | None => "",
    }
}

fn callout_name(callout: &Callout) -> &'static str {
    match (callout.look, callout.kind) {
        (CalloutLook::KeyPoint, _) => "key-point",
        (CalloutLook::Trap, _) => "trap",
        (CalloutLook::RuleOfThumb, _) => "rule",
        (CalloutLook::Plain, CalloutKind::Note) => "note",
        (CalloutLook::Plain, CalloutKind::Tip) => "tip",
        (CalloutLook::Plain, CalloutKind::Important) => "important",
        (CalloutLook::Plain, CalloutKind::Warning) => "warning",
        (CalloutLook::Plain, CalloutKind::Caution) => "caution",
    }
}
