//! A block of text as paragraphs: formulas on lines of their own part it.

use crate::article::{Element, Inline};

/// What ends a sentence or a part of it behind a formula: it belongs to that.
const STOPS: [char; 8] = ['.', ',', ';', ':', '。', '，', '；', '：'];

/// A paragraph, or the paragraphs and formulas that it falls into at the
/// formulas on lines of their own, which `displays` counts up to. One that
/// stands in brackets stays in its line.
pub(super) fn paragraphs(mut text: Vec<Inline>, displays: &[usize]) -> Vec<Element> {
    let (mut elements, mut line) = (Vec::new(), Vec::new());
    let mut displays = displays.iter().copied().peekable();
    for at in 0..text.len() {
        let is_display = displays.next_if_eq(&at).is_some();
        let piece = std::mem::replace(&mut text[at], Inline::Break);
        match piece {
            Inline::Math { mut tex } if is_display && !is_in_brackets(&line, &text[at + 1..]) => {
                if let Some(Inline::Text { text: next }) = text.get_mut(at + 1) {
                    let rest = next.trim_start_matches(STOPS);
                    if rest.is_empty() || rest.starts_with(char::is_whitespace) {
                        let stops = next.len() - rest.len();
                        tex.extend(next.drain(..stops));
                    }
                }
                elements.extend(trimmed(std::mem::take(&mut line)).map(paragraph));
                elements.push(Element::Math { tex });
            }
            piece => line.push(piece),
        }
    }
    if elements.is_empty() {
        elements.push(paragraph(line));
    } else {
        elements.extend(trimmed(line).map(paragraph));
    }
    elements
}

/// Whether a bracket or a quotation mark touches what stands between two texts.
fn is_in_brackets(before: &[Inline], behind: &[Inline]) -> bool {
    let last = before
        .last()
        .and_then(|piece| piece.as_str().chars().next_back());
    let first = behind
        .first()
        .and_then(|piece| piece.as_str().chars().next());
    last.is_some_and(|c| "([{„“«".contains(c)) || first.is_some_and(|c| ")]}”»".contains(c))
}

/// Text without white space and breaks at its ends, if anything is left.
fn trimmed(mut text: Vec<Inline>) -> Option<Vec<Inline>> {
    let is_text = |piece: &Inline| !piece.as_str().trim().is_empty();
    let last = text.iter().rposition(is_text)?;
    text.truncate(last + 1);
    text.drain(..text.iter().position(is_text)?);
    if let Some(Inline::Text { text }) = text.last_mut() {
        text.truncate(text.trim_end().len());
    }
    if let Some(Inline::Text { text }) = text.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
    Some(text)
}

/// A paragraph, or a formula where there is nothing else in it.
fn paragraph(mut text: Vec<Inline>) -> Element {
    let is_formula = matches!(text[..], [Inline::Math { .. }]);
    match text.pop() {
        Some(Inline::Math { tex }) if is_formula => Element::Math { tex },
        last => {
            text.extend(last);
            Element::Paragraph { text }
        }
    }
}
