//! One step after the files: made, shown, told.

use std::any::Any;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::diagnostic::print_human;
use crate::follow::Outcome;
use crate::serve::live::Live;
use crate::serve::overlay;
use crate::serve::watch::News;
use crate::serve::{Served, complain};

/// Follows the files, and tells the terminal and the open pages what came of it.
pub(super) struct Desk {
    served: Arc<dyn Served>,
    live: Arc<Live>,
    color: bool,
    /// The problems as they were printed last.
    printed: String,
}

impl Desk {
    pub fn new(served: Arc<dyn Served>, live: Arc<Live>, color: bool) -> Self {
        Self {
            served,
            live,
            color,
            printed: String::new(),
        }
    }

    /// Looks at the files of these paths, or at all.
    ///
    /// While there are errors the last good build stays; they are laid over it.
    pub fn rebuild(&mut self, paths: Option<&[PathBuf]>) {
        let open = self.live.open();
        let is_first = !self.live.has_site();
        match caught(|| self.served.follow(paths, &open)) {
            Ok(outcome) => {
                let is_shown = outcome.is_shown;
                let changed = self.show(outcome);
                if is_shown && !is_first {
                    complain(&format!("Rebuilt; files changed: {changed}"));
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Does what is left to do until there is news.
    pub fn settle(&mut self, news: &News) {
        let stop = || news.are_there();
        match caught(|| Ok(self.served.settle(&stop))) {
            Ok(Some(outcome)) => {
                self.show(outcome);
            }
            Ok(None) => {}
            Err(error) => self.fail(&error),
        }
    }

    /// Browsers first: whoever has saved a file looks there.
    fn show(&mut self, outcome: Outcome) -> usize {
        let has_errors = outcome.problems.has_errors();
        let trouble = has_errors.then(|| overlay::problems(&outcome.problems));
        match outcome.is_shown {
            true => self.live.show(&outcome.changed, trouble.as_deref()),
            false => self.live.overlay(&trouble.unwrap_or_default()),
        }
        let text = print_human(&outcome.problems, self.color);
        if text != self.printed {
            let _ = io::stderr().lock().write_all(text.as_bytes());
            self.printed = text;
        }
        outcome.changed.len()
    }

    fn fail(&mut self, text: &str) {
        complain(&format!("error: {text}"));
        self.live.overlay(&overlay::failure(text));
        self.printed.clear();
    }
}

/// A panic is a failure like others.
fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T, String> {
    // What is served takes care that a panic leaves nothing half done.
    match panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(format!("{error:#}")),
        Err(payload) => Err(format!("internal error: {}", panic_text(&*payload))),
    }
}

fn panic_text(payload: &(dyn Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<&str>() {
        return text;
    }
    payload
        .downcast_ref::<String>()
        .map_or("the build panicked", String::as_str)
}
