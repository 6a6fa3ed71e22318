//! A page as bytes; the first chooses the charset that the caller names.
#![no_main]

mod article;

use bodycopy::Extractor;
use libfuzzer_sys::fuzz_target;

const CHARSETS: [Option<&str>; 8] = [
    None,
    Some("utf-8"),
    Some("utf-16le"),
    Some("windows-1251"),
    Some("gb18030"),
    Some("shift_jis"),
    Some("iso-2022-jp"),
    Some("no such charset"),
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, page)) = bytes.split_first() else {
        return;
    };
    let charset = CHARSETS[usize::from(*first) % CHARSETS.len()];
    let extractor = Extractor::new();
    let page_and_text = [
        extractor.extract_bytes(page, charset),
        extractor.extract_plain_bytes(page, charset),
    ];
    page_and_text.iter().flatten().for_each(article::check);
});
