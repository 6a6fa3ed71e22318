//! What is no page, or half a page, gives an article with little in it or an
//! error that says what was wrong: never a panic, never a hang.

use std::time::{Duration, Instant};

use bodycopy::{Article, Error, Extractor, Format, Limit, Limits};
use judge::pages;

fn extract(bytes: &[u8]) -> Result<Article, Error> {
    Extractor::new().extract_bytes(bytes, None)
}

/// Asserts that the input gives an article without a body worth the name.
fn is_almost_empty(input: &str) {
    let article = bodycopy::extract(input).expect("odd HTML is no error");
    assert!(
        article.confidence < 0.5,
        "{input:?}: confident without a body"
    );
    assert_eq!(extract(input.as_bytes()), Ok(article), "{input:?}");
}

fn is_refused(bytes: &[u8], format: Format) {
    assert_eq!(
        extract(bytes),
        Err(Error::NotHtml(format)),
        "{:?}",
        start(bytes)
    );
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(
            bodycopy::extract(text),
            Err(Error::NotHtml(format)),
            "{text:?}"
        );
    }
}

fn start(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned()
}

#[test]
fn nothing_gives_nothing() {
    for input in [
        "", " ", "\n\n", "\u{FEFF}", "\0", "<", "&", "<!--", "<>", "</p>",
    ] {
        is_almost_empty(input);
        assert_eq!(
            bodycopy::extract(input).unwrap().text().trim(),
            "",
            "{input:?}"
        );
    }
}

#[test]
fn a_page_without_words_gives_nothing() {
    for input in [
        "<!doctype html>",
        "<html><head><title></title></head><body></body></html>",
        "<script>rain()</script><style>p { color: blue }</style>",
        "<img src=a><hr><br><input value=b>",
        "<template><p>It rained.</template>",
        "<table></table><ul><li></ul>",
    ] {
        is_almost_empty(input);
    }
}

#[test]
fn a_frameset_has_no_body() {
    is_almost_empty(
        "<title>Rain</title><frameset cols='20%,80%'><frame src=menu.html><frame src=page.html>\
         <noframes><p>Your browser has no frames.</noframes></frameset>",
    );
}

#[test]
fn text_without_a_tag_is_no_error() {
    for input in [
        "It rained.",
        "{\"text\": \"It rained.\"}",
        "a < b && c > d",
        "Привет",
        "\u{0}\u{1}\u{FFFF}",
        "\u{202E}\u{FEFF}\u{AD}",
    ] {
        assert!(bodycopy::extract(input).is_ok(), "{input:?}");
        assert!(extract(input.as_bytes()).is_ok(), "{input:?}");
    }
}

#[test]
fn other_files_are_refused_by_name() {
    is_refused(b"%PDF-1.7\n1 0 obj", Format::Pdf);
    is_refused(
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\
          Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n<p>It rained.",
        Format::Mhtml,
    );
    is_refused(
        b"<?xml version='1.0'?><rss><channel><title>Rain",
        Format::Feed,
    );
    is_refused(b"<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Feed);
    is_refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Format::Media);
    is_refused(b"GIF89a\x01\x02", Format::Media);
    is_refused(b"PK\x03\x04\x14", Format::Archive);
    is_refused(b"\x1F\x8B\x08\0", Format::Archive);
    is_refused(&[0; 64], Format::Binary);
}

#[test]
fn an_error_says_what_to_do() {
    let error = bodycopy::extract("%PDF-1.7").unwrap_err();
    assert_eq!(
        error.to_string(),
        "input is a PDF: convert it to text or HTML first"
    );
    let strict = Extractor::new().limits(Limits::default().bytes(3));
    assert_eq!(
        strict.extract("rain").unwrap_err().to_string(),
        "input has 4 bytes, limit is 3: raise `Limits::bytes` or pass less"
    );
}

#[test]
fn a_page_of_our_own_may_be_cut_at_every_byte() {
    /// Cuts of a page are quadratic in its length: larger ones are cut at some
    /// places only.
    const LONGEST: usize = 8 << 10;
    const PLACES: usize = 2_000;
    pages::for_all(&pages::own(), |page| {
        let bytes = page.bytes();
        let ends: Vec<usize> = if bytes.len() <= LONGEST {
            (0..=bytes.len()).collect()
        } else {
            let places = noise().map(|noise| noise as usize % bytes.len());
            places.take(PLACES).collect()
        };
        for end in ends {
            is_read(page, &bytes[..end]);
        }
    });
}

/// Numbers without a pattern, the same each time.
fn noise() -> impl Iterator<Item = u32> {
    let mut state = 7_u32;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    })
}

#[test]
fn pages_of_the_corpora_are_read_whole_and_cut() {
    const CUTS: usize = 5;
    pages::for_all(&pages::corpora(usize::MAX), |page| {
        let bytes = page.bytes();
        for cut in 1..=CUTS {
            is_read(page, &bytes[..bytes.len() * cut / (CUTS + 1) + cut]);
        }
        is_read(page, &bytes);
    });
}

fn is_read(page: &pages::Page, bytes: &[u8]) {
    if let Err(error) = extract(bytes) {
        panic!("{}, {} bytes of it: {error}", page.name, bytes.len());
    }
}

#[test]
fn any_bytes_in_any_charset_are_read_or_refused() {
    let noise: Vec<u8> = noise()
        .map(|noise| (noise >> 16) as u8)
        .take(20_000)
        .collect();
    let extractor = Extractor::new();
    for charset in [
        None,
        Some("utf-8"),
        Some("utf-16"),
        Some("gbk"),
        Some("iso-2022-jp"),
    ] {
        for start in (0..noise.len()).step_by(997) {
            let page = [b"<p>", &noise[start..]].concat();
            assert!(extractor.extract_bytes(&page, charset).is_ok());
            // Whether this is refused depends on the bytes; it must only return.
            let _ = extractor.extract_bytes(&noise[start..], charset);
        }
    }
}

/// html5ever alone is quadratic in some of these, so they are of a size that
/// takes it a moment only.
#[test]
fn deep_nesting_ends_soon_and_is_flagged() {
    const LEVELS: usize = 5_000;
    for tag in [
        "div",
        "b",
        "blockquote",
        "ul><li",
        "table><tr><td",
        "font color=a",
    ] {
        let html = format!("{}It rained.", format!("<{tag}>").repeat(LEVELS));
        let began = Instant::now();
        let article = bodycopy::extract(&html).unwrap();
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "<{tag}> takes too long"
        );
        assert!(
            article.truncated.contains(&Limit::Depth),
            "<{tag}> is not flagged"
        );
    }
}
