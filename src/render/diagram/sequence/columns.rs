//! Where the lifelines of a sequence diagram stand.

use super::{Actor, Event, Place, Script};

/// Air between text and the edge of a head or a note.
pub(super) const PAD_X: f64 = 14.0;
pub(super) const PAD_Y: f64 = 8.0;

/// Heads are at least this wide.
const NARROWEST: f64 = 72.0;

/// Height of the figure of a person above the name.
pub(super) const FIGURE: f64 = 40.0;

/// How far a message to oneself reaches out.
pub(super) const OUT: f64 = 40.0;

/// Air beside the text between two lifelines.
const BESIDE: f64 = 28.0;

/// The lifelines from left to right.
pub(super) struct Columns {
    /// The middle of each.
    pub(super) x: Vec<f64>,
    /// The size of each head.
    pub(super) heads: Vec<(f64, f64)>,
}

/// Places the lifelines so that all between them has room.
pub(super) fn place(script: &Script) -> Columns {
    let heads: Vec<(f64, f64)> = script.actors.iter().map(head).collect();
    let mut gaps: Vec<f64> = heads
        .windows(2)
        .map(|pair| f64::midpoint(pair[0].0, pair[1].0) + 20.0)
        .collect();
    let mut demands: Vec<Demand> = script.events.iter().flat_map(demands).collect();
    // The narrow ones first: what spans several gaps may then already fit.
    demands.sort_by_key(|demand| demand.last - demand.first);
    for demand in demands {
        let Some(spanned) = gaps.get_mut(demand.first..demand.last) else {
            continue;
        };
        if spanned.is_empty() {
            continue;
        }
        let missing = demand.room - spanned.iter().sum::<f64>();
        if missing > 0.0 {
            let share = missing / spanned.len() as f64;
            spanned.iter_mut().for_each(|gap| *gap += share);
        }
    }
    let mut x = vec![0.0];
    for gap in gaps {
        x.push(x[x.len() - 1] + gap.ceil());
    }
    Columns { x, heads }
}

/// Room wanted between two lifelines.
struct Demand {
    first: usize,
    last: usize,
    room: f64,
}

fn demands(event: &Event) -> Vec<Demand> {
    // Left of the first lifeline there is room without end.
    let before = |actor: usize, room| Demand {
        first: actor.saturating_sub(1),
        last: actor,
        room,
    };
    let after = |actor: usize, room| Demand {
        first: actor,
        last: actor + 1,
        room,
    };
    match event {
        Event::Message {
            from, to, label, ..
        } if from == to => {
            vec![after(*from, label.width() + OUT + BESIDE)]
        }
        Event::Message {
            from, to, label, ..
        } => vec![Demand {
            first: *from.min(to),
            last: *from.max(to),
            room: label.width() + BESIDE,
        }],
        Event::Note {
            first,
            last,
            place,
            label,
        } => {
            let width = label.width() + 2.0 * PAD_X;
            match place {
                Place::LeftOf => vec![before(*first, width + BESIDE)],
                Place::RightOf => vec![after(*last, width + BESIDE)],
                Place::Over if first == last => {
                    let half = width / 2.0 + 12.0;
                    vec![before(*first, half), after(*last, half)]
                }
                Place::Over => vec![Demand {
                    first: *first,
                    last: *last,
                    room: width - 2.0 * PAD_X,
                }],
            }
        }
        Event::Open { .. }
        | Event::Divide { .. }
        | Event::Close
        | Event::Activate(_)
        | Event::Deactivate(_)
        | Event::Skip => Vec::new(),
    }
}

fn head(actor: &Actor) -> (f64, f64) {
    let (width, height) = (actor.label.width(), actor.label.height());
    if actor.is_person {
        (width.max(NARROWEST), height + FIGURE)
    } else {
        (
            (width + 2.0 * PAD_X).max(NARROWEST),
            height + 2.0 * PAD_Y + 4.0,
        )
    }
}
