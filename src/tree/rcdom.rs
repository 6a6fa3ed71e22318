//! An `RcDom` to the same arena that parsing the text gives.
//!
//! The caller may have parsed with scripting on. Then what stood in `noscript`
//! is one run of text, which is parsed here, and a `noscript` of the head did
//! not end the head, as it does with scripting off if it holds, say, a picture.

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, local_name};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::arena::{Data, Element, NodeId, ROOT, Tree};
use super::{depth, parse};
use crate::limits::Limits;

/// The arena tree of a page that the caller has parsed.
pub(crate) fn from_rcdom(dom: &RcDom, limits: &Limits) -> Tree {
    let mut tree = Tree::new();
    let noscripts = copy_children(&mut tree, &dom.document, ROOT);
    if were_parsed_with_scripting(&tree, &noscripts) {
        let body = body(&tree);
        for noscript in noscripts {
            parse_noscript(&mut tree, noscript);
            if let Some(body) = body {
                leave_head(&mut tree, noscript, body);
            }
        }
    }
    depth::limit(&mut tree, limits.depth);
    tree
}

/// Copies all below `source` to below `target`; gives the `noscript` elements
/// among it, in document order.
fn copy_children(tree: &mut Tree, source: &Handle, target: NodeId) -> Vec<NodeId> {
    let mut noscripts = Vec::new();
    let mut waiting = Vec::new();
    push_children(&mut waiting, source, target);
    while let Some((handle, parent)) = waiting.pop() {
        let Some(data) = copy_data(tree, &handle, &mut waiting) else {
            continue;
        };
        let node = tree.add(data);
        tree.append(parent, node);
        if is_html(tree, node, &local_name!("noscript")) {
            noscripts.push(node);
        }
        push_children(&mut waiting, &handle, node);
    }
    noscripts
}

/// The children wait in reverse, so that the first is taken first.
fn push_children(waiting: &mut Vec<(Handle, NodeId)>, source: &Handle, target: NodeId) {
    let children = source.children.borrow();
    waiting.extend(children.iter().rev().map(|child| (child.clone(), target)));
}

/// What a node is; the contents of a template are left waiting. A document
/// inside a document is nothing.
fn copy_data(
    tree: &mut Tree,
    handle: &Handle,
    waiting: &mut Vec<(Handle, NodeId)>,
) -> Option<Data> {
    Some(match &handle.data {
        NodeData::Document => return None,
        NodeData::Doctype { name, .. } => Data::Doctype { name: name.clone() },
        NodeData::Text { contents } => Data::Text(contents.borrow().clone()),
        NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => Data::Comment,
        NodeData::Element {
            name,
            attrs,
            template_contents,
            ..
        } => Data::Element(Element {
            name: name.clone(),
            attrs: attrs.borrow().clone(),
            template_contents: template_contents.borrow().as_ref().map(|contents| {
                let root = tree.add(Data::Document);
                push_children(waiting, contents, root);
                root
            }),
        }),
    })
}

fn is_html(tree: &Tree, node: NodeId, name: &LocalName) -> bool {
    tree.element(node).and_then(Element::html_name) == Some(name)
}

/// With scripting on, no `noscript` holds anything but text. A page of which
/// that is true with scripting off is taken for one parsed with it on: its
/// texts come out the same, unless they speak about markup.
fn were_parsed_with_scripting(tree: &Tree, noscripts: &[NodeId]) -> bool {
    noscripts
        .iter()
        .flat_map(|noscript| tree.children(*noscript))
        .all(|child| matches!(tree.data(child), Data::Text(_)))
}

/// Puts in the place of a `noscript`'s text what it says as HTML.
fn parse_noscript(tree: &mut Tree, noscript: NodeId) {
    let Some(text) = tree.first_child(noscript) else {
        return;
    };
    let Data::Text(html) = tree.data(text) else {
        return;
    };
    if !html.contains(['<', '&']) {
        return;
    }
    let fragment = parse::fragment_into(RcDom::default(), &html.clone());
    tree.detach(text);
    for root in fragment.document.children.borrow().iter() {
        copy_children(tree, root, noscript);
    }
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

#[cfg(test)]
mod tests {
    use html5ever::tendril::TendrilSink;
    use html5ever::tree_builder::TreeBuilderOpts;
    use html5ever::{ParseOpts, parse_document};
    use markup5ever_rcdom::RcDom;

    use super::from_rcdom;
    use crate::limits::Limits;
    use crate::tree::compare::outline;
    use crate::tree::parse::document;

    fn dom(html: &str, scripting_enabled: bool) -> RcDom {
        let tree_builder = TreeBuilderOpts {
            scripting_enabled,
            ..TreeBuilderOpts::default()
        };
        let options = ParseOpts {
            tree_builder,
            ..ParseOpts::default()
        };
        parse_document(RcDom::default(), options).one(html)
    }

    /// Asserts that both ways of parsing `html` give the tree of its text.
    fn agrees(html: &str) {
        let limits = Limits::default();
        let expected = outline(&document(html, &limits));
        for scripting in [false, true] {
            let tree = from_rcdom(&dom(html, scripting), &limits);
            assert_eq!(outline(&tree), expected, "scripting: {scripting}, {html}");
        }
    }

    #[test]
    fn text_elements_attributes_comments_and_templates() {
        agrees("");
        agrees("<!doctype html><title>a</title><!-- b --><p class=c>d<b id=e f>g</b>h");
        agrees("<template><p>a<template>b</template></p></template><svg><path id=x /></svg>");
        agrees("<table>a<tr>b<td>c</table><frameset><select><option>d<option>e");
        agrees("<math><annotation-xml encoding=TEXT/html><p>a</annotation-xml></math>");
    }

    #[test]
    fn a_noscript_of_the_body() {
        agrees("<p>a<noscript>b <img src=c> &amp; d</noscript>e");
        agrees("<noscript></noscript><noscript>only words</noscript>");
        agrees("<template><noscript><i>a</i></noscript></template>");
        agrees("<table><tr><td><noscript><p>a<p>b</noscript></table>");
    }

    #[test]
    fn a_noscript_of_the_head_that_stays_there() {
        agrees("<head> <noscript> <link href=a> <style>b</style></noscript> <title>c</title><p>d");
    }

    #[test]
    fn a_noscript_of_the_head_with_other_elements_of_a_head() {
        agrees("<head><noscript> <link href=a> <script>b</script> </noscript> <title>c</title><p>");
    }

    #[test]
    fn a_noscript_of_the_head_that_ends_the_head() {
        let rest = "<title>c</title> <noscript><img src=d></noscript> </head> <body class=e>f";
        for inside in [
            "<img src=a>",
            " a",
            " <link href=a> b<i>c</i> ",
            "<script></script> <p>a</p>",
        ] {
            agrees(&format!(
                "<head> <meta name=x> <noscript>{inside}</noscript> {rest}"
            ));
        }
    }

    #[test]
    fn the_depth_limit_holds() {
        let html = format!("{}a{}b", "<div>".repeat(30), "</div>".repeat(9));
        let limits = Limits::default().depth(20);
        let tree = from_rcdom(&dom(&html, true), &limits);
        assert!(tree.too_deep);
        assert_eq!(outline(&tree), outline(&document(&html, &limits)));
    }
}
