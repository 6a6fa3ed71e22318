//! Inline text, escaped so that it reads as itself.

use std::fmt::Write;

use super::super::parts_of_link;
use crate::address::safe_link;
use crate::article::Inline;

/// Where inline text stands, and so what a line break in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// May have several lines.
    Paragraph,
    /// One line.
    Line,
    /// One line, with breaks as tags.
    Cell,
}

pub(super) fn inline(text: &[Inline], place: Place) -> String {
    let mut out = String::new();
    pieces(text, place, &mut out);
    let end = out.trim_end_matches(['\n', ' ']).len();
    out.truncate(end);
    // A lone backslash at the end is the mark of a break that nothing follows.
    if place == Place::Paragraph && ends_in_break_mark(&out) {
        out.pop();
    }
    out
}

fn pieces(text: &[Inline], place: Place, out: &mut String) {
    let has_formula = text
        .iter()
        .any(|piece| matches!(piece, Inline::Math { .. }));
    for (number, piece) in text.iter().enumerate() {
        let next = text[number + 1..].iter().find_map(first_char);
        match piece {
            // Only beside a formula could a dollar sign be taken for a mark.
            Inline::Text { text } if has_formula => {
                for (number, part) in text.split('$').enumerate() {
                    if number > 0 {
                        out.push_str("\\$");
                    }
                    escape(part, place, out);
                }
            }
            Inline::Text { text } => escape(text, place, out),
            Inline::Math { tex } => formula(tex, place, out),
            Inline::Link { text, url, parts } => link(text, parts, url, place, out),
            Inline::Emphasis { text } => stressed("*", text, next, place, out),
            Inline::Strong { text } => stressed("**", text, next, place, out),
            Inline::Code { text } => code_span(text, place, out),
            Inline::Subscript { text } => tagged("sub", text, place, out),
            Inline::Superscript { text } => tagged("sup", text, place, out),
            Inline::FootnoteMark { number, .. } => {
                // Writing to a string cannot fail.
                let _ = write!(out, "[^{number}]");
                // Behind a mark that opens a line, a colon would begin a note.
                if next == Some(':') {
                    out.push('\\');
                }
            }
            Inline::Break => line_break(place, out),
        }
    }
}

fn ends_in_break_mark(line: &str) -> bool {
    let marks = line.len() - line.trim_end_matches('\\').len();
    marks % 2 == 1
}

fn first_char(piece: &Inline) -> Option<char> {
    match piece {
        Inline::Text { text } => text.chars().next(),
        // Their first mark: punctuation.
        Inline::Link { .. } | Inline::FootnoteMark { .. } => Some('['),
        Inline::Emphasis { .. } | Inline::Strong { .. } => Some('*'),
        Inline::Code { .. } => Some('`'),
        Inline::Math { .. } => Some('$'),
        Inline::Subscript { .. } | Inline::Superscript { .. } => Some('<'),
        Inline::Break => Some('\n'),
    }
}

fn line_break(place: Place, out: &mut String) {
    let end = out.trim_end_matches(' ').len();
    out.truncate(end);
    match place {
        Place::Paragraph if out.is_empty() || out.ends_with('\n') => {}
        Place::Paragraph => out.push_str("\\\n"),
        Place::Line => out.push(' '),
        Place::Cell if out.is_empty() => {}
        Place::Cell => out.push_str("<br>"),
    }
}

/// Marks around the text where they will be read as marks: they must touch a
/// letter or digit inside, or white space outside. Elsewhere the text goes
/// without.
fn stressed(mark: &str, text: &str, next: Option<char>, place: Place, out: &mut String) {
    let inner = text.trim();
    let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else {
        return escape(text, place, out);
    };
    let start = text.len() - text.trim_start().len();
    let end = start + inner.len();
    let before = if start > 0 {
        Some(' ')
    } else {
        out.chars().next_back()
    };
    let after = if end < text.len() { Some(' ') } else { next };
    let is_free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = first.is_alphanumeric() || is_free(before);
    let closes = last.is_alphanumeric() || is_free(after);
    let touches_mark = before == Some('*');
    escape(&text[..start], place, out);
    if opens && closes && !touches_mark {
        out.push_str(mark);
        escape(inner, place, out);
        out.push_str(mark);
    } else {
        escape(inner, place, out);
    }
    escape(&text[end..], place, out);
}

fn tagged(tag: &str, text: &str, place: Place, out: &mut String) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    escape(text, place, out);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn link(text: &str, parts: &[Inline], url: &str, place: Place, out: &mut String) {
    let Some(url) = safe_link(url).filter(|_| !text.trim().is_empty()) else {
        return if parts.is_empty() {
            escape(text, place, out);
        } else {
            pieces(&parts_of_link(parts), place, out);
        };
    };
    let inner = if parts.is_empty() { text.trim() } else { text };
    let start = text.find(inner).unwrap_or(0);
    escape(&text[..start], place, out);
    // "!" before a link would make it a picture.
    if out.ends_with('!') {
        out.pop();
        out.push_str("\\!");
    }
    out.push('[');
    if parts.is_empty() {
        escape(inner, place, out);
    } else {
        pieces(&parts_of_link(parts), place, out);
    }
    out.push_str("](");
    destination(&url, out);
    out.push(')');
    escape(&text[start + inner.len()..], place, out);
}

/// An address that ends where it should.
pub(super) fn destination(url: &str, out: &mut String) {
    for c in url.trim().chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '&' => out.push_str("\\&"),
            c if c.is_whitespace() => out.push_str("%20"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// A formula between dollar signs; one that holds such a sign, as code.
fn formula(tex: &str, place: Place, out: &mut String) {
    if tex.contains('$') {
        return code_span(tex, place, out);
    }
    // Two formulas that touch would make the mark of a third kind.
    if out.ends_with('$') && !out.ends_with("\\$") {
        out.push(' ');
    }
    out.push('$');
    plain_tex(tex, place, out);
    out.push('$');
}

/// TeX on one line, with spaces, which mean nothing in it, where it would be
/// a link or a tag to those who know no formulas.
pub(super) fn plain_tex(tex: &str, place: Place, out: &mut String) {
    let mut before = None;
    let mut is_escaped = false;
    for c in tex.trim().chars() {
        match c {
            '(' if before == Some(']') => out.push_str(" ("),
            '/' | '!' | '?' | 'a'..='z' | 'A'..='Z' if before == Some('<') => {
                out.push(' ');
                out.push(c);
            }
            '|' if place == Place::Cell && is_escaped => out.push_str("Vert "),
            '|' if place == Place::Cell => out.push_str("\\vert "),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
        before = Some(c);
        is_escaped = c == '\\' && !is_escaped;
    }
}

/// Code within backticks, more of them than the code has in a row.
fn code_span(text: &str, place: Place, out: &mut String) {
    let code = text.trim();
    if code.is_empty() || is_no_span(code, place) {
        return escape(text, place, out);
    }
    let start = text.len() - text.trim_start().len();
    escape(&text[..start], place, out);
    // Two spans that touch would be read as one.
    if out.ends_with('`') {
        out.push(' ');
    }
    between_backticks(code, place, out);
    escape(&text[start + code.len()..], place, out);
}

/// Whether code cannot be written as a span: in a cell none can have a backslash
/// before a bar.
pub(super) fn is_no_span(code: &str, place: Place) -> bool {
    place == Place::Cell && code.contains("\\|")
}

/// Readers take a space off both ends, if there is one at both.
pub(super) fn between_backticks(code: &str, place: Place, out: &mut String) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let ends_in_spaces = code.starts_with(' ') && code.ends_with(' ');
    let pad = if code.starts_with('`') || code.ends_with('`') || ends_in_spaces {
        " "
    } else {
        ""
    };
    out.push_str(&fence);
    out.push_str(pad);
    for c in code.chars() {
        match c {
            '|' if place == Place::Cell => out.push_str("\\|"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push_str(pad);
    out.push_str(&fence);
}

/// Length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Text with what would be read as a mark behind a backslash.
pub(super) fn escape(text: &str, place: Place, out: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_line_start = out.is_empty() || out.ends_with('\n');
        let is_paragraph_line = is_line_start && place == Place::Paragraph;
        let next = chars.peek().copied();
        match c {
            '\n' | '\r' | '\t' | ' ' => {
                if !is_line_start {
                    out.push(' ');
                }
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' => {
                out.push('\\');
                out.push(c);
            }
            '&' if next.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()) => {
                out.push_str("\\&");
            }
            '-' | '+' | '=' | ':' if is_paragraph_line => {
                out.push('\\');
                out.push(c);
            }
            // Opens a heading, or closes one.
            '#' if is_paragraph_line || place == Place::Line => out.push_str("\\#"),
            '.' | ')' if place == Place::Paragraph && is_item_number(out) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
}

/// Whether the line so far is a number that would begin a list.
fn is_item_number(out: &str) -> bool {
    let digits = out.len() - out.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = &out[..out.len() - digits];
    digits > 0 && (before.is_empty() || before.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_no_markup() {
        let formula = |tex: &str| Inline::Math {
            tex: tex.to_owned(),
        };
        for (tex, expected) in [
            ("a<b", "$a< b$"),
            ("a < b", "$a < b$"),
            ("2 -> 3", "$2 -> 3$"),
            ("[a](b)", "$[a] (b)$"),
        ] {
            assert_eq!(inline(&[formula(tex)], Place::Paragraph), expected);
        }
        assert_eq!(
            inline(&[formula("a|b\\|c")], Place::Cell),
            "$a\\vert b\\Vert c$"
        );
        let two = [formula("\\beta"), formula("c")];
        assert_eq!(inline(&two, Place::Paragraph), "$\\beta$ $c$");
    }
}
