//! Boxes about the page itself: consent, newsletter, paywall, advertisement.

use super::survey::{Reasons, Survey, is_frame};
use super::words::{Subject, Subjects, is_one_of};
use crate::block::{Container, Tag, TextBlock};
use crate::hints::Hint;
use crate::verdict::{BoxName, Reason};

/// A line that says only "Advertisement" labels what follows; it is not body.
///
/// Fails on: a sub-head of that one word, so headings are exempt, and on
/// languages that are not listed.
///
/// Page: `tests/pages/advert-label.html`.
pub(super) fn is_advert_label(block: &TextBlock) -> bool {
    if block.words > LONGEST_LABEL || block.text.is_empty() || block.is_heading() {
        return false;
    }
    is_one_of(ADVERT_LABELS, &block.text)
}

/// Most words of a label.
const LONGEST_LABEL: u32 = 6;

const ADVERT_LABELS: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "advertisements",
    "advertisement - continue reading below",
    "advertisement. scroll to continue reading",
    "advertising",
    "advertentie",
    "annons",
    "annonce",
    "anuncio",
    "anzeige",
    "anzeigen",
    "article continues after advertisement",
    "article continues below advertisement",
    "continue reading below",
    "mainos",
    "paid content",
    "pubblicità",
    "publicidad",
    "publicidade",
    "publicité",
    "reklam",
    "reklama",
    "reklame",
    "scroll to continue",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "werbung",
    "реклама",
    "広告",
    "广告",
];

/// Why each block that is not body is part of a notice, if it is.
pub(super) fn find(survey: &Survey) -> Reasons {
    let mut of_box = survey.by_box(|container, sums| {
        let name = name(container)?;
        let is_menu = sums.plain_words() < FEWEST_WORDS && sums.controls == 0;
        let is_advert = name == BoxName::Advert;
        let fits = sums.words <= LONGEST_BOX && sums.body_words == 0;
        (fits && (is_advert || !is_menu)).then_some(Reason::Named(name))
    });
    let of_block = words(survey);
    if !of_block.is_empty() {
        for (reason, around) in of_box.iter_mut().zip(boxes_around(survey, &of_block)) {
            *reason = around.or(reason.take());
        }
    }
    Reasons {
        of_block: of_block.into_iter().collect(),
        of_box,
    }
}

/// Most words of a box that is named as a notice.
const LONGEST_BOX: u32 = 200;

/// Fewest words without a link of a notice: less is a link to one.
const FEWEST_WORDS: u32 = 4;

/// What kind of notice a box is named as.
///
/// Fails on: a box named for the dialog that it opens; so it has to have
/// words or controls of its own.
fn name(container: &Container) -> Option<BoxName> {
    const NAMES: [(Hint, BoxName); 4] = [
        (Hint::Consent, BoxName::Consent),
        (Hint::Newsletter, BoxName::Newsletter),
        (Hint::Advert, BoxName::Advert),
        (Hint::Popup, BoxName::Dialog),
    ];
    if is_frame(container) {
        return None;
    }
    let known = NAMES
        .into_iter()
        .find(|(hint, _)| container.hints.has(*hint))
        .map(|(_, name)| name);
    known.or((container.tag == Tag::Dialog).then_some(BoxName::Dialog))
}

/// The blocks that make a notice by what they say, a sentence about cookies,
/// newsletters or subscriptions, each with the reason.
///
/// Fails on: a teaser about any of these, where it is not one of a list.
fn words(survey: &Survey) -> Vec<(usize, Reason)> {
    let blocks = survey.page.blocks.iter().enumerate();
    let sentences = blocks
        .filter(|(row, block)| !survey.is_body[*row] && block.is_read() && is_sentence(block));
    sentences
        .filter_map(|(row, block)| Some((row, subject(block)?)))
        .collect()
}

/// The boxes that a notice fills: small, without body, and a third of their
/// words or more are those of the notice.
fn boxes_around(survey: &Survey, notices: &[(usize, Reason)]) -> Vec<Option<Reason>> {
    let mut said: Vec<Option<(Reason, u32)>> = vec![None; survey.boxes.len()];
    for (row, reason) in notices {
        let block = &survey.page.blocks[*row];
        let said = &mut said[block.container.row()];
        let before = said.as_ref().map_or(0, |(_, words)| *words);
        *said = Some((reason.clone(), before + block.words));
    }
    let mut boxes = vec![None; said.len()];
    for row in (1..said.len()).rev() {
        let container = &survey.page.containers[row];
        let sums = &survey.boxes[row];
        let Some((reason, words)) = said[row].take() else {
            continue;
        };
        let is_filled = sums.body_words == 0
            && words * 3 >= sums.words
            && sums.words <= LONGEST_BOX
            && !is_frame(container);
        if !is_filled {
            continue;
        }
        boxes[row] = Some(reason.clone());
        let parent = &mut said[container.parent.row()];
        let before = parent.as_ref().map_or(0, |(_, words)| *words);
        *parent = Some((reason, before + words));
    }
    survey.inherited(boxes)
}

/// Whether a block is long enough to say something and not too long for a
/// notice, and is no link to elsewhere.
fn is_sentence(block: &TextBlock) -> bool {
    const LONGEST: u32 = 120;
    (SHORTEST..=LONGEST).contains(&block.words) && block.linked_words * 2 < block.words
}

/// Fewest words of a sentence that makes a notice.
const SHORTEST: u32 = 6;

fn subject(block: &TextBlock) -> Option<Reason> {
    let subjects = Subjects::of(&block.text);
    if subjects.has(Subject::Cookies) {
        Some(Reason::SpeaksOfConsent)
    } else if subjects.has(Subject::Newsletter) || subjects.has(Subject::Subscription) {
        Some(Reason::SpeaksOfSubscription)
    } else {
        None
    }
}
