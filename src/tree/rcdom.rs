//! An `RcDom` to the same arena that parsing the text gives.

use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::arena::{Data, Element, NodeId, ROOT, Tree};
use super::{depth, noscript};
use crate::limits::{Limit, Limits};

/// The arena tree of a page that the caller has parsed, with scripting or
/// without.
pub(crate) fn from_rcdom(dom: &RcDom, limits: &Limits) -> Tree {
    let mut tree = copy(dom, limits.nodes as usize);
    let noscripts = noscript::all(&tree);
    if were_parsed_with_scripting(&tree, &noscripts) {
        noscript::parse_all(&mut tree, &noscripts, limits);
    }
    depth::limit(&mut tree, limits.depth);
    tree
}

/// The same nodes in an arena; those behind the limit are left out.
pub(super) fn copy(dom: &RcDom, nodes: usize) -> Tree {
    let mut tree = Tree::with_capacity(0);
    let mut waiting = Vec::new();
    push_children(&mut waiting, &dom.document, ROOT);
    while let Some((handle, parent)) = waiting.pop() {
        if tree.len() >= nodes {
            tree.reached.add(Limit::Nodes);
            break;
        }
        let Some(data) = copy_data(&mut tree, &handle, &mut waiting) else {
            continue;
        };
        let node = tree.add(data);
        tree.append(parent, node);
        push_children(&mut waiting, &handle, node);
    }
    tree
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

/// With scripting on, no `noscript` holds anything but text. A page of which
/// that is true with scripting off is taken for one parsed with it on: its
/// texts come out the same, unless they speak about markup.
fn were_parsed_with_scripting(tree: &Tree, noscripts: &[NodeId]) -> bool {
    noscripts
        .iter()
        .flat_map(|noscript| tree.children(*noscript))
        .all(|child| matches!(tree.data(child), Data::Text(_)))
}

#[cfg(test)]
mod tests {
    use html5ever::tendril::TendrilSink;
    use html5ever::tree_builder::TreeBuilderOpts;
    use html5ever::{ParseOpts, parse_document};
    use markup5ever_rcdom::RcDom;

    use super::from_rcdom;
    use crate::limits::{Limit, Limits};
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
        assert!(tree.reached.contains(Limit::Depth));
        let words = |tree| {
            outline(tree)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(words(&tree), words(&document(&html, &limits)));
    }
}
