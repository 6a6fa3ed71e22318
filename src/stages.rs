//! The stages one by one, for benches and fuzzers. Not part of the public API.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};

use crate::article::Article;
use crate::block::Page;
use crate::features::{self, Features};
use crate::limits::Limits;
use crate::metadata::declared::{self, Declared};
use crate::metadata::{self, Given, Metadata};
use crate::score::{Focus, Scorer, Scores};
use crate::tree::arena::Tree;
use crate::verdict::Verdict;
use crate::{assemble, decode, role, segment, tokenize, tree};

/// Bytes to text.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    decode::decode(bytes, None)
}

/// Text to tokens that nobody takes; gives their number.
pub fn tokenize(html: &str) -> usize {
    let counter = Counter(Cell::new(0));
    tokenize::feed(
        html,
        tokenize::Attributes::Read,
        tokenize::MOST_ATTRIBUTES,
        &counter,
    );
    counter.0.get()
}

struct Counter(Cell<usize>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, _token: Token, _line: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

/// Whether our tokenizer and html5ever's give the same tokens and the same tree.
pub fn tokenizers_agree(html: &str) -> bool {
    use tokenize::compare::{by_html5ever, by_ours};
    use tree::compare::steps;
    let (ours, theirs) = (by_ours(html), by_html5ever(html));
    ours.tokens == theirs.tokens && steps(&ours.tree) == steps(&theirs.tree)
}

/// Text to tree; gives the number of nodes.
pub fn parse(html: &str) -> usize {
    tree::parse::document(html, &Limits::default()).len()
}

/// A page with what each stage makes of it, so that every stage can run alone
/// on what the stages before it made.
pub struct StagedPage {
    tree: Tree,
    page: Page,
    declared: Declared,
    features: Features,
    scores: Scores,
    verdicts: Vec<Verdict>,
    metadata: Metadata,
}

impl StagedPage {
    /// Runs all stages on a page.
    pub fn new(html: &str) -> Self {
        let tree = tree::parse::document(html, &Limits::default());
        let page = segment::html::blocks(&tree, crate::Hidden::default());
        let declared = declared::read(&tree);
        let features = features::of_page(&page, &declared, &Scorer::shipped().names);
        let scores = Scorer::shipped().score(&page, &features, Focus::Balanced);
        let verdicts = role::assign(&page, &scores, &declared);
        let metadata = metadata::settle(&page, &verdicts, declared.clone(), Given::default());
        StagedPage {
            tree,
            page,
            declared,
            features,
            scores,
            verdicts,
            metadata,
        }
    }

    /// Tree to blocks; gives their number.
    pub fn segment(&self) -> usize {
        segment::html::blocks(&self.tree, crate::Hidden::default())
            .blocks
            .len()
    }

    /// What the page declares of itself.
    pub fn declare(&self) {
        std::hint::black_box(declared::read(&self.tree));
    }

    /// Blocks to features; gives the number of rows.
    pub fn featurise(&self) -> usize {
        let names = &Scorer::shipped().names;
        let features = features::of_page(&self.page, &self.declared, names);
        features.readable().len()
    }

    /// Features to scores; gives their number.
    pub fn score(&self) -> usize {
        Scorer::shipped()
            .score(&self.page, &self.features, Focus::Balanced)
            .of_block
            .len()
    }

    /// Scores to verdicts; gives their number.
    pub fn judge(&self) -> usize {
        role::assign(&self.page, &self.scores, &self.declared).len()
    }

    /// Metadata settled between what is declared and what is shown.
    pub fn settle(&self) {
        let declared = self.declared.clone();
        std::hint::black_box(metadata::settle(
            &self.page,
            &self.verdicts,
            declared,
            Given::default(),
        ));
    }

    /// A copy of what [`StagedPage::assemble`] uses up.
    pub fn parts(&self) -> Parts {
        Parts {
            page: self.page.clone(),
            metadata: self.metadata.clone(),
        }
    }

    /// Everything to the article.
    pub fn assemble(&self, Parts { page, metadata }: Parts) -> Article {
        let limits = Limits::default();
        assemble::article(page, &self.scores, &self.verdicts, metadata, &limits)
    }
}

/// What becomes the article.
#[derive(Default)]
pub struct Parts {
    page: Page,
    metadata: Metadata,
}
