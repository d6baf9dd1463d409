//! What the samples of a guide claim, whether a run bears it out, and how that is remembered.
//!
//! Nothing runs here. A [`Plan`] says what is to be run; the room `run` runs it
//! and brings back what was printed; [`judge()`] compares that with the claims of
//! the page, and a [`Lock`] remembers what held, in `verified.lock`. A build
//! reads the lock alone: [`proofs`] finds the samples that are still as they
//! were when they ran.

mod compare;
mod judge;
mod key;
mod lock;
mod normal;
mod plan;
mod printed;
mod report;
mod stamp;

pub use compare::{Difference, compare};
pub use judge::{Fault, applicable, judge};
pub use key::{Key, digest};
pub use lock::{Entry, LOCK_FILE, Lock};
pub use normal::{FOLDER, normalise};
pub use plan::{Form, Job, Plan, Selection, Step, plan};
pub use printed::{CompileError, Ending, Example, Printed};
pub use report::report;
pub use stamp::{proofs, unproved};
