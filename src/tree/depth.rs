//! Keeps the tree that later stages see from being deeper than the limit.

use html5ever::QualName;

use super::arena::{Data, Element, NodeId, ROOT, Tree};

/// Flattens what is nested deeper than `limit` elements, `html` being the
/// first: deeper elements become siblings, in document order, of the last one
/// kept. No text is lost, none changes its place, and none that stood in
/// different elements comes to stand in one.
pub(super) fn limit(tree: &mut Tree, limit: u32) {
    let limit = limit.max(1);
    let mut roots = vec![(ROOT, 0)];
    while let Some((root, depth)) = roots.pop() {
        limit_below(tree, root, depth, limit, &mut roots);
    }
}

/// Walks what is below `root`, which counts as `depth` elements deep, and
/// collects the roots of template contents with theirs.
fn limit_below(
    tree: &mut Tree,
    root: NodeId,
    mut depth: u32,
    limit: u32,
    roots: &mut Vec<(NodeId, u32)>,
) {
    let mut at = root;
    loop {
        if let Some(child) = tree.first_child(at) {
            at = child;
            depth += 1;
        } else {
            while at != root && tree.next_sibling(at).is_none() {
                let Some(parent) = tree.parent(at) else {
                    return;
                };
                at = parent;
                depth -= 1;
            }
            if at == root {
                return;
            }
            let Some(next) = tree.next_sibling(at) else {
                return;
            };
            at = next;
        }
        let Some(element) = tree.element(at) else {
            continue;
        };
        if let Some(contents) = element.template_contents {
            roots.push((contents, depth.min(limit - 1)));
        }
        if depth == limit && tree.children(at).any(|child| tree.element(child).is_some()) {
            tree.too_deep = true;
            flatten(tree, at);
        }
    }
}

/// Makes all elements below `last_kept` its next siblings. The text of each
/// stays in it up to the first element that it held; what came after that goes
/// into a new element of the same name without attributes, so that words stay
/// apart where they were.
fn flatten(tree: &mut Tree, last_kept: NodeId) {
    let Some(parent) = tree.parent(last_kept) else {
        return;
    };
    let end = tree.next_sibling(last_kept);
    let below: Vec<(NodeId, Option<NodeId>)> = tree
        .descendants(last_kept)
        .skip(1)
        .map(|node| (node, tree.parent(node)))
        .collect();
    // The element that text of `owner` may join without leaving its place.
    let mut owner = Some(last_kept);
    let mut joins = last_kept;
    for (node, old_parent) in below {
        if tree.element(node).is_some() {
            place(tree, parent, end, node);
            (owner, joins) = (Some(node), node);
        } else if old_parent == owner {
            if old_parent != Some(joins) {
                tree.append(joins, node);
            }
        } else if let Some(name) = name_if_it_holds_words(tree, node, old_parent) {
            let again = tree.add(Data::Element(Element {
                name,
                attrs: Vec::new(),
                template_contents: None,
            }));
            place(tree, parent, end, again);
            tree.append(again, node);
            (owner, joins) = (old_parent, again);
        } else {
            place(tree, parent, end, node);
        }
    }
}

fn place(tree: &mut Tree, parent: NodeId, before: Option<NodeId>, node: NodeId) {
    match before {
        Some(sibling) => tree.insert_before(sibling, node),
        None => tree.append(parent, node),
    }
}

/// The name of the element that text stood in, unless the text is blank.
fn name_if_it_holds_words(
    tree: &Tree,
    node: NodeId,
    old_parent: Option<NodeId>,
) -> Option<QualName> {
    match tree.data(node) {
        Data::Text(text) if !text.trim_ascii().is_empty() => {
            Some(tree.element(old_parent?)?.name.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;
    use crate::tree::arena::{ROOT, Tree};
    use crate::tree::compare::outline;
    use crate::tree::parse::document;

    fn at_depth(limit: u32, html: &str) -> Tree {
        document(html, &Limits::default().depth(limit))
    }

    fn body_at_depth(limit: u32, body: &str) -> String {
        let outline = outline(&at_depth(limit, body));
        let body = outline.strip_prefix("<html><head></head><body>").unwrap();
        body.strip_suffix("</body></html>").unwrap().to_owned()
    }

    fn deepest(tree: &Tree) -> usize {
        let depth = |id| {
            std::iter::successors(Some(id), |id| tree.parent(*id))
                .filter(|id| tree.element(*id).is_some())
                .count()
        };
        tree.descendants(ROOT).map(depth).max().unwrap()
    }

    #[test]
    fn what_is_not_too_deep_stays() {
        let body = "<div>a<p>b<b>c</b>d</p>e</div>";
        assert_eq!(body_at_depth(5, body), body);
        assert!(!at_depth(5, body).too_deep);
    }

    #[test]
    fn deeper_elements_become_siblings_in_document_order() {
        assert_eq!(
            body_at_depth(3, "<div>a<p>b<b>c</b>d</p>e</div>f<i>g</i>"),
            "<div>a</div><p>b</p><b>c</b><p>d</p><div>e</div>f<i>g</i>"
        );
        assert_eq!(
            body_at_depth(4, "<div>a<p>b<b>c</b>d</p>e</div>"),
            "<div>a<p>b</p><b>c</b><p>d</p>e</div>"
        );
        assert!(at_depth(4, "<div><p><b>").too_deep);
    }

    #[test]
    fn words_of_two_elements_stay_apart() {
        assert_eq!(
            body_at_depth(3, "<div>a<div>b<hr>c<!-- -->d</div>e</div>"),
            "<div>a</div><div>b</div><hr></hr><div>c<!---->d</div><div>e</div>"
        );
    }

    #[test]
    fn blank_text_is_placed_as_it_is() {
        assert_eq!(
            body_at_depth(3, "<p>a <b>b</b> <i>c</i> </p>"),
            "<p>a </p><b>b</b> <i>c</i> "
        );
    }

    #[test]
    fn attributes_stay_where_they_were() {
        assert_eq!(
            body_at_depth(3, "<p><a href=x>b<b>c</b>d</a></p>"),
            "<p></p><a href=\"x\">b</a><b>c</b><a>d</a>"
        );
    }

    #[test]
    fn template_contents_count_from_the_template() {
        let tree = at_depth(4, "<div><template><p>a<b>c</b></p></template></div>");
        assert!(tree.too_deep);
        assert!(outline(&tree).contains("<template>{<p>a</p><b>c</b>}</template>"));
    }

    #[test]
    fn a_limit_of_nothing_keeps_all_text_in_order() {
        let tree = at_depth(0, "<title>a</title><div>b<p>c</p>d</div>e");
        assert_eq!(deepest(&tree), 1);
        assert_eq!(
            outline(&tree),
            "<html></html><head></head><title>a</title><body></body><div>b</div><p>c</p>\
             <div>d</div><body>e</body>"
        );
    }

    #[test]
    fn a_thousand_levels_fit_the_default_limit() {
        let html = format!("{}x{}y", "<div>".repeat(1000), "</div>".repeat(1000));
        let tree = document(&html, &Limits::default());
        assert_eq!(deepest(&tree), 512);
        assert!(tree.too_deep);
        assert!(outline(&tree).ends_with("y</body></html>"));
    }
}
