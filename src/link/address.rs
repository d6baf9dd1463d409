//! Every address belongs to one source, and former addresses lead on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use crate::href::{PagePath, Slug};
use crate::model::guide::{Guide, Redirect, SectionId};
use crate::model::page::Page;
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

/// Files at the top of the output that the generator makes itself.
const SITE_FILES: &[&str] = &[
    "robots.txt",
    "_headers",
    "atom.xml",
    "llms.txt",
    "sitemap.xml",
];

/// The source of an address: a file, and the place in it that says so.
#[derive(Clone)]
struct Claim {
    source: Arc<Source>,
    span: Span,
    /// Only a former address.
    is_alias: bool,
}

/// Who has which address: pages without an ending, other files with theirs.
///
/// In lower case, because many file systems and hosts do not tell `A` from `a`.
#[derive(Default)]
pub struct Addresses(BTreeMap<String, Claim>);

impl Addresses {
    fn claim_page(&mut self, path: &PagePath, claim: Claim, problems: &mut Diagnostics) {
        let key = path.as_str().to_lowercase();
        report_generated(path.as_str(), &path.file("html"), &claim, problems);
        match self.0.get(&key) {
            Some(first) => report_duplicate(&path.file("html"), &claim, first, problems),
            None => {
                self.0.insert(key, claim);
            }
        }
    }

    /// Gives an address to a content file that the link at `span` refers to first.
    pub fn claim_file(
        &mut self,
        file: &str,
        source: &Arc<Source>,
        span: Span,
        problems: &mut Diagnostics,
    ) {
        let claim = place(source, Some(span));
        let key = file.to_lowercase();
        // Files of the folder `assets` have hashes in their names: nobody else has those.
        if !key.starts_with("assets/") {
            report_generated(&key, file, &claim, problems);
        }
        let page = key.strip_suffix(".html").or(key.strip_suffix(".json"));
        match self
            .0
            .get(page.unwrap_or(&key))
            .or_else(|| self.0.get(&key))
        {
            Some(first) => report_duplicate(file, &claim, first, problems),
            None => {
                self.0.insert(key, claim);
            }
        }
    }
}

/// Reports addresses with two sources and makes the redirects.
pub fn check(guide: &mut Guide, problems: &mut Diagnostics) -> Addresses {
    let mut addresses = Addresses::default();
    let mut claim = |path: &PagePath, claim: Claim, problems: &mut Diagnostics| {
        addresses.claim_page(path, claim, problems);
    };
    for (id, section) in guide.sections.iter().enumerate() {
        // A folder without `_index.md` has an address all the same; a page in it says so.
        let page = section
            .index
            .as_deref()
            .or_else(|| first_page(guide, SectionId(id)));
        if let Some(page) = page {
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
        let place = Claim {
            is_alias: true,
            ..place(&source, Some(alias.span))
        };
        claim(&from, place, problems);
        redirects.push(Redirect { from, to });
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    guide.redirects = redirects;
    addresses
}

fn first_page(guide: &Guide, section: SectionId) -> Option<&Page> {
    let mut below = guide.pages.iter();
    let page = below.find(|page| guide.ancestors(page.section).contains(&section));
    page.map(|page| &*page.page)
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
        span: span.unwrap_or_else(|| source.line_around(0)),
        is_alias: false,
    }
}

fn report_duplicate(file: &str, claim: &Claim, first: &Claim, problems: &mut Diagnostics) {
    let label = Label::new(&claim.source, claim.span, "would be written there as well");
    let message = format!("two sources for the address `{file}`");
    let help = match claim.is_alias {
        true => "drop the alias: an address leads to one page",
        false => "rename one of the two files, or give one a `slug`",
    };
    problems.push(
        Diagnostic::new(Code::DuplicateUrl, message, label)
            .label(Label::new(&first.source, first.span, "is written there"))
            .help(help),
    );
}

fn report_generated(path: &str, file: &str, claim: &Claim, problems: &mut Diagnostics) {
    let top = path.split('/').next().unwrap_or_default();
    if !GENERATED.contains(&top.trim_end_matches(".html")) && !SITE_FILES.contains(&path) {
        return;
    }
    let label = Label::new(&claim.source, claim.span, "would be written there");
    let message = format!("the address `{file}` is the generator's own");
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
