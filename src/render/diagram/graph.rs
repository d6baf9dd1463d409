//! Boxes and arrows: what flowcharts, state machines and class diagrams have in common.

use super::chart;
use super::engine::{self, Layout, Point, Refusal, Route};
use super::frame::Frame;
use super::label::{LINE_HEIGHT, Label};
use super::line::{self, Course, Tip};
use super::order;
use super::outline::Shape;
use super::paint::Paint;
use super::route::{self, Axis, Body, Trace, Way};
use super::svg::{Anchor, Canvas, Lettering, Role, number};

/// A drawing before anything has a place.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) axis: Axis,
    /// `TB`, `BT`, `LR` or `RL`.
    pub(super) direction: String,
    pub(super) nodes: Vec<Node>,
    pub(super) groups: Vec<Group>,
    pub(super) edges: Vec<Edge>,
}

/// A shape with text in it.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) shape: Shape,
    /// Parts one below the other with a line between; the first is centred.
    pub(super) parts: Vec<Label>,
    pub(super) group: Option<usize>,
    pub(super) paint: Paint,
    pub(super) href: Option<String>,
}

/// A titled frame around nodes and other groups.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: Label,
    pub(super) group: Option<usize>,
    pub(super) direction: Option<String>,
    pub(super) paint: Paint,
}

/// What an edge ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Node(usize),
    Group(usize),
}

/// How the line of an edge looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dotted,
    Thick,
    /// Keeps its ends apart and in order, and is not drawn.
    Hidden,
}

/// A line between two ends.
#[derive(Debug)]
pub(super) struct Edge {
    pub(super) ends: [End; 2],
    pub(super) tips: [Tip; 2],
    pub(super) stroke: Stroke,
    pub(super) label: Label,
    /// Short labels beside either end, such as `1` and `many`.
    pub(super) end_labels: [Label; 2],
    /// How many ranks it spans at least.
    pub(super) length: usize,
    pub(super) paint: Paint,
}

/// Room a line needs to leave a node and come back.
const LOOP: f64 = 34.0;

/// Air around the parts of a node that has several.
const PART_X: f64 = 14.0;
const PART_Y: f64 = 7.0;

impl Graph {
    /// Places and draws everything.
    pub(super) fn draw(&self) -> Result<Canvas, Refusal> {
        let is_backward = order::backward(self);
        let layout = engine::layout(&chart::write(self, &is_backward))?;
        let mut canvas = Canvas::default();
        for (index, group) in self.groups.iter().enumerate() {
            if let Some(frame) = engine::find(&layout.clusters, &End::Group(index).name()) {
                group.draw(&mut canvas, frame);
            }
        }
        let bodies = self.bodies(&layout).ok_or_else(engine::unplaced)?;
        self.draw_edges(&mut canvas, &layout, &bodies, &is_backward);
        for (index, (node, body)) in self.nodes.iter().zip(&bodies).enumerate() {
            self.draw_loops(&mut canvas, index, body.frame);
            node.draw(&mut canvas, body.frame);
        }
        Ok(canvas)
    }

    /// The size of a node with the room for its loops, the same on both sides
    /// so that the node stays in the middle.
    pub(super) fn reserved(&self, index: usize) -> (f64, f64) {
        let (width, height) = self.nodes[index].size();
        let loops: Vec<&Label> = self.loops(index).map(|edge| &edge.label).collect();
        if loops.is_empty() {
            return (width, height);
        }
        let widest = loops.iter().map(|label| label.width()).fold(0.0, f64::max);
        let tallest = loops.iter().map(|label| label.height()).sum::<f64>();
        if self.axis == Axis::Across {
            (width.max(widest), height + 2.0 * (LOOP + tallest))
        } else {
            (width + 2.0 * (LOOP + widest), height.max(tallest))
        }
    }

    fn loops(&self, index: usize) -> impl Iterator<Item = &Edge> {
        let is_here = move |edge: &&Edge| edge.is_loop() && edge.ends[0] == End::Node(index);
        self.edges.iter().filter(is_here)
    }

    /// The nodes and then the groups in their places.
    fn bodies(&self, layout: &Layout) -> Option<Vec<Body>> {
        let nodes = self.nodes.iter().enumerate().map(|(index, node)| {
            let placed = engine::find(&layout.nodes, &End::Node(index).name())?;
            let (width, height) = node.size();
            Some(Body {
                shape: node.shape,
                frame: Frame::new(placed.centre, width, height),
            })
        });
        let groups = (0..self.groups.len()).map(|index| {
            let frame = engine::find(&layout.clusters, &End::Group(index).name())?;
            Some(Body {
                shape: Shape::Rect,
                frame,
            })
        });
        nodes.chain(groups).collect()
    }

    fn draw_edges(
        &self,
        canvas: &mut Canvas,
        layout: &Layout,
        bodies: &[Body],
        is_backward: &[bool],
    ) {
        let mut drawn = Vec::new();
        let mut ways = Vec::new();
        for (index, edge) in self.edges.iter().enumerate() {
            let id = format!("e{index}");
            let route = layout.edges.iter().find(|route| route.id == id);
            let (Some(role), Some(route)) = (edge.role(), route) else {
                continue;
            };
            ways.push(self.way(edge, layout, (route, bodies), is_backward[index]));
            drawn.push((edge, role, route.label));
        }
        let traced = route::trace(&ways, bodies, self.nodes.len());
        for ((edge, role, label), (trace, way)) in drawn.iter().zip(traced.iter().zip(&ways)) {
            let course = Course::Flowing {
                axis: way.axis,
                turns: trace.turns,
            };
            line::draw(
                canvas,
                *role,
                &edge.paint,
                (&trace.points, course),
                edge.tips,
            );
            if let Some(middle) = label {
                canvas.text(*middle, &edge.label, &Lettering::LABEL);
            }
            edge.draw_end_labels(canvas, trace, way.axis);
        }
    }

    /// The way the engine found, without what lies inside an end or on the way.
    fn way(
        &self,
        edge: &Edge,
        layout: &Layout,
        (route, bodies): (&Route, &[Body]),
        is_backward: bool,
    ) -> Way {
        let ends = edge.ends.map(|end| match end {
            End::Node(index) => index,
            End::Group(index) => self.nodes.len() + index,
        });
        let inner = route.points.len().saturating_sub(2);
        let mut between: Vec<Point> = route.points.iter().skip(1).take(inner).copied().collect();
        if is_backward {
            between.reverse();
        }
        between.retain(|point| ends.iter().all(|end| !bodies[*end].frame.holds(*point)));
        // The engine spends a rank on a label even where there is none.
        if edge.label.is_empty() && between.len() == 1 {
            between.clear();
        }
        let label = route.label.filter(|_| !edge.label.is_empty());
        Way {
            ends,
            between,
            axis: self.axis_between(edge, layout, ends.map(|end| bodies[end].frame)),
            label: label.map(|at| Frame::new(at, edge.label.width(), edge.label.height())),
        }
    }

    /// The direction of the innermost group around both ends, unless they lie
    /// beside each other in it.
    fn axis_between(&self, edge: &Edge, layout: &Layout, [from, to]: [Frame; 2]) -> Axis {
        let axis = match order::shared_group(self, edge) {
            Some(group) => layout.axis(&End::Group(group).name()),
            None => self.axis,
        };
        let apart_down = from.bottom() < to.top() || to.bottom() < from.top();
        let apart_across = from.right() < to.left() || to.right() < from.left();
        match (apart_down, apart_across) {
            (true, false) => Axis::Down,
            (false, true) => Axis::Across,
            _ => axis,
        }
    }

    fn draw_loops(&self, canvas: &mut Canvas, index: usize, frame: Frame) {
        let mut offset = 0.0;
        for edge in self.loops(index) {
            let Some(role) = edge.role() else {
                continue;
            };
            let Point { x, y } = frame.centre;
            let gap = 8.0;
            let points = if self.axis == Axis::Across {
                let far = frame.bottom() + LOOP - 12.0 + offset;
                let (left, right) = (x - gap, x + gap);
                let bottom = frame.bottom();
                [
                    (left, bottom),
                    (left - 8.0, far),
                    (right + 8.0, far),
                    (right, bottom),
                ]
            } else {
                let far = frame.right() + LOOP - 8.0;
                let (top, bottom) = (y - gap + offset, y + gap + offset);
                let right = frame.right();
                [
                    (right, top),
                    (far, top - 6.0),
                    (far, bottom + 6.0),
                    (right, bottom),
                ]
            };
            let points = points.map(|(x, y)| Point { x, y });
            line::draw(
                canvas,
                role,
                &edge.paint,
                (&points, Course::Curl),
                edge.tips,
            );
            let middle = if self.axis == Axis::Across {
                let below = points[1].y + 4.0 + edge.label.height() / 2.0;
                Point { x, y: below }
            } else {
                let beside = points[1].x + 6.0 + edge.label.width() / 2.0;
                Point {
                    x: beside,
                    y: y + offset,
                }
            };
            canvas.text(middle, &edge.label, &Lettering::LABEL);
            offset += edge.label.height().max(LINE_HEIGHT);
        }
    }
}

impl Node {
    fn size(&self) -> (f64, f64) {
        let width = self.parts.iter().map(Label::width).fold(0.0, f64::max);
        if self.parts.len() < 2 {
            let height = self.parts.first().map_or(0.0, Label::height);
            return self.shape.size(width, height);
        }
        let height: f64 = self.parts.iter().map(part_height).sum();
        ((width + 2.0 * PART_X).max(60.0), height)
    }

    fn draw(&self, canvas: &mut Canvas, frame: Frame) {
        self.shape.draw(canvas, frame, &self.paint);
        if !self.shape.has_text() {
            return;
        }
        let inside = Lettering {
            colour: self.paint.text(),
            href: self.href.as_deref(),
            ..Lettering::INSIDE
        };
        if let [label] = self.parts.as_slice() {
            canvas.text(self.shape.text_centre(frame), label, &inside);
            return;
        }
        let mut top = frame.top();
        for (index, part) in self.parts.iter().enumerate() {
            let y = top + part_height(part) / 2.0;
            let (anchor, x) = if index == 0 {
                (Anchor::Middle, frame.centre.x)
            } else {
                let (left, rule) = (number(frame.left()), number(top));
                let data = format!("M{left} {rule}h{}", number(frame.width));
                canvas.path(Role::Detail, &self.paint.outline(), &data);
                (Anchor::Start, frame.left() + PART_X)
            };
            canvas.text(Point { x, y }, part, &Lettering { anchor, ..inside });
            top += part_height(part);
        }
    }
}

/// Height of one part with its air; a part without lines is a thin strip.
fn part_height(part: &Label) -> f64 {
    part.height() + 2.0 * PART_Y
}

impl Group {
    fn draw(&self, canvas: &mut Canvas, frame: Frame) {
        canvas.rect(Role::Cluster, &self.paint, frame, 6.0);
        let title = Point {
            x: frame.centre.x,
            y: frame.top() + 6.0 + self.title.height() / 2.0,
        };
        let lettering = Lettering {
            colour: self.paint.text(),
            class: "d-text d-title",
            ..Lettering::INSIDE
        };
        canvas.text(title, &self.title, &lettering);
    }
}

impl End {
    /// Its id in the chart.
    pub(super) fn name(self) -> String {
        match self {
            Self::Node(index) => format!("n{index}"),
            Self::Group(index) => format!("g{index}"),
        }
    }
}

impl Edge {
    pub(super) fn is_loop(&self) -> bool {
        self.ends[0] == self.ends[1]
    }

    fn role(&self) -> Option<Role> {
        match self.stroke {
            Stroke::Solid => Some(Role::Edge),
            Stroke::Dotted => Some(Role::Dotted),
            Stroke::Thick => Some(Role::Thick),
            Stroke::Hidden => None,
        }
    }

    fn draw_end_labels(&self, canvas: &mut Canvas, trace: &Trace, axis: Axis) {
        let [.., before_last, last] = trace.points.as_slice() else {
            return;
        };
        let ends = [(trace.points[0], trace.points[1]), (*last, *before_last)];
        for (index, (end, next)) in ends.into_iter().enumerate() {
            let label = &self.end_labels[index];
            let axis = if trace.turns[index] {
                axis.other()
            } else {
                axis
            };
            let ahead = axis.point(axis.along(next), axis.column(end));
            let beside = line::moved(end, ahead, 26.0);
            let at = match axis {
                Axis::Down => Point {
                    x: beside.x + 8.0 + label.width() / 2.0,
                    ..beside
                },
                Axis::Across => Point {
                    y: beside.y - 2.0 - label.height() / 2.0,
                    ..beside
                },
            };
            canvas.text(at, label, &Lettering::LABEL);
        }
    }
}
