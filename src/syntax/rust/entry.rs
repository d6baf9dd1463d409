//! Where a Rust program begins.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

/// Whether a function `main` stands at the top level.
pub fn has_main(code: &str) -> bool {
    let mut depth = 0_usize;
    let mut at = 0;
    let mut before = "";
    for token in tokenize(code, FrontmatterAllowed::No) {
        let word = &code[at..at + token.len as usize];
        at += token.len as usize;
        match token.kind {
            TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseBrace => depth = depth.saturating_sub(1),
            TokenKind::Ident if depth == 0 && before == "fn" && word == "main" => return true,
            TokenKind::Ident => {}
            TokenKind::Whitespace | TokenKind::LineComment { .. } => continue,
            TokenKind::BlockComment { .. } => continue,
            _ => {}
        }
        before = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_main;

    #[test]
    fn only_a_main_of_the_top_level_counts() {
        assert!(has_main("fn main() {}"));
        assert!(has_main("#[tokio::main]\nasync fn /* here */ main() {}"));
        assert!(!has_main("mod a { fn main() {} }"));
        assert!(!has_main("// fn main() {}\nlet s = \"fn main() {}\";"));
    }
}
