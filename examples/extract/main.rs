//! Reads saved pages and prints their articles: the crate's main job at a shell.
//!
//! `cargo run --release --example extract` shows a page that ships with the
//! crate; `-- --help` says the rest.

mod around;
mod input;
mod jsonl;
mod layout;
mod ordered;
mod plain;
mod record;
mod sheet;
mod table;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use bodycopy::{Article, Extractor, Limits};
use clap::{CommandFactory, Parser, ValueEnum, error::ErrorKind};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;

use input::Input;
use record::Selection;
use sheet::Look;

/// Widest line of running text: longer ones are hard to read, however wide
/// the terminal.
const MEASURE: usize = 100;

/// Inputs that are read before their results are written, for each thread.
/// Enough that threads seldom wait for one another, few enough that memory
/// stays at some tens of pages, whatever the number of inputs.
const INPUTS_A_THREAD: usize = 16;

const EXAMPLES: &str = "\
Examples:
  extract                                      a page that ships with the crate
  extract page.html                            an article, laid out to be read
  curl -s https://example.org/a | extract -    a page from standard input
  extract --format markdown page.html          the article as Markdown
  extract dump.txt                             the article of a page that has lost its markup
  extract --format json saved/ > articles.jsonl
                                               all pages of a folder, one line each
  extract --format json --fields file,title,published saved/
                                               a few fields of each
  extract --jsonl < pages.jsonl                a worker: a page a line in, an article a line out
Here `extract` is short for `cargo run --release --example extract --`.

Exit code: 0 if all went well, 1 if some input could not be read, 2 for wrong usage.
An input that cannot be read never ends the run: in JSON it is a line with `file`
and `error`, in other formats a message on standard error.
Colour follows the terminal, NO_COLOR and CLICOLOR_FORCE.";

/// Takes saved web pages apart: the article with its title, byline, time and
/// body, and what else stood on the page.
#[derive(Debug, Parser)]
#[command(name = "extract", version = version(), after_help = EXAMPLES, max_term_width = MEASURE)]
struct Args {
    /// Files, folders, or `-` for standard input. Folders are walked in the
    /// order of their names for .html, .htm, .txt and their .gz; gzip is told by its
    /// first bytes. Without any, a page that ships with the crate
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,

    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Keep just these fields of the JSON, such as `file,title,text`; a name
    /// that is none of them lists all
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    fields: Vec<String>,

    /// Add to the JSON every block of the page with its role, score and reason
    #[arg(long)]
    blocks: bool,

    /// Read pages from standard input, one JSON object a line, and write one a
    /// line, in order: `id`, then as `--format json`, or `error`. A page is
    /// `{"id": …, "html": …}` with any `id`; in place of `html` it may have
    /// `text`, which is plain text, or `html_base64` and `charset`, and with either `url`. Nothing that a line
    /// holds ends the run, nor does it change the exit code
    #[arg(long, conflicts_with_all = ["inputs", "format", "url", "width"])]
    jsonl: bool,

    /// Read all inputs as plain text: dumps of pages without markup. Files named
    /// .txt are read so anyway; what opens with HTML is read as a page
    #[arg(long, conflicts_with = "jsonl")]
    plain: bool,

    /// The address that the page was saved from, which its relative links are
    /// resolved against; for one input only
    #[arg(long)]
    url: Option<String>,

    /// Wrap text at this many columns [default: the terminal's width, at most
    /// 100; no wrapping where there is no terminal]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Laid out for people: the article, then in short what stood around it
    Text,
    /// The article as Markdown
    Markdown,
    /// The article as HTML
    Html,
    /// One object a line and input, in input order: `file`, `version`, `text`,
    /// then the article's fields
    Json,
}

fn version() -> String {
    let (of_crate, of_model) = (env!("CARGO_PKG_VERSION"), bodycopy::MODEL_VERSION);
    format!("{of_crate} (model {of_model})")
}

/// How results are printed: what the arguments come to.
struct Printer {
    format: Format,
    selection: Selection,
    look: Look,
    /// Whether each result names its input, as there are several.
    named: bool,
    /// Whether all inputs are plain text, whatever their names.
    plain: bool,
}

/// The head of a record: what names its input.
#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
}

/// What became of one input: what to print, or what went wrong.
struct Outcome {
    name: String,
    result: Result<String, String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    check(&args);
    let ended = if args.jsonl {
        jsonl::run(selection(&args, &jsonl::Head::default())).map(|()| false)
    } else {
        extract(&args)
    };
    match ended {
        Ok(failed) => ExitCode::from(u8::from(failed)),
        // The reader, such as `head`, has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("extract: cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The fields that the arguments choose of records with such a head.
fn selection(args: &Args, head: &impl Serialize) -> Selection {
    Selection::new(&args.fields, args.blocks, head).unwrap_or_else(|error| wrong_usage(&error))
}

/// Extracts from files, folders or standard input. Says whether some input
/// failed.
fn extract(args: &Args) -> io::Result<bool> {
    let mut extractor = Extractor::new().limits(Limits::default().bytes(input::MAX_BYTES));
    if let Some(url) = &args.url {
        extractor = extractor.url(url);
    }
    let inputs = input::find(&args.inputs);
    let printer = Printer {
        format: args.format,
        selection: selection(args, &File { file: "" }),
        look: look(args.width),
        named: inputs.len() > 1,
        plain: args.plain,
    };
    run(&inputs, &extractor, &printer)
}

/// Refuses arguments that contradict each other.
fn check(args: &Args) {
    let is_json = args.jsonl || args.format == Format::Json;
    if !is_json && (args.blocks || !args.fields.is_empty()) {
        wrong_usage("--fields and --blocks choose what JSON holds: add --format json");
    }
    if args.inputs.iter().filter(|name| *name == "-").count() > 1 {
        wrong_usage("standard input can be read once: pass one -");
    }
    let Some(url) = &args.url else { return };
    if args.inputs.len() > 1 || args.inputs.iter().any(|name| input::is_folder(name)) {
        wrong_usage("--url is the address of one page: pass one file, or -");
    }
    if let Err(error) = url::Url::parse(url) {
        wrong_usage(&format!("--url {url}: {error}"));
    }
}

/// Ends the program with exit code 2.
fn wrong_usage(message: &str) -> ! {
    Args::command()
        .error(ErrorKind::ValueValidation, message)
        .exit()
}

fn look(width: Option<u16>) -> Look {
    let stdout = io::stdout();
    let of_terminal = || {
        let (columns, _) = terminal_size::terminal_size_of(&stdout)?;
        Some(usize::from(columns.0).clamp(20, MEASURE))
    };
    Look {
        width: width.map(usize::from).or_else(of_terminal),
        colour: AutoStream::choice(&stdout) != ColorChoice::Never,
    }
}

/// Extracts from all inputs on all cores and prints in the order of the
/// inputs. Says whether some input failed.
fn run(inputs: &[Input], extractor: &Extractor, printer: &Printer) -> io::Result<bool> {
    let bar = progress(inputs.len());
    // The layout has decided on colour already; this only makes old Windows
    // consoles understand it.
    let mut out = AutoStream::new(io::stdout(), ColorChoice::AlwaysAnsi).lock();
    let mut failed = false;
    let mut first = true;
    for chunk in inputs.chunks(INPUTS_A_THREAD * rayon::current_num_threads()) {
        let outcomes: Vec<Outcome> = chunk
            .par_iter()
            .map(|input| {
                let outcome = printer.outcome(input, extractor);
                bar.inc(1);
                outcome
            })
            .collect();
        for outcome in outcomes {
            failed |= outcome.result.is_err();
            match printer.framed(outcome, first) {
                Ok(text) => {
                    out.write_all(text.as_bytes())?;
                    first = false;
                }
                Err(message) => bar.suspend(|| eprintln!("extract: {message}")),
            }
        }
    }
    bar.finish_and_clear();
    out.flush()?;
    Ok(failed)
}

/// A bar on standard error. Where results scroll by on the terminal, they are
/// the progress, and a bar would only be in their way.
fn progress(inputs: usize) -> ProgressBar {
    if inputs < 2 || io::stdout().is_terminal() || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = "{wide_bar} {pos}/{len} pages, {eta} to go";
    let bar = ProgressBar::new(inputs as u64);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl Printer {
    fn outcome(&self, input: &Input, extractor: &Extractor) -> Outcome {
        let name = input.name();
        let result = input.read().and_then(|bytes| {
            let article = if self.plain || input.is_plain() {
                extractor.extract_plain_bytes(&bytes, None)
            } else {
                extractor.extract_bytes(&bytes, None)
            };
            self.printed(&name, article.map_err(|error| error.to_string())?)
        });
        Outcome { name, result }
    }

    fn printed(&self, name: &str, article: Article) -> Result<String, String> {
        match self.format {
            Format::Text => Ok(layout::article(&article, self.look)),
            Format::Markdown => Ok(article.markdown()),
            Format::Html => Ok(article.html()),
            Format::Json => self.selection.line(&File { file: name }, article),
        }
    }

    /// The outcome as it goes to standard output, or the message for standard
    /// error.
    fn framed(&self, outcome: Outcome, first: bool) -> Result<String, String> {
        let Outcome { name, result } = outcome;
        if self.format == Format::Json {
            return Ok(result
                .unwrap_or_else(|error| record::error_line(&File { file: &name }, &error))
                + "\n");
        }
        let text = result.map_err(|error| format!("{name}: {error}"))?;
        let head = match self.format {
            _ if !self.named => String::new(),
            Format::Text => layout::file_head(&name, self.look),
            // `--` may not stand in a comment of HTML.
            _ => format!("<!-- {} -->\n\n", name.replace("--", "- -")),
        };
        let gap = if first { "" } else { "\n" };
        let end = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        Ok(format!("{gap}{head}{text}{end}"))
    }
}
