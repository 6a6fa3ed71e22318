//! The headline, settled between the page's own heading and what it declares.

use std::collections::HashSet;

use url::Url;

use crate::article::{Source, Value};
use crate::letters::{self, of as letters};

use super::date::{self, Order};
use super::declared::{Declared, Kind, Stated};

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
    /// As written, without "The".
    written: Vec<String>,
    host: String,
}

impl SiteNames {
    pub fn new(declared: &Declared, url: Option<&Url>) -> Self {
        let host = url.and_then(Url::host_str).unwrap_or("");
        let organisations = declared.credits.iter().flat_map(|credit| &credit.value);
        let organisations = organisations
            .filter(|credit| credit.kind == Kind::Organisation || credit.name.starts_with(','));
        let written = declared
            .sites
            .iter()
            .map(|site| &site.value)
            .chain(organisations.map(|credit| &credit.name));
        let written = written.map(|name| {
            let name = name.trim_start_matches([',', ' ']);
            name.strip_prefix("The ").unwrap_or(name).to_string()
        });
        SiteNames {
            names: declared
                .sites
                .iter()
                .map(|site| letters(&site.value))
                .filter(|name| !name.is_empty())
                .collect(),
            written: written.filter(|name| name.len() > 3).collect(),
            host: letters(host.strip_prefix("www.").unwrap_or(host)),
        }
    }

    /// A byline up to the name of the paper that follows the people in it.
    pub fn cut_from<'a>(&self, byline: &'a str) -> &'a str {
        let end = self
            .written
            .iter()
            .filter_map(|name| byline.find(&format!(" {name}")))
            .min();
        match end.map(|end| byline[..end].trim_end_matches([' ', ',', '|', '/'])) {
            Some(people) if people.split(' ').count() >= 2 => {
                people.strip_suffix(" The").unwrap_or(people)
            }
            _ => byline,
        }
    }

    /// Whether the page declares a text as the site's name.
    fn declare(&self, text: &str) -> bool {
        self.names.contains(&letters(text))
    }

    /// Whether a text is the site's name: one that it declares, or one whose
    /// letters its host begins with or holds.
    pub fn hold(&self, text: &str) -> bool {
        self.hold_letters(&letters(text))
    }

    /// The same of a text's [`letters`].
    pub fn hold_letters(&self, text: &str) -> bool {
        let short = text.strip_prefix("the").unwrap_or(text);
        !text.is_empty()
            && (self.names.iter().any(|name| name == text)
                || self
                    .names
                    .iter()
                    .any(|name| name.strip_prefix("the").unwrap_or(name) == short)
                || self.host.starts_with(text)
                || (short.len() > 3 && self.host.contains(short)))
    }
}

/// Whether a text has these [`letters`].
pub(super) fn has_letters(text: &str, own: &str) -> bool {
    letters::each(text).eq(own.chars())
}

/// Settles the title. `heading` is the headline that the page shows, if one
/// was found; it wins, for it is what readers call the title, save where the
/// declarations [overrule](overrules) it. A site's name is a title only where
/// there is no other.
pub(super) fn settle(
    heading: Option<&str>,
    declared: &Declared,
    sites: &SiteNames,
) -> Option<Value<String>> {
    let heading = heading.map(without_anchor);
    let stated: Vec<(String, Source)> = declared
        .titles
        .iter()
        .map(|title| {
            let others = declared.titles.iter().map(|title| title.value.as_str());
            let whole = others.chain(heading.as_deref());
            let headline = headline_of(&title.value, title.source, whole, sites);
            (headline, title.source)
        })
        .filter(|(title, _)| !title.is_empty())
        .collect();
    let heading = heading.map(|heading| without_label(without_site(&heading, sites), &stated));
    let best = stated.iter().find(|(title, _)| !sites.hold(title));
    let is_overruled = match (&heading, best) {
        (Some(heading), Some((best, _))) => {
            overrules(best, support(best, &stated), heading, declared)
        }
        _ => false,
    };
    let shown = heading.map(|heading| (heading, Source::Visible));
    let mut all: Vec<(String, Source)> = shown.into_iter().chain(stated).collect();
    all.retain(|(title, _)| !title.is_empty());
    all.sort_by_cached_key(|(title, source)| {
        let is_shown = *source == Source::Visible;
        (sites.hold(title), is_overruled && is_shown)
    });
    let mut seen = HashSet::new();
    all.retain(|(title, _)| seen.insert(letters(title)));
    prefer_bare(&mut all);
    let mut all = all.into_iter();
    let (value, source) = all.next()?;
    Some(Value {
        value,
        source,
        alternatives: all.take(ALTERNATIVES).collect(),
    })
}

/// How many places state a title, once the site's name is cut.
fn support(title: &str, stated: &[(String, Source)]) -> usize {
    let own = letters(title);
    let same = |(other, _): &&(String, Source)| letters(other) == own;
    stated.iter().filter(same).count()
}

/// Whether a title that several places declare comes before the heading that
/// the page shows: where the heading is a clipped form of it, and, on a page
/// that is no article, where the two disagree, for the heading of a service or
/// a start page is often a slogan. A thing for sale is called as its heading
/// says; its titles are lengthened for search engines.
fn overrules(stated: &str, support: usize, heading: &str, declared: &Declared) -> bool {
    if declared.is_product() {
        return false;
    }
    let is_everywhere = support >= MOST_PLACES;
    if declared.is_article() {
        return is_everywhere && completes(stated, heading);
    }
    if support < MOST_PLACES - 1 {
        return false;
    }
    let agreement = Folded::new(heading).agreement(&Folded::new(stated));
    let is_slogan = agreement < RELATED;
    is_slogan || (is_everywhere && (agreement == RELATED || completes(stated, heading)))
}

/// Places that state the title of a page that states it everywhere: for
/// sharing, for search engines, and in the title element. Two are as often
/// wrong as right.
const MOST_PLACES: usize = 3;

/// Whether a title holds a heading and more words with no mark between them:
/// "Acme Rambler 20 oz Tumbler" and "20 oz Tumbler".
fn completes(title: &str, heading: &str) -> bool {
    let (title, heading) = (title.to_lowercase(), heading.to_lowercase());
    let Some(at) = title.find(&heading) else {
        return false;
    };
    let (before, after) = (&title[..at], &title[at + heading.len()..]);
    let is_joined = |rest: &str| rest.starts_with(' ') && !starts_with_mark(rest.trim_start());
    let is_open = before.is_empty() || before.trim_end().ends_with(char::is_alphanumeric);
    (!before.is_empty() || !after.is_empty())
        && is_open
        && (before.is_empty() || before.ends_with(' '))
        && (after.is_empty() || is_joined(after))
}

fn starts_with_mark(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_alphanumeric())
}

/// A heading without the site's name after its last mark.
fn without_site<'a>(heading: &'a str, sites: &SiteNames) -> &'a str {
    let mut parts = parts(heading);
    if parts.len() > 1 && parts.last().is_some_and(|part| sites.hold(part)) {
        parts.pop();
    }
    join(heading, &parts)
}

/// A heading without the label or the date before its headline, where a
/// declaration states the headline alone: "Thread: Rain at last".
fn without_label(heading: &str, stated: &[(String, Source)]) -> String {
    let is_stated = |rest: &str| {
        let rest = letters(rest);
        !rest.is_empty() && stated.iter().any(|(title, _)| letters(title) == rest)
    };
    let after_label = || {
        let (label, rest) = heading.split_once(':')?;
        (!label.contains(' ')).then(|| rest.trim_start())
    };
    let after_date = || {
        let found = date::find(heading, Order::DayFirst)?;
        (found.range.start == 0).then(|| heading[found.range.end..].trim_start())
    };
    let bare = after_label().or_else(after_date);
    let bare = bare.filter(|rest| is_stated(rest) && !is_stated(heading));
    bare.unwrap_or(heading).to_string()
}

/// Where a declaration states the first parts of the title alone, what follows
/// them is no part of it: "Rain at last | The Paper" and "Rain at last". What a
/// heading goes on to say in more words than a name has is.
fn prefer_bare(titles: &mut [(String, Source)]) {
    let Some(((first, source), others)) = titles.split_first_mut() else {
        return;
    };
    let is_shown = *source == Source::Visible;
    let is_cut = |rest: &str| starts_with_separator(rest) && (!is_shown || may_be_name(rest));
    let bare = others.iter_mut().find(|(other, other_source)| {
        *other_source != Source::Visible && first.strip_prefix(other.as_str()).is_some_and(is_cut)
    });
    if let Some((other, other_source)) = bare {
        std::mem::swap(first, other);
        std::mem::swap(source, other_source);
    }
}

/// Whether what a separator begins may be the name of a site or section.
fn may_be_name(text: &str) -> bool {
    const LONGEST: usize = 3;
    let mut words = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric));
    let starts_large = words
        .next()
        .is_some_and(|word| !word.starts_with(char::is_lowercase));
    starts_large && words.nth(LONGEST - 1).is_none()
}

fn starts_with_separator(text: &str) -> bool {
    SEPARATORS
        .iter()
        .any(|separator| text.starts_with(separator))
}

/// The letters of what the title element says after the headline: a heading
/// that says only that names the site or the section.
pub(super) fn site_part(declared: &Declared) -> Option<String> {
    let is_element = |title: &&Stated<String>| title.source == Source::TitleTag;
    let parts = parts(&declared.titles.iter().find(is_element)?.value);
    (parts.len() > 1).then(|| parts.last().map(|last| letters(last)))?
}

/// A heading without the sign that links to it, and without soft hyphens.
fn without_anchor(heading: &str) -> String {
    let text: String = heading
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'))
        .collect();
    text.trim_end_matches(['¶', '#', '§', ' ', '\u{f0c1}'])
        .to_string()
}

/// A title folded for comparison.
pub(super) struct Folded {
    letters: String,
    /// Its words in lower case: sorted, each once, with a space behind each.
    words: String,
    word_count: usize,
}

/// The agreement of a text with one that holds it whole.
pub(super) const SAME: f32 = 3.0;

/// The agreement of two texts that share most of their words.
pub(super) const RELATED: f32 = 2.0;

/// Bytes of letters from which one text is found within another.
const LONG: usize = 8;

impl Folded {
    pub fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        Folded {
            letters: letters(text),
            word_count: words.len(),
            words: words.into_iter().flat_map(|word| [word, " "]).collect(),
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator(' ')
    }

    /// How many words are those of another, too.
    fn shared_words(&self, other: &Folded) -> usize {
        let mut others = other.words().peekable();
        let is_shared = |word: &&str| {
            while others.next_if(|other| other < word).is_some() {}
            others.peek() == Some(word)
        };
        self.words().filter(is_shared).count()
    }

    /// Whether a line may be one of these titles or a part of one, by its length
    /// and first letters: a cheap question before [`Folded::agreement`].
    pub fn may_hold(titles: &[Folded], line: &str) -> bool {
        let most = |title: &Folded| title.letters.len() + title.word_count * 2;
        let mut fitting = titles
            .iter()
            .filter(|title| (LONG..=most(title)).contains(&line.len()))
            .peekable();
        if fitting.peek().is_none() {
            return false;
        }
        let end = line
            .char_indices()
            .nth(LONG)
            .map_or(line.len(), |(at, _)| at);
        let opening = letters(&line[..end]);
        fitting.any(|title| title.letters.contains(&opening))
    }

    /// Whether the letters are the same.
    pub fn is_same(&self, other: &Folded) -> bool {
        self.letters == other.letters
    }

    /// From 0.0 for nothing in common to 4.0 for the same letters.
    pub fn agreement(&self, other: &Folded) -> f32 {
        let sameness = self.sameness(&other.letters);
        if sameness == 0.0 && self.is_related(other) {
            RELATED
        } else {
            sameness
        }
    }

    /// The agreement with a text's [`letters`], as far as they tell.
    pub fn sameness(&self, letters: &str) -> f32 {
        let own = self.letters.as_str();
        if own.is_empty() || letters.is_empty() {
            return 0.0;
        }
        if own == letters {
            return 4.0;
        }
        let (shorter, longer) = if own.len() < letters.len() {
            (own, letters)
        } else {
            (letters, own)
        };
        if shorter.len() >= LONG && longer.contains(shorter) {
            SAME
        } else {
            0.0
        }
    }

    /// Whether two texts share most of their words.
    pub fn is_related(&self, other: &Folded) -> bool {
        let shared = self.shared_words(other);
        let fewer = self.word_count.min(other.word_count);
        shared >= 2 && shared * 2 >= fewer
    }
}

/// A declared title without the names of site and section around it.
///
/// Parts that another place states whole are kept whole; a part that is the
/// site's name goes; of a title element with nothing to compare to, the last
/// part goes if it is short beside the rest.
pub(super) fn headline_of<'a>(
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
    for separator in SEPARATORS.iter().filter(|mark| title.contains(**mark)) {
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
