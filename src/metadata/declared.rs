//! What the page declares in its head, in JSON-LD and in attributes. Reads
//! the tree alone, in one pass; the settling of disagreements comes later,
//! when it is known what a reader sees.

use std::borrow::Cow;

use html5ever::local_name;

use crate::article::{CrawlerRule, Direction, Link, Source};
use crate::moment::Moment;
use crate::segment::unseen_characters;
use crate::tree::arena::{Data, Element, NodeId, ROOT, Tree};

use super::{date, json_ld, meta_tags, microdata};

/// All declared values, each with its source, the most trusted first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared {
    /// Of JSON-LD and meta tags, whole; of the title element, with the site's
    /// name in it.
    pub titles: Vec<Stated<String>>,
    pub subtitles: Vec<Stated<String>>,
    pub sites: Vec<Stated<String>>,
    pub sections: Vec<Stated<String>>,
    /// Each place's authors together.
    pub credits: Vec<Stated<Vec<Credit>>>,
    pub published: Vec<Stated<Moment>>,
    pub modified: Vec<Stated<Moment>>,
    pub languages: Vec<Stated<String>>,
    pub direction: Option<Direction>,
    pub descriptions: Vec<Stated<String>>,
    pub images: Vec<Stated<String>>,
    pub tags: Vec<String>,
    /// Addresses that the page gives as its own, as written.
    pub urls: Vec<String>,
    pub base: Option<String>,
    pub next_page: Option<String>,
    pub licences: Vec<Stated<String>>,
    /// Whether the text is for payers, by each place that says so.
    pub paywalls: Vec<Stated<bool>>,
    pub crawler_rules: Vec<CrawlerRule>,
    /// The ways from the front page to this one, each from its start.
    pub breadcrumbs: Vec<Stated<Vec<Link>>>,
    /// The JSON-LD scripts.
    pub structured_data: Vec<serde_json::Value>,
    /// The Open Graph type, such as "article".
    pub og_type: Option<String>,
    /// The JSON-LD and microdata types of the page's main things, such as
    /// "NewsArticle"; not of their parts.
    pub schema_types: Vec<String>,
    /// The `<time>` elements that hold a machine's date, in document order.
    pub times: Vec<TimeElement>,
    /// The texts and targets of links marked `rel=author`, in document order.
    pub author_links: Vec<Credit>,
}

/// A value that one place states.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated<T> {
    pub value: T,
    pub source: Source,
    /// How far to trust it; 0 is best. See [`meta_tags`] and [`json_ld`].
    pub rank: u8,
}

impl<T> Stated<T> {
    pub fn new(value: T, source: Source, rank: u8) -> Self {
        Stated {
            value,
            source,
            rank,
        }
    }
}

/// An author as declared: perhaps still with "By" and roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    pub name: String,
    pub url: Option<String>,
    pub kind: Kind,
}

/// What a credited name is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Person,
    Organisation,
    Unsaid,
}

/// A `<time>` element: what a reader sees of it, and the moment it stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeElement {
    pub text: String,
    pub moment: Moment,
}

/// Reads the page's declarations.
pub(crate) fn read(tree: &Tree) -> Declared {
    let mut declared = Declared::default();
    let mut has_title = false;
    let mut structured = json_ld::Scripts::default();
    let order = date::Order::of_language(root_language(tree));
    for (id, element) in elements(tree) {
        let Some(name) = element.html_name() else {
            continue;
        };
        match *name {
            local_name!("html") => read_root(element, &mut declared),
            local_name!("title") if !has_title => has_title = read_title(tree, id, &mut declared),
            local_name!("base") => set_first(&mut declared.base, element.attr("href")),
            local_name!("meta") => meta_tags::read(element, order, &mut declared),
            local_name!("link") => read_link(element, &mut declared),
            local_name!("time") => read_time(tree, id, element, order, &mut declared),
            local_name!("a") if element.attr("rel").is_some() => {
                read_anchor(tree, id, element, &mut declared);
            }
            local_name!("script") if is_json_ld(element) => structured.read(&raw_text(tree, id)),
            _ => {}
        }
        if let Some(properties) = element.known_attr(&local_name!("itemprop")) {
            microdata::read(tree, id, element, properties, order, &mut declared);
        }
    }
    structured.declare(order, &mut declared);
    declared.sort();
    declared.keep_what_is_seen();
    declared
}

impl Declared {
    /// Whether the page says that it is an article.
    pub fn is_article(&self) -> bool {
        let says = |kind: &String| json_ld::kind_rank(kind) == Some(json_ld::ARTICLE);
        self.og_type.as_deref() == Some("article") || self.schema_types.iter().any(says)
    }

    /// Whether the page says that it is about things for sale.
    pub fn is_product(&self) -> bool {
        let names_product = |kind: &str| kind.to_ascii_lowercase().starts_with("product");
        self.og_type.as_deref().is_some_and(names_product)
            || self.schema_types.iter().any(|kind| names_product(kind))
    }

    /// The most trusted first; document order breaks ties.
    fn sort(&mut self) {
        for texts in [
            &mut self.titles,
            &mut self.subtitles,
            &mut self.sites,
            &mut self.sections,
            &mut self.languages,
            &mut self.descriptions,
            &mut self.images,
            &mut self.licences,
        ] {
            keep_most_trusted(texts);
        }
        keep_most_trusted(&mut self.credits);
        keep_most_trusted(&mut self.published);
        keep_most_trusted(&mut self.modified);
        keep_most_trusted(&mut self.paywalls);
        keep_most_trusted(&mut self.breadcrumbs);
    }

    /// Takes characters out that no reader sees and that spell out text.
    fn keep_what_is_seen(&mut self) {
        let stated = [
            &mut self.titles,
            &mut self.subtitles,
            &mut self.sites,
            &mut self.sections,
            &mut self.descriptions,
        ];
        let texts = stated.into_iter().flatten().map(|stated| &mut stated.value);
        let credits = self.credits.iter_mut().flat_map(|stated| &mut stated.value);
        let names = credits
            .chain(&mut self.author_links)
            .map(|credit| &mut credit.name);
        for text in texts.chain(names).chain(&mut self.tags) {
            if let Cow::Owned(seen) = unseen_characters::without(text) {
                *text = seen;
            }
        }
    }
}

/// Most values kept of a kind. Real pages state four or five; the bound keeps
/// their comparison with each other from growing with the page.
pub(super) const MOST_VALUES: usize = 20;

/// Most authors kept of one place.
pub(super) const MOST_AUTHORS: usize = 200;

fn keep_most_trusted<T>(values: &mut Vec<Stated<T>>) {
    values.sort_by_key(|stated| stated.rank);
    values.truncate(MOST_VALUES);
}

fn elements(tree: &Tree) -> impl Iterator<Item = (NodeId, &Element)> {
    tree.descendants(ROOT)
        .filter_map(|id| Some((id, tree.element(id)?)))
}

fn root_language(tree: &Tree) -> Option<&str> {
    tree.children(ROOT)
        .find_map(|id| tree.element(id))
        .and_then(language_of)
}

fn language_of(element: &Element) -> Option<&str> {
    let xml = || {
        element
            .attrs
            .iter()
            .find(|attr| &*attr.name.local == "xml:lang")
            .map(|attr| &*attr.value)
    };
    element
        .attr("lang")
        .or_else(xml)
        .map(str::trim)
        .filter(|tag| !tag.is_empty())
}

fn read_root(element: &Element, declared: &mut Declared) {
    if let Some(tag) = language_of(element) {
        declared
            .languages
            .push(Stated::new(tag.to_string(), Source::RootAttribute, 0));
    }
    declared.direction = match element.attr("dir").map(str::to_ascii_lowercase).as_deref() {
        Some("rtl") => Some(Direction::RightToLeft),
        Some("ltr") => Some(Direction::LeftToRight),
        _ => declared.direction,
    };
}

/// Reads the title element, and says whether it holds any text: only the first
/// that does counts.
fn read_title(tree: &Tree, id: NodeId, declared: &mut Declared) -> bool {
    let text = text_of(tree, id, LONGEST_LINE);
    let has_text = !text.is_empty();
    if has_text {
        declared.titles.push(Stated::new(text, Source::TitleTag, 9));
    }
    has_text
}

fn read_link(element: &Element, declared: &mut Declared) {
    let (rel, href) = (element.attr("rel"), element.attr("href"));
    if has_word(rel, "canonical") {
        // Before those of meta tags.
        if declared.urls.len() < MOST_VALUES {
            declared.urls.splice(0..0, href.map(str::to_string));
        }
    } else if has_word(rel, "next") {
        set_first(&mut declared.next_page, href);
    } else if has_word(rel, "license") {
        declared.licences.extend(licence(href));
    }
}

/// Reads a link in the page that says what it leads to.
fn read_anchor(tree: &Tree, id: NodeId, element: &Element, declared: &mut Declared) {
    let (rel, href) = (element.attr("rel"), element.attr("href"));
    if has_word(rel, "author") {
        read_author_link(tree, id, element, declared);
    } else if has_word(rel, "next") {
        set_first(&mut declared.next_page, href);
    } else if has_word(rel, "license") && declared.licences.len() < MOST_VALUES {
        declared.licences.extend(licence(href));
    }
}

fn licence(href: Option<&str>) -> Option<Stated<String>> {
    let href = href.map(str::trim).filter(|href| !href.is_empty())?;
    Some(Stated::new(href.to_string(), Source::LinkTag, 0))
}

fn read_time(
    tree: &Tree,
    id: NodeId,
    element: &Element,
    order: date::Order,
    declared: &mut Declared,
) {
    let text = text_of(tree, id, LONGEST_LINE);
    let moment = element
        .attr("datetime")
        .and_then(|stated| date::parse(stated, order))
        .or_else(|| date::parse(&text, order));
    let Some(moment) = moment else {
        return;
    };
    if element.attr("pubdate").is_some() {
        declared
            .published
            .push(Stated::new(moment, Source::TimeElement, 4));
    }
    declared.times.push(TimeElement { text, moment });
}

fn read_author_link(tree: &Tree, id: NodeId, element: &Element, declared: &mut Declared) {
    let credit = Credit {
        name: text_of(tree, id, LONGEST_LINE),
        url: element.attr("href").map(str::to_string),
        kind: Kind::Person,
    };
    let links = &declared.author_links;
    if !credit.name.is_empty() && links.len() < MOST_AUTHORS && !links.contains(&credit) {
        declared.author_links.push(credit);
    }
}

fn is_json_ld(element: &Element) -> bool {
    element.attr("type").is_some_and(|kind| {
        kind.trim()
            .to_ascii_lowercase()
            .starts_with("application/ld+json")
    })
}

/// The text of a script, as written.
fn raw_text(tree: &Tree, id: NodeId) -> String {
    tree.children(id)
        .filter_map(|child| tree.text(child))
        .collect()
}

/// Bytes of text that are read of an element that gives a value.
pub(super) const LONGEST_LINE: usize = 1000;

/// Nodes that are looked at for the text of an element that gives a value.
const MOST_NODES: usize = 200;

/// The text below an element with white space collapsed, up to a length.
pub(super) fn text_of(tree: &Tree, top: NodeId, longest: usize) -> String {
    let mut text = String::new();
    for id in tree.descendants(top).take(MOST_NODES) {
        match tree.data(id) {
            Data::Text(piece) => text.push_str(piece),
            Data::Element(element) if breaks_words(element) => text.push(' '),
            _ => {}
        }
        if text.len() > longest {
            break;
        }
    }
    collapse(&text)
}

fn breaks_words(element: &Element) -> bool {
    !matches!(
        &*element.name.local,
        "a" | "b" | "strong" | "i" | "em" | "span" | "sup" | "sub" | "wbr" | "font"
    )
}

/// White space collapsed to single spaces, none at the ends.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a space-separated attribute holds a word.
pub(super) fn has_word(attribute: Option<&str>, word: &str) -> bool {
    attribute.is_some_and(|words| {
        words
            .split_ascii_whitespace()
            .any(|held| held.eq_ignore_ascii_case(word))
    })
}

pub(super) fn set_first(slot: &mut Option<String>, value: Option<&str>) {
    let value = value.map(str::trim).filter(|value| !value.is_empty());
    if slot.is_none() {
        *slot = value.map(str::to_string);
    }
}
