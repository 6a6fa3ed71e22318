//! Where rows go, and how a run goes on where another was cut off.

mod json;
mod parquet;

use std::io;
use std::path::Path;

use anyhow::{Result, bail, ensure};

use crate::row::Row;

pub use json::Json;
pub use parquet::Parquet;

/// Takes rows in order.
pub trait Output {
    /// Adds a row.
    fn write(&mut self, row: Row) -> io::Result<()>;

    /// Called when no row is ready: what was written may be handed on.
    fn pause(&mut self) -> io::Result<()>;

    /// Called after the last row.
    fn finish(&mut self) -> io::Result<()>;
}

/// What an output holds already.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Whole rows.
    pub rows: u64,
    /// The `warc_record_id` of the last, where it has one.
    pub last_id: Option<String>,
}

/// Whether to go on with an output that is there.
///
/// # Errors
///
/// It is there, and nobody asked to go on with it: it is not overwritten.
fn goes_on(path: &Path, resume: bool) -> Result<bool> {
    let is_there = path.try_exists()?;
    if is_there && !resume {
        bail!(
            "{} is there already: go on with it by --resume, or remove it",
            path.display()
        );
    }
    ensure!(
        !is_there || path.is_dir() || path.is_file(),
        "{} is neither a file nor a folder",
        path.display()
    );
    Ok(is_there)
}
