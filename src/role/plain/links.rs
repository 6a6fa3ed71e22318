//! Groups of links: runs of short lines, and lines that hold whole menus.

use std::ops::Range;

use super::{Part, Reading};
use crate::segment::plain::Mark;
use crate::verdict::{Reason, Role};

/// Most words of an entry.
const ENTRY: u32 = 6;

/// Fewest entries of a group.
const FEWEST: usize = 3;

/// Places the groups of links among the free lines.
pub(super) fn place(reading: &mut Reading) {
    let mut group = 0;
    let runs = reading.stretches(|line| reading.is_free(line) && is_entry(reading, line));
    for run in runs {
        if run.len() < FEWEST {
            continue;
        }
        let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
        let headings: Vec<bool> = run
            .clone()
            .map(|line| is_heading(reading, line, &run))
            .collect();
        for (line, is_heading) in run.zip(headings) {
            let (reason, part) = if is_heading {
                group += 1;
                (Reason::HeadsLinks, Part::Heading(2))
            } else {
                (Reason::ShortLines(count), Part::Link { group })
            };
            reading.place(line, Role::Navigation, reason, part);
        }
        group += 1;
    }
    for line in 0..reading.lines.len() {
        if reading.is_free(line) && is_menu(reading, line) {
            group += 1;
            let reason = Reason::ManyNames(reading.sketches[line].words);
            reading.place(line, Role::Navigation, reason, Part::Link { group });
        }
    }
}

fn is_entry(reading: &Reading, line: usize) -> bool {
    let sketch = &reading.sketches[line];
    sketch.words <= ENTRY && !sketch.ends_stop && !sketch.is_contact
}

/// Whether an entry heads those below it: it stands apart from those above and
/// close to those below, in a run of several such groups; or it has no bullet
/// and they have one; or it ends with a colon. Where all lines are set alike nothing tells a heading from an
/// entry, and it stays one.
fn is_heading(reading: &Reading, line: usize, run: &Range<usize>) -> bool {
    if line + 1 >= run.end {
        return false;
    }
    let (own, below) = (&reading.lines[line], &reading.lines[line + 1]);
    let is_apart = own.blank_before > 0 && own.blank_after == 0 && has_groups(reading, run);
    let is_bare = own.mark == Mark::None && below.mark == Mark::Bullet;
    let is_open = own.block.text.ends_with([':', '：']);
    is_apart || is_bare || is_open
}

/// Whether blank rows part a run into groups, not into single entries.
fn has_groups(reading: &Reading, run: &Range<usize>) -> bool {
    let lines = &reading.lines[run.clone()];
    let apart = lines.iter().filter(|line| line.blank_before > 0);
    let groups = apart.clone().filter(|line| line.blank_after == 0).count();
    groups >= 2 && apart.count() * 2 <= lines.len()
}

/// Whether a line holds a whole menu: many words with capitals and no end of a
/// sentence, or parts between bars or arrows.
///
/// Fails on: a headline in which every word has a capital.
fn is_menu(reading: &Reading, line: usize) -> bool {
    const FEWEST_WORDS: u32 = 7;
    const CAPITALS: u32 = 7;
    let sketch = &reading.sketches[line];
    let is_names = sketch.words >= FEWEST_WORDS && sketch.capitals >= CAPITALS;
    (is_names || sketch.is_trail) && !sketch.ends_stop && !sketch.is_contact
}
