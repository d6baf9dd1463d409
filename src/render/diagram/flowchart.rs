//! Flowcharts: from the parser's statements to boxes and arrows.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::graph::{Edge, End, Graph, Group, Node, Stroke};
use super::label::{Label, Markup};
use super::line::Tip;
use super::outline::Shape;
use super::paint::Paint;
use super::route::Axis;

/// The parser's view of a flowchart.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Flowchart {
    acc_title: Option<String>,
    acc_descr: Option<String>,
    direction: Option<String>,
    #[serde(default)]
    class_defs: BTreeMap<String, Vec<String>>,
    nodes: Vec<Vertex>,
    edges: Vec<Link>,
    subgraphs: Vec<Subgraph>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vertex {
    id: String,
    label: Option<String>,
    label_type: Option<String>,
    layout_shape: Option<String>,
    #[serde(default)]
    classes: Vec<String>,
    #[serde(default)]
    styles: Vec<String>,
    link: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Link {
    from: String,
    to: String,
    label: Option<String>,
    label_type: Option<String>,
    #[serde(rename = "type")]
    tips: Option<String>,
    length: Option<usize>,
    stroke: Option<String>,
    #[serde(default)]
    style: Vec<String>,
    #[serde(default)]
    classes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Subgraph {
    id: String,
    #[serde(default)]
    title: String,
    dir: Option<String>,
    label_type: Option<String>,
    #[serde(default)]
    classes: Vec<String>,
    #[serde(default)]
    styles: Vec<String>,
    nodes: Vec<String>,
}

impl Flowchart {
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
        let mut ends = BTreeMap::new();
        let mut names = BTreeMap::new();
        self.add_groups(&mut graph, &mut ends, &mut names);
        for vertex in &self.nodes {
            if ends.contains_key(vertex.id.as_str()) {
                continue;
            }
            let node = self.node(vertex, graph.axis);
            names.insert(vertex.id.as_str(), node.parts[0].text());
            ends.insert(vertex.id.as_str(), End::Node(graph.nodes.len()));
            graph.nodes.push(node);
        }
        self.nest(&mut graph, &ends);
        let mut words = Vec::new();
        for link in &self.edges {
            let [Some(from), Some(to)] = [&link.from, &link.to].map(|id| ends.get(id.as_str()))
            else {
                continue;
            };
            let edge = self.edge(link, [*from, *to]);
            if edge.stroke != Stroke::Hidden {
                let [from, to] = [&link.from, &link.to].map(|id| names[id.as_str()].as_str());
                words.push(in_words(from, to, &edge.label));
            }
            graph.edges.push(edge);
        }
        (graph, words)
    }

    /// A subgraph without members is drawn as a box, as its title would be lost.
    fn add_groups<'a>(
        &'a self,
        graph: &mut Graph,
        ends: &mut BTreeMap<&'a str, End>,
        names: &mut BTreeMap<&'a str, String>,
    ) {
        for subgraph in &self.subgraphs {
            let title = Label::new(&subgraph.title, markup(subgraph.label_type.as_deref()));
            names.insert(&subgraph.id, title.text());
            let paint = self.paint(&subgraph.classes, &subgraph.styles);
            if subgraph.nodes.is_empty() {
                ends.insert(&subgraph.id, End::Node(graph.nodes.len()));
                graph.nodes.push(Node {
                    shape: Shape::Rect,
                    parts: vec![title],
                    group: None,
                    paint,
                    href: None,
                });
            } else {
                ends.insert(&subgraph.id, End::Group(graph.groups.len()));
                graph.groups.push(Group {
                    title,
                    group: None,
                    direction: subgraph
                        .dir
                        .as_deref()
                        .map(|dir| direction(Some(dir)).to_owned()),
                    paint,
                });
            }
        }
    }

    /// Puts nodes and groups into their group. The first to claim one keeps it.
    fn nest(&self, graph: &mut Graph, ends: &BTreeMap<&str, End>) {
        for subgraph in &self.subgraphs {
            let Some(End::Group(outer)) = ends.get(subgraph.id.as_str()) else {
                continue;
            };
            for member in &subgraph.nodes {
                match ends.get(member.as_str()) {
                    Some(End::Node(index)) => {
                        graph.nodes[*index].group.get_or_insert(*outer);
                    }
                    Some(End::Group(inner)) if inner != outer => {
                        graph.groups[*inner].group.get_or_insert(*outer);
                    }
                    Some(End::Group(_)) | None => {}
                }
            }
        }
    }

    fn node(&self, vertex: &Vertex, axis: Axis) -> Node {
        let text = vertex.label.as_deref().unwrap_or(&vertex.id);
        let shape = vertex.layout_shape.as_deref().unwrap_or_default();
        Node {
            shape: Shape::named(shape, axis),
            parts: vec![Label::new(text, markup(vertex.label_type.as_deref()))],
            group: None,
            paint: self.paint(&vertex.classes, &vertex.styles),
            href: vertex.link.as_deref().and_then(safe_href),
        }
    }

    fn edge(&self, link: &Link, ends: [End; 2]) -> Edge {
        let text = link.label.as_deref().unwrap_or_default();
        Edge {
            ends,
            tips: tips(link.tips.as_deref().unwrap_or_default()),
            stroke: match link.stroke.as_deref() {
                Some("dotted") => Stroke::Dotted,
                Some("thick") => Stroke::Thick,
                Some("invisible") => Stroke::Hidden,
                _ => Stroke::Solid,
            },
            label: Label::new(text, markup(link.label_type.as_deref())),
            end_labels: Default::default(),
            length: link.length.unwrap_or(1),
            // An edge is a line: a fill would close it to a surface.
            paint: self.paint(&link.classes, &link.style).outline(),
        }
    }

    fn paint(&self, classes: &[String], styles: &[String]) -> Paint {
        let defaults = self.class_defs.get("default");
        let named = classes
            .iter()
            .filter_map(|class| self.class_defs.get(class));
        let declarations = defaults.into_iter().chain(named).flatten().chain(styles);
        Paint::new(declarations.map(String::as_str))
    }
}

/// `A → B: label`, the line of the text alternative.
pub(super) fn in_words(from: &str, to: &str, label: &Label) -> String {
    if label.is_empty() {
        format!("{from} → {to}")
    } else {
        format!("{from} → {to}: {}", label.text())
    }
}

/// One of the four the engine knows.
pub(super) fn direction(name: Option<&str>) -> &'static str {
    match name {
        Some("LR") => "LR",
        Some("RL") => "RL",
        Some("BT") => "BT",
        _ => "TB",
    }
}

/// A link target a page may carry; scripts and plain HTTP may not.
pub(super) fn safe_href(href: &str) -> Option<String> {
    let href = href.trim();
    let lower = href.to_ascii_lowercase();
    let is_named = lower.starts_with("https://") || lower.starts_with("mailto:");
    let before_path = href.split(['/', '?', '#']).next().unwrap_or_default();
    let is_relative = !before_path.contains(':') && !href.starts_with("//") && !href.contains('\\');
    let is_clean = !href.is_empty() && !href.chars().any(|c| c.is_control() || c.is_whitespace());
    (is_clean && (is_named || is_relative)).then(|| href.to_owned())
}

fn markup(kind: Option<&str>) -> Markup {
    match kind {
        Some("markdown") => Markup::Markdown,
        _ => Markup::Html,
    }
}

fn tips(kind: &str) -> [Tip; 2] {
    let (is_double, kind) = match kind.strip_prefix("double_") {
        Some(kind) => (true, kind),
        None => (false, kind),
    };
    let tip = match kind {
        "arrow_point" => Tip::Arrow,
        "arrow_cross" => Tip::Cross,
        "arrow_circle" => Tip::Circle,
        _ => Tip::Plain,
    };
    [if is_double { tip } else { Tip::Plain }, tip]
}

#[cfg(test)]
mod tests {
    use super::safe_href;

    #[test]
    fn only_secure_mail_and_relative_links_pass() {
        for href in [
            "https://example.org/a?b=c",
            "mailto:a@example.org",
            "../gil/",
            "#one",
        ] {
            assert_eq!(safe_href(href).as_deref(), Some(href));
        }
        for href in [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "http://example.org",
            "//example.org",
            "\\\\example.org",
            "",
        ] {
            assert_eq!(safe_href(href), None, "{href}");
        }
    }
}
