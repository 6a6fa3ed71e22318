//! The dateline: the place and the agency that a report opens with.
//!
//! "WASHINGTON, D.C., June 3 (AP) — The river rose." The words stay in the
//! text; here they are only read.

use crate::article::{Dateline, Source, Value};
use crate::block::Page;

use super::byline_words::is_agency_word;
use super::date::{self, Order};
use super::months;

/// Bytes of a paragraph in which a dateline ends.
const LONGEST: usize = 90;

/// Most words of a place: "SALT LAKE CITY, Utah".
const PLACE_WORDS: usize = 6;

/// The marks that end a dateline.
const ENDS: &[&str] = &[" — ", " – ", " - ", " -- ", "— ", "– ", " —", "—"];

/// Agencies by the letters or names that stand in brackets.
const AGENCIES: &[&str] = &[
    "AAP", "AFP", "ANI", "ANP", "ANSA", "AP", "APA", "Belga", "CP", "CTK", "DPA", "EFE", "EP",
    "EPD", "IANS", "IPS", "KNA", "Kyodo", "Lusa", "MTI", "NTB", "PA", "PAP", "PTI", "Reuters",
    "Ritzau", "SDA", "SID", "TASS", "TT", "UPI", "WAM", "Xinhua", "Yonhap", "dpa", "epd", "kna",
    "sda", "ČTK",
];

/// Words that open a paragraph and name no place.
const NO_PLACES: &[&str] = &[
    "AT",
    "ANALYSIS",
    "BREAKING",
    "CORRECTION",
    "EDITORIAL",
    "EXCLUSIVE",
    "FROM",
    "IN",
    "LIVE",
    "NEWS",
    "NOTE",
    "OPINION",
    "REVIEW",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WARNING",
    "WATCH",
];

/// The dateline of the running text: of its first paragraph, or of the second
/// where a caption or a sub-head stands before it.
pub(super) fn opening(page: &Page, body: &[usize]) -> Option<Value<Dateline>> {
    const PARAGRAPHS: usize = 2;
    let blocks = body.iter().filter_map(|row| page.blocks.get(*row));
    let mut paragraphs = blocks.filter(|block| !block.is_heading() && !block.text.is_empty());
    paragraphs
        .by_ref()
        .take(PARAGRAPHS)
        .find_map(|block| of(&block.text))
}

/// The dateline that a paragraph opens with.
fn of(paragraph: &str) -> Option<Value<Dateline>> {
    let opening = until_dash(paragraph.trim_start())?;
    let (rest, agency) = agency_at_end(opening);
    let place = place(rest, agency.is_some_and(is_agency));
    if !rest.is_empty() && place.is_none() {
        return None;
    }
    let dateline = Dateline {
        place,
        agency: agency.map(str::to_string),
    };
    let says_nothing = dateline == Dateline::default();
    (!says_nothing).then(|| Value::new(dateline, Source::Visible))
}

/// What stands before the first mark that may end a dateline.
fn until_dash(paragraph: &str) -> Option<&str> {
    let end = ENDS.iter().filter_map(|mark| paragraph.find(mark)).min()?;
    let goes_on = paragraph[end..]
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase());
    (end <= LONGEST && goes_on).then(|| paragraph[..end].trim())
}

/// The text before an agency in brackets at its end, and the agency.
fn agency_at_end(opening: &str) -> (&str, Option<&str>) {
    let inner = || {
        let (rest, agency) = opening.strip_suffix(')')?.rsplit_once('(')?;
        Some((rest.trim(), agency.trim()))
    };
    match inner() {
        Some((rest, agency)) if is_agency(agency) || (is_call_sign(agency) && !rest.is_empty()) => {
            (rest, Some(agency))
        }
        _ => (opening, None),
    }
}

fn is_agency(name: &str) -> bool {
    let says_so = |word: &str| is_agency_word(&word.to_lowercase());
    AGENCIES.contains(&name)
        || (name.starts_with(char::is_uppercase) && name.split([' ', '/']).any(says_so))
}

/// Whether a text is made of a few capitals, as the names of stations are.
fn is_call_sign(text: &str) -> bool {
    (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The place, without the day beside it: in capitals, or, where an agency
/// follows, written as names are.
fn place(text: &str, has_agency: bool) -> Option<String> {
    let text = without_day(text);
    let text = text.trim_end_matches([',', ' ', ':', ';', '(']);
    let is_written = |word: &str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_none_or(char::is_uppercase)
    };
    let main = text.split(',').next().unwrap_or(text);
    let first = main.split(' ').next().unwrap_or(main);
    let in_capitals = main.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !main.contains(char::is_lowercase)
        && main.contains(char::is_uppercase);
    let is_place = !text.contains(['?', '!', '"', '“'])
        && (in_capitals || !text.trim_end_matches('.').contains('.'));
    let fits = text.split(' ').count() <= PLACE_WORDS
        && text.split(' ').all(is_written)
        && !text.contains(char::is_numeric)
        && !NO_PLACES.contains(&first.to_uppercase().as_str())
        && is_place;
    (fits && (in_capitals || (has_agency && !text.is_empty()))).then(|| text.to_string())
}

/// A text without the day at its end: "MOSCOW, Dec 5", "FALLOW BEND, 3 June 2014".
fn without_day(text: &str) -> &str {
    if let Some(found) = date::find(text, Order::DayFirst) {
        return &text[..found.range.start];
    }
    let Some((place, day)) = text.rsplit_once(',') else {
        return text;
    };
    let mut words = day.split([' ', '.']).filter(|word| !word.is_empty());
    let is_part = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || months::month(&word.to_lowercase()).is_some()
    };
    let is_day = day.contains(|c: char| c.is_ascii_digit()) && words.all(is_part);
    if is_day { place } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(paragraph: &str) -> (Option<String>, Option<String>) {
        let found = of(paragraph).map(|found| found.value).unwrap_or_default();
        (found.place, found.agency)
    }

    #[test]
    fn place_and_agency_are_read_and_the_day_is_passed_over() {
        for (paragraph, place, agency) in [
            ("PARIS (AP) — The river rose.", "PARIS", "AP"),
            ("Berlin (dpa) - Der Fluss steigt.", "Berlin", "dpa"),
            (
                "MOSCOW, Dec 5 (Reuters) - The river rose.",
                "MOSCOW",
                "Reuters",
            ),
            (
                "FALLOW BEND, 3 June 2014 (AFP) – The river rose.",
                "FALLOW BEND",
                "AFP",
            ),
            (
                "NEW YORK, N.Y. (Associated Press) — The river rose.",
                "NEW YORK, N.Y.",
                "Associated Press",
            ),
        ] {
            let expected = (Some(place.to_string()), Some(agency.to_string()));
            assert_eq!(read(paragraph), expected, "{paragraph}");
        }
    }

    #[test]
    fn either_may_stand_alone() {
        for place in ["ATLANTA", "ST. LOUIS", "SALT LAKE CITY, Utah", "ŁÓDŹ"] {
            let paragraph = format!("{place} -- Federal officials warned of rain.");
            assert_eq!(read(&paragraph), (Some(place.to_string()), None));
        }
        let dated = read("WASHINGTON (January 24, 2017) — The river rose.");
        assert_eq!(dated, (Some("WASHINGTON".to_string()), None));
        let agency = read("(Reuters) - The river rose.");
        assert_eq!(agency, (None, Some("Reuters".to_string())));
    }

    #[test]
    fn a_sentence_with_a_dash_opens_with_no_dateline() {
        for paragraph in [
            "",
            "The river rose — and fell again.",
            "The river — The Fallow — rose.",
            "BREAKING — The river rose.",
            "“PARIS” — The film.",
            "In Paris (AP) — The river rose.",
            "It rained all night. PARIS (AP) — The river rose.",
            "2021 — The river rose.",
            "The river (ABC) — The Fallow — rose.",
        ] {
            assert_eq!(read(paragraph), (None, None), "{paragraph}");
        }
    }
}
