//! The ways to take a page apart that are compared: each at its defaults, by
//! the call that its own README shows for the main text, with the page's
//! address where the call takes one.

use std::hint::black_box;

use anyhow::Result;
use bodycopy::Extractor;
use clap::ValueEnum;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use judge::Row;
use judge::figures::Answer;
use judge::folds::FoldModels;
use markup5ever_rcdom::RcDom;

/// One way to take a page apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Way {
    /// html5ever's parse into `RcDom`, which extracts nothing: the yardstick.
    RcDom,
    /// This crate, by `Extractor::extract_bytes` and `Article::text`.
    Bodycopy,
    /// `Readability::new(html, url, None)?.parse()?.text_content`.
    DomSmoothie,
    /// `legible::parse(html, url, None)?.text_content`.
    Legible,
    /// `extract_with_options(html, &options)?.content_text`, the options being
    /// the defaults with the page's address.
    RsTrafilatura,
}

impl Way {
    /// Those that give an answer, in the order of the table.
    pub const EXTRACTORS: [Way; 4] = [
        Way::Bodycopy,
        Way::DomSmoothie,
        Way::Legible,
        Way::RsTrafilatura,
    ];

    /// All, in the order in which they run.
    pub const ALL: [Way; 5] = [
        Way::RcDom,
        Way::Bodycopy,
        Way::DomSmoothie,
        Way::Legible,
        Way::RsTrafilatura,
    ];

    /// The crate and its version; `Cargo.toml` pins those of others.
    pub fn name(self) -> &'static str {
        match self {
            Way::RcDom => "html5ever → RcDom",
            Way::Bodycopy => concat!("bodycopy ", env!("CARGO_PKG_VERSION")),
            Way::DomSmoothie => "dom_smoothie 0.19.0",
            Way::Legible => "legible 0.5.1",
            Way::RsTrafilatura => "rs-trafilatura 0.2.2",
        }
    }

    /// The name of this way as an argument.
    pub fn argument(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// A page as the ways take it: its bytes, and the text that they decode to.
#[derive(Debug)]
pub struct Page<'a> {
    /// What is known of it.
    pub row: &'a Row,
    /// As it was saved.
    pub bytes: Vec<u8>,
    /// As a browser would decode it.
    pub text: String,
}

impl<'a> Page<'a> {
    /// Decodes a page.
    pub fn new(row: &'a Row, bytes: Vec<u8>) -> Page<'a> {
        let text = bodycopy::stages::decode(&bytes).into_owned();
        Page { row, bytes, text }
    }
}

/// Takes a page apart one way. Ours decodes the page on the clock; the others
/// get its text. Ours is scored with the weights that never saw the page's
/// domain.
///
/// # Errors
///
/// What the way itself says.
pub fn run(way: Way, page: &Page, folds: &FoldModels) -> Result<Answer> {
    match way {
        Way::RcDom => Ok(parse_only(&page.text)),
        Way::Bodycopy => bodycopy_answer(page, folds),
        Way::DomSmoothie => dom_smoothie_answer(page),
        Way::Legible => legible_answer(page),
        Way::RsTrafilatura => rs_trafilatura_answer(page),
    }
}

/// Scripting is off, as for whoever reads pages without running them.
fn parse_only(html: &str) -> Answer {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    black_box(parse_document(RcDom::default(), options).one(html));
    Answer::default()
}

fn bodycopy_answer(page: &Page, folds: &FoldModels) -> Result<Answer> {
    let mut extractor = Extractor::new();
    if let Some(url) = &page.row.url {
        extractor = extractor.url(url);
    }
    let models = folds.unseen_by(page.row);
    let article = bodycopy::train::extract_with(&extractor, &page.bytes, models)?;
    Ok(Answer::from(&article))
}

fn dom_smoothie_answer(page: &Page) -> Result<Answer> {
    let url = page.row.url.as_deref();
    let article = dom_smoothie::Readability::new(page.text.as_str(), url, None)?.parse()?;
    Ok(Answer {
        text: article.text_content.to_string(),
        title: some_text(article.title),
        authors: article.byline.into_iter().collect(),
        date: article.published_time,
    })
}

fn legible_answer(page: &Page) -> Result<Answer> {
    let article = legible::parse(&page.text, page.row.url.as_deref(), None)?;
    Ok(Answer {
        text: article.text_content,
        title: some_text(article.title),
        authors: article.byline.into_iter().collect(),
        date: article.published_time,
    })
}

fn rs_trafilatura_answer(page: &Page) -> Result<Answer> {
    let options = rs_trafilatura::Options {
        url: page.row.url.clone(),
        ..rs_trafilatura::Options::default()
    };
    let result = rs_trafilatura::extract_with_options(&page.text, &options)?;
    let metadata = result.metadata;
    Ok(Answer {
        text: result.content_text,
        title: metadata.title.and_then(some_text),
        authors: metadata.author.into_iter().collect(),
        date: metadata.date.map(|date| date.to_string()),
    })
}

fn some_text(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const HTML: &str = "<title>Rain at last</title><nav><a href=/>Home</a></nav><article>
        <h1>Rain at last</h1><p>It rained all night, for the first time since the spring, and
        the farmers of the valley stood in their doorways, listening to it and saying nothing
        at all, because nobody wanted to be the one who frightened it away again.</p><p>By
        morning the river had risen by a hand, the road to the mill was under water, and the
        children were sent home, which they did not mind, as they had seen a boat on it.</p>
        </article>";

    #[test]
    fn every_extractor_finds_the_text_of_a_plain_article() {
        let folds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../train/folds");
        let folds = FoldModels::load(&folds).unwrap();
        let row = Row {
            url: Some("https://example.org/rain".to_owned()),
            ..Row::default()
        };
        let page = Page::new(&row, HTML.as_bytes().to_vec());
        for way in Way::EXTRACTORS {
            let answer = run(way, &page, &folds).unwrap();
            assert!(answer.text.contains("stood in their doorways"), "{way:?}");
            assert!(!answer.text.contains("Home"), "{way:?}");
            assert_eq!(answer.title.as_deref(), Some("Rain at last"), "{way:?}");
        }
    }

    #[test]
    fn names_carry_the_versions_that_are_pinned() {
        let manifest = include_str!("../Cargo.toml");
        for way in [Way::DomSmoothie, Way::Legible, Way::RsTrafilatura] {
            let (package, version) = way.name().split_once(' ').unwrap();
            let pin = format!("{package} = \"={version}\"\n");
            assert!(manifest.contains(&pin), "{pin}");
        }
    }
}
