//! Features of the second look: what the first verdicts say about the blocks
//! around a block, the boxes that it stands in, those set alike, and the page.

use super::columns::Columns;
use super::containers::WIDENINGS;
use super::sums::{Numbered, Sums};
use super::verdicts::{NONE, Sum, Verdicts};
use super::{Features, distance, log};
use crate::block::{ContainerId, Page};
use crate::page_kind::PageKind;

/// The features that come from first verdicts.
const OWN: &[&str] = &[
    "second.first",
    "second.first_-1",
    "second.first_+1",
    "second.first_-2",
    "second.first_+2",
    "second.first_-3",
    "second.first_+3",
    "second.body_before_4",
    "second.body_after_4",
    "second.body_before_12",
    "second.body_after_12",
    "second.body_before_40",
    "second.body_after_40",
    "second.body_share_before",
    "second.body_words_before",
    "second.body_words_after",
    "second.group_words_1",
    "second.group_blocks_1",
    "second.group_of_body_1",
    "second.group_words_2",
    "second.group_blocks_2",
    "second.group_of_body_2",
    "second.group_words_3",
    "second.group_blocks_3",
    "second.group_of_body_3",
    "second.group_words_4",
    "second.group_blocks_4",
    "second.group_of_body_4",
    "second.alike_blocks",
    "second.alike_words",
    "second.alike_in_group_blocks",
    "second.alike_in_group_words",
    "second.after_first_sure",
    "second.after_last_sure",
    "second.heading",
    "second.section",
    "second.page_body_words",
    "second.page_body_share",
    "second.page_sure_share",
    "second.page_doubt",
    "second.page_blocks",
];

/// Features of the first look that the second sees again: a block's own text
/// and the few that say most about its place.
const AGAIN: &[&str] = &[
    "own.words",
    "own.link_density",
    "own.links",
    "own.stop_word_share",
    "own.capital_share",
    "own.shouted_share",
    "own.digit_share",
    "own.word_length",
    "own.commas",
    "own.comma_share",
    "own.sentence_ends",
    "own.separators",
    "own.quotes",
    "own.line_breaks",
    "own.ends_sentence",
    "own.starts_upper",
    "own.question",
    "own.money",
    "own.year",
    "own.clock",
    "own.strong_share",
    "own.emphasis_share",
    "own.starts_linked",
    "own.ends_linked",
    "own.kind",
    "own.tag",
    "place.rank_share",
    "place.in_half",
    "place.in_most",
    "place.copies",
    "place.is_title",
    "place.from_title",
    "place.heading_distance",
    "place.images_before",
    "containers.alike_0",
    "containers.alike_1",
    "containers.alike_2",
    "containers.alike_before_1",
    "containers.alike_before_2",
    "containers.slug_words_1",
    "containers.slug_words_2",
    "containers.link_density_1",
    "containers.link_density_2",
    "containers.in_list",
    "containers.in_table",
    "containers.in_article",
    "containers.in_main",
    "containers.in_aside",
    "stated.text",
    "stated.description",
    "whole.words",
    "whole.link_density",
    "whole.prose_share",
    "whole.main_prose",
    "learned.own",
    "learned.all",
];

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<String> {
    let own = OWN.iter().map(|name| (*name).to_owned());
    let kinds = PageKind::FITTED.map(|kind| format!("kind.{kind}"));
    let again = AGAIN.iter().map(|name| format!("again {name}"));
    own.chain(kinds).chain(again).collect()
}

/// The features of the readable blocks of these ranks, from the first look's
/// log-odds of all and the probability of each kind of page.
pub(crate) fn of_page(
    page: &Page,
    features: &Features,
    log_odds: &[f32],
    kinds: &[f32],
    ranks: &[usize],
) -> Columns {
    let first = First::new(page, &features.sums, log_odds);
    let mut own = Vec::with_capacity(ranks.len() * OWN.len());
    for &rank in ranks {
        first.write(rank, &mut own);
    }
    let own = own.as_chunks::<{ OWN.len() }>().0;
    debug_assert_eq!(own.len(), ranks.len());
    let count = OWN.len() + kinds.len() + AGAIN.len();
    let mut all = Columns::new(ranks.len(), count);
    for feature in 0..OWN.len() {
        all.push(own.iter().map(|own| own[feature]));
    }
    for kind in kinds {
        all.push_same(*kind);
    }
    for feature in columns(AGAIN) {
        let column = features.columns.column(feature);
        all.push(ranks.iter().map(|rank| column[*rank]));
    }
    all
}

/// The columns of features of the first look.
pub(crate) fn columns(wanted: &[&'static str]) -> impl Iterator<Item = usize> {
    wanted.iter().filter_map(|name| super::column(name))
}

/// The first verdicts with all that is summed over them.
struct First<'a> {
    sums: &'a Sums,
    log_odds: &'a [f32],
    verdicts: Verdicts<'a>,
    /// By container.
    containers: Vec<Sum>,
    /// By rank: blocks whose element and the two around it look alike.
    alike: Vec<Sum>,
    /// By rank: blocks that look alike in the same second box out.
    alike_in_group: Vec<Sum>,
    /// By rank: blocks under the same heading.
    section: Vec<Sum>,
    /// Ranks of the first and the last block that is surely body.
    sure: Option<(usize, usize)>,
    of_page: [f32; 4],
    /// Of the page, too: how many blocks it has.
    blocks: f32,
}

impl<'a> First<'a> {
    fn new(page: &Page, sums: &'a Sums, log_odds: &'a [f32]) -> Self {
        let words = |row: &u32| page.blocks[*row as usize].words as f32;
        let verdicts = Verdicts::new(sums.readable.iter().map(words), log_odds);
        let own = &verdicts.own;
        let shape = |id: ContainerId| page.containers[id.row()].shape;
        let parent = |id: ContainerId| page.containers[id.row()].parent;
        let alike_in_group = |(row, groups): (&u32, &[ContainerId; WIDENINGS + 1])| {
            let id = page.blocks[*row as usize].container;
            (groups[2], shape(id), shape(parent(id)))
        };
        let alike_in_group = sums.readable.iter().zip(&sums.groups).map(alike_in_group);
        let first_sure = own.iter().position(Sum::is_sure);
        First {
            alike: grouped(own, &sums.paths),
            alike_in_group: grouped(own, &Numbered::new(alike_in_group)),
            section: grouped(own, &Numbered::new(sums.heading.iter())),
            sure: first_sure.zip(own.iter().rposition(Sum::is_sure)),
            of_page: verdicts.of_page(),
            blocks: log(own.len() as u32),
            containers: in_containers(page, sums, own),
            sums,
            log_odds,
            verdicts,
        }
    }

    /// Adds a block's features in the order of [`OWN`].
    fn write(&self, rank: usize, out: &mut Vec<f32>) {
        self.verdicts.write(rank, 3, out);
        let own = self.verdicts.own[rank];
        for group in &self.sums.groups[rank][1..=WIDENINGS] {
            let group = self.containers[group.row()];
            let others = group.without(own);
            out.push(others.body_share_or(-1.0));
            out.push(others.mean_score());
            out.push(self.verdicts.of_body(group.body));
        }
        for alike in [self.alike[rank], self.alike_in_group[rank]] {
            let others = alike.without(own);
            out.push(others.mean_score());
            out.push(others.body_share_or(-1.0));
        }
        out.push(distance(self.sure.map(|(first, _)| first), rank));
        out.push(distance(self.sure.map(|(_, last)| last), rank));
        let heading = self.sums.heading[rank];
        out.push(heading.map_or(NONE, |heading| self.log_odds[heading as usize]));
        out.push(self.section[rank].body_share_or(0.0));
        out.extend(self.of_page);
        out.push(self.blocks);
    }
}

/// By container: the blocks in it.
fn in_containers(page: &Page, sums: &Sums, own: &[Sum]) -> Vec<Sum> {
    let mut held = vec![Sum::default(); page.containers.len()];
    for (&row, block) in sums.readable.iter().zip(own) {
        held[page.blocks[row as usize].container.row()].add(*block);
    }
    // A parent stands before its children: from the end, each is complete
    // when its turn comes.
    for row in (1..held.len()).rev() {
        let child = held[row];
        held[page.containers[row].parent.row()].add(child);
    }
    held
}

/// By rank: the sum over all blocks that have the same number.
fn grouped(own: &[Sum], numbers: &Numbered) -> Vec<Sum> {
    let mut groups = vec![Sum::default(); numbers.count];
    for (block, number) in own.iter().zip(&numbers.of_each) {
        groups[*number as usize].add(*block);
    }
    let numbers = numbers.of_each.iter();
    numbers.map(|number| groups[*number as usize]).collect()
}
