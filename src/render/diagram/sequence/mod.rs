//! Sequence diagrams: lifelines side by side, messages from top to bottom.
//!
//! They need no layered layout, so they are placed here: first the columns,
//! wide enough for everything between them, then one row after the other.

mod columns;
mod heads;
mod rows;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::label::{Label, Markup};
use super::line::Tip;
use super::paint::Paint;
use super::svg::Canvas;

/// The parser's view of a sequence diagram.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sequence {
    title: Option<String>,
    acc_title: Option<String>,
    acc_descr: Option<String>,
    actor_order: Vec<String>,
    actors: Map<String, Value>,
    messages: Vec<Statement>,
    #[serde(default)]
    boxes: Vec<BoxStatement>,
    #[serde(default)]
    created_actors: BTreeMap<String, usize>,
    #[serde(default)]
    destroyed_actors: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
struct Statement {
    from: Option<String>,
    to: Option<String>,
    /// The parser's number of the statement's kind.
    #[serde(rename = "type")]
    kind: i32,
    /// Text, or the settings of `autonumber`.
    #[serde(default)]
    message: Value,
    #[serde(default)]
    placement: i32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct BoxStatement {
    actor_keys: Vec<String>,
    fill: Option<String>,
    name: Option<String>,
}

/// One lifeline.
struct Actor {
    label: Label,
    is_person: bool,
    /// The event that creates or destroys it, if not the diagram itself.
    created_at: Option<usize>,
    destroyed_at: Option<usize>,
}

/// A frame around neighbouring lifelines.
struct Crowd {
    title: Label,
    first: usize,
    last: usize,
    paint: Paint,
}

/// What happens in one row.
enum Event {
    Message {
        from: usize,
        to: usize,
        label: Label,
        tips: [Tip; 2],
        is_dotted: bool,
    },
    Note {
        first: usize,
        last: usize,
        place: Place,
        label: Label,
    },
    /// A frame begins: `loop`, `alt` and so on, or an area of a colour.
    Open {
        keyword: &'static str,
        label: Label,
        paint: Paint,
    },
    /// The next part of the frame.
    Divide {
        keyword: &'static str,
        label: Label,
    },
    Close,
    Activate(usize),
    Deactivate(usize),
    /// Nothing to be seen, kept so that events count like statements.
    Skip,
}

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    LeftOf,
    RightOf,
    Over,
}

/// Everything a drawing needs, with actors by their number.
struct Script {
    actors: Vec<Actor>,
    crowds: Vec<Crowd>,
    events: Vec<Event>,
}

impl Sequence {
    pub(super) fn names(&self) -> (Option<String>, Option<String>) {
        let title = self.acc_title.clone().or_else(|| self.title.clone());
        (title, self.acc_descr.clone())
    }

    /// How large it is: lifelines and statements.
    pub(super) fn size(&self) -> usize {
        match self.actor_order.len() {
            0 => 0,
            actors => actors.max(self.messages.len() / 2),
        }
    }

    /// The drawing and what happens in words.
    pub(super) fn draw(&self) -> (Canvas, Vec<String>) {
        let script = self.script();
        let columns = columns::place(&script);
        (rows::draw(&script, &columns), script.words())
    }

    fn script(&self) -> Script {
        let actors = self.actor_order.iter().map(|id| self.actor(id));
        let crowds = self.boxes.iter().filter_map(|group| self.crowd(group));
        Script {
            actors: actors.collect(),
            crowds: crowds.collect(),
            events: self.events(),
        }
    }

    fn actor(&self, id: &str) -> Actor {
        let actor = &self.actors[id];
        let text = actor["description"].as_str().unwrap_or(id);
        Actor {
            label: Label::new(text, Markup::Html),
            is_person: actor["type"] == "actor",
            created_at: self.created_actors.get(id).copied(),
            destroyed_at: self.destroyed_actors.get(id).copied(),
        }
    }

    fn crowd(&self, group: &BoxStatement) -> Option<Crowd> {
        let mut members: Vec<usize> = group
            .actor_keys
            .iter()
            .filter_map(|key| self.number(Some(key)))
            .collect();
        members.sort_unstable();
        Some(Crowd {
            title: Label::new(group.name.as_deref().unwrap_or_default(), Markup::Html),
            first: *members.first()?,
            last: *members.last()?,
            paint: Paint::area(group.fill.as_deref().unwrap_or_default()),
        })
    }

    fn number(&self, id: Option<&str>) -> Option<usize> {
        let id = id?;
        self.actor_order.iter().position(|known| known == id)
    }

    fn events(&self) -> Vec<Event> {
        let mut numbering = None;
        let events = self.messages.iter().map(|statement| {
            if statement.kind == 26 {
                numbering = numbering_from(&statement.message);
            }
            self.event(statement, &mut numbering).unwrap_or(Event::Skip)
        });
        events.collect()
    }

    /// Reads one statement by the numbers Mermaid gives to its kinds.
    fn event(&self, statement: &Statement, numbering: &mut Option<Numbering>) -> Option<Event> {
        let text = statement.message.as_str().unwrap_or_default();
        let label = Label::new(text, Markup::Html);
        let from = self.number(statement.from.as_deref());
        let to = self.number(statement.to.as_deref());
        let open = |keyword| Event::Open {
            keyword,
            label: label.clone(),
            paint: Paint::default(),
        };
        let divide = |keyword| Event::Divide {
            keyword,
            label: label.clone(),
        };
        Some(match statement.kind {
            2 => Event::Note {
                first: from?.min(to?),
                last: from?.max(to?),
                place: match statement.placement {
                    0 => Place::LeftOf,
                    1 => Place::RightOf,
                    _ => Place::Over,
                },
                label,
            },
            10 => open("loop"),
            12 => open("alt"),
            13 => divide("else"),
            15 => open("opt"),
            19 | 32 => open("par"),
            20 => divide("and"),
            22 => Event::Open {
                keyword: "",
                label: Label::default(),
                paint: Paint::area(text),
            },
            27 => open("critical"),
            28 => divide("option"),
            30 => open("break"),
            11 | 14 | 16 | 21 | 23 | 29 | 31 => Event::Close,
            17 => Event::Activate(from?),
            18 => Event::Deactivate(from?),
            26 => Event::Skip,
            kind => {
                let (tips, is_dotted) = arrow(kind)?;
                let text = match numbering {
                    Some(numbering) => format!("{}. {text}", numbering.take()),
                    None => text.to_owned(),
                };
                Event::Message {
                    from: from?,
                    to: to?,
                    label: Label::new(&text, Markup::Html),
                    tips,
                    is_dotted,
                }
            }
        })
    }
}

impl Script {
    fn words(&self) -> Vec<String> {
        let name = |actor: &usize| self.actors[*actor].label.text();
        let words = self.events.iter().filter_map(|event| match event {
            Event::Message {
                from, to, label, ..
            } => Some(super::flowchart::in_words(&name(from), &name(to), label)),
            Event::Note {
                first, last, label, ..
            } if first == last => Some(format!("{}: {}", name(first), label.text())),
            Event::Note {
                first, last, label, ..
            } => Some(format!("{}, {}: {}", name(first), name(last), label.text())),
            Event::Open { keyword, label, .. } | Event::Divide { keyword, label } => {
                let words = format!("{keyword} {}", label.text());
                let words = words.trim();
                (!words.is_empty()).then(|| words.to_owned())
            }
            Event::Close | Event::Activate(_) | Event::Deactivate(_) | Event::Skip => None,
        });
        words.collect()
    }
}

/// Tips of a message and whether its line is dotted.
fn arrow(kind: i32) -> Option<([Tip; 2], bool)> {
    let plain = Tip::Plain;
    Some(match kind {
        0 => ([plain, Tip::Arrow], false),
        1 => ([plain, Tip::Arrow], true),
        3 => ([plain, Tip::Cross], false),
        4 => ([plain, Tip::Cross], true),
        5 => ([plain, plain], false),
        6 => ([plain, plain], true),
        24 => ([plain, Tip::Open], false),
        25 => ([plain, Tip::Open], true),
        33 => ([Tip::Arrow, Tip::Arrow], false),
        34 => ([Tip::Arrow, Tip::Arrow], true),
        // Half arrows are drawn whole.
        41 | 42 => ([plain, Tip::Arrow], false),
        43 | 44 => ([plain, Tip::Open], false),
        45 | 46 => ([Tip::Arrow, plain], false),
        47 | 48 => ([Tip::Open, plain], false),
        51 | 52 => ([plain, Tip::Arrow], true),
        53 | 54 => ([plain, Tip::Open], true),
        55 | 56 => ([Tip::Arrow, plain], true),
        57 | 58 => ([Tip::Open, plain], true),
        _ => return None,
    })
}

/// The numbers of `autonumber`.
struct Numbering {
    next: f64,
    step: f64,
}

impl Numbering {
    fn take(&mut self) -> f64 {
        let number = self.next;
        self.next += self.step;
        number
    }
}

fn numbering_from(settings: &Value) -> Option<Numbering> {
    if settings["visible"] == false {
        return None;
    }
    Some(Numbering {
        next: settings["start"].as_f64().unwrap_or(1.0),
        step: settings["step"].as_f64().unwrap_or(1.0),
    })
}
