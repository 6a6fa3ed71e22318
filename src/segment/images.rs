//! Pictures: the address that a browser would load in the end.

use html5ever::{LocalName, local_name};

use super::{embeds, unseen_characters};
use crate::block::PageImage;
use crate::tree::arena::{Element, NodeId, Tree};

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

/// Attributes that hold addresses for several sizes, the likeliest first.
const SETS: &[&str] = &["data-srcset", "data-lazy-srcset", "srcset"];

/// The picture of an `img`; none if it has no address, nor its `picture` one for
/// it, or if it is a counting pixel.
pub(super) fn of_element(tree: &Tree, node: NodeId, element: &Element) -> Option<PageImage> {
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
    let url = of_sets(element)
        .or_else(|| {
            ADDRESSES
                .iter()
                .filter_map(|name| element.attr(name))
                .map(str::trim)
                .find(|url| !url.is_empty() && !url.starts_with("data:"))
        })
        .or_else(|| of_sources(tree, node))?;
    Some(PageImage {
        url: url.to_owned(),
        alt: unseen_characters::without(element.attr("alt").unwrap_or("").trim()).into_owned(),
        width: width.unwrap_or(0),
        height: height.unwrap_or(0),
        medium: None,
    })
}

/// Whether a picture in a `noscript` is what the figure around it shows: no
/// other stands there, and a script would have put this one in its place.
pub(super) fn is_that_of_figure(tree: &Tree, node: NodeId) -> bool {
    /// Boxes around a picture, and nodes of a figure, that are looked at.
    const NEAR: usize = 8;
    const MOST: usize = 32;
    let is = |node, name: LocalName| tree.element(node).and_then(Element::html_name) == Some(&name);
    let around = |node| {
        let parents = std::iter::successors(tree.parent(node), |node| tree.parent(*node));
        parents.take(NEAR)
    };
    let Some(figure) = around(node).find(|node| is(*node, local_name!("figure"))) else {
        return false;
    };
    let is_in_noscript = |node| around(node).any(|node| is(node, local_name!("noscript")));
    let shows = |node: NodeId| {
        tree.element(node).is_some_and(|element| {
            is(node, local_name!("img")) && of_element(tree, node, element).is_some()
                || embeds::of_element(tree, node, element).is_some()
        })
    };
    let mut inside = tree.descendants(figure).take(MOST);
    !inside.any(|node| shows(node) && !is_in_noscript(node))
}

/// The largest picture of the first set of an element that has any.
fn of_sets(element: &Element) -> Option<&str> {
    let mut sets = SETS.iter().filter_map(|name| element.attr(name));
    sets.find_map(best_candidate)
}

/// What the first `source` beside an `img` in a `picture` has.
fn of_sources(tree: &Tree, node: NodeId) -> Option<&str> {
    /// Nodes of a `picture` that are looked at.
    const MOST: usize = 32;
    let picture = tree.parent(node)?;
    if tree.element(picture)?.html_name() != Some(&local_name!("picture")) {
        return None;
    }
    let mut inside = tree.children(picture).take(MOST);
    inside.find_map(|child| {
        let source = tree.element(child)?;
        (source.html_name()? == &local_name!("source")).then(|| of_sets(source))?
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
        url_in(&format!("<img {attributes}>"))
    }

    fn url_in(html: &str) -> Option<String> {
        let tree = parse::document(html, &Limits::default());
        let mut elements = tree
            .descendants(ROOT)
            .filter_map(|node| Some((node, tree.element(node)?)));
        let image = elements.find(|(_, element)| &*element.name.local == "img");
        let (node, image) = image.expect("an image");
        of_element(&tree, node, image).map(|image| image.url)
    }

    #[test]
    fn a_picture_without_an_address_has_that_of_a_source() {
        for (source, image, expected) in [
            ("data-srcset='a.jpg 1x, b.jpg 2x'", "src=data:x", "b.jpg"),
            ("data-lazy-srcset=a.jpg", "alt=a", "a.jpg"),
            ("srcset=a.webp", "src=a.jpg", "a.jpg"),
        ] {
            let html = format!("<picture><source {source}><img {image}></picture>");
            assert_eq!(url_in(&html).as_deref(), Some(expected), "{html}");
        }
        assert_eq!(url_in("<div><source srcset=a.jpg><img alt=a></div>"), None);
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
            ("src=a.jpg data-lazy-srcset='b.jpg 9w'", Some("b.jpg")),
            ("src=a.jpg srcset='data:x 1x'", Some("a.jpg")),
            ("src=a.jpg width=1 height=1", None),
            ("alt=a", None),
        ] {
            assert_eq!(url(attributes).as_deref(), expected, "{attributes}");
        }
    }
}
