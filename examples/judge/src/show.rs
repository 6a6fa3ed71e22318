//! One page, block by block, beside its truth: why it scored what it scored.

use std::fmt::{Display, Write};

use bodycopy::{Article, Block, Role};

use crate::corpus::Row;
use crate::figures::{Answer, PageFigures};
use crate::metrics::{fold_space, words};
use crate::table::figure;

/// Characters of a block that are shown.
const SHOWN: usize = 110;

/// In a block of fewer words than this, finding them in the reference may be chance:
/// a menu's "Cameras" is a word of any text on cameras.
const CHANCE: usize = 4;

const LEGEND: &str = "
marks:  = body, in the reference        EXTRA  body, not in the reference
        ~ body, some lines of it are    MISSED in the reference, not body
        + holds a wanted snippet        ?      the same, but short: may be chance
        - holds an unwanted one

";

/// The page's figures, its blocks with role, score and kind, each marked
/// against the reference, and the lines of the reference that no block holds.
pub fn page(corpus: &str, row: &Row, article: &Article) -> String {
    let answer = Answer::from(article);
    let mut out = String::new();
    header(&mut out, corpus, row, &answer);
    out.push_str(LEGEND);
    let reference = Reference::new(row.text.as_deref().unwrap_or_default());
    for (number, block) in article.blocks.iter().enumerate() {
        block_lines(&mut out, number, block, &reference, row);
    }
    missing(&mut out, row, article);
    out
}

fn header(out: &mut String, corpus: &str, row: &Row, answer: &Answer) {
    let figures = PageFigures::of(corpus, row, Ok(answer.clone()));
    let kind = row.page_type.as_deref().unwrap_or("page");
    let url = row.url.as_deref().unwrap_or("(no address)");
    writeln!(out, "{corpus}/{} {kind} {url}", row.id).ok();
    if let (Some(words), Some(shingles)) = (figures.words, figures.shingles) {
        writeln!(
            out,
            "word F1 {:.4} (precision {}, recall {}), shingle F1 {:.4}",
            words.f1(),
            figure(words.precision()),
            figure(words.recall()),
            shingles.f1(),
        )
        .ok();
    }
    if let Some(seen) = figures.snippets {
        writeln!(
            out,
            "snippets: {} of {} found, {} of {} avoided",
            seen.found,
            row.with.len(),
            seen.avoided,
            row.without.len()
        )
        .ok();
    }
    let mut value = |name: &str, agreement: &dyn std::fmt::Debug, truth: &str, answer: &str| {
        writeln!(
            out,
            "{name}: {agreement:?}, truth {truth:?}, answer {answer:?}"
        )
        .ok();
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    value(
        "title",
        &figures.title,
        &text(&row.title),
        &text(&answer.title),
    );
    value(
        "authors",
        &figures.author,
        &row.authors.join("; "),
        &answer.authors.join("; "),
    );
    value("date", &figures.date, &text(&row.date), &text(&answer.date));
}

fn block_lines(out: &mut String, number: usize, block: &Block, reference: &Reference, row: &Row) {
    let holds = |snippets: &[String]| snippets.iter().any(|piece| block.text.contains(piece));
    writeln!(
        out,
        "{:<6} {}{} {number:>4} {:<10} {:.2} {:<10} {}",
        mark(reference, block),
        if holds(&row.with) { '+' } else { ' ' },
        if holds(&row.without) { '-' } else { ' ' },
        lower(&block.role),
        block.score,
        lower(&block.kind),
        cut(&fold_space(&block.text)),
    )
    .ok();
}

fn mark(reference: &Reference, block: &Block) -> &'static str {
    let held = reference.holds(&block.text);
    match (block.role, held) {
        (_, Held::Empty) => "",
        (Role::Body, Held::Whole) => "=",
        (Role::Body, Held::Part) => "~",
        (Role::Body, Held::No) => "EXTRA",
        (_, Held::No) => "",
        _ if words(&block.text).len() < CHANCE => "?",
        _ => "MISSED",
    }
}

fn lower(name: &dyn std::fmt::Debug) -> String {
    format!("{name:?}").to_lowercase()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How much of a block is in the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Whole,
    Part,
    No,
    /// There are no words to look for.
    Empty,
}

/// A text to look for runs of words in, whatever stands between them.
struct Reference {
    /// The words, with a space around each.
    words: String,
}

impl Reference {
    fn new(text: &str) -> Reference {
        Reference {
            words: spaced_words(text),
        }
    }

    fn holds(&self, text: &str) -> Held {
        if words(text).is_empty() {
            return Held::Empty;
        }
        if self.words.contains(&spaced_words(text)) {
            return Held::Whole;
        }
        let lines = text.lines().filter(|line| !words(line).is_empty());
        let mut held = lines.map(|line| self.words.contains(&spaced_words(line)));
        if held.any(|held| held) {
            Held::Part
        } else {
            Held::No
        }
    }
}

fn spaced_words(text: &str) -> String {
    format!(" {} ", words(text).join(" "))
}

/// Lines of the reference that are in no block, nor across several.
fn missing(out: &mut String, row: &Row, article: &Article) {
    let joined = |keep: &dyn Fn(&Block) -> bool| {
        let texts = article.blocks.iter().filter(|block| keep(block));
        let texts: Vec<&str> = texts.map(|block| block.text.as_str()).collect();
        Reference::new(&texts.join(" "))
    };
    let visible = joined(&|block| block.role != Role::Hidden);
    let all = joined(&|_| true);
    let mut list = |what: &dyn Display, text: &str| {
        let place = match (visible.holds(text), all.holds(text)) {
            (Held::Whole | Held::Empty, _) => return,
            (_, Held::Whole) => "hidden",
            _ => "nowhere",
        };
        writeln!(
            out,
            "{what} {place} on the page: {}",
            cut(&fold_space(text))
        )
        .ok();
    };
    for line in row.text.as_deref().unwrap_or_default().lines() {
        list(&"reference line", line);
    }
    for snippet in &row.with {
        list(&"snippet", snippet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_holds_words_whatever_stands_between_them() {
        let reference = Reference::new("It rained, at last.\n\nAll night.");
        assert_eq!(reference.holds("rained at\nlast; All"), Held::Whole);
        assert_eq!(reference.holds("At night.\nAll night."), Held::Part);
        assert_eq!(reference.holds("It rain"), Held::No);
        assert_eq!(reference.holds(" – "), Held::Empty);
    }

    #[test]
    fn lines_that_no_block_holds_are_listed() {
        let row = Row {
            id: "7".to_owned(),
            text: Some("Gone with the wind.".to_owned()),
            ..Row::default()
        };
        let text = page("wcxb", &row, &Article::default());
        assert!(text.contains("reference line nowhere on the page: Gone with the wind."));
    }
}
