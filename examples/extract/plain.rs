//! Plain text, such as the text records of a crawl.

use bodycopy::{Article, Extractor};

/// The article of a plain text, or what went wrong, in words.
pub fn article(extractor: &Extractor, text: &str) -> Result<Article, String> {
    let article = extractor.extract_plain(text);
    article.map_err(|error| error.to_string())
}
