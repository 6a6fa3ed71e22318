//! Microdata: `itemprop` with its value in an attribute or in text.

use crate::article::Source;
use crate::tree::arena::{Element, NodeId, Tree};

use super::date::{self, Order};
use super::declared::{Credit, Declared, Kind, LONGEST_LINE, MOST_AUTHORS, Stated, text_of};
use super::json_ld;

/// How far up the item is looked for that a property belongs to.
const REACH: usize = 64;

/// Reads one element's properties, if they belong to an article.
pub(super) fn read(
    tree: &Tree,
    id: NodeId,
    element: &Element,
    properties: &str,
    order: Order,
    declared: &mut Declared,
) {
    for property in properties.split_ascii_whitespace() {
        if !KNOWN.contains(&property) || !belongs_to_article(tree, id) {
            continue;
        }
        let text = value(tree, id, element);
        let text = || Some(text.clone()).filter(|text| !text.is_empty());
        let source = Source::Microdata;
        match property {
            "headline" => declared
                .titles
                .extend(text().map(|text| Stated::new(text, source, 5))),
            "alternativeHeadline" => {
                declared
                    .subtitles
                    .extend(text().map(|text| Stated::new(text, source, 2)));
            }
            "articleSection" => {
                declared
                    .sections
                    .extend(text().map(|text| Stated::new(text, source, 2)));
            }
            "author" | "creator" => add_author(author(tree, id, element), declared),
            "datePublished" => declared.published.extend(
                moment(element, text(), order).map(|moment| Stated::new(moment, source, 2)),
            ),
            "dateModified" => declared.modified.extend(
                moment(element, text(), order).map(|moment| Stated::new(moment, source, 2)),
            ),
            _ => {}
        }
    }
}

const KNOWN: &[&str] = &[
    "headline",
    "alternativeHeadline",
    "articleSection",
    "author",
    "creator",
    "datePublished",
    "dateModified",
];

/// Whether the item around a property is an article or untyped: not a comment,
/// a review under a product, or an item of a list.
fn belongs_to_article(tree: &Tree, id: NodeId) -> bool {
    let ancestors = std::iter::successors(tree.parent(id), |id| tree.parent(*id)).take(REACH);
    for element in ancestors.filter_map(|id| tree.element(id)) {
        if super::declared::has_word(element.attr("itemprop"), "comment") {
            return false;
        }
        if element.attr("itemscope").is_some() {
            let kind = element.attr("itemtype").unwrap_or("").trim_end_matches('/');
            let kind = kind.rsplit(['/', '#']).next().unwrap_or("");
            return kind.is_empty() || json_ld::kind_rank(kind).is_some();
        }
    }
    true
}

/// The value of a property: the attribute that its element keeps it in, or its text.
fn value(tree: &Tree, id: NodeId, element: &Element) -> String {
    match element.attr("content") {
        Some(content) => super::declared::collapse(content),
        None => text_of(tree, id, LONGEST_LINE),
    }
}

fn moment(element: &Element, text: Option<String>, order: Order) -> Option<crate::moment::Moment> {
    let stated = element
        .attr("datetime")
        .and_then(|stated| date::parse(stated, order));
    stated.or_else(|| date::parse(&text?, order))
}

/// The author's name: that of the person inside, if there is one, else all text.
fn author(tree: &Tree, id: NodeId, element: &Element) -> Option<Credit> {
    let inner = tree.descendants(id).skip(1).take(REACH).find_map(|id| {
        let element = tree.element(id)?;
        super::declared::has_word(element.attr("itemprop"), "name")
            .then(|| value(tree, id, element))
    });
    let name = inner.unwrap_or_else(|| value(tree, id, element));
    let url = element.attr("href").map(str::to_string);
    (!name.is_empty()).then_some(Credit {
        name,
        url,
        kind: Kind::Unsaid,
    })
}

/// Microdata names each author in an element of its own.
fn add_author(author: Option<Credit>, declared: &mut Declared) {
    let Some(author) = author else { return };
    match declared
        .credits
        .iter_mut()
        .find(|credit| credit.source == Source::Microdata)
    {
        Some(known) if known.value.len() >= MOST_AUTHORS || known.value.contains(&author) => {}
        Some(known) => known.value.push(author),
        None => declared
            .credits
            .push(Stated::new(vec![author], Source::Microdata, 3)),
    }
}
