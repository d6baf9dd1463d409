//! Sessions at a prompt: what was typed is code, what came back is not.

use super::classes::Class;
use super::grammar::Highlighter;
use super::line::Line;
use super::{lines, plain};

/// Whether Python code is a session and not a program.
pub fn is_python(code: &str) -> bool {
    let first = lines(code).find(|text| !text.trim().is_empty());
    first.is_some_and(|text| typed(text, ">>>").is_some())
}

/// A Python session: `>>> ` begins a statement, `... ` continues it.
pub fn python(code: &str) -> Vec<String> {
    let mut highlighted = Vec::new();
    let mut statement: Option<Highlighter> = None;
    let mut traceback = Traceback::default();
    for text in lines(code) {
        if typed(text, ">>>").is_some() {
            statement = Some(Highlighter::new("Python", code));
        }
        let prompt = typed(text, ">>>").or_else(|| typed(text, "..."));
        // Without a statement above it, `...` is what an ellipsis prints.
        let (Some((prompt, rest)), Some(highlighter)) = (prompt, &mut statement) else {
            statement = None;
            highlighted.push(traceback.line(text));
            continue;
        };
        traceback = Traceback::default();
        highlighted.push(prompted(prompt, rest, highlighter));
    }
    highlighted
}

/// A shell session: `$ ` and `# ` begin a command, a backslash at the end of a
/// line continues it.
pub fn shell(code: &str) -> Vec<String> {
    let mut highlighted = Vec::new();
    let mut continued: Option<Highlighter> = None;
    for text in lines(code) {
        let command = typed(text, "$").or_else(|| typed(text, "#"));
        let next = continued.as_ref().and_then(|_| typed(text, ">"));
        let (prompt, rest) = match command.or(next) {
            Some(typed) => typed,
            None if continued.is_some() => ("", text),
            None => {
                highlighted.push(plain(text));
                continue;
            }
        };
        let mut highlighter = match continued.take() {
            Some(highlighter) if command.is_none() => highlighter,
            Some(_) | None => Highlighter::new("Bourne Again Shell (bash)", code),
        };
        highlighted.push(prompted(prompt, rest, &mut highlighter));
        continued = rest.ends_with('\\').then_some(highlighter);
    }
    highlighted
}

/// The prompt and what was typed after it, if the line has this prompt.
fn typed<'a>(text: &'a str, prompt: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(prompt)?;
    let is_prompt = rest.is_empty() || rest.starts_with(' ');
    is_prompt.then(|| text.split_at(prompt.len()))
}

fn prompted(prompt: &str, rest: &str, highlighter: &mut Highlighter) -> String {
    let mut line = Line::default();
    line.push(Class::Prompt, prompt);
    // The blank after the prompt is not the program's: a statement that begins
    // with one would be badly indented Python.
    let code = rest
        .strip_prefix(' ')
        .filter(|_| !prompt.is_empty())
        .unwrap_or(rest);
    line.push(Class::Plain, &rest[..rest.len() - code.len()]);
    highlighter.push_line(code, &mut line);
    line.finish()
}

/// Where the output of a Python statement stands in a traceback.
#[derive(Default)]
struct Traceback {
    is_open: bool,
}

impl Traceback {
    /// A line of output: the first one in a traceback that is not indented says
    /// what went wrong.
    fn line(&mut self, text: &str) -> String {
        // An error of syntax has no `Traceback` line.
        if text.starts_with("Traceback (") || text.starts_with("  File \"") {
            self.is_open = true;
            return plain(text);
        }
        let is_inside = text.is_empty() || text.starts_with([' ', '\t']) || text == "...";
        if !self.is_open || is_inside {
            return plain(text);
        }
        self.is_open = false;
        let mut line = Line::default();
        line.push(Class::Error, text);
        line.finish()
    }
}
