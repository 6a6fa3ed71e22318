//! What the page says about itself: title, authors, times, site.

pub(crate) mod date;
pub(crate) mod declared;

pub(crate) mod byline;
mod clock;
mod json_ld;
mod meta_tags;
mod microdata;
mod months;

use url::Url;

use crate::article::{Byline, Direction, Value};
use crate::block::Page;
use crate::moment::Moment;
use crate::verdict::Verdict;
use declared::Declared;

/// The article's metadata, settled between all sources.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metadata {
    pub title: Option<Value<String>>,
    pub subtitle: Option<Value<String>>,
    pub section: Option<Value<String>>,
    pub site: Option<Value<String>>,
    pub bylines: Vec<Byline>,
    pub published: Option<Value<Moment>>,
    pub modified: Option<Value<Moment>>,
    pub language: Option<Value<String>>,
    pub direction: Option<Direction>,
    pub url: Option<String>,
    pub description: Option<Value<String>>,
    pub image: Option<Value<String>>,
    pub tags: Vec<String>,
    /// What relative links are resolved against: `<base>`, else the page's address.
    pub base: Option<Url>,
}

/// Settles each value between what the page declares and what it shows.
pub(crate) fn settle(
    _page: &Page,
    _verdicts: &[Verdict],
    _declared: Declared,
    _url: Option<&Url>,
) -> Metadata {
    Metadata::default()
}
