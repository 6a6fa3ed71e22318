//! Two runs side by side: which figures moved, and which pages moved them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::figures::{PageFigures, named};
use crate::report::describe;
use crate::table::{Table, figure};

/// A page moves when its figure does by more than this.
const MOVED: f64 = 0.0005;

/// Pages named on either side.
const NAMED: usize = 15;

/// The figures of a run, as kept in a file.
#[derive(Debug, Serialize, Deserialize)]
struct Saved<Pages> {
    pages: Pages,
}

/// Keeps the figures of a run.
///
/// # Errors
///
/// The file cannot be written.
pub fn save(path: &Path, pages: &[PageFigures]) -> Result<()> {
    let json = serde_json::to_string(&Saved { pages })?;
    fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads the figures of a run that [`save`] kept.
///
/// # Errors
///
/// No such file, or one of another form.
pub fn load(path: &Path) -> Result<Vec<PageFigures>> {
    let json =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let saved: Saved<Vec<PageFigures>> = serde_json::from_str(&json)
        .with_context(|| format!("{} was not written by --json", path.display()))?;
    Ok(saved.pages)
}

/// What changed on the pages that both runs have: each figure before and
/// after, and the pages that moved most.
pub fn changes(before: &[PageFigures], after: &[PageFigures]) -> String {
    let old: BTreeMap<_, _> = before.iter().map(|page| (name(page), page)).collect();
    let pairs: Vec<(&PageFigures, &PageFigures)> = after
        .iter()
        .filter_map(|page| Some((*old.get(&name(page))?, page)))
        .collect();
    let mut out = String::new();
    writeln!(
        out,
        "compared on {} pages; {} are only in the old run, {} only in this one",
        pairs.len(),
        before.len() - pairs.len(),
        after.len() - pairs.len()
    )
    .ok();
    writeln!(out, "{}", figures_table(&pairs)).ok();
    let mut moves: Vec<(f64, &PageFigures, &PageFigures)> = pairs
        .iter()
        .map(|(old, new)| (new.headline() - old.headline(), *old, *new))
        .filter(|(change, ..)| change.abs() > MOVED)
        .collect();
    moves.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
    let worse = moves.partition_point(|(change, ..)| *change < 0.0);
    let better = moves.split_off(worse);
    page_table(&mut out, "worse", moves.iter());
    page_table(&mut out, "better", better.iter().rev());
    out
}

/// What tells a page from all others.
fn name(page: &PageFigures) -> (&str, &str) {
    (&page.corpus, &page.id)
}

fn figures_table(pairs: &[(&PageFigures, &PageFigures)]) -> Table {
    let side = |pages: Vec<PageFigures>| named(&pages);
    let old = side(pairs.iter().map(|(old, _)| (*old).clone()).collect());
    let new = side(pairs.iter().map(|(_, new)| (*new).clone()).collect());
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut table = Table::new(["figure", "before", "after", "change"]);
    for name in names {
        let (old, new) = (old.get(name).copied(), new.get(name).copied());
        let change = old.zip(new).map(|(old, new)| new - old);
        table.row([
            name.clone(),
            figure(old),
            figure(new),
            change.map_or_else(String::new, |change| format!("{change:+.4}")),
        ]);
    }
    table
}

fn page_table<'a>(
    out: &mut String,
    word: &str,
    moves: impl ExactSizeIterator<Item = &'a (f64, &'a PageFigures, &'a PageFigures)>,
) {
    writeln!(out, "{} pages are {word}", moves.len()).ok();
    if moves.len() == 0 {
        return;
    }
    let mut table = Table::new(["page", "before", "after", "change", "<"]);
    for (change, old, new) in moves.take(NAMED) {
        table.row([
            format!("{}/{}", new.corpus, new.id),
            figure(Some(old.headline())),
            figure(Some(new.headline())),
            format!("{change:+.4}"),
            describe(new),
        ]);
    }
    writeln!(out, "{table}").ok();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Row;
    use crate::figures::Answer;

    fn page(id: &str, answer: &str) -> PageFigures {
        let row = Row {
            id: id.to_owned(),
            text: Some("a b".to_owned()),
            ..Row::default()
        };
        let answer = Answer {
            text: answer.to_owned(),
            ..Answer::default()
        };
        PageFigures::of("wcxb", &row, Ok(answer))
    }

    #[test]
    fn gains_losses_and_strangers_are_told_apart() {
        let before = [
            page("1", "a b"),
            page("2", ""),
            page("3", "a"),
            page("4", "a"),
        ];
        let after = [
            page("1", "a"),
            page("2", "a b"),
            page("3", "a"),
            page("5", "a"),
        ];
        let text = changes(&before, &after);
        assert!(text.contains("compared on 3 pages; 1 are only in the old run, 1 only in this"));
        assert!(text.contains("1 pages are worse\n") && text.contains("1 pages are better\n"));
        assert!(text.contains("wcxb/1") && text.contains("wcxb/2") && !text.contains("wcxb/3"));
    }
}
