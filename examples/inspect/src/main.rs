//! Shows pages the way the extractor sees them: see `--help`.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use bodycopy::Extractor;
use bodycopy::train::Models;
use clap::Parser;
use inspect::look::Look;
use inspect::report::{self, Run};
use inspect::view::{self, Original, Settings};
use judge::folds::FoldModels;
use judge::{Corpus, Setup, corpus};

/// Shows how the extractor sees a page, as one HTML file that opens from disk:
/// every block with its role, score and reason beside the article that came
/// out. With --report, how good and how sure it is over whole corpora.
#[derive(Debug, Parser)]
#[command(
    name = "inspect",
    after_help = "\
Examples:
  cargo run --release -p inspect -- page.html
      writes page.inspect.html beside the page
  cargo run --release -p inspect -- page.html --overlay -o out.html
      with the page itself, the roles laid over it
  cargo run --release -p inspect -- --report report.html --folds examples/train/folds
      over all corpora of the shared folder, each page scored by weights that
      never saw its domain

Exit status: 0 when all went well; 1 when a page cannot be read or a file not
be written; 2 for wrong usage."
)]
struct Options {
    /// The saved page; `-` for standard input. With --report, corpus folders:
    /// each with `truth.jsonl` and `html/<id>.html.gz` [default: all corpora of
    /// the shared folder]
    #[arg(value_name = "PAGE|CORPUS", required_unless_present = "report")]
    inputs: Vec<PathBuf>,

    /// Write to FILE; `-` for standard output [default: beside the page]
    #[arg(short, long, value_name = "FILE", conflicts_with = "report")]
    output: Option<PathBuf>,

    /// Show the page itself too, made safe and inert, with the roles laid over it
    #[arg(long)]
    overlay: bool,

    /// The page is plain text without markup
    #[arg(long, conflicts_with_all = ["overlay", "report"])]
    plain: bool,

    /// The address that the page was saved from
    #[arg(long, conflicts_with = "report")]
    url: Option<String>,

    /// Write a report over corpora to FILE, and an inspected page for each of
    /// the worst ones into a folder beside it
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Score each page with the model of DIR, of `fold-0.model` to
    /// `fold-4.model`, that never saw the page's domain
    #[arg(long, value_name = "DIR", requires = "report")]
    folds: Option<PathBuf>,

    /// Show this many of the worst pages of each corpus
    #[arg(long, value_name = "N", default_value_t = 10, requires = "report")]
    worst: usize,

    /// Take only the N pages with the smallest hash of their id
    #[arg(long, value_name = "N", requires = "report")]
    sample: Option<usize>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let done = match &options.report {
        Some(file) => write_report(&options, file),
        None => inspect_all(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn inspect_all(options: &Options) -> Result<()> {
    let [page] = options.inputs.as_slice() else {
        anyhow::bail!("one page at a time: {} were named", options.inputs.len());
    };
    let look = look_at(page, options).with_context(|| format!("{}", page.display()))?;
    let settings = Settings {
        original: original(options),
        truth: None,
    };
    let html = view::file(&look, settings);
    let output = match &options.output {
        Some(output) => output.clone(),
        None if is_dash(page) => PathBuf::from("-"),
        None => page.with_extension("inspect.html"),
    };
    if is_dash(&output) {
        return Ok(io::stdout().write_all(html.as_bytes())?);
    }
    write(&output, &html)?;
    eprintln!("{}", output.display());
    Ok(())
}

fn original(options: &Options) -> Original {
    if options.overlay {
        Original::Overlaid
    } else {
        Original::Out
    }
}

fn look_at(page: &Path, options: &Options) -> Result<Look> {
    let bytes = if is_dash(page) {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin(), &mut bytes)?;
        bytes
    } else {
        fs::read(page)?
    };
    let name = page.file_name().unwrap_or_default().to_string_lossy();
    let mut extractor = Extractor::new();
    if let Some(url) = &options.url {
        extractor = extractor.url(url);
    }
    if options.plain {
        Look::at_plain(&name, &bytes, &extractor)
    } else {
        Look::at_html(&name, &bytes, &extractor, &Models::shipped())
    }
}

fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn write_report(options: &Options, file: &Path) -> Result<()> {
    let corpora = open_corpora(options)?;
    let setup = Setup {
        folds: options.folds.as_deref().map(FoldModels::load).transpose()?,
        ..Setup::default()
    };
    let run = run(&corpora, &setup)?;
    let folder = report::pages_folder(file);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let worst = run.worst(options.worst);
    for page in &worst {
        let html = report::worst_page(&corpora, &setup, page, original(options))?;
        write(&folder.join(page.file_name()), &html)?;
    }
    write(file, &run.html(&worst, &folder))?;
    eprintln!(
        "{}, and {} pages in {}",
        file.display(),
        worst.len(),
        folder.display()
    );
    Ok(())
}

fn open_corpora(options: &Options) -> Result<Vec<Corpus>> {
    let folders = if options.inputs.is_empty() {
        corpus::shared_corpora().context(
            "no shared folder beside the workspace: name corpus folders, or set BODYCOPY_SHARED",
        )?
    } else {
        options.inputs.clone()
    };
    let mut corpora = folders
        .iter()
        .map(|folder| Corpus::open(folder))
        .collect::<Result<Vec<Corpus>>>()?;
    if let Some(pages) = options.sample {
        corpus::sample(&mut corpora, pages);
    }
    Ok(corpora)
}

/// Extracts all pages, counting them on standard error at a terminal.
fn run(corpora: &[Corpus], setup: &Setup) -> Result<Run> {
    let total: usize = corpora.iter().map(|corpus| corpus.rows.len()).sum();
    let count = AtomicUsize::new(0);
    let is_watched = io::stderr().is_terminal();
    let run = Run::over(corpora, setup, &|| {
        let done = count.fetch_add(1, Ordering::Relaxed) + 1;
        if is_watched && (done.is_multiple_of(50) || done == total) {
            eprint!("\r{done} of {total} pages ");
        }
    });
    if is_watched {
        eprintln!();
    }
    run
}
