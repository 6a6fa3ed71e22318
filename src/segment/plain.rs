//! Plain text to lines: what a dump without markup leaves of blocks.
//!
//! A *row* is what stands between two newlines. A [`Line`] is what a reader
//! takes for one: a row, or, in text that was wrapped at a fixed width, the
//! rows of a paragraph joined again. How it was set (blank rows around it, its
//! indent, its bullet) stays with it as evidence for later stages.

mod rows;
mod wrap;

use super::text::{Draft, Gap, empty_block};
use super::unseen_characters;
use crate::block::{BlockKind, ContainerId, Sight, Style, TextBlock};
use crate::limits::{Limit, Limits, Reached};
use rows::{Content, Rest, Row};

/// A line of the text and how it was set.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its text, without the bullet; no link and no style. A row of dashes is
    /// a [`BlockKind::Rule`] without text.
    pub block: TextBlock,
    pub mark: Mark,
    /// Columns before its text or bullet.
    pub indent: u32,
    /// Blank rows right before it.
    pub blank_before: u32,
    /// Blank rows right after it.
    pub blank_after: u32,
    /// Rows that were joined to it.
    pub rows: u32,
    /// Whether the row below is a line of dashes or equals signs.
    pub is_underlined: bool,
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Mark {
    #[default]
    None,
    /// `•`, `*`, `-` and their like; not part of the text.
    Bullet,
    /// `–` or `—`: an item, or speech; part of the text.
    Dash,
    /// `1.`, `2)`; part of the text.
    Number,
}

/// The lines of a text, in order, and the limits that it ran into. Blank rows
/// are no lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dump {
    pub lines: Vec<Line>,
    pub reached: Reached,
}

/// Cuts a text into lines.
///
/// Rows end at CR LF, LF, CR, VT, FF, NEL, LS and PS. White space within a
/// line collapses.
pub(crate) fn dump(text: &str, limits: &Limits) -> Dump {
    let (rows, rest) = rows::of_text(text, limits.rows());
    let mut reached = Reached::default();
    if rest == Rest::Text {
        reached.add(Limit::Nodes);
    }
    let mut lines = joined(&rows);
    if let (Rest::Blank(rows), Some(last)) = (rest, lines.last_mut()) {
        last.blank_after = rows;
    }
    Dump { lines, reached }
}

/// Rows to lines.
fn joined(rows: &[Row]) -> Vec<Line> {
    let width = wrap::width(rows);
    let mut lines: Vec<Line> = Vec::new();
    let mut above: Option<&Row> = None;
    let mut draft = Draft::default();
    for row in rows {
        let rows_above = lines.last().map_or(0, |line| line.rows);
        let wrapped = above.zip(width).filter(|(above, width)| {
            row.blank_before == 0 && wrap::goes_on(above, row, *width, rows_above)
        });
        match (wrapped, lines.last_mut()) {
            (Some((above, _)), Some(line)) => {
                line.rows += 1;
                if wrap::joins_with_space(above, row) {
                    draft.widen(Gap::Space);
                }
            }
            _ => {
                finish(&mut draft, &mut lines);
                push(&mut lines, row);
            }
        }
        above = None;
        if let Content::Text { .. } = row.content {
            draft.collapse(&unseen_characters::without(row.text), Style::Plain, None);
            above = Some(row);
        }
    }
    finish(&mut draft, &mut lines);
    lines
}

/// Opens a line; its text comes when it is finished.
fn push(lines: &mut Vec<Line>, row: &Row) {
    if let Some(above) = lines.last_mut() {
        above.blank_after = row.blank_before;
        above.is_underlined = row.content == Content::Rule && row.blank_before == 0;
    }
    let kind = match (row.content, row.mark) {
        (Content::Rule, _) => BlockKind::Rule,
        (_, Mark::Bullet) => BlockKind::ListItem,
        _ => BlockKind::Text,
    };
    lines.push(Line {
        block: empty_block(kind, ContainerId(0), Sight::Visible, None),
        mark: row.mark,
        indent: row.indent,
        blank_before: row.blank_before,
        blank_after: 0,
        rows: 1,
        is_underlined: false,
    });
}

/// Gives the last line the text that was gathered for it; a line without any
/// (a lone bullet) goes.
fn finish(draft: &mut Draft, lines: &mut Vec<Line>) {
    let mut draft = std::mem::take(draft);
    let Some(line) = lines.last_mut() else { return };
    if line.block.kind == BlockKind::Rule || !line.block.text.is_empty() {
        return;
    }
    match draft.finish(line.block.kind, line.block.container, Sight::Visible) {
        Some(block) => line.block = block,
        None => {
            lines.pop();
        }
    }
}

#[cfg(test)]
mod tests;
