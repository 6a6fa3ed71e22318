//! How precision and recall trade: what a page's answer would hold if every
//! block were taken whose score is at or above a line, for all lines.

use std::collections::HashMap;

use bodycopy::{Article, Role};

use crate::corpus::Row;
use crate::metrics::{Overlap, words};

/// The lines are 0.00, 0.01, … 1.00: this many steps from the first to the last.
pub const STEPS: usize = 100;

/// A page's overlap with its truth at each line, from 0.00 up.
#[derive(Debug, Clone)]
pub struct PageCurve(Vec<Overlap>);

impl PageCurve {
    /// Takes the visible blocks of a page in the order of their scores;
    /// `None` where the truth gives no text.
    pub fn of(row: &Row, article: &Article) -> Option<PageCurve> {
        let truth = row.text.as_deref()?.to_lowercase();
        let mut left: HashMap<&str, u64> = HashMap::new();
        for word in words(&truth) {
            *left.entry(word).or_default() += 1;
        }
        let mut blocks: Vec<_> = article
            .blocks
            .iter()
            .filter(|block| block.role != Role::Hidden)
            .collect();
        // Stable: position breaks ties.
        blocks.sort_by(|a, b| b.score.total_cmp(&a.score));

        let mut overlap = Overlap {
            missed: left.values().sum(),
            ..Overlap::default()
        };
        let mut next = blocks.into_iter().peekable();
        let mut overlaps = Vec::with_capacity(STEPS + 1);
        for step in (0..=STEPS).rev() {
            let line = step as f32 / STEPS as f32;
            while let Some(block) = next.next_if(|block| block.score >= line) {
                for word in words(&block.text.to_lowercase()) {
                    take(&mut left, word, &mut overlap);
                }
            }
            overlaps.push(overlap);
        }
        overlaps.reverse();
        Some(PageCurve(overlaps))
    }
}

fn take(left: &mut HashMap<&str, u64>, word: &str, overlap: &mut Overlap) {
    match left.get_mut(word).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            overlap.hits += 1;
            overlap.missed -= 1;
        }
        None => overlap.extra += 1,
    }
}

/// The means of many pages at one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Blocks are taken whose score is at or above it.
    pub line: f64,
    /// Mean precision of the pages with an answer.
    pub precision: f64,
    /// Mean recall of the pages with a truth.
    pub recall: f64,
    /// Mean F1 of all pages.
    pub f1: f64,
}

/// The mean curve of some pages, from the lowest line up; lines that no page
/// has a block above are left out.
pub fn mean(pages: &[&PageCurve]) -> Vec<Point> {
    (0..=STEPS)
        .filter_map(|step| {
            point(
                step as f64 / STEPS as f64,
                pages.iter().map(|page| page.0[step]),
            )
        })
        .collect()
}

/// The means of some overlaps; `None` where no page has an answer or a truth.
pub fn point(line: f64, pages: impl Iterator<Item = Overlap> + Clone) -> Option<Point> {
    Some(Point {
        line,
        precision: crate::figures::mean(pages.clone().filter_map(|page| page.precision()))?,
        recall: crate::figures::mean(pages.clone().filter_map(|page| page.recall()))?,
        f1: crate::figures::mean(pages.map(|page| page.f1()))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<nav><a href=/>Home</a></nav><h1>Rain at last</h1>
        <p>It rained all night, for the first time since the spring, and the farmers stood in
        their doorways, listening to it and saying nothing at all.</p>";

    fn curve(truth: &str) -> PageCurve {
        let row = Row {
            text: Some(truth.to_owned()),
            ..Row::default()
        };
        PageCurve::of(&row, &bodycopy::extract(PAGE).unwrap()).unwrap()
    }

    #[test]
    fn at_the_lowest_line_all_that_is_visible_is_taken() {
        let all = curve("It rained all night").0[0];
        assert_eq!((all.hits, all.missed), (4, 0));
        let words_on_page = 1 + 3 + 26;
        assert_eq!(all.extra, words_on_page - 4);
    }

    #[test]
    fn recall_only_falls_as_the_line_rises() {
        let curve = curve("It rained all night");
        let recalls: Vec<_> = curve.0.iter().map(|overlap| overlap.hits).collect();
        assert!(recalls.is_sorted_by(|a, b| a >= b), "{recalls:?}");
    }

    #[test]
    fn the_mean_is_of_pages() {
        let (whole, half) = (curve("Home"), curve("Home gone"));
        let points = mean(&[&whole, &half]);
        assert_eq!(points[0].recall, 0.75);
    }

    #[test]
    fn a_page_without_a_text_in_its_truth_has_no_curve() {
        assert!(PageCurve::of(&Row::default(), &Article::default()).is_none());
    }
}
