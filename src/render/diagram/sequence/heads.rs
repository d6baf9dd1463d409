//! What stands at the ends of lifelines, frames around whole lifelines, and
//! the titles of frames.

use super::columns::FIGURE;
use super::rows::Stage;
use crate::render::diagram::engine::Point;
use crate::render::diagram::frame::Frame;
use crate::render::diagram::label::{Label, Markup};
use crate::render::diagram::outline::Shape;
use crate::render::diagram::paint::Paint;
use crate::render::diagram::svg::{Lettering, Role, number};

impl Stage<'_> {
    pub(super) fn draw_head(&mut self, actor: usize, y: f64) {
        let (width, height) = self.columns.heads[actor];
        let x = self.columns.x[actor];
        let frame = Frame::new(Point { x, y }, width, height);
        let role = &self.script.actors[actor];
        let mut middle = frame.centre;
        if role.is_person {
            self.draw_person(x, frame.top());
            self.canvas.include_frame(frame);
            middle.y += FIGURE / 2.0 - 2.0;
        } else {
            Shape::Rect.draw(&mut self.canvas, frame, &Paint::default());
        }
        self.canvas.text(middle, &role.label, &Lettering::INSIDE);
    }

    fn draw_person(&mut self, x: f64, top: f64) {
        let head = Point { x, y: top + 7.0 };
        self.canvas.circle(Role::Node, &Paint::default(), head, 6.0);
        let (left, neck) = (number(x - 10.0), number(top + 13.0));
        let body = format!(
            "M{} {neck}v11l-8 10m8-10l8 10M{left} {}h20",
            number(x),
            neck + 4.0
        );
        self.canvas.path(Role::Detail, &Paint::default(), &body);
    }

    /// Draws the frames around lifelines, over their full height.
    pub(super) fn draw_crowds(&mut self) {
        for crowd in &self.script.crowds {
            let half = |actor: usize| self.columns.heads[actor].0 / 2.0 + 8.0;
            let left = self.columns.x[crowd.first] - half(crowd.first);
            let right = self.columns.x[crowd.last] + half(crowd.last);
            let middle = f64::midpoint(left, right);
            let half_width = ((right - left) / 2.0).max(crowd.title.width() / 2.0 + 8.0);
            let top = -crowd.title.height() - 10.0;
            let frame = Frame::between(middle - half_width, top, middle + half_width, self.y + 8.0);
            self.canvas.rect(Role::Cluster, &crowd.paint, frame, 6.0);
            let at = Point {
                x: middle,
                y: top + 4.0 + crowd.title.height() / 2.0,
            };
            self.canvas.text(at, &crowd.title, &Lettering::LABEL);
        }
    }
}

/// The words at the head of a frame: its keyword and what the author says of it.
pub(super) fn titled(keyword: &str, label: &Label) -> Label {
    let mut title = Label::new(keyword, Markup::Plain).bold();
    let mut rest = label.clone();
    let Some(line) = title.lines.first_mut() else {
        return rest;
    };
    if !rest.is_empty() {
        let mut first = rest.lines.remove(0);
        if let Some(run) = first.first_mut() {
            run.text.insert(0, ' ');
        }
        line.extend(first);
        title.append(rest);
    }
    title
}
