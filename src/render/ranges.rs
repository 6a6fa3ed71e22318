//! Where in the plain text each block of the body is.

use std::ops::Range;

use crate::article::{Article, Block};
use crate::verdict::{Reason, Role};

/// How far behind its place a block is looked for, after one that was written
/// in another way.
const FARTHEST: usize = 4 << 10;

/// By block: its bytes in [`Article::text`], if it is there.
pub(super) fn of_blocks(article: &Article) -> Vec<Option<Range<usize>>> {
    let text = article.text();
    let mut from = 0;
    let range = |block: &Block| {
        let is_in_text = block.role == Role::Body && block.reason != Reason::OfPicture;
        if !is_in_text || block.text.trim().is_empty() {
            return None;
        }
        let range = find(&text, from, block.text.trim())?;
        from = range.end;
        Some(range)
    };
    article.blocks.iter().map(range).collect()
}

/// The first line or cell from `from` on, in some distance, where `wanted`
/// stands, whatever white space is in it.
fn find(text: &str, from: usize, wanted: &str) -> Option<Range<usize>> {
    let mut may_begin = true;
    let near = text.get(from..)?.char_indices();
    let near = near.take_while(|(at, _)| *at < FARTHEST);
    let mut starts = near.filter_map(|(at, c)| {
        let begins = may_begin && !c.is_whitespace();
        may_begin = c.is_whitespace() && (may_begin || matches!(c, '\n' | '\t'));
        begins.then_some(from + at)
    });
    starts.find_map(|start| Some(start..start + length_of(&text[start..], wanted)?))
}

/// How many bytes of `text` are `wanted`, if it begins with that.
fn length_of(text: &str, wanted: &str) -> Option<usize> {
    let mut letters = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut end = 0;
    for wanted in wanted.chars().filter(|c| !c.is_whitespace()) {
        let (at, found) = letters.next()?;
        if found != wanted {
            return None;
        }
        end = at + found.len_utf8();
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn each_block_of_the_body_is_found() {
        let page = extract(
            "<h1>Rain at last</h1><p>It rained all night, for the first time since the spring.\
             <ul><li>It rained in the hills.<li>It rained by the sea.</ul>\
             <table><tr><th>Place<th>Rain<tr><td>The<br>hills<td>47</table>\
             <pre>let  rain =\n  12;</pre><p>It rained all day, too, for the first time since the spring.",
        )
        .expect("a page");
        let text = page.text();
        let mut last = 0;
        for (block, range) in page.blocks.iter().zip(page.text_ranges()) {
            let Some(range) = range else {
                assert!(!text.contains(&block.text), "{}", block.text);
                continue;
            };
            let words = |text: &str| {
                text.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(words(&text[range.clone()]), words(&block.text));
            assert!(last <= range.start);
            last = range.end;
        }
        assert!(text[last..].trim().is_empty());
    }
}
