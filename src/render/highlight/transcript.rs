//! Sessions of a shell: what was typed is code, what came back is not.

use super::grammar::Highlighter;
use super::lines;
use crate::syntax::{Role, Token};

/// `$ ` and `# ` begin a command, a backslash at the end of a line continues it.
pub fn shell(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut continued: Option<Highlighter> = None;
    for line in lines(code) {
        let text = &code[line.clone()];
        let command = typed(text, "$").or_else(|| typed(text, "#"));
        let next = continued.as_ref().and_then(|_| typed(text, ">"));
        let command_at = match command.or(next) {
            Some(place) => place,
            None if continued.is_some() => 0,
            None => continue,
        };
        let mut highlighter = match continued.take() {
            Some(highlighter) if command.is_none() => highlighter,
            Some(_) | None => Highlighter::new("Bourne Again Shell (bash)", code),
        };
        if command_at > 0 {
            tokens.push(Token::new(line.start..line.start + 1, Role::Prompt));
        }
        let typed = line.start + command_at..line.end;
        highlighter.read_line(code, typed, &mut tokens);
        continued = text.ends_with('\\').then_some(highlighter);
    }
    tokens
}

/// Where the command behind a prompt begins, if the line has this prompt.
fn typed(text: &str, prompt: &str) -> Option<usize> {
    let rest = text.strip_prefix(prompt)?;
    let is_prompt = rest.is_empty() || rest.starts_with(' ');
    is_prompt.then(|| prompt.len() + rest.len().min(1))
}
