//! What is wrong with a program, read as rustdoc reads it: a file, items or statements.

use std::ops::Range;

use proc_macro2::extra::invalidate_current_thread_spans;
use ra_ap_rustc_lexer::{LiteralKind, TokenKind, strip_shebang};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Block};

use super::lexemes::{Lexeme, lexemes};
use super::roles::roles;
use crate::syntax::Token;
use crate::syntax::nesting::on_enough_stack;
use crate::syntax::problem::{Problem, sentence};

/// The first thing that is wrong with code.
///
/// None for code that is too long or too deep to be parsed.
pub fn problem(code: &str) -> Option<Problem> {
    let shown = without_marks(code);
    let code = shown.as_deref().unwrap_or(code);
    let problem = unclosed(code, &lexemes(code)).or_else(|| {
        let start = strip_shebang(code).unwrap_or(0);
        let error = on_enough_stack(code, || parse_error(&code[start..])).flatten()?;
        Some(described(code, start, &error))
    });
    // The parser keeps every text it has read until it is told not to.
    invalidate_current_thread_spans();
    problem
}

/// The code with rustdoc's `# ` before lines that it hides made blank; none if
/// there are no such lines. Places stay the same.
fn without_marks(code: &str) -> Option<String> {
    let is_hidden = |line: &str| {
        let text = line.trim_start();
        text.starts_with("# ") || text.trim_end() == "#"
    };
    if !code.contains('#') || !code.lines().any(is_hidden) {
        return None;
    }
    let mut shown = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        match is_hidden(line) {
            true => shown.push_str(&line.replacen('#', " ", 1)),
            false => shown.push_str(line),
        }
    }
    Some(shown)
}

fn parse_error(code: &str) -> Option<syn::Error> {
    let statements = |input: ParseStream<'_>| {
        input.call(Attribute::parse_inner)?;
        input.call(Block::parse_within)
    };
    let error = statements.parse_str(code).err()?;
    // Items read as statements but for a few, such as `mod` of a file.
    let other = syn::parse_file(code).err()?;
    let is_further = other.span().byte_range().start > error.span().byte_range().start;
    Some(if is_further { other } else { error })
}

fn described(code: &str, start: usize, error: &syn::Error) -> Problem {
    let range = error.span().byte_range();
    let range = start + range.start..start + range.end;
    let message = sentence(&error.to_string());
    // At the end of a text there is no token to point at.
    let is_end = range == (start..start) || message.starts_with("unexpected end of input");
    let range = if is_end {
        code.len()..code.len()
    } else {
        range
    };
    let written = code.get(range.clone()).unwrap_or_default();
    let line = line_at(code, range.start);
    let text = &code[line.clone()];
    if text.starts_with("$ ") || text.starts_with("cargo ") {
        let command = text.trim_start_matches("$ ");
        let help =
            format!("put it into a fence of its own: ```` ```console ````, then `$ {command}`");
        return Problem::at(code, line, "this is a command of a shell, not Rust").help(help);
    }
    if text.starts_with("{{#") {
        let problem = Problem::at(code, line, "this is a command of mdBook, not Rust");
        return problem.help("put the code itself here");
    }
    if written.starts_with('.') && text.contains("...") {
        let help = "write `/* … */` for what is left out, or mark it `fragment`";
        return unreadable(code, range, "`...` is no code of Rust").help(help);
    }
    let before = code[..range.start].trim_end().len();
    if message.ends_with("expected `;`") && code[before..range.start].contains('\n') || is_end {
        let problem = unreadable(code, before..before, &message);
        return match message.ends_with("expected `;`") {
            true => problem.help("end the line with `;`"),
            false => problem,
        };
    }
    // The parser lists all that a pattern or a type may begin with.
    match message.starts_with("expected one of") {
        true => unreadable(code, range, &format!("`{written}` cannot stand here")),
        false => unreadable(code, range, &message),
    }
}

fn unreadable(code: &str, range: Range<usize>, what: &str) -> Problem {
    Problem::at(
        code,
        range,
        format!("this Rust sample cannot be read: {what}"),
    )
}

/// The line of a place, without what indents it.
fn line_at(code: &str, offset: usize) -> Range<usize> {
    let code = code.trim_ascii_end();
    let offset = offset.min(code.len());
    let start = code[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let line = code[start..].lines().next().unwrap_or_default();
    let text = line.trim();
    let indent = line.len() - line.trim_start().len();
    start + indent..start + indent + text.len()
}

/// What is found without parsing, in a thirtieth of the time; or else the roles of the words,
/// if all of the code is shown: both come from one reading.
pub fn read(code: &str) -> (Option<Problem>, Option<Vec<Token>>) {
    let shown = without_marks(code);
    let lexemes = lexemes(shown.as_deref().unwrap_or(code));
    let problem = unclosed(shown.as_deref().unwrap_or(code), &lexemes);
    let is_whole = problem.is_none() && shown.is_none();
    (problem, is_whole.then(|| roles(code, &lexemes)))
}

/// A text, a comment or a bracket that is not closed: the parser says less of these.
fn unclosed(code: &str, lexemes: &[Lexeme]) -> Option<Problem> {
    let mut open: Vec<(char, usize)> = Vec::new();
    for lexeme in lexemes {
        let (at, end) = (lexeme.start, lexeme.end);
        let said = |message: &str, help: &str| Some(unreadable(code, at..end, message).help(help));
        match lexeme.kind {
            TokenKind::BlockComment {
                terminated: false, ..
            } => {
                return said("this comment is never closed", "write `*/` where it ends");
            }
            TokenKind::Literal { kind, .. } if is_unterminated(kind) => {
                return said(
                    "this text is never closed",
                    "write the quote that is missing",
                );
            }
            TokenKind::Literal {
                kind: LiteralKind::Char { .. },
                ..
            } if is_text(&code[at..end]) => {
                return said(
                    "`'` is for one character",
                    "write double quotes around a text",
                );
            }
            TokenKind::OpenParen => open.push((')', at)),
            TokenKind::OpenBracket => open.push((']', at)),
            TokenKind::OpenBrace => open.push(('}', at)),
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace => {
                let bracket = &code[at..end];
                let (wanted, place) = match open.pop() {
                    Some((wanted, _)) if bracket.starts_with(wanted) => continue,
                    Some(open) => open,
                    None => {
                        return said(&format!("`{bracket}` closes nothing"), "take it out");
                    }
                };
                let opener = &code[place..=place];
                let message = format!("`{bracket}` does not close `{opener}`");
                let help = format!("the `{opener}` before it wants a `{wanted}`");
                return said(&message, &help);
            }
            TokenKind::Unknown => {
                let sign = &code[at..end];
                let help = match sign {
                    "“" | "”" | "„" => "write straight quotes: `\"`",
                    "‘" | "’" => "write straight quotes: `'`",
                    "…" => "write `/* … */` for what is left out",
                    _ => "take it out",
                };
                return said(
                    &format!("`{}` is no sign of Rust", sign.escape_debug()),
                    help,
                );
            }
            _ => {}
        }
    }
    let (wanted, place) = open.pop()?;
    let message = format!("`{}` is never closed", &code[place..=place]);
    let help = format!("write the `{wanted}` that is missing");
    Some(unreadable(code, place..place + 1, &message).help(help))
}

/// Whether a character literal holds more than one.
fn is_text(literal: &str) -> bool {
    let inner = literal.trim_matches('\'');
    !inner.starts_with('\\') && inner.chars().nth(1).is_some()
}

fn is_unterminated(kind: LiteralKind) -> bool {
    match kind {
        LiteralKind::Char { terminated }
        | LiteralKind::Byte { terminated }
        | LiteralKind::Str { terminated }
        | LiteralKind::ByteStr { terminated }
        | LiteralKind::CStr { terminated } => !terminated,
        LiteralKind::RawStr { n_hashes }
        | LiteralKind::RawByteStr { n_hashes }
        | LiteralKind::RawCStr { n_hashes } => n_hashes.is_none(),
        LiteralKind::Int { .. } | LiteralKind::Float { .. } => false,
    }
}
