//! Our tokenizer against html5ever's.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &str| {
    assert!(bodycopy::stages::tokenizers_agree(page));
});
