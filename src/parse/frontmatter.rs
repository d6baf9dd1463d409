//! The keys between the two `---` at the top of a file.

use std::sync::Arc;

use super::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fields::Reader;
use crate::href::Slug;
use crate::model::page::{FrontMatter, PageKind};
use crate::model::question::Difficulty;
use crate::model::sample::Needs;
use crate::source::{Source, Span, Spanned};
use crate::yaml;

const PAGE_KEYS: &[&str] = &[
    "title",
    "subtopic",
    "kind",
    "difficulty",
    "framework",
    "topic",
    "order",
    "tags",
    "authors",
    "description",
    "seoDescription",
    "updated",
    "related",
    "article",
    "discussion",
    "needs",
    "aliases",
    "slug",
    "navigation",
    "draft",
    "math",
];

const SECTION_KEYS: &[&str] = &[
    "title",
    "description",
    "order",
    "tags",
    "aliases",
    "draft",
    "navigation",
];

/// Reads the front matter; also says where the body begins.
pub fn read(
    source: &Arc<Source>,
    is_section: bool,
    settings: &Settings<'_>,
    problems: &mut Diagnostics,
) -> (FrontMatter, usize) {
    let Some((inner, body)) = split(source, problems) else {
        let front = FrontMatter {
            span: source.line_around(0),
            ..FrontMatter::default()
        };
        return (front, 0);
    };
    let Some(mut fields) = yaml::read(source, inner, problems) else {
        let front = FrontMatter {
            span: Span::new(0, body),
            ..FrontMatter::default()
        };
        return (front, body);
    };
    fields.entries.retain(|(key, _)| {
        let is_questions = key.value == "questions" && !is_section;
        if is_questions {
            report_questions(source, key.span, problems);
        }
        !is_questions
    });
    let keys = match is_section {
        true => SECTION_KEYS,
        false => PAGE_KEYS,
    };
    let reader = Reader::new(source, fields, keys, problems);
    let mut front = read_keys(source, reader, is_section, settings);
    front.span = Span::new(0, body);
    (front, body)
}

/// The range between the delimiters, and the offset of the body.
///
/// Cut off here and not by the Markdown parser, whose option for it also fires
/// in the middle of documents.
fn split(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<(Span, usize)> {
    let text = source.text();
    let first = source.line_around(0);
    if source.slice(first).trim_end() != "---" {
        let label = Label::new(source, first, "the file begins here");
        problems.push(
            Diagnostic::new(Code::MissingFrontMatter, "no front matter", label).help(
                "begin the file with `---`, then `title: …`, then `---`, each on its own line",
            ),
        );
        return None;
    }
    let start = first.end + 1;
    let mut offset = start.min(text.len());
    for line in text[offset..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::new(start, offset), offset + line.len()));
        }
        offset += line.len();
    }
    let label = Label::new(source, first, "opens here");
    problems.push(
        Diagnostic::new(
            Code::UnclosedFrontMatter,
            "the front matter never ends",
            label,
        )
        .help("write `---` on a line of its own after the last key"),
    );
    None
}

fn read_keys(
    source: &Arc<Source>,
    mut reader: Reader<'_>,
    is_section: bool,
    settings: &Settings<'_>,
) -> FrontMatter {
    let title_line = reader.key_span("title");
    let title = reader.filled_text("title");
    if title.is_none() && title_line.is_none() {
        reader.report_missing("title", source.line_around(0), "add a line `title: …`");
    }
    let kinds = PageKind::ALL.map(|(name, _)| name);
    let scale: Vec<&str> = settings.difficulties.iter().map(String::as_str).collect();
    FrontMatter {
        span: Span::at(0),
        title: title.map_or_else(String::new, |title| title.value),
        subtopic: text(&mut reader, "subtopic"),
        kind: reader
            .one_of("kind", &kinds, Code::UnknownValue)
            .map_or(PageKind::Qa, |choice| PageKind::ALL[choice.value].1),
        difficulty: reader
            .one_of("difficulty", &scale, Code::UnknownDifficulty)
            .map(|choice| Difficulty(choice.value)),
        framework: text(&mut reader, "framework"),
        topic: text(&mut reader, "topic"),
        order: reader.integer("order").map(|order| order.value),
        tags: reader.texts("tags").unwrap_or_default(),
        authors: reader
            .texts("authors")
            .map(|authors| authors.into_iter().map(|author| author.value).collect()),
        description: optional_text(&mut reader, "description"),
        seo_description: optional_text(&mut reader, "seoDescription"),
        updated: reader.date("updated").map(|date| date.value),
        related: reader.texts("related").unwrap_or_default(),
        article: reader.text("article"),
        discussion: reader.address("discussion").map(|address| address.value),
        needs: read_needs(source, &mut reader),
        aliases: reader.texts("aliases").unwrap_or_default(),
        slug: read_slug(source, &mut reader),
        is_hidden: reader
            .boolean("navigation")
            .is_some_and(|navigation| !navigation.value),
        is_draft: reader.boolean("draft").is_some_and(|draft| draft.value),
        math: match is_section {
            true => None,
            false => reader.boolean("math").map(|math| math.value),
        },
    }
}

fn text(reader: &mut Reader<'_>, key: &str) -> Option<String> {
    reader.text(key).map(|text| text.value)
}

fn optional_text(reader: &mut Reader<'_>, key: &str) -> Option<String> {
    reader.optional_text(key).map(|text| text.value)
}

/// `needs: python>=3.11`, in front matter, a metadata comment or a fence.
pub fn read_needs(source: &Arc<Source>, reader: &mut Reader<'_>) -> Option<Needs> {
    let text = reader.text("needs")?;
    let needs = Needs::parse(&text.value);
    if needs.is_none() {
        reader.problems().push(invalid_needs(source, &text));
    }
    needs
}

/// The diagnostic for a condition that cannot be read.
pub fn invalid_needs(source: &Arc<Source>, text: &Spanned<String>) -> Diagnostic {
    let label = Label::new(source, text.span, "not a condition");
    let message = format!("`needs` is `{}`", text.value);
    Diagnostic::new(Code::InvalidNeeds, message, label)
        .help("write a tool and its lowest version: `python>=3.11` or `rust>=1.85`")
}

fn read_slug(source: &Arc<Source>, reader: &mut Reader<'_>) -> Option<Spanned<Slug>> {
    let text = reader.text("slug")?;
    if let Some(value) = Slug::exact(&text.value) {
        return Some(Spanned {
            value,
            span: text.span,
        });
    }
    let label = Label::new(source, text.span, "not a slug");
    let message = format!("`slug` is `{}`", text.value);
    let help = match Slug::from_text(&text.value) {
        Some(slug) => format!("write `slug: {slug}`"),
        None => "write lower-case letters, digits and `-`".to_owned(),
    };
    reader
        .problems()
        .push(Diagnostic::new(Code::InvalidSlug, message, label).help(help));
    None
}

fn report_questions(source: &Arc<Source>, span: Span, problems: &mut Diagnostics) {
    let label = Label::new(source, span, "questions belong into the body");
    problems.push(
        Diagnostic::new(
            Code::QuestionsInFrontMatter,
            "questions in front matter",
            label,
        )
        .help(format!(
            "turn the file into pages: `hotseat import nuxt {} --into imported`",
            source.path()
        )),
    );
}
