//! What the rules ask of single lines, read once.

use super::super::words::{Subject, Subjects};
use crate::assemble::lines::{is_time, named_author};
use crate::metadata::{byline, date};
use crate::segment::plain::Line;

/// What one line looks like.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::role) struct Sketch {
    pub words: u32,
    /// Ends with a full stop or its like; "?" and "!" end headlines, too.
    pub ends_stop: bool,
    /// Ends with any sign that ends a sentence.
    pub ends_sentence: bool,
    /// Ends with a colon, a comma or the like: more is to come.
    pub ends_open: bool,
    /// A time and nothing else.
    pub is_time: bool,
    /// Short, and holds a date.
    pub has_date: bool,
    /// Names who wrote something.
    pub is_byline: bool,
    /// A number and nothing else.
    pub is_rank: bool,
    /// Share of the words that begin with a capital, in tenths.
    pub capitals: u32,
    /// Parts of it stand between bars, slashes or arrows.
    pub is_trail: bool,
    pub subjects: Subjects,
    /// Holds an e-mail address or a telephone number.
    pub is_contact: bool,
}

impl Sketch {
    /// Whether it says something about the page: cookies, newsletters, payment.
    pub fn speaks_of_page(&self) -> bool {
        [Subject::Cookies, Subject::Newsletter, Subject::Subscription]
            .into_iter()
            .any(|subject| self.subjects.has(subject))
    }

    /// Whether it is a detail of an item: its author or its time.
    pub fn is_detail(&self) -> bool {
        self.is_time || self.is_byline || (self.has_date && self.words <= DETAIL)
    }
}

/// Most words of a line that gives the date and little else.
const DETAIL: u32 = 8;

/// Bytes of the longest line that is looked at for dates and names.
const LONGEST: usize = 300;

pub(super) fn of_line(line: &Line) -> Sketch {
    let text = line.block.text.as_str();
    let words = line.block.words;
    let is_short = text.len() <= LONGEST && words <= 40;
    let last = text.trim_end_matches(is_closing).chars().next_back();
    let has_digit = text.contains(char::is_numeric);
    Sketch {
        words,
        ends_stop: matches!(last, Some('.' | '。' | '…' | '।')),
        ends_sentence: matches!(
            last,
            Some('.' | '。' | '…' | '।' | '!' | '?' | '！' | '？' | '؟')
        ),
        ends_open: text.ends_with([':', '：', ',', ';', '、', '>', '»', '→']),
        is_time: is_short && has_digit && is_time(text),
        has_date: is_short && words <= 20 && has_digit && day(text).is_some(),
        is_byline: is_short && words <= 16 && is_byline(text),
        is_rank: !text.is_empty()
            && text.len() <= 4
            && text.chars().all(|c| c.is_ascii_digit() || c == '.'),
        capitals: capitals(text),
        is_trail: is_short && is_trail(text),
        subjects: Subjects::of(&text[..cut(text, LONGEST)]),
        is_contact: is_contact(&text[..cut(text, 2 * LONGEST)]),
    }
}

pub(super) fn day(text: &str) -> Option<date::Found> {
    date::find(text, date::Order::DayFirst)
}

/// Whether a line is long enough for a paragraph and written as one.
pub(super) fn is_paragraph(line: &Line) -> bool {
    const WORDS: u32 = 12;
    const LONG: u32 = 25;
    let text = &line.block.text;
    let last = text.trim_end_matches(is_closing).chars().next_back();
    let ends = matches!(
        last,
        Some('.' | '。' | '…' | '।' | '!' | '?' | '！' | '？' | '؟' | ':' | '：')
    );
    line.block.words >= LONG || (line.block.words >= WORDS && ends)
}

fn is_byline(text: &str) -> bool {
    named_author(text).is_some_and(byline::is_written_as_name)
        || byline::has_lead(text) && {
            let names = byline::names(text);
            !names.is_empty() && names.iter().all(|name| byline::is_written_as_name(name))
        }
}

/// Marks that may follow the end of a sentence.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '“' | '’' | '\'' | ')' | ']' | '»' | '」' | '』' | ' '
    )
}

/// Tenths of the words that begin with a capital.
fn capitals(text: &str) -> u32 {
    let words = || {
        text[..cut(text, LONGEST)]
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_alphabetic))
    };
    let all = words().count() as u32;
    let upper = words()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count() as u32;
    (upper * 10).checked_div(all).unwrap_or(0)
}

/// "Home / News / Harbour", "News | Sport | Weather".
fn is_trail(text: &str) -> bool {
    const MARKS: [&str; 8] = [" / ", " | ", " > ", " » ", " › ", " · ", " • ", " → "];
    const LONGEST_PART: usize = 40;
    MARKS.iter().any(|mark| {
        let parts = || text.split(mark);
        parts().count() >= 2 && parts().all(|part| part.len() <= LONGEST_PART)
    })
}

/// An e-mail address, or a number with a telephone's many digits beside a
/// plus sign, brackets or dashes.
///
/// Fails on: the number of a standard or a book.
fn is_contact(text: &str) -> bool {
    const DIGITS: usize = 7;
    let is_address = |word: &str| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let is_number = |word: &str| {
        word.chars().filter(char::is_ascii_digit).count() >= DIGITS
            && word.contains(['-', '+', '('])
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "+-()./".contains(c))
    };
    text.split_whitespace()
        .map(|word| word.trim_matches([',', ';', ':', '.', '<', '>']))
        .any(|word| (is_address(word) || is_number(word)) && day(word).is_none())
}

/// The last place up to `most` bytes where a text may be cut.
fn cut(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    (0..=most)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Letters and digits, lower case.
pub(super) fn letters(text: &str) -> String {
    text[..cut(text, LONGEST)]
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
