//! Lists of other articles: repetition of boxes that each point elsewhere.

use super::survey::{HEADLINE, Sums, Survey, is_frame};
use crate::block::{Container, ContainerId, Page, Tag};
use crate::fnv::PageMap;
use crate::hints::Hint;
use crate::verdict::Reason;

/// Why each block is part of a list of teasers, if it is.
pub(super) fn lists(survey: &Survey) -> Vec<Option<Reason>> {
    let items = items(survey);
    let starts: Vec<usize> = items
        .iter()
        .zip(&survey.page.containers)
        .filter(|(item, _)| item.is_some())
        .map(|(_, container)| container.first_block as usize)
        .filter(|start| *start < survey.page.blocks.len())
        .collect();
    let around = survey.of_blocks(&survey.inherited(boxes_of_lists(survey, &items)));
    let mut reasons = survey.of_blocks(&survey.inherited(items));
    for (reason, around) in reasons.iter_mut().zip(around) {
        *reason = reason.take().or(around);
    }
    survey.add_headings(&starts, &mut reasons, &Reason::HeadsTeasers);
    reasons
}

/// Why a block alone is a teaser: it points to another page with a link as
/// long as a sentence ("Read also: …").
///
/// Fails on: a service link of that length.
pub(super) fn pointer(survey: &Survey, row: usize) -> Option<Reason> {
    let links = survey.links[row];
    let words = survey.page.blocks[row].linked_words;
    let is_pointer = links.are_most()
        && links.longest >= POINTER
        && words >= POINTER * links.count
        && words <= LONGEST;
    is_pointer.then_some(Reason::Pointer { words })
}

/// Fewest words of a link that is a teaser without siblings.
const POINTER: u32 = HEADLINE + 1;

/// By box: why it is an item of a list of teasers, if it is one.
///
/// Items are siblings of one shape, at least half of which look like teasers.
///
/// Fails on: a list whose items differ in tag or class, and a list of one.
fn items(survey: &Survey) -> Vec<Option<Reason>> {
    let in_menu = in_menu(survey);
    let mut items = vec![None; survey.boxes.len()];
    for siblings in siblings(survey.page) {
        let sums = || siblings.iter().map(|id| &survey.boxes[id.row()]);
        let teasers = sums().filter(|sums| is_teaser(sums)).count();
        if teasers < FEWEST || teasers * 2 < siblings.len() {
            continue;
        }
        let parent = survey.page.containers[siblings[0].row()].parent;
        if in_menu[parent.row()].is_some() && !sums().any(is_rich) {
            continue;
        }
        let siblings_count = u32::try_from(siblings.len()).unwrap_or(u32::MAX);
        for sibling in siblings {
            if survey.boxes[sibling.row()].body_words == 0 {
                items[sibling.row()] = Some(Reason::LikeSiblings(siblings_count));
            }
        }
    }
    items
}

/// Fewest items of a list.
const FEWEST: usize = 2;

/// Most words of an item, its summary among them.
const LONGEST: u32 = 100;

/// Most headlines in an item; a box of more is itself a list.
const MOST_HEADLINES: u32 = 2;

/// Whether a box looks like a pointer to one article: it has a headline that
/// is a link, or one that is a heading beside a link, or a short linked
/// heading with a time, an author or a summary.
fn is_teaser(sums: &Sums) -> bool {
    if sums.body_words > 0 || sums.words > LONGEST || sums.links == 0 {
        return false;
    }
    (1..=MOST_HEADLINES).contains(&sums.headlines)
        || (sums.headlines == 0 && sums.long_headings == 1)
        || (sums.linked_headings == 1 && sums.says_more())
}

/// Whether an item is more than an entry of a menu would be.
fn is_rich(sums: &Sums) -> bool {
    sums.headlines > 0
        && (sums.says_more() || sums.headline_words >= LONG_HEADLINE * sums.headlines)
}

/// Fewest words of a headline that is no entry of a menu for certain.
const LONG_HEADLINE: u32 = HEADLINE + 3;

/// By box: whether it stands where menus do, so that entries have to be rich
/// to be teasers.
fn in_menu(survey: &Survey) -> Vec<Option<()>> {
    const NAMES: [Hint; 3] = [Hint::Menu, Hint::Footer, Hint::Breadcrumb];
    survey.by_box(|container, _| {
        let by_tag = matches!(container.tag, Tag::Nav | Tag::Footer | Tag::Header);
        let by_name =
            !is_frame(container) && NAMES.into_iter().any(|hint| container.hints.has(hint));
        (by_tag || by_name).then_some(())
    })
}

/// All groups of two or more boxes of one shape in one box.
fn siblings(page: &Page) -> Vec<Vec<ContainerId>> {
    let mut first_of: PageMap<_, ContainerId> = PageMap::default();
    let mut groups: PageMap<ContainerId, Vec<ContainerId>> = PageMap::default();
    let mut firsts = Vec::new();
    for (row, container) in (0..).zip(&page.containers).skip(1) {
        let id = ContainerId(row);
        let first = *first_of
            .entry((container.parent, shape(container)))
            .or_insert(id);
        if first != id {
            let group = groups.entry(first).or_insert_with(|| {
                firsts.push(first);
                vec![first]
            });
            group.push(id);
        }
    }
    let group = |first| groups.remove(&first).unwrap_or_default();
    firsts.into_iter().map(group).collect()
}

/// What the items of one list share. List items, articles and rows are alike
/// whatever their classes, which often name each one's topic.
fn shape(container: &Container) -> (u8, u32) {
    match container.tag {
        Tag::Li => (1, 0),
        Tag::Article => (2, 0),
        Tag::Tr => (3, 0),
        _ => (0, container.shape),
    }
}

/// By box: why all of it belongs to a list of teasers, if it does: most of its
/// words are those of teasers, and the rest is a heading or a link to more.
///
/// Fails on: a small page on which teasers outweigh the menu in the same box.
fn boxes_of_lists(survey: &Survey, items: &[Option<Reason>]) -> Vec<Option<Reason>> {
    let mut teaser_words = vec![0; items.len()];
    let mut lists = vec![None; items.len()];
    for row in (1..items.len()).rev() {
        let container = &survey.page.containers[row];
        let sums = &survey.boxes[row];
        if items[row].is_some() {
            teaser_words[row] = sums.words;
        }
        let words = teaser_words[row];
        teaser_words[container.parent.row()] += words;
        let is_list = words > 0
            && words * 10 >= sums.words * LIST_TENTHS
            && sums.body_words == 0
            && !is_frame(container);
        if is_list {
            let of = sums.words;
            lists[row] = Some(Reason::AmongTeasers { words, of });
        }
    }
    lists
}

/// Share of the words of a list's box, in tenths, that its teasers make up at least.
const LIST_TENTHS: u32 = 7;
