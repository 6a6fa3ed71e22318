//! What the page says of itself: notices, legal lines, addresses.

use super::super::words::Subject;
use super::{Part, Reading};
use crate::verdict::{Reason, Role};

/// Places lines about cookies, newsletters and payment.
pub(super) fn place_notices(reading: &mut Reading) {
    /// Words of a notice: fewer are a link to one, more are a text about it.
    const WORDS: std::ops::RangeInclusive<u32> = 4..=120;
    for line in 0..reading.lines.len() {
        let sketch = reading.sketches[line];
        if !reading.is_free(line) || !WORDS.contains(&sketch.words) {
            continue;
        }
        let reason = if sketch.subjects.has(Subject::Cookies) {
            Reason::SpeaksOfConsent
        } else if sketch.speaks_of_page() {
            Reason::SpeaksOfSubscription
        } else {
            continue;
        };
        reading.place(line, Role::Notice, reason, Part::Line);
    }
}

/// Places the lines below the body that say who owns the page and how to reach
/// them, and what stands with them.
pub(super) fn place(reading: &mut Reading) {
    let below = reading.body_end;
    for stretch in reading.free() {
        let stretch = stretch.start.max(below)..stretch.end.max(below);
        let reason = |line: usize| {
            let sketch = &reading.sketches[line];
            let is_owned = sketch.subjects.has(Subject::Copyright) && sketch.words <= LONGEST;
            if is_owned || is_claim(&reading.lines[line].block.text) {
                Some(Reason::SaysCopyright)
            } else {
                sketch.is_contact.then_some(Reason::GivesContact)
            }
        };
        let reasons: Vec<Option<Reason>> = stretch.clone().map(reason).collect();
        if reasons.iter().all(Option::is_none) {
            continue;
        }
        for (line, reason) in stretch.zip(reasons) {
            let reason = reason.unwrap_or(Reason::Surroundings(Role::Footer));
            reading.place(line, Role::Footer, reason, Part::Line);
        }
    }
}

/// Most words of a legal line.
const LONGEST: u32 = 80;

/// "(c) 2021 …": the sign as typewriters have it.
fn is_claim(text: &str) -> bool {
    let start = text.get(..3).unwrap_or("");
    start.eq_ignore_ascii_case("(c)")
        && text[3..]
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit())
}
