//! Lines between shapes: how they bend, and what stands at their ends.

use super::engine::Point;
use super::paint::Paint;
use super::route::Axis;
use super::svg::{Canvas, Role, at, number};

/// The mark at one end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tip {
    Plain,
    Arrow,
    Cross,
    Circle,
    /// Inheritance: a hollow triangle.
    Triangle,
    /// Aggregation.
    HollowDiamond,
    /// Composition.
    FilledDiamond,
    /// Dependency or an asynchronous message: two strokes.
    Open,
}

impl Tip {
    /// How far before its end the line itself stops.
    fn length(self) -> f64 {
        match self {
            Self::Plain | Self::Open | Self::Cross => 0.0,
            Self::Arrow => 7.0,
            Self::Circle => 8.0,
            Self::Triangle => 12.0,
            Self::HollowDiamond | Self::FilledDiamond => 18.0,
        }
    }
}

/// How a line goes from one point to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// Straight.
    Straight,
    /// One curve through four points, of which the inner two only pull at it.
    Curl,
    /// Along the axis at every point, except for ends that turn a corner.
    Flowing { axis: Axis, turns: [bool; 2] },
}

/// Curves leave room for a straight piece under a tip.
const STUB: f64 = 3.0;

/// Corners are rounded by at most this radius.
const CORNER: f64 = 20.0;

/// Draws a line through `points` with a tip at either end.
pub(super) fn draw(
    canvas: &mut Canvas,
    role: Role,
    paint: &Paint,
    (points, course): (&[Point], Course),
    tips: [Tip; 2],
) {
    let mut points = points.to_vec();
    let Some(last) = points.len().checked_sub(1).filter(|last| *last > 0) else {
        return;
    };
    for (side, end, next) in [(0, 0, 1), (1, last, last - 1)] {
        let from = course.approach(points[next], points[end], side);
        draw_tip(canvas, paint, tips[side], points[end], from);
        canvas.include(points[end]);
        points[end] = moved(points[end], from, tips[side].length());
    }
    for point in &points {
        canvas.include(*point);
    }
    canvas.path(role, paint, &course.data(&points));
}

/// The point `distance` from `from` on the way to `to`, but not beyond.
pub(super) fn moved(from: Point, to: Point, distance: f64) -> Point {
    let length = (to.x - from.x).hypot(to.y - from.y);
    if length < 1e-6 {
        return from;
    }
    let share = (distance / length).min(1.0);
    Point {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
    }
}

impl Course {
    /// A point from which a line through `from` runs straight into the end `to`.
    fn approach(self, from: Point, to: Point, side: usize) -> Point {
        match self {
            Self::Straight | Self::Curl => from,
            Self::Flowing { axis, turns } if turns[side] => {
                axis.point(axis.along(to), axis.column(from))
            }
            Self::Flowing { axis, .. } => axis.point(axis.along(from), axis.column(to)),
        }
    }

    fn data(self, points: &[Point]) -> String {
        let mut data = format!("M{}", at(points[0]));
        let last = points.len() - 1;
        match self {
            Self::Curl => {
                let rest: Vec<String> = points[1..].iter().copied().map(at).collect();
                data.push_str(&format!("C{}", rest.join(" ")));
            }
            Self::Straight => {
                for point in &points[1..] {
                    data.push_str(&format!("L{}", at(*point)));
                }
            }
            Self::Flowing { axis, turns } => {
                for (index, pair) in points.windows(2).enumerate() {
                    let (from, to) = (pair[0], pair[1]);
                    if index == 0 && turns[0] {
                        let corner = axis.point(axis.along(from), axis.column(to));
                        data.push_str(&turned(from, corner, to));
                    } else if index + 1 == last && turns[1] {
                        let corner = axis.point(axis.along(to), axis.column(from));
                        data.push_str(&turned(from, corner, to));
                    } else {
                        data.push_str(&flowed(from, to, axis));
                    }
                }
            }
        }
        data
    }
}

/// An S from `from` to `to`, or a straight piece if they are in one column.
fn flowed(from: Point, to: Point, axis: Axis) -> String {
    if (axis.column(from) - axis.column(to)).abs() < 0.5 {
        return format!("L{}", at(to));
    }
    let (start, end) = (axis.along(from), axis.along(to));
    let stub = STUB.copysign(end - start);
    let middle = f64::midpoint(start, end);
    let leave = axis.point(middle + stub, axis.column(from));
    let reach = axis.point(middle - stub, axis.column(to));
    format!("C{} {} {}", at(leave), at(reach), at(to))
}

/// Around a corner.
fn turned(from: Point, corner: Point, to: Point) -> String {
    let leg = |other: Point| (other.x - corner.x).hypot(other.y - corner.y);
    let radius = CORNER.min(leg(from)).min(leg(to));
    let (enter, leave) = (moved(corner, from, radius), moved(corner, to, radius));
    format!("L{}Q{} {}L{}", at(enter), at(corner), at(leave), at(to))
}

/// Draws `tip` with its point at `end`, pointing away from `from`.
fn draw_tip(canvas: &mut Canvas, paint: &Paint, tip: Tip, end: Point, from: Point) {
    let length = (end.x - from.x).hypot(end.y - from.y).max(1e-6);
    let (along_x, along_y) = ((end.x - from.x) / length, (end.y - from.y) / length);
    let place = |back: f64, aside: f64| Point {
        x: end.x - along_x * back - along_y * aside,
        y: end.y - along_y * back + along_x * aside,
    };
    let polygon = |corners: &[(f64, f64)]| {
        let corners: Vec<String> = corners
            .iter()
            .map(|(back, aside)| at(place(*back, *aside)))
            .collect();
        corners.join(" ")
    };
    let (solid, hollow) = (paint.solid(), paint.hollow());
    let diamond = [(0.0, 0.0), (9.0, 5.5), (18.0, 0.0), (9.0, -5.5)];
    match tip {
        Tip::Plain => {}
        Tip::Arrow => {
            let head = polygon(&[(0.0, 0.0), (10.0, 4.5), (10.0, -4.5)]);
            canvas.path(Role::Arrow, &solid, &format!("M{head}Z"));
        }
        Tip::Open => {
            let head = polygon(&[(9.0, 5.0), (0.0, 0.0), (9.0, -5.0)]);
            canvas.path(Role::Detail, &hollow, &format!("M{head}"));
        }
        Tip::Triangle => {
            let head = polygon(&[(0.0, 0.0), (12.0, 7.0), (12.0, -7.0)]);
            canvas.path(Role::Tip, &hollow, &format!("M{head}Z"));
        }
        Tip::HollowDiamond => {
            canvas.path(Role::Tip, &hollow, &format!("M{}Z", polygon(&diamond)));
        }
        Tip::FilledDiamond => {
            canvas.path(Role::Arrow, &solid, &format!("M{}Z", polygon(&diamond)));
        }
        Tip::Cross => {
            let (one, two) = (
                polygon(&[(3.0, 5.0), (13.0, -5.0)]),
                polygon(&[(3.0, -5.0), (13.0, 5.0)]),
            );
            canvas.path(Role::Detail, &hollow, &format!("M{one}M{two}"));
        }
        Tip::Circle => {
            let centre = place(4.0, 0.0);
            let (x, y) = (number(centre.x - 4.0), number(centre.y));
            canvas.path(
                Role::Tip,
                &hollow,
                &format!("M{x} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, Course, Point, moved};

    const A: Point = Point { x: 0.0, y: 0.0 };
    const B: Point = Point { x: 40.0, y: 100.0 };

    const DOWN: Course = Course::Flowing {
        axis: Axis::Down,
        turns: [false, false],
    };

    #[test]
    fn a_flowing_line_leaves_and_arrives_along_the_axis() {
        assert_eq!(DOWN.data(&[A, B]), "M0 0C0 53 40 47 40 100");
        let across = Course::Flowing {
            axis: Axis::Across,
            turns: [false, false],
        };
        assert_eq!(across.data(&[A, B]), "M0 0C23 0 17 100 40 100");
    }

    #[test]
    fn a_line_straight_ahead_is_straight() {
        let below = Point { x: 0.0, y: 30.0 };
        assert_eq!(DOWN.data(&[A, below]), "M0 0L0 30");
    }

    #[test]
    fn a_turn_is_one_rounded_corner() {
        let turning = Course::Flowing {
            axis: Axis::Down,
            turns: [true, false],
        };
        assert_eq!(turning.data(&[A, B]), "M0 0L20 0Q40 0 40 20L40 100");
    }

    #[test]
    fn moving_never_passes_the_target() {
        assert_eq!(moved(A, B, 1e9), B);
        assert_eq!(moved(A, A, 5.0), A);
    }
}
