//! The figures of a run as text: a section a corpus, then what went wrong.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::figures::{
    AgreementCount, Failure, PageFigures, Scores, Summary, by_corpus, of_type, page_types,
};
use crate::speed::Speed;
use crate::table::{Table, figure};

/// A language with fewer pages joins `other`.
const PAGES_OF_A_LANGUAGE: usize = 10;

/// Pages named for each fault.
const PAGES_OF_A_FAULT: usize = 20;

/// All tables of a run, and the `worst` pages of each corpus.
pub fn tables(pages: &[PageFigures], worst: usize) -> String {
    let mut out = String::new();
    for (corpus, pages) in by_corpus(pages) {
        corpus_section(&mut out, corpus, pages, worst);
    }
    let all = Table::from_agreements(&Summary::of(pages));
    write!(out, "all corpora\n{all}\n").ok();
    write!(out, "by language\n{}\n", languages(pages)).ok();
    out.push_str(&failures(pages));
    out
}

fn corpus_section(out: &mut String, corpus: &str, pages: &[PageFigures], worst: usize) {
    writeln!(out, "{corpus}, {} pages", pages.len()).ok();
    let all = Summary::of(pages);
    if all.word_f1.is_some() {
        writeln!(out, "{}", by_type(pages)).ok();
    }
    writeln!(out, "{}", scores(&all)).ok();
    writeln!(out, "{}", Table::from_agreements(&all)).ok();
    if worst > 0 {
        writeln!(out, "{}", worst_pages(pages, worst)).ok();
    }
}

fn by_type(pages: &[PageFigures]) -> Table {
    let mut table = Table::new(["page type", "pages", "word F1"]);
    let mut add = |name: &str, summary: Summary| {
        table.row([
            name.to_owned(),
            summary.pages.to_string(),
            figure(summary.word_f1),
        ]);
    };
    let types = page_types(pages);
    // One kind alone is the whole corpus.
    if types.len() > 1 {
        for kind in types {
            add(kind, Summary::of(of_type(pages, kind)));
        }
    }
    add("all", Summary::of(pages));
    table
}

fn scores(all: &Summary) -> Table {
    let mut table = Table::new(["", "F1", "precision", "recall", "accuracy"]);
    let mut add = |name: &str, scores: Option<Scores>, accuracy: Option<f64>| {
        if let Some(scores) = scores {
            table.row([
                name.to_owned(),
                figure(Some(scores.f1)),
                figure(Some(scores.precision)),
                figure(Some(scores.recall)),
                figure(accuracy),
            ]);
        }
    };
    add("shingles", all.shingles, all.accuracy);
    add("snippets", all.snippets, None);
    table
}

impl Table {
    fn from_agreements(all: &Summary) -> Table {
        let mut table = Table::new(["", "rows", "agree", "blank rows", "answered"]);
        let mut add = |name: &str, count: AgreementCount| {
            table.row([
                name.to_owned(),
                count.asked.to_string(),
                figure(count.agreement()),
                count.blank.to_string(),
                figure(count.invention()),
            ]);
        };
        add("title", all.title);
        add("title but marks", all.title_but_marks);
        add("author", all.author);
        add("date", all.date);
        table
    }
}

fn worst_pages(pages: &[PageFigures], count: usize) -> Table {
    let mut ranked: Vec<&PageFigures> = pages.iter().collect();
    // Stable: position breaks ties.
    ranked.sort_by(|a, b| a.headline().total_cmp(&b.headline()));
    let mut table = Table::new(["worst pages", "figure", "<page"]);
    for page in ranked.into_iter().take(count) {
        table.row([
            page.id.clone(),
            figure(Some(page.headline())),
            describe(page),
        ]);
    }
    table
}

/// The kind of a page and its address.
pub(crate) fn describe(page: &PageFigures) -> String {
    let kind = page.page_type.as_deref().or(page.lang.as_deref());
    format!(
        "{} {}",
        kind.unwrap_or("?"),
        page.url.as_deref().unwrap_or("(no address)")
    )
}

fn languages(pages: &[PageFigures]) -> Table {
    let mut groups: BTreeMap<&str, Vec<&PageFigures>> = BTreeMap::new();
    for page in pages {
        let lang = page.lang.as_deref().unwrap_or("unknown");
        groups.entry(lang).or_default().push(page);
    }
    let (small, mut large): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|(_, pages)| pages.len() < PAGES_OF_A_LANGUAGE);
    let others: Vec<&PageFigures> = small.into_iter().flat_map(|(_, pages)| pages).collect();
    large.sort_by_key(|(_, pages)| std::cmp::Reverse(pages.len()));
    if !others.is_empty() {
        large.push(("other", others));
    }
    let mut table = Table::new(["language", "pages", "word F1", "shingle F1", "snippets F1"]);
    for (lang, pages) in large {
        let all = Summary::of(pages);
        table.row([
            lang.to_owned(),
            all.pages.to_string(),
            figure(all.word_f1),
            figure(all.shingles.map(|scores| scores.f1)),
            figure(all.snippets.map(|scores| scores.f1)),
        ]);
    }
    table
}

/// How many pages panicked.
pub fn panics(pages: &[PageFigures]) -> usize {
    pages
        .iter()
        .filter(|page| matches!(page.failure, Some(Failure::Panicked(_))))
        .count()
}

/// What went wrong, each fault once, with some of the pages that it struck.
fn failures(pages: &[PageFigures]) -> String {
    let mut faults: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for page in pages {
        let fault = match &page.failure {
            None => continue,
            Some(Failure::Panicked(why)) => ("PANIC", why.as_str()),
            Some(Failure::Refused(why)) => ("refused", why.as_str()),
        };
        let name = format!("{}/{}", page.corpus, page.id);
        faults.entry(fault).or_default().push(name);
    }
    let mut out = String::new();
    for ((what, why), names) in faults {
        writeln!(out, "{what}: {why}\n  {} pages:", names.len()).ok();
        for name in names.iter().take(PAGES_OF_A_FAULT) {
            writeln!(out, "    {name}").ok();
        }
    }
    writeln!(out, "{} panics on {} pages", panics(pages), pages.len()).ok();
    out
}

/// Speeds as a table.
pub fn speeds(speeds: &[Speed]) -> String {
    let mut table = Table::new(["threads", "pages/s", "MB/s"]);
    for speed in speeds {
        table.row([
            speed.threads.to_string(),
            format!("{:.0}", speed.pages),
            format!("{:.1}", speed.megabytes),
        ]);
    }
    table.to_string()
}
