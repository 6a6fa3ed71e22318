//! What each container is to the article: a list, an item, a quote, a table,
//! or nothing but a wrapper.

use std::cell::Cell;

use super::footnotes::Footnotes;
use super::tables::tables;
use super::units::Units;
use crate::article::{CellHead, ListOrder};
use crate::block::{Container, ContainerId, Detail, Page, Tag};
use crate::fnv::FixedSet;
use crate::hints::{Hint, name_hash};
use crate::limits::{Limit, Limits, Reached};

/// A structure that other elements stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    List(ListOrder),
    Item,
    Definitions,
    Quote,
    /// A box set apart, with the number of its word in [`CALL_OUTS`].
    CallOut(usize),
    /// A post of a thread or a card of a list.
    Unit,
    /// A footnote that is no item of a list.
    Note,
    Table,
    Row,
    Cell {
        head: CellHead,
        columns: u32,
        rows: u32,
    },
}

/// The structures of a page.
pub(super) struct Outline<'a> {
    pub page: &'a Page,
    /// The structure that a container itself is.
    parts: Vec<Option<Part>>,
    /// The innermost structure that a container is or stands in.
    inner: Vec<Option<ContainerId>>,
    /// The innermost `figure` that a container is or stands in.
    figures: Vec<Option<ContainerId>>,
    /// The innermost code box that a container is or stands in.
    codes: Vec<Option<ContainerId>>,
    /// The figures whose caption is no running text.
    pub figures_aside: FixedSet<ContainerId>,
    /// Most cells of a table.
    pub cells: u32,
    reached: Cell<Reached>,
}

impl<'a> Outline<'a> {
    /// The outline of the blocks in `rows`, which are in order.
    pub fn of(
        page: &'a Page,
        rows: &[usize],
        units: &Units,
        notes: &Footnotes,
        limits: &Limits,
    ) -> Self {
        let holds_units = units.holders(page);
        let tables = tables(page, rows);
        let count = page.containers.len();
        let mut outline = Outline {
            page,
            parts: Vec::with_capacity(count),
            inner: Vec::with_capacity(count),
            figures: Vec::with_capacity(count),
            codes: Vec::with_capacity(count),
            figures_aside: FixedSet::default(),
            cells: limits.cells,
            reached: Cell::default(),
        };
        let mut depths: Vec<u8> = Vec::with_capacity(count);
        let mut in_call_outs: Vec<bool> = Vec::with_capacity(count);
        for (at, container) in page.containers.iter().enumerate() {
            let above = container.parent.row();
            let this = Some(ContainerId(at as u32));
            let inherited = |column: &[Option<ContainerId>]| column.get(above).copied().flatten();

            let outer = inherited(&outline.inner);
            let depth = depths.get(above).copied().unwrap_or(0);
            let outer_part = outer.and_then(|id| outline.part(id));
            let in_call_out = in_call_outs.get(above).copied().unwrap_or(false);
            let part = if units.is_unit(at) && !outer_part.is_some_and(is_in_table) {
                Some(Part::Unit)
            } else if holds_units.contains(&at) {
                None
            } else {
                let is_head = outer.is_some_and(|row| tables.is_head_row[row.row()]);
                part_of(container, outer_part, tables.is_data[at], is_head)
                    .or_else(|| notes.note(at).map(|_| Part::Note))
                    .or_else(|| {
                        // The parts of one are named after it.
                        let call_out = || call_out(page, container, rows).map(Part::CallOut);
                        (!in_call_out).then(call_out).flatten()
                    })
            };
            in_call_outs.push(in_call_out || matches!(part, Some(Part::CallOut(_))));
            let is_too_deep = part.is_some_and(adds_depth) && depth >= limits.nesting;
            if is_too_deep && holds_any(container, rows) {
                outline.reach(Limit::Nesting);
            }
            let part = part.filter(|_| !is_too_deep);
            outline.inner.push(match container.tag {
                Tag::Caption => outline.above_table(outer),
                _ if part.is_some() => this,
                _ => outer,
            });
            depths.push(depth + u8::from(part.is_some_and(adds_depth)));
            outline.parts.push(part);

            let figure = inherited(&outline.figures);
            let is_figure = container.tag == Tag::Figure;
            outline.figures.push(if is_figure { this } else { figure });

            let code = inherited(&outline.codes);
            let is_code =
                container.tag == Tag::Pre || matches!(container.detail, Detail::Code { .. });
            outline.codes.push(code.or(this.filter(|_| is_code)));
        }
        outline
    }

    pub fn reach(&self, limit: Limit) {
        let mut reached = self.reached.get();
        reached.add(limit);
        self.reached.set(reached);
    }

    /// The limits that those who read the outline ran into.
    pub fn reached(&self) -> Reached {
        self.reached.get()
    }

    /// The structure that this container is.
    pub fn part(&self, id: ContainerId) -> Option<Part> {
        self.parts.get(id.row()).copied().flatten()
    }

    /// The structures around a block of this container, from the outermost.
    pub fn chain(&self, container: ContainerId, into: &mut Vec<ContainerId>) {
        into.clear();
        let mut at = self.inner.get(container.row()).copied().flatten();
        while let Some(id) = at {
            into.push(id);
            let above = self.page.containers[id.row()].parent;
            at = if above == id {
                None
            } else {
                self.inner[above.row()]
            };
        }
        into.reverse();
    }

    /// The `figure` around a block of this container.
    pub fn figure(&self, container: ContainerId) -> Option<ContainerId> {
        self.figures.get(container.row()).copied().flatten()
    }

    /// The code box around a block of this container.
    pub fn code(&self, container: ContainerId) -> Option<ContainerId> {
        self.codes.get(container.row()).copied().flatten()
    }

    /// What the table around a caption stands in: its caption goes before it.
    fn above_table(&self, outer: Option<ContainerId>) -> Option<ContainerId> {
        let table = outer.filter(|id| self.part(*id) == Some(Part::Table));
        match table {
            Some(table) => self.inner[self.page.containers[table.row()].parent.row()],
            None => outer,
        }
    }
}

/// What a container is, given the structure that it stands in. An item without
/// a list and a cell without a row are wrappers like any other.
fn part_of(
    container: &Container,
    outer: Option<Part>,
    is_data_table: bool,
    is_in_head_row: bool,
) -> Option<Part> {
    if matches!(container.detail, Detail::Code { .. }) {
        return None;
    }
    match (container.tag, outer) {
        (Tag::Ul, _) => Some(Part::List(ListOrder::Unordered)),
        (Tag::Ol, _) => Some(Part::List(ListOrder::Ordered(match container.detail {
            Detail::OrderedList { start } => start,
            _ => 1,
        }))),
        (Tag::Li, Some(Part::List(_))) => Some(Part::Item),
        (Tag::Dl, _) => Some(Part::Definitions),
        (Tag::Blockquote, _) => Some(Part::Quote),
        (Tag::Table, _) if is_data_table => Some(Part::Table),
        (Tag::Tr, Some(Part::Table)) => Some(Part::Row),
        (Tag::Td | Tag::Th, Some(Part::Row)) => {
            let (columns, rows) = match container.detail {
                Detail::Cell { columns, rows } => (columns, rows),
                _ => (1, 1),
            };
            Some(Part::Cell {
                head: match container.tag {
                    Tag::Th => CellHead::Header,
                    _ if is_in_head_row => CellHead::Header,
                    _ => CellHead::Data,
                },
                columns: columns.max(1),
                rows: rows.max(1),
            })
        }
        _ => None,
    }
}

/// Cells hold no posts or cards: a row would fall apart.
fn is_in_table(part: Part) -> bool {
    matches!(part, Part::Table | Part::Row | Part::Cell { .. })
}

/// The words that call-outs are named by, and whether the word says more than
/// that they are some.
pub(super) const CALL_OUTS: &[(&str, bool)] = &[
    ("warning", true),
    ("tip", true),
    ("hint", true),
    ("note", true),
    ("factbox", true),
    ("infobox", true),
    ("admonition", false),
    ("callout", false),
];

/// The word by which a box is named as set apart from the running text, of
/// which it holds the smaller part. Such a name takes nothing out of the body.
fn call_out(page: &Page, container: &Container, rows: &[usize]) -> Option<usize> {
    let is_box = matches!(container.tag, Tag::Div | Tag::Section | Tag::Aside);
    if !is_box || !container.hints.has(Hint::Note) {
        return None;
    }
    let held = rows_in(container, rows).len();
    if held == 0 || held * 3 > rows.len() {
        return None;
    }
    let words = container.name_words.start as usize..container.name_words.end as usize;
    let words = page.name_words.get(words)?;
    let is_named = |(word, _): &(&str, bool)| words.contains(&name_hash(word.as_bytes()));
    CALL_OUTS.iter().position(is_named)
}

/// Whether some of the blocks in `rows`, which are in order, stand in a container.
fn holds_any(container: &Container, rows: &[usize]) -> bool {
    !rows_in(container, rows).is_empty()
}

/// Those of the blocks in `rows`, which are in order, that stand in a container.
pub(super) fn rows_in<'r>(container: &Container, rows: &'r [usize]) -> &'r [usize] {
    let of = |block: u32| rows.partition_point(|row| *row < block as usize);
    &rows[of(container.first_block)..of(container.end_block)]
}

/// Whether a structure is an element of its own, and not a part of one.
fn adds_depth(part: Part) -> bool {
    match part {
        Part::List(_)
        | Part::Definitions
        | Part::Quote
        | Part::CallOut(_)
        | Part::Unit
        | Part::Note
        | Part::Table => true,
        Part::Item | Part::Row | Part::Cell { .. } => false,
    }
}
