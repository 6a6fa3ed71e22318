//! What a short line beside a headline or above a comment says: a time, a
//! name, or something else.

use crate::metadata::date::{self, Order};

/// Longest line that is only a time, in characters. A stated guess: the
/// longest usual one is "Wednesday, 24 September 2025 at 10:45 a.m. CEST".
const LONGEST_TIME: usize = 50;

/// Words that stand with numbers in times, beside the names of months and
/// their short forms in several languages.
const TIME_WORDS: &[&str] = &[
    "ago",
    "am",
    "an",
    "at",
    "day",
    "days",
    "heure",
    "heures",
    "hora",
    "horas",
    "hour",
    "hours",
    "hrs",
    "il",
    "hace",
    "jour",
    "jours",
    "min",
    "mins",
    "minute",
    "minuten",
    "minutes",
    "minutos",
    "month",
    "months",
    "on",
    "pm",
    "published",
    "std",
    "stunden",
    "tag",
    "tagen",
    "today",
    "uhr",
    "updated",
    "utc",
    "vor",
    "week",
    "weeks",
    "y",
    "year",
    "years",
    "yesterday",
];

/// First letters of the names of months, as English, German, French, Spanish,
/// Italian, Portuguese, Dutch and Polish share them.
const MONTHS: &[&str] = &[
    "jan", "feb", "fev", "fév", "mar", "mär", "mrz", "apr", "avr", "abr", "mai", "may", "maj",
    "jun", "juin", "jul", "juil", "aug", "aou", "aoû", "ago", "sep", "set", "oct", "okt", "oto",
    "nov", "dec", "dez", "dic", "déc",
];

/// Whether a line is a time and nothing else: numbers, with words of time or
/// with the marks that part the numbers of a date.
///
/// Fails on: a sum or a score that is written like a date.
pub(crate) fn is_time(line: &str) -> bool {
    if line.chars().count() > LONGEST_TIME || !line.chars().any(char::is_numeric) {
        return false;
    }
    if line.contains(['年', '月', '日', '時', '时', '년', '월', '일']) {
        return true;
    }
    let words = || {
        line.split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let is_date_word = |word: &str| {
        let word = word.to_lowercase();
        TIME_WORDS.contains(&word.as_str()) || MONTHS.iter().any(|month| word.starts_with(month))
    };
    // "14:30", "1/2/2021", "2021-02-01T10:00Z"
    let has_parted_numbers = line
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '/' | '.' | '-')))
        .any(|number| {
            number
                .split([':', '/', '.', '-'])
                .filter(|part| !part.is_empty())
                .count()
                > 1
        });
    let strange = words().filter(|word| !is_date_word(word)).count();
    strange <= 2 && (words().any(is_date_word) || has_parted_numbers)
}

/// A day with the clock that follows it on its line: of "Posted 3 May 2021,
/// 10:15 by Ada" and "3 May 2021" it is "3 May 2021, 10:15".
///
/// Fails on: a clock before the day.
pub(crate) fn with_clock<'a>(line: &'a str, day: &'a str) -> &'a str {
    let Some(start) = line.find(day) else {
        return day;
    };
    let end = start + day.len();
    let with_clock = date::find_all(line, Order::DayFirst)
        .into_iter()
        .find(|found| found.moment.time.is_some() && (start..end).contains(&found.range.start));
    let end = with_clock.map_or(end, |found| found.end.max(end));
    &line[start..end]
}

/// The name after "By" and its like, if a line says who wrote something.
pub(crate) fn named_author(line: &str) -> Option<&str> {
    const LEADS: &[&str] = &["by ", "von ", "par ", "por ", "di ", "door ", "od "];
    const LONGEST_NAME: usize = 60;

    let lead = LEADS.iter().find(|lead| {
        line.get(..lead.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(lead))
    })?;
    let name = line[lead.len()..].trim();
    let begins_as_name = name.chars().next().is_some_and(|c| !c.is_lowercase());
    (begins_as_name && name.chars().count() <= LONGEST_NAME).then_some(name)
}

/// "Hugh B."
fn ends_in_initial(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line);
    let letter = last.strip_suffix('.').unwrap_or_default();
    let mut letters = letter.chars();
    last.len() < line.len()
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none()
}

/// Whether a line could be the name over a comment: a few words without the
/// end of a sentence.
pub(crate) fn may_be_name(line: &str) -> bool {
    line.chars().count() <= 40
        && line.split_whitespace().count() <= 4
        && (!line.ends_with(['.', '!', '?', '…', '。']) || ends_in_initial(line))
        && line.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_other_short_lines() {
        for line in [
            "3 hours ago",
            "14:30",
            "12 May 2021",
            "2021-05-12",
            "May 12, 2021 at 4:05 pm",
            "vor 5 Minuten",
            "12. März 2021, 10:15 Uhr",
            "12/05/2021",
            "2021年5月12日",
            "Published 12 May",
        ] {
            assert!(is_time(line), "{line}");
        }
        for line in [
            "Two dead",
            "Read more",
            "24 pictures",
            "Top 10 of the year in one long list",
            "Rain",
        ] {
            assert!(!is_time(line), "{line}");
        }
    }

    #[test]
    fn the_clock_beside_a_day_goes_with_it() {
        for (line, whole) in [
            ("Posted 3 May 2021, 10:15 by Ada", "3 May 2021, 10:15"),
            ("3 May 2021 at 4:05 p.m.", "3 May 2021 at 4:05 p.m."),
            ("3 May 2021 um 10.15 Uhr", "3 May 2021 um 10.15"),
            ("3 May 2021 · 4 replies", "3 May 2021"),
            ("3 May 2021", "3 May 2021"),
            ("another day", "3 May 2021"),
        ] {
            assert_eq!(with_clock(line, "3 May 2021"), whole, "{line}");
        }
    }

    #[test]
    fn authors_are_named_after_by() {
        assert_eq!(named_author("By Jane Doe"), Some("Jane Doe"));
        assert_eq!(named_author("Von Jürgen Ö"), Some("Jürgen Ö"));
        assert_eq!(named_author("by the river"), None);
        assert_eq!(named_author("日本"), None);
    }
}
