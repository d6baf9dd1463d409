//! A file that is not text.

use std::string::FromUtf8Error;

use super::{Code, Diagnostic, Label};
use crate::source::{Source, Span};

/// Reports a text that is not UTF-8. It is shown with a replacement character at the place of
/// the bad byte; `shown` is the path of its file.
pub fn not_utf8(shown: &str, error: &FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes()[at];
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    // Line ends before the place may be two bytes in the file and one in the source.
    let before = String::from_utf8_lossy(&error.as_bytes()[..at]);
    let before = Source::new("", before.into_owned());
    let source = Source::new(shown, text);
    let start = before.text().len();
    let span = Span::new(start, start + '\u{fffd}'.len_utf8());
    let label = Label::new(
        &source,
        span,
        format!("byte {at} of the file is 0x{byte:02X}"),
    );
    Diagnostic::new(Code::InvalidUtf8, "this file is not UTF-8", label)
        .help("save the file as UTF-8")
}
