//! Which blocks the parts of the article are made of.

use crate::block::{BlockKind, ContainerId, Page, Tag, TextBlock};
use crate::verdict::{Reason, Role, Verdict};

/// Pictures declared narrower or lower than this are icons and trackers.
/// A stated guess: icons are 16 to 64 pixels, thumbnails begin at about 100.
const SMALLEST_PICTURE: u32 = 100;

/// The rows of a role's text.
pub(super) fn text(page: &Page, verdicts: &[Verdict], role: Role) -> Vec<usize> {
    let columns = page.blocks.iter().zip(verdicts).enumerate();
    columns
        .filter(|(_, (block, verdict))| verdict.role == role && block.is_read())
        .map(|(row, _)| row)
        .collect()
}

/// The rows of a role's text, and of the pictures and rules that belong to
/// it: those between two blocks of the role, and those of a figure whose
/// caption has it. Pictures have no words to be judged by.
pub(super) fn with_pictures(page: &Page, verdicts: &[Verdict], role: Role) -> Vec<usize> {
    let figures = captioned_figures(page, verdicts, role);
    let is_captioned = |block: &TextBlock| {
        !figures.is_empty()
            && block.kind != BlockKind::Rule
            && figure_of(page, block.container).is_some_and(|id| figures.binary_search(&id).is_ok())
    };
    let mut rows = Vec::new();
    // Pictures and rules that belong to the role if its text comes next.
    let mut waiting = Vec::new();
    let mut is_after_text = false;
    for (row, (block, verdict)) in page.blocks.iter().zip(verdicts).enumerate() {
        if !block.is_visible() {
            continue;
        }
        if block.is_textless() {
            let is_large = block.kind == BlockKind::Rule || is_large_picture(page, block);
            let is_captioned = is_captioned(block);
            if is_large && (is_after_text || is_captioned) {
                waiting.push((row, is_captioned));
            }
            continue;
        }
        if block.text.is_empty() {
            continue;
        }
        let is_chosen = verdict.role == role;
        let is_between = is_chosen && is_after_text;
        if !waiting.is_empty() {
            let waiting = waiting.drain(..);
            let chosen = waiting.filter(|(_, is_captioned)| *is_captioned || is_between);
            rows.extend(chosen.map(|(row, _)| row));
        }
        if is_chosen {
            rows.push(row);
        }
        is_after_text = is_chosen || role == Role::Body && is_head(verdict.role);
    }
    let captioned = waiting
        .into_iter()
        .filter(|(_, is_captioned)| *is_captioned);
    rows.extend(captioned.map(|(row, _)| row));
    rows
}

/// The head of the article: the lead picture stands between it and the body.
fn is_head(role: Role) -> bool {
    matches!(
        role,
        Role::Title | Role::Subtitle | Role::Byline | Role::DateLine
    )
}

/// Whether a picture is not declared to be tiny.
fn is_large_picture(page: &Page, block: &TextBlock) -> bool {
    let is_small = |side: u32| side != 0 && side < SMALLEST_PICTURE;
    page.image(block)
        .is_some_and(|image| !is_small(image.width) && !is_small(image.height))
}

/// The figures whose caption has this role, sorted.
fn captioned_figures(page: &Page, verdicts: &[Verdict], role: Role) -> Vec<ContainerId> {
    let mut figures: Vec<_> = page
        .blocks
        .iter()
        .zip(verdicts)
        .filter(|(block, verdict)| {
            verdict.role == role
                && (block.kind == BlockKind::Caption || verdict.reason == Reason::OfPicture)
        })
        .filter_map(|(block, _)| figure_of(page, block.container))
        .collect();
    figures.sort_unstable();
    figures.dedup();
    figures
}

/// The innermost `figure` around a block.
fn figure_of(page: &Page, innermost: ContainerId) -> Option<ContainerId> {
    let mut at = innermost;
    loop {
        let container = page.containers.get(at.row())?;
        if container.tag == Tag::Figure {
            return Some(at);
        }
        if container.parent == at {
            return None;
        }
        at = container.parent;
    }
}
