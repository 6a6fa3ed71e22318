//! What the caller has said of boxes stands above every rule.

use crate::block::{Page, Ruling};
use crate::verdict::{Reason, Role, Verdict};

/// The verdicts with the caller's own rules laid over them. Of several boxes
/// around a block the innermost decides. What is hidden within a box that is kept
/// stays so: the box itself is not.
pub(super) fn laid_over(page: &Page, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    if page.rulings.is_empty() {
        return verdicts;
    }
    let (mut nearest, mut is_in_root) = (Vec::new(), Vec::new());
    for (at, container) in page.containers.iter().enumerate() {
        let above = container.parent.row();
        let inherited = nearest.get(above).copied().flatten();
        let was_in_root = is_in_root.get(above).copied().unwrap_or(false);
        let own = page.rulings.get(&at).copied();
        let is_root = own == Some(Ruling::Root);
        nearest.push(own.filter(|_| !is_root).or(inherited));
        is_in_root.push(was_in_root || is_root);
    }
    let has_root = is_in_root.contains(&true);
    for (block, verdict) in page.blocks.iter().zip(&mut verdicts) {
        let at = block.container.row();
        let ruling = nearest[at];
        let is_outside = has_root && !is_in_root[at] && ruling != Some(Ruling::Keep);
        match ruling {
            Some(Ruling::Keep) if block.is_read() || block.is_visible() && block.is_textless() => {
                verdict.role = Role::Body;
                verdict.reason = Reason::Ruled(Ruling::Keep);
            }
            Some(Ruling::Drop) if verdict.role == Role::Body => {
                verdict.role = Role::Other;
                verdict.reason = Reason::Ruled(Ruling::Drop);
            }
            _ if is_outside && verdict.role == Role::Body => {
                verdict.role = Role::Other;
                verdict.reason = Reason::Ruled(Ruling::Root);
            }
            _ => {}
        }
    }
    verdicts
}
