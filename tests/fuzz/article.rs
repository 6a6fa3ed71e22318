//! What must be true of every article, whatever it was made from.

use bodycopy::Article;

pub fn check(article: &Article) {
    let json = serde_json::to_string(article).expect("an article is JSON");
    let back: Article = serde_json::from_str(&json).expect("it reads its own JSON");
    assert_eq!(&back, article);
    assert!((0.0..=1.0).contains(&article.confidence));
    assert!((0.0..=1.0).contains(&article.page_kind_probability));
    for block in &article.blocks {
        assert!((0.0..=1.0).contains(&block.score));
    }
    let html = article.html();
    for hole in ["<script", "<iframe", "<style", "<svg", "<math"] {
        assert!(!html.contains(hole), "{hole}");
    }
    std::hint::black_box((article.text(), article.markdown()));
}
