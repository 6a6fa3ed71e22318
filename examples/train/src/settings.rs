//! What can be swept from the command line, with the values that ship.

use serde::Serialize;

/// The learner's settings and the weights of rows.
#[derive(Debug, Clone, Serialize)]
pub struct Settings {
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
    pub leaf_steps: u32,
    /// Random strength of split scores.
    pub noise: f64,
    /// A block weighs its words to this power …
    pub word_exponent: f64,
    /// … over the page's, or, with 1.0, over those of the page's body.
    pub body_share: f64,
    /// What a page of each corpus weighs.
    pub wcxb: f64,
    pub news: f64,
    pub snippets: f64,
    /// What a block of unknown label weighs beside one of known label.
    pub pseudo: f64,
    pub pseudo_labels: bool,
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            trees: 320,
            depth: 6,
            learning_rate: 0.1,
            l2: 3.0,
            borders: 64,
            columns: 0.5,
            rows: 0.8,
            leaf_steps: 1,
            noise: 1.0,
            word_exponent: 0.7,
            body_share: 0.5,
            wcxb: 1.0,
            news: 1.0,
            snippets: 1.0,
            pseudo: 0.3,
            pseudo_labels: false,
            threads: crate::THREADS,
        }
    }
}

impl Settings {
    /// Changes one setting, given as `name=value`.
    ///
    /// # Errors
    ///
    /// An unknown name or a value of the wrong type.
    pub fn set(&mut self, assignment: &str) -> Result<(), String> {
        let wrong = || format!("cannot set {assignment}");
        let (name, value) = assignment.split_once('=').ok_or_else(wrong)?;
        let number: f64 = value.parse().map_err(|_| wrong())?;
        match name {
            "trees" => self.trees = number as u32,
            "depth" => self.depth = number as u32,
            "learning_rate" => self.learning_rate = number,
            "l2" => self.l2 = number,
            "borders" => self.borders = number as u32,
            "columns" => self.columns = number,
            "rows" => self.rows = number,
            "leaf_steps" => self.leaf_steps = number as u32,
            "noise" => self.noise = number,
            "word_exponent" => self.word_exponent = number,
            "body_share" => self.body_share = number,
            "wcxb" => self.wcxb = number,
            "news" => self.news = number,
            "snippets" => self.snippets = number,
            "pseudo" => self.pseudo = number,
            "pseudo_labels" => self.pseudo_labels = number != 0.0,
            _ => return Err(wrong()),
        }
        Ok(())
    }
}
