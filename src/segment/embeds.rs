//! What a page shows from elsewhere: videos, sounds, maps, posts.

use html5ever::local_name;

use super::visibility::is_marked_hidden;
use crate::article::Medium;
use crate::block::PageImage;
use crate::tree::arena::{Element, NodeId, Tree};

/// Attributes that hold the address of a frame, the likeliest first: pages
/// that load frames late leave `src` empty.
const ADDRESSES: &[&str] = &["data-src", "data-lazy-src", "data-original", "src"];

/// What an `iframe`, a `video` or an `audio` shows; none if it has no address
/// or is not seen, as frames that only count readers are not.
pub(super) fn of_element(tree: &Tree, node: NodeId, element: &Element) -> Option<PageImage> {
    let name = element.html_name()?;
    let (medium, url) = match *name {
        local_name!("iframe") => {
            let url = address(element)?;
            (medium_of(url), url)
        }
        local_name!("video") => (Medium::Video, address_or_source(tree, node, element)?),
        local_name!("audio") => (Medium::Audio, address_or_source(tree, node, element)?),
        _ => return None,
    };
    if is_marked_hidden(element) || is_tiny(element) {
        return None;
    }
    Some(PageImage {
        url: url.to_owned(),
        medium: Some(medium),
        ..PageImage::default()
    })
}

fn address(element: &Element) -> Option<&str> {
    let stated = ADDRESSES.iter().filter_map(|name| element.attr(name));
    stated
        .map(str::trim)
        .find(|url| !url.is_empty() && !url.starts_with("about:"))
}

/// The address of a recording, or that of its first `source`.
fn address_or_source<'t>(tree: &'t Tree, node: NodeId, element: &'t Element) -> Option<&'t str> {
    let children = || {
        let first = tree.first_child(node);
        std::iter::successors(first, |child| tree.next_sibling(*child))
    };
    address(element).or_else(|| {
        children().find_map(|child| {
            let source = tree.element(child)?;
            (source.html_name()? == &local_name!("source")).then(|| address(source))?
        })
    })
}

/// Whether a frame is declared to be no larger than a dot.
fn is_tiny(element: &Element) -> bool {
    ["width", "height"].iter().any(|side| {
        let value = element.attr(side).unwrap_or("").trim();
        matches!(value.strip_suffix("px").unwrap_or(value), "0" | "1")
    })
}

/// What a frame shows, told from the words of its address.
fn medium_of(url: &str) -> Medium {
    const WORDS: &[(Medium, &[&str])] = &[
        (Medium::Map, &["map", "maps"]),
        (
            Medium::Audio,
            &["audio", "podcast", "podcasts", "episode", "track", "tracks"],
        ),
        (Medium::Post, &["post", "posts", "tweet", "status"]),
        (
            Medium::Video,
            &["video", "videos", "player", "watch", "embed"],
        ),
    ];
    let words = || url.split(|c: char| !c.is_ascii_alphanumeric());
    let says = |signs: &[&str]| {
        words().any(|word| signs.iter().any(|sign| sign.eq_ignore_ascii_case(word)))
    };
    let known = WORDS.iter().find(|(_, signs)| says(signs));
    known.map_or(Medium::Other, |(medium, _)| *medium)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::tree::arena::ROOT;
    use crate::tree::parse;

    fn embed(html: &str) -> Option<(Medium, String)> {
        let tree = parse::document(html, &Limits::default());
        let embed = tree
            .descendants(ROOT)
            .find_map(|node| of_element(&tree, node, tree.element(node)?))?;
        Some((embed.medium?, embed.url))
    }

    #[test]
    fn an_embed_is_told_by_its_element_and_its_address() {
        for (html, medium, url) in [
            ("<iframe src=/embed/7></iframe>", Medium::Video, "/embed/7"),
            (
                "<iframe src='' data-src=/maps/embed?q=a></iframe>",
                Medium::Map,
                "/maps/embed?q=a",
            ),
            (
                "<iframe src=/podcast/embed/3></iframe>",
                Medium::Audio,
                "/podcast/embed/3",
            ),
            (
                "<iframe src=/a/status/12></iframe>",
                Medium::Post,
                "/a/status/12",
            ),
            ("<iframe src=/chart/9></iframe>", Medium::Other, "/chart/9"),
            ("<video src=a.mp4></video>", Medium::Video, "a.mp4"),
            ("<audio><source src=a.ogg></audio>", Medium::Audio, "a.ogg"),
        ] {
            assert_eq!(embed(html), Some((medium, url.to_owned())), "{html}");
        }
    }

    #[test]
    fn what_nobody_sees_is_no_embed() {
        for html in [
            "<iframe></iframe>",
            "<iframe src=about:blank></iframe>",
            "<iframe src=/count width=1 height=1></iframe>",
            "<iframe src=/count style='display:none'></iframe>",
            "<video></video>",
        ] {
            assert_eq!(embed(html), None, "{html}");
        }
    }
}
