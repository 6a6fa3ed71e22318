//! Fits the weights that `bodycopy` ships, from the corpora:
//! `cargo run --release -p train`, and with `--plain` those for plain text.
//!
//! Each page is cut into blocks with features by the crate itself; each block
//! is labelled by aligning the page with its reference; CatBoost fits symmetric
//! trees for one task after the other ([`stack`]), once on all pages
//! (`src/score/page.model`) and once for each fold on the pages outside it
//! (`examples/train/folds`). Excerpts of pages ([`excerpts`]) and pages without
//! names ([`pages::bare`]) are learned from beside them, at less weight, and never
//! measured. The figures printed are the
//! folds': no page is scored by weights that have seen its domain.
//!
//! Two learners were compared on the rows of the first look, with the same
//! folds; the F1 is that of words, block by block, the line drawn by expected
//! F1. CatBoost's 320 symmetric trees of 64 leaves reach 0.853 on `wcxb` and
//! 0.926 on news; LightGBM's 250 trees of 63 leaves, each of a shape of its own,
//! 0.855 and 0.926, and 600 of them 0.856 and 0.930. A walk for each block and
//! tree, twice as many of them, buys 0.004: not worth it where scoring is to
//! cost a tenth of parsing.

mod catboost;
mod excerpts;
mod labels;
mod learner;
mod measure;
mod oracle;
mod pages;
mod plain;
mod report;
mod settings;
mod snippets;
mod stack;
mod stages;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use bodycopy::train::Models;
use judge::corpus;
use judge::folds::FOLDS;

use learner::Learner;
use measure::Figure;
use pages::Page;
use settings::Settings;
use stack::Fitted;

/// Threads of all work. The learner's results depend on it, so it is fixed.
const THREADS: usize = 2;

const USAGE: &str = "\
usage: cargo run --release -p train -- [options]
  --plain            fit the scorer of plain text, on text dumps of the pages; goes with the others
  --oracle           print label statistics and the best possible choice of blocks, fit nothing
  --stages           print what each part of the scorer adds, by the folds' stored models
  --quick            fewer trees, writes nothing: for development
  --folds            writes nothing: for sweeps
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
    Oracle,
    Stages,
    Show(String),
}

struct Options {
    task: Task,
    plain: bool,
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
    if options.plain {
        return plain::run(&options);
    }
    let mut pages = pages::read_all(&options.corpora)?;
    match &options.task {
        Task::Oracle => oracle(&pages.iter().collect::<Vec<_>>()),
        Task::Stages => stages(&mut pages)?,
        Task::Show(id) => show(&mut pages, id)?,
        Task::Ship | Task::Sweep => train(&mut pages, &options)?,
    }
    Ok(())
}

fn options(mut arguments: impl Iterator<Item = String>) -> std::result::Result<Options, String> {
    let mut options = Options {
        task: Task::Ship,
        plain: false,
        worst: 0,
        corpora: corpus::shared_folder().unwrap_or_default().join("corpora"),
        settings: Settings::default(),
    };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--plain" => options.plain = true,
            "--oracle" => options.task = Task::Oracle,
            "--stages" => options.task = Task::Stages,
            "--folds" => options.task = Task::Sweep,
            "--quick" => {
                options.task = Task::Sweep;
                options.settings = options.settings.quick();
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

fn oracle<F>(pages: &[&Page<F>]) {
    report::label_statistics(pages);
    let figures: Vec<Figure> = pages
        .iter()
        .map(|page| {
            let chosen = oracle::best_choice(page);
            measure::figure(page, |block| chosen[block])
        })
        .collect();
    println!("\nbest choice of blocks");
    report::table(pages, &figures);
}

fn train(pages: &mut Vec<Page>, options: &Options) -> Result<()> {
    let learner = Learner::set_up(package(), &package().join("../../target/train"))?;
    let measured = pages.len();
    pages.extend(pages::excerpts(pages)?);
    pages.extend(pages::bare(&options.corpora)?);
    let fitted = stack::fit(&learner, pages, &options.settings)?;
    print_figures(&pages[..measured], &fitted.models[..FOLDS], options.worst);
    if options.task == Task::Ship {
        ship(&fitted)?;
    }
    Ok(())
}

/// Figures of the folds, each page scored by the models that have not seen it.
fn print_figures(pages: &[Page], models: &[Models], worst: usize) {
    let all: Vec<&Page> = pages.iter().collect();
    let (scores, lines): (Vec<Vec<f32>>, Vec<f32>) = pages
        .iter()
        .map(|page| page.featured.scores(&models[page.fold]))
        .unzip();
    report::curve(&all, &scores);
    let figures: Vec<Figure> = pages
        .iter()
        .zip(scores.iter().zip(&lines))
        .map(|(page, (scores, line))| measure::figure(page, |block| scores[block] >= *line))
        .collect();
    println!("\nwhere the page is cut");
    report::table(&all, &figures);
    report::worst(&all, &figures, worst);
}

/// Puts the models where the crate, the judge and the tests look for them.
fn ship(fitted: &Fitted<Models>) -> Result<()> {
    fs::create_dir_all(package().join("folds"))?;
    for (fold, models) in fitted.models.iter().enumerate() {
        let path = if fold == FOLDS {
            package().join("../../src/score/page.model")
        } else {
            package().join(format!("folds/fold-{fold}.model"))
        };
        let file = models.to_bytes()?;
        println!("{}: {} bytes", path.display(), file.len());
        fs::write(path, file)?;
    }
    for (name, file) in &fitted.left {
        if name.starts_with("sample") {
            fs::write(package().join("tests").join(name), file)?;
        } else {
            report::importance(name, file)?;
        }
    }
    Ok(())
}

/// What each part of the stored models adds.
fn stages(pages: &mut [Page]) -> Result<()> {
    let models: Vec<Models> = (0..FOLDS).map(stored).collect::<Result<_>>()?;
    for page in pages.iter_mut() {
        page.featured.weigh_names(&models[page.fold]);
    }
    stages::print(pages, &models);
    Ok(())
}

/// The stored model of a fold.
fn stored(fold: usize) -> Result<Models> {
    let file = fs::read(package().join(format!("folds/fold-{fold}.model")))?;
    Ok(Models::from_bytes(&file)?)
}

/// One page's blocks with their labels and the scores of the fold's model.
fn show(pages: &mut [Page], id: &str) -> Result<()> {
    let page = pages
        .iter_mut()
        .find(|page| page.truth.id == id)
        .ok_or(format!("no page {id}"))?;
    let scores = match stored(page.fold) {
        Ok(models) => {
            page.featured.weigh_names(&models);
            page.featured.scores(&models).0
        }
        Err(_) => vec![f32::NAN; page.blocks.len()],
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
