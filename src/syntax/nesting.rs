//! How deep code is nested, and a stack that is large enough for it.
//!
//! The parsers recurse, and so does dropping a tree. A guide takes code from
//! strangers: ten thousand brackets must not end the build.

/// Code longer than this, in bytes, is data: nobody reads it as code.
const LONGEST: usize = 256 * 1024;
/// Deeper code is no sample either.
const DEEPEST: usize = 10_000;
/// What every thread's own stack stands.
const SHALLOW: usize = 60;
/// The stack that one level may take, without optimisation.
const BYTES_PER_LEVEL: usize = 32 * 1024;

/// Runs `read` on a stack that is large enough for a parser of `code`; none if
/// the code is so deep or so long that it is not to be parsed at all.
pub fn on_enough_stack<T>(code: &str, read: impl FnOnce() -> T) -> Option<T> {
    if code.len() > LONGEST {
        return None;
    }
    match depth(code) {
        0..=SHALLOW => Some(read()),
        depth @ ..=DEEPEST => {
            let stack = (depth + SHALLOW) * BYTES_PER_LEVEL;
            Some(stacker::grow(stack, read))
        }
        _ => None,
    }
}

/// What a byte of code is to its depth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Word,
    Blank,
    LineEnd,
    Open,
    Close,
    Separator,
    Quote,
    Operator,
}

const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Operator; 256];
    let mut byte = 0;
    while byte < signs.len() {
        signs[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => Sign::Word,
            b' ' | b'\t' => Sign::Blank,
            b'\n' => Sign::LineEnd,
            b'(' | b'[' | b'{' => Sign::Open,
            b')' | b']' | b'}' => Sign::Close,
            b',' | b';' => Sign::Separator,
            b'"' | b'\'' | b'_' | b'#' => Sign::Quote,
            _ => Sign::Operator,
        };
        byte += 1;
    }
    signs
};

/// No tree of the code is deeper, and most are less deep by far: each bracket and
/// each operator of the expression around it counts for a level, also where they
/// stand in strings and comments.
fn depth(code: &str) -> usize {
    let mut deepest = 0;
    let mut depth: usize = 0;
    // For each open bracket, the depth where the expression in it began.
    let mut open: Vec<usize> = Vec::new();
    let mut base = 0;
    let mut indent = 0;
    let mut is_line_start = true;
    let mut before = Sign::LineEnd;
    for byte in code.bytes() {
        let sign = SIGNS[usize::from(byte)];
        // Most of a text stands within words, where nothing changes.
        if sign == Sign::Word && before == Sign::Word {
            continue;
        }
        let is_blank = matches!(sign, Sign::Blank | Sign::LineEnd);
        if is_line_start && !is_blank {
            is_line_start = false;
            if open.is_empty() {
                depth = 0;
            }
        }
        match sign {
            // What stands between two words may be an operator in letters.
            Sign::Word => depth += usize::from(before == Sign::Blank),
            Sign::Blank => indent += usize::from(is_line_start),
            Sign::LineEnd => (is_line_start, indent) = (true, 0),
            Sign::Open => {
                depth += 1;
                open.push(base);
                base = depth;
            }
            Sign::Close => {
                depth = base;
                base = open.pop().unwrap_or(0);
            }
            Sign::Separator => depth = base,
            Sign::Quote => {}
            Sign::Operator => depth += 1,
        }
        before = sign;
        deepest = deepest.max(depth + indent);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::{SHALLOW, depth};

    #[test]
    fn ordinary_code_is_shallow_however_long() {
        let line = "    total = first.value(1)[2] + [a for a in other if a.b(c)] # so, it is\n";
        assert!(depth(&line.repeat(2_000)) < SHALLOW);
        let rows = "    (1, 'a b c d', 2.5, -1),\n".repeat(2_000);
        assert!(depth(&format!("x = [\n{rows}]\n")) < SHALLOW);
    }

    #[test]
    fn brackets_chains_and_indentation_are_deep() {
        for level in ["(", "-", "a.", "f()", "not ", "x if y else ", "a[0]"] {
            assert!(depth(&level.repeat(301)) >= 300, "{level}");
        }
        let blocks: String = (0..300).map(|n| " ".repeat(n) + "if x:\n").collect();
        assert!(depth(&blocks) >= 300);
    }
}
