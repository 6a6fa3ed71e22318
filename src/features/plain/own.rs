//! Features of a line's own text and setting.

use super::{Feature, View, log, share};
use crate::segment::plain::Mark;
use crate::segment::text::is_unspaced;

pub(super) const FEATURES: &[Feature] = &[
    ("own.words", |view| log(view.own.words)),
    ("own.chars", |view| log(view.own.chars)),
    ("own.word_length", |view| {
        share(view.own.chars, view.own.words.max(1))
    }),
    ("own.stop_word_share", |view| {
        share(view.own.stop_words, view.own.words)
    }),
    ("own.capital_share", |view| {
        share(view.own.capital_words, view.own.words)
    }),
    ("own.shouted_share", |view| {
        share(view.own.shouted_words, view.own.words)
    }),
    ("own.digit_share", |view| {
        share(view.own.digits, view.own.chars)
    }),
    ("own.commas", |view| log(view.own.commas)),
    ("own.comma_share", |view| {
        share(view.own.commas, view.own.words.max(1))
    }),
    ("own.sentence_ends", |view| log(view.own.sentence_ends)),
    ("own.words_a_sentence", |view| {
        share(view.own.words, view.own.sentence_ends + 1)
    }),
    ("own.separators", |view| log(view.own.separators)),
    ("own.quotes", |view| log(view.own.quotes)),
    ("own.ends_sentence", |view| {
        f32::from(view.own.ends_sentence)
    }),
    ("own.last_sign", last_sign),
    ("own.first_sign", first_sign),
    ("own.question", |view| f32::from(view.own.question)),
    ("own.copyright", |view| f32::from(view.own.copyright)),
    ("own.money", |view| f32::from(view.own.money)),
    ("own.at_sign", |view| f32::from(view.own.at_sign)),
    ("own.year", |view| f32::from(view.own.year)),
    ("own.clock", |view| f32::from(view.own.clock)),
    ("own.date", |view| f32::from(view.text.has_date[view.rank])),
    ("own.byline", |view| {
        f32::from(view.text.has_byline[view.rank])
    }),
    ("own.unspaced_share", unspaced_share),
    ("own.web_address", |view| {
        f32::from(view.line.block.text.contains("://") || view.line.block.text.contains("www."))
    }),
    ("own.mark", mark),
    ("own.indent", |view| view.line.indent.min(40) as f32),
    ("own.blank_before", |view| {
        view.line.blank_before.min(4) as f32
    }),
    ("own.blank_after", |view| {
        view.line.blank_after.min(4) as f32
    }),
    ("own.rows", |view| log(view.line.rows)),
    ("own.underlined", |view| f32::from(view.line.is_underlined)),
    ("own.odds", |view| view.text.odds[view.rank].mean),
    ("own.odds_least", |view| view.text.odds[view.rank].least),
    ("own.odds_most", |view| view.text.odds[view.rank].most),
    ("own.odds_first", |view| view.text.odds[view.rank].first),
    ("own.odds_line", |view| view.text.odds[view.rank].line),
    ("own.learned", |view| view.text.odds[view.rank].learned),
];

fn mark(view: &View) -> f32 {
    match view.line.mark {
        Mark::None => 0.0,
        Mark::Dash => 1.0,
        Mark::Number => 2.0,
        Mark::Bullet => 3.0,
    }
}

/// How the line ends, by how much that is like prose: 4 for the end of a
/// sentence, 3 for a colon, 2 for a letter, 1 for a digit, 0 for other signs.
fn last_sign(view: &View) -> f32 {
    match view.line.block.text.chars().next_back() {
        _ if view.own.ends_sentence => 4.0,
        Some(':' | '：') => 3.0,
        Some(c) if c.is_numeric() => 1.0,
        Some(c) if c.is_alphanumeric() => 2.0,
        _ => 0.0,
    }
}

/// How the line begins: 4 with a capital, 3 with a letter without case, 2
/// with a small letter, 1 with a digit, 0 with another sign.
fn first_sign(view: &View) -> f32 {
    match view.line.block.text.chars().next() {
        Some(c) if c.is_uppercase() => 4.0,
        Some(c) if c.is_lowercase() => 2.0,
        Some(c) if c.is_numeric() => 1.0,
        Some(c) if c.is_alphabetic() => 3.0,
        _ => 0.0,
    }
}

/// Share of the first letters that are of scripts without spaces.
fn unspaced_share(view: &View) -> f32 {
    const READ: usize = 40;
    let text = &view.line.block.text;
    let read = text.chars().take(READ).count();
    let unspaced = text.chars().take(READ).filter(|c| is_unspaced(*c)).count();
    share(unspaced as u32, read as u32)
}
