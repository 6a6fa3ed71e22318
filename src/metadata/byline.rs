//! From a byline's text to the names in it.
//!
//! "By Jane Doe and John Roe, Staff Writers | Oct 20, 2021" names two people.
//! The lead word goes, the text is cut at what ends the names, parted at what
//! joins them, and each part is kept if it looks like a name.

use super::date::{Order, find};

/// Longest text that is taken for a byline, in bytes; ten names with their
/// roles fit.
const LONGEST: usize = 400;

/// Most words of a name: "Abteilung für Presse und Information der Stadt".
const NAME_WORDS: usize = 7;

/// The names in a byline, in order, each once. Names that only say that
/// someone runs the site ("admin") are kept if there is no other.
pub(crate) fn names(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = without_brackets(&text);
    let text = without_lead(&text);
    let text = match find(text, Order::DayFirst) {
        Some(date) => text[..date.range.start].trim_end_matches(WEEKDAY_OR_MARK),
        None => text,
    };
    let mut names: Vec<String> = Vec::new();
    for part in parts(cut(text)) {
        let name = tidy(part);
        if is_name(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_string());
        }
    }
    let someone = |name: &String| !is_nobody(name);
    if names.iter().any(someone) {
        names.retain(someone);
    }
    names
}

/// Whether a text begins as a byline does ("By …", "Von …", "文：…").
pub(crate) fn has_lead(text: &str) -> bool {
    without_lead(text).len() < text.len()
}

const WEEKDAY_OR_MARK: &[char] = &[' ', ',', '|', '-', '–', '—', '·', '•', '/'];

/// Words before the names; each ends at a space or a colon. Longer ones first
/// where one begins with another.
const LEADS: &[&str] = &[
    "a report by",
    "article by",
    "by",
    "written by",
    "words by",
    "words",
    "story by",
    "post by",
    "posted by",
    "published by",
    "reviewed by",
    "reported by",
    "review by",
    "text by",
    "photography by",
    "submitted by",
    "created by",
    "contributed by",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "ein artikel von",
    "ein beitrag von",
    "ein gastbeitrag von",
    "eine analyse von",
    "ein kommentar von",
    "eine reportage von",
    "geschrieben von",
    "veröffentlicht von",
    "kommentar von",
    "interview von",
    "interview",
    "von",
    "text",
    "texte",
    "redaktion",
    "par",
    "écrit par",
    "publié par",
    "propos recueillis par",
    "auteur",
    "auteurs",
    "autrice",
    "por",
    "escrito por",
    "publicado por",
    "redacción",
    "autora",
    "autores",
    "di",
    "a cura di",
    "scritto da",
    "autore",
    "door",
    "geschreven door",
    "auteur",
    "av",
    "af",
    "skrevet av",
    "skrevet af",
    "tekst",
    "przez",
    "napisał",
    "napisała",
    "autorzy",
    "scris de",
    "de",
    "írta",
    "szerző",
    "kirjoittaja",
    "teksti",
    "автор",
    "текст",
    "yazan",
    "yazar",
    "oleh",
    "penulis",
    "tác giả",
    "συντάκτης",
    "كتب",
    "كتبت",
    "بقلم",
    "מאת",
    "文",
    "文字",
    "撰文",
    "作者",
    "記者",
    "记者",
    "著者",
    "編集",
    "글",
    "기자",
    "글쓴이",
];

fn without_lead(text: &str) -> &str {
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    // Leads follow each other: "Author: By Jane Doe".
    for _ in 0..2 {
        let Some(shorter) = LEADS
            .iter()
            .filter_map(|lead| strip_lead(rest, lead))
            .min_by_key(|rest| rest.len())
        else {
            break;
        };
        rest = shorter;
    }
    rest
}

/// What follows a lead word and the colon, slash or space after it. Short words
/// that open names in other languages ("De", "Di", "Text") need the right case
/// or a colon: "De Vries" and "Di Stefano" are names.
fn strip_lead<'a>(text: &'a str, lead: &str) -> Option<&'a str> {
    let end = text
        .char_indices()
        .nth(lead.chars().count())
        .map_or(text.len(), |(at, _)| at);
    let (start, rest) = text.split_at(end);
    if start.to_lowercase() != lead {
        return None;
    }
    let after_colon = rest.trim_start().strip_prefix([':', '：', '／', '/', '|']);
    let needs_colon = !matches!(start.chars().next(), Some(c) if c.is_lowercase())
        && matches!(
            lead,
            "de" | "di"
                | "text"
                | "texte"
                | "words"
                | "interview"
                | "redaktion"
                | "redacción"
                | "tekst"
                | "teksti"
                | "af"
                | "av"
        );
    let spaced = (!needs_colon || rest.starts_with('\n'))
        .then(|| rest.strip_prefix(' '))
        .flatten();
    after_colon
        .or(spaced)
        .map(|rest| rest.trim_start_matches([' ', ':', '：']))
}

/// The text without what stands in round or square brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Words that end the names: what follows is a role, a place or a time.
const ENDS: &[&str] = &[
    " | ",
    " • ",
    " · ",
    " – ",
    " — ",
    " - ",
    " // ",
    " / ",
    " @",
    " on ",
    " for ",
    " in ",
    " at ",
    " is a ",
    " updated",
    " published",
    " last updated",
    " posted",
    " for the ",
    " special to ",
    " von ",
    " veröffentlicht",
    " aktualisiert",
    " publié",
    " publicado",
    " hat ",
    " ist ",
];

/// The part of a byline that holds the names.
fn cut(text: &str) -> &str {
    let folded = text.to_ascii_lowercase() + " ";
    let end = ENDS
        .iter()
        .filter_map(|end| folded.find(end))
        .filter(|at| *at > 0)
        .min();
    &text[..end.unwrap_or(text.len())]
}

/// Words between two names.
const JOINTS: &[&str] = &[
    " and ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " i ", " и ", " та ", " ve ",
    " ja ", " és ", " și ", " và ", " dan ", " with ", " mit ", " & ", " + ", " και ",
];

/// The text cut at commas and joining words.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split([',', ';', '、', '，', '؛', '،', '\n'])
        .map(str::trim)
        .collect();
    for joint in JOINTS {
        parts = parts
            .into_iter()
            .flat_map(|part| split_folded(part, joint))
            .collect();
    }
    // "A, B, and C" leaves "and C".
    parts
        .into_iter()
        .map(|part| {
            JOINTS
                .iter()
                .find_map(|joint| part.strip_prefix(joint.trim_start()))
                .unwrap_or(part)
                .trim()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// Splits at a joint, whatever the case of its ASCII letters.
fn split_folded<'a>(text: &'a str, joint: &str) -> Vec<&'a str> {
    let folded = text.to_ascii_lowercase();
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(at) = folded[start..].find(joint) {
        pieces.push(text[start..start + at].trim());
        start += at + joint.len();
    }
    pieces.push(text[start..].trim());
    pieces
}

/// A part without marks at its ends, a lead word, or an address.
fn tidy(part: &str) -> &str {
    let part = part
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '!' | '®'));
    let part = without_lead(part);
    let part = part
        .strip_suffix("記者")
        .or_else(|| part.strip_suffix(" 기자"))
        .unwrap_or(part)
        .trim();
    // A full stop belongs to an initial or "Jr.", not to a whole word.
    match part.strip_suffix('.') {
        Some(rest)
            if rest
                .rsplit([' ', '.'])
                .next()
                .is_some_and(|word| word.chars().count() > 3) =>
        {
            rest
        }
        _ => part,
    }
}

/// Words of a role, not of a name.
const ROLES: &[&str] = &[
    "writer",
    "writers",
    "reporter",
    "reporters",
    "editor",
    "editors",
    "correspondent",
    "correspondents",
    "journalist",
    "columnist",
    "contributor",
    "contributors",
    "producer",
    "photographer",
    "critic",
    "professor",
    "lecturer",
    "director",
    "manager",
    "analyst",
    "ceo",
    "founder",
    "researcher",
    "fellow",
    "intern",
    "freelance",
    "senior",
    "chief",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "journaliste",
    "periodista",
    "redactor",
    "redactora",
    "giornalista",
    "dziennikarz",
    "dziennikarka",
    "author",
    "phd",
    "ph.d",
    "ph.d.",
    "md",
    "m.d.",
    "m.d",
    "rn",
    "mba",
    "rd",
    "rdn",
    "esq",
    "cpa",
    "jr",
    "jr.",
    "sr.",
    "iii",
    "updated",
    "published",
    "read",
    "comments",
    "comment",
    "photo",
    "photos",
    "video",
    "editorial",
    "staff",
    "minutes",
    "min",
    "hours",
    "ago",
    "today",
    "yesterday",
];

/// Words of a role that an organisation's name may hold as well: such a name
/// is kept if nobody else is named.
const BODIES: &[&str] = &["staff", "editorial", "editors"];

/// Whether a part can be the name of a person or an organisation.
fn is_name(part: &str) -> bool {
    let words: Vec<String> = part.split(' ').map(str::to_lowercase).collect();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let digits = part.chars().filter(|c| c.is_numeric()).count();
    let is_role =
        |word: &String| ROLES.contains(&word.as_str()) && !BODIES.contains(&word.as_str());
    letters >= 2
        && !names_no_one(&part.to_lowercase())
        && digits <= letters
        && words.len() <= NAME_WORDS
        && !words.iter().any(is_role)
        && !words.iter().all(|word| ROLES.contains(&word.as_str()))
        && !part.contains("://")
        && !part.contains(['@', '?', '<', '>', '{', '}', '=', '_', '“', '"'])
        && !part.starts_with("www.")
}

/// Whether a text is a lead word that no name follows; an editorial office may
/// stand alone.
fn names_no_one(folded: &str) -> bool {
    LEADS.contains(&folded) && !matches!(folded, "redaktion" | "redacción")
}

/// Whether a name says only that someone runs the site.
fn is_nobody(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "admin"
            | "administrator"
            | "webmaster"
            | "root"
            | "user"
            | "guest"
            | "unknown"
            | "anonymous"
            | "editor"
            | "author"
            | "staff"
            | "null"
            | "undefined"
            | "none"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lead_word_goes_in_any_language() {
        for text in [
            "By Jane Doe",
            "BY Jane Doe",
            "Written by Jane Doe",
            "Author: Jane Doe",
            "Von Jane Doe",
            "Ein Gastbeitrag von Jane Doe",
            "Par Jane Doe",
            "Por Jane Doe",
            "di Jane Doe",
            "Door Jane Doe",
            "Av: Jane Doe",
            "Text: Jane Doe",
            "Автор: Jane Doe",
            "文：Jane Doe",
            "作者：Jane Doe",
            "بقلم Jane Doe",
            "Author: By Jane Doe",
            "— Jane Doe",
        ] {
            assert_eq!(names(text), ["Jane Doe"], "{text}");
        }
    }

    #[test]
    fn a_name_that_begins_like_a_lead_word_is_whole() {
        for name in [
            "De Vries",
            "Di Stefano",
            "Byron Katie",
            "Vonda Shepard",
            "Parker Posey",
        ] {
            assert_eq!(names(name), [name]);
        }
    }

    #[test]
    fn names_are_parted_at_commas_and_joining_words() {
        for text in [
            "Jane Doe, John Roe and Ann Poe",
            "Jane Doe, John Roe, and Ann Poe",
            "Jane Doe, John Roe & Ann Poe",
            "Von Jane Doe, John Roe und Ann Poe",
            "Jane Doe; John Roe; Ann Poe",
            "Jane Doe, John Roe et Ann Poe",
            "Jane Doe, John Roe y Ann Poe",
            "Jane Doe、John Roe、Ann Poe",
            "Jane Doe AND John Roe AND Ann Poe",
        ] {
            assert_eq!(names(text), ["Jane Doe", "John Roe", "Ann Poe"], "{text}");
        }
    }

    #[test]
    fn roles_places_and_dates_are_no_names() {
        for text in [
            "By Jane Doe, Staff Writer",
            "Jane Doe | Reporter",
            "By Jane Doe, Senior Editor at The Paper",
            "By Jane Doe Oct 20, 2021",
            "By Jane Doe | Published: Oct 20, 2021 | 5 min read",
            "Von Jane Doe, 20.10.2021",
            "By Jane Doe (jane@example.org)",
            "Jane Doe in Berlin",
            "By Jane Doe, Ph.D.",
            "By Jane Doe on October 20, 2021",
            "Jane Doe, jane@example.org",
        ] {
            assert_eq!(names(text), ["Jane Doe"], "{text}");
        }
    }

    #[test]
    fn an_organisation_alone_is_a_name() {
        assert_eq!(names("By Associated Press"), ["Associated Press"]);
        assert_eq!(names("The Editorial Board"), ["The Editorial Board"]);
        assert_eq!(names("BBC News Staff"), ["BBC News Staff"]);
    }

    #[test]
    fn whoever_runs_the_site_is_named_only_alone() {
        assert_eq!(names("admin"), ["admin"]);
        assert_eq!(names("admin, Jane Doe"), ["Jane Doe"]);
    }

    #[test]
    fn what_names_nobody_is_refused() {
        for text in [
            "",
            "20 October 2021",
            "https://example.org/jane",
            "jane@example.org",
            "5 min read",
            "By",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }
}
