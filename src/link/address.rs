//! Every address belongs to one source, and former addresses lead on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::href::{PagePath, Slug};
use crate::model::guide::{Guide, Redirect};
use crate::source::{Source, Span, Spanned};

/// Names at the top of the output that the generator uses itself.
const GENERATED: &[&str] = &[
    "review",
    "practice",
    "tags",
    "print",
    "search",
    "assets",
    "404",
    "questions",
];

/// The source of an address: a file, and the place in it that says so.
#[derive(Clone)]
struct Claim {
    source: Arc<Source>,
    span: Span,
}

/// Reports addresses with two sources and makes the redirects.
pub fn check(guide: &mut Guide, problems: &mut Diagnostics) {
    // Lower case, because many file systems and hosts do not tell `A` from `a`.
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    let mut claim = |path: &PagePath, claim: Claim, problems: &mut Diagnostics| {
        let key = path.as_str().to_lowercase();
        report_generated(path, &claim, problems);
        match claims.get(&key) {
            Some(first) => report_duplicate(path, &claim, first, problems),
            None => {
                claims.insert(key, claim);
            }
        }
    };
    for section in &guide.sections {
        if let Some(page) = &section.index {
            claim(&section.path, place(&page.source, None), problems);
        }
    }
    for page in &guide.pages {
        let source = &page.page.source;
        let span = page.page.front.slug.as_ref().map(|slug| slug.span);
        claim(&page.path, place(source, span), problems);
    }
    let mut redirects = Vec::new();
    for (to, source, alias) in aliases(guide) {
        let Some(from) = alias_path(&alias.value) else {
            report_bad_alias(&source, &alias, problems);
            continue;
        };
        claim(&from, place(&source, Some(alias.span)), problems);
        redirects.push(Redirect { from, to });
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    guide.redirects = redirects;
}

fn aliases(guide: &Guide) -> Vec<(PagePath, Arc<Source>, Spanned<String>)> {
    let sections = guide.sections.iter().filter_map(|section| {
        let page = section.index.as_ref()?;
        Some((&section.path, page))
    });
    let pages = guide.pages.iter().map(|page| (&page.path, &page.page));
    sections
        .chain(pages)
        .flat_map(|(path, page)| {
            let aliases = page.front.aliases.iter();
            aliases.map(|alias| (path.clone(), Arc::clone(&page.source), alias.clone()))
        })
        .collect()
}

/// `old/topic/page` as an address; parts are slugs, so that none leaves the output.
fn alias_path(alias: &str) -> Option<PagePath> {
    let alias = alias.trim_matches('/');
    let alias = alias
        .strip_suffix(".html")
        .or(alias.strip_suffix(".md"))
        .unwrap_or(alias);
    let parts: Option<Vec<Slug>> = alias.split('/').map(Slug::from_text).collect();
    let mut parts = parts?;
    let name = parts.pop()?;
    Some(PagePath::new(&parts, &name))
}

fn place(source: &Arc<Source>, span: Option<Span>) -> Claim {
    Claim {
        source: Arc::clone(source),
        span: span.unwrap_or_else(|| source.line_span(1)),
    }
}

fn report_duplicate(path: &PagePath, claim: &Claim, first: &Claim, problems: &mut Diagnostics) {
    let label = Label::new(&claim.source, claim.span, "would be written there as well");
    let message = format!("two sources for the address `{}`", path.file("html"));
    problems.push(
        Diagnostic::new(Code::DuplicateUrl, message, label)
            .label(Label::new(&first.source, first.span, "is written there"))
            .help("rename one of the two files, or give one a `slug`"),
    );
}

fn report_generated(path: &PagePath, claim: &Claim, problems: &mut Diagnostics) {
    let top = path.as_str().split('/').next().unwrap_or_default();
    if !GENERATED.contains(&top) {
        return;
    }
    let label = Label::new(&claim.source, claim.span, "would be written there");
    let message = format!("the address `{}` is the generator's own", path.file("html"));
    problems.push(
        Diagnostic::new(Code::DuplicateUrl, message, label)
            .help("rename the file or its folder, or give the page a `slug`"),
    );
}

fn report_bad_alias(source: &Arc<Source>, alias: &Spanned<String>, problems: &mut Diagnostics) {
    let label = Label::new(source, alias.span, "not a content path");
    let message = format!("the alias `{}` is no address", alias.value);
    problems.push(
        Diagnostic::new(Code::InvalidSlug, message, label)
            .help("write the old path below `content/`, without extension: `python/old-name`"),
    );
}
