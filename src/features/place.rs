//! Features of where a block stands on its page.

use super::{Feature, View, distance, each_block, log};
use crate::block::ContainerId;

pub(super) const FEATURES: &[Feature] = each_block![
    ("place.rank", rank),
    ("place.rank_share", rank_share),
    ("place.words_before", words_before),
    ("place.prose_before", prose_before),
    ("place.prose_share_before", prose_share_before),
    ("place.after_first_prose", after_first_prose),
    ("place.before_last_prose", before_last_prose),
    ("place.from_title", from_title),
    ("place.from_top_heading", from_top_heading),
    ("place.in_half", |view| in_main(view, 0)),
    ("place.in_most", |view| in_main(view, 1)),
    ("place.in_nearly_all", |view| in_main(view, 2)),
    ("place.to_half", |view| to_main(view, 0)),
    ("place.to_most", |view| to_main(view, 1)),
    ("place.main_share", main_share),
    ("place.depth", depth),
    ("place.heading_distance", heading_distance),
    ("place.heading_level", heading_level),
    ("place.copies", copies),
    ("place.is_title", is_title),
    ("place.images_before", images_before),
    ("place.images_after", images_after),
    ("place.from_end", from_end),
];

fn rank(view: &View) -> f32 {
    log(view.rank as u32)
}

/// How far down the page, by blocks, 0.0 to 1.0.
fn rank_share(view: &View) -> f32 {
    view.rank as f32 / view.sums.readable.len() as f32
}

fn words_before(view: &View) -> f32 {
    log(view.sums.before[view.rank].words)
}

fn prose_before(view: &View) -> f32 {
    log(view.sums.before[view.rank].prose_words)
}

fn prose_share_before(view: &View) -> f32 {
    let all = view.sums.containers[0].prose_words;
    super::share(view.sums.before[view.rank].prose_words, all)
}

/// Blocks since the first block of prose, on a log scale; below 0 before it.
fn after_first_prose(view: &View) -> f32 {
    from_rank(view, view.sums.prose.map(|(first, _)| first))
}

fn before_last_prose(view: &View) -> f32 {
    from_rank(view, view.sums.prose.map(|(_, last)| last))
}

/// Blocks since the block that repeats the page's title.
fn from_title(view: &View) -> f32 {
    from_rank(view, view.sums.title)
}

fn from_top_heading(view: &View) -> f32 {
    from_rank(view, view.sums.top_heading)
}

fn from_rank(view: &View, rank: Option<u32>) -> f32 {
    distance(rank.map(|rank| rank as usize), view.rank)
}

/// Whether the block stands in the container that holds most of the prose:
/// 1 inside, −1 before, −2 after it.
fn in_main(view: &View, which: usize) -> f32 {
    let main = &view.sums.containers[view.sums.main[which].row()];
    let rank = view.rank as u32;
    if rank < main.first_rank {
        -1.0
    } else if rank >= main.end_rank {
        -2.0
    } else {
        1.0
    }
}

/// Steps, each to a container that holds more, from the block out to the
/// container that holds most of the prose; 30 if it does not stand in there.
fn to_main(view: &View, which: usize) -> f32 {
    let main = view.sums.main[which];
    let mut at = view.block.container;
    for steps in 0..20 {
        let held = &view.sums.containers[at.row()];
        if at == main || held.outermost == view.sums.containers[main.row()].outermost {
            return steps as f32;
        }
        if at == ContainerId(0) || at < main {
            break;
        }
        at = held.wider;
    }
    30.0
}

/// How far down the container that holds half of the prose, 0.0 to 1.0;
/// outside of it below 0 or above 1.
fn main_share(view: &View) -> f32 {
    let main = &view.sums.containers[view.sums.main[0].row()];
    let length = main.end_rank.saturating_sub(main.first_rank).max(1) as f32;
    ((view.rank as f32 - main.first_rank.min(main.end_rank) as f32) / length).clamp(-3.0, 4.0)
}

fn depth(view: &View) -> f32 {
    view.held.depth as f32
}

/// Blocks since the last heading; 30 if there is none before.
fn heading_distance(view: &View) -> f32 {
    match view.sums.heading[view.rank] {
        Some(heading) => log(view.rank as u32 - heading),
        None => 30.0,
    }
}

/// Rank of the last heading, 1 to 6; 7 if there is none.
fn heading_level(view: &View) -> f32 {
    use crate::block::BlockKind::Heading;
    let heading = view.sums.heading[view.rank];
    match heading.map(|rank| view.page.blocks[view.sums.readable[rank as usize] as usize].kind) {
        Some(Heading(level)) => f32::from(level),
        _ => 7.0,
    }
}

/// How often the same text stands on the page.
fn copies(view: &View) -> f32 {
    view.sums.copies[view.rank].min(50) as f32
}

fn is_title(view: &View) -> f32 {
    f32::from(view.sums.title == Some(view.rank as u32))
}

/// Pictures since the text before: captions and credits follow them.
fn images_before(view: &View) -> f32 {
    view.sums.images_before[view.rank].min(5) as f32
}

fn images_after(view: &View) -> f32 {
    view.sums.images_before[view.rank + 1].min(5) as f32
}

/// Blocks to the end of the container that holds half of the prose: notes on
/// the author and calls to subscribe stand there.
fn from_end(view: &View) -> f32 {
    let main = &view.sums.containers[view.sums.main[0].row()];
    let distance = i64::from(main.end_rank) - view.rank as i64;
    let size = log(distance.unsigned_abs() as u32);
    if distance < 0 { -size } else { size }
}
