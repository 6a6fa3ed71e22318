//! Two texts side by side, what only one of them has marked word by word.

use imara_diff::{Algorithm, Diff, InternedInput};
use judge::metrics;
use maud::{Markup, html};

/// The reference beside ours, and what they come to.
pub fn side_by_side(reference: &str, ours: &str) -> Markup {
    let overlap = metrics::word_overlap(reference, ours);
    let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |it| format!("{it:.3}"));
    html! {
        p.tally {
            "word F1 " b { (format!("{:.3}", overlap.f1())) }
            " · precision " b { (share(overlap.precision())) }
            " · recall " b { (share(overlap.recall())) }
            " · " del { (overlap.missed) " missed" } " · " ins { (overlap.extra) " extra" }
        }
        table.diff {
            thead { tr { th scope="col" { "Reference" } th scope="col" { "Ours" } } }
            tbody {
                @for row in rows(reference, ours) {
                    tr {
                        td dir="auto" { (side(&row.reference, missed)) }
                        td dir="auto" { (side(&row.ours, extra)) }
                    }
                }
            }
        }
    }
}

/// The pieces of a cell; its last lines need no end.
fn side(pieces: &[Piece], alone: fn(&str) -> Markup) -> Markup {
    html! {
        @for (number, piece) in pieces.iter().enumerate() {
            @let is_last = number + 1 == pieces.len();
            @let text = if is_last { piece.text.trim_end() } else { &piece.text };
            @if piece.is_alone { (alone(text)) } @else { (text) }
        }
    }
}

fn missed(text: &str) -> Markup {
    html! { del { (text) } }
}

fn extra(text: &str) -> Markup {
    html! { ins { (text) } }
}

/// Text that stands side by side: about a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    reference: Vec<Piece>,
    ours: Vec<Piece>,
}

/// A stretch of text that both have, or one alone.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    is_alone: bool,
}

/// A word as it is compared, and as it stands: with what follows up to the
/// next word.
struct Token<'a> {
    word: String,
    text: &'a str,
}

impl Token<'_> {
    fn ends_line(&self) -> bool {
        self.text.contains('\n')
    }
}

fn rows(reference: &str, ours: &str) -> Vec<Row> {
    let (reference, ours) = (tokens(reference), tokens(ours));
    let mut input = InternedInput::default();
    input.update_before(reference.iter().map(|token| token.word.as_str()));
    input.update_after(ours.iter().map(|token| token.word.as_str()));
    let diff = Diff::compute(Algorithm::Histogram, &input);

    let mut rows = Rows::default();
    let (mut left, mut right) = (0, 0);
    for hunk in diff.hunks() {
        let before = hunk.before.start as usize..hunk.before.end as usize;
        let after = hunk.after.start as usize..hunk.after.end as usize;
        rows.both(&reference[left..before.start], &ours[right..after.start]);
        rows.alone(&reference[before.clone()], &ours[after.clone()]);
        (left, right) = (before.end, after.end);
    }
    rows.both(&reference[left..], &ours[right..]);
    rows.end_row();
    rows.done
}

#[derive(Default)]
struct Rows {
    done: Vec<Row>,
    row: Row,
}

impl Rows {
    /// The same words on both sides. A row ends where a line of either does.
    fn both(&mut self, reference: &[Token], ours: &[Token]) {
        for (left, right) in reference.iter().zip(ours) {
            push(&mut self.row.reference, left.text, false);
            push(&mut self.row.ours, right.text, false);
            if left.ends_line() || right.ends_line() {
                self.end_row();
            }
        }
    }

    /// Words of one side. Those of several lines have a row of their own.
    fn alone(&mut self, reference: &[Token], ours: &[Token]) {
        let is_long = reference.iter().chain(ours).any(Token::ends_line);
        if is_long {
            self.end_row();
        }
        for token in reference {
            push(&mut self.row.reference, token.text, true);
        }
        for token in ours {
            push(&mut self.row.ours, token.text, true);
        }
        if is_long {
            self.end_row();
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row != Row::default() {
            self.done.push(row);
        }
    }
}

fn push(pieces: &mut Vec<Piece>, text: &str, is_alone: bool) {
    match pieces.last_mut() {
        Some(last) if last.is_alone == is_alone => last.text.push_str(text),
        _ => pieces.push(Piece {
            text: text.to_owned(),
            is_alone,
        }),
    }
}

/// The words of a text. What stands before the first one goes with it.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let words = metrics::word_ranges(text);
    let ends = words
        .iter()
        .skip(1)
        .map(|next| next.start)
        .chain([text.len()]);
    words
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(number, (word, end))| Token {
            word: text[word.clone()].to_lowercase(),
            text: &text[if number == 0 { 0 } else { word.start }..end],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(pieces: &[Piece]) -> Vec<&str> {
        let alone = pieces.iter().filter(|piece| piece.is_alone);
        alone.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn words_of_one_side_alone_are_marked() {
        let rows = rows("It rained all night.", "It rained, at last, all night!");
        assert_eq!(rows.len(), 1);
        assert!(alone(&rows[0].reference).is_empty());
        assert_eq!(alone(&rows[0].ours), ["at last, "]);
    }

    #[test]
    fn case_and_punctuation_make_no_difference() {
        let rows = rows("Rain, at last", "“RAIN” (at last)");
        assert!(alone(&rows[0].reference).is_empty() && alone(&rows[0].ours).is_empty());
    }

    #[test]
    fn a_paragraph_that_is_missing_stands_in_a_row_of_its_own() {
        let rows = rows("One two.\nThree four.\nFive six.", "One two.\nFive six.");
        let texts: Vec<usize> = rows.iter().map(|row| row.ours.len()).collect();
        assert_eq!(texts, [1, 0, 1]);
        assert_eq!(alone(&rows[1].reference), ["Three four.\n"]);
    }

    #[test]
    fn both_texts_are_shown_whole() {
        let (left, right) = ("… Rain?\n\nAll – night.", "(All)\nday 🌧");
        let rows = rows(left, right);
        let joined = |side: fn(&Row) -> &Vec<Piece>| -> String {
            let pieces = rows.iter().flat_map(side);
            pieces.map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!(joined(|row| &row.reference), left);
        assert_eq!(joined(|row| &row.ours), right);
    }
}
