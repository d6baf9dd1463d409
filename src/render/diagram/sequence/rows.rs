//! Draws a sequence diagram from top to bottom.

use super::columns::{Columns, OUT, PAD_X, PAD_Y};
use super::heads::titled;
use super::{Event, Place, Script};
use crate::render::diagram::engine::Point;
use crate::render::diagram::frame::Frame;
use crate::render::diagram::label::{LINE_HEIGHT, Label};
use crate::render::diagram::line::{self, Course, Tip};
use crate::render::diagram::outline::Shape;
use crate::render::diagram::paint::Paint;
use crate::render::diagram::svg::{Anchor, Canvas, Lettering, Role, number};

/// Air between two rows.
const ROW: f64 = 18.0;

/// Half the width of the bar on an active lifeline.
const BAR: f64 = 5.0;

/// How far a frame reaches beyond what is in it.
const AROUND: f64 = 14.0;

/// Diagrams taller than this show the heads again at the bottom.
const TALL: f64 = 700.0;

/// Draws the whole script.
pub(super) fn draw(script: &Script, columns: &Columns) -> Canvas {
    let mut stage = Stage::new(script, columns);
    stage.enter();
    for (index, event) in script.events.iter().enumerate() {
        stage.play(index, event);
    }
    stage.leave();
    stage.canvas
}

/// A frame that is not closed yet.
struct Open<'a> {
    keyword: &'static str,
    label: &'a Label,
    paint: &'a Paint,
    top: f64,
    left: f64,
    right: f64,
    /// Where its further parts begin.
    parts: Vec<(f64, &'static str, &'a Label)>,
}

/// The drawing and how far it has come.
pub(super) struct Stage<'a> {
    pub(super) script: &'a Script,
    pub(super) columns: &'a Columns,
    pub(super) canvas: Canvas,
    pub(super) y: f64,
    /// Where each lifeline begins, once its actor is there.
    born: Vec<Option<f64>>,
    /// Where the bars on each lifeline began, the outermost first.
    bars: Vec<Vec<f64>>,
    open: Vec<Open<'a>>,
}

impl<'a> Stage<'a> {
    fn new(script: &'a Script, columns: &'a Columns) -> Self {
        Self {
            script,
            columns,
            canvas: Canvas::default(),
            y: 0.0,
            born: vec![None; script.actors.len()],
            bars: vec![Vec::new(); script.actors.len()],
            open: Vec::new(),
        }
    }

    /// Shows the actors that are there from the beginning.
    fn enter(&mut self) {
        let there: Vec<usize> = (0..self.script.actors.len())
            .filter(|actor| self.script.actors[*actor].created_at.is_none())
            .collect();
        let tallest = there
            .iter()
            .map(|actor| self.columns.heads[*actor].1)
            .fold(0.0, f64::max);
        for actor in there {
            self.draw_head(actor, tallest - self.columns.heads[actor].1 / 2.0);
            self.born[actor] = Some(tallest);
        }
        self.y = tallest + ROW / 2.0;
    }

    fn play(&mut self, index: usize, event: &'a Event) {
        match event {
            Event::Message {
                from,
                to,
                label,
                tips,
                is_dotted,
            } => {
                let role = if *is_dotted { Role::Dotted } else { Role::Edge };
                if from == to {
                    self.draw_message_to_self(*from, label, role, *tips);
                } else {
                    self.draw_message(index, [*from, *to], label, role, *tips);
                }
                self.destroy(index);
            }
            Event::Note {
                first,
                last,
                place,
                label,
            } => {
                self.draw_note(*first, *last, *place, label);
            }
            Event::Open {
                keyword,
                label,
                paint,
            } => self.open(keyword, label, paint),
            Event::Divide { keyword, label } => {
                self.y += ROW / 2.0;
                if let Some(open) = self.open.last_mut() {
                    open.parts.push((self.y, keyword, label));
                }
                self.y += label.height().max(LINE_HEIGHT) + 6.0;
            }
            Event::Close => self.close(),
            Event::Activate(actor) => self.bars[*actor].push(self.y),
            Event::Deactivate(actor) => self.deactivate(*actor),
            Event::Skip => {}
        }
    }

    /// Ends what is still going on, and draws the lifelines.
    fn leave(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        for actor in 0..self.bars.len() {
            while !self.bars[actor].is_empty() {
                self.deactivate(actor);
            }
        }
        self.y += ROW;
        let remaining: Vec<usize> = (0..self.born.len())
            .filter(|actor| self.born[*actor].is_some())
            .collect();
        for actor in remaining {
            self.end_lifeline(actor, self.y);
            if self.y > TALL {
                self.draw_head(actor, self.y + self.columns.heads[actor].1 / 2.0);
            }
        }
        if self.y > TALL {
            let heads = self.columns.heads.iter();
            self.y += heads.map(|(_, height)| *height).fold(0.0, f64::max);
        }
        self.draw_crowds();
    }

    fn draw_message(
        &mut self,
        index: usize,
        [from, to]: [usize; 2],
        label: &Label,
        role: Role,
        tips: [Tip; 2],
    ) {
        self.y += label.height() + 6.0;
        let is_rightward = self.columns.x[from] < self.columns.x[to];
        let is_created = self.script.actors[to].created_at == Some(index);
        let (width, height) = self.columns.heads[to];
        let mut start = self.columns.x[from] + self.bar_edge(from, is_rightward, 0);
        let mut end = if is_created {
            self.y = self.y.max(self.y - label.height() - 6.0 + height / 2.0);
            let half = width / 2.0;
            self.columns.x[to] + if is_rightward { -half } else { half }
        } else {
            let arriving = usize::from(self.is_activated_next(index, to));
            self.columns.x[to] + self.bar_edge(to, !is_rightward, arriving)
        };
        if tips[0] == Tip::Plain && tips[1] == Tip::Plain {
            // Lines without tips run into the lifelines themselves.
            (start, end) = (start.round(), end.round());
        }
        let points = [start, end].map(|x| Point { x, y: self.y });
        let course = (&points[..], Course::Straight);
        line::draw(&mut self.canvas, role, &Paint::default(), course, tips);
        let above = Point {
            x: f64::midpoint(start, end),
            y: self.y - 5.0 - label.height() / 2.0,
        };
        self.canvas.text(above, label, &Lettering::LABEL);
        self.reach(start.min(end), start.max(end));
        if is_created {
            self.draw_head(to, self.y);
            self.born[to] = Some(self.y + height / 2.0);
            self.reach(
                self.columns.x[to] - width / 2.0,
                self.columns.x[to] + width / 2.0,
            );
            self.y += height / 2.0;
        }
        self.y += ROW;
    }

    fn draw_message_to_self(&mut self, actor: usize, label: &Label, role: Role, tips: [Tip; 2]) {
        let height = label.height().max(LINE_HEIGHT);
        let x = self.columns.x[actor] + self.bar_edge(actor, true, 0);
        let (top, bottom) = (self.y + height / 2.0 - 8.0, self.y + height / 2.0 + 8.0);
        let far = x + OUT;
        let points = [(x, top), (far, top - 6.0), (far, bottom + 6.0), (x, bottom)]
            .map(|(x, y)| Point { x, y });
        line::draw(
            &mut self.canvas,
            role,
            &Paint::default(),
            (&points, Course::Curl),
            tips,
        );
        let beside = Point {
            x: far - 2.0,
            y: self.y + height / 2.0,
        };
        let lettering = Lettering {
            anchor: Anchor::Start,
            ..Lettering::LABEL
        };
        self.canvas.text(beside, label, &lettering);
        self.reach(x, far + label.width());
        self.y += height + ROW;
    }

    fn draw_note(&mut self, first: usize, last: usize, place: Place, label: &Label) {
        let width = label.width() + 2.0 * PAD_X;
        let height = label.height() + 2.0 * PAD_Y;
        let (left, right) = (self.columns.x[first], self.columns.x[last]);
        let frame = match place {
            Place::LeftOf => Frame::between(left - 12.0 - width, 0.0, left - 12.0, height),
            Place::RightOf => Frame::between(right + 12.0, 0.0, right + 12.0 + width, height),
            Place::Over => {
                let x = f64::midpoint(left, right);
                let width = width.max(right - left + 2.0 * PAD_X);
                Frame::between(x - width / 2.0, 0.0, x + width / 2.0, height)
            }
        };
        let centre = Point {
            x: frame.centre.x,
            y: self.y + height / 2.0,
        };
        let frame = Frame { centre, ..frame };
        Shape::Note.draw(&mut self.canvas, frame, &Paint::default());
        self.canvas.text(centre, label, &Lettering::INSIDE);
        self.reach(frame.left(), frame.right());
        self.y += height + ROW;
    }

    fn open(&mut self, keyword: &'static str, label: &'a Label, paint: &'a Paint) {
        self.open.push(Open {
            keyword,
            label,
            paint,
            top: self.y,
            left: f64::INFINITY,
            right: f64::NEG_INFINITY,
            parts: Vec::new(),
        });
        self.y += if keyword.is_empty() {
            ROW / 2.0
        } else {
            label.height().max(LINE_HEIGHT) + 8.0
        };
    }

    /// Draws the innermost frame, now that all in it is known.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let (mut left, mut right) = (open.left - AROUND, open.right + AROUND);
        if left > right {
            // Nothing was in it.
            left = self.columns.x[0];
            right = self.columns.x[self.columns.x.len() - 1];
        }
        // The words begin beside a lifeline rather than over it.
        let lifeline = self.columns.x.iter().position(|x| *x >= left);
        let title_left = lifeline.map_or(left + 8.0, |actor| {
            self.columns.x[actor] + self.bar_edge(actor, true, 1) + 4.0
        });
        let first = (open.top, open.keyword, open.label);
        let parts: Vec<_> = std::iter::once(first).chain(open.parts).collect();
        for (_, keyword, label) in &parts {
            right = right.max(title_left + titled(keyword, label).width() + 8.0);
        }
        let frame = Frame::between(left, open.top, right, self.y);
        self.canvas.rect(Role::Cluster, open.paint, frame, 6.0);
        for (index, (top, keyword, label)) in parts.iter().enumerate() {
            if index > 0 {
                let rule = [left, right].map(|x| Point { x, y: *top });
                let course = (&rule[..], Course::Straight);
                let plain = [Tip::Plain; 2];
                line::draw(
                    &mut self.canvas,
                    Role::Lifeline,
                    &Paint::default(),
                    course,
                    plain,
                );
            }
            let title = titled(keyword, label);
            let at = Point {
                x: title_left,
                y: top + 4.0 + title.height() / 2.0,
            };
            let lettering = Lettering {
                anchor: Anchor::Start,
                ..Lettering::LABEL
            };
            self.canvas.text(at, &title, &lettering);
        }
        self.reach(left, right);
        self.y += ROW;
    }

    /// Makes all open frames wide enough.
    fn reach(&mut self, left: f64, right: f64) {
        for open in &mut self.open {
            open.left = open.left.min(left);
            open.right = open.right.max(right);
        }
    }

    fn deactivate(&mut self, actor: usize) {
        let Some(top) = self.bars[actor].pop() else {
            return;
        };
        // A bar ends where the last message did, not where the next row begins.
        let bottom = (self.y - ROW).max(top + 2.0 * BAR);
        let x = self.columns.x[actor] + self.bars[actor].len() as f64 * BAR;
        let frame = Frame::between(x - BAR, top - ROW, x + BAR, bottom);
        self.canvas.rect(Role::Bar, &Paint::default(), frame, 0.0);
    }

    /// How far from the lifeline a message starts or ends, with `more` bars to come.
    fn bar_edge(&self, actor: usize, is_right: bool, more: usize) -> f64 {
        match (self.bars[actor].len() + more, is_right) {
            (0, _) => 0.0,
            (bars, true) => bars as f64 * BAR,
            (_, false) => -BAR,
        }
    }

    fn is_activated_next(&self, index: usize, actor: usize) -> bool {
        let next = self.script.events.get(index + 1);
        matches!(next, Some(Event::Activate(activated)) if *activated == actor)
    }

    fn destroy(&mut self, index: usize) {
        for actor in 0..self.born.len() {
            if self.script.actors[actor].destroyed_at != Some(index) {
                continue;
            }
            let (x, y) = (
                number(self.columns.x[actor] - 8.0),
                number(self.y - ROW - 8.0),
            );
            let cross = format!("M{x} {y}l16 16m0-16l-16 16");
            self.canvas.path(Role::Detail, &Paint::default(), &cross);
            self.end_lifeline(actor, self.y - ROW);
        }
    }

    fn end_lifeline(&mut self, actor: usize, bottom: f64) {
        let Some(top) = self.born[actor].take() else {
            return;
        };
        let x = self.columns.x[actor];
        let points = [top, bottom].map(|y| Point { x, y });
        let course = (&points[..], Course::Straight);
        line::draw(
            &mut self.canvas,
            Role::Lifeline,
            &Paint::default(),
            course,
            [Tip::Plain; 2],
        );
    }
}
