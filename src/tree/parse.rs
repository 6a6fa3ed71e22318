//! Text to tree, by html5ever.

use html5ever::interface::create_element;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{QualName, local_name, ns};

use super::arena::Tree;
use super::depth;
use super::sink::Sink;
use crate::limits::Limits;
use crate::tokenize;

/// The tree of a page, as a browser with scripting off would build it:
/// what stands in `noscript` is parsed.
pub(crate) fn document(html: &str, limits: &Limits) -> Tree {
    let builder = TreeBuilder::new(Sink::new(), options());
    tokenize::feed(html, &builder);
    let mut tree = builder.sink.finish();
    depth::limit(&mut tree, limits.depth);
    tree
}

/// The tree of a piece of HTML that stood inside a `div`. Its nodes stand
/// below the one child of the document, the element `html`.
pub(crate) fn fragment(html: &str) -> Tree {
    fragment_into(Sink::new(), html)
}

/// [`fragment`], built in a sink of the caller's.
pub(super) fn fragment_into<S: TreeSink>(sink: S, html: &str) -> S::Output {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let context = create_element(&sink, context, Vec::new());
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options());
    tokenize::feed(html, &builder);
    builder.sink.finish()
}

fn options() -> TreeBuilderOpts {
    TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    }
}
