//! `extract_dom` gives the article of `extract`, however the caller parsed.

#[path = "common/noscript.rs"]
mod noscript;

use std::sync::atomic::{AtomicUsize, Ordering};

use bodycopy::Extractor;
use judge::pages;

use noscript::{depends_on_scripting, parse_dom};

/// Pages of the corpora that are compared beside the project's own.
const SAMPLE: usize = 300;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scripting {
    /// The parser's default.
    On,
    Off,
}

fn is_the_same(html: &str, scripting: Scripting) -> bool {
    let extractor = Extractor::new();
    let dom = parse_dom(html, scripting == Scripting::On);
    extractor.extract(html) == extractor.extract_dom(&dom)
}

#[test]
fn the_projects_own_pages_give_the_same_article() {
    for page in pages::own() {
        let html = page.text();
        for scripting in [Scripting::Off, Scripting::On] {
            assert!(
                is_the_same(&html, scripting),
                "{}: scripting {scripting:?}",
                page.name
            );
        }
    }
}

#[test]
fn pages_of_the_corpora_give_the_same_article() {
    let pages = pages::corpora(SAMPLE);
    let exempted = AtomicUsize::new(0);
    pages::for_all(&pages, |page| {
        let html = page.text();
        assert!(is_the_same(&html, Scripting::On), "{}", page.name);
        let exempt = depends_on_scripting(&html);
        exempted.fetch_add(usize::from(exempt), Ordering::Relaxed);
        assert!(
            exempt || is_the_same(&html, Scripting::Off),
            "{}: scripting off",
            page.name
        );
    });
    let exempted = exempted.into_inner();
    assert!(
        exempted * 50 <= pages.len(),
        "{exempted} of {} pages are exempt",
        pages.len()
    );
}

/// With scripting off, the `iframe` swallows the rest of the page.
#[test]
fn a_noscript_that_leaves_an_element_open_does_not_reach_beyond_itself() {
    let html = "<p>It rained.<noscript><iframe src=a></noscript><p>It poured.";
    assert!(is_the_same(html, Scripting::On));
    assert!(!is_the_same(html, Scripting::Off));
    assert!(depends_on_scripting(html));
    let body = bodycopy::extract(html).unwrap().text();
    assert_eq!(body.trim(), "It rained.\n\nIt poured.");
}

#[test]
fn a_noscript_that_is_the_page_is_read_either_way() {
    let html = "<title>Rain</title><body><noscript><p>It rained &amp; poured.</noscript>";
    assert!(is_the_same(html, Scripting::Off));
    assert!(is_the_same(html, Scripting::On));
}

#[test]
fn a_dom_may_be_as_deep_as_it_likes() {
    let html = format!("{}It rained.", "<div>".repeat(3000));
    assert!(is_the_same(&html, Scripting::On));
}
