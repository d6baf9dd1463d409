//! What other programs ask a site for: sitemap, robots, Atom feed, `llms.txt`.
//!
//! Sitemap and feed need full addresses, so they exist only where the site
//! knows its own. Hidden pages are in none of the four.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::data::escape_markdown;
use crate::href::{Href, PagePath};
use crate::model::guide::{Guide, LinkedPage, PageId, SectionId};

/// How many addresses the sitemap protocol allows in one file.
const SITEMAP_LIMIT: usize = 50_000;

/// How many pages the feed holds.
const FEED_LIMIT: usize = 50;

const SITEMAP_NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

type Xml = Writer<Vec<u8>>;

/// The sitemap's files by output path: none without `base_url`, usually `sitemap.xml`
/// alone, and beyond 50,000 addresses that as the index of `sitemap-1.xml` and so on.
pub fn sitemap(guide: &Guide) -> Vec<(String, String)> {
    let addresses: Vec<(Href, Option<Date>)> = places(guide)
        .into_iter()
        .filter_map(|(path, updated)| Some((guide.config.urls.absolute(&path)?, updated)))
        .collect::<BTreeMap<_, _>>()
        .into_iter()
        .collect();
    sitemap_files(guide, &addresses, SITEMAP_LIMIT)
}

/// `robots.txt`: everything may be read; where there is a sitemap, it is named.
pub fn robots(guide: &Guide) -> String {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(href) = guide.config.urls.absolute_file("sitemap.xml") {
        robots.push_str(&format!("\nSitemap: {href}\n"));
    }
    robots
}

/// Whether there is an `atom.xml` to link to.
pub fn has_atom(guide: &Guide) -> bool {
    guide.config.outputs.atom && guide.config.urls.base.is_some() && dated(guide).next().is_some()
}

fn dated(guide: &Guide) -> impl Iterator<Item = (Date, &LinkedPage)> {
    let pages = guide.pages_below(Guide::HOME).into_iter();
    pages.filter_map(|id| Some((guide.page(id).updated?, guide.page(id))))
}

/// `atom.xml`: the 50 pages that changed last, newest first, pages of one day by path.
///
/// `None` where it is switched off, without `base_url`, and while no page has a
/// date: Atom requires one, and it may not come from the clock.
pub fn atom(guide: &Guide) -> Option<String> {
    if !has_atom(guide) {
        return None;
    }
    let own = guide.config.urls.absolute_file("atom.xml")?;
    let home = guide
        .config
        .urls
        .absolute(&guide.section(Guide::HOME).path)?;
    let mut pages: Vec<(Date, &LinkedPage)> = dated(guide).collect();
    pages.sort_by(|(a, page), (b, other)| b.cmp(a).then_with(|| page.path.cmp(&other.path)));
    pages.truncate(FEED_LIMIT);
    let (newest, _) = pages.first()?;
    Some(document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", guide.config.language.as_str()))
            .write_inner_content(|xml| {
                feed_head(xml, guide, &own, &home, *newest)?;
                pages
                    .iter()
                    .try_for_each(|(updated, page)| entry(xml, guide, page, *updated))
            })?;
        Ok(())
    }))
}

/// `llms.txt`: the site in one Markdown page, every folder a section, every page a link with
/// its description. Links lead to the pages' `.md` where those are made, and are full
/// addresses where the site knows its own.
pub fn llms(guide: &Guide) -> Option<String> {
    if !guide.config.outputs.llms {
        return None;
    }
    let config = &guide.config;
    let mut text = format!("# {}\n", escape_markdown(&config.title));
    let home = guide.section(Guide::HOME);
    let lead = [&config.description, &home.description];
    if let Some(lead) = lead.into_iter().find(|lead| !lead.trim().is_empty()) {
        text.push_str(&format!("\n> {}\n", escape_markdown(lead)));
    }
    for id in visible_sections(guide, Guide::HOME) {
        let pages = visible_pages(guide, id);
        if pages.is_empty() {
            continue;
        }
        text.push_str(&format!(
            "\n## {}\n\n",
            escape_markdown(&heading(guide, id))
        ));
        for page in pages {
            text.push_str(&llms_line(guide, page));
        }
    }
    Some(text)
}

/// Every page that search engines may list, with the day it last changed.
fn places(guide: &Guide) -> Vec<(PagePath, Option<Date>)> {
    let newest = |pages: &[PageId]| pages.iter().filter_map(|id| guide.page(*id).updated).max();
    let sections = visible_sections(guide, Guide::HOME).into_iter().map(|id| {
        let section = guide.section(id);
        let own = section.index.as_ref().and_then(|page| page.committed);
        (
            section.path.clone(),
            own.max(newest(&guide.pages_below(id))),
        )
    });
    let pages = guide.pages_below(Guide::HOME).into_iter().map(|id| {
        let page = guide.page(id);
        (page.path.clone(), page.updated)
    });
    let tags = guide.tags.iter().map(|tag| {
        let questions = tag.questions.iter().map(|(page, _)| *page);
        let carriers: Vec<PageId> = tag.pages.iter().copied().chain(questions).collect();
        (tag.path.clone(), newest(&carriers))
    });
    let all_tags = (!guide.tags.is_empty()).then(|| (PagePath::generated("tags/index"), None));
    sections.chain(pages).chain(tags).chain(all_tags).collect()
}

/// `id` and the sections below it in reading order, without hidden ones.
fn visible_sections(guide: &Guide, id: SectionId) -> Vec<SectionId> {
    let below = guide.visible_sections(guide.section(id));
    let below = below.into_iter().flat_map(|id| visible_sections(guide, id));
    std::iter::once(id).chain(below).collect()
}

/// The pages right in a folder, without hidden ones.
fn visible_pages(guide: &Guide, id: SectionId) -> Vec<&LinkedPage> {
    let pages = guide.section(id).pages.iter().map(|id| guide.page(*id));
    pages.filter(|page| !page.page.front.is_hidden).collect()
}

fn sitemap_files(
    guide: &Guide,
    addresses: &[(Href, Option<Date>)],
    limit: usize,
) -> Vec<(String, String)> {
    if addresses.is_empty() {
        return Vec::new();
    }
    let name = "sitemap.xml".to_owned();
    if addresses.len() <= limit {
        return vec![(name, sitemap_list("urlset", "url", addresses))];
    }
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut index: Vec<(Href, Option<Date>)> = Vec::new();
    for (number, chunk) in (1..).zip(addresses.chunks(limit)) {
        let part = format!("sitemap-{number}.xml");
        let newest = chunk.iter().filter_map(|(_, updated)| *updated).max();
        let href = guide.config.urls.absolute_file(&part);
        index.push((href.expect("addresses are made with the same base"), newest));
        parts.push((part, sitemap_list("urlset", "url", chunk)));
    }
    parts.insert(0, (name, sitemap_list("sitemapindex", "sitemap", &index)));
    parts
}

fn sitemap_list(list: &str, element: &str, addresses: &[(Href, Option<Date>)]) -> String {
    document(|xml| {
        xml.create_element(list)
            .with_attribute(("xmlns", SITEMAP_NAMESPACE))
            .write_inner_content(|xml| {
                for (href, updated) in addresses {
                    xml.create_element(element).write_inner_content(|xml| {
                        text(xml, "loc", href.as_str())?;
                        match updated {
                            Some(date) => text(xml, "lastmod", &date.to_string()),
                            None => Ok(()),
                        }
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })
}

fn feed_head(
    xml: &mut Xml,
    guide: &Guide,
    own: &Href,
    home: &Href,
    newest: Date,
) -> io::Result<()> {
    let config = &guide.config;
    text(xml, "id", home.as_str())?;
    text(xml, "title", &config.title)?;
    if !config.description.is_empty() {
        text(xml, "subtitle", &config.description)?;
    }
    text(xml, "updated", &timestamp(newest))?;
    link(xml, "self", "application/atom+xml", own)?;
    link(xml, "alternate", "text/html", home)?;
    // Atom wants an author; a site that names none speaks for itself.
    match config.authors.is_empty() {
        true => author(xml, &config.title)?,
        false => config
            .authors
            .iter()
            .try_for_each(|name| author(xml, name))?,
    }
    if !config.license.is_empty() {
        text(xml, "rights", &config.license)?;
    }
    Ok(())
}

fn entry(xml: &mut Xml, guide: &Guide, page: &LinkedPage, updated: Date) -> io::Result<()> {
    let href = guide.config.urls.absolute(&page.path);
    let href = href.expect("a feed is made only where the site knows its address");
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", href.as_str())?;
        text(xml, "title", &page.page.front.title)?;
        text(xml, "updated", &timestamp(updated))?;
        link(xml, "alternate", "text/html", &href)?;
        for name in page.page.front.authors.iter().flatten() {
            author(xml, name)?;
        }
        for tag in &page.tags {
            let name = printable(&guide.tags[tag.0].name);
            xml.create_element("category")
                .with_attribute(("term", name.as_str()))
                .write_empty()?;
        }
        match page.description.is_empty() {
            true => Ok(()),
            false => text(xml, "summary", &page.description),
        }
    })?;
    Ok(())
}

/// Dates have no hour; midnight UTC is the same on every machine.
fn timestamp(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &Href) -> io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", kind))
        .with_attribute(("href", href.as_str()))
        .write_empty()?;
    Ok(())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

fn text(xml: &mut Xml, element: &str, content: &str) -> io::Result<()> {
    let content = printable(content);
    xml.create_element(element)
        .write_text_content(BytesText::new(&content))?;
    Ok(())
}

/// XML 1.0 cannot hold most control characters, not even escaped.
fn printable(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| write(&mut xml))
        .expect("writing to memory cannot fail");
    let text = String::from_utf8(xml.into_inner()).expect("only strings were written");
    text + "\n"
}

/// `Python / Concurrency`; pages at the top stand under the site's name.
fn heading(guide: &Guide, id: SectionId) -> String {
    let titles: Vec<&str> = guide
        .ancestors(id)
        .into_iter()
        .skip(1)
        .map(|id| guide.section(id).title.as_str())
        .collect();
    match titles.is_empty() {
        true => guide.config.title.clone(),
        false => titles.join(" / "),
    }
}

fn llms_line(guide: &Guide, page: &LinkedPage) -> String {
    let urls = &guide.config.urls;
    let root = PagePath::generated("llms");
    let markdown = guide.config.outputs.markdown.then(|| page.path.file("md"));
    let href = match markdown {
        Some(file) => urls
            .absolute_file(&file)
            .unwrap_or_else(|| urls.to_file(&root, &file)),
        None => urls
            .absolute(&page.path)
            .unwrap_or_else(|| urls.between(&root, &page.path)),
    };
    let title = escape_markdown(&page.page.front.title);
    match page.description.trim().is_empty() {
        true => format!("- [{title}]({href})\n"),
        false => format!(
            "- [{title}]({href}): {}\n",
            escape_markdown(&page.description)
        ),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use quick_xml::reader::Reader;

    use super::*;
    use crate::render::data::tests::guide;

    const SITE: &str = "\
title = \"Q & A\"
description = \"Questions <and> answers\"
base_url = \"https://example.org/guide\"
authors = [\"Ada\"]
license = \"CC BY 4.0\"
";

    const FIXTURE: &str = "\
//- _index.md
---
title: Home
---
//- python/_index.md
---
title: Python
---
//- python/concurrency/_index.md
---
title: Concurrency
---
//- python/concurrency/asyncio.md
---
title: \"asyncio & <await>\"
description: \"The loop\\u0008 & [more].\"
updated: 2026-06-18
tags: [\"R&D\"]
authors: [Bob]
---
## Q?
A.
//- python/concurrency/gil.md
---
title: GIL
order: 1
updated: 2026-06-18
---
## Q?
<!-- tags: [threads] -->
A.
//- python/hidden.md
---
title: Secret
navigation: false
updated: 2026-12-31
---
## Q?
A.
//- secret/_index.md
---
title: Secret
navigation: false
---
//- secret/page.md
---
title: Secret
updated: 2026-12-31
---
## Q?
A.
//- top.md
---
title: Старт
updated: 2025-01-02
---
## Q?
A.
//- undated.md
---
title: Undated
---
## Q?
A.
";

    /// Fails unless the text is well-formed, with one root element.
    #[track_caller]
    fn assert_well_formed(xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Text(text) => assert!(!text.is_empty()),
                _ => {}
            }
        }
        assert!(
            xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"),
            "{xml}"
        );
        assert!(xml.ends_with(">\n"), "{xml}");
    }

    #[test]
    fn the_sitemap_lists_visible_pages_by_address_with_their_newest_change() {
        let files = sitemap(&guide(SITE, FIXTURE));
        let [(path, xml)] = files.as_slice() else {
            panic!("one file: {files:#?}");
        };
        assert_eq!(path, "sitemap.xml");
        assert_well_formed(xml);
        expect![[r#"
            <?xml version="1.0" encoding="utf-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <url>
                <loc>https://example.org/guide/index.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/python/concurrency/asyncio.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/python/concurrency/gil.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/python/concurrency/index.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/python/index.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/tags/index.html</loc>
              </url>
              <url>
                <loc>https://example.org/guide/tags/rd.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/tags/threads.html</loc>
                <lastmod>2026-06-18</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/top.html</loc>
                <lastmod>2025-01-02</lastmod>
              </url>
              <url>
                <loc>https://example.org/guide/undated.html</loc>
              </url>
            </urlset>
        "#]]
        .assert_eq(xml);
    }

    #[test]
    fn a_large_sitemap_is_split_and_gets_an_index() {
        let guide = guide(SITE, FIXTURE);
        let href = |number: usize| {
            let path = PagePath::generated(&format!("p{number}"));
            (guide.config.urls.absolute(&path).unwrap(), None)
        };
        let addresses: Vec<_> = (0..5).map(href).collect();
        let files = sitemap_files(&guide, &addresses, 2);
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "sitemap.xml",
                "sitemap-1.xml",
                "sitemap-2.xml",
                "sitemap-3.xml"
            ]
        );
        for (_, xml) in &files {
            assert_well_formed(xml);
        }
        expect![[r#"
            <?xml version="1.0" encoding="utf-8"?>
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <sitemap>
                <loc>https://example.org/guide/sitemap-1.xml</loc>
              </sitemap>
              <sitemap>
                <loc>https://example.org/guide/sitemap-2.xml</loc>
              </sitemap>
              <sitemap>
                <loc>https://example.org/guide/sitemap-3.xml</loc>
              </sitemap>
            </sitemapindex>
        "#]]
        .assert_eq(&files[0].1);
        assert_eq!(files[3].1.matches("<loc>").count(), 1);
    }

    #[test]
    fn a_site_without_address_has_no_sitemap_and_no_feed() {
        let guide = guide("title = \"T\"", FIXTURE);
        assert_eq!(sitemap(&guide), []);
        assert_eq!(atom(&guide), None);
        assert_eq!(robots(&guide), "User-agent: *\nAllow: /\n");
    }

    #[test]
    fn robots_names_the_sitemap() {
        expect![[r#"
            User-agent: *
            Allow: /

            Sitemap: https://example.org/guide/sitemap.xml
        "#]]
        .assert_eq(&robots(&guide(SITE, FIXTURE)));
    }

    #[test]
    fn the_feed_holds_dated_visible_pages_newest_first() {
        let xml = atom(&guide(SITE, FIXTURE)).unwrap();
        assert_well_formed(&xml);
        expect![[r#"
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
              <id>https://example.org/guide/index.html</id>
              <title>Q &amp; A</title>
              <subtitle>Questions &lt;and&gt; answers</subtitle>
              <updated>2026-06-18T00:00:00Z</updated>
              <link rel="self" type="application/atom+xml" href="https://example.org/guide/atom.xml"/>
              <link rel="alternate" type="text/html" href="https://example.org/guide/index.html"/>
              <author>
                <name>Ada</name>
              </author>
              <rights>CC BY 4.0</rights>
              <entry>
                <id>https://example.org/guide/python/concurrency/asyncio.html</id>
                <title>asyncio &amp; &lt;await&gt;</title>
                <updated>2026-06-18T00:00:00Z</updated>
                <link rel="alternate" type="text/html" href="https://example.org/guide/python/concurrency/asyncio.html"/>
                <author>
                  <name>Bob</name>
                </author>
                <category term="R&amp;D"/>
                <summary>The loop &amp; [more].</summary>
              </entry>
              <entry>
                <id>https://example.org/guide/python/concurrency/gil.html</id>
                <title>GIL</title>
                <updated>2026-06-18T00:00:00Z</updated>
                <link rel="alternate" type="text/html" href="https://example.org/guide/python/concurrency/gil.html"/>
              </entry>
              <entry>
                <id>https://example.org/guide/top.html</id>
                <title>Старт</title>
                <updated>2025-01-02T00:00:00Z</updated>
                <link rel="alternate" type="text/html" href="https://example.org/guide/top.html"/>
              </entry>
            </feed>
        "#]].assert_eq(&xml);
        let feed = feed_rs::parser::parse(xml.as_bytes()).unwrap();
        assert_eq!(feed.authors[0].name.as_deref(), Some("Ada"));
        assert_eq!(
            feed.updated.unwrap().to_rfc3339(),
            "2026-06-18T00:00:00+00:00"
        );
        let titles: Vec<String> = feed
            .entries
            .iter()
            .map(|entry| entry.title.as_ref().unwrap().content.clone())
            .collect();
        assert_eq!(titles, ["asyncio & <await>", "GIL", "Старт"]);
        let first = &feed.entries[0];
        assert_eq!(
            first.id,
            "https://example.org/guide/python/concurrency/asyncio.html"
        );
        assert_eq!(first.links[0].href, first.id);
        assert_eq!(first.authors[0].name.as_deref(), Some("Bob"));
        assert_eq!(first.categories[0].term, "R&D");
        assert_eq!(
            first.summary.as_ref().unwrap().content,
            "The loop & [more]."
        );
    }

    #[test]
    fn the_feed_ends_after_fifty_pages() {
        let pages: String = (10..70)
            .map(|n| {
                format!(
                    "//- p{n}.md\n---\ntitle: P{n}\nupdated: 2026-01-{:02}\n---\nText.\n",
                    n / 3
                )
            })
            .collect();
        let guide = guide(
            SITE,
            &format!("//- _index.md\n---\ntitle: Home\n---\n{pages}"),
        );
        let feed = feed_rs::parser::parse(atom(&guide).unwrap().as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), 50);
        assert_eq!(feed.entries[0].id, "https://example.org/guide/p69.html");
        assert_eq!(feed.entries[1].id, "https://example.org/guide/p66.html");
        assert_eq!(feed.entries[49].id, "https://example.org/guide/p18.html");
    }

    #[test]
    fn a_site_without_authors_speaks_for_itself_in_the_feed() {
        let site = "title = \"T\"\nbase_url = \"https://example.org\"";
        let xml = atom(&guide(site, FIXTURE)).unwrap();
        let feed = feed_rs::parser::parse(xml.as_bytes()).unwrap();
        assert_eq!(feed.authors[0].name.as_deref(), Some("T"));
        assert_eq!(feed.id, "https://example.org/index.html");
    }

    #[test]
    fn there_is_no_feed_without_dates_or_when_it_is_switched_off() {
        let undated = "//- _index.md\n---\ntitle: Home\n---\n//- a.md\n---\ntitle: A\n---\nText.\n";
        assert_eq!(atom(&guide(SITE, undated)), None);
        let off = format!("{SITE}[outputs]\natom = false\nllms = false\n");
        let guide = guide(&off, FIXTURE);
        assert_eq!(atom(&guide), None);
        assert_eq!(llms(&guide), None);
    }

    #[test]
    fn llms_lists_every_folder_with_its_pages() {
        expect![[r#"
            # Q & A

            > Questions \<and> answers

            ## Q & A

            - [Старт](https://example.org/guide/top.md)
            - [Undated](https://example.org/guide/undated.md)

            ## Python / Concurrency

            - [GIL](https://example.org/guide/python/concurrency/gil.md)
            - [asyncio & \<await>](https://example.org/guide/python/concurrency/asyncio.md): The loop & \[more\].
        "#]].assert_eq(&llms(&guide(SITE, FIXTURE)).unwrap());
    }

    #[test]
    fn llms_leads_to_html_from_the_sites_root_when_nothing_else_is_known() {
        let site = "title = \"T\"\n[outputs]\nmarkdown = false";
        expect![[r#"
            # T

            ## T

            - [Старт](top.html)
            - [Undated](undated.html)

            ## Python / Concurrency

            - [GIL](python/concurrency/gil.html)
            - [asyncio & \<await>](python/concurrency/asyncio.html): The loop & \[more\].
        "#]]
        .assert_eq(&llms(&guide(site, FIXTURE)).unwrap());
    }
}
