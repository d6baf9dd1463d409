//! Where the time of a build goes.

use std::sync::Arc;
use std::time::Instant;

use super::Timings;
use crate::model::artifact::{Artifact, Sink};
use crate::trace::Trace;

/// A sink that notes when a page is handed on, and how long that takes.
pub(super) struct Traced<'a> {
    pub(super) sink: &'a dyn Sink,
    pub(super) trace: Option<&'a Trace>,
}

impl Sink for Traced<'_> {
    fn put(&self, artifact: Artifact) {
        let Some(trace) = self.trace else {
            return self.sink.put(artifact);
        };
        trace.end();
        trace.begin("write");
        self.sink.put(artifact);
        trace.end();
    }

    fn keep(&self, paths: &[String]) -> bool {
        self.sink.keep(paths)
    }

    fn is_closed(&self) -> bool {
        self.sink.is_closed()
    }
}

/// Measures how long stages take.
pub(super) struct Watch {
    start: Instant,
    pub(super) laps: Timings,
    pub(super) trace: Option<Arc<Trace>>,
}

impl Watch {
    pub(super) fn start(trace: Option<Arc<Trace>>) -> Self {
        Self {
            start: Instant::now(),
            laps: Vec::new(),
            trace,
        }
    }

    pub(super) fn lap(&mut self, stage: &'static str) {
        if let Some(trace) = &self.trace {
            trace.stage(stage, self.start);
        }
        self.laps.push((stage, self.start.elapsed()));
        self.start = Instant::now();
    }
}
