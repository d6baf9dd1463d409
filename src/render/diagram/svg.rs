//! Writes the drawing: layers of shapes and text under one `<svg>`.
//!
//! Nothing here writes a style, a script or an id besides those of the title
//! and the description. Shapes carry classes for the theme; the few attributes
//! on the layers keep a drawing legible where no theme reaches it, such as a
//! feed reader.

use std::fmt::Write as _;

use super::engine::Point;
use super::frame::Frame;
use super::label::{LINE_HEIGHT, Label};
use super::paint::{Colour, Paint};
use super::width::FONT_SIZE;
use crate::render::html::escape;

/// Room between the drawing and the edge of the figure.
const MARGIN: f64 = 8.0;

/// Wider drawings are scrolled, not shrunk: their text would become too small.
const WIDE: f64 = 900.0;

/// Where a line of text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Middle,
    Start,
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    backs: String,
    bars: String,
    lines: String,
    shapes: String,
    texts: String,
    bounds: Option<(Point, Point)>,
    has_links: bool,
}

/// The finished text and its natural size.
pub(super) struct Sheet {
    pub(super) svg: String,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What a shape is to the theme: its class, and the layer it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Cluster,
    Lifeline,
    /// The active stretch of a lifeline.
    Bar,
    Edge,
    Thick,
    Dotted,
    Arrow,
    Tip,
    Node,
    Detail,
    Note,
    Dot,
}

impl Role {
    fn class(self) -> &'static str {
        match self {
            Self::Cluster => "d-cluster",
            Self::Lifeline => "d-lifeline",
            Self::Edge => "d-edge",
            Self::Thick => "d-edge d-thick",
            Self::Dotted => "d-edge d-dotted",
            Self::Arrow => "d-arrow",
            Self::Tip => "d-tip",
            Self::Node | Self::Bar => "d-node",
            Self::Detail => "d-detail",
            Self::Note => "d-note",
            Self::Dot => "d-dot",
        }
    }

    /// Parts that are filled even where no theme says so.
    fn is_filled(self) -> bool {
        matches!(self, Self::Arrow | Self::Dot)
    }
}

impl Canvas {
    /// Adds an outline given as path data around `points`.
    pub(super) fn path(&mut self, role: Role, paint: &Paint, data: &str) {
        let mut element = format!("<path class=\"{}\" d=\"{data}\"", role.class());
        push_paint(&mut element, role, paint);
        element.push_str("/>");
        self.layer(role).push_str(&element);
    }

    /// Adds a rectangle by its centre.
    pub(super) fn rect(&mut self, role: Role, paint: &Paint, frame: Frame, radius: f64) {
        let mut element = format!(
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            role.class(),
            number(frame.left()),
            number(frame.top()),
            number(frame.width),
            number(frame.height),
        );
        if radius > 0.0 {
            push(&mut element, format_args!(" rx=\"{}\"", number(radius)));
        }
        push_paint(&mut element, role, paint);
        element.push_str("/>");
        self.layer(role).push_str(&element);
        self.include_frame(frame);
    }

    /// Adds a circle.
    pub(super) fn circle(&mut self, role: Role, paint: &Paint, centre: Point, radius: f64) {
        let mut element = format!(
            "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"",
            role.class(),
            number(centre.x),
            number(centre.y),
            number(radius),
        );
        push_paint(&mut element, role, paint);
        element.push_str("/>");
        self.layer(role).push_str(&element);
        self.include_frame(Frame::new(centre, radius * 2.0, radius * 2.0));
    }

    /// Adds the lines of `label`, centred on the height of `at`.
    pub(super) fn text(&mut self, at: Point, label: &Label, lettering: &Lettering<'_>) {
        if label.is_empty() {
            return;
        }
        let x = number(at.x);
        // Half of what is left of a line above capital letters and below the baseline.
        let first = at.y - label.height() / 2.0 + LINE_HEIGHT / 2.0 + FONT_SIZE * 0.36;
        let mut element = format!(
            "<text class=\"{}\" x=\"{x}\" y=\"{}\"",
            lettering.class,
            number(first)
        );
        element.push_str(match lettering.anchor {
            Anchor::Middle => "",
            Anchor::Start => " text-anchor=\"start\"",
        });
        if let Some(colour) = lettering.colour {
            push(&mut element, format_args!(" fill=\"{}\"", colour.hex()));
        }
        element.push('>');
        for (index, line) in label.lines.iter().enumerate() {
            match (index, label.lines.len()) {
                (0, _) => push_runs(&mut element, line),
                _ => {
                    let down = number(first + index as f64 * LINE_HEIGHT);
                    push(&mut element, format_args!("<tspan x=\"{x}\" y=\"{down}\">"));
                    push_runs(&mut element, line);
                    element.push_str("</tspan>");
                }
            }
        }
        element.push_str("</text>");
        match lettering.href {
            Some(href) => self.push_link(href, &element),
            None => self.texts.push_str(&element),
        }
        self.include_label(at, label, lettering.anchor);
    }

    fn push_link(&mut self, href: &str, element: &str) {
        self.has_links = true;
        let rel = if href.starts_with("https:") {
            " rel=\"nofollow noopener\""
        } else {
            ""
        };
        let href = escape(href);
        push(
            &mut self.texts,
            format_args!("<a href=\"{href}\"{rel}>{element}</a>"),
        );
    }

    fn layer(&mut self, role: Role) -> &mut String {
        match role {
            Role::Cluster | Role::Lifeline => &mut self.backs,
            Role::Bar => &mut self.bars,
            Role::Edge | Role::Thick | Role::Dotted => &mut self.lines,
            Role::Arrow | Role::Tip | Role::Node | Role::Detail | Role::Note | Role::Dot => {
                &mut self.shapes
            }
        }
    }

    /// Makes the figure large enough for `point`.
    pub(super) fn include(&mut self, point: Point) {
        let (low, high) = self.bounds.get_or_insert((point, point));
        low.x = low.x.min(point.x);
        low.y = low.y.min(point.y);
        high.x = high.x.max(point.x);
        high.y = high.y.max(point.y);
    }

    /// Makes the figure large enough for `frame`.
    pub(super) fn include_frame(&mut self, frame: Frame) {
        self.include(Point {
            x: frame.left(),
            y: frame.top(),
        });
        self.include(Point {
            x: frame.right(),
            y: frame.bottom(),
        });
    }

    fn include_label(&mut self, at: Point, label: &Label, anchor: Anchor) {
        let width = label.width();
        let x = match anchor {
            Anchor::Middle => at.x,
            Anchor::Start => at.x + width / 2.0,
        };
        self.include_frame(Frame::new(Point { x, y: at.y }, width, label.height()));
    }

    /// Closes the drawing. `id` prefixes the ids of its title and description.
    pub(super) fn finish(self, id: &str, title: Option<&str>, description: Option<&str>) -> Sheet {
        let zero = Point { x: 0.0, y: 0.0 };
        let (low, high) = self.bounds.unwrap_or((zero, zero));
        let left = (low.x - MARGIN).floor();
        let top = (low.y - MARGIN).floor();
        let width = (high.x + MARGIN).ceil() - left;
        let height = (high.y + MARGIN).ceil() - top;
        let mut svg = format!(
            "<svg width=\"{width}\" height=\"{height}\" \
             viewBox=\"{left} {top} {width} {height}\" font-size=\"{FONT_SIZE}\" \
             text-anchor=\"middle\""
        );
        if width > WIDE {
            svg.push_str(" class=\"d-wide\"");
        }
        // An image has a name and no parts to a screen reader. Without a name its
        // words are read one by one, and with links it is a group.
        let role = match (title.or(description), self.has_links) {
            (Some(_), false) => " role=\"img\"",
            (Some(_), true) => " role=\"group\"",
            (None, _) => "",
        };
        svg.push_str(role);
        push_names(&mut svg, &escape(id), title, description);
        push_layer(
            &mut svg,
            "fill=\"none\" stroke=\"currentColor\"",
            &[&self.backs, &self.bars, &self.lines, &self.shapes],
        );
        push_layer(&mut svg, "fill=\"currentColor\"", &[&self.texts]);
        svg.push_str("</svg>");
        Sheet { svg, width, height }
    }
}

/// How text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lettering<'a> {
    pub(super) class: &'static str,
    pub(super) anchor: Anchor,
    pub(super) colour: Option<Colour>,
    pub(super) href: Option<&'a str>,
}

impl Lettering<'_> {
    /// Text inside a shape.
    pub(super) const INSIDE: Self = Self {
        class: "d-text",
        anchor: Anchor::Middle,
        colour: None,
        href: None,
    };

    /// Text over a line, which the theme keeps clear of it.
    pub(super) const LABEL: Self = Self {
        class: "d-label",
        ..Self::INSIDE
    };
}

/// One decimal at most: a tenth of a unit cannot be seen.
pub(super) fn number(value: f64) -> f64 {
    // Adding zero turns `-0` into `0`.
    (value * 10.0).round() / 10.0 + 0.0
}

/// `x y`, as path data wants it.
pub(super) fn at(point: Point) -> String {
    format!("{} {}", number(point.x), number(point.y))
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments)
        .expect("writing to a string never fails");
}

/// What the author asked for, and what a class alone would say where there is
/// no theme.
fn push_paint(element: &mut String, role: Role, paint: &Paint) {
    match paint.fill {
        Some(fill) => push(element, format_args!(" fill=\"{}\"", fill.hex())),
        None if role.is_filled() => element.push_str(" fill=\"currentColor\""),
        None => {}
    }
    if paint.is_faint {
        element.push_str(" fill-opacity=\"0.2\"");
    }
    if let Some(stroke) = paint.stroke {
        push(element, format_args!(" stroke=\"{}\"", stroke.hex()));
    }
    let width = paint.stroke_width.or((role == Role::Thick).then_some(3.0));
    if let Some(width) = width {
        push(element, format_args!(" stroke-width=\"{}\"", number(width)));
    }
    if paint.is_dashed || matches!(role, Role::Dotted | Role::Lifeline) {
        element.push_str(" stroke-dasharray=\"4 4\"");
    }
}

fn push_runs(element: &mut String, runs: &[super::label::Run]) {
    for run in runs {
        let text = escape(&run.text);
        let styles: String = [
            (run.is_bold, " font-weight=\"bold\""),
            (run.is_italic, " font-style=\"italic\""),
            (run.is_underlined, " text-decoration=\"underline\""),
        ]
        .into_iter()
        .filter_map(|(is_set, attribute)| is_set.then_some(attribute))
        .collect();
        if styles.is_empty() {
            element.push_str(&text);
        } else {
            push(element, format_args!("<tspan{styles}>{text}</tspan>"));
        }
    }
}

fn push_names(svg: &mut String, id: &str, title: Option<&str>, description: Option<&str>) {
    let named: Vec<(&str, char, &str)> = [
        title.map(|text| ("title", 't', text)),
        description.map(|text| ("desc", 'd', text)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !named.is_empty() {
        let ids: Vec<String> = named
            .iter()
            .map(|(_, suffix, _)| format!("{id}-{suffix}"))
            .collect();
        push(svg, format_args!(" aria-labelledby=\"{}\"", ids.join(" ")));
    }
    svg.push('>');
    for (tag, suffix, text) in named {
        let text = escape(text);
        push(
            svg,
            format_args!("<{tag} id=\"{id}-{suffix}\">{text}</{tag}>"),
        );
    }
}

fn push_layer(svg: &mut String, attributes: &str, parts: &[&str]) {
    if parts.iter().any(|part| !part.is_empty()) {
        push(svg, format_args!("<g {attributes}>{}</g>", parts.concat()));
    }
}
