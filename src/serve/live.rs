//! What browsers are told, and the open pages that are told it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// Events a page may be late with. One that is later is dropped: its stream ends,
/// it connects anew and learns the state of things from the greeting.
const BACKLOG: usize = 16;

/// Browsers pass over an event without any data.
const NO_DATA: &str = "{}";

/// The name of the last good build, the trouble with the present one, and the open pages.
///
/// One lock holds all three, so that a page that joins misses nothing and
/// hears nothing twice.
pub(super) struct Live {
    state: Mutex<State>,
    /// Sets the builds of this run apart from those of an earlier one.
    run: u128,
}

#[derive(Default)]
struct State {
    /// Counts the changes of what is shown; 0 while there is nothing to show.
    build: u64,
    trouble: Option<Arc<str>>,
    pages: Vec<OpenPage>,
}

/// A page that listens.
struct OpenPage {
    /// The path of its file; empty for pages that are none of the site's.
    path: String,
    sender: Sender<Event>,
}

/// A message to the open pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// `hello`, `reload`, `problems` or `clear`.
    pub name: &'static str,
    /// What the scripts expect with that name.
    pub data: Arc<str>,
}

/// The data of `reload`.
#[derive(Serialize)]
struct Reload<'a> {
    changed: &'a [String],
}

impl Live {
    /// Nothing yet: no build, no pages.
    pub fn new() -> Self {
        let run = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_nanos());
        Self {
            state: Mutex::default(),
            run,
        }
    }

    /// Whether there was a good build.
    pub fn has_site(&self) -> bool {
        self.state().build > 0
    }

    /// The name of the last good build.
    pub fn build(&self) -> String {
        self.name(&self.state())
    }

    /// The paths of the pages that listen, each once.
    pub fn open(&self) -> Vec<String> {
        let mut state = self.state();
        state.pages.retain(|page| !page.sender.is_closed());
        let paths = state.pages.iter().map(|page| page.path.clone());
        let paths: BTreeSet<String> = paths.filter(|path| !path.is_empty()).collect();
        paths.into_iter().collect()
    }

    /// Tells which files are others from now on, and the trouble there is with pages
    /// that are not among them, as the overlay reads it.
    pub fn show(&self, changed: &[String], trouble: Option<&str>) {
        let mut state = self.state();
        if state.trouble.is_some() && trouble.is_none() {
            state.trouble = None;
            state.tell("clear", NO_DATA);
        }
        if !changed.is_empty() || state.build == 0 {
            state.build += 1;
            let reload = serde_json::to_string(&Reload { changed });
            state.tell("reload", &reload.expect("strings always serialise"));
        }
        if let Some(trouble) = trouble {
            state.trouble(trouble);
        }
    }

    /// Shows `trouble`, as the overlay reads it, over the last good build.
    pub fn overlay(&self, trouble: &str) {
        self.state().trouble(trouble);
    }

    /// Adds an open page: it is greeted with the build's name, told to reload if it is not
    /// what it would be now, and told the trouble there is, or none.
    pub fn join(&self, path: &str, is_stale: bool) -> Receiver<Event> {
        let (sender, receiver) = mpsc::channel(BACKLOG);
        let mut state = self.state();
        let hello = Event::new("hello", &self.name(&state));
        let changed = [path.to_owned()];
        let reload = is_stale.then(|| {
            let reload = serde_json::to_string(&Reload { changed: &changed });
            Event::new("reload", &reload.expect("strings always serialise"))
        });
        let now = match &state.trouble {
            Some(trouble) => Event::new("problems", trouble),
            None => Event::new("clear", NO_DATA),
        };
        for event in [hello].into_iter().chain(reload).chain([now]) {
            let sent = sender.try_send(event);
            sent.expect("the channel is new and both ends are here");
        }
        state.pages.retain(|page| !page.sender.is_closed());
        state.pages.push(OpenPage {
            path: path.to_owned(),
            sender,
        });
        receiver
    }

    fn name(&self, state: &State) -> String {
        format!("{:x}-{}", self.run, state.build)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("nothing panics while it holds the lock")
    }
}

impl State {
    fn trouble(&mut self, trouble: &str) {
        self.trouble = Some(trouble.into());
        self.tell("problems", trouble);
    }

    /// Sends to every page; those that are closed or stuck are forgotten.
    fn tell(&mut self, name: &'static str, data: &str) {
        let event = Event::new(name, data);
        self.pages
            .retain(|page| page.sender.try_send(event.clone()).is_ok());
    }
}

impl Event {
    fn new(name: &'static str, data: &str) -> Self {
        Self {
            name,
            data: data.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::Receiver;

    use super::{BACKLOG, Event, Live};

    fn changed() -> Vec<String> {
        vec!["a.html".to_owned()]
    }

    /// All that has been sent, without the greeting's name of the build.
    fn heard(page: &mut Receiver<Event>) -> Vec<String> {
        std::iter::from_fn(|| page.try_recv().ok())
            .map(|event| match event.name {
                "hello" => "hello".to_owned(),
                name => format!("{name} {}", event.data),
            })
            .collect()
    }

    #[test]
    fn a_page_hears_what_changed_and_nothing_when_nothing_did() {
        let live = Live::new();
        live.show(&[], None);
        let mut page = live.join("a.html", false);
        live.show(&[], None);
        assert_eq!(heard(&mut page), ["hello", "clear {}"]);
        live.show(&changed(), None);
        assert_eq!(heard(&mut page), [r#"reload {"changed":["a.html"]}"#]);
    }

    #[test]
    fn a_page_that_is_not_what_it_would_be_now_is_told_so_when_it_joins() {
        let live = Live::new();
        live.show(&[], None);
        let mut page = live.join("b.html", true);
        let reload = r#"reload {"changed":["b.html"]}"#;
        assert_eq!(heard(&mut page), ["hello", reload, "clear {}"]);
    }

    #[test]
    fn trouble_is_told_at_once_and_cleared_when_mended() {
        let live = Live::new();
        live.show(&[], None);
        let mut early = live.join("a.html", false);
        live.overlay("{}");
        let mut late = live.join("a.html", false);
        assert_eq!(heard(&mut early), ["hello", "clear {}", "problems {}"]);
        assert_eq!(heard(&mut late), ["hello", "problems {}"]);
        live.show(&[], None);
        assert_eq!(heard(&mut late), ["clear {}"]);
    }

    #[test]
    fn trouble_elsewhere_does_not_keep_back_what_changed() {
        let live = Live::new();
        live.show(&[], None);
        let mut page = live.join("a.html", false);
        live.show(&changed(), Some("{}"));
        let reload = r#"reload {"changed":["a.html"]}"#;
        assert_eq!(
            heard(&mut page),
            ["hello", "clear {}", reload, "problems {}"]
        );
    }

    #[test]
    fn the_build_is_named_anew_only_when_something_changed() {
        let live = Live::new();
        live.show(&[], None);
        let first = live.build();
        live.show(&[], None);
        live.overlay("{}");
        assert_eq!(live.build(), first);
        live.show(&changed(), None);
        assert_ne!(live.build(), first);
    }

    #[test]
    fn pages_that_listen_are_known_once_by_their_paths() {
        let live = Live::new();
        let _pages = ["b.html", "a.html", "b.html", ""].map(|path| live.join(path, false));
        drop(live.join("gone.html", false));
        assert_eq!(live.open(), ["a.html", "b.html"]);
    }

    #[test]
    fn a_page_that_does_not_listen_is_dropped() {
        let live = Live::new();
        let mut page = live.join("a.html", false);
        for _ in 0..2 * BACKLOG {
            live.overlay("{}");
        }
        assert_eq!(heard(&mut page).len(), BACKLOG);
        assert!(page.is_closed());
    }
}
