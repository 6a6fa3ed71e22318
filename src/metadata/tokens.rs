//! A line cut into numbers, words and marks, for the search for dates.

use std::borrow::Cow;
use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub kind: Kind<'a>,
    pub text: &'a str,
    pub start: usize,
    /// Whether it follows the token before it without a space.
    pub glued: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind<'a> {
    /// Digits of one script, as a number.
    Number { value: u64, digits: usize },
    /// Letters, in lower case.
    Word(Cow<'a, str>),
    /// Any other character that is no white space.
    Mark(char),
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Its value, if it is a number of so many digits.
    pub fn number(&self, digits: Range<usize>) -> Option<i16> {
        match self.kind {
            Kind::Number {
                value,
                digits: count,
            } if digits.contains(&count) => i16::try_from(value).ok(),
            _ => None,
        }
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(&mark))
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut last_end = usize::MAX;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let class = class(first);
        let mut end = start + first.len_utf8();
        if class != Class::Mark {
            while let Some(&(at, next)) = chars.peek() {
                if self::class(next) != class {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let piece = &text[start..end];
        let kind = match class {
            Class::Digit => Kind::Number {
                value: value(piece),
                digits: piece.chars().count(),
            },
            Class::Letter => Kind::Word(lower(piece)),
            Class::Mark => Kind::Mark(first),
        };
        tokens.push(Token {
            kind,
            text: piece,
            start,
            glued: start == last_end,
        });
        last_end = end;
    }
    tokens
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Digit,
    Letter,
    Mark,
}

fn class(c: char) -> Class {
    // Most are ASCII, which needs no tables.
    if c.is_ascii() {
        match c {
            '0'..='9' => Class::Digit,
            'a'..='z' | 'A'..='Z' => Class::Letter,
            _ => Class::Mark,
        }
    } else if digit(c).is_some() {
        Class::Digit
    } else if c.is_alphabetic() || is_joiner(c) {
        Class::Letter
    } else {
        Class::Mark
    }
}

/// Marks that are written above or below letters in Thai, Hindi and Arabic.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{93c}'..='\u{94d}' | '\u{e31}'..='\u{e4e}')
}

/// The value of a decimal digit in the scripts that dates are written in.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 7] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
    let code = u32::from(c);
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .map(|zero| code - zero)
}

fn value(digits: &str) -> u64 {
    digits.chars().filter_map(digit).fold(0, |sum: u64, digit| {
        sum.saturating_mul(10).saturating_add(u64::from(digit))
    })
}
