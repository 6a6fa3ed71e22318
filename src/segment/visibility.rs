//! What a reader cannot see, told from the page alone: no style sheet is read.

use html5ever::local_name;

use super::colour::{self, Paint};
use super::formula;
use super::openable::Openable;
use super::style::{self, Look};
use super::trust::Trust;
use crate::block::HiddenBy;
use crate::tree::arena::{Element, NodeId, Tree};

/// What the page as a whole says about what can be seen on it.
#[derive(Debug, Default)]
pub(super) struct Signs<'t> {
    openable: Openable<'t>,
    has_style_sheet: bool,
    /// Whether some element may be a formula.
    pub has_formulas: bool,
}

impl<'t> Signs<'t> {
    /// Takes note of an element of the page.
    pub fn note(&mut self, element: &'t Element) {
        self.has_style_sheet |= is_style_sheet(element);
        self.has_formulas |= formula::is_source(element);
        self.openable.note(element);
    }

    /// The colours of a page before it says anything: white, unless a style
    /// sheet may say otherwise.
    pub fn colours(&self) -> Colours {
        Colours {
            ink: Paint::Unknown,
            ground: if self.has_style_sheet {
                Paint::Unknown
            } else {
                Paint::WHITE
            },
        }
    }
}

fn is_style_sheet(element: &Element) -> bool {
    match element.html_name() {
        Some(&local_name!("style")) => true,
        Some(&local_name!("link")) => element.attr("rel").is_some_and(|rel| {
            let mut words = rel.split_ascii_whitespace();
            words.any(|word| word.eq_ignore_ascii_case("stylesheet"))
        }),
        _ => false,
    }
}

/// The colours of the text at one place of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colours {
    ink: Paint,
    ground: Paint,
}

impl Colours {
    /// Those inside an element. One with a class, and a link, has those that a
    /// style sheet gives it, unless it says its own.
    pub fn inside(self, element: &Element, own: Look) -> Colours {
        let is_plain = element.attrs.is_empty()
            || element.known_attr(&local_name!("class")).is_none()
                && element.known_attr(&local_name!("id")).is_none()
                && element.html_name() != Some(&local_name!("a"));
        let settled = |own, around| match own {
            Paint::Inherited if is_plain => around,
            Paint::Inherited => Paint::Unknown,
            own => own,
        };
        Colours {
            ink: settled(own.ink, self.ink),
            ground: settled(own.ground, self.ground),
        }
    }

    fn hide(self) -> bool {
        self.ink.vanishes_on(self.ground)
    }
}

/// What an element's own style says of it, and its attributes of colour where
/// the style does not.
pub(super) fn look(element: &Element) -> Look {
    let stated = element.known_attr(&local_name!("style"));
    let mut own = stated.map(style::read).unwrap_or_default();
    for attr in &element.attrs {
        let stated = match attr.name.local {
            local_name!("color") => &mut own.ink,
            local_name!("bgcolor") => &mut own.ground,
            _ => continue,
        };
        if *stated == Paint::Inherited {
            *stated = colour::paint(&attr.value);
        }
    }
    own
}

/// What hides an element and all in it, if anything does. A time that is kept
/// from those who hear the page is told to them by a label, and shown.
pub(super) fn hides(
    tree: &Tree,
    node: NodeId,
    class_hides: bool,
    look: Look,
    colours: Colours,
    signs: &Signs,
    trust: Trust,
) -> Option<HiddenBy> {
    let element = tree.element(node)?;
    if element.html_name() == Some(&local_name!("noscript")) {
        return matches!(trust, Trust::Marks | Trust::Shown).then_some(HiddenBy::Noscript);
    }
    if matches!(trust, Trust::Revealed | Trust::Nothing) || is_page(element) {
        return None;
    }
    let mut hidden = hiding_attribute(element, || look.hides, |_| class_hides);
    if element.html_name() == Some(&local_name!("dialog")) && element.attr("open").is_none() {
        hidden = Some(HiddenBy::Element);
    }
    if hidden.is_none() && colours.hide() {
        hidden = Some(HiddenBy::Style);
    }
    let parent = || tree.element(tree.parent(node)?)?.html_name();
    let is_of_time = || parent() == Some(&local_name!("time"));
    if hidden.is_none()
        && trust != Trust::Shown
        && is_aria_hidden(element)
        && !is_of_time()
        && !is_read_out_beside(tree, node)
    {
        hidden = Some(HiddenBy::Aria);
    }
    hidden.filter(|by| !signs.openable.holds(tree, node, element, *by))
}

/// Whether what an element shows is said to those who hear the page by the
/// element before or after it: a price in parts, a word with a drop cap.
fn is_read_out_beside(tree: &Tree, node: NodeId) -> bool {
    let is_element = |node: &NodeId| tree.element(*node).is_some();
    let next = std::iter::successors(tree.next_sibling(node), |node| tree.next_sibling(*node));
    let before = std::iter::successors(tree.previous_sibling(node), |node| {
        tree.previous_sibling(*node)
    });
    let beside = [
        next.take(BESIDE).find(is_element),
        before.take(BESIDE).find(is_element),
    ];
    let is_read_out = beside
        .into_iter()
        .flatten()
        .any(|node| tree.element(node).is_some_and(is_for_screen_readers));
    is_read_out && holds_words(tree, node)
}

/// Nodes on either side among which the next element is looked for.
const BESIDE: usize = 3;

fn holds_words(tree: &Tree, top: NodeId) -> bool {
    /// Nodes that are looked at: a word or a price has a few.
    const MOST: usize = 32;
    tree.descendants(top)
        .take(MOST)
        .filter_map(|node| tree.text(node))
        .any(|text| text.contains(char::is_alphanumeric))
}

/// Whether an element is all of the page: hidden, it waits for its style sheet
/// or its script, and for no reader.
fn is_page(element: &Element) -> bool {
    matches!(
        element.html_name(),
        Some(&local_name!("html") | &local_name!("body"))
    )
}

/// Whether an element's own attributes hide it.
pub(crate) fn is_marked_hidden(element: &Element) -> bool {
    hiding_attribute(element, || look(element).hides, class_hides).is_some()
}

/// The first attribute that hides an element, given whether its style and its
/// classes do.
fn hiding_attribute(
    element: &Element,
    style_hides: impl Fn() -> bool,
    class_hides: impl Fn(&str) -> bool,
) -> Option<HiddenBy> {
    element.attrs.iter().find_map(|attr| match attr.name.local {
        local_name!("hidden") if !attr.value.eq_ignore_ascii_case("until-found") => {
            Some(HiddenBy::Attribute)
        }
        local_name!("style") if style_hides() => Some(HiddenBy::Style),
        local_name!("class") if class_hides(&attr.value) => Some(HiddenBy::Class),
        _ => None,
    })
}

fn is_aria_hidden(element: &Element) -> bool {
    let value = element.known_attr(&local_name!("aria-hidden"));
    value.is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

/// Whether a class is one of those by which the common frameworks take text
/// out of sight for good. A class that shows it again on some screens undoes
/// it: `d-none d-md-block`, `hidden lg:flex`.
pub(super) fn class_hides(classes: &str) -> bool {
    let all = || classes.split_ascii_whitespace();
    let mut is_hidden = false;
    for class in all() {
        if is_screen_readers_class(class) {
            return true;
        }
        is_hidden |= is_hiding_utility(class);
    }
    is_hidden && !all().any(shows_on_some_screens)
}

/// Whether an element's classes keep it for screen readers alone.
pub(super) fn is_for_screen_readers(element: &Element) -> bool {
    let mut classes = element
        .attr("class")
        .unwrap_or_default()
        .split_ascii_whitespace();
    classes.any(is_screen_readers_class)
}

/// Names that the frameworks give to text for screen readers alone, with or
/// without a prefix of their own: `visually-hidden`, `is-sr-only`.
fn is_screen_readers_class(class: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "visually-hide",
        "hidden-visually",
        "hiddenvisually",
        "screen-reader-text",
        "screen-reader-only",
        "screen-readers-only",
        "screenreader",
        "screenreader-only",
        "element-invisible",
        "a11y-hidden",
        "assistive-text",
        "show-for-sr",
        "a-offscreen",
        "off-screen",
        "hidden-accessible",
        "screen-only-text",
        "ally-hidden",
    ];
    let name = class.as_bytes();
    // Few classes end in the letters that one of these ends in.
    let last = name
        .last_chunk()
        .map(|last: &[u8; 3]| last.map(|byte| byte.to_ascii_lowercase()));
    let may_be = matches!(
        last.as_ref(),
        Some(b"nly" | b"den" | b"ide" | b"lly" | b"ext" | b"der" | b"ble" | b"-sr" | b"een")
    );
    may_be
        && ENDINGS.iter().any(|ending| {
            let before = name.len().checked_sub(ending.len());
            before.is_some_and(|before| {
                name[before..].eq_ignore_ascii_case(ending.as_bytes())
                    && (before == 0 || matches!(name[before - 1], b'-' | b'_'))
            })
        })
}

/// Classes that set `display:none` or `visibility:hidden` and nothing else.
fn is_hiding_utility(class: &str) -> bool {
    matches!(
        class,
        "d-none"
            | "hidden"
            | "invisible"
            | "is-hidden"
            | "is-invisible"
            | "uk-hidden"
            | "uk-invisible"
            | "ng-hide"
            | "display-none"
            | "u-hidden"
            | "ui-helper-hidden"
            | "tw-hidden"
            | "opacity-0"
            | "text-transparent"
    )
}

fn shows_on_some_screens(class: &str) -> bool {
    const DISPLAYS: &[&str] = &[
        "block", "flex", "grid", "inline", "table", "cell", "row", "contents", "visible", "100",
    ];
    let utility = match class.rsplit_once(':') {
        Some((_, utility)) => utility,
        None if class.starts_with("d-") => class,
        None => return class.starts_with("visible-"),
    };
    utility != "d-none" && DISPLAYS.iter().any(|display| utility.ends_with(display))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_for_screen_readers_hide() {
        for classes in [
            "label sr-only",
            "is-sr-only",
            "cdk-visually-hidden",
            "VisuallyHidden",
            "ui-helper-hidden-accessible",
        ] {
            assert!(class_hides(classes), "{classes}");
        }
        assert!(!class_hides("sr-only-focusable label"));
        assert!(!class_hides("nosr-onlyx"));
    }

    #[test]
    fn utilities_hide_unless_some_screen_shows_it() {
        for classes in ["d-none", "hidden", "box d-none d-print-none", "opacity-0"] {
            assert!(class_hides(classes), "{classes}");
        }
        for classes in [
            "d-none d-md-block",
            "hidden lg:flex",
            "hidden visible-xs",
            "opacity-0 group-hover:opacity-100",
            "hidden-by-nobody",
        ] {
            assert!(!class_hides(classes), "{classes}");
        }
    }
}
