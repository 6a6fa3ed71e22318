//! `extract --jsonl` as an engine meets it that pipes pages through.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

#[path = "common/program.rs"]
mod program;
use program::program;

fn start(arguments: &[&str]) -> Child {
    Command::new(program())
        .arg("--jsonl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example runs")
}

fn piped_with(arguments: &[&str], input: impl Into<Vec<u8>>) -> Output {
    let mut worker = start(arguments);
    let mut stdin = worker.stdin.take().expect("a pipe");
    let input = input.into();
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = worker.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("all input is read");
    output
}

/// The lines that come out, after a run that went well.
fn lines(input: impl Into<Vec<u8>>) -> Vec<String> {
    let output = piped_with(&[], input);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

fn objects(input: impl Into<Vec<u8>>) -> Vec<Value> {
    let lines = lines(input);
    let object = |line: &String| serde_json::from_str(line).expect("an object a line");
    lines.iter().map(object).collect()
}

/// The one object that comes out for a page.
fn object(page: &Value) -> Value {
    let mut objects = objects(format!("{page}\n"));
    assert_eq!(objects.len(), 1);
    objects.remove(0)
}

fn html(title: &str) -> String {
    format!(
        "<!DOCTYPE html><title>{title}</title><h1>{title}</h1><p>It rained all night, and the \
         gardens of the town were glad of it. <a href=\"/map\">See the map</a>."
    )
}

fn error(object: &Value) -> &str {
    object["error"].as_str().expect("an error")
}

#[test]
fn a_line_is_the_id_then_what_json_has() {
    let page = json!({"id": "a", "html": html("Rain at last")});
    let line = &lines(page.to_string())[0];
    let begin = r#"{"id":"a","version":{"crate":""#;
    assert!(line.starts_with(begin), "{line}");
    let object: Value = serde_json::from_str(line).expect("JSON");
    assert_eq!(object["title"]["value"], "Rain at last");
    assert!(
        object["text"]
            .as_str()
            .is_some_and(|text| text.contains("all night"))
    );
    assert!(object.get("blocks").is_none() && object.get("error").is_none());
}

#[test]
fn an_id_comes_back_as_it_was_whatever_it_is() {
    let ids = [
        r#""a\u00e9""#,
        "17",
        "123456789012345678901234567890",
        "1.50",
        "null",
        r#"{"file": "a", "at": [1, 2]}"#,
    ];
    let input: String = ids
        .iter()
        .map(|id| format!("{{\"html\": \"<p>Rain\", \"id\": {id}}}\n"))
        .collect();
    for (id, line) in ids.iter().zip(lines(input)) {
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
}

#[test]
fn a_page_without_an_id_has_null() {
    assert_eq!(object(&json!({"html": "<p>Rain"}))["id"], Value::Null);
}

#[test]
fn bytes_come_in_base64_with_the_charset_that_the_server_named() {
    // In windows-1251 "дождь", in any other charset something else.
    let bytes = b"<h1>\xe4\xee\xe6\xe4\xfc</h1>";
    let page = json!({"html_base64": BASE64_STANDARD.encode(bytes), "charset": "windows-1251"});
    assert_eq!(object(&page)["title"]["value"], "дождь");
}

#[test]
fn links_are_resolved_against_the_url() {
    let page = json!({"html": html("Rain"), "url": "https://example.org/a/b"});
    let object = object(&page);
    assert_eq!(object["url"], "https://example.org/a/b");
    assert!(
        object["body"]
            .to_string()
            .contains("https://example.org/map")
    );
}

#[test]
fn half_a_surrogate_pair_is_a_replacement_character() {
    let page = r#"{"id": 1, "html": "<h1>Rain \ud83d at last</h1>"}"#;
    let title = objects(page)[0]["title"]["value"].to_string();
    assert!(
        title.contains('\u{fffd}') && title.contains("at last"),
        "{title}"
    );
}

#[test]
fn what_is_no_page_is_a_line_with_the_number_of_its_own() {
    let page = json!({"id": 4, "html": "<p>Rain"}).to_string();
    let mut input = b"{\"id\": 1, \"html\": \"<p>\n\n[]\n\xff\xfe\n".to_vec();
    input.extend(page.bytes());
    let objects = objects(input);
    assert_eq!(objects.len(), 5);
    for (row, object) in objects[..4].iter().enumerate() {
        assert_eq!(object["id"], Value::Null);
        assert_eq!(object["line"], row + 1);
        assert!(error(object).starts_with("not a page as JSON: "));
    }
    assert_eq!(objects[4]["id"], 4);
    assert!(objects[4].get("error").is_none() && objects[4].get("line").is_none());
}

#[test]
fn a_page_that_cannot_be_read_keeps_its_id() {
    let rain = "<p>Rain";
    for (page, why) in [
        (json!({"id": 7}), "no html, html_base64 or text"),
        (
            json!({"id": 7, "html": null}),
            "no html, html_base64 or text",
        ),
        (json!({"id": 7, "html": 5}), "html: not a string"),
        (json!({"id": 7, "html": [112]}), "html: not a string"),
        (
            json!({"id": 7, "html": rain, "url": {}}),
            "url: not a string",
        ),
        (json!({"id": 7, "html_base64": "?"}), "html_base64: "),
        (
            json!({"id": 7, "html": rain, "html_base64": ""}),
            "more than one of",
        ),
        (json!({"id": 7, "text": 5}), "text: not a string"),
        (json!({"id": 7, "html": "%PDF-1.7\n"}), ""),
    ] {
        let object = object(&page);
        assert_eq!(object["id"], 7);
        assert!(error(&object).starts_with(why), "{object} for {page}");
        assert!(!error(&object).is_empty());
    }
}

#[test]
fn a_text_is_read_as_plain_text() {
    let story = "It rained all night, for the first time since the spring, and the farmers stood \
                 in their doorways, listening to it and saying nothing to each other.";
    let text = format!("Home\nNews\nSport\nRain at last\n{story}\nThen {story}\n<p>Imprint\n");
    let object = object(&json!({"id": 7, "text": text}));
    assert_eq!(object["id"], 7);
    assert_eq!(object["text"], format!("{story}\n\nThen {story}"));
}

#[test]
fn a_url_or_charset_of_null_is_none() {
    let page = json!({"html": "<p>Rain", "url": null, "charset": null});
    assert!(object(&page).get("error").is_none());
}

#[test]
fn the_order_is_that_of_the_input() {
    let input: String = (0..2000)
        .map(|id| {
            // Every tenth takes far longer than the others.
            let copies = if id % 10 == 0 { 200 } else { 1 };
            let page = json!({"id": id, "html": html("Rain").repeat(copies)});
            format!("{page}\n")
        })
        .collect();
    let ids: Vec<Value> = objects(input).iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, (0..2000).map(Value::from).collect::<Vec<_>>());
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let mut worker = start(&[]);
    let mut stdin = worker.stdin.take().expect("a pipe");
    let mut stdout = BufReader::new(worker.stdout.take().expect("a pipe"));
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "html": "<p>Rain"})).expect("it reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it answers");
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
    drop(stdin);
    assert!(worker.wait().expect("it ends").success());
}

#[test]
fn a_line_longer_than_any_page_is_skipped() {
    let mut input = br#"{"id": 1, "html": ""#.to_vec();
    input.resize(100 << 20, b'x');
    input.push(b'\n');
    input.extend(json!({"id": 2, "html": "<p>Rain"}).to_string().bytes());
    let objects = objects(input);
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["line"], 1);
    assert!(error(&objects[0]).starts_with("a line has "));
    assert_eq!(objects[1]["id"], 2);
}

#[test]
fn it_reads_no_further_ahead_than_memory_allows() {
    let mut worker = start(&[]);
    let mut stdin = worker.stdin.take().expect("a pipe");
    let read = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&read);
    // Nobody reads the answers, which are as long as the ids.
    let line = format!("{}\n", json!({"id": "x".repeat(100_000)}));
    thread::spawn(move || {
        while stdin.write_all(line.as_bytes()).is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    let mut before = 0;
    loop {
        thread::sleep(Duration::from_millis(500));
        let now = read.load(Ordering::SeqCst);
        if now > 0 && now == before {
            break;
        }
        assert!(now < 1000, "it read {now} lines of 100 kB");
        before = now;
    }
    worker.kill().expect("it still runs");
    worker.wait().expect("it ends");
}

#[test]
fn a_reader_who_has_seen_enough_ends_it_quietly() {
    let mut worker = start(&[]);
    let mut stdin = worker.stdin.take().expect("a pipe");
    drop(worker.stdout.take());
    // The input stays open: only the closed output ends it.
    writeln!(stdin, "{}", json!({"html": "<p>Rain"})).expect("it reads");
    let output = worker.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn fields_are_chosen_as_elsewhere() {
    let page = json!({"id": 1, "html": html("Rain")}).to_string();
    let output = piped_with(&["--fields", "id,confidence"], page);
    let line = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(line.starts_with("{\"id\":1,\"confidence\":"), "{line}");
    assert_eq!(piped_with(&["--fields", "file"], "").status.code(), Some(2));
}

#[test]
fn what_makes_no_sense_beside_it_is_wrong_usage() {
    for arguments in [
        &["page.html"][..],
        &["--format", "text"],
        &["--url", "https://example.org"],
        &["--width", "80"],
    ] {
        assert_eq!(
            piped_with(arguments, "").status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}
