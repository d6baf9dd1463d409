//! The set of grammars, and its repair.

use std::sync::LazyLock;

use syntect::parsing::syntax_definition::{Context, Pattern};
use syntect::parsing::{Regex, SyntaxSet, SyntaxSetBuilder};

/// Unpacking the set costs more than most samples, so the process does it once.
/// Each grammar compiles its patterns when first used.
pub static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The set to read `code` with.
///
/// The JavaScript grammar never comes to an end on `x /* a */`: a context for a
/// continued expression and one for its end hand the place to each other, since
/// a comment begins like a division (syntect#706). JavaScript itself is read as
/// TypeScript, which has no such grammar, but HTML and all that may hold HTML
/// reach it. The repaired set takes some hundred milliseconds to make, so it is
/// made when a sample first needs it.
pub fn set_for(grammar: &str, code: &str) -> &'static SyntaxSet {
    if code.contains("/*") && !WITHOUT_JAVASCRIPT.contains(&grammar) {
        &MENDED
    } else {
        &GRAMMARS
    }
}

/// Grammars that reach no JavaScript and whose samples often hold `/*`.
#[rustfmt::skip]
const WITHOUT_JAVASCRIPT: &[&str] = &[
    "Bourne Again Shell (bash)", "C", "C#", "C++", "CSS", "Dart", "GLSL", "Go", "JSON", "Kotlin",
    "Less", "Objective-C", "Python", "Rust", "SCSS", "SQL", "Scala", "Solidity", "Swift",
    "Terraform", "TypeScript", "TypeScriptReact", "WGSL",
];

static MENDED: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let mut mended = SyntaxSetBuilder::new();
    // In the same order: the grammars refer to each other by place.
    for syntax in two_face::syntax::extra_newlines().into_builder().syntaxes() {
        let mut syntax = syntax.clone();
        syntax.contexts.values_mut().for_each(mend);
        mended.add(syntax);
    }
    mended.build()
});

/// What the looping pattern says does not continue an expression.
const NOT_CONTINUING: &str = r"(?! \+\+ | -- )";
/// The same, and comments.
const NOT_CONTINUING_NOR_COMMENT: &str = r"(?! \+\+ | -- | /\* | // )";

fn mend(context: &mut Context) {
    for pattern in &mut context.patterns {
        let Pattern::Match(pattern) = pattern else {
            continue;
        };
        if pattern.regex.regex_str().contains(NOT_CONTINUING) {
            let text = pattern.regex.regex_str();
            pattern.regex = Regex::new(text.replace(NOT_CONTINUING, NOT_CONTINUING_NOR_COMMENT));
        }
    }
}
