//! What is no text of a page, or an odd one: bounded time, never a panic, and
//! little confidence where there is no article.

use std::time::{Duration, Instant};

use bodycopy::{Article, Error, Extractor, Format, Limit, Limits, Overflow, Role};

fn extract(text: &str) -> Article {
    Extractor::new()
        .extract_plain(text)
        .expect("odd text is no error")
}

/// The words of an article, a paragraph a line.
const STORY: &str = "\
It rained all night, for the first time since the spring, and the farmers stood in their doorways, listening to it.
In the morning the river had risen by a hand, and the children who were sent to look at it came back with wet feet and good news.
Nobody in the valley could remember a year as dry as this one, and there were people in it who remembered a good many.
";

/// Asserts that a text takes no longer than a slow, busy machine may need for
/// work that is linear in it.
fn is_quick(what: &str, text: &str) -> Article {
    const LIMIT: Duration = Duration::from_secs(60);
    let start = Instant::now();
    let article = extract(text);
    assert!(start.elapsed() < LIMIT, "{what} took {:?}", start.elapsed());
    article
}

#[test]
fn nothing_gives_nothing() {
    for text in [
        "",
        " ",
        "\n\n",
        "\u{feff}",
        "\0",
        "\u{85}\u{2028}",
        "- - -",
        "•",
        "\t\t",
    ] {
        let article = extract(text);
        assert_eq!(article.text(), "", "{text:?}");
        assert!(article.confidence < 0.5, "{text:?}");
    }
}

#[test]
fn every_line_has_a_role_and_none_is_lost() {
    let text =
        format!("Home\nNews\n\n* Sport\n  * Golf\n\nRain at last\n\n{STORY}\n----\n\n1. One\n");
    let article = extract(&text);
    let lines: Vec<&str> = article
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    let story: Vec<&str> = STORY.lines().collect();
    let head = ["Home", "News", "Sport", "Golf", "Rain at last"];
    assert_eq!(lines, [&head[..], &story, &["", "1. One"]].concat());
    assert_eq!(article.text(), story.join("\n\n"));
}

#[test]
fn any_newline_gives_the_same_article() {
    let text = format!("Home\nNews\nSport\nRain at last\n{STORY}");
    let article = extract(&text);
    for newline in ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
        assert_eq!(
            extract(&text.replace('\n', newline)),
            article,
            "{newline:?}"
        );
    }
}

#[test]
fn a_long_text_without_newline_is_one_block() {
    let article = is_quick(
        "one line",
        &"It rained all night, word upon word. ".repeat(280_000),
    );
    assert_eq!(article.blocks.len(), 1);
    is_quick("one word", &"x".repeat(10_000_000));
}

#[test]
fn ten_million_newlines_are_nothing() {
    for newline in ["\n", "\r\n", "\u{85}"] {
        assert!(
            is_quick("newlines", &newline.repeat(10_000_000))
                .blocks
                .is_empty()
        );
    }
}

#[test]
fn rows_past_the_limit_are_left_out() {
    let article = is_quick("short rows", &"a\n".repeat(1_000_000));
    assert_eq!(article.truncated, [Limit::Nodes]);
}

#[test]
fn repetition_of_any_shape_is_read_in_time() {
    for (what, unit) in [
        ("headlines", "Harbour fees to rise again in May\n"),
        (
            "items",
            "• By REUTERS\n• 10/20/2021 02:18 PM\nFloods kill at least 43 people\n",
        ),
        (
            "comments",
            "Ann\n3 May 2018\nI saw it too, and it was fine.\n",
        ),
        ("menus", "Home News Sport Weather Culture Travel Money\n"),
        ("trails", "Home / News / Harbour\n"),
        ("rules", "----\n====\n"),
        ("names", "Ann Berg Carl Dahl Eve Falk, Gus Holm\n"),
        (
            "wrapped",
            "words that fill a row up to the column at which it was wrapped at all\n",
        ),
        (
            "japanese",
            "使われなくなって二十年がたつ港の灯台が今月から小さな読書室として開放\n",
        ),
        ("story", STORY),
    ] {
        is_quick(what, &unit.repeat(400_000 / unit.len()));
    }
}

#[test]
fn time_grows_with_the_text() {
    let time = |copies: usize| {
        let text = format!("Home\nNews\nSport\n{STORY}\n").repeat(copies);
        let runs = (0..3).map(|_| {
            let start = Instant::now();
            extract(&text);
            start.elapsed()
        });
        runs.min().unwrap_or_default()
    };
    let (once, eight_times) = (time(250), time(2_000));
    assert!(eight_times < once * 24, "{once:?} and {eight_times:?}");
}

#[test]
fn files_of_other_kinds_are_refused() {
    let refused = |text: &str| Extractor::new().extract_plain(text);
    assert_eq!(
        refused("%PDF-1.7\n1 0 obj\n"),
        Err(Error::NotHtml(Format::Pdf))
    );
    assert_eq!(
        refused("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel></channel></rss>"),
        Err(Error::NotHtml(Format::Feed))
    );
    assert_eq!(
        Extractor::new().extract_plain_bytes(b"PK\x03\x04\x14\0\0\0", None),
        Err(Error::NotHtml(Format::Archive))
    );
}

#[test]
fn data_gives_no_confident_article() {
    let json = "{\"id\": 7, \"tags\": [\"a\", \"b\"], \"at\": \"2021-10-20\"},\n".repeat(50);
    let xml = "<item id=\"7\"><tag>a</tag><tag>b</tag></item>\n".repeat(50);
    let rtf = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\f0\\fs24 Rain\\par}\n";
    let table = "7\t12.50\t13.75\t2021-10-20\n".repeat(50);
    for text in [&json[..], &xml, rtf, &table] {
        let article = extract(text);
        assert!(
            article.confidence < 0.5,
            "{}: {}",
            article.confidence,
            &text[..30]
        );
    }
}

#[test]
fn text_between_junk_is_found() {
    let junk = "\u{fffd}\u{1}\u{7f}qX\u{fffd}7\u{2}\n".repeat(20);
    let mut text = STORY.repeat(30);
    text.push_str(&junk);
    assert!(
        extract(&text)
            .text()
            .contains("the river had risen by a hand")
    );
}

#[test]
fn a_mailbox_is_read_as_text() {
    let text = format!(
        "From ann@example.org Wed Oct 20 14:16:00 2021\nFrom: Ann <ann@example.org>\n\
         Subject: Rain\nDate: Wed, 20 Oct 2021 14:16:00 +0200\n\n{STORY}"
    );
    assert!(
        extract(&text)
            .text()
            .contains("the river had risen by a hand")
    );
}

#[test]
fn text_that_opens_with_html_is_read_as_a_page() {
    let page = format!("<!-- saved -->\n<!DOCTYPE html><title>Rain</title><h1>Rain</h1><p>{STORY}");
    assert_eq!(Ok(extract(&page)), bodycopy::extract(&page));
    let text = format!("Rain\n{STORY}<p>It stopped.</p>\n");
    let article = extract(&text);
    let last = article.blocks.last().expect("a block");
    assert_eq!(last.text, "<p>It stopped.</p>");
}

#[test]
fn text_over_the_limit_is_refused_or_cut() {
    let limits = Limits::default().bytes(300);
    let refused = Extractor::new().limits(limits.clone()).extract_plain(STORY);
    assert_eq!(
        refused,
        Err(Error::TooLong {
            bytes: STORY.len(),
            limit: 300
        })
    );
    let cut = Extractor::new().limits(limits.overflow(Overflow::Truncate));
    let article = cut.extract_plain(STORY).expect("cut, not refused");
    assert_eq!(article.truncated, [Limit::Bytes]);
    assert_eq!(cut.extract_plain_bytes(STORY.as_bytes(), None), Ok(article));
}

#[test]
fn bytes_are_read_in_their_charset() {
    let bytes =
        b"Gr\xfc\xdfe\n\nEs regnete die ganze Nacht, zum ersten Mal seit dem Fr\xfchling.\n";
    let article = Extractor::new()
        .extract_plain_bytes(bytes, Some("iso-8859-1"))
        .expect("text");
    assert_eq!(article.blocks[0].text, "Grüße");
    assert!(
        article
            .blocks
            .iter()
            .all(|block| block.role != Role::Hidden)
    );
}
