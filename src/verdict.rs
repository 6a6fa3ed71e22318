//! What was decided about a block, and why.

use std::fmt;

/// What a block is on its page. Every block has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Role {
    /// The headline of the page's article.
    Title,
    /// The line under the headline that sums the article up (deck, standfirst).
    Subtitle,
    /// The line that names who wrote it.
    Byline,
    /// The line that says when it was published or changed.
    DateLine,
    /// The running text: paragraphs, sub-heads, lists, quotes, code, tables, captions.
    Body,
    /// Points to another article: one of a list of headlines.
    Teaser,
    /// Menus, breadcrumbs, tags, page numbers, share links.
    Navigation,
    /// What readers wrote under the article.
    Comment,
    /// The foot of the page: legal lines, contact, link groups.
    Footer,
    /// Consent, newsletter, paywall, advertisement and licence boxes.
    Notice,
    /// Not shown by a browser.
    Hidden,
    /// Visible, and none of the above.
    Other,
}

/// Why a block has its role; its `Display` says it in words.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Reason {
    /// The model's probability that it is body is at or above the line.
    ScoredBody(f32),
    /// The model's probability that it is body is below the line.
    ScoredOther(f32),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::ScoredBody(p) => write!(f, "scored {p:.2} as running text"),
            Reason::ScoredOther(p) => write!(f, "scored only {p:.2} as running text"),
        }
    }
}

/// A block's role, how sure the model is that it is body (0.0 to 1.0), and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub role: Role,
    pub score: f32,
    pub reason: Reason,
}
