//! Tags of pages and questions, each with a page of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::href::{PagePath, Slug};
use crate::model::guide::{Guide, PageId, Tag, TagId};
use crate::source::{Source, Span};

/// Where a tag was first met.
struct Met {
    name: String,
    source: Arc<Source>,
    span: Span,
    pages: Vec<PageId>,
    questions: Vec<(PageId, usize)>,
}

/// Gathers the tags of all visible pages, by slug; two names with one slug are an error.
pub fn collect(guide: &mut Guide, problems: &mut Diagnostics) {
    let mut met: BTreeMap<Slug, Met> = BTreeMap::new();
    let mut of_page: Vec<Vec<Slug>> = vec![Vec::new(); guide.pages.len()];
    for (index, page) in guide.pages.iter().enumerate() {
        let id = PageId(index);
        let source = &page.page.source;
        if page.page.front.is_hidden {
            continue;
        }
        for tag in &page.page.front.tags {
            let found = slug(guide, &tag.value, source, tag.span, problems);
            let Some(slug) = found else { continue };
            let tag = meet(&mut met, &slug, &tag.value, source, tag.span, problems);
            if !tag.pages.contains(&id) {
                tag.pages.push(id);
                of_page[index].push(slug);
            }
        }
        for (place, question) in page.questions().enumerate() {
            for name in &question.tags {
                let span = question.heading_span;
                let found = slug(guide, name, source, span, problems);
                let Some(slug) = found else { continue };
                let tag = meet(&mut met, &slug, name, source, span, problems);
                if !tag.questions.contains(&(id, place)) {
                    tag.questions.push((id, place));
                }
            }
        }
    }
    let slugs: Vec<Slug> = met.keys().cloned().collect();
    guide.tags = met.into_iter().map(|(slug, met)| tag(slug, met)).collect();
    for (page, tags) in guide.pages.iter_mut().zip(of_page) {
        page.tags = tags
            .iter()
            .map(|slug| TagId(slugs.binary_search(slug).expect("every slug was met")))
            .collect();
    }
}

impl Guide {
    /// The tag a question's or page's tag name stands for.
    pub fn find_tag(&self, name: &str) -> Option<TagId> {
        let slug = tag_slug(self, name)?;
        let found = self.tags.binary_search_by(|tag| tag.slug.cmp(&slug));
        found.ok().map(TagId)
    }
}

fn tag(slug: Slug, met: Met) -> Tag {
    let folder = Slug::from_text("tags").expect("`tags` is a slug");
    Tag {
        path: PagePath::new(&[folder], &slug),
        name: met.name,
        slug,
        pages: met.pages,
        questions: met.questions,
    }
}

fn tag_slug(guide: &Guide, name: &str) -> Option<Slug> {
    let named = guide.config.tags.iter().find(|(tag, _)| tag == name);
    named
        .map(|(_, slug)| slug.clone())
        .or_else(|| Slug::from_text(name))
}

fn slug(
    guide: &Guide,
    name: &str,
    source: &Arc<Source>,
    span: Span,
    problems: &mut Diagnostics,
) -> Option<Slug> {
    let slug = tag_slug(guide, name);
    if slug.is_none() {
        let label = Label::new(source, span, "leaves nothing for an address");
        let message = format!("the tag `{name}` has no slug");
        problems.push(
            Diagnostic::new(Code::InvalidSlug, message, label).help(format!(
                "name one in `hotseat.toml`: `[tags]`, `\"{name}\" = \"…\"`"
            )),
        );
    }
    slug
}

fn meet<'a>(
    met: &'a mut BTreeMap<Slug, Met>,
    slug: &Slug,
    name: &str,
    source: &Arc<Source>,
    span: Span,
    problems: &mut Diagnostics,
) -> &'a mut Met {
    let tag = met.entry(slug.clone()).or_insert_with(|| Met {
        name: name.to_owned(),
        source: Arc::clone(source),
        span,
        pages: Vec::new(),
        questions: Vec::new(),
    });
    // `Rust` and `rust` are one tag written twice; `C++` and `C#` are two tags.
    if tag.name.to_lowercase() != name.to_lowercase() {
        let label = Label::new(source, span, format!("`{name}`"));
        let message = format!(
            "two tags with the slug `{slug}`: `{}` and `{name}`",
            tag.name
        );
        problems.push(
            Diagnostic::new(Code::TagSlugClash, message, label)
                .label(Label::new(&tag.source, tag.span, format!("`{}`", tag.name)))
                .help(format!(
                    "name their slugs in `hotseat.toml`: `[tags]`, `\"{name}\" = \"…\"`"
                )),
        );
    }
    tag
}
