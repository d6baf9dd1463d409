//! From a source to a drawing or an error with its line.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize as _;

use super::class::ClassDiagram;
use super::engine::{self, Meaning, Place, Refusal};
use super::flowchart::Flowchart;
use super::graph::Graph;
use super::sequence::Sequence;
use super::state::StateMachine;
use super::svg::Canvas;
use super::{Diagram, DiagramError};
use crate::suggest;

/// Longer sources are taken for a mistake.
const MOST_BYTES: usize = 100_000;

/// Larger drawings cannot be read, and take long to lay out.
const MOST_NODES: usize = 500;

/// Sources up to this long are searched for a line the parser did not name.
const MOST_SEARCHED_LINES: usize = 300;

const KINDS: [&str; 5] = [
    "flowchart",
    "graph",
    "sequenceDiagram",
    "stateDiagram-v2",
    "classDiagram",
];

/// Draws `source`; see [`super::draw`].
pub(super) fn draw(source: &str, id: &str) -> Result<Diagram, DiagramError> {
    if source.len() > MOST_BYTES {
        return Err(DiagramError {
            line: 1,
            message: format!("the diagram is longer than {MOST_BYTES} bytes"),
        });
    }
    let Some(first) = first_statement(source) else {
        return Err(DiagramError {
            line: 1,
            message: "the diagram is empty".to_owned(),
        });
    };
    // A bug in the parser or the layout must not take the whole build down.
    let result = catch_unwind(AssertUnwindSafe(|| try_draw(source, id)));
    let refusal = match result {
        Ok(Ok(diagram)) => return Ok(diagram),
        Ok(Err(refusal)) => refusal,
        Err(_) => Refusal {
            message: "the renderer failed on this diagram".to_owned(),
            place: Place::Unknown,
        },
    };
    Err(located(source, first, refusal))
}

/// What each kind gives before it is closed.
struct Drawn {
    canvas: Canvas,
    names: (Option<String>, Option<String>),
    words: Vec<String>,
}

fn try_draw(source: &str, id: &str) -> Result<Diagram, Refusal> {
    let Meaning { kind, title, model } = engine::parse(source)?;
    let drawn = match kind.as_str() {
        "flowchart" | "flowchart-v2" | "graph" => {
            let chart = Flowchart::deserialize(&model).map_err(|_| unreadable())?;
            draw_graph(chart.graph(), chart.names())?
        }
        "state" | "stateDiagram" => {
            let machine = StateMachine::deserialize(&model).map_err(|_| unreadable())?;
            draw_graph(machine.graph(), machine.names())?
        }
        "class" | "classDiagram" => {
            let diagram = ClassDiagram::deserialize(&model).map_err(|_| unreadable())?;
            draw_graph(diagram.graph(), diagram.names())?
        }
        "sequence" => {
            let sequence = Sequence::deserialize(&model).map_err(|_| unreadable())?;
            check_size(sequence.size())?;
            let (canvas, words) = sequence.draw();
            Drawn {
                canvas,
                words,
                names: sequence.names(),
            }
        }
        other => return Err(engine::not_drawn(other)),
    };
    let (acc_title, description) = drawn.names;
    let title = acc_title.or(title);
    let sheet = drawn
        .canvas
        .finish(id, title.as_deref(), description.as_deref());
    Ok(Diagram {
        svg: sheet.svg,
        title,
        description,
        edges: drawn.words,
        width: sheet.width as f32,
        height: sheet.height as f32,
    })
}

fn draw_graph(
    (graph, words): (Graph, Vec<String>),
    names: (Option<String>, Option<String>),
) -> Result<Drawn, Refusal> {
    check_size(graph.nodes.len().max(graph.edges.len() / 2))?;
    Ok(Drawn {
        canvas: graph.draw()?,
        names,
        words,
    })
}

fn check_size(nodes: usize) -> Result<(), Refusal> {
    let message = match nodes {
        0 => "the diagram is empty".to_owned(),
        1..=MOST_NODES => return Ok(()),
        _ => format!("the diagram has {nodes} nodes, more than {MOST_NODES}"),
    };
    Err(Refusal {
        message,
        place: Place::Everywhere,
    })
}

fn unreadable() -> Refusal {
    Refusal {
        message: "this diagram cannot be read".to_owned(),
        place: Place::Unknown,
    }
}

fn located(source: &str, first: usize, refusal: Refusal) -> DiagramError {
    let (line, message) = match refusal.place {
        Place::At(offset) => (statement_line(source, offset).max(first), refusal.message),
        Place::Unknown => (
            searched_line(source, &refusal).unwrap_or(first),
            refusal.message,
        ),
        Place::Everywhere => (first, refusal.message),
        Place::NoKind => {
            let help = kinds_like(source.lines().nth(first - 1).unwrap_or_default());
            (first, format!("{}; {help}", refusal.message))
        }
    };
    DiagramError { line, message }
}

/// What to write in place of the first word of `line`.
fn kinds_like(line: &str) -> String {
    let word = line.split_whitespace().next().unwrap_or_default();
    match suggest::nearest(word, KINDS) {
        Some(kind) => format!("did you mean `{kind}`?"),
        None => format!("begin with one of {}", suggest::list(KINDS)),
    }
}

/// The first line that is no blank, comment, directive or front matter.
fn first_statement(source: &str) -> Option<usize> {
    let mut is_front_matter = false;
    let mut has_begun = false;
    let mut is_directive = false;
    for (index, line) in source.lines().enumerate() {
        let line = line.trim();
        if line == "---" && (!has_begun || is_front_matter) {
            is_front_matter = !is_front_matter;
            has_begun = true;
            continue;
        }
        is_directive |= line.starts_with("%%{");
        let is_statement = !(is_front_matter || is_directive || line.starts_with("%%"));
        if is_directive && line.ends_with("}%%") {
            is_directive = false;
        }
        if is_statement && !line.is_empty() {
            return Some(index + 1);
        }
    }
    None
}

/// The line of `offset`; past the last statement it is that statement's.
fn statement_line(source: &str, offset: usize) -> usize {
    let end = source.trim_end().len();
    let before = &source.as_bytes()[..offset.min(end)];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The last line of the shortest beginning that is refused for the same reason.
fn searched_line(source: &str, refusal: &Refusal) -> Option<usize> {
    let ends: Vec<usize> = source
        .split_inclusive('\n')
        .scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        })
        .take(MOST_SEARCHED_LINES)
        .collect();
    let is_refused = |end: &usize| {
        let beginning = &source[..*end];
        let parsed = catch_unwind(|| engine::parse(beginning));
        matches!(parsed, Ok(Err(other)) if other.message == refusal.message)
    };
    ends.iter().position(is_refused).map(|index| index + 1)
}
