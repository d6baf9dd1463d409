//! What browsers get from `serve`, over a raw connection, while files change.
//!
//! The guide here is a toy: each `.md` below `content` becomes a page of the
//! same text. So most tests say nothing about Markdown and all about serving; the last
//! ones serve a real guide.
//! They block on the stream of events and never sleep.

use std::collections::BTreeMap;
use std::future;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use hotseat::diagnostic::{Code, Diagnostic, Diagnostics, Label};
use hotseat::discover::Overrides;
use hotseat::follow::{Followed, Outcome};
use hotseat::model::artifact::{Artifact, Body};
use hotseat::serve::{Options, Served, Server};
use hotseat::source::{Source, Span};

/// Far beyond what anything takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

struct Guide {
    folder: tempfile::TempDir,
    address: SocketAddr,
    builds: Arc<AtomicUsize>,
}

impl Guide {
    /// Serves these files.
    fn serve(files: &[(&str, &str)]) -> Self {
        Self::serve_at("/", files)
    }

    fn serve_at(base_path: &str, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            write(folder.path(), path, text);
        }
        let content = folder.path().join("content");
        let options = Options {
            base_path: base_path.to_owned(),
            ..options(folder.path(), 0)
        };
        let builds = Arc::new(AtomicUsize::new(0));
        let toy = Toy {
            builds: Arc::clone(&builds),
            ..toy(&content)
        };
        let server = Server::start(&options, toy).unwrap();
        let address = server.address();
        thread::spawn(move || server.run_until(future::pending()));
        Self {
            folder,
            address,
            builds,
        }
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    fn get(&self, path: &str) -> Response {
        self.request("GET", path, &self.address.to_string())
    }

    fn request(&self, method: &str, path: &str, host: &str) -> Response {
        let mut stream = self.connect();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Response {
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn events(&self) -> Events {
        self.events_at("/__hotseat/events")
    }

    fn events_at(&self, path: &str) -> Events {
        let mut stream = self.connect();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).unwrap();
        let mut events = Events(BufReader::new(stream));
        assert_eq!(events.next().0, "hello");
        events
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }
}

/// The settings of a site at the top of its host.
fn options(root: &Path, port: u16) -> Options {
    Options {
        port: Some(port),
        open: false,
        root: root.to_owned(),
        watched: vec![root.join("content"), root.join("hotseat.toml")],
        output: root.join("public"),
        clean_urls: false,
        base_path: "/".to_owned(),
        color: false,
    }
}

/// Puts a file in place by renaming, so that no build sees half of it.
fn write(root: &Path, path: &str, text: &str) {
    let staged = root.join("staged");
    fs_err::write(&staged, text).unwrap();
    let path = root.join(path);
    fs_err::create_dir_all(path.parent().unwrap()).unwrap();
    fs_err::rename(staged, path).unwrap();
}

struct Response {
    /// Status line and headers, in lower case.
    head: String,
    body: String,
}

impl Response {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let name = format!("{name}: ");
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name.as_str()))
    }
}

/// The stream of events, read line by line; lines that frame the chunks are passed over.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> (String, String) {
        let mut name = String::new();
        let mut line = String::new();
        let start = Instant::now();
        loop {
            // Comments keep the stream busy, so that a read alone never runs out of time.
            assert!(start.elapsed() < PATIENCE, "an event in good time");
            line.clear();
            let length = self.0.read_line(&mut line).unwrap();
            assert_ne!(length, 0, "the stream ended");
            if let Some(text) = line.strip_prefix("event: ") {
                name = text.trim().to_owned();
            } else if let Some(text) = line.strip_prefix("data:") {
                return (name, text.trim().to_owned());
            }
        }
    }

    /// Reads until an event of this name whose data holds `text`, and gives its data.
    fn until(&mut self, name: &str, text: &str) -> String {
        loop {
            let (heard, data) = self.next();
            if heard == name && data.contains(text) {
                return data;
            }
        }
    }
}

/// A page for each file, and the settings as they are; the words ERROR, FAIL and PANIC in a file do what they say.
fn build(content: &Path) -> anyhow::Result<(Vec<Artifact>, Diagnostics)> {
    let mut artifacts = Vec::new();
    let mut problems = Diagnostics::new();
    for path in files(content) {
        let path = path.as_path();
        // Files come and go while the tests run.
        let Ok(text) = fs_err::read_to_string(path) else {
            continue;
        };
        anyhow::ensure!(!text.contains("FAIL"), "the disk is on fire");
        assert!(!text.contains("PANIC"), "this cannot happen");
        let name = path.strip_prefix(content).unwrap();
        let name = name.to_string_lossy().replace('\\', "/");
        if let Some(start) = text.find("ERROR") {
            let source = Source::new(format!("content/{name}"), text.clone());
            let label = Label::new(&source, Span::new(start, start + 5), "here");
            problems.push(Diagnostic::new(Code::EmptyQuestion, "an error", label).help("mend it"));
        }
        match name.strip_suffix(".md") {
            Some(name) => {
                let html = format!("<!doctype html><body>{text}</body>");
                artifacts.push(Artifact::new(format!("{name}.html"), html));
            }
            None => artifacts.push(Artifact::copy(name, path)),
        }
    }
    if let Ok(settings) = fs_err::read(content.with_file_name("hotseat.toml")) {
        artifacts.push(Artifact::new("settings.txt", settings));
    }
    Ok((artifacts, problems))
}

/// The toy guide, built as a whole whenever something has changed.
struct Toy {
    content: PathBuf,
    builds: Arc<AtomicUsize>,
    site: Mutex<BTreeMap<String, (Body, Option<u64>)>>,
}

fn toy(content: &Path) -> Toy {
    Toy {
        content: content.to_owned(),
        builds: Arc::default(),
        site: Mutex::default(),
    }
}

impl Served for Toy {
    fn follow(&self, _: Option<&[PathBuf]>, _: &[String]) -> anyhow::Result<Outcome> {
        self.builds.fetch_add(1, Ordering::SeqCst);
        let (artifacts, problems) = build(&self.content)?;
        let is_shown = !problems.has_errors();
        let mut changed = Vec::new();
        if is_shown {
            let length = |body: &Body| match body {
                Body::Bytes(_) => None,
                Body::Copy(file) => Some(fs_err::metadata(file).ok()?.len()),
            };
            let now: BTreeMap<_, _> = artifacts
                .into_iter()
                .map(|made| (made.path, (length(&made.body), made.body)))
                .map(|(path, (length, body))| (path, (body, length)))
                .collect();
            let mut site = self.site.lock().unwrap();
            let new = now
                .iter()
                .filter(|(path, made)| site.get(*path) != Some(made));
            let gone = site.keys().filter(|path| !now.contains_key(*path));
            changed.extend(new.map(|(path, _)| path).chain(gone).cloned());
            *site = now;
        }
        Ok(Outcome {
            problems,
            is_shown,
            changed,
        })
    }

    fn settle(&self, _: &(dyn Fn() -> bool + Sync)) -> Option<Outcome> {
        None
    }

    fn file(&self, path: &str) -> Option<Body> {
        let site = self.site.lock().unwrap();
        site.get(path).map(|(body, _)| body.clone())
    }

    fn has(&self, path: &str) -> bool {
        self.file(path).is_some()
    }
}

/// All files below a folder, by path; none where there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs_err::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let below = |path: PathBuf| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    };
    paths.into_iter().flat_map(below).collect()
}

#[test]
fn a_page_comes_with_the_script_and_is_never_cached() {
    let guide = Guide::serve(&[("content/index.md", "home"), ("content/a/b.md", "page")]);
    let response = guide.get("/a/b.html?x=1");
    assert_eq!(response.status(), "200");
    assert_eq!(
        response.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
    assert!(
        response
            .body
            .contains("page<script src=\"/__hotseat/reload.js\" data-build=")
    );
    assert!(guide.get("/").body.contains("home"));
    let script = guide.get("/__hotseat/reload.js");
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert!(script.body.contains("EventSource"));
    assert!(guide.get("/__hotseat/overlay.css").body.contains("dialog"));
}

#[test]
fn an_unknown_address_gets_the_sites_own_page_and_the_status() {
    let guide = Guide::serve(&[("content/404.md", "our own")]);
    let response = guide.get("/no/such");
    assert_eq!(response.status(), "404");
    assert!(response.body.contains("our own<script"));
    let bare = Guide::serve(&[("content/index.md", "home")]);
    let response = bare.get("/no/such");
    assert_eq!(response.status(), "404");
    assert!(response.body.contains("Not found"));
}

#[test]
fn a_folder_redirects_and_keeps_the_query() {
    let guide = Guide::serve_at("/guide/", &[("content/a/index.md", "folder")]);
    let response = guide.get("/guide/a?print=questions");
    assert_eq!(response.status(), "307");
    assert_eq!(
        response.header("location"),
        Some("/guide/a/?print=questions")
    );
    assert!(guide.get("/guide/a/").body.contains("folder"));
    assert!(guide.get("/a/").body.contains("folder"));
}

#[test]
fn head_has_headers_only_and_other_methods_are_refused() {
    let guide = Guide::serve(&[("content/index.md", "home")]);
    let own = guide.address.to_string();
    let head = guide.request("HEAD", "/", &own);
    assert_eq!(head.status(), "200");
    assert_eq!(head.body, "");
    let get = guide.get("/");
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(
        get.header("content-length"),
        Some(get.body.len().to_string().as_str())
    );
    assert_eq!(
        guide.request("HEAD", "/__hotseat/events", &own).status(),
        "200"
    );
    let post = guide.request("POST", "/", &own);
    assert_eq!(post.status(), "405");
    assert_eq!(post.header("allow"), Some("get, head"));
}

#[test]
fn a_foreign_name_for_this_machine_is_refused() {
    let guide = Guide::serve(&[("content/index.md", "secret draft")]);
    for path in ["/", "/__hotseat/events", "/no/such"] {
        let response = guide.request("GET", path, "example.org:3000");
        assert_eq!(response.status(), "403", "{path}");
        assert!(!response.body.contains("secret"));
    }
    let localhost = format!("localhost:{}", guide.address.port());
    assert_eq!(guide.request("GET", "/", &localhost).status(), "200");
}

#[test]
fn no_address_leads_out_of_the_site() {
    let guide = Guide::serve(&[("content/index.md", "home"), ("secret.toml", "secret")]);
    for path in [
        "/../secret.toml",
        "/..%2fsecret.toml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/index.html%00",
    ] {
        assert_eq!(guide.get(path).status(), "404", "{path}");
    }
}

#[test]
fn copied_files_are_read_when_they_are_asked_for() {
    let guide = Guide::serve(&[("content/x.svg", "<svg/>")]);
    let response = guide.get("/x.svg");
    assert_eq!(response.header("content-type"), Some("image/svg+xml"));
    assert_eq!(response.body, "<svg/>");
    let mut events = guide.events();
    guide.write("content/x.svg", "<svg></svg>");
    events.until("reload", "x.svg");
    assert_eq!(guide.get("/x.svg").body, "<svg></svg>");
}

#[test]
fn an_edit_reloads_every_open_page_with_what_changed() {
    let guide = Guide::serve(&[("content/a.md", "one"), ("content/b.md", "same")]);
    let mut tabs: Vec<Events> = (0..20).map(|_| guide.events()).collect();
    guide.write("content/a.md", "two");
    for tab in &mut tabs {
        let data = tab.until("reload", "");
        assert_eq!(data, r#"{"changed":["a.html"]}"#);
    }
    assert!(guide.get("/a.html").body.contains("two"));
}

#[test]
fn an_edit_in_place_is_seen_too() {
    let guide = Guide::serve(&[("content/a.md", "one")]);
    let mut events = guide.events();
    fs_err::write(guide.folder.path().join("content/a.md"), "two").unwrap();
    // A build may have come between the emptying and the writing of the file.
    while !guide.get("/a.html").body.contains("two") {
        events.until("reload", "a.html");
    }
}

#[test]
fn errors_are_laid_over_the_last_good_build_and_go_when_mended() {
    let guide = Guide::serve(&[("content/a.md", "one")]);
    let mut events = guide.events();
    guide.write("content/a.md", "two\nan ERROR in it");
    let problems = events.until("problems", "content/a.md");
    let problems: serde_json::Value = serde_json::from_str(&problems).unwrap();
    let problem = &problems["problems"][0];
    assert_eq!(problem["code"], "empty-question");
    assert_eq!(
        (&problem["line"], &problem["column"]),
        (&2.into(), &4.into())
    );
    assert_eq!(problem["line_text"]["marked"], "ERROR");
    assert_eq!(problem["help"], "mend it");
    assert!(guide.get("/a.html").body.contains("one"));

    let mut late = guide.events();
    assert_eq!(late.next().0, "problems");

    guide.write("content/a.md", "three");
    events.until("clear", "");
    assert_eq!(events.next().0, "reload");
    assert!(guide.get("/a.html").body.contains("three"));
}

#[test]
fn a_guide_that_starts_with_errors_says_so_at_every_address_until_mended() {
    let guide = Guide::serve(&[("content/a.md", "ERROR")]);
    for path in ["/", "/a.html", "/no/such"] {
        let response = guide.get(path);
        assert_eq!(response.status(), "503", "{path}");
        assert!(response.body.contains("The guide has errors"));
        assert!(response.body.contains("/__hotseat/reload.js"));
    }
    let mut events = guide.events();
    assert_eq!(events.next().0, "problems");
    guide.write("content/a.md", "mended");
    events.until("reload", "a.html");
    assert!(guide.get("/a.html").body.contains("mended"));
}

#[test]
fn a_build_that_fails_or_panics_is_shown_and_serving_goes_on() {
    let guide = Guide::serve(&[("content/a.md", "one")]);
    let mut events = guide.events();
    guide.write("content/a.md", "FAIL");
    events.until("problems", "the disk is on fire");
    guide.write("content/a.md", "PANIC");
    events.until("problems", "internal error: this cannot happen");
    assert!(guide.get("/a.html").body.contains("one"));
    guide.write("content/a.md", "two");
    events.until("reload", "a.html");
    assert!(guide.get("/a.html").body.contains("two"));
}

#[test]
fn a_folder_that_is_deleted_and_comes_back_is_still_watched() {
    let guide = Guide::serve(&[("content/a.md", "one"), ("content/b/c.md", "one")]);
    let mut events = guide.events();
    let content = guide.folder.path().join("content");

    fs_err::remove_dir_all(content.join("b")).unwrap();
    events.until("reload", "b/c.html");
    guide.write("content/b/c.md", "two");
    events.until("reload", "b/c.html");
    guide.write("content/b/c.md", "three");
    events.until("reload", "b/c.html");

    fs_err::remove_dir_all(&content).unwrap();
    events.until("reload", "a.html");
    assert_eq!(guide.get("/a.html").status(), "404");
    guide.write("content/a.md", "two");
    events.until("reload", "a.html");
    guide.write("content/a.md", "three");
    events.until("reload", "a.html");
    assert!(guide.get("/a.html").body.contains("three"));
}

#[test]
fn a_watched_file_may_come_later() {
    let guide = Guide::serve(&[("content/a.md", "one")]);
    let mut events = guide.events();
    guide.write("hotseat.toml", "title = 'x'");
    events.until("reload", "settings.txt");
    assert_eq!(guide.get("/settings.txt").body, "title = 'x'");
}

#[test]
fn a_burst_of_changes_makes_few_builds() {
    let guide = Guide::serve(&[("content/a.md", "one")]);
    let mut events = guide.events();
    let before = guide.builds.load(Ordering::SeqCst);
    for number in 0..500 {
        guide.write(&format!("content/many/{number}.md"), "new");
    }
    guide.write("content/last.md", "last");
    events.until("reload", "last.html");
    assert_eq!(guide.get("/many/499.html").status(), "200");
    let builds = guide.builds.load(Ordering::SeqCst) - before;
    assert!(builds < 50, "{builds} builds");
}

#[test]
fn a_port_that_was_asked_for_is_had_or_the_error_names_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let options = options(folder.path(), port);
    let error = Server::start(&options, toy(Path::new("content")))
        .err()
        .unwrap();
    let text = format!("{error:#}");
    assert!(text.contains(&format!("port {port}")), "{text}");
}

#[test]
fn stopping_waits_for_no_open_page() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(folder.path(), 0);
    let content = folder.path().join("content");
    let server = Server::start(&options, toy(&content)).unwrap();
    let address = server.address();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = thread::spawn(move || {
        server.run_until(async {
            let _ = stopped.await;
        })
    });
    let guide = Guide {
        folder,
        address,
        builds: Arc::default(),
    };
    let _open = guide.events();
    stop.send(()).unwrap();
    running.join().unwrap().unwrap();
}

/// A real guide of two pages, served as the command does.
fn serve_real() -> Guide {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("hotseat.toml", "title = \"T\"\n"),
        ("content/_index.md", "---\ntitle: T\n---\n"),
        ("content/t/_index.md", "---\ntitle: Topic\n---\n"),
        ("content/t/a.md", &real_page("A", "One.")),
        ("content/t/b.md", &real_page("B", "Other.")),
    ] {
        write(folder.path(), path, text);
    }
    let followed = Followed::new(folder.path(), &Overrides::default(), false);
    let server = Server::start(&options(folder.path(), 0), followed).unwrap();
    let address = server.address();
    thread::spawn(move || server.run_until(future::pending()));
    Guide {
        folder,
        address,
        builds: Arc::default(),
    }
}

fn real_page(title: &str, answer: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n## Why?\n<!-- id: why -->\n\n{answer}\n")
}

/// The value of an attribute that the server gives its script on a page.
fn attribute(page: &str, name: &str) -> String {
    let (_, script) = page.split_once("/__hotseat/reload.js").unwrap();
    let (_, rest) = script.split_once(&format!("data-{name}=\"")).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

impl Guide {
    /// The events that the script of this page, as it was answered, would hear.
    fn events_of(&self, page: &str) -> Events {
        let (path, hash) = (attribute(page, "page"), attribute(page, "hash"));
        self.events_at(&format!("/__hotseat/events?page={path}&hash={hash}"))
    }
}

#[test]
fn a_real_page_follows_saves_errors_and_renames() {
    let guide = serve_real();
    let other = guide.get("/t/b.html").body;
    let (mut own, mut beside) = (guide.events(), guide.events_of(&other));

    // Saved as editors do it: a file beside, renamed.
    guide.write("content/t/a.md", &real_page("A", "Two."));
    let changed = own.until("reload", "t/a.html");
    assert!(!changed.contains("t/b.html"), "{changed}");
    assert!(guide.get("/t/a.html").body.contains("Two."));

    // Saved in place.
    fs_err::write(
        guide.folder.path().join("content/t/a.md"),
        real_page("A", "Three."),
    )
    .unwrap();
    own.until("reload", "t/a.html");
    while !guide.get("/t/a.html").body.contains("Three.") {
        own.until("reload", "t/a.html");
    }

    // A word that the other page shows too.
    guide.write("content/t/a.md", &real_page("Anew", "Three."));
    beside.until("reload", "t/b.html");
    assert!(guide.get("/t/b.html").body.contains("Anew"));

    guide.write("content/t/a.md", "---\ntitel: A\n---\n");
    own.until("problems", "unknown-key");
    assert!(guide.get("/t/a.html").body.contains("Anew"));
    guide.write("content/t/a.md", &real_page("A", "Mended."));
    own.until("clear", "");
    own.until("reload", "t/a.html");
    assert!(guide.get("/t/a.html").body.contains("Mended."));

    let content = guide.folder.path().join("content");
    fs_err::rename(content.join("t"), content.join("u")).unwrap();
    own.until("reload", "u/a.html");
    assert_eq!(guide.get("/t/a.html").status(), "404");
    assert!(guide.get("/u/a.html").body.contains("Mended."));
    guide.write("content/u/a.md", &real_page("A", "Followed."));
    own.until("reload", "u/a.html");
    assert!(guide.get("/u/a.html").body.contains("Followed."));
    fs_err::remove_dir_all(content.join("u")).unwrap();
    own.until("reload", "u/a.html");
    assert_eq!(guide.get("/u/a.html").status(), "404");
}

#[test]
fn a_page_that_comes_back_is_told_whether_it_is_still_what_it_shows() {
    let guide = serve_real();
    let (a, b) = (guide.get("/t/a.html").body, guide.get("/t/b.html").body);
    let mut events = guide.events();
    guide.write("content/t/a.md", &real_page("A", "Two."));
    events.until("reload", "t/a.html");
    assert_eq!(
        guide.events_of(&a).next(),
        (
            "reload".to_owned(),
            r#"{"changed":["t/a.html"]}"#.to_owned()
        )
    );
    assert_eq!(guide.events_of(&b).next().0, "clear");
}

#[test]
fn thousands_of_real_pages_come_at_once_and_the_last_is_there() {
    let guide = serve_real();
    let mut events = guide.events();
    for number in 0..1_000 {
        guide.write(
            &format!("content/t/many-{number}.md"),
            &real_page("M", "New."),
        );
    }
    guide.write("content/t/z.md", &real_page("Z", "Last."));
    events.until("reload", "t/z.html");
    assert_eq!(guide.get("/t/many-999.html").status(), "200");
}
