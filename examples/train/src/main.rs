//! Fits the weights that `bodycopy` ships, from the corpora:
//! `cargo run --release -p train`.
//!
//! Each page is cut into blocks with features by the crate itself; each block
//! is labelled by aligning the page with its reference; CatBoost fits symmetric
//! trees, once on all pages (`src/score/page.model`) and once for each fold on
//! the pages outside it (`examples/train/folds`). The figures printed are the
//! folds': no page is scored by weights that have seen its domain.

mod catboost;
mod labels;
mod learner;
mod measure;
mod oracle;
mod pages;
mod report;
mod settings;
mod snippets;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use bodycopy::train::{Models, probability};
use judge::corpus;
use judge::folds::FOLDS;

use learner::Learner;
use measure::Figure;
use pages::Page;
use settings::Settings;

/// Threads of all work. The learner's results depend on it, so it is fixed.
const THREADS: usize = 2;

const USAGE: &str = "\
usage: cargo run --release -p train -- [options]
  --oracle           print label statistics and the best possible choice of blocks, fit nothing
  --quick            one fold, fewer trees, writes nothing: for development
  --folds            all folds, but writes nothing: for sweeps
  --show ID          print a page's blocks with label and, once folds are fitted, score
  --worst N          name the N worst pages of each corpus
  --set NAME=VALUE   change a setting (see settings.rs); may be given several times
  --corpora DIR      where the corpora are (default: those of the shared folder)
";

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(PartialEq)]
enum Task {
    Ship,
    Sweep,
    Quick,
    Oracle,
    Show(String),
}

struct Options {
    task: Task,
    worst: usize,
    corpora: PathBuf,
    settings: Settings,
}

fn main() -> Result<()> {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}\n{USAGE}");
            std::process::exit(2);
        }
    };
    let pages = pages::read_all(&options.corpora)?;
    match &options.task {
        Task::Oracle => oracle(&pages),
        Task::Show(id) => show(&pages, id)?,
        Task::Ship | Task::Sweep | Task::Quick => train(&pages, &options)?,
    }
    Ok(())
}

fn options(mut arguments: impl Iterator<Item = String>) -> std::result::Result<Options, String> {
    let mut options = Options {
        task: Task::Ship,
        worst: 0,
        corpora: corpus::shared_folder().unwrap_or_default().join("corpora"),
        settings: Settings::default(),
    };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--oracle" => options.task = Task::Oracle,
            "--folds" => options.task = Task::Sweep,
            "--quick" => {
                options.task = Task::Quick;
                options.settings.trees = 100;
                options.settings.learning_rate = 0.2;
            }
            "--show" => options.task = Task::Show(value()?),
            "--worst" => options.worst = value()?.parse().map_err(|_| "--worst needs a number")?,
            "--set" => options.settings.set(&value()?)?,
            "--corpora" => options.corpora = value()?.into(),
            _ => return Err(format!("unknown argument {argument}")),
        }
    }
    Ok(options)
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn oracle(pages: &[Page]) {
    let all: Vec<&Page> = pages.iter().collect();
    report::label_statistics(&all);
    let figures: Vec<Figure> = pages
        .iter()
        .map(|page| {
            let chosen = oracle::best_choice(page);
            measure::figure(page, |block| chosen[block])
        })
        .collect();
    println!("\nbest choice of blocks");
    report::table(&all, &figures);
}

fn train(pages: &[Page], options: &Options) -> Result<()> {
    let learner = Learner::set_up(package(), &package().join("../../target/train"))?;
    let folds = if options.task == Task::Quick {
        1
    } else {
        FOLDS
    };
    let mut names: Vec<String> = (0..folds).map(|fold| format!("fold-{fold}")).collect();
    if options.task == Task::Ship {
        names.push("page".into());
    }
    let files = learner.fit(pages, &names, &options.settings)?;
    let models = files[..folds]
        .iter()
        .map(|file| Models::from_bytes(file))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    print_figures(pages, &models, options.worst);
    if options.task == Task::Ship {
        ship(&learner, &names, &files)?;
    }
    Ok(())
}

/// Figures of the folds at hand, each page scored by the model that has not seen it.
fn print_figures(pages: &[Page], models: &[Models], worst: usize) {
    let unseen: Vec<&Page> = pages
        .iter()
        .filter(|page| page.fold < models.len())
        .collect();
    let scores: Vec<Vec<f32>> = unseen
        .iter()
        .map(|page| scores(page, &models[page.fold]))
        .collect();
    report::curve(&unseen, &scores);
    for (name, low, high) in [("0.5", 0.5, 0.5), ("best expected F1", 0.0, 1.0)] {
        let figures: Vec<Figure> = unseen
            .iter()
            .zip(&scores)
            .map(|(page, scores)| {
                let line = page.line(scores).clamp(low, high);
                measure::figure(page, |block| scores[block] >= line)
            })
            .collect();
        println!("\nline: {name}");
        report::table(&unseen, &figures);
    }
    let figures: Vec<Figure> = unseen
        .iter()
        .zip(&scores)
        .map(|(page, scores)| measure::figure(page, |block| scores[block] >= page.line(scores)))
        .collect();
    report::worst(&unseen, &figures, worst);
}

fn scores(page: &Page, model: &Models) -> Vec<f32> {
    let rows: Vec<&[f32]> = page
        .blocks
        .iter()
        .map(|block| &block.features[..])
        .collect();
    model.log_odds(&rows).into_iter().map(probability).collect()
}

/// Puts the models where the crate, the judge and the tests look for them.
fn ship(learner: &Learner, names: &[String], files: &[Vec<u8>]) -> Result<()> {
    fs::create_dir_all(package().join("folds"))?;
    for (name, file) in names.iter().zip(files) {
        let path = if name == "page" {
            package().join("../../src/score/page.model")
        } else {
            package().join(format!("folds/{name}.model"))
        };
        fs::write(path, file)?;
        println!("{name}: {} bytes", file.len());
    }
    fs::write(
        package().join("tests/sample.json"),
        learner.left("sample.json")?,
    )?;
    report::importance(&learner.left("importance.json")?)
}

/// One page's blocks with their labels and the scores of the fold's model.
fn show(pages: &[Page], id: &str) -> Result<()> {
    let page = pages
        .iter()
        .find(|page| page.truth.id == id)
        .ok_or(format!("no page {id}"))?;
    let file = fs::read(package().join(format!("folds/fold-{}.model", page.fold)));
    let scores = match file.map(|bytes| Models::from_bytes(&bytes)) {
        Ok(Ok(model)) => scores(page, &model),
        _ => vec![f32::NAN; page.blocks.len()],
    };
    let best = oracle::best_choice(page);
    println!(
        "{} {} {}",
        page.corpus,
        page.kind,
        page.truth.url.as_deref().unwrap_or_default()
    );
    for (block, row) in page.blocks.iter().enumerate() {
        let label = page.labels[block].map_or("  - ".into(), |share| format!("{share:.2}"));
        println!(
            "{} {} {label} {:.2} {:?} {:?}",
            if row.visible { ' ' } else { 'h' },
            if best[block] { '*' } else { ' ' },
            scores[block],
            row.kind,
            row.text,
        );
    }
    Ok(())
}
