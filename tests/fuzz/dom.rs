//! A tree that a caller holds, parsed with scripting off and on.
#![no_main]

mod article;

use bodycopy::Extractor;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use libfuzzer_sys::fuzz_target;
use markup5ever_rcdom::RcDom;

fuzz_target!(|page: &str| {
    // html5ever takes quadratic time for deep trees, and `RcDom` for all tags
    // that leave formatting open.
    if page.len() > 16 << 10 {
        return;
    }
    let extractor = Extractor::new();
    for scripting_enabled in [false, true] {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let dom = parse_document(RcDom::default(), options).one(page);
        let found = extractor.extract_dom(&dom).expect("no limit was set");
        article::check(&found);
    }
});
