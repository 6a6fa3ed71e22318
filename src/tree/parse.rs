//! Text to tree, by html5ever's tree builder.

use html5ever::interface::create_element;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{QualName, local_name, ns};

use super::arena::Tree;
use super::guard::Guard;
use super::sink::Sink;
use super::{depth, noscript};
use crate::limits::Limits;
use crate::tokenize::{self, Attributes};

/// [`document_with`] those attributes that this crate reads.
#[cfg(any(test, feature = "train"))]
pub(crate) fn document(html: &str, limits: &Limits) -> Tree {
    document_with(html, Attributes::Read, limits)
}

/// The tree of a page as a browser builds it, save that what stands in
/// `noscript` is parsed too.
pub(crate) fn document_with(html: &str, attributes: Attributes, limits: &Limits) -> Tree {
    let mut tree = with_raw_noscript(html, attributes, limits);
    let noscripts = noscript::all(&tree);
    noscript::parse_all(&mut tree, &noscripts, limits);
    depth::limit(&mut tree, limits.depth);
    tree
}

/// The tree of a page as a browser builds it.
pub(super) fn with_raw_noscript(html: &str, attributes: Attributes, limits: &Limits) -> Tree {
    let scripting = Scripting::On;
    let builder = TreeBuilder::new(Sink::for_page(html.len(), limits), options(scripting));
    run(html, attributes, Guard::new(builder, scripting, limits))
}

/// The tree of a piece of HTML that stood inside a `div`. Its nodes stand
/// below the one child of the document, the element `html`.
pub(crate) fn fragment(html: &str, limits: &Limits) -> Tree {
    let scripting = Scripting::Off;
    let sink = Sink::for_page(html.len(), limits);
    let name = QualName::new(None, ns!(html), local_name!("div"));
    let context = create_element(&sink, name, Vec::new());
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options(scripting));
    let guard = Guard::new(builder, scripting, limits);
    run(html, Attributes::Read, guard)
}

/// Whether `noscript` is raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scripting {
    On,
    Off,
}

fn options(scripting: Scripting) -> TreeBuilderOpts {
    TreeBuilderOpts {
        scripting_enabled: scripting == Scripting::On,
        ..TreeBuilderOpts::default()
    }
}

fn run(html: &str, attributes: Attributes, guard: Guard) -> Tree {
    tokenize::feed(html, attributes, guard.attributes(), &guard);
    guard.into_tree()
}
