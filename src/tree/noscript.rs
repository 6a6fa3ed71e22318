//! `noscript`: raw text to a parser that runs scripts, HTML to everyone else.

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, local_name};

use super::arena::{Data, Element, NodeId, ROOT, Tree};
use super::parse;
use crate::limits::Limits;

/// Parses the text of every `noscript`, and leaves the tree in the form that a
/// parser without scripting builds if each `noscript` closes what it opens: one
/// of the head then ends the head where it holds, say, a picture.
pub(super) fn parse_all(tree: &mut Tree, noscripts: &[NodeId], limits: &Limits) {
    let body = body(tree);
    for noscript in noscripts {
        parse_text(tree, *noscript, limits);
        if let Some(body) = body {
            leave_head(tree, *noscript, body);
        }
    }
}

/// All `noscript` elements, those in templates among them.
pub(super) fn all(tree: &Tree) -> Vec<NodeId> {
    tree.ids()
        .filter(|node| is_html(tree, *node, &local_name!("noscript")))
        .collect()
}

/// Puts in the place of a `noscript`'s text what it says as HTML.
fn parse_text(tree: &mut Tree, noscript: NodeId, limits: &Limits) {
    let Some(text) = tree.first_child(noscript) else {
        return;
    };
    let Data::Text(html) = tree.data(text) else {
        return;
    };
    if !html.contains(['<', '&']) {
        return;
    }
    let fragment = parse::fragment(html, limits);
    tree.detach(text);
    tree.adopt(noscript, fragment);
}

fn is_html(tree: &Tree, node: NodeId, name: &LocalName) -> bool {
    tree.element(node).and_then(Element::html_name) == Some(name)
}

fn body(tree: &Tree) -> Option<NodeId> {
    tree.children(ROOT)
        .filter(|node| is_html(tree, *node, &local_name!("html")))
        .flat_map(|html| tree.children(html))
        .find(|node| is_html(tree, *node, &local_name!("body")))
}

/// Moves what a `noscript` of the head may not hold to where it stands with
/// scripting off: other elements of a head stand behind the `noscript`, and
/// from the first that is no element of a head, all stands in the body.
fn leave_head(tree: &mut Tree, noscript: NodeId, body: NodeId) {
    let head = match tree.parent(noscript) {
        Some(head) if is_html(tree, head, &local_name!("head")) => head,
        _ => return,
    };
    let behind = tree.next_sibling(noscript);
    let Some(first) = first_that_does_not(tree, tree.first_child(noscript), stands_in_noscript)
    else {
        return;
    };
    let Some(leaves_head) = first_that_does_not(tree, Some(first), stands_in_head) else {
        let nodes = siblings(tree, Some(first), None).collect();
        return place_all(tree, nodes, head, behind);
    };
    let stay = siblings(tree, Some(first), Some(leaves_head)).collect();
    let leave = siblings(tree, Some(leaves_head), None)
        .chain(siblings(tree, behind, None))
        .chain(siblings(tree, tree.next_sibling(head), Some(body)))
        .collect();
    place_all(tree, leave, body, tree.first_child(body));
    place_all(tree, stay, head, None);
}

/// The nodes from `first` to the one before `end`.
fn siblings(
    tree: &Tree,
    first: Option<NodeId>,
    end: Option<NodeId>,
) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(first, |node| tree.next_sibling(*node))
        .take_while(move |node| Some(*node) != end)
}

/// The first element from `first` on that does not stand somewhere, or the
/// first text that is not blank, cut off from the blanks before it.
fn first_that_does_not(
    tree: &mut Tree,
    first: Option<NodeId>,
    stands: fn(&LocalName) -> bool,
) -> Option<NodeId> {
    let found = siblings(tree, first, None).find(|node| match tree.data(*node) {
        Data::Element(element) => !element.html_name().is_some_and(stands),
        Data::Text(text) => !text.trim_ascii().is_empty(),
        _ => false,
    })?;
    Some(without_blanks(tree, found))
}

fn without_blanks(tree: &mut Tree, node: NodeId) -> NodeId {
    let Data::Text(text) = tree.data(node) else {
        return node;
    };
    let (text, words) = (text.clone(), text.trim_ascii_start());
    let blanks = text.len() - words.len();
    if blanks == 0 {
        return node;
    }
    let words = StrTendril::from(words);
    let blanks = tree.add(Data::Text(StrTendril::from(&text[..blanks])));
    tree.insert_before(node, blanks);
    *tree.data_mut(node) = Data::Text(words);
    node
}

fn stands_in_noscript(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("noframes")
            | local_name!("style")
    )
}

fn stands_in_head(name: &LocalName) -> bool {
    stands_in_noscript(name)
        || matches!(
            *name,
            local_name!("base")
                | local_name!("noscript")
                | local_name!("script")
                | local_name!("template")
                | local_name!("title")
        )
}

/// Puts nodes into `parent` before `end`. Texts that come to stand side by
/// side become one, as in parsing.
fn place_all(tree: &mut Tree, nodes: Vec<NodeId>, parent: NodeId, end: Option<NodeId>) {
    for node in nodes {
        match end {
            Some(end) => tree.insert_before(end, node),
            None => tree.append(parent, node),
        }
        join_to_previous(tree, node);
    }
    if let Some(end) = end {
        join_to_previous(tree, end);
    }
}

/// Adds a text to the text before it, if there is one.
fn join_to_previous(tree: &mut Tree, node: NodeId) {
    let Data::Text(text) = tree.data(node) else {
        return;
    };
    let text = text.clone();
    let previous = tree.previous_sibling(node);
    if let Some(Data::Text(before)) = previous.map(|previous| tree.data_mut(previous)) {
        before.push_tendril(&text);
        tree.detach(node);
    }
}
