//! Where to cut: the probability from which blocks of a page count as body.

/// The line that gives the page its best expected F1.
///
/// Sorted by probability, each prefix of the blocks has an expected F1: twice
/// the words of body expected in it, over its words and the words of body
/// expected on the whole page. The line is the last probability of the best
/// prefix; it never lies above one half. On a page of clear verdicts it lies
/// close to that; where all is doubtful, as on listings, it falls, because an
/// answer of nothing is worth nothing.
///
/// `blocks` are the words and the probability of each visible block. A page
/// without words gets 0.5.
pub(crate) fn best_expected_f1(blocks: impl Iterator<Item = (u32, f32)>) -> f32 {
    let mut blocks: Vec<(u32, f32)> = blocks.filter(|&(words, _)| words > 0).collect();
    blocks.sort_by(|a, b| b.1.total_cmp(&a.1));
    let expected = |&(words, score): &(u32, f32)| f64::from(words) * f64::from(score);
    let on_page: f64 = blocks.iter().map(expected).sum();
    let (mut hits, mut words) = (0.0, 0.0);
    let (mut best, mut line) = (0.0, 0.5);
    for block in &blocks {
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
