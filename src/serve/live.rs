//! What browsers are shown right now, and the open pages that are to be told when it changes.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::serve::site::Site;

/// Events a page may be late with. One that is later is dropped: its stream ends,
/// it connects anew and learns the state of things from the greeting.
const BACKLOG: usize = 16;

/// Browsers pass over an event without any data.
const NO_DATA: &str = "{}";

/// The last good build, the trouble with the present one, and the open pages.
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
    site: Option<Arc<Site>>,
    /// Counts the changes of `site`.
    build: u64,
    trouble: Option<Arc<str>>,
    pages: Vec<Sender<Event>>,
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
    /// Nothing yet: no site, no pages.
    pub fn new() -> Self {
        let run = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_nanos());
        Self {
            state: Mutex::default(),
            run,
        }
    }

    /// The last good build, if there was one, and the name of it.
    pub fn site(&self) -> (Option<Arc<Site>>, String) {
        let state = self.state();
        (state.site.clone(), self.build(&state))
    }

    /// Shows `site` from now on; tells how many artifacts are not what they were.
    pub fn show(&self, site: Site) -> usize {
        let mut state = self.state();
        if state.trouble.take().is_some() {
            state.tell("clear", NO_DATA);
        }
        let changed = match &state.site {
            Some(before) => site.changed_since(before),
            None => site.changed_since(&Site::default()),
        };
        if !changed.is_empty() || state.site.is_none() {
            state.site = Some(Arc::new(site));
            state.build += 1;
            let reload = serde_json::to_string(&Reload { changed: &changed });
            state.tell("reload", &reload.expect("strings always serialise"));
        }
        changed.len()
    }

    /// Shows `trouble`, as the overlay reads it, over the last good build.
    pub fn overlay(&self, trouble: &str) {
        let mut state = self.state();
        state.trouble = Some(trouble.into());
        state.tell("problems", trouble);
    }

    /// Adds an open page: it is greeted with the build's name and the trouble with it, or none.
    pub fn join(&self) -> Receiver<Event> {
        let (sender, receiver) = mpsc::channel(BACKLOG);
        let mut state = self.state();
        let hello = Event::new("hello", &self.build(&state));
        let now = match &state.trouble {
            Some(trouble) => Event::new("problems", trouble),
            None => Event::new("clear", NO_DATA),
        };
        for event in [hello, now] {
            let sent = sender.try_send(event);
            sent.expect("the channel is new and both ends are here");
        }
        state.pages.retain(|page| !page.is_closed());
        state.pages.push(sender);
        receiver
    }

    fn build(&self, state: &State) -> String {
        format!("{:x}-{}", self.run, state.build)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("nothing panics while it holds the lock")
    }
}

impl State {
    /// Sends to every page; those that are closed or stuck are forgotten.
    fn tell(&mut self, name: &'static str, data: &str) {
        let event = Event::new(name, data);
        self.pages
            .retain(|page| page.try_send(event.clone()).is_ok());
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
    use crate::model::artifact::Artifact;
    use crate::serve::site::Site;

    fn site(text: &str) -> Site {
        Site::new(vec![
            Artifact::new("a.html", text),
            Artifact::new("b.html", ""),
        ])
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
        live.show(site("one"));
        let mut page = live.join();
        live.show(site("one"));
        assert_eq!(heard(&mut page), ["hello", "clear {}"]);
        live.show(site("two"));
        assert_eq!(heard(&mut page), [r#"reload {"changed":["a.html"]}"#]);
    }

    #[test]
    fn trouble_is_told_at_once_and_cleared_when_mended() {
        let live = Live::new();
        live.show(site("one"));
        let mut early = live.join();
        live.overlay("{}");
        let mut late = live.join();
        assert_eq!(heard(&mut early), ["hello", "clear {}", "problems {}"]);
        assert_eq!(heard(&mut late), ["hello", "problems {}"]);
        live.show(site("one"));
        assert_eq!(heard(&mut late), ["clear {}"]);
    }

    #[test]
    fn the_build_is_named_anew_only_when_something_changed() {
        let live = Live::new();
        live.show(site("one"));
        let (_, first) = live.site();
        live.show(site("one"));
        live.overlay("{}");
        assert_eq!(live.site().1, first);
        live.show(site("two"));
        assert_ne!(live.site().1, first);
    }

    #[test]
    fn a_page_that_does_not_listen_is_dropped() {
        let live = Live::new();
        let mut page = live.join();
        for _ in 0..2 * BACKLOG {
            live.overlay("{}");
        }
        assert_eq!(heard(&mut page).len(), BACKLOG);
        assert!(page.is_closed());
    }
}
