//! Corpora on disk: `truth.jsonl` with a row a page, and the pages' bytes in
//! `html/<id>.html.gz`. The rows are read at once, the pages one at a time.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Deserializer};

/// The corpora of the shared folder, in the order that reports name them.
pub const NAMES: [&str; 3] = ["wcxb", "news", "snippets"];

/// The folder with `corpora/` and `cases/`: `BODYCOPY_SHARED` if that is set,
/// else `../shared` beside the workspace. `None` when it is not there, so that
/// tests can say so and skip.
pub fn shared_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("BODYCOPY_SHARED")
        .map_or_else(|| workspace_root().join("../shared"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The root of this workspace.
pub fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folders of the corpora [`NAMES`]; `None` without a shared folder.
pub fn shared_corpora() -> Option<Vec<PathBuf>> {
    let corpora = shared_folder()?.join("corpora");
    Some(NAMES.iter().map(|name| corpora.join(name)).collect())
}

/// A folder of pages with their truths.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// The folder's name.
    pub name: String,
    /// Its pages, in the order of `truth.jsonl`.
    pub rows: Vec<Row>,
    folder: PathBuf,
}

/// What is known of a page.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Row {
    /// Its name within the corpus.
    pub id: String,
    /// Where it was saved from.
    #[serde(default, deserialize_with = "some_text")]
    pub url: Option<String>,
    /// The kind of page: article, forum, product, …
    #[serde(default)]
    pub page_type: Option<String>,
    /// A detector's guess at the language of the reference.
    #[serde(default)]
    pub lang: Option<String>,
    /// The headline.
    #[serde(default, deserialize_with = "some_text")]
    pub title: Option<String>,
    /// Who wrote it; empty where the truth names nobody.
    #[serde(default, rename = "author", deserialize_with = "one_or_many")]
    pub authors: Vec<String>,
    /// When it was published, as an ISO date.
    #[serde(default, deserialize_with = "some_text")]
    pub date: Option<String>,
    /// The body. An empty text is a truth: the page has no body.
    #[serde(default)]
    pub text: Option<String>,
    /// Pieces that the body holds.
    #[serde(default)]
    pub with: Vec<String>,
    /// Pieces that it does not hold.
    #[serde(default)]
    pub without: Vec<String>,
}

impl Corpus {
    /// Reads the rows of a corpus folder.
    pub fn open(folder: &Path) -> Result<Corpus> {
        let path = folder.join("truth.jsonl");
        let lines = fs::read_to_string(&path)
            .with_context(|| format!("{} is not the truth of a corpus", path.display()))?;
        let rows = lines
            .lines()
            .enumerate()
            .map(|(line, json)| {
                serde_json::from_str(json)
                    .with_context(|| format!("{}, line {}", path.display(), line + 1))
            })
            .collect::<Result<Vec<Row>>>()?;
        ensure!(!rows.is_empty(), "{} holds no row", path.display());
        Ok(Corpus {
            name: folder.file_name().map_or_else(
                || folder.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
            rows,
            folder: folder.to_path_buf(),
        })
    }

    /// The bytes of a page, as they were saved.
    pub fn page(&self, row: &Row) -> Result<Vec<u8>> {
        let path = self.folder.join("html").join(format!("{}.html.gz", row.id));
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| MultiGzDecoder::new(file).read_to_end(&mut bytes))
            .with_context(|| format!("cannot read {}", path.display()))?;
        Ok(bytes)
    }
}

/// Keeps the `pages` rows with the smallest hash of their id, over all corpora
/// together: the same sample whatever the order, and a larger one holds every
/// smaller one.
pub fn sample(corpora: &mut [Corpus], pages: usize) {
    let mut hashes: Vec<u64> = rows(corpora).map(|row| sample_hash(&row.id)).collect();
    if pages >= hashes.len() {
        return;
    }
    hashes.sort_unstable();
    let line = hashes[pages];
    for corpus in corpora {
        corpus.rows.retain(|row| sample_hash(&row.id) < line);
    }
}

fn rows(corpora: &[Corpus]) -> impl Iterator<Item = &Row> {
    corpora.iter().flat_map(|corpus| &corpus.rows)
}

/// FNV-1a, then the finaliser of MurmurHash3: FNV alone hardly moves its upper
/// bits for ids that differ in their last character.
fn sample_hash(id: &str) -> u64 {
    let mut hash = fnv1a(id.as_bytes());
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The 64-bit FNV-1a hash.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A text, or none where it is null or blank.
fn some_text<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(input)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}

/// Names as a string, a list, or null.
pub(crate) fn one_or_many<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    let names = match Option::<OneOrMany>::deserialize(input)? {
        None => Vec::new(),
        Some(OneOrMany::One(name)) => vec![name],
        Some(OneOrMany::Many(names)) => names,
    };
    Ok(names
        .into_iter()
        .filter(|name| !name.trim().is_empty())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(ids: std::ops::Range<u32>) -> Corpus {
        Corpus {
            name: "made".to_owned(),
            rows: ids
                .map(|id| Row {
                    id: format!("{id:04}"),
                    ..Row::default()
                })
                .collect(),
            folder: PathBuf::new(),
        }
    }

    fn sampled(pages: usize) -> Vec<String> {
        let mut corpora = [corpus(0..1000), corpus(1000..1500)];
        sample(&mut corpora, pages);
        rows(&corpora).map(|row| row.id.clone()).collect()
    }

    #[test]
    fn a_sample_has_the_size_asked_for() {
        assert_eq!(sampled(0).len(), 0);
        assert_eq!(sampled(400).len(), 400);
        assert_eq!(sampled(5000).len(), 1500);
    }

    #[test]
    fn a_sample_holds_every_smaller_one() {
        let large = sampled(400);
        assert!(sampled(100).iter().all(|id| large.contains(id)));
    }

    #[test]
    fn a_sample_draws_from_all_numbered_ids_alike() {
        let first_half = sampled(300)
            .iter()
            .filter(|id| *id < &"0750".to_owned())
            .count();
        assert!((120..=180).contains(&first_half), "{first_half} of 300");
    }

    #[test]
    fn empty_values_of_a_row_are_no_truth_save_the_text() {
        let row: Row = serde_json::from_str(
            r#"{"id": "a", "url": "", "title": " ", "author": null, "date": null, "text": ""}"#,
        )
        .unwrap();
        assert_eq!((row.url, row.title, row.date), (None, None, None));
        assert!(row.authors.is_empty());
        assert_eq!(row.text.as_deref(), Some(""));
    }

    #[test]
    fn authors_are_a_string_or_a_list() {
        let one: Row = serde_json::from_str(r#"{"id": "a", "author": "Ada Quill"}"#).unwrap();
        let two: Row = serde_json::from_str(r#"{"id": "a", "author": ["Ada", "Bo"]}"#).unwrap();
        assert_eq!(one.authors, ["Ada Quill"]);
        assert_eq!(two.authors, ["Ada", "Bo"]);
    }
}
