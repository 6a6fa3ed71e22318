//! Elements to plain text.

use crate::article::{Cell, Element, Inline};

/// The elements, each a paragraph.
pub(super) fn text(elements: &[Element]) -> String {
    let mut out = String::new();
    parted(elements, "\n\n", &mut out, element);
    out
}

/// Writes each with `separator` between those that have any text.
fn parted<T>(all: &[T], separator: &str, out: &mut String, write: impl Fn(&T, &mut String)) {
    let mut is_first = true;
    for one in all {
        let before = out.len();
        if !is_first {
            out.push_str(separator);
        }
        let start = out.len();
        write(one, out);
        if out.len() == start {
            out.truncate(before);
        } else {
            is_first = false;
        }
    }
}

fn element(element: &Element, out: &mut String) {
    match element {
        Element::Paragraph { text } | Element::Heading { text, .. } | Element::Term { text } => {
            inline(text, out);
        }
        Element::List { items, .. } => parted(items, "\n", out, |item, out| {
            parted(item, "\n", out, self::element);
        }),
        Element::Quote { body, .. }
        | Element::Embed { body, .. }
        | Element::CallOut { body, .. }
        | Element::Post { body, .. }
        | Element::Card { body, .. }
        | Element::Footnote { body, .. } => parted(body, "\n\n", out, self::element),
        Element::Math { tex } => out.push_str(tex),
        Element::Code { text, .. } => out.push_str(text.trim_matches('\n')),
        Element::Table { rows } => parted(rows, "\n", out, |cells, out| row(cells, out)),
        Element::Figure {
            caption,
            is_aside: false,
            ..
        } => inline(caption, out),
        Element::Figure { .. } | Element::Rule => {}
    }
}

/// A line; empty cells keep their tab, a row of nothing else is left out.
fn row(cells: &[Cell], out: &mut String) {
    if cells.iter().all(|cell| cell.content.is_empty()) {
        return;
    }
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push('\t');
        }
        let mut content = String::new();
        parted(&cell.content, " ", &mut content, element);
        out.extend(content.chars().map(|c| match c {
            '\n' | '\t' => ' ',
            c => c,
        }));
    }
}

fn inline(text: &[Inline], out: &mut String) {
    out.extend(text.iter().map(Inline::as_str));
}
