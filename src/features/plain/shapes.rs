//! Runs of lines of one shape: menus, lists of headlines, tables.
//!
//! The items of a list often take several lines each (headline, byline, time),
//! so lines are also compared to those two, three and four lines away.

use super::{Feature, Stats, View, log};
use crate::segment::plain::Line;

/// Lines that an item may take.
const PERIODS: usize = 4;

/// By distance, how many lines in a row, this one among them, have the shape
/// of the line so far before them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Runs {
    pub length: [u32; PERIODS],
    /// Place of this line in the run of its own shape.
    pub place: u32,
    /// Lines of the text that have its shape.
    pub alike: u32,
    pub shape: u16,
}

pub(super) const FEATURES: &[Feature] = &[
    ("shapes.run_1", |view| run(view, 1)),
    ("shapes.run_2", |view| run(view, 2)),
    ("shapes.run_3", |view| run(view, 3)),
    ("shapes.run_4", |view| run(view, 4)),
    ("shapes.place", |view| log(view.text.runs[view.rank].place)),
    ("shapes.alike", |view| log(view.text.runs[view.rank].alike)),
    ("shapes.alike_share", |view| {
        view.text.runs[view.rank].alike as f32 / view.text.lines.len() as f32
    }),
    ("shapes.run_before", |view| neighbour_run(view, -1)),
    ("shapes.run_after", |view| neighbour_run(view, 1)),
    ("shapes.short_run", short_run),
];

fn run(view: &View, period: usize) -> f32 {
    log(view.text.runs[view.rank].length[period - 1])
}

fn neighbour_run(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(-1.0, |rank| log(view.text.runs[rank].length[0]))
}

/// Short lines around this one without a longer one in between.
fn short_run(view: &View) -> f32 {
    const REACH: usize = 30;
    const SHORT: u32 = 8;
    let is_short = |rank: &usize| view.text.stats[*rank].words <= SHORT;
    let before = (0..view.rank)
        .rev()
        .take(REACH)
        .take_while(is_short)
        .count();
    let after = (view.rank + 1..view.text.lines.len())
        .take(REACH)
        .take_while(is_short)
        .count();
    if is_short(&view.rank) {
        log((before + after + 1) as u32)
    } else {
        0.0
    }
}

/// The runs that each line stands in.
pub(super) fn runs(
    lines: &[&Line],
    stats: &[Stats],
    has_date: &[bool],
    has_byline: &[bool],
) -> Vec<Runs> {
    let shapes: Vec<u16> = (0..lines.len())
        .map(|rank| shape(lines[rank], &stats[rank], has_date[rank], has_byline[rank]))
        .collect();
    let mut alike = [0_u32; SHAPES];
    for shape in &shapes {
        alike[usize::from(*shape)] += 1;
    }
    let mut runs: Vec<Runs> = shapes
        .iter()
        .map(|shape| Runs {
            shape: *shape,
            alike: alike[usize::from(*shape)],
            ..Runs::default()
        })
        .collect();
    for period in 1..=PERIODS {
        mark_runs(&shapes, period, &mut runs);
    }
    runs
}

fn mark_runs(shapes: &[u16], period: usize, runs: &mut [Runs]) {
    let mut from = 0;
    while from < shapes.len() {
        let mut to = from + period;
        while to < shapes.len() && shapes[to] == shapes[to - period] {
            to += 1;
        }
        let end = to.min(shapes.len());
        let length = if to > from + period { end - from } else { 0 };
        // A run may begin within the lines that the run before it ends with.
        let next = if length > 0 {
            end + 1 - period
        } else {
            from + 1
        };
        for (place, run) in runs[from..end].iter_mut().enumerate() {
            let slot = &mut run.length[period - 1];
            *slot = (*slot).max(length as u32);
            if period == 1 {
                run.place = place as u32;
            }
        }
        from = next.max(from + 1);
    }
}

/// Number of shapes.
const SHAPES: usize = 4 * 5 * 2 * 2 * 3;

/// A line's shape: its mark, its length, whether it has a date or names an
/// author, and how it ends.
fn shape(line: &Line, stats: &Stats, has_date: bool, has_byline: bool) -> u16 {
    let mark = line.mark as u16;
    let length = match stats.words {
        0..=1 => 0,
        2..=4 => 1,
        5..=12 => 2,
        13..=30 => 3,
        _ => 4,
    };
    let end = match line.block.text.chars().next_back() {
        _ if stats.ends_sentence => 2,
        Some(':' | '：') => 1,
        _ => 0,
    };
    let (date, byline) = (u16::from(has_date), u16::from(has_byline));
    (((mark * 5 + length) * 2 + date) * 2 + byline) * 3 + end
}
