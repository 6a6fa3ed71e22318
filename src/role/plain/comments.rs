//! What readers wrote below the article.

use super::{Part, Reading};
use crate::assemble::lines::may_be_name;
use crate::verdict::{Reason, Role};

/// Places the comments among the free lines below the body: two posts or more,
/// each a name and a time, or one line with both, above a text.
///
/// Fails on: a thread of one post, and posts without a time.
pub(super) fn place(reading: &mut Reading) {
    for stretch in reading.free() {
        let stretch = stretch.start.max(reading.body_end)..stretch.end.max(reading.body_end);
        let starts: Vec<usize> = stretch
            .clone()
            .filter(|line| is_head(reading, *line, stretch.end))
            .collect();
        let [first, .., last] = starts[..] else {
            continue;
        };
        let count = u32::try_from(starts.len()).unwrap_or(u32::MAX);
        let end = end_of_post(reading, last, stretch.end);
        let mut post = 0;
        for line in first..end {
            post += u32::from(starts.binary_search(&line).is_ok());
            let reason = Reason::LikeSiblings(count);
            reading.place(line, Role::Comment, reason, Part::Comment(post));
        }
    }
}

/// Whether a line heads a post: name, time, text; or name and time, text.
fn is_head(reading: &Reading, line: usize, end: usize) -> bool {
    let sketch = &reading.sketches[line];
    let text = &reading.lines[line].block.text;
    let is_text = |line: usize| line < end && is_text(reading, line);
    let is_name = may_be_name(text) && !sketch.is_detail() && !sketch.is_rank;
    let is_time = |line: usize| {
        line < end && {
            let sketch = &reading.sketches[line];
            (sketch.is_time || sketch.has_date) && !sketch.is_byline
        }
    };
    let is_both = sketch.has_date && !sketch.is_time && sketch.words <= BOTH && !sketch.is_byline;
    (is_name && is_time(line + 1) && is_text(line + 2)) || (is_both && is_text(line + 1))
}

/// Most words of a line that gives a name and a time.
const BOTH: u32 = 12;

/// Whether a line reads as something that a person wrote.
fn is_text(reading: &Reading, line: usize) -> bool {
    const WORDS: u32 = 4;
    let sketch = &reading.sketches[line];
    sketch.ends_sentence && sketch.words >= WORDS
}

/// The first line after a post: it ends with its last line of text.
fn end_of_post(reading: &Reading, head: usize, end: usize) -> usize {
    let mut at = head + 1;
    while at < end && !is_text(reading, at) {
        at += 1;
    }
    while at < end && is_text(reading, at) {
        at += 1;
    }
    at
}
