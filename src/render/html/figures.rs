//! Diagrams and formulas, which may turn out to be unreadable.

use std::fmt::Write;

use super::samples::pre;
use super::{HtmlWriter, escape, push_escaped};
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::block::Diagram;
use crate::render::{diagram, math};
use crate::source::Span;

impl HtmlWriter<'_> {
    pub(super) fn diagram(&mut self, diagram: &Diagram, span: Span) -> String {
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
    pub(super) fn diagram_source(&mut self, diagram: &Diagram, _span: Span) -> String {
        let title = self.string("diagram", &[]);
        let source = diagram.source.trim_end();
        let mut html = "<figure class=\"sample\">".to_owned();
        pre(&title, "code", &mut html, |html| push_escaped(source, html));
        html + "</figure>\n"
    }

    pub(super) fn report_diagram(&mut self, diagram: &Diagram, line: usize, message: &str) {
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

    pub(super) fn display_math(&mut self, tex: &str, span: Span) -> String {
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

    pub(super) fn math(&mut self, tex: &str, display: bool, span: Span) -> Option<String> {
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
}
