//! Which attributes are kept: on most pages a third, so that the rest need not
//! become names and values at all.

use html5ever::local_name;
use html5ever::tokenizer::{Tag, TagKind};

/// Which attributes become part of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attributes {
    /// All of them, for comparing whole trees and for a caller's selectors.
    #[cfg_attr(
        not(any(test, feature = "selectors", feature = "train")),
        expect(dead_code)
    )]
    All,
    /// Those of start tags that the tree builder or this crate reads.
    Read,
}

/// Which attributes of one tag are kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keep {
    All,
    Read,
    None,
}

impl Attributes {
    pub(super) fn of_tag(self, tag: &Tag) -> Keep {
        match self {
            Attributes::All => Keep::All,
            Attributes::Read if tag.kind == TagKind::EndTag => Keep::None,
            Attributes::Read if is_formatting(tag) => Keep::All,
            Attributes::Read => Keep::Read,
        }
    }
}

impl Keep {
    /// Whether an attribute of this name, in lower case, is kept.
    pub fn keeps(self, name: &str) -> bool {
        match self {
            Keep::All => true,
            Keep::Read => is_read(name),
            Keep::None => false,
        }
    }
}

/// Of [formatting elements], the tree builder tells by all their attributes
/// whether two are alike.
///
/// [formatting elements]: https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements
fn is_formatting(tag: &Tag) -> bool {
    matches!(
        tag.name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether the tree builder or this crate reads attributes of a name. What
/// reads a further one adds it here; [`Element::attr`] says so in tests.
///
/// [`Element::attr`]: crate::tree::arena::Element::attr
pub(crate) fn is_read(name: &str) -> bool {
    is_read_by_tree_builder(name)
        || is_permalink(name)
        || matches!(
            name,
            "alt"
                | "alttext"
                | "aria-controls"
                | "aria-expanded"
                | "aria-haspopup"
                | "aria-hidden"
                | "aria-modal"
                | "bgcolor"
                | "cite"
                | "class"
                | "close"
                | "color"
                | "colspan"
                | "content"
                | "data-bs-target"
                | "data-bs-toggle"
                | "data-enlighter-language"
                | "data-href"
                | "data-lang"
                | "data-language"
                | "data-lazy"
                | "data-lazy-src"
                | "data-lazy-srcset"
                | "data-original"
                | "data-src"
                | "data-srcset"
                | "data-target"
                | "data-toggle"
                | "data-url"
                | "datetime"
                | "dir"
                | "display"
                | "height"
                | "hidden"
                | "href"
                | "http-equiv"
                | "id"
                | "itemprop"
                | "itemscope"
                | "itemtype"
                | "lang"
                | "linethickness"
                | "mathvariant"
                | "name"
                | "notation"
                | "open"
                | "property"
                | "pubdate"
                | "rel"
                | "role"
                | "rowspan"
                | "separators"
                | "src"
                | "srcset"
                | "start"
                | "style"
                | "videoid"
                | "width"
                | "xml:lang"
        )
}

/// Whether an attribute is one by which widgets name the post that they show.
pub(crate) fn is_permalink(name: &str) -> bool {
    name.ends_with("-permalink") && name.starts_with("data-")
}

fn is_read_by_tree_builder(name: &str) -> bool {
    matches!(
        name,
        "charset" | "content" | "encoding" | "form" | "http-equiv" | "shadowrootmode" | "type"
    )
}
