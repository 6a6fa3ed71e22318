//! Which elements are boxes, which run along in the text, which are never shown.

use html5ever::{LocalName, local_name as name};

use super::code_boxes::Lines;
use crate::block::{BlockKind, Tag};
use crate::tree::arena::Element;

/// How an element takes part in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A box of its own: text before, in and after it is apart.
    Box,
    /// A box of code.
    Code(Lines),
    /// A box in a box of code: it begins and ends a line.
    Line,
    /// Runs along in the text and only sets it (`b`, `em`): never parts a word.
    Formatting,
    /// Runs along in the text (`span`, `a`): two of them side by side may be
    /// two words.
    Inline,
    /// `br`.
    LineBreak,
    Image,
    /// Never shown, whatever it holds.
    Unseen,
}

/// How a browser lays an element out, by its name. Foreign elements (SVG,
/// MathML) run along in the text, save for their parts that are not drawn.
pub(super) fn layout(element: &Element) -> Layout {
    let Some(html_name) = element.html_name() else {
        return match &*element.name.local {
            "title" | "desc" | "defs" | "metadata" | "symbol" | "style" | "script"
            | "annotation" | "annotation-xml" => Layout::Unseen,
            _ => Layout::Inline,
        };
    };
    match *html_name {
        name!("script")
        | name!("style")
        | name!("template")
        | name!("head")
        | name!("title")
        | name!("meta")
        | name!("link")
        | name!("base")
        | name!("iframe")
        | name!("object")
        | name!("embed")
        | name!("applet")
        | name!("video")
        | name!("audio")
        | name!("canvas")
        | name!("datalist")
        | name!("rp")
        | name!("noframes")
        | name!("noembed")
        | name!("param")
        | name!("source")
        | name!("track")
        | name!("area")
        | name!("input")
        | name!("progress")
        | name!("meter")
        | name!("textarea") => Layout::Unseen,
        name!("br") => Layout::LineBreak,
        name!("img") => Layout::Image,
        name!("b")
        | name!("strong")
        | name!("i")
        | name!("em")
        | name!("u")
        | name!("s")
        | name!("font")
        | name!("mark")
        | name!("small")
        | name!("big")
        | name!("sub")
        | name!("sup")
        | name!("abbr")
        | name!("acronym")
        | name!("wbr")
        | name!("nobr")
        | name!("del")
        | name!("ins")
        | name!("strike")
        | name!("tt")
        | name!("ruby")
        | name!("rt")
        | name!("rb")
        | name!("bdi")
        | name!("bdo")
        | name!("dfn")
        | name!("var")
        | name!("samp")
        | name!("kbd")
        | name!("code") => Layout::Formatting,
        name!("a")
        | name!("span")
        | name!("label")
        | name!("time")
        | name!("cite")
        | name!("q")
        | name!("data")
        | name!("output")
        | name!("picture")
        | name!("map")
        | name!("slot") => Layout::Inline,
        ref other if is_box(other) => Layout::Box,
        _ => Layout::Inline,
    }
}

fn is_box(html_name: &LocalName) -> bool {
    matches!(
        *html_name,
        name!("html")
            | name!("body")
            | name!("div")
            | name!("section")
            | name!("article")
            | name!("main")
            | name!("header")
            | name!("footer")
            | name!("nav")
            | name!("aside")
            | name!("address")
            | name!("p")
            | name!("h1")
            | name!("h2")
            | name!("h3")
            | name!("h4")
            | name!("h5")
            | name!("h6")
            | name!("hgroup")
            | name!("ul")
            | name!("ol")
            | name!("li")
            | name!("dl")
            | name!("dt")
            | name!("dd")
            | name!("blockquote")
            | name!("pre")
            | name!("figure")
            | name!("figcaption")
            | name!("table")
            | name!("caption")
            | name!("thead")
            | name!("tbody")
            | name!("tfoot")
            | name!("tr")
            | name!("td")
            | name!("th")
            | name!("form")
            | name!("fieldset")
            | name!("legend")
            | name!("details")
            | name!("summary")
            | name!("button")
            | name!("select")
            | name!("optgroup")
            | name!("option")
            | name!("dialog")
            | name!("center")
            | name!("hr")
            | name!("menu")
            | name!("dir")
            | name!("noscript")
            | name!("listing")
            | name!("xmp")
            | name!("plaintext")
            | name!("frameset")
            | name!("frame")
            | name!("marquee")
            | name!("search")
    )
}

/// The element as later stages tell it apart.
pub(super) fn tag(element: &Element) -> Tag {
    let Some(html_name) = element.html_name() else {
        return Tag::Other;
    };
    match *html_name {
        name!("html") => Tag::Html,
        name!("body") => Tag::Body,
        name!("div") => Tag::Div,
        name!("section") => Tag::Section,
        name!("article") => Tag::Article,
        name!("main") => Tag::Main,
        name!("header") => Tag::Header,
        name!("footer") => Tag::Footer,
        name!("nav") => Tag::Nav,
        name!("aside") => Tag::Aside,
        name!("address") => Tag::Address,
        name!("p") => Tag::P,
        name!("h1") => Tag::H1,
        name!("h2") => Tag::H2,
        name!("h3") => Tag::H3,
        name!("h4") => Tag::H4,
        name!("h5") => Tag::H5,
        name!("h6") => Tag::H6,
        name!("hgroup") => Tag::Hgroup,
        name!("ul") | name!("menu") | name!("dir") => Tag::Ul,
        name!("ol") => Tag::Ol,
        name!("li") => Tag::Li,
        name!("dl") => Tag::Dl,
        name!("dt") => Tag::Dt,
        name!("dd") => Tag::Dd,
        name!("blockquote") => Tag::Blockquote,
        name!("pre") | name!("listing") | name!("xmp") | name!("plaintext") => Tag::Pre,
        name!("figure") => Tag::Figure,
        name!("figcaption") => Tag::Figcaption,
        name!("table") => Tag::Table,
        name!("caption") => Tag::Caption,
        name!("thead") => Tag::Thead,
        name!("tbody") => Tag::Tbody,
        name!("tfoot") => Tag::Tfoot,
        name!("tr") => Tag::Tr,
        name!("td") => Tag::Td,
        name!("th") => Tag::Th,
        name!("form") => Tag::Form,
        name!("fieldset") => Tag::Fieldset,
        name!("details") => Tag::Details,
        name!("summary") => Tag::Summary,
        name!("button") => Tag::Button,
        name!("select") => Tag::Select,
        name!("label") => Tag::Label,
        name!("dialog") => Tag::Dialog,
        name!("a") => Tag::A,
        name!("span") => Tag::Span,
        name!("center") => Tag::Center,
        name!("noscript") => Tag::Noscript,
        name!("time") => Tag::Time,
        ref other if other.contains('-') => Tag::Custom,
        _ => Tag::Other,
    }
}

/// The kind of a block that begins in an element, given that of the text around it.
pub(super) fn kind_in(tag: Tag, around: BlockKind) -> BlockKind {
    match (tag, around) {
        (_, BlockKind::Heading(_) | BlockKind::Code) => around,
        (Tag::H1, _) => BlockKind::Heading(1),
        (Tag::H2, _) => BlockKind::Heading(2),
        (Tag::H3, _) => BlockKind::Heading(3),
        (Tag::H4, _) => BlockKind::Heading(4),
        (Tag::H5, _) => BlockKind::Heading(5),
        (Tag::H6, _) => BlockKind::Heading(6),
        (Tag::Pre, _) => BlockKind::Code,
        (_, BlockKind::Caption | BlockKind::Term | BlockKind::Control) => around,
        (Tag::Button | Tag::Select, _) => BlockKind::Control,
        (Tag::Figcaption | Tag::Caption, _) => BlockKind::Caption,
        (Tag::Dt, _) => BlockKind::Term,
        (Tag::Li, _) => BlockKind::ListItem,
        (Tag::Td | Tag::Th, _) => BlockKind::Cell,
        (Tag::P | Tag::Dd | Tag::Blockquote | Tag::Section | Tag::Article, _) => BlockKind::Text,
        _ => around,
    }
}
