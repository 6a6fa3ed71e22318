//! A page as text.
#![no_main]

mod article;

use bodycopy::{Extractor, Hidden};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &str| {
    let extractor = Extractor::new().url("https://example.org/a/b#c");
    if let Ok(found) = extractor.extract(page) {
        article::check(&found);
        assert_eq!(extractor.extract(page).as_ref(), Ok(&found));
    }
    if let Ok(found) = extractor.hidden(Hidden::Include).extract(page) {
        article::check(&found);
    }
});
