//! What is wrong with a program, and what it was meant to be.

use std::ops::Range;

use ruff_python_ast::ModModule;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseErrorType, Parsed};
use ruff_text_size::Ranged;

use super::program::{parse, roles};
use super::transcript::inputs;
use crate::syntax::Token;
use crate::syntax::nesting::on_enough_stack;
use crate::syntax::problem::{Problem, sentence};

/// The first thing that is wrong with a program, by the newest Python.
///
/// None for code that is too long or too deep to be parsed.
pub fn program_problem(code: &str) -> Option<Problem> {
    on_enough_stack(code, || first(code, &parse(code))).flatten()
}

/// The same, or else the roles of the words.
pub fn read_program(code: &str) -> (Option<Problem>, Option<Vec<Token>>) {
    let read = || {
        let parsed = parse(code);
        match first(code, &parsed) {
            None => (None, Some(roles(code, &parsed))),
            problem => (problem, None),
        }
    };
    on_enough_stack(code, read).unwrap_or_default()
}

/// The first thing that is wrong with what was typed in a session.
pub fn transcript_problem(code: &str) -> Option<Problem> {
    inputs(code).into_iter().find_map(|input| {
        let problem = program_problem(&input.text)?;
        let range = input.place(problem.range.start)..input.place(problem.range.end);
        Some(Problem { range, ..problem })
    })
}

fn first(code: &str, parsed: &Parsed<ModModule>) -> Option<Problem> {
    let errors = parsed.errors().iter();
    let Some(error) = errors.min_by_key(|error| error.location.start()) else {
        let removed = parsed.unsupported_syntax_errors().first()?;
        let range = removed.range().to_std_range();
        return Some(unreadable(code, range, &sentence(&removed.to_string())));
    };
    let range = error.location.to_std_range();
    let line = Line::at(code, range.start);
    let problem = shell_or_magic(code, &line)
        .or_else(|| python_2(code, &line))
        .or_else(|| stray_prompt(code, &line))
        .or_else(|| unclosed_string(code, &error.error, &range))
        .or_else(|| unclosed(code, parsed, range.start))
        .unwrap_or_else(|| other(code, &error.error, range));
    Some(problem)
}

/// A line of the code, without what indents it.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn at(code: &'a str, offset: usize) -> Self {
        let before = &code[..offset.min(code.len())];
        // At the end of a line the parser has often passed its newline.
        let before = match before.strip_suffix('\n') {
            Some(before) if offset >= code.trim_ascii_end().len() => before.trim_ascii_end(),
            _ => before,
        };
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = code[start..].lines().next().unwrap_or_default();
        let text = line.trim_start();
        Self {
            start: start + line.len() - text.len(),
            text: text.trim_end(),
        }
    }

    fn problem(&self, code: &str, message: impl Into<String>) -> Problem {
        Problem::at(code, self.start..self.start + self.text.len(), message)
    }
}

/// Commands that stand in front of Python on many pages.
const COMMANDS: &[&str] = &[
    "apt",
    "apt-get",
    "brew",
    "cd",
    "conda",
    "curl",
    "docker",
    "echo",
    "export",
    "git",
    "mkdir",
    "mypy",
    "pip",
    "pip3",
    "pipenv",
    "poetry",
    "py",
    "pytest",
    "python",
    "python3",
    "source",
    "sudo",
    "uv",
    "virtualenv",
    "wget",
];

fn shell_or_magic(code: &str, line: &Line<'_>) -> Option<Problem> {
    let text = line.text;
    if text.starts_with(['!', '%']) {
        let problem = line.problem(code, "this is a command of IPython, not Python");
        return Some(problem.help("take the line out, or mark the sample `fragment`"));
    }
    let command = text.strip_prefix("$ ").unwrap_or(text);
    let mut words = command.split_ascii_whitespace();
    let first = words.next()?;
    let is_typed = command.len() < text.len();
    let follows = words.next().is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '~'))
            && !matches!(word, "in" | "is" | "and" | "or" | "if" | "not" | "for")
    });
    let is_command = COMMANDS.contains(&first) && follows;
    if !is_typed && !is_command {
        return None;
    }
    let problem = line.problem(code, "this is a command of a shell, not Python");
    Some(problem.help(format!(
        "put it into a fence of its own: ```` ```console ````, then `$ {command}`"
    )))
}

fn python_2(code: &str, line: &Line<'_>) -> Option<Problem> {
    let said = |message: &str, help: String| Some(line.problem(code, message).help(help));
    for name in ["print", "exec"] {
        // Behind a colon too: `if x: print x`.
        let Some(at) = find_statement(line.text, name) else {
            continue;
        };
        let rest = line.text[at + name.len()..].trim();
        if rest.is_empty() || rest.starts_with(['(', '=', '.', ',', ')', ':', '[']) {
            continue;
        }
        let message = format!("this is Python 2: `{name}` is a function since Python 3");
        let value = rest.strip_prefix(">>").map_or(rest, str::trim);
        return said(&message, format!("write `{name}({value})`"));
    }
    if let Some(rest) = line.text.strip_prefix("raise ")
        && let Some((class, message)) = rest.split_once(", ")
        && class
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    {
        let help = format!("write `raise {class}({message})`");
        return said(
            "this is Python 2: an exception is called with its message",
            help,
        );
    }
    if let Some((left, right)) = line.text.split_once(" <> ") {
        let (left, right) = (
            left.rsplit(' ').next()?,
            right.split([' ', ':', ')']).next()?,
        );
        let help = format!("write `{left} != {right}`");
        return said("this is Python 2: `<>` is written `!=`", help);
    }
    None
}

/// Where a statement of a line begins with `name` and a blank or a string behind it.
fn find_statement(line: &str, name: &str) -> Option<usize> {
    let at = match line.starts_with(name) {
        true => 0,
        false => line.find(&format!(": {name}"))? + ": ".len(),
    };
    let rest = &line[at + name.len()..];
    rest.starts_with([' ', '"', '\'', '>']).then_some(at)
}

fn stray_prompt(code: &str, line: &Line<'_>) -> Option<Problem> {
    if !line.text.starts_with(">>> ") {
        return None;
    }
    let problem = line.problem(code, "a transcript begins in the middle of a program");
    Some(
        problem.help("let the sample begin with `>>> `, or put the transcript into one of its own"),
    )
}

/// A string of one line that a line end cuts: what is behind it need not be looked at.
fn unclosed_string(code: &str, error: &ParseErrorType, range: &Range<usize>) -> Option<Problem> {
    use InterpolatedStringErrorType::UnterminatedString;
    let kind = match error {
        ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError) => "string",
        ParseErrorType::FStringError(UnterminatedString)
        | ParseErrorType::Lexical(LexicalErrorType::FStringError(UnterminatedString)) => "f-string",
        _ => return None,
    };
    let message = format!("this {kind} is never closed");
    let problem = unreadable(code, range.clone(), &message);
    Some(problem.help("write the quote that is missing; a line end within it is written `\\n`"))
}

/// A bracket before the place of the error that nothing closes.
fn unclosed(code: &str, parsed: &Parsed<ModModule>, error: usize) -> Option<Problem> {
    let mut open: Vec<(TokenKind, usize)> = Vec::new();
    for token in parsed.tokens() {
        let start = token.range().start().to_usize();
        match token.kind() {
            kind @ (TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace) => {
                open.push((kind, start));
            }
            kind @ (TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace) => match open.pop() {
                Some((opener, _)) if closes(opener) == kind => {}
                Some((opener, _)) if start <= error => {
                    let message = format!("{kind} does not close {opener}");
                    let help = format!("the {opener} before it wants a {}", closes(opener));
                    return Some(unreadable(code, start..start + 1, &message).help(help));
                }
                _ => return None,
            },
            _ => {}
        }
    }
    let (kind, start) = open.into_iter().rfind(|(_, start)| *start < error)?;
    let message = format!("{kind} is never closed");
    let help = format!("write the {} that is missing", closes(kind));
    Some(unreadable(code, start..start + 1, &message).help(help))
}

fn closes(kind: TokenKind) -> TokenKind {
    match kind {
        TokenKind::Lpar => TokenKind::Rpar,
        TokenKind::Lsqb => TokenKind::Rsqb,
        _ => TokenKind::Rbrace,
    }
}

fn other(code: &str, error: &ParseErrorType, range: Range<usize>) -> Problem {
    let message = match error {
        ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => {
            format!("`{}` is no sign of Python", tok.escape_debug())
        }
        error => sentence(&error.to_string()),
    };
    let problem = unreadable(code, range.clone(), &message);
    match error {
        ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => match tok {
            '“' | '”' | '„' => problem.help("write straight quotes: `\"`"),
            '‘' | '’' => problem.help("write straight quotes: `'`"),
            '…' => problem.help("write three full stops: `...`"),
            '–' | '—' | '−' => problem.help("write a minus sign: `-`"),
            '\u{a0}' | '\u{200b}' => problem.help("write an ordinary space"),
            _ => problem,
        },
        ParseErrorType::UnexpectedIndentation if range.start <= first_code(code) => {
            let line = Line::at(code, first_code(code));
            line.problem(code, "this Python sample begins with an indented line")
                .help("move all of it to the left, or mark it `fragment`")
        }
        _ => problem,
    }
}

fn unreadable(code: &str, range: Range<usize>, what: &str) -> Problem {
    Problem::at(
        code,
        range,
        format!("this Python sample cannot be read: {what}"),
    )
}

/// Where the first word of the code stands.
fn first_code(code: &str) -> usize {
    code.len() - code.trim_ascii_start().len()
}
