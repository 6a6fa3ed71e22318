//! Plain text, such as the text records of a crawl.

use bodycopy::{Article, Extractor};

/// The article of a plain text. The library has no way in for it yet; this is
/// the one place for it.
pub fn article(_extractor: &Extractor, _text: &str) -> Result<Article, String> {
    Err("plain text is not read by this version: pass HTML".to_owned())
}
