//! Real pages: both tokenizers give the same tree.

use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use judge::pages;

use crate::decode::decode;
use crate::metadata::declared;
use crate::segment;
use crate::tokenize::compare::{by_html5ever, by_ours};
use crate::tokenize::{Attributes, feed_with};
use crate::tree::arena::{NodeId, Tree};
use crate::tree::compare::steps;
use crate::tree::sink::Sink;

fn all() -> Vec<pages::Page> {
    let mut pages = pages::own();
    pages.extend(pages::corpora(usize::MAX));
    pages
}

#[test]
fn pages_give_the_same_tokens_and_trees() {
    pages::for_all(&all(), |page| {
        let bytes = page.bytes();
        let html = decode(&bytes, None);
        let (ours, theirs) = (by_ours(&html), by_html5ever(&html));
        if let Some((one, other)) = ours.tokens.iter().zip(&theirs.tokens).find(|(a, b)| a != b) {
            panic!("{}: {one:?} instead of {other:?}", page.name);
        }
        assert_eq!(ours.tokens.len(), theirs.tokens.len(), "{}", page.name);
        assert!(steps(&ours.tree) == steps(&theirs.tree), "{}", page.name);
    });
}

/// Both stages that read the tree make the same of a page with all attributes
/// and of one with those that [`is_read`](crate::tokenize::is_read) knows.
#[test]
fn nobody_misses_the_attributes_that_are_left_out() {
    /// A sample: the stages themselves take the time.
    const PAGES: usize = 400;
    let mut pages = pages::own();
    pages.extend(pages::corpora(PAGES));
    pages::for_all(&pages, |page| {
        let bytes = page.bytes();
        let html = decode(&bytes, None);
        let [all, read] = [Attributes::All, Attributes::Read].map(|attributes| {
            let tree = built(|builder| feed_with(&html, attributes, builder));
            format!(
                "{:?} {:?}",
                segment::html::blocks(&tree, crate::Hidden::default()),
                declared::read(&tree)
            )
        });
        assert!(all == read, "{}", page.name);
    });
}

fn built(feed: impl FnOnce(&TreeBuilder<NodeId, Sink>)) -> Tree {
    let builder = TreeBuilder::new(
        Sink::for_page(0, &crate::limits::Limits::default()),
        TreeBuilderOpts::default(),
    );
    feed(&builder);
    builder.sink.finish()
}
