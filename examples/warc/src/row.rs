//! A record to its row: a line of JSON, or the columns of Parquet.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bodycopy::{Article, Direction, Extractor, Limits, Value};

use crate::archive::{Head, Kind, Record};
use crate::http::{self, MAX_PAGE, Page};
use crate::plain;
use crate::record::{self, Selection};
use crate::stats::Stats;

/// What rows are written as.
#[derive(Debug)]
pub enum Form {
    /// One JSON object a line, with these fields.
    Json(Selection),
    /// [`Columns`].
    Parquet,
}

/// A row, ready to be written.
#[derive(Debug)]
pub struct Row {
    /// In its form.
    pub cells: Cells,
    /// Whether it says what went wrong instead of what was found.
    pub is_error: bool,
}

/// A row in its form.
#[derive(Debug)]
pub enum Cells {
    /// A line, without its end.
    Json(String),
    /// A value a column.
    Parquet(Box<Columns>),
}

/// The columns of a row: a flat view of the article, its text the longest.
#[derive(Debug, Default)]
pub struct Columns {
    /// What names the page.
    pub head: Head,
    /// What went wrong; the columns after it are null then.
    pub error: Option<String>,
    /// What was found.
    pub article: Option<Flat>,
}

/// An article without its structure.
#[derive(Debug)]
#[allow(missing_docs, reason = "each is the article's field of that name")]
pub struct Flat {
    pub url: Option<String>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub section: Option<String>,
    pub site: Option<String>,
    pub bylines: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub language: Option<String>,
    pub direction: Option<&'static str>,
    pub description: Option<String>,
    pub image: Option<String>,
    pub tags: Vec<String>,
    pub confidence: f32,
    pub word_count: u32,
    pub text: String,
}

/// The row of a record; none for a response that is no page.
pub fn of(record: Record, form: &Form, stats: &Stats) -> Option<Row> {
    let mut head = record.head;
    let content = record.content.and_then(|content| {
        stats.decode.time(|| match record.kind {
            Kind::Response => http::page(&content).map(Content::Page),
            Kind::Resource => Ok(Content::resource(content, record.charset)),
            Kind::Text => Ok(Content::Text(
                String::from_utf8_lossy(&content).into_owned(),
            )),
        })
    });
    if let Ok(Content::Page(page)) = &content {
        head.http_status = page.status;
        if page.is_html == Some(false) {
            stats.skip();
            return None;
        }
    }
    let article = content.and_then(|content| {
        stats.bytes(content.len());
        stats.extract.time(|| guarded(|| content.article(&head)))
    });
    let row = stats.render.time(|| written(head, article, form));
    stats.row(row.is_error);
    Some(row)
}

/// A page as it goes into the extractor.
enum Content {
    Page(Page),
    Text(String),
}

impl Content {
    fn resource(body: Vec<u8>, charset: Option<String>) -> Content {
        Content::Page(Page {
            status: None,
            charset,
            is_html: Some(true),
            body,
        })
    }

    fn len(&self) -> usize {
        match self {
            Content::Page(page) => page.body.len(),
            Content::Text(text) => text.len(),
        }
    }

    fn article(&self, head: &Head) -> Result<Article, String> {
        let mut extractor = Extractor::new().limits(Limits::default().bytes(MAX_PAGE));
        if let Some(uri) = &head.warc_target_uri {
            extractor = extractor.url(uri);
        }
        match self {
            Content::Page(page) => extractor
                .extract_bytes(&page.body, page.charset.as_deref())
                .map_err(|error| error.to_string()),
            Content::Text(text) => plain::article(&extractor, text),
        }
    }
}

/// One page must not take the run with it, whatever a defect does.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err("the extractor panicked: a defect".to_owned()))
}

fn written(head: Head, article: Result<Article, String>, form: &Form) -> Row {
    match form {
        Form::Json(selection) => {
            let line = article.and_then(|article| guarded(|| selection.line(&head, article)));
            Row {
                is_error: line.is_err(),
                cells: Cells::Json(line.unwrap_or_else(|error| record::error_line(&head, &error))),
            }
        }
        Form::Parquet => {
            let flat = article.and_then(|article| guarded(|| Ok(Flat::of(article))));
            let (article, error) = match flat {
                Ok(flat) => (Some(flat), None),
                Err(error) => (None, Some(error)),
            };
            Row {
                is_error: error.is_some(),
                cells: Cells::Parquet(Box::new(Columns {
                    head,
                    error,
                    article,
                })),
            }
        }
    }
}

impl Flat {
    fn of(article: Article) -> Flat {
        let text = article.text();
        let words = article.word_count();
        let value = |value: Option<Value<String>>| value.map(|value| value.value);
        Flat {
            text,
            url: article.url,
            title: value(article.title),
            subtitle: value(article.subtitle),
            section: value(article.section),
            site: value(article.site),
            bylines: article.bylines.into_iter().map(|who| who.name).collect(),
            published: article.published.map(|time| time.value.to_string()),
            modified: article.modified.map(|time| time.value.to_string()),
            language: value(article.language),
            direction: article.direction.map(|direction| match direction {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            }),
            description: value(article.description),
            image: value(article.image),
            tags: article.tags,
            confidence: article.confidence,
            word_count: u32::try_from(words).unwrap_or(u32::MAX),
        }
    }
}
