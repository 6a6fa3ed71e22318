//! From scores to roles.

use crate::block::Page;
use crate::metadata::declared::Declared;
use crate::verdict::{Reason, Role, Verdict};

/// One verdict a block.
pub(crate) fn assign(page: &Page, scores: &[f32], _declared: &Declared) -> Vec<Verdict> {
    page.blocks
        .iter()
        .zip(scores)
        .map(|(_, &score)| {
            if score >= 0.5 {
                Verdict {
                    role: Role::Body,
                    score,
                    reason: Reason::ScoredBody(score),
                }
            } else {
                Verdict {
                    role: Role::Other,
                    score,
                    reason: Reason::ScoredOther(score),
                }
            }
        })
        .collect()
}
