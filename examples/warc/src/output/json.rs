//! JSON lines, plain or packed by gzip. A packed file consists of members that
//! hold whole lines each, so that it, too, can be gone on with.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use serde::Deserialize;

use super::{Done, Output, goes_on};
use crate::row::{Cells, Row};

/// Bytes of lines in a member of gzip, at least.
const MEMBER: usize = 1 << 20;

/// JSON lines to a file or to standard output.
pub struct Json(Packing);

enum Packing {
    None(Box<dyn Write>),
    Gzip { file: File, lines: Vec<u8> },
}

impl Json {
    /// Lines to standard output.
    pub fn stdout() -> Json {
        let out = BufWriter::with_capacity(1 << 16, io::stdout());
        Json(Packing::None(Box::new(out)))
    }

    /// Lines to a file, packed if its name ends in `.gz`; with what it holds.
    ///
    /// # Errors
    ///
    /// The file cannot be written, or is there already.
    pub fn open(path: &Path, resume: bool) -> Result<(Json, Done)> {
        let is_packed = path.extension().is_some_and(|ending| ending == "gz");
        let is_there = goes_on(path, resume)?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        let mut done = Done::default();
        if is_there {
            let (end, found) = whole_rows(&file, is_packed)
                .with_context(|| format!("cannot go on with {}", path.display()))?;
            file.set_len(end)?;
            file.seek(io::SeekFrom::End(0))?;
            done = found;
        }
        let packing = if is_packed {
            Packing::Gzip {
                file,
                lines: Vec::new(),
            }
        } else {
            Packing::None(Box::new(BufWriter::with_capacity(1 << 16, file)))
        };
        Ok((Json(packing), done))
    }
}

impl Output for Json {
    fn write(&mut self, row: Row) -> io::Result<()> {
        let Cells::Json(line) = row.cells else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        match &mut self.0 {
            Packing::None(out) => writeln!(out, "{line}"),
            Packing::Gzip { file, lines } => {
                writeln!(lines, "{line}")?;
                if lines.len() >= MEMBER {
                    end_member(file, lines)?;
                }
                Ok(())
            }
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Packing::None(out) => out.flush(),
            Packing::Gzip { .. } => Ok(()),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Packing::None(out) => out.flush(),
            Packing::Gzip { file, lines } => end_member(file, lines),
        }
    }
}

fn end_member(file: &mut File, lines: &mut Vec<u8>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut member = GzEncoder::new(Vec::new(), Compression::fast());
    member.write_all(lines)?;
    file.write_all(&member.finish()?)?;
    lines.clear();
    Ok(())
}

/// The end of the last whole row of a file, and what stands before it.
fn whole_rows(file: &File, is_packed: bool) -> io::Result<(u64, Done)> {
    let mut packed = BufReader::with_capacity(1 << 18, file);
    let mut counter = Counter::default();
    if !is_packed {
        counter.read(&mut packed)?;
        return Ok((counter.end, counter.done()));
    }
    let mut end = 0;
    loop {
        if packed.fill_buf()?.is_empty() {
            return Ok((end, counter.done()));
        }
        let mut lines = Vec::new();
        // A member that was cut off is done again.
        if GzDecoder::new(&mut packed).read_to_end(&mut lines).is_err() {
            return Ok((end, counter.done()));
        }
        counter.read(&mut lines.as_slice())?;
        end = packed.stream_position()?;
    }
}

#[derive(Default)]
struct Counter {
    rows: u64,
    end: u64,
    last: Vec<u8>,
}

impl Counter {
    fn read(&mut self, lines: &mut impl BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        loop {
            line.clear();
            lines.read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                return Ok(());
            }
            self.rows += 1;
            self.end += line.len() as u64;
            std::mem::swap(&mut self.last, &mut line);
        }
    }

    fn done(self) -> Done {
        #[derive(Deserialize)]
        struct Named {
            warc_record_id: Option<String>,
        }
        let last: Option<Named> = serde_json::from_slice(&self.last).ok();
        Done {
            rows: self.rows,
            last_id: last.and_then(|last| last.warc_record_id),
        }
    }
}
