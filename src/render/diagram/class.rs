//! Class diagrams: from the parser's statements to boxes and arrows.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::flowchart::{direction, safe_href};
use super::graph::{Edge, End, Graph, Group, Node, Stroke};
use super::label::{Label, Markup};
use super::line::Tip;
use super::outline::Shape;
use super::paint::Paint;
use super::route::Axis;

/// The parser's view of a class diagram.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClassDiagram {
    acc_title: Option<String>,
    acc_descr: Option<String>,
    direction: Option<String>,
    classes: serde_json::Map<String, serde_json::Value>,
    relations: Vec<Relation>,
    #[serde(default)]
    notes: Vec<Note>,
    #[serde(default)]
    namespaces: BTreeMap<String, Namespace>,
    #[serde(default)]
    style_classes: BTreeMap<String, StyleClass>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Class {
    id: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    css_classes: String,
    methods: Vec<Member>,
    members: Vec<Member>,
    annotations: Vec<String>,
    #[serde(default)]
    styles: Vec<String>,
    parent: Option<String>,
    link: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    display_text: String,
    #[serde(default)]
    css_style: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Relation {
    id1: String,
    id2: String,
    relation_title1: String,
    relation_title2: String,
    title: String,
    relation: Relating,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Relating {
    type1: i32,
    type2: i32,
    line_type: i32,
}

#[derive(Debug, Deserialize)]
struct Note {
    class: Option<String>,
    text: String,
}

#[derive(Debug, Deserialize)]
struct Namespace {
    label: Option<String>,
    parent: Option<String>,
}

#[derive(Debug, Deserialize)]
struct StyleClass {
    #[serde(default)]
    styles: Vec<String>,
}

impl ClassDiagram {
    pub(super) fn names(&self) -> (Option<String>, Option<String>) {
        (self.acc_title.clone(), self.acc_descr.clone())
    }

    /// The drawing and its relations in words.
    pub(super) fn graph(&self) -> (Graph, Vec<String>) {
        let direction = direction(self.direction.as_deref());
        let mut graph = Graph {
            axis: Axis::of(Some(direction)),
            direction: direction.to_owned(),
            ..Graph::default()
        };
        let group_of = |name: Option<&str>| {
            let name = name?;
            self.namespaces.keys().position(|known| known == name)
        };
        for (id, namespace) in &self.namespaces {
            graph.groups.push(Group {
                title: Label::new(namespace.label.as_deref().unwrap_or(id), Markup::Plain),
                group: group_of(namespace.parent.as_deref()),
                direction: None,
                paint: Paint::default(),
            });
        }
        let mut ends = BTreeMap::new();
        let mut names = BTreeMap::new();
        for class in self.classes() {
            let mut node = self.node(&class);
            node.group = group_of(class.parent.as_deref());
            names.insert(class.id.clone(), class.name().text());
            ends.insert(class.id, End::Node(graph.nodes.len()));
            graph.nodes.push(node);
        }
        let mut words = Vec::new();
        for relation in &self.relations {
            let ids = [&relation.id1, &relation.id2];
            let [Some(from), Some(to)] = ids.map(|id| ends.get(id)) else {
                continue;
            };
            words.push(relation.in_words(ids.map(|id| names[id].as_str())));
            graph.edges.push(relation.edge([*from, *to]));
        }
        self.add_notes(&mut graph, &ends, &names, &mut words);
        (graph, words)
    }

    /// The classes in the order they were first written.
    fn classes(&self) -> impl Iterator<Item = Class> {
        self.classes
            .values()
            .filter_map(|class| Class::deserialize(class).ok())
    }

    fn node(&self, class: &Class) -> Node {
        let mut head = Label::default();
        for annotation in &class.annotations {
            head.append(Label::new(&format!("«{annotation}»"), Markup::Plain).italic());
        }
        head.append(class.name().bold());
        let mut parts = vec![head];
        for members in [&class.members, &class.methods] {
            let mut part = Label::default();
            for member in members {
                part.append(member.label());
            }
            if !part.is_empty() {
                parts.push(part);
            }
        }
        let named = class.css_classes.split_whitespace();
        let declarations = named
            .filter_map(|name| self.style_classes.get(name))
            .flat_map(|class| &class.styles)
            .chain(&class.styles);
        Node {
            shape: Shape::Rect,
            parts,
            group: None,
            paint: Paint::new(declarations.map(String::as_str)),
            href: class.link.as_deref().and_then(safe_href),
        }
    }

    fn add_notes(
        &self,
        graph: &mut Graph,
        ends: &BTreeMap<String, End>,
        names: &BTreeMap<String, String>,
        words: &mut Vec<String>,
    ) {
        for note in &self.notes {
            let label = Label::new(&note.text, Markup::Html);
            let class = note.class.as_deref().unwrap_or_default();
            let note_end = End::Node(graph.nodes.len());
            match (ends.get(class), names.get(class)) {
                (Some(end), Some(name)) => {
                    words.push(format!("{name}: {}", label.text()));
                    graph
                        .edges
                        .push(plain_edge([note_end, *end], Stroke::Dotted));
                }
                _ => words.push(label.text()),
            }
            graph.nodes.push(Node {
                shape: Shape::Note,
                parts: vec![label],
                group: None,
                paint: Paint::default(),
                href: None,
            });
        }
    }
}

impl Class {
    fn name(&self) -> Label {
        let text = if self.text.is_empty() {
            &self.id
        } else {
            &self.text
        };
        Label::new(text, Markup::Plain)
    }
}

impl Member {
    /// Abstract members are italic and static ones underlined, as in UML.
    fn label(&self) -> Label {
        let label = Label::new(&self.display_text, Markup::Plain);
        match self.css_style.as_str() {
            style if style.contains("italic") => label.italic(),
            style if style.contains("underline") => label.underlined(),
            _ => label,
        }
    }
}

impl Relation {
    fn edge(&self, ends: [End; 2]) -> Edge {
        let stroke = match self.relation.line_type {
            1 => Stroke::Dotted,
            _ => Stroke::Solid,
        };
        Edge {
            tips: [self.relation.type1, self.relation.type2].map(tip),
            label: Label::new(&self.title, Markup::Html),
            end_labels: [&self.relation_title1, &self.relation_title2].map(|title| {
                match title.as_str() {
                    "none" => Label::default(),
                    title => Label::new(title, Markup::Plain),
                }
            }),
            ..plain_edge(ends, stroke)
        }
    }

    /// `Task → Future: extends`. The author's own word for a relation wins.
    fn in_words(&self, [first, second]: [&str; 2]) -> String {
        let Relating {
            type1,
            type2,
            line_type,
        } = self.relation;
        let (from, to, kind) = match (type1, type2) {
            (1, _) => (
                second,
                first,
                if line_type == 1 {
                    "implements"
                } else {
                    "extends"
                },
            ),
            (_, 1) => (
                first,
                second,
                if line_type == 1 {
                    "implements"
                } else {
                    "extends"
                },
            ),
            (0, _) => (first, second, "has"),
            (_, 0) => (second, first, "has"),
            (2, _) => (first, second, "owns"),
            (_, 2) => (second, first, "owns"),
            (3, -1) => (second, first, "uses"),
            (_, 3) => (first, second, "uses"),
            _ => (first, second, ""),
        };
        let kind = if self.title.is_empty() {
            kind
        } else {
            &self.title
        };
        if kind.is_empty() {
            format!("{from} → {to}")
        } else {
            format!("{from} → {to}: {kind}")
        }
    }
}

fn tip(kind: i32) -> Tip {
    match kind {
        0 => Tip::HollowDiamond,
        1 => Tip::Triangle,
        2 => Tip::FilledDiamond,
        3 => Tip::Open,
        4 => Tip::Circle,
        _ => Tip::Plain,
    }
}

fn plain_edge(ends: [End; 2], stroke: Stroke) -> Edge {
    Edge {
        ends,
        tips: [Tip::Plain; 2],
        stroke,
        label: Label::default(),
        end_labels: Default::default(),
        length: 1,
        paint: Paint::default(),
    }
}
