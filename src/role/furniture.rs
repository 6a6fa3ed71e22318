//! The foot of the page.

use super::survey::{Reasons, Survey, is_frame};
use super::words::{Subject, Subjects};
use crate::block::{Container, Tag};
use crate::hints::Hint;
use crate::verdict::{BoxName, Reason};

/// Why each block stands in a box below the body that is the page's foot by
/// tag or name, if it does.
///
/// Fails on: the foot of an article that stands outside its `article`.
pub(super) fn named(survey: &Survey) -> Reasons {
    let in_article = survey
        .by_box(|container, _| matches!(container.tag, Tag::Article | Tag::Main).then_some(()));
    let mut in_article = in_article.iter();
    let boxes = survey.by_box(|container, sums| {
        let is_outside = in_article.next().is_some_and(Option::is_none);
        let is_foot = is_outside
            && is_foot(container)
            && container.first_block as usize >= survey.body_end
            && sums.body_words * 5 <= sums.words;
        is_foot.then_some(Reason::Named(BoxName::Foot))
    });
    boxes.into()
}

fn is_foot(container: &Container) -> bool {
    let by_name = container.hints.has(Hint::Footer) && !is_frame(container);
    container.tag == Tag::Footer || by_name
}

/// Why a line below the body is one of the page's foot: it says who owns the
/// page, or is links to its terms.
///
/// Fails on: a picture's credit below the body that says "©".
pub(super) fn legal_line(survey: &Survey, row: usize) -> Option<Reason> {
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
