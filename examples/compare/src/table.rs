//! The table that the README shows, in Markdown: a row a measure, a column an
//! extractor.

use std::collections::BTreeSet;
use std::fmt::Write;

use judge::PageFigures;
use judge::figures::Summary;

use crate::results::{FaultKind, Results};
use crate::way::Way;

/// The whole table.
pub fn markdown(results: &Results) -> String {
    let mut table = Table::new();
    accuracy(results, &mut table);
    agreement(results, &mut table);
    table.row("MB/s", |way| decimals(results.speed(way), 1));
    table.row("time ÷ html5ever → `RcDom`", |way| {
        decimals(results.ratio(way), 2)
    });
    for kind in [
        FaultKind::Refused,
        FaultKind::Panicked,
        FaultKind::TimedOut,
        FaultKind::Died,
    ] {
        table.row(&format!("pages {}", kind.name()), |way| {
            results.count(way, kind).to_string()
        });
    }
    table.text
}

fn accuracy(results: &Results, table: &mut Table) {
    let figure = |way: Way, corpus: &str, figure: fn(&Summary) -> Option<f64>| {
        decimals(figure(&summary(results, way, corpus, None)), 3)
    };
    let pages = |corpus| summary(results, Way::Bodycopy, corpus, None).pages;
    table.row(&format!("wcxb, {} pages: word F1", pages("wcxb")), |way| {
        figure(way, "wcxb", |all| all.word_f1)
    });
    for kind in page_types(results, "wcxb") {
        let of_kind = |way| summary(results, way, "wcxb", Some(kind));
        let pages = of_kind(Way::Bodycopy).pages;
        table.row(&format!("– {kind}, {pages}"), |way| {
            decimals(of_kind(way).word_f1, 3)
        });
    }
    table.row(
        &format!("news, {} pages: shingle F1", pages("news")),
        |way| figure(way, "news", |all| Some(all.shingles?.f1)),
    );
    table.row("– precision", |way| {
        figure(way, "news", |all| Some(all.shingles?.precision))
    });
    table.row("– recall", |way| {
        figure(way, "news", |all| Some(all.shingles?.recall))
    });
    table.row("– accuracy", |way| {
        figure(way, "news", |all| all.accuracy)
    });
    table.row(
        &format!("snippets, {} pages: F1", pages("snippets")),
        |way| figure(way, "snippets", |all| Some(all.snippets?.f1)),
    );
}

fn agreement(results: &Results, table: &mut Table) {
    let all = |way| Summary::of(results.figures.get(&way).into_iter().flatten());
    let ours = all(Way::Bodycopy);
    table.row(
        &format!("title agrees, of {} rows", ours.title.asked),
        |way| decimals(all(way).title.agreement(), 3),
    );
    table.row(&format!("authors agree, of {}", ours.author.asked), |way| {
        decimals(all(way).author.agreement(), 3)
    });
    table.row(&format!("date agrees, of {}", ours.date.asked), |way| {
        decimals(all(way).date.agreement(), 3)
    });
}

/// The figures of a way on the pages of a corpus, or on those of one kind.
fn summary(results: &Results, way: Way, corpus: &str, kind: Option<&str>) -> Summary {
    let pages = results.figures.get(&way).into_iter().flatten();
    Summary::of(pages.filter(|page: &&PageFigures| {
        page.corpus == corpus && (kind.is_none() || page.page_type.as_deref() == kind)
    }))
}

fn page_types<'a>(results: &'a Results, corpus: &str) -> BTreeSet<&'a str> {
    let pages = results.figures.get(&Way::Bodycopy).into_iter().flatten();
    pages
        .filter(|page| page.corpus == corpus)
        .filter_map(|page| page.page_type.as_deref())
        .collect()
}

/// So many decimals; `–` for none.
fn decimals(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.places$}"))
}

/// Markdown, row by row.
struct Table {
    text: String,
}

impl Table {
    fn new() -> Table {
        let mut table = Table {
            text: String::new(),
        };
        table.row("", |way| way.name().to_owned());
        table.text += "|---|";
        table.text += &"---:|".repeat(Way::EXTRACTORS.len());
        table.text.push('\n');
        table
    }

    fn row(&mut self, name: &str, cell: impl Fn(Way) -> String) {
        write!(self.text, "| {name} |").ok();
        for way in Way::EXTRACTORS {
            write!(self.text, " {} |", cell(way)).ok();
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::tests::{add, answered, failed};
    use crate::worker::{Outcome, Run};

    fn results() -> Results {
        let runs = |ours: Run, other: Run| {
            [
                (Way::RcDom, vec![answered("", 0.5)]),
                (Way::Bodycopy, vec![ours]),
                (Way::DomSmoothie, vec![other.clone()]),
                (Way::Legible, vec![other.clone()]),
                (Way::RsTrafilatura, vec![other]),
            ]
        };
        let mut results = Results::default();
        let page = runs(answered("a b", 0.25), answered("a c", 1.0));
        add(&mut results, "article", &page);
        let page = runs(answered("a b", 0.25), failed(Outcome::TimedOut));
        add(&mut results, "forum", &page);
        results
    }

    #[test]
    fn a_row_is_a_measure_and_a_column_an_extractor() {
        let table = markdown(&results());
        for line in [
            "| wcxb, 2 pages: word F1 | 1.000 | 0.250 | 0.250 | 0.250 |",
            "| – article, 1 | 1.000 | 0.500 | 0.500 | 0.500 |",
            "| – forum, 1 | 1.000 | 0.000 | 0.000 | 0.000 |",
            "| news, 0 pages: shingle F1 | – | – | – | – |",
            "| MB/s | 4.0 | 1.0 | 1.0 | 1.0 |",
            "| time ÷ html5ever → `RcDom` | 0.50 | 2.00 | 2.00 | 2.00 |",
            "| pages timed out | 0 | 1 | 1 | 1 |",
        ] {
            assert!(table.lines().any(|row| row == line), "{line}\nin\n{table}");
        }
    }

    #[test]
    fn all_lines_have_as_many_cells() {
        let table = markdown(&results());
        assert!(table.lines().all(|line| line.matches('|').count() == 6));
    }
}
