//! Features of the text as a whole, the same for all its lines.

use super::{Feature, View, log};

pub(super) const FEATURES: &[Feature] = &[
    ("whole.lines", |view| log(view.text.lines.len() as u32)),
    ("whole.words", |view| (view.text.all().words + 1.0).log2()),
    ("whole.prose", |view| (view.text.all().prose + 1.0).log2()),
    ("whole.prose_share", |view| {
        of(view.text.all().prose, view.text.all().words)
    }),
    ("whole.words_a_line", |view| {
        of(view.text.all().words, view.text.lines.len() as f32).ln_1p()
    }),
    ("whole.stop_words", |view| {
        of(view.text.all().stop_words, view.text.all().words)
    }),
    ("whole.marks", |view| {
        of(view.text.all().marks, view.text.lines.len() as f32)
    }),
    ("whole.odds", |view| {
        of(view.text.all().odds, view.text.lines.len() as f32)
    }),
    ("whole.learned", |view| {
        of(view.text.all().learned, view.text.all().words)
    }),
    ("whole.sentences", |view| {
        of(view.text.all().sentence_ends, view.text.all().words)
    }),
    ("whole.wide_lines", |view| {
        log((view.text.mass[1].to - view.text.mass[1].from) as u32)
    }),
    ("whole.wide_share", wide_share),
];

fn wide_share(view: &View) -> f32 {
    let mass = view.text.mass[1];
    of(
        view.text.between(mass.from, mass.to).words,
        view.text.all().words,
    )
}

fn of(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
