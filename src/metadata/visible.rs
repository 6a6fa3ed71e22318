//! The head of the article as a reader sees it: which blocks are its
//! headline, subtitle, byline and date line.
//!
//! Found by text, tag and place: the headline is a heading near the start of
//! the body that says what the page declares; byline and date line are short
//! lines around it that say "By", name a declared author, link an author's
//! page, or stand in an element that is named for bylines.

use crate::block::{BlockKind, Container, Page, Run, Style, Tag, TextBlock};
use crate::hints::Hint;
use crate::letters::of as letters;

use super::byline;
use super::date::{self, Found, Order};
use super::declared::Declared;
use super::relative;
use super::times::{self, Label};
use super::title::{Folded, RELATED, SAME, SiteNames, site_part};

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
        } else if has_date(block) || tells_time(block) || dates_its_cell(page, row, body_first) {
            head.date_line.push(row);
        }
    }
    if head.byline.is_empty() && names.are_of_site() {
        let near = bare_name(page, title, &head.date_line);
        head.byline
            .extend(near.or_else(|| find_signature(page, title)));
    }
    let dated = |row: &usize| has_date(&page.blocks[*row]);
    if head.date_line.is_empty() && !head.byline.iter().any(dated) {
        let signed = head
            .byline
            .first()
            .and_then(|byline| date_below(page, *byline));
        head.date_line
            .extend(signed.or_else(|| find_signed_date(page, title)));
    }
    head.subtitle = title.and_then(|title| find_subtitle(page, title, body_first, declared, &head));
    head
}

/// Most words, and bytes, of a byline or date line.
const LINE_WORDS: u32 = 40;
const LINE_BYTES: usize = 300;

/// Rows around the headline and the start of the body where bylines and
/// dates stand: a kicker and a date above the headline, the rest below it.
/// Distances count visible blocks.
fn head_rows(page: &Page, title: Option<usize>, body_first: Option<usize>) -> Vec<usize> {
    const ABOVE: usize = 6;
    const BELOW_TITLE: usize = 16;
    const INTO_BODY: usize = 4;
    let visible = page.readable();
    let place = |row: usize| visible.partition_point(|visible| *visible < row);
    let (title, body_first) = (title.map(place), body_first.map(place));
    let start = title.or(body_first).unwrap_or(0).saturating_sub(ABOVE);
    let end = match (title, body_first) {
        (Some(title), Some(first)) if first + ABOVE > title => (title + BELOW_TITLE)
            .min(first + INTO_BODY)
            .max(title + INTO_BODY),
        (Some(title), _) => title + BELOW_TITLE,
        (None, Some(first)) => first + INTO_BODY,
        (None, None) => BELOW_TITLE,
    };
    visible.into_iter().take(end).skip(start).collect()
}

/// The heading that is the article's headline.
fn find_title(page: &Page, body_first: Option<usize>, declared: &Declared) -> Option<usize> {
    let mut titles: Vec<Folded> = Vec::new();
    for title in declared
        .titles
        .iter()
        .map(|title| Folded::new(&title.value))
    {
        if !titles.iter().any(|known| known.is_same(&title)) {
            titles.push(title);
        }
    }
    let site_part = site_part(declared);
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
        let Some((mut score, own)) = title_score(block, &titles) else {
            continue;
        };
        score += if only_one && block.kind == BlockKind::Heading(1) {
            1.0
        } else {
            0.0
        };
        // What follows makes it less, and most headings are out by now.
        if score < ENOUGH {
            continue;
        }
        score -= if sites.hold_letters(&own) { 4.0 } else { 0.0 };
        let is_site_part = site_part.as_ref() == Some(&own);
        score -= if is_site_part { 3.0 } else { 0.0 };
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
/// agreement with what the page declares; with its letters. None for running
/// text; a line that is no heading counts if it is a declared title, whole or cut.
fn title_score(block: &TextBlock, titles: &[Folded]) -> Option<(f32, String)> {
    let rank = match block.kind {
        BlockKind::Heading(1) => 2.0,
        BlockKind::Heading(2) => 1.0,
        BlockKind::Heading(_) => 0.5,
        BlockKind::Text if Folded::may_hold(titles, &block.text) => 0.0,
        _ => return None,
    };
    let own = letters(&block.text);
    let mut agreement = titles
        .iter()
        .map(|title| title.sameness(&own))
        .fold(0.0, f32::max);
    if rank == 0.0 && agreement < SAME {
        return None;
    }
    // Words in common lift no heading of a lower rank far enough.
    if agreement == 0.0 && rank + RELATED >= ENOUGH {
        let folded = Folded::new(&block.text);
        if titles.iter().any(|title| title.is_related(&folded)) {
            agreement = RELATED;
        }
    }
    let linked = block.words > 0 && block.linked_words == block.words;
    Some((rank + agreement - if linked { 1.0 } else { 0.0 }, own))
}

/// Whether a block stands in a menu, a foot or a box beside the article.
fn in_furniture(page: &Page, block: &TextBlock) -> bool {
    boxes(page, block).any(|around| {
        matches!(
            around.tag,
            Tag::Nav | Tag::Footer | Tag::Aside | Tag::Dialog
        )
    })
}

/// The boxes around a block, from the innermost.
fn boxes<'a>(page: &'a Page, block: &TextBlock) -> impl Iterator<Item = &'a Container> {
    let first = page.containers.get(block.container.row());
    std::iter::successors(first, |container| {
        let parent = page.containers.get(container.parent.row())?;
        (!std::ptr::eq(parent, *container)).then_some(parent)
    })
    .take(MOST_ANCESTORS)
}

/// Boxes that are looked at around a block.
const MOST_ANCESTORS: usize = 40;

/// The names that the page declares.
struct DeclaredNames {
    names: Vec<DeclaredName>,
}

struct DeclaredName {
    letters: String,
    /// Whether it is what the site is called.
    is_site: bool,
}

/// Most declared names that lines are compared to.
const MOST_NAMES: usize = 50;

impl DeclaredNames {
    fn new(declared: &Declared) -> Self {
        let sites = SiteNames::new(declared, None);
        let credits = declared
            .credits
            .iter()
            .flat_map(|credit| &credit.value)
            .chain(&declared.author_links);
        let names = credits.flat_map(|credit| byline::names(&credit.name));
        let names = names.map(|name| DeclaredName {
            letters: letters(&name),
            is_site: sites.hold(&name),
        });
        DeclaredNames {
            names: names
                .filter(|name| !name.letters.is_empty())
                .take(MOST_NAMES)
                .collect(),
        }
    }

    /// Whether they name nobody, or only the site.
    fn are_of_site(&self) -> bool {
        self.names.iter().all(|name| name.is_site)
    }

    /// Whether a line begins with one of them, with or without "By". What counts
    /// or costs something beside the site's name is no byline.
    fn open(&self, block: &TextBlock) -> bool {
        let text = letters(byline::without_lead(&block.text));
        let mut opening = self
            .names
            .iter()
            .filter(|name| text.starts_with(&name.letters));
        opening.any(|name| !name.is_site || !counts(block))
    }
}

/// Whether a line gives numbers and no date: "12 comments", "5 issues for 9".
fn counts(block: &TextBlock) -> bool {
    block.text.contains(char::is_numeric) && !has_date(block)
}

/// Whether a short line names who wrote the article: it begins with a declared
/// name, it begins as bylines do, it links an author's page, or the line before
/// it says "By" and nothing else.
fn names_author(page: &Page, row: usize, declared: &DeclaredNames) -> bool {
    let block = &page.blocks[row];
    let has_lead = byline::has_lead(&block.text);
    let before = page.blocks[..row]
        .iter()
        .rev()
        .find(|block| block.is_visible());
    let of_helper = |block: &TextBlock| byline::names_helper(&block.text);
    if block.kind == BlockKind::Caption || is_entry_of_contents(page, block) {
        return false;
    }
    let helps =
        of_helper(block) || before.is_some_and(|before| before.words <= 4 && of_helper(before));
    if helps || (block.is_heading() && !has_lead) {
        return false;
    }
    if declared.open(block) {
        return block.words <= SIGNED_WORDS;
    }
    let is_signed = has_lead
        || before.is_some_and(|before| byline::is_lead(&before.text))
        || links_author(page, block);
    let is_named =
        !is_signed && block.words <= SIGNED_WORDS && is_named_byline(page, block) && !counts(block);
    if !is_signed && !is_named {
        return false;
    }
    let names = byline::names(&block.text);
    // "by ibby": one who signs with a handle.
    let is_handle = has_lead && block.words == 2 && (block.linked_words > 0 || !block.is_heading());
    let is_fit = |name: &String| {
        (byline::is_written_as_name(name) || is_handle) && (is_signed || byline::is_person(name))
    };
    !names.is_empty() && names.iter().all(is_fit)
}

/// Whether a line is nothing but a link to another place of the page.
fn is_entry_of_contents(page: &Page, block: &TextBlock) -> bool {
    let leads_inside = |run: &Run| run.link.and_then(|link| page.place_of(link)).is_some();
    !block.runs.is_empty() && block.runs.iter().all(leads_inside)
}

/// A line right beside the date line, or between the headline and it, that is a
/// person's name and nothing else. So are many names of sections: a note on the
/// author must begin with the name somewhere on the page, or the name be of the
/// site's team, or the line have no link and touch the date line.
fn bare_name(page: &Page, title: Option<usize>, date_lines: &[usize]) -> Option<usize> {
    const NEAR: usize = 2;
    let title = title?;
    let first_date = date_lines.iter().min().copied().unwrap_or(title);
    let start = title.min(first_date).saturating_sub(NEAR);
    let end = (title.max(first_date) + NEAR + 1).min(page.blocks.len());
    let mut rows = (start..end).filter(|row| {
        let block = &page.blocks[*row];
        block.is_visible()
            && matches!(block.kind, BlockKind::Text | BlockKind::ListItem)
            && (2..=4).contains(&block.words)
            && byline::is_person(&block.text)
            && byline::names(&block.text).first() == Some(&block.text)
            && !in_furniture(page, block)
    });
    rows.find(|row| {
        let name = page.blocks[*row].text.as_str();
        is_team(name)
            || page.blocks.iter().any(|other| tells_of(&other.text, name))
            || page.blocks[*row].linked_words == 0 && touches(page, *row, date_lines)
    })
}

/// Whether no text stands between a line and one of some others.
fn touches(page: &Page, row: usize, others: &[usize]) -> bool {
    others.iter().any(|other| {
        let (first, last) = (row.min(*other), row.max(*other));
        let between = &page.blocks[first..last];
        first < last && !between[1..].iter().any(TextBlock::is_read)
    })
}

/// Whether a name is of a site's own people: "Harbour Staff".
fn is_team(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    matches!(last, "Staff" | "Team" | "Editors" | "Redaktion")
}

/// Whether a text begins with a person's name and says what they are or do.
fn tells_of(text: &str, name: &str) -> bool {
    const VERBS: &[&str] = &[
        " is ", " has ", " was ", " writes ", " works ", " ist ", " hat ", " est ", " a ", " es ",
        " è ", ", ",
    ];
    let text = text.strip_prefix("About the author ").unwrap_or(text);
    let rest = text.strip_prefix(name);
    rest.is_some_and(|rest| VERBS.iter().any(|verb| rest.starts_with(verb)))
}

/// A line below the headline that says outright who wrote the article: some
/// pages say so at its end.
fn find_signature(page: &Page, title: Option<usize>) -> Option<usize> {
    let rows = title.unwrap_or(0)..page.blocks.len();
    rows.into_iter().find(|row| {
        let block = &page.blocks[*row];
        let names = || byline::names(&block.text);
        block.is_visible()
            && block.words <= SIGNED_WORDS
            && byline::signs(&block.text)
            && !is_of_other_text(page, block, title)
            && !names().is_empty()
            && names().iter().all(|name| byline::is_written_as_name(name))
    })
}

/// Whether a line stands in a box that is named for comments or teasers, and
/// does not hold the headline, too, as the whole page does.
fn is_of_other_text(page: &Page, block: &TextBlock, title: Option<usize>) -> bool {
    boxes(page, block)
        .filter(|around| title.is_none_or(|title| !around.rows().contains(&title)))
        .any(|around| around.hints.has(Hint::Comment) || around.hints.has(Hint::Teaser))
}

/// Most words of a line that begins with a declared name or stands where
/// bylines do, roles and dates among them; a longer one is a sentence about
/// that person.
const SIGNED_WORDS: u32 = 20;

/// Whether one of the boxes right around a line is named for bylines, and not
/// for the people in a thread or a list.
fn is_named_byline(page: &Page, block: &TextBlock) -> bool {
    const AROUND: usize = 3;
    let named = |around: &Container| around.hints.has(Hint::Byline);
    let of_others = |around: &Container| OF_OTHERS.iter().any(|hint| around.hints.has(*hint));
    boxes(page, block).take(AROUND).any(named)
        && block.kind != BlockKind::Control
        && !boxes(page, block).take(2 * AROUND).any(of_others)
}

/// What boxes of people other than the author are named for: those of threads,
/// of lists, and of the reader's own account.
const OF_OTHERS: &[Hint] = &[
    Hint::Comment,
    Hint::Teaser,
    Hint::Login,
    Hint::Menu,
    Hint::Search,
];

/// Whether the first link of a line leads to an author's page.
pub(super) fn links_author(page: &Page, block: &TextBlock) -> bool {
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
        "/columnist/",
    ];
    let link = block.runs.iter().find_map(|run| run.link);
    let target = link.and_then(|link| page.links.get(link.row()));
    target.is_some_and(|target| PARTS.iter().any(|part| target.contains(part)))
}

/// Whether a short line gives a day. Captions give that of a picture.
fn has_date(block: &TextBlock) -> bool {
    !matches!(block.kind, BlockKind::Caption | BlockKind::Cell) && is_dated(block)
}

/// Whether a line of a cell gives the day of the article that begins in the
/// same cell: in a table that only lays out the page.
fn dates_its_cell(page: &Page, row: usize, body_first: Option<usize>) -> bool {
    let block = &page.blocks[row];
    let cell = || boxes(page, block).find(|around| matches!(around.tag, Tag::Td | Tag::Th));
    block.kind == BlockKind::Cell
        && body_first.is_some_and(|first| cell().is_some_and(|cell| cell.rows().contains(&first)))
        && is_dated(block)
}

/// Whether a line is as short as those that give a day, and gives one.
fn is_dated(block: &TextBlock) -> bool {
    let first = || date::find(&block.text, Order::DayFirst);
    if block.words > DATE_WORDS {
        let opens_with_hour =
            |day: Found| day.moment.time.is_some() && day.range.start <= LABEL_BYTES;
        return block.words <= HOUR_WORDS && first().is_some_and(opens_with_hour);
    }
    block.runs.iter().any(|run| run.style == Style::Time)
        || (block.text.contains(char::is_numeric) && first().is_some())
}

/// Most words of a line that gives a date, sections and counts among them.
const DATE_WORDS: u32 = 16;

/// Most words of a line that opens with a day and its hour, and may go on with
/// those of a change.
const HOUR_WORDS: u32 = 24;

/// Most bytes before such a day: "First published: Thursday, ".
const LABEL_BYTES: usize = 28;

/// Whether a short line tells a time by how long ago it was.
fn tells_time(block: &TextBlock) -> bool {
    block.words <= DATE_WORDS && !block.is_heading() && relative::is_time(&block.text)
}

/// A line anywhere below the headline that says, or stands below a label that
/// says, when the article was published or changed: some pages do so at its end.
fn find_signed_date(page: &Page, title: Option<usize>) -> Option<usize> {
    const WORDS: u32 = 12;
    let rows = title.unwrap_or(0)..page.blocks.len();
    rows.into_iter().find(|row| {
        let block = &page.blocks[*row];
        block.is_visible()
            && block.words <= WORDS
            && has_date(block)
            && [times::label(&block.text), times::label_before(page, *row)]
                .iter()
                .any(|label| matches!(label, Label::Published | Label::Modified))
            && !is_of_other_text(page, block, title)
    })
}

/// The date line right below a byline, wherever that stands.
fn date_below(page: &Page, byline: usize) -> Option<usize> {
    let below = (byline + 1..page.blocks.len()).find(|row| page.blocks[*row].is_read())?;
    has_date(&page.blocks[below]).then_some(below)
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
