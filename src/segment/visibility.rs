//! What a reader cannot see, told from the page alone: no style sheet is read.

use std::collections::HashSet;

use html5ever::local_name;

use super::trust::Trust;
use crate::block::HiddenBy;
use crate::tree::arena::{Element, ROOT, Tree};

/// Ids of the elements that a reader can open: targets of a button that says
/// so, such as the panels of an accordion or of tabs.
pub(super) fn openable(tree: &Tree) -> HashSet<&str> {
    let mut ids = HashSet::new();
    for node in tree.descendants(ROOT) {
        let Some(element) = tree.element(node) else {
            continue;
        };
        if opens_another(element) {
            let targets = ["aria-controls", "data-target", "data-bs-target", "href"];
            for target in targets.into_iter().filter_map(|name| element.attr(name)) {
                ids.extend(
                    target
                        .split_ascii_whitespace()
                        .map(|id| id.trim_start_matches('#')),
                );
            }
        }
    }
    ids
}

/// Whether an element says that it opens another one, and no menu or dialog.
fn opens_another(element: &Element) -> bool {
    let mut opens = false;
    for attr in &element.attrs {
        let value = &*attr.value;
        opens |= match &*attr.name.local {
            "aria-expanded" => true,
            "role" => value == "tab",
            "data-toggle" | "data-bs-toggle" => matches!(value, "collapse" | "tab" | "pill"),
            "aria-haspopup" => return false,
            _ => false,
        };
    }
    opens
}

/// What hides an element and all in it, if anything does.
pub(super) fn hides(element: &Element, openable: &HashSet<&str>, trust: Trust) -> Option<HiddenBy> {
    if element.html_name() == Some(&local_name!("noscript")) {
        return (trust == Trust::Marks).then_some(HiddenBy::Noscript);
    }
    if trust == Trust::Revealed {
        return None;
    }
    let mut hidden = hiding_attribute(element);
    if element.html_name() == Some(&local_name!("dialog")) && element.attr("open").is_none() {
        hidden = Some(HiddenBy::Element);
    }
    hidden.filter(|_| !element.attr("id").is_some_and(|id| openable.contains(id)))
}

/// Whether an element's own attributes hide it.
pub(crate) fn is_marked_hidden(element: &Element) -> bool {
    hiding_attribute(element).is_some()
}

fn hiding_attribute(element: &Element) -> Option<HiddenBy> {
    let mut hidden = None;
    for attr in &element.attrs {
        hidden = match attr.name.local {
            local_name!("hidden") if !attr.value.eq_ignore_ascii_case("until-found") => {
                Some(HiddenBy::Attribute)
            }
            local_name!("style") if style_hides(&attr.value) => Some(HiddenBy::Style),
            local_name!("class") if class_hides(&attr.value) => Some(HiddenBy::Class),
            _ => None,
        };
        if hidden.is_some() {
            break;
        }
    }
    hidden
}

/// Whether an inline style takes the element out of sight.
fn style_hides(style: &str) -> bool {
    // Most styles set sizes and colours: leave early.
    if !style.contains(':') {
        return false;
    }
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else {
            return false;
        };
        let value = value.split('!').next().unwrap_or("").trim();
        let property = property.trim();
        if property.eq_ignore_ascii_case("display") {
            value.eq_ignore_ascii_case("none")
        } else if property.eq_ignore_ascii_case("visibility") {
            value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse")
        } else if property.eq_ignore_ascii_case("font-size") {
            is_zero(value)
        } else if ["left", "top", "text-indent", "margin-left"]
            .iter()
            .any(|name| property.eq_ignore_ascii_case(name))
        {
            is_far_off(value)
        } else {
            false
        }
    })
}

fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number
        .trim()
        .parse::<f32>()
        .is_ok_and(|number| number == 0.0)
}

/// Moved so far to the left or up that no screen shows it: −1,000 px and more,
/// as the usual image-replacement tricks do (−9999px, −10000em).
fn is_far_off(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number
        .trim()
        .parse::<f32>()
        .is_ok_and(|number| number <= -999.0)
}

/// Whether a class is one of those by which the common frameworks take text
/// out of sight for good.
fn class_hides(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        matches!(
            class,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "screen-reader-only"
                | "screenreader"
                | "element-invisible"
                | "u-visually-hidden"
                | "a11y-hidden"
                | "is-visually-hidden"
                | "assistive-text"
                | "show-for-sr"
                | "a-offscreen"
                | "hidden-accessible"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide_are_read_whatever_their_spelling() {
        for style in [
            "display:none",
            "color:red; DISPLAY : None !important;",
            "visibility: hidden",
            "font-size:0px",
            "position:absolute;left:-9999px",
            "text-indent:-10000em",
        ] {
            assert!(style_hides(style), "{style}");
        }
        for style in [
            "display:block",
            "font-size:10px",
            "left:-9px",
            "",
            "none",
            "--display:none",
        ] {
            assert!(!style_hides(style), "{style}");
        }
    }

    #[test]
    fn classes_for_screen_readers_hide() {
        assert!(class_hides("label sr-only"));
        assert!(!class_hides("sr-only-focusable label"));
    }
}
