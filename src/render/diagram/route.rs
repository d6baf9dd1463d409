//! The way of each edge: where it leaves its ends and which points it passes.
//!
//! The engine ends all lines at boxes, aimed at their centres, so that many of
//! them meet at a slant or in one point. Here each gets a port of its own.
//! What lies ahead is reached straight ahead; what lies aside is reached from
//! the side with one corner, as long as nothing stands in between.

use std::collections::BTreeMap;

use super::engine::Point;
use super::frame::Frame;
use super::outline::Shape;

/// Ports on one side keep this distance while there is room.
const GAP: f64 = 18.0;

/// Ports of lines that turn keep this distance, or they go straight ahead.
const TURN_GAP: f64 = 12.0;

/// A line turns when its next point is this far beside the body.
const ASIDE: f64 = 20.0;

/// The direction a part of the drawing is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Axis {
    #[default]
    Down,
    Across,
}

/// A shape in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Body {
    pub(super) shape: Shape,
    pub(super) frame: Frame,
}

/// An edge between two bodies, given by their indices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub(super) ends: [usize; 2],
    /// Points between the ends; none makes it run from port to port.
    pub(super) between: Vec<Point>,
    pub(super) axis: Axis,
    /// The label, which other lines keep clear of.
    pub(super) label: Option<Frame>,
}

/// The points of a way from port to port.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trace {
    pub(super) points: Vec<Point>,
    /// For either end, whether the line turns there.
    pub(super) turns: [bool; 2],
}

/// Finds the ports of every way; the result is in the same order. The first
/// `solid` bodies stand in the way of lines, the others are frames around them.
pub(super) fn trace(ways: &[Way], bodies: &[Body], solid: usize) -> Vec<Trace> {
    let turns = turns(ways, bodies, solid);
    let mut sides: BTreeMap<Side, Vec<Wish>> = BTreeMap::new();
    for (index, way) in ways.iter().enumerate() {
        for end in [0, 1] {
            let (side, order) = way.side(end, bodies, turns[index][end]);
            sides.entry(side).or_default().push(Wish {
                way: index,
                end,
                order,
            });
        }
    }
    let mut ports = vec![[Point { x: 0.0, y: 0.0 }; 2]; ways.len()];
    for (side, mut wishes) in sides {
        wishes.sort_by(|a, b| a.order.total_cmp(&b.order));
        let Body { shape, frame } = bodies[side.body];
        for (wish, column) in wishes.iter().zip(spread(&wishes, side, bodies[side.body])) {
            ports[wish.way][wish.end] = shape.port(frame, side.axis, column, side.is_far);
        }
    }
    let traced = ways.iter().zip(ports).zip(turns);
    let traced = traced.map(|((way, [first, last]), turns)| {
        let mut points = vec![first];
        points.extend(&way.between);
        points.push(last);
        Trace { points, turns }
    });
    traced.collect()
}

/// One side of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    body: usize,
    /// Lines leave it along this axis.
    axis: Axis,
    is_far: bool,
}

/// One end of a way on a side, and its place among the others there.
#[derive(Debug, Clone, Copy)]
struct Wish {
    way: usize,
    end: usize,
    order: f64,
}

/// Decides which ends turn. Those with the longest way aside choose first; each
/// side of a body takes only as many as fit.
fn turns(ways: &[Way], bodies: &[Body], solid: usize) -> Vec<[bool; 2]> {
    let mut candidates: Vec<(usize, usize, f64)> = Vec::new();
    for (index, way) in ways.iter().enumerate() {
        for end in [0, 1] {
            let aside = way.aside(end, bodies);
            if aside.abs() > ASIDE && is_clear(ways, index, end, bodies, solid) {
                candidates.push((index, end, aside));
            }
        }
    }
    candidates.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let mut turns = vec![[false; 2]; ways.len()];
    let mut taken: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for (index, end, aside) in candidates {
        let way = &ways[index];
        let body = way.ends[end];
        let room = 2.0
            * bodies[body]
                .shape
                .port_room(bodies[body].frame, way.axis.other());
        let count = taken.entry((body, aside > 0.0)).or_default();
        // With nothing in between, one corner is all there is.
        let is_free = !way.between.is_empty() || !turns[index][1 - end];
        if is_free && room >= *count as f64 * TURN_GAP {
            *count += 1;
            turns[index][end] = true;
        }
    }
    turns
}

/// Whether nothing stands where a line would turn at this end.
fn is_clear(ways: &[Way], index: usize, end: usize, bodies: &[Body], solid: usize) -> bool {
    let way = &ways[index];
    if way.ends[end] >= solid {
        // The sides of a frame belong to what is in it.
        return false;
    }
    let (from, to) = (bodies[way.ends[end]].frame.centre, way.next(end, bodies));
    let corner = way.axis.point(way.axis.along(from), way.axis.column(to));
    let corridors = [
        Frame::spanning(from, corner, TURN_GAP),
        Frame::spanning(corner, to, TURN_GAP),
    ];
    let others = (0..solid)
        .filter(|other| !way.ends.contains(other))
        .map(|other| bodies[other].frame);
    let labels = ways
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .filter_map(|(_, other)| other.label);
    let mut obstacles = others.chain(labels);
    !obstacles.any(|obstacle| corridors.iter().any(|corridor| corridor.overlaps(obstacle)))
}

impl Way {
    /// The point the way heads for when it leaves `end`.
    fn next(&self, end: usize, bodies: &[Body]) -> Point {
        let nearest = match end {
            0 => self.between.first(),
            _ => self.between.last(),
        };
        nearest.map_or(bodies[self.ends[1 - end]].frame.centre, |point| *point)
    }

    /// How far beside its end the way goes on; negative before it. A way with
    /// nothing in between goes on anywhere on the other body.
    fn aside(&self, end: usize, bodies: &[Body]) -> f64 {
        let frame = bodies[self.ends[end]].frame;
        let offset = self.axis.column(self.next(end, bodies)) - self.axis.column(frame.centre);
        let mut breadth = self.axis.breadth(frame);
        if self.between.is_empty() {
            breadth += self.axis.breadth(bodies[self.ends[1 - end]].frame);
        }
        offset.signum() * (offset.abs() - breadth / 2.0).max(0.0)
    }

    /// The column in which a way with nothing in between can run straight.
    fn straight(&self, bodies: &[Body]) -> Option<f64> {
        let spans = self.ends.map(|end| {
            let Body { shape, frame } = bodies[end];
            let centre = self.axis.column(frame.centre);
            let room = shape.port_room(frame, self.axis);
            (centre - room, centre + room)
        });
        let low = spans[0].0.max(spans[1].0);
        let high = spans[0].1.min(spans[1].1);
        (self.between.is_empty() && low <= high).then(|| f64::midpoint(low, high))
    }

    /// The side `end` is on and the order there, which keeps lines from crossing.
    fn side(&self, end: usize, bodies: &[Body], is_turn: bool) -> (Side, f64) {
        let body = self.ends[end];
        let next = self.next(end, bodies);
        let is_ahead = self.axis.along(next) > self.axis.along(bodies[body].frame.centre);
        if !is_turn {
            let side = Side {
                body,
                axis: self.axis,
                is_far: is_ahead,
            };
            return (
                side,
                self.straight(bodies).unwrap_or(self.axis.column(next)),
            );
        }
        let aside = self.aside(end, bodies);
        let side = Side {
            body,
            axis: self.axis.other(),
            is_far: aside > 0.0,
        };
        // Of the lines that turn the same way, the outer one passes around the inner.
        let order = if is_ahead {
            FAR_AWAY - aside.abs()
        } else {
            aside.abs() - FAR_AWAY
        };
        (side, order)
    }
}

/// Larger than any drawing.
const FAR_AWAY: f64 = 1e9;

/// Columns on one side of `body`, in the order of the wishes and near to them.
fn spread(wishes: &[Wish], side: Side, body: Body) -> Vec<f64> {
    let centre = side.axis.column(body.frame.centre);
    let half = body.shape.port_room(body.frame, side.axis);
    let (low, high) = (centre - half, centre + half);
    let gaps = wishes.len().saturating_sub(1).max(1) as f64;
    let gap = GAP.min(2.0 * half / gaps);
    let mut columns: Vec<f64> = Vec::new();
    for wish in wishes {
        let wanted = if wish.order.abs() > FAR_AWAY / 2.0 {
            // Turning lines keep to the middle of their side.
            centre - gap * (gaps / 2.0).min((wishes.len() - 1) as f64)
        } else {
            wish.order
        };
        let least = columns.last().map_or(low, |last| last + gap);
        columns.push(wanted.clamp(low, high).max(least));
    }
    let mut limit = high;
    for column in columns.iter_mut().rev() {
        *column = column.min(limit);
        limit = *column - gap;
    }
    columns
}

impl Axis {
    /// The axis of a direction such as `LR`.
    pub(super) fn of(direction: Option<&str>) -> Self {
        match direction {
            Some("LR" | "RL") => Self::Across,
            _ => Self::Down,
        }
    }

    /// How far a point is in the reading direction.
    pub(super) fn along(self, point: Point) -> f64 {
        match self {
            Self::Down => point.y,
            Self::Across => point.x,
        }
    }

    /// Its place across the reading direction.
    pub(super) fn column(self, point: Point) -> f64 {
        match self {
            Self::Down => point.x,
            Self::Across => point.y,
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Down => Self::Across,
            Self::Across => Self::Down,
        }
    }

    /// The size of `frame` across the reading direction.
    fn breadth(self, frame: Frame) -> f64 {
        match self {
            Self::Down => frame.width,
            Self::Across => frame.height,
        }
    }

    /// The point with these two coordinates.
    pub(super) fn point(self, along: f64, column: f64) -> Point {
        match self {
            Self::Down => Point {
                x: column,
                y: along,
            },
            Self::Across => Point {
                x: along,
                y: column,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, Body, Point, Way, trace};
    use crate::render::diagram::frame::Frame;
    use crate::render::diagram::outline::Shape;

    fn body(shape: Shape, x: f64, y: f64) -> Body {
        let frame = Frame::new(Point { x, y }, 100.0, 40.0);
        Body { shape, frame }
    }

    fn way(from: usize, to: usize, axis: Axis) -> Way {
        Way {
            ends: [from, to],
            between: Vec::new(),
            axis,
            label: None,
        }
    }

    fn points(ways: &[Way], bodies: &[Body]) -> Vec<Vec<Point>> {
        let traced = trace(ways, bodies, bodies.len());
        traced.into_iter().map(|trace| trace.points).collect()
    }

    #[test]
    fn a_line_to_a_box_below_runs_straight_down() {
        let bodies = [body(Shape::Rect, 0.0, 0.0), body(Shape::Rect, 0.0, 100.0)];
        assert_eq!(
            points(&[way(0, 1, Axis::Down)], &bodies),
            [[Point { x: 0.0, y: 20.0 }, Point { x: 0.0, y: 80.0 }]]
        );
    }

    #[test]
    fn lines_on_one_side_keep_apart_and_do_not_cross() {
        let bodies = [
            body(Shape::Rect, 0.0, 0.0),
            body(Shape::Rect, -10.0, 100.0),
            body(Shape::Rect, 10.0, 100.0),
            body(Shape::Rect, 0.0, 100.0),
        ];
        let ways = [
            way(0, 2, Axis::Down),
            way(1, 0, Axis::Down),
            way(0, 3, Axis::Down),
        ];
        let traced = points(&ways, &bodies);
        let ports = [traced[1][1].x, traced[2][0].x, traced[0][0].x];
        assert!(
            ports[0] + 10.0 < ports[1] && ports[1] + 10.0 < ports[2],
            "{ports:?}"
        );
    }

    #[test]
    fn a_hundred_lines_still_end_within_the_side() {
        let bodies = [body(Shape::Rect, 0.0, 0.0), body(Shape::Rect, 0.0, 100.0)];
        let ways: Vec<Way> = (0..100).map(|_| way(0, 1, Axis::Down)).collect();
        for points in points(&ways, &bodies) {
            assert!(
                points.iter().all(|point| point.x.abs() <= 50.0),
                "{points:?}"
            );
        }
    }

    #[test]
    fn sideways_lines_leave_by_the_right_side() {
        let bodies = [
            body(Shape::Diamond, 0.0, 0.0),
            body(Shape::Circle, 200.0, 0.0),
        ];
        let traced = points(&[way(0, 1, Axis::Across)], &bodies);
        assert_eq!(
            traced[0],
            [Point { x: 50.0, y: 0.0 }, Point { x: 150.0, y: 0.0 }]
        );
    }

    #[test]
    fn a_line_to_a_box_aside_turns_once_unless_something_is_in_the_way() {
        let mut bodies = vec![body(Shape::Rect, 0.0, 0.0), body(Shape::Rect, 300.0, 100.0)];
        let ways = [way(0, 1, Axis::Down)];
        let traced = trace(&ways, &bodies, 2);
        assert_eq!(traced[0].turns, [true, false]);
        assert_eq!(traced[0].points[0], Point { x: 50.0, y: 0.0 });
        bodies.push(body(Shape::Rect, 150.0, 0.0));
        bodies.push(body(Shape::Rect, 150.0, 100.0));
        assert_eq!(trace(&ways, &bodies, 4)[0].turns, [false, false]);
    }
}
