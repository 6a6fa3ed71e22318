//! What each part of the scorer adds, measured on the folds: the table in the
//! docs of `src/score`. And what is still lost, by what it is lost to.

use bodycopy::train::{Models, Task, cut_lines, kinds, probability};

use crate::measure::{self, Figure};
use crate::oracle;
use crate::pages::{Measure, Page};
use crate::report;

/// Prints a row a part and a column a corpus, each page scored by the models
/// of its fold.
pub fn print(pages: &[Page], models: &[Models]) {
    let first = |page: &Page| probabilities(page.featured.first_look(&models[page.fold]));
    let second = |page: &Page| {
        let models = &models[page.fold];
        let first = page.featured.first_look(models);
        let kinds = page.featured.kinds(models, &first);
        probabilities(page.featured.second_look(models, first, &kinds))
    };
    println!("{:<34}{:>9}{:>9}{:>9}", "", "wcxb", "news", "snippets");
    row("first look, line at 0.5", pages, |page| {
        figure(page, &first(page), 0.5)
    });
    row("first look, line by promised F1", pages, |page| {
        at_promised(page, &first(page))
    });
    row("second look, line at 0.5", pages, |page| {
        figure(page, &second(page), 0.5)
    });
    row("second look, line by promised F1", pages, |page| {
        at_promised(page, &second(page))
    });
    let cut = row("second look, learned cut", pages, |page| {
        let (scores, line) = page.featured.scores(&models[page.fold]);
        measure::figure(page, |block| scores[block] >= line)
    });
    let best_line = row("the best line for each page", pages, |page| {
        at_best(page, &second(page))
    });
    let best_choice = row("the best choice of whole blocks", pages, |page| {
        let chosen = oracle::best_choice(page);
        measure::figure(page, |block| chosen[block])
    });
    println!("\nwhat a page loses, on the average, and to what");
    let all: Vec<&Page> = pages.iter().collect();
    let lost = all.iter().enumerate().map(|(number, page)| {
        let [cut, line, choice] = [&cut, &best_line, &best_choice].map(|row| row[number].f1());
        Lost::of(page, cut, line, choice).0
    });
    report::means(&all, Lost::NAMES, &lost.collect::<Vec<_>>());
}

/// What a page falls short of an F1 of 1.0 by, in the order of [`Lost::NAMES`].
struct Lost([f64; 5]);

impl Lost {
    const NAMES: [&str; 5] = ["no ref.", "no text", "blocks", "order", "line"];

    /// To a reference that is empty where the page has text; to one most of which
    /// is not on the page; to blocks that hold part of the reference; to others
    /// scoring higher; to the choice of the line.
    fn of(page: &Page, cut: f64, best_line: f64, best_choice: f64) -> Self {
        let is_empty = page.measure != Measure::Snippets && page.reference.is_empty();
        if is_empty {
            return Lost([1.0 - cut, 0.0, 0.0, 0.0, 0.0]);
        }
        let of_blocks = 1.0 - best_choice;
        let (absent, parts) = if best_choice < 0.5 {
            (of_blocks, 0.0)
        } else {
            (0.0, of_blocks)
        };
        // Blocks chosen one by one are close to the best, and no more.
        let order = (best_choice - best_line).max(0.0);
        Lost([0.0, absent, parts, order, best_choice - order - cut])
    }
}

fn probabilities(log_odds: Vec<f32>) -> Vec<f32> {
    log_odds.into_iter().map(probability).collect()
}

fn figure(page: &Page, scores: &[f32], line: f32) -> Figure {
    let by_block = page.by_block(scores);
    measure::figure(page, |block| by_block[block] >= line)
}

/// The page cut where the scores themselves promise the best F1.
fn at_promised(page: &Page, scores: &[f32]) -> Figure {
    let names = Task::Cut.feature_names();
    let column = names.iter().position(|name| name == "cut.promised");
    let promised = |row: &[f32]| column.map_or(0.0, |column| row[column]);
    let rows = page.featured.cut_rows(scores, &vec![0.0; kinds().len()]);
    let lines = rows.iter().zip(cut_lines());
    let best = lines.max_by(|(a, _), (b, _)| promised(a).total_cmp(&promised(b)));
    figure(page, scores, best.map_or(0.5, |(_, line)| *line))
}

/// The page cut where that turns out best.
fn at_best(page: &Page, scores: &[f32]) -> Figure {
    let figures = cut_lines().iter().map(|line| figure(page, scores, *line));
    figures
        .max_by(|a, b| a.f1().total_cmp(&b.f1()))
        .unwrap_or_default()
}

/// Prints a row; gives the figures of the pages.
fn row(name: &str, pages: &[Page], of_page: impl Fn(&Page) -> Figure) -> Vec<Figure> {
    print!("{name:<34}");
    let all: Vec<Figure> = pages.iter().map(of_page).collect();
    for measure in [Measure::Words, Measure::Shingles, Measure::Snippets] {
        let figures = pages.iter().zip(&all);
        let figures = figures.filter(|(page, _)| page.measure == measure);
        let figures: Vec<Figure> = figures.map(|(_, figure)| *figure).collect();
        print!("{:>9.4}", measure::summary(measure, &figures).f1);
    }
    println!();
    all
}
