//! Which tables hold data, and which only lay out the page.

use crate::block::{BlockKind, ContainerId, Page, Style, Tag, TextBlock};

/// Share of a table's cells from which those of prose show that it is a layout,
/// and share of its words from which those in such cells do. A stated guess:
/// few tables of data have more cells of prose than one a row of three, and the
/// text of a page outweighs what stands around it.
const PROSE_CELLS: f32 = 1.0 / 3.0;
const PROSE_WORDS: f32 = 2.0 / 3.0;

/// What the tables of a page are, by container; nothing of one without tables.
#[derive(Default)]
pub(super) struct Tables {
    is_data: Vec<bool>,
    is_head_row: Vec<bool>,
}

impl Tables {
    /// Whether a container is a table of data.
    pub fn is_data(&self, container: usize) -> bool {
        self.is_data.get(container).is_some_and(|is_data| *is_data)
    }

    /// Whether it is a row all cells of which are heads, whatever their tag.
    pub fn is_head_row(&self, container: ContainerId) -> bool {
        let is_head_row = self.is_head_row.get(container.row());
        is_head_row.is_some_and(|is_head_row| *is_head_row)
    }
}

/// What the blocks of one table, row or cell show.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    words: u32,
    /// Cells of a table or row with something of their own in them.
    cells: u32,
    /// Of those, the ones with text.
    cells_of_text: u32,
    /// Of a table: rows with text in two cells or more.
    rows_side_by_side: u32,
    /// Of a table: some row has something in two cells or more.
    side_by_side: bool,
    /// Of a table: some cell that is not empty is marked as a head.
    headed: bool,
    /// Of a table: cells that hold what no datum holds (a heading, two
    /// paragraphs, a table), and the words in them.
    prose_cells: u32,
    prose_words: u32,
    /// Of a cell: paragraphs, of which a heading counts as two.
    paragraphs: u32,
    /// Of a cell: it holds a table with something in it.
    holds_table: bool,
    /// Of a cell: blocks of its own, and those with text.
    blocks: u32,
    texts: u32,
    /// Of a row or cell: text that is not strong.
    has_plain_text: bool,
}

/// The tables of data, by those of the blocks that stand in `rows`: text side by
/// side, and heads, or next to nothing but short cells in two rows or more.
/// `holds_rows` says by container whether some of these stand in it.
///
/// Why two rows: a picture and its text, an icon and its note are set side by
/// side with a table of one.
/// Fails on: two columns of one paragraph each, which look like data.
pub(super) fn tables(page: &Page, rows: &[usize], holds_rows: &[bool]) -> Tables {
    let mut containers = page.containers.iter().zip(holds_rows);
    if !containers.any(|(container, holds_rows)| *holds_rows && container.table_tag() == Tag::Table)
    {
        return Tables::default();
    }
    let count = page.containers.len();
    let mut tables = Tables {
        is_data: vec![false; count],
        is_head_row: vec![false; count],
    };
    let nearest = Nearest::of(page);
    let mut seen = vec![Seen::default(); count];
    for block in rows.iter().filter_map(|&row| page.blocks.get(row)) {
        if let Some(cell) = nearest.cell[block.container.row()] {
            seen[cell.row()].add(block);
        }
    }
    let is_in_head = |row: ContainerId| {
        let above = page.containers[row.row()].parent;
        page.containers[above.row()].tag == Tag::Thead
    };
    // Children stand behind their parents, and so are done before them.
    for (at, container) in page.containers.iter().enumerate().rev() {
        let held = seen[at];
        match (container.table_tag(), nearest.table[at], nearest.row[at]) {
            (Tag::Td | Tag::Th, Some(table), Some(row)) => {
                seen[row.row()].add_cell(&held);
                let is_head = container.table_tag() == Tag::Th || is_in_head(row);
                seen[table.row()].headed |= is_head && held.blocks > 0;
                seen[table.row()].add_cell(&held);
            }
            (Tag::Tr, Some(table), _) => {
                tables.is_head_row[at] = is_in_head(ContainerId(at as u32));
                let table = &mut seen[table.row()];
                table.side_by_side |= held.cells > 1;
                table.rows_side_by_side += u32::from(held.cells_of_text > 1);
            }
            (Tag::Table, ..) => {
                tables.is_data[at] = held.is_data();
                let around = nearest.cell.get(container.parent.row()).copied().flatten();
                if let Some(cell) = around.filter(|_| held.words > 0 || held.cells > 0) {
                    seen[cell.row()].words += held.words;
                    seen[cell.row()].holds_table = true;
                }
            }
            _ => {}
        }
    }
    strong_first_rows(page, &nearest, &seen, &mut tables);
    tables
}

impl Seen {
    /// Counts a block of a cell.
    fn add(&mut self, block: &TextBlock) {
        self.blocks += 1;
        self.words += block.words;
        self.texts += u32::from(!block.text.is_empty());
        self.paragraphs += match block.kind {
            BlockKind::ListItem | BlockKind::Image | BlockKind::Embed => 0,
            BlockKind::Heading(_) => 2,
            _ => 1,
        };
        self.has_plain_text |= block
            .pieces()
            .any(|(text, run)| run.style != Style::Strong && !text.trim().is_empty());
    }

    /// Counts a cell of a table or row.
    fn add_cell(&mut self, cell: &Seen) {
        self.words += cell.words;
        self.cells += u32::from(cell.blocks > 0);
        self.cells_of_text += u32::from(cell.texts > 0);
        self.has_plain_text |= cell.has_plain_text;
        if cell.holds_table || cell.paragraphs > 1 {
            self.prose_cells += 1;
            self.prose_words += cell.words;
        }
    }

    fn is_data(&self) -> bool {
        let is_layout = self.prose_cells as f32 > PROSE_CELLS * self.cells as f32
            || self.prose_words as f32 > PROSE_WORDS * self.words as f32;
        self.side_by_side && (self.headed || self.rows_side_by_side > 1 && !is_layout)
    }
}

/// Takes the first row for heads where all of its text is strong and not all of
/// the second's, in tables that mark no heads.
fn strong_first_rows(page: &Page, nearest: &Nearest, seen: &[Seen], tables: &mut Tables) {
    // By table: the first row with text; whether the second was met, too.
    let mut first: Vec<(Option<ContainerId>, bool)> = vec![(None, false); seen.len()];
    for (at, container) in page.containers.iter().enumerate() {
        let Some(table) = nearest.table[at].filter(|_| container.table_tag() == Tag::Tr) else {
            continue;
        };
        let is_candidate = tables.is_data[table.row()] && !seen[table.row()].headed;
        if !is_candidate || seen[at].cells_of_text == 0 {
            continue;
        }
        match &mut first[table.row()] {
            (first @ None, _) => *first = Some(ContainerId(at as u32)),
            (Some(first), is_met @ false) => {
                *is_met = true;
                tables.is_head_row[first.row()] =
                    !seen[first.row()].has_plain_text && seen[at].has_plain_text;
            }
            _ => {}
        }
    }
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
            let (table, row, cell) = match container.table_tag() {
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
}
