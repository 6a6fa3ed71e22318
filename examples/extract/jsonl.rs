//! A worker for engines that pipe: a page a line in, an article a line out, in
//! order. What is ready is written and flushed at once, so that it serves a
//! caller who waits for each answer, too.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use base64::prelude::{BASE64_STANDARD, Engine};
use bodycopy::{Article, Extractor, Limits};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::input::MAX_BYTES;
use crate::ordered::{self, Bounds, Event};
use crate::plain;
use crate::record::{self, Selection};

/// Longest line read: the longest page in base64, and its address. Of a longer
/// one the rest is skipped.
const MAX_LINE: usize = MAX_BYTES / 3 * 4 + (1 << 20);

/// How much is between reading and writing.
const BETWEEN: Bounds = Bounds {
    items: 1000,
    bytes: 32 << 20,
};

/// The head of a record: what names its page.
#[derive(Default, Serialize)]
pub struct Head<'a> {
    /// As the page's line gave it; null where the line could not be read.
    id: Option<&'a RawValue>,
    /// The number of a line that could not be read, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
}

/// A line that was read.
enum Line {
    Whole(Vec<u8>),
    /// One that is longer than [`MAX_LINE`].
    TooLong,
    /// The input ended in an error.
    Broken(String),
}

/// What a line holds. All is taken as it stands, so that a page whose `html`
/// is a number, say, still has its `id`.
#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    url: Option<&'a RawValue>,
    #[serde(borrow)]
    html: Option<&'a RawValue>,
    #[serde(borrow)]
    html_base64: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    charset: Option<&'a RawValue>,
}

/// Answers line by line until the input ends.
///
/// # Errors
///
/// Those of writing.
pub fn run(selection: Selection) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    ordered::for_each(
        lines(io::BufReader::with_capacity(1 << 16, io::stdin())),
        move |(number, line)| answer(number, line, &selection),
        |event| match event {
            Event::Next(line) => writeln!(out, "{line}"),
            Event::Pause => out.flush(),
        },
        rayon::current_num_threads(),
        BETWEEN,
    )
}

/// The lines of an input with their numbers, and their sizes.
fn lines(mut input: impl BufRead) -> impl FnMut() -> Option<((u64, Line), usize)> {
    let mut number = 0;
    let mut is_over = false;
    move || {
        if is_over {
            return None;
        }
        number += 1;
        let line = match read_line(&mut input) {
            Ok(line) => line?,
            Err(error) => {
                is_over = true;
                Line::Broken(format!("the input ended: {error}"))
            }
        };
        let bytes = match &line {
            Line::Whole(bytes) => bytes.len(),
            Line::TooLong | Line::Broken(_) => 0,
        };
        Some(((number, line), bytes))
    }
}

/// The next line, without its end; none at the end of the input.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut limited = io::Read::take(&mut *input, MAX_LINE as u64 + 1);
    if limited.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() > MAX_LINE {
        if line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
        }
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole(line)))
}

/// The answer to a line: always one.
fn answer(number: u64, line: Line, selection: &Selection) -> String {
    let unread = |why: &str| {
        let head = Head {
            id: None,
            line: Some(number),
        };
        record::error_line(&head, why)
    };
    let line = match line {
        Line::Whole(line) => line,
        Line::TooLong => return unread(&format!("a line has {MAX_LINE} bytes at most")),
        Line::Broken(why) => return unread(&why),
    };
    match serde_json::from_slice::<Page>(&line) {
        Ok(page) => page.answer(selection),
        Err(error) => unread(&format!("not a page as JSON: {error}")),
    }
}

impl Page<'_> {
    fn answer(&self, selection: &Selection) -> String {
        let head = Head {
            id: self.id,
            line: None,
        };
        // One page must not take the worker with it, whatever a defect does.
        let record = catch_unwind(AssertUnwindSafe(|| selection.line(&head, self.article()?)));
        record
            .unwrap_or_else(|_| Err("the extractor panicked: a defect".to_owned()))
            .unwrap_or_else(|error| record::error_line(&head, &error))
    }

    fn article(&self) -> Result<Article, String> {
        let mut extractor = Extractor::new().limits(Limits::default().bytes(MAX_BYTES));
        if let Some(url) = text("url", self.url)? {
            extractor = extractor.url(&url);
        }
        let charset = text("charset", self.charset)?;
        let article = match (self.html, self.html_base64, self.text) {
            (Some(_), None, None) => {
                let html = text("html", self.html)?.unwrap_or_default();
                extractor.extract(&html)
            }
            (None, Some(_), None) => {
                let base64 = text("html_base64", self.html_base64)?.unwrap_or_default();
                let bytes = BASE64_STANDARD.decode(base64.as_bytes());
                let bytes = bytes.map_err(|error| format!("html_base64: {error}"))?;
                extractor.extract_bytes(&bytes, charset.as_deref())
            }
            (None, None, Some(_)) => {
                let plain = text("text", self.text)?.unwrap_or_default();
                return plain::article(&extractor, &plain);
            }
            (None, None, None) => return Err("no html, html_base64 or text".to_owned()),
            _ => return Err("more than one of html, html_base64 and text".to_owned()),
        };
        article.map_err(|error| error.to_string())
    }
}

/// The text of a field; none where it is null or missing.
fn text<'a>(name: &str, field: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, String> {
    let Some(field) = field else { return Ok(None) };
    let text = serde_json::from_str::<Option<Text>>(field.get());
    let text = text.map_err(|_| format!("{name}: not a string"))?;
    Ok(text.map(|text| text.0))
}

/// A JSON string. Half of a surrogate pair, which some writers let through,
/// becomes U+FFFD instead of an error.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Lenient;
        impl<'de> Visitor<'de> for Lenient {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                Ok(Text(String::from_utf8_lossy(bytes)))
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                let text = String::from_utf8_lossy(bytes).into_owned();
                Ok(Text(Cow::Owned(text)))
            }
        }
        input.deserialize_bytes(Lenient)
    }
}
