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
        "blockquote",
        "br",
        "code",
        "dd",
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
    let attributes: [(&str, &[&str]); 6] = [
        ("a", &["href"]),
        ("code", &["class"]),
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
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = html5ever::parse_fragment(
        RcDom::default(),
        ParseOpts::default(),
        body,
        Vec::new(),
        false,
    )
    .one(html);
    let mut nodes = Vec::new();
    let mut open: Vec<(Handle, usize)> = vec![(dom.document.clone(), 0)];
    while let Some((node, depth)) = open.pop() {
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
        let children = node.children.borrow();
        open.extend(
            children
                .iter()
                .rev()
                .map(|child| (child.clone(), depth + 1)),
        );
    }
    nodes
}

/// The words of HTML's text, whatever stands between them.
pub fn words(html: &str) -> Vec<String> {
    let text: String = nodes(html)
        .iter()
        .filter_map(|line| line.split_once(' ')?.1.strip_prefix('"')?.strip_suffix('"'))
        .map(|quoted| {
            format!(
                "{} ",
                serde_json::from_str::<String>(&format!("\"{quoted}\""))
                    .unwrap_or_else(|_| quoted.to_owned())
            )
        })
        .collect();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
