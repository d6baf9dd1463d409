//! EDGE: width and height of an image file, so that pages do not jump while loading.

use std::io::Read;
use std::path::Path;

/// The size in pixels, if the file is an image that says.
pub fn read(path: &Path) -> Option<(u32, u32)> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "svg" => svg(path),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::size(path).ok()?;
            Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
        }
        _ => None,
    }
}

/// Reads the first bytes only: the root element is at the top.
fn svg(path: &Path) -> Option<(u32, u32)> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(16 * 1024).read_to_end(&mut head).ok()?;
    svg_size(&String::from_utf8_lossy(&head))
}

/// `width` and `height` of the root element, else those of its `viewBox`.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            quick_xml::events::Event::Start(root) | quick_xml::events::Event::Empty(root) => {
                let attribute = |name: &str| {
                    let attribute = root.try_get_attribute(name).ok()??;
                    Some(attribute.value.into_owned())
                };
                let length = |name: &str| pixels(&attribute(name)?);
                if let (Some(width), Some(height)) = (length("width"), length("height")) {
                    return Some((width, height));
                }
                let view_box = attribute("viewBox")?;
                let mut numbers = view_box.split([' ', ',']).filter(|part| !part.is_empty());
                return Some((pixels(numbers.nth(2)?)?, pixels(numbers.next()?)?));
            }
            quick_xml::events::Event::Eof => return None,
            _ => {}
        }
    }
}

fn pixels(text: &str) -> Option<u32> {
    let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
    let is_size = number.is_finite() && (1.0..1e6).contains(&number);
    is_size.then_some(number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::svg_size;

    #[test]
    fn an_svg_says_its_size_in_two_ways() {
        assert_eq!(
            svg_size(r#"<svg width="20" height="10.4px"/>"#),
            Some((20, 10))
        );
        assert_eq!(
            svg_size(r#"<?xml version="1.0"?><svg viewBox="0 0 30 40">"#),
            Some((30, 40))
        );
        assert_eq!(svg_size(r#"<svg width="100%" height="100%">"#), None);
        assert_eq!(svg_size("not an image"), None);
    }
}
