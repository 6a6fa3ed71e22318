//! What the page says about itself: title, authors, times, site.

pub(crate) mod byline;
mod byline_words;
mod clock;
mod credits;
pub(crate) mod date;
mod dateline;
pub(crate) mod declared;
mod image;
mod json_ld;
mod languages;
mod meta_tags;
mod microdata;
mod months;
mod numerals;
mod relative;
mod times;
mod title;
mod tokens;
pub(crate) mod visible;

use url::Url;

use crate::address;
use crate::article::{Byline, CrawlerRule, Dateline, Direction, Link, Source, Value};
use crate::block::Page;
use crate::moment::Moment;
use crate::verdict::{Reason, Role, Verdict};
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
    pub other_bylines: Vec<Byline>,
    pub dateline: Option<Value<Dateline>>,
    pub published: Option<Value<Moment>>,
    pub modified: Option<Value<Moment>>,
    pub language: Option<Value<String>>,
    pub direction: Option<Direction>,
    pub url: Option<String>,
    pub description: Option<Value<String>>,
    pub image: Option<Value<String>>,
    pub tags: Vec<String>,
    pub breadcrumb: Option<Value<Vec<Link>>>,
    pub licence: Option<Value<String>>,
    pub paywalled: Option<Value<bool>>,
    pub crawler_rules: Vec<CrawlerRule>,
    pub next_page: Option<Value<String>>,
    #[cfg(feature = "serde")]
    pub structured_data: Vec<serde_json::Value>,
    /// What relative links are resolved against: `<base>`, else the page's address.
    pub base: Option<Url>,
}

/// What the caller knows of the page.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given<'a> {
    pub url: Option<&'a Url>,
    pub saved_at: Option<Moment>,
}

/// Settles each value between what the page declares and what it shows in the
/// blocks that were found to be its title, byline and date lines.
pub(crate) fn settle(
    page: &Page,
    verdicts: &[Verdict],
    mut declared: Declared,
    given: Given<'_>,
) -> Metadata {
    let base = base(&declared, given.url);
    let base = base.as_ref();
    let canonical = canonical(&declared, base);
    let address = canonical.as_ref().or(given.url);
    let sites = SiteNames::new(&declared, given.url.or(canonical.as_ref()));
    let lines = Lines::of(verdicts);
    let text = |rows: &[usize]| {
        let block = page.blocks.get(*rows.first()?)?;
        Some(declared::collapse(&block.text))
    };
    let language = language(&declared).or_else(|| languages::detect(page, &lines.body));
    let tag = language.as_ref().map(|language| language.value.as_str());
    let bounds = times::Bounds {
        order: Order::of_language(tag),
        saved_at: given.saved_at,
    };
    let (published, modified) = times::settle(page, &lines, &declared, address, bounds);
    let credits = credits::settle(page, &lines, &declared, &sites, base);
    let title = title::settle(text(&lines.title).as_deref(), &declared, &sites);
    let breadcrumb = breadcrumb(&mut declared.breadcrumbs, base);
    let next = declared
        .next_page
        .as_deref()
        .and_then(|next| address::link(base, next));
    let site = first(std::mem::take(&mut declared.sites))
        .or_else(|| site_in_title(page, verdicts, &declared));
    let subtitle = text(&lines.subtitle).map(|text| Value::new(text, Source::Visible));
    let section = first(declared.sections);
    Metadata {
        section: section.or_else(|| section_of(breadcrumb.as_ref()?, title.as_ref())),
        title,
        bylines: credits.bylines,
        other_bylines: credits.others,
        dateline: dateline::opening(page, &lines.body),
        published,
        modified,
        image: image::lead(page, verdicts, &declared.images, base),
        direction: declared
            .direction
            .or_else(|| direction_of(&language.as_ref()?.value)),
        language,
        url: address.map(Url::to_string),
        subtitle: subtitle.or_else(|| first(declared.subtitles)),
        site,
        description: first(declared.descriptions),
        tags: declared.tags,
        breadcrumb,
        licence: first(declared.licences).filter(|licence| !runs(&licence.value)),
        paywalled: first(declared.paywalls),
        crawler_rules: declared.crawler_rules,
        next_page: next.map(|next| Value::new(next, Source::LinkTag)),
        #[cfg(feature = "serde")]
        structured_data: declared.structured_data,
        base: base.cloned(),
    }
}

/// What the title element says last, if a line of the page's furniture says
/// just that: as the name over the menu does.
fn site_in_title(page: &Page, verdicts: &[Verdict], declared: &Declared) -> Option<Value<String>> {
    let part = title::site_part(declared)?;
    let mut furniture = page.blocks.iter().zip(verdicts).filter(|(block, verdict)| {
        let is_head_or_body = matches!(verdict.role, Role::Title | Role::Subtitle | Role::Body);
        block.is_read() && !is_head_or_body
    });
    let (block, _) = furniture.find(|(block, _)| title::has_letters(&block.text, &part))?;
    Some(Value::new(
        declared::collapse(&block.text),
        Source::TitleTag,
    ))
}

/// The rows of the blocks that values are read from.
pub(super) struct Lines {
    pub title: Vec<usize>,
    pub subtitle: Vec<usize>,
    pub bylines: Vec<usize>,
    pub dates: Vec<usize>,
    pub body: Vec<usize>,
}

impl Lines {
    fn of(verdicts: &[Verdict]) -> Self {
        Lines {
            title: rows_of(verdicts, Role::Title),
            subtitle: rows_of(verdicts, Role::Subtitle),
            bylines: rows_of(verdicts, Role::Byline),
            dates: rows_of(verdicts, Role::DateLine),
            body: rows_of(verdicts, Role::Body)
                .into_iter()
                .filter(|row| verdicts[*row].reason != Reason::OfPicture)
                .collect(),
        }
    }
}

/// The longest way from the front page, with its addresses made absolute.
fn breadcrumb(stated: &mut Vec<Stated<Vec<Link>>>, base: Option<&Url>) -> Option<Value<Vec<Link>>> {
    stated.sort_by_key(|trail| std::cmp::Reverse(trail.value.len()));
    let mut trail = std::mem::take(stated).into_iter().next()?;
    for step in &mut trail.value {
        step.url = step.url.as_deref().and_then(|url| address::link(base, url));
    }
    Some(Value::new(trail.value, trail.source))
}

/// The section that the way from the front page leads through: its second
/// step, unless that is the page itself.
fn section_of(trail: &Value<Vec<Link>>, title: Option<&Value<String>>) -> Option<Value<String>> {
    let [_, section, _, ..] = trail.value.as_slice() else {
        return None;
    };
    let is_page = title.is_some_and(|title| title.value == section.text);
    (!is_page).then(|| Value::new(section.text.clone(), trail.source))
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
        (Some(base), Some(own)) => own.join(base).ok().filter(is_web).or(Some(own)),
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

/// Whether a text is an address, and none of the web.
fn runs(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| !is_web(&url))
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
