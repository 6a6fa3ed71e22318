//! Takes a saved web page apart, offline.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod article;
mod assemble;
mod block;
mod decode;
mod error;
mod extractor;
mod features;
mod fnv;
mod hints;
mod limits;
mod metadata;
mod moment;
mod render;
mod role;
mod score;
mod segment;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod stages;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;
mod tree;
mod verdict;

pub use article::{
    Article, Block, Byline, Cell, CellHead, Comment, Direction, Element, Image, Inline, Link,
    LinkGroup, ListOrder, Source, Teaser, TeaserList, Value,
};
pub use block::{BlockKind, HiddenBy};
pub use error::{Error, Format};
pub use extractor::Extractor;
pub use limits::{Limit, Limits};
pub use moment::{Moment, NotAMoment};
pub use score::MODEL_VERSION;
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
