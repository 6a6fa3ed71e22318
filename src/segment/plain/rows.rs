//! The rows of a text: what stands between two newlines, and how it is set.

use super::Mark;

/// A row of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'t> {
    /// Without white space around it, and without its bullet.
    pub text: &'t str,
    pub mark: Mark,
    /// Columns before it.
    pub indent: u32,
    /// Columns before its text: with the bullet, if it has one.
    pub text_indent: u32,
    /// Blank rows right before it.
    pub blank_before: u32,
    pub content: Content,
}

/// What stands behind the rows that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// So many blank rows.
    Blank(u32),
    /// More text than is read.
    Text,
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Dashes, equals signs or the like and nothing else.
    Rule,
    Text {
        /// Columns up to its end.
        end: u32,
    },
}

/// The rows that are not blank, in order, up to so many.
pub(super) fn of_text(text: &str, most: usize) -> (Vec<Row<'_>>, Rest) {
    let mut rows = Vec::new();
    let mut blank = 0;
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    while !rest.is_empty() {
        let end = rest.find(is_newline).unwrap_or(rest.len());
        match row(&rest[..end], blank) {
            Some(_) if rows.len() == most => return (rows, Rest::Text),
            Some(row) => {
                rows.push(row);
                blank = 0;
            }
            None => blank += 1,
        }
        rest = &rest[end..];
        rest = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix(is_newline))
            .unwrap_or(rest);
    }
    (rows, Rest::Blank(blank))
}

/// LF, VT, FF, CR, NEL, LS, PS.
fn is_newline(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// None if the row is blank.
fn row(row: &str, blank_before: u32) -> Option<Row<'_>> {
    let text = row.trim_start_matches(is_blank);
    let indent = columns(&row[..row.len() - text.len()]);
    let text = text.trim_end_matches(is_blank);
    if text.is_empty() {
        return None;
    }
    let (mark, bare) = mark(text);
    let text_indent = indent + columns(&text[..text.len() - bare.len()]);
    let content = if is_rule(text) {
        Content::Rule
    } else {
        Content::Text {
            end: text_indent.saturating_add(columns(bare)),
        }
    };
    Some(Row {
        text: bare,
        mark,
        indent,
        text_indent,
        blank_before,
        content,
    })
}

fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{200b}' | '\u{feff}'
    )
}

/// The columns that a text fills; letters of East Asia fill two.
pub(super) fn columns(text: &str) -> u32 {
    const TAB: u32 = 8;
    text.chars().fold(0, |columns: u32, c| match c {
        '\t' => (columns / TAB + 1) * TAB,
        _ => columns.saturating_add(if is_wide(c) { 2 } else { 1 }),
    })
}

/// Letters and marks of East Asia that fill two columns.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}')
}

/// What a row begins with, and the row without its bullet.
fn mark(text: &str) -> (Mark, &str) {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    let bare = rest.trim_start_matches(is_blank);
    let is_apart = bare.len() < rest.len() || rest.is_empty();
    match first {
        '•' | '·' | '‣' | '◦' | '▪' | '▫' | '■' | '□' | '●' | '○' | '►' | '▸' | '➤' | '∙' => {
            (Mark::Bullet, bare)
        }
        '*' | '-' | '+' | 'o' if is_apart && !bare.is_empty() && is_item(first, bare) => {
            (Mark::Bullet, bare)
        }
        '–' | '—' if is_apart => (Mark::Dash, text),
        '0'..='9' if is_number(text) => (Mark::Number, text),
        _ => (Mark::None, text),
    }
}

/// Whether what follows a mark that means other things too is an item.
///
/// Fails on: a verse that begins with the Italian or Portuguese "o".
fn is_item(mark: char, rest: &str) -> bool {
    mark != 'o' || rest.starts_with(|c: char| c.is_uppercase())
}

/// "1. Text", "2) Text".
fn is_number(text: &str) -> bool {
    const DIGITS: usize = 3;
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix(['.', ')']);
    text.len() - rest.len() <= DIGITS
        && after.is_some_and(|after| after.starts_with(is_blank) && !after.trim().is_empty())
}

/// Fewest signs that draw a line.
const RULE: usize = 3;

fn is_rule(text: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | '=' | '_' | '*' | '~' | '─' | '━' | '—' | '–' | '#');
    let signs = || text.chars().filter(|c| !is_blank(*c));
    text.starts_with(sign) && signs().all(sign) && signs().nth(RULE - 1).is_some()
}
