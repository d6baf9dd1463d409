//! Rust's reserved words and primitive types.

use crate::syntax::Role;

/// What a word is wherever it stands; none for a name.
pub fn reserved(word: &str) -> Option<Role> {
    // Bytes, since the compiler makes a decision tree of them.
    match word.as_bytes() {
        b"abstract" | b"as" | b"async" | b"await" | b"become" | b"box" | b"break" | b"const"
        | b"continue" | b"crate" | b"do" | b"dyn" | b"else" | b"enum" | b"extern" | b"final"
        | b"fn" | b"for" | b"if" | b"impl" | b"in" | b"let" | b"loop" | b"match" | b"mod"
        | b"move" | b"mut" | b"override" | b"priv" | b"pub" | b"ref" | b"return" | b"self"
        | b"static" | b"struct" | b"super" | b"trait" | b"try" | b"type" | b"typeof"
        | b"unsafe" | b"unsized" | b"use" | b"virtual" | b"where" | b"while" | b"yield" => {
            Some(Role::Keyword)
        }
        b"true" | b"false" => Some(Role::Number),
        b"Self" | b"bool" | b"char" | b"f32" | b"f64" | b"i8" | b"i16" | b"i32" | b"i64"
        | b"i128" | b"isize" | b"str" | b"u8" | b"u16" | b"u32" | b"u64" | b"u128" | b"usize" => {
            Some(Role::Type)
        }
        _ => None,
    }
}
