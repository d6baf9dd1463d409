//! Rectangles of a drawing.

use super::engine::Point;

/// A rectangle by its centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) centre: Point,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Frame {
    pub(super) fn new(centre: Point, width: f64, height: f64) -> Self {
        Self {
            centre,
            width,
            height,
        }
    }

    /// The rectangle between two corners.
    pub(super) fn between(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        let centre = Point {
            x: f64::midpoint(left, right),
            y: f64::midpoint(top, bottom),
        };
        Self::new(centre, right - left, bottom - top)
    }

    /// The strip of half width `around` about a line along an axis.
    pub(super) fn spanning(from: Point, to: Point, around: f64) -> Self {
        let (low, high) = (from.x.min(to.x), from.x.max(to.x));
        let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
        Self::between(low - around, top - around, high + around, bottom + around)
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left() < other.right()
            && other.left() < self.right()
            && self.top() < other.bottom()
            && other.top() < self.bottom()
    }

    pub(super) fn holds(self, point: Point) -> bool {
        (self.left()..=self.right()).contains(&point.x)
            && (self.top()..=self.bottom()).contains(&point.y)
    }

    pub(super) fn left(self) -> f64 {
        self.centre.x - self.width / 2.0
    }

    pub(super) fn right(self) -> f64 {
        self.centre.x + self.width / 2.0
    }

    pub(super) fn top(self) -> f64 {
        self.centre.y - self.height / 2.0
    }

    pub(super) fn bottom(self) -> f64 {
        self.centre.y + self.height / 2.0
    }
}
