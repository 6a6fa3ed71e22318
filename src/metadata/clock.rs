//! The time of day and the offset that stand beside a date.

use std::ops::Range;

use jiff::civil::Time;
use jiff::tz::Offset;

use super::months::{half_of_day, zone};
use super::tokens::{Kind, Token};

/// Tokens between a date and its time: ", at", "| Wednesday,", "- um".
const REACH: usize = 4;

/// The time that stands after a date (from `next`), else before it (in
/// `before`), with its offset, and the token after all that was read.
pub(super) fn beside(
    tokens: &[Token<'_>],
    before: Range<usize>,
    next: usize,
) -> (Option<Time>, Option<Offset>, usize) {
    let fillers = tokens
        .iter()
        .skip(next)
        .take(REACH)
        .take_while(|token| is_filler(token))
        .count();
    for at in next..=next + fillers {
        if let Some((time, end)) = self::at(tokens, at) {
            return offset_after(tokens, end, time);
        }
    }
    let nearest = before.end.saturating_sub(REACH + 3).max(before.start);
    for at in nearest..before.end {
        if let Some((time, end)) = self::at(tokens, at)
            && end <= before.end
        {
            let (time, offset, _) = offset_after(tokens, end, time);
            return (time, offset, next);
        }
    }
    (None, None, next)
}

/// Whether a token may stand between a date and its time.
fn is_filler(token: &Token<'_>) -> bool {
    match &token.kind {
        Kind::Word(_) => true,
        Kind::Mark(mark) => !matches!(mark, '+' | '/' | ';'),
        Kind::Number { .. } => false,
    }
}

/// The time that begins at a token, with the token after it: `14:16:05.123`,
/// `2:16 p.m.`, `오후 2:16`, `14h16`, `14時16分`, `14.16 Uhr`, `T141605`.
pub(super) fn at(tokens: &[Token<'_>], at: usize) -> Option<(Time, usize)> {
    let half = tokens.get(at)?.word().and_then(half_of_day);
    let at = at + usize::from(half.is_some());
    let token = tokens.get(at)?;
    if let Kind::Number { value, digits: 6 } = token.kind
        && tokens.get(at.checked_sub(1)?)?.word() == Some("t")
    {
        let part = |number: u64| i8::try_from(number % 100).ok();
        let time = Time::new(part(value / 10_000)?, part(value / 100)?, part(value)?, 0).ok()?;
        return Some((time, at + 1));
    }
    let hour = token.number(1..3)?;
    let mark = tokens.get(at + 1)?;
    let minute = || tokens.get(at + 2)?.number(2..3);
    let is_hour_word = |token: &Token<'_>| {
        token
            .word()
            .is_some_and(|word| matches!(word, "uhr" | "h" | "時" | "时" | "시" | "點" | "点"))
    };
    let (minute, second, end) = if mark.is_mark(&[':', '：']) {
        let (second, end) = second(tokens, at + 3);
        (minute()?, second, end)
    } else if mark.is_mark(&['.']) {
        let follower = tokens.get(at + 3)?;
        if !is_hour_word(follower) && half_after(tokens, at + 3).is_none() {
            return None;
        }
        (minute()?, 0, at + 3)
    } else if is_hour_word(mark) {
        match tokens.get(at + 2).and_then(|token| token.number(1..3)) {
            Some(minute) if mark.text != "Uhr" => (minute, 0, at + 3),
            _ => (0, 0, at + 2),
        }
    } else {
        half_after(tokens, at + 1)?;
        (0, 0, at + 1)
    };
    let (half, end) = match half {
        Some(half) => (Some(half), end),
        None => half_after(tokens, end).map_or((None, end), |(half, end)| (Some(half), end)),
    };
    let hour = match (half, hour) {
        (Some(true), 1..=11) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    let part = |number: i16| i8::try_from(number).ok();
    // A leap second, which civil time has no room for, is the second before.
    let time = Time::new(part(hour)?, part(minute)?, part(second.min(59))?, 0).ok()?;
    Some((time, end))
}

/// `:05` and a fraction, which is dropped.
fn second(tokens: &[Token<'_>], at: usize) -> (i16, usize) {
    let after = |at: usize, marks: &[char], digits| {
        let mark = tokens.get(at)?;
        (mark.glued && mark.is_mark(marks)).then(|| tokens.get(at + 1)?.number(digits))?
    };
    let Some(second) = after(at, &[':', '：'], 2..3) else {
        return (0, at);
    };
    let fraction = tokens
        .get(at + 2)
        .is_some_and(|mark| mark.glued && mark.is_mark(&['.', ',']))
        && matches!(
            tokens.get(at + 3),
            Some(Token {
                kind: Kind::Number { .. },
                glued: true,
                ..
            })
        );
    (second, if fraction { at + 4 } else { at + 2 })
}

/// `pm`, `p.m.` or `PM` at a token: whether past noon, and the token after it.
fn half_after(tokens: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
    let word = tokens.get(at)?.word()?;
    let dotted = |mark: usize| tokens.get(mark).is_some_and(|token| token.is_mark(&['.']));
    if matches!(word, "a" | "p") {
        let whole = dotted(at + 1) && tokens.get(at + 2)?.word() == Some("m");
        return whole.then(|| (word == "p", at + 3 + usize::from(dotted(at + 3))));
    }
    Some((half_of_day(word)?, at + 1))
}

/// Reads the offset after a time: `Z`, `+03:00`, `+0300`, `GMT+2`, `EDT`,
/// `(CEST)`.
pub(super) fn offset_after(
    tokens: &[Token<'_>],
    at: usize,
    time: Time,
) -> (Option<Time>, Option<Offset>, usize) {
    let bracket = tokens.get(at).is_some_and(|token| token.is_mark(&['(']));
    let named_at = at + usize::from(bracket);
    let named = tokens.get(named_at).and_then(|token| zone(token.word()?));
    let signed_at = if named == Some(0) { named_at + 1 } else { at };
    if let Some((minutes, next)) = signed(tokens, signed_at) {
        return (Some(time), Offset::from_seconds(minutes * 60).ok(), next);
    }
    match named {
        Some(minutes) => (
            Some(time),
            Offset::from_seconds(minutes * 60).ok(),
            named_at + 1,
        ),
        None => (Some(time), None, at),
    }
}

/// `+03:00`, `-0400`, `+2` in minutes, with the token after it.
fn signed(tokens: &[Token<'_>], at: usize) -> Option<(i32, usize)> {
    let sign = tokens.get(at)?;
    let number = tokens.get(at + 1)?;
    if !number.glued || !sign.is_mark(&['+', '-', '−']) {
        return None;
    }
    let factor = if sign.is_mark(&['+']) { 1 } else { -1 };
    if let Some(both) = number.number(4..5) {
        return Some((
            factor * (i32::from(both) / 100 * 60 + i32::from(both) % 100),
            at + 2,
        ));
    }
    let hours = i32::from(number.number(1..3)?);
    let colon = tokens
        .get(at + 2)
        .is_some_and(|token| token.glued && token.is_mark(&[':']));
    match tokens.get(at + 3).and_then(|token| token.number(2..3)) {
        Some(minutes) if colon => Some((factor * (hours * 60 + i32::from(minutes)), at + 4)),
        _ => Some((factor * hours * 60, at + 2)),
    }
}
