//! Headings, callouts, lists and tables.

use std::fmt::Write;

use super::{HtmlWriter, escape};
use crate::href::Href;
use crate::model::block::{
    Alignment, BlockKind, Callout, CalloutKind, CalloutLook, Heading, Inline, List, ListItem, Table,
};
use crate::render::icon;

impl<'a> HtmlWriter<'a> {
    pub(super) fn heading(&mut self, heading: &Heading) -> String {
        // The page's title is the only level 1, and no level is skipped.
        let level = heading.level.max(2).min(self.heading_level + 1);
        self.heading_level = level;
        let text = self.line(&heading.inlines);
        let Some(anchor) = &heading.anchor else {
            return format!("<h{level}>{text}</h{level}>\n");
        };
        let name = crate::model::block::plain_text(&heading.inlines);
        let label = self.string("link-to", &[("name", name.into())]);
        format!(
            "<h{level} id=\"{id}\">{text} <a class=\"anchor\" href=\"{href}\" aria-label=\"{label}\">#</a></h{level}>\n",
            id = escape(anchor.as_str()),
            href = Href::anchor(anchor.as_str()),
            label = escape(&label),
        )
    }

    pub(super) fn callout(&mut self, callout: &'a Callout) -> String {
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
        let mut html = format!(
            "<div class=\"callout callout-{name}\" role=\"note\" aria-label=\"{}\">\n<p class=callout-title>{icon}{title}</p>\n",
            escape(&label)
        );
        html.push_str(&self.blocks(&callout.body));
        if !callout.answer.is_empty() {
            let summary = self.reveal_summary();
            let answer = self.blocks(&callout.answer);
            html.push_str(&format!(
                "<details class=\"callout-answer\">{summary}\n{answer}</details>\n"
            ));
        }
        html + "</div>\n"
    }

    pub(super) fn reveal_summary(&self) -> String {
        format!(
            "<summary><span class=when-closed>{}</span><span class=when-open>{}</span></summary>",
            escape(&self.string("show-answer", &[])),
            escape(&self.string("hide-answer", &[])),
        )
    }

    pub(super) fn list(&mut self, list: &'a List) -> String {
        let (open, close) = match list.start {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(start) => (format!("<ol start=\"{start}\">\n"), "</ol>\n"),
        };
        let mut html = open;
        for item in &list.items {
            html.push_str(&self.list_item(item));
        }
        html + close
    }

    pub(super) fn list_item(&mut self, item: &'a ListItem) -> String {
        let body = match (item.is_tight, item.blocks.as_slice()) {
            (true, [first, rest @ ..]) => match &first.kind {
                BlockKind::Paragraph(inlines) => {
                    let line = self.line(inlines);
                    let rest = self.blocks(rest);
                    match rest.is_empty() {
                        true => line,
                        false => format!("{line}\n{rest}"),
                    }
                }
                _ => self.blocks(&item.blocks),
            },
            _ => self.blocks(&item.blocks),
        };
        let Some(is_done) = item.task else {
            return format!("<li>{body}</li>\n");
        };
        let (checked, key) = match is_done {
            true => (" checked", "task-done"),
            false => ("", "task-open"),
        };
        let label = escape(&self.string(key, &[]));
        format!(
            "<li class=\"task\"><input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> {body}</li>\n"
        )
    }

    pub(super) fn table(&mut self, table: &Table) -> String {
        self.tables += 1;
        let label = self.string("table-label", &[("number", self.tables.into())]);
        let mut html = format!(
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
        html + "</tbody>\n</table></div>\n"
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
