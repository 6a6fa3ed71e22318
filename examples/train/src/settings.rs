//! What can be swept from the command line, with the values that ship.

use serde::Serialize;

use bodycopy::train::Task;
use bodycopy::train::plain::PlainTask;

use crate::pages::{Origin, Page};

/// How the trees of one task are fitted.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Trees {
    /// The learner's name of what is minimised.
    pub loss: &'static str,
    pub trees: u32,
    pub depth: u32,
    pub learning_rate: f64,
    pub l2: f64,
    /// Most borders of a feature.
    pub borders: u32,
    /// Share of the features that each level of a tree may choose from.
    pub columns: f64,
    /// Share of the rows that each tree sees.
    pub rows: f64,
}

/// The learner's settings and the weights of rows.
#[derive(Debug, Clone)]
pub struct Settings {
    pub first: Trees,
    pub kind: Trees,
    pub second: Trees,
    pub cut: Trees,
    pub plain_first: Trees,
    pub plain_kind: Trees,
    pub plain_second: Trees,
    pub plain_cut: Trees,
    /// How much weights of names are held back.
    pub names_l2: f64,
    /// How much weights of the words of plain text are held back.
    pub words_l2: f64,
    /// A block weighs its words to this power …
    pub word_exponent: f64,
    /// … over the page's, or, with 1.0, over those of the page's body.
    pub body_share: f64,
    /// What a page of each corpus weighs.
    pub wcxb: f64,
    pub news: f64,
    pub snippets: f64,
    /// What a page of snippets weighs as plain text.
    pub plain_snippets: f64,
    /// What an excerpt weighs beside a page.
    pub excerpts: f64,
    /// What a page without names weighs beside the page that it was made of.
    pub bare: f64,
}

impl Default for Settings {
    fn default() -> Self {
        let base = Trees {
            loss: "CrossEntropy",
            trees: 300,
            depth: 6,
            learning_rate: 0.15,
            l2: 3.0,
            borders: 64,
            columns: 0.25,
            rows: 0.7,
        };
        Settings {
            first: Trees { l2: 8.0, ..base },
            kind: Trees {
                trees: 60,
                depth: 4,
                borders: 32,
                columns: 0.2,
                ..base
            },
            second: Trees {
                trees: 120,
                learning_rate: 0.1,
                l2: 8.0,
                columns: 0.5,
                ..base
            },
            cut: Trees {
                loss: "RMSE",
                trees: 200,
                depth: 4,
                learning_rate: 0.08,
                borders: 32,
                columns: 0.5,
                ..base
            },
            plain_first: Trees {
                l2: 8.0,
                columns: 0.4,
                ..base
            },
            plain_kind: Trees {
                trees: 56,
                depth: 4,
                learning_rate: 0.2,
                borders: 32,
                columns: 0.2,
                ..base
            },
            plain_second: Trees {
                trees: 80,
                depth: 5,
                learning_rate: 0.1,
                l2: 8.0,
                columns: 0.5,
                ..base
            },
            plain_cut: Trees {
                loss: "RMSE",
                trees: 90,
                depth: 4,
                learning_rate: 0.08,
                borders: 32,
                columns: 0.5,
                ..base
            },
            names_l2: 0.001,
            words_l2: 0.000_02,
            word_exponent: 0.7,
            body_share: 0.5,
            wcxb: 1.0,
            news: 1.0,
            snippets: 2.5,
            plain_snippets: 1.5,
            excerpts: 0.1,
            bare: 0.2,
        }
    }
}

impl Settings {
    /// What a page weighs beside the corpora's own.
    pub fn weight_of<F>(&self, page: &Page<F>) -> f64 {
        match page.origin {
            Origin::Corpus => 1.0,
            Origin::Excerpt => self.excerpts,
            Origin::Bare => self.bare,
        }
    }

    /// How the trees of a task are fitted.
    pub fn of(&self, task: Task) -> Trees {
        match task {
            Task::First => self.first,
            Task::Kind(_) => self.kind,
            Task::Second => self.second,
            Task::Cut => self.cut,
        }
    }

    /// The same of a task of plain text.
    pub fn of_plain(&self, task: PlainTask) -> Trees {
        match task {
            PlainTask::First => self.plain_first,
            PlainTask::Kind(_) => self.plain_kind,
            PlainTask::Second => self.plain_second,
            PlainTask::Cut => self.plain_cut,
        }
    }

    /// A quarter of the trees, each of them counting double: for development.
    pub fn quick(mut self) -> Self {
        for trees in [
            &mut self.first,
            &mut self.kind,
            &mut self.second,
            &mut self.cut,
            &mut self.plain_first,
            &mut self.plain_kind,
            &mut self.plain_second,
            &mut self.plain_cut,
        ] {
            trees.trees /= 4;
            trees.learning_rate *= 2.0;
        }
        self
    }

    /// Changes one setting, given as `name=value` or `task.name=value`.
    ///
    /// # Errors
    ///
    /// An unknown name or a value of the wrong type.
    pub fn set(&mut self, assignment: &str) -> Result<(), String> {
        let wrong = || format!("cannot set {assignment}");
        let (name, value) = assignment.split_once('=').ok_or_else(wrong)?;
        let number: f64 = value.parse().map_err(|_| wrong())?;
        let trees = match name.split_once('.').map(|(task, _)| task) {
            Some("first") => Some(&mut self.first),
            Some("kind") => Some(&mut self.kind),
            Some("second") => Some(&mut self.second),
            Some("cut") => Some(&mut self.cut),
            Some("plain_first") => Some(&mut self.plain_first),
            Some("plain_kind") => Some(&mut self.plain_kind),
            Some("plain_second") => Some(&mut self.plain_second),
            Some("plain_cut") => Some(&mut self.plain_cut),
            Some(_) => return Err(wrong()),
            None => None,
        };
        match (trees, name.split_once('.').map_or(name, |(_, name)| name)) {
            (Some(trees), "trees") => trees.trees = number as u32,
            (Some(trees), "depth") => trees.depth = number as u32,
            (Some(trees), "learning_rate") => trees.learning_rate = number,
            (Some(trees), "l2") => trees.l2 = number,
            (Some(trees), "borders") => trees.borders = number as u32,
            (Some(trees), "columns") => trees.columns = number,
            (Some(trees), "rows") => trees.rows = number,
            (None, "names_l2") => self.names_l2 = number,
            (None, "words_l2") => self.words_l2 = number,
            (None, "word_exponent") => self.word_exponent = number,
            (None, "body_share") => self.body_share = number,
            (None, "wcxb") => self.wcxb = number,
            (None, "news") => self.news = number,
            (None, "snippets") => self.snippets = number,
            (None, "plain_snippets") => self.plain_snippets = number,
            (None, "excerpts") => self.excerpts = number,
            (None, "bare") => self.bare = number,
            _ => return Err(wrong()),
        }
        Ok(())
    }
}
