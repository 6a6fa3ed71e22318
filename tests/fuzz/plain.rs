//! A dump without markup.
#![no_main]

mod article;

use bodycopy::Extractor;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(found) = Extractor::new().extract_plain(text) {
        article::check(&found);
    }
});
