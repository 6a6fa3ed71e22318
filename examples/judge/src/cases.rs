//! The cases: small pages, each after a failure that users reported, with what
//! must come out of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use bodycopy::{Article, Direction, Extractor};
use serde::{Deserialize, Deserializer};

use crate::corpus::one_or_many;
use crate::figures::{Answer, Failure};
use crate::metrics::{self, Agreement, fold_space};
use crate::run::guarded;
use crate::table::Table;

/// A page and what must come out of it.
#[derive(Debug)]
pub struct Case {
    /// Its folder's name.
    pub name: String,
    page: PathBuf,
    expected: Expected,
}

/// What must come out; what a case does not name is not at stake.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Expected {
    must: Vec<String>,
    must_not: Vec<String>,
    title: Option<String>,
    /// `Some` of nobody where the case says `null`.
    #[serde(deserialize_with = "named_authors")]
    author: Option<Vec<String>>,
    date: Option<String>,
    image: Option<String>,
    language: Option<String>,
    dir: Option<String>,
    max_words: Option<usize>,
}

/// Called only where the field is there, so that `null` is told from nothing.
fn named_authors<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Vec<String>>, D::Error> {
    one_or_many(input).map(Some)
}

/// What is wrong with the answer to a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Pieces of the body that are missing or do not belong there.
    pub body: Vec<String>,
    /// Values beside the body.
    pub metadata: Vec<String>,
}

impl Faults {
    /// Whether the body's text is right.
    pub fn body_right(&self) -> bool {
        self.body.is_empty()
    }

    /// Whether all is right.
    pub fn all_right(&self) -> bool {
        self.body_right() && self.metadata.is_empty()
    }
}

/// All cases of a shared folder, by name.
///
/// # Errors
///
/// A folder without a page or a readable `case.json`.
pub fn read(shared: &Path) -> Result<Vec<Case>> {
    let folder = shared.join("cases");
    let mut cases = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            cases.push(Case::read(&path)?);
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(cases)
}

impl Case {
    fn read(folder: &Path) -> Result<Case> {
        let at = || format!("in case {}", folder.display());
        let json = fs::read_to_string(folder.join("case.json")).with_context(at)?;
        let page = ["page.html", "page.txt"].map(|name| folder.join(name));
        Ok(Case {
            name: folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            page: page
                .into_iter()
                .find(|page| page.is_file())
                .context("no page.html or page.txt")
                .with_context(at)?,
            expected: serde_json::from_str(&json).with_context(at)?,
        })
    }

    /// Extracts the page with the shipped weights and says what is wrong with the answer.
    ///
    /// # Errors
    ///
    /// The page cannot be read from disk.
    pub fn check(&self) -> Result<Faults> {
        let bytes = fs::read(&self.page)?;
        let is_plain = self
            .page
            .extension()
            .is_some_and(|extension| extension == "txt");
        let answer = guarded(|| {
            let extractor = Extractor::new();
            if is_plain {
                extractor.extract_plain(&bodycopy::stages::decode(&bytes))
            } else {
                extractor.extract_bytes(&bytes, None)
            }
        });
        Ok(match answer {
            Ok(article) => self.expected.faults(&article, &Answer::from(&article)),
            Err(Failure::Refused(why)) => Faults {
                body: vec![format!("refused: {why}")],
                ..Faults::default()
            },
            Err(Failure::Panicked(why)) => Faults {
                body: vec![format!("PANIC: {why}")],
                ..Faults::default()
            },
        })
    }
}

impl Expected {
    fn faults(&self, article: &Article, answer: &Answer) -> Faults {
        Faults {
            body: self.body_faults(&answer.text),
            metadata: self.metadata_faults(article, answer),
        }
    }

    fn body_faults(&self, text: &str) -> Vec<String> {
        let text = fold_space(text);
        let holds = |piece: &&String| text.contains(&fold_space(piece));
        let mut faults = Vec::new();
        for piece in self.must.iter().filter(|piece| !holds(piece)) {
            faults.push(format!("lacks {piece:?}"));
        }
        for piece in self.must_not.iter().filter(holds) {
            faults.push(format!("holds {piece:?}"));
        }
        let words = metrics::words(&text).len();
        if let Some(limit) = self.max_words.filter(|limit| words > *limit) {
            faults.push(format!("has {words} words, at most {limit} are right"));
        }
        faults
    }

    fn metadata_faults(&self, article: &Article, answer: &Answer) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |name: &str, want: &str, got: Option<&str>, is_right: bool| {
            if !is_right {
                faults.push(format!("{name} {got:?}, not {want:?}"));
            }
        };
        if let Some(want) = self.title.as_deref() {
            let got = answer.title.as_deref();
            let is_right = got.map(fold_space) == Some(fold_space(want));
            check("title", want, got, is_right);
        }
        if let Some(want) = &self.author {
            let agreement = metrics::author_agreement(want, &answer.authors);
            let is_right = matches!(agreement, Agreement::Agrees | Agreement::Silent);
            let got = answer.authors.join("; ");
            check("author", &want.join("; "), Some(&got), is_right);
        }
        if let Some(want) = self.date.as_deref() {
            let got = answer.date.as_deref();
            let is_right = metrics::date_agreement(Some(want), got) == Agreement::Agrees;
            check("date", want, got, is_right);
        }
        if let Some(want) = self.image.as_deref() {
            let got = article.image.as_ref().map(|image| image.value.as_str());
            check(
                "image",
                want,
                got,
                got.is_some_and(|url| url.ends_with(want)),
            );
        }
        if let Some(want) = self.language.as_deref() {
            let got = article.language.as_ref().map(|tag| tag.value.as_str());
            check(
                "language",
                want,
                got,
                got.is_some_and(|tag| is_language(tag, want)),
            );
        }
        if let Some(want) = self.dir.as_deref() {
            let got = article.direction.map(|direction| match direction {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            });
            check("dir", want, got, got == Some(want));
        }
        faults
    }
}

/// `pt-BR` is `pt-BR`, and is `pt`.
fn is_language(tag: &str, want: &str) -> bool {
    let (tag, want) = (tag.to_lowercase(), want.to_lowercase());
    let rest = tag.strip_prefix(&want);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// How each case fared, and why those that fail do.
pub fn table(results: &[(&Case, Faults)]) -> String {
    let mut table = Table::new(["case", "<body", "<metadata"]);
    let word = |is_right: bool| if is_right { "right" } else { "WRONG" }.to_owned();
    for (case, faults) in results {
        table.row([
            case.name.clone(),
            word(faults.body_right()),
            word(faults.metadata.is_empty()),
        ]);
        for fault in faults.body.iter().chain(&faults.metadata) {
            table.note(format!("      {fault}"));
        }
    }
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(case: &str, answer: Answer) -> Faults {
        let expected: Expected = serde_json::from_str(case).unwrap();
        expected.faults(&Article::default(), &answer)
    }

    fn body(text: &str) -> Answer {
        Answer {
            text: text.to_owned(),
            ..Answer::default()
        }
    }

    #[test]
    fn pieces_are_looked_up_with_white_space_folded() {
        let case = r#"{"must": ["done: 2 done: 1"], "must_not": ["Sign up"]}"#;
        assert!(faults(case, body("done: 2\n  done: 1")).body_right());
        assert!(!faults(case, body("done: 2 Done: 1")).body_right());
        assert!(!faults(case, body("done: 2 done: 1\n\nSign\nup")).body_right());
    }

    #[test]
    fn a_body_has_at_most_so_many_words() {
        assert!(faults(r#"{"max_words": 2}"#, body("two words")).all_right());
        assert!(!faults(r#"{"max_words": 2}"#, body("these three words")).body_right());
    }

    #[test]
    fn what_a_case_does_not_name_is_not_at_stake() {
        let answer = Answer {
            title: Some("Any".to_owned()),
            authors: vec!["Anybody".to_owned()],
            ..Answer::default()
        };
        assert!(faults("{}", answer).all_right());
    }

    #[test]
    fn an_author_of_null_is_nobody() {
        let somebody = || Answer {
            authors: vec!["Ada Quill".to_owned()],
            ..Answer::default()
        };
        assert!(faults(r#"{"author": null}"#, Answer::default()).all_right());
        assert!(!faults(r#"{"author": null}"#, somebody()).all_right());
        assert!(faults(r#"{"author": "Ada Quill"}"#, somebody()).all_right());
        assert!(!faults(r#"{"author": ["Ada Quill", "Bo"]}"#, somebody()).all_right());
    }

    #[test]
    fn metadata_faults_leave_the_body_right() {
        let wrong = faults(r#"{"must": ["rain"], "title": "Rain"}"#, body("rain"));
        assert!(wrong.body_right() && !wrong.all_right());
    }

    #[test]
    fn a_date_may_go_on_after_the_day() {
        let answer = Answer {
            date: Some("2021-03-18T08:00".to_owned()),
            ..Answer::default()
        };
        assert!(faults(r#"{"date": "2021-03-18"}"#, answer).all_right());
    }

    #[test]
    fn a_language_may_name_its_region() {
        assert!(is_language("pt-BR", "pt"));
        assert!(!is_language("ptx", "pt") && !is_language("pt", "pt-BR"));
    }
}
