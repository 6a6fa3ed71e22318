//! Pages to hold the crate against: its own, and some of the corpora.

use std::fs;
use std::path::Path;

use judge::Corpus;
use judge::corpus::{sample, shared_corpora};

/// The crate's own pages, by name.
///
/// # Panics
///
/// They cannot be read.
pub fn own() -> Vec<(String, Vec<u8>)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages = Vec::new();
    for folder in ["tests/pages", "examples/pages"] {
        for entry in fs::read_dir(home.join(folder)).expect("a folder of pages") {
            let path = entry.expect("an entry of it").path();
            if path.extension().is_some_and(|ending| ending == "html") {
                let name = path.display().to_string();
                pages.push((name, fs::read(&path).expect("a page")));
            }
        }
    }
    assert!(pages.len() > 5, "the crate's own pages");
    pages
}

/// Calls with the crate's own pages, then with so many of the corpora, which
/// are left out with a loud line where there are none.
///
/// # Panics
///
/// A page cannot be read.
pub fn each(count: usize, mut see: impl FnMut(&str, &[u8])) {
    for (name, page) in own() {
        see(&name, &page);
    }
    let Some(folders) = shared_corpora() else {
        eprintln!("SKIPPED: the corpora are not in ../shared");
        return;
    };
    let opened = folders
        .iter()
        .map(|folder| Corpus::open(folder).expect("a corpus"));
    let mut corpora: Vec<Corpus> = opened.collect();
    sample(&mut corpora, count);
    for corpus in &corpora {
        for row in &corpus.rows {
            see(
                &format!("{}/{}", corpus.name, row.id),
                &corpus.page(row).expect("a page"),
            );
        }
    }
}
