//! Prints figures by corpus and kind of page.

use std::collections::BTreeMap;

use crate::measure::{self, Figure, Summary};
use crate::pages::{Measure, Page};

/// Thresholds that are tried.
pub const THRESHOLDS: [f32; 13] = [
    0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
];

/// A table of one figure a page: a row a corpus and, where a corpus has kinds, a row a kind.
pub fn table<F>(pages: &[&Page<F>], figures: &[Figure]) {
    println!(
        "{:<28}{:>6}{:>9}{:>9}{:>9}{:>9}",
        "", "pages", "prec", "recall", "F1", "exact"
    );
    for (group, rows) in groups(pages) {
        let figures: Vec<Figure> = rows.iter().map(|&row| figures[row]).collect();
        let Summary {
            pages: count,
            precision,
            recall,
            f1,
            accuracy,
        } = measure::summary(pages[rows[0]].measure, &figures);
        println!("{group:<28}{count:>6}{precision:>9.4}{recall:>9.4}{f1:>9.4}{accuracy:>9.4}");
    }
}

/// The means of some figures a page, a row a corpus and kind.
pub fn means<F, const N: usize>(pages: &[&Page<F>], names: [&str; N], figures: &[[f64; N]]) {
    print!("{:<28}{:>6}", "", "pages");
    names.iter().for_each(|name| print!("{name:>9}"));
    println!();
    for (group, rows) in groups(pages) {
        print!("{group:<28}{:>6}", rows.len());
        let mut sums = [0.0; N];
        for &row in &rows {
            sums.iter_mut()
                .zip(figures[row])
                .for_each(|(sum, figure)| *sum += figure);
        }
        for sum in sums {
            print!("{:>9.4}", sum / rows.len() as f64);
        }
        println!();
    }
}

/// F1 by threshold, a row a corpus and kind.
pub fn curve<F>(pages: &[&Page<F>], scores: &[Vec<f32>]) {
    let columns: Vec<Vec<Figure>> = THRESHOLDS
        .iter()
        .map(|&threshold| {
            pages
                .iter()
                .zip(scores)
                .map(|(page, scores)| measure::figure(page, |block| scores[block] >= threshold))
                .collect()
        })
        .collect();
    print!("{:<28}", "F1 at threshold");
    THRESHOLDS
        .iter()
        .for_each(|threshold| print!("{threshold:>8}"));
    println!();
    for (group, rows) in groups(pages) {
        print!("{group:<28}");
        for column in &columns {
            let figures: Vec<Figure> = rows.iter().map(|&row| column[row]).collect();
            print!(
                "{:>8.4}",
                measure::summary(pages[rows[0]].measure, &figures).f1
            );
        }
        println!();
    }
}

/// How many blocks and words the labels call body.
pub fn label_statistics<F>(pages: &[&Page<F>]) {
    println!(
        "{:<28}{:>6}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "labels", "pages", "blocks", "body", "part", "open", "found"
    );
    for (group, rows) in groups(pages) {
        let (mut blocks, mut body, mut part, mut open) = (0, 0, 0, 0);
        let (mut found, mut sought) = (0.0, 0.0);
        for page in rows.iter().map(|&row| pages[row]) {
            for block in (0..page.blocks.len()).filter(|&block| page.is_candidate(block)) {
                blocks += 1;
                match page.labels[block] {
                    None => open += 1,
                    Some(share) => {
                        body += usize::from(share >= 0.9);
                        part += usize::from(share > 0.1 && share < 0.9);
                        found += f64::from(share) * page.words[block].len() as f64;
                    }
                }
            }
            sought += page.reference.len() as f64;
        }
        let share = if page_has_text(pages[rows[0]].measure) {
            found / sought
        } else {
            f64::NAN
        };
        println!(
            "{group:<28}{:>6}{blocks:>9}{body:>9}{part:>9}{open:>9}{share:>9.4}",
            rows.len()
        );
    }
}

fn page_has_text(measure: Measure) -> bool {
    measure != Measure::Snippets
}

/// Rows by corpus and, below it, by kind of page.
fn groups<F>(pages: &[&Page<F>]) -> Vec<(String, Vec<usize>)> {
    let mut groups: BTreeMap<(Measure, String), Vec<usize>> = BTreeMap::new();
    for (row, page) in pages.iter().enumerate() {
        let whole = (page.measure, page.corpus.clone());
        groups.entry(whole).or_default().push(row);
        if page.measure == Measure::Words {
            let kind = (page.measure, format!("{} {}", page.corpus, page.kind));
            groups.entry(kind).or_default().push(row);
        }
    }
    groups
        .into_iter()
        .map(|((_, name), rows)| (name, rows))
        .collect()
}

/// Names the worst pages of each corpus.
pub fn worst<F>(pages: &[&Page<F>], figures: &[Figure], count: usize) {
    for measure in [Measure::Words, Measure::Shingles, Measure::Snippets] {
        let mut rows: Vec<usize> = (0..pages.len())
            .filter(|&row| pages[row].measure == measure)
            .collect();
        rows.sort_by(|&a, &b| figures[a].f1().total_cmp(&figures[b].f1()));
        for row in rows.into_iter().take(count) {
            let Page {
                corpus,
                kind,
                truth,
                ..
            } = pages[row];
            let Figure {
                hits,
                extra,
                missed,
                ..
            } = figures[row];
            println!(
                "{:.3} {corpus} {kind} {} hits {hits} extra {extra} missed {missed} {}",
                figures[row].f1(),
                truth.id,
                truth.url.as_deref().unwrap_or_default()
            );
        }
    }
}

/// The features that the shipped model leans on most, from the learner's own account.
///
/// # Errors
///
/// Not a JSON object of numbers.
pub fn importance(name: &str, json: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut features: Vec<(String, f64)> = serde_json::from_str::<BTreeMap<String, f64>>(json)?
        .into_iter()
        .collect();
    features.sort_by(|a, b| b.1.total_cmp(&a.1));
    println!("\n{name}: what each feature adds, in percent");
    for (name, share) in features {
        println!("{share:>7.2} {name}");
    }
    Ok(())
}
