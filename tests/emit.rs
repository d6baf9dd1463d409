//! What a build does to an output folder, and what it never does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use expect_test::{Expect, expect};
use hotseat::emit::{Interrupted, Report, emit};
use hotseat::model::artifact::Artifact;
use tempfile::TempDir;

const MANIFEST: &str = ".hotseat-manifest";

/// A folder with a `content` folder in it, and a place for `public`.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        site.write("content/a.md", "# A\n");
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn emit(&self, artifacts: &[Artifact]) -> anyhow::Result<Report> {
        self.emit_to("public", artifacts)
    }

    fn emit_to(&self, output: &str, artifacts: &[Artifact]) -> anyhow::Result<Report> {
        let sources = [self.path("content"), self.path("templates")];
        let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
        emit(
            artifacts,
            &self.path(output),
            &sources,
            &AtomicBool::new(false),
        )
    }

    /// Asserts that the build fails, with this message, and changes nothing at all.
    #[track_caller]
    fn refuses(&self, output: &str, artifacts: &[Artifact], message: Expect) {
        let before = self.tree();
        let error = self.emit_to(output, artifacts).unwrap_err();
        let root = self.0.path().display().to_string();
        message.assert_eq(&format!("{error:#}").replace(&format!("{root}/"), ""));
        assert_eq!(self.tree(), before);
    }

    /// Every file, folder and link of the site, with what it holds.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(self.0.path())
    }

    /// Makes a folder read-only; false for the superuser, who may write all the same.
    #[cfg(unix)]
    fn lock(&self, folder: &str) -> bool {
        self.chmod(folder, 0o555);
        let probe = self.path(folder).join("probe");
        let is_locked = fs::write(&probe, "").is_err();
        if !is_locked {
            fs::remove_file(probe).unwrap();
        }
        is_locked
    }

    #[cfg(unix)]
    fn unlock(&self, folder: &str) {
        self.chmod(folder, 0o755);
    }

    #[cfg(unix)]
    fn chmod(&self, path: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt;

        fs::set_permissions(self.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// The paths below `public`, without the manifest.
    fn public(&self) -> Vec<String> {
        let mut paths: Vec<String> = tree(&self.path("public")).into_keys().collect();
        paths.retain(|path| path != MANIFEST);
        paths
    }
}

fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, tree: &mut BTreeMap<String, Vec<u8>>) {
        for found in fs::read_dir(folder).unwrap() {
            let found = found.unwrap();
            let path = found.path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let kind = found.file_type().unwrap();
            if kind.is_symlink() {
                let target = fs::read_link(&path).unwrap();
                tree.insert(name, target.to_str().unwrap().into());
            } else if kind.is_dir() {
                tree.insert(format!("{name}/"), Vec::new());
                walk(root, &path, tree);
            } else {
                tree.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

/// Artifacts whose text is their path and a version.
fn pages(version: &str, paths: &[&str]) -> Vec<Artifact> {
    let page = |path: &&str| Artifact::new(*path, format!("{path} {version}"));
    paths.iter().map(page).collect()
}

fn line(path: &str, text: &str) -> String {
    format!("{}  {path}\n", blake3::hash(text.as_bytes()).to_hex())
}

// A new output folder.

#[test]
fn a_missing_output_folder_is_made_together_with_its_parents() {
    let site = Site::new();
    let artifacts = pages("1", &["index.html", "python/asyncio.html"]);
    let report = site.emit_to("out/deep/public", &artifacts).unwrap();
    let bytes = "index.html 1".len() + "python/asyncio.html 1".len();
    assert_eq!(
        report,
        Report {
            written: 2,
            unchanged: 0,
            removed: 0,
            bytes: bytes as u64
        }
    );
    let paths: Vec<String> = site.tree().into_keys().collect();
    assert_eq!(
        paths,
        [
            "content/",
            "content/a.md",
            "out/",
            "out/deep/",
            "out/deep/public/",
            "out/deep/public/.hotseat-manifest",
            "out/deep/public/index.html",
            "out/deep/public/python/",
            "out/deep/public/python/asyncio.html",
        ]
    );
}

#[test]
fn an_empty_output_folder_is_filled() {
    let site = Site::new();
    fs::create_dir(site.path("public")).unwrap();
    site.emit(&pages("1", &["index.html"])).unwrap();
    assert_eq!(site.public(), ["index.html"]);
}

#[test]
#[cfg(unix)]
fn an_empty_output_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;

    let site = Site::new();
    let public = site.path("public");
    fs::create_dir(&public).unwrap();
    site.chmod("public", 0o711);
    site.emit(&pages("1", &["index.html"])).unwrap();
    let mode = fs::metadata(public).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o711);
}

#[test]
#[cfg(unix)]
fn files_and_folders_get_the_permissions_that_new_ones_have() {
    use std::os::unix::fs::PermissionsExt;

    let site = Site::new();
    let mode = |path: &str| fs::metadata(site.path(path)).unwrap().permissions().mode();
    site.write("folder/file", "");
    site.write("content/private.png", "png");
    site.chmod("content/private.png", 0o400);

    let copy = Artifact::copy("a/private.png", site.path("content/private.png"));
    for page in ["first.html", "second.html"] {
        let page = Artifact::new(format!("a/{page}"), "text");
        site.emit(&[copy.clone(), page]).unwrap();
    }
    for file in [
        "public/a/private.png",
        "public/a/second.html",
        "public/.hotseat-manifest",
    ] {
        assert_eq!(mode(file), mode("folder/file"), "{file}");
    }
    for folder in ["public", "public/a"] {
        assert_eq!(mode(folder), mode("folder"), "{folder}");
    }
}

#[test]
fn a_folder_that_holds_only_a_gitignore_keeps_it() {
    let site = Site::new();
    site.write("public/.gitignore", "*\n");
    site.emit(&pages("1", &["index.html"])).unwrap();
    assert_eq!(site.public(), [".gitignore", "index.html"]);
    assert_eq!(site.read("public/.gitignore"), "*\n");
}

#[test]
#[cfg(unix)]
fn an_output_folder_that_is_a_link_is_written_where_it_leads() {
    let site = Site::new();
    fs::create_dir(site.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", site.path("public")).unwrap();
    for version in ["1", "2"] {
        site.emit(&pages(version, &["index.html"])).unwrap();
        assert_eq!(
            site.read("elsewhere/index.html"),
            format!("index.html {version}")
        );
        assert!(site.path("public").is_symlink());
    }
}

// A second build.

#[test]
fn a_build_without_changes_writes_nothing() {
    let site = Site::new();
    let mut artifacts = pages("1", &["index.html", "a/b.html"]);
    artifacts.push(Artifact::copy("a/a.md", site.path("content/a.md")));
    site.emit(&artifacts).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let files = ["index.html", "a/b.html", "a/a.md", MANIFEST];
    let open = |file: &str| {
        let path = site.path("public").join(file);
        fs::File::options().write(true).open(path).unwrap()
    };
    for file in files {
        open(file).set_modified(long_ago).unwrap();
    }

    let report = site.emit(&artifacts).unwrap();
    assert_eq!(
        report,
        Report {
            unchanged: 3,
            ..Report::default()
        }
    );
    for file in files {
        let modified = open(file).metadata().unwrap().modified().unwrap();
        assert_eq!(modified, long_ago, "{file}");
    }
}

#[test]
fn only_files_with_other_bytes_are_written() {
    let site = Site::new();
    let same_length = |text: &str| [Artifact::new("a.html", text), Artifact::new("b.html", "b")];
    site.emit(&same_length("one")).unwrap();
    let report = site.emit(&same_length("two")).unwrap();
    assert_eq!((report.written, report.unchanged, report.bytes), (1, 1, 3));
    assert_eq!(site.read("public/a.html"), "two");
}

#[test]
fn a_copied_file_is_written_again_when_it_changes() {
    let site = Site::new();
    let copy = [Artifact::copy("a.md", site.path("content/a.md"))];
    site.emit(&copy).unwrap();
    site.write("content/a.md", "# B\n");
    assert_eq!(site.emit(&copy).unwrap().written, 1);
    assert_eq!(site.read("public/a.md"), "# B\n");
}

#[test]
fn the_order_of_the_artifacts_does_not_matter() {
    let mut artifacts = pages(
        "1",
        &["b.html", "a/z.html", "a.html", "a/b/c.html", "a-b.html"],
    );
    let trees: Vec<_> = (0..artifacts.len())
        .map(|_| {
            artifacts.rotate_left(2);
            let site = Site::new();
            // Once in a new folder, once in one that holds something.
            site.write("kept/robots.txt", "");
            site.emit(&artifacts).unwrap();
            site.emit_to("kept", &artifacts).unwrap();
            site.tree()
        })
        .collect();
    assert!(trees.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_manifest_lists_paths_and_hashes_in_order() {
    let site = Site::new();
    site.emit(&[Artifact::new("b.html", "b"), Artifact::new("a/c.html", "c")])
        .unwrap();
    let expected = format!(
        "hotseat-manifest 1\n{}{}",
        line("a/c.html", "c"),
        line("b.html", "b")
    );
    assert_eq!(site.read("public/.hotseat-manifest"), expected);
}

// What goes away.

#[test]
fn what_only_an_earlier_build_wrote_is_removed_with_its_folders() {
    let site = Site::new();
    site.emit(&pages(
        "1",
        &["index.html", "a/b/c.html", "a/d.html", "e/f.html"],
    ))
    .unwrap();
    site.write("public/e/notes.txt", "mine");
    let report = site.emit(&pages("1", &["index.html"])).unwrap();
    assert_eq!(
        (report.removed, report.unchanged, report.written),
        (3, 1, 0)
    );
    assert_eq!(site.public(), ["e/", "e/notes.txt", "index.html"]);
}

#[test]
fn a_stale_file_that_somebody_edited_is_kept_for_good() {
    let site = Site::new();
    site.emit(&pages("1", &["index.html", "old.html"])).unwrap();
    site.write("public/old.html", "edited");
    for _ in 0..2 {
        assert_eq!(site.emit(&pages("1", &["index.html"])).unwrap().removed, 0);
        assert_eq!(site.read("public/old.html"), "edited");
    }
}

#[test]
fn an_edited_file_that_is_still_ours_is_written_anew() {
    let site = Site::new();
    site.emit(&pages("1", &["index.html"])).unwrap();
    site.write("public/index.html", "edited");
    assert_eq!(site.emit(&pages("1", &["index.html"])).unwrap().written, 1);
    assert_eq!(site.read("public/index.html"), "index.html 1");
}

#[test]
fn a_file_can_become_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    let files = pages("1", &["tags", "a/b/c", "a/d"]);
    let folders = pages("1", &["tags/index.html", "tags/x/y.html", "a"]);
    for _ in 0..2 {
        site.emit(&files).unwrap();
        assert_eq!(site.public(), ["a/", "a/b/", "a/b/c", "a/d", "tags"]);
        site.emit(&folders).unwrap();
        assert_eq!(
            site.public(),
            ["a", "tags/", "tags/index.html", "tags/x/", "tags/x/y.html"]
        );
    }
}

#[test]
fn a_file_can_change_the_case_of_its_name() {
    let site = Site::new();
    for name in ["Logo.png", "logo.png", "LOGO.png"] {
        site.emit(&[Artifact::new(format!("img/{name}"), "png")])
            .unwrap();
        assert_eq!(site.public(), ["img/".to_owned(), format!("img/{name}")]);
    }
}

// What is not ours.

#[test]
fn other_peoples_files_are_never_touched() {
    let site = Site::new();
    for path in [
        "public/CNAME",
        "public/.git/config",
        "public/a/notes.txt",
        "public/z/",
    ] {
        if path.ends_with('/') {
            fs::create_dir(site.path(path)).unwrap();
        } else {
            site.write(path, "mine");
        }
    }
    let before = site.tree();
    site.emit(&pages("1", &["index.html", "a/b.html"])).unwrap();
    site.emit(&pages("2", &["index.html", "a/c.html"])).unwrap();
    site.emit(&[]).unwrap();
    let mut after = site.tree();
    assert!(after.remove("public/.hotseat-manifest").is_some());
    assert_eq!(after, before);
}

#[test]
fn a_foreign_file_in_the_way_stops_the_build_before_it_writes() {
    let site = Site::new();
    site.write("public/index.html", "mine");
    site.refuses(
        "public",
        &pages("1", &["a.html", "index.html"]),
        expect![
            "public/index.html was not written by hotseat; move it away or choose another `--output`"
        ],
    );
}

#[test]
fn up_to_ten_foreign_files_in_the_way_are_named() {
    let site = Site::new();
    let names: Vec<String> = (10..22).map(|number| format!("{number}.html")).collect();
    for name in &names {
        site.write(&format!("public/{name}"), "mine");
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    site.refuses(
        "public",
        &pages("1", &names),
        expect![[r#"
            these were not written by hotseat; move them away or choose another `--output`:
              public/10.html
              public/11.html
              public/12.html
              public/13.html
              public/14.html
              public/15.html
              public/16.html
              public/17.html
              public/18.html
              public/19.html
              and 2 more"#]],
    );
}

#[test]
fn a_foreign_file_with_the_very_same_bytes_is_in_nobodys_way() {
    let site = Site::new();
    site.write("public/index.html", "index.html 1");
    let report = site.emit(&pages("1", &["index.html"])).unwrap();
    assert_eq!((report.written, report.unchanged), (0, 1));
}

#[test]
fn a_foreign_folder_or_a_file_on_the_way_stops_the_build() {
    let site = Site::new();
    fs::create_dir_all(site.path("public/index.html/empty")).unwrap();
    site.write("public/python", "mine");
    site.refuses(
        "public",
        &pages("1", &["index.html", "python/a.html", "python/b.html"]),
        expect![[r#"
            these were not written by hotseat; move them away or choose another `--output`:
              public/index.html
              public/python"#]],
    );
}

#[test]
fn a_folder_of_ours_with_a_foreign_file_in_it_does_not_become_a_file() {
    let site = Site::new();
    site.emit(&pages("1", &["tags/a.html"])).unwrap();
    site.write("public/tags/notes.txt", "mine");
    site.refuses(
        "public",
        &pages("1", &["tags"]),
        expect![
            "public/tags was not written by hotseat; move it away or choose another `--output`"
        ],
    );
}

#[test]
#[cfg(unix)]
fn links_inside_the_output_are_never_followed() {
    use std::os::unix::fs::symlink;

    let site = Site::new();
    site.emit(&pages("1", &["index.html", "python/a.html", "old/a.html"]))
        .unwrap();
    // The same bytes behind each link: only the link itself is wrong.
    for path in ["python", "old", "index.html"] {
        let moved = site.path("moved").join(path);
        fs::create_dir_all(moved.parent().unwrap()).unwrap();
        fs::rename(site.path("public").join(path), &moved).unwrap();
        symlink(moved, site.path("public").join(path)).unwrap();
    }
    let before = site.tree();
    let artifacts = pages("1", &["index.html", "python/a.html"]);
    let message = format!("{:#}", site.emit(&artifacts).unwrap_err());
    assert!(message.contains("public/index.html\n"), "{message}");
    assert!(message.ends_with("public/python"), "{message}");
    assert_eq!(site.tree(), before);

    // Without an artifact there, a stale file behind a link is left alone.
    assert_eq!(site.emit(&[]).unwrap().removed, 0);
    assert_eq!(site.read("moved/old/a.html"), "old/a.html 1");
    assert_eq!(site.read("moved/index.html"), "index.html 1");
}

// A manifest that lies.

#[test]
fn a_manifest_cannot_remove_what_is_outside_or_unlike_its_hash() {
    let site = Site::new();
    site.emit(&pages("1", &["index.html"])).unwrap();
    site.write("secret", "mine");
    for path in [
        "public/notes.txt",
        "public/.git/config",
        "public/a/.hotseat-x/y",
        "public/nul",
    ] {
        site.write(path, "mine");
    }
    let absolute = site.path("secret").display().to_string();
    let mut manifest = site.read("public/.hotseat-manifest");
    for path in [
        "../secret",
        &absolute,
        "./../secret",
        "a/../../secret",
        "a//../../secret",
    ] {
        manifest += &line(path, "mine");
    }
    for path in [
        "../../etc/passwd",
        ".git/config",
        "a/.hotseat-x/y",
        "nul",
        "./notes.txt",
        "",
    ] {
        manifest += &line(path, "mine");
    }
    manifest += &line("notes.txt", "something else");
    manifest += &line("a", "a folder");
    manifest += "notes.txt\n\n  \nzz  notes.txt\n\u{202e}\0  notes.txt\n";
    fs::write(site.path("public/.hotseat-manifest"), manifest).unwrap();

    let mut before = site.tree();
    let report = site.emit(&pages("1", &["index.html"])).unwrap();
    assert_eq!(
        (report.removed, report.written, report.unchanged),
        (0, 0, 1)
    );
    let list = format!("hotseat-manifest 1\n{}", line("index.html", "index.html 1"));
    before.insert("public/.hotseat-manifest".to_owned(), list.into_bytes());
    assert_eq!(site.tree(), before);
}

#[test]
fn a_manifest_that_cannot_be_read_makes_every_file_a_foreign_one() {
    let site = Site::new();
    for manifest in [&b"\xff\xfe\x00"[..], b"", b"hotseat-manifest 999\n"] {
        site.emit(&pages("1", &["index.html", "old.html"])).unwrap();
        fs::write(site.path("public/.hotseat-manifest"), manifest).unwrap();
        site.refuses(
            "public",
            &pages("2", &["index.html"]),
            expect![
                "public/index.html was not written by hotseat; move it away or choose another `--output`"
            ],
        );
        assert_eq!(site.emit(&pages("1", &["index.html"])).unwrap().removed, 0);
        assert_eq!(site.public(), ["index.html", "old.html"]);
    }
}

#[test]
#[cfg(unix)]
fn a_manifest_that_is_a_link_or_a_folder_stops_the_build() {
    let site = Site::new();
    site.write("other", "mine");
    fs::create_dir(site.path("public")).unwrap();
    let message = expect![
        "public/.hotseat-manifest was not written by hotseat; move it away or choose another `--output`"
    ];
    std::os::unix::fs::symlink("../other", site.path("public/.hotseat-manifest")).unwrap();
    site.refuses("public", &[], message);
    fs::remove_file(site.path("public/.hotseat-manifest")).unwrap();
    fs::create_dir(site.path("public/.hotseat-manifest")).unwrap();
    assert!(site.emit(&[]).is_err());
}

// Paths that no output file may have.

#[test]
fn a_bad_path_is_named_before_anything_is_written() {
    let site = Site::new();
    for path in [
        "",
        "/",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a/..",
        ".",
        "./a",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "..\\a",
        "C:a",
        "C:/a",
        "a\0b",
        "a\nb",
        "a?b",
        "a*",
        "<a>",
        "a|b",
        "\"a\"",
        "con",
        "NUL.html",
        "a/com1.txt",
        "Lpt9",
        "aux .html",
        "a.",
        "a ",
        "a./b",
        ".git/config",
        "a/.GIT",
        ".hotseat-manifest",
        ".Hotseat-tmp-00000000-abcdef/x",
    ] {
        let artifacts = [Artifact::new("good.html", ""), Artifact::new(path, "")];
        let error = site.emit(&artifacts).unwrap_err().to_string();
        let start = format!("the output path `{path}` is refused: it has a");
        assert!(error.starts_with(&start), "{error}");
        assert!(!site.path("public").exists(), "{path}");
    }
}

#[test]
fn unusual_but_good_paths_are_written() {
    let site = Site::new();
    let paths = [
        ".nojekyll",
        ".well-known/security.txt",
        "a.b.c",
        "a b.html",
        "com.html",
        "com10",
        "console/nullable.html",
        "été/привет.html",
        "_headers",
        "...a",
        "a/-b",
        "%2e%2e/a",
    ];
    site.emit(&pages("1", &paths)).unwrap();
    for path in paths {
        assert_eq!(site.read(&format!("public/{path}")), format!("{path} 1"));
    }
}

#[test]
fn two_files_cannot_have_one_path() {
    let site = Site::new();
    site.refuses(
        "public",
        &pages("1", &["a.html", "b.html", "a.html"]),
        expect!["two output files want one path: `a.html` and `a.html`"],
    );
    site.refuses(
        "public",
        &pages("1", &["img/Logo.png", "img/logo.png"]),
        expect!["two output files want one path: `img/Logo.png` and `img/logo.png`"],
    );
    site.refuses(
        "public",
        &pages("1", &["tags/a/b.html", "Tags"]),
        expect!["the output path `Tags` is wanted as a file and as a folder"],
    );
}

// Output folders that are refused.

#[test]
fn an_output_folder_that_is_holds_or_lies_in_the_sources_is_refused() {
    let site = Site::new();
    let one = pages("1", &["index.html"]);
    site.refuses(
        "content",
        &one,
        expect![
            "the output folder `content` holds or lies in the source folder `content`; choose another `--output`"
        ],
    );
    site.refuses(
        "content/new/public",
        &one,
        expect![
            "the output folder `content/new/public` holds or lies in the source folder `content`; choose another `--output`"
        ],
    );
    // A source that does not exist yet is one all the same.
    site.refuses(
        "missing/../templates/x",
        &one,
        expect![
            "the output folder `missing/../templates/x` holds or lies in the source folder `templates`; choose another `--output`"
        ],
    );
    let before = site.tree();
    for output in [
        "",
        ".",
        "content/..",
        "public/../content",
        "missing/../content",
    ] {
        let error = site.emit_to(output, &one).unwrap_err().to_string();
        assert!(
            error.contains("holds or lies in the source folder"),
            "{error}"
        );
        assert_eq!(site.tree(), before);
    }
    // A name that only begins like a source is not in it.
    site.emit_to("content-public", &one).unwrap();
}

#[test]
#[cfg(unix)]
fn an_output_folder_that_is_a_link_into_the_sources_is_refused() {
    let site = Site::new();
    let one = pages("1", &["index.html"]);
    std::os::unix::fs::symlink("content", site.path("public")).unwrap();
    site.refuses(
        "public",
        &one,
        expect![
            "the output folder `public` holds or lies in the source folder `content`; choose another `--output`"
        ],
    );
    site.refuses(
        "public/new",
        &one,
        expect![
            "the output folder `public/new` holds or lies in the source folder `content`; choose another `--output`"
        ],
    );
}

#[test]
fn an_output_folder_that_holds_a_copied_file_is_refused() {
    let site = Site::new();
    site.write("public/logo.svg", "<svg/>");
    site.refuses(
        "public",
        &[Artifact::copy("assets/logo.svg", site.path("public/logo.svg"))],
        expect![
            "the output folder `public` holds the source file `public/logo.svg`; choose another `--output`"
        ],
    );
}

#[test]
#[cfg(unix)]
fn the_root_of_the_disk_and_the_home_folder_are_refused() {
    let go_on = AtomicBool::new(false);
    let error = emit(&[], Path::new("/"), &[], &go_on).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the output folder `/` is the root of the disk"
    );
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
        let error = emit(&[], &home, &[], &go_on).unwrap_err().to_string();
        assert!(error.ends_with("is your home folder"), "{error}");
    }
}

#[test]
fn an_output_folder_that_is_a_file_or_below_one_is_refused() {
    let site = Site::new();
    site.write("public", "mine");
    let message = expect!["the output folder `public` is a file"];
    site.refuses("public", &pages("1", &["index.html"]), message);
    let before = site.tree();
    assert!(site.emit_to("public/site", &[]).is_err());
    assert_eq!(site.tree(), before);
}

#[test]
#[cfg(unix)]
fn an_output_folder_that_is_a_link_to_nothing_is_refused() {
    let site = Site::new();
    std::os::unix::fs::symlink("gone", site.path("public")).unwrap();
    let before = site.tree();
    let error = format!("{:#}", site.emit(&[]).unwrap_err());
    assert!(error.starts_with("looking for `"), "{error}");
    assert_eq!(site.tree(), before);
}

// Builds that end early.

#[test]
fn an_interrupted_build_changes_nothing() {
    let site = Site::new();
    let stop = AtomicBool::new(true);
    for setup in ["missing", "old"] {
        if setup == "old" {
            site.emit(&pages("1", &["index.html", "old.html"])).unwrap();
        }
        let before = site.tree();
        let artifacts = pages("2", &["index.html", "new.html"]);
        let error = emit(&artifacts, &site.path("public"), &[], &stop).unwrap_err();
        assert!(error.downcast_ref::<Interrupted>().is_some(), "{error:#}");
        assert_eq!(error.to_string(), "interrupted");
        assert_eq!(site.tree(), before, "{setup}");
    }
}

#[test]
fn an_interruption_at_any_moment_leaves_all_of_the_old_site_or_all_of_the_new() {
    let names: Vec<String> = (0..60)
        .map(|number| format!("{}/{number}", number % 7))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (old, new) = (pages("1", &names[..40]), pages("2", &names[20..]));
    let expected = Site::new();
    expected.emit(&new).unwrap();
    for delay in 0..30 {
        let site = Site::new();
        if delay % 2 == 0 {
            site.emit(&old).unwrap();
        }
        let before = site.tree();
        let stop = AtomicBool::new(false);
        let result = std::thread::scope(|scope| {
            scope.spawn(|| {
                (0..delay * 20_000).for_each(|_| std::hint::spin_loop());
                stop.store(true, Ordering::Relaxed);
            });
            emit(&new, &site.path("public"), &[], &stop)
        });
        match result {
            Ok(_) => assert_eq!(site.tree(), expected.tree()),
            Err(error) => {
                assert!(error.is::<Interrupted>(), "{error:#}");
                assert_eq!(site.tree(), before);
            }
        }
    }
}

#[test]
fn a_build_after_a_killed_one_makes_everything_right() {
    let old = pages("1", &["index.html", "old.html", "both.html"]);
    let new = pages(
        "2",
        &[
            "index.html",
            "both.html",
            "x/new.html",
            "x/never-written.html",
        ],
    );
    let site = Site::new();
    site.emit(&new).unwrap();
    let list_of_new = site.read("public/.hotseat-manifest");
    site.emit(&old).unwrap();
    // Killed in the midst of the renames: both lists in one, some files new.
    let list = list_of_new.replace(
        "hotseat-manifest 1\n",
        &site.read("public/.hotseat-manifest"),
    );
    site.write("public/.hotseat-manifest", &list);
    site.write("public/both.html", "both.html 2");
    site.write("public/x/new.html", "x/new.html 2");

    let third = pages("3", &["index.html", "third.html"]);
    let report = site.emit(&third).unwrap();
    assert_eq!((report.written, report.removed), (2, 3));
    let expected = Site::new();
    expected.emit(&third).unwrap();
    assert_eq!(site.tree(), expected.tree());
}

#[test]
fn what_a_killed_build_left_is_removed_and_nothing_that_only_looks_like_it() {
    let site = Site::new();
    site.emit(&pages("1", &["index.html"])).unwrap();
    site.write("public/.hotseat-tmp-0123abcd-xYz123/7", "half a pa");
    let kept = [
        "public/.hotseat-tmp-0123abcd-xYz1234/7",
        "public/.hotseat-tmp-0123abcd/7",
        "public/.hotseat-tmp-/7",
        "public/hotseat-tmp-0123abcd-xYz123/7",
        "public/a/.hotseat-tmp-0123abcd-xYz123/7",
        // Beside the output it may belong to a build into another folder.
        ".hotseat-tmp-0123abcd-xYz123/7",
    ];
    for path in kept {
        site.write(path, "mine");
    }
    site.write("public/.hotseat-tmp-0123abcd-abcdef", "a file");
    site.emit(&pages("1", &["index.html"])).unwrap();
    assert!(!site.path("public/.hotseat-tmp-0123abcd-xYz123").exists());
    assert_eq!(site.read("public/.hotseat-tmp-0123abcd-abcdef"), "a file");
    for path in kept {
        assert_eq!(site.read(path), "mine");
    }
}

#[test]
fn a_file_to_be_copied_that_is_missing_or_a_folder_is_named() {
    let site = Site::new();
    site.emit(&pages("1", &["index.html"])).unwrap();
    let before = site.tree();
    for from in ["content/missing.png", "content"] {
        let mut artifacts = pages("2", &["index.html"]);
        artifacts.push(Artifact::copy("img/a.png", site.path(from)));
        let error = format!("{:#}", site.emit(&artifacts).unwrap_err());
        assert!(error.starts_with("writing "), "{error}");
        assert!(
            error.contains("img/a.png: ") && error.contains(from),
            "{error}"
        );
        assert_eq!(site.tree(), before);
    }
}

#[test]
fn of_several_files_that_fail_the_first_by_path_is_named() {
    let site = Site::new();
    let mut copies = ["c", "a", "b"].map(|name| Artifact::copy(name, site.path("missing")));
    for _ in 0..copies.len() {
        copies.rotate_left(1);
        let error = site.emit(&copies).unwrap_err().to_string();
        assert!(error.ends_with("public/a"), "{error}");
    }
}

#[test]
#[cfg(unix)]
fn a_read_only_output_folder_is_an_error_only_if_something_must_change() {
    let site = Site::new();
    site.emit(&pages("1", &["index.html"])).unwrap();
    if !site.lock("public") {
        return;
    }
    assert_eq!(
        site.emit(&pages("1", &["index.html"])).unwrap().unchanged,
        1
    );
    let before = site.tree();
    let error = format!("{:#}", site.emit(&pages("2", &["index.html"])).unwrap_err());
    assert!(
        error.starts_with("writing ") && error.contains("ermission denied"),
        "{error}"
    );
    assert_eq!(site.tree(), before);
    site.unlock("public");
}

#[test]
#[cfg(unix)]
fn an_empty_read_only_output_folder_is_not_replaced_by_another() {
    let site = Site::new();
    fs::create_dir(site.path("public")).unwrap();
    if !site.lock("public") {
        return;
    }
    assert!(site.emit(&pages("1", &["index.html"])).is_err());
    assert!(site.public().is_empty());
    site.unlock("public");
}

#[test]
#[cfg(unix)]
fn a_build_that_fails_between_two_renames_leaves_no_file_that_nobody_knows() {
    let site = Site::new();
    site.emit(&pages("1", &["a/x.html", "b/y.html"])).unwrap();
    if !site.lock("public/b") {
        return;
    }
    let second = pages("2", &["a/new.html", "a/x.html", "b/y.html"]);
    let error = format!("{:#}", site.emit(&second).unwrap_err());
    assert!(error.contains("public/b/y.html: "), "{error}");
    assert_eq!(site.read("public/a/new.html"), "a/new.html 2");
    assert_eq!(site.read("public/b/y.html"), "b/y.html 1");
    site.unlock("public/b");
    assert_eq!(site.emit(&pages("3", &["b/y.html"])).unwrap().removed, 2);
    assert_eq!(site.public(), ["b/", "b/y.html"]);
}

#[test]
#[cfg(unix)]
fn an_empty_output_folder_below_a_read_only_one_is_written_in_place() {
    let site = Site::new();
    fs::create_dir_all(site.path("above/public")).unwrap();
    site.lock("above");
    let result = site.emit_to("above/public", &pages("1", &["a/index.html"]));
    site.unlock("above");
    assert_eq!(result.unwrap().written, 1);
    assert_eq!(site.read("above/public/a/index.html"), "a/index.html 1");
}

/// Stands for a full disk: a process may not write files over a size, and the
/// write fails in the middle as it does there.
#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_output_as_it_was() {
    let mut large = pages("2", &["index.html", "new.html"]);
    large.push(Artifact::new("large.bin", vec![7; 200_000]));
    if let Some(output) = std::env::var_os("HOTSEAT_TEST_FULL_DISK") {
        let error = emit(&large, Path::new(&output), &[], &AtomicBool::new(false)).unwrap_err();
        assert!(format!("{error:#}").starts_with("writing "), "{error:#}");
        assert!(format!("{error:#}").contains("large.bin: "), "{error:#}");
        return;
    }
    for setup in ["missing", "empty", "old"] {
        let site = Site::new();
        match setup {
            "empty" => fs::create_dir(site.path("public")).unwrap(),
            "old" => drop(site.emit(&pages("1", &["index.html", "old.html"])).unwrap()),
            _ => {}
        }
        let before = site.tree();
        let child = std::process::Command::new("sh")
            .args(["-c", r#"trap '' XFSZ; ulimit -f 64; exec "$0" "$@""#])
            .arg(std::env::current_exe().unwrap())
            .arg("a_full_disk_leaves_the_output_as_it_was")
            .env("HOTSEAT_TEST_FULL_DISK", site.path("public"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        // Also that the name above still finds this test.
        assert!(said.contains("1 passed"), "{setup}: {said}");
        assert_eq!(site.tree(), before, "{setup}");
    }
}

#[test]
fn builds_at_the_same_time_come_one_after_the_other() {
    let names: Vec<String> = (0..40)
        .map(|number| format!("{}/{number}", number % 3))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let versions = [pages("1", &names[..30]), pages("2", &names[10..])];
    let expected = versions.each_ref().map(|version| {
        let site = Site::new();
        site.emit(version).unwrap();
        site.tree()
    });
    for _ in 0..5 {
        let site = Site::new();
        std::thread::scope(|scope| {
            for number in 0..4 {
                let (site, version) = (&site, &versions[number % 2]);
                scope.spawn(move || site.emit(version).unwrap());
            }
        });
        assert!(expected.contains(&site.tree()));
    }
}
