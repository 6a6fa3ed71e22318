//! The foot of the page.

use super::survey::{Survey, is_frame};
use super::words::{Subject, Subjects};
use crate::block::{Container, Tag};
use crate::hints::Hint;
use crate::verdict::{BoxName, Reason};

/// Why each block that is not body belongs to the foot of the page, if it does.
pub(super) fn foot(survey: &Survey) -> Vec<Option<Reason>> {
    let mut reasons = survey.of_blocks(&named_boxes(survey));
    for (row, reason) in reasons.iter_mut().enumerate() {
        *reason = reason.take().or_else(|| legal_line(survey, row));
    }
    reasons
}

/// The boxes below the body that are the page's foot by tag or name.
///
/// Fails on: the foot of an article that stands outside its `article`.
fn named_boxes(survey: &Survey) -> Vec<Option<Reason>> {
    let in_article = survey
        .by_box(|container, _| matches!(container.tag, Tag::Article | Tag::Main).then_some(()));
    let containers = survey.page.containers.iter().zip(&survey.boxes);
    let own = containers.enumerate().map(|(row, (container, sums))| {
        let is_foot = is_foot(container)
            && container.first_block as usize >= survey.body_end
            && sums.body_words * 5 <= sums.words
            && in_article[row].is_none();
        is_foot.then_some(Reason::Named(BoxName::Foot))
    });
    survey.inherited(own.collect())
}

fn is_foot(container: &Container) -> bool {
    let by_name = container.hints.has(Hint::Footer) && !is_frame(container);
    container.tag == Tag::Footer || by_name
}

/// Why a line below the body is one of the page's foot: it says who owns the
/// page, or is links to its terms.
///
/// Fails on: a picture's credit below the body that says "©".
fn legal_line(survey: &Survey, row: usize) -> Option<Reason> {
    let block = &survey.page.blocks[row];
    if survey.is_body[row]
        || row < survey.body_end
        || !block.is_read()
        || block.words > LONGEST_LINE
    {
        return None;
    }
    let subjects = Subjects::of(&block.text);
    if subjects.has(Subject::Copyright) {
        Some(Reason::SaysCopyright)
    } else if subjects.has(Subject::Legal) && survey.links[row].are_most() {
        Some(Reason::LinksToTerms)
    } else {
        None
    }
}

/// Most words of a legal line.
const LONGEST_LINE: u32 = 80;
