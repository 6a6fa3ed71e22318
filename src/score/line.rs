//! Where to cut: the probability from which blocks of a page count as body.

/// The line of a page: that of its best expected F1, but never below
/// [`CLEAR_LINE`] where most of what is likely body is surely so. There a
/// doubtful block is a pointer or a note between paragraphs, not an answer to
/// a page that has no better one.
///
/// `blocks` are the words and the probability of each visible block, the
/// likeliest first.
pub(crate) fn of_page(blocks: impl Iterator<Item = (u32, f32)> + Clone) -> f32 {
    let best = best_expected_f1(blocks.clone());
    if is_clear(blocks) {
        best.max(CLEAR_LINE)
    } else {
        best
    }
}

/// Swept 0.5..=0.6, folds by domain: news 0.9296 without, 0.9331 at 0.55;
/// `wcxb` flat within 0.001; snippets 0.9324 to 0.9339. Moves with [`CLEAR_SHARE`].
const CLEAR_LINE: f32 = 0.55;

/// Share of the expected words of body in blocks that are [`SURE`], from which
/// a page is clear. Swept 0.6..=0.8: `wcxb` flat, news best at 0.6.
const CLEAR_SHARE: f32 = 0.6;

/// Probability from which a block is surely body. Set, not swept.
const SURE: f32 = 0.8;

fn is_clear(blocks: impl Iterator<Item = (u32, f32)>) -> bool {
    let (mut sure, mut all) = (0.0, 0.0);
    for (words, score) in blocks {
        let expected = words as f32 * score;
        all += expected;
        if score >= SURE {
            sure += expected;
        }
    }
    sure >= CLEAR_SHARE * all
}

/// The line that gives the page its best expected F1.
///
/// Each prefix of the blocks, which come sorted by probability, has an expected
/// F1: twice the words of body expected in it, over its words and the words of
/// body expected on the whole page. The line is the last probability of the best
/// prefix; it never lies above one half. On a page of clear verdicts it lies
/// close to that; where all is doubtful, as on listings, it falls, because an
/// answer of nothing is worth nothing.
///
/// A page without words gets 0.5.
fn best_expected_f1(blocks: impl Iterator<Item = (u32, f32)> + Clone) -> f32 {
    let blocks = blocks.filter(|&(words, _)| words > 0);
    let expected = |(words, score): (u32, f32)| f64::from(words) * f64::from(score);
    let on_page: f64 = blocks.clone().map(expected).sum();
    let (mut hits, mut words) = (0.0, 0.0);
    let (mut best, mut line) = (0.0, 0.5);
    for block in blocks {
        hits += expected(block);
        words += f64::from(block.0);
        let f1 = 2.0 * hits / (words + on_page);
        if f1 > best {
            best = f1;
            line = block.1.min(0.5);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(blocks: &[(u32, f32)]) -> f32 {
        best_expected_f1(blocks.iter().copied())
    }

    #[test]
    fn on_a_clear_page_doubtful_blocks_are_left_out() {
        let clear = [(300, 0.97), (40, 0.5), (40, 0.02)];
        assert_eq!(of_page(clear.into_iter()), CLEAR_LINE);
        let doubtful = [(30, 0.9), (300, 0.4), (40, 0.02)];
        assert!(of_page(doubtful.into_iter()) <= 0.4);
    }

    #[test]
    fn clear_verdicts_are_parted() {
        let line = line(&[(50, 0.95), (50, 0.9), (50, 0.1), (50, 0.05)]);
        assert!(line > 0.1 && line <= 0.5);
    }

    #[test]
    fn where_all_is_doubtful_the_line_falls() {
        assert_eq!(line(&[(10, 0.3), (10, 0.3), (10, 0.01)]), 0.3);
    }

    #[test]
    fn a_page_without_words_has_the_middle() {
        assert_eq!(line(&[]), 0.5);
        assert_eq!(line(&[(0, 0.9)]), 0.5);
    }
}
