//! Pictures: the address that a browser would load in the end.

use super::unseen_characters;
use crate::block::PageImage;
use crate::tree::arena::Element;

/// Attributes that hold an image's address, the likeliest first: pages that
/// load images late keep it beside a placeholder in `src`.
const ADDRESSES: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-url",
    "src",
];

/// The picture of an `img`; none if it has no address or is a counting pixel.
pub(super) fn of_element(element: &Element) -> Option<PageImage> {
    let size = |name| {
        let value = element.attr(name)?.trim();
        value
            .strip_suffix("px")
            .unwrap_or(value)
            .parse::<u32>()
            .ok()
    };
    let (width, height) = (size("width"), size("height"));
    if width.is_some_and(|w| w <= 1) || height.is_some_and(|h| h <= 1) {
        return None;
    }
    let sets = ["data-srcset", "srcset"].iter();
    let url = sets
        .filter_map(|name| best_candidate(element.attr(name)?))
        .next()
        .or_else(|| {
            ADDRESSES
                .iter()
                .filter_map(|name| element.attr(name))
                .map(str::trim)
                .find(|url| !url.is_empty() && !url.starts_with("data:"))
        })?;
    Some(PageImage {
        url: url.to_owned(),
        alt: unseen_characters::without(element.attr("alt").unwrap_or("").trim()).into_owned(),
        width: width.unwrap_or(0),
        height: height.unwrap_or(0),
        medium: None,
    })
}

/// The candidate of a `srcset` with the largest descriptor.
fn best_candidate(srcset: &str) -> Option<&str> {
    let mut best: Option<(&str, f32)> = None;
    let mut rest = srcset;
    while let Some((url, descriptor, after)) = next_candidate(rest) {
        rest = after;
        let number = descriptor.trim_end_matches(['w', 'x', 'h']).parse();
        let size = number.unwrap_or(1.0);
        if !url.starts_with("data:") && best.is_none_or(|(_, largest)| size > largest) {
            best = Some((url, size));
        }
    }
    best.map(|(url, _)| url)
}

/// The first candidate of a `srcset`, its descriptor, and what follows them.
/// An address ends at white space, as the HTML standard has it: it may hold
/// commas, and none need follow a descriptor by a space.
fn next_candidate(srcset: &str) -> Option<(&str, &str, &str)> {
    let is_space = |c: char| c.is_ascii_whitespace();
    let start = srcset.trim_start_matches(|c| is_space(c) || c == ',');
    if start.is_empty() {
        return None;
    }
    let (url, after) = start.split_at(start.find(is_space).unwrap_or(start.len()));
    if url.ends_with(',') {
        return Some((url.trim_end_matches(','), "", after));
    }
    let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
    Some((url, descriptor.trim(), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::tree::arena::ROOT;
    use crate::tree::parse;

    fn url(attributes: &str) -> Option<String> {
        let tree = parse::document(&format!("<img {attributes}>"), &Limits::default());
        let mut elements = tree.descendants(ROOT).filter_map(|node| tree.element(node));
        let image = elements.find(|element| &*element.name.local == "img");
        of_element(image.expect("an image")).map(|image| image.url)
    }

    #[test]
    fn the_largest_picture_is_the_one_that_counts() {
        for (attributes, expected) in [
            ("src=a.jpg", Some("a.jpg")),
            ("src=a.jpg srcset='b.jpg 400w, c.jpg 1200w'", Some("c.jpg")),
            ("src=a.jpg srcset='b.jpg 2x,\nc.jpg'", Some("b.jpg")),
            (
                "src=a.jpg srcset='b,1.jpg 400w,c,2.jpg 800w'",
                Some("c,2.jpg"),
            ),
            ("src=data:x data-src=a.jpg", Some("a.jpg")),
            ("src=data:x data-srcset='a.jpg 1x'", Some("a.jpg")),
            ("src=a.jpg srcset='data:x 1x'", Some("a.jpg")),
            ("src=a.jpg width=1 height=1", None),
            ("alt=a", None),
        ] {
            assert_eq!(url(attributes).as_deref(), expected, "{attributes}");
        }
    }
}
