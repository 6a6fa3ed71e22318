//! A page, what the extractor made of it, and the numbers that it went by.

use std::borrow::Cow;

use anyhow::{Result, anyhow};
use bodycopy::train::{FeaturedPage, Models, Task, extract_with};
use bodycopy::{Article, Extractor, Source};

use crate::plain;

/// A page taken apart.
#[derive(Debug, Clone)]
pub struct Look {
    /// What to call the page where it has no title: its file's name.
    pub name: String,
    /// What came out.
    pub article: Article,
    /// What each block was judged by.
    pub features: Features,
    /// The page's own HTML; none where the page is plain text.
    pub html: Option<String>,
}

/// The numbers that blocks were judged by.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// Their names.
    pub names: Vec<String>,
    /// By block; none for blocks that are not scored, hidden ones and those
    /// without text.
    pub rows: Vec<Option<Vec<f32>>>,
}

impl Look {
    /// Takes a page of HTML apart, with these weights.
    ///
    /// # Errors
    ///
    /// As [`Extractor::extract_bytes`].
    pub fn at_html(
        name: &str,
        bytes: &[u8],
        extractor: &Extractor,
        models: &Models,
    ) -> Result<Look> {
        let article = extract_with(extractor, bytes, models)?;
        let features = Features::of_html(bytes, extractor, models, article.blocks.len())?;
        Ok(Look {
            name: name.to_owned(),
            article,
            features,
            html: Some(bodycopy::stages::decode(bytes).into_owned()),
        })
    }

    /// Takes a plain text apart.
    ///
    /// # Errors
    ///
    /// A text that the extractor does not read.
    pub fn at_plain(name: &str, bytes: &[u8], extractor: &Extractor) -> Result<Look> {
        let article = plain::article(extractor, &String::from_utf8_lossy(bytes))
            .map_err(|why| anyhow!(why))?;
        Ok(Look {
            name: name.to_owned(),
            article,
            features: Features::default(),
            html: None,
        })
    }

    /// The page's title, else its file's name.
    pub fn title(&self) -> Cow<'_, str> {
        match &self.article.title {
            Some(title) if !title.value.trim().is_empty() => Cow::Borrowed(&title.value),
            _ => Cow::Borrowed(&self.name),
        }
    }
}

impl Features {
    fn of_html(
        bytes: &[u8],
        extractor: &Extractor,
        models: &Models,
        blocks: usize,
    ) -> Result<Features> {
        let mut page = FeaturedPage::new(extractor, bytes)?;
        page.weigh_names(models);
        let mut rows = vec![None; blocks];
        for (block, row) in page.readable().iter().zip(page.first_rows()) {
            // Limits on the output may have cut blocks off.
            if let Some(place) = rows.get_mut(*block as usize) {
                *place = Some(row.to_vec());
            }
        }
        Ok(Features {
            names: Task::First.feature_names(),
            rows,
        })
    }
}

/// Where a value was stated, in words.
pub(crate) fn source_in_words(source: Source) -> &'static str {
    match source {
        Source::JsonLd => "JSON-LD",
        Source::MetaTag => "meta tag",
        Source::Microdata => "microdata",
        Source::TitleTag => "title tag",
        Source::LinkTag => "link tag",
        Source::RootAttribute => "root element",
        Source::TimeElement => "time element",
        Source::Visible => "visible text",
        Source::Detected => "detected",
        Source::Caller => "given",
        _ => "elsewhere",
    }
}
