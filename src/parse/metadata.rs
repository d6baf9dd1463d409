//! The comment behind a heading that makes it a question and gives it an id.

use std::sync::Arc;

use super::Settings;
use super::frontmatter::read_needs;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::fields::Reader;
use crate::href::Slug;
use crate::model::block::{Block, BlockKind};
use crate::model::question::{Difficulty, QuestionKind};
use crate::model::sample::Needs;
use crate::source::{Source, Span, Spanned};
use crate::yaml;

const KEYS: &[&str] = &[
    "id",
    "difficulty",
    "tags",
    "needs",
    "kind",
    "aliases",
    "summary",
    "draft",
    "group",
    "question",
];

/// What a metadata comment says.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// `id`
    pub id: Option<Spanned<Slug>>,
    /// `difficulty`
    pub difficulty: Option<Difficulty>,
    /// `tags`
    pub tags: Vec<String>,
    /// `needs`
    pub needs: Option<Needs>,
    /// `kind`
    pub kind: Option<QuestionKind>,
    /// `aliases`
    pub aliases: Vec<Spanned<Slug>>,
    /// `summary`
    pub summary: Option<String>,
    /// `draft`
    pub is_draft: bool,
    /// `group`
    pub is_group: bool,
    /// `question`, true unless the comment says otherwise.
    pub is_question: bool,
}

/// Whether a block is a comment that begins with a known key and a colon, or nearly so.
///
/// Other comments, such as those for formatters, are left alone.
pub fn is_metadata(block: &Block) -> bool {
    let BlockKind::Comment(text) = &block.kind else {
        return false;
    };
    let text = text.trim_start();
    let Some((word, _)) = text.split_once(':') else {
        return false;
    };
    let word = word.trim_end().to_lowercase();
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    // Lengths first: measuring a distance costs more than all else here.
    is_word
        && (KEYS.contains(&word.as_str())
            || KEYS.iter().any(|key| {
                key.len().abs_diff(word.len()) <= 1 && strsim::damerau_levenshtein(&word, key) <= 1
            }))
}

/// Reads the comment; `block` must be one that [`is_metadata`] accepts.
pub fn read(
    source: &Arc<Source>,
    block: &Block,
    settings: &Settings<'_>,
    problems: &mut Diagnostics,
) -> Metadata {
    // `<!--` and `-->`
    let inner = Span::new(block.span.start + 4, block.span.end.saturating_sub(3));
    let fields = yaml::read_flow(source, inner, problems);
    let mut reader = Reader::new(source, fields, KEYS, problems);
    let scale: Vec<&str> = settings.difficulties.iter().map(String::as_str).collect();
    let kinds = QuestionKind::ALL.map(|(name, _)| name);
    let flag = |reader: &mut Reader<'_>, key| reader.boolean(key).map(|flag| flag.value);
    Metadata {
        id: reader
            .text("id")
            .and_then(|id| slug(source, "id", id, &mut reader)),
        difficulty: reader
            .one_of("difficulty", &scale, Code::UnknownDifficulty)
            .map(|choice| Difficulty(choice.value)),
        tags: reader
            .texts("tags")
            .map(|tags| tags.into_iter().map(|tag| tag.value).collect())
            .unwrap_or_default(),
        needs: read_needs(source, &mut reader),
        kind: reader
            .one_of("kind", &kinds, Code::UnknownValue)
            .map(|choice| QuestionKind::ALL[choice.value].1),
        aliases: reader
            .texts("aliases")
            .unwrap_or_default()
            .into_iter()
            .filter_map(|alias| slug(source, "alias", alias, &mut reader))
            .collect(),
        summary: reader.text("summary").map(|summary| summary.value),
        is_draft: flag(&mut reader, "draft").unwrap_or(false),
        is_group: flag(&mut reader, "group").unwrap_or(false),
        is_question: flag(&mut reader, "question").unwrap_or(true),
    }
}

fn slug(
    source: &Arc<Source>,
    key: &str,
    text: Spanned<String>,
    reader: &mut Reader<'_>,
) -> Option<Spanned<Slug>> {
    if let Some(value) = Slug::exact(&text.value) {
        return Some(Spanned {
            value,
            span: text.span,
        });
    }
    let help = match Slug::from_text(&text.value) {
        Some(slug) => format!("write `{slug}`"),
        None => "write lower-case letters, digits and `-`".to_owned(),
    };
    let label = Label::new(source, text.span, "not a slug");
    let message = format!("the {key} `{}` cannot be used in a link", text.value);
    reader
        .problems()
        .push(Diagnostic::new(Code::InvalidSlug, message, label).help(help));
    None
}
