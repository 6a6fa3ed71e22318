//! Pages to hold the crate against: its own, and some of the corpora.

use judge::pages;

/// Calls with the crate's own pages, then with so many of the corpora, which
/// are left out with a loud line where there are none.
///
/// # Panics
///
/// A page cannot be read.
pub fn each(count: usize, mut see: impl FnMut(&str, &[u8])) {
    let own = pages::own();
    assert!(own.len() > 5, "the crate's own pages");
    for page in own.into_iter().chain(pages::corpora(count)) {
        see(&page.name, &page.bytes());
    }
}
