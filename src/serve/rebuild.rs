//! One build: made, printed, shown.

use std::any::Any;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};

use anyhow::Result;

use crate::diagnostic::print_human;
use crate::pipeline::Built;
use crate::serve::complain;
use crate::serve::live::Live;
use crate::serve::overlay;
use crate::serve::site::Site;

/// Builds once and tells the terminal and the open pages what came of it.
///
/// While there are errors the last good build stays; they are laid over it.
pub(super) fn rebuild(build: &mut impl FnMut() -> Result<Built>, live: &Live, color: bool) {
    // A build that panics leaves nothing behind that the next one would read: it
    // starts from the files again. So there is no state to be unsafe about.
    match panic::catch_unwind(AssertUnwindSafe(build)) {
        Ok(Ok(built)) => show(built, live, color),
        Ok(Err(error)) => fail(&format!("{error:#}"), live),
        Err(payload) => fail(&format!("internal error: {}", panic_text(&*payload)), live),
    }
}

fn show(built: Built, live: &Live, color: bool) {
    let text = print_human(&built.problems, color);
    let _ = io::stderr().lock().write_all(text.as_bytes());
    if built.problems.has_errors() {
        live.overlay(&overlay::problems(&built.problems));
        return;
    }
    let is_first = live.site().0.is_none();
    let changed = live.show(Site::new(built.artifacts));
    if !is_first {
        complain(&format!("Rebuilt; files changed: {changed}"));
    }
}

fn fail(text: &str, live: &Live) {
    complain(&format!("error: {text}"));
    live.overlay(&overlay::failure(text));
}

fn panic_text(payload: &(dyn Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<&str>() {
        return text;
    }
    payload
        .downcast_ref::<String>()
        .map_or("the build panicked", String::as_str)
}
