//! Which role a grammar's scopes say that a word has.

use std::sync::LazyLock;

use syntect::parsing::Scope;

use Role::{Attribute, Comment, Function, Keyword, Macro, Number, Operator, Plain, Text, Type};

use crate::syntax::Role;

/// What one scope says of the text inside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// The role of the text.
    pub role: Role,
    /// Whether this holds against what scopes further inside say.
    pub is_final: bool,
}

/// What `scope` says, if anything: the longest known prefix decides.
pub fn meaning(scope: Scope) -> Option<Meaning> {
    let known = TABLE.iter().find(|(prefix, _)| prefix.is_prefix_of(scope));
    known.map(|(_, meaning)| *meaning)
}

/// [`SCOPES`] with the longest prefixes first.
static TABLE: LazyLock<Vec<(Scope, Meaning)>> = LazyLock::new(|| {
    let mut table = Vec::new();
    for (prefix, role) in SCOPES {
        let scope = Scope::new(prefix).expect("SCOPES holds scopes of at most eight parts");
        let is_final = FINAL.contains(prefix);
        table.push((
            scope,
            Meaning {
                role: *role,
                is_final,
            },
        ));
    }
    table.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    table
});

/// Scopes whose inside is one piece, whatever the grammar finds in it: tags in a
/// comment, the parts of a pattern, a built-in function that decorates, the
/// string that is a key.
const FINAL: &[&str] = &[
    "comment",
    "meta.mapping.key.json",
    "source.regexp",
    "string.regexp",
    "variable.annotation",
];

/// What each scope means. A scope that is not here says nothing, and the one
/// around it is asked; `Plain` is said where that would be wrong.
const SCOPES: &[(&str, Role)] = &[
    ("comment", Comment),
    // Literals.
    ("constant", Number),
    // Escapes and placeholders would cut most strings in three for little.
    ("constant.character", Text),
    ("constant.other.placeholder", Text),
    ("constant.other.symbol", Text),
    ("constant.other.haskell", Type),
    ("constant.other.database-name", Plain),
    ("constant.other.table-name", Plain),
    ("constant.other.format-spec", Plain),
    ("string", Text),
    ("string.unquoted", Plain),
    ("string.unquoted.heredoc", Text),
    ("storage.type.string", Text),
    ("source.regexp", Text),
    ("string.regexp", Text),
    ("meta.interpolation", Plain),
    ("meta.template.expression", Plain),
    ("storage.modifier.conversion", Plain),
    // Code within text and the other way round begins anew.
    ("source", Plain),
    ("text", Plain),
    // Keywords.
    ("keyword", Keyword),
    ("keyword.operator", Operator),
    // Each `=` would cost more bytes than the names beside it.
    ("keyword.operator.assignment", Plain),
    ("keyword.operator.assignment.augmented", Operator),
    ("keyword.operator.declaration", Plain),
    ("keyword.operator.logical.continue", Plain),
    ("keyword.operator.type.annotation", Plain),
    ("keyword.other.unit", Number),
    ("storage", Keyword),
    ("storage.modifier.lifetime", Attribute),
    ("storage.modifier.positional-args-only", Operator),
    ("variable.language", Keyword),
    ("variable.language.python", Plain),
    ("variable.language.rust", Plain),
    // Types. Many grammars call `int` a storage type, as they do `let`.
    ("entity.name.type", Type),
    ("entity.name.class", Type),
    ("entity.name.struct", Type),
    ("entity.name.enum", Type),
    ("entity.name.union", Type),
    ("entity.name.trait", Type),
    ("entity.name.interface", Type),
    ("entity.name.impl", Type),
    ("entity.other.inherited-class", Type),
    ("support.type", Type),
    ("support.class", Type),
    ("storage.type.rust", Type),
    ("storage.type.numeric", Number),
    ("storage.type.primitive", Type),
    ("storage.type.c", Type),
    ("storage.type.go", Type),
    ("storage.type.sql", Type),
    ("storage.type.haskell", Type),
    ("storage.type.buildin", Type),
    ("storage.type.generic", Type),
    ("storage.type.zig", Type),
    ("storage.type.error.zig", Keyword),
    ("support.constant.scala", Type),
    ("support.type.package", Plain),
    ("variable.type", Type),
    ("entity.name.enum.tag-digest", Plain),
    // Functions.
    ("entity.name.function", Function),
    ("entity.name.function.decorator", Macro),
    ("entity.type.function", Function),
    ("support.function", Function),
    ("support.function.double-brace", Keyword),
    ("variable.function", Function),
    // Macros and decorators.
    ("entity.name.macro", Macro),
    ("support.macro", Macro),
    ("meta.annotation", Macro),
    ("meta.annotation.rust", Attribute),
    ("variable.annotation", Macro),
    ("variable.annotation.rust", Attribute),
    ("meta.annotation.parameters.rust", Attribute),
    ("meta.annotation.arguments", Plain),
    ("punctuation.section.arguments", Plain),
    // Constants.
    ("support.constant", Number),
    ("entity.name.constant", Number),
    // Markup and data: what names a thing, what names a part of it.
    ("entity.name.tag", Keyword),
    ("entity.name.tag.toml", Attribute),
    ("entity.name.tag.yaml", Attribute),
    ("keyword.name.ini", Attribute),
    ("meta.mapping.key.json", Attribute),
    ("entity.name.section", Type),
    ("entity.section", Type),
    ("entity.name.table", Type),
    ("entity.name.label", Attribute),
    ("entity.other.attribute-name", Attribute),
    ("support.type.property-name", Attribute),
    ("markup.heading", Function),
    ("markup.inserted", Text),
    ("markup.deleted", Macro),
    ("markup.raw", Text),
    ("markup.quote", Comment),
    ("markup.underline.link", Text),
    ("meta.diff.header", Comment),
    ("meta.diff.range", Function),
];
