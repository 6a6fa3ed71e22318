//! What the tests of `warc` are made of: records, packing, the program.

#![allow(
    dead_code,
    reason = "each test is a crate of its own and uses its part"
)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::Value;

/// Runs the program.
pub fn warc(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_warc"))
        .args(arguments)
        .output()
        .expect("it runs")
}

/// The lines of an output.
pub fn lines(output: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

/// The lines of an output, each an object.
pub fn objects(output: &[u8]) -> Vec<Value> {
    let object = |line: &String| serde_json::from_str(line).expect("an object a line");
    lines(output).iter().map(object).collect()
}

/// A record; its length is added to its fields unless they have one.
pub fn record(version: &str, fields: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut record =
        format!("WARC/{version}\r\n{fields}\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    record.extend(content);
    record.extend(b"\r\n\r\n");
    record
}

/// An HTTP response.
pub fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let mut response = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes();
    response.extend(body);
    response
}

/// A page with a title and a body.
pub fn article_page(title: &str) -> Vec<u8> {
    format!(
        "<!DOCTYPE html><title>{title}</title><nav><a href=/>Home</a></nav><h1>{title}</h1>\
         <p>It rained all night, for the first time since the spring, and the farmers of the \
         valley stood in their doorways, listening to it and saying nothing at all.</p>\
         <p>By morning the gardens of the town were glad of it, every one.</p>"
    )
    .into_bytes()
}

/// A body in chunks of so many bytes.
pub fn chunked(body: &[u8], size: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in body.chunks(size) {
        out.extend(format!("{:x};note=1\r\n", chunk.len()).bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
    }
    out.extend(b"0\r\n\r\n");
    out
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all bytes");
    encoder.finish().expect("memory takes all bytes")
}

pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all bytes");
    encoder.finish().expect("memory takes all bytes")
}

pub fn raw_deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes all bytes");
    encoder.finish().expect("memory takes all bytes")
}

pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 4, 20);
    writer.write_all(bytes).expect("memory takes all bytes");
    drop(writer);
    packed
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory takes all bytes")
}

/// A folder for one test, removed when the test is done.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bodycopy-warc-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }

    /// The path of a name in it.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.0.join(name), bytes).expect("a file for the test");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
