//! Blocks, verdicts and metadata to the article. Needs no tree.

use crate::article::Article;
use crate::block::Page;
use crate::metadata::Metadata;
use crate::verdict::Verdict;

/// The article.
pub(crate) fn article(_page: &Page, _verdicts: &[Verdict], metadata: Metadata) -> Article {
    Article {
        title: metadata.title,
        ..Article::default()
    }
}
