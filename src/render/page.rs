//! The views of Q&A pages and articles.

use serde::Serialize;

use super::html::HtmlWriter;
use super::site::{Place, Site};
use super::template::{Shared, Templates};
use super::view::{
    ChoiceView, ChoicesView, ContentsView, FollowUpView, GroupView, LinkView, PageView, PartView,
    QuestionView, SiblingView,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fingerprint::Fingerprint;
use crate::href::encode_path;
use crate::model::block::{Block, BlockKind, plain_text};
use crate::model::guide::{LinkedPage, PageId, Target};
use crate::model::page::{Page, PageKind, Part};
use crate::model::question::{Choices, FollowUp, Group, Question, RelatedLink};

/// Words a reader takes in per minute, on the low side: code is slower than prose.
const WORDS_PER_MINUTE: usize = 200;

/// A question printed, for the page and for whoever shows it elsewhere.
pub struct Card {
    /// The words it was printed with.
    pub question: QuestionView,
    /// The element.
    pub html: String,
}

/// Makes the view of a page but for its text: all that depends on other pages.
///
/// `siblings` are those of its folder, the page marked among them.
pub fn frame(site: &Site<'_>, id: PageId, siblings: Vec<Shared<SiblingView>>) -> PageView {
    let page = site.guide.page(id);
    let place = place(page, id);
    let front = &page.page.front;
    let config = &site.guide.config;
    let link = |target: &Target| site.links(place, std::slice::from_ref(target)).pop();
    let siblings = match siblings.len() {
        0 | 1 => Vec::new(),
        _ => siblings,
    };
    let path = source_path(page);
    PageView {
        title: front.title.clone(),
        subtopic: page.label().to_owned(),
        lead: front.description.clone().unwrap_or_default(),
        former: former(site, page),
        is_article: front.kind == PageKind::Article,
        difficulty: front.difficulty.map(|level| site.difficulty(level)),
        question_count: page.questions().count(),
        difficulties: site.spread(id),
        reading_minutes: 0,
        updated: page.updated.map(|date| site.date(date)),
        authors: front
            .authors
            .clone()
            .unwrap_or_else(|| config.authors.clone()),
        tags: page
            .tags
            .iter()
            .map(|tag| tag_link(site, place, &site.guide.tags[tag.0].name))
            .collect::<Option<Vec<_>>>()
            .unwrap_or_default(),
        needs: front.needs.as_ref().map(|needs| needs.label()),
        edit: config
            .edit_url
            .as_deref()
            .map(|url| filled(url, &path, 1, "")),
        discussion: front.discussion.clone().or_else(|| {
            let url = config.discussion_url.as_deref()?;
            Some(filled(url, &path, 1, ""))
        }),
        article: page.article.as_ref().and_then(link),
        parts: Vec::new(),
        contents: Vec::new(),
        topic: site.guide.section(page.section).title.clone(),
        siblings,
        previous: page.previous.map(|id| site.page_link(place, id)),
        next: page.next.map(|id| site.page_link(place, id)),
        related: site.links(place, &page.related),
        linked_back: site.links(place, &page.linked_back),
    }
}

fn former(site: &Site<'_>, page: &LinkedPage) -> Vec<String> {
    if page.page.front.aliases.is_empty() {
        return Vec::new();
    }
    let redirects = site.guide.redirects.iter();
    let own = redirects.filter(|redirect| redirect.to == page.path);
    own.map(|redirect| redirect.from.as_str().to_owned())
        .collect()
}

/// Puts the text into the view of a page, and gives its questions in order; `text` is the
/// page as parsed, of which the guide holds no blocks.
pub fn fill(
    view: &mut PageView,
    site: &Site<'_>,
    templates: &Templates,
    id: PageId,
    text: &Page,
) -> (Vec<Card>, Diagnostics) {
    let page = site.guide.page(id);
    let mut viewer = Viewer {
        site,
        templates,
        place: place(page, id),
        page,
        text,
        writer: HtmlWriter::new(site.guide, site.theme, text, &page.targets, &page.path),
        total: text.questions().count(),
        cards: Vec::new(),
        failure: None,
    };
    view.parts = viewer.parts();
    view.contents = contents(text);
    view.reading_minutes = reading_minutes(text);
    let mut problems = viewer.writer.into_problems();
    if let Some(failure) = viewer.failure {
        problems.push(failure);
    }
    (viewer.cards, problems)
}

/// What the text's links and the questions' tags come to, which other pages decide.
pub fn fingerprint(site: &Site<'_>, id: PageId) -> Fingerprint {
    let page = site.guide.page(id);
    let place = place(page, id);
    let targets = page.targets.iter().map(|target| match target {
        Target::Asset(asset) => {
            let asset = &site.guide.assets[asset.0];
            (Some(asset.output_path.clone()), asset.size)
        }
        target => (site.href(place, target), None),
    });
    let targets: Vec<_> = targets.collect();
    let questions = page.questions().map(|question| {
        let tags = question.tags.iter();
        let tags: Vec<_> = tags.map(|tag| tag_link(site, place, tag)).collect();
        let related = question.related.iter();
        let related: Vec<_> = related
            .flat_map(|link| {
                let target = &page.targets[link.target.0];
                site.links(place, std::slice::from_ref(target))
            })
            .collect();
        (tags, related)
    });
    Fingerprint::of(&(targets, questions.collect::<Vec<_>>()))
}

fn place(page: &LinkedPage, id: PageId) -> Place<'_> {
    Place {
        path: &page.path,
        section: page.section,
        page: Some(id),
        is_rootless: false,
    }
}

struct Viewer<'a> {
    site: &'a Site<'a>,
    templates: &'a Templates,
    place: Place<'a>,
    page: &'a LinkedPage,
    text: &'a Page,
    writer: HtmlWriter<'a>,
    total: usize,
    cards: Vec<Card>,
    /// What is wrong with the template; once, for all questions are printed with it.
    failure: Option<Diagnostic>,
}

/// What `question.html` may say.
#[derive(Serialize)]
struct CardValues<'a> {
    question: &'a QuestionView,
    /// Readers say how sure they are before the reveal.
    confidence: bool,
}

impl<'a> Viewer<'a> {
    fn parts(&mut self) -> Vec<PartView> {
        let text = self.text;
        let parts = text.parts.iter().map(|part| {
            let mut view = PartView {
                prose_html: None,
                question_html: None,
                group: None,
            };
            match part {
                Part::Prose(blocks) => view.prose_html = Some(self.writer.text(blocks)),
                Part::Question(question) => view.question_html = Some(self.card(question)),
                Part::Group(group) => view.group = Some(self.group(group)),
            }
            view
        });
        parts.collect()
    }

    fn group(&mut self, group: &'a Group) -> GroupView {
        self.writer.at_heading(2);
        GroupView {
            id: group.id.to_string(),
            number: group.number.clone(),
            title_html: self.writer.line(&group.title),
            introduction_html: self.writer.text(&group.introduction),
            questions_html: group
                .questions
                .iter()
                .map(|question| self.card(question))
                .collect(),
        }
    }

    /// Prints a question, and keeps it.
    fn card(&mut self, question: &'a Question) -> String {
        let question = self.question(question);
        let subject = self.page.page.source.path();
        let values = CardValues {
            question: &question,
            confidence: self.site.guide.config.study.confidence,
        };
        let html = match self
            .templates
            .render_alone("question.html", &values, subject)
        {
            Ok(html) => html,
            Err(failure) => {
                self.failure.get_or_insert(failure);
                String::new()
            }
        };
        self.cards.push(Card {
            question,
            html: html.clone(),
        });
        html
    }

    fn question(&mut self, question: &'a Question) -> QuestionView {
        self.writer.at_heading(question.level);
        let config = &self.site.guide.config;
        let source = &self.text.source;
        let path = source_path(self.page);
        let link = |url: &str| {
            let line = source.line_col(question.span.start).line;
            filled(url, &path, line, question.id.as_str())
        };
        let page_needs = self.page.page.front.needs.as_ref();
        let needs = question
            .needs
            .as_ref()
            .filter(|needs| Some(*needs) != page_needs);
        let position = self.cards.len() + 1;
        let anchors = question.heading_anchor.iter().chain(&question.aliases);
        QuestionView {
            id: question.id.to_string(),
            anchors: anchors.map(ToString::to_string).collect(),
            aliases: question.aliases.iter().map(ToString::to_string).collect(),
            hash: hash(question),
            number: question.number.clone(),
            position,
            total: self.total,
            link_label: self
                .site
                .string("link-to-question", &[("number", position.into())]),
            title_html: self.writer.line(&question.title),
            title: plain_text(&question.title),
            heading_level: question.level,
            difficulty: question.difficulty.map(|level| self.site.difficulty(level)),
            tags: question
                .tags
                .iter()
                .filter_map(|tag| tag_link(self.site, self.place, tag))
                .collect(),
            kind: question.kind.name(),
            summary: question.summary.clone(),
            needs: needs.map(|needs| needs.label()),
            prompt_html: self.writer.text(&question.prompt),
            hints_html: question
                .hints
                .iter()
                .map(|hint| self.writer.text(&hint.blocks))
                .collect(),
            choices: question
                .choices
                .as_ref()
                .map(|choices| self.choices(choices)),
            answer_html: self.writer.text(&question.answer),
            follow_ups: question
                .follow_ups
                .iter()
                .map(|follow_up| self.follow_up(follow_up))
                .collect(),
            related: question
                .related
                .iter()
                .filter_map(|link| self.related(link))
                .collect(),
            sources_html: self.writer.text(&question.sources),
            edit: config.edit_url.as_deref().map(link),
            report: config.report_url.as_deref().map(link),
        }
    }

    /// A page or a question by its title, anything else by what the link says.
    fn related(&self, link: &RelatedLink) -> Option<LinkView> {
        let target = &self.page.targets[link.target.0];
        match target {
            Target::Page(..) | Target::Section(..) => {
                let links = self.site.links(self.place, std::slice::from_ref(target));
                links.into_iter().next()
            }
            Target::Here(_) | Target::Asset(_) | Target::External(_) | Target::Nowhere => {
                let text = Some(link.text.clone()).filter(|text| !text.is_empty());
                Some(LinkView {
                    label: text.or_else(|| self.site.guide.target_label(target))?,
                    href: self.site.href(self.place, target)?,
                    is_current: false,
                })
            }
        }
    }

    fn choices(&mut self, choices: &'a Choices) -> ChoicesView {
        let letters = ('A'..='Z').chain('a'..='z').cycle();
        let options = choices
            .options
            .iter()
            .zip(letters)
            .map(|(option, letter)| ChoiceView {
                letter: letter.to_string(),
                text_html: self.option(&option.blocks),
                is_right: option.is_right,
                reason_html: self.writer.text(&option.reason),
            });
        ChoicesView {
            options: options.collect(),
            is_multiple: choices.is_multiple(),
        }
    }

    /// An option that is one paragraph is a line: it stands in a label.
    fn option(&mut self, blocks: &'a [Block]) -> String {
        match blocks {
            [
                Block {
                    kind: BlockKind::Paragraph(inlines),
                    ..
                },
            ] => self.writer.line(inlines),
            blocks => self.writer.text(blocks),
        }
    }

    fn follow_up(&mut self, follow_up: &'a FollowUp) -> FollowUpView {
        FollowUpView {
            title_html: self.writer.line(&follow_up.title),
            answer_html: self.writer.text(&follow_up.answer),
        }
    }
}

fn tag_link(site: &Site<'_>, place: Place<'_>, name: &str) -> Option<LinkView> {
    let tag = &site.guide.tags[site.guide.find_tag(name)?.0];
    Some(LinkView {
        label: tag.name.clone(),
        href: site.page_href(place, &tag.path),
        is_current: false,
    })
}

/// Eight characters of a hash of what a reader has to know: prompt, options, answer.
///
/// Of the text as written, so that a new version of the program changes nothing.
fn hash(question: &Question) -> String {
    let options = question.choices.iter().flat_map(|choices| &choices.options);
    let options = options.flat_map(|option| [&option.markdown, &option.reason_markdown]);
    let parts = [&question.prompt_markdown, &question.answer_markdown];
    let mut hasher = blake3::Hasher::new();
    for part in parts.into_iter().chain(options) {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..8].to_owned()
}

/// The path of a page's file below the site's root.
fn source_path(page: &LinkedPage) -> String {
    format!("content/{}", page.page.content_path)
}

/// Fills the placeholders of a link template.
fn filled(template: &str, path: &str, line: usize, id: &str) -> String {
    template
        .replace("{path}", &encode_path(path))
        .replace("{line}", &line.to_string())
        .replace("{id}", &encode_path(id))
}

fn reading_minutes(text: &Page) -> usize {
    let body = text.source.slice(text.body_span);
    words(body).div_ceil(WORDS_PER_MINUTE).max(1)
}

/// How many words there are between blanks.
fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_blank = |byte: &u8| *byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let Some((first, rest)) = text.as_bytes().split_first() else {
        return 0;
    };
    // Sums of small chunks fit a byte, and the compiler takes sixteen at once.
    let chunks = text.as_bytes().chunks(128).zip(rest.chunks(128));
    let starts = chunks.map(|(before, after)| {
        let pairs = before.iter().zip(after);
        let starts = pairs.map(|(before, after)| u8::from(is_blank(before) & !is_blank(after)));
        usize::from(starts.sum::<u8>())
    });
    usize::from(!is_blank(first)) + starts.sum::<usize>()
}

/// Questions on a Q&A page; headings and questions on an article.
fn contents(text: &Page) -> Vec<ContentsView> {
    let is_article = text.front.kind == PageKind::Article;
    let mut entries: Vec<ContentsView> = Vec::new();
    for part in &text.parts {
        match part {
            Part::Prose(blocks) => entries.extend(blocks.iter().filter_map(|block| {
                let BlockKind::Heading(heading) = &block.kind else {
                    return None;
                };
                let is_shown = heading.level <= if is_article { 3 } else { 2 };
                let anchor = heading.anchor.as_ref().filter(|_| is_shown)?;
                Some(ContentsView {
                    label: plain_text(&heading.inlines),
                    href: format!("#{}", encode_path(anchor.as_str())),
                    number: String::new(),
                    depth: usize::from(heading.level.max(2)) - 1,
                })
            })),
            Part::Question(question) => {
                let depth = usize::from(question.level.max(2)) - 1;
                entries.push(question_entry(question, depth));
            }
            Part::Group(group) => {
                entries.push(ContentsView {
                    label: plain_text(&group.title),
                    href: format!("#{}", encode_path(group.id.as_str())),
                    number: group.number.clone(),
                    depth: 1,
                });
                entries.extend(group.questions.iter().map(|q| question_entry(q, 2)));
            }
        }
    }
    entries
}

fn question_entry(question: &Question, depth: usize) -> ContentsView {
    ContentsView {
        label: plain_text(&question.title),
        href: format!("#{}", encode_path(question.id.as_str())),
        number: question.number.clone(),
        depth,
    }
}
