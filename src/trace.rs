//! EDGE: notes which thread did what and when, for the viewer of a profiler.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

/// How many pieces of work of one kind are shown as one: a page is too small to be seen.
const BATCH: usize = 64;

/// What was done, since the start.
pub struct Trace {
    start: Instant,
    threads: Mutex<BTreeMap<usize, Thread>>,
}

#[derive(Default)]
struct Thread {
    /// The piece of work that was begun and did not end.
    begun: Option<(&'static str, Instant)>,
    events: Vec<Event>,
}

/// A complete event, in the form of Chrome's tracing; times in microseconds.
#[derive(Debug, Clone, Serialize)]
struct Event {
    name: &'static str,
    cat: &'static str,
    ph: &'static str,
    ts: u64,
    dur: u64,
    pid: u32,
    tid: usize,
    args: Count,
}

#[derive(Debug, Clone, Serialize)]
struct Count {
    count: usize,
}

impl Trace {
    /// Begins to note.
    pub fn start() -> Self {
        Self {
            start: Instant::now(),
            threads: Mutex::default(),
        }
    }

    /// Notes a stage that began then and ends now.
    pub fn stage(&self, name: &'static str, since: Instant) {
        let event = self.event(name, "stage", since, 0);
        self.threads().entry(0).or_default().events.push(event);
    }

    /// Notes that this thread begins a piece of work.
    pub fn begin(&self, name: &'static str) {
        let begun = Some((name, Instant::now()));
        self.threads().entry(thread()).or_default().begun = begun;
    }

    /// Notes the end of what this thread began, if it began anything.
    pub fn end(&self) {
        let number = thread();
        let mut threads = self.threads();
        let thread = threads.entry(number).or_default();
        let Some((name, since)) = thread.begun.take() else {
            return;
        };
        let event = self.event(name, "batch", since, number);
        match thread.events.last_mut() {
            Some(last) if last.name == name && last.args.count < BATCH => {
                last.dur = event.ts + event.dur - last.ts;
                last.args.count += 1;
            }
            _ => thread.events.push(event),
        }
    }

    /// The file: an object with the events of all threads.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct File {
            display_time_unit: &'static str,
            trace_events: Vec<Event>,
        }
        let events = self.threads();
        let file = File {
            display_time_unit: "ms",
            trace_events: events
                .values()
                .flat_map(|thread| thread.events.iter().cloned())
                .collect(),
        };
        serde_json::to_string(&file).expect("numbers and names are always JSON") + "\n"
    }

    fn event(&self, name: &'static str, cat: &'static str, since: Instant, tid: usize) -> Event {
        let micros = |time: Duration| u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        Event {
            name,
            cat,
            ph: "X",
            ts: micros(since.saturating_duration_since(self.start)),
            dur: micros(since.elapsed()),
            pid: 1,
            tid,
            args: Count { count: 1 },
        }
    }

    fn threads(&self) -> MutexGuard<'_, BTreeMap<usize, Thread>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 0 for the main thread.
fn thread() -> usize {
    rayon::current_thread_index().map_or(0, |index| index + 1)
}
