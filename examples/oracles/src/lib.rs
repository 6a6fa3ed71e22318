//! What the tests of this package share: pages, a sanitiser that knows what
//! `bodycopy` may write, and HTML in a form that can be compared.

pub mod generator;
pub mod pages;

use std::collections::{HashMap, HashSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A sanitiser with just those tags and attributes that `Article::html` writes.
pub fn sanitiser() -> ammonia::Builder<'static> {
    let tags = [
        "a",
        "article",
        "aside",
        "blockquote",
        "br",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "ul",
    ];
    let attributes: [(&str, &[&str]); 7] = [
        ("a", &["href", "id"]),
        ("code", &["class"]),
        ("div", &["id"]),
        ("img", &["src", "alt"]),
        ("ol", &["start"]),
        ("td", &["colspan", "rowspan"]),
        ("th", &["colspan", "rowspan"]),
    ];
    let attributes: HashMap<_, HashSet<_>> = attributes
        .into_iter()
        .map(|(tag, names)| (tag, names.iter().copied().collect()))
        .collect();
    let mut sanitiser = ammonia::Builder::empty();
    sanitiser
        .tags(HashSet::from(tags))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    sanitiser
}

/// HTML as a line a node, so that two spellings of one tree compare as equal.
pub fn nodes(html: &str) -> Vec<String> {
    let mut nodes = Vec::new();
    walk(html, |node, depth| {
        let line = match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let mut attrs: Vec<String> = attrs
                    .iter()
                    .map(|attr| format!(" {}={:?}", attr.name.local, &*attr.value))
                    .collect();
                attrs.sort();
                format!("{}:{}{}", &*name.ns, name.local, attrs.concat())
            }
            NodeData::Text { contents } => format!("{:?}", &**contents.borrow()),
            NodeData::Comment { contents } => format!("<!--{contents}-->"),
            _ => String::new(),
        };
        nodes.push(format!("{depth} {line}"));
    });
    nodes
}

/// The words of HTML's text, whatever stands between them.
pub fn words(html: &str) -> Vec<String> {
    let mut text = String::new();
    walk(html, |node, _| match &node.data {
        NodeData::Text { contents } => text.push_str(&contents.borrow()),
        // A border of elements parts no word of its own; a line break does.
        NodeData::Element { name, .. } if is_inline(&name.local) => {}
        _ => text.push(' '),
    });
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "code" | "em" | "strong" | "sub" | "sup")
}

/// Calls with each node and its depth, in the order of the page.
fn walk(html: &str, mut see: impl FnMut(&Handle, usize)) {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let options = ParseOpts::default();
    let dom =
        html5ever::parse_fragment(RcDom::default(), options, body, Vec::new(), false).one(html);
    let mut open: Vec<(Handle, usize)> = vec![(dom.document.clone(), 0)];
    while let Some((node, depth)) = open.pop() {
        see(&node, depth);
        let children = node.children.borrow();
        let children = children.iter().rev();
        open.extend(children.map(|child| (child.clone(), depth + 1)));
    }
}

/// Fails with the first place where two lists differ, and not with all of them.
///
/// # Panics
///
/// They differ.
pub fn assert_same(what: &str, one: &[String], other: &[String]) {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    assert!(
        same == one.len() && same == other.len(),
        "{what}: at {same}: {:?} and {:?}",
        &one[same.saturating_sub(2).min(one.len())..(same + 2).min(one.len())],
        &other[same.saturating_sub(2).min(other.len())..(same + 2).min(other.len())],
    );
}
