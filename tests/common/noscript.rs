//! Whether a page's `noscript`s mean the same to parsers with and without
//! scripting.

#![allow(
    dead_code,
    reason = "each test is a crate of its own and uses its part"
)]

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The page's tree, `noscript` being raw text if `scripting_enabled`.
pub fn parse_dom(html: &str, scripting_enabled: bool) -> RcDom {
    parse_document(RcDom::default(), options(scripting_enabled)).one(html)
}

fn options(scripting_enabled: bool) -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}

/// The one exemption of `Extractor::extract_dom`: some `noscript` leaves an
/// element open, or all of them hold text alone and one speaks of markup, so
/// that nobody can tell whether it was parsed already.
pub fn depends_on_scripting(html: &str) -> bool {
    let texts = noscripts(&parse_dom(html, true));
    texts.iter().any(|text| leaves_an_element_open(text)) || shows_markup(&texts)
}

/// Whether what follows a text would stand in an element that it began.
fn leaves_an_element_open(text: &str) -> bool {
    let last = fragment(&format!("{text}<span id=behind>")).pop();
    !last.is_some_and(|last| match &last.data {
        NodeData::Element { attrs, .. } => {
            attrs.borrow().iter().any(|attr| &*attr.value == "behind")
        }
        _ => false,
    })
}

fn shows_markup(texts: &[String]) -> bool {
    let mut speaks = false;
    let mut nodes = texts.iter().flat_map(|text| fragment(text));
    let all_text = nodes.all(|node| match &node.data {
        NodeData::Text { contents } => {
            speaks |= contents.borrow().contains(['<', '&']);
            true
        }
        _ => false,
    });
    all_text && speaks
}

/// What stands in each `noscript`, as written.
fn noscripts(dom: &RcDom) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![dom.document.clone()];
    while let Some(node) = waiting.pop() {
        waiting.extend(node.children.borrow().iter().cloned());
        if let NodeData::Element {
            name,
            template_contents,
            ..
        } = &node.data
        {
            waiting.extend(template_contents.borrow().clone());
            if name.local == local_name!("noscript") {
                found.extend(node.children.borrow().iter().filter_map(text_of));
            }
        }
    }
    found
}

fn text_of(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    }
}

/// The nodes that a piece of a `div` becomes.
fn fragment(html: &str) -> Vec<Handle> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom =
        parse_fragment(RcDom::default(), options(false), context, Vec::new(), false).one(html);
    let root = dom.document.children.borrow()[0].clone();
    root.children.take()
}
