//! The head of the article: headline, standfirst, byline and date line above
//! the first paragraph.

use super::sketch::letters;
use super::{Part, Reading};
use crate::metadata::byline;
use crate::segment::plain::Mark;
use crate::verdict::{Reason, Role};

/// Places the head; gives the line of the headline.
pub(super) fn place(reading: &mut Reading) -> Option<usize> {
    let body_first = reading.body_first?;
    let title = title(reading, body_first);
    if let Some(title) = title {
        reading.place(title, Role::Title, Reason::Headline, Part::Heading(1));
    }
    let from = title.map_or(body_first.saturating_sub(ABOVE), |title| {
        title.saturating_sub(ABOVE)
    });
    for line in from..body_first {
        place_line(reading, line, title);
    }
    title
}

/// Lines above the headline in which a date or a byline may stand.
const ABOVE: usize = 3;

fn place_line(reading: &mut Reading, line: usize, title: Option<usize>) {
    let sketch = reading.sketches[line];
    let is_below = title.is_some_and(|title| line > title);
    if reading.lines[line].block.text.is_empty() || sketch.is_trail && !sketch.has_date {
        return;
    }
    if sketch.is_byline || is_bare_name(reading, line, title) {
        reading.place(line, Role::Byline, Reason::NamesAuthor, Part::Line);
    } else if sketch.has_date || sketch.is_time {
        reading.place(line, Role::DateLine, Reason::GivesDate, Part::Line);
    } else if Some(line.wrapping_sub(1)) == title && is_below && is_standfirst(reading, line) {
        reading.place(line, Role::Subtitle, Reason::Standfirst, Part::Line);
    }
}

/// A person's name and nothing else, right between the headline and a date, or
/// right below the date below the headline.
///
/// Fails on: the name of a section that looks like a person's.
fn is_bare_name(reading: &Reading, line: usize, title: Option<usize>) -> bool {
    let text = &reading.lines[line].block.text;
    let dated = |line: usize| {
        reading
            .sketches
            .get(line)
            .is_some_and(|sketch| sketch.has_date)
    };
    let is_beside = match title {
        Some(title) if line == title + 1 => dated(line + 1),
        Some(title) if line == title + 2 => dated(line - 1) || dated(line + 1),
        _ => false,
    };
    is_beside && byline::is_person(text) && byline::names(text).first() == Some(text)
}

/// A line right below the headline with enough words to sum something up, that
/// the model does not take for body.
fn is_standfirst(reading: &Reading, line: usize) -> bool {
    const WORDS: std::ops::RangeInclusive<u32> = 6..=60;
    let sketch = &reading.sketches[line];
    !reading.is_body[line]
        && WORDS.contains(&sketch.words)
        && sketch.capitals < 8
        && !sketch.speaks_of_page()
        && reading.lines[line].mark == Mark::None
}

/// The line above the first paragraph that looks most like a headline.
fn title(reading: &Reading, body_first: usize) -> Option<usize> {
    /// Lines above the first paragraph where the headline may stand.
    const REACH: usize = 16;
    let first_line = (body_first > 0).then(|| letters(&reading.lines[0].block.text));
    let mut between = 0.0;
    let mut best: Option<(f32, usize)> = None;
    for line in (body_first.saturating_sub(REACH)..body_first).rev() {
        let sketch = &reading.sketches[line];
        if reading.lines[line].block.text.is_empty() {
            continue;
        }
        if sketch.is_detail() {
            continue;
        }
        let score = likeness(reading, line, first_line.as_deref()) - between * STEP;
        if score >= ENOUGH && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, line));
        }
        between += 1.0;
    }
    best.map(|(_, line)| line)
}

/// What each line between a headline and the text costs. The weights here and
/// in [`likeness`] are set by hand, not fitted.
const STEP: f32 = 0.35;

/// What two or three plain words right above the text score.
const ENOUGH: f32 = 0.5;

/// Whether a way to the article above the line ends with it: "Home > News > …".
fn is_end_of_trail(reading: &Reading, line: usize) -> bool {
    const ABOVE: usize = 4;
    let own = &reading.lines[line].block.text;
    (line.saturating_sub(ABOVE)..line).any(|above| {
        reading.sketches[above].is_trail && reading.lines[above].block.text.ends_with(own.as_str())
    })
}

/// How much a line looks like a headline, wherever it stands.
fn likeness(reading: &Reading, line: usize, first_line: Option<&str>) -> f32 {
    /// Words from which more words say nothing more.
    const WORDS: u32 = 8;
    const MOST_WORDS: u32 = 30;
    let sketch = &reading.sketches[line];
    let own = &reading.lines[line];
    let detail = |line: usize| {
        reading
            .sketches
            .get(line)
            .is_some_and(|sketch| sketch.is_detail())
    };
    if sketch.words == 0 || sketch.words > MOST_WORDS || own.mark == Mark::Bullet {
        return 0.0;
    }
    let mut score = sketch.words.min(WORDS) as f32 / WORDS as f32 * 2.0;
    let is_repeated = line > 0 && sketch.words >= 2 && {
        let own = letters(&own.block.text);
        own.len() > 6 && first_line.is_some_and(|first| first.contains(&own))
    };
    let mut add = |holds: bool, points: f32| {
        if holds {
            score += points;
        }
    };
    add(detail(line + 1), 1.0);
    add(is_repeated, 2.0);
    add(is_end_of_trail(reading, line), 1.5);
    add(sketch.words < 2, -0.8);
    add(own.is_underlined, 1.5);
    add(own.blank_before > 0 && own.blank_after > 0, 0.4);
    add(sketch.ends_stop, -1.5);
    add(sketch.ends_open, -1.5);
    add(sketch.is_trail, -2.5);
    add(sketch.speaks_of_page(), -1.0);
    add(line == 0 && first_line.is_some(), -0.3);
    score
}
