//! Features of the second look: what the first verdicts say about the lines
//! around a line, those of its shape, and the text.

use super::{Features, column, distance};
use crate::features::columns::Columns;
use crate::features::verdicts::{Sum, Verdicts};
use crate::page_kind::PageKind;

/// The features that come from first verdicts.
const OWN: &[&str] = &[
    "again.first",
    "again.first_-1",
    "again.first_+1",
    "again.first_-2",
    "again.first_+2",
    "again.first_-3",
    "again.first_+3",
    "again.first_-4",
    "again.first_+4",
    "again.body_before_4",
    "again.body_after_4",
    "again.body_before_12",
    "again.body_after_12",
    "again.body_before_40",
    "again.body_after_40",
    "again.body_share_before",
    "again.body_words_before",
    "again.body_words_after",
    "again.alike",
    "again.alike_near",
    "again.after_first_sure",
    "again.after_last_sure",
    "again.sure_before",
    "again.sure_after",
    "again.text_body_words",
    "again.text_body_share",
    "again.text_sure_share",
    "again.text_doubt",
];

/// Features of the first look that the second sees again.
const AGAIN: &[&str] = &[
    "own.words",
    "own.word_length",
    "own.stop_word_share",
    "own.capital_share",
    "own.shouted_share",
    "own.digit_share",
    "own.comma_share",
    "own.sentence_ends",
    "own.ends_sentence",
    "own.last_sign",
    "own.first_sign",
    "own.question",
    "own.year",
    "own.date",
    "own.byline",
    "own.mark",
    "own.indent",
    "own.blank_before",
    "own.blank_after",
    "own.rows",
    "own.odds",
    "own.odds_least",
    "own.odds_first",
    "own.odds_line",
    "own.learned",
    "place.rank_share",
    "place.narrow_from",
    "place.narrow_to",
    "place.wide_from",
    "place.wide_to",
    "place.copies",
    "place.in_first_line",
    "neighbours.words_-1",
    "neighbours.words_1",
    "neighbours.odds_in_8",
    "neighbours.odds_in_-8",
    "shapes.run_1",
    "shapes.run_2",
    "shapes.run_3",
    "shapes.short_run",
    "whole.lines",
    "whole.words",
    "whole.prose_share",
    "whole.stop_words",
    "whole.odds",
    "whole.learned",
    "whole.wide_share",
];

/// Features of the first look whose mean over all lines, and over the words
/// that are expected to be body, tell what kind of page it is.
const MEANS: &[&str] = &[
    "own.words",
    "own.chars",
    "own.date",
    "own.byline",
    "own.clock",
    "own.question",
    "own.money",
    "own.digit_share",
    "own.capital_share",
    "own.stop_word_share",
    "own.quotes",
    "own.mark",
    "own.odds",
    "own.odds_first",
    "own.learned",
    "place.copies",
    "shapes.run_2",
    "words.forum",
    "words.comment",
    "words.product",
    "words.price",
    "words.review",
    "words.code",
];

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<String> {
    let own = OWN.iter().map(|name| (*name).to_owned());
    let kinds = PageKind::FITTED.map(|kind| format!("kind.{kind}"));
    let of = |what: &'static str| MEANS.iter().map(move |name| format!("{what} {name}"));
    own.chain(kinds)
        .chain(of("all"))
        .chain(of("body"))
        .chain(AGAIN.iter().map(|name| format!("again {name}")))
        .collect()
}

/// The features of the readable lines, from the first look's log-odds of each,
/// the features of the whole text and the probability of each kind of page.
pub(crate) fn of_lines(
    features: &Features,
    log_odds: &[f32],
    of_text: &[f32],
    kinds: &[f32],
) -> Columns {
    let first = First::new(features, log_odds);
    let means = means(of_text);
    let mut own = Vec::with_capacity(log_odds.len() * OWN.len());
    for rank in 0..log_odds.len() {
        first.write(rank, &mut own);
    }
    let own = own.as_chunks::<{ OWN.len() }>().0;
    let count = OWN.len() + kinds.len() + means.len() + AGAIN.len();
    let mut all = Columns::new(log_odds.len(), count);
    for feature in 0..OWN.len() {
        all.push(own.iter().map(|own| own[feature]));
    }
    for value in kinds.iter().chain(&means) {
        all.push_same(*value);
    }
    for feature in AGAIN.iter().filter_map(|name| column(name)) {
        all.push(features.columns.column(feature).iter().copied());
    }
    all
}

/// The means of [`MEANS`] over all lines, then over what is expected to be body.
fn means(of_text: &[f32]) -> Vec<f32> {
    let (all, body) = of_text.split_at(of_text.len() / 2);
    let of = |means: &[f32]| -> Vec<f32> {
        let wanted = MEANS.iter().filter_map(|name| column(name));
        wanted.map(|feature| means[feature]).collect()
    };
    [of(all), of(body)].concat()
}

/// The first verdicts with all that is summed over them. All columns are by rank.
struct First<'a> {
    verdicts: Verdicts<'a>,
    shapes: Vec<u16>,
    /// Lines of one shape, by shape.
    alike: Vec<Sum>,
    /// The last line that is surely body, at or before each; the next one.
    sure_before: Vec<Option<usize>>,
    sure_after: Vec<Option<usize>>,
    of_text: [f32; 4],
}

impl<'a> First<'a> {
    fn new(features: &Features, log_odds: &'a [f32]) -> Self {
        let verdicts = Verdicts::new(features.counts.iter().map(|count| count.words), log_odds);
        let shapes: Vec<u16> = features.runs.iter().map(|run| run.shape).collect();
        let shape_count = shapes.iter().max().map_or(0, |most| usize::from(*most) + 1);
        let mut alike = vec![Sum::default(); shape_count];
        for (sum, shape) in verdicts.own.iter().zip(&shapes) {
            alike[usize::from(*shape)].add(*sum);
        }
        let is_sure = |rank: usize| verdicts.own[rank].is_sure().then_some(rank);
        let mut last = None;
        let sure_before = (0..verdicts.own.len())
            .map(|rank| {
                last = is_sure(rank).or(last);
                last
            })
            .collect();
        let mut next = None;
        let mut sure_after: Vec<Option<usize>> = (0..verdicts.own.len())
            .rev()
            .map(|rank| {
                next = is_sure(rank).or(next);
                next
            })
            .collect();
        sure_after.reverse();
        First {
            of_text: verdicts.of_page(),
            verdicts,
            shapes,
            alike,
            sure_before,
            sure_after,
        }
    }

    /// Adds a line's features in the order of [`OWN`].
    fn write(&self, rank: usize, out: &mut Vec<f32>) {
        self.verdicts.write(rank, 4, out);
        let alike = self.alike[usize::from(self.shapes[rank])];
        out.push(alike.without(self.verdicts.own[rank]).mean_score());
        out.push(self.alike_near(rank));
        let first_sure = self.sure_after.first().copied().flatten();
        let last_sure = self.sure_before.last().copied().flatten();
        out.push(distance(first_sure, rank));
        out.push(distance(last_sure, rank));
        out.push(distance(self.sure_before[rank], rank));
        out.push(distance(self.sure_after[rank], rank));
        out.extend(self.of_text);
    }

    /// Mean probability of the lines near by that have the line's shape.
    fn alike_near(&self, rank: usize) -> f32 {
        const REACH: usize = 12;
        let own = &self.verdicts.own;
        let from = rank.saturating_sub(REACH);
        let to = (rank + 1 + REACH).min(own.len());
        let mut sum = Sum::default();
        for (near, &verdict) in own.iter().enumerate().take(to).skip(from) {
            if near != rank && self.shapes[near] == self.shapes[rank] {
                sum.add(verdict);
            }
        }
        sum.mean_score()
    }
}
