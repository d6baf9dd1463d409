//! A page in our format.

use super::answer::{Fitted, fit_answer, fit_body};
use super::keys::Named;
use super::questions::SeedQuestion;
use super::seed::Seed;
use crate::href::{PagePath, UrlStyle, decode};
use crate::starter::heading;
use crate::yaml_text::{flow_list, flow_scalar, scalar};

/// What is written of a page, for comparing it with what is read back.
pub struct Written {
    /// The file's text.
    pub text: String,
    /// The answers as they stand in it.
    pub answers: Vec<String>,
}

/// The names that a page's folders will show; where they are not its own, it says so.
pub struct FolderTitles<'a> {
    /// Of the track; absent where the page is in no folder.
    pub framework: Option<&'a str>,
    /// Of the topic; absent where the page is not so deep.
    pub topic: Option<&'a str>,
}

/// Writes a page that the source holds.
pub fn page(seed: &Seed, titles: &FolderTitles<'_>, notes: &mut Vec<String>) -> Written {
    let file = seed.file();
    let mut text = front_matter(seed, titles, notes);
    let mut note =
        |what: &str| notes.push(format!("{file}: the text beside the questions: {what}"));
    let body = fit_body(&seed.body, &seed.title, &mut note);
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
    }
    let mut answers = Vec::new();
    for question in &seed.questions {
        let mut note =
            |what: &str| notes.push(format!("{file}: the answer of `{}`: {what}", question.id));
        let fitted = fit_answer(&question.a, &mut note);
        push_question(&mut text, question, &fitted);
        answers.push(fitted.text);
    }
    Written { text, answers }
}

/// Writes a page of which only the name is known.
pub fn stub(named: &Named, words: &str) -> String {
    let mut text = format!("---\ntitle: {}\n", scalar(&named.title));
    if let Some(order) = named.order {
        text.push_str(&format!("order: {order}\n"));
    }
    text.push_str(&format!("---\n\n{words}\n"));
    text
}

fn front_matter(seed: &Seed, titles: &FolderTitles<'_>, notes: &mut Vec<String>) -> String {
    let mut lines = Lines(String::from("---\n"));
    lines.text("title", Some(&seed.title));
    lines.text("subtopic", seed.subtopic.as_deref());
    for (key, own, shown) in [
        ("framework", &seed.framework, titles.framework),
        ("topic", &seed.topic, titles.topic),
    ] {
        match (own, shown) {
            (Some(own), None) => {
                notes.push(format!(
                    "{}: the {key} `{own}` was left out: the page's path has no folder for it",
                    seed.file()
                ));
            }
            (Some(own), Some(shown)) if own != shown => lines.text(key, Some(own)),
            (_, _) => {}
        }
    }
    lines.text("difficulty", seed.difficulty.as_deref());
    lines.plain("order", seed.order);
    let tags = (!seed.tags.is_empty()).then(|| flow_list(seed.tags.iter().map(String::as_str)));
    lines.plain("tags", tags);
    lines.text("description", seed.description.as_deref());
    lines.text("seoDescription", seed.seo_description.as_deref());
    lines.plain("updated", seed.updated.as_deref());
    if !seed.related.is_empty() {
        lines.0.push_str("related:\n");
        for named in &seed.related {
            let link = link(&seed.path, &named.path);
            lines.0.push_str(&format!("  - {}\n", scalar(&link)));
        }
    }
    let article = seed
        .article
        .as_ref()
        .map(|named| link(&seed.path, &named.path));
    lines.text("article", article.as_deref());
    lines.plain("navigation", seed.is_hidden.then_some(false));
    lines.plain("draft", seed.is_draft.then_some(true));
    lines.0.push_str("---\n");
    lines.0
}

/// Front matter in the making.
struct Lines(String);

impl Lines {
    fn text(&mut self, key: &str, value: Option<&str>) {
        self.plain(key, value.map(scalar));
    }

    fn plain(&mut self, key: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.0.push_str(&format!("{key}: {value}\n"));
        }
    }
}

/// The way from one Markdown file to another, as a contributor would write it.
fn link(from: &PagePath, to: &PagePath) -> String {
    decode(UrlStyle::default().to_file(from, &to.file("md")).as_str())
}

fn push_question(text: &mut String, question: &SeedQuestion, fitted: &Fitted) {
    let mut metadata = format!("id: {}", flow_scalar(question.id.as_str()));
    if let Some(difficulty) = &question.difficulty {
        metadata.push_str(&format!(", difficulty: {difficulty}"));
    }
    if !question.tags.is_empty() {
        let tags = flow_list(question.tags.iter().map(String::as_str));
        metadata.push_str(&format!(", tags: {tags}"));
    }
    text.push_str(&format!(
        "\n## {}\n<!-- {metadata} -->\n",
        heading(&question.q)
    ));
    if fitted.needs_heading {
        text.push_str("\n### Answer\n");
    }
    if !fitted.text.is_empty() {
        text.push('\n');
        text.push_str(&fitted.text);
    }
}
