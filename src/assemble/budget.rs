//! How much of a page an article has room for.

use url::Url;

use super::blocks::{PATH_STEPS, STEP_BYTES};
use crate::block::{ContainerId, Detail, Page, TextBlock};
use crate::limits::{Limit, Limits, Reached};
use crate::verdict::Verdict;

/// The verdicts of the blocks that fit the limit on output, from the first on.
///
/// A page that is short can make an article that is long: its address, its
/// links and its paths are written out for each block.
pub(super) fn within<'v>(
    page: &Page,
    verdicts: &'v [Verdict],
    base: Option<&Url>,
    limits: &Limits,
    reached: &mut Reached,
) -> &'v [Verdict] {
    let base = base.map_or(0, |base| base.as_str().len());
    let depths = depths(page);
    let cited = cited(page, base);
    let mut room = limits.output;
    for (row, block) in page.blocks.iter().enumerate().take(verdicts.len()) {
        let path = depths[block.container.row()].min(PATH_STEPS) * STEP_BYTES;
        match room.checked_sub(path + cited[row] + bytes(page, block, base)) {
            Some(left) => room = left,
            None => {
                reached.add(Limit::Output);
                return &verdicts[..row];
            }
        }
    }
    verdicts
}

/// By container: how many others it stands in.
fn depths(page: &Page) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(page.containers.len());
    for (at, container) in page.containers.iter().enumerate() {
        let is_root = container.parent == ContainerId(at as u32);
        let above = depths.get(container.parent.row()).copied().unwrap_or(0);
        depths.push(if is_root { 0 } else { above + 1 });
    }
    depths
}

/// By block: what the addresses of the quotes that begin with it come to.
fn cited(page: &Page, base: usize) -> Vec<usize> {
    let mut cited = vec![0; page.blocks.len()];
    for container in &page.containers {
        if let Detail::Quote { cite, .. } = &container.detail
            && let Some(bytes) = cited.get_mut(container.first_block as usize)
        {
            *bytes += cite.len() + base;
        }
    }
    cited
}

/// What a block comes to in an article: its text stands among the blocks and
/// in an element, each link and picture with its address made absolute.
fn bytes(page: &Page, block: &TextBlock, base: usize) -> usize {
    let links = block.runs.iter().filter_map(|run| run.link);
    let links: usize = links
        .map(|id| page.links.get(id.row()).map_or(0, String::len) + base)
        .sum();
    let image = page
        .image(block)
        .map_or(0, |image| image.url.len() + image.alt.len() + base);
    2 * block.text.len() + links + image
}
