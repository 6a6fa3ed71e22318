//! Text to tree, by html5ever.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{TreeBuilderOpts, TreeSink};
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};

use super::arena::Tree;
use super::depth;
use super::sink::Sink;
use crate::limits::Limits;

/// The tree of a page, as a browser with scripting off would build it:
/// what stands in `noscript` is parsed.
pub(crate) fn document(html: &str, limits: &Limits) -> Tree {
    let mut tree = parse_document(Sink::new(), options()).one(html);
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
    parse_fragment(sink, options(), context, Vec::new(), false).one(StrTendril::from(html))
}

fn options() -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}
