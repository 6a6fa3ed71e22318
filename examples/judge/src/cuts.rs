//! Pages that end too soon, as broken downloads do: none may panic, and what
//! stood before the end is still there.

use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;

use crate::corpus::{Corpus, Row};
use crate::figures::Failure;
use crate::metrics::word_overlap;
use crate::run::Setup;

/// Share of the truth's words before the cut that the body must hold.
const KEPT: f64 = 0.9;

/// How the pages of some corpora bear being cut.
#[derive(Debug, Default)]
pub struct CutFigures {
    /// Pages that were cut so, and extracted.
    cuts: usize,
    panics: Vec<String>,
    /// Article pages that were cut in the last paragraph but one of their truth.
    articles: usize,
    /// Those that kept the words before it.
    kept: usize,
}

impl CutFigures {
    /// How many extractions panicked.
    pub fn panics(&self) -> usize {
        self.panics.len()
    }
}

impl fmt::Display for CutFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for panic in &self.panics {
            writeln!(f, "panic: {panic}")?;
        }
        writeln!(f, "{} cuts, {} panics", self.cuts, self.panics.len())?;
        let share = self.kept as f64 / self.articles.max(1) as f64;
        write!(
            f,
            "{} of {} article pages ({share:.4}) keep {KEPT} of the words before a cut in the last \
             paragraph but one",
            self.kept, self.articles
        )
    }
}

/// Cuts every page at `count` places, and article pages where their truth says.
///
/// # Errors
///
/// A page that cannot be read from disk.
pub fn measure(corpora: &[Corpus], setup: &Setup, count: usize) -> Result<CutFigures> {
    let pages: Vec<(&Corpus, &Row)> = corpora
        .iter()
        .flat_map(|corpus| corpus.rows.iter().map(move |row| (corpus, row)))
        .collect();
    let figures = Mutex::new(CutFigures::default());
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some((corpus, row)) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = cut_page(corpus, row, setup, count)?;
            if let Ok(mut figures) = figures.lock() {
                figures.cuts += found.cuts;
                figures.panics.extend(found.panics);
                figures.articles += found.articles;
                figures.kept += found.kept;
            }
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or(Ok(())))
    })?;
    let mut figures = figures.into_inner().unwrap_or_default();
    figures.panics.sort();
    Ok(figures)
}

fn cut_page(corpus: &Corpus, row: &Row, setup: &Setup, count: usize) -> Result<CutFigures> {
    let bytes = corpus.page(row)?;
    let mut figures = CutFigures::default();
    for cut in 1..=count {
        let end = bytes.len() * cut / (count + 1) + cut % 7;
        let start = &bytes[..end.min(bytes.len())];
        figures.cuts += 1;
        if let Err(Failure::Panicked(panic)) = setup.extract(row, start) {
            let page = format!("{}/{} cut at {end}: {panic}", corpus.name, row.id);
            figures.panics.push(page);
        }
    }
    if let Some((end, before)) = cut_in_truth(row, &bytes) {
        let body = setup
            .extract(row, &bytes[..end])
            .map(|article| article.text());
        let recall = word_overlap(&before, &body.unwrap_or_default()).recall();
        figures.articles += 1;
        figures.kept += usize::from(recall.is_none_or(|recall| recall >= KEPT));
    }
    Ok(figures)
}

/// The middle of the last paragraph but one of an article's truth: where the
/// page has it, and the truth before it. None where the page writes those words
/// another way, with a reference or a tag between them.
fn cut_in_truth(row: &Row, bytes: &[u8]) -> Option<(usize, String)> {
    if row
        .page_type
        .as_deref()
        .is_some_and(|kind| kind != "article")
    {
        return None;
    }
    let truth = row.text.as_deref()?;
    let lines: Vec<&str> = truth
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let (line, above) = lines[..lines.len().checked_sub(1)?].split_last()?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let middle = words.len() / 2;
    let near = words[middle..].iter().take(5).copied().collect::<Vec<_>>();
    if near.len() < 5 {
        return None;
    }
    let end = find_outside_scripts(bytes, near.join(" ").as_bytes())?;
    let before = format!("{}\n{}", above.join("\n"), words[..middle].join(" "));
    Some((end, before))
}

/// The first place of some bytes that is in no script, and in no tag.
fn find_outside_scripts(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let last = |part: &[u8], mark: &[u8]| {
        part.windows(mark.len())
            .rposition(|window| window.eq_ignore_ascii_case(mark))
    };
    let mut from = 0;
    loop {
        let found = bytes[from..]
            .windows(wanted.len())
            .position(|window| window == wanted)?;
        let at = from + found;
        let part = &bytes[..at];
        let in_script = last(part, b"<script") > last(part, b"</script");
        let in_tag = last(part, b"<") > last(part, b">");
        if !in_script && !in_tag {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_where_its_truth_says() {
        let row = Row {
            text: Some(
                "One.\nIt rained all night long and nobody in town slept.\nThe end.".to_owned(),
            ),
            ..Row::default()
        };
        let page =
            b"<script>and nobody in town slept.</script><meta content='and nobody in town slept.'>\
                     <p>One.<p>It rained all night long and nobody in town slept.<p>The end.";
        let (end, before) = cut_in_truth(&row, page).expect("a place");
        assert!(page[..end].ends_with(b"It rained all night long "), "{end}");
        assert_eq!(before, "One.\nIt rained all night long");
    }
}
