//! Paths and addresses of other sites to places in a content folder.

use crate::href::{PagePath, Slug, decode};

/// The place of a page that another site has at `path`, such as `/python/asyncio`.
///
/// Every part becomes a slug, so the place is always inside the folder. What
/// cannot be meant as such a path is refused, with the reason.
pub fn page_path(path: &str) -> Result<PagePath, String> {
    if path.contains("://") {
        return Err(format!("`{path}` is an address of the web"));
    }
    let mut slugs = Vec::new();
    for part in path.split(['/', '\\']) {
        let part = decode(part.trim());
        match part.as_str() {
            "" | "." => {}
            ".." => return Err(format!("`{path}` leaves its folder")),
            part if is_drive(part) => return Err(format!("`{path}` begins with a drive")),
            part => match Slug::from_text(part) {
                Some(slug) => slugs.push(slug),
                None => return Err(format!("`{part}` in `{path}` leaves nothing for a name")),
            },
        }
    }
    let Some(name) = slugs.pop() else {
        return Err(format!("`{path}` names no page"));
    };
    if matches!(name.as_str(), "index" | "_index") {
        return Err(format!(
            "`{path}` is the page of a folder, not of questions"
        ));
    }
    Ok(PagePath::new(&slugs, &name))
}

/// The place that a file's own path gives: what stands below its `content` folder.
///
/// Numbers that order files, as in `2.gil.md`, are no part of an address.
pub fn path_of_file(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let below = parts.iter().rposition(|part| *part == "content");
    let parts = match below {
        Some(at) => &parts[at + 1..],
        None => &parts[parts.len().saturating_sub(1)..],
    };
    let parts: Vec<&str> = parts.iter().map(|part| without_number(part)).collect();
    let path = parts.join("/");
    path.strip_suffix(".md").unwrap_or(&path).to_owned()
}

/// The folders of a page, outermost first, each as its path from the top.
pub fn folders(path: &PagePath) -> Vec<String> {
    let folder = path.folder().trim_end_matches('/');
    let ends = folder.match_indices('/').map(|(at, _)| at);
    ends.chain((!folder.is_empty()).then_some(folder.len()))
        .map(|end| folder[..end].to_owned())
        .collect()
}

fn is_drive(part: &str) -> bool {
    let bytes = part.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

fn without_number(part: &str) -> &str {
    match part.split_once('.') {
        Some((number, rest)) if !number.is_empty() && rest != "md" => {
            match number.bytes().all(|b| b.is_ascii_digit()) {
                true => rest,
                false => part,
            }
        }
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str) -> String {
        page_path(path).map_or_else(|reason| reason, |path| path.file("md"))
    }

    #[test]
    fn paths_become_slugs_below_the_content_folder() {
        assert_eq!(
            place("/python/concurrency/asyncio"),
            "python/concurrency/asyncio.md"
        );
        assert_eq!(place("//Python//./Data Model/"), "python/data-model.md");
        assert_eq!(place("python\\gil"), "python/gil.md");
        assert_eq!(place("/a%20b/c%C3%A9"), "a-b/cé.md");
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        assert_eq!(
            place("/a/../../etc/passwd"),
            "`/a/../../etc/passwd` leaves its folder"
        );
        assert_eq!(place("/a/%2e%2e/b"), "`/a/%2e%2e/b` leaves its folder");
        assert_eq!(place("a\\..\\b"), "`a\\..\\b` leaves its folder");
        assert_eq!(place("C:\\x\\y"), "`C:\\x\\y` begins with a drive");
        assert_eq!(
            place("https://example.org/a"),
            "`https://example.org/a` is an address of the web"
        );
        assert_eq!(place("/"), "`/` names no page");
        assert_eq!(
            place("/a/???"),
            "`???` in `/a/???` leaves nothing for a name"
        );
        assert_eq!(
            place("/a/index"),
            "`/a/index` is the page of a folder, not of questions"
        );
    }

    #[test]
    fn a_file_takes_its_place_from_its_content_folder() {
        assert_eq!(path_of_file("site/content/1.python/2.gil.md"), "python/gil");
        assert_eq!(path_of_file("/somewhere/3.md"), "3");
        assert_eq!(path_of_file("v1.2.md"), "v1.2");
    }

    #[test]
    fn folders_are_listed_from_the_top() {
        let path = page_path("/a/b/c/d").unwrap();
        assert_eq!(folders(&path), ["a", "a/b", "a/b/c"]);
        assert!(folders(&page_path("/d").unwrap()).is_empty());
    }
}
