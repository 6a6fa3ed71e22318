//! The words of a line as places of a table.
//!
//! Words are looked up by a hash, so the table needs no words; two that share
//! a place share a value. Words, first words and whole short lines have
//! places of their own.

use crate::segment::text::is_unspaced;

/// Places of a table.
pub(crate) const PLACES: usize = 1 << 14;

/// A learned table of a byte a place: below zero is furniture, above zero body.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ByPlace(Vec<i8>);

impl ByPlace {
    /// From the file's bytes, [`PLACES`] of them.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        ByPlace(bytes.iter().map(|byte| *byte as i8).collect())
    }

    /// The file's bytes.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.0.iter().map(|value| *value as u8).collect();
        bytes.resize(PLACES, 0);
        bytes
    }

    /// From values by place, of which a unit is so many steps.
    #[cfg(feature = "train")]
    pub fn from_values(values: &[f32], steps: f32) -> Self {
        let value = |value: &f32| (value * steps).round().clamp(-127.0, 127.0) as i8;
        ByPlace(values.iter().map(value).collect())
    }

    /// The value at a place, in steps.
    pub fn steps(&self, place: usize) -> i8 {
        self.0.get(place).copied().unwrap_or(0)
    }
}

/// What a place of the table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(super) enum Part {
    Word = 0xcbf2_9ce4_8422_2325,
    First = 0x9e37_79b9_7f4a_7c15,
    Line = 0xc2b2_ae3d_27d4_eb4f,
}

/// What each of so many places counts in a line: long lines say more than
/// short ones, but not in proportion to their length.
pub(super) fn scale(places: usize) -> f32 {
    1.0 / (places.max(1) as f32).sqrt()
}

/// The places of a text's words, each as often as it comes, and what each counts.
#[cfg(feature = "train")]
pub(crate) fn places_and_scale(text: &str) -> (Vec<u16>, f32) {
    let mut places = Vec::new();
    each_place(text, |_, place| places.push(place as u16));
    let scale = scale(places.len());
    (places, scale)
}

/// Bytes of a line that are read: what a long one says is said by then.
const READ: usize = 2000;

/// Bytes of the longest line that is looked up as a whole.
const WHOLE: usize = 60;

/// Calls with the places of a text's words, of its first word and of itself as
/// a whole, each as often as it comes.
pub(super) fn each_place(text: &str, mut see: impl FnMut(Part, usize)) {
    let is_whole = text.len() <= WHOLE;
    let mut line = Part::Line as u64;
    let mut word = Part::Word as u64;
    let mut first = Some(Part::First as u64);
    let mut is_in_word = false;
    // The letter before, in scripts that put no spaces between words: there
    // two letters in a row stand for a word.
    let mut open: Option<char> = None;
    for c in text
        .char_indices()
        .take_while(|(at, _)| *at < READ)
        .map(|(_, c)| c)
    {
        if !c.is_alphanumeric() {
            if is_in_word {
                see(Part::Word, place(word));
                if let Some(first) = first.take() {
                    see(Part::First, place(first));
                }
                line = step(line, u64::from(b' '));
            }
            (is_in_word, open) = (false, None);
            continue;
        }
        if is_unspaced(c) {
            if let Some(before) = open {
                let pair = step(step(Part::Word as u64, u64::from(before)), u64::from(c));
                see(Part::Word, place(pair));
            }
            line = step(line, u64::from(c));
            open = Some(c);
            continue;
        }
        if !is_in_word {
            word = Part::Word as u64;
            is_in_word = true;
        }
        // Numbers are alike.
        let lower = match c {
            _ if c.is_numeric() => '0',
            _ if c.is_ascii() => c.to_ascii_lowercase(),
            _ => c.to_lowercase().next().unwrap_or(c),
        };
        word = step(word, u64::from(lower));
        first = first.map(|first| step(first, u64::from(lower)));
        line = step(line, u64::from(lower));
    }
    if is_in_word {
        see(Part::Word, place(word));
        if let Some(first) = first {
            see(Part::First, place(first));
        }
    }
    if is_whole {
        see(Part::Line, place(line));
    }
}

/// One step of FNV-1a, on letters.
fn step(hash: u64, letter: u64) -> u64 {
    (hash ^ letter).wrapping_mul(0x0100_0000_01b3)
}

/// The upper bits are the well mixed ones.
fn place(hash: u64) -> usize {
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed >> 40) as usize % PLACES
}
