//! What is counted in a block's text, in one pass over it.

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

/// What a byte of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter, a digit or `_`.
    OfWord,
    /// One of the signs that [`count_sign`] counts.
    Sign,
    /// Parts words and counts for nothing else.
    Gap,
    /// The first byte of a character that is not ASCII.
    Wide,
}

/// By byte.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Class::OfWord,
            b',' | b';' | b':' | b'|' | b'/' | b'"' | b'\n' | b'$' | b'@' | b'.' | b'!' | b'?' => {
                Class::Sign
            }
            0..0x80 => Class::Gap,
            _ => Class::Wide,
        };
        byte += 1;
    }
    classes
};

/// Most bytes are ASCII letters and spaces: they are told by a table, and only
/// what is left is read as characters.
fn count_chars(text: &str, stats: &mut Stats) {
    let bytes = text.as_bytes();
    let mut word = Word::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        if class == Class::OfWord {
            word.push_ascii(byte);
            at += 1;
            continue;
        }
        let c = match class {
            Class::Wide => text[at..].chars().next().unwrap_or(' '),
            _ => char::from(byte),
        };
        let end = at + c.len_utf8();
        if class == Class::Wide && c.is_alphanumeric() {
            word.push(c);
        } else {
            word.finish(stats);
            if class != Class::Gap {
                let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
                let next = text[end..].chars().next().unwrap_or(' ');
                count_sign(c, before, next, stats);
            }
        }
        at = end;
    }
    word.finish(stats);
    stats.chars += text.chars().count() as u32;
    let mut back = text.chars().rev().filter(|c| !is_closing(*c));
    stats.ends_sentence = back.next().is_some_and(is_sentence_end);
    let mut front = text.chars().filter(|c| c.is_alphanumeric());
    stats.starts_upper = front.next().is_some_and(char::is_uppercase);
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

/// A word being read. Only its first bytes are kept: stop words are short.
#[derive(Default)]
struct Word {
    letters: u32,
    upper: u32,
    digits: u32,
    starts_upper: bool,
    /// What its ASCII digits make.
    number: u32,
    lower: [u8; stop_words::LONGEST],
    /// Bytes of `lower`; more than it has of a word that does not fit.
    length: usize,
}

impl Word {
    fn push_ascii(&mut self, byte: u8) {
        let is_upper = byte.is_ascii_uppercase();
        self.starts_upper |= self.letters == 0 && is_upper;
        self.letters += 1;
        self.upper += u32::from(is_upper);
        if byte.is_ascii_digit() {
            self.digits += 1;
            self.number = (self.number.saturating_mul(10)).saturating_add((byte - b'0').into());
        }
        if let Some(slot) = self.lower.get_mut(self.length) {
            *slot = byte.to_ascii_lowercase();
        }
        self.length += 1;
    }

    /// Adds a letter that is not ASCII.
    fn push(&mut self, c: char) {
        let is_upper = c.is_uppercase();
        self.starts_upper |= self.letters == 0 && is_upper;
        self.letters += 1;
        self.upper += u32::from(is_upper);
        let lower = c.to_lowercase().next().unwrap_or(c);
        let end = self.length + lower.len_utf8();
        match self.lower.get_mut(self.length..end) {
            Some(slot) => {
                lower.encode_utf8(slot);
                self.length = end;
            }
            None => self.length = self.lower.len() + 1,
        }
    }

    fn finish(&mut self, stats: &mut Stats) {
        if self.letters == 0 {
            return;
        }
        stats.digits += self.digits;
        stats.capital_words += u32::from(self.starts_upper);
        stats.shouted_words += u32::from(self.letters >= 2 && self.upper == self.letters);
        stats.year |= self.digits == self.letters && (1900..2100).contains(&self.number);
        let fits = self.length <= self.lower.len();
        stats.stop_words += u32::from(fits && is_stop_word(self.lower));
        *self = Word::default();
    }
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
