//! Running text: marks, links, images.

use super::{HtmlWriter, escape, href};
use crate::href::Href;
use crate::model::block::Inline;
use crate::model::guide::Target;
use crate::render::sanitize;
use crate::source::Span;

impl HtmlWriter<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        for inline in inlines {
            html.push_str(&self.inline(inline));
        }
        html
    }

    pub(super) fn inline(&mut self, inline: &Inline) -> String {
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
    pub(super) fn find(&self, tex: &str) -> Option<Span> {
        let start = self.page.body_span.start;
        let at = self.page.source.text()[start..].find(tex)? + start;
        Some(Span::new(at, at + tex.len()))
    }

    pub(super) fn escaped(&self, text: &str) -> String {
        match self.trusted {
            Some(_) => escape(&sanitize::without_marks(text)),
            None => escape(text),
        }
    }

    pub(super) fn link(&self, target: &Target, title: &str, text: &str) -> String {
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

    pub(super) fn image(&self, target: &Target, title: &str, alt: &str) -> String {
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
