//! State machines: from the parser's statements to boxes and arrows.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::flowchart::{direction, in_words};
use super::graph::{Edge, End, Graph, Group, Node, Stroke};
use super::label::{Label, Markup};
use super::line::Tip;
use super::outline::Shape;
use super::paint::Paint;
use super::route::Axis;

/// The parser's view of a state machine.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StateMachine {
    acc_title: Option<String>,
    acc_descr: Option<String>,
    direction: Option<String>,
    nodes: Vec<State>,
    edges: Vec<Transition>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct State {
    id: String,
    shape: String,
    label: Option<String>,
    /// One line or several, as the author wrote them.
    #[serde(default)]
    description: Value,
    #[serde(default)]
    is_group: bool,
    dir: Option<String>,
    parent_id: Option<String>,
    #[serde(default)]
    css_compiled_styles: Vec<String>,
    #[serde(default)]
    css_styles: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Transition {
    start: String,
    end: String,
    label: Option<String>,
    #[serde(default)]
    classes: String,
}

impl StateMachine {
    pub(super) fn names(&self) -> (Option<String>, Option<String>) {
        (self.acc_title.clone(), self.acc_descr.clone())
    }

    /// The drawing and its edges in words.
    pub(super) fn graph(&self) -> (Graph, Vec<String>) {
        let direction = direction(self.direction.as_deref());
        let mut graph = Graph {
            axis: Axis::of(Some(direction)),
            direction: direction.to_owned(),
            ..Graph::default()
        };
        let ends = self.add_ends(&mut graph);
        for state in &self.nodes {
            let group = self.group(state, &ends);
            match ends.get(state.id.as_str()) {
                Some(End::Node(index)) => graph.nodes[*index].group = group,
                Some(End::Group(index)) => graph.groups[*index].group = group,
                None => {}
            }
        }
        let mut words = Vec::new();
        for transition in &self.edges {
            let ids = [&transition.start, &transition.end];
            let [Some(from), Some(to)] = ids.map(|id| ends.get(id.as_str())) else {
                continue;
            };
            let edge = transition.edge([*from, *to]);
            let [from, to] = ids.map(|id| self.spoken(id));
            words.push(match transition.note() {
                Some(0) => format!("{to}: {from}"),
                Some(_) => format!("{from}: {to}"),
                None => in_words(&from, &to, &edge.label),
            });
            graph.edges.push(edge);
        }
        (graph, words)
    }

    fn add_ends(&self, graph: &mut Graph) -> BTreeMap<&str, End> {
        let mut ends = BTreeMap::new();
        for state in &self.nodes {
            if state.shape == "noteGroup" {
                continue;
            }
            if state.is_group {
                ends.insert(state.id.as_str(), End::Group(graph.groups.len()));
                graph.groups.push(state.group());
            } else {
                ends.insert(state.id.as_str(), End::Node(graph.nodes.len()));
                graph.nodes.push(state.node(graph.axis));
            }
        }
        ends
    }

    /// The group around a state. A note and its state share one that is never
    /// drawn, so that the note belongs where its state does.
    fn group(&self, state: &State, ends: &BTreeMap<&str, End>) -> Option<usize> {
        let parent = state.parent_id.as_deref()?;
        if let Some(End::Group(index)) = ends.get(parent) {
            return Some(*index);
        }
        let owner = parent.strip_suffix("----parent")?;
        let owner = self.nodes.iter().find(|state| state.id == owner)?;
        match ends.get(owner.parent_id.as_deref()?) {
            Some(End::Group(index)) => Some(*index),
            _ => None,
        }
    }

    /// What a reader hears for a state.
    fn spoken(&self, id: &str) -> String {
        let Some(state) = self.nodes.iter().find(|state| state.id == id) else {
            return id.to_owned();
        };
        match state.shape.as_str() {
            "stateStart" => "●".to_owned(),
            "stateEnd" => "◉".to_owned(),
            _ => state.label().text(),
        }
    }
}

impl State {
    fn label(&self) -> Label {
        Label::new(self.label.as_deref().unwrap_or_default(), Markup::Html)
    }

    fn node(&self, axis: Axis) -> Node {
        let shape = match self.shape.as_str() {
            "rect" | "rectWithTitle" => Shape::Round,
            name => Shape::named(name, axis),
        };
        let mut parts = vec![self.label()];
        let lines: Vec<&str> = match &self.description {
            Value::String(line) => vec![line],
            Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if self.shape == "rectWithTitle" && !lines.is_empty() {
            parts.push(Label::new(&lines.join("\n"), Markup::Html));
        }
        if shape == Shape::Diamond {
            // A choice has an id but no words.
            parts = vec![Label::default()];
        }
        Node {
            shape,
            parts,
            group: None,
            paint: self.paint(),
            href: None,
        }
    }

    fn group(&self) -> Group {
        Group {
            title: self.label(),
            group: None,
            direction: self
                .dir
                .as_deref()
                .map(|dir| direction(Some(dir)).to_owned()),
            paint: self.paint(),
        }
    }

    fn paint(&self) -> Paint {
        let declarations = self.css_compiled_styles.iter().chain(&self.css_styles);
        Paint::new(declarations.map(String::as_str))
    }
}

impl Transition {
    /// Which of its ends is a note, if it only ties one to its state.
    fn note(&self) -> Option<usize> {
        let is_tie = self.classes.contains("note-edge");
        is_tie.then(|| usize::from(!self.start.contains("----note")))
    }

    fn edge(&self, ends: [End; 2]) -> Edge {
        let (tips, stroke) = if self.note().is_some() {
            ([Tip::Plain; 2], Stroke::Dotted)
        } else {
            ([Tip::Plain, Tip::Arrow], Stroke::Solid)
        };
        Edge {
            ends,
            tips,
            stroke,
            label: Label::new(self.label.as_deref().unwrap_or_default(), Markup::Html),
            end_labels: Default::default(),
            length: 1,
            paint: Paint::default(),
        }
    }
}
