//! Lines of plain text to the page that later stages read.

use crate::block::{ContainerId, Page};
use crate::score::Scores;
use crate::segment::plain::Line;
use crate::verdict::{Reason, Role, Verdict};

pub(crate) fn page(lines: Vec<Line>, scores: &Scores) -> (Page, Vec<Verdict>) {
    let _ = ContainerId(0);
    let verdicts = scores
        .of_block
        .iter()
        .map(|&score| Verdict {
            role: if score >= scores.line { Role::Body } else { Role::Other },
            score,
            reason: Reason::ScoredBody(score),
        })
        .collect();
    (
        Page {
            blocks: lines.into_iter().map(|l| l.block).collect(),
            ..Page::default()
        },
        verdicts,
    )
}
