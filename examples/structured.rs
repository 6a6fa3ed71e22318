//! The parts of a page, one after the other:
//! `cargo run --example structured [page.html]`.

use bodycopy::{Article, Element, Extractor, Inline};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/pages/harbour-ferry.html"
    );
    let file = std::env::args().nth(1).unwrap_or_else(|| sample.to_owned());
    let page = std::fs::read(file)?;
    let article = Extractor::new().extract_bytes(&page, None)?;

    head(&article);
    println!("\nBODY");
    article.body.iter().for_each(|element| print(element, 1));

    println!("\nAROUND IT");
    for list in &article.teasers {
        println!("  teasers: {}", list.heading.as_deref().unwrap_or("-"));
        for item in &list.items {
            println!(
                "    {} <{}>",
                item.headline,
                item.url.as_deref().unwrap_or("-")
            );
        }
    }
    for group in &article.navigation {
        let links = group.links.iter().map(|link| link.text.as_str());
        println!("  links: {}", links.collect::<Vec<_>>().join(" | "));
    }
    for comment in &article.comments {
        println!("  comment by {}", comment.author.as_deref().unwrap_or("-"));
    }
    println!("\nWHY");
    for block in article.blocks.iter().take(8) {
        println!(
            "  {:?} {:.2}, {}: {:.40}",
            block.role, block.score, block.reason, block.text
        );
    }
    Ok(())
}

/// Each value says where it was found.
fn head(article: &Article) {
    if let Some(title) = &article.title {
        println!("title: {} ({:?})", title.value, title.source);
    }
    for byline in &article.bylines {
        println!("by: {} ({:?})", byline.name, byline.source);
    }
    if let Some(published) = &article.published {
        println!("published: {} ({:?})", published.value, published.source);
    }
    println!(
        "kind: {}, confidence {:.2}",
        article.page_kind, article.confidence
    );
}

fn print(element: &Element, depth: usize) {
    let say = |text: &str| println!("{}{text}", "  ".repeat(depth));
    let inside = |elements: &[Element]| elements.iter().for_each(|one| print(one, depth + 1));
    match element {
        Element::Paragraph { text } => say(&plain(text)),
        Element::Heading { level, text } => say(&format!("h{level}: {}", plain(text))),
        Element::List { items, .. } => items.iter().for_each(|item| inside(item)),
        Element::Quote { body, .. }
        | Element::CallOut { body, .. }
        | Element::Post { body, .. }
        | Element::Card { body, .. }
        | Element::Footnote { body, .. } => {
            inside(body);
        }
        Element::Code { language, text } => {
            say(&format!(
                "code ({}): {text}",
                language.as_deref().unwrap_or("-")
            ));
        }
        Element::Table { rows } => say(&format!("table of {} rows", rows.len())),
        Element::Embed { medium, url, body } => {
            say(&format!("{medium:?} {url}"));
            inside(body);
        }
        Element::Figure { image, caption, .. } => {
            let url = image.as_ref().map_or("-", |image| &image.url);
            say(&format!("figure {url}: {}", plain(caption)));
        }
        // More kinds may come.
        other => say(&format!("{other:?}")),
    }
}

fn plain(text: &[Inline]) -> String {
    text.iter().map(Inline::as_str).collect()
}
