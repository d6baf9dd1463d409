//! Which artifact an address of a request means.

use crate::href;

/// How the site's addresses look.
#[derive(Debug, Clone)]
pub(super) struct Addresses {
    /// The path below which the site will live, with `/` at both ends.
    pub base_path: String,
    /// Whether the site's own links drop `.html`.
    pub is_clean: bool,
}

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The artifact of this path.
    Artifact(String),
    /// Something with another address, percent-encoded: relative links on it would break here.
    Elsewhere(String),
    /// Nothing.
    Nothing,
}

impl Addresses {
    /// Looks a request's path up.
    ///
    /// The result names an artifact that the site `has`, or nothing: no path from an
    /// address ever reaches the disk, so `..` and its disguises need no care.
    pub fn locate(&self, has: &dyn Fn(&str) -> bool, path: &str) -> Found {
        let path = href::decode(path);
        for prefix in [self.base_path.as_str(), "/"] {
            let below = path.strip_prefix(prefix);
            if let Some(found) = below.and_then(|rest| self.locate_below(has, prefix, rest)) {
                return found;
            }
        }
        if format!("{path}/") == self.base_path {
            return Found::Elsewhere(self.base_path.clone());
        }
        Found::Nothing
    }

    fn locate_below(&self, has: &dyn Fn(&str) -> bool, prefix: &str, rest: &str) -> Option<Found> {
        let elsewhere =
            |path: &str| Found::Elsewhere(format!("{prefix}{}", href::encode_path(path)));
        let index = match rest.is_empty() || rest.ends_with('/') {
            true => format!("{rest}index.html"),
            false => format!("{rest}/index.html"),
        };
        let page = format!("{rest}.html");
        if has(rest) {
            Some(Found::Artifact(rest.to_owned()))
        } else if has(&page) {
            Some(match self.is_clean {
                true => Found::Artifact(page),
                false => elsewhere(&page),
            })
        } else if has(&index) {
            Some(match rest.is_empty() || rest.ends_with('/') {
                true => Found::Artifact(index),
                false => elsewhere(&format!("{rest}/")),
            })
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, Found};

    fn locate(addresses: &Addresses, path: &str) -> String {
        let paths = [
            "index.html",
            "404.html",
            "a/index.html",
            "a/b.html",
            "a/b.json",
            "a/é b.html",
            "assets/x.svg",
        ];
        match addresses.locate(&|path| paths.contains(&path), path) {
            Found::Artifact(path) => path,
            Found::Elsewhere(address) => format!("-> {address}"),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    fn addresses(base_path: &str, is_clean: bool) -> Addresses {
        Addresses {
            base_path: base_path.to_owned(),
            is_clean,
        }
    }

    #[test]
    fn an_address_names_a_file_a_page_or_a_folder() {
        let plain = addresses("/", false);
        assert_eq!(locate(&plain, "/"), "index.html");
        assert_eq!(locate(&plain, "/a/"), "a/index.html");
        assert_eq!(locate(&plain, "/a/b.html"), "a/b.html");
        assert_eq!(locate(&plain, "/a/b.json"), "a/b.json");
        assert_eq!(locate(&plain, "/a/%C3%A9%20b.html"), "a/é b.html");
        assert_eq!(locate(&plain, "/a/c"), "nothing");
        assert_eq!(locate(&plain, "/a/b.html/"), "nothing");
    }

    #[test]
    fn a_folder_without_its_slash_leads_to_the_one_with_it() {
        assert_eq!(locate(&addresses("/", false), "/a"), "-> /a/");
        assert_eq!(
            locate(&addresses("/guide/", true), "/guide/a"),
            "-> /guide/a/"
        );
        assert_eq!(locate(&addresses("/guide/", true), "/guide"), "-> /guide/");
    }

    #[test]
    fn an_address_without_html_is_the_pages_own_only_where_links_drop_it() {
        assert_eq!(locate(&addresses("/", true), "/a/b"), "a/b.html");
        assert_eq!(locate(&addresses("/", false), "/a/b"), "-> /a/b.html");
        let unusual = locate(&addresses("/", false), "/a/%C3%A9 b");
        assert_eq!(unusual, "-> /a/%C3%A9%20b.html");
    }

    #[test]
    fn everything_is_also_found_below_the_base_path() {
        let guide = addresses("/guide/", false);
        assert_eq!(locate(&guide, "/guide/"), "index.html");
        assert_eq!(locate(&guide, "/guide/assets/x.svg"), "assets/x.svg");
        assert_eq!(locate(&guide, "/assets/x.svg"), "assets/x.svg");
        assert_eq!(locate(&guide, "/guidebook/"), "nothing");
    }

    #[test]
    fn no_disguise_of_a_parent_folder_finds_anything() {
        let plain = addresses("/", true);
        for path in [
            "/../a/b",
            "/..%2f..%2fetc/passwd",
            "/a/../a/b",
            "/a%2F..%2Findex.html",
            "//a/b",
            "/a\\b",
            "/%00",
            "/%ff",
            "/%",
        ] {
            assert_eq!(locate(&plain, path), "nothing", "{path}");
        }
    }
}
