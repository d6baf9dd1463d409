//! Code, what it prints, and tabs of both.

use std::fmt::Write;

use super::{HtmlWriter, escape, has_forbidden, is_forbidden, push_escaped};
use crate::model::sample::{Needs, Output, Proof, Purpose, Sample, Stream, Tab};
use crate::render::highlight;

impl<'a> HtmlWriter<'a> {
    pub(super) fn sample(&mut self, sample: &Sample, html: &mut String) {
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
            let _ = write!(notes, "<span class=sample-note>{}</span>", escape(&note));
        }
        notes.push_str(&needs(sample.needs.as_ref()));
        let name = sample.language.map_or("text", |language| language.name);
        let _ = write!(
            html,
            "<figure class=sample data-language=\"{}\"><figcaption class=sample-caption><span class=sample-title>{}</span>{notes}</figcaption>",
            escape(name),
            escape(title),
        );
        pre(&label, "code", html, |html| code(sample, html));
        html.push_str(&self.proof(sample));
        html.push_str("</figure>\n");
    }

    /// The line that says on what, and when, the sample did what the page says.
    fn proof(&self, sample: &Sample) -> String {
        let found = self.page.proofs.found.get(&sample.code_span.start);
        let Some(proofs) = found.filter(|proofs| !proofs.is_empty()) else {
            return String::new();
        };
        // The earliest: on no later day was all of it known.
        let date = proofs.iter().map(|proof| proof.date).min();
        let date = date.unwrap_or_default();
        let day = format!(
            "<time datetime={date}>{}</time>",
            escape(&self.theme.strings.date(date))
        );
        // The day has markup of its own and is put in behind the escaping.
        const DAY: &str = "\u{1}";
        let text = self.string(
            "ran-on",
            &[
                ("versions", self.versions(proofs).into()),
                ("date", DAY.into()),
            ],
        );
        let text: Vec<String> = text.split(DAY).map(escape).collect();
        format!("<p class=sample-proof>{}</p>", text.join(&day))
    }

    /// `Python 3.11.7 and 3.13.0`
    fn versions(&self, proofs: &[Proof]) -> String {
        let tool = proofs.first().map_or("", |proof| proof.tool.label());
        let versions: Vec<&str> = proofs.iter().map(|proof| proof.version.as_str()).collect();
        let list = match versions.split_last() {
            Some((last, before)) if !before.is_empty() => self.string(
                "versions",
                &[
                    ("before", before.join(", ").into()),
                    ("last", (*last).into()),
                ],
            ),
            _ => versions.concat(),
        };
        format!("{tool} {list}")
    }

    pub(super) fn output(&mut self, output: &Output, html: &mut String) {
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
        let mut note = match output.is_part {
            true => format!(
                "<span class=sample-note>{}</span>",
                escape(&self.string("output-part", &[]))
            ),
            false => String::new(),
        };
        note.push_str(&needs(output.needs.as_ref()));
        let _ = write!(
            html,
            "<figure class=\"{class}\"><figcaption class=sample-caption><span class=sample-title>{}</span>{note}</figcaption>",
            escape(&title),
        );
        let text = output.text.trim_end_matches('\n');
        pre(&label, "samp", html, |html| push_escaped(text, html));
        html.push_str("</figure>\n");
    }

    pub(super) fn tabs(&mut self, tabs: &'a [Tab], html: &mut String) {
        html.push_str("<div class=tabs>\n");
        for tab in tabs {
            let label = escape(&tab.label);
            let _ = writeln!(html, "<div class=tab><p class=tab-label>{label}</p>");
            self.blocks(&tab.blocks, html);
            html.push_str("</div>\n");
        }
        html.push_str("</div>\n");
    }
}

/// `Python 3.12+`, where a version is needed.
fn needs(needs: Option<&Needs>) -> String {
    let label = needs.map(|needs| escape(&needs.label()));
    label.map_or_else(String::new, |label| {
        format!("<span class=sample-needs>{label}</span>")
    })
}

/// A text that keeps its blanks and may be scrolled: what `write` writes.
pub(super) fn pre(label: &str, element: &str, html: &mut String, write: impl FnOnce(&mut String)) {
    html.push_str("<pre tabindex=0 role=region aria-label=\"");
    push_escaped(label, html);
    html.extend(["\"><", element, ">"]);
    write(html);
    html.extend(["</", element, "></pre>"]);
}

/// A sample's code, highlighted, with the marked lines wrapped.
fn code(sample: &Sample, html: &mut String) {
    let shown = |code: &str, html: &mut String| {
        let code = code.trim_end_matches('\n');
        highlight::highlight(sample.language, code, &sample.marked_lines, html);
    };
    match &sample.words {
        _ if has_forbidden(&sample.code) => {
            shown(&sample.code.replace(is_forbidden, ""), html);
        }
        Some(words) => {
            let code = sample.code.trim_end_matches('\n');
            highlight::highlight_words(code, words, &sample.marked_lines, html);
        }
        None => shown(&sample.code, html),
    }
}
