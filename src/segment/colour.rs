//! Colours as styles and attributes name them, and whether one can be read on
//! another.

use super::style::{argument, is_zero, length};

/// A colour, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Paint {
    /// That of the element around it.
    #[default]
    Inherited,
    /// Some colour or picture.
    Unknown,
    /// Red, green, blue.
    Colour([u8; 3]),
}

/// Most that the parts of two colours differ by, added up, if nobody can read
/// the one on the other. A stated guess: `#fefefe` on white differs by 3.
const INDISTINCT: u16 = 12;

impl Paint {
    pub const WHITE: Paint = Paint::Colour([255; 3]);

    /// Whether text of this colour cannot be told from a ground.
    pub fn vanishes_on(self, ground: Paint) -> bool {
        let (Paint::Colour(ink), Paint::Colour(ground)) = (self, ground) else {
            return false;
        };
        let parts = ink.iter().zip(ground);
        let differ: u16 = parts.map(|(a, b)| u16::from(a.abs_diff(b))).sum();
        differ <= INDISTINCT
    }
}

/// The colour that an attribute such as `bgcolor` names.
pub(super) fn paint(value: &str) -> Paint {
    colour(value).map_or(Paint::Unknown, Paint::Colour)
}

/// Whether a colour lets all through that is behind it.
pub(super) fn is_transparent(value: &str) -> bool {
    let without_alpha = ["rgba", "rgb", "hsla", "hsl"].iter().any(|name| {
        argument(value, name).is_some_and(|parts| {
            let mut parts = parts.split([',', '/', ' ']).filter(|part| !part.is_empty());
            parts.nth(3).is_some_and(is_zero)
        })
    });
    let hex = value.strip_prefix('#').filter(|hex| hex.is_ascii());
    let is_clear = |hex: &str| match hex.len() {
        4 => hex.ends_with('0'),
        8 => hex.ends_with("00"),
        _ => false,
    };
    value.eq_ignore_ascii_case("transparent") || without_alpha || hex.is_some_and(is_clear)
}

/// The colours of HTML 3.2, that style sheets by hand use, with their values.
const NAMED: &[(&str, [u8; 3])] = &[
    ("black", [0, 0, 0]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("white", [255, 255, 255]),
    ("maroon", [128, 0, 0]),
    ("red", [255, 0, 0]),
    ("purple", [128, 0, 128]),
    ("green", [0, 128, 0]),
    ("lime", [0, 255, 0]),
    ("olive", [128, 128, 0]),
    ("yellow", [255, 255, 0]),
    ("navy", [0, 0, 128]),
    ("blue", [0, 0, 255]),
    ("teal", [0, 128, 128]),
    ("aqua", [0, 255, 255]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("whitesmoke", [245, 245, 245]),
];

fn colour(value: &str) -> Option<[u8; 3]> {
    let value = value.trim();
    if let Some(hex) = value.strip_prefix('#') {
        return of_hex(hex);
    }
    if let Some(parts) = argument(value, "rgb").or_else(|| argument(value, "rgba")) {
        let mut parts = parts.split([',', '/', ' ']).filter(|part| !part.is_empty());
        let mut part = || {
            let (number, unit) = length(parts.next()?)?;
            let scale = if unit == "%" { 2.55 } else { 1.0 };
            Some((number * scale).clamp(0.0, 255.0) as u8)
        };
        return Some([part()?, part()?, part()?]);
    }
    let named = NAMED
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(value));
    named.map(|(_, colour)| *colour)
}

fn of_hex(hex: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> = hex
        .chars()
        .take(9)
        .map(|c| c.to_digit(16).map(|digit| digit as u8))
        .collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] | [r, g, b, _] => Some([r * 17, g * 17, b * 17]),
        [r, s, g, h, b, c] | [r, s, g, h, b, c, _, _] => Some([r * 16 + s, g * 16 + h, b * 16 + c]),
        _ => None,
    }
}
