//! Menus, breadcrumbs, tags, page numbers, share links: short links in groups.

use super::survey::{Reasons, Survey, is_frame};
use crate::block::{BlockKind, Container, Page, Tag, TextBlock};
use crate::hints::Hint;
use crate::verdict::{BoxName, Reason, Role, Verdict};

/// Why each block is part of a box that is named as navigation, if it is. It
/// has to be made of links or buttons; a breadcrumb and page numbers end in
/// plain words and only have to be short.
///
/// Fails on: menus whose entries scripts make into links.
pub(super) fn named(survey: &Survey) -> Reasons {
    let boxes = survey.by_box(|container, sums| {
        let name = name(container)?;
        let is_made_so = match name {
            _ if container.tag == Tag::Nav => true,
            BoxName::Breadcrumb | BoxName::Pages => sums.links > 0 && sums.words <= LONGEST_TRAIL,
            _ => sums.operated_words * 2 >= sums.words,
        };
        (sums.body_words == 0 && is_made_so).then_some(Reason::Named(name))
    });
    boxes.into()
}

/// Most words of a breadcrumb, headline included, or of page numbers.
const LONGEST_TRAIL: u32 = 40;

/// What kind of navigation a box is named as.
fn name(container: &Container) -> Option<BoxName> {
    const NAMES: [(Hint, BoxName); 8] = [
        (Hint::Breadcrumb, BoxName::Breadcrumb),
        (Hint::Pager, BoxName::Pages),
        (Hint::Share, BoxName::Share),
        (Hint::Tags, BoxName::Tags),
        (Hint::Skip, BoxName::Menu),
        (Hint::Search, BoxName::Search),
        (Hint::Login, BoxName::Account),
        (Hint::Menu, BoxName::Menu),
    ];
    let known = NAMES
        .into_iter()
        .find(|(hint, _)| container.hints.has(*hint) && !is_frame(container))
        .map(|(_, name)| name);
    known.or((container.tag == Tag::Nav).then_some(BoxName::Menu))
}

/// Why each block is part of a group of links, if it is: a box of three links
/// or more that make up most of its words.
///
/// Fails on: a list of sources, where the model has not taken it for body.
pub(super) fn groups(survey: &Survey) -> Reasons {
    let mut starts = Vec::new();
    let boxes = survey.by_box(|container, sums| {
        let (linked, of) = (sums.operated_words, sums.words);
        let is_group = sums.links + sums.controls >= FEWEST
            && linked * 10 >= of * GROUP_TENTHS
            && sums.body_words == 0
            && !is_frame(container);
        if is_group {
            starts.push(container.first_block as usize);
        }
        is_group.then_some(Reason::LinkGroup { linked, of })
    });
    let mut reasons = boxes.into();
    survey.add_headings(&starts, &mut reasons, &Reason::HeadsLinks);
    reasons
}

/// Fewest links and buttons of a group.
const FEWEST: u32 = 3;

/// Share of the words of a group, in tenths, that are links at least.
const GROUP_TENTHS: u32 = 6;

/// The verdicts with the short line right above a table of contents as its
/// label ("In this article:"), where the model took it for a paragraph.
///
/// Fails on: a label of the contents that ends as a sentence does.
pub(super) fn label_contents(page: &Page, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let rows = page.readable();
    let mut at = 1;
    while at < rows.len() {
        let is_part = |row: &&usize| {
            verdicts[**row].role == Role::Navigation && leads_inside(page, &page.blocks[**row])
        };
        let parts = rows[at..].iter().take_while(is_part).count();
        let label = rows[at - 1];
        let is_paragraph = matches!(verdicts[label].role, Role::Body | Role::Other);
        if parts >= FEWEST as usize && is_paragraph && may_be_label(&page.blocks[label]) {
            verdicts[label].role = Role::Navigation;
            verdicts[label].reason = Reason::HeadsLinks;
        }
        at += parts + 1;
    }
    verdicts
}

/// Whether a block is made of links to parts of the page itself.
fn leads_inside(page: &Page, block: &TextBlock) -> bool {
    let mut links = block.runs.iter().filter_map(|run| run.link);
    block.is_link() && links.all(|link| page.place_of(link).is_some())
}

fn may_be_label(block: &TextBlock) -> bool {
    block.kind == BlockKind::Text
        && block.words <= LONGEST_LABEL
        && block.linked_words == 0
        && !block.text.ends_with(['.', '!', '?', '…', ',', ';', '。'])
}

/// Most words of a label.
const LONGEST_LABEL: u32 = 6;

/// Why a block alone is navigation: it is mostly links.
pub(super) fn linked(survey: &Survey, row: usize) -> Option<Reason> {
    let links = survey.links[row];
    links.are_most().then_some(Reason::Links {
        linked: links.linked,
        of: links.characters,
    })
}
