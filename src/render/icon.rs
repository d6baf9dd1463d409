//! Icons: drawn once on a page, where they stand or, if they stand in several places,
//! at the end of it.
//!
//! Not as a file of their own: browsers do not let a page from a folder use one.

use std::collections::BTreeMap;

use memchr::memmem;

use crate::theme::Theme;

/// What stands in place of an icon; nothing if the theme has none of that name.
pub fn reference(theme: &Theme, name: &str) -> Option<String> {
    let is_known = theme.icons.contains_key(name);
    is_known.then(|| format!("{REFERENCE}{name}{REFERENCE_END}"))
}

const REFERENCE: &str = "<svg class=icon><use href=\"#icon.";
const REFERENCE_END: &str = "\"/></svg>";

/// The drawings of a theme's icons, by name.
pub struct Symbols(BTreeMap<String, Drawing>);

/// An icon's file as it stands on pages: what its `<svg>` says goes for the drawing.
struct Drawing {
    /// Where a page has it in several places, and only refers to it there.
    symbol: String,
    /// Where it stands in one place.
    alone: String,
}

impl Symbols {
    /// The drawings of all icons.
    pub fn of(theme: &Theme) -> Self {
        let icons = theme.icons.iter();
        Self(
            icons
                .map(|(name, svg)| (name.clone(), Drawing::of(name, svg)))
                .collect(),
        )
    }

    /// Draws the icons that a page refers to: one that stands in one place there, the
    /// others at the end of the body.
    ///
    /// All of them where scripts put cards in that the page does not have yet.
    pub fn add_to(&self, html: String) -> String {
        let bytes = html.as_bytes();
        let Some(end) = memmem::rfind(bytes, b"</body>") else {
            return html;
        };
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        if memmem::find(bytes, b"data-bundle=").is_some() {
            places.extend(self.0.keys().map(|name| (name.as_str(), 2)));
        }
        let references: Vec<(usize, &str)> = memmem::find_iter(bytes, REFERENCE)
            .filter_map(|at| Some((at, html[at + REFERENCE.len()..].split('"').next()?)))
            .collect();
        for (_, name) in &references {
            *places.entry(name).or_default() += 1;
        }
        let mut drawn = String::with_capacity(html.len() + 2048);
        let mut copied = 0;
        for (at, name) in references {
            let drawing = self.0.get(name).filter(|_| places.get(name) == Some(&1));
            if let Some(drawing) = drawing {
                drawn.push_str(&html[copied..at]);
                drawn.push_str(&drawing.alone);
                copied = at + REFERENCE.len() + name.len() + REFERENCE_END.len();
            }
        }
        drawn.push_str(&html[copied..end]);
        let shared = places.iter().filter(|(_, count)| **count > 1);
        let symbols: String = shared
            .filter_map(|(name, _)| Some(self.0.get(*name)?.symbol.as_str()))
            .collect();
        if !symbols.is_empty() {
            drawn.push_str(&format!("<svg class=icons>{symbols}</svg>\n"));
        }
        drawn.push_str(&html[end..]);
        drawn
    }
}

impl Drawing {
    fn of(name: &str, svg: &str) -> Self {
        let inner = svg.strip_prefix("<svg").unwrap_or(svg);
        let (attributes, drawing) = inner.split_once('>').unwrap_or(("", inner));
        let drawing = drawing.strip_suffix("</svg>").unwrap_or(drawing);
        let attributes = attributes
            .replace(" class=\"icon\"", "")
            .replace(" aria-hidden=\"true\"", "")
            .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
        Self {
            symbol: format!("<symbol id=\"icon.{name}\"{attributes}>{drawing}</symbol>"),
            alone: format!("<svg class=icon{attributes}>{drawing}</svg>"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Drawing;

    #[test]
    fn a_symbol_keeps_what_an_icon_says_about_its_drawing() {
        let svg = r#"<svg class="icon" viewBox="0 0 16 16" fill="none" aria-hidden="true"><path d="M1 2"/></svg>"#;
        let expected =
            r#"<symbol id="icon.dot" viewBox="0 0 16 16" fill="none"><path d="M1 2"/></symbol>"#;
        assert_eq!(Drawing::of("dot", svg).symbol, expected);
    }
}
