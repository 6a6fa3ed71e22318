//! Dates as pages write them, in declarations and in visible lines.
//!
//! A text is cut into numbers, words and marks; a date is found by its shape
//! (a year first, a month's name, or three numbers), and the time of day is
//! looked for beside it. Only the first [`READ`] bytes are read, so a call
//! costs the same whatever it is given.

use std::ops::Range;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{Timestamp, civil};

use super::clock;
use super::months::{era, links_date, month, month_of_two_words};
use super::numerals;
use super::tokens::{Kind, Token, tokens};
use crate::moment::Moment;

/// Bytes of a text that are searched: a line that gives a date is short.
const READ: usize = 400;

/// Years that an article on the web may give as its own: the first daily
/// papers that have been put online whole are of the 18th century.
const YEARS: Range<i16> = 1700..2100;

/// What `03/04/2021` means. Numbers above 12 decide where they can; a year in
/// front means year, month, day; points (`03.04.2021`) mean day first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// The order that readers of a language expect: month first in English
    /// save where the tag names a country other than the United States, and
    /// where nothing is known; else day first.
    pub fn of_language(tag: Option<&str>) -> Self {
        let Some(tag) = tag else {
            return Order::MonthFirst;
        };
        match tag.to_ascii_lowercase().replace('_', "-").as_str() {
            "" | "en" | "en-us" | "en-ph" | "fil" => Order::MonthFirst,
            _ => Order::DayFirst,
        }
    }
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub moment: Moment,
    /// Where the day stands.
    pub range: Range<usize>,
    /// Where the day ends, or a time after it.
    pub end: usize,
}

/// Reads a declared date: ISO 8601 with its variants, RFC 2822, Unix seconds
/// and milliseconds, or any form that [`find`] knows.
pub(crate) fn parse(text: &str, order: Order) -> Option<Moment> {
    let text = text.trim();
    if matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_unix(text.parse().ok()?);
    }
    find(text, order).map(|found| found.moment)
}

/// A moment from Unix seconds, or milliseconds where the number is too large
/// for seconds.
pub(crate) fn from_unix(number: i64) -> Option<Moment> {
    let seconds = if number > 100_000_000_000 {
        number / 1000
    } else {
        number
    };
    let at = Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    plausible(at.date()).then_some(Moment {
        date: at.date(),
        time: Some(at.time()),
        offset: Some(Offset::UTC),
    })
}

/// The first date in a text.
pub(crate) fn find(text: &str, order: Order) -> Option<Found> {
    if !may_give_day(text) {
        return None;
    }
    found_in(&tokens(head(text)), 0, order).map(|(found, _)| found)
}

/// Whether a text has the digits of a day, three at least ("1 Oct '21"), or is
/// not in ASCII, where other signs are digits, too.
fn may_give_day(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    !text.is_ascii() || digits.nth(2).is_some()
}

/// All dates in the first [`READ`] bytes of a text.
pub(crate) fn find_all(text: &str, order: Order) -> Vec<Found> {
    let tokens = tokens(head(text));
    let mut from = 0;
    let next = || {
        let (found, next) = found_in(&tokens, from, order)?;
        from = next;
        Some(found)
    };
    std::iter::from_fn(next).collect()
}

/// The first date from a token on, and the token after all that was read.
fn found_in(tokens: &[Token<'_>], from: usize, order: Order) -> Option<(Found, usize)> {
    let mut days = (from..tokens.len()).filter_map(|at| Some((at, date_at(tokens, at, order)?)));
    let (at, day) = days.next()?;
    let (time, offset, next) = match day.time {
        Some(time) if day.offset.is_some() => (Some(time), day.offset, day.next),
        Some(time) => clock::offset_after(tokens, day.next, time),
        None => clock::beside(tokens, from..at, day.next),
    };
    let found = Found {
        moment: Moment {
            date: day.date,
            time,
            offset,
        },
        range: tokens[at].start..tokens[day.next - 1].end(),
        end: tokens[next - 1].end(),
    };
    Some((found, next))
}

/// The start of a text, cut at a character.
fn head(text: &str) -> &str {
    let end = (0..=READ.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// A day that was read, and the token after it.
struct Day {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
    next: usize,
}

impl Day {
    fn new(year: i16, month: i16, day: i16, next: usize) -> Option<Self> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = Date::new(year, month, day).ok()?;
        plausible(date).then_some(Day {
            date,
            time: None,
            offset: None,
            next,
        })
    }
}

/// The first second of the Unix clock is what an unset field shows.
fn plausible(date: Date) -> bool {
    YEARS.contains(&date.year()) && date != civil::date(1970, 1, 1)
}

/// The date that begins at a token.
fn date_at(tokens: &[Token<'_>], at: usize, order: Order) -> Option<Day> {
    let token = &tokens[at];
    match token.kind {
        Kind::Number {
            digits: 8 | 12 | 14,
            ..
        } if !inside_name(tokens, at) => compact(token, at),
        Kind::Number { digits: 4, .. } => year_first(tokens, at),
        Kind::Number { digits: 1 | 2, .. } => {
            day_and_name(tokens, at).or_else(|| three_numbers(tokens, at, order))
        }
        Kind::Word(_) => name_first(tokens, at)
            .or_else(|| era_first(tokens, at))
            .or_else(|| in_words(token, at)),
        _ => None,
    }
}

/// Whether what begins here is a part of an address, a version or an
/// identifier: glued to a mark that joins, or to Latin letters.
fn inside_name(tokens: &[Token<'_>], at: usize) -> bool {
    at > 0
        && tokens[at].glued
        && match &tokens[at - 1].kind {
            Kind::Mark(mark) => {
                matches!(mark, '-' | '/' | '.' | '_' | '=' | '%') && tokens[at - 1].glued
            }
            Kind::Word(word) => word.is_ascii() && &**word != "t",
            Kind::Number { .. } => true,
        }
}

/// Whether a name goes on after a date: `2023-01-02-some-words`.
fn goes_on(tokens: &[Token<'_>], next: usize) -> bool {
    matches!(tokens.get(next), Some(mark) if mark.glued && mark.is_mark(&['-', '_', '/', '.']))
        && matches!(tokens.get(next + 1), Some(token) if token.glued)
}

/// `20211020`, `20211020141605`.
fn compact(token: &Token<'_>, at: usize) -> Option<Day> {
    let Kind::Number { value, digits } = token.kind else {
        return None;
    };
    let clock = match digits {
        14 => value % 1_000_000,
        12 => value % 10_000 * 100,
        _ => 0,
    };
    let day = match digits {
        14 => value / 1_000_000,
        12 => value / 10_000,
        _ => value,
    };
    let part = |number: u64, below: u64| i16::try_from(number % below).ok();
    let mut found = Day::new(
        part(day / 10_000, 10_000)?,
        part(day / 100, 100)?,
        part(day, 100)?,
        at + 1,
    )?;
    if digits > 8 {
        let part = |number: u64| i8::try_from(number % 100).ok();
        found.time =
            Some(Time::new(part(clock / 10_000)?, part(clock / 100)?, part(clock)?, 0).ok()?);
    }
    Some(found)
}

/// `2021-10-20`, `2021/10/20`, `2021. 10. 20.`, `2021年10月20日`,
/// `2021년 10월 20일`, `2021 October 20`, `2021. október 20.`.
fn year_first(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    if inside_name(tokens, at) {
        return None;
    }
    let year = tokens[at].number(4..5)?;
    let after_year = at + 1;
    let separator = tokens.get(after_year)?;
    if separator
        .word()
        .is_some_and(|word| matches!(word, "年" | "년"))
    {
        return east_asian(tokens, year, after_year + 1);
    }
    if let Some((month, next)) = named_month(tokens, after_year) {
        let day_at = skip_links(tokens, next);
        return Day::new(year, month, tokens.get(day_at)?.number(1..3)?, day_at + 1)
            .filter(|day| !starts_clock(tokens, day.next));
    }
    let Kind::Mark(mark @ ('-' | '/' | '.' | '‑' | '–')) = separator.kind else {
        return None;
    };
    let month = tokens.get(at + 2)?.number(1..3)?;
    if !tokens.get(at + 3)?.is_mark(&[mark]) {
        return None;
    }
    let day = Day::new(year, month, tokens.get(at + 4)?.number(1..3)?, at + 5)?;
    (!goes_on(tokens, day.next)).then_some(day)
}

/// `10月20日` after its year.
fn east_asian(tokens: &[Token<'_>], year: i16, at: usize) -> Option<Day> {
    let month = tokens.get(at)?.number(1..3)?;
    if !matches!(tokens.get(at + 1)?.word()?, "月" | "월") {
        return None;
    }
    let day = tokens.get(at + 2)?.number(1..3)?;
    let sign = tokens.get(at + 3)?.word()?;
    if !sign.starts_with(['日', '일', '号', '號']) {
        return None;
    }
    Day::new(year, month, day, at + 4)
}

/// `令和3年10月20日`.
fn era_first(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let start = era(tokens[at].word()?)?;
    let year = start + tokens.get(at + 1)?.number(1..4)?;
    if tokens.get(at + 2)?.word()? != "年" {
        return None;
    }
    east_asian(tokens, year, at + 3)
}

/// `二〇二一年十月二十日`.
fn in_words(token: &Token<'_>, at: usize) -> Option<Day> {
    let [year, month, day] = numerals::day(token.word()?)?;
    Day::new(year, month, day, at + 1)
}

/// `20 October 2021`, `20. Oktober 2021`, `20 de octubre de 2021`,
/// `1er octobre 2021`, `20-Oct-2021`, `20 Oct '21`.
fn day_and_name(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let day = tokens[at].number(1..3)?;
    let (month, next) = named_month(tokens, at + 1)?;
    let (year, next) = year_after(tokens, next)?;
    Day::new(year, month, day, next)
}

/// `October 20, 2021`, `Oct. 20th 2021`, `Oct 20 14:16:05 +0300 2021`.
fn name_first(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let (month, next) = named_month(tokens, at)?;
    let day_at = skip_links(tokens, next);
    let day = tokens.get(day_at)?.number(1..3)?;
    if let Some((year, next)) = year_after(tokens, day_at + 1) {
        return Day::new(year, month, day, next);
    }
    let (time, offset_end) = clock::at(tokens, day_at + 1)?;
    let (_, offset, next) = clock::offset_after(tokens, offset_end, time);
    let (year, next) = year_after(tokens, next)?;
    Day::new(year, month, day, next).map(|day| Day {
        time: Some(time),
        offset,
        ..day
    })
}

/// `20.10.2021`, `10/20/2021`, `20-10-21`.
fn three_numbers(tokens: &[Token<'_>], at: usize, order: Order) -> Option<Day> {
    if inside_name(tokens, at) {
        return None;
    }
    let first = tokens[at].number(1..3)?;
    let Kind::Mark(mark @ ('-' | '/' | '.')) = tokens.get(at + 1)?.kind else {
        return None;
    };
    let second = tokens.get(at + 2)?.number(1..3)?;
    if !tokens.get(at + 3)?.is_mark(&[mark]) || goes_on(tokens, at + 5) {
        return None;
    }
    let year_token = tokens.get(at + 4)?;
    let year = match year_token.number(4..5) {
        Some(year) => year,
        None => short_year(year_token.number(2..3)?),
    };
    let day_first = first > 12 || (second <= 12 && (mark == '.' || order == Order::DayFirst));
    let (day, month) = if day_first {
        (first, second)
    } else {
        (second, first)
    };
    Day::new(year, month, day, at + 5)
}

/// A month's name at or soon after a token, with the token after it.
fn named_month(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let at = skip_links(tokens, at);
    match &tokens.get(at)?.kind {
        Kind::Word(word) => {
            if &**word == "tháng" {
                return Some((tokens.get(at + 1)?.number(1..3)?, at + 2));
            }
            let second = || tokens.get(at + 1)?.word();
            if let Some(month) = second().and_then(|second| month_of_two_words(word, second)) {
                return Some((month, at + 2));
            }
            month(word).map(|month| (i16::from(month), at + 1))
        }
        _ => None,
    }
}

/// A year after a day or a month's name, with the token after it.
fn year_after(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let at = skip_links(tokens, at);
    let token = tokens.get(at)?;
    if let Some(year) = token.number(4..5) {
        // Thai dates count from the birth of the Buddha.
        let year = if (2400..2700).contains(&year) {
            year - 543
        } else {
            year
        };
        return Some((year, at + 1));
    }
    let apostrophe = at > 0 && tokens[at - 1].is_mark(&['\'', '’', '-']);
    apostrophe
        .then(|| token.number(2..3).map(short_year))?
        .map(|year| (year, at + 1))
}

/// A year of two digits, in the hundred years to 2050.
fn short_year(year: i16) -> i16 {
    if year <= 50 { 2000 + year } else { 1900 + year }
}

/// Passes over what stands between the parts of a date: at most three tokens.
fn skip_links(tokens: &[Token<'_>], at: usize) -> usize {
    let is_link = |token: &&Token<'_>| match &token.kind {
        Kind::Word(word) => links_date(word),
        Kind::Mark(mark) => matches!(mark, '.' | ',' | '،' | '-' | '/' | '\'' | '’' | 'º' | '°'),
        Kind::Number { .. } => false,
    };
    at + tokens.iter().skip(at).take(3).take_while(is_link).count()
}

/// Whether a token goes on as a time: the "14" of `2021 October 14:16`.
fn starts_clock(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(tokens.get(at), Some(token) if token.glued && token.is_mark(&[':']))
}

#[cfg(test)]
mod tests;
