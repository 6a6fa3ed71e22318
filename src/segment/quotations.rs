//! The marks that a browser puts around a `q`: the page has none in its text.

use html5ever::local_name;

use crate::tree::arena::{Element, NodeId, Tree};

/// The marks before and after a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    pub opening: &'static str,
    pub closing: &'static str,
}

/// The marks of a `q` that stands in `depth` others; none for one that says
/// nothing or brings its own.
///
/// Fails on: pages whose style sheet takes the marks away.
pub(super) fn marks(tree: &Tree, node: NodeId, element: &Element, depth: u32) -> Option<Marks> {
    if element.html_name()? != &local_name!("q") {
        return None;
    }
    /// Nodes of a quotation, and boxes around it, that are looked at.
    const MOST: usize = 32;
    let mut texts = tree
        .descendants(node)
        .take(MOST)
        .filter_map(|node| tree.text(node));
    let first = texts.find_map(|text| text.trim_start().chars().next())?;
    if QUOTES.contains(&first) {
        return None;
    }
    let mut around = std::iter::successors(Some(node), |node| tree.parent(*node)).take(MOST);
    let language = around.find_map(|node| tree.element(node)?.attr("lang"));
    let language = language.and_then(|tag| tag.trim().get(..2));
    let known = LANGUAGES.iter().find(|(languages, ..)| {
        language.is_some_and(|language| {
            let mut languages = languages.split(' ');
            languages.any(|one| one.eq_ignore_ascii_case(language))
        })
    });
    let (outer, inner) = known.map_or((["“", "”"], ["‘", "’"]), |(_, outer, inner)| {
        (*outer, *inner)
    });
    let [opening, closing] = if depth.is_multiple_of(2) {
        outer
    } else {
        inner
    };
    Some(Marks { opening, closing })
}

/// Marks that a page may open a quotation with itself.
const QUOTES: [char; 11] = ['"', '\'', '“', '”', '„', '‘', '’', '‚', '«', '»', '「'];

/// Languages with other marks than English: those of a quotation, and those of
/// one in another. Source: Unicode CLDR, delimiters.
type Language = (&'static str, [&'static str; 2], [&'static str; 2]);
const LANGUAGES: &[Language] = &[
    ("bg cs de is lt sk sl", ["„", "“"], ["‚", "‘"]),
    ("hu pl ro", ["„", "”"], ["«", "»"]),
    ("el es fr it", ["«", "»"], ["“", "”"]),
    ("nb no", ["«", "»"], ["‘", "’"]),
    ("ru uk", ["«", "»"], ["„", "“"]),
    ("fi sv", ["”", "”"], ["’", "’"]),
    ("ja", ["「", "」"], ["『", "』"]),
];
