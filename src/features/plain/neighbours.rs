//! Features of the lines before and after, one by one and over windows.

use super::{Count, Feature, View, log, share};

/// Value of a feature of a neighbour that is not there.
const NONE: f32 = -1.0;

/// The log-odds of words that are not there.
const NO_ODDS: f32 = -8.0;

macro_rules! of_neighbour {
    ($name:literal, $feature:ident: $($offset:literal),*) => {
        &[$((concat!($name, "_", stringify!($offset)), |view| $feature(view, $offset))),*]
    };
}

const SINGLE: &[&[Feature]] = &[
    of_neighbour!("neighbours.words", words: -1, -2, -3, -4, 1, 2, 3, 4),
    of_neighbour!("neighbours.ends_sentence", ends_sentence: -1, -2, 1, 2),
    of_neighbour!("neighbours.stop_words", stop_words: -1, -2, 1, 2),
    of_neighbour!("neighbours.capitals", capitals: -1, 1),
    of_neighbour!("neighbours.odds", odds: -1, -2, 1, 2),
    of_neighbour!("neighbours.odds_line", odds_line: -1, 1),
    of_neighbour!("neighbours.learned", learned: -1, -2, 1, 2),
    of_neighbour!("neighbours.date", date: -1, -2, 1, 2),
    of_neighbour!("neighbours.byline", byline: -1, 1, 2),
    of_neighbour!("neighbours.words_in", window_words: -3, 3, -8, 8, -25, 25),
    of_neighbour!("neighbours.prose_in", window_prose: -3, 3, -8, 8, -25, 25, -80, 80),
    of_neighbour!("neighbours.stop_words_in", window_stop_words: -3, 3, -8, 8, -25, 25),
    of_neighbour!("neighbours.capitals_in", window_capitals: -8, 8),
    of_neighbour!("neighbours.sentences_in", window_sentences: -8, 8, -25, 25),
    of_neighbour!("neighbours.marks_in", window_marks: -8, 8),
    of_neighbour!("neighbours.odds_in", window_odds: -3, 3, -8, 8, -25, 25),
    of_neighbour!("neighbours.learned_in", window_learned: -3, 3, -8, 8, -25, 25),
];

pub(super) const FEATURES: &[Feature] = &flattened::<COUNT>();

const COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < SINGLE.len() {
        count += SINGLE[at].len();
        at += 1;
    }
    count
};

const fn flattened<const N: usize>() -> [Feature; N] {
    let mut all = [SINGLE[0][0]; N];
    let (mut group, mut at, mut to) = (0, 0, 0);
    while group < SINGLE.len() {
        while at < SINGLE[group].len() {
            all[to] = SINGLE[group][at];
            at += 1;
            to += 1;
        }
        group += 1;
        at = 0;
    }
    all
}

fn words(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NONE, |rank| log(view.text.stats[rank].words))
}

fn ends_sentence(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NONE, |rank| f32::from(view.text.stats[rank].ends_sentence))
}

fn stop_words(view: &View, offset: isize) -> f32 {
    view.neighbour(offset).map_or(NONE, |rank| {
        share(
            view.text.stats[rank].stop_words,
            view.text.stats[rank].words,
        )
    })
}

fn capitals(view: &View, offset: isize) -> f32 {
    view.neighbour(offset).map_or(NONE, |rank| {
        let stats = &view.text.stats[rank];
        share(stats.capital_words, stats.words)
    })
}

fn odds(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NO_ODDS, |rank| view.text.odds[rank].mean)
}

fn odds_line(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NO_ODDS, |rank| view.text.odds[rank].line)
}

fn learned(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NO_ODDS, |rank| view.text.odds[rank].learned)
}

fn date(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NONE, |rank| f32::from(view.text.has_date[rank]))
}

fn byline(view: &View, offset: isize) -> f32 {
    let rank = view.neighbour(offset);
    rank.map_or(NONE, |rank| f32::from(view.text.has_byline[rank]))
}

/// Mean words a line.
fn window_words(view: &View, reach: isize) -> f32 {
    per(view.window(reach), reach, |count| count.words).ln_1p()
}

/// Share of the words that stand in lines of running text.
fn window_prose(view: &View, reach: isize) -> f32 {
    let count = view.window(reach);
    of_words(count.prose, count)
}

fn window_stop_words(view: &View, reach: isize) -> f32 {
    let count = view.window(reach);
    of_words(count.stop_words, count)
}

fn window_capitals(view: &View, reach: isize) -> f32 {
    let count = view.window(reach);
    of_words(count.capital_words, count)
}

fn window_sentences(view: &View, reach: isize) -> f32 {
    let count = view.window(reach);
    of_words(count.sentence_ends, count)
}

fn window_marks(view: &View, reach: isize) -> f32 {
    per(view.window(reach), reach, |count| count.marks)
}

fn window_odds(view: &View, reach: isize) -> f32 {
    per(view.window(reach), reach, |count| count.odds)
}

/// Mean of a word.
fn window_learned(view: &View, reach: isize) -> f32 {
    let count = view.window(reach);
    of_words(count.learned, count)
}

fn of_words(part: f32, count: Count) -> f32 {
    if count.words > 0.5 {
        part / count.words
    } else {
        NONE
    }
}

/// A sum over a window, a line of it. What lies outside the text counts as empty.
fn per(count: Count, reach: isize, value: fn(&Count) -> f32) -> f32 {
    value(&count) / reach.unsigned_abs() as f32
}
