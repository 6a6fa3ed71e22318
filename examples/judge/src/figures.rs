//! The figures of a page, and what they come to over many pages.

use std::collections::{BTreeMap, BTreeSet};

use bodycopy::{Article, PageKind};
use serde::{Deserialize, Serialize};

use crate::corpus::Row;
use crate::metrics::{self, Agreement, Overlap, Snippets};

/// What an extractor answered, in the terms of the metrics.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The body.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<String>,
}

impl From<&Article> for Answer {
    fn from(article: &Article) -> Answer {
        Answer {
            text: article.text(),
            title: article.title.as_ref().map(|title| title.value.clone()),
            authors: article
                .bylines
                .iter()
                .map(|byline| byline.name.clone())
                .collect(),
            date: article
                .published
                .as_ref()
                .map(|published| published.value.to_string()),
        }
    }
}

/// What an article says of itself and its page, to be held against the truth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// The word F1 that it expects to have.
    pub confidence: f64,
    /// The kind of page that it takes it for.
    pub page_kind: PageKind,
    /// How likely it holds that kind to be.
    pub page_kind_probability: f64,
}

impl From<&Article> for Claims {
    fn from(article: &Article) -> Claims {
        Claims {
            confidence: article.confidence.into(),
            page_kind: article.page_kind,
            page_kind_probability: article.page_kind_probability.into(),
        }
    }
}

/// Why a page gave no article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The extractor said that it does not read this.
    Refused(String),
    /// The extractor panicked: always a fault.
    Panicked(String),
}

/// How one page fared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PageFigures {
    /// The corpus that it is in.
    pub corpus: String,
    /// Its name in that corpus.
    pub id: String,
    /// Where it was saved from.
    pub url: Option<String>,
    /// The kind of page.
    pub page_type: Option<String>,
    /// The language of its reference.
    pub lang: Option<String>,
    /// Set when there was no article; the figures are those of an empty one.
    pub failure: Option<Failure>,
    /// Words met and not, where the truth gives a text.
    pub words: Option<Overlap>,
    /// Shingles met and not, where the truth gives a text.
    pub shingles: Option<Overlap>,
    /// Whether the word sequences are equal, where the truth gives a text.
    pub same_words: Option<bool>,
    /// Snippets found and not, where the truth gives any.
    pub snippets: Option<Snippets>,
    /// Whether the title is right.
    pub title: Agreement,
    /// Whether it is right but for the forms of its marks.
    #[serde(default)]
    pub title_but_marks: Agreement,
    /// Whether the authors are right.
    pub author: Agreement,
    /// Whether the date is right.
    pub date: Agreement,
    /// What the article says of itself; none from an extractor that does not.
    #[serde(default)]
    pub claims: Option<Claims>,
}

impl PageFigures {
    /// Measures an answer against the truth.
    pub fn of(corpus: &str, row: &Row, answer: Result<Answer, Failure>) -> PageFigures {
        let (answer, failure) = match answer {
            Ok(answer) => (answer, None),
            Err(failure) => (Answer::default(), Some(failure)),
        };
        let (truth, text) = (row.text.as_deref(), answer.text.as_str());
        let has_snippets = !(row.with.is_empty() && row.without.is_empty());
        PageFigures {
            corpus: corpus.to_owned(),
            id: row.id.clone(),
            url: row.url.clone(),
            page_type: row.page_type.clone(),
            lang: row.lang.clone(),
            failure,
            words: truth.map(|truth| metrics::word_overlap(truth, text)),
            shingles: truth.map(|truth| metrics::shingle_overlap(truth, text)),
            same_words: truth.map(|truth| metrics::same_words(truth, text)),
            snippets: has_snippets.then(|| Snippets::of(&row.with, &row.without, text)),
            title: metrics::title_agreement(row.title.as_deref(), answer.title.as_deref()),
            title_but_marks: metrics::title_agreement_but_marks(
                row.title.as_deref(),
                answer.title.as_deref(),
            ),
            author: metrics::author_agreement(&row.authors, &answer.authors),
            date: metrics::date_agreement(row.date.as_deref(), answer.date.as_deref()),
            claims: None,
        }
    }

    /// The same figures with what the article says of itself.
    pub fn with_claims(self, claims: Option<Claims>) -> PageFigures {
        PageFigures { claims, ..self }
    }

    /// The one figure to rank pages by, 0.0 to 1.0, in the metric of its
    /// corpus: F1 of the shingles for `news`, of the words elsewhere, the share
    /// of snippets that are right where there is no text.
    pub fn headline(&self) -> f64 {
        let overlap = if self.corpus == "news" {
            self.shingles
        } else {
            self.words
        };
        overlap
            .map(|overlap| overlap.f1())
            .or_else(|| self.snippets?.accuracy())
            .unwrap_or(1.0)
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// Share of the answer that is true.
    pub precision: f64,
    /// Share of the truth that was answered.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// How often answers agree with the truth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AgreementCount {
    /// Rows whose truth has a value.
    pub asked: u64,
    /// Those that agree.
    pub agreed: u64,
    /// Rows whose truth has none.
    pub blank: u64,
    /// Those that got an answer all the same.
    pub unasked: u64,
}

impl AgreementCount {
    fn of(agreements: impl Iterator<Item = Agreement>) -> AgreementCount {
        let mut count = AgreementCount::default();
        for agreement in agreements {
            match agreement {
                Agreement::Agrees => {
                    count.asked += 1;
                    count.agreed += 1;
                }
                Agreement::Differs | Agreement::Unanswered => count.asked += 1,
                Agreement::Unasked => {
                    count.blank += 1;
                    count.unasked += 1;
                }
                Agreement::Silent => count.blank += 1,
            }
        }
        count
    }

    /// Share of the rows with a truth that agree.
    pub fn agreement(&self) -> Option<f64> {
        (self.asked > 0).then(|| self.agreed as f64 / self.asked as f64)
    }

    /// Share of the rows without a truth that got an answer.
    pub fn invention(&self) -> Option<f64> {
        (self.blank > 0).then(|| self.unasked as f64 / self.blank as f64)
    }
}

/// The figures of a set of pages; none where no page has the truth for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many there are.
    pub pages: usize,
    /// Mean of the pages' word F1.
    pub word_f1: Option<f64>,
    /// Means of the pages' shingle precision and recall, and the F1 of the two.
    pub shingles: Option<Scores>,
    /// Share of pages whose word sequences are equal.
    pub accuracy: Option<f64>,
    /// Over all snippets of all pages.
    pub snippets: Option<Scores>,
    /// Titles.
    pub title: AgreementCount,
    /// Titles, whatever the forms of their marks.
    pub title_but_marks: AgreementCount,
    /// Authors.
    pub author: AgreementCount,
    /// Dates.
    pub date: AgreementCount,
}

impl Summary {
    /// Sums pages up.
    pub fn of<'a>(pages: impl IntoIterator<Item = &'a PageFigures>) -> Summary {
        let pages: Vec<&PageFigures> = pages.into_iter().collect();
        let each = || pages.iter().copied();
        Summary {
            pages: pages.len(),
            word_f1: mean(each().filter_map(|page| Some(page.words?.f1()))),
            shingles: shingle_scores(each().filter_map(|page| page.shingles)),
            accuracy: mean(each().filter_map(|page| Some(f64::from(u8::from(page.same_words?))))),
            snippets: snippet_scores(each().filter_map(|page| page.snippets)),
            title: AgreementCount::of(each().map(|page| page.title)),
            title_but_marks: AgreementCount::of(each().map(|page| page.title_but_marks)),
            author: AgreementCount::of(each().map(|page| page.author)),
            date: AgreementCount::of(each().map(|page| page.date)),
        }
    }
}

fn shingle_scores(overlaps: impl Iterator<Item = Overlap> + Clone) -> Option<Scores> {
    let recall = mean(overlaps.clone().filter_map(|page| page.recall()))?;
    // No page has an answer: nothing in them is true.
    let precision = mean(overlaps.filter_map(|page| page.precision())).unwrap_or(0.0);
    Some(Scores {
        precision,
        recall,
        f1: metrics::harmonic(precision, recall),
    })
}

fn snippet_scores(pages: impl Iterator<Item = Snippets>) -> Option<Scores> {
    let all = pages.reduce(|mut all, page| {
        all += page;
        all
    })?;
    Some(Scores {
        precision: all.precision().unwrap_or(0.0),
        recall: all.recall().unwrap_or(0.0),
        f1: all.f1().unwrap_or(0.0),
    })
}

pub(crate) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The corpora of some pages, in the order of their first page.
pub fn by_corpus(pages: &[PageFigures]) -> Vec<(&str, &[PageFigures])> {
    pages
        .chunk_by(|a, b| a.corpus == b.corpus)
        .map(|pages| (pages[0].corpus.as_str(), pages))
        .collect()
}

/// The kinds of page among some pages, in alphabetical order.
pub fn page_types(pages: &[PageFigures]) -> BTreeSet<&str> {
    pages
        .iter()
        .filter_map(|page| page.page_type.as_deref())
        .collect()
}

/// The figures that floors are kept for, by the names that the floors have.
pub fn named(pages: &[PageFigures]) -> BTreeMap<String, f64> {
    let mut figures = BTreeMap::new();
    let mut keep = |name: String, value: Option<f64>| {
        figures.extend(value.map(|value| (name, value)));
    };
    for (corpus, pages) in by_corpus(pages) {
        let all = Summary::of(pages);
        match corpus {
            "news" => {
                keep("news_shingle_f1".to_owned(), all.shingles.map(|s| s.f1));
                keep("news_accuracy".to_owned(), all.accuracy);
            }
            "snippets" => keep("snippets_f1".to_owned(), all.snippets.map(|s| s.f1)),
            _ => {
                keep(format!("{corpus}_word_f1"), all.word_f1);
                keep(format!("{corpus}_snippets_f1"), all.snippets.map(|s| s.f1));
                for kind in page_types(pages) {
                    keep(
                        format!("{corpus}_word_f1_{kind}"),
                        Summary::of(of_type(pages, kind)).word_f1,
                    );
                }
            }
        }
        keep(format!("{corpus}_title"), all.title.agreement());
        keep(format!("{corpus}_author"), all.author.agreement());
        keep(format!("{corpus}_date"), all.date.agreement());
    }
    figures
}

/// The pages of one kind.
pub fn of_type<'a>(
    pages: &'a [PageFigures],
    kind: &'a str,
) -> impl Iterator<Item = &'a PageFigures> {
    pages
        .iter()
        .filter(move |page| page.page_type.as_deref() == Some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(corpus: &str, kind: &str, truth: &str, answer: &str) -> PageFigures {
        let row = Row {
            id: truth.to_owned(),
            page_type: Some(kind.to_owned()),
            title: Some("Rain".to_owned()),
            text: Some(truth.to_owned()),
            ..Row::default()
        };
        let answer = Answer {
            text: answer.to_owned(),
            title: Some("rain".to_owned()),
            date: Some("2021-03-11".to_owned()),
            ..Answer::default()
        };
        PageFigures::of(corpus, &row, Ok(answer))
    }

    #[test]
    fn word_f1_is_a_mean_over_pages_and_kinds() {
        let pages = [
            page("wcxb", "article", "a b", "a b"),
            page("wcxb", "article", "a b", "a c"),
            page("wcxb", "forum", "a b", ""),
        ];
        let figures = named(&pages);
        assert_eq!(figures["wcxb_word_f1"], 0.5);
        assert_eq!(figures["wcxb_word_f1_article"], 0.75);
        assert_eq!(figures["wcxb_word_f1_forum"], 0.0);
    }

    #[test]
    fn shingle_f1_comes_from_the_two_averages() {
        let pages = [
            // Precision 1/2, recall 1.
            page("news", "article", "a b c d", "a b c d e"),
            // No precision, recall 0.
            page("news", "article", "a b c d", ""),
        ];
        let shingles = Summary::of(&pages).shingles.unwrap();
        assert_eq!((shingles.precision, shingles.recall), (0.5, 0.5));
        assert_eq!(named(&pages)["news_shingle_f1"], 0.5);
        assert_eq!(named(&pages)["news_accuracy"], 0.0);
    }

    #[test]
    fn agreement_counts_rows_with_and_without_truth_apart() {
        let pages = [page("wcxb", "article", "a", "a")];
        let all = Summary::of(&pages);
        assert_eq!(all.title.agreement(), Some(1.0));
        assert_eq!(all.date.agreement(), None);
        assert_eq!(all.date.invention(), Some(1.0));
        assert_eq!(all.author.invention(), Some(0.0));
    }

    #[test]
    fn a_page_that_fails_counts_as_an_empty_answer() {
        let row = Row {
            text: Some("a b".to_owned()),
            without: vec!["c".to_owned()],
            ..Row::default()
        };
        let page = PageFigures::of("wcxb", &row, Err(Failure::Panicked("why".to_owned())));
        assert_eq!(page.headline(), 0.0);
        assert_eq!(page.snippets.unwrap().avoided, 1);
    }
}
