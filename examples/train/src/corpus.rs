//! The corpora as they lie on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Models for cross-validation; each has never seen the pages of its fold.
pub const FOLDS: usize = 5;

/// A page's reference.
#[derive(Debug, Clone, Deserialize)]
pub struct Truth {
    pub id: String,
    pub url: Option<String>,
    pub page_type: Option<String>,
    pub text: Option<String>,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub without: Vec<String>,
}

/// A folder of pages with their references.
pub struct Corpus {
    pub name: String,
    pub truths: Vec<Truth>,
    folder: PathBuf,
}

impl Corpus {
    pub fn open(folder: &Path) -> io::Result<Self> {
        let rows = fs::read_to_string(folder.join("truth.jsonl"))?;
        let truths = rows
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        let name = folder.file_name().unwrap_or_default();
        Ok(Corpus {
            name: name.to_string_lossy().into_owned(),
            truths,
            folder: folder.to_owned(),
        })
    }

    pub fn html(&self, id: &str) -> io::Result<Vec<u8>> {
        let file = File::open(self.folder.join("html").join(format!("{id}.html.gz")))?;
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// The fold of a page: a hash of its registrable domain, roughly.
pub fn fold(truth: &Truth) -> usize {
    let url = truth.url.as_deref().unwrap_or(&truth.id);
    let host = url
        .split("://")
        .nth(1)
        .unwrap_or(url)
        .split(['/', '?', ':'])
        .next()
        .unwrap_or("");
    let labels: Vec<&str> = host.split('.').collect();
    let second_level = labels.len() >= 3
        && labels[labels.len() - 1].len() == 2
        && labels[labels.len() - 2].len() <= 3;
    let keep = if second_level { 3 } else { 2 };
    let domain = labels[labels.len().saturating_sub(keep)..]
        .join(".")
        .to_lowercase();
    let hash = domain.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (hash % FOLDS as u64) as usize
}
