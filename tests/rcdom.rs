//! `extract_dom` gives the article of `extract`, however the caller parsed.

mod common;

use bodycopy::Extractor;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

/// Pages of the corpora that are compared beside the project's own.
const SAMPLE: usize = 300;

#[derive(Debug, Clone, Copy)]
enum Scripting {
    On,
    Off,
}

fn parse(html: &str, scripting: Scripting) -> RcDom {
    let tree_builder = TreeBuilderOpts {
        scripting_enabled: matches!(scripting, Scripting::On),
        ..TreeBuilderOpts::default()
    };
    let options = ParseOpts {
        tree_builder,
        ..ParseOpts::default()
    };
    parse_document(RcDom::default(), options).one(html)
}

fn is_the_same(html: &str, scripting: Scripting) -> bool {
    let extractor = Extractor::new();
    extractor.extract(html) == extractor.extract_dom(&parse(html, scripting))
}

#[test]
fn the_projects_own_pages_give_the_same_article() {
    for page in common::own() {
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

/// A `noscript` that leaves an element open takes in what follows with
/// scripting off and does not with it on, and one that shows markup as text
/// cannot be told from one with markup. One page in two hundred does either.
#[test]
fn pages_of_the_corpora_give_the_same_article() {
    let sample = common::corpora(SAMPLE);
    for scripting in [Scripting::Off, Scripting::On] {
        let different: Vec<&str> = sample
            .iter()
            .filter(|page| !is_the_same(&page.text(), scripting))
            .map(|page| &*page.name)
            .collect();
        assert!(
            different.len() * 100 <= sample.len(),
            "scripting {scripting:?}: {different:?} of {}",
            sample.len()
        );
    }
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
