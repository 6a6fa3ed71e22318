//! Weak labels: of most pages of one corpus only a few pieces are known, some
//! that the body must hold and some that it must not.

use bodycopy::train::BlockRow;

/// A block that holds a piece that is body only is body, one that holds a piece
/// that is not is not; of the others, and of those that hold both, nothing is known.
///
/// A piece of the body that stands in several blocks (a headline that is also
/// a teaser, say) tells nothing about either of them.
pub fn labels(blocks: &[BlockRow], with: &[String], without: &[String]) -> Vec<Option<f32>> {
    let texts: Vec<String> = blocks
        .iter()
        .map(|block| {
            if block.visible {
                spaced(&block.text)
            } else {
                String::new()
            }
        })
        .collect();
    let mut body = vec![false; blocks.len()];
    let mut other = vec![false; blocks.len()];
    for piece in with.iter().map(|piece| spaced(piece)) {
        let mut holders = holders(&texts, &piece);
        if let (Some(holder), None) = (holders.next(), holders.next()) {
            body[holder] = true;
        }
    }
    for piece in without.iter().map(|piece| spaced(piece)) {
        for holder in holders(&texts, &piece) {
            other[holder] = true;
        }
    }
    body.into_iter()
        .zip(other)
        .map(|sides| match sides {
            (true, false) => Some(1.0),
            (false, true) => Some(0.0),
            _ => None,
        })
        .collect()
}

fn holders<'a>(texts: &'a [String], piece: &'a str) -> impl Iterator<Item = usize> + 'a {
    texts
        .iter()
        .enumerate()
        .filter(move |(_, text)| !piece.is_empty() && text.contains(piece))
        .map(|(index, _)| index)
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use bodycopy::BlockKind;

    fn label(texts: &[&str], with: &[&str], without: &[&str]) -> Vec<Option<f32>> {
        let blocks: Vec<BlockRow> = texts
            .iter()
            .map(|text| BlockRow {
                text: text.to_string(),
                kind: BlockKind::Text,
                visible: true,
                is_link: false,
            })
            .collect();
        let owned = |pieces: &[&str]| pieces.iter().map(|p| p.to_string()).collect::<Vec<_>>();
        labels(&blocks, &owned(with), &owned(without))
    }

    #[test]
    fn blocks_that_hold_a_piece_are_labelled_and_others_are_not() {
        let found = label(
            &["Log in here", "It rained\nall day.", "Who knows"],
            &["rained all"],
            &["Log in"],
        );
        assert_eq!(found, [Some(0.0), Some(1.0), None]);
    }

    #[test]
    fn a_body_piece_in_two_places_labels_neither() {
        assert_eq!(
            label(&["Rain!", "Rain! at last"], &["Rain!"], &[]),
            [None, None]
        );
    }

    #[test]
    fn a_block_with_pieces_of_both_kinds_is_left_open() {
        assert_eq!(
            label(&["It rained. Share this"], &["It rained"], &["Share this"]),
            [None]
        );
    }
}
