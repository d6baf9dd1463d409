//! What a source says about a page, in our words, with everything else noted.

use std::sync::Arc;

use serde_json::Value;

use super::keys::{Keys, Named};
use super::nuxt::RawPage;
use super::place::{page_path, path_of_file};
use super::questions::SeedQuestion;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::href::title_of;
use crate::href::{PagePath, Slug};
use crate::source::Source;

/// A page as it is to be written.
pub struct Seed {
    /// Where it goes.
    pub path: PagePath,
    /// The heading.
    pub title: String,
    /// The short name, where it differs from the title.
    pub subtopic: Option<String>,
    /// The track's name.
    pub framework: Option<String>,
    /// The topic's name.
    pub topic: Option<String>,
    /// One of the [default scale](super::keys::DIFFICULTIES).
    pub difficulty: Option<String>,
    /// Place among siblings.
    pub order: Option<i64>,
    /// Tags.
    pub tags: Vec<String>,
    /// The lead; empty where the source wants none.
    pub description: Option<String>,
    /// The meta description.
    pub seo_description: Option<String>,
    /// As `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// Pages it points to.
    pub related: Vec<Named>,
    /// The long read.
    pub article: Option<Named>,
    /// Left out of the navigation.
    pub is_hidden: bool,
    /// Not public yet.
    pub is_draft: bool,
    /// Markdown before the questions.
    pub body: String,
    /// The questions, ids unique.
    pub questions: Vec<SeedQuestion>,
    /// The pages beside it.
    pub siblings: Vec<Named>,
}

impl Seed {
    /// The file below the content folder.
    pub fn file(&self) -> String {
        self.path.file("md")
    }
}

/// Reads a page; the error is that it has no place to go.
pub fn read(
    source: &Arc<Source>,
    raw: RawPage,
    notes: &mut Vec<String>,
) -> Result<Seed, Diagnostic> {
    let mut keys = Keys::of(raw.fields, String::new());
    let path = keys.place(source).map_err(|reason| {
        let label = Label::new(source, raw.span, "this page");
        Diagnostic::new(Code::InvalidPath, reason, label)
            .help("give the page a `path` such as `/python/concurrency/asyncio`")
    })?;
    let file = path.file("md");
    keys.notes.extend(raw.notes);
    let seed = keys.page(path, raw.body, raw.siblings, raw.blog);
    keys.note_rest();
    notes.extend(keys.notes.into_iter().map(|note| format!("{file}: {note}")));
    Ok(seed)
}

impl Keys {
    fn place(&mut self, source: &Source) -> Result<PagePath, String> {
        let written = ["path", "_path", "stem"]
            .iter()
            .find_map(|key| self.fields.get(*key).and_then(Value::as_str))
            .map(str::to_owned);
        let written = written.unwrap_or_else(|| self.path_of(source.path()));
        let path = page_path(&written)?;
        if path.as_str() != written.trim_matches('/') {
            self.notes
                .push(format!("its path `{written}` became `/{path}`"));
        }
        Ok(path)
    }

    /// The path of a page that does not say it: from its file, and from its track and topic
    /// where the file lies in no content folder.
    fn path_of(&self, file: &str) -> String {
        let path = path_of_file(file);
        if path.contains('/') {
            return path;
        }
        let folder = |slug: &str, name: &str| {
            let text = self.fields.get(slug).or_else(|| self.fields.get(name));
            text.and_then(Value::as_str).and_then(Slug::from_text)
        };
        match (
            folder("frameworkSlug", "framework"),
            folder("topicSlug", "topic"),
        ) {
            (Some(track), Some(topic)) => format!("{track}/{topic}/{path}"),
            (Some(track), None) => format!("{track}/{path}"),
            (None, _) => path,
        }
    }

    fn page(&mut self, path: PagePath, body: String, siblings: Value, blog: Value) -> Seed {
        let folder = path.folder().to_owned();
        let siblings = self.given("siblings", siblings);
        let mut siblings = self.named_list("siblings", siblings, &folder);
        let own = siblings.iter().position(|sibling| sibling.path == path);
        let own = own.map(|at| siblings.remove(at));
        let subtopic = self.line("subtopic");
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        let title = self.line("title").or_else(|| subtopic.clone());
        let title = title.unwrap_or_else(|| title_of(name));
        let order = self.order();
        self.note_body();
        let seo_description = self.seo_description(&title);
        let description = self.text("description");
        let related = self.given("related", Value::Null);
        let blog = self.given("blog", blog);
        Seed {
            subtopic: subtopic.filter(|subtopic| *subtopic != title),
            framework: self.line("framework"),
            topic: self.line("topic"),
            difficulty: self.difficulty(),
            order: order.or(own.and_then(|own| own.order)),
            tags: self.tags(),
            // An empty lead says something only where there is another description.
            description: description.filter(|text| !text.is_empty() || seo_description.is_some()),
            seo_description,
            updated: self.date(),
            related: self.named_list("related", related, &folder),
            article: self.article(blog, &folder),
            is_hidden: self.is_hidden(),
            is_draft: self.flag("draft") == Some(true),
            questions: self.questions(),
            siblings,
            title,
            path,
            body,
        }
    }

    /// `navigation` may also be a table of the sidebar's words, which means true.
    fn is_hidden(&mut self) -> bool {
        if self.fields.get("navigation").is_some_and(Value::is_object) {
            self.fields.shift_remove("navigation");
            self.note("the words in `navigation` were left out");
        }
        self.flag("navigation") == Some(false)
    }

    /// `seoDescription`, or the description in `seo`.
    fn seo_description(&mut self, title: &str) -> Option<String> {
        let own = self.text("seoDescription");
        let Some(Value::Object(seo)) = self.fields.get("seo").cloned() else {
            return own.filter(|text| !text.is_empty());
        };
        let given = |key: &str| {
            seo.get(key)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
        };
        if given("title").is_some_and(|given| given != title) {
            self.note("`seo.title` was left out");
        }
        let description = self.fields.get("description").and_then(Value::as_str);
        let other = given("description").filter(|text| Some(*text) != description);
        own.filter(|text| !text.is_empty())
            .or(other.map(str::to_owned))
    }

    /// A payload holds the text below the front matter only in parsed form.
    fn note_body(&mut self) {
        let Some(body) = self.fields.get("body") else {
            return;
        };
        let parts = body.get("value").or_else(|| body.get("children"));
        let is_empty = parts.and_then(Value::as_array).is_none_or(Vec::is_empty);
        if !is_empty {
            self.note(
                "the text beside the questions was left out: import its Markdown file instead",
            );
        }
    }

    fn article(&mut self, blog: Value, folder: &str) -> Option<Named> {
        let mut named = self.named_list("blog", blog, folder);
        if named.len() > 1 {
            self.note("only the first of several links in `blog` was kept");
        }
        (!named.is_empty()).then(|| named.remove(0))
    }
}
