//! Keeps the tree that later stages see from being deeper than the limit.

use html5ever::tendril::StrTendril;

use super::arena::{Data, NodeId, ROOT, Tree};
use super::guard;
use crate::limits::Limit;

/// Unwraps what is nested deeper than `limit` elements, `html` being the
/// first: the text of deeper elements joins the last one kept, with a space
/// where it did not run on. That is what the guard does to pages that are
/// parsed here; this is for trees that were made elsewhere, and for the few
/// elements that moving mis-nested formatting about puts deeper than they were
/// opened. No text is lost, save what is hidden there.
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
            tree.reached.add(Limit::Depth);
            unwrap_below(tree, at);
        }
    }
}

/// Makes all text below an element, and the elements that hold none but text,
/// its children.
fn unwrap_below(tree: &mut Tree, last_kept: NodeId) {
    let kept = kept_below(tree, last_kept);
    let mut before = Some(last_kept);
    let runs_on: Vec<bool> = kept
        .iter()
        .map(|node| {
            let parent = tree.parent(*node);
            runs_on(tree, std::mem::replace(&mut before, parent), parent)
        })
        .collect();
    while let Some(child) = tree.first_child(last_kept) {
        tree.detach(child);
    }
    for (node, runs_on) in kept.into_iter().zip(runs_on) {
        if !runs_on {
            let space = tree.add(Data::Text(StrTendril::from_slice(" ")));
            tree.append(last_kept, space);
        }
        tree.append(last_kept, node);
    }
}

/// In document order, what stays of all that stands below an element.
fn kept_below(tree: &Tree, top: NodeId) -> Vec<NodeId> {
    let mut kept = Vec::new();
    let mut next = tree.first_child(top);
    while let Some(node) = next {
        let Some(element) = tree.element(node) else {
            kept.push(node);
            next = tree.after(node, top);
            continue;
        };
        let goes = guard::hides(element);
        let stays = element.html_name().is_some_and(guard::holds_no_elements);
        if stays && !goes {
            kept.push(node);
        }
        let inside = if stays || goes {
            None
        } else {
            tree.first_child(node)
        };
        next = inside.or_else(|| tree.after(node, top));
    }
    kept
}

/// Whether text of one parent goes on in the next: between an element and
/// formatting in it.
fn runs_on(tree: &Tree, before: Option<NodeId>, parent: Option<NodeId>) -> bool {
    let is_formatting = |node: Option<NodeId>| {
        let name = node.and_then(|node| tree.element(node)?.html_name());
        name.is_some_and(guard::is_formatting)
    };
    let above = |node: Option<NodeId>| node.and_then(|node| tree.parent(node));
    before == parent
        || is_formatting(parent) && above(parent) == before
        || is_formatting(before) && above(before) == parent
}

#[cfg(test)]
mod tests {
    use crate::limits::{Limit, Limits};
    use crate::tokenize::Attributes;
    use crate::tree::arena::{ROOT, Tree};
    use crate::tree::compare::outline;
    use crate::tree::parse::with_raw_noscript;

    fn at_depth(limit: u32, html: &str) -> Tree {
        let mut tree =
            with_raw_noscript(html, Attributes::Read, &Limits::default().depth(u32::MAX));
        super::limit(&mut tree, limit);
        tree
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
        assert!(!at_depth(5, body).reached.contains(Limit::Depth));
    }

    #[test]
    fn the_text_of_deeper_elements_joins_the_last_one_kept() {
        assert_eq!(
            body_at_depth(3, "<div>a<p>b</p>c<ul><li>d<li>e</ul></div>f"),
            "<div>a b c d e</div>f"
        );
        assert!(at_depth(4, "<div><p><b>").reached.contains(Limit::Depth));
    }

    #[test]
    fn formatting_parts_no_word() {
        assert_eq!(
            body_at_depth(3, "<p>a<b>b</b>c<a href=x>d</a></p>"),
            "<p>abcd</p>"
        );
    }

    #[test]
    fn elements_that_hold_none_stay() {
        assert_eq!(
            body_at_depth(3, "<div><p>a<br>b<img src=c></p><script>d</script></div>"),
            "<div> a<br></br>b<img src=\"c\"></img> <script>d</script></div>"
        );
    }

    #[test]
    fn what_is_hidden_does_not_come_to_light() {
        assert_eq!(
            body_at_depth(
                3,
                "<div>a<p hidden>b<i>c</i></p><template>d</template>e</div>"
            ),
            "<div>ae</div>"
        );
    }

    #[test]
    fn template_contents_count_from_the_template() {
        let tree = at_depth(4, "<div><template><p>a<b>b</b></p></template></div>");
        assert!(tree.reached.contains(Limit::Depth));
        assert!(outline(&tree).contains("<template>{<p>ab</p>}</template>"));
    }

    #[test]
    fn a_limit_of_nothing_keeps_all_text_in_order() {
        let tree = at_depth(0, "<title>a</title><div>b<p>c</p>d</div>e");
        assert_eq!(outline(&tree), "<html> <title>a</title> b c d e</html>");
    }

    #[test]
    fn a_thousand_levels_fit_the_default_limit() {
        let html = format!("{}x{}y", "<div>".repeat(1000), "</div>".repeat(1000));
        let tree = at_depth(512, &html);
        assert_eq!(deepest(&tree), 512);
        assert!(tree.reached.contains(Limit::Depth));
        assert!(outline(&tree).ends_with("y</body></html>"));
    }
}
