//! Features of where a line stands in its text and in the mass of running text.

use super::{Feature, View, distance, letters, log};

pub(super) const FEATURES: &[Feature] = &[
    ("place.rank", |view| log(view.rank as u32)),
    ("place.rank_share", |view| {
        view.rank as f32 / view.text.lines.len() as f32
    }),
    ("place.from_end", |view| {
        log((view.text.lines.len() - view.rank) as u32)
    }),
    ("place.words_share_before", |view| {
        part(view.text.before[view.rank].words, view.text.all().words)
    }),
    ("place.prose_before", |view| {
        (view.text.before[view.rank].prose + 1.0).log2()
    }),
    ("place.prose_share_before", |view| {
        part(view.text.before[view.rank].prose, view.text.all().prose)
    }),
    ("place.after_first_prose", |view| {
        distance(view.text.prose.map(|(first, _)| first), view.rank)
    }),
    ("place.after_last_prose", |view| {
        distance(view.text.prose.map(|(_, last)| last), view.rank)
    }),
    ("place.narrow_from", |view| from_mass(view, 0)),
    ("place.narrow_to", |view| to_mass(view, 0)),
    ("place.wide_from", |view| from_mass(view, 1)),
    ("place.wide_to", |view| to_mass(view, 1)),
    ("place.narrow_share", |view| share_of_mass(view, 0)),
    ("place.copies", |view| log(view.text.copies[view.rank])),
    ("place.in_first_line", in_first_line),
];

fn part(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn from_mass(view: &View, which: usize) -> f32 {
    distance(Some(view.text.mass[which].from), view.rank)
}

fn to_mass(view: &View, which: usize) -> f32 {
    distance(view.text.mass[which].to.checked_sub(1), view.rank)
}

/// Share of the text's running words that the mass holds.
fn share_of_mass(view: &View, which: usize) -> f32 {
    let mass = view.text.mass[which];
    part(
        view.text.between(mass.from, mass.to).prose,
        view.text.all().prose,
    )
}

/// Whether the first line of the text holds this one: many dumps begin with
/// the page's title, and its headline repeats it.
fn in_first_line(view: &View) -> f32 {
    const WORDS: std::ops::RangeInclusive<u32> = 2..=30;
    let may_be = view.rank > 0 && WORDS.contains(&view.own.words);
    let holds = may_be && {
        let own = letters(&view.line.block.text);
        own.len() > 3 && view.text.first_line.contains(&own)
    };
    f32::from(holds)
}
