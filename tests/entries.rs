//! Several articles on one page: each begins with its own heading and time, and
//! an address that leads to one of them asks for that one.

use bodycopy::{Element, Extractor, Inline, Reason, Role};

const LIVE: &str = "<title>Rain, live</title><main><h1>Rain, live</h1>
    <section class=entry id=e3><time datetime=2021-10-20T15:42>15:42</time><h2>The road is open</h2>
      <p>The road to the coast is open again. Cars must still keep to the left lane, where it is dry.</section>
    <section class=entry id=e2><time>14:10</time><h2>School stays closed</h2>
      <p>The school stays closed until the roof has been looked at, says the mayor of the town.</section>
    <section class=entry id=e1><time>11:20</time><h2>It rains</h2>
      <p>It has begun to rain over the hills, for the first time since the spring of this year.</section>
    </main>";

/// The body's headings and paragraphs.
fn body(page: &bodycopy::Article) -> Vec<String> {
    let words = |text: &[Inline]| text.iter().map(Inline::as_str).collect::<String>();
    let lines = page.body.iter().filter_map(|element| match element {
        Element::Heading { text, .. } | Element::Paragraph { text } => Some(words(text)),
        _ => None,
    });
    lines.collect()
}

#[test]
fn every_entry_keeps_its_heading_and_its_time() {
    let page = bodycopy::extract(LIVE).expect("a page");
    let body = body(&page);
    for head in [
        ["15:42", "The road is open"],
        ["14:10", "School stays closed"],
        ["11:20", "It rains"],
    ] {
        assert!(
            body.windows(2).any(|pair| pair == head),
            "{head:?} in {body:?}"
        );
    }
}

#[test]
fn an_address_with_a_place_asks_for_one_entry() {
    let extractor = Extractor::new().url("https://example.org/live#e2");
    let page = extractor.extract(LIVE).expect("a page");
    let body = body(&page);
    assert_eq!(body[..2], ["14:10", "School stays closed"]);
    assert_eq!(body.len(), 3);
    let other = page
        .blocks
        .iter()
        .find(|block| block.text == "It rains")
        .expect("the block");
    assert_eq!(other.role, Role::Other);
    assert_eq!(other.reason, Reason::AnotherArticle);
    assert!(!page.other.is_empty());
}

#[test]
fn a_place_outside_of_the_entries_asks_for_all() {
    for place in ["", "#top", "#nowhere"] {
        let extractor = Extractor::new().url(&format!("https://example.org/live{place}"));
        let page = extractor.extract(LIVE).expect("a page");
        assert_eq!(body(&page).len(), 9, "{place}");
    }
}

#[test]
fn a_chapter_is_no_article_of_its_own() {
    let html = "<title>Rain</title><main><h1>Rain</h1>
        <section id=a><h2>How it forms</h2><p>Rain forms where damp air rises and cools, high above the hills.</section>
        <section id=b><h2>How it falls</h2><p>It falls when the drops have grown too heavy for the wind to hold.</section>
        </main>";
    let page = Extractor::new()
        .url("https://example.org/rain#b")
        .extract(html)
        .expect("a page");
    assert!(page.text().contains("Rain forms where"));
}
