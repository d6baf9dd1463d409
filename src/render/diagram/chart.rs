//! The chart the layout is asked for: nothing but sizes, groups and edges.

use std::fmt::Write as _;

use super::engine;
use super::graph::{End, Graph};

/// Writes the chart, with edges that lead back the other way round.
pub(super) fn write(graph: &Graph, is_backward: &[bool]) -> String {
    let mut chart = format!("flowchart {}\n", graph.direction);
    for index in 0..graph.nodes.len() {
        let (width, height) = graph.reserved(index);
        let size = engine::size_label(width, height);
        write_line(&mut chart, format_args!("n{index}[\"{size}\"]"));
    }
    write_groups(graph, &mut chart, None);
    for (index, edge) in graph.edges.iter().enumerate() {
        if edge.is_loop() {
            continue;
        }
        let [mut from, mut to] = edge.ends.map(End::name);
        if is_backward[index] {
            std::mem::swap(&mut from, &mut to);
        }
        let dashes = "-".repeat(edge.length.clamp(1, 10) + 2);
        let label = if edge.label.is_empty() {
            String::new()
        } else {
            let size = engine::size_label(edge.label.width() + 12.0, edge.label.height() + 4.0);
            format!("|\"{size}\"|")
        };
        write_line(
            &mut chart,
            format_args!("{from} e{index}@{dashes}{label} {to}"),
        );
    }
    chart
}

fn write_groups(graph: &Graph, chart: &mut String, parent: Option<usize>) {
    for (index, group) in graph.groups.iter().enumerate() {
        if group.group != parent {
            continue;
        }
        let size = engine::size_label(group.title.width(), group.title.height());
        write_line(chart, format_args!("subgraph g{index}[\"{size}\"]"));
        if let Some(direction) = &group.direction {
            write_line(chart, format_args!("direction {direction}"));
        }
        for (node_index, node) in graph.nodes.iter().enumerate() {
            if node.group == Some(index) {
                write_line(chart, format_args!("n{node_index}"));
            }
        }
        write_groups(graph, chart, Some(index));
        write_line(chart, format_args!("end"));
    }
}

fn write_line(chart: &mut String, arguments: std::fmt::Arguments<'_>) {
    chart
        .write_fmt(arguments)
        .expect("writing to a string never fails");
    chart.push('\n');
}
