//! The Mermaid parser and layout, reached from here only.
//!
//! The parser gives the meaning of a source. The layout is used as a plain
//! layered-graph engine: every drawing is turned into a chart of bare boxes
//! whose labels state their own size, so that sizes are decided by us, and no
//! font, theme or markup rule of the engine has a say.

use std::sync::{Arc, LazyLock};

use merman::svg::{
    MeasurementProfileId, TextMeasurementPolicy, TextMeasurementProfile,
    TextMeasurementProfileIdentity, TextMeasurer, TextMetrics, TextStyle,
};
use merman::{
    Engine, MermaidConfig, OperationControl, ParseOptions, RenderError, RenderOutput,
    RenderRequest, Renderer, SvgRequest, TerminalDiagnostic,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::frame::Frame;
use super::route::Axis;

/// What a source means, as the parser tells it.
pub(super) struct Meaning {
    /// The parser's name of the kind: `flowchart-v2`, `sequence` and so on.
    pub(super) kind: String,
    /// The `title` of the front matter inside the diagram.
    pub(super) title: Option<String>,
    /// Statements, in the shape that kind has.
    pub(super) model: Value,
}

/// Why a source has no meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) place: Place,
}

/// Where the parser gave up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte of the source.
    At(usize),
    /// It does not say.
    Unknown,
    /// The whole of it.
    Everywhere,
    /// Nothing in the source names a kind of diagram that is drawn.
    NoKind,
}

/// A point of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A box by its centre and size.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Placed {
    pub(super) id: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The direction a group was laid out in.
    effective_dir: Option<String>,
}

/// A line between two boxes and the centre of its label.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Route {
    pub(super) id: String,
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Point>,
}

/// Where everything goes, by the ids of the chart.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Layout {
    pub(super) nodes: Vec<Placed>,
    pub(super) clusters: Vec<Placed>,
    pub(super) edges: Vec<Route>,
}

/// The box of the thing with this id.
pub(super) fn find(placed: &[Placed], id: &str) -> Option<Frame> {
    let found = placed.iter().find(|placed| placed.id == id)?;
    let centre = Point {
        x: found.x,
        y: found.y,
    };
    Some(Frame::new(centre, found.width, found.height))
}

impl Layout {
    /// How the group with this id is read.
    pub(super) fn axis(&self, id: &str) -> Axis {
        let group = self.clusters.iter().find(|cluster| cluster.id == id);
        Axis::of(group.and_then(|group| group.effective_dir.as_deref()))
    }
}

/// Reads a source of any supported kind.
pub(super) fn parse(source: &str) -> Result<Meaning, Refusal> {
    let artifact = RENDERER
        .prepare_semantic(source, OperationControl::new())
        .map_err(refusal)?
        .ok_or_else(|| no_kind("no known kind of diagram"))?;
    let model = artifact.compatibility_json().map_err(refusal)?;
    Ok(Meaning {
        kind: artifact.diagram_type().to_owned(),
        title: artifact.metadata().title.clone(),
        model: model.into_unmanaged_value(),
    })
}

/// Lays out a chart of boxes labelled by [`size_label`].
pub(super) fn layout(chart: &str) -> Result<Layout, Refusal> {
    let mut request = SvgRequest::default();
    request.environment = request
        .environment
        .with_text_measurement_policy(TextMeasurementPolicy::uniform(MEASURER.clone()));
    let request = RenderRequest::layout_json(chart, OperationControl::new(), request);
    let Ok(RenderOutput::LayoutJson(Some(output))) = RENDERER.render(request) else {
        return Err(unplaced());
    };
    Layout::deserialize(&output.layout().as_value()["layout"]["FlowchartV2"])
        .map_err(|_| unplaced())
}

/// The label that makes the layout reserve exactly this much room.
pub(super) fn size_label(width: f64, height: f64) -> String {
    format!("{}x{}", width.ceil(), height.ceil())
}

/// The measurer that reads the size out of the label.
struct Stated;

impl TextMeasurer for Stated {
    fn measure(&self, text: &str, _: &TextStyle) -> TextMetrics {
        let (width, height) = text.split_once('x').unwrap_or_default();
        TextMetrics {
            width: width.parse().unwrap_or(0.0),
            height: height.parse().unwrap_or(0.0),
            line_count: 1,
        }
    }
}

static MEASURER: LazyLock<TextMeasurementProfile> = LazyLock::new(|| {
    let id = MeasurementProfileId::new("stated").expect("a plain word is a valid id");
    let identity = TextMeasurementProfileIdentity::new(id, "1").expect("`1` is a valid version");
    TextMeasurementProfile::new(identity, Arc::new(Stated))
});

static RENDERER: LazyLock<Renderer> = LazyLock::new(|| {
    let config = json!({
        "look": "classic",
        "layout": "dagre",
        "htmlLabels": true,
        "maxEdges": 10_000,
        "maxTextSize": 1_000_000,
        "flowchart": {
            "htmlLabels": true,
            "padding": 0,
            "minNodeWidth": 0,
            "wrappingWidth": 1_000_000,
            "nodeSpacing": 36,
            "rankSpacing": 52,
        },
    });
    Renderer::new()
        .with_engine(Engine::new().with_site_config(MermaidConfig::from_value(config)))
        .with_parse_options(ParseOptions::strict())
});

/// The refusal of a drawing that the layout cannot cope with.
pub(super) fn unplaced() -> Refusal {
    Refusal {
        message: "this diagram cannot be laid out".to_owned(),
        place: Place::Unknown,
    }
}

/// The refusal of a kind of diagram the build cannot draw.
pub(super) fn not_drawn(kind: &str) -> Refusal {
    no_kind(&format!("diagrams of kind `{kind}` are not drawn"))
}

fn no_kind(message: &str) -> Refusal {
    Refusal {
        message: message.to_owned(),
        place: Place::NoKind,
    }
}

fn refusal(error: RenderError) -> Refusal {
    match error {
        RenderError::Parse(diagnostic) => parse_refusal(&diagnostic),
        RenderError::NoDiagram => no_kind("no known kind of diagram"),
        other => Refusal {
            message: other.to_string(),
            place: Place::Unknown,
        },
    }
}

fn parse_refusal(diagnostic: &TerminalDiagnostic) -> Refusal {
    let details = diagnostic.terminal_diagnostic_details();
    if details.code.ends_with("no_diagram_detected") {
        return no_kind("no known kind of diagram");
    }
    if details.code.ends_with("unsupported_diagram") {
        let kind = details.diagram_type.unwrap_or_default();
        return not_drawn(&kind);
    }
    let is_exact = details
        .span_kind
        .is_some_and(|kind| kind != merman::ParseDiagnosticSpanKind::Fallback);
    Refusal {
        message: plain(&diagnostic.terminal_safe_message()),
        place: match details.span {
            Some(span) if is_exact => Place::At(span.start),
            _ => Place::Unknown,
        },
    }
}

/// `Diagram parse error (sequence): Unexpected x` to `unexpected x`.
fn plain(message: &str) -> String {
    let message = match message.split_once("): ") {
        Some((head, rest)) if head.starts_with("Diagram parse error") => rest,
        _ => message,
    };
    // A list of twenty expected tokens helps nobody.
    let message = match message.split_once("; expected ") {
        Some((head, list)) if list.matches(", ").count() > 3 => head,
        _ => message,
    };
    // Offsets counted after the parser's own clean-up mean nothing to an author.
    let message = match message.rsplit_once(" at ") {
        Some((head, offset)) if offset.bytes().all(|byte| byte.is_ascii_digit()) => head,
        _ => message,
    };
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => message.to_owned(),
    }
}
