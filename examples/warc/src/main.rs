//! WARC files in, an article a page out, as JSON lines or Parquet.
//!
//! ```text
//! files ─ archive ─▶ records ─▶ http ─▶ page ─▶ bodycopy ─▶ row ─▶ output
//!         one thread            as many threads as wanted       in order
//! ```

mod archive;
mod http;
#[path = "../../extract/ordered.rs"]
mod ordered;
mod output;
#[path = "../../extract/plain.rs"]
mod plain;
#[path = "../../extract/record.rs"]
mod record;
mod row;
mod stats;
mod stream;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use clap::{CommandFactory, Parser, ValueEnum, error::ErrorKind};
use indicatif::{ProgressBar, ProgressStyle};

use archive::{Archives, Head, Kind, Record};
use ordered::{Bounds, Event};
use output::{Done, Json, Output, Parquet};
use record::Selection;
use row::Form;
use stats::Stats;

/// How much is between reading and writing.
const BETWEEN: Bounds = Bounds {
    items: 1000,
    bytes: 64 << 20,
};

const EXAMPLES: &str = "\
Examples:
  warc crawl.warc.gz | head -1                 a line a page
  warc --output articles.jsonl.gz *.warc.gz    the same, packed
  warc --output articles.jsonl.gz --resume *.warc.gz
                                               goes on after the last whole row
  warc --format parquet --output articles *.warc.gz
                                               a folder of Parquet files
Here `warc` is short for `cargo run --release -p warc --`.

Exit code: 0 if all went well, 1 if some row says what went wrong (it has
`error`) or the output cannot be written, 2 for wrong usage. Nothing that a
file holds ends the run.";

/// Takes the pages of WARC files apart: a row a page, in the order of the
/// files. What is no page is skipped; a page that cannot be read is a row with
/// `error`.
#[derive(Debug, Parser)]
#[command(name = "warc", version, after_help = EXAMPLES, max_term_width = 100)]
struct Args {
    /// WARC files of version 1.0 or 1.1, plain or packed by gzip or zstd, which
    /// is told by their first bytes; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,

    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    /// Where to: for JSON lines a file, packed if it ends in .gz; for Parquet a
    /// folder [default: standard output, for JSON lines]
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Go on with an output that was cut off, from the same files
    #[arg(long, requires = "output")]
    resume: bool,

    /// Keep just these fields of the JSON; a name that is none of them lists all
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    fields: Vec<String>,

    /// Add to the JSON every block of the page with its role, score and reason
    #[arg(long)]
    blocks: bool,

    /// Rows of a Parquet file
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    rows_a_part: u32,

    /// Threads that extract; one more reads and unzips [default: the cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,

    /// Say on standard error, at the end, how much was done and where the time
    /// went
    #[arg(long)]
    stats: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// Columns: the article without its structure
    Parquet,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let form = form(&args);
    match run(args, form) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        // The reader, such as `head`, has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("warc: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<io::Error>();
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// What rows are written as. Ends the program where the arguments contradict
/// each other.
fn form(args: &Args) -> Form {
    if args.format == Format::Jsonl {
        let selection = Selection::new(&args.fields, args.blocks, &Head::default());
        return Form::Json(selection.unwrap_or_else(|error| wrong_usage(&error)));
    }
    if args.blocks || !args.fields.is_empty() {
        wrong_usage("--fields and --blocks choose what JSON holds: Parquet has its columns");
    }
    if args.output.is_none() {
        wrong_usage("--format parquet writes a folder: name it by --output");
    }
    Form::Parquet
}

/// Ends the program with exit code 2.
fn wrong_usage(message: &str) -> ! {
    Args::command()
        .error(ErrorKind::ValueValidation, message)
        .exit()
}

/// Reads, extracts and writes; gives the number of rows that are errors.
fn run(args: Args, form: Form) -> Result<u64> {
    let (mut output, done) = open_output(&args)?;
    let bar = progress(&args);
    let stats = Arc::new(Stats::default());
    let threads = args.threads.map_or_else(cores, usize::from);
    let mut archives = Archives::new(args.files, bar.clone(), Arc::clone(&stats));
    skip_done(&mut archives, &done)?;

    let start = Instant::now();
    let (reading, working) = (Arc::clone(&stats), Arc::clone(&stats));
    ordered::for_each(
        move || {
            let record = reading.read.time(|| archives.next())?;
            let bytes = record.content.as_ref().map_or(0, Vec::len);
            Some((record, bytes))
        },
        move |record| row::of(record, &form, &working),
        |event| {
            bar.set_message(stats.progress(start.elapsed()));
            stats.write.time(|| match event {
                Event::Next(Some(row)) => output.write(row),
                Event::Next(None) => Ok(()),
                Event::Pause => output.pause(),
            })
        },
        threads,
        BETWEEN,
    )?;
    stats.write.time(|| output.finish())?;
    bar.finish_and_clear();
    if args.stats {
        eprint!("{}", stats.summary(start.elapsed()));
    }
    Ok(stats.errors())
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn open_output(args: &Args) -> Result<(Box<dyn Output>, Done)> {
    Ok(match (&args.output, args.format) {
        (None, _) => (Box::new(Json::stdout()), Done::default()),
        (Some(path), Format::Jsonl) => {
            let (json, done) = Json::open(path, args.resume)?;
            (Box::new(json), done)
        }
        (Some(folder), Format::Parquet) => {
            let (parquet, done) = Parquet::open(folder, args.resume, args.rows_a_part as usize)?;
            (Box::new(parquet), done)
        }
    })
}

/// Passes over the records whose rows are written already.
fn skip_done(archives: &mut Archives, done: &Done) -> Result<()> {
    let mut last = None;
    for _ in 0..done.rows {
        last = archives.find(makes_row);
        ensure!(
            last.is_some(),
            "the output holds {} rows, more than these files have: it is of other files",
            done.rows
        );
    }
    let last_id = last.and_then(|record| record.head.warc_record_id);
    if done.last_id.is_some() && done.last_id != last_id {
        bail!("the output is of other files: its last row is of another record");
    }
    Ok(())
}

fn makes_row(record: &Record) -> bool {
    match (&record.content, record.kind) {
        (Ok(response), Kind::Response) => http::makes_row(response),
        _ => true,
    }
}

/// A bar on standard error, over the bytes of the files. Where lines scroll by
/// on the terminal, they are the progress.
fn progress(args: &Args) -> ProgressBar {
    let is_in_the_way = args.output.is_none() && io::stdout().is_terminal();
    if is_in_the_way || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes = args.files.iter().map(std::fs::metadata);
    let bytes = sizes.flatten().map(|file| file.len()).sum();
    let bar = ProgressBar::new(bytes);
    bar.enable_steady_tick(Duration::from_millis(200));
    let template = "{wide_bar} {percent}%, {eta} to go · {msg}";
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
