//! Which edges point back, so that a drawing starts where its author starts.
//!
//! The layout breaks cycles in its own order, which puts groups first. Edges
//! that close a cycle are therefore given to it the other way round.

use super::graph::{Edge, End, Graph};

/// For each edge, whether it leads back to where the author came from.
pub(super) fn backward(graph: &Graph) -> Vec<bool> {
    let steps: Vec<Option<[End; 2]>> = graph.edges.iter().map(|edge| step(graph, edge)).collect();
    let mut search = Search {
        steps: &steps,
        states: Vec::new(),
        is_backward: vec![false; steps.len()],
    };
    for start in steps.iter().flatten().flatten() {
        search.visit(*start);
    }
    search.is_backward
}

/// The two outermost things an edge joins: a line between members of two
/// groups orders the groups.
fn step(graph: &Graph, edge: &Edge) -> Option<[End; 2]> {
    let [from, to] = edge.ends.map(|end| lineage(graph, end));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    Some([*from.get(shared)?, *to.get(shared)?])
}

/// The innermost group around both ends of an edge.
pub(super) fn shared_group(graph: &Graph, edge: &Edge) -> Option<usize> {
    let [from, to] = edge.ends.map(|end| lineage(graph, end));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b);
    match shared.last() {
        Some((End::Group(index), _)) => Some(*index),
        _ => None,
    }
}

/// A thing and the groups around it, the outermost first.
fn lineage(graph: &Graph, end: End) -> Vec<End> {
    let mut lineage = vec![end];
    let mut group = match end {
        End::Node(index) => graph.nodes[index].group,
        End::Group(index) => graph.groups[index].group,
    };
    while let Some(index) = group {
        lineage.push(End::Group(index));
        group = graph.groups[index].group;
    }
    lineage.reverse();
    lineage
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

struct Search<'a> {
    steps: &'a [Option<[End; 2]>],
    states: Vec<(End, State)>,
    is_backward: Vec<bool>,
}

impl Search<'_> {
    /// Follows steps from `start`; one that meets an open thing leads back.
    /// The trail is kept by hand: a long chain must not exhaust the stack.
    fn visit(&mut self, start: End) {
        if self.state(start).is_some() {
            return;
        }
        self.states.push((start, State::Open));
        let mut trail = vec![(start, 0)];
        while let Some((here, next)) = trail.pop() {
            let found = (next..self.steps.len())
                .find(|index| self.steps[*index].is_some_and(|[from, _]| from == here));
            let Some(index) = found else {
                self.close(here);
                continue;
            };
            trail.push((here, index + 1));
            let Some([_, to]) = self.steps[index] else {
                continue;
            };
            match self.state(to) {
                Some(State::Open) => self.is_backward[index] = true,
                Some(State::Done) => {}
                None => {
                    self.states.push((to, State::Open));
                    trail.push((to, 0));
                }
            }
        }
    }

    fn state(&self, end: End) -> Option<State> {
        let known = self.states.iter().find(|(known, _)| *known == end);
        known.map(|(_, state)| *state)
    }

    fn close(&mut self, end: End) {
        if let Some((_, state)) = self.states.iter_mut().find(|(known, _)| *known == end) {
            *state = State::Done;
        }
    }
}
