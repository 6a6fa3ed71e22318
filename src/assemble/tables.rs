//! Which tables hold data, and which only lay out the page.

use crate::block::{BlockKind, ContainerId, Page, Tag};

/// What the blocks of one table show.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    /// It holds a `th` with text.
    headed: bool,
    /// Some row has text in two cells or more.
    side_by_side: bool,
    /// Some cell holds what no datum holds: a heading, two paragraphs, a table.
    prose: bool,
}

/// The row and the cell of a table that were seen last, and what the cell holds.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    row: Option<ContainerId>,
    cell: Option<ContainerId>,
    cells_of_row: u32,
    paragraphs_of_cell: u32,
}

/// For each container, whether it is a table of data, by those of its blocks
/// that stand in `rows`: text side by side, and heads or nothing but short cells.
///
/// Fails on: two columns of one paragraph each, which look like data.
pub(super) fn data_tables(page: &Page, rows: &[usize]) -> Vec<bool> {
    if !page.containers.iter().any(|c| c.tag == Tag::Table) {
        return vec![false; page.containers.len()];
    }
    let nearest = Nearest::of(page);
    let mut evidence = vec![Evidence::default(); page.containers.len()];
    let mut places = vec![Place::default(); page.containers.len()];
    for block in rows.iter().filter_map(|&row| page.blocks.get(row)) {
        let at = block.container.row();
        let (Some(table), Some(row), Some(cell)) =
            (nearest.table[at], nearest.row[at], nearest.cell[at])
        else {
            continue;
        };
        let (seen, place) = (&mut evidence[table.row()], &mut places[table.row()]);
        if place.row != Some(row) {
            (place.row, place.cells_of_row) = (Some(row), 0);
        }
        if place.cell != Some(cell) {
            (place.cell, place.paragraphs_of_cell) = (Some(cell), 0);
            place.cells_of_row += 1;
        }
        if !matches!(
            block.kind,
            BlockKind::ListItem | BlockKind::Image | BlockKind::Embed
        ) {
            place.paragraphs_of_cell += 1;
        }
        seen.headed |= page.containers[cell.row()].tag == Tag::Th;
        seen.side_by_side |= place.cells_of_row > 1;
        seen.prose |= block.is_heading() || place.paragraphs_of_cell > 1;
        if let Some(outer) = nearest.outer_table(page, table) {
            evidence[outer.row()].prose = true;
        }
    }
    evidence
        .iter()
        .map(|seen| seen.side_by_side && (seen.headed || !seen.prose))
        .collect()
}

/// Each container's innermost table, and the row and cell of that table.
struct Nearest {
    table: Vec<Option<ContainerId>>,
    row: Vec<Option<ContainerId>>,
    cell: Vec<Option<ContainerId>>,
}

impl Nearest {
    fn of(page: &Page) -> Self {
        let mut nearest = Nearest {
            table: Vec::with_capacity(page.containers.len()),
            row: Vec::with_capacity(page.containers.len()),
            cell: Vec::with_capacity(page.containers.len()),
        };
        for (at, container) in page.containers.iter().enumerate() {
            let above = container.parent.row();
            let inherit = |column: &[Option<ContainerId>]| column.get(above).copied().flatten();
            let (table, row, cell) = (
                inherit(&nearest.table),
                inherit(&nearest.row),
                inherit(&nearest.cell),
            );
            let this = Some(ContainerId(at as u32));
            let (table, row, cell) = match container.tag {
                Tag::Table => (this, None, None),
                Tag::Tr => (table, this, None),
                Tag::Td | Tag::Th => (table, row, this),
                _ => (table, row, cell),
            };
            nearest.table.push(table);
            nearest.row.push(row);
            nearest.cell.push(cell);
        }
        nearest
    }

    fn outer_table(&self, page: &Page, table: ContainerId) -> Option<ContainerId> {
        let above = page.containers[table.row()].parent;
        self.table[above.row()].filter(|outer| *outer != table)
    }
}
