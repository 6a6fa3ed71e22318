//! What kind of page it is.

use std::fmt;

/// What kind of page it is, as the corpora that the crate learns from tell
/// them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PageKind {
    /// One text by an author or a newsroom: news, blog posts, essays, recipes.
    Article,
    /// Reference and instruction pages of software and the like.
    Documentation,
    /// A thread of posts, or a question with its answers.
    Forum,
    /// What an organisation says of itself and what it offers: front pages,
    /// landing pages, about pages.
    Service,
    /// Links to texts or data: indexes of articles, rankings, search results.
    Listing,
    /// Many products, each on a card.
    Collection,
    /// One product.
    Product,
    /// None of these is likely.
    #[default]
    Other,
}

impl PageKind {
    /// The kinds that a model is fitted for, in the order of the model file.
    pub(crate) const FITTED: [PageKind; 7] = [
        PageKind::Article,
        PageKind::Documentation,
        PageKind::Forum,
        PageKind::Service,
        PageKind::Listing,
        PageKind::Collection,
        PageKind::Product,
    ];

    /// Whether the body of such pages is a list of cards.
    pub(crate) fn has_cards(self) -> bool {
        matches!(
            self,
            PageKind::Listing | PageKind::Collection | PageKind::Product
        )
    }
}

impl fmt::Display for PageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PageKind::Article => "article",
            PageKind::Documentation => "documentation",
            PageKind::Forum => "forum",
            PageKind::Service => "service",
            PageKind::Listing => "listing",
            PageKind::Collection => "collection",
            PageKind::Product => "product",
            PageKind::Other => "other",
        })
    }
}
