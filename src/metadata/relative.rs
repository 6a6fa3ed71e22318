//! Times that are told by how long ago they were: "3 hours ago", "vor 2 Tagen",
//! "昨天". They are read against the moment at which the page was saved.
//!
//! Months and years are not read: the day would be a guess.

use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, Span};

use super::clock;
use super::tokens::{Kind, Token, tokens};
use crate::moment::Moment;

/// Longest line that is read, in bytes: the time stands in a line of its own or
/// beside the author's name.
const LONGEST: usize = 120;

/// Whether a line tells a time so.
pub(super) fn is_time(text: &str) -> bool {
    text.len() <= LONGEST && told(&tokens(text)).is_some()
}

/// The time that a line tells so, seen from `now`.
pub(super) fn find(text: &str, now: &Moment) -> Option<Moment> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    match told(&tokens)? {
        Told::Before(count, Unit::Minute) => before(now, count.checked_mul(60)?),
        Told::Before(count, Unit::Hour) => before(now, count.checked_mul(3600)?),
        Told::Before(count, Unit::Day) => days_before(now, count, None),
        Told::Before(count, Unit::Week) => days_before(now, count.checked_mul(7)?, None),
        Told::Day { before, next } => days_before(now, before, clock_after(&tokens, next)),
    }
}

/// What a line tells.
enum Told {
    Before(i64, Unit),
    /// The day so many days before, with the token after its word.
    Day {
        before: i64,
        next: usize,
    },
}

#[derive(Clone, Copy)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
}

/// The moment so many seconds before; to the day alone where `now` has no time.
fn before(now: &Moment, seconds: i64) -> Option<Moment> {
    let Some(time) = now.time else {
        return days_before(now, seconds / 86_400, None);
    };
    let then: DateTime = now
        .date
        .to_datetime(time)
        .checked_sub(SignedDuration::from_secs(seconds))
        .ok()?;
    Some(Moment {
        date: then.date(),
        time: Some(then.time()),
        offset: now.offset,
    })
}

/// The day so many days before, with a time that the page gives.
fn days_before(now: &Moment, days: i64, time: Option<Time>) -> Option<Moment> {
    let date = now
        .date
        .checked_sub(Span::new().try_days(days).ok()?)
        .ok()?;
    Some(Moment {
        date,
        time,
        offset: None,
    })
}

/// The time of day that follows within two tokens ("yesterday at 14:16").
fn clock_after(tokens: &[Token<'_>], next: usize) -> Option<Time> {
    (next..next + 3).find_map(|at| Some(clock::at(tokens, at)?.0))
}

/// The first such time in a line.
fn told(tokens: &[Token<'_>]) -> Option<Told> {
    (0..tokens.len()).find_map(|at| ago(tokens, at).or_else(|| day(tokens, at)))
}

/// A count and a unit at a token, with a word before or after them that says
/// that they lie back.
fn ago(tokens: &[Token<'_>], at: usize) -> Option<Told> {
    let (count, unit_at) = count(tokens, at)?;
    let word = tokens.get(unit_at)?.word()?;
    // "3小时前" and "3분 전" with or without the space.
    let bare = word
        .strip_suffix(['前', '전'])
        .filter(|bare| !bare.is_empty());
    let unit = unit(bare.unwrap_or(word))?;
    let after = || {
        tokens
            .get(unit_at + 1)
            .and_then(Token::word)
            .is_some_and(is_ago)
    };
    let before = || {
        let mut words = tokens[..at].iter().rev().map(Token::word);
        match words.next().flatten() {
            Some("a") => words.next().flatten() == Some("y"),
            Some(word) => lies_back(word),
            None => false,
        }
    };
    (bare.is_some() || after() || before()).then_some(Told::Before(count, unit))
}

/// A number, or a word for one, with the token after it.
fn count(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    match &tokens[at].kind {
        Kind::Number {
            value,
            digits: 1..=4,
        } => Some((i64::try_from(*value).ok()?, at + 1)),
        Kind::Word(word) if is_one(word) => Some((1, at + 1)),
        // Arabic has a form of the noun for one and for two.
        Kind::Word(word) => Some((counted(word)?, at)),
        _ => None,
    }
}

fn is_one(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "one" | "einer" | "einem" | "une" | "un" | "una" | "uma" | "um" | "één"
    )
}

fn counted(word: &str) -> Option<i64> {
    match word {
        "دقيقة" | "ساعة" | "يوم" | "أسبوع" | "godzinę" | "час" | "минуту" => {
            Some(1)
        }
        "دقيقتين" | "ساعتين" | "يومين" | "أسبوعين" => Some(2),
        _ => None,
    }
}

#[rustfmt::skip]
fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" | "minuten" | "minuto" | "minutos" | "minuti" | "minut" | "minuty"
        | "minuta" | "minuut" | "minuter" | "minutter" | "минут" | "минуты" | "минуту" | "хвилин" | "dakika"
        | "menit" | "phút" | "分钟" | "分鐘" | "分" | "분" | "دقيقة" | "دقائق" | "دقيقتين" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "h" | "std" | "stunde" | "stunden" | "heure" | "heures" | "hora" | "horas"
        | "ora" | "ore" | "uur" | "uren" | "godzin" | "godziny" | "godzinę" | "timmar" | "timme" | "timer" | "time"
        | "час" | "часа" | "часов" | "години" | "годин" | "saat" | "jam" | "giờ" | "小时" | "小時" | "時間" | "시간"
        | "ساعة" | "ساعات" | "ساعتين" => Unit::Hour,
        "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "día" | "días" | "dia" | "dias" | "giorno"
        | "giorni" | "dag" | "dagen" | "dagar" | "dage" | "dni" | "dzień" | "день" | "дня" | "дней" | "дні" | "днів"
        | "gün" | "hari" | "ngày" | "天" | "日" | "일" | "يوم" | "أيام" | "يومين" => Unit::Day,
        "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas" | "settimana"
        | "settimane" | "weken" | "tydzień" | "tygodnie" | "неделю" | "недели" | "недель" | "hafta" | "minggu"
        | "tuần" | "周" | "週間" | "주" | "أسبوع" | "أسابيع" | "أسبوعين" => Unit::Week,
        _ => return None,
    })
}

/// Whether a word after the unit says that it lies back.
fn is_ago(word: &str) -> bool {
    matches!(
        word,
        "ago"
            | "geleden"
            | "fa"
            | "temu"
            | "назад"
            | "тому"
            | "önce"
            | "sedan"
            | "siden"
            | "sitten"
            | "lalu"
            | "trước"
            | "atrás"
            | "前"
            | "전"
    )
}

/// Whether a word before the number says that it lies back, as "il y a" does.
fn lies_back(word: &str) -> bool {
    matches!(
        word,
        "vor" | "hace" | "há" | "منذ" | "قبل" | "před" | "acum" | "πριν"
    )
}

/// A word for today or yesterday that begins the line or follows a label; in
/// the midst of a sentence it is none.
fn day(tokens: &[Token<'_>], at: usize) -> Option<Told> {
    const LABEL: usize = 3;
    let word = tokens[at].word()?;
    let (before, words) = match word {
        "today" | "heute" | "hoy" | "hoje" | "oggi" | "vandaag" | "idag" | "dzisiaj" | "dziś"
        | "сегодня" | "сьогодні" | "bugün" | "今天" | "今日" | "오늘" | "اليوم" => {
            (0, 1)
        }
        "yesterday" | "gestern" | "hier" | "ayer" | "ontem" | "ieri" | "gisteren" | "igår"
        | "wczoraj" | "вчера" | "вчора" | "dün" | "kemarin" | "昨天" | "昨日" | "어제" | "أمس" => {
            (1, 1)
        }
        "aujourd" if tokens.get(at + 2)?.word() == Some("hui") => (0, 3),
        "i" if tokens.get(at + 1)?.word() == Some("går") => (1, 2),
        _ => return None,
    };
    let next = at + words;
    let stands_alone = || next == tokens.len() || clock_after(tokens, next).is_some();
    (at <= LABEL && stands_alone()).then_some(Told::Day { before, next })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let now = "2021-10-20T14:16+02:00".parse().expect("a moment");
        find(text, &now).map_or_else(|| "none".to_string(), |moment| moment.to_string())
    }

    #[test]
    fn hours_and_minutes_are_counted_back_in_many_languages() {
        for text in [
            "3 hours ago",
            "Published 3 hours ago by Jane Doe",
            "vor 3 Stunden",
            "il y a 3 heures",
            "hace 3 horas",
            "há 3 horas",
            "3 ore fa",
            "3 uur geleden",
            "3 godziny temu",
            "3 часа назад",
            "3 saat önce",
            "för 3 timmar sedan",
            "3小时前",
            "3 小時前",
            "3時間前",
            "3시간 전",
            "منذ 3 ساعات",
            "منذ ٣ ساعات",
            "180 minutes ago",
        ] {
            assert_eq!(read(text), "2021-10-20T11:16+02:00", "{text}");
        }
        assert_eq!(read("an hour ago"), "2021-10-20T13:16+02:00");
        assert_eq!(read("منذ ساعتين"), "2021-10-20T12:16+02:00");
        assert_eq!(read("15 hours ago"), "2021-10-19T23:16+02:00");
    }

    #[test]
    fn days_and_weeks_give_a_day() {
        for text in [
            "2 days ago",
            "vor 2 Tagen",
            "2天前",
            "2日前",
            "2일 전",
            "منذ يومين",
        ] {
            assert_eq!(read(text), "2021-10-18", "{text}");
        }
        assert_eq!(read("a week ago"), "2021-10-13");
    }

    #[test]
    fn yesterday_and_today_may_have_a_time() {
        for text in [
            "Yesterday",
            "gestern",
            "Hier",
            "昨天",
            "昨日",
            "어제",
            "أمس",
            "Posted yesterday",
        ] {
            assert_eq!(read(text), "2021-10-19", "{text}");
        }
        assert_eq!(read("Yesterday at 9:05 am"), "2021-10-19T09:05");
        assert_eq!(read("Heute, 08:00 Uhr"), "2021-10-20T08:00");
        assert_eq!(read("今天 08:00"), "2021-10-20T08:00");
    }

    #[test]
    fn what_tells_no_time_is_refused() {
        for text in [
            "",
            "3 hours",
            "5 min read",
            "Today in history",
            "The USA Today network",
            "2 months ago",
            "Weather for 3 days",
            "99999999 hours ago",
        ] {
            assert_eq!(read(text), "none", "{text}");
        }
    }

    #[test]
    fn without_a_time_of_day_hours_give_the_day() {
        let now = "2021-10-20".parse().expect("a moment");
        let found = find("3 hours ago", &now).map(|moment| moment.to_string());
        assert_eq!(found.as_deref(), Some("2021-10-20"));
    }
}
