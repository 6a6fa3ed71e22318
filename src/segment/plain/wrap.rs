//! Text that was wrapped at a fixed width, and where its paragraphs end.
//!
//! A row of a wrapped paragraph is full: the first word of the next row would
//! not have fitted behind it. A short row ends its paragraph, so that menus and
//! verse stay as they are.

use super::Mark;
use super::rows::{Content, Row, columns, is_wide};
use crate::segment::text::is_unspaced;

/// Widths that text is wrapped at.
const NARROWEST: usize = 40;
const WIDEST: usize = 140;

/// The width that the text was wrapped at, if it was.
///
/// Hardly a row is longer than that, and many are nearly that long. Rows that
/// cannot be parted, such as addresses, do not count.
pub(super) fn width(rows: &[Row]) -> Option<u32> {
    let mut ends = [0_u32; WIDEST + 2];
    for row in rows {
        if let Content::Text { end } = row.content
            && row.text.contains(|c| c == ' ' || is_wide(c))
        {
            ends[(end as usize).min(WIDEST + 1)] += 1;
        }
    }
    let long: u32 = ends[NARROWEST..].iter().sum();
    let may_stand_out = long / OVERLONG;
    let mut longer = ends[WIDEST + 1];
    let mut width = WIDEST;
    while longer <= may_stand_out && width >= NARROWEST {
        // At the first width with rows past what may stand out, stop.
        if longer + ends[width] > may_stand_out {
            break;
        }
        longer += ends[width];
        width -= 1;
    }
    if longer > may_stand_out || width < NARROWEST {
        return None;
    }
    let full: u32 = ends[width.saturating_sub(RAGGED).max(1)..=width]
        .iter()
        .sum();
    (full >= FEWEST_FULL && full * FULL_SHARE >= long).then_some(width as u32)
}

/// One row in so many may be longer than the width.
const OVERLONG: u32 = 50;

/// Columns that a full row may fall short of the width: a long word.
const RAGGED: usize = 12;

/// Fewest full rows of a text that was wrapped.
const FEWEST_FULL: u32 = 3;

/// One in so many of the longer rows is full, at least.
const FULL_SHARE: u32 = 3;

/// Whether a row goes on with the line of the row above it, to which `joined`
/// rows belong already.
///
/// Fails on: a paragraph whose last row is full by chance, where no blank row
/// and no indent parts it from the next.
pub(super) fn goes_on(above: &Row, row: &Row, width: u32, joined: u32) -> bool {
    let Content::Text { end } = above.content else {
        return false;
    };
    if matches!(row.mark, Mark::Bullet | Mark::Number) {
        return false;
    }
    let space = u32::from(joins_with_space(above, row));
    let is_full = end + space + first_piece(row.text) > width;
    let is_first = joined == 1;
    let is_aligned = row.text_indent == above.indent
        || row.text_indent == above.text_indent
        || is_first && row.indent < above.indent && above.mark == Mark::None;
    let is_hanging = is_first && row.text_indent > above.indent && above.mark != Mark::None;
    is_full && (is_aligned || is_hanging)
}

/// Columns of what cannot be parted at the start of a row: a word, or a letter
/// of a script that breaks anywhere.
fn first_piece(text: &str) -> u32 {
    match text.chars().next() {
        Some(first) if is_wide(first) => 2,
        _ => {
            let end = text
                .find(|c: char| c == ' ' || is_wide(c))
                .unwrap_or(text.len());
            columns(&text[..end])
        }
    }
}

/// Whether there was a space where two rows were parted: not within a text of
/// a script without spaces.
pub(super) fn joins_with_space(above: &Row, row: &Row) -> bool {
    let is_open = |c: char| is_wide(c) || is_unspaced(c);
    let last = above.text.chars().next_back();
    let first = row.text.chars().next();
    !(last.is_some_and(is_open) && first.is_some_and(is_open))
}
