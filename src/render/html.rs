//! Blocks to HTML: the only place where markup is written outside of templates.
//!
//! What stands inside of a page's text is written here and not by templates,
//! because there is a lot of it and it is the same in every theme: a theme
//! changes its look through the classes (`docs/themes.md`).

use std::collections::BTreeMap;
use std::fmt::Write;

use fluent_bundle::FluentValue;

use super::sanitize::{self, Trusted};
use super::{diagram, highlight, math};
use crate::config::HtmlPolicy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::href::{Href, PagePath, Slug};
use crate::model::block::{
    Alignment, Block, BlockKind, Callout, CalloutKind, CalloutLook, Diagram, Heading, Inline, List,
    ListItem, Table,
};
use crate::model::guide::{Guide, Target};
use crate::model::page::Page;
use crate::model::sample::{Output, Purpose, Sample, Stream, Tab};
use crate::source::Span;
use crate::theme::Theme;

/// Writes the text of one page; counts what must be told apart on it.
pub struct HtmlWriter<'a> {
    guide: &'a Guide,
    theme: &'a Theme,
    page: &'a Page,
    targets: &'a [Target],
    path: &'a PagePath,
    footnotes: BTreeMap<&'a str, &'a [Block]>,
    /// Footnotes referred to so far, in order; a note's number is its place.
    referred: Vec<&'a str>,
    /// How many of `referred` have been printed.
    printed: usize,
    samples: usize,
    tables: usize,
    diagrams: usize,
    /// The level of the heading before.
    heading_level: u8,
    /// Parts held back from the sanitiser, while a text with raw HTML is written.
    trusted: Option<Trusted>,
    problems: Diagnostics,
}

impl<'a> HtmlWriter<'a> {
    /// A writer for one page.
    pub fn new(
        guide: &'a Guide,
        theme: &'a Theme,
        page: &'a Page,
        targets: &'a [Target],
        path: &'a PagePath,
    ) -> Self {
        Self {
            guide,
            theme,
            page,
            targets,
            path,
            footnotes: footnotes(page),
            referred: Vec::new(),
            printed: 0,
            samples: 0,
            tables: 0,
            diagrams: 0,
            heading_level: 1,
            trusted: None,
            problems: Diagnostics::new(),
        }
    }

    /// What went wrong while writing: diagrams and formulas that do not parse.
    pub fn into_problems(self) -> Diagnostics {
        self.problems
    }

    /// Tells the writer that the template has put a heading of this level here, so that
    /// the text's own headings do not skip a level.
    pub fn at_heading(&mut self, level: u8) {
        self.heading_level = level;
    }

    /// A text of its own, with the footnotes it is the first to refer to.
    pub fn text(&mut self, blocks: &'a [Block]) -> String {
        let mut html = self.blocks(blocks);
        html.push_str(&self.pending_footnotes());
        html
    }

    /// A line of text without a paragraph around it.
    pub fn line(&mut self, inlines: &[Inline]) -> String {
        self.guarded(has_raw_html(inlines), |writer| writer.inlines(inlines))
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> String {
        let has_html = blocks.iter().any(is_raw_html);
        self.guarded(has_html, |writer| {
            let mut html = String::new();
            for block in blocks {
                html.push_str(&writer.block(block));
            }
            html
        })
    }

    /// Sanitises what `write` gives if it holds raw HTML.
    ///
    /// HTML arrives from the Markdown parser in fragments, so a whole text is cleaned at
    /// once; its blocks of our own making are held back and put in again behind the
    /// sanitiser. A text inside of such a block is cleaned by itself, so that nothing a
    /// contributor leaves open reaches beyond it.
    fn guarded(&mut self, has_html: bool, write: impl FnOnce(&mut Self) -> String) -> String {
        let outer = self.trusted.take();
        if !has_html || self.guide.config.html != HtmlPolicy::Sanitize {
            let html = write(self);
            self.trusted = outer;
            return html;
        }
        self.trusted = Some(Trusted::default());
        let html = write(self);
        let held = std::mem::replace(&mut self.trusted, outer).unwrap_or_default();
        held.release(&sanitize::sanitize(&html))
    }

    /// Holds markup of our own back from the sanitiser, if one is waiting.
    fn own(&mut self, html: String) -> String {
        match &mut self.trusted {
            Some(trusted) => trusted.hold(html),
            None => html,
        }
    }

    fn block(&mut self, block: &'a Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(inlines) => format!("<p>{}</p>\n", self.inlines(inlines)),
            BlockKind::Html(html) => self.raw_html(html) + "\n",
            BlockKind::Comment(_) | BlockKind::Footnote { .. } => String::new(),
            _ => {
                let outer = self.trusted.take();
                let html = self.own_block(block);
                self.trusted = outer;
                self.own(html)
            }
        }
    }

    /// Blocks that the sanitiser does not get to see.
    fn own_block(&mut self, block: &'a Block) -> String {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(blocks) => {
                format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks))
            }
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::List(list) => self.list(list),
            BlockKind::Sample(sample) => self.sample(sample),
            BlockKind::Output(output) => self.output(output),
            BlockKind::Tabs(tabs) => self.tabs(tabs),
            BlockKind::Diagram(diagram) => self.diagram(diagram, block.span),
            BlockKind::Math(tex) => self.display_math(tex, block.span),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => "<hr>\n".to_owned(),
            BlockKind::Paragraph(_)
            | BlockKind::Html(_)
            | BlockKind::Comment(_)
            | BlockKind::Footnote { .. } => String::new(),
        }
    }

    fn raw_html(&self, html: &str) -> String {
        match self.guide.config.html {
            HtmlPolicy::Sanitize => sanitize::without_marks(html),
            HtmlPolicy::Escape => escape(html),
            HtmlPolicy::Allow => html.to_owned(),
        }
    }

    fn heading(&mut self, heading: &Heading) -> String {
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

    fn callout(&mut self, callout: &'a Callout) -> String {
        let name = callout_name(callout);
        let title = match &callout.title {
            Some(title) => self.line(title),
            None => escape(&self.string(&format!("callout-{name}"), &[])),
        };
        let label = match &callout.title {
            Some(title) => crate::model::block::plain_text(title),
            None => self.string(&format!("callout-{name}"), &[]),
        };
        let icon = self.theme.icons.get(name).map_or("", String::as_str);
        let mut html = format!(
            "<div class=\"callout callout-{name}\" role=\"note\" aria-label=\"{}\">\n<p class=\"callout-title\">{icon}{title}</p>\n",
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

    fn reveal_summary(&self) -> String {
        format!(
            "<summary><span class=\"when-closed\">{}</span><span class=\"when-open\">{}</span></summary>",
            escape(&self.string("show-answer", &[])),
            escape(&self.string("hide-answer", &[])),
        )
    }

    fn list(&mut self, list: &'a List) -> String {
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

    fn list_item(&mut self, item: &'a ListItem) -> String {
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

    fn sample(&mut self, sample: &Sample) -> String {
        self.samples += 1;
        let language = match (sample.language, sample.language_word.as_str()) {
            (Some(language), _) => language.label.to_owned(),
            (None, "") => self.string("plain-text", &[]),
            (None, word) => word.to_owned(),
        };
        let title = sample.title.as_deref().unwrap_or(&language);
        let label = self.string(
            "sample-label",
            &[
                ("language", language.clone().into()),
                ("number", self.samples.into()),
            ],
        );
        let mut notes = String::new();
        if let Purpose::Fail(error) = &sample.purpose {
            let note = match error {
                Some(error) => self.string("must-fail-with", &[("name", error.clone().into())]),
                None => self.string("must-fail", &[]),
            };
            let _ = write!(
                notes,
                "<span class=\"sample-note\">{}</span>",
                escape(&note)
            );
        }
        if let Some(needs) = &sample.needs {
            let label = escape(&needs.label());
            let _ = write!(notes, "<span class=\"sample-needs\">{label}</span>");
        }
        let name = sample.language.map_or("text", |language| language.name);
        format!(
            "<figure class=\"sample\" data-language=\"{}\"><figcaption class=\"sample-caption\"><span class=\"sample-title\">{}</span>{notes}<button class=\"sample-copy js-only\" type=\"button\">{}</button></figcaption>{}</figure>\n",
            escape(name),
            escape(title),
            escape(&self.string("copy", &[])),
            pre(&label, "code", &code(sample)),
        )
    }

    fn output(&mut self, output: &Output) -> String {
        let (class, key) = match output.stream {
            Stream::Stdout => ("output", "output"),
            Stream::Stderr => ("output output-stderr", "standard-error"),
        };
        let title = self.string(key, &[]);
        let label = self.string(
            "output-label",
            &[
                ("name", title.clone().into()),
                ("number", self.samples.into()),
            ],
        );
        let note = match output.is_part {
            true => format!(
                "<span class=\"sample-note\">{}</span>",
                escape(&self.string("output-part", &[]))
            ),
            false => String::new(),
        };
        format!(
            "<figure class=\"{class}\"><figcaption class=\"sample-caption\"><span class=\"sample-title\">{}</span>{note}</figcaption>{}</figure>\n",
            escape(&title),
            pre(&label, "samp", &escape(output.text.trim_end_matches('\n'))),
        )
    }

    fn tabs(&mut self, tabs: &'a [Tab]) -> String {
        let mut html = "<div class=\"tabs\">\n".to_owned();
        for tab in tabs {
            let label = escape(&tab.label);
            let blocks = self.blocks(&tab.blocks);
            let _ = writeln!(
                html,
                "<div class=\"tab\"><p class=\"tab-label\">{label}</p>\n{blocks}</div>"
            );
        }
        html + "</div>\n"
    }

    fn diagram(&mut self, diagram: &Diagram, span: Span) -> String {
        self.diagrams += 1;
        // With a dot, which no slug has, so that no heading can have the same id.
        let id = format!("diagram.{}", self.diagrams);
        let drawn = match diagram::draw(&diagram.source, &id) {
            Some(Ok(drawn)) => drawn,
            Some(Err(error)) => {
                self.report_diagram(diagram, error.line, &error.message);
                return String::new();
            }
            None => return self.diagram_source(diagram, span),
        };
        let label = drawn
            .title
            .clone()
            .unwrap_or_else(|| self.string("diagram", &[]));
        let mut html = format!(
            "<figure class=\"diagram\" role=\"group\" tabindex=\"0\" aria-label=\"{}\">{}",
            escape(&label),
            drawn.svg
        );
        if !drawn.edges.is_empty() {
            let summary = escape(&self.string("diagram-as-text", &[]));
            let _ = write!(
                html,
                "<details class=\"diagram-text\"><summary>{summary}</summary><ul>"
            );
            for edge in &drawn.edges {
                let _ = write!(html, "<li>{}</li>", escape(edge));
            }
            html.push_str("</ul></details>");
        }
        html + "</figure>\n"
    }

    /// Without the renderer the source is shown, which is readable too.
    fn diagram_source(&mut self, diagram: &Diagram, _span: Span) -> String {
        let title = self.string("diagram", &[]);
        let source = escape(diagram.source.trim_end());
        format!(
            "<figure class=\"sample\">{}</figure>\n",
            pre(&title, "code", &source)
        )
    }

    fn report_diagram(&mut self, diagram: &Diagram, line: usize, message: &str) {
        let source = &self.page.source;
        let first = source.line_col(diagram.source_span.start).line;
        let span = source.line_span(first + line.max(1) - 1);
        let label = Label::new(source, span, "here");
        let message = format!("this diagram cannot be drawn: {message}");
        self.problems.push(
            Diagnostic::new(Code::InvalidDiagram, message, label)
                .help("write Mermaid, such as `flowchart LR` and then `A[Start] --> B[End]`"),
        );
    }

    fn display_math(&mut self, tex: &str, span: Span) -> String {
        match self.math(tex, true, span) {
            Some(mathml) => {
                let label = escape(&self.string("formula", &[]));
                format!(
                    "<div class=\"math-block\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{mathml}</div>\n"
                )
            }
            None => format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(tex)),
        }
    }

    fn math(&mut self, tex: &str, display: bool, span: Span) -> Option<String> {
        match math::to_mathml(tex, display)? {
            Ok(mathml) => Some(mathml),
            Err(error) => {
                let label = Label::new(&self.page.source, span, "here");
                let message = format!("this formula cannot be read: {}", error.message);
                self.problems.push(
                    Diagnostic::new(Code::InvalidMath, message, label)
                        .help("write LaTeX mathematics, such as `$O(n \\log n)$`"),
                );
                None
            }
        }
    }

    fn table(&mut self, table: &Table) -> String {
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

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        for inline in inlines {
            html.push_str(&self.inline(inline));
        }
        html
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => self.escaped(text),
            Inline::Code(code) => format!("<code>{}</code>", self.escaped(code)),
            Inline::Emphasis(inlines) => format!("<em>{}</em>", self.inlines(inlines)),
            Inline::Strong(inlines) => format!("<strong>{}</strong>", self.inlines(inlines)),
            Inline::Strikethrough(inlines) => format!("<del>{}</del>", self.inlines(inlines)),
            Inline::Link {
                target,
                title,
                inlines,
            } => {
                let text = self.inlines(inlines);
                self.link(&self.targets[target.0].clone(), title, &text)
            }
            Inline::Image { target, title, alt } => {
                let html = self.image(&self.targets[target.0].clone(), title, alt);
                self.own(html)
            }
            Inline::Math(tex) => {
                let span = Span::at(self.page.body_span.start);
                let span = self.find(tex).unwrap_or(span);
                let html = match self.math(tex, false, span) {
                    Some(mathml) => mathml,
                    None => format!("<code>{}</code>", escape(tex)),
                };
                self.own(html)
            }
            Inline::Html(html) => self.raw_html(html),
            Inline::FootnoteReference(label) => {
                let html = self.footnote_reference(label);
                self.own(html)
            }
            Inline::SoftBreak => "\n".to_owned(),
            Inline::HardBreak => "<br>\n".to_owned(),
        }
    }

    /// Where a formula stands; formulas carry no position of their own.
    fn find(&self, tex: &str) -> Option<Span> {
        let start = self.page.body_span.start;
        let at = self.page.source.text()[start..].find(tex)? + start;
        Some(Span::new(at, at + tex.len()))
    }

    fn escaped(&self, text: &str) -> String {
        match self.trusted {
            Some(_) => escape(&sanitize::without_marks(text)),
            None => escape(text),
        }
    }

    fn link(&self, target: &Target, title: &str, text: &str) -> String {
        let title = match title {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        };
        match self.href(target) {
            None => text.to_owned(),
            Some(href) => {
                let rel = match target {
                    Target::External(_) => " rel=\"noopener\"",
                    _ => "",
                };
                format!(
                    "<a href=\"{}\"{title}{rel}>{text}</a>",
                    escape(href.as_str())
                )
            }
        }
    }

    /// The address of a target as seen from this page.
    pub fn href(&self, target: &Target) -> Option<Href> {
        href(self.guide, self.path, target)
    }

    fn image(&self, target: &Target, title: &str, alt: &str) -> String {
        let Target::Asset(id) = target else {
            return escape(alt);
        };
        let asset = &self.guide.assets[id.0];
        let src = self
            .guide
            .config
            .urls
            .to_file(self.path, &asset.output_path);
        let size = asset.size.map_or_else(String::new, |(width, height)| {
            format!(" width=\"{width}\" height=\"{height}\"")
        });
        let title = match title {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        };
        format!(
            "<img src=\"{}\" alt=\"{}\"{title}{size} loading=\"lazy\" decoding=\"async\">",
            escape(src.as_str()),
            escape(alt),
        )
    }

    fn footnote_reference(&mut self, label: &str) -> String {
        let Some((label, _)) = self.footnotes.get_key_value(label) else {
            return escape(&format!("[^{label}]"));
        };
        let known = self.referred.iter().position(|known| known == label);
        let (number, is_first) = match known {
            Some(place) => (place + 1, false),
            None => {
                self.referred.push(label);
                (self.referred.len(), true)
            }
        };
        let id = match is_first {
            true => format!(" id=\"noteref.{number}\""),
            false => String::new(),
        };
        let title = self.string("footnote", &[("number", number.into())]);
        format!(
            "<sup{id}><a class=\"footnote-reference\" href=\"#note.{number}\" aria-label=\"{}\">{number}</a></sup>",
            escape(&title)
        )
    }

    /// The notes referred to since the last call; a note may refer to further ones.
    fn pending_footnotes(&mut self) -> String {
        if self.printed == self.referred.len() {
            return String::new();
        }
        // No landmark: a page with answers has several.
        let mut html = format!(
            "<div class=\"footnotes\">\n<ol start=\"{}\">\n",
            self.printed + 1
        );
        while self.printed < self.referred.len() {
            let label = self.referred[self.printed];
            self.printed += 1;
            let number = self.printed;
            let blocks = self.footnotes.get(label).copied().unwrap_or_default();
            let body = self.blocks(blocks);
            let back = self.string("back-to-text", &[("number", number.into())]);
            let _ = writeln!(
                html,
                "<li id=\"note.{number}\">{body}<a class=\"footnote-back\" href=\"#noteref.{number}\" aria-label=\"{}\">\u{21a9}\u{fe0e}</a></li>",
                escape(&back)
            );
        }
        html + "</ol>\n</div>\n"
    }

    fn string(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.theme.strings.get(key, values)
    }
}

/// The address of a target as seen from the page at `path`; nothing if it leads nowhere.
pub fn href(guide: &Guide, path: &PagePath, target: &Target) -> Option<Href> {
    let urls = &guide.config.urls;
    let with = |href: Href, anchor: &Option<Slug>| match anchor {
        Some(anchor) => href.with_anchor(anchor.as_str()),
        None => href,
    };
    Some(match target {
        Target::Page(id, anchor) => with(urls.between(path, &guide.page(*id).path), anchor),
        Target::Section(id, anchor) => with(urls.between(path, &guide.section(*id).path), anchor),
        Target::Here(anchor) => Href::anchor(anchor.as_str()),
        Target::Asset(id) => urls.to_file(path, &guide.assets[id.0].output_path),
        Target::External(url) => Href::external(url.clone()),
        Target::Nowhere => return None,
    })
}

/// Escapes text for an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if is_forbidden(c) => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Control characters that HTML does not allow, and that browsers drop or replace.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

fn pre(label: &str, element: &str, inner: &str) -> String {
    format!(
        "<pre tabindex=\"0\" role=\"region\" aria-label=\"{}\"><{element}>{inner}</{element}></pre>",
        escape(label)
    )
}

/// A sample's lines, highlighted, with marked ones wrapped.
fn code(sample: &Sample) -> String {
    let code: String = sample.code.chars().filter(|c| !is_forbidden(*c)).collect();
    let lines = highlight::highlight(sample.language, code.trim_end_matches('\n'));
    let is_marked = |number: usize| {
        sample
            .marked_lines
            .iter()
            .any(|lines| lines.contains(&number))
    };
    let last = lines.len();
    let mut html = String::new();
    for (index, line) in lines.iter().enumerate() {
        let number = index + 1;
        let end = if number == last { "" } else { "\n" };
        let _ = match is_marked(number) {
            true => write!(html, "<span class=\"line-marked\">{line}</span>{end}"),
            false => write!(html, "{line}{end}"),
        };
    }
    html
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

fn is_raw_html(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Html(_) => true,
        BlockKind::Paragraph(inlines) => has_raw_html(inlines),
        _ => false,
    }
}

fn has_raw_html(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Html(_) => true,
        Inline::Emphasis(inlines)
        | Inline::Strong(inlines)
        | Inline::Strikethrough(inlines)
        | Inline::Link { inlines, .. } => has_raw_html(inlines),
        _ => false,
    })
}

/// Every footnote of a page by its label, wherever it was written.
fn footnotes(page: &Page) -> BTreeMap<&str, &[Block]> {
    let mut notes = BTreeMap::new();
    page.visit_blocks(&mut |block| {
        if let BlockKind::Footnote { label, blocks } = &block.kind {
            notes.entry(label.as_str()).or_insert(blocks.as_slice());
        }
    });
    notes
}
