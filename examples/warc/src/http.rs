//! An HTTP response to the page in it: headers by `httparse`, then the body,
//! unchunked and unpacked.

use std::borrow::Cow;
use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{Header, ParserConfig, Response};

/// Longest page, unpacked. Whoever packs gigabytes of zeros into a small
/// record gets an error, not our memory.
pub const MAX_PAGE: usize = 64 << 20;

/// Most headers of a response.
const MAX_HEADERS: usize = 256;

/// What a response holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// The HTTP status; none for what did not come by HTTP.
    pub status: Option<u16>,
    /// The charset that the server named.
    pub charset: Option<String>,
    /// What it is; none where the server does not say.
    pub is_html: Option<bool>,
    /// The body, as the server meant it.
    pub body: Vec<u8>,
}

/// Takes a response apart. A body that ends early is kept as far as it goes,
/// as browsers show it. What is no page is not unpacked.
///
/// # Errors
///
/// What is no response, and a body that cannot be unpacked, in words.
pub fn page(response: &[u8]) -> Result<Page, String> {
    with_headers(response, |status, headers, raw| {
        let content_type = value(headers, "content-type").unwrap_or_default();
        let is_html = (!content_type.is_empty()).then(|| is_html(&content_type));
        Ok(Page {
            status,
            charset: charset(&content_type),
            is_html,
            body: match is_html {
                Some(false) => Vec::new(),
                _ => body(headers, raw)?,
            },
        })
    })
}

/// Whether a response makes a row: a page, or something wrong.
pub fn makes_row(response: &[u8]) -> bool {
    let other = with_headers(response, |_, headers, _| {
        let content_type = value(headers, "content-type").unwrap_or_default();
        Ok(!content_type.is_empty() && !is_html(&content_type))
    });
    other != Ok(true)
}

/// Parses the headers of a response, and hands them on with what follows.
fn with_headers<T>(
    response: &[u8],
    read: impl FnOnce(Option<u16>, &[Header], &[u8]) -> Result<T, String>,
) -> Result<T, String> {
    let response = with_known_version(response);
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = Response::new(&mut headers);
    let length = lenient().parse_response(&mut parsed, &response);
    match length.map_err(|error| format!("not an HTTP response: {error}"))? {
        httparse::Status::Complete(length) => {
            read(parsed.code, parsed.headers, &response[length..])
        }
        httparse::Status::Partial => Err("the HTTP headers have no end".to_owned()),
    }
}

/// Servers write what they like, and browsers read it.
fn lenient() -> ParserConfig {
    let mut config = ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .allow_space_before_first_header_name(true)
        .ignore_invalid_headers_in_responses(true);
    config
}

/// Crawlers write responses of HTTP/2 and 3 as if they were of 1.1, save for
/// the number, at which the parser would stop.
fn with_known_version(response: &[u8]) -> Cow<'_, [u8]> {
    let is_later = [b"HTTP/2".as_slice(), b"HTTP/3"]
        .iter()
        .any(|version| response.starts_with(version));
    let rest = response.iter().position(|byte| *byte == b' ');
    match rest {
        Some(rest) if is_later => [b"HTTP/1.1", &response[rest..]].concat().into(),
        _ => response.into(),
    }
}

/// The value of a header, all of them joined where there are several.
fn value(headers: &[Header], name: &str) -> Option<String> {
    let values: Vec<_> = headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case(name))
        .map(|header| String::from_utf8_lossy(header.value))
        .collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// Whether a content type is that of a page.
pub fn is_html(content_type: &str) -> bool {
    let media = media_type(content_type);
    ["text/html", "application/xhtml+xml"].contains(&media.as_str())
}

/// Whether a content type is that of plain text.
pub fn is_plain(content_type: &str) -> bool {
    media_type(content_type) == "text/plain"
}

fn media_type(content_type: &str) -> String {
    let media = content_type.split([';', ',']).next().unwrap_or_default();
    media.trim().to_ascii_lowercase()
}

/// The charset that a content type names.
pub fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The body as the server meant it. Archives keep the headers of bodies that
/// they have unchunked or unpacked already: what does not look packed is not.
fn body(headers: &[Header], raw: &[u8]) -> Result<Vec<u8>, String> {
    let transfer = value(headers, "transfer-encoding").unwrap_or_default();
    let is_chunked = transfer.to_ascii_lowercase().contains("chunked");
    let mut body = match is_chunked.then(|| unchunked(raw)).flatten() {
        Some(body) => body,
        None => raw.to_vec(),
    };
    let encodings = value(headers, "content-encoding").unwrap_or_default();
    // The last was put on last.
    for encoding in encodings.rsplit(',') {
        body = unpacked(&encoding.trim().to_ascii_lowercase(), body)?;
    }
    if body.len() > MAX_PAGE {
        return Err(too_long());
    }
    Ok(body)
}

fn too_long() -> String {
    format!("longer than {} MiB, which no page is", MAX_PAGE >> 20)
}

/// The chunks of a body joined; none if it does not begin with one.
fn unchunked(mut raw: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(raw.len());
    let mut is_first = true;
    loop {
        let (start, size) = match httparse::parse_chunk_size(raw) {
            Ok(httparse::Status::Complete(chunk)) => chunk,
            _ if is_first => return None,
            // It ends early.
            _ => return Some(body),
        };
        is_first = false;
        let rest = &raw[start..];
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
        body.extend_from_slice(&rest[..size]);
        raw = rest[size..].strip_prefix(b"\r\n").unwrap_or(&rest[size..]);
        if size == 0 {
            return Some(body);
        }
    }
}

fn unpacked(encoding: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    let packed = body.as_slice();
    match encoding {
        "" | "identity" | "none" | "utf-8" => Ok(body),
        "gzip" | "x-gzip" if !packed.starts_with(&[0x1f, 0x8b]) => Ok(body),
        "gzip" | "x-gzip" => all_of(encoding, MultiGzDecoder::new(packed)),
        // By the standard in a wrapper of zlib, by some servers without.
        "deflate" if is_zlib(packed) => all_of(encoding, ZlibDecoder::new(packed)),
        "deflate" => all_of(encoding, DeflateDecoder::new(packed)).or(Ok(body)),
        // Brotli has no magic number.
        "br" => all_of(encoding, Decompressor::new(packed, 4096)).or_else(|why| {
            if looks_like_markup(&body) {
                Ok(body)
            } else {
                Err(why)
            }
        }),
        "zstd" if !packed.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => Ok(body),
        "zstd" => match zstd::Decoder::new(packed) {
            Ok(decoder) => all_of(encoding, decoder),
            Err(error) => Err(format!("content encoding zstd: {error}")),
        },
        _ => Err(format!("content encoding {encoding} is not read")),
    }
}

/// RFC 1950: deflate, and a checksum over the two bytes.
fn is_zlib(packed: &[u8]) -> bool {
    matches!(packed, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

fn looks_like_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// All that a decoder gives. One that stops after it gave something has met a
/// body that ends early.
fn all_of(encoding: &str, decoder: impl Read) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    let read: io::Result<usize> = decoder.take(MAX_PAGE as u64 + 1).read_to_end(&mut body);
    match read {
        _ if body.len() > MAX_PAGE => Err(too_long()),
        Err(error) if body.is_empty() => Err(format!("content encoding {encoding}: {error}")),
        _ => Ok(body),
    }
}
