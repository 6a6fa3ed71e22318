//! Cross-validation by domain: which fold a page is in, and the weights that
//! never saw that fold.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use bodycopy::train::Models;
use bodycopy::train::plain::PlainModels;

use crate::corpus::{Row, fnv1a};

/// Number of folds.
pub const FOLDS: usize = 5;

/// The fold of a page: the FNV-1a hash of its registrable domain, or of its id
/// where no address is known, modulo [`FOLDS`]. All pages of a domain are in
/// one fold, whatever their corpus.
pub fn fold(row: &Row) -> usize {
    let domain = row.url.as_deref().and_then(registrable_domain);
    (fnv1a(domain.as_deref().unwrap_or(&row.id).as_bytes()) % FOLDS as u64) as usize
}

/// Second labels under which countries register names: `example.co.uk`.
const SECOND_LABELS: [&str; 24] = [
    "ac", "asn", "co", "com", "edu", "ed", "firm", "gen", "go", "gob", "gouv", "gov", "govt", "gv",
    "id", "lg", "mil", "ne", "net", "nom", "or", "org", "sch", "school",
];

/// The part of an address that somebody registered, in lower case: the last
/// two labels of the host, or three where the last is a country's and the one
/// before it is one of `SECOND_LABELS`. A number is kept whole.
///
/// Fails on: hosting under a shared name (`a.blogspot.com` and
/// `b.blogspot.com` are one domain here), which only puts more pages into one
/// fold; the rarer suffixes of the public suffix list, likewise.
pub fn registrable_domain(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.').to_lowercase();
    if host.is_empty() {
        return None;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let kept = match labels[..] {
        [.., last] if last.bytes().all(|byte| byte.is_ascii_digit()) => labels.len(),
        [.., second, last] if last.len() == 2 && SECOND_LABELS.contains(&second) => 3,
        _ => 2,
    };
    Some(labels[labels.len().saturating_sub(kept)..].join("."))
}

/// One model a fold, each fitted on all the others: of pages, or of plain text.
#[derive(Debug)]
pub struct FoldModels<M = Models> {
    models: Vec<M>,
}

impl FoldModels {
    /// Reads `fold-0.model` to `fold-4.model` of a folder.
    pub fn load(folder: &Path) -> Result<FoldModels> {
        load(folder, "fold", Models::from_bytes)
    }
}

impl FoldModels<PlainModels> {
    /// Reads `plain-0.model` to `plain-4.model` of a folder.
    pub fn load_plain(folder: &Path) -> Result<FoldModels<PlainModels>> {
        load(folder, "plain", PlainModels::from_bytes)
    }
}

fn load<M>(
    folder: &Path,
    name: &str,
    read: impl Fn(&[u8]) -> Result<M, String>,
) -> Result<FoldModels<M>> {
    let models = (0..FOLDS)
        .map(|fold| {
            let path = folder.join(format!("{name}-{fold}.model"));
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            read(&bytes).map_err(|why| anyhow!("{}: {why}", path.display()))
        })
        .collect::<Result<Vec<M>>>()?;
    Ok(FoldModels { models })
}

impl<M> FoldModels<M> {
    /// The weights that never saw the page's domain.
    pub fn unseen_by(&self, row: &Row) -> &M {
        &self.models[fold(row)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: &str, url: &str) -> Row {
        Row {
            id: id.to_owned(),
            url: Some(url.to_owned()),
            ..Row::default()
        }
    }

    #[test]
    fn a_domain_is_what_somebody_registered() {
        let domain = |url| registrable_domain(url).unwrap_or_default();
        assert_eq!(domain("https://www.Example.com/a?b=c.d"), "example.com");
        assert_eq!(domain("http://news.example.co.uk:80/a"), "example.co.uk");
        assert_eq!(domain("https://me@shop.example.com.au?q"), "example.com.au");
        assert_eq!(domain("https://example.com./"), "example.com");
        assert_eq!(domain("https://abc.go.com/"), "go.com");
        assert_eq!(domain("https://co.uk/"), "co.uk");
        assert_eq!(domain("http://192.0.2.17/a"), "192.0.2.17");
        assert_eq!(domain("http://localhost/"), "localhost");
        assert_eq!(registrable_domain("https:///"), None);
    }

    #[test]
    fn pages_of_one_domain_are_in_one_fold() {
        let here = fold(&page("a", "https://www.example.org/one"));
        assert_eq!(here, fold(&page("b", "http://example.org/two")));
        assert!(here < FOLDS);
    }

    #[test]
    fn folds_never_move() {
        let folds: Vec<usize> = ["example.org", "example.com", "example.net", "example.de"]
            .iter()
            .map(|domain| fold(&page("a", &format!("https://{domain}/"))))
            .collect();
        assert_eq!(folds, [1, 0, 2, 4]);
    }

    #[test]
    fn a_page_without_address_goes_by_its_id() {
        let folds = (0..100).map(|id| {
            fold(&Row {
                id: id.to_string(),
                ..Row::default()
            })
        });
        assert!(folds.collect::<std::collections::BTreeSet<_>>().len() == FOLDS);
    }
}
