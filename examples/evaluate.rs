//! The judge: how well and how fast extraction does on corpora with known truths.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use bodycopy::{Extractor, Focus};
use clap::Parser;
use judge::bare::Bare;
use judge::dump::Dump;
use judge::floors::Floors;
use judge::folds::FoldModels;
use judge::run::Plain;
use judge::{Corpus, Row, Setup, compare, corpus, cuts, figures, report, run, show, speed};

/// Measures extraction against corpora with known truths.
///
/// Prints, for each corpus: word F1 by kind of page; shingle F1, precision,
/// recall and accuracy; snippets; how often title, authors and date agree, and
/// how often a row without one got one; the worst pages. Then the figures by
/// language, and the pages that failed.
///
/// A figure to quote is one taken with --folds: the shipped weights were fitted
/// on these very pages.
#[derive(Parser)]
#[command(
    name = "evaluate",
    after_help = "\
Examples:
  cargo run --release --example evaluate
      all three corpora, with the shipped weights
  cargo run --release --example evaluate -- --folds DIR --json before.json
      out-of-fold figures, kept for later
  cargo run --release --example evaluate -- --folds DIR --compare before.json
      what a change made better and worse
  cargo run --release --example evaluate -- --folds DIR --plain
      the same pages as text dumps, a line a block; --plain=rendered for the other kind
  cargo run --release --example evaluate -- --folds DIR --bare
      the same pages without classes and ids; --bare=sections for still less
  cargo run --release --example evaluate -- --show 0042
      one page, block by block, beside its truth
  cargo run --release --example evaluate -- --folds DIR --gate
      what CI runs

Exit status: 0 when all went well; 1 when a page panicked, a figure is below
its floor, or a file could not be read; 2 for wrong usage."
)]
struct Options {
    /// Corpus folders: each with `truth.jsonl` and `html/<id>.html.gz`
    /// [default: wcxb, news and snippets of the shared folder]
    corpora: Vec<PathBuf>,

    /// Score each page with the model of DIR, of `fold-0.model` to
    /// `fold-4.model`, that never saw the page's domain
    #[arg(long, value_name = "DIR")]
    folds: Option<PathBuf>,

    /// Keep the figures of each page in FILE
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Show what got better and worse against a FILE that --json wrote
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,

    /// Print one page's blocks with role, score and kind, marked against the
    /// reference, and the lines of the reference that no block holds
    #[arg(long, value_name = "ID", conflicts_with_all = ["json", "compare", "gate", "threads"])]
    show: Option<String>,

    /// Time extraction alone, on these numbers of threads, over 300 pages held
    /// in memory
    #[arg(long, value_name = "N,N…", value_delimiter = ',', value_parser = threads)]
    threads: Vec<usize>,

    /// Cut every page at N places: none may panic. And cut article pages in
    /// their last paragraph but one: what stood before is to be in the body
    #[arg(long, value_name = "N")]
    cuts: Option<usize>,

    /// Name this many of the worst pages of each corpus
    #[arg(long, value_name = "N", default_value_t = 10)]
    worst: usize,

    /// Take only the N pages with the smallest hash of their id
    #[arg(long, value_name = "N")]
    sample: Option<usize>,

    /// What to favour: see `bodycopy::Focus`
    #[arg(long, value_enum, default_value_t = Favour::Balanced)]
    focus: Favour,

    /// Extract from text dumps of the pages, made in this way
    #[arg(
        long,
        value_enum,
        value_name = "WAY",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "lines",
        conflicts_with = "gate"
    )]
    plain: Option<Way>,

    /// Take what names the parts of a page out of its markup first
    #[arg(
        long,
        value_enum,
        value_name = "WHAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "names",
        conflicts_with = "gate"
    )]
    bare: Option<Without>,

    /// Fail when a figure is below its floor in `.ci/floors.toml`; takes the
    /// sample that the floors were taken on, and needs --folds
    #[arg(long, requires = "folds", conflicts_with = "corpora")]
    gate: bool,
}

/// [`Focus`] on the command line.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Favour {
    Precision,
    Balanced,
    Recall,
}

impl From<Favour> for Focus {
    fn from(favour: Favour) -> Focus {
        match favour {
            Favour::Precision => Focus::Precision,
            Favour::Balanced => Focus::Balanced,
            Favour::Recall => Focus::Recall,
        }
    }
}

/// [`Dump`] on the command line.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Way {
    /// A line a block
    Lines,
    /// As a text browser sets the page
    Rendered,
}

impl From<Way> for Dump {
    fn from(way: Way) -> Dump {
        match way {
            Way::Lines => Dump::Lines,
            Way::Rendered => Dump::Rendered,
        }
    }
}

/// [`Bare`] on the command line.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Without {
    /// Classes, ids and roles
    Names,
    /// Those, and sections, metadata and scripts
    Sections,
}

impl From<Without> for Bare {
    fn from(without: Without) -> Bare {
        match without {
            Without::Names => Bare::Names,
            Without::Sections => Bare::Sections,
        }
    }
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads @ 1..=1024) => Ok(threads),
        _ => Err("a number of threads is 1 to 1024".to_owned()),
    }
}

fn main() -> ExitCode {
    match evaluate(&Options::parse()) {
        Ok(code) => code,
        // `evaluate | head` has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<io::Error>();
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

fn evaluate(options: &Options) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut corpora = open_corpora(options)?;
    let setup = setup(options)?;
    if let Some(id) = &options.show {
        out.write_all(show_page(&corpora, &setup, id)?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let before = options.compare.as_deref().map(compare::load).transpose()?;
    let floors = options.gate.then(Floors::read).transpose()?;
    if let Some(pages) = sample_size(options.sample, floors.as_ref())? {
        corpus::sample(&mut corpora, pages);
    }

    let pages = extract_all(&corpora, &setup)?;
    out.write_all(report::tables(&pages, options.worst).as_bytes())?;
    if let Some(path) = &options.json {
        compare::save(path, &pages)?;
    }
    if let Some(before) = before {
        writeln!(out, "\n{}", compare::changes(&before, &pages))?;
    }
    if !options.threads.is_empty() {
        let speeds = speed::measure(&corpora, &setup, &options.threads)?;
        writeln!(out, "\n{}", report::speeds(&speeds))?;
    }
    let mut is_good = report::panics(&pages) == 0;
    if let Some(count) = options.cuts {
        let figures = cuts::measure(&corpora, &setup, count)?;
        writeln!(out, "\n{figures}")?;
        is_good &= figures.panics() == 0;
    }
    if let Some(floors) = floors {
        let verdict = floors.judge(&figures::named(&pages));
        writeln!(out, "\n{}", verdict.table)?;
        is_good &= verdict.holds;
    }
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn setup(options: &Options) -> Result<Setup> {
    let folds = options.folds.as_deref();
    let extractor = Extractor::new().focus(options.focus.into());
    let bare = options.bare.map(Bare::from);
    let Some(way) = options.plain else {
        return Ok(Setup {
            extractor,
            folds: folds.map(FoldModels::load).transpose()?,
            bare,
            plain: None,
        });
    };
    let plain = Plain {
        dump: way.into(),
        folds: folds.map(FoldModels::load_plain).transpose()?,
    };
    Ok(Setup {
        extractor,
        folds: None,
        bare,
        plain: Some(plain),
    })
}

/// Floors hold for the sample that they were taken on, and for no other.
fn sample_size(asked: Option<usize>, floors: Option<&Floors>) -> Result<Option<usize>> {
    let Some(floors) = floors else {
        return Ok(asked);
    };
    let taken_on = floors.sample()?;
    ensure!(
        asked.is_none_or(|asked| asked == taken_on),
        "the floors were taken on --sample {taken_on}: leave --sample out, or take them anew"
    );
    Ok(Some(taken_on))
}

fn open_corpora(options: &Options) -> Result<Vec<Corpus>> {
    let folders = if options.corpora.is_empty() {
        corpus::shared_corpora().context(
            "no shared folder beside the workspace: name corpus folders, or set BODYCOPY_SHARED",
        )?
    } else {
        options.corpora.clone()
    };
    folders.iter().map(|folder| Corpus::open(folder)).collect()
}

fn show_page(corpora: &[Corpus], setup: &Setup, id: &str) -> Result<String> {
    let pages: Vec<(&Corpus, &Row)> = corpora
        .iter()
        .flat_map(|corpus| corpus.rows.iter().map(move |row| (corpus, row)))
        .filter(|(_, row)| row.id == id)
        .collect();
    ensure!(!pages.is_empty(), "no page of the corpora has the id {id}");
    let mut out = String::new();
    for (corpus, row) in pages {
        let article = setup.extract(row, &corpus.page(row)?);
        out += &match article {
            Ok(article) => show::page(&corpus.name, row, &article),
            Err(failure) => format!("{}/{id}: {failure:?}\n", corpus.name),
        };
    }
    Ok(out)
}

/// Extracts all pages, counting them on standard error at a terminal.
fn extract_all(corpora: &[Corpus], setup: &Setup) -> Result<Vec<judge::PageFigures>> {
    let total: usize = corpora.iter().map(|corpus| corpus.rows.len()).sum();
    let count = AtomicUsize::new(0);
    let is_watched = io::stderr().is_terminal();
    let pages = run::evaluate(corpora, setup, &|| {
        let done = count.fetch_add(1, Ordering::Relaxed) + 1;
        if is_watched && (done.is_multiple_of(50) || done == total) {
            eprint!("\r{done} of {total} pages ");
        }
    });
    if is_watched {
        eprintln!();
    }
    pages
}
