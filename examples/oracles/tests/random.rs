//! Random input: no panic, nothing lost, and the output is what it should be.

use bodycopy::{Article, Extractor};
use oracles::{assert_same, generator, nodes, sanitiser};
use proptest::prelude::*;

fn holds(article: &Article) {
    let html = article.html();
    let cleaned = sanitiser().clean(&html).to_string();
    assert_same("HTML", &nodes(&html), &nodes(&cleaned));
    let json = serde_json::to_string(article).expect("an article is JSON");
    let back: Article = serde_json::from_str(&json).expect("it reads its own JSON");
    assert_eq!(&back, article);
    assert!((0.0..=1.0).contains(&article.confidence));
    for block in &article.blocks {
        assert!((0.0..=1.0).contains(&block.score));
        assert!(!block.reason.to_string().is_empty());
    }
    // Whatever it is, it can be written.
    std::hint::black_box((article.text(), article.markdown()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_random_tags_are_read(page in generator::page()) {
        let article = Extractor::new().url("https://example.org/a/b").extract(&page);
        if let Ok(article) = article {
            holds(&article);
        }
    }

    #[test]
    fn the_same_page_gives_the_same_article(page in generator::page()) {
        prop_assert_eq!(bodycopy::extract(&page).ok(), bodycopy::extract(&page).ok());
    }

    #[test]
    fn random_text_is_read(text in "\\PC{0,400}") {
        for article in [bodycopy::extract(&text), Extractor::new().extract_plain(&text)].into_iter().flatten() {
            holds(&article);
        }
    }

    #[test]
    fn random_lines_are_read(lines in prop::collection::vec("[ \\PC\\t\\r]{0,60}", 0..40)) {
        if let Ok(article) = Extractor::new().extract_plain(&lines.join("\n")) {
            holds(&article);
        }
    }

    #[test]
    fn random_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let extractor = Extractor::new();
        for article in [extractor.extract_bytes(&bytes, None), extractor.extract_plain_bytes(&bytes, None)].into_iter().flatten() {
            holds(&article);
        }
    }
}
