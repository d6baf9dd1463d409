//! The shapes of nodes: how large around their text, how drawn, where a line meets them.

use super::engine::Point;
use super::frame::Frame;
use super::paint::Paint;
use super::route::Axis;
use super::svg::{Canvas, Role, at, number};

/// Air between text and outline.
const PAD_X: f64 = 14.0;
const PAD_Y: f64 = 10.0;

/// How far slanted sides lean, as a share of the height.
const LEAN: f64 = 0.3;

/// Lines keep this far from the corners of a box.
const CORNER: f64 = 14.0;

/// Height of the lid of a cylinder.
const LID: f64 = 12.0;

/// An outline around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Rect,
    Round,
    Stadium,
    Subroutine,
    Cylinder,
    Circle,
    DoubleCircle,
    Diamond,
    Hexagon,
    LeanRight,
    LeanLeft,
    Trapezoid,
    InvertedTrapezoid,
    Flag,
    Note,
    /// The dot a state machine starts at; its text is not drawn.
    Start,
    /// The ringed dot it ends at.
    End,
    /// The bar of a fork or join, across the given reading direction.
    Bar {
        is_upright: bool,
    },
    /// Text alone.
    Bare,
}

impl Shape {
    /// Reads the parser's name; unknown shapes are boxes.
    pub(super) fn named(name: &str, axis: Axis) -> Self {
        match name {
            "roundedRect" | "round" | "rounded" | "event" => Self::Round,
            "stadium" | "pill" | "terminal" => Self::Stadium,
            "subroutine" | "subproc" | "subprocess" | "fr-rect" | "framed-rectangle" => {
                Self::Subroutine
            }
            "cylinder" | "cyl" | "db" | "database" => Self::Cylinder,
            "circle" | "circ" => Self::Circle,
            "doublecircle" | "dbl-circ" | "double-circle" => Self::DoubleCircle,
            "diamond" | "diam" | "decision" | "question" | "choice" => Self::Diamond,
            "hexagon" | "hex" | "prepare" => Self::Hexagon,
            "lean_right" | "lean-r" | "lean-right" | "in-out" => Self::LeanRight,
            "lean_left" | "lean-l" | "lean-left" | "out-in" => Self::LeanLeft,
            "trapezoid" | "trap-b" | "priority" | "trapezoid-bottom" => Self::Trapezoid,
            "inv_trapezoid" | "trap-t" | "manual" | "trapezoid-top" => Self::InvertedTrapezoid,
            "odd" | "rect_left_inv_arrow" => Self::Flag,
            "note" => Self::Note,
            "sm-circ" | "small-circle" | "start" | "stateStart" => Self::Start,
            "fr-circ" | "framed-circle" | "stop" | "stateEnd" => Self::End,
            "fork" | "join" => Self::Bar {
                is_upright: axis == Axis::Across,
            },
            "text" => Self::Bare,
            _ => Self::Rect,
        }
    }

    /// Whether the words inside are shown.
    pub(super) fn has_text(self) -> bool {
        !matches!(self, Self::Start | Self::End | Self::Bar { .. })
    }

    /// The size that holds a text of `width` by `height` clear of the outline.
    pub(super) fn size(self, width: f64, height: f64) -> (f64, f64) {
        let boxed = (width + 2.0 * PAD_X, height + 2.0 * PAD_Y);
        match self {
            Self::Rect | Self::Round | Self::Note => (boxed.0.max(48.0), boxed.1.max(36.0)),
            Self::Stadium => ((boxed.0 + 8.0).max(boxed.1 * 1.5), boxed.1),
            Self::Subroutine => (boxed.0 + 16.0, boxed.1),
            Self::Cylinder => (boxed.0.max(60.0), boxed.1 + LID * 1.5),
            Self::Circle => square(width.hypot(height) + 14.0),
            Self::DoubleCircle => square(width.hypot(height) + 24.0),
            Self::Diamond if height == 0.0 => square(28.0),
            Self::Diamond => {
                // A box fits a diamond when the two shares of its sides add up to one.
                let tall = height + (width * 0.45).max(28.0) + 8.0;
                (width / (1.0 - height / tall) + 16.0, tall)
            }
            Self::Hexagon => (boxed.0 + boxed.1 / 2.0, boxed.1),
            Self::LeanRight | Self::LeanLeft | Self::Trapezoid | Self::InvertedTrapezoid => {
                (boxed.0 + boxed.1 * LEAN * 2.0, boxed.1)
            }
            Self::Flag => (boxed.0 + boxed.1 / 4.0, boxed.1),
            Self::Start => square(14.0),
            Self::End => square(18.0),
            Self::Bar { is_upright: true } => (8.0, 70.0),
            Self::Bar { is_upright: false } => (70.0, 8.0),
            Self::Bare => (width + 8.0, height + 4.0),
        }
    }

    /// Where the middle of the text lies.
    pub(super) fn text_centre(self, frame: Frame) -> Point {
        let Point { x, y } = frame.centre;
        match self {
            Self::Cylinder => Point {
                x,
                y: y + LID / 2.0,
            },
            Self::Flag => Point {
                x: x + frame.height / 8.0,
                y,
            },
            _ => Point { x, y },
        }
    }

    /// Draws the outline.
    pub(super) fn draw(self, canvas: &mut Canvas, frame: Frame, paint: &Paint) {
        match self {
            Self::Rect => canvas.rect(Role::Node, paint, frame, 4.0),
            Self::Round => canvas.rect(Role::Node, paint, frame, 12.0),
            Self::Stadium => canvas.rect(Role::Node, paint, frame, frame.height / 2.0),
            Self::Note => canvas.rect(Role::Note, paint, frame, 0.0),
            Self::Bar { .. } => canvas.rect(Role::Dot, paint, frame, 3.0),
            Self::Circle => canvas.circle(Role::Node, paint, frame.centre, frame.width / 2.0),
            Self::Start => canvas.circle(Role::Dot, paint, frame.centre, frame.width / 2.0),
            Self::DoubleCircle => {
                canvas.circle(Role::Node, paint, frame.centre, frame.width / 2.0);
                canvas.circle(
                    Role::Detail,
                    &paint.outline(),
                    frame.centre,
                    frame.width / 2.0 - 5.0,
                );
            }
            Self::End => {
                canvas.circle(Role::Node, paint, frame.centre, frame.width / 2.0);
                canvas.circle(
                    Role::Dot,
                    &Paint::default(),
                    frame.centre,
                    frame.width / 2.0 - 4.0,
                );
            }
            Self::Subroutine => draw_subroutine(canvas, frame, paint),
            Self::Cylinder => draw_cylinder(canvas, frame, paint),
            Self::Bare => canvas.include_frame(frame),
            Self::Diamond
            | Self::Hexagon
            | Self::LeanRight
            | Self::LeanLeft
            | Self::Trapezoid
            | Self::InvertedTrapezoid
            | Self::Flag => {
                let corners: Vec<String> = self.corners(frame).into_iter().map(at).collect();
                canvas.path(Role::Node, paint, &format!("M{}Z", corners.join(" ")));
                canvas.include_frame(frame);
            }
        }
    }

    /// Where a line in the given column meets the outline, on the near or far side.
    pub(super) fn port(self, frame: Frame, axis: Axis, column: f64, is_far: bool) -> Point {
        let start = axis.along(frame.centre);
        let aside = column - axis.column(frame.centre);
        let reach = match self {
            Self::Circle | Self::DoubleCircle | Self::Start | Self::End => {
                let radius = frame.width / 2.0;
                (radius * radius - aside * aside).max(0.0).sqrt()
            }
            _ => {
                let ahead = axis.point(if is_far { 1.0 } else { -1.0 }, 0.0);
                nearest_side(&self.corners(frame), axis.point(start, column), ahead)
            }
        };
        axis.point(if is_far { start + reach } else { start - reach }, column)
    }

    /// How far from the middle of a side a line may still end.
    pub(super) fn port_room(self, frame: Frame, axis: Axis) -> f64 {
        let half = match axis {
            Axis::Down => frame.width / 2.0,
            Axis::Across => frame.height / 2.0,
        };
        match self {
            Self::Rect | Self::Round | Self::Subroutine | Self::Cylinder | Self::Note => {
                (half - CORNER).max(half / 2.0)
            }
            Self::Bar { .. } => half - 4.0,
            Self::Start | Self::End => 0.0,
            _ => half / 2.0,
        }
    }

    /// The outline as a polygon, clockwise from the top left.
    fn corners(self, frame: Frame) -> Vec<Point> {
        let (half_width, half_height) = (frame.width / 2.0, frame.height / 2.0);
        let lean = frame.height * LEAN;
        let relative: Vec<(f64, f64)> = match self {
            Self::Diamond => vec![
                (0.0, -half_height),
                (half_width, 0.0),
                (0.0, half_height),
                (-half_width, 0.0),
            ],
            Self::Hexagon => {
                let shoulder = half_width - frame.height / 4.0;
                vec![
                    (-shoulder, -half_height),
                    (shoulder, -half_height),
                    (half_width, 0.0),
                    (shoulder, half_height),
                    (-shoulder, half_height),
                    (-half_width, 0.0),
                ]
            }
            Self::LeanRight => slanted(half_width, half_height, [lean, 0.0, lean, 0.0]),
            Self::LeanLeft => slanted(half_width, half_height, [0.0, lean, 0.0, lean]),
            Self::Trapezoid => slanted(half_width, half_height, [lean, lean, 0.0, 0.0]),
            Self::InvertedTrapezoid => slanted(half_width, half_height, [0.0, 0.0, lean, lean]),
            Self::Flag => vec![
                (-half_width, -half_height),
                (half_width, -half_height),
                (half_width, half_height),
                (-half_width, half_height),
                (-half_width + frame.height / 4.0, 0.0),
            ],
            Self::Stadium => stadium(half_width, half_height),
            _ => slanted(half_width, half_height, [0.0; 4]),
        };
        let Point { x, y } = frame.centre;
        let moved = relative.into_iter().map(|(dx, dy)| Point {
            x: x + dx,
            y: y + dy,
        });
        moved.collect()
    }
}

fn square(side: f64) -> (f64, f64) {
    (side, side)
}

/// A box whose corners are moved inwards: top left, top right, bottom right, bottom left.
fn slanted(half_width: f64, half_height: f64, inwards: [f64; 4]) -> Vec<(f64, f64)> {
    let [top_left, top_right, bottom_right, bottom_left] = inwards;
    vec![
        (top_left - half_width, -half_height),
        (half_width - top_right, -half_height),
        (half_width - bottom_right, half_height),
        (bottom_left - half_width, half_height),
    ]
}

/// Straight top and bottom, with round ends drawn as eight chords each.
fn stadium(half_width: f64, half_height: f64) -> Vec<(f64, f64)> {
    let flat = half_width - half_height;
    let chord = |step: u32, side: f64| {
        let angle = std::f64::consts::PI * (f64::from(step) / 8.0 - 0.5);
        let x = flat + half_height * angle.cos();
        (side * x, side * half_height * angle.sin())
    };
    let right = (0..=8).map(|step| chord(step, 1.0));
    let left = (0..=8).map(|step| chord(step, -1.0));
    right.chain(left).collect()
}

/// How many times `direction` reaches from `centre` to the nearest side.
fn nearest_side(corners: &[Point], centre: Point, direction: Point) -> f64 {
    let Point { x: dx, y: dy } = direction;
    let mut nearest = f64::INFINITY;
    for (index, from) in corners.iter().enumerate() {
        let to = corners[(index + 1) % corners.len()];
        let (side_x, side_y) = (to.x - from.x, to.y - from.y);
        let cross = dx * side_y - dy * side_x;
        if cross.abs() < 1e-9 {
            continue;
        }
        let (from_x, from_y) = (from.x - centre.x, from.y - centre.y);
        let reach = (from_x * side_y - from_y * side_x) / cross;
        let along = (from_x * dy - from_y * dx) / cross;
        if reach > 0.0 && (-1e-6..=1.0 + 1e-6).contains(&along) {
            nearest = nearest.min(reach);
        }
    }
    if nearest.is_finite() { nearest } else { 0.0 }
}

fn draw_subroutine(canvas: &mut Canvas, frame: Frame, paint: &Paint) {
    canvas.rect(Role::Node, paint, frame, 0.0);
    let (left, right) = (number(frame.left() + 8.0), number(frame.right() - 8.0));
    let (top, height) = (number(frame.top()), number(frame.height));
    let bars = format!("M{left} {top}v{height}M{right} {top}v{height}");
    canvas.path(Role::Detail, &paint.outline(), &bars);
}

fn draw_cylinder(canvas: &mut Canvas, frame: Frame, paint: &Paint) {
    let (radius, lid) = (number(frame.width / 2.0), LID / 2.0);
    let (left, top) = (number(frame.left()), number(frame.top() + lid));
    let (width, side) = (number(frame.width), number(frame.height - LID));
    let body = format!(
        "M{left} {top}a{radius} {lid} 0 0 1 {width} 0v{side}a{radius} {lid} 0 0 1-{width} 0z"
    );
    canvas.path(Role::Node, paint, &body);
    let rim = format!("M{left} {top}a{radius} {lid} 0 0 0 {width} 0");
    canvas.path(Role::Detail, &paint.outline(), &rim);
    canvas.include_frame(frame);
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use crate::render::diagram::engine::Point;
    use crate::render::diagram::frame::Frame;
    use crate::render::diagram::route::Axis;

    const ALL: [Shape; 14] = [
        Shape::Rect,
        Shape::Round,
        Shape::Stadium,
        Shape::Subroutine,
        Shape::Cylinder,
        Shape::Circle,
        Shape::DoubleCircle,
        Shape::Diamond,
        Shape::Hexagon,
        Shape::LeanRight,
        Shape::LeanLeft,
        Shape::Trapezoid,
        Shape::InvertedTrapezoid,
        Shape::Flag,
    ];

    fn framed(shape: Shape, width: f64, height: f64) -> Frame {
        let (width, height) = shape.size(width, height);
        Frame::new(Point { x: 50.0, y: 70.0 }, width, height)
    }

    #[test]
    fn every_shape_holds_its_text_clear_of_its_outline() {
        for shape in ALL {
            for (width, height) in [(8.0, 20.0), (90.0, 20.0), (220.0, 60.0), (40.0, 200.0)] {
                let frame = framed(shape, width, height);
                let middle = shape.text_centre(frame);
                for (side_x, is_far) in [(1.0, true), (1.0, false), (-1.0, true), (-1.0, false)] {
                    let x = middle.x + side_x * width / 2.0;
                    let outline = shape.port(frame, Axis::Down, x, is_far);
                    let room = if is_far {
                        outline.y - (middle.y + height / 2.0)
                    } else {
                        middle.y - height / 2.0 - outline.y
                    };
                    assert!(room > 1.0, "{shape:?} around {width}x{height}: {room}");
                }
            }
        }
    }

    #[test]
    fn a_line_meets_a_diamond_at_its_side_and_a_circle_at_its_rim() {
        let frame = Frame::new(Point { x: 0.0, y: 0.0 }, 100.0, 100.0);
        let diamond = Shape::Diamond.port(frame, Axis::Down, 25.0, true);
        assert_eq!(diamond, Point { x: 25.0, y: 25.0 });
        let circle = Shape::Circle.port(frame, Axis::Across, 30.0, false);
        assert_eq!(circle, Point { x: -40.0, y: 30.0 });
    }
}
