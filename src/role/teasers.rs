//! Lists of other articles: repetition of boxes that each point elsewhere.

use super::survey::{HEADLINE, Reasons, Sums, Survey, is_frame};
use crate::block::{Container, ContainerId, Tag};
use crate::hints::Hint;
use crate::verdict::Reason;

/// Why each block is part of a list of teasers, if it is.
pub(super) fn lists(survey: &Survey) -> Reasons {
    let items = items(survey);
    let starts: Vec<usize> = items
        .iter()
        .zip(&survey.page.containers)
        .filter(|(item, _)| item.is_some())
        .map(|(_, container)| container.first_block as usize)
        .filter(|start| *start < survey.page.blocks.len())
        .collect();
    if starts.is_empty() {
        return vec![None; items.len()].into();
    }
    let around = survey.inherited(boxes_of_lists(survey, &items));
    let mut boxes = survey.inherited(items);
    for (reason, around) in boxes.iter_mut().zip(around) {
        *reason = reason.take().or(around);
    }
    let mut reasons = boxes.into();
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
    let mut items = vec![None; survey.boxes.len()];
    let candidates = candidates(survey);
    if candidates.is_empty() {
        return items;
    }
    let in_menu = in_menu(survey);
    for siblings in candidates.chunk_by(|(one, _), (other, _)| one == other) {
        let sums = || siblings.iter().map(|(_, id)| &survey.boxes[id.row()]);
        let teasers = sums().filter(|sums| is_teaser(sums)).count();
        if teasers < FEWEST || teasers * 2 < siblings.len() {
            continue;
        }
        let ((parent, _), _) = siblings[0];
        if in_menu[parent.row()].is_some() && !sums().any(is_rich) {
            continue;
        }
        let siblings_count = u32::try_from(siblings.len()).unwrap_or(u32::MAX);
        for (_, sibling) in siblings {
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

/// What the items of a list have in common: the box around them and their shape.
type Likeness = (ContainerId, (u8, u32));

/// The boxes that may be items, each beside those that are like it: those in a
/// box that holds enough teasers for a list. Few boxes do.
fn candidates(survey: &Survey) -> Vec<(Likeness, ContainerId)> {
    let containers = &survey.page.containers;
    let mut teasers = vec![0; containers.len()];
    for (container, sums) in containers.iter().zip(&survey.boxes).skip(1) {
        teasers[container.parent.row()] += usize::from(is_teaser(sums));
    }
    let boxes = (0..).zip(containers).skip(1);
    let mut candidates: Vec<_> = boxes
        .filter(|(_, container)| teasers[container.parent.row()] >= FEWEST)
        .map(|(row, container)| ((container.parent, shape(container)), ContainerId(row)))
        .collect();
    candidates.sort_unstable();
    candidates
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
