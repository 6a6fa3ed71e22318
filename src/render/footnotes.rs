//! The footnotes of a body as they are written: below the rest, each without
//! what only the page needs, its sign and its arrow back.

use crate::article::{Element, Inline};

/// A note to write.
pub(super) struct Footnote {
    pub number: u32,
    pub body: Vec<Element>,
}

/// The notes of a body, wherever they stand in it, by number.
pub(super) fn all(body: &[Element]) -> Vec<Footnote> {
    let mut marks = Vec::new();
    let mut notes = Vec::new();
    collect(body, &mut notes, &mut marks);
    notes.sort_by_key(|note| note.number);
    for note in &mut notes {
        let signs = marks.iter().filter(|(number, _)| *number == note.number);
        let signs: Vec<&str> = signs.map(|(_, sign)| *sign).collect();
        trim(&mut note.body, &signs);
    }
    notes
}

fn collect<'a>(body: &'a [Element], notes: &mut Vec<Footnote>, marks: &mut Vec<(u32, &'a str)>) {
    for element in body {
        match element {
            Element::Paragraph { text }
            | Element::Heading { text, .. }
            | Element::Term { text }
            | Element::Figure { caption: text, .. } => {
                marks.extend(text.iter().filter_map(|piece| match piece {
                    Inline::FootnoteMark { text, number } => Some((*number, text.as_str())),
                    _ => None,
                }));
            }
            Element::List { items, .. } => {
                items.iter().for_each(|item| collect(item, notes, marks));
            }
            Element::Table { rows } => {
                let cells = rows.iter().flatten();
                cells.for_each(|cell| collect(&cell.content, notes, marks));
            }
            Element::Quote { body, .. }
            | Element::Embed { body, .. }
            | Element::CallOut { body, .. }
            | Element::Post { body, .. }
            | Element::Card { body, .. } => collect(body, notes, marks),
            Element::Footnote { number, body } => {
                collect(body, notes, marks);
                notes.push(Footnote {
                    number: *number,
                    body: body.clone(),
                });
            }
            Element::Code { .. } | Element::Math { .. } | Element::Rule => {}
        }
    }
}

/// Takes a note's sign and the arrows back out.
fn trim(body: &mut [Element], signs: &[&str]) {
    if let Some(Element::Paragraph { text }) = body.first_mut()
        && let Some(first) = text
            .iter_mut()
            .find(|piece| !piece.as_str().trim().is_empty())
        && let Some(words) = words_of(first)
    {
        *words = without_sign(words, signs).to_owned();
    }
    if let Some(Element::Paragraph { text }) = body.last_mut()
        && let Some(last) = text.last_mut()
        && let Some(words) = words_of(last)
    {
        let end = words.trim_end_matches(|c: char| c.is_whitespace() || ARROWS.contains(&c));
        words.truncate(end.len());
    }
}

/// What pages write for the way back, with the sign that asks for a glyph of text.
const ARROWS: [char; 6] = ['↩', '↑', '↵', '⤴', '⏎', '\u{fe0e}'];

fn words_of(piece: &mut Inline) -> Option<&mut String> {
    match piece {
        Inline::Link { text, parts, .. } if parts.is_empty() => Some(text),
        Inline::Text { text }
        | Inline::Emphasis { text }
        | Inline::Strong { text }
        | Inline::Superscript { text } => Some(text),
        _ => None,
    }
}

/// A note's opening without its sign, in brackets or before a full stop.
fn without_sign<'a>(text: &'a str, signs: &[&str]) -> &'a str {
    let is_bracket = |c: char| "[]()^.:".contains(c) || c.is_whitespace() || ARROWS.contains(&c);
    let bare = text.trim_start_matches(is_bracket);
    let signs = signs.iter().map(|sign| sign.trim_matches(is_bracket));
    let rests = signs
        .filter(|sign| !sign.is_empty())
        .filter_map(|sign| bare.strip_prefix(sign));
    let mut rests = rests.filter(|rest| !rest.starts_with(char::is_alphanumeric));
    match rests.next() {
        Some(rest) => rest.trim_start_matches(is_bracket),
        None if text.trim_start().starts_with(['^', '↑']) => bare,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_is_no_part_of_what_a_note_says() {
        assert_eq!(without_sign("[1] For once.", &["[1]"]), "For once.");
        assert_eq!(without_sign("1. For once.", &["1"]), "For once.");
        assert_eq!(without_sign("* For once.", &["*"]), "For once.");
        assert_eq!(without_sign("^ For once.", &["[1]"]), "For once.");
        assert_eq!(
            without_sign("12 hills, in all.", &["1"]),
            "12 hills, in all."
        );
        assert_eq!(without_sign("(For once.)", &["1"]), "(For once.)");
    }
}
