//! What the site and the section are called, by what repeats on the page.

use std::collections::HashMap;

use super::Reading;
use super::sketch::letters;
use crate::verdict::Role;

/// Most lines at each end of the page that are read for names.
const LINES: usize = 200;

/// The name of the site: what follows the headline in the first line, where
/// that repeats it; else the words with capitals that stand both above the
/// headline and below the body, on the most lines; else who holds the rights;
/// else the first line, if it is a few words with capitals.
///
/// Fails on: a site whose name is one word and that says nothing of its rights.
pub(super) fn site(reading: &Reading, title: Option<usize>) -> Option<String> {
    let above = 0..title.or(reading.body_first)?.min(LINES);
    beside_title(reading, title)
        .or_else(|| repeated(reading, above))
        .or_else(|| holder(reading))
        .or_else(|| first_line(reading, title))
}

/// A banner: the first line, of a few words that begin with capitals but for
/// short ones between them, well above the headline.
///
/// Fails on: a menu that begins with such an entry.
fn first_line(reading: &Reading, title: Option<usize>) -> Option<String> {
    let first = reading
        .lines
        .iter()
        .position(|line| !line.block.text.is_empty())?;
    let sketch = &reading.sketches[first];
    let is_banner = title.is_some_and(|title| title > first + 1)
        && WORDS.contains(&(sketch.words as usize))
        && phrases(&reading.lines[first].block.text).contains(&&*reading.lines[first].block.text)
        && !sketch.is_detail()
        && !sketch.is_trail;
    is_banner.then(|| reading.lines[first].block.text.clone())
}

/// "Rain at last - The Paper" above the headline "Rain at last".
fn beside_title(reading: &Reading, title: Option<usize>) -> Option<String> {
    const MARKS: [&str; 6] = [" - ", " | ", " – ", " — ", " :: ", " · "];
    const MOST_WORDS: usize = 6;
    let title = title.filter(|line| *line > 0)?;
    let headline = &reading.lines[title].block.text;
    let rest = reading.lines[0]
        .block
        .text
        .strip_prefix(headline.as_str())?;
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    let name = rest.split(mark).last()?.trim();
    let is_name = !name.is_empty() && name.split(' ').count() <= MOST_WORDS;
    is_name.then(|| name.to_owned())
}

/// Words of a name.
const WORDS: std::ops::RangeInclusive<usize> = 2..=5;

/// The phrase with capitals that stands above the headline and below the body:
/// the one of the most lines, and of those that hold it the longest.
fn repeated(reading: &Reading, above: std::ops::Range<usize>) -> Option<String> {
    let below = (reading.body_end..reading.lines.len()).take(LINES);
    let mut head: HashMap<&str, usize> = HashMap::new();
    let mut order: Vec<&str> = Vec::new();
    for line in above {
        for phrase in phrases(&reading.lines[line].block.text) {
            let lines = head.entry(phrase).or_insert(0);
            if *lines == 0 {
                order.push(phrase);
            }
            *lines += 1;
        }
    }
    let mut foot: HashMap<&str, usize> = HashMap::new();
    for line in below.filter(|line| !reading.is_body[*line]) {
        for phrase in phrases(&reading.lines[line].block.text) {
            if head.contains_key(phrase) {
                *foot.entry(phrase).or_insert(0) += 1;
            }
        }
    }
    let lines = |phrase: &str| head[phrase] + foot.get(phrase).copied().unwrap_or(0);
    let both: Vec<&str> = order
        .into_iter()
        .filter(|phrase| foot.contains_key(phrase))
        .collect();
    // A line that stands alone at both ends is an entry of the menu.
    let is_entry = |phrase: &str| {
        let alone = |line: &usize| reading.lines[*line].block.text == phrase;
        (reading.body_end..reading.lines.len()).any(|line| alone(&line))
    };
    let most = both
        .iter()
        .filter(|phrase| !is_entry(phrase))
        .max_by_key(|phrase| (lines(phrase), std::cmp::Reverse(phrase.len())))?;
    let holds = |longer: &&&str| longer.ends_with(*most) || longer.starts_with(*most);
    both.iter()
        .filter(holds)
        .max_by_key(|phrase| phrase.len())
        .map(|phrase| (*phrase).to_owned())
}

/// The runs of words with capitals in a line, whole and in part, each once.
fn phrases(text: &str) -> Vec<&str> {
    const READ: usize = 300;
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut phrases = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let start = at;
        at += word.len() + 1;
        if start > READ {
            break;
        }
        // "Sund," ends a name and a phrase.
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let is_name = bare.starts_with(char::is_uppercase)
            && bare.chars().any(char::is_lowercase)
            && bare
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&'));
        if !is_name {
            // "Diario del Puerto": a short word joins what stands around it.
            if words.is_empty() || !is_joint(word) {
                words.clear();
            }
            continue;
        }
        let end = start + bare.len();
        words.push((start, end));
        let from = words.len().saturating_sub(*WORDS.end());
        for first in from..words.len() {
            if WORDS.contains(&(words.len() - first)) {
                let phrase = &text[words[first].0..end];
                if !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
        }
        if bare.len() < word.len() {
            words.clear();
        }
    }
    phrases
}

/// Whether a word may join those of a name: "of", "del", "für".
fn is_joint(word: &str) -> bool {
    const LETTERS: usize = 3;
    word.chars().count() <= LETTERS && word.chars().all(char::is_lowercase)
}

/// "© 2021 The Paper, Quay Street 4": who holds the rights.
fn holder(reading: &Reading) -> Option<String> {
    const SIGNS: [&str; 3] = ["©", "(c)", "(C)"];
    const MOST_WORDS: usize = 6;
    let lines = (reading.body_end..reading.lines.len()).filter(|line| !reading.is_body[*line]);
    lines
        .filter_map(|line| {
            let text = &reading.lines[line].block.text;
            let rest = SIGNS.iter().find_map(|sign| text.split_once(sign))?.1;
            let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
            let end = rest
                .find([',', '.', '|', '•', '·', '–', '\n'])
                .unwrap_or(rest.len());
            let name = rest[..end].trim();
            let is_name =
                name.starts_with(char::is_uppercase) && name.split(' ').count() <= MOST_WORDS;
            is_name.then(|| name.to_owned())
        })
        .next()
}

/// The section: a short line right above the headline that the page repeats as
/// an entry of a menu, written as it is there; else the second step of a way
/// that leads to the article ("Home / News / Harbour").
pub(super) fn section(
    reading: &Reading,
    title: Option<usize>,
    site: Option<&str>,
) -> Option<String> {
    const ABOVE: usize = 3;
    const MOST_WORDS: u32 = 4;
    let title = title?;
    let above = || (title.saturating_sub(ABOVE)..title).rev();
    let is_kicker = |line: &usize| {
        let sketch = &reading.sketches[*line];
        (1..=MOST_WORDS).contains(&sketch.words)
            && !sketch.is_detail()
            && !sketch.is_trail
            && !sketch.ends_sentence
    };
    let entry = |line: usize| {
        let own = letters(&reading.lines[line].block.text);
        let is_site = site.is_some_and(|site| letters(site) == own);
        let same = |other: &usize| {
            *other != line
                && letters(&reading.lines[*other].block.text) == own
                && reading.places[*other]
                    .as_ref()
                    .is_some_and(|place| place.role == Role::Navigation)
        };
        let found = (0..reading.lines.len()).rev().find(same);
        found
            .filter(|_| !own.is_empty() && !is_site)
            .map(|line| reading.lines[line].block.text.clone())
    };
    above().filter(is_kicker).find_map(entry).or_else(|| {
        let trail = above().find(|line| reading.sketches[*line].is_trail)?;
        step_of(&reading.lines[trail].block.text)
    })
}

/// The second of two steps or more.
fn step_of(trail: &str) -> Option<String> {
    let mut steps = trail
        .split(['/', '|', '>', '»', '›', '→'])
        .map(str::trim)
        .filter(|step| !step.is_empty());
    steps.nth(1).map(str::to_owned)
}
