//! The figures that must not fall, kept in `.ci/floors.toml`: `name = number`
//! lines, with the names of [`crate::figures::named`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::corpus::workspace_root;
use crate::table::{Table, figure};

/// How far below its floor a figure may lie: models are fitted anew, and a page
/// or two move.
pub const TOLERANCE: f64 = 0.003;

/// The size of the sample that the floors were taken on.
const SAMPLE: &str = "sample";

/// Cases are floored by `tests/cases.rs`.
const CASES: &str = "cases_";

/// Where the floors lie.
pub fn path() -> PathBuf {
    workspace_root().join(".ci/floors.toml")
}

/// The floors by the name of their figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Floors {
    values: BTreeMap<String, f64>,
}

/// What the comparison of figures with their floors came to.
#[derive(Debug)]
pub struct Verdict {
    /// Each figure, its floor and what became of it, in words.
    pub table: String,
    /// Whether no figure is below its floor.
    pub holds: bool,
}

impl Floors {
    /// Reads the floors of this workspace.
    ///
    /// # Errors
    ///
    /// No file, or one that is no `name = number` TOML.
    pub fn read() -> Result<Floors> {
        Floors::read_from(&path())
    }

    fn read_from(path: &Path) -> Result<Floors> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read floors from {}", path.display()))?;
        Floors::parse(&text).with_context(|| format!("{} holds no floors", path.display()))
    }

    fn parse(text: &str) -> Result<Floors> {
        Ok(Floors {
            values: toml::from_str(text)?,
        })
    }

    /// One floor.
    ///
    /// # Errors
    ///
    /// There is none of that name.
    pub fn get(&self, name: &str) -> Result<f64> {
        let floor = self.values.get(name).copied();
        floor.with_context(|| format!("no floor is named {name}"))
    }

    /// The size of the sample that the floors were taken on.
    ///
    /// # Errors
    ///
    /// The floors do not say.
    pub fn sample(&self) -> Result<usize> {
        Ok(self.get(SAMPLE)? as usize)
    }

    /// Holds figures against the floors. A figure without a floor fails, and so
    /// does a floor without a figure: one of the two was forgotten.
    pub fn judge(&self, figures: &BTreeMap<String, f64>) -> Verdict {
        let floors = || self.values.iter().filter(|(name, _)| is_accuracy(name));
        let names = figures.keys().chain(floors().map(|(name, _)| name));
        let names: BTreeSet<&String> = names.collect();
        let mut table = Table::new(["figure", "floor", "now", "<"]);
        let mut holds = true;
        for name in names {
            let (floor, now) = (self.values.get(name), figures.get(name));
            let word = match (floor, now) {
                (None, _) => "NO FLOOR",
                (_, None) => "NO FIGURE",
                (Some(floor), Some(now)) if *now < floor - TOLERANCE => "BELOW",
                (Some(floor), Some(now)) if *now > floor + TOLERANCE => "floor may rise",
                _ => "",
            };
            holds &= matches!(word, "" | "floor may rise");
            table.row([
                name.clone(),
                figure(floor.copied()),
                figure(now.copied()),
                word.to_owned(),
            ]);
        }
        Verdict {
            table: table.to_string(),
            holds,
        }
    }
}

fn is_accuracy(name: &str) -> bool {
    name != SAMPLE && !name.starts_with(CASES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(floors: &str, figure: f64) -> bool {
        let figures = BTreeMap::from([("wcxb_word_f1".to_owned(), figure)]);
        Floors::parse(floors).unwrap().judge(&figures).holds
    }

    #[test]
    fn a_figure_may_lie_the_tolerance_below_its_floor() {
        let floors = "sample = 400\ncases_body = 18\nwcxb_word_f1 = 0.8";
        assert!(holds(floors, 0.81));
        assert!(holds(floors, 0.7971));
        assert!(!holds(floors, 0.7969));
    }

    #[test]
    fn a_floor_or_a_figure_alone_fails() {
        assert!(!holds("sample = 400", 0.8));
        assert!(!holds("wcxb_word_f1 = 0.8\nnews_accuracy = 0.1", 0.8));
    }

    #[test]
    fn the_floors_of_this_workspace_can_be_read() {
        let floors = Floors::read().unwrap();
        assert!(floors.sample().unwrap() >= 400);
        assert!(floors.get("cases_body").unwrap() <= 30.0);
        assert!(floors.get("no such figure").is_err());
    }
}
