//! The headline, settled between the page's own heading and what it declares.

use std::collections::HashSet;

use url::Url;

use crate::article::{Source, Value};

use super::declared::Declared;

/// Marks between a headline and the name of the site or section, with spaces
/// around them.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " ‹ ", " › ", " < ", " > ",
    " / ", " ― ", " ~ ", " // ", " \\ ", " ⋆ ", " || ", " ∙ ", " ★ ",
];

/// Most alternatives kept.
const ALTERNATIVES: usize = 4;

/// What the site is called: as it declares, and by its host.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    /// Lower-case letters and digits only.
    names: Vec<String>,
    host: String,
}

impl SiteNames {
    pub fn new(declared: &Declared, url: Option<&Url>) -> Self {
        let host = url.and_then(Url::host_str).unwrap_or("");
        SiteNames {
            names: declared
                .sites
                .iter()
                .map(|site| letters(&site.value))
                .filter(|name| !name.is_empty())
                .collect(),
            host: letters(host.strip_prefix("www.").unwrap_or(host)),
        }
    }

    /// Whether the page declares a text as the site's name.
    fn declare(&self, text: &str) -> bool {
        self.names.contains(&letters(text))
    }

    /// Whether a text is the site's name: one that it declares, or one whose
    /// letters its host begins with or holds.
    pub fn hold(&self, text: &str) -> bool {
        let text = letters(text);
        let short = text.strip_prefix("the").unwrap_or(&text);
        !text.is_empty()
            && (self.names.contains(&text)
                || self
                    .names
                    .iter()
                    .any(|name| name.strip_prefix("the").unwrap_or(name) == short)
                || self.host.starts_with(&text)
                || (short.len() > 3 && self.host.contains(short)))
    }
}

/// Letters and digits of a text, in lower case.
pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Settles the title. `heading` is the headline that the page shows, if one
/// was found; it wins, for it is what readers call the title.
pub(super) fn settle(
    heading: Option<&str>,
    declared: &Declared,
    sites: &SiteNames,
) -> Option<Value<String>> {
    let shown = heading.map(|text| (text.to_string(), Source::Visible));
    let stated = declared.titles.iter().map(|title| {
        let whole = declared
            .titles
            .iter()
            .map(|title| title.value.as_str())
            .chain(heading);
        (
            headline_of(&title.value, title.source, whole, sites),
            title.source,
        )
    });
    let mut all: Vec<(String, Source)> = shown
        .into_iter()
        .chain(stated)
        .filter(|(title, _)| !title.is_empty())
        .collect();
    // A site's name is a title only where there is no other.
    all.sort_by_key(|(title, _)| sites.hold(title));
    let mut seen = HashSet::new();
    all.retain(|(title, _)| seen.insert(letters(title)));
    let mut all = all.into_iter();
    let (value, source) = all.next()?;
    Some(Value {
        value,
        source,
        alternatives: all.take(ALTERNATIVES).collect(),
    })
}

/// A declared title without the names of site and section around it.
///
/// Parts that another place states whole are kept whole; a part that is the
/// site's name goes; of a title element with nothing to compare to, the last
/// part goes if it is short beside the rest.
fn headline_of<'a>(
    title: &str,
    source: Source,
    whole: impl Iterator<Item = &'a str>,
    sites: &SiteNames,
) -> String {
    let mut parts = parts(title);
    let others: Vec<String> = whole.filter(|other| *other != title).map(letters).collect();
    // What remains may be what another place states.
    let longest_stated = (0..parts.len())
        .flat_map(|from| (from + 1..=parts.len()).map(move |to| (from, to)))
        .take(MOST_CUTS)
        .filter(|(from, to)| {
            let joined = letters(join(title, &parts[*from..*to]));
            others.contains(&joined) && !sites.hold(&joined)
        })
        .max_by_key(|(from, to)| to - from);
    if let Some((from, to)) = longest_stated {
        return join(title, &parts[from..to]).to_string();
    }
    let before = parts.len();
    while parts.len() > 1 && parts.last().is_some_and(|part| sites.hold(part)) {
        parts.pop();
    }
    while parts.len() > 1 && parts.first().is_some_and(|part| sites.hold(part)) {
        parts.remove(0);
    }
    if source == Source::TitleTag && parts.len() == before && parts.len() > 1 {
        let (last, rest) = (
            parts[parts.len() - 1],
            join(title, &parts[..parts.len() - 1]),
        );
        if last.split_whitespace().count() <= 4 && last.len() < rest.len() {
            parts.pop();
        }
    }
    without_site_colon(join(title, &parts), sites).to_string()
}

/// Most cuts of a title that are compared to others.
const MOST_CUTS: usize = 40;

/// "The Paper: Rain at last" without the site's name; other colons stay.
fn without_site_colon<'a>(title: &'a str, sites: &SiteNames) -> &'a str {
    match title.split_once(": ") {
        Some((name, rest)) if sites.declare(name) => rest.trim(),
        _ => title,
    }
}

/// The parts of a title between separators.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// The stretch of a title from the first to the last of its parts.
fn join<'a>(title: &'a str, parts: &[&str]) -> &'a str {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return title;
    };
    let base = title.as_ptr() as usize;
    let start = first.as_ptr() as usize - base;
    let end = last.as_ptr() as usize - base + last.len();
    &title[start..end]
}
