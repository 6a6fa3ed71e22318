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
    /// By container. Those that hold none of the blocks at hand have none.
    places: Vec<Place>,
    /// The figures whose caption is no running text.
    pub figures_aside: FixedSet<ContainerId>,
    /// Most cells of a table.
    pub cells: u32,
    reached: Cell<Reached>,
}

/// What a container is to the article, and what it stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// The structure that it is itself.
    part: Option<Part>,
    /// The innermost structure that it is or stands in.
    inner: Option<ContainerId>,
    /// The innermost `figure` that it is or stands in.
    figure: Option<ContainerId>,
    /// The outermost code box that it is or stands in.
    code: Option<ContainerId>,
    /// How many elements it is and stands in.
    depth: u8,
    /// Whether it is or stands in a call-out.
    in_call_out: bool,
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
        let holds_rows = holders(page, rows);
        let holds_units = units.holders(page);
        let tables = tables(page, rows, &holds_rows);
        let mut outline = Outline {
            page,
            places: vec![Place::default(); page.containers.len()],
            figures_aside: FixedSet::default(),
            cells: limits.cells,
            reached: Cell::default(),
        };
        for (at, container) in page.containers.iter().enumerate() {
            // Most boxes hold none of the rows. An empty cell keeps its place.
            if !holds_rows[at] && !matches!(container.tag, Tag::Td | Tag::Th) {
                continue;
            }
            let this = Some(ContainerId(at as u32));
            let around = outline.places[container.parent.row()];
            let outer_part = around.inner.and_then(|id| outline.part(id));
            let part = if units.is_unit(at) && !outer_part.is_some_and(is_in_table) {
                Some(Part::Unit)
            } else if holds_units.contains(&at) {
                None
            } else {
                let is_head = around.inner.is_some_and(|row| tables.is_head_row(row));
                part_of(container, outer_part, tables.is_data(at), is_head)
                    .or_else(|| notes.note(at).map(|_| Part::Note))
                    .or_else(|| {
                        // The parts of one are named after it.
                        let call_out = || call_out(page, container, rows).map(Part::CallOut);
                        (!around.in_call_out).then(call_out).flatten()
                    })
            };
            let in_call_out = around.in_call_out || matches!(part, Some(Part::CallOut(_)));
            let is_too_deep = part.is_some_and(adds_depth) && around.depth >= limits.nesting;
            if is_too_deep && holds_any(container, rows) {
                outline.reach(Limit::Nesting);
            }
            let part = part.filter(|_| !is_too_deep);
            let is_code =
                container.tag == Tag::Pre || matches!(container.detail, Detail::Code { .. });
            outline.places[at] = Place {
                part,
                inner: match container.tag {
                    Tag::Caption => outline.above_table(around.inner),
                    _ if part.is_some() => this,
                    _ => around.inner,
                },
                figure: if container.tag == Tag::Figure {
                    this
                } else {
                    around.figure
                },
                code: around.code.or(this.filter(|_| is_code)),
                depth: around.depth + u8::from(part.is_some_and(adds_depth)),
                in_call_out,
            };
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
        self.places.get(id.row())?.part
    }

    /// The structures around a block of this container, from the outermost.
    pub fn chain(&self, container: ContainerId, into: &mut Vec<ContainerId>) {
        into.clear();
        let inner = |at: ContainerId| self.places.get(at.row())?.inner;
        let mut at = inner(container);
        while let Some(id) = at {
            into.push(id);
            let above = self.page.containers[id.row()].parent;
            at = if above == id { None } else { inner(above) };
        }
        into.reverse();
    }

    /// The `figure` around a block of this container.
    pub fn figure(&self, container: ContainerId) -> Option<ContainerId> {
        self.places.get(container.row())?.figure
    }

    /// The code box around a block of this container.
    pub fn code(&self, container: ContainerId) -> Option<ContainerId> {
        self.places.get(container.row())?.code
    }

    /// What the table around a caption stands in: its caption goes before it.
    fn above_table(&self, outer: Option<ContainerId>) -> Option<ContainerId> {
        let table = outer.filter(|id| self.part(*id) == Some(Part::Table));
        match table {
            Some(table) => self.places[self.page.containers[table.row()].parent.row()].inner,
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
    let tag = container.table_tag();
    match (tag, outer) {
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
                head: match tag {
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

/// By container: whether some of the blocks in `rows` stand in it.
fn holders(page: &Page, rows: &[usize]) -> Vec<bool> {
    let mut holds_rows = vec![false; page.containers.len()];
    for row in rows {
        holds_rows[page.blocks[*row].container.row()] = true;
    }
    // Children stand behind their parents.
    for at in (1..holds_rows.len()).rev() {
        if holds_rows[at] {
            holds_rows[page.containers[at].parent.row()] = true;
        }
    }
    holds_rows
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
