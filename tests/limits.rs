//! What a limit cuts is named, and what stood before it is there.

use bodycopy::{Article, Element, Error, Extractor, Limit, Limits, Overflow};

fn extract(limits: Limits, html: &str) -> Article {
    let extractor = Extractor::new().limits(limits);
    extractor.extract(html).expect("input within the limit")
}

/// The page whole, to see that nothing but the limit cuts it.
fn is_whole(html: &str) -> bool {
    extract(Limits::default(), html).truncated.is_empty()
}

fn texts(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter().map(|block| block.text.as_str());
    blocks.filter(|text| !text.is_empty()).collect()
}

#[test]
fn input_over_the_limit_is_refused_or_cut() {
    let limits = Limits::default().bytes(20);
    let html = "<p>It rained.</p><p>All night.</p>";
    let refusing = Extractor::new().limits(limits.clone());
    let error = Error::TooLong {
        bytes: html.len(),
        limit: 20,
    };
    assert_eq!(refusing.extract(html), Err(error.clone()));
    assert_eq!(refusing.extract_bytes(html.as_bytes(), None), Err(error));

    let cutting = limits.overflow(Overflow::Truncate);
    let article = extract(cutting.clone(), html);
    assert_eq!(article.truncated, [Limit::Bytes]);
    assert_eq!(texts(&article), ["It rained."]);
    let cutting = Extractor::new().limits(cutting);
    assert_eq!(cutting.extract_bytes(html.as_bytes(), None), Ok(article));
    assert!(
        cutting
            .extract("<p>It rained")
            .unwrap()
            .truncated
            .is_empty()
    );
}

#[test]
fn a_character_at_the_limit_is_not_parted() {
    let limits = Limits::default().bytes(5).overflow(Overflow::Truncate);
    assert_eq!(texts(&extract(limits, "<p>éééé")), ["é"]);
}

#[test]
fn deeper_elements_join_the_last_one_kept() {
    let html = "<div>one<div>two<div>three</div>four</div>five</div>six";
    assert!(is_whole(html));
    let article = extract(Limits::default().depth(3), html);
    assert_eq!(article.truncated, [Limit::Depth]);
    assert_eq!(texts(&article), ["one two three four five", "six"]);
}

#[test]
fn what_is_hidden_too_deep_is_left_out() {
    let html = "<div>one<div hidden>two<div>three</div></div>four</div>five";
    let article = extract(Limits::default().depth(3), html);
    assert_eq!(texts(&article), ["one four", "five"]);
}

#[test]
fn an_end_tag_of_a_dropped_start_tag_closes_nothing() {
    let html = "<div>one<p><b>two</b></p></div><p>three</p>";
    let article = extract(Limits::default().depth(3), html);
    assert_eq!(texts(&article), ["one two", "three"]);
}

#[test]
fn nodes_behind_the_limit_are_left_out() {
    let html = "<p>one</p><p>two</p><p>three</p>";
    assert!(is_whole(html));
    let article = extract(Limits::default().nodes(8), html);
    assert_eq!(article.truncated, [Limit::Nodes]);
    assert_eq!(texts(&article), ["one", "two"]);
    assert_eq!(extract(Limits::default().nodes(0), html).blocks, []);
}

#[test]
fn attributes_behind_the_limit_are_left_out() {
    // Attributes that nothing reads are left out before they are counted.
    let line = "It rained all night, for the first time since the spring, and nobody slept.";
    let html = format!("<p class=b hidden>{line}</p><p hidden class=b>two");
    assert!(is_whole(&html));
    let article = extract(Limits::default().attributes(1), &html);
    assert_eq!(article.truncated, [Limit::Attributes]);
    assert_eq!(article.text().trim(), line);
}

#[test]
fn a_tag_with_more_attributes_than_are_kept_is_named() {
    let tag = |count: usize| {
        let attributes: String = (0..count).map(|i| format!(" a{i}=b")).collect();
        extract(
            Limits::default(),
            &format!("<p><a{attributes}>It rained.</a>"),
        )
    };
    assert_eq!(tag(256).truncated, []);
    for count in [257, 300, 5000] {
        assert_eq!(tag(count).truncated, [Limit::Attributes]);
        assert_eq!(texts(&tag(count)), ["It rained."]);
    }
}

#[test]
fn no_limit_can_be_set_that_would_overflow() {
    let most = Limits::default()
        .bytes(usize::MAX)
        .nodes(u32::MAX)
        .attributes(usize::MAX)
        .text(u32::MAX)
        .cells(u32::MAX)
        .output(usize::MAX);
    assert_eq!(texts(&extract(most, "<p>It rained.")), ["It rained."]);
    assert_eq!(
        Limits::default().bytes(usize::MAX),
        Limits::default().bytes(1 << 30)
    );
}

#[test]
fn text_behind_the_limit_is_left_out() {
    let html = "<p>one<p>two three<p>four";
    assert!(is_whole(html));
    let article = extract(Limits::default().text(5), html);
    assert_eq!(article.truncated, [Limit::Text]);
    assert_eq!(texts(&article), ["one", "two t", "four"]);
}

/// A table of `n` rows of two cells, in an article.
fn table(n: usize) -> String {
    let rows: String = (0..n)
        .map(|row| format!("<tr><td>Town {row}<td>{row} mm"))
        .collect();
    let line = "It rained all night, for the first time since the spring, and nobody slept.";
    format!("<h1>Rain</h1><p>First {line}<table><tr><th>Town<th>Rain{rows}</table><p>{line}")
}

fn cells(elements: &[Element]) -> usize {
    let count = |element: &Element| match element {
        Element::Table { rows } => rows.iter().map(Vec::len).sum(),
        _ => 0,
    };
    elements.iter().map(count).sum()
}

#[test]
fn cells_behind_the_limit_are_among_the_blocks_alone() {
    let html = table(4);
    assert!(is_whole(&html));
    let whole = extract(Limits::default(), &html);
    assert_eq!(cells(&whole.body), 10, "{:?}", whole.body);
    let article = extract(Limits::default().cells(4), &html);
    assert_eq!(article.truncated, [Limit::Cells]);
    assert_eq!(cells(&article.body), 4);
    assert_eq!(texts(&article), texts(&whole));
    assert!(article.text().contains("Town 0"));
    assert!(!article.text().contains("Town 1"));
    assert!(
        article.text().ends_with("nobody slept."),
        "{:?}",
        article.text()
    );
}

#[test]
fn blocks_behind_the_limit_on_output_are_left_out() {
    let html = "<p>one<p>two<p>three";
    assert!(is_whole(html));
    let article = extract(Limits::default().output(200), html);
    assert_eq!(article.truncated, [Limit::Output]);
    assert_eq!(texts(&article), ["one", "two"]);
}

#[test]
fn the_addresses_of_quotes_count_as_output() {
    const OUTPUT: usize = 200_000;
    let base = format!("https://example.org/{}", "a/".repeat(5000));
    let quote = "<blockquote cite=x><p>It rained all night, for the first time since the \
        spring, and nobody slept.</p></blockquote>";
    let article = Extractor::new()
        .url(&base)
        .limits(Limits::default().output(OUTPUT))
        .extract(&quote.repeat(100))
        .expect("a page");
    assert_eq!(article.truncated, [Limit::Output]);
    let urls = article.body.iter().filter_map(|element| match element {
        Element::Quote { url, .. } => url.as_deref(),
        _ => None,
    });
    let written: usize = urls.map(str::len).sum();
    assert!((base.len()..OUTPUT).contains(&written), "{written}");
}

#[test]
fn deeper_structures_are_flattened_into_the_last_level() {
    let line = "It rained all night, for the first time since the spring, and nobody slept.";
    let more = "The farmers stood in their doorways, listening to it, and said nothing to each \
        other until the morning, when the river had come up to the second step of the mill.";
    let last = "Nobody had asked for so much of it at once, the miller said, but after such a \
        summer he would not be the one to complain, and he went to look for his other boot.";
    let html = format!(
        "<h1>Rain</h1><p>{line} {more}{}<p>{line} {last}<p>{more} {last}",
        "<blockquote>".repeat(30)
    );
    let depth = |elements: &[Element]| {
        let mut depth = 0;
        let mut at = elements.last();
        while let Some(Element::Quote { body, .. }) = at {
            depth += 1;
            at = body.last();
        }
        depth
    };
    for (limit, expected) in [(3, 3), (24, 24), (255, 24)] {
        let article = extract(Limits::default().nesting(limit), &html);
        assert_eq!(article.truncated, [Limit::Nesting]);
        assert_eq!(depth(&article.body), expected);
        assert_eq!(article.text().matches(line).count(), 2);
    }
}
