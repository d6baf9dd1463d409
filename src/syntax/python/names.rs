//! Python's built-in names.

use crate::syntax::Role;

/// What a built-in name of small letters is; none for any other name.
///
/// What is called to make a value of it is a type; what is called for what it
/// does is a function, though Python makes no difference (`enumerate`). The
/// capitals of exceptions say enough.
pub fn builtin(name: &str) -> Option<Role> {
    // Bytes, since the compiler makes a decision tree of them.
    match name.as_bytes() {
        b"bool" | b"bytearray" | b"bytes" | b"complex" | b"dict" | b"float" | b"frozenset"
        | b"int" | b"list" | b"memoryview" | b"object" | b"set" | b"slice" | b"str" | b"tuple" => {
            Some(Role::Type)
        }
        b"abs" | b"aiter" | b"all" | b"anext" | b"any" | b"ascii" | b"bin" | b"breakpoint"
        | b"callable" | b"chr" | b"classmethod" | b"compile" | b"delattr" | b"dir" | b"divmod"
        | b"enumerate" | b"eval" | b"exec" | b"filter" | b"format" | b"getattr" | b"globals"
        | b"hasattr" | b"hash" | b"help" | b"hex" | b"id" | b"input" | b"isinstance"
        | b"issubclass" | b"iter" | b"len" | b"locals" | b"map" | b"max" | b"min" | b"next"
        | b"oct" | b"open" | b"ord" | b"pow" | b"print" | b"property" | b"range" | b"repr"
        | b"reversed" | b"round" | b"setattr" | b"sorted" | b"staticmethod" | b"sum" | b"super"
        | b"type" | b"vars" | b"zip" => Some(Role::Function),
        b"Ellipsis" | b"NotImplemented" => Some(Role::Number),
        _ => None,
    }
}
