//! Parquet: a folder of parts. A part gets its name when it is whole, so that
//! a run that was cut off loses the part that it was at, and no other.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Float32Array, Int32Array, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::{Done, Output, goes_on};
use crate::archive::Head;
use crate::row::{Cells, Columns, Flat, Row};

/// Rows that go to the writer at once.
const BATCH: usize = 256;

/// Packed bytes of a row group, about: what the writer holds in memory.
const ROW_GROUP: usize = 64 << 20;

/// Parquet to a folder.
pub struct Parquet {
    folder: PathBuf,
    rows_a_part: usize,
    parts: usize,
    schema: SchemaRef,
    open: Option<Part>,
    batch: Vec<Columns>,
}

struct Part {
    writer: ArrowWriter<File>,
    rows: usize,
}

impl Parquet {
    /// Parts of so many rows to a folder, which is made; with what it holds.
    ///
    /// # Errors
    ///
    /// The folder cannot be written, or is there already.
    pub fn open(folder: &Path, resume: bool, rows_a_part: usize) -> Result<(Parquet, Done)> {
        let is_there = goes_on(folder, resume)?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut output = Parquet {
            folder: folder.to_path_buf(),
            rows_a_part,
            parts: 0,
            schema: Arc::new(schema()),
            open: None,
            batch: Vec::new(),
        };
        let mut done = Done::default();
        while is_there && output.part_path(output.parts).is_file() {
            let path = output.part_path(output.parts);
            count_rows(&path, &mut done).with_context(|| format!("{}", path.display()))?;
            output.parts += 1;
        }
        Ok((output, done))
    }

    fn part_path(&self, part: usize) -> PathBuf {
        self.folder.join(format!("part-{part:05}.parquet"))
    }

    fn unfinished_path(&self) -> PathBuf {
        self.folder.join("unfinished.tmp")
    }

    fn write_batch(&mut self) -> Result<(), ParquetError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.batch);
        let batch = record_batch(&self.schema, &rows)?;
        let mut part = match self.open.take() {
            Some(part) => part,
            None => self.start_part()?,
        };
        part.writer.write(&batch)?;
        if part.writer.in_progress_size() >= ROW_GROUP {
            part.writer.flush()?;
        }
        part.rows += rows.len();
        if part.rows >= self.rows_a_part {
            return self.end_part(part);
        }
        self.open = Some(part);
        Ok(())
    }

    fn start_part(&self) -> Result<Part, ParquetError> {
        let file = File::create(self.unfinished_path())?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("bodycopy ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Part {
            writer: ArrowWriter::try_new(file, Arc::clone(&self.schema), Some(properties))?,
            rows: 0,
        })
    }

    fn end_part(&mut self, part: Part) -> Result<(), ParquetError> {
        part.writer.close()?;
        fs::rename(self.unfinished_path(), self.part_path(self.parts))?;
        self.parts += 1;
        Ok(())
    }
}

impl Output for Parquet {
    fn write(&mut self, row: Row) -> io::Result<()> {
        let Cells::Parquet(columns) = row.cells else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        self.batch.push(*columns);
        let part_rows = self.open.as_ref().map_or(0, |part| part.rows);
        let is_part_full = part_rows + self.batch.len() >= self.rows_a_part;
        if self.batch.len() >= BATCH || is_part_full {
            self.write_batch().map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.write_batch().map_err(io::Error::other)?;
        match self.open.take() {
            Some(part) => self.end_part(part).map_err(io::Error::other),
            None => Ok(()),
        }
    }
}

/// Adds the rows of a part.
fn count_rows(path: &Path, done: &mut Done) -> Result<()> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), ["warc_record_id"]);
    for batch in builder.with_projection(mask).build()? {
        let batch = batch?;
        done.rows += batch.num_rows() as u64;
        let ids = batch.column(0).as_string::<i32>();
        let last = ids.len().checked_sub(1).filter(|last| ids.is_valid(*last));
        done.last_id = last.map(|last| ids.value(last).to_owned());
    }
    Ok(())
}

/// The columns; the README says what each holds.
fn schema() -> Schema {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let whole = |name: &str| Field::new(name, DataType::Int32, true);
    let list = |name: &str| Field::new_list(name, Field::new("item", DataType::Utf8, true), true);
    Schema::new(vec![
        Field::new("warc_file", DataType::Utf8, false),
        text("warc_record_id"),
        text("warc_target_uri"),
        text("warc_date"),
        text("payload_digest"),
        whole("http_status"),
        text("error"),
        text("url"),
        text("title"),
        text("subtitle"),
        text("section"),
        text("site"),
        list("bylines"),
        text("published"),
        text("modified"),
        text("language"),
        text("direction"),
        text("description"),
        text("image"),
        list("tags"),
        Field::new("confidence", DataType::Float32, true),
        whole("word_count"),
        text("text"),
    ])
}

fn record_batch(schema: &SchemaRef, rows: &[Columns]) -> Result<RecordBatch, ArrowError> {
    let heads = || rows.iter().map(|row| &row.head);
    let of_head = |get: fn(&Head) -> Option<&String>| strings(heads().map(get));
    let flats = || rows.iter().map(|row| row.article.as_ref());
    let of_flat =
        |get: fn(&Flat) -> Option<&String>| strings(flats().map(|flat| flat.and_then(get)));
    let statuses = heads().map(|head| head.http_status.map(i32::from));
    let confidences = flats().map(|flat| Some(flat?.confidence));
    let words = flats().map(|flat| i32::try_from(flat?.word_count).ok());
    let columns = vec![
        strings(heads().map(|head| Some(&head.warc_file))),
        of_head(|head| head.warc_record_id.as_ref()),
        of_head(|head| head.warc_target_uri.as_ref()),
        of_head(|head| head.warc_date.as_ref()),
        of_head(|head| head.payload_digest.as_ref()),
        Arc::new(statuses.collect::<Int32Array>()),
        strings(rows.iter().map(|row| row.error.as_ref())),
        of_flat(|flat| flat.url.as_ref()),
        of_flat(|flat| flat.title.as_ref()),
        of_flat(|flat| flat.subtitle.as_ref()),
        of_flat(|flat| flat.section.as_ref()),
        of_flat(|flat| flat.site.as_ref()),
        lists(flats().map(|flat| Some(&flat?.bylines))),
        of_flat(|flat| flat.published.as_ref()),
        of_flat(|flat| flat.modified.as_ref()),
        of_flat(|flat| flat.language.as_ref()),
        strings(flats().map(|flat| flat?.direction)),
        of_flat(|flat| flat.description.as_ref()),
        of_flat(|flat| flat.image.as_ref()),
        lists(flats().map(|flat| Some(&flat?.tags))),
        Arc::new(confidences.collect::<Float32Array>()),
        Arc::new(words.collect::<Int32Array>()),
        of_flat(|flat| Some(&flat.text)),
    ];
    RecordBatch::try_new(Arc::clone(schema), columns)
}

fn strings(values: impl Iterator<Item = Option<impl AsRef<str>>>) -> ArrayRef {
    let mut column = StringBuilder::new();
    values.for_each(|value| column.append_option(value));
    Arc::new(column.finish())
}

fn lists<'a>(values: impl Iterator<Item = Option<&'a Vec<String>>>) -> ArrayRef {
    let mut column = ListBuilder::new(StringBuilder::new());
    for value in values {
        for item in value.into_iter().flatten() {
            column.values().append_value(item);
        }
        column.append(value.is_some());
    }
    Arc::new(column.finish())
}
