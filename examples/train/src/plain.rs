//! Fits the scorer of plain text on text dumps of the corpora's pages.
//!
//! Each page is dumped in each way that [`Dump`] knows, and both dumps are
//! learned from, so that the quirks of neither are. First the odds of words are
//! counted and their weights fitted, then the two looks and the cut are fitted,
//! each on what those before it say out of fold, as in [`stack`].

use std::fs;

use bodycopy::train::plain::{PlainModels, PlainPage, PlainTask, WordCounts};
use bodycopy::train::{cut_lines, kinds};
use judge::Corpus;
use judge::Row;
use judge::dump::Dump;
use judge::folds::FOLDS;

use crate::learner::{Learner, SparseTable, Table};
use crate::measure::{self, Figure};
use crate::pages::{self, Measure, Page};
use crate::settings::Settings;
use crate::stack::{self, Example, Fitted};
use crate::{Options, Result, Task, oracle, package, report};

type Text = Page<PlainPage>;

/// Does with text dumps what the options ask for.
///
/// # Errors
///
/// A page cannot be read, or the learner fails.
pub fn run(options: &Options) -> Result<()> {
    let texts: Vec<Text> = pages::read_each(&options.corpora, dumps)?
        .into_iter()
        .flatten()
        .collect();
    match &options.task {
        Task::Oracle => each_way(&texts, oracle),
        Task::Stages => return Err("--stages is for pages, not for plain text".into()),
        Task::Show(id) => show(&texts, id)?,
        Task::Ship | Task::Sweep => {
            let learner = Learner::set_up(package(), &package().join("../../target/train"))?;
            let settings = Settings {
                snippets: options.settings.plain_snippets,
                ..options.settings.clone()
            };
            let Fitted { models, left } = fit(&learner, &texts, &settings)?;
            each_way(&texts, |texts| print_figures(texts, &models, options.worst));
            if options.task == Task::Ship {
                ship(&models, &left)?;
            }
        }
    }
    Ok(())
}

fn dumps(corpus: &Corpus, truth: &Row, measure: Measure) -> Result<Vec<Text>> {
    let html = bodycopy::stages::decode(&corpus.page(truth)?).into_owned();
    let text = |dump: &Dump| {
        let page = PlainPage::new(&dump.text(&html));
        let blocks = page.blocks();
        pages::labelled(&corpus.name, truth, measure, page, blocks)
    };
    Ok(Dump::ALL.iter().map(text).collect())
}

/// Calls with the texts of each way of dumping: each page has one of each, in turn.
fn each_way(texts: &[Text], mut see: impl FnMut(&[&Text])) {
    for (way, dump) in Dump::ALL.iter().enumerate() {
        println!("\n{dump:?}");
        let of_way: Vec<&Text> = texts.iter().skip(way).step_by(Dump::ALL.len()).collect();
        see(&of_way);
    }
}

fn fit(learner: &Learner, texts: &[Text], settings: &Settings) -> Result<Fitted<PlainModels>> {
    let mut models = vec![PlainModels::default(); FOLDS + 1];
    for (fold, models) in models.iter_mut().enumerate() {
        models.set_words(&words_outside(texts, fold));
    }
    let table = word_table(texts, &models, settings);
    let weights = learner.fit_linear(&table, settings.words_l2)?;
    for (models, weights) in models.iter_mut().zip(&weights) {
        models.set_word_weights(weights);
    }
    let mut fitted = Fitted {
        models,
        left: Vec::new(),
    };
    let table = first_table(texts, &fitted.models, settings);
    fitted.add(learner, PlainTask::First, &table, settings)?;
    fitted.keep(learner, "plain-first")?;
    drop(table);
    let rows = kind_rows(texts, &fitted.models);
    for kind in 0..kinds().len() {
        let table = kind_table(texts, &rows, kind, settings);
        fitted.add(learner, PlainTask::Kind(kind), &table, settings)?;
    }
    let table = second_table(texts, &fitted.models, settings);
    fitted.add(learner, PlainTask::Second, &table, settings)?;
    fitted.keep(learner, "plain-second")?;
    let table = cut_table(texts, &fitted.models);
    fitted.add(learner, PlainTask::Cut, &table, settings)?;
    fitted.keep(learner, "plain-cut")?;
    Ok(fitted)
}

impl Fitted<PlainModels> {
    fn add(
        &mut self,
        learner: &Learner,
        task: PlainTask,
        table: &Table,
        settings: &Settings,
    ) -> Result<()> {
        let trees = learner.fit(task.feature_names(), table, settings.of_plain(task))?;
        for (models, trees) in self.models.iter_mut().zip(&trees) {
            models.set(task, trees)?;
        }
        Ok(())
    }
}

/// The words of all texts outside a fold; of all, for a fold that is none.
fn words_outside(texts: &[Text], fold: usize) -> WordCounts {
    let mut counts = WordCounts::default();
    for text in texts.iter().filter(|text| text.fold != fold) {
        counts.add(&text.featured, &text.labels);
    }
    counts
}

/// The words of each line. One way of dumping is enough: the other has the same.
fn word_table(texts: &[Text], models: &[PlainModels], settings: &Settings) -> SparseTable {
    let mut table = SparseTable::new(PlainPage::PLACES);
    for text in texts.iter().step_by(Dump::ALL.len()) {
        let models = &models[text.fold];
        let readable = text.featured.readable(models);
        for Example {
            rank,
            share,
            weight,
        } in examples(text, models, settings)
        {
            let (places, scale) = text.featured.word_places(readable[rank] as usize);
            let columns = places.into_iter().map(usize::from);
            table.push(columns, scale, share, weight, text.fold);
        }
    }
    table
}

fn first_table(texts: &[Text], models: &[PlainModels], settings: &Settings) -> Table {
    let mut table = Table::default();
    for text in texts {
        let models = &models[text.fold];
        let rows = text.featured.first_rows(models);
        for Example {
            rank,
            share,
            weight,
        } in examples(text, models, settings)
        {
            table.push(&rows.row(rank), share, weight, 0.0, text.fold);
        }
    }
    table
}

fn second_table(texts: &[Text], models: &[PlainModels], settings: &Settings) -> Table {
    let mut table = Table::default();
    for text in texts {
        let models = &models[text.fold];
        let first = text.featured.first_look(models);
        let rows = text.featured.second_rows(models, &first);
        for Example {
            rank,
            share,
            weight,
        } in examples(text, models, settings)
        {
            table.push(&rows.row(rank), share, weight, first[rank], text.fold);
        }
    }
    table
}

/// The features of each text as a whole.
fn kind_rows(texts: &[Text], models: &[PlainModels]) -> Vec<Vec<f32>> {
    let row = |text: &Text| {
        let models = &models[text.fold];
        let first = text.featured.first_look(models);
        text.featured.kind_row(models, &first)
    };
    texts.iter().map(row).collect()
}

/// Texts of known kind, weighed as pages are.
fn kind_table(texts: &[Text], rows: &[Vec<f32>], kind: usize, settings: &Settings) -> Table {
    let mut table = Table::default();
    for (text, row) in texts.iter().zip(rows) {
        if let Some((target, weight)) = stack::kind_example(text, kind, settings) {
            table.push(row, target, weight, 0.0, text.fold);
        }
    }
    table
}

/// What each cut of each text with a whole reference is worth.
fn cut_table(texts: &[Text], models: &[PlainModels]) -> Table {
    let mut table = Table::default();
    for text in texts
        .iter()
        .filter(|text| text.measure != Measure::Snippets)
    {
        let models = &models[text.fold];
        let scores = text.featured.second_look(models);
        let mut by_line = vec![0.0; text.blocks.len()];
        for (line, score) in text.featured.readable(models).into_iter().zip(&scores) {
            by_line[line as usize] = *score;
        }
        let rows = text.featured.cut_rows(models, &scores);
        for (row, line) in rows.iter().zip(cut_lines()) {
            let figure = measure::figure(text, |block| by_line[block] >= *line);
            table.push(row, figure.f1() as f32, 1.0, 0.0, text.fold);
        }
    }
    table
}

/// The lines to learn from. Of the many short ones that are no body one in
/// three stands for the others.
fn examples(text: &Text, models: &PlainModels, settings: &Settings) -> Vec<Example> {
    const KEPT: usize = 3;
    const SHORT: usize = 6;
    let readable = text.featured.readable(models);
    let all = stack::examples(text, &readable, settings);
    all.into_iter()
        .filter_map(|mut example| {
            let words = text.words[readable[example.rank] as usize].len();
            if words <= SHORT && example.share == 0.0 {
                if !example.rank.is_multiple_of(KEPT) {
                    return None;
                }
                example.weight *= KEPT as f64;
            }
            Some(example)
        })
        .collect()
}

/// Figures of the folds, each text scored by the models that have not seen its domain.
fn print_figures(texts: &[&Text], models: &[PlainModels], worst: usize) {
    let (scores, lines): (Vec<Vec<f32>>, Vec<f32>) = texts
        .iter()
        .map(|text| text.featured.scores(&models[text.fold]))
        .unzip();
    report::curve(texts, &scores);
    let figures: Vec<Figure> = texts
        .iter()
        .zip(scores.iter().zip(&lines))
        .map(|(text, (scores, line))| measure::figure(text, |block| scores[block] >= *line))
        .collect();
    println!("\nwhere the text is cut");
    report::table(texts, &figures);
    report::worst(texts, &figures, worst);
}

/// Puts the models where the crate, the judge and the tests look for them.
fn ship(models: &[PlainModels], left: &[(String, String)]) -> Result<()> {
    for (fold, models) in models.iter().enumerate() {
        let path = if fold == FOLDS {
            package().join("../../src/score/plain.model")
        } else {
            package().join(format!("folds/plain-{fold}.model"))
        };
        let file = models.to_bytes()?;
        println!("{}: {} bytes", path.display(), file.len());
        fs::write(path, file)?;
    }
    for (name, file) in left {
        if name.starts_with("sample") {
            fs::write(package().join("tests").join(name), file)?;
        } else {
            report::importance(name, file)?;
        }
    }
    Ok(())
}

/// Both dumps of a page, line by line, with labels and the scores of the fold's model.
fn show(texts: &[Text], id: &str) -> Result<()> {
    let mut shown = texts.iter().filter(|text| text.truth.id == id).peekable();
    if shown.peek().is_none() {
        return Err(format!("no page {id}").into());
    }
    for text in shown {
        let file = fs::read(package().join(format!("folds/plain-{}.model", text.fold)));
        let scores = match file.map(|bytes| PlainModels::from_bytes(&bytes)) {
            Ok(Ok(models)) => text.featured.scores(&models).0,
            _ => vec![f32::NAN; text.blocks.len()],
        };
        println!("{} {}", text.corpus, text.kind);
        for (block, row) in text.blocks.iter().enumerate() {
            let label = text.labels[block].map_or("  - ".into(), |share| format!("{share:.2}"));
            println!("{label} {:.2} {:?}", scores[block], row.text);
        }
    }
    Ok(())
}
