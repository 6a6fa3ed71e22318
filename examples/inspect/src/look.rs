//! A page, what the extractor made of it, and the numbers that it went by.

use std::borrow::Cow;

use anyhow::Result;
use bodycopy::train::plain::{PlainModels, PlainPage, PlainTask};
use bodycopy::train::{FeaturedPage, Models, Task, extract_with};
use bodycopy::{Article, Extractor, Source};

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

    /// Takes a plain text apart, such as a text record of a crawl.
    ///
    /// # Errors
    ///
    /// As [`Extractor::extract_plain`].
    pub fn at_plain(name: &str, bytes: &[u8], extractor: &Extractor) -> Result<Look> {
        let text = String::from_utf8_lossy(bytes);
        let article = extractor.extract_plain(&text)?;
        Ok(Look {
            name: name.to_owned(),
            features: Features::of_plain(&text, article.blocks.len()),
            article,
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
        let scored = page.readable().iter().copied().zip(page.first_rows());
        Ok(Features::new(Task::First.feature_names(), scored, blocks))
    }

    fn of_plain(text: &str, blocks: usize) -> Features {
        let page = PlainPage::new(text);
        // A text that opens with markup was read as HTML after all.
        if page.blocks().len() != blocks {
            return Features::default();
        }
        let models = PlainModels::shipped();
        let (lines, rows) = (page.readable(&models), page.first_rows(&models));
        let scored = lines.into_iter().enumerate();
        let scored = scored.map(|(rank, line)| (line, rows.row(rank)));
        Features::new(PlainTask::First.feature_names(), scored, blocks)
    }

    fn new(
        names: Vec<String>,
        scored: impl Iterator<Item = (u32, Vec<f32>)>,
        blocks: usize,
    ) -> Features {
        let mut rows = vec![None; blocks];
        for (block, row) in scored {
            // Limits on the output may have cut blocks off.
            if let Some(place) = rows.get_mut(block as usize) {
                *place = Some(row);
            }
        }
        Features { names, rows }
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Home\nNews\nSport\n\nRain at last\n\nIt rained all night, for the first time \
        since the spring, and the farmers stood in their doorways, listening to it.\n";

    #[test]
    fn each_scored_block_has_a_row_of_features() {
        let html =
            "<title>Rain</title><nav><a href=/>Home</a></nav><p>It rained all night.</p><hr>";
        let (extractor, models) = (Extractor::new(), Models::shipped());
        let look = Look::at_html("a", html.as_bytes(), &extractor, &models).unwrap();
        let has_row: Vec<bool> = look.features.rows.iter().map(Option::is_some).collect();
        let is_scored = |block: &bodycopy::Block| {
            block.role != bodycopy::Role::Hidden && !block.text.is_empty()
        };
        let scored: Vec<bool> = look.article.blocks.iter().map(is_scored).collect();
        assert_eq!(has_row, scored);
        let row = look.features.rows.iter().flatten().next().unwrap();
        assert_eq!(row.len(), look.features.names.len());
    }

    #[test]
    fn plain_text_has_features_of_its_own() {
        let look = Look::at_plain("a.txt", TEXT.as_bytes(), &Extractor::new()).unwrap();
        assert_eq!(look.features.rows.len(), look.article.blocks.len());
        let row = look.features.rows.iter().flatten().next().unwrap();
        assert_eq!(row.len(), look.features.names.len());
    }

    #[test]
    fn text_that_is_markup_after_all_is_shown_without_features() {
        let text = "<!DOCTYPE html><title>Rain</title><p>It rained.<p>All night.<p>And the next.";
        let look = Look::at_plain("a.txt", text.as_bytes(), &Extractor::new()).unwrap();
        assert_eq!(look.article.blocks.len(), 4);
        assert!(look.features.rows.is_empty());
    }
}
