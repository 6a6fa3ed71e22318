//! Where rows go, and how a run goes on where another was cut off.

mod common;

use std::fs::{self, File};
use std::io::Read;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use common::{Folder, article_page, gzip, objects, record, response, warc};
use flate2::read::MultiGzDecoder;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

/// A file with pages of these names, and among them a picture, which makes no
/// row, and what is no response, whose row is an error.
fn crawl(folder: &Folder, name: &str, pages: usize) -> String {
    let mut bytes = Vec::new();
    for page in 0..pages {
        let id = format!("{name}-{page}");
        let fields = format!(
            "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{id}>\r\n\
             WARC-Date: 2025-05-16T05:40:00Z\r\nWARC-Target-URI: https://example.org/{id}\r\n\
             Content-Type: application/http"
        );
        let content = match page % 5 {
            3 => response("Content-Type: image/png", b"\x89PNG"),
            4 => b"no response".to_vec(),
            _ => response("Content-Type: text/html; charset=utf-8", &article_page(&id)),
        };
        bytes.extend(gzip(&record("1.0", &fields, &content)));
    }
    folder.write(name, &bytes)
}

fn unpacked(path: &str) -> Vec<u8> {
    let mut lines = Vec::new();
    let file = File::open(path).expect("it is there");
    MultiGzDecoder::new(file)
        .read_to_end(&mut lines)
        .expect("whole members");
    lines
}

fn batches(folder: &str) -> Vec<RecordBatch> {
    let mut parts: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    parts.sort();
    let mut batches = Vec::new();
    for part in parts {
        let file = File::open(&part).expect("it is there");
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
        for batch in builder.build().expect("Parquet") {
            batches.push(batch.expect("rows"));
        }
    }
    batches
}

fn texts(batches: &[RecordBatch], column: &str) -> Vec<Option<String>> {
    let mut texts = Vec::new();
    for batch in batches {
        let column = batch.column_by_name(column).expect("the column");
        let column = column.as_string::<i32>();
        texts.extend(column.iter().map(|text| text.map(str::to_owned)));
    }
    texts
}

#[test]
fn a_file_takes_what_standard_output_does() {
    let folder = Folder::new();
    let crawl = crawl(&folder, "crawl", 20);
    let expected = warc(&[&crawl]).stdout;
    assert_eq!(objects(&expected).len(), 16);
    let (plain, packed) = (folder.path("rows.jsonl"), folder.path("rows.jsonl.gz"));
    assert!(warc(&[&crawl, "--output", &plain]).stdout.is_empty());
    warc(&[&crawl, "--output", &packed]);
    assert_eq!(fs::read(&plain).expect("it is there"), expected);
    assert_eq!(unpacked(&packed), expected);
}

#[test]
fn an_output_that_is_there_is_never_overwritten() {
    let folder = Folder::new();
    let crawl = crawl(&folder, "crawl", 1);
    let output = folder.write("rows.jsonl", b"precious\n");
    let refused = warc(&[&crawl, "--output", &output]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--resume"));
    assert_eq!(fs::read(&output).expect("it is there"), b"precious\n");
}

#[test]
fn a_cut_file_is_gone_on_with_after_its_last_whole_row() {
    let folder = Folder::new();
    let files = [crawl(&folder, "1", 20), crawl(&folder, "2", 7)];
    let run = |output: &str, more: &[&str]| {
        let arguments = [&files[0], &files[1], "--output", output].map(AsRef::as_ref);
        warc(&[&arguments[..], more].concat())
    };
    let output = folder.path("rows.jsonl");
    run(&output, &[]);
    let whole = fs::read(&output).expect("it is there");
    for part in [
        0,
        10,
        whole.len() / 3,
        whole.len() / 2,
        whole.len() - 1,
        whole.len(),
    ] {
        fs::write(&output, &whole[..part]).expect("it can be cut");
        run(&output, &["--resume"]);
        assert!(
            fs::read(&output).expect("it is there") == whole,
            "cut at {part}"
        );
    }
}

#[test]
fn a_cut_packed_file_is_gone_on_with_after_its_last_whole_member() {
    let folder = Folder::new();
    // Rows of all blocks are long: there are several members.
    let crawl = crawl(&folder, "crawl", 2500);
    let output = folder.path("rows.jsonl.gz");
    let run = |more: &[&str]| {
        let arguments = [crawl.as_str(), "--blocks", "--output", &output];
        warc(&[&arguments[..], more].concat())
    };
    run(&[]);
    let whole = fs::read(&output).expect("it is there");
    let rows = unpacked(&output);
    assert!(rows.len() > 1 << 20, "more than one member");
    for part in [0, 5, whole.len() / 2, whole.len() - 9, whole.len()] {
        fs::write(&output, &whole[..part]).expect("it can be cut");
        run(&["--resume"]);
        assert!(unpacked(&output) == rows, "cut at {part}");
    }
}

#[test]
fn an_output_of_other_files_is_not_gone_on_with() {
    let folder = Folder::new();
    let (first, second) = (crawl(&folder, "1", 7), crawl(&folder, "2", 20));
    let output = folder.path("rows.jsonl");
    warc(&[&first, "--output", &output]);
    let before = fs::read(&output).expect("it is there");
    for other in [second.as_str(), &folder.write("empty", b"")] {
        let refused = warc(&[other, "--output", &output, "--resume"]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("of other files"));
        assert_eq!(fs::read(&output).expect("it is there"), before);
    }
}

#[test]
fn parquet_holds_what_json_does() {
    let folder = Folder::new();
    let crawl = crawl(&folder, "crawl", 20);
    let output = folder.path("rows");
    warc(&[&crawl, "--format", "parquet", "--output", &output]);
    let batches = batches(&output);
    let rows = objects(&warc(&[&crawl]).stdout);
    for (column, pointer) in [
        ("warc_file", "/warc_file"),
        ("warc_record_id", "/warc_record_id"),
        ("warc_target_uri", "/warc_target_uri"),
        ("warc_date", "/warc_date"),
        ("error", "/error"),
        ("url", "/url"),
        ("title", "/title/value"),
        ("text", "/text"),
    ] {
        let of_json = |row: &Value| Some(row.pointer(pointer)?.as_str()?.to_owned());
        let expected: Vec<Option<String>> = rows.iter().map(of_json).collect();
        assert_eq!(texts(&batches, column), expected, "{column}");
    }
    let first = &batches[0];
    let status = first.column_by_name("http_status").expect("the column");
    assert_eq!(status.as_primitive::<Int32Type>().value(0), 200);
    let confidence = first.column_by_name("confidence").expect("the column");
    let confidence = f64::from(confidence.as_primitive::<Float32Type>().value(0));
    let expected = rows[0]["confidence"].as_f64().expect("a number");
    assert!((confidence - expected).abs() < 1e-6);
    let bylines = first.column_by_name("bylines").expect("the column");
    assert!(
        bylines.is_valid(0) && bylines.is_null(3),
        "none of an error"
    );
}

#[test]
fn parquet_is_cut_into_parts_and_gone_on_with_after_the_last() {
    let folder = Folder::new();
    let crawl = crawl(&folder, "crawl", 50);
    let output = folder.path("rows");
    let run = |more: &[&str]| {
        let arguments = [&crawl, "--format", "parquet", "--output", &output].map(AsRef::as_ref);
        let all = [&arguments[..], &["--rows-a-part", "9"], more].concat();
        warc(&all)
    };
    run(&[]);
    let expected = texts(&batches(&output), "warc_record_id");
    assert_eq!(expected.len(), 40);
    let part = |number: u32| folder.path(&format!("rows/part-{number:05}.parquet"));
    assert!(fs::exists(part(4)).expect("it can be looked for"));
    assert!(!fs::exists(part(5)).expect("it can be looked for"));
    fs::rename(part(3), folder.path("rows/unfinished.tmp")).expect("it is there");
    fs::remove_file(part(4)).expect("it is there");
    run(&["--resume"]);
    assert_eq!(texts(&batches(&output), "warc_record_id"), expected);
}
