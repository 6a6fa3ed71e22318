//! WARC files that these tests write themselves, and the rows that come out.

mod common;

use std::fs;

use common::{
    Folder, article_page, brotli, chunked, deflate, gzip, lines, objects, raw_deflate, record,
    response, warc, zstd,
};
use serde_json::Value;

const DATE: &str = "WARC-Date: 2025-05-16T05:40:00Z";

/// A response record with the given HTTP headers and body.
fn page_record(id: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{id}>\r\n{DATE}\r\n\
         WARC-Target-URI: https://example.org/{id}\r\nWARC-Payload-Digest: sha1:{id}\r\n\
         Content-Type: application/http; msgtype=response"
    );
    record("1.0", &fields, &response(headers, body))
}

fn html_record(id: &str) -> Vec<u8> {
    page_record(id, "Content-Type: text/html", &article_page(id))
}

/// The rows of one file.
fn rows(name: &str, bytes: &[u8]) -> Vec<Value> {
    let folder = Folder::new();
    objects(&warc(&[&folder.write(name, bytes)]).stdout)
}

fn ids(rows: &[Value]) -> Vec<&str> {
    let id = |row: &'_ Value| row["warc_record_id"].as_str().map(str::len);
    assert!(
        rows.iter()
            .all(|row| id(row).is_some() || row["error"].is_string())
    );
    rows.iter()
        .map(|row| row["warc_record_id"].as_str().unwrap_or("fault"))
        .collect()
}

fn error(row: &Value) -> &str {
    row["error"].as_str().expect("an error")
}

#[test]
fn a_row_names_its_record_before_the_article() {
    let folder = Folder::new();
    let file = folder.write("a.warc", &html_record("rain"));
    let output = warc(&[&file]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let line = &lines(&output.stdout)[0];
    let begin = format!(
        "{{\"warc_file\":\"{file}\",\"warc_record_id\":\"<urn:uuid:rain>\",\
         \"warc_target_uri\":\"https://example.org/rain\",\"warc_date\":\"2025-05-16T05:40:00Z\",\
         \"payload_digest\":\"sha1:rain\",\"http_status\":200,\"version\":{{"
    );
    assert!(line.starts_with(&begin), "{line}");
    let row = &objects(&output.stdout)[0];
    assert_eq!(row["title"]["value"], "rain");
    assert!(
        row["text"]
            .as_str()
            .is_some_and(|text| text.contains("all night"))
    );
    assert_eq!(
        row["url"], "https://example.org/rain",
        "the target, as the page names none"
    );
    assert!(row.get("error").is_none());
}

#[test]
fn rows_are_the_same_however_a_file_is_packed() {
    let records = ["a", "b", "c"].map(html_record);
    let plain = records.concat();
    let without_file = |name, bytes: &[u8]| {
        let mut rows = rows(name, bytes);
        for row in &mut rows {
            row.as_object_mut().expect("an object").remove("warc_file");
        }
        rows
    };
    let expected = without_file("plain.warc", &plain);
    assert_eq!(expected.len(), 3);
    let each = |pack: fn(&[u8]) -> Vec<u8>| records.iter().flat_map(|one| pack(one)).collect();
    let by_record: Vec<u8> = each(gzip);
    let by_frame: Vec<u8> = each(zstd);
    for packed in [by_record, gzip(&plain), by_frame, zstd(&plain)] {
        assert_eq!(without_file("packed", &packed), expected);
    }
}

#[test]
fn warc_1_1_and_addresses_in_angle_brackets_are_read() {
    let fields = format!(
        "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:new>\r\n{DATE}\r\n\
         WARC-Target-URI: <https://example.org/new>\r\nContent-Type: application/http"
    );
    let page = response("Content-Type: text/html", &article_page("new"));
    let rows = rows("a.warc", &record("1.1", &fields, &page));
    assert_eq!(rows[0]["warc_target_uri"], "https://example.org/new");
    assert_eq!(rows[0]["title"]["value"], "new");
}

#[test]
fn a_body_is_unchunked_and_unpacked() {
    let page = article_page("rain");
    let cases = [
        ("Transfer-Encoding: chunked", chunked(&page, 7)),
        ("Content-Encoding: gzip", gzip(&page)),
        ("content-encoding: X-GZIP", gzip(&page)),
        ("Content-Encoding: deflate", deflate(&page)),
        ("Content-Encoding: deflate", raw_deflate(&page)),
        ("Content-Encoding: br", brotli(&page)),
        ("Content-Encoding: zstd", zstd(&page)),
        ("Content-Encoding: gzip, br", brotli(&gzip(&page))),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
            chunked(&gzip(&page), 100),
        ),
        // Archives unpack bodies and leave the headers.
        ("Transfer-Encoding: chunked", page.clone()),
        ("Content-Encoding: gzip", page.clone()),
        ("Content-Encoding: deflate", page.clone()),
        ("Content-Encoding: br", page.clone()),
        ("Content-Encoding: zstd", page.clone()),
    ];
    for (headers, body) in cases {
        let headers = format!("Content-Type: text/html\r\n{headers}");
        let rows = rows("a.warc", &page_record("rain", &headers, &body));
        assert_eq!(rows[0]["title"]["value"], "rain", "{headers}: {}", rows[0]);
        assert!(
            rows[0]["text"]
                .as_str()
                .is_some_and(|text| text.ends_with("every one."))
        );
    }
}

#[test]
fn a_body_that_ends_early_is_read_as_far_as_it_goes() {
    let page = article_page("rain");
    for (encoding, mut body) in [
        ("Transfer-Encoding: chunked", chunked(&page, 50)),
        ("Content-Encoding: gzip", gzip(&page)),
    ] {
        body.truncate(body.len() - 30);
        let headers = format!("Content-Type: text/html\r\n{encoding}");
        let rows = rows("a.warc", &page_record("rain", &headers, &body));
        assert_eq!(rows[0]["title"]["value"], "rain", "{}", rows[0]);
    }
}

#[test]
fn the_charset_of_the_header_goes_before_that_of_the_page() {
    let body = b"<meta charset=utf-8><h1>\xe4\xee\xe6\xe4\xfc</h1>";
    let headers = "Content-Type: text/html; Charset=\"windows-1251\"";
    let rows = rows("a.warc", &page_record("rain", headers, body));
    assert_eq!(rows[0]["title"]["value"], "дождь");
}

#[test]
fn the_status_is_told() {
    let mut bytes = html_record("gone");
    let at = bytes
        .windows(3)
        .position(|part| part == b"200")
        .expect("a status");
    bytes[at..at + 3].copy_from_slice(b"404");
    assert_eq!(rows("a.warc", &bytes)[0]["http_status"], 404);
}

#[test]
fn responses_of_http_2_are_read() {
    let bytes = html_record("two");
    let text = String::from_utf8(bytes).expect("a page of ASCII");
    // As long as before, so that the record's length holds.
    let text = text.replace("HTTP/1.1 200 OK", "HTTP/2 200 Okay");
    assert_eq!(rows("a.warc", text.as_bytes())[0]["title"]["value"], "two");
}

#[test]
fn what_holds_no_page_makes_no_row() {
    let other = |kind: &str, content_type: &str| {
        let fields = format!(
            "WARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:x>\r\n{DATE}\r\n\
             Content-Type: {content_type}"
        );
        record(
            "1.0",
            &fields,
            b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n",
        )
    };
    let bytes = [
        other("warcinfo", "application/warc-fields"),
        other("request", "application/http; msgtype=request"),
        other("metadata", "application/warc-fields"),
        other("revisit", "application/http; msgtype=response"),
        other("resource", "image/png"),
        page_record("picture", "Content-Type: image/png", b"\x89PNG"),
        html_record("page"),
    ];
    assert_eq!(ids(&rows("a.warc", &bytes.concat())), ["<urn:uuid:page>"]);
}

#[test]
fn a_page_that_was_saved_without_http_is_read() {
    let fields = format!(
        "WARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:r>\r\n{DATE}\r\n\
         Content-Type: text/html; charset=windows-1251"
    );
    let rows = rows(
        "a.warc",
        &record("1.0", &fields, b"<h1>\xe4\xee\xe6\xe4\xfc</h1>"),
    );
    assert_eq!(rows[0]["title"]["value"], "дождь");
    assert_eq!(rows[0]["http_status"], Value::Null);
}

#[test]
fn the_text_of_a_wet_file_makes_a_row_that_names_it() {
    let fields = format!(
        "WARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:wet>\r\n{DATE}\r\n\
         WARC-Target-URI: https://example.org/wet\r\nContent-Type: text/plain"
    );
    let rows = rows(
        "a.warc.wet",
        &record("1.0", &fields, b"Home\nIt rained all night."),
    );
    assert_eq!(ids(&rows), ["<urn:uuid:wet>"]);
    assert_eq!(rows[0]["warc_target_uri"], "https://example.org/wet");
}

#[test]
fn a_page_that_cannot_be_read_is_a_row_with_its_name() {
    let html = "Content-Type: text/html";
    let bytes = [
        page_record(
            "encoded",
            "Content-Type: text/html\r\nContent-Encoding: lzma",
            b"x",
        ),
        page_record("pdf", html, b"%PDF-1.7\n"),
        page_record("good", html, &article_page("good")),
    ];
    let folder = Folder::new();
    let output = warc(&[&folder.write("a.warc", &bytes.concat())]);
    assert_eq!(output.status.code(), Some(1), "some row is an error");
    let rows = objects(&output.stdout);
    assert_eq!(
        ids(&rows),
        ["<urn:uuid:encoded>", "<urn:uuid:pdf>", "<urn:uuid:good>"]
    );
    assert!(error(&rows[0]).contains("lzma"));
    assert!(rows[1]["error"].is_string() && rows[2].get("error").is_none());
}

#[test]
fn what_is_no_http_response_is_a_row_with_its_name() {
    let fields = format!(
        "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:x>\r\n{DATE}\r\n\
         Content-Type: application/http"
    );
    let rows = rows("a.warc", &record("1.0", &fields, b"<h1>Rain</h1>"));
    assert_eq!(ids(&rows), ["<urn:uuid:x>"]);
    assert!(error(&rows[0]).starts_with("not an HTTP response"));
}

#[test]
fn a_small_record_that_unpacks_to_gigabytes_is_an_error() {
    let bomb = gzip(&vec![b' '; 80 << 20]);
    let headers = "Content-Type: text/html\r\nContent-Encoding: gzip";
    let rows = rows("a.warc", &page_record("bomb", headers, &bomb));
    assert!(error(&rows[0]).starts_with("longer than 64 MiB"));
}

#[test]
fn a_damaged_member_costs_its_own_record_only() {
    let mut members = ["a", "b", "c"].map(|id| gzip(&html_record(id)));
    let middle = members[1].len() / 2;
    for byte in &mut members[1][middle..middle + 40] {
        *byte ^= 0x5a;
    }
    let rows = rows("a.warc.gz", &members.concat());
    let [first, damaged @ .., last] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert_eq!(
        (&first["title"]["value"], &last["title"]["value"]),
        (&"a".into(), &"c".into())
    );
    // One where it cannot be unpacked; two where its checksum tells at its end.
    assert!((1..=2).contains(&damaged.len()), "{damaged:?}");
    assert!(damaged.last().is_some_and(|row| row["error"].is_string()));
}

#[test]
fn junk_between_records_costs_one_row() {
    let junk = b"\x00\x01\x02 junk\r\nand more\r\n\r\n".repeat(100);
    let bytes = [html_record("a"), junk, html_record("b")].concat();
    let rows = rows("a.warc", &bytes);
    assert_eq!(ids(&rows), ["<urn:uuid:a>", "fault", "<urn:uuid:b>"]);
    assert!(error(&rows[1]).starts_with("no WARC record here"));
}

#[test]
fn a_file_that_is_no_warc_file_is_one_row() {
    let rows = rows("a.warc", b"%PDF-1.7\nall of it\n");
    assert_eq!(ids(&rows), ["fault"]);
    assert!(
        rows[0]["warc_file"]
            .as_str()
            .is_some_and(|file| file.ends_with("a.warc"))
    );
}

#[test]
fn a_file_may_end_anywhere() {
    let bytes = [html_record("a"), html_record("b")].concat();
    let first = html_record("a").len();
    for end in [first + 20, first + 300, bytes.len() - 10] {
        let rows = rows("a.warc", &bytes[..end]);
        assert_eq!(rows.len(), 2, "cut at {end}");
        assert_eq!(rows[0]["title"]["value"], "a");
        assert!(rows[1]["error"].is_string(), "cut at {end}");
    }
    let packed = gzip(&bytes);
    for end in 1..packed.len() {
        if end % 97 == 0 {
            let rows = rows("a.warc.gz", &packed[..end]);
            assert!(
                rows.iter().any(|row| row["error"].is_string()),
                "cut at {end}"
            );
        }
    }
}

#[test]
fn a_header_may_lie_across_any_bytes_of_the_file() {
    // Pages of many lengths put headers everywhere in the chunks that are read.
    let names: Vec<String> = (0..900).map(|id| format!("{id:03}")).collect();
    let bytes: Vec<u8> = names
        .iter()
        .enumerate()
        .flat_map(|(row, id)| {
            let fill = " ".repeat(row * 31 % 5000);
            let page = [article_page(id), fill.into_bytes()].concat();
            page_record(id, "Content-Type: text/html", &page)
        })
        .collect();
    assert!(bytes.len() > 2 << 20);
    let rows = rows("a.warc", &bytes);
    let expected: Vec<String> = names.iter().map(|id| format!("<urn:uuid:{id}>")).collect();
    assert_eq!(ids(&rows), expected);
}

#[test]
fn a_length_that_is_a_lie_does_not_fill_the_memory() {
    let fields = format!(
        "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:lie>\r\n{DATE}\r\n\
         Content-Type: application/http\r\nContent-Length: 99999999999999"
    );
    let bytes = format!("WARC/1.0\r\n{fields}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
    let rows = rows("a.warc", bytes.as_bytes());
    assert_eq!(ids(&rows), ["<urn:uuid:lie>"]);
    assert!(error(&rows[0]).contains("99999999999999 bytes"));
}

#[test]
fn an_empty_file_has_no_rows() {
    assert!(rows("a.warc", b"").is_empty());
}

#[test]
fn files_follow_one_another_and_a_missing_one_is_a_row() {
    let folder = Folder::new();
    let first = folder.write("1.warc", &html_record("a"));
    let second = folder.write("2.warc.gz", &gzip(&html_record("b")));
    let output = warc(&[&first, "missing.warc", &second]);
    assert_eq!(output.status.code(), Some(1));
    let rows = objects(&output.stdout);
    assert_eq!(ids(&rows), ["<urn:uuid:a>", "fault", "<urn:uuid:b>"]);
    assert_eq!(rows[1]["warc_file"], "missing.warc");
}

#[test]
fn the_order_is_that_of_the_records() {
    let names: Vec<String> = (0..600).map(|id| format!("{id:03}")).collect();
    let bytes: Vec<u8> = names
        .iter()
        .enumerate()
        .flat_map(|(row, id)| {
            let copies = if row % 10 == 0 { 100 } else { 1 };
            let page = article_page(id).repeat(copies);
            gzip(&page_record(id, "Content-Type: text/html", &page))
        })
        .collect();
    let rows = rows("a.warc.gz", &bytes);
    let expected: Vec<String> = names.iter().map(|id| format!("<urn:uuid:{id}>")).collect();
    assert_eq!(ids(&rows), expected);
}

#[test]
fn fields_are_chosen_by_name() {
    let folder = Folder::new();
    let file = folder.write("a.warc", &html_record("a"));
    let output = warc(&[&file, "--fields", "warc_record_id,confidence"]);
    let line = &lines(&output.stdout)[0];
    assert!(
        line.starts_with("{\"warc_record_id\":\"<urn:uuid:a>\",\"confidence\":"),
        "{line}"
    );
}

#[test]
fn wrong_usage_ends_it_with_2() {
    for arguments in [
        &[][..],
        &["a.warc", "--fields", "nonsense"],
        &["a.warc", "--format", "parquet"],
        &["a.warc", "--format", "parquet", "--output", "x", "--blocks"],
        &["a.warc", "--resume"],
    ] {
        assert_eq!(warc(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(!fs::exists("x").expect("it can be looked for"));
}

#[test]
fn the_time_that_it_took_is_told_when_asked_for() {
    let folder = Folder::new();
    let output = warc(&[&folder.write("a.warc", &html_record("a")), "--stats"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.starts_with("1 pages, 0.0 MB"), "{told}");
    assert!(told.contains("extract"), "{told}");
}
