//! What words say of a line: how much likelier each is in the furniture of
//! pages than in their body, learned from the corpora.
//!
//! Words are looked up by a hash, so the table needs no words; two that share
//! a place share a value. Words, first words and whole short lines have
//! places of their own.

use crate::segment::text::is_unspaced;

/// Places of the table.
pub(crate) const PLACES: usize = 1 << 14;

/// A unit of log-odds is so many steps of a value.
const STEPS: f32 = 24.0;

/// The learned table: below zero is furniture, above zero body.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct WordOdds(Vec<i8>);

/// What the words of one line say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct LineOdds {
    pub mean: f32,
    pub least: f32,
    pub most: f32,
    pub first: f32,
    pub line: f32,
}

/// What a place of the table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
enum Part {
    Word = 0xcbf2_9ce4_8422_2325,
    First = 0x9e37_79b9_7f4a_7c15,
    Line = 0xc2b2_ae3d_27d4_eb4f,
}

impl WordOdds {
    /// From the file's bytes, [`PLACES`] of them.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        WordOdds(bytes.iter().map(|byte| *byte as i8).collect())
    }

    /// The file's bytes.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|value| *value as u8).collect()
    }

    /// From log-odds by place.
    #[cfg(feature = "train")]
    pub fn from_log_odds(odds: &[f32]) -> Self {
        let value = |odds: &f32| (odds * STEPS).round().clamp(-127.0, 127.0) as i8;
        WordOdds(odds.iter().map(value).collect())
    }

    pub(super) fn of_line(&self, text: &str) -> LineOdds {
        let mut odds = LineOdds::default();
        let (mut sum, mut words) = (0.0, 0);
        each_place(text, |part, place| {
            let value = self
                .0
                .get(place)
                .map_or(0.0, |value| f32::from(*value) / STEPS);
            match part {
                Part::First => odds.first = value,
                Part::Line => odds.line = value,
                Part::Word => {
                    sum += value;
                    words += 1;
                    odds.least = odds.least.min(value);
                    odds.most = odds.most.max(value);
                }
            }
        });
        odds.mean = sum / words.max(1) as f32;
        odds
    }
}

/// The places of a line's words, of its first word and of itself as a whole.
#[cfg(feature = "train")]
pub(crate) fn places(text: &str) -> Vec<u16> {
    let mut places = Vec::new();
    each_place(text, |_, place| places.push(place as u16));
    places.sort_unstable();
    places.dedup();
    places
}

/// Bytes of a line that are read: what a long one says is said by then.
const READ: usize = 2000;

/// Bytes of the longest line that is looked up as a whole.
const WHOLE: usize = 60;

fn each_place(text: &str, mut see: impl FnMut(Part, usize)) {
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
