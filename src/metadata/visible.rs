//! The head of the article as a reader sees it: which blocks are its
//! headline, subtitle, byline and date line.
//!
//! Found by text, tag and place: the headline is a heading near the start of
//! the body that says what the page declares; byline and date line are short
//! lines around it. Where the names of elements hint at a byline or a date,
//! that would settle short lines without a lead word ("Jane Doe"), which now
//! count only if the page declares the name or links an author's page.

use std::collections::HashSet;

use crate::block::{BlockKind, Page, Style, Tag, TextBlock};

use super::byline;
use super::date::{self, Order};
use super::declared::Declared;
use super::title::{SiteNames, letters};

/// Rows of the blocks that head the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Head {
    pub title: Option<usize>,
    pub subtitle: Option<usize>,
    pub byline: Vec<usize>,
    pub date_line: Vec<usize>,
}

/// Finds the head of the article whose running text begins at `body_first`.
pub(crate) fn find_head(page: &Page, body_first: Option<usize>, declared: &Declared) -> Head {
    let title = find_title(page, body_first, declared);
    let mut head = Head {
        title,
        ..Head::default()
    };
    let names = DeclaredNames::new(declared);
    for row in head_rows(page, title, body_first) {
        let block = &page.blocks[row];
        if Some(row) == title || block.words > LINE_WORDS || block.text.len() > LINE_BYTES {
            continue;
        }
        let is_byline = names_author(page, row, &names);
        if is_byline {
            head.byline.push(row);
        } else if has_date(block) {
            head.date_line.push(row);
        }
    }
    head.subtitle = title.and_then(|title| find_subtitle(page, title, body_first, declared, &head));
    head
}

/// Most words, and bytes, of a byline or date line.
const LINE_WORDS: u32 = 40;
const LINE_BYTES: usize = 300;

/// Rows around the headline and the start of the body where bylines and
/// dates stand: a kicker and a date above the headline, the rest below it.
fn head_rows(
    page: &Page,
    title: Option<usize>,
    body_first: Option<usize>,
) -> impl Iterator<Item = usize> + '_ {
    const ABOVE: usize = 6;
    const BELOW_TITLE: usize = 16;
    const INTO_BODY: usize = 4;
    let start = title.or(body_first).unwrap_or(0).saturating_sub(ABOVE);
    let after_title = title.map_or(0, |title| title + BELOW_TITLE);
    let after_start = body_first.filter(|first| title.is_none_or(|title| first + ABOVE > title));
    let end = match (title, after_start) {
        (Some(_), Some(first)) => after_title
            .min(first + INTO_BODY)
            .max(title.unwrap_or(0) + INTO_BODY),
        (Some(_), None) => after_title,
        (None, Some(first)) => first + INTO_BODY,
        (None, None) => BELOW_TITLE,
    };
    (start..end.min(page.blocks.len())).filter(|row| page.blocks[*row].is_visible())
}

/// The heading that is the article's headline.
fn find_title(page: &Page, body_first: Option<usize>, declared: &Declared) -> Option<usize> {
    let titles: Vec<Folded> = declared
        .titles
        .iter()
        .map(|title| Folded::new(&title.value))
        .collect();
    let sites = SiteNames::new(declared, None);
    let headlines = page
        .blocks
        .iter()
        .filter(|block| block.is_visible() && block.kind == BlockKind::Heading(1));
    let only_one = headlines.count() == 1;
    let mut best: Option<(f32, usize)> = None;
    for (row, block) in page.blocks.iter().enumerate() {
        if !block.is_visible() || block.words > LINE_WORDS || block.text.is_empty() {
            continue;
        }
        let Some(mut score) = title_score(block, &titles) else {
            continue;
        };
        score += if only_one && block.kind == BlockKind::Heading(1) {
            1.0
        } else {
            0.0
        };
        score -= if sites.hold(&block.text) { 4.0 } else { 0.0 };
        score -= if in_furniture(page, block) { 3.0 } else { 0.0 };
        score -= if body_first.is_some_and(|first| row > first + 3) {
            2.0
        } else {
            0.0
        };
        // Of equals before the body, the one nearest to it.
        let is_better = best.is_none_or(|(known, _)| {
            score > known || (score == known && body_first.is_some_and(|first| row <= first + 1))
        });
        if score >= ENOUGH && is_better {
            best = Some((score, row));
        }
    }
    best.map(|(_, row)| row)
}

/// What a lone `h1` that agrees with nothing scores.
const ENOUGH: f32 = 3.0;

/// How much a block looks like the headline: by its rank, and by its
/// agreement with what the page declares. None for running text.
fn title_score(block: &TextBlock, titles: &[Folded]) -> Option<f32> {
    let own = Folded::new(&block.text);
    let agreement = titles
        .iter()
        .map(|title| own.agreement(title))
        .fold(0.0, f32::max);
    let rank = match block.kind {
        BlockKind::Heading(1) => 2.0,
        BlockKind::Heading(2) => 1.0,
        BlockKind::Heading(_) => 0.5,
        BlockKind::Text if agreement >= SAME => 0.0,
        _ => return None,
    };
    let linked = block.words > 0 && block.linked_words == block.words;
    Some(rank + agreement - if linked { 1.0 } else { 0.0 })
}

/// The agreement of a text with one that says the same or holds it whole.
const SAME: f32 = 3.0;

/// A title folded for comparison.
struct Folded {
    letters: String,
    words: HashSet<String>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let words = text.to_lowercase();
        let words = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        Folded {
            letters: letters(text),
            words: words.map(str::to_string).collect(),
        }
    }

    /// From 0.0 for nothing in common to 4.0 for the same letters.
    fn agreement(&self, other: &Folded) -> f32 {
        const LONG: usize = 10;
        if self.letters.is_empty() || other.letters.is_empty() {
            return 0.0;
        }
        if self.letters == other.letters {
            return 4.0;
        }
        let shorter = if self.letters.len() < other.letters.len() {
            self
        } else {
            other
        };
        if shorter.letters.len() >= LONG
            && (self.letters.contains(&other.letters) || other.letters.contains(&self.letters))
        {
            return SAME;
        }
        let shared = self.words.intersection(&other.words).count();
        let fewer = self.words.len().min(other.words.len());
        if shared >= 3 && shared * 10 >= fewer * 6 {
            2.0
        } else {
            0.0
        }
    }
}

/// Whether a block stands in a menu, a foot or a box beside the article.
fn in_furniture(page: &Page, block: &TextBlock) -> bool {
    ancestors(page, block)
        .any(|tag| matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside | Tag::Dialog))
}

/// Tags of the boxes around a block, from the innermost.
fn ancestors<'a>(page: &'a Page, block: &TextBlock) -> impl Iterator<Item = Tag> + 'a {
    let first = page.containers.get(block.container.row());
    std::iter::successors(first, |container| {
        let parent = page.containers.get(container.parent.row())?;
        (!std::ptr::eq(parent, *container)).then_some(parent)
    })
    .take(MOST_ANCESTORS)
    .map(|container| container.tag)
}

/// Boxes that are looked at around a block.
const MOST_ANCESTORS: usize = 40;

/// The names that the page declares, folded.
struct DeclaredNames {
    names: HashSet<String>,
}

impl DeclaredNames {
    fn new(declared: &Declared) -> Self {
        let credits = declared
            .credits
            .iter()
            .flat_map(|credit| &credit.value)
            .chain(&declared.author_links);
        let names = credits
            .flat_map(|credit| byline::names(&credit.name))
            .map(|name| letters(&name));
        DeclaredNames {
            names: names.filter(|name| !name.is_empty()).collect(),
        }
    }

    fn hold(&self, name: &str) -> bool {
        self.names.contains(&letters(name))
    }
}

/// Whether a short line names who wrote the article: it begins as bylines do,
/// it says no more than a declared name, it links an author's page, or the
/// line before it says "By" and nothing else.
fn names_author(page: &Page, row: usize, declared: &DeclaredNames) -> bool {
    let block = &page.blocks[row];
    let names = byline::names(&block.text);
    if names.is_empty() || block.is_heading() && !byline::has_lead(&block.text) {
        return false;
    }
    let well_written = || names.iter().all(|name| byline::is_written_as_name(name));
    let after_lead = || {
        let before = page.blocks[..row]
            .iter()
            .rev()
            .find(|block| block.is_visible());
        before.is_some_and(|before| byline::is_lead(&before.text))
    };
    names.iter().any(|name| declared.hold(name))
        || (byline::has_lead(&block.text) && well_written())
        || (after_lead() && well_written())
        || (links_author(page, block) && well_written())
}

/// Whether the first link of a line leads to an author's page.
fn links_author(page: &Page, block: &TextBlock) -> bool {
    const PARTS: &[&str] = &[
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/auteur/",
        "/autore/",
        "/by/",
        "/contributor/",
        "/contributors/",
    ];
    let link = block.runs.iter().find_map(|run| run.link);
    let target = link.and_then(|link| page.links.get(link.row()));
    target.is_some_and(|target| PARTS.iter().any(|part| target.contains(part)))
}

/// Whether a short line gives a day.
fn has_date(block: &TextBlock) -> bool {
    block.runs.iter().any(|run| run.style == Style::Time)
        || date::find(&block.text, Order::DayFirst).is_some()
}

/// The line below the headline that sums the article up: one that the page
/// declares as its description, or a heading right below the headline.
fn find_subtitle(
    page: &Page,
    title: usize,
    body_first: Option<usize>,
    declared: &Declared,
    head: &Head,
) -> Option<usize> {
    const BELOW: usize = 6;
    const LONGEST: u32 = 60;
    const SHORTEST: u32 = 4;
    let stated: Vec<String> = declared
        .subtitles
        .iter()
        .chain(&declared.descriptions)
        .map(|stated| letters(&stated.value))
        .collect();
    let end = body_first
        .map_or(title + BELOW, |first| (first + 1).min(title + BELOW))
        .min(page.blocks.len());
    let mut rows = (title + 1..end).filter(|row| {
        let block = &page.blocks[*row];
        block.is_visible()
            && (SHORTEST..=LONGEST).contains(&block.words)
            && block.linked_words * 2 < block.words
            && !head.byline.contains(row)
            && !head.date_line.contains(row)
    });
    rows.find(|row| {
        let block = &page.blocks[*row];
        let own = letters(&block.text);
        stated
            .iter()
            .any(|text| text.len() > 20 && (own.starts_with(text) || text.starts_with(&own)))
            || (*row == title + 1
                && matches!(block.kind, BlockKind::Heading(2..))
                && Some(row + 1) != body_first)
    })
}
