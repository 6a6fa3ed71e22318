//! What readers wrote under the article.

use super::survey::{Reasons, Sums, Survey, is_frame};
use crate::block::Container;
use crate::hints::Hint;
use crate::verdict::{BoxName, Reason};

/// Why each block is part of the readers' comments, if it is: a box below the
/// start of the body that is named so, and is more than a link to comments.
///
/// Fails on: comments in boxes without a telling name, and on a page whose
/// comments the model takes for body, such as a forum's.
pub(super) fn comments(survey: &Survey) -> Reasons {
    let boxes = survey.by_box(|container, sums| {
        let body_first = survey.body_first?;
        let is_thread = is_named(container)
            && container.first_block as usize > body_first
            && sums.body_words * 5 <= sums.words
            && is_written(sums);
        is_thread.then_some(Reason::Named(BoxName::Comments))
    });
    boxes.into()
}

fn is_named(container: &Container) -> bool {
    container.hints.has(Hint::Comment) && !is_frame(container)
}

/// Whether people write or can write here: there is more than links.
fn is_written(sums: &Sums) -> bool {
    sums.plain_words() >= FEWEST_WORDS || sums.controls > 0
}

/// Fewest words without a link of a box of comments: "Comments (3)" are two.
const FEWEST_WORDS: u32 = 4;
