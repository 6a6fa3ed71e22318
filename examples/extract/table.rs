//! Tables in columns.

use anstyle::Style;
use bodycopy::{Cell, CellHead};

use crate::around::spans_of;
use crate::sheet::{BOLD, FAINT, Line, Margin, Sheet, Span, span, wrap};

const PLAIN: Style = Style::new();

/// Blanks between columns.
const GAP: usize = 2;
/// Columns narrower than this break words into crumbs.
const NARROWEST: usize = 6;
/// More columns than these are no table for people to read.
const MOST_COLUMNS: usize = 32;

/// A cell at its place in the grid.
struct Placed<'a> {
    cell: &'a Cell,
    column: usize,
    columns: usize,
}

/// Adds a table: in columns if they fit, else a line a row.
pub fn lay_out(rows: &[Vec<Cell>], margin: &Margin, sheet: &mut Sheet) {
    let room = sheet.room(margin).unwrap_or(sheet.look.columns());
    let lines = grid(rows)
        .and_then(|grid| {
            let widths = widths(&grid, room)?;
            Some(in_columns(&grid, &widths))
        })
        .unwrap_or_else(|| row_by_row(rows, sheet.room(margin)));
    sheet.lines(&lines, margin);
}

/// Each cell with its column, spans over rows and columns counted in; none if
/// there are too many columns.
fn grid(rows: &[Vec<Cell>]) -> Option<Vec<Vec<Placed<'_>>>> {
    // For each column, how many further rows a cell above reaches into.
    let mut taken: Vec<u32> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for row in rows {
        let mut placed = Vec::with_capacity(row.len());
        let mut reach: Vec<u32> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
        let mut column = 0;
        for cell in row {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let columns = usize::try_from(cell.columns.max(1)).ok()?;
            if column + columns > MOST_COLUMNS {
                return None;
            }
            reach.resize(reach.len().max(column + columns), 0);
            reach[column..column + columns].fill(cell.rows.max(1) - 1);
            placed.push(Placed {
                cell,
                column,
                columns,
            });
            column += columns;
        }
        taken = reach;
        grid.push(placed);
    }
    Some(grid)
}

/// The width of each column so that all fit; none if they cannot.
fn widths(grid: &[Vec<Placed>], room: usize) -> Option<Vec<usize>> {
    let cells = || grid.iter().flatten();
    let columns = cells().map(|placed| placed.column + placed.columns).max()?;
    let mut natural = vec![1; columns];
    for placed in cells() {
        let width = content(placed.cell, usize::MAX)
            .iter()
            .map(|line| line.width)
            .max();
        // What spans columns asks each for its share.
        let share = width.unwrap_or(0).div_ceil(placed.columns);
        for column in &mut natural[placed.column..placed.column + placed.columns] {
            *column = share.max(*column);
        }
    }
    let room = room.saturating_sub(GAP * (columns - 1));
    let fits = |cap: usize| natural.iter().map(|width| *width.min(&cap)).sum::<usize>() <= room;
    let widest = natural.iter().copied().max()?;
    let cap = if fits(widest) {
        widest
    } else {
        (NARROWEST..room).rev().find(|cap| fits(*cap))?
    };
    Some(natural.into_iter().map(|width| width.min(cap)).collect())
}

fn in_columns(grid: &[Vec<Placed>], widths: &[usize]) -> Vec<Line> {
    let numeric: Vec<bool> = (0..widths.len())
        .map(|column| is_numeric(grid, column))
        .collect();
    let mut lines = Vec::new();
    for (row, cells) in grid.iter().enumerate() {
        let heads = |cells: &[Placed]| cells.iter().all(|c| c.cell.head == CellHead::Header);
        lines.extend(row_lines(cells, widths, &numeric));
        let next = grid.get(row + 1);
        if !cells.is_empty() && heads(cells) && next.is_some_and(|next| !heads(next)) {
            let mut rule = Line::default();
            for (column, width) in widths.iter().enumerate() {
                pad(&mut rule, if column == 0 { 0 } else { GAP });
                rule.push(&"─".repeat(*width), FAINT);
            }
            lines.push(rule);
        }
    }
    lines
}

fn row_lines(cells: &[Placed], widths: &[usize], numeric: &[bool]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    let mut column = 0;
    for placed in cells {
        let skipped = &widths[column..placed.column];
        start += skipped.iter().map(|width| width + GAP).sum::<usize>();
        let own = &widths[placed.column..placed.column + placed.columns];
        let width = own.iter().sum::<usize>() + GAP * (placed.columns - 1);
        for (row, line) in content(placed.cell, width).into_iter().enumerate() {
            if row == lines.len() {
                lines.push(Line::default());
            }
            let to_right = placed.columns == 1 && numeric[placed.column];
            let indent = if to_right {
                width.saturating_sub(line.width)
            } else {
                0
            };
            let blanks = (start + indent).saturating_sub(lines[row].width);
            pad(&mut lines[row], blanks);
            for piece in line.pieces {
                lines[row].push(&piece.text, piece.style);
            }
        }
        start += width + GAP;
        column = placed.column + placed.columns;
    }
    lines
}

/// Whether all data of a column are numbers, which read best when their ends
/// meet.
fn is_numeric(grid: &[Vec<Placed>], column: usize) -> bool {
    let mut data = grid
        .iter()
        .flatten()
        .filter(|placed| placed.column == column && placed.cell.head == CellHead::Data)
        .map(|placed| text(&spans_of(&placed.cell.content, PLAIN)))
        .filter(|text| !text.trim().is_empty())
        .peekable();
    data.peek().is_some()
        && data.all(|text| {
            text.contains(|c: char| c.is_numeric()) && !text.contains(char::is_alphabetic)
        })
}

fn content(cell: &Cell, width: usize) -> Vec<Line> {
    let style = match cell.head {
        CellHead::Header => BOLD,
        CellHead::Data => PLAIN,
    };
    wrap(&spans_of(&cell.content, style), width)
}

fn row_by_row(rows: &[Vec<Cell>], room: Option<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows {
        let mut spans: Vec<Span> = Vec::new();
        for cell in row {
            let cell = text(&spans_of(&cell.content, PLAIN));
            if !spans.is_empty() {
                spans.push(span(" · ", FAINT));
            }
            spans.push(span(
                cell.split_whitespace().collect::<Vec<_>>().join(" "),
                PLAIN,
            ));
        }
        lines.extend(wrap(&spans, room.unwrap_or(usize::MAX)));
    }
    lines
}

fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn pad(line: &mut Line, blanks: usize) {
    let blank = " ".repeat(blanks);
    if blanks > 0 {
        line.push(&blank, PLAIN);
    }
}
