//! How good and how sure the extraction is over whole corpora, as a file:
//! tables, charts, and the worst pages, each with a file of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bodycopy::MODEL_VERSION;
use bodycopy::train::Models;
use judge::curve::{self, PageCurve};
use judge::figures::{Failure, Scores, Summary, by_corpus, of_type, page_types};
use judge::{Corpus, PageFigures, Row, Setup, run};
use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use crate::charts::{self, Drawn, Group};
use crate::look::Look;
use crate::shell::File;
use crate::view::{self, Original, Settings};

const STYLE: &str = include_str!("report.css");

/// The figures of a run over corpora.
#[derive(Debug)]
pub struct Run {
    pages: Vec<PageFigures>,
    curves: Vec<Option<PageCurve>>,
    weights: Weights,
}

/// Which weights scored the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weights {
    /// Those of the crate, which were fitted on the shared corpora.
    Shipped,
    /// For each page some that never saw its domain.
    OutOfFold,
}

/// One of the worst pages.
#[derive(Debug)]
pub struct Worst<'a> {
    rank: usize,
    figures: &'a PageFigures,
}

impl Worst<'_> {
    /// The name of its own file, made of nothing but letters, digits and `-`.
    pub fn file_name(&self) -> String {
        let plain = |text: &str| -> String {
            let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
            text.chars().map(plain).take(60).collect()
        };
        let figures = self.figures;
        format!(
            "{:03}-{}-{}.html",
            self.rank,
            plain(&figures.corpus),
            plain(&figures.id)
        )
    }
}

/// The folder for the files of single pages: beside the report, named after it.
pub fn pages_folder(report: &Path) -> PathBuf {
    let stem = report.file_stem().unwrap_or_default().to_string_lossy();
    report.with_file_name(format!("{stem}-pages"))
}

/// The file of one of the worst pages, with its reference.
///
/// # Errors
///
/// A page that cannot be read from disk.
pub fn worst_page(
    corpora: &[Corpus],
    setup: &Setup,
    page: &Worst<'_>,
    original: Original,
) -> Result<String> {
    let (corpus, row) = find(corpora, page.figures).context("the page is in no corpus")?;
    let bytes = corpus.page(row)?;
    let mut extractor = setup.extractor.clone();
    if let Some(url) = &row.url {
        extractor = extractor.url(url);
    }
    let name = format!("{}/{}", corpus.name, row.id);
    let shipped;
    let models = match &setup.folds {
        Some(folds) => folds.unseen_by(row),
        None => {
            shipped = Models::shipped();
            &shipped
        }
    };
    let settings = Settings {
        original,
        truth: Some(row),
    };
    Ok(
        match run::guarded(|| Ok(Look::at_html(&name, &bytes, &extractor, models))) {
            Ok(Ok(look)) => view::file(&look, settings),
            Ok(Err(why)) => failed_page(&name, &why.to_string()),
            Err(Failure::Refused(why) | Failure::Panicked(why)) => failed_page(&name, &why),
        },
    )
}

fn failed_page(name: &str, why: &str) -> String {
    File {
        title: name,
        class: "report",
        style: STYLE,
        body: html! { header.top { div.what { h1 { (name) } p.facts { (why) } } } },
        data: Value::Null,
    }
    .into_html()
}

fn find<'a>(corpora: &'a [Corpus], page: &PageFigures) -> Option<(&'a Corpus, &'a Row)> {
    let corpus = corpora.iter().find(|corpus| corpus.name == page.corpus)?;
    let row = corpus.rows.iter().find(|row| row.id == page.id)?;
    Some((corpus, row))
}

impl Run {
    /// Extracts and measures all pages; `done` is told after each.
    ///
    /// # Errors
    ///
    /// A page that cannot be read from disk.
    pub fn over(corpora: &[Corpus], setup: &Setup, done: &(dyn Fn() + Sync)) -> Result<Run> {
        let (pages, curves) = run::evaluate_with(corpora, setup, PageCurve::of, done)?
            .into_iter()
            .unzip();
        Ok(Run {
            pages,
            curves,
            weights: match setup.folds {
                Some(_) => Weights::OutOfFold,
                None => Weights::Shipped,
            },
        })
    }

    /// The worst pages of each corpus, by the one figure that ranks its pages.
    pub fn worst(&self, of_each: usize) -> Vec<Worst<'_>> {
        let mut worst = Vec::new();
        for (_, pages) in by_corpus(&self.pages) {
            let mut ranked: Vec<&PageFigures> = pages.iter().collect();
            // Stable: position breaks ties.
            ranked.sort_by(|a, b| a.headline().total_cmp(&b.headline()));
            for figures in ranked.into_iter().take(of_each) {
                let rank = worst.len() + 1;
                worst.push(Worst { rank, figures });
            }
        }
        worst
    }

    /// The report, whose worst pages have their files in `folder`.
    pub fn html(&self, worst: &[Worst<'_>], folder: &Path) -> String {
        let body = html! {
            (self.head())
            main.sheet {
                section.tables aria-label="Figures" {
                    @for (corpus, pages) in by_corpus(&self.pages) { (figures(corpus, pages)) }
                }
                section.charts aria-label="Charts" {
                    @for (corpus, pages) in by_corpus(&self.pages) {
                        @if let Some(chart) = page_histogram(corpus, pages) { (chart) }
                    }
                    (self.by_kind())
                    (self.reliability())
                    (self.curve())
                }
                section aria-label="Kinds of page" { (self.kinds()) }
                section aria-label="Worst pages" { (worst_pages(worst, folder)) }
                (failures(&self.pages))
            }
        };
        File {
            title: "bodycopy over its corpora",
            class: "report",
            style: STYLE,
            body,
            data: Value::Null,
        }
        .into_html()
    }

    fn head(&self) -> Markup {
        html! {
            header.top {
                div.what {
                    h1 { "How good and how sure the extraction is" }
                    p.facts {
                        span { (self.pages.len()) " pages" }
                        span { "model " (MODEL_VERSION) }
                        @match self.weights {
                            Weights::OutOfFold => span {
                                "each page scored by weights that never saw its domain"
                            },
                            Weights::Shipped => span.cut {
                                "scored by the shipped weights, which have seen the shared corpora: "
                                "use --folds for figures to quote"
                            },
                        }
                    }
                }
            }
        }
    }

    fn with_text(&self) -> impl Iterator<Item = (&PageFigures, f64)> {
        let pages = self.pages.iter();
        pages.filter_map(|page| Some((page, page.words?.f1())))
    }

    fn by_kind(&self) -> Markup {
        let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for (page, f1) in self.with_text() {
            let kind = page.page_type.as_deref().unwrap_or("unknown");
            groups.entry(kind).or_default().push(f1);
        }
        let groups = groups.into_iter().map(|(name, values)| Group {
            name: name.to_owned(),
            values,
        });
        let mut groups: Vec<Group> = groups.collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.values.len()));
        figure(
            "Word F1 by kind of page",
            "The kind is the truth's, with the number of pages.",
            charts::by_group(&groups),
        )
    }

    fn reliability(&self) -> Markup {
        let pairs: Vec<(f64, f64)> = self
            .with_text()
            .filter_map(|(page, f1)| Some((page.claims?.confidence, f1)))
            .collect();
        figure(
            "Reliability of confidence",
            "Pages by tenths of the confidence that they came with, against the word F1 that they \
             have; on the thin line confidence is right. Below a point, its pages.",
            charts::reliability(&pairs),
        )
    }

    fn curve(&self) -> Markup {
        let curves: Vec<&PageCurve> = self.curves.iter().flatten().collect();
        let answers = curve::point(0.0, self.pages.iter().filter_map(|page| page.words));
        figure(
            "Precision and recall",
            "Means over pages of word precision and recall, were every block taken that scores at \
             or above a line (0.1 to 0.9); thin lines join places of one F1. The large point is \
             what was answered, cut page by page.",
            charts::precision_recall(&curve::mean(&curves), answers),
        )
    }

    /// What kind pages are, against what they were taken for.
    fn kinds(&self) -> Markup {
        let mut counts: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
        for page in &self.pages {
            if let (Some(kind), Some(claims)) = (page.page_type.as_deref(), page.claims) {
                let row = counts.entry(kind).or_default();
                *row.entry(claims.page_kind.to_string()).or_default() += 1;
            }
        }
        let mut columns: Vec<&String> = counts.values().flat_map(BTreeMap::keys).collect();
        columns.sort();
        columns.dedup();
        let all: usize = counts.values().flat_map(BTreeMap::values).sum();
        let right: usize = counts.iter().filter_map(|(kind, row)| row.get(*kind)).sum();
        html! {
            @if all > 0 {
                h2 { "Kinds of page" }
                p.note {
                    "Rows are what pages are, columns what they were taken for: "
                    (format!("{:.1} %", 100.0 * right as f64 / all as f64)) " are right."
                }
                div.wide {
                    table.grid.kinds {
                        thead { tr { th scope="col" { "" } @for kind in &columns { th.number scope="col" { (kind) } } } }
                        tbody {
                            @for (kind, row) in &counts {
                                @let of_row: usize = row.values().sum();
                                tr {
                                    th scope="row" { (kind) }
                                    @for column in &columns {
                                        @let count = row.get(*column).copied().unwrap_or(0);
                                        td.number.right[kind == column]
                                            style=(format!("--share:{:.3}", count as f64 / of_row.max(1) as f64)) {
                                            @if count > 0 { (count) } @else { span.quiet { "·" } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A chart with what it shows; what could not be drawn says why.
fn figure(title: &str, note: &str, chart: Drawn) -> Markup {
    html! {
        figure.chart {
            h2 { (title) }
            @match chart {
                // The library escapes the texts that it is given.
                Ok(svg) => (PreEscaped(svg)),
                Err(why) => p.cut { (why) },
            }
            figcaption.note { (note) }
        }
    }
}

fn page_histogram(corpus: &str, pages: &[PageFigures]) -> Option<Markup> {
    let has_text = pages.iter().any(|page| page.words.is_some());
    let (values, note) = if corpus == "news" && has_text {
        let values = pages.iter().filter_map(|page| Some(page.shingles?.f1()));
        (
            values.collect::<Vec<f64>>(),
            "F1 of the shingles of four words.",
        )
    } else if has_text {
        let values = pages.iter().filter_map(|page| Some(page.words?.f1()));
        (values.collect(), "F1 of the words.")
    } else {
        let values = pages.iter().filter_map(|page| page.snippets?.accuracy());
        (values.collect(), "Share of the snippets that are right.")
    };
    (!values.is_empty()).then(|| {
        figure(
            &format!("Pages of {corpus}"),
            note,
            charts::histogram(&values),
        )
    })
}

fn figures(corpus: &str, pages: &[PageFigures]) -> Markup {
    let all = Summary::of(pages);
    let types = page_types(pages);
    html! {
        div.corpus {
            h2 { (corpus) span.count { (pages.len()) " pages" } }
            table.grid {
                tbody {
                    @if all.word_f1.is_some() {
                        (line("word F1", all.word_f1, None))
                        @if types.len() > 1 {
                            @for kind in &types {
                                @let of_kind = Summary::of(of_type(pages, kind));
                                (sub_line(kind, of_kind.pages, of_kind.word_f1))
                            }
                        }
                    }
                    (score_line("shingle F1", all.shingles))
                    @if all.accuracy.is_some() { (line("same words", all.accuracy, None)) }
                    (score_line("snippet F1", all.snippets))
                    @for (name, count) in [("title", all.title), ("authors", all.author), ("date", all.date)] {
                        @if count.asked > 0 { (line(&format!("{name} agrees"), count.agreement(), Some(count.asked))) }
                    }
                }
            }
        }
    }
}

fn line(name: &str, value: Option<f64>, of: Option<u64>) -> Markup {
    html! {
        tr {
            th scope="row" { (name) @if let Some(of) = of { " " span.quiet { "of " (of) } } }
            td.number { (three(value)) }
            td.level { span.meter style=(format!("--share:{:.3}", value.unwrap_or(0.0))) {} }
        }
    }
}

fn sub_line(name: &str, pages: usize, value: Option<f64>) -> Markup {
    html! {
        tr.sub {
            th scope="row" { (name) " " span.quiet { (pages) } }
            td.number { (three(value)) }
            td.level { span.meter style=(format!("--share:{:.3}", value.unwrap_or(0.0))) {} }
        }
    }
}

fn score_line(name: &str, scores: Option<Scores>) -> Markup {
    html! {
        @if let Some(scores) = scores {
            tr {
                th scope="row" {
                    (name) " " span.quiet title="precision and recall" {
                        "P " (three(Some(scores.precision))) " R " (three(Some(scores.recall)))
                    }
                }
                td.number { (three(Some(scores.f1))) }
                td.level { span.meter style=(format!("--share:{:.3}", scores.f1)) {} }
            }
        }
    }
}

fn three(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn worst_pages(worst: &[Worst<'_>], folder: &Path) -> Markup {
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    // A folder's name may hold what means something in an address.
    let folder: String = folder.bytes().map(in_address).collect();
    html! {
        h2 { "The worst pages" }
        p.note { "Each leads to the page as the extractor saw it, beside its reference." }
        div.wide {
            table.grid.worst {
                thead {
                    tr {
                        th scope="col" { "page" } th scope="col" { "kind" } th scope="col" { "taken for" }
                        th.number scope="col" { "figure" } th.number scope="col" { "precision" }
                        th.number scope="col" { "recall" } th.number scope="col" { "confidence" }
                        th scope="col" { "address" }
                    }
                }
                tbody {
                    @for page in worst {
                        @let figures = page.figures;
                        tr {
                            td { a href={ (folder) "/" (page.file_name()) } { (figures.corpus) "/" (figures.id) } }
                            td { (figures.page_type.as_deref().unwrap_or("–")) }
                            td { @if let Some(claims) = figures.claims { (claims.page_kind) } @else { "–" } }
                            td.number { (three(Some(figures.headline()))) }
                            td.number { (three(figures.words.and_then(|words| words.precision()))) }
                            td.number { (three(figures.words.and_then(|words| words.recall()))) }
                            td.number { (three(figures.claims.map(|claims| claims.confidence))) }
                            td.address { (figures.url.as_deref().unwrap_or("–")) }
                        }
                    }
                }
            }
        }
    }
}

fn in_address(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

fn failures(pages: &[PageFigures]) -> Markup {
    let failed: Vec<(&PageFigures, &str, &str)> = pages
        .iter()
        .filter_map(|page| match page.failure.as_ref()? {
            Failure::Refused(why) => Some((page, "refused", why.as_str())),
            Failure::Panicked(why) => Some((page, "panicked", why.as_str())),
        })
        .collect();
    html! {
        @if !failed.is_empty() {
            section aria-label="Pages without an article" {
                h2 { "Pages without an article" span.count { (failed.len()) } }
                div.wide {
                    table.grid {
                        tbody {
                            @for (page, what, why) in failed {
                                tr { td { (page.corpus) "/" (page.id) } td { (what) } td { (why) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(corpus: &str, id: &str, answer: &str) -> PageFigures {
        let row = Row {
            id: id.to_owned(),
            text: Some("It rained all night".to_owned()),
            url: Some("https://example.org/<script>x()</script>".to_owned()),
            ..Row::default()
        };
        let answer = judge::figures::Answer {
            text: answer.to_owned(),
            ..Default::default()
        };
        PageFigures::of(corpus, &row, Ok(answer))
    }

    fn run() -> Run {
        let pages = vec![
            page("wcxb", "../a", "It rained all night"),
            page("wcxb", "b", "It"),
            page("news", "c", "It rained all"),
        ];
        Run {
            curves: vec![None; pages.len()],
            pages,
            weights: Weights::Shipped,
        }
    }

    #[test]
    fn the_worst_of_each_corpus_come_first() {
        let run = run();
        let names: Vec<String> = run.worst(1).iter().map(Worst::file_name).collect();
        assert_eq!(names, ["001-wcxb-b.html", "002-news-c.html"]);
    }

    #[test]
    fn an_id_cannot_leave_the_folder() {
        let run = run();
        let names: Vec<String> = run.worst(9).iter().map(Worst::file_name).collect();
        assert_eq!(names[1], "002-wcxb----a.html");
    }

    #[test]
    fn what_corpora_say_is_text() {
        let run = run();
        let html = run.html(&run.worst(9), Path::new("/tmp/a b\"-pages"));
        assert!(!html.contains("<script>x()"));
        assert!(html.contains("a%20b%22-pages/001-wcxb-b.html"));
    }

    #[test]
    fn a_report_says_that_the_shipped_weights_have_seen_the_pages() {
        assert!(run().html(&[], Path::new("x")).contains("use --folds"));
    }
}
