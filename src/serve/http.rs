//! Answers browsers: pages from memory, with the script that reloads them.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use tokio::sync::mpsc::Receiver;

use crate::fingerprint::Fingerprint;
use crate::href;
use crate::model::artifact::Body;
use crate::serve::Served;
use crate::serve::address::{Addresses, Found};
use crate::serve::live::{self, Live};

const RELOAD_JS: &str = concat!(include_str!("overlay.js"), include_str!("reload.js"));
const OVERLAY_CSS: &str = include_str!("overlay.css");

/// Shown at every address until there has been a build without errors.
const BROKEN_PAGE: &str = include_str!("broken.html");

/// Shown where a site has no 404 page of its own.
const MISSING_PAGE: &str = include_str!("missing.html");

/// Keeps a stream of events open through whatever closes silent connections.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How soon a page connects anew when the server has gone.
const RETRY: Duration = Duration::from_secs(1);

/// What a request is answered from.
#[derive(Clone)]
pub(super) struct Door {
    /// What browsers are told.
    pub live: Arc<Live>,
    /// What they are given.
    pub served: Arc<dyn Served>,
    /// How addresses are read.
    pub addresses: Addresses,
}

/// All requests go one way, so that none gets past the checks.
pub(super) fn router(door: Door) -> Router {
    Router::new().fallback(answer).with_state(door)
}

async fn answer(State(door): State<Door>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = match refusal(&parts) {
        Some(refusal) => refusal,
        None => resource(&door, &parts).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Drafts are nobody's business: another site may not embed what is served here.
        (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

fn refusal(parts: &Parts) -> Option<Response> {
    if !is_local(&parts.headers) {
        let text = "this server answers only to localhost and 127.0.0.1\n";
        return Some((StatusCode::FORBIDDEN, text).into_response());
    }
    if parts.method != Method::GET && parts.method != Method::HEAD {
        let allow = [(header::ALLOW, "GET, HEAD")];
        let text = "only GET and HEAD are answered\n";
        return Some((StatusCode::METHOD_NOT_ALLOWED, allow, text).into_response());
    }
    None
}

/// Whether the request was made to this machine by name.
///
/// Otherwise a foreign site could point its own name at 127.0.0.1 and have the
/// reader's browser fetch the guide for it (DNS rebinding).
fn is_local(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let Ok(host) = host.to_str() else {
        return false;
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        let port = host
            .get(..name.len())
            .filter(|start| start.eq_ignore_ascii_case(name))
            .map(|_| &host[name.len()..]);
        port.is_some_and(|port| {
            let number = port.strip_prefix(':');
            port.is_empty() || number.is_some_and(|number| number.parse::<u16>().is_ok())
        })
    })
}

async fn resource(door: &Door, parts: &Parts) -> Response {
    match parts.uri.path() {
        "/__hotseat/reload.js" => typed("reload.js", RELOAD_JS),
        "/__hotseat/overlay.css" => typed("overlay.css", OVERLAY_CSS),
        "/__hotseat/events" if parts.method == Method::HEAD => typed("events.txt", ""),
        "/__hotseat/events" => Sse::new(Events(join(door, parts).await))
            .keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
            .into_response(),
        _ => page(door, parts).await,
    }
}

/// Adds an open page, which says in its query what it shows: `page=a/b.html&hash=…`.
async fn join(door: &Door, parts: &Parts) -> Receiver<live::Event> {
    let query = parts.uri.query().unwrap_or_default();
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(key, _)| *key == name);
        found.map_or_else(String::new, |(_, value)| href::decode(value))
    };
    let (page, hash) = (value("page"), value("hash"));
    let is_stale = match page.is_empty() {
        true => false,
        false => {
            let now = bytes(door, page.clone()).await;
            now.is_some_and(|bytes| hash_of(&bytes) != hash)
        }
    };
    door.live.join(&page, is_stale)
}

async fn page(door: &Door, parts: &Parts) -> Response {
    // Asked first: a page is never newer than it says it is.
    let build = door.live.build();
    if !door.live.has_site() {
        let html = with_script(BROKEN_PAGE.as_bytes(), &build, "");
        return (StatusCode::SERVICE_UNAVAILABLE, typed("broken.html", html)).into_response();
    }
    let (addresses, served) = (door.addresses.clone(), Arc::clone(&door.served));
    let path = parts.uri.path().to_owned();
    let locate = move || addresses.locate(&|path| served.has(path), &path);
    let located = tokio::task::spawn_blocking(locate).await;
    match located.unwrap_or(Found::Nothing) {
        Found::Artifact(path) => match bytes(door, path.clone()).await {
            Some(bytes) => artifact(&path, &path, bytes, &build),
            None => missing(door, &build).await,
        },
        Found::Elsewhere(address) => {
            let query = parts.uri.query().map(|query| format!("?{query}"));
            let address = address + query.as_deref().unwrap_or("");
            let location = [(header::LOCATION, address)];
            (StatusCode::TEMPORARY_REDIRECT, location).into_response()
        }
        Found::Nothing => missing(door, &build).await,
    }
}

async fn missing(door: &Door, build: &str) -> Response {
    let own = bytes(door, "404.html".to_owned()).await;
    let html = own.unwrap_or_else(|| MISSING_PAGE.as_bytes().to_vec());
    (StatusCode::NOT_FOUND, artifact("404.html", "", html, build)).into_response()
}

/// The bytes of a file, which takes a while to make; none where a copied file is gone.
async fn bytes(door: &Door, path: String) -> Option<Vec<u8>> {
    let served = Arc::clone(&door.served);
    let make = move || match served.file(&path)? {
        Body::Bytes(bytes) => Some(bytes),
        Body::Copy(file) => fs_err::read(file).ok(),
    };
    // Not here, where events wait to be sent.
    tokio::task::spawn_blocking(make).await.ok()?
}

/// Stands for what a page shows.
fn hash_of(bytes: &[u8]) -> String {
    let hash = Fingerprint::of_bytes(bytes).to_bytes();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An artifact as a response; `page` is the artifact whose changes reload the
/// page, or nothing if any change may.
fn artifact(path: &str, page: &str, bytes: Vec<u8>, build: &str) -> Response {
    match extension(path) {
        "html" | "htm" => typed(path, with_script(&bytes, build, page)),
        _ => typed(path, bytes),
    }
}

fn typed(path: &str, body: impl IntoResponse) -> Response {
    ([(header::CONTENT_TYPE, content_type(path))], body).into_response()
}

/// The page with the script tag before its end.
///
/// A file of our own and no inline script: the pages' policy allows scripts of
/// their own origin, and of inline ones only those whose hashes it names.
fn with_script(html: &[u8], build: &str, page: &str) -> Vec<u8> {
    let tag = format!(
        "<script src=\"/__hotseat/reload.js\" data-build=\"{build}\" data-hash=\"{}\" data-page=\"{}\"></script>\n",
        hash_of(html),
        href::encode_path(page)
    );
    let end = html
        .windows(b"</body>".len())
        .rposition(|window| window.eq_ignore_ascii_case(b"</body>"))
        .unwrap_or(html.len());
    [&html[..end], tag.as_bytes(), &html[end..]].concat()
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn content_type(path: &str) -> &'static str {
    match extension(path).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// The events for one open page, as a stream that ends only when the page is dropped.
struct Events(Receiver<live::Event>);

impl Stream for Events {
    type Item = Result<sse::Event, Infallible>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        let next = self.0.poll_recv(context);
        next.map(|event| {
            let event = event?;
            let sent = sse::Event::default().event(event.name).data(&event.data);
            Some(Ok(match event.name {
                "hello" => sent.retry(RETRY),
                _ => sent,
            }))
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{content_type, hash_of, is_local, with_script};

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let is_answered = |hosts: &[&str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(
                    header::HOST,
                    HeaderValue::from_bytes(host.as_bytes()).unwrap(),
                );
            }
            is_local(&headers)
        };
        for host in [
            "localhost:3000",
            "127.0.0.1:3000",
            "[::1]:3000",
            "LocalHost",
            "127.0.0.1",
        ] {
            assert!(is_answered(&[host]), "{host}");
        }
        for host in [
            "",
            "example.org",
            "example.org:3000",
            "localhost.example.org",
            "127.0.0.1.example.org:3000",
            "localhost:3000@example.org",
            "localhost:",
            "127.0.0.10",
            "0.0.0.0:3000",
            "évil",
        ] {
            assert!(!is_answered(&[host]), "{host}");
        }
        assert!(!is_answered(&[]));
        assert!(!is_answered(&["localhost", "example.org"]));
    }

    #[test]
    fn the_script_goes_before_the_last_end_of_the_body() {
        let page =
            |html: &str| String::from_utf8(with_script(html.as_bytes(), "1", "a/é.html")).unwrap();
        let check = |before: &str, after: &str| {
            let html = format!("{before}{after}");
            let hash = hash_of(html.as_bytes());
            let tag = format!(
                "<script src=\"/__hotseat/reload.js\" data-build=\"1\" data-hash=\"{hash}\" data-page=\"a/%C3%A9.html\"></script>\n"
            );
            assert_eq!(page(&html), format!("{before}{tag}{after}"));
        };
        check("<p>", "</BODY></html>");
        check("<script>'</body>'</script>", "</body>");
        check("<p>no end", "");
        check("", "");
    }

    #[test]
    fn the_type_follows_the_ending_in_any_case() {
        assert_eq!(content_type("a/b.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a/b.SVG"), "image/svg+xml");
        assert_eq!(content_type("a/b.md"), "text/markdown; charset=utf-8");
        assert_eq!(content_type("a.html/_headers"), "application/octet-stream");
    }
}
