//! Hands the rows to the learner and takes its models back.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use bodycopy::train::{feature_names, model_file};

use crate::catboost;
use crate::pages::{Measure, Page};
use crate::settings::Settings;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A learner with its own Python environment, made on first use.
pub struct Learner {
    package: PathBuf,
    /// Scratch files; also where the environment lies.
    folder: PathBuf,
}

impl Learner {
    /// `package` is the folder of this package, `folder` one for scratch files.
    ///
    /// # Errors
    ///
    /// Python or its packages cannot be had.
    pub fn set_up(package: &Path, folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let learner = Learner {
            package: package.to_owned(),
            folder: folder.to_owned(),
        };
        let wanted = fs::read(package.join("requirements.txt"))?;
        let installed = folder.join("installed.txt");
        if fs::read(&installed).ok().as_ref() != Some(&wanted) {
            run(Command::new("python3")
                .args(["-m", "venv"])
                .arg(folder.join("venv")))?;
            run(Command::new(learner.python())
                .args(["-m", "pip", "install", "--quiet", "--no-deps", "-r"])
                .arg(package.join("requirements.txt")))?;
            fs::write(installed, wanted)?;
        }
        Ok(learner)
    }

    /// Fits the named models (`page` on all pages, `fold-K` on those outside
    /// fold K) and gives their model files, in that order.
    ///
    /// # Errors
    ///
    /// The learner fails or its models do not fit the model file.
    pub fn fit(
        &self,
        pages: &[Page],
        models: &[String],
        settings: &Settings,
    ) -> Result<Vec<Vec<u8>>> {
        self.write_rows(pages, settings)?;
        let mut all = serde_json::to_value(settings)?;
        all["models"] = models.into();
        all["feature_names"] = feature_names().into();
        fs::write(self.folder.join("settings.json"), all.to_string())?;
        run(Command::new(self.python())
            .arg(self.package.join("fit.py"))
            .arg(&self.folder))?;
        models
            .iter()
            .map(|name| {
                let fitted = catboost::read(&self.folder.join(format!("{name}.json")))?;
                Ok(model_file(&fitted)?)
            })
            .collect()
    }

    /// A file that the learner left.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn left(&self, name: &str) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join(name))?)
    }

    fn python(&self) -> PathBuf {
        self.folder.join("venv/bin/python")
    }

    fn write_rows(&self, pages: &[Page], settings: &Settings) -> Result<()> {
        let create = |name: &str| fs::File::create(self.folder.join(name)).map(BufWriter::new);
        let mut features = create("features.f32")?;
        let mut targets = create("target.f32")?;
        let mut weights = create("weight.f32")?;
        let mut folds = create("fold.u8")?;
        for page in pages {
            for (block, weight) in block_weights(page, settings) {
                for feature in &page.blocks[block].features {
                    features.write_all(&feature.to_le_bytes())?;
                }
                targets.write_all(&page.labels[block].unwrap_or(f32::NAN).to_le_bytes())?;
                weights.write_all(&(weight as f32).to_le_bytes())?;
                folds.write_all(&[page.fold as u8])?;
            }
        }
        for mut file in [features, targets, weights, folds] {
            file.flush()?;
        }
        Ok(())
    }
}

/// The blocks of a page to learn from, each with its weight.
///
/// The metrics are averages over pages of shares of words, so a block weighs by
/// its words and all of a page's blocks together weigh about the same on every page.
fn block_weights(page: &Page, settings: &Settings) -> Vec<(usize, f64)> {
    let of_corpus = match page.measure {
        Measure::Words => settings.wcxb,
        Measure::Shingles => settings.news,
        Measure::Snippets => settings.snippets,
    };
    let rows: Vec<(usize, f64)> = (0..page.blocks.len())
        .filter(|&block| page.is_candidate(block))
        .map(|block| {
            (
                block,
                (page.words[block].len() as f64).powf(settings.word_exponent),
            )
        })
        .collect();
    let share = |block: usize| f64::from(page.labels[block].unwrap_or(0.5));
    let all: f64 = rows.iter().map(|(_, weight)| weight).sum();
    let body: f64 = rows
        .iter()
        .map(|&(block, weight)| weight * share(block))
        .sum();
    // A page with next to no body must not weigh without bound.
    let body = body.max(all * 0.05);
    let of_page = all.powf(1.0 - settings.body_share) * body.powf(settings.body_share);
    rows.into_iter()
        .map(|(block, weight)| {
            let known = if page.labels[block].is_some() {
                1.0
            } else {
                settings.pseudo
            };
            (block, known * of_corpus * weight / of_page)
        })
        .collect()
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?} failed: {status}").into())
    }
}
