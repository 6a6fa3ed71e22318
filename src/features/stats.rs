//! What is counted in a block's text, in one pass over it.

use std::ops::Range;

use super::stop_words::{self, is_stop_word};
use crate::block::{TextBlock, is_prose};
use crate::hints::{Hints, each_word};

/// Counts over one block's text. All zero for a block without text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stats {
    pub words: u32,
    pub linked_words: u32,
    /// Words that are function words of some language.
    pub stop_words: u32,
    /// Words that begin with a capital.
    pub capital_words: u32,
    /// Words without a lower-case letter and with at least two letters.
    pub shouted_words: u32,
    pub chars: u32,
    pub digits: u32,
    /// `,` `;` `:` and their like in other scripts.
    pub commas: u32,
    /// `.` `!` `?` and their like before a space or the end.
    pub sentence_ends: u32,
    /// `|` `·` `•` `›` `»` `/` between spaces.
    pub separators: u32,
    pub quotes: u32,
    pub line_breaks: u32,
    pub ends_sentence: bool,
    pub starts_upper: bool,
    pub question: bool,
    /// `©`
    pub copyright: bool,
    /// A currency sign.
    pub money: bool,
    /// `@`
    pub at_sign: bool,
    /// Holds a number that looks like a year.
    pub year: bool,
    /// Digits, a colon, digits.
    pub clock: bool,
    pub links: u32,
    pub strong_chars: u32,
    pub emphasis_chars: u32,
    pub time_element: bool,
    pub code_run: bool,
    pub starts_linked: bool,
    pub ends_linked: bool,
    /// What its first words hint at.
    pub hints: Hints,
}

impl Stats {
    pub fn link_density(&self) -> f32 {
        super::share(self.linked_words, self.words)
    }

    /// Words that are likely running text; see [`is_prose`].
    pub fn prose_words(&self) -> u32 {
        if is_prose(self.words, self.linked_words) {
            self.words
        } else {
            0
        }
    }
}

/// Bytes at the start of a block whose words are looked up as names are:
/// "Read more:", "Related: …", "Sign up for …" and short labels as a whole.
const LEAD: usize = 40;

/// The first words of a text, whole.
fn lead(text: &str) -> &str {
    if text.len() <= LEAD {
        return text;
    }
    let end = (0..=LEAD)
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    text[..end]
        .rfind(' ')
        .map_or(&text[..end], |space| &text[..space])
}

pub(super) fn of_block(block: &TextBlock) -> Stats {
    let mut stats = Stats {
        words: block.words,
        linked_words: block.linked_words,
        ..Stats::default()
    };
    if !block.is_visible() || block.text.is_empty() {
        return stats;
    }
    count_chars(&block.text, &mut stats);
    count_runs(block, &mut stats);
    each_word(lead(&block.text), |word| stats.hints.add_word(word));
    stats
}

/// What a byte of a text is: a bit each, so that those of a word add up. What
/// parts words and counts for nothing else is 0.
mod class {
    pub const UPPER: u8 = 1;
    pub const DIGIT: u8 = 2;
    /// A lower-case letter, or `_`.
    pub const LOWER: u8 = 4;
    /// Any of these.
    pub const OF_WORD: u8 = UPPER | DIGIT | LOWER;
    /// One of the signs that [`count_sign`](super::count_sign) counts.
    pub const SIGN: u8 = 8;
    /// The first byte of a character that is not ASCII.
    pub const WIDE: u8 = 16;
}

/// By byte.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'A'..=b'Z' => class::UPPER,
            b'0'..=b'9' => class::DIGIT,
            b'a'..=b'z' | b'_' => class::LOWER,
            b',' | b';' | b':' | b'|' | b'/' | b'"' | b'\n' | b'$' | b'@' | b'.' | b'!' | b'?' => {
                class::SIGN
            }
            0..0x80 => 0,
            _ => class::WIDE,
        };
        byte += 1;
    }
    classes
};

/// Most bytes are ASCII letters and spaces: they are told by a table, and only
/// what is left is read as characters.
fn count_chars(text: &str, stats: &mut Stats) {
    let bytes = text.as_bytes();
    let (mut word, mut classes) = (0, 0);
    let mut at = 0;
    let mut is_wide = false;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        if class & class::OF_WORD != 0 {
            classes |= class;
            at += 1;
            continue;
        }
        let c = match class {
            class::WIDE => text[at..].chars().next().unwrap_or(' '),
            _ => char::from(byte),
        };
        let end = at + c.len_utf8();
        is_wide |= class == class::WIDE;
        if class == class::WIDE && c.is_alphanumeric() {
            classes |= class;
        } else {
            count_word(text, word..at, classes, stats);
            if class != 0 {
                let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
                let next = text[end..].chars().next().unwrap_or(' ');
                count_sign(c, before, next, stats);
            }
            (word, classes) = (end, 0);
        }
        at = end;
    }
    count_word(text, word..at, classes, stats);
    stats.chars += match is_wide {
        true => text.chars().count() as u32,
        false => text.len() as u32,
    };
    let mut back = text.chars().rev().filter(|c| !is_closing(*c));
    stats.ends_sentence = back.next().is_some_and(is_sentence_end);
    let mut front = text.chars().filter(|c| c.is_alphanumeric());
    stats.starts_upper = front.next().is_some_and(char::is_uppercase);
}

/// Counts a word; `classes` are those of its bytes, and none if it has none.
fn count_word(text: &str, place: Range<usize>, classes: u8, stats: &mut Stats) {
    if classes & (class::DIGIT | class::WIDE) != 0 {
        return count_odd_word(text, place, classes, stats);
    }
    let (bytes, length) = (&text.as_bytes()[place.start..], place.len());
    let Some(first) = bytes.first().filter(|_| classes != 0) else {
        return;
    };
    stats.capital_words += u32::from(first.is_ascii_uppercase());
    stats.shouted_words += u32::from(classes == class::UPPER && length >= 2);
    if length <= stop_words::LONGEST {
        // In a letter this bit means lower case.
        const LOWER: u64 = u64::from_le_bytes([0x20; stop_words::LONGEST]);
        let beyond = 8 * (stop_words::LONGEST - length);
        let letters = (first_letters(bytes) | LOWER) << beyond >> beyond;
        stats.stop_words += u32::from(is_stop_word(letters));
    }
}

/// The first bytes of a text as a number, filled up with zeros.
fn first_letters(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(whole) => u64::from_le_bytes(*whole),
        None => bytes
            .iter()
            .rfold(0, |letters, byte| letters << 8 | u64::from(*byte)),
    }
}

/// Counts a word of more than ASCII letters.
#[cold]
fn count_odd_word(text: &str, place: Range<usize>, classes: u8, stats: &mut Stats) {
    let word = &text[place];
    let is_upper = |c: char| c.is_uppercase();
    stats.digits += word.bytes().filter(u8::is_ascii_digit).count() as u32;
    stats.year |= classes == class::DIGIT && is_year(word.as_bytes());
    stats.capital_words += u32::from(word.starts_with(is_upper));
    let is_one = word.chars().nth(1).is_none();
    stats.shouted_words += u32::from(!is_one && word.chars().all(is_upper));
    let is_wide = classes & class::WIDE != 0;
    stats.stop_words += u32::from(is_wide && lower_letters(word).is_some_and(is_stop_word));
}

/// A word's letters in lower case as a number, unless they are too many.
fn lower_letters(word: &str) -> Option<u64> {
    let mut lower = [0; stop_words::LONGEST];
    let mut length = 0;
    for c in word.chars() {
        let c = c.to_lowercase().next().unwrap_or(c);
        let slot = lower.get_mut(length..length + c.len_utf8())?;
        length += c.encode_utf8(slot).len();
    }
    Some(u64::from_le_bytes(lower))
}

/// Whether digits make the number of a year.
fn is_year(digits: &[u8]) -> bool {
    let number = digits.iter().fold(0u32, |number, digit| {
        (number.saturating_mul(10)).saturating_add((digit - b'0').into())
    });
    (1900..2100).contains(&number)
}

/// Counts a sign; `before` is the byte before it.
fn count_sign(c: char, before: u8, next: char, stats: &mut Stats) {
    match c {
        ',' | ';' | ':' | '、' | '，' | '；' | '،' => {
            stats.commas += 1;
            if c == ':' && before.is_ascii_digit() && next.is_ascii_digit() {
                stats.clock = true;
            }
        }
        '|' | '·' | '•' | '›' | '»' | '/' if before == b' ' => stats.separators += 1,
        '"' | '“' | '”' | '„' | '«' | '「' => stats.quotes += 1,
        '\n' => stats.line_breaks += 1,
        '©' => stats.copyright = true,
        '$' | '€' | '£' | '¥' | '₹' => stats.money = true,
        '@' => stats.at_sign = true,
        _ => {}
    }
    if is_sentence_end(c) && (next.is_whitespace() || is_closing(next) || !c.is_ascii()) {
        stats.sentence_ends += 1;
        stats.question |= c == '?' || c == '？';
    }
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟')
}

/// Marks that may follow the end of a sentence.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '“' | '’' | '\'' | ')' | ']' | '»' | '」' | ' '
    )
}

fn count_runs(block: &TextBlock, stats: &mut Stats) {
    use crate::block::Style;
    let mut last_link = None;
    for (piece, run) in block.pieces() {
        let length = piece.len() as u32;
        match run.style {
            Style::Strong => stats.strong_chars += length,
            Style::Emphasis => stats.emphasis_chars += length,
            Style::Time => stats.time_element = true,
            Style::Code => stats.code_run = true,
            Style::Plain
            | Style::Subscript
            | Style::Superscript
            | Style::Math
            | Style::DisplayMath => {}
        }
        if run.link.is_some() && run.link != last_link {
            stats.links += 1;
        }
        last_link = run.link;
    }
    stats.starts_linked = block.runs.first().is_some_and(|run| run.link.is_some());
    stats.ends_linked = last_link.is_some();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same word by word and character by character.
    fn plainly_counted(text: &str) -> Stats {
        let mut stats = Stats::default();
        let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
        for word in text
            .split(|c| !is_of_word(c))
            .filter(|word| !word.is_empty())
        {
            let is_digit = |c: &char| c.is_ascii_digit();
            let is_number = word.chars().all(|c| is_digit(&c));
            let year = word.parse::<u64>().unwrap_or(u64::MAX);
            stats.year |= is_number && (1900..2100).contains(&year);
            stats.digits += word.chars().filter(is_digit).count() as u32;
            stats.capital_words += u32::from(word.starts_with(char::is_uppercase));
            let is_upper = word.chars().all(char::is_uppercase);
            stats.shouted_words += u32::from(is_upper && word.chars().count() > 1);
            let lower = |c: char| c.to_lowercase().next();
            let lower: String = word.chars().filter_map(lower).collect();
            stats.stop_words += u32::from(stop_words::WORDS.contains(&&*lower));
        }
        stats
    }

    #[test]
    fn words_are_counted_as_character_by_character() {
        let pieces = [
            "the",
            "The",
            "A",
            "I",
            "IT",
            "USA",
            "U",
            "für",
            "FÜR",
            "Über",
            "ÜBER",
            "é",
            "É",
            "一",
            "二三",
            "1999",
            "01999",
            "2101",
            "12",
            "9",
            "a1",
            "_",
            "_the",
            "the_",
            "because",
            "becauses",
            "Somewhat",
            "nãoÃ",
            "ǅ",
            "ß",
            "İ",
            "x٣",
            " ",
            " ",
            " ",
            ",",
            ".",
            "’",
            "-",
            "\n",
            "。",
            "99999999999999999999",
        ];
        let mut state = 1u64;
        for _ in 0..5000 {
            let mut text = String::new();
            for _ in 0..6 {
                state = state
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                text += pieces[(state >> 33) as usize % pieces.len()];
            }
            let mut counted = Stats::default();
            count_chars(&text, &mut counted);
            let of_words = |stats: Stats| {
                let Stats {
                    capital_words,
                    shouted_words,
                    stop_words,
                    ..
                } = stats;
                (
                    [capital_words, shouted_words, stop_words, stats.digits],
                    stats.year,
                )
            };
            assert_eq!(
                of_words(counted),
                of_words(plainly_counted(&text)),
                "{text:?}"
            );
        }
    }
}
