//! Icons: drawn once on a page, and referred to wherever they stand.
//!
//! Not as a file of their own: browsers do not let a page from a folder use one.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use crate::theme::Theme;

/// What stands in place of an icon; nothing if the theme has none of that name.
pub fn reference(theme: &Theme, name: &str) -> Option<String> {
    let is_known = theme.icons.contains_key(name);
    is_known.then(|| format!("{REFERENCE}{name}\"/></svg>"))
}

const REFERENCE: &str = "<svg class=icon><use href=\"#icon.";

/// The drawings of a theme's icons, by name, as they stand on pages.
pub struct Symbols(BTreeMap<String, String>);

impl Symbols {
    /// The symbols of all icons.
    pub fn of(theme: &Theme) -> Self {
        let icons = theme.icons.iter();
        Self(
            icons
                .map(|(name, svg)| (name.clone(), symbol(name, svg)))
                .collect(),
        )
    }

    /// Puts the drawings of the icons that a page refers to at the end of its body.
    ///
    /// All of them where scripts put cards in that the page does not have yet.
    pub fn add_to(&self, mut html: String) -> String {
        let bytes = html.as_bytes();
        let Some(end) = memmem::rfind(bytes, b"</body>") else {
            return html;
        };
        let names: BTreeSet<&str> = match memmem::find(bytes, b"data-bundle=") {
            Some(_) => self.0.keys().map(String::as_str).collect(),
            None => memmem::find_iter(bytes, REFERENCE)
                .filter_map(|at| html[at + REFERENCE.len()..].split('"').next())
                .collect(),
        };
        let symbols = names.into_iter().filter_map(|name| self.0.get(name));
        let symbols: String = symbols.map(String::as_str).collect();
        if !symbols.is_empty() {
            html.insert_str(end, &format!("<svg class=icons>{symbols}</svg>\n"));
        }
        html
    }
}

/// An icon's file as a symbol: what its `<svg>` says goes for the symbol.
fn symbol(name: &str, svg: &str) -> String {
    let inner = svg.strip_prefix("<svg").unwrap_or(svg);
    let (attributes, drawing) = inner.split_once('>').unwrap_or(("", inner));
    let drawing = drawing.strip_suffix("</svg>").unwrap_or(drawing);
    let attributes = attributes
        .replace(" class=\"icon\"", "")
        .replace(" aria-hidden=\"true\"", "")
        .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
    format!("<symbol id=\"icon.{name}\"{attributes}>{drawing}</symbol>")
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn a_symbol_keeps_what_an_icon_says_about_its_drawing() {
        let svg = r#"<svg class="icon" viewBox="0 0 16 16" fill="none" aria-hidden="true"><path d="M1 2"/></svg>"#;
        let expected =
            r#"<symbol id="icon.dot" viewBox="0 0 16 16" fill="none"><path d="M1 2"/></symbol>"#;
        assert_eq!(symbol("dot", svg), expected);
    }
}
