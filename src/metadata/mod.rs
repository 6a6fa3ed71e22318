//! What the page says about itself: title, authors, times, site.

pub(crate) mod byline;
mod byline_words;
mod clock;
mod credits;
pub(crate) mod date;
pub(crate) mod declared;
mod image;
mod json_ld;
mod meta_tags;
mod microdata;
mod months;
mod times;
mod title;
mod tokens;
pub(crate) mod visible;

use url::Url;

use crate::article::{Byline, Direction, Source, Value};
use crate::block::Page;
use crate::moment::Moment;
use crate::verdict::{Role, Verdict};
use date::Order;
use declared::{Declared, Stated};
use title::SiteNames;

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

/// Settles each value between what the page declares and what it shows in the
/// blocks that were found to be its title, byline and date lines.
pub(crate) fn settle(
    page: &Page,
    verdicts: &[Verdict],
    declared: Declared,
    url: Option<&Url>,
) -> Metadata {
    let base = base(&declared, url);
    let canonical = canonical(&declared, base.as_ref());
    let sites = SiteNames::new(&declared, url.or(canonical.as_ref()));
    let text = |role| {
        let block = page.blocks.get(*rows_of(verdicts, role).first()?)?;
        Some(declared::collapse(&block.text))
    };
    let language = language(&declared);
    let order = Order::of_language(language.as_ref().map(|language| language.value.as_str()));
    let bylines = rows_of(verdicts, Role::Byline);
    let dates = rows_of(verdicts, Role::DateLine);
    let lines = [dates.as_slice(), bylines.as_slice()].concat();
    let title = rows_of(verdicts, Role::Title).first().copied();
    let body = rows_of(verdicts, Role::Body).first().copied();
    let rows = times::Rows { title, lines, body };
    let address = canonical.as_ref().or(url);
    let (published, modified) = times::settle(page, &rows, &declared, address, order);
    let authors = credits::Rows {
        bylines: &bylines,
        dates: &dates,
    };
    let subtitle = text(Role::Subtitle).map(|text| Value::new(text, Source::Visible));
    Metadata {
        title: title::settle(text(Role::Title).as_deref(), &declared, &sites),
        bylines: credits::settle(page, &authors, &declared, &sites, base.as_ref()),
        published,
        modified,
        image: image::lead(page, verdicts, &declared, base.as_ref()),
        direction: declared
            .direction
            .or_else(|| direction_of(&language.as_ref()?.value)),
        language,
        url: canonical
            .map(String::from)
            .or_else(|| url.map(Url::to_string)),
        subtitle: subtitle.or_else(|| first(declared.subtitles)),
        section: first(declared.sections),
        site: first(declared.sites),
        description: first(declared.descriptions),
        tags: declared.tags,
        base,
    }
}

fn rows_of(verdicts: &[Verdict], role: Role) -> Vec<usize> {
    let rows = verdicts
        .iter()
        .enumerate()
        .filter(|(_, verdict)| verdict.role == role);
    rows.map(|(row, _)| row).collect()
}

/// `<base>`, resolved against the page's address; else that address, given or declared.
fn base(declared: &Declared, url: Option<&Url>) -> Option<Url> {
    let own = url.cloned().or_else(|| {
        declared
            .urls
            .iter()
            .find_map(|address| web_address(address))
    });
    match (&declared.base, own) {
        (Some(base), Some(own)) => own.join(base).ok().or(Some(own)),
        (Some(base), None) => web_address(base),
        (None, own) => own,
    }
}

/// The first declared address of the page that is one of the web.
fn canonical(declared: &Declared, base: Option<&Url>) -> Option<Url> {
    declared.urls.iter().find_map(|address| match base {
        Some(base) => base.join(address).ok().filter(is_web),
        None => web_address(address),
    })
}

fn web_address(address: &str) -> Option<Url> {
    Url::parse(address.trim()).ok().filter(is_web)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// The declared language that is written as a language tag.
fn language(declared: &Declared) -> Option<Value<String>> {
    let tags = declared.languages.iter().filter_map(|stated| {
        let tag = stated
            .value
            .split([',', ';'])
            .next()?
            .trim()
            .replace('_', "-");
        let primary = tag.split('-').next()?;
        let is_tag = matches!(primary.len(), 2 | 3)
            && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_tag.then(|| Stated::new(tag, stated.source, stated.rank))
    });
    first(tags.collect())
}

/// The direction of the script that a language is usually written in.
fn direction_of(tag: &str) -> Option<Direction> {
    let primary = tag.split('-').next()?.to_ascii_lowercase();
    Some(match primary.as_str() {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ps" | "sd" | "ug" | "ur" | "yi" => {
            Direction::RightToLeft
        }
        _ => Direction::LeftToRight,
    })
}

/// Most alternatives kept of a value.
const ALTERNATIVES: usize = 3;

/// The most trusted value, with those that disagree as alternatives.
fn first<T: PartialEq>(stated: Vec<Stated<T>>) -> Option<Value<T>> {
    let mut values: Vec<(T, Source)> = Vec::new();
    for Stated { value, source, .. } in stated {
        if values.len() <= ALTERNATIVES && !values.iter().any(|(known, _)| *known == value) {
            values.push((value, source));
        }
    }
    let mut values = values.into_iter();
    let (value, source) = values.next()?;
    Some(Value {
        value,
        source,
        alternatives: values.collect(),
    })
}

#[cfg(test)]
mod tests;
