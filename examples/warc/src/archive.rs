//! WARC files to the records that hold pages.

use std::io::Read;
use std::sync::Arc;

use fastwarc::stream_io::traits::IntoWarcReader;
use fastwarc::warc::record::{WarcRecord, WarcRecordType};
use indicatif::ProgressBar;
use serde::Serialize;

use crate::http;
use crate::stats::Stats;
use crate::stream::Stream;

/// Longest record kept: the longest page that the library reads, and its
/// headers. Of a longer one only that it was there is told.
const MAX_RECORD: u64 = (64 << 20) + (1 << 20);

/// Longest header of a record. `fastwarc` counts all of the chunk that a line
/// ends in, so this is some chunks of [`Stream::buffered`].
const MAX_HEADER: usize = 1 << 20;

/// What names a page; the head of its row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The file that it stands in, as it was named.
    pub warc_file: String,
    /// `WARC-Record-ID`, with its angle brackets.
    pub warc_record_id: Option<String>,
    /// `WARC-Target-URI`.
    pub warc_target_uri: Option<String>,
    /// `WARC-Date`.
    pub warc_date: Option<String>,
    /// `WARC-Payload-Digest`.
    pub payload_digest: Option<String>,
    /// The status of the HTTP response.
    pub http_status: Option<u16>,
}

/// How a record holds its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An HTTP response, headers and all.
    Response,
    /// The page itself.
    Resource,
    /// The text of a page, as in WET files.
    Text,
}

/// A record with a page, or a place where there should be one.
#[derive(Debug)]
pub struct Record {
    /// What names it.
    pub head: Head,
    /// How it holds the page.
    pub kind: Kind,
    /// The charset that the record names for a [`Kind::Resource`].
    pub charset: Option<String>,
    /// Its content, or what is wrong with it.
    pub content: Result<Vec<u8>, String>,
}

/// The records with pages of some files, one file after the other.
pub struct Archives {
    files: std::vec::IntoIter<String>,
    file: String,
    /// The record that was read last in the open file.
    last: Option<WarcRecord>,
    /// What was not read of that record, for it holds no page.
    unread: u64,
    /// After an error, until the next record.
    is_lost: bool,
    bar: ProgressBar,
    stats: Arc<Stats>,
}

impl Archives {
    /// Reads the files in order. Records without a page are counted.
    pub fn new(files: Vec<String>, bar: ProgressBar, stats: Arc<Stats>) -> Archives {
        Archives {
            files: files.into_iter(),
            file: String::new(),
            last: None,
            unread: 0,
            is_lost: false,
            bar,
            stats,
        }
    }

    /// Opens the next file; none after the last.
    fn open_next(&mut self) -> Option<Result<WarcRecord, Record>> {
        self.file = self.files.next()?;
        self.is_lost = false;
        let stream = Stream::open(&self.file, &self.bar);
        Some(
            stream
                .map(|stream| before(stream.buffered()))
                .map_err(|error| self.fault(error.to_string())),
        )
    }

    /// Goes on from a record to the next in its file: a page, or a fault. The
    /// record is kept in `self.last` unless the file is at its end.
    fn step(&mut self, mut last: WarcRecord) -> Option<Record> {
        let skipped = last.consume();
        let unread = std::mem::take(&mut self.unread);
        let mut record = before(last.detach_reader()?);
        match skipped {
            Err(error) => {
                self.last = Some(record);
                return Some(self.fault(format!("the record cannot be read: {error}")));
            }
            Ok(bytes) if (bytes as u64) < unread => return Some(self.fault(cut(bytes, unread))),
            Ok(_) => {}
        }
        match record.parse_warc_headers_with_opts(self.is_lost, MAX_HEADER) {
            Ok(0) => None,
            Ok(_) => {
                self.is_lost = false;
                let page = if record.headers().contains_key("Content-Length") {
                    self.page(&mut record)
                } else {
                    Some(self.fault("a record does not say how long it is".to_owned()))
                };
                if page.is_none() {
                    self.unread = record.content_length();
                    self.stats.skip();
                }
                self.last = Some(record);
                page
            }
            Err(error) => {
                let was_lost = std::mem::replace(&mut self.is_lost, true);
                self.last = Some(record);
                (!was_lost).then(|| self.fault(format!("no WARC record here: {error}")))
            }
        }
    }

    /// The page of a record; none if it holds none.
    fn page(&self, record: &mut WarcRecord) -> Option<Record> {
        let headers = record.headers();
        let content_type = headers.get("Content-Type").unwrap_or_default();
        let kind = match record.record_type() {
            WarcRecordType::Response if record.is_http() => Kind::Response,
            WarcRecordType::Resource if http::is_html(&content_type) => Kind::Resource,
            WarcRecordType::Conversion if http::is_plain(&content_type) => Kind::Text,
            _ => return None,
        };
        let charset = http::charset(&content_type);
        let field = |name: &str| headers.get(name).map(|value| value.into_owned());
        let head = Head {
            warc_file: self.file.clone(),
            warc_record_id: field("WARC-Record-ID"),
            warc_target_uri: field("WARC-Target-URI").map(|uri| bare(&uri)),
            warc_date: field("WARC-Date"),
            payload_digest: field("WARC-Payload-Digest"),
            http_status: None,
        };
        Some(Record {
            head,
            kind,
            charset,
            content: content(record),
        })
    }

    /// A place where there should be a record.
    fn fault(&self, why: String) -> Record {
        Record {
            head: Head {
                warc_file: self.file.clone(),
                ..Head::default()
            },
            kind: Kind::Response,
            charset: None,
            content: Err(why),
        }
    }
}

impl Iterator for Archives {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            match self.last.take() {
                Some(last) => {
                    if let Some(record) = self.step(last) {
                        return Some(record);
                    }
                }
                None => match self.open_next()? {
                    Ok(start) => self.last = Some(start),
                    Err(fault) => return Some(fault),
                },
            }
        }
    }
}

/// The place before the next record of a reader.
fn before(reader: impl IntoWarcReader) -> WarcRecord {
    let mut record = WarcRecord::new();
    record.attach_reader(reader);
    record
}

/// WARC 1.0 writers put addresses into angle brackets, as its grammar has it.
fn bare(uri: &str) -> String {
    let inner = uri.strip_prefix('<').and_then(|uri| uri.strip_suffix('>'));
    inner.unwrap_or(uri).to_owned()
}

/// All of a record's content; else what is wrong with it, its reader then
/// standing where the next record may begin.
fn content(record: &mut WarcRecord) -> Result<Vec<u8>, String> {
    let length = record.content_length();
    if length > MAX_RECORD {
        return Err(format!(
            "the record has {length} bytes, {MAX_RECORD} are read at most"
        ));
    }
    let Some(reader) = record.reader_mut() else {
        return Err("the record has no content".to_owned());
    };
    // The length is what the record says, not yet what it has.
    let mut bytes = Vec::with_capacity(length.min(1 << 20) as usize);
    let read = reader.read_to_end(&mut bytes);
    if let Err(error) = read {
        // The stream stands at another record already.
        reader.set_limit(0);
        return Err(format!("the record cannot be read: {error}"));
    }
    if (bytes.len() as u64) < length {
        return Err(cut(bytes.len(), length));
    }
    Ok(bytes)
}

fn cut(bytes: usize, length: u64) -> String {
    format!("the file ends after {bytes} of the record's {length} bytes")
}
