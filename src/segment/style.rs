//! What an element's own style says of whether it can be seen.

use std::borrow::Cow;

use super::colour::{Paint, is_transparent, paint};

/// What matters here of an inline style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub hides: bool,
    /// The colour of its text.
    pub ink: Paint,
    /// The colour behind it.
    pub ground: Paint,
}

/// Reads an inline style. As in a browser, the last declaration of a property
/// counts, and an important one before all others; comments and escapes say
/// nothing else.
///
/// Fails on: what a style sheet adds or takes back, and lengths that have to be
/// computed.
pub(super) fn read(style: &str) -> Look {
    if !style.contains(':') {
        return Look::default();
    }
    let style = plain(style);
    let declared = Declared::of(&style);
    Look {
        hides: declared.hides(),
        ink: declared
            .get(Property::Color)
            .map_or(Paint::Inherited, paint),
        ground: declared.ground(),
    }
}

/// A style without comments and escapes: `d\69 splay:/**/none` is `display:none`.
fn plain(style: &str) -> Cow<'_, str> {
    if !style.contains("/*") && !style.contains('\\') {
        return Cow::Borrowed(style);
    }
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find(['/', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if let Some(escape) = rest.strip_prefix('\\') {
            let (c, after) = unescaped(escape);
            out.push(c);
            rest = after;
        } else {
            out.push('/');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that an escape stands for, and what follows it.
fn unescaped(escape: &str) -> (char, &str) {
    let digits = escape
        .bytes()
        .take(6)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    if digits == 0 {
        let mut chars = escape.chars();
        return (chars.next().unwrap_or(' '), chars.as_str());
    }
    let (number, after) = escape.split_at(digits);
    let c = u32::from_str_radix(number, 16)
        .ok()
        .and_then(char::from_u32);
    let after = after.strip_prefix([' ', '\t', '\n']).unwrap_or(after);
    (c.unwrap_or('\u{fffd}'), after)
}

macro_rules! properties {
    ($($property:ident $name:literal,)*) => {
        /// The properties that can hide something or colour it.
        #[derive(Debug, Clone, Copy)]
        enum Property {
            $($property,)*
        }

        /// Their names, in the same order.
        const PROPERTIES: &[&str] = &[$($name,)*];
    };
}

properties! {
    Animation "animation",
    Background "background",
    BackgroundClip "background-clip",
    BackgroundColor "background-color",
    Bottom "bottom",
    Clip "clip",
    ClipPath "clip-path",
    Color "color",
    ContentVisibility "content-visibility",
    Display "display",
    Filter "filter",
    Font "font",
    FontSize "font-size",
    Height "height",
    Left "left",
    MarginLeft "margin-left",
    MarginTop "margin-top",
    MaxHeight "max-height",
    MaxWidth "max-width",
    Opacity "opacity",
    Overflow "overflow",
    OverflowX "overflow-x",
    OverflowY "overflow-y",
    Right "right",
    Scale "scale",
    TextIndent "text-indent",
    Top "top",
    Transform "transform",
    Transition "transition",
    Visibility "visibility",
    WebkitBackgroundClip "-webkit-background-clip",
    Width "width",
    WillChange "will-change",
    Zoom "zoom",
}

/// The value of each property of a style, by its row of [`PROPERTIES`].
struct Declared<'s> {
    values: [Option<Value<'s>>; PROPERTIES.len()],
}

#[derive(Clone, Copy)]
struct Value<'s> {
    text: &'s str,
    is_important: bool,
}

impl<'s> Declared<'s> {
    fn of(style: &'s str) -> Self {
        let mut values = [None; PROPERTIES.len()];
        for declaration in style.split(';') {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let property = property.trim();
            let Some(row) = PROPERTIES
                .iter()
                .position(|name| name.eq_ignore_ascii_case(property))
            else {
                continue;
            };
            let (text, priority) = value.split_once('!').unwrap_or((value, ""));
            let is_important = priority.trim().eq_ignore_ascii_case("important");
            let slot: &mut Option<Value> = &mut values[row];
            if is_important || !slot.is_some_and(|before| before.is_important) {
                *slot = Some(Value {
                    text: text.trim(),
                    is_important,
                });
            }
        }
        Declared { values }
    }

    fn get(&self, property: Property) -> Option<&'s str> {
        self.values[property as usize].map(|value| value.text)
    }

    fn is(&self, property: Property, wanted: &[&str]) -> bool {
        self.get(property)
            .is_some_and(|value| is_any(value, wanted))
    }

    fn has(&self, property: Property, test: impl Fn(&str) -> bool) -> bool {
        self.get(property).is_some_and(test)
    }

    fn hides(&self) -> bool {
        self.is(Property::Display, &["none"])
            || self.is(Property::Visibility, &["hidden", "collapse"])
            || self.is(Property::ContentVisibility, &["hidden"])
            || self.has(Property::Opacity, is_faint) && !self.is_to_move()
            || self.has(Property::Filter, |value| {
                argument(value, "opacity").is_some_and(is_faint)
            })
            || self.is_unreadably_small()
            || self.is_off_screen()
            || self.is_clipped()
            || self.is_see_through()
    }

    /// What is faint and set to move is about to be faded in.
    ///
    /// Fails on: text that is hidden so for good.
    fn is_to_move(&self) -> bool {
        [
            Property::Animation,
            Property::Transform,
            Property::Transition,
            Property::WillChange,
        ]
        .iter()
        .any(|property| self.get(*property).is_some())
    }

    fn is_unreadably_small(&self) -> bool {
        self.has(Property::FontSize, is_tiny)
            || self.has(Property::Font, |value| {
                value.split_ascii_whitespace().any(is_tiny_font)
            })
            || self.has(Property::Zoom, is_zero)
            || self.has(Property::Scale, is_zero)
            || self.transforms(&["scale", "scale3d", "scaleX", "scaleY"], is_zero)
    }

    /// Whether one of these functions transforms by a length of that kind.
    fn transforms(&self, functions: &[&str], test: fn(&str) -> bool) -> bool {
        self.has(Property::Transform, |value| {
            let mut arguments = functions.iter().filter_map(|name| argument(value, name));
            arguments.any(|all| all.split(',').any(test))
        })
    }

    /// Moved so far that no screen shows it.
    fn is_off_screen(&self) -> bool {
        let sides = [
            Property::Left,
            Property::Right,
            Property::Top,
            Property::Bottom,
            Property::TextIndent,
            Property::MarginLeft,
            Property::MarginTop,
        ];
        sides.iter().any(|side| self.has(*side, is_far_off))
            || self.has(Property::Left, is_far_right)
            || self.transforms(
                &["translate", "translate3d", "translateX", "translateY"],
                is_far_off,
            )
    }

    /// Cut to nothing.
    fn is_clipped(&self) -> bool {
        let cutting = [Property::Overflow, Property::OverflowX, Property::OverflowY];
        let sizes = [
            Property::Width,
            Property::Height,
            Property::MaxWidth,
            Property::MaxHeight,
        ];
        self.has(Property::Clip, |value| {
            argument(value, "rect").is_some_and(is_empty_rectangle)
        }) || self.has(Property::ClipPath, is_empty_shape)
            || cutting.iter().any(|property| self.has(*property, cuts_off))
                && sizes.iter().any(|property| self.has(*property, is_tiny))
    }

    /// Without a colour, and with no picture that shows through the letters.
    fn is_see_through(&self) -> bool {
        let shows_through = |property| self.is(property, &["text"]);
        self.has(Property::Color, is_transparent)
            && !shows_through(Property::BackgroundClip)
            && !shows_through(Property::WebkitBackgroundClip)
    }

    fn ground(&self) -> Paint {
        match self
            .get(Property::BackgroundColor)
            .or(self.get(Property::Background))
        {
            None => Paint::Inherited,
            Some(value) if is_transparent(value) || value.eq_ignore_ascii_case("none") => {
                Paint::Inherited
            }
            Some(value) => paint(value),
        }
    }
}

/// What stands in the parentheses behind a function's name.
pub(super) fn argument<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('(') {
        let (inside, behind) = after.split_once(')').unwrap_or((after, ""));
        if before.trim().eq_ignore_ascii_case(name) {
            return Some(inside);
        }
        rest = behind;
    }
    None
}

/// The number and the unit of a length.
pub(super) fn length(value: &str) -> Option<(f32, &str)> {
    let value = value.trim();
    let unit =
        value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let number = value[..value.len() - unit.len()].parse().ok()?;
    Some((number, unit))
}

/// Whether a word is one of these, in any case.
fn is_any(word: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|one| word.eq_ignore_ascii_case(one))
}

pub(super) fn is_zero(value: &str) -> bool {
    length(value).is_some_and(|(number, _)| number == 0.0)
}

/// No letter is a pixel high, nor a box a pixel wide that has something to say.
fn is_tiny(value: &str) -> bool {
    length(value).is_some_and(|(number, unit)| {
        if is_any(unit, &["px", "pt"]) {
            number <= 1.0
        } else if is_any(unit, &["em", "rem"]) {
            number <= 0.06
        } else if unit == "%" {
            number < 1.0
        } else {
            number == 0.0
        }
    })
}

/// The size in the shorthand: `0/0 a`, `1px serif`.
fn is_tiny_font(part: &str) -> bool {
    let size = part.split('/').next().unwrap_or(part);
    size.starts_with(|c: char| c.is_ascii_digit() || c == '.') && is_tiny(size)
}

/// Too faint to be seen.
fn is_faint(value: &str) -> bool {
    length(value).is_some_and(|(number, unit)| match unit {
        "" => number < 0.05,
        "%" => number < 5.0,
        _ => false,
    })
}

/// Moved to the left or up by −1,000 px and more, as the usual
/// image-replacement tricks do (−9999px, −10000em), or by a hundred lines.
fn is_far_off(value: &str) -> bool {
    let is_negative = value.trim_start().starts_with('-');
    let length = if is_negative { length(value) } else { None };
    length.is_some_and(|(number, unit)| {
        let limit = if is_any(unit, &["em", "rem", "ch", "ex"]) {
            -99.0
        } else if is_any(unit, &["vw", "vh"]) {
            -200.0
        } else if unit == "%" {
            -500.0
        } else {
            -999.0
        };
        number <= limit
    })
}

/// Carousels put their slides side by side, a few screens wide.
fn is_far_right(value: &str) -> bool {
    length(value).is_some_and(|(number, unit)| {
        let limit = if is_any(unit, &["em", "rem"]) {
            999.0
        } else {
            9999.0
        };
        number >= limit
    })
}

/// `rect(0,0,0,0)`, `rect(1px 1px 1px 1px)`: top, right, bottom, left.
fn is_empty_rectangle(sides: &str) -> bool {
    let sides: Vec<_> = sides
        .split([',', ' ', '\t', '\n'])
        .filter(|side| !side.is_empty())
        .map(|side| length(side).map(|(number, _)| number))
        .take(5)
        .collect();
    let [top, right, bottom, left] = sides[..] else {
        return false;
    };
    let is_narrow = |from: Option<f32>, to: Option<f32>| {
        from.zip(to).is_some_and(|(from, to)| to - from <= 1.0)
    };
    is_narrow(top, bottom) || is_narrow(left, right)
}

/// `inset(50%)`, `circle(0)`, `polygon(0 0, 0 0)`.
fn is_empty_shape(value: &str) -> bool {
    let all = |inside: &str, test: &dyn Fn(&str) -> bool| {
        let mut parts = inside.split([',', ' ']).filter(|part| !part.is_empty());
        parts.clone().next().is_some() && parts.all(test)
    };
    let is_half =
        |side: &str| length(side).is_some_and(|(number, unit)| unit == "%" && number >= 50.0);
    let first = |inside: &'_ str| inside.split_ascii_whitespace().next().is_some_and(is_zero);
    argument(value, "inset").is_some_and(|inside| all(inside, &is_half))
        || argument(value, "circle").is_some_and(first)
        || argument(value, "ellipse").is_some_and(first)
        || argument(value, "polygon").is_some_and(|inside| all(inside, &is_zero))
}

fn cuts_off(value: &str) -> bool {
    let first = value.split_ascii_whitespace().next().unwrap_or("");
    first.eq_ignore_ascii_case("hidden") || first.eq_ignore_ascii_case("clip")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_read_whatever_its_spelling() {
        for style in [
            "display:none",
            "color:red; DISPLAY : None !important;",
            "display:/* x */none",
            "d\\69 splay:none",
            "display:block;display:none",
            "display:none!important;display:block",
            "visibility: hidden",
            "content-visibility:hidden",
            "opacity:0",
            "opacity: .0",
            "opacity:0%",
            "filter:blur(1px) opacity(0)",
            "font-size:0px",
            "font-size:1px",
            "font:0/0 a",
            "font: bold 0px serif",
            "transform:scale(0)",
            "zoom:0",
            "position:absolute;left:-9999px",
            "position:absolute;right:-9999px",
            "left:99999px",
            "text-indent:-10000em",
            "margin-left:-200em",
            "transform: translateX(-9999px)",
            "clip:rect(0,0,0,0)",
            "clip: rect(1px 1px 1px 1px)",
            "clip-path: inset(50%)",
            "clip-path:circle(0)",
            "clip-path:polygon(0 0, 0 0, 0 0)",
            "width:1px;height:1px;overflow:hidden",
            "max-height:0;overflow:hidden",
            "height:0;overflow-y:clip",
            "color:transparent",
            "color:rgba(0,0,0,0)",
            "color:#fff0",
        ] {
            assert!(read(style).hides, "{style}");
        }
    }

    #[test]
    fn other_styles_hide_nothing() {
        for style in [
            "display:block",
            "display:none;display:block",
            "display:none;display:block!important",
            "opacity:0.5",
            "opacity:0;transition:opacity 1s",
            "will-change:transform;opacity:0;transform:translateY(30px)",
            "font-size:10px",
            "font-size:.8em",
            "font:300 14px/1 serif",
            "left:-9px",
            "left:3000px",
            "top:12000px",
            "width:100%;height:0;padding-bottom:56%",
            "max-width:1000px;overflow:hidden",
            "clip-path:inset(10%)",
            "clip:rect(0,100px,20px,0)",
            "clip:auto",
            "transform:translate(-50%,-50%)",
            "color:transparent;-webkit-background-clip:text",
            "",
            "none",
            "--display:none",
            "\\",
            "/*",
            "display:no\\",
        ] {
            assert!(!read(style).hides, "{style}");
        }
    }

    #[test]
    fn ink_that_is_the_ground_vanishes() {
        for style in [
            "color:white;background:#fff",
            "color:#FEFEFE;background-color:rgb(255, 255, 255)",
            "background:Black;color:#000000",
            "color:rgba(255,255,255,1);background-color:white",
        ] {
            let look = read(style);
            assert!(look.ink.vanishes_on(look.ground), "{style}");
        }
        for style in [
            "color:white",
            "color:white;background:#333",
            "color:white;background:url(a.png)",
            "background:white",
        ] {
            let look = read(style);
            assert!(!look.ink.vanishes_on(look.ground), "{style}");
        }
    }
}
