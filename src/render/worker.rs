//! `sw.js`: the service worker of a site that wants one, or what removes it again.

use serde_json::json;

use super::site::Site;
use crate::href::PagePath;

/// The script at the site's root. One is made for every site: browsers that were given a
/// worker ask for it again, and are told so once it is no longer wanted.
pub fn script(site: &Site<'_>) -> String {
    let theme = site.theme;
    if !site.guide.config.service_worker {
        return theme.worker_removal.clone();
    }
    let shell = json!(shell(site)).to_string();
    let version = blake3::hash(format!("{shell}{}", theme.worker).as_bytes()).to_hex();
    format!(
        "const version = \"{}\", shell = {shell};\n{}",
        &version[..10],
        theme.worker
    )
}

/// What every page needs, and the pages that are for the whole site: paths from its root.
fn shell(site: &Site<'_>) -> Vec<String> {
    let config = &site.guide.config;
    let page = |path: &PagePath| path.file("html");
    let mut files = vec![page(&PagePath::index(&[]))];
    files.extend(site.assets.iter().cloned());
    if config.study.review {
        files.push(page(&PagePath::generated("review")));
    }
    if config.study.practice {
        files.push(page(&PagePath::generated("practice")));
    }
    if super::shard::index(site.guide).is_some() {
        files.push("questions/index.js".to_owned());
    }
    if config.search {
        files.push("search/index.js".to_owned());
    }
    files
}
