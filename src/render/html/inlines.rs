//! Running text: marks, links, images.

use super::{HtmlWriter, escape, href, push_escaped};
use crate::href::Href;
use crate::model::block::Inline;
use crate::model::guide::Target;
use crate::render::sanitize;
use crate::source::Span;

impl HtmlWriter<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline], html: &mut String) {
        for inline in inlines {
            self.inline(inline, html);
        }
    }

    fn inline(&mut self, inline: &Inline, html: &mut String) {
        match inline {
            Inline::Text(text) => self.escaped(text, html),
            Inline::Code(code) => {
                html.push_str("<code>");
                self.escaped(code, html);
                html.push_str("</code>");
            }
            Inline::Emphasis(inlines) => self.marked("em", inlines, html),
            Inline::Strong(inlines) => self.marked("strong", inlines, html),
            Inline::Strikethrough(inlines) => self.marked("del", inlines, html),
            Inline::Link {
                target,
                title,
                inlines,
            } => {
                let close = self.link_start(&self.targets[target.0], title, html);
                self.inlines(inlines, html);
                html.push_str(close);
            }
            Inline::Image { target, title, alt } => {
                let image = self.image(&self.targets[target.0], title, alt);
                self.own(&image, html);
            }
            Inline::Math(tex) => {
                let span = Span::at(self.page.body_span.start);
                let span = self.find(tex).unwrap_or(span);
                let math = match self.math(tex, false, span) {
                    Some(mathml) => mathml,
                    None => format!("<code>{}</code>", escape(tex)),
                };
                self.own(&math, html);
            }
            Inline::Html(raw) => html.push_str(&self.raw_html(raw)),
            Inline::FootnoteReference(label) => {
                let reference = self.footnote_reference(label);
                self.own(&reference, html);
            }
            Inline::SoftBreak => html.push('\n'),
            Inline::HardBreak => html.push_str("<br>\n"),
        }
    }

    fn marked(&mut self, element: &str, inlines: &[Inline], html: &mut String) {
        html.extend(["<", element, ">"]);
        self.inlines(inlines, html);
        html.extend(["</", element, ">"]);
    }

    /// Where a formula stands; formulas carry no position of their own.
    pub(super) fn find(&self, tex: &str) -> Option<Span> {
        let start = self.page.body_span.start;
        let at = self.page.source.text()[start..].find(tex)? + start;
        Some(Span::new(at, at + tex.len()))
    }

    fn escaped(&self, text: &str, html: &mut String) {
        match self.trusted {
            Some(_) => push_escaped(&sanitize::without_marks(text), html),
            None => push_escaped(text, html),
        }
    }

    /// Writes the tag that opens a link, if it leads anywhere, and gives the one that closes it.
    fn link_start(&self, target: &Target, title: &str, html: &mut String) -> &'static str {
        let Some(href) = self.href(target) else {
            return "";
        };
        html.push_str("<a href=\"");
        push_escaped(href.as_str(), html);
        html.push('"');
        if !title.is_empty() {
            html.push_str(" title=\"");
            push_escaped(title, html);
            html.push('"');
        }
        html.push_str(match target {
            Target::External(_) => " rel=\"noopener\">",
            _ => ">",
        });
        "</a>"
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
}
