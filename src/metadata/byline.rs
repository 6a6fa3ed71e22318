//! From a byline's text to the names in it.
//!
//! "By Jane Doe and John Roe, Staff Writers | Oct 20, 2021" names two people.
//! The lead word goes, the text is cut at what ends the names, parted at what
//! joins them, and each part is kept if it looks like a name.

use super::byline_words::{
    ENDS, HELPERS, JOINTS, LEADS, SIGNATURES, is_agency_word, is_credential, is_particle, is_role,
    may_open_a_name, qualifies_role,
};
use super::date::{Order, find, find_all};

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
        Some(date) => &text[..date.range.start],
        None => text,
    };
    let mut names: Vec<String> = Vec::new();
    for part in parts(cut(text)) {
        if let Some(name) = names.last_mut() {
            if is_credential(part) || is_abbreviation(part) {
                if !is_agency(part) {
                    name.push_str(", ");
                    name.push_str(part);
                }
                continue;
            }
            if ends_in_role(part) && !has_lead(part) {
                continue;
            }
        }
        let name = without_role(tidy(part));
        // Of "Jane Doe, Home and Garden Expert" the role falls apart.
        let is_rest = names.last().is_some_and(|last| last.contains(' ')) && is_one_word(&name);
        if is_name(&name) && !is_rest && !names.contains(&name) {
            names.push(name);
        }
    }
    drop_agencies(&mut names);
    drop_nobody(&mut names, |name| name);
    names
}

/// The names in a line with a date: those that follow it after "by" and its
/// like, or the one that opens what stands behind the date or before it
/// ("20 October 2021 | Jane Doe | Health").
pub(crate) fn names_after_date(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    // Pages that show a day of change show it beside the day of publication.
    let dates = find_all(text, Order::DayFirst);
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else {
        return Vec::new();
    };
    let is_mark = |c: char| !c.is_alphanumeric();
    let rest = text[last.range.end..].trim_matches(is_mark);
    if has_lead(rest) {
        let mut names = names(rest);
        names.retain(|name| !name.starts_with(char::is_numeric));
        return names;
    }
    let before = text[..first.range.start].trim_matches(is_mark);
    let name = [rest, before].map(without_brackets);
    let name = name.iter().map(|side| cut(side).trim_matches(is_mark));
    let is_whole =
        |name: &&str| is_person(name) && names(name).first().is_some_and(|first| first == name);
    let name = name.filter(is_whole).map(str::to_string).next();
    name.into_iter().collect()
}

/// The name of an organisation, or of whoever signs with a role ("Content
/// Editor"), which is kept whole.
pub(crate) fn organisation(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = without_lead(&text).trim_matches([',', '|', ' ']);
    (is_name(name) && name.len() <= LONGEST / 4).then(|| name.to_string())
}

/// Whether a text begins as a byline does ("By …", "Von …", "文：…").
pub(crate) fn has_lead(text: &str) -> bool {
    strip_lead(text.trim_start()).is_some_and(|rest| !rest.is_empty())
}

/// Whether a text begins with words that only a byline begins with, wherever
/// it stands: "Written by", "Author:".
pub(crate) fn signs(text: &str) -> bool {
    if begin_like(SIGNATURES, text).next().is_none() {
        return false;
    }
    let opening = lower_opening(text);
    let after = |lead: &str| opening.strip_prefix(lead);
    SIGNATURES.iter().any(|lead| {
        after(lead).is_some_and(|rest| rest.starts_with([' ', ':', '：']) || lead.ends_with(':'))
    })
}

/// Whether a text says "By", "Written by:" or the like and nothing else. Words
/// that are used otherwise as well ("Interview", "DE") need their colon.
pub(crate) fn is_lead(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '：', ' ']);
    let lead = bare.to_lowercase();
    LEADS.contains(&lead.as_str())
        && (bare.len() < text.trim_end().len() || !may_open_a_name(&lead))
}

/// Whether a name is written as names are: each word but particles begins
/// with a capital, or the script has none.
pub(crate) fn is_written_as_name(name: &str) -> bool {
    let mut words = name.split(' ').filter(|word| !is_particle(word)).peekable();
    words.peek().is_some()
        && words.all(|word| {
            word.chars()
                .find(|c| c.is_alphabetic())
                .is_none_or(|c| !c.is_lowercase())
        })
}

/// Whether a text begins with what helpers did ("Reviewed by …").
pub(crate) fn names_helper(text: &str) -> bool {
    let mut helpers = begin_like(HELPERS, text).peekable();
    if helpers.peek().is_none() {
        return false;
    }
    let opening = lower_opening(text);
    helpers.any(|helper| {
        let rest = opening.strip_prefix(helper);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a part after a name is an abbreviation in capitals, such as a degree
/// or an order: "RDN", "E-RYT 200".
fn is_abbreviation(part: &str) -> bool {
    const LONGEST_WORD: usize = 6;
    let words = || part.split([' ', '-']);
    words().all(|word| word.len() <= LONGEST_WORD && word.chars().all(is_capital_or_digit))
        && part.starts_with(char::is_uppercase)
        && (words().count() == 1 || part.contains(char::is_numeric))
}

fn is_capital_or_digit(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || c == '.'
}

/// Whether a part says what the person before it is: "Contributing Opinion
/// Writer", "Editor-in-Chief".
fn ends_in_role(part: &str) -> bool {
    let last = part.rsplit([' ', '-']).next().unwrap_or(part);
    is_role(&last.to_lowercase())
}

/// Whether a name is a single word of a script that parts words.
fn is_one_word(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && !name.contains(' ')
}

/// Drops those who only run the site, if anyone else is named.
pub(crate) fn drop_nobody<T>(named: &mut Vec<T>, name: impl Fn(&T) -> &str) {
    if named.iter().any(|one| !is_nobody(name(one))) {
        named.retain(|one| !is_nobody(name(one)));
    }
}

/// Drops the agency or paper that stands after people: "Jane Doe, Associated
/// Press".
fn drop_agencies(names: &mut Vec<String>) {
    if names.first().is_some_and(|first| !is_agency(first)) {
        names.retain(|name| !is_agency(name));
    }
}

/// Whether a name is of an agency or a paper, as far as its words tell.
pub(crate) fn is_agency(name: &str) -> bool {
    name.split(' ')
        .any(|word| is_agency_word(&word.to_lowercase()))
}

/// The text after "By" and its like.
pub(crate) fn without_lead(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    // Leads follow each other: "Author: By Jane Doe".
    let rest = strip_lead(rest).unwrap_or(rest);
    strip_lead(rest).unwrap_or(rest)
}

/// What follows the longest lead word that a text begins with.
fn strip_lead(text: &str) -> Option<&str> {
    let mut leads = begin_like(LEADS, text).peekable();
    leads.peek()?;
    let opening = lower_opening(text);
    leads
        .filter(|lead| opening.starts_with(*lead))
        .filter_map(|lead| strip(text, lead))
        .min_by_key(|rest| rest.len())
}

/// Those of some leads that begin with the first letter of a text, as far as its
/// first byte in lower case tells: nearly all lines begin with no lead.
fn begin_like<'a>(leads: &'a [&'a str], text: &str) -> impl Iterator<Item = &'a str> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let first = text.chars().next().map(|c| match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => byte.to_ascii_lowercase(),
        _ => lower(c).encode_utf8(&mut [0; 4]).as_bytes()[0],
    });
    let leads = leads.iter().copied();
    leads.filter(move |lead| lead.as_bytes().first() == first.as_ref())
}

/// The first characters of a text, enough for a lead word, in lower case.
fn lower_opening(text: &str) -> String {
    const LONGEST_LEAD: usize = 30;
    let mut places = text.char_indices();
    let end = places.nth(LONGEST_LEAD).map_or(text.len(), |(at, _)| at);
    let opening = &text[..end];
    if opening.is_ascii() {
        return opening.to_ascii_lowercase();
    }
    opening.chars().flat_map(char::to_lowercase).collect()
}

/// What follows a lead word and the colon, slash or space after it.
fn strip<'a>(text: &'a str, lead: &str) -> Option<&'a str> {
    let end = text
        .char_indices()
        .nth(lead.chars().count())
        .map_or(text.len(), |(at, _)| at);
    let (start, rest) = text.split_at(end);
    let after_colon = rest.trim_start().strip_prefix([':', '：', '／', '/', '|']);
    let capital = start.starts_with(char::is_uppercase);
    let needs_colon = capital && may_open_a_name(lead);
    let after_space = if needs_colon {
        None
    } else {
        rest.strip_prefix(' ')
    };
    // "ByJane Doe", where only the style sheet parts the words.
    let glued = || {
        let small = lead == "by" && start.ends_with('y');
        (small && rest.starts_with(char::is_uppercase)).then_some(rest)
    };
    after_colon
        .or(after_space)
        .or_else(glued)
        .map(|rest| rest.trim_start_matches([' ', ':', '：', '|']))
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

/// Whether a line joins names ("A and B").
pub(crate) fn has_joint(text: &str) -> bool {
    JOINTS.iter().any(|joint| text.contains(joint))
}

/// Whether a name is of a person, as far as its form tells.
pub(crate) fn is_person(name: &str) -> bool {
    let words = name.split(' ').count();
    (2..=4).contains(&words) && is_written_as_name(name) && !is_agency(name)
}

/// The part of a byline that holds the names.
fn cut(text: &str) -> &str {
    let ends_at = |at: &usize| {
        let rest = &text[*at..];
        let is_end = |end: &&str| rest.starts_with(end) || rest == end.trim_end();
        // What opens the text ends nothing in it.
        ENDS.iter().any(|end| is_end(end) && !text.starts_with(end))
    };
    // Ends begin with a space or a full stop: few places in a text do.
    let mut places = (1..text.len()).filter(|at| matches!(text.as_bytes()[*at], b' ' | b'.'));
    let end = places.find(ends_at);
    &text[..end.unwrap_or(text.len())]
}

/// The text cut at commas and joining words.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text
        .split([',', ';', '、', '，', '؛', '،'])
        .map(str::trim)
        .collect();
    // Joints stand between spaces: "Jane Doe" has none.
    let may_hold_joint = |part: &&str| part.matches(' ').nth(1).is_some();
    if parts.iter().any(may_hold_joint) {
        for joint in JOINTS {
            parts = parts
                .into_iter()
                .flat_map(|part| part.split(joint))
                .collect();
        }
    }
    // "A, B, and C" leaves "and C".
    let bare = |part: &'_ str| {
        JOINTS
            .iter()
            .find_map(|joint| part.strip_prefix(joint.trim_start()).map(str::len))
    };
    parts
        .into_iter()
        .map(|part| {
            bare(part)
                .map_or(part, |rest| &part[part.len() - rest..])
                .trim()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// A part without marks at its ends or a lead word.
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

/// "Staff Writer Jane Doe" and "Jane Doe political editor" without the role;
/// nothing if there is only a role.
fn without_role(part: &str) -> String {
    let words: Vec<&str> = part.split(' ').collect();
    let is_role = |word: &&str| is_role(&word.to_lowercase());
    let Some(first) = words.iter().position(is_role) else {
        return part.to_string();
    };
    let last = words.iter().rposition(is_role).unwrap_or(first);
    let qualifiers = words[..first].iter().rev();
    let first = first
        - qualifiers
            .take_while(|word| qualifies_role(&word.to_lowercase()))
            .count();
    let (before, after) = (&words[..first], &words[last + 1..]);
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let kept = match (before.len(), after.len()) {
        (0 | 1, 2..) => after.iter().take_while(is_capital).count().min(3),
        (2.., _) => {
            let name: Vec<&str> = before.iter().take_while(is_capital).copied().collect();
            return name.join(" ");
        }
        _ => 0,
    };
    after[..kept].join(" ")
}

/// Whether a part can be the name of a person or an organisation.
fn is_name(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let digits = part.chars().filter(|c| c.is_numeric()).count();
    letters >= 2
        && digits <= letters
        && part.split(' ').count() <= NAME_WORDS
        && !names_no_one(&part.to_lowercase())
        && !part.contains("://")
        && !part.contains(['@', '?', '<', '>', '{', '}', '=', '“', '"', ':'])
        && !(part.contains('_') && part.contains(' '))
        && !part.starts_with("www.")
        && !is_placeholder(part)
}

/// Whether a part is the key of a template that was never filled in:
/// "page.head.author".
fn is_placeholder(part: &str) -> bool {
    const SHORTEST_KEY: usize = 3;
    let is_key =
        |key: &str| key.len() >= SHORTEST_KEY && key.bytes().all(|b| b.is_ascii_lowercase());
    part.split('.').count() >= SHORTEST_KEY && part.split('.').all(is_key)
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
mod tests;
