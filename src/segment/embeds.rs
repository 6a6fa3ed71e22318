//! What a page shows from elsewhere: videos, sounds, maps, posts.

use html5ever::local_name;

use super::visibility::is_marked_hidden;
use crate::article::Medium;
use crate::block::PageImage;
use crate::tokenize::is_permalink;
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

/// What a quote stands for that a script would draw from elsewhere, as the
/// networks have authors paste their posts, and its address.
///
/// It is named as such and says where the post is, itself or by a link.
/// Fails on: widgets that give a number in place of an address.
pub(super) fn of_quote<'t>(
    tree: &'t Tree,
    node: NodeId,
    element: &'t Element,
) -> Option<(Medium, &'t str)> {
    let class = element.attr("class")?;
    if !is_widget_class(class) {
        return None;
    }
    let links = || {
        let below = tree.descendants(node).take(MOST_NODES);
        below.filter_map(|node| tree.element(node)?.attr("href"))
    };
    let url = stated_address(element).or_else(|| links().filter(|url| is_of_post(url)).last())?;
    Some((medium_of_widget(class, url), url))
}

/// Whether a widget shows a film or another post.
fn medium_of_widget(class: &str, url: &str) -> Medium {
    if says(class, FILMS) || says(url, FILMS) {
        Medium::Video
    } else {
        Medium::Post
    }
}

/// Nodes of a widget that are looked at.
const MOST_NODES: usize = 64;

/// Words of addresses and classes of films.
const FILMS: &[&str] = &["video", "videos", "reel", "reels", "tv", "watch"];

/// What a box without text stands for: a quote as above, a box that a script
/// fills from an address, a custom element of a player.
pub(super) fn of_widget(tree: &Tree, node: NodeId, element: &Element) -> Option<PageImage> {
    let (medium, url) = match *element.html_name()? {
        local_name!("blockquote") => {
            let (medium, url) = of_quote(tree, node, element)?;
            is_without_text(tree, node).then_some((medium, url))?
        }
        local_name!("div") => {
            let url = element.attr("data-href").filter(|url| is_absolute(url))?;
            let class = element
                .attr("class")
                .filter(|class| is_widget_class(class))?;
            is_without_text(tree, node).then_some((medium_of_widget(class, url), url))?
        }
        ref name if name.contains('-') => of_custom_element(tree, node, element, name)?,
        _ => return None,
    };
    (!is_marked_hidden(element)).then(|| PageImage {
        url: url.to_owned(),
        medium: Some(medium),
        ..PageImage::default()
    })
}

/// What a custom element plays: the address that it states, else that of the
/// first link in it, which those follow for whom no script runs.
fn of_custom_element<'t>(
    tree: &'t Tree,
    node: NodeId,
    element: &'t Element,
    name: &str,
) -> Option<(Medium, &'t str)> {
    let has_video_id = element.attr("videoid").is_some();
    if !has_video_id && !says(name, &["video", "player", "embed", "tweet"]) {
        return None;
    }
    let inside = || tree.descendants(node).skip(1).take(MOST_NODES);
    let shows_itself = |node| {
        let inner = tree.element(node);
        inner.is_some_and(|inner| of_element(tree, node, inner).is_some())
    };
    if inside().any(shows_itself) {
        return None;
    }
    let links = || inside().filter_map(|node| tree.element(node)?.attr("href"));
    let url = address(element)
        .or_else(|| stated_address(element))
        .or_else(|| links().find(|url| is_absolute(url)))
        .filter(|url| !is_ornament(url))?;
    let medium = match medium_of(url) {
        Medium::Other if has_video_id || says(name, &["video"]) => Medium::Video,
        Medium::Other if says(name, &["tweet"]) => Medium::Post,
        medium => medium,
    };
    Some((medium, url))
}

/// Whether an address is that of a drawing that moves: ornament of the page.
fn is_ornament(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.ends_with(".json") || path.ends_with(".lottie")
}

/// Whether a class names a widget: `x-tweet`, `x-media`, `x-embed-card`.
fn is_widget_class(classes: &str) -> bool {
    /// Classes of an element that are looked at.
    const MOST: usize = 16;
    let is_one = |class: &str| {
        let Some((_, rest)) = class.split_once(['-', '_']) else {
            return false;
        };
        let words = || rest.split(['-', '_']);
        let ends = |word: &str| matches!(word, "tweet" | "media" | "post" | "video");
        words().any(|word| word == "embed") || words().next_back().is_some_and(ends)
    };
    classes.split_ascii_whitespace().take(MOST).any(is_one)
}

/// The address of the post that a widget gives by itself.
fn stated_address(element: &Element) -> Option<&str> {
    let permalinks = element.attrs.iter().filter_map(|attr| {
        let is_permalink = is_permalink(&attr.name.local);
        is_permalink.then_some(&*attr.value)
    });
    let others = ["cite", "data-href"].into_iter();
    let mut stated = permalinks.chain(others.filter_map(|name| element.attr(name)));
    stated.find(|url| is_absolute(url))
}

fn is_absolute(url: &str) -> bool {
    let url = url.trim_start();
    ["https://", "http://", "//"]
        .iter()
        .any(|start| url.starts_with(start))
}

/// Whether an address is that of one post: a step of its path says so, and
/// another follows.
fn is_of_post(url: &str) -> bool {
    const STEPS: &[&str] = &[
        "comments", "p", "post", "posts", "reel", "status", "statuses", "video", "videos",
    ];
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let is_step = |step: &str| STEPS.contains(&step) || step.len() > 1 && step.starts_with('@');
    let mut pairs = path.split('/').zip(path.split('/').skip(1));
    let is_named = |(step, next): (&str, &str)| {
        let is_profile = step.starts_with('@') && !next.starts_with(|c: char| c.is_ascii_digit());
        is_step(step) && !next.is_empty() && !is_profile
    };
    is_absolute(url) && pairs.any(is_named)
}

fn is_without_text(tree: &Tree, node: NodeId) -> bool {
    let mut below = tree.descendants(node).take(MOST_NODES);
    !below.any(|node| tree.text(node).is_some_and(|text| !text.trim().is_empty()))
}

/// Whether one of the words of a name or an address is one of these.
fn says(text: &str, signs: &[&str]) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| signs.iter().any(|sign| sign.eq_ignore_ascii_case(word)))
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
    let known = WORDS.iter().find(|(_, signs)| says(url, signs));
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
        let embed = tree.descendants(ROOT).find_map(|node| {
            let element = tree.element(node)?;
            of_element(&tree, node, element).or_else(|| of_widget(&tree, node, element))
        })?;
        Some((embed.medium?, embed.url))
    }

    /// What the first quote of a page stands for.
    fn quote(html: &str) -> Option<(Medium, String)> {
        let tree = parse::document(html, &Limits::default());
        let mut nodes = tree.descendants(ROOT);
        let (medium, url) = nodes.find_map(|node| {
            let element = tree.element(node)?;
            of_quote(&tree, node, element)
        })?;
        Some((medium, url.to_owned()))
    }

    #[test]
    fn a_quote_named_as_a_widget_stands_for_the_post_that_it_leads_to() {
        for (html, medium, url) in [
            (
                "<blockquote class='a-tweet'>Rain! <a href=https://a.test/ann>Ann</a> \
                 <a href='https://a.test/ann/status/12?s=1'>May 1</a></blockquote>",
                Medium::Post,
                "https://a.test/ann/status/12?s=1",
            ),
            (
                "<blockquote class='b-media' data-b-permalink='https://b.test/p/C7/'>Rain</blockquote>",
                Medium::Post,
                "https://b.test/p/C7/",
            ),
            (
                "<blockquote class='c-embed' cite='https://c.test/@ann/video/7'>Rain</blockquote>",
                Medium::Video,
                "https://c.test/@ann/video/7",
            ),
            (
                "<blockquote class=d-embed-bq><a href=https://d.test/r/a/comments/1/rain>Rain</a> \
                 by <a href=https://d.test/user/ann>ann</a></blockquote>",
                Medium::Post,
                "https://d.test/r/a/comments/1/rain",
            ),
            (
                "<blockquote class=e-embed><a href=https://e.test/@ann/109>Ann</a></blockquote>",
                Medium::Post,
                "https://e.test/@ann/109",
            ),
        ] {
            assert_eq!(quote(html), Some((medium, url.to_owned())), "{html}");
        }
        for html in [
            "<blockquote cite=https://a.test/status/1>Rain</blockquote>",
            "<blockquote class=post><a href=https://a.test/p/1>Rain</a></blockquote>",
            "<blockquote class=a-tweet>Rain <a href=https://a.test/@ann/about>Ann</a></blockquote>",
            "<blockquote class=a-tweet>Rain <a href=/status/1>May 1</a></blockquote>",
        ] {
            assert_eq!(quote(html), None, "{html}");
        }
    }

    #[test]
    fn a_widget_without_text_is_an_embed() {
        for (html, medium, url) in [
            (
                "<blockquote class=a-tweet><a href=https://a.test/ann/status/12></a></blockquote>",
                Medium::Post,
                "https://a.test/ann/status/12",
            ),
            (
                "<div class=f-post data-href=https://f.test/ann/posts/12></div>",
                Medium::Post,
                "https://f.test/ann/posts/12",
            ),
            (
                "<x-tube videoid=a1><a href='https://g.test/v?id=a1'>Play</a></x-tube>",
                Medium::Video,
                "https://g.test/v?id=a1",
            ),
            ("<x-video src=/a.m3u8></x-video>", Medium::Video, "/a.m3u8"),
            (
                "<x-video><video src=a.mp4></video></x-video>",
                Medium::Video,
                "a.mp4",
            ),
        ] {
            assert_eq!(embed(html), Some((medium, url.to_owned())), "{html}");
        }
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
            "<x-player></x-player>",
            "<x-player src=/arrow.json?v=2></x-player>",
            "<x-card href=https://a.test/></x-card>",
            "<div class=f-post data-href=https://f.test/posts/1>Rain</div>",
        ] {
            assert_eq!(embed(html), None, "{html}");
        }
    }
}
