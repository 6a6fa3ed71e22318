//! Hands rows to the learner and takes its trees back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bodycopy::train::FittedTrees;
use judge::folds::FOLDS;

use crate::catboost;
use crate::settings::Trees;

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

    /// Fits trees, given their features' names, on all rows of a table and, for each fold, on the rows
    /// outside it: gives the folds' trees in their order, then those of all.
    ///
    /// # Errors
    ///
    /// The learner fails, or leaves what is no model.
    pub fn fit(
        &self,
        features: Vec<String>,
        table: &Table,
        trees: Trees,
    ) -> Result<Vec<FittedTrees>> {
        let names = model_names();
        table.write(&self.folder)?;
        let mut settings = serde_json::to_value(trees)?;
        settings["models"] = names.clone().into();
        settings["threads"] = crate::THREADS.into();
        settings["feature_names"] = features.into();
        fs::write(self.folder.join("settings.json"), settings.to_string())?;
        run(Command::new(self.python())
            .arg(self.package.join("fit.py"))
            .arg(&self.folder))?;
        names
            .iter()
            .map(|name| catboost::read(&self.folder.join(format!("{name}.json"))))
            .collect()
    }

    /// Fits a logistic regression's weights as [`Learner::fit`] fits trees: by
    /// column.
    ///
    /// # Errors
    ///
    /// The learner fails.
    pub fn fit_linear(&self, table: &SparseTable, l2: f64) -> Result<Vec<Vec<f32>>> {
        table.rows.write(&self.folder)?;
        fs::write(self.folder.join("row_ends.u32"), &table.row_ends)?;
        fs::write(self.folder.join("columns.u32"), &table.columns)?;
        fs::write(self.folder.join("values.f32"), &table.values)?;
        let settings = serde_json::json!({
            "models": model_names(),
            "columns": table.width,
            "l2": l2,
        });
        fs::write(self.folder.join("settings.json"), settings.to_string())?;
        run(Command::new(self.python())
            .arg(self.package.join("fit_linear.py"))
            .arg(&self.folder))?;
        let weights = |name: &String| {
            let file = fs::read(self.folder.join(format!("{name}.f32")))?;
            let (numbers, _) = file.as_chunks::<4>();
            Ok(numbers.iter().copied().map(f32::from_le_bytes).collect())
        };
        model_names().iter().map(weights).collect()
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
}

fn model_names() -> Vec<String> {
    let folds = (0..FOLDS).map(|fold| format!("fold-{fold}"));
    folds.chain(["page".into()]).collect()
}

/// Rows of which few columns are not zero.
pub struct SparseTable {
    /// Target, weight and fold of each row.
    rows: Table,
    width: usize,
    row_ends: Vec<u8>,
    columns: Vec<u8>,
    values: Vec<u8>,
}

impl SparseTable {
    /// With so many columns.
    pub fn new(width: usize) -> Self {
        SparseTable {
            rows: Table::default(),
            width,
            row_ends: Vec::new(),
            columns: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Adds a row with `value` in each of these columns; one that comes twice
    /// has it twice.
    pub fn push(
        &mut self,
        columns: impl Iterator<Item = usize>,
        value: f32,
        target: f32,
        weight: f64,
        fold: usize,
    ) {
        for column in columns {
            self.columns.extend((column as u32).to_le_bytes());
            self.values.extend(value.to_le_bytes());
        }
        let end = (self.columns.len() / 4) as u32;
        self.row_ends.extend(end.to_le_bytes());
        self.rows.push(&[], target, weight, 0.0, fold);
    }
}

/// Rows to learn from.
#[derive(Default)]
pub struct Table {
    features: Vec<u8>,
    targets: Vec<u8>,
    weights: Vec<u8>,
    baselines: Vec<u8>,
    folds: Vec<u8>,
}

impl Table {
    /// Adds a row; `baseline` is what the fitted trees are added to.
    pub fn push(&mut self, features: &[f32], target: f32, weight: f64, baseline: f32, fold: usize) {
        let bytes = |value: &f32| value.to_le_bytes();
        self.features.extend(features.iter().flat_map(bytes));
        self.targets.extend(target.to_le_bytes());
        self.weights.extend((weight as f32).to_le_bytes());
        self.baselines.extend(baseline.to_le_bytes());
        self.folds.push(fold as u8);
    }

    fn write(&self, folder: &Path) -> Result<()> {
        fs::write(folder.join("features.f32"), &self.features)?;
        fs::write(folder.join("target.f32"), &self.targets)?;
        fs::write(folder.join("weight.f32"), &self.weights)?;
        fs::write(folder.join("baseline.f32"), &self.baselines)?;
        fs::write(folder.join("fold.u8"), &self.folds)?;
        Ok(())
    }
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?} failed: {status}").into())
    }
}
