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
    /// Those that lost words before it.
    lost: Vec<Lost>,
}

/// An article page that lost words before the cut.
#[derive(Debug)]
struct Lost {
    page: String,
    /// Share of the words before the cut that its body holds.
    cut: f64,
    /// The same of the page as a whole.
    whole: f64,
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
        for lost in &self.lost {
            let Lost { page, cut, whole } = lost;
            writeln!(f, "{page}: {cut:.3} of the words, {whole:.3} without a cut")?;
        }
        writeln!(f, "{} cuts, {} panics", self.cuts, self.panics.len())?;
        let kept = self.articles - self.lost.len();
        let share = kept as f64 / self.articles.max(1) as f64;
        let by_the_cut = self.lost.iter().filter(|lost| lost.whole >= KEPT).count();
        write!(
            f,
            "{kept} of {} article pages ({share:.4}) keep {KEPT} of the words before a cut in the \
             last paragraph but one; {by_the_cut} more would without the cut",
            self.articles
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
                figures.lost.extend(found.lost);
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
    figures.lost.sort_by(|a, b| a.page.cmp(&b.page));
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
        let recall = |page: &[u8]| {
            let body = setup.extract(row, page).map(|article| article.text());
            let overlap = word_overlap(&before, &body.unwrap_or_default());
            overlap.recall().unwrap_or(1.0)
        };
        figures.articles += 1;
        let cut = recall(&bytes[..end]);
        if cut < KEPT {
            let page = format!("{}/{}", corpus.name, row.id);
            let whole = recall(&bytes);
            figures.lost.push(Lost { page, cut, whole });
        }
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
    let before = format!("{}\n{}", above.join("\n"), words[..middle].join(" "));
    // The same words may stand in a list of contents or below a picture: what
    // stands before them tells one place from the other.
    let places = outside_scripts(bytes, near.join(" ").as_bytes());
    let end = places
        .into_iter()
        .rev()
        .max_by_key(|place| shared_end(&bytes[..*place], &before))?;
    Some((end, before))
}

/// The places of some bytes that are in no script, and in no tag.
fn outside_scripts(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    let last = |part: &[u8], mark: &[u8]| {
        part.windows(mark.len())
            .rposition(|window| window.eq_ignore_ascii_case(mark))
    };
    let is_shown = |at: &usize| {
        let part = &bytes[..*at];
        let in_script = last(part, b"<script") > last(part, b"</script");
        let in_tag = last(part, b"<") > last(part, b">");
        !in_script && !in_tag
    };
    let places = bytes.windows(wanted.len()).enumerate();
    places
        .filter(|(_, window)| *window == wanted)
        .map(|(at, _)| at)
        .filter(is_shown)
        .collect()
}

/// How many words the end of some markup and of a text share.
fn shared_end(markup: &[u8], text: &str) -> usize {
    /// Bytes of markup that hold some paragraphs.
    const NEAR: usize = 2_000;
    let near = String::from_utf8_lossy(&markup[markup.len().saturating_sub(NEAR)..]);
    let mut plain = String::new();
    for (number, part) in near.split('<').enumerate() {
        match part.split_once('>') {
            Some((_, shown)) if number > 0 => plain.push_str(shown),
            _ => plain.push_str(part),
        }
        plain.push(' ');
    }
    let words = |text: &'_ str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
        words.collect::<Vec<_>>().into_iter().rev()
    };
    words(&plain)
        .zip(words(text))
        .take_while(|(shown, wanted)| shown == wanted)
        .count()
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
                     <li>and nobody in town slept.<p>One.<p>It rained all night long and nobody in town slept.<p>The end.";
        let (end, before) = cut_in_truth(&row, page).expect("a place");
        assert!(page[..end].ends_with(b"It rained all night long "), "{end}");
        assert_eq!(before, "One.\nIt rained all night long");
    }
}
