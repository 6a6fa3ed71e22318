//! Files that are plainly no HTML, told by their first bytes.

use std::borrow::Cow;

use crate::error::{Error, Format};

/// Bytes looked at: enough for the headers of an archive or feed, and for a
/// share of control bytes that means something.
const LOOKED_AT: usize = 4096;

/// Refuses files that are plainly no HTML. Text without any tag passes: it is
/// a page with little in it.
pub(crate) fn refuse_other_formats(bytes: &[u8]) -> Result<(), Error> {
    match other_format(&bytes[..bytes.len().min(LOOKED_AT)]) {
        Some(format) => Err(Error::NotHtml(format)),
        None => Ok(()),
    }
}

/// Whether a text opens as a page of HTML does: with its doctype, a comment
/// before it aside, or with one of the elements that a page opens with.
///
/// Fails on: a fragment that opens with other tags, and a text about HTML that
/// opens with a whole example.
pub(crate) fn opens_with_markup(text: &str) -> bool {
    const OPENINGS: [&[u8]; 5] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<meta"];
    /// Comments before the doctype: notes of the program that saved the page.
    const COMMENTS: usize = 8;
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    for _ in 0..COMMENTS {
        match rest
            .strip_prefix("<!--")
            .and_then(|rest| rest.split_once("-->"))
        {
            Some((_, after)) => rest = after.trim_start(),
            None => break,
        }
    }
    let rest = rest.as_bytes();
    OPENINGS.iter().any(|opening| {
        let start = rest.get(..opening.len());
        let ends = rest
            .get(opening.len())
            .is_none_or(|byte| !byte.is_ascii_alphanumeric());
        ends && start.is_some_and(|start| start.eq_ignore_ascii_case(opening))
    })
}

fn other_format(start: &[u8]) -> Option<Format> {
    if let Some((format, _)) = SIGNATURES.iter().find(|(_, fits)| fits(start)) {
        return Some(*format);
    }
    let text = as_ascii(start);
    let text = text.trim_ascii_start();
    if text.starts_with(b"%PDF-") {
        Some(Format::Pdf)
    } else if is_mime_archive(text) {
        Some(Format::Mhtml)
    } else if is_feed(text) {
        Some(Format::Feed)
    } else if is_binary(text) {
        Some(Format::Binary)
    } else {
        None
    }
}

type Test = fn(&[u8]) -> bool;

/// What files of other kinds begin with. Each is longer than words, or holds
/// bytes that no text has: a page may well begin "BMW" or "ID3 tags".
const SIGNATURES: &[(Format, Test)] = &[
    (Format::Media, |b| b.starts_with(b"\x89PNG\r\n\x1A\n")),
    (Format::Media, |b| b.starts_with(b"\xFF\xD8\xFF")), // JPEG
    (Format::Media, |b| {
        b.starts_with(b"GIF87a") || b.starts_with(b"GIF89a")
    }),
    (Format::Media, |b| {
        b.starts_with(b"II*\0") || b.starts_with(b"MM\0*")
    }), // TIFF
    (Format::Media, |b| b.starts_with(b"\0\0\x01\0")), // icon
    (Format::Media, is_riff),
    (Format::Media, |b| b.get(4..8) == Some(b"ftyp")), // MP4, AVIF, HEIC
    (Format::Media, |b| b.starts_with(b"\x1A\x45\xDF\xA3")), // Matroska, WebM
    (Format::Media, |b| b.starts_with(b"OggS\0")),
    (Format::Media, |b| b.starts_with(b"fLaC\0")),
    (Format::Media, |b| {
        b.starts_with(b"ID3") && b.get(3).is_some_and(|version| *version < 16)
    }),
    (Format::Media, is_mp3_frame),
    (Format::Archive, |b| {
        b.starts_with(b"PK\x03\x04") || b.starts_with(b"PK\x05\x06")
    }),
    (Format::Archive, |b| b.starts_with(b"\x1F\x8B\x08")), // gzip
    (Format::Archive, |b| {
        b.starts_with(b"BZh") && b.get(4..10) == Some(b"1AY&SY")
    }),
    (Format::Archive, |b| b.starts_with(b"\xFD7zXZ\0")),
    (Format::Archive, |b| b.starts_with(b"\x28\xB5\x2F\xFD")), // Zstandard
    (Format::Archive, |b| b.starts_with(b"7z\xBC\xAF\x27\x1C")),
    (Format::Archive, |b| b.starts_with(b"Rar!\x1A\x07")),
];

fn is_riff(start: &[u8]) -> bool {
    start.starts_with(b"RIFF") && matches!(start.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI "))
}

/// An MPEG audio frame of layer III without a tag in front. The third byte
/// holds bit rate and sampling rate, of which some values do not exist; a page
/// in a Latin charset that begins "ÿû" must go on in letters that fit neither.
fn is_mp3_frame(start: &[u8]) -> bool {
    let [0xFF, 0xFA | 0xFB | 0xF2 | 0xF3, rates, ..] = *start else {
        return false;
    };
    (0x10..0xF0).contains(&rates) && rates & 0x0C != 0x0C && rates >= 0x80
}

/// The start as bytes of ASCII: without byte order mark, and without the zeros
/// of UTF-16.
fn as_ascii(start: &[u8]) -> Cow<'_, [u8]> {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    if looks_like_utf_16(start) {
        let zeros_out = start.iter().copied().filter(|byte| *byte != 0);
        Cow::Owned(zeros_out.skip_while(|byte| *byte >= 0xFE).collect())
    } else {
        Cow::Borrowed(start)
    }
}

/// A byte order mark, or a tag's opening in two-byte units, wherever it stands.
fn looks_like_utf_16(start: &[u8]) -> bool {
    let opens = |c: u8| c.is_ascii_alphabetic() || matches!(c, b'!' | b'?');
    start.starts_with(b"\xFF\xFE")
        || start.starts_with(b"\xFE\xFF")
        || start.windows(4).any(|units| match *units {
            [b'<', 0, c, 0] | [0, b'<', 0, c] => opens(c),
            _ => false,
        })
}

/// Headers as a mail has them, of a message in parts.
fn is_mime_archive(text: &[u8]) -> bool {
    let header_lines = || {
        text.split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii_end)
            .take_while(|line| !line.is_empty())
    };
    let has = |name: &[u8], value: &[u8]| {
        header_lines().any(|line| {
            starts_with_folded(line, name)
                && starts_with_folded(line[name.len()..].trim_ascii_start(), value)
        })
    };
    header_lines().next().is_some_and(is_header)
        && has(b"mime-version:", b"")
        && has(b"content-type:", b"multipart/")
}

/// `Name: value`, the name of letters and hyphens.
fn is_header(line: &[u8]) -> bool {
    line.iter()
        .position(|byte| !byte.is_ascii_alphabetic() && *byte != b'-')
        .is_some_and(|end| end > 0 && line[end] == b':')
}

/// Whether the root element is that of RSS, of Atom or of RDF (RSS 1.0).
fn is_feed(text: &[u8]) -> bool {
    let Some(root) = root_tag(text) else {
        return false;
    };
    let name = &root[..root
        .iter()
        .position(|byte| !is_name(*byte))
        .unwrap_or(root.len())];
    match local_name(name) {
        b"rss" => true,
        // Pages may have an element of this name; feeds name their namespace.
        b"feed" => root
            .windows(4)
            .any(|word| word.eq_ignore_ascii_case(b"atom")),
        b"RDF" => name != b"RDF" || root.windows(9).any(|word| word == b"rdf-synta"),
        _ => false,
    }
}

/// The first start tag without its brackets, past declaration, document type,
/// comments and processing instructions; `None` where text comes first.
fn root_tag(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        rest = rest.trim_ascii_start().strip_prefix(b"<")?;
        let end: &[u8] = match rest.first()? {
            b'?' => b"?>",
            b'!' if rest.starts_with(b"!--") => b"-->",
            b'!' => b">",
            _ => break,
        };
        rest = &rest[find(rest, end)? + end.len()..];
    }
    let end = rest.iter().position(|byte| *byte == b'>');
    Some(&rest[..end.unwrap_or(rest.len())])
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.')
}

/// The name without its prefix.
fn local_name(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
}

/// Control bytes such as no text has, and no tag between them.
///
/// In compressed or random bytes 27 of 256 are such; in text none is. So one in
/// fifty is far from both, and less than four prove nothing.
fn is_binary(text: &[u8]) -> bool {
    let controls = text.iter().filter(|byte| is_control(**byte)).count();
    controls >= 4 && controls * 50 > text.len() && !has_tag(text)
}

/// The standard's "binary data byte": no white space, no escape.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F)
}

/// Whether a tag of HTML opens somewhere: by name, since `<x` stands by chance
/// in every few kilobytes of anything.
fn has_tag(text: &[u8]) -> bool {
    const OPENINGS: &[&[u8]] = &[
        b"<!doctype",
        b"<!--",
        b"<html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<link",
        b"<script",
        b"<style",
        b"<div",
        b"<span",
        b"<table",
        b"<font",
        b"<center",
        b"<img",
        b"<frameset",
        b"<h1",
        b"<br>",
        b"<p>",
        b"<p ",
        b"<a href",
    ];
    text.iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'<')
        .any(|(at, _)| {
            OPENINGS
                .iter()
                .any(|tag| starts_with_folded(&text[at..], tag))
        })
}

fn starts_with_folded(text: &[u8], lower_case: &[u8]) -> bool {
    text.get(..lower_case.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(lower_case))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::refuse_other_formats;
    use crate::error::{Error, Format};

    fn format(bytes: &[u8]) -> Option<Format> {
        match refuse_other_formats(bytes) {
            Ok(()) => None,
            Err(Error::NotHtml(format)) => Some(format),
            Err(other) => panic!("{other}"),
        }
    }

    fn utf_16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// Bytes that follow no rule, the same each time.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect()
    }

    #[test]
    fn pages_pass_however_odd() {
        for page in [
            "",
            " ",
            "<",
            "<!doctype html><p>It rained.",
            "\u{FEFF}<html>",
            "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>",
            "<!-- <rss> --><html><p>About <rss> and %PDF-",
            "<frameset><frame src=a></frameset>",
            "<feed>an element of the page's own</feed>",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "<p>\0\0\0\0\0\0\0\0",
        ] {
            assert_eq!(format(page.as_bytes()), None, "{page}");
        }
    }

    #[test]
    fn text_and_json_pass() {
        for text in [
            "It rained.",
            "{\"text\": \"It rained.\"}",
            "BMW, MP3 players, GIF files and ID3 tags",
            "PK is short for many things",
            "Subject: rain\n\nIt rained.",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>It rained.",
            "one \0 zero",
        ] {
            assert_eq!(format(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn every_charset_passes() {
        let russian = "Вчера прошёл дождь. ".repeat(9);
        let japanese = "昨日、東京では大雨が降りました。".repeat(9);
        for (text, charset) in [
            (&russian, encoding_rs::KOI8_R),
            (&russian, encoding_rs::IBM866),
            (&japanese, encoding_rs::ISO_2022_JP),
            (&japanese, encoding_rs::SHIFT_JIS),
        ] {
            assert_eq!(format(&charset.encode(text).0), None, "{}", charset.name());
        }
    }

    #[test]
    fn utf_16_passes_with_a_mark_or_a_tag() {
        assert_eq!(format(&utf_16("\u{FEFF}It rained.")), None);
        assert_eq!(format(&utf_16("<html><p>It rained.")), None);
        assert_eq!(format(&utf_16("\r\n  <html><p>It rained.")), None);
        let big: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(format(&big), None);
    }

    #[test]
    fn pdf() {
        assert_eq!(format(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), Some(Format::Pdf));
        assert_eq!(format(b"\xEF\xBB\xBF\r\n%PDF-1.4"), Some(Format::Pdf));
    }

    #[test]
    fn media() {
        for start in [
            &b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..],
            b"GIF89a\x01\0",
            b"\xFF\xD8\xFF\xE0\0\x10JFIF",
            b"RIFF\x24\0\0\0WEBPVP8 ",
            b"RIFF\x24\0\0\0WAVEfmt ",
            b"\0\0\0\x18ftypmp42",
            b"\0\0\0\x1CftypM4A ",
            b"\x1A\x45\xDF\xA3\x01",
            b"ID3\x04\0\0",
            b"\xFF\xFB\x90\x64\0",
            b"OggS\0\x02",
        ] {
            assert_eq!(format(start), Some(Format::Media), "{start:?}");
        }
        assert_eq!(format("ÿûbrige Worte".as_bytes()), None);
        assert_eq!(format(b"\xFF\xFBbrige Worte"), None);
    }

    #[test]
    fn archives() {
        for start in [
            &b"PK\x03\x04\x14\0"[..],
            b"PK\x05\x06\0\0",
            b"\x1F\x8B\x08\0\0",
            b"BZh91AY&SY",
            b"\xFD7zXZ\0\0",
        ] {
            assert_eq!(format(start), Some(Format::Archive), "{start:?}");
        }
    }

    #[test]
    fn feeds() {
        for feed in [
            "<rss version='2.0'><channel>",
            "\u{FEFF} <?xml version='1.0'?>\n<?xml-stylesheet href='a>b'?><rss>",
            "<?xml version='1.0'?><!-- <html> --><feed xmlns='http://www.w3.org/2005/Atom'>",
            "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
            "<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
            "<rss",
        ] {
            assert_eq!(format(feed.as_bytes()), Some(Format::Feed), "{feed}");
            let wide = utf_16(&format!("\u{FEFF}{feed}"));
            assert_eq!(format(&wide), Some(Format::Feed), "{feed}");
        }
    }

    #[test]
    fn mhtml() {
        for (first, line_end) in [("From: <Saved>", "\r\n"), ("MIME-Version: 1.0", "\n")] {
            let archive = [
                first,
                "mime-version: 1.0",
                "Content-Type: multipart/related;",
                "\ttype=\"text/html\"",
                "",
                "<html>",
            ]
            .join(line_end);
            assert_eq!(format(archive.as_bytes()), Some(Format::Mhtml), "{first}");
        }
    }

    #[test]
    fn headers_of_one_part_or_after_a_blank_line_are_no_archive() {
        let one_part = "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>It rained.";
        assert_eq!(format(one_part.as_bytes()), None);
        let quoted = "Note: a mail\n\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n";
        assert_eq!(format(quoted.as_bytes()), None);
    }

    #[test]
    fn binary() {
        assert_eq!(format(&[0; 100]), Some(Format::Binary));
        assert_eq!(
            format(b"\x7FELF\x02\x01\x01\0\0\0\0\0"),
            Some(Format::Binary)
        );
        for length in [100, 1000, 10_000, 100_000] {
            assert_eq!(format(&noise(length)), Some(Format::Binary), "{length}");
        }
    }

    #[test]
    fn binary_that_was_decoded_to_text() {
        let text = String::from_utf8_lossy(&noise(10_000)).into_owned();
        assert_eq!(format(text.as_bytes()), Some(Format::Binary));
    }

    #[test]
    fn control_bytes_around_a_tag_are_a_page() {
        let mut page = noise(500);
        page.extend(b"<DIV class=x>It rained.</div>");
        assert_eq!(format(&page), None);
    }
}
