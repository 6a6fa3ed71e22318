//! Text to tree, by html5ever.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};

use super::arena::Tree;
use super::sink::Sink;
use super::{depth, noscript};
use crate::limits::Limits;

/// The tree of a page as a browser builds it, save that what stands in
/// `noscript` is parsed too.
pub(crate) fn document(html: &str, limits: &Limits) -> Tree {
    let mut tree = with_raw_noscript(html);
    let noscripts = noscript::all(&tree);
    noscript::parse_all(&mut tree, &noscripts);
    depth::limit(&mut tree, limits.depth);
    tree
}

/// The tree of a page as a browser builds it.
pub(super) fn with_raw_noscript(html: &str) -> Tree {
    parse_document(Sink::new(), options(Scripting::On)).one(html)
}

/// The tree of a piece of HTML that stood inside a `div`. Its nodes stand
/// below the one child of the document, the element `html`.
pub(crate) fn fragment(html: &str) -> Tree {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let options = options(Scripting::Off);
    parse_fragment(Sink::new(), options, context, Vec::new(), false).one(StrTendril::from(html))
}

/// Whether `noscript` is raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scripting {
    On,
    Off,
}

fn options(scripting: Scripting) -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: scripting == Scripting::On,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}
