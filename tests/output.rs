//! The bundled guide as built: what a browser, a crawler or a folder viewer relies on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use hotseat::discover::Overrides;
use hotseat::model::artifact::Body;
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest, Sha256};

/// Every artifact of the bundled guide with its bytes; images have none.
fn guide() -> &'static BTreeMap<String, Vec<u8>> {
    static GUIDE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    GUIDE.get_or_init(|| artifacts(Path::new(env!("CARGO_MANIFEST_DIR"))))
}

fn artifacts(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let overrides = Overrides {
        base_url: Some("https://example.org/guide/".to_owned()),
        ..Overrides::default()
    };
    let built = hotseat::pipeline::build(root, &overrides).unwrap();
    let problems = hotseat::diagnostic::print_human(&built.problems, false);
    assert_eq!(problems, "");
    let bytes = built
        .artifacts
        .into_iter()
        .map(|artifact| match artifact.body {
            Body::Bytes(bytes) => (artifact.path, bytes),
            Body::Copy(_) => (artifact.path, Vec::new()),
        });
    bytes.collect()
}

fn pages() -> impl Iterator<Item = (&'static str, Html)> {
    guide()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            (
                path.as_str(),
                Html::parse_document(std::str::from_utf8(bytes).unwrap()),
            )
        })
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn every_internal_link_leads_to_a_file_and_an_anchor_that_exist() {
    let anchors: BTreeMap<&str, BTreeSet<String>> = pages()
        .map(|(path, page)| {
            let ids = select(&page, "[id]");
            let ids = ids
                .iter()
                .map(|element| element.attr("id").unwrap().to_owned());
            (path, ids.collect())
        })
        .collect();
    let mut broken = Vec::new();
    let mut count = 0;
    for (path, page) in pages() {
        for element in select(&page, "[href], [src]") {
            let link = element.attr("href").or(element.attr("src")).unwrap();
            let is_head_address = matches!(element.attr("rel"), Some("canonical"));
            if link.contains("://") || link.starts_with("mailto:") || is_head_address {
                continue;
            }
            count += 1;
            let (file, anchor) = resolve(path, link);
            let has_anchor = || {
                let anchors = anchors.get(file.as_str());
                // What to practise, for the script of that page: no place on it.
                let is_said = file == "practice.html" || anchor.is_empty();
                is_said || anchors.is_some_and(|ids| ids.contains(&anchor))
            };
            if !guide().contains_key(&file) || !has_anchor() {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
    assert!(count > 1_000, "only {count} links were found");
}

/// The file and the anchor that a link on a page means, as a browser reads it.
fn resolve(page: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let anchor = hotseat::href::decode(anchor);
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let path = hotseat::href::decode(path);
    // The 404 page is shown at any depth, so its links begin at the site's root.
    if let Some(path) = path.strip_prefix("/guide/") {
        assert_eq!(page, "404.html", "{link} does not work from file://");
        return (path.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts
                    .pop()
                    .unwrap_or_else(|| panic!("{page}: {link} leaves the site"));
            }
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

#[test]
fn every_page_carries_the_strict_policy_and_keeps_it() {
    for (path, page) in pages() {
        let policy = select(&page, "meta[http-equiv=Content-Security-Policy]");
        let policy = policy[0].attr("content").unwrap();
        assert!(
            policy.starts_with("default-src 'self';"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        for script in select(&page, "script:not([src]):not([type='application/ld+json'])") {
            let text: String = script.text().collect();
            let hash = format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
            assert!(
                policy.contains(&hash),
                "{path}: an inline script is not in the policy"
            );
        }
        assert_eq!(
            select(&page, "[style], style").len(),
            0,
            "{path} has inline styles"
        );
        for element in page.root_element().descendent_elements() {
            for (name, value) in element.value().attrs() {
                assert!(!name.starts_with("on"), "{path}: handler {name}");
                assert!(!value.starts_with("data:"), "{path}: {name} is a data URL");
                assert!(
                    !value.trim_start().starts_with("javascript:"),
                    "{path}: {name}"
                );
            }
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['+', '/'])
        .collect();
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|b| (0..8).rev().map(move |i| b >> i & 1))
        .collect();
    let mut text: String = bits
        .chunks(6)
        .map(|six| {
            let value = six
                .iter()
                .fold(0, |value, bit| value << 1 | usize::from(*bit));
            alphabet[value << (6 - six.len())]
        })
        .collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn every_page_has_one_title_and_skips_no_heading_level() {
    for (path, page) in pages() {
        let levels: Vec<u8> = select(&page, "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        let is_redirect = select(&page, "html[data-redirect]").len() == 1;
        assert!(
            is_redirect || levels.iter().filter(|l| **l == 1).count() == 1,
            "{path}: {levels:?}"
        );
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{path}: {levels:?}");
        }
    }
}

#[test]
fn ids_are_unique_on_every_page() {
    for (path, page) in pages() {
        let mut seen = BTreeSet::new();
        for element in select(&page, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(seen.insert(id.to_owned()), "{path}: id {id} twice");
        }
    }
}

#[test]
fn siblings_are_in_order_and_the_current_page_is_marked() {
    let path = "python/concurrency/asyncio.html";
    let html = std::str::from_utf8(&guide()[path]).unwrap();
    let page = Html::parse_document(html);
    let text = |element: &ElementRef<'_>| -> String {
        let text: String = element.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let json: serde_json::Value =
        serde_json::from_slice(&guide()["python/concurrency/asyncio.json"]).unwrap();
    let names: Vec<&str> = json["siblings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sibling| sibling["subtopic"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "Threading & the GIL",
            "Multiprocessing",
            "asyncio & async/await",
            "concurrent.futures"
        ]
    );
    let current = select(&page, ".siblings [aria-current=page]");
    assert_eq!(current.len(), 1);
    assert!(text(&current[0]).starts_with("asyncio & async/await"));
}

#[test]
fn the_order_in_which_files_were_made_leaves_no_trace() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for turn in 0..25 {
        // A fixed shuffle per turn (a step that is prime to the length visits all).
        let step = [1, 7, 11, 13, 17, 19, 23, 29, 31, 37][turn % 10];
        let step = if files.len().is_multiple_of(step) {
            1
        } else {
            step
        };
        let site = tempfile::tempdir().unwrap();
        std::fs::write(site.path().join("hotseat.toml"), "title = \"Shuffled\"\n").unwrap();
        for place in 0..files.len() {
            let file = &files[(place * step + turn) % files.len()];
            let target = site.path().join(file.strip_prefix(root).unwrap());
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::copy(file, target).unwrap();
        }
        let built = artifacts(site.path());
        match &first {
            None => first = Some(built),
            Some(first) => assert!(*first == built, "turn {turn} gave other bytes"),
        }
    }
}
