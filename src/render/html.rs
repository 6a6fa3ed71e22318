//! Elements to HTML. Nothing of the page's own markup comes through: the tags
//! and attributes that can appear are the ones written in this file, all text
//! is escaped, and an address is one of the schemes allowed.

use std::fmt::Write;

use super::footnotes::{self, Footnote};
use super::{leads_to, parts_of_link};
use crate::address::{safe_image, safe_link};
use crate::article::{Article, Cell, CellHead, Element, Image, Inline, ListOrder};

/// The title as `h1`, and the body.
pub(super) fn html(article: &Article) -> String {
    let mut out = Writer::default();
    if let Some(title) = &article.title {
        out.push_str("<h1>");
        escape(&title.value, &mut out);
        out.push_str("</h1>\n");
    }
    elements(&article.body, &mut out);
    for note in footnotes::all(&article.body) {
        footnote(&note, &mut out);
    }
    out.html
}

/// What is written so far.
#[derive(Default)]
struct Writer {
    html: String,
    /// The highest number of the footnotes marked so far.
    marked: u32,
}

impl Writer {
    fn push(&mut self, c: char) {
        self.html.push(c);
    }

    fn push_str(&mut self, text: &str) {
        self.html.push_str(text);
    }
}

/// A note, with its number and the way back to its first mark.
fn footnote(note: &Footnote, out: &mut Writer) {
    let number = note.number;
    // Writing to a string cannot fail.
    let _ = writeln!(
        out.html,
        "<div id=\"note-{number}\"><sup><a href=\"#mark-{number}\">{number}</a></sup>"
    );
    elements(&note.body, out);
    out.push_str("</div>\n");
}

/// Leads to a note. Notes are numbered by their first marks, which are the ones
/// that they lead back to.
fn footnote_mark(number: u32, out: &mut Writer) {
    out.push_str("<sup><a");
    // Writing to a string cannot fail.
    if number > out.marked {
        out.marked = number;
        let _ = write!(out.html, " id=\"mark-{number}\"");
    }
    let _ = write!(out.html, " href=\"#note-{number}\">{number}</a></sup>");
}

fn elements(all: &[Element], out: &mut Writer) {
    let is_below = |one: &&Element| matches!(one, Element::Footnote { .. });
    for one in all.iter().filter(|one| !is_below(one)) {
        element(one, out);
        out.push('\n');
    }
}

fn element(element: &Element, out: &mut Writer) {
    match element {
        Element::Paragraph { text } => tagged("p", text, out),
        Element::Heading { level, text } => tagged(heading_tag(*level), text, out),
        Element::List { order, items } => list(*order, items, out),
        // A definition list is written where the list around the term is.
        Element::Term { text } => tagged("strong", text, out),
        Element::Quote { body, .. } => {
            out.push_str("<blockquote>\n");
            elements(body, out);
            out.push_str("</blockquote>");
        }
        Element::CallOut { body, .. } => {
            out.push_str("<aside>\n");
            elements(body, out);
            out.push_str("</aside>");
        }
        Element::Post { body, .. } | Element::Card { body, .. } => {
            out.push_str("<article>\n");
            elements(body, out);
            out.push_str("</article>");
        }
        Element::Code { language, text } => code(language.as_deref(), text, out),
        Element::Math { tex } => code(Some("math"), tex, out),
        Element::Table { rows } => table(rows, out),
        Element::Figure { image, caption, .. } => figure(image.as_ref(), caption, out),
        Element::Embed { url, body, .. } => embed(url, body, out),
        // Below the rest.
        Element::Footnote { .. } => {}
        Element::Rule => out.push_str("<hr>"),
    }
}

fn tagged(tag: &str, text: &[Inline], out: &mut Writer) {
    open(tag, out);
    inline(text, out);
    close(tag, out);
}

fn open(tag: &str, out: &mut Writer) {
    out.push('<');
    out.push_str(tag);
    out.push('>');
}

fn close(tag: &str, out: &mut Writer) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

fn heading_tag(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn list(order: ListOrder, items: &[Vec<Element>], out: &mut Writer) {
    if items.iter().any(|item| is_definition(item)) {
        return definitions(items, out);
    }
    let tag = match order {
        ListOrder::Unordered => "ul",
        ListOrder::Ordered(_) => "ol",
    };
    match order {
        ListOrder::Unordered | ListOrder::Ordered(1) => open(tag, out),
        ListOrder::Ordered(first) => {
            // Writing to a string cannot fail.
            let _ = write!(out.html, "<ol start=\"{first}\">");
        }
    }
    out.push('\n');
    for item in items {
        out.push_str("<li>");
        contents(item, out);
        out.push_str("</li>\n");
    }
    close(tag, out);
}

fn is_definition(item: &[Element]) -> bool {
    matches!(item.first(), Some(Element::Term { .. }))
}

fn definitions(items: &[Vec<Element>], out: &mut Writer) {
    out.push_str("<dl>\n");
    for item in items {
        let terms = item
            .iter()
            .take_while(|one| matches!(one, Element::Term { .. }))
            .count();
        for term in &item[..terms] {
            if let Element::Term { text } = term {
                tagged("dt", text, out);
                out.push('\n');
            }
        }
        if terms < item.len() {
            out.push_str("<dd>");
            contents(&item[terms..], out);
            out.push_str("</dd>\n");
        }
    }
    out.push_str("</dl>");
}

/// What an item or a cell holds: a lone paragraph without its tag.
fn contents(all: &[Element], out: &mut Writer) {
    match all {
        [Element::Paragraph { text }] => inline(text, out),
        [Element::Paragraph { text }, list @ Element::List { .. }] => {
            inline(text, out);
            out.push('\n');
            element(list, out);
        }
        _ => {
            for (number, one) in all.iter().enumerate() {
                if number > 0 {
                    out.push('\n');
                }
                element(one, out);
            }
        }
    }
}

fn code(language: Option<&str>, text: &str, out: &mut Writer) {
    out.push_str("<pre>");
    code_span(language, text, out);
    out.push_str("</pre>");
}

fn code_span(language: Option<&str>, text: &str, out: &mut Writer) {
    out.push_str("<code");
    if let Some(language) = language {
        out.push_str(" class=\"language-");
        escape_quoted(language, out);
        out.push('"');
    }
    out.push('>');
    escape(text, out);
    out.push_str("</code>");
}

fn table(rows: &[Vec<Cell>], out: &mut Writer) {
    out.push_str("<table>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            self::cell(cell, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>");
}

fn cell(cell: &Cell, out: &mut Writer) {
    let tag = match cell.head {
        CellHead::Data => "td",
        CellHead::Header => "th",
    };
    out.push('<');
    out.push_str(tag);
    for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if span > 1 {
            // Writing to a string cannot fail.
            let _ = write!(out.html, " {name}=\"{span}\"");
        }
    }
    out.push('>');
    contents(&cell.content, out);
    close(tag, out);
}

fn figure(image: Option<&Image>, caption: &[Inline], out: &mut Writer) {
    out.push_str("<figure>");
    if let Some(image) = image
        && let Some(url) = safe_image(&image.url)
    {
        out.push_str("<img src=\"");
        escape_quoted(&url, out);
        out.push_str("\" alt=\"");
        escape_quoted(&image.alt, out);
        out.push_str("\">");
    }
    if !caption.is_empty() {
        tagged("figcaption", caption, out);
    }
    out.push_str("</figure>");
}

/// A link: what stands elsewhere is not loaded unasked.
fn embed(url: &str, body: &[Element], out: &mut Writer) {
    out.push_str("<figure>");
    if !body.is_empty() {
        out.push_str("<blockquote>\n");
        elements(body, out);
        out.push_str("</blockquote>");
    }
    if !leads_to(body, url) {
        link(url, &[], url, out);
    }
    out.push_str("</figure>");
}

fn inline(text: &[Inline], out: &mut Writer) {
    for piece in text {
        match piece {
            Inline::Text { text } => escape(text, out),
            Inline::Link { text, url, parts } => link(text, parts, url, out),
            Inline::Emphasis { text } => set("em", text, out),
            Inline::Strong { text } => set("strong", text, out),
            Inline::Code { text } => set("code", text, out),
            Inline::Subscript { text } => set("sub", text, out),
            Inline::Superscript { text } => set("sup", text, out),
            Inline::Math { tex } => code_span(Some("math"), tex, out),
            Inline::FootnoteMark { number, .. } => footnote_mark(*number, out),
            Inline::Break => out.push_str("<br>"),
        }
    }
}

fn set(tag: &str, text: &str, out: &mut Writer) {
    open(tag, out);
    escape(text, out);
    close(tag, out);
}

fn link(text: &str, parts: &[Inline], url: &str, out: &mut Writer) {
    let target = safe_link(url);
    if let Some(url) = &target {
        out.push_str("<a href=\"");
        escape_quoted(url, out);
        out.push_str("\">");
    }
    if parts.is_empty() {
        escape(text, out);
    } else {
        inline(&parts_of_link(parts), out);
    }
    if target.is_some() {
        out.push_str("</a>");
    }
}

/// Text that is safe between tags.
fn escape(text: &str, out: &mut Writer) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Text that is safe between double quotes.
fn escape_quoted(text: &str, out: &mut Writer) {
    for (number, piece) in text.split('"').enumerate() {
        if number > 0 {
            out.push_str("&quot;");
        }
        escape(piece, out);
    }
}
