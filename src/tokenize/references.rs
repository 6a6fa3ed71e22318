//! The [character reference states].
//!
//! [character reference states]: https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// What a reference stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub first: char,
    /// Some names stand for two characters.
    pub second: Option<char>,
    /// Length of the reference in bytes, without the `&`.
    pub length: usize,
}

/// Where a reference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    /// Here `&copy=1` is no reference, so that addresses survive.
    Attribute,
}

/// The reference that begins with the `&` before `text`, if it is one.
pub(super) fn reference(text: &str, place: Place) -> Option<Reference> {
    match text.strip_prefix('#') {
        Some(digits) => numeric(digits.as_bytes()).map(|(first, length)| Reference {
            first,
            second: None,
            length: 1 + length,
        }),
        None => named(text, place),
    }
}

/// The character that a number stands for, and the length of the number with
/// its `x` and its semicolon.
fn numeric(bytes: &[u8]) -> Option<(char, usize)> {
    let (radix, begin) = match bytes.first() {
        Some(b'x' | b'X') => (16, 1),
        _ => (10, 0),
    };
    let digits = bytes[begin..]
        .iter()
        .map_while(|byte| char::from(*byte).to_digit(radix));
    let (mut number, mut end) = (0_u32, begin);
    for digit in digits {
        number = number.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == begin {
        return None;
    }
    let semicolon = usize::from(bytes.get(end) == Some(&b';'));
    Some((character(number), end + semicolon))
}

/// The [numeric character reference end state].
///
/// [numeric character reference end state]: https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
fn character(number: u32) -> char {
    let replacement = match number {
        0 => Some(char::REPLACEMENT_CHARACTER),
        0x80..=0x9F => C1_REPLACEMENTS[number as usize - 0x80],
        _ => None,
    };
    replacement
        .or_else(|| char::from_u32(number))
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The longest name that `text` begins with.
fn named(text: &str, place: Place) -> Option<Reference> {
    /// Of the table's names, without their semicolon.
    const LONGEST: usize = 31;
    let bytes = text.as_bytes();
    let letters = bytes
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    if bytes.get(letters) == Some(&b';')
        && let Some(found) = look_up(&text[..=letters])
    {
        return Some(found);
    }
    let found = (1..=letters)
        .map_while(|length| {
            NAMED_ENTITIES
                .contains_key(&text[..length])
                .then_some(length)
        })
        .filter_map(|length| look_up(&text[..length]))
        .last()?;
    let next = bytes.get(found.length);
    let goes_on = next.is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric());
    (place == Place::Text || !goes_on).then_some(found)
}

/// A name of the table. Its other entries, the beginnings of names, stand for
/// the character 0.
fn look_up(name: &str) -> Option<Reference> {
    let character = |number: u32| char::from_u32(number).filter(|character| *character != '\0');
    let (first, second) = *NAMED_ENTITIES.get(name)?;
    Some(Reference {
        first: character(first)?,
        second: character(second),
        length: name.len(),
    })
}
