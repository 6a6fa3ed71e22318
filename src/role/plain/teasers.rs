//! Lists of other articles: runs of lines of a headline's length, each with or
//! without lines for its author, its time, its summary.

use std::ops::Range;

use super::sketch::is_paragraph;
use super::{Part, Reading};
use crate::segment::plain::Mark;
use crate::verdict::{Reason, Role};

/// Takes out of the body what the model doubtfully took into it: a list below
/// its last paragraph in which three headlines or more have details.
///
/// Fails on: a table of contents with authors and dates at the end of a text.
pub(super) fn release_list_at_end(reading: &mut Reading) {
    const FEWEST: usize = 3;
    let last = (0..reading.lines.len())
        .rev()
        .find(|line| reading.is_body[*line] && is_paragraph(&reading.lines[*line]));
    let from = last.map_or(0, |last| last + 1);
    let kinds: Vec<Kind> = (from..reading.lines.len())
        .map(|line| match reading.lines[line].block.text.is_empty() {
            true => Kind::None,
            false => kind(reading, line),
        })
        .collect();
    for run in runs(&kinds) {
        let pairs = kinds[run.clone()]
            .windows(2)
            .filter(|pair| *pair == [Kind::Headline, Kind::Detail])
            .count();
        if pairs >= FEWEST {
            let start = (from + run.start).saturating_sub(1).max(from);
            reading.is_body[start..from + run.end].fill(false);
        }
    }
}

/// What a line may be in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Headline,
    /// An author or a time.
    Detail,
    /// "1", "2", "3" of a ranking, or "1." before it.
    Rank,
    Summary,
    None,
}

/// Places the lists of teasers among the free lines.
pub(super) fn place(reading: &mut Reading, title: Option<usize>) {
    let mut lists = 0;
    let head = title.or(reading.body_first).unwrap_or(0);
    for stretch in reading.free() {
        let kinds: Vec<Kind> = stretch.clone().map(|line| kind(reading, line)).collect();
        for run in runs(&kinds) {
            let lines = stretch.start + run.start..stretch.start + run.end;
            if is_list(reading, &kinds[run.clone()], &lines, head) {
                place_list(reading, &kinds[run], lines, lists);
                lists += 1;
            }
        }
    }
}

/// Words of a headline.
const HEADLINE: Range<u32> = 4..31;

/// Fewest words of a summary.
const SUMMARY: u32 = 8;

fn kind(reading: &Reading, line: usize) -> Kind {
    let sketch = &reading.sketches[line];
    let is_about_page = sketch.speaks_of_page()
        || sketch.is_contact
        || sketch.subjects.has(super::super::words::Subject::Legal)
        || sketch.subjects.has(super::super::words::Subject::Copyright);
    if sketch.is_rank {
        Kind::Rank
    } else if sketch.is_detail() {
        Kind::Detail
    } else if is_about_page {
        Kind::None
    } else if sketch.ends_stop && sketch.words >= SUMMARY {
        Kind::Summary
    } else if HEADLINE.contains(&sketch.words)
        && !sketch.ends_stop
        && !sketch.ends_open
        && !sketch.is_trail
    {
        Kind::Headline
    } else {
        Kind::None
    }
}

/// The runs of lines that may belong to lists. A summary belongs to what
/// stands above it, so it begins no run.
fn runs(kinds: &[Kind]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    while from < kinds.len() {
        if matches!(kinds[from], Kind::None | Kind::Summary) {
            from += 1;
            continue;
        }
        let is_end = |kind: &Kind| *kind == Kind::None;
        let to = kinds[from..]
            .iter()
            .position(is_end)
            .map_or(kinds.len(), |end| from + end);
        runs.push(from..to);
        from = to;
    }
    runs
}

/// Whether a run is a list: of two items with details or numbers, or of three
/// whose headlines are longer than the entries of menus. Above the article
/// stand menus, whatever their length.
///
/// Fails on: a menu of long entries below the article, and a list of one.
fn is_list(reading: &Reading, kinds: &[Kind], lines: &Range<usize>, head: usize) -> bool {
    /// Mean words of headlines that are no entries of a menu, in tenths.
    const LONG: u32 = 50;
    let count = |wanted: Kind| kinds.iter().filter(|kind| **kind == wanted).count();
    let headlines = count(Kind::Headline);
    let words: u32 = lines
        .clone()
        .zip(kinds)
        .filter(|(_, kind)| **kind == Kind::Headline)
        .map(|(line, _)| reading.sketches[line].words)
        .sum();
    let is_detailed = headlines >= 2 && count(Kind::Detail) + count(Kind::Rank) >= 2;
    let is_long = lines.start >= head && headlines >= 3 && words * 10 >= LONG * headlines as u32;
    is_detailed || is_long
}

fn place_list(reading: &mut Reading, kinds: &[Kind], lines: Range<usize>, list: u32) {
    let headlines = kinds.iter().filter(|kind| **kind == Kind::Headline).count();
    let reason = Reason::LikeSiblings(u32::try_from(headlines).unwrap_or(u32::MAX));
    if let Some(heading) = heading(reading, lines.start) {
        reading.place(
            heading,
            Role::Teaser,
            Reason::HeadsTeasers,
            Part::Heading(2),
        );
    }
    // Details stand below their headlines, or, in lists that begin with one
    // and end with a headline, above.
    let details_lead =
        kinds.first() == Some(&Kind::Detail) && kinds.last() == Some(&Kind::Headline);
    let mut item = 0;
    let mut is_open = false;
    for (line, kind) in lines.zip(kinds) {
        let starts = match kind {
            Kind::Rank => true,
            Kind::Detail => details_lead && !is_open,
            Kind::Headline => !is_open,
            Kind::Summary | Kind::None => false,
        };
        item += u32::from(starts);
        let part = match kind {
            Kind::Headline => Part::Headline { list, item },
            _ => Part::Detail { list, item },
        };
        reading.place(line, Role::Teaser, reason.clone(), part);
        // Once open by a number or a leading detail, the item waits for its headline.
        is_open = match kind {
            Kind::Rank => true,
            Kind::Detail => details_lead,
            Kind::Headline | Kind::Summary | Kind::None => false,
        };
    }
}

/// The line right above a list that heads it: short, and not itself one of a
/// run of short lines.
fn heading(reading: &Reading, start: usize) -> Option<usize> {
    const MOST_WORDS: u32 = 5;
    let line = start.checked_sub(1).filter(|line| reading.is_free(*line))?;
    let sketch = &reading.sketches[line];
    let own = &reading.lines[line];
    let is_line = (1..=MOST_WORDS).contains(&sketch.words)
        && !sketch.ends_stop
        && own.mark != Mark::Bullet
        && !sketch.speaks_of_page();
    let above = line.checked_sub(1);
    let is_apart = own.blank_before > 0
        || above.is_none_or(|above| {
            !reading.is_free(above) || reading.sketches[above].words > MOST_WORDS
        });
    (is_line && is_apart).then_some(line)
}
