//! How much room text takes in a font nobody knows.
//!
//! Widths are upper bounds taken from the widest sans faces in common use. A
//! label then never leaves its box; with a narrower font it has more air.

use unicode_normalization::UnicodeNormalization as _;

/// Size of the type in user units; the theme must not set another one.
pub(super) const FONT_SIZE: f64 = 14.0;

/// An upper bound of the advance of `text` set in regular type.
pub(super) fn text_width(text: &str) -> f64 {
    text.nfc().map(char_width).sum::<f64>() * FONT_SIZE
}

/// Advance in ems. The groups hold for DejaVu Sans and Verdana, which are the
/// widest faces `system-ui` or `sans-serif` commonly stand for.
pub(super) fn char_width(character: char) -> f64 {
    match character {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        'i' | 'j' | 'l' | '\'' => 0.29,
        ' ' | ',' | '.' | 'I' | 'J' | 'f' | 't' | '-' | '/' | '\\' | '|' | ':' | ';' => 0.4,
        '(' | ')' | '[' | ']' | '!' | 'r' => 0.43,
        '"' | '*' | '_' | '`' | 's' | 'z' | 'c' | '?' | 'L' | '\u{2013}' => 0.56,
        'A'..='F' | 'K' | 'P' | 'R'..='T' | 'V' | 'X'..='Z' => 0.72,
        'G' | 'H' | 'N' | 'O' | 'Q' | 'U' | '&' | 'w' => 0.83,
        '#' | '+' | '<' | '=' | '>' | '^' | '~' => 0.85,
        'M' => 0.88,
        'W' | 'm' | '@' | '%' => 1.01,
        '\u{20}'..='\u{7e}' => 0.65,
        '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' => accented_width(character),
        '\u{400}'..='\u{52f}' if character.is_lowercase() => 0.82,
        '\u{400}'..='\u{52f}' => 1.0,
        // Arabic, Hebrew and their neighbours join narrow forms.
        '\u{530}'..='\u{10ff}' => 0.8,
        '\u{1f000}'..='\u{1faff}' => 1.4,
        _ => 1.05,
    }
}

fn accented_width(character: char) -> f64 {
    match character.nfd().next() {
        Some(base) if base.is_ascii() => char_width(base),
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{FONT_SIZE, text_width};

    #[test]
    fn no_common_face_is_wider() {
        // Advances in DejaVu Sans, in thousandths of an em.
        for (text, advance) in [
            ("scheduled", 5_117.0),
            ("Coroutine", 4_886.0),
            ("WWW", 2_967.0),
            ("mmmm", 3_896.0),
            ("{}[]()", 2_832.0),
            ("0123456789", 6_360.0),
        ] {
            assert!(text_width(text) * 1000.0 / FONT_SIZE >= advance, "{text}");
        }
    }

    #[test]
    fn marks_take_no_room_and_ideographs_a_square() {
        assert_eq!(text_width("e\u{301}"), text_width("e"));
        assert!(text_width("日") >= FONT_SIZE);
    }
}
