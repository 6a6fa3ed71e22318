//! The numbers that a line of plain text is judged by, one file a family, as
//! for the blocks of a page with markup; here text and setting are all there is.

pub(crate) mod again;
mod mass;
mod neighbours;
pub(crate) mod odds;
mod own;
mod place;
mod shapes;
mod whole;
pub(crate) mod words;

use std::collections::HashMap;

use super::columns::Columns;
use super::stats::{self, Stats};
use super::{distance, log, page, share};
use crate::block::BlockKind;
use crate::fnv::FixedMap;
use crate::hints::{Hint, KINDS};
use crate::metadata::{byline, date};
use crate::score::probability;
use crate::segment::plain::Line;
use mass::Mass;
use odds::{LineOdds, WordOdds};
use shapes::Runs;

/// The features of the lines of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Features {
    pub columns: Columns,
    /// By rank.
    counts: Vec<Count>,
    runs: Vec<Runs>,
    /// Numbers of the readable lines, in order: those that are no rules.
    readable: Vec<u32>,
    mass: Mass,
}

impl Features {
    /// Numbers of the lines that are scored, in order.
    pub fn readable(&self) -> &[u32] {
        &self.readable
    }

    /// The text as one row: what its kind is told from; see [`page`].
    pub fn of_text(&self, log_odds: &[f32]) -> Vec<f32> {
        let scores = log_odds.iter().copied().map(probability);
        page::means(
            &self.columns,
            self.counts.iter().map(|count| count.words).zip(scores),
        )
    }

    /// Whether the line of this rank reads as running text.
    pub fn is_prose(&self, rank: usize) -> bool {
        self.counts[rank].prose > 0.0
    }

    /// Whether the line of this rank stands in the main mass of running text.
    pub fn is_in_mass(&self, rank: usize) -> bool {
        (self.mass.from..self.mass.to).contains(&rank)
    }
}

/// A feature: its name, and how it is worked out.
type Feature = (&'static str, fn(&View<'_>) -> f32);

const FAMILIES: &[&[Feature]] = &[
    own::FEATURES,
    place::FEATURES,
    neighbours::FEATURES,
    shapes::FEATURES,
];

/// What is counted in a line once and read by many features.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    words: f32,
    /// Words of a line that reads as running text.
    prose: f32,
    stop_words: f32,
    sentence_ends: f32,
    capital_words: f32,
    marks: f32,
    odds: f32,
    /// A line's learned log-odds for each of its words.
    learned: f32,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.words += other.words;
        self.prose += other.prose;
        self.stop_words += other.stop_words;
        self.sentence_ends += other.sentence_ends;
        self.capital_words += other.capital_words;
        self.marks += other.marks;
        self.odds += other.odds;
        self.learned += other.learned;
    }

    fn without(self, other: Count) -> Count {
        Count {
            words: self.words - other.words,
            prose: self.prose - other.prose,
            stop_words: self.stop_words - other.stop_words,
            sentence_ends: self.sentence_ends - other.sentence_ends,
            capital_words: self.capital_words - other.capital_words,
            marks: self.marks - other.marks,
            odds: self.odds - other.odds,
            learned: self.learned - other.learned,
        }
    }
}

/// A line and all that is known of its text: what a feature looks at.
struct View<'a> {
    text: &'a Text<'a>,
    rank: usize,
    line: &'a Line,
    own: &'a Stats,
}

/// What is known of a text. All columns are by rank.
struct Text<'a> {
    lines: Vec<&'a Line>,
    stats: Vec<Stats>,
    odds: Vec<LineOdds>,
    has_date: Vec<bool>,
    has_byline: Vec<bool>,
    counts: Vec<Count>,
    /// With one more at the end: sums over all lines before.
    before: Vec<Count>,
    copies: Vec<u32>,
    runs: Vec<Runs>,
    /// The mass of running text, told narrowly and widely.
    mass: [Mass; 2],
    /// First and last line of running text.
    prose: Option<(usize, usize)>,
    /// The first line in letters: often the page's title.
    first_line: String,
}

impl View<'_> {
    fn neighbour(&self, offset: isize) -> Option<usize> {
        let rank = self.rank.checked_add_signed(offset)?;
        (rank < self.text.lines.len()).then_some(rank)
    }

    /// Sums over so many lines before (below zero) or after this one.
    fn window(&self, reach: isize) -> Count {
        let end = self.text.lines.len();
        let (from, to) = if reach < 0 {
            (self.rank.saturating_sub(reach.unsigned_abs()), self.rank)
        } else {
            let from = (self.rank + 1).min(end);
            (from, (from + reach.unsigned_abs()).min(end))
        };
        self.text.between(from, to)
    }
}

impl<'a> Text<'a> {
    fn new(lines: Vec<&'a Line>, words: &WordOdds) -> Self {
        let stats: Vec<Stats> = lines.iter().map(|l| stats::of_block(&l.block)).collect();
        let odds: Vec<LineOdds> = lines.iter().map(|l| words.of_line(&l.block.text)).collect();
        let counts: Vec<Count> = stats
            .iter()
            .zip(&lines)
            .zip(&odds)
            .map(|((stats, line), odds)| count(stats, line, odds))
            .collect();
        let has_date: Vec<bool> = lines.iter().map(|line| has_date(line)).collect();
        let has_byline: Vec<bool> = lines.iter().map(|line| has_byline(line)).collect();
        let mut sum = Count::default();
        let mut before = vec![sum];
        for count in &counts {
            sum.add(*count);
            before.push(sum);
        }
        let is_prose = |count: &Count| count.prose > 0.0;
        let first = counts.iter().position(is_prose);
        let first_line = lines.first().map(|line| letters(&line.block.text));
        Text {
            copies: copies(&lines),
            runs: shapes::runs(&lines, &stats, &has_date, &has_byline),
            mass: [mass::narrow(&counts), mass::wide(&counts)],
            prose: first.zip(counts.iter().rposition(is_prose)),
            first_line: first_line.unwrap_or_default(),
            lines,
            stats,
            odds,
            has_date,
            has_byline,
            counts,
            before,
        }
    }

    fn between(&self, from: usize, to: usize) -> Count {
        if from >= to {
            return Count::default();
        }
        self.before[to].without(self.before[from])
    }

    fn all(&self) -> Count {
        self.before[self.lines.len()]
    }
}

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<&'static str> {
    let families = FAMILIES.iter().copied().chain([whole::FEATURES]);
    let single = families.flat_map(|family| family.iter().map(|(name, _)| *name));
    single.chain(Hint::WORD_NAMES.iter().copied()).collect()
}

/// The names of the features of a text, in their order.
pub(crate) fn names_of_text() -> Vec<String> {
    page::names_of(&names())
}

/// The number of a feature's column.
pub(crate) fn column(name: &str) -> Option<usize> {
    static COLUMNS: std::sync::OnceLock<FixedMap<&'static str, usize>> = std::sync::OnceLock::new();
    let columns = COLUMNS.get_or_init(|| names().into_iter().zip(0..).collect());
    columns.get(name).copied()
}

/// The features of all readable lines.
pub(crate) fn of_lines(lines: &[Line], words: &WordOdds) -> Features {
    let readable: Vec<u32> = (0..lines.len() as u32)
        .filter(|line| is_readable(&lines[*line as usize]))
        .collect();
    let text = Text::new(
        readable.iter().map(|line| &lines[*line as usize]).collect(),
        words,
    );
    let view = |(rank, line)| View {
        text: &text,
        rank,
        line,
        own: &text.stats[rank],
    };
    let views: Vec<View> = text.lines.iter().copied().enumerate().map(view).collect();
    let mut columns = Columns::new(views.len(), names().len());
    for (_, feature) in FAMILIES.iter().copied().flatten() {
        columns.push(views.iter().map(feature));
    }
    for (_, feature) in whole::FEATURES {
        columns.push_same(views.first().map_or(0.0, feature));
    }
    add_hints(&views, &mut columns);
    Features {
        columns,
        counts: text.counts,
        runs: text.runs,
        mass: text.mass[1],
        readable,
    }
}

fn is_readable(line: &Line) -> bool {
    line.block.kind != BlockKind::Rule
}

/// What the first words of each line hint at: 2 for its own, 1 for those of the
/// last short line above it that is no item, which may be its heading.
fn add_hints(views: &[View], columns: &mut Columns) {
    const REACH: usize = 40;
    let first = columns.features();
    for _ in 0..KINDS {
        columns.push_same(0.0);
    }
    for view in views {
        let mut set = |kind, value| columns.set(first + kind, view.rank, value);
        let from = view.rank.saturating_sub(REACH);
        let heading = (from..view.rank)
            .rev()
            .find(|rank| may_head(view.text, *rank));
        if let Some(heading) = heading {
            let hints = view.text.stats[heading].hints;
            hints.kinds().for_each(|kind| set(kind, 1.0));
        }
        view.own.hints.kinds().for_each(|kind| set(kind, 2.0));
    }
}

/// Whether a line may be the heading of those below it: it is short, stands
/// below a longer line or a blank row, and above a longer one.
fn may_head(text: &Text, rank: usize) -> bool {
    const MOST_WORDS: u32 = 6;
    let words = |rank: usize| text.stats.get(rank).map_or(u32::MAX, |stats| stats.words);
    let own = words(rank);
    let above = rank.checked_sub(1).map_or(u32::MAX, words);
    let line = text.lines[rank];
    own <= MOST_WORDS
        && line.mark == crate::segment::plain::Mark::None
        && !text.stats[rank].ends_sentence
        && (line.blank_before > 0 || above > 2 * own)
        && words(rank + 1) > own
}

fn count(stats: &Stats, line: &Line, odds: &LineOdds) -> Count {
    Count {
        words: stats.words as f32,
        prose: if is_prose(stats) {
            stats.words as f32
        } else {
            0.0
        },
        stop_words: stats.stop_words as f32,
        sentence_ends: stats.sentence_ends as f32,
        capital_words: stats.capital_words as f32,
        marks: f32::from(u8::from(line.mark != crate::segment::plain::Mark::None)),
        odds: odds.mean,
        learned: odds.learned * stats.words as f32,
    }
}

/// Whether a line reads as running text: long enough for a sentence, and with
/// the end of one or with commas.
fn is_prose(stats: &Stats) -> bool {
    stats.words >= 10 && (stats.ends_sentence || stats.sentence_ends > 0 || stats.words >= 25)
}

/// Most words of a line that gives a date.
const DATE_WORDS: u32 = 16;

fn has_date(line: &Line) -> bool {
    line.block.words <= DATE_WORDS
        && line.block.text.len() <= 200
        && line.block.text.contains(char::is_numeric)
        && date::find(&line.block.text, date::Order::DayFirst).is_some()
}

/// Most words of a line that names an author.
const BYLINE_WORDS: u32 = 16;

fn has_byline(line: &Line) -> bool {
    line.block.words <= BYLINE_WORDS
        && line.block.text.len() <= 200
        && byline::has_lead(&line.block.text)
}

/// By rank: how many lines have the same text.
fn copies(lines: &[&Line]) -> Vec<u32> {
    let mut count: HashMap<&str, u32> = HashMap::new();
    for line in lines {
        *count.entry(&line.block.text).or_default() += 1;
    }
    let of = |line: &&Line| count[line.block.text.as_str()];
    lines.iter().map(of).collect()
}

/// Letters and digits of the start of a text, lower case.
fn letters(text: &str) -> String {
    const MOST: usize = 300;
    text.chars()
        .take(MOST)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
