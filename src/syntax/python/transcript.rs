//! Sessions at Python's prompt: what was typed is code, what came back is not.

use std::ops::Range;

use super::program;
use crate::syntax::{Role, Token};

/// Whether code is a session and not a program.
pub fn is_transcript(code: &str) -> bool {
    let first = code.lines().find(|text| !text.trim().is_empty());
    first.is_some_and(|text| typed(text, ">>>").is_some())
}

/// One statement that was typed, its prompts taken off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// The statement, each line with its newline.
    pub text: String,
    /// Where in the session the code of each of its lines begins.
    pub starts: Vec<usize>,
    /// Where the output below it stands in the session; empty if it printed nothing.
    pub output: Range<usize>,
}

impl Input {
    /// Where in the session the byte `offset` of [`Input::text`] stands.
    pub fn place(&self, offset: usize) -> usize {
        let mut start = 0;
        for (line, place) in self.text.split_inclusive('\n').zip(&self.starts) {
            if offset < start + line.len() {
                return place + offset - start;
            }
            start += line.len();
        }
        let length = self.text.lines().last().map_or(0, str::len);
        self.starts.last().map_or(0, |place| place + length)
    }
}

/// The statements of a session: `>>> ` begins one, `... ` continues it.
pub fn inputs(code: &str) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut start = 0;
    let mut is_typing = false;
    for line in code.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let end = start + line.len();
        let begun = typed(text, ">>>");
        // Without a statement above it, `...` is what an ellipsis prints.
        let continued = typed(text, "...").filter(|_| is_typing);
        if begun.is_some() {
            inputs.push(Input::default());
        }
        is_typing = begun.or(continued).is_some();
        match (inputs.last_mut(), begun.or(continued)) {
            (Some(input), Some(rest)) => {
                input.starts.push(start + text.len() - rest.len());
                input.text.push_str(rest);
                input.text.push('\n');
                input.output = end..end;
            }
            (Some(input), None) => input.output.end = end,
            (None, _) => {}
        }
        start = end;
    }
    inputs
}

/// The code behind a prompt, if the line has this one. The blank after the prompt
/// is not the program's.
fn typed<'a>(text: &'a str, prompt: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(prompt)?;
    match rest.strip_prefix(' ') {
        Some(code) => Some(code),
        None => rest.is_empty().then_some(rest),
    }
}

/// The words of a session that have a role, in the order of the text.
pub(super) fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for input in inputs(code) {
        for place in &input.starts {
            let start = code[..*place].rfind('\n').map_or(0, |newline| newline + 1);
            let end = start + ">>>".len();
            tokens.push(Token::new(start..end, Role::Prompt));
        }
        typed_tokens(&input, &mut tokens);
        tokens.extend(error(code, input.output));
    }
    tokens.sort_unstable_by_key(|token| token.range().start);
    tokens
}

/// The words of one statement; what goes over several lines is cut at the prompts.
fn typed_tokens(input: &Input, tokens: &mut Vec<Token>) {
    let mut lines = input.text.split_inclusive('\n').zip(&input.starts);
    let Some((mut line, mut place)) = lines.next() else {
        return;
    };
    let mut line_start = 0;
    for word in program::tokens(&input.text) {
        let role = word.role;
        let word = word.range();
        let mut start = word.start;
        while start < word.end {
            while start >= line_start + line.len() {
                line_start += line.len();
                let Some(next) = lines.next() else {
                    return;
                };
                (line, place) = next;
            }
            let line_end = line_start + line.len();
            let end = word.end.min(line_end - 1);
            if start < end {
                let range = place + start - line_start..place + end - line_start;
                tokens.push(Token::new(range, role));
            }
            start = line_end.max(end);
            if word.end < line_end {
                break;
            }
        }
    }
}

/// The line of a statement's output that says what went wrong: the first one in a
/// traceback that is not indented.
fn error(code: &str, output: Range<usize>) -> Option<Token> {
    let mut is_traceback = false;
    let mut start = output.start;
    for line in code[output].split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        // An error of syntax has no `Traceback` line.
        let is_head = text.starts_with("Traceback (") || text.starts_with("  File \"");
        let is_inside = text.is_empty() || text.starts_with([' ', '\t']) || text == "...";
        if is_traceback && !is_head && !is_inside {
            let end = start + text.len();
            return Some(Token::new(start..end, Role::Error));
        }
        is_traceback |= is_head;
        start += line.len();
    }
    None
}
