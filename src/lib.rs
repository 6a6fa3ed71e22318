//! Takes a saved web page apart, offline: the article with its title, byline,
//! times and body in order, and every other block of the page named and kept.
//!
//! [`extract`] is the short way, [`Extractor`] the one with settings. Both give
//! an [`Article`]: plain data, of which [`Article::text`], [`Article::markdown`]
//! and [`Article::html`] make text.
//!
//! ```
//! let page = bodycopy::extract(
//!     "<nav><a href=/>Home</a></nav><h1>Rain at last</h1>
//!      <p>It rained all night, for the first time since the spring, and the
//!      farmers stood in their doorways, listening to it and saying nothing.</p>",
//! )?;
//! assert!(page.text().starts_with("It rained all night"));
//! assert_eq!(page.blocks[0].role, bodycopy::Role::Navigation);
//! println!("{}", page.blocks[0].reason);
//! # Ok::<(), bodycopy::Error>(())
//! ```
//!
//! The stages stand in the order of the code: text to a tree, the tree to
//! blocks, blocks to features, features to scores, scores to roles, and all of
//! it to the article. Each reads what came before and edits nothing.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod address;
mod article;
mod assemble;
mod block;
mod credit;
mod decode;
mod error;
mod extractor;
mod factor;
mod features;
mod fnv;
mod hints;
mod letters;
mod limits;
mod metadata;
mod moment;
mod page_kind;
mod render;
mod role;
#[cfg(feature = "selectors")]
mod rules;
mod score;
mod segment;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod stages;
mod tokenize;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;
mod tree;
mod verdict;

pub use article::{
    Article, AuthorKind, Block, Byline, Cell, CellHead, Comment, CrawlerRule, Dateline, Direction,
    Element, Image, Inline, Link, LinkGroup, ListOrder, Medium, PostPlace, Source, Teaser,
    TeaserList, Value,
};
pub use block::{BlockKind, HiddenBy, Ruling};
pub use error::{Error, Format};
pub use extractor::{Extractor, Hidden};
pub use factor::Factor;
pub use limits::{Limit, Limits, Overflow};
pub use moment::{Moment, NotAMoment};
pub use page_kind::PageKind;
pub use render::MarkdownOptions;
#[cfg(feature = "selectors")]
pub use rules::Rules;
pub use score::{Focus, MODEL_VERSION};
pub use verdict::{BoxName, Reason, Role};

/// Extracts the article from a page's HTML with the default settings.
///
/// # Errors
///
/// [`Error::TooLong`] for input over the byte limit, [`Error::NotHtml`] for
/// other kinds of file. Odd or broken HTML is no error.
pub fn extract(html: &str) -> Result<Article, Error> {
    Extractor::new().extract(html)
}

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
