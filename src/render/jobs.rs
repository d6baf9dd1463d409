//! The kinds of pages, each put together and printed.

use super::section::Questions;
use super::site::Place;
use super::view::{ShellView, TagView};
use super::{
    Done, Renderer, Values, at, data, finish, page, search, section, shard, site, structured, text,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fingerprint::Fingerprint;
use crate::href::PagePath;
use crate::model::guide::{Guide, PageId, SectionId, TagId};

impl Renderer<'_> {
    pub(super) fn section(&self, id: SectionId) -> (Option<Done>, Diagnostics) {
        let section = self.site.guide.section(id);
        let place = at(&section.path, id);
        let (view, mut problems) = section::view(self.site, id);
        let (kind, template) = match self.site.guide.ancestors(id).len() {
            1 => ("home", "home.html"),
            2 => ("track", "section.html"),
            _ => ("topic", "section.html"),
        };
        let description = match view.lead.is_empty() {
            true => self.site.guide.config.description.clone(),
            false => view.lead.clone(),
        };
        let mut shell = self.site.shell(place, kind, &view.title, &description);
        shell.is_hidden = section.is_hidden;
        describe(&mut shell, structured::section(self.site.guide, id));
        let values = Values {
            section: Some(&view),
            ..self.values(place, shell)
        };
        let subject = match &section.index {
            Some(index) => index.source.path().to_owned(),
            None => section.path.file("html"),
        };
        let (done, more) = finish(self.html(template, &values, &section.path, &subject));
        problems.extend(more);
        (done, problems)
    }

    pub(super) fn page(&self, id: PageId) -> (Option<Done>, Diagnostics) {
        let guide = self.site.guide;
        let page = guide.page(id);
        let place = Place {
            page: Some(id),
            ..at(&page.path, page.section)
        };
        let folder = self.folders.of_page(self.site, self.templates, place);
        let mut view = page::frame(self.site, id, folder.siblings);
        let front = &page.page.front;
        let kind = match view.is_article {
            true => "article",
            false => "qa",
        };
        let description = front.seo_description.as_ref().unwrap_or(&page.description);
        let mut shell = self.site.shell(place, kind, &front.title, description);
        shell.sidebar = folder.sidebar;
        let outputs = guide.config.outputs;
        let (json, markdown) = (page.path.file("json"), page.path.file("md"));
        shell.is_hidden = front.is_hidden;
        shell.json = outputs.json.then(|| self.site.file(place, &json));
        shell.markdown = outputs.markdown.then(|| self.site.file(place, &markdown));
        let mut values = self.values(place, shell);
        values.page = Some(&view);
        let path = page.path.file("html");
        // The same functions, asked about the page without its text. What `structured` says
        // of other pages, their titles on the way here, is in the frame.
        let record = outputs
            .json
            .then(|| data::page_record(guide, id, &page.page));
        let fingerprint = Fingerprint::all(&[
            self.work.world,
            page.page.fingerprint,
            values.site.fingerprint(),
            Fingerprint::of(&values),
            page::fingerprint(self.site, id),
            Fingerprint::of(&guide.is_listed(id)),
            Fingerprint::of(&record),
        ]);
        if let Some(done) = self.kept(&path, fingerprint) {
            return (Some(done), Diagnostics::new());
        }
        let Some(whole) = (self.work.texts)(id) else {
            return (None, Diagnostics::new());
        };
        let Values {
            site, mut shell, ..
        } = values;
        let (cards, mut problems) = page::fill(&mut view, self.site, self.templates, id, &whole);
        describe(&mut shell, structured::page(guide, id, &whole));
        let values = Values {
            page: Some(&view),
            ..Values::new(site, shell)
        };
        let subject = page.page.source.path();
        let html = self
            .templates
            .render("page.html", &values.site, &values, subject);
        let mut artifacts = Vec::new();
        match html {
            Ok(html) => artifacts.push(text(path.clone(), html)),
            Err(problem) => problems.push(problem),
        }
        artifacts.extend(shard::page(guide, id, &cards).map(|(path, script)| text(path, script)));
        if outputs.json {
            artifacts.push(text(json, data::page_json(guide, id, &whole)));
        }
        if outputs.markdown {
            artifacts.push(text(markdown, data::page_markdown(guide, id, &whole)));
        }
        let is_found = guide.config.search && guide.is_listed(id);
        let facts = is_found.then(|| search::facts(guide, id, &whole));
        let done = self.hand_on(path, fingerprint, artifacts, facts);
        (Some(done), problems)
    }

    pub(super) fn tag(&self, id: TagId) -> Result<Done, Diagnostic> {
        let tag = &self.site.guide.tags[id.0];
        let place = at(&tag.path, Guide::HOME);
        let view = section::tag_view(self.site, place, tag, Questions::Listed);
        let description = self.site.string(
            "tag-description",
            &[
                ("name", tag.name.clone().into()),
                ("count", view.count.into()),
            ],
        );
        let values = Values {
            tag: Some(&view),
            ..self.values(
                place,
                self.site.shell(place, "tag", &tag.name, &description),
            )
        };
        self.html("tag.html", &values, &tag.path, tag.path.as_str())
    }

    pub(super) fn tags(&self) -> Result<Done, Diagnostic> {
        let path = PagePath::generated("tags/index");
        let place = at(&path, Guide::HOME);
        let tags = &self.site.guide.tags;
        let views: Vec<TagView> = tags
            .iter()
            .map(|tag| section::tag_view(self.site, place, tag, Questions::Counted))
            .collect();
        let title = self.site.string("tags", &[]);
        let description = self
            .site
            .string("tags-description", &[("count", tags.len().into())]);
        let values = Values {
            tags: Some(&views),
            ..self.values(place, self.site.shell(place, "tags", &title, &description))
        };
        self.html("tags.html", &values, &path, path.as_str())
    }

    /// Shown at any depth, so its links start at the host's root.
    pub(super) fn not_found(&self) -> Result<Done, Diagnostic> {
        let path = PagePath::generated("404");
        let place = Place {
            is_rootless: true,
            ..at(&path, Guide::HOME)
        };
        let title = self.site.string("not-found-title", &[]);
        let mut shell = self.site.shell(place, "not-found", &title, &title);
        shell.is_hidden = true;
        shell.canonical = None;
        let tracks = section::tracks(self.site, place);
        let values = Values {
            tracks: Some(&tracks),
            ..self.values(place, shell)
        };
        self.html("404.html", &values, &path, path.as_str())
    }

    pub(super) fn redirect(&self, redirect: usize) -> Result<Done, Diagnostic> {
        let redirect = &self.site.guide.redirects[redirect];
        let place = at(&redirect.from, Guide::HOME);
        let target = self.site.page_href(place, &redirect.to);
        let mut shell = self.site.shell(place, "redirect", "", "");
        shell.is_hidden = true;
        shell.canonical = self
            .site
            .guide
            .config
            .urls
            .absolute(&redirect.to)
            .map(|href| href.into_string());
        let values = Values {
            target: Some(&target),
            label: Some(redirect.to.as_str()),
            ..self.values(place, shell)
        };
        self.html(
            "redirect.html",
            &values,
            &redirect.from,
            redirect.from.as_str(),
        )
    }
}

/// Puts JSON-LD on a page, all of it in one element, and lets the page's policy know.
fn describe(shell: &mut ShellView, documents: Vec<String>) {
    let text = format!("[{}]", documents.join(","));
    shell.data_hash = Some(site::source_hash(&text));
    shell.structured_html = Some(text);
}
