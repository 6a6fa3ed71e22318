//! Tables: lines of cells, each cell on one line.

use super::super::leads_to;
use super::inline::{Place, between_backticks, escape, inline, is_no_span};
use super::{embed_link, picture};
use crate::article::{Cell, CellHead, Element, Inline};

/// The lines of a table. The first row heads it if all of it are heads; the
/// dialect wants a head, so one without words stands in where there is none.
pub(super) fn rows(rows: &[Vec<Cell>]) -> Vec<String> {
    let rows = grid(rows);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 {
        return Vec::new();
    }
    let is_headed = rows[0].iter().all(|cell| {
        cell.is_none_or(|cell| cell.head == CellHead::Header || cell.content.is_empty())
    });
    let (head, data) = rows.split_at(usize::from(is_headed));
    let mut lines = vec![
        line(head.first().map_or(&[], Vec::as_slice), width),
        ["|", &" --- |".repeat(width)].concat(),
    ];
    lines.extend(data.iter().map(|row| line(row, 0)));
    lines
}

fn line(cells: &[Option<&Cell>], width: usize) -> String {
    let mut out = String::from("|");
    for number in 0..cells.len().max(width) {
        out.push(' ');
        if let Some(Some(cell)) = cells.get(number) {
            let mut content = String::new();
            in_cell(&cell.content, &mut content);
            out.push_str(&content);
        }
        out.push_str(" |");
    }
    out
}

/// The rows with what spans leave free as empty places. A table whose spans
/// would make it many times its size is given without them.
fn grid(rows: &[Vec<Cell>]) -> Vec<Vec<Option<&Cell>>> {
    /// Places allowed a cell. A stated guess, far above what tables for people
    /// need, so that output stays in proportion to input.
    const PLACES_A_CELL: usize = 8;

    let cells: usize = rows.iter().map(Vec::len).sum();
    let mut places_left = (cells + 8).saturating_mul(PLACES_A_CELL);
    let mut out: Vec<Vec<Option<&Cell>>> = Vec::with_capacity(rows.len());
    // For each column, how many rows the cell above still covers.
    let mut covered: Vec<u32> = Vec::new();
    for row in rows {
        let mut line = Vec::new();
        for cell in row {
            while covered.get(line.len()).is_some_and(|rows| *rows > 0) {
                line.push(None);
            }
            let span = usize::try_from(cell.columns.max(1)).unwrap_or(usize::MAX);
            if span > places_left.saturating_sub(line.len()) {
                return without_spans(rows);
            }
            covered.resize(covered.len().max(line.len() + span), 0);
            for (number, rows) in covered[line.len()..line.len() + span]
                .iter_mut()
                .enumerate()
            {
                *rows = cell.rows.max(1);
                line.push((number == 0).then_some(cell));
            }
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
        match places_left.checked_sub(line.len().max(covered.len())) {
            Some(left) => places_left = left,
            None => return without_spans(rows),
        }
        out.push(line);
    }
    out
}

fn without_spans(rows: &[Vec<Cell>]) -> Vec<Vec<Option<&Cell>>> {
    rows.iter()
        .map(|row| row.iter().map(Some).collect())
        .collect()
}

/// Elements on one line, parted by breaks.
fn in_cell(all: &[Element], out: &mut String) {
    for one in all {
        let text = match one {
            Element::Paragraph { text }
            | Element::Heading { text, .. }
            | Element::Term { text } => inline(text, Place::Cell),
            Element::Figure { image, caption, .. } => {
                let mut text = inline(caption, Place::Cell);
                let picture = image.as_ref().and_then(|one| picture(one, Place::Cell));
                if let Some(picture) = picture {
                    let gap = if text.is_empty() { "" } else { "<br>" };
                    text = picture + gap + &text;
                }
                text
            }
            Element::Math { tex } => inline(&[Inline::Math { tex: tex.clone() }], Place::Cell),
            Element::Code { text, .. } => code_in_cell(text),
            Element::List { items, .. } => {
                items.iter().for_each(|item| in_cell(item, out));
                continue;
            }
            Element::Quote { body, .. }
            | Element::CallOut { body, .. }
            | Element::Post { body, .. }
            | Element::Card { body, .. } => {
                in_cell(body, out);
                continue;
            }
            Element::Table { rows } => {
                rows.iter()
                    .flatten()
                    .for_each(|cell| in_cell(&cell.content, out));
                continue;
            }
            Element::Embed { url, body, .. } => {
                in_cell(body, out);
                if leads_to(body, url) {
                    continue;
                }
                inline(&[embed_link(url)], Place::Cell)
            }
            Element::Footnote { .. } | Element::Rule => continue,
        };
        if !text.is_empty() {
            if !out.is_empty() {
                out.push_str("<br>");
            }
            out.push_str(&text);
        }
    }
}

/// A span a line: a fence needs lines of its own, and a cell has none.
fn code_in_cell(text: &str) -> String {
    let mut out = String::new();
    for (number, line) in text.trim_matches('\n').lines().enumerate() {
        if number > 0 {
            out.push_str("<br>");
        }
        match line.trim_end() {
            "" => {}
            line if is_no_span(line, Place::Cell) => {
                escape(line.trim_start(), Place::Cell, &mut out)
            }
            line => between_backticks(line, Place::Cell, &mut out),
        }
    }
    out
}
