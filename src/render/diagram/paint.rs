//! The colours an author gave to a node, and text that can be read on them.
//!
//! Everything else is coloured by the theme through classes. Only colours that
//! can be computed with are kept, since the text on a fill is chosen by it.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// What the author asked of one shape; absent parts belong to the theme.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Paint {
    pub(super) fill: Option<Colour>,
    pub(super) stroke: Option<Colour>,
    pub(super) stroke_width: Option<f64>,
    pub(super) is_dashed: bool,
    /// A fill that lets what is under it show, for wide areas behind text.
    pub(super) is_faint: bool,
    text: Option<Colour>,
}

const DARK: Colour = Colour::rgb(0x00, 0x00, 0x00);
const LIGHT: Colour = Colour::rgb(0xff, 0xff, 0xff);

/// Text needs this much contrast (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

impl Paint {
    /// Reads declarations such as `fill:#e3f2fd`; later ones win.
    pub(super) fn new<'a>(declarations: impl IntoIterator<Item = &'a str>) -> Self {
        let mut paint = Self::default();
        let declarations = declarations
            .into_iter()
            .flat_map(|text| text.split(';'))
            .filter_map(|declaration| declaration.split_once(':'));
        for (property, value) in declarations {
            let value = value.trim().trim_end_matches("!important").trim_end();
            match property.trim() {
                "fill" | "background" | "background-color" => {
                    paint.fill = Colour::parse(value).or(paint.fill);
                }
                "stroke" | "border-color" => paint.stroke = Colour::parse(value).or(paint.stroke),
                "color" => paint.text = Colour::parse(value).or(paint.text),
                "stroke-width" => paint.stroke_width = width(value).or(paint.stroke_width),
                "stroke-dasharray" => paint.is_dashed = value != "none" && value != "0",
                _ => {}
            }
        }
        paint
    }

    /// A faint wash of `colour`, which leaves the theme's text legible.
    pub(super) fn area(colour: &str) -> Self {
        let fill = Colour::parse(colour);
        Self {
            fill,
            is_faint: fill.is_some(),
            ..Self::default()
        }
    }

    /// The same lines without a fill, for details drawn over it.
    pub(super) fn outline(&self) -> Self {
        Self {
            fill: None,
            ..self.clone()
        }
    }

    /// The line colour alone, for hollow marks at the ends of lines.
    pub(super) fn hollow(&self) -> Self {
        Self {
            stroke: self.stroke,
            ..Self::default()
        }
    }

    /// The line colour as a fill, for solid marks at the ends of lines.
    pub(super) fn solid(&self) -> Self {
        Self {
            fill: self.stroke,
            ..self.hollow()
        }
    }

    /// The colour of text on the fill; none without a fill, where the theme knows.
    pub(super) fn text(&self) -> Option<Colour> {
        let fill = self.fill?;
        let wanted = self.text.filter(|text| text.contrast(fill) >= READABLE);
        let safe = if DARK.contrast(fill) >= LIGHT.contrast(fill) {
            DARK
        } else {
            LIGHT
        };
        Some(wanted.unwrap_or(safe))
    }
}

/// A line width in user units, kept within reason.
fn width(value: &str) -> Option<f64> {
    let number: f64 = value.trim_end_matches("px").trim().parse().ok()?;
    (number.is_finite() && number >= 0.0).then(|| number.min(8.0))
}

impl Colour {
    const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#abc`, `#aabbcc`, `rgb(…)` or a common name.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let value = value.trim().to_ascii_lowercase();
        if let Some(digits) = value.strip_prefix('#') {
            return Self::from_hex(digits);
        }
        let list = value
            .strip_prefix("rgba(")
            .or_else(|| value.strip_prefix("rgb("))
            .and_then(|rest| rest.strip_suffix(')'));
        if let Some(list) = list {
            return Self::from_list(list);
        }
        let named = NAMED.iter().find(|(name, _)| *name == value);
        named.map(|(_, [red, green, blue])| Self::rgb(*red, *green, *blue))
    }

    fn from_hex(digits: &str) -> Option<Self> {
        let nibbles: Option<Vec<u8>> = digits
            .chars()
            .map(|digit| digit.to_digit(16).map(|nibble| nibble as u8))
            .collect();
        match *nibbles?.as_slice() {
            [red, green, blue] | [red, green, blue, _] => {
                Some(Self::rgb(red * 17, green * 17, blue * 17))
            }
            [r1, r2, g1, g2, b1, b2] | [r1, r2, g1, g2, b1, b2, _, _] => {
                Some(Self::rgb(r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2))
            }
            _ => None,
        }
    }

    fn from_list(list: &str) -> Option<Self> {
        let mut channels = list
            .split([',', ' ', '/'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<f64>().ok().map(|channel| channel as u8));
        Some(Self::rgb(
            channels.next()??,
            channels.next()??,
            channels.next()??,
        ))
    }

    /// `#rrggbb`.
    pub(super) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// The CSS names authors use in diagrams.
const NAMED: &[(&str, [u8; 3])] = &[
    ("aqua", [0, 255, 255]),
    ("aquamarine", [127, 255, 212]),
    ("azure", [240, 255, 255]),
    ("beige", [245, 245, 220]),
    ("black", [0, 0, 0]),
    ("blue", [0, 0, 255]),
    ("brown", [165, 42, 42]),
    ("coral", [255, 127, 80]),
    ("crimson", [220, 20, 60]),
    ("cyan", [0, 255, 255]),
    ("darkblue", [0, 0, 139]),
    ("darkgray", [169, 169, 169]),
    ("darkgreen", [0, 100, 0]),
    ("darkgrey", [169, 169, 169]),
    ("darkorange", [255, 140, 0]),
    ("darkred", [139, 0, 0]),
    ("fuchsia", [255, 0, 255]),
    ("gold", [255, 215, 0]),
    ("gray", [128, 128, 128]),
    ("green", [0, 128, 0]),
    ("grey", [128, 128, 128]),
    ("indigo", [75, 0, 130]),
    ("ivory", [255, 255, 240]),
    ("khaki", [240, 230, 140]),
    ("lavender", [230, 230, 250]),
    ("lightblue", [173, 216, 230]),
    ("lightcoral", [240, 128, 128]),
    ("lightcyan", [224, 255, 255]),
    ("lightgray", [211, 211, 211]),
    ("lightgreen", [144, 238, 144]),
    ("lightgrey", [211, 211, 211]),
    ("lightpink", [255, 182, 193]),
    ("lightsalmon", [255, 160, 122]),
    ("lightskyblue", [135, 206, 250]),
    ("lightyellow", [255, 255, 224]),
    ("lime", [0, 255, 0]),
    ("magenta", [255, 0, 255]),
    ("maroon", [128, 0, 0]),
    ("mistyrose", [255, 228, 225]),
    ("navy", [0, 0, 128]),
    ("olive", [128, 128, 0]),
    ("orange", [255, 165, 0]),
    ("orchid", [218, 112, 214]),
    ("palegreen", [152, 251, 152]),
    ("pink", [255, 192, 203]),
    ("plum", [221, 160, 221]),
    ("purple", [128, 0, 128]),
    ("red", [255, 0, 0]),
    ("royalblue", [65, 105, 225]),
    ("salmon", [250, 128, 114]),
    ("silver", [192, 192, 192]),
    ("skyblue", [135, 206, 235]),
    ("steelblue", [70, 130, 180]),
    ("tan", [210, 180, 140]),
    ("teal", [0, 128, 128]),
    ("tomato", [255, 99, 71]),
    ("turquoise", [64, 224, 208]),
    ("violet", [238, 130, 238]),
    ("wheat", [245, 222, 179]),
    ("white", [255, 255, 255]),
    ("whitesmoke", [245, 245, 245]),
    ("yellow", [255, 255, 0]),
    ("yellowgreen", [154, 205, 50]),
];

#[cfg(test)]
mod tests {
    use super::{Colour, Paint, READABLE};

    fn text_on(declarations: &str) -> Option<String> {
        Paint::new([declarations]).text().map(Colour::hex)
    }

    #[test]
    fn text_on_a_pale_fill_is_dark_and_on_a_deep_fill_light() {
        assert_eq!(text_on("fill:#e3f2fd").as_deref(), Some("#000000"));
        assert_eq!(text_on("fill:navy").as_deref(), Some("#ffffff"));
        assert_eq!(text_on("stroke:navy"), None);
    }

    #[test]
    fn the_authors_text_colour_stays_only_where_it_can_be_read() {
        assert_eq!(text_on("fill:#fff;color:#00f").as_deref(), Some("#0000ff"));
        assert_eq!(text_on("fill:#fff;color:#eee").as_deref(), Some("#000000"));
    }

    #[test]
    fn every_grey_gets_readable_text() {
        for grey in 0..=255u8 {
            let fill = Colour::rgb(grey, grey, grey);
            let paint = Paint::new([format!("fill:{}", fill.hex()).as_str()]);
            let text = paint.text().expect("a fill was given");
            assert!(text.contrast(fill) >= READABLE, "{grey}");
        }
    }

    #[test]
    fn colours_are_read_in_every_common_form() {
        for value in [
            "#f00",
            "#FF0000",
            "#ff0000ff",
            "rgb(255, 0, 0)",
            "rgba(255 0 0 / 1)",
            "Red",
        ] {
            assert_eq!(
                Colour::parse(value).map(Colour::hex).as_deref(),
                Some("#ff0000"),
                "{value}"
            );
        }
        for value in [
            "url(#x)",
            "#12",
            "javascript:1",
            "",
            "expression(1)",
            "#ééé",
        ] {
            assert_eq!(Colour::parse(value), None, "{value}");
        }
    }
}
