//! What both benches measure: the pages, and html5ever as the yardstick.

#![allow(
    dead_code,
    reason = "each bench is a crate of its own and uses its part"
)]

use std::cell::Cell;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use judge::pages as saved;
use markup5ever_rcdom::RcDom;

/// A page as text, named for its size and place.
pub struct Page {
    pub name: String,
    pub html: String,
}

/// The first `count` pages by a hash of their names, of the corpora or, where
/// those are absent, of the project's own.
pub fn pages(count: usize) -> Vec<Page> {
    let mut pages = saved::corpora(count);
    if pages.is_empty() {
        eprintln!("Measuring pages of our own instead");
        pages = saved::own();
    }
    pages.iter().map(read).collect()
}

fn read(page: &saved::Page) -> Page {
    let html = page.text();
    let kilobytes = html.len() / 1000;
    Page {
        name: format!("{kilobytes}k {}", page.name),
        html,
    }
}

/// Of many pages, those that stand at even steps of size.
#[allow(
    dead_code,
    reason = "each bench is a crate of its own and uses its part"
)]
pub fn spread(mut pages: Vec<Page>, count: usize) -> Vec<Page> {
    pages.sort_by_key(|page| page.html.len());
    let last = pages.len() - 1;
    let mut chosen: Vec<usize> = (0..count).map(|step| step * last / (count - 1)).collect();
    chosen.dedup();
    let mut row = 0;
    pages.retain(|_| {
        row += 1;
        chosen.contains(&(row - 1))
    });
    pages
}

/// html5ever's tokenizer into a sink that keeps nothing; gives the number of
/// tokens.
pub fn tokenize(html: &str) -> usize {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Counter(Cell::new(0)), TokenizerOpts::default());
    while let html5ever::TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.0.get()
}

struct Counter(Cell<usize>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, _token: Token, _line: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

/// html5ever into the tree that its users have, scripting off.
pub fn rcdom(html: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let options = ParseOpts {
        tree_builder,
        ..ParseOpts::default()
    };
    parse_document(RcDom::default(), options).one(html)
}
