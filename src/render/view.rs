//! The words a template may say.
//!
//! These structs are the public interface for theme authors (`docs/themes.md`):
//! ready strings, ready links, ready lists. Fields that end in `_html` are safe
//! HTML, to be printed with `| safe`; everything else is text and is escaped.
//! A template looks nothing up and sorts nothing.

use serde::Serialize;

use super::template::Shared;

/// What every template gets, as `site`.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One sentence about the site.
    pub description: String,
    /// The language tag for `<html lang>`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Part of every progress key.
    pub site_id: String,
    /// The home page, seen from this page.
    pub home: String,
    /// The site's root, seen from this page: `../../`, `./`, or `/guide/` on the 404 page.
    pub root: String,
    /// The joined stylesheet.
    pub stylesheet: String,
    /// The joined script, appended at the window's `load` event.
    pub script: String,
    /// Stylesheets of the site's own, loaded after the theme.
    pub custom_css: Vec<String>,
    /// The icon file.
    pub favicon: String,
    /// The logo, where the site has one.
    pub logo: Option<String>,
    /// Links of the header.
    pub nav: Vec<LinkView>,
    /// Links of the footer.
    pub footer: Vec<LinkView>,
    /// The licence, as text.
    pub license: String,
    /// The Atom feed, where one is made.
    pub atom: Option<String>,
    /// The page of all tags, where there are tags.
    pub tags: Option<String>,
    /// Where the search is: the index of all questions, which serves without scripts.
    /// Absent where the search is switched off.
    pub search: Option<String>,
    /// What there is to study with.
    pub study: StudyView,
    /// There is a service worker.
    pub service_worker: bool,
    /// The site's scale, easiest first.
    pub difficulties: Vec<Shared<DifficultyView>>,
    /// The Content-Security-Policy for the meta tag.
    pub policy: String,
    /// The inline script that runs before the first paint; the same bytes on every page.
    pub head_script_html: String,
    /// What made the page: `hotseat 0.1.0`.
    pub generator: String,
    /// `[extra]` of the config.
    pub extra: serde_json::Value,
}

/// What a site offers to study with, as `site.study`.
#[derive(Debug, Clone, Serialize)]
pub struct StudyView {
    /// The page to practise on, where it is not switched off.
    pub practice: Option<String>,
    /// The page to review on, where it is not switched off.
    pub review: Option<String>,
    /// Readers say "sure" or "unsure" before the reveal.
    pub confidence: bool,
}

/// What every page's `<head>` and frame need, as `shell`.
#[derive(Debug, Clone, Serialize)]
pub struct ShellView {
    /// `home`, `track`, `topic`, `qa`, `article`, `tag`, `tags`, `questions`, `practice`,
    /// `review`, `print`, `not-found`.
    pub kind: &'static str,
    /// For `<title>`: page and site.
    pub title: String,
    /// The meta description.
    pub description: String,
    /// The path of a Q&A page or an article, without an ending: part of every progress key.
    pub path: Option<String>,
    /// The full address, where the site's own is known.
    pub canonical: Option<String>,
    /// Not to be found by search engines.
    pub is_hidden: bool,
    /// The page as JSON.
    pub json: Option<String>,
    /// The page as Markdown.
    pub markdown: Option<String>,
    /// JSON-LD, ready to stand in a `<script type="application/ld+json">`.
    pub structured_html: Option<String>,
    /// What to add to the policy for it: validators take it for a script.
    pub data_hash: Option<String>,
    /// From home to this page, which is the last.
    pub breadcrumbs: Vec<LinkView>,
    /// The page's own branch of the site.
    pub sidebar: Vec<BranchView>,
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// The text.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// It is the page it stands on.
    pub is_current: bool,
}

/// A folder of the sidebar.
#[derive(Debug, Clone, Serialize)]
pub struct BranchView {
    /// Its title.
    pub label: String,
    /// Its page.
    pub href: String,
    /// It is the page it stands on.
    pub is_current: bool,
    /// The page it stands on is inside.
    pub is_open: bool,
    /// How many questions are inside.
    pub question_count: usize,
    /// Its folders; empty unless open. On a page only the one that is open itself.
    pub branches: Vec<BranchView>,
    /// On a page, the folders before the open one, printed with the component `branch`:
    /// they are the same for all pages of a folder.
    pub before_html: String,
    /// The folders behind it, likewise.
    pub after_html: String,
    /// Its pages; empty unless open.
    pub pages: Vec<Shared<SiblingView>>,
}

/// A page among its siblings.
#[derive(Debug, Clone, Serialize)]
pub struct SiblingView {
    /// Its short name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// It is the page it stands on.
    pub is_current: bool,
    /// How many questions it has.
    pub question_count: usize,
    /// The same in words; empty where it has none.
    pub questions: String,
    /// Its difficulty.
    pub difficulty: Option<Shared<DifficultyView>>,
}

/// A difficulty, with what is needed to draw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifficultyView {
    /// The name in the config.
    pub name: String,
    /// The name as shown.
    pub label: String,
    /// From 1, easiest.
    pub level: usize,
    /// How many levels there are.
    pub of: usize,
    /// `easy`, `medium`, `hard`: the color role, whatever the site calls its levels.
    pub role: &'static str,
    /// Its icon; empty in a scale of three, for which the styles draw bars.
    pub icon_html: String,
    /// How many questions of it there are, where that is asked for.
    pub count: usize,
}

/// A date.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// For `<time datetime>`.
    pub iso: String,
    /// As shown.
    pub text: String,
}

/// A Q&A page or an article, as `page`.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// The heading.
    pub title: String,
    /// The short name.
    pub subtopic: String,
    /// The lead; may be empty, and is empty where the text begins with the same words.
    pub lead: String,
    /// Paths that it had, by its `aliases`: progress kept under them is its own.
    pub former: Vec<String>,
    /// Whether headings are read as on an article.
    pub is_article: bool,
    /// The page's own difficulty.
    pub difficulty: Option<Shared<DifficultyView>>,
    /// How many questions there are.
    pub question_count: usize,
    /// Its questions by difficulty; levels without questions are left out.
    pub difficulties: Vec<DifficultyView>,
    /// Minutes it takes to read, at least 1.
    pub reading_minutes: usize,
    /// When it last changed.
    pub updated: Option<DateView>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// What its samples need: `Python 3.11+`.
    pub needs: Option<String>,
    /// Where to edit it.
    pub edit: Option<String>,
    /// Where to discuss it.
    pub discussion: Option<String>,
    /// The long read on the subject.
    pub article: Option<LinkView>,
    /// What it is made of, in order.
    pub parts: Vec<PartView>,
    /// Its contents: questions, or headings.
    pub contents: Vec<ContentsView>,
    /// The name of the folder its siblings are in.
    pub topic: String,
    /// The pages of its folder in order, itself among them; empty if it is alone.
    pub siblings: Vec<Shared<SiblingView>>,
    /// The page before.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// Pages and questions to read next.
    pub related: Vec<LinkView>,
    /// Pages and questions that name this one.
    pub linked_back: Vec<LinkView>,
}

/// A part of a page. Exactly one of the three is there.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Text.
    pub prose_html: Option<String>,
    /// A question, printed by `question.html`.
    pub question_html: Option<String>,
    /// Questions under one heading.
    pub group: Option<GroupView>,
}

/// An entry of a page's contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsView {
    /// The text.
    pub label: String,
    /// `#…`
    pub href: String,
    /// `1`, `1a`; empty for a heading.
    pub number: String,
    /// 1 for the outermost.
    pub depth: usize,
}

/// A group of questions.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Its anchor.
    pub id: String,
    /// `1`, `2`
    pub number: String,
    /// The heading.
    pub title_html: String,
    /// What stands before its first question.
    pub introduction_html: String,
    /// Its questions, printed by `question.html`.
    pub questions_html: Vec<String>,
}

/// A question, as `question`.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Its anchor; progress hangs on it.
    pub id: String,
    /// Further anchors: the heading's own slug, former ids.
    pub anchors: Vec<String>,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Eight characters that change when the prompt, the options or the answer do.
    pub hash: String,
    /// `1`, `1a`
    pub number: String,
    /// Its place among the page's questions, from 1.
    pub position: usize,
    /// How many questions the page has.
    pub total: usize,
    /// What its anchor's link is called.
    pub link_label: String,
    /// The heading.
    pub title_html: String,
    /// The heading as text.
    pub title: String,
    /// 2 to 4.
    pub heading_level: u8,
    /// Its difficulty.
    pub difficulty: Option<Shared<DifficultyView>>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// `open`, `choice`, `output`
    pub kind: &'static str,
    /// The one-line abstract.
    pub summary: Option<String>,
    /// What its samples need, where it is not what the page's need.
    pub needs: Option<String>,
    /// What stands before the answer.
    pub prompt_html: String,
    /// Hints.
    pub hints_html: Vec<String>,
    /// Options to choose from.
    pub choices: Option<ChoicesView>,
    /// The answer; may be empty where the choices' reasons say it all.
    pub answer_html: String,
    /// What an interviewer would press on with.
    pub follow_ups: Vec<FollowUpView>,
    /// Links under `Related`.
    pub related: Vec<LinkView>,
    /// The text under `Sources`.
    pub sources_html: String,
    /// Where to edit it: the page's edit link at the question's line.
    pub edit: Option<String>,
    /// Where to report a wrong answer.
    pub report: Option<String>,
}

/// Options to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct ChoicesView {
    /// More than one is right.
    pub is_multiple: bool,
    /// In the order written.
    pub options: Vec<ChoiceView>,
}

/// One option.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    /// `A`, `B`, …
    pub letter: String,
    /// Its text.
    pub text_html: String,
    /// Whether it is right.
    pub is_right: bool,
    /// Why; may be empty.
    pub reason_html: String,
}

/// A further question.
#[derive(Debug, Clone, Serialize)]
pub struct FollowUpView {
    /// The question.
    pub title_html: String,
    /// Its answer.
    pub answer_html: String,
}

/// Home, a track, a topic or a deeper folder, as `section`.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// The heading.
    pub title: String,
    /// Its path, such as `python/concurrency`; empty for the home page.
    pub path: String,
    /// The page to practise its questions on, where it knows them.
    pub practice: Option<String>,
    /// The page that prints all of its own pages, where they have questions.
    pub print: Option<String>,
    /// The lead; may be empty.
    pub lead: String,
    /// The text of its `_index.md`.
    pub introduction_html: String,
    /// How many pages are below.
    pub page_count: usize,
    /// How many questions are below.
    pub question_count: usize,
    /// The questions below, by difficulty; levels without questions are left out.
    pub difficulties: Vec<DifficultyView>,
    /// Its folders.
    pub sections: Vec<CardView>,
    /// Its pages.
    pub pages: Vec<PageCardView>,
    /// On the home page, what changed last.
    pub latest: Vec<LatestView>,
}

/// A folder as a card.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// Its title.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Its lead.
    pub description: String,
    /// How many pages are below.
    pub page_count: usize,
    /// How many questions are below.
    pub question_count: usize,
    /// The questions below, by difficulty; levels without questions are left out.
    pub difficulties: Vec<DifficultyView>,
    /// Its folders; on the home page a track's topics.
    pub cards: Vec<CardView>,
    /// Its pages; on the home page those right below a track.
    pub pages: Vec<PageCardView>,
}

/// A page as a card, with its questions.
#[derive(Debug, Clone, Serialize)]
pub struct PageCardView {
    /// The short name.
    pub label: String,
    /// The title.
    pub title: String,
    /// Its path, without an ending.
    pub path: String,
    /// Its address.
    pub href: String,
    /// Its lead.
    pub description: String,
    /// Whether it is an article.
    pub is_article: bool,
    /// Its difficulty.
    pub difficulty: Option<Shared<DifficultyView>>,
    /// How many questions it has.
    pub question_count: usize,
    /// Its questions; only on the page of the folder it is in.
    pub questions: Vec<QuestionLinkView>,
}

/// A question in a list.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionLinkView {
    /// What progress hangs on: `python/concurrency/asyncio#what-is-the-event-loop`.
    pub key: String,
    /// `1`, `1a`
    pub number: String,
    /// The question.
    pub title_html: String,
    /// Its address.
    pub href: String,
    /// Its difficulty.
    pub difficulty: Option<Shared<DifficultyView>>,
    /// The page it is on, where the list spans several.
    pub page: Option<String>,
}

/// A page that changed lately.
#[derive(Debug, Clone, Serialize)]
pub struct LatestView {
    /// The page.
    pub link: LinkView,
    /// When.
    pub updated: DateView,
}

/// A tag, as `tag`.
#[derive(Debug, Clone, Serialize)]
pub struct TagView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// How many pages and questions carry it.
    pub count: usize,
    /// Pages that carry it.
    pub pages: Vec<PageCardView>,
    /// Questions that carry it.
    pub questions: Vec<QuestionLinkView>,
}
