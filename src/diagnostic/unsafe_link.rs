//! A link that may run something.

use std::sync::Arc;

use super::{Code, Diagnostic, Label};
use crate::source::{Source, Span};

/// Reports a link of a kind that is not [harmless](crate::href::is_harmless).
pub fn unsafe_link(source: &Arc<Source>, span: Span, scheme: &str) -> Diagnostic {
    let label = Label::new(source, span, "not followed");
    let message = format!("a link of the kind `{scheme}:`");
    Diagnostic::new(Code::UnsafeLink, message, label)
        .help("link to `https://…`, to `mailto:…`, or to a file of the guide")
}
