//! Where a block's first link leads, as far as its address tells.

use memchr::{memchr2, memrchr};

use crate::block::{Page, TextBlock};

/// Words of the last segment of the address that the block's first link leads
/// to: menus lead to short names, headlines to addresses that spell them. `None`
/// if it has no link, or one to no page.
pub(super) fn slug_words(page: &Page, block: &TextBlock) -> Option<u32> {
    const MOST: usize = 20;

    let link = block.runs.iter().find_map(|run| run.link)?;
    let address = page.links.get(link.row())?.as_bytes().trim_ascii();
    let place = memchr2(b'?', b'#', address).unwrap_or(address.len());
    let mut path = &address[..place];
    while let Some(folder) = path.strip_suffix(b"/") {
        path = folder;
    }
    let is_of_web = path.starts_with(b"http:") || path.starts_with(b"https:");
    if path.is_empty() || !is_of_web && path.contains(&b':') {
        return None;
    }
    let slug = &path[memrchr(b'/', path).map_or(0, |slash| slash + 1)..];
    let words = slug.split(|byte| matches!(byte, b'-' | b'_' | b'+'));
    let words = words.filter(|word| !word.is_empty());
    Some(words.take(MOST).count() as u32)
}

#[cfg(test)]
mod tests {
    use crate::extractor::Hidden;
    use crate::limits::Limits;

    fn slug_words(link: &str) -> Option<u32> {
        let html = format!("<p>At last <a href='{link}'>rain</a> fell.</p>");
        let tree = crate::tree::parse::document(&html, &Limits::default());
        let page = crate::segment::html::blocks(&tree, Hidden::LeaveOut);
        super::slug_words(&page, &page.blocks[0])
    }

    #[test]
    fn the_last_segment_is_read_without_query_and_place() {
        for (link, words) in [
            ("/news/2024/rain-at-last_again/?from=top#end", Some(4)),
            ("https://paper.example/rain-again", Some(2)),
            ("rain.html", Some(1)),
            ("#notes", None),
            ("mailto:a-b@paper.example", None),
            ("javascript:void(0)", None),
        ] {
            assert_eq!(slug_words(link), words, "{link}");
        }
    }
}
