//! The footnotes of a body, and the marks that lead to them.

use super::outline::rows_in;
use crate::article::Element;
use crate::block::{ContainerId, LinkId, Note, Page};
use crate::fnv::FixedMap;

/// The notes that stand in the body and that a mark in it leads to.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// By container: the number of the note that it is.
    notes: FixedMap<usize, u32>,
    /// By link: the number of the note that it leads to.
    marks: FixedMap<LinkId, u32>,
}

impl Footnotes {
    /// Those of a body, of which `rows` are the blocks, in order.
    pub fn of(page: &Page, rows: &[usize]) -> Self {
        let mut footnotes = Footnotes::default();
        let is_taken = |block: u32| rows.binary_search(&(block as usize)).is_ok();
        let mut notes: Vec<((u32, LinkId), &Note)> = page
            .notes
            .iter()
            .filter(|note| !rows_in(&page.containers[note.container.row()], rows).is_empty())
            .filter_map(|note| {
                let mut marks = note.marks.iter();
                Some((*marks.find(|(block, _)| is_taken(*block))?, note))
            })
            .collect();
        notes.sort_by_key(|(first_mark, _)| *first_mark);
        for ((_, note), number) in notes.into_iter().zip(1..) {
            footnotes.notes.insert(note.container.row(), number);
            for (_, link) in &note.marks {
                footnotes.marks.insert(*link, number);
            }
        }
        footnotes
    }

    /// The number of the note that a container is.
    pub fn note(&self, container: usize) -> Option<u32> {
        self.notes.get(&container).copied()
    }

    /// The number of the note that a link leads to.
    pub fn mark(&self, link: Option<LinkId>) -> Option<u32> {
        if self.marks.is_empty() {
            return None;
        }
        self.marks.get(&link?).copied()
    }

    /// What a container holds: as a note, if it is one.
    pub fn as_note(&self, container: ContainerId, body: Vec<Element>) -> Vec<Element> {
        match self.note(container.row()) {
            Some(number) => vec![Element::Footnote { number, body }],
            None => body,
        }
    }
}

/// Whether all items of a list are notes: it is no list then.
pub(super) fn are_notes(items: &[Vec<Element>]) -> bool {
    let is_note = |item: &Vec<Element>| matches!(item[..], [Element::Footnote { .. }]);
    !items.is_empty() && items.iter().all(is_note)
}
