//! Elements to CommonMark with the tables of GitHub's dialect. Text is escaped
//! so that it reads as itself: no character of it can become a mark.

use std::fmt::Write;

use super::footnotes::{self, Footnote};
use super::{leads_to, parts_of_link};
use crate::address::{safe_image, safe_link};
use crate::article::{Cell, CellHead, Element, Image, Inline, ListOrder, PostPlace, Value};

/// The title as a heading, and the body.
pub(super) fn markdown(title: Option<&Value<String>>, body: &[Element]) -> String {
    let mut page = Writer::default();
    if let Some(title) = title {
        page.heading(
            1,
            &[Inline::Text {
                text: title.value.clone(),
            }],
        );
    }
    page.elements(body);
    for note in footnotes::all(body) {
        page.footnote(&note);
    }
    if !page.out.is_empty() {
        page.out.push('\n');
    }
    page.out
}

/// What stands before every line inside the open lists and quotes.
#[derive(Default)]
struct Writer {
    out: String,
    prefix: String,
    /// Where the text of the innermost container began: nothing parts the
    /// first element from its mark.
    start: usize,
}

impl Writer {
    fn elements(&mut self, all: &[Element]) {
        let mut mark_before = None;
        for one in all {
            mark_before = self.element(one, mark_before);
        }
    }

    /// Writes an element; for a list, gives the mark of its items.
    fn element(&mut self, element: &Element, mark_before: Option<char>) -> Option<char> {
        match element {
            Element::Paragraph { text } => self.paragraph(text),
            Element::Heading { level, text } => self.heading(*level, text),
            Element::List { order, items } => {
                let before = self.out.len();
                self.blank_line();
                let begun = self.out.len();
                let mark = self.list(*order, items, mark_before);
                if self.out.len() > begun {
                    return Some(mark);
                }
                self.out.truncate(before);
                return mark_before;
            }
            Element::Term { text } => {
                self.paragraph(&restyled(text, |text| Inline::Strong { text }));
            }
            Element::Quote { body, .. } | Element::CallOut { body, .. } => self.quote(body),
            Element::Post { body, place, .. } => {
                if *place == PostPlace::Reply {
                    self.rule();
                }
                self.elements(body);
            }
            Element::Card { body, .. } => self.elements(body),
            Element::Code { language, text } => self.code(language.as_deref(), text),
            Element::Math { tex } => self.formula(tex),
            Element::Table { rows } => self.table(rows),
            Element::Figure { image, caption, .. } => {
                if let Some(image) = image {
                    self.image(image);
                }
                self.paragraph(&restyled(caption, |text| Inline::Emphasis { text }));
            }
            Element::Embed { url, body, .. } => self.embed(url, body),
            // Below the rest.
            Element::Footnote { .. } => return mark_before,
            Element::Rule => self.rule(),
        }
        None
    }

    fn footnote(&mut self, note: &Footnote) {
        self.blank_line();
        // Writing to a string cannot fail.
        let _ = write!(self.out, "[^{}]: ", note.number);
        self.inside("    ", |page| page.elements(&note.body));
    }

    fn rule(&mut self) {
        self.blank_line();
        self.out.push_str("* * *");
    }

    fn paragraph(&mut self, text: &[Inline]) {
        let line = inline(text, Place::Paragraph);
        if line.is_empty() {
            return;
        }
        self.blank_line();
        self.lines(&line);
    }

    fn heading(&mut self, level: u8, text: &[Inline]) {
        let line = inline(text, Place::Line);
        if line.is_empty() {
            return;
        }
        self.blank_line();
        for _ in 0..level.clamp(1, 6) {
            self.out.push('#');
        }
        self.out.push(' ');
        self.out.push_str(&line);
    }

    /// Begins at the end of the line at hand. Two lists in a row would be read
    /// as one: the second has other marks. Gives the mark that was used.
    fn list(
        &mut self,
        order: ListOrder,
        items: &[Vec<Element>],
        mark_before: Option<char>,
    ) -> char {
        let marks = match order {
            ListOrder::Unordered => ['-', '+'],
            ListOrder::Ordered(_) => ['.', ')'],
        };
        let mark = if mark_before == Some(marks[0]) {
            marks[1]
        } else {
            marks[0]
        };
        let is_tight = items.iter().all(|item| is_short(item));
        let mut is_first = true;
        for (number, item) in items.iter().enumerate() {
            let bullet = match order {
                ListOrder::Unordered => format!("{mark} "),
                ListOrder::Ordered(first) => format!("{}{mark} ", item_number(first, number)),
            };
            let before = self.out.len();
            match (is_first, is_tight) {
                (true, _) => {}
                (false, true) => self.line(),
                (false, false) => self.blank_line(),
            }
            self.out.push_str(&bullet);
            let indent = " ".repeat(bullet.len());
            let is_empty = self.inside(&indent, |page| {
                if is_tight {
                    page.short_item(item);
                } else {
                    page.elements(item);
                }
            });
            if is_empty {
                self.out.truncate(before);
            } else {
                is_first = false;
            }
        }
        mark
    }

    /// A line, and below it a list, without a blank line between.
    fn short_item(&mut self, item: &[Element]) {
        for one in item {
            match one {
                Element::Paragraph { text } => self.lines(&inline(text, Place::Paragraph)),
                Element::List { order, items } => {
                    let before = self.out.len();
                    if before > self.start {
                        self.line();
                    }
                    let begun = self.out.len();
                    self.list(*order, items, None);
                    if self.out.len() == begun {
                        self.out.truncate(before);
                    }
                }
                other => {
                    self.element(other, None);
                }
            }
        }
    }

    fn quote(&mut self, body: &[Element]) {
        let before = self.out.len();
        self.blank_line();
        self.out.push_str("> ");
        if self.inside("> ", |page| page.elements(body)) {
            self.out.truncate(before);
        }
    }

    /// What the page has of it, as a quote, and the link to it.
    fn embed(&mut self, url: &str, body: &[Element]) {
        if body.is_empty() {
            return self.paragraph(&[embed_link(url)]);
        }
        self.blank_line();
        self.out.push_str("> ");
        self.inside("> ", |page| {
            page.elements(body);
            if !leads_to(body, url) {
                page.paragraph(&[embed_link(url)]);
            }
        });
    }

    /// Writes with every line after the first behind `prefix`; whether nothing
    /// was written.
    fn inside(&mut self, prefix: &str, write: impl FnOnce(&mut Self)) -> bool {
        let outer = (self.prefix.len(), self.start);
        self.prefix.push_str(prefix);
        self.start = self.out.len();
        write(self);
        let is_empty = self.out.len() == self.start;
        self.prefix.truncate(outer.0);
        self.start = outer.1;
        is_empty
    }

    /// A fence longer than any in the code.
    fn code(&mut self, language: Option<&str>, text: &str) {
        let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
        self.blank_line();
        self.out.push_str(&fence);
        self.out.extend(
            language
                .unwrap_or_default()
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_')),
        );
        for line in text.trim_matches('\n').split(['\n', '\r']) {
            self.line();
            self.out.push_str(line);
        }
        self.line();
        self.out.push_str(&fence);
    }

    /// Between lines of dollar signs, as GitHub has it.
    fn formula(&mut self, tex: &str) {
        if tex.contains('$') {
            return self.code(Some("math"), tex);
        }
        self.blank_line();
        self.out.push_str("$$");
        self.line();
        // At the start of a line that sign would open a quote.
        let tex = match tex.trim().strip_prefix('>') {
            Some(rest) => {
                self.out.push_str("\\gt ");
                rest
            }
            None => tex,
        };
        plain_tex(tex, Place::Paragraph, &mut self.out);
        self.line();
        self.out.push_str("$$");
    }

    fn image(&mut self, image: &Image) {
        if let Some(picture) = picture(image, Place::Line) {
            self.blank_line();
            self.out.push_str(&picture);
        }
    }

    /// The first row heads the table if all of it are heads; the dialect wants
    /// a head, so one without words stands in where there is none.
    fn table(&mut self, rows: &[Vec<Cell>]) {
        let rows = grid(rows);
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        let is_headed = rows[0].iter().all(|cell| {
            cell.is_none_or(|cell| cell.head == CellHead::Header || cell.content.is_empty())
        });
        self.blank_line();
        let (head, data) = if is_headed {
            rows.split_at(1)
        } else {
            rows.split_at(0)
        };
        self.row(head.first().map_or(&[], Vec::as_slice), width);
        self.line();
        self.out.push('|');
        for _ in 0..width {
            self.out.push_str(" --- |");
        }
        for row in data {
            self.line();
            self.row(row, 0);
        }
    }

    fn row(&mut self, cells: &[Option<&Cell>], width: usize) {
        self.out.push('|');
        for number in 0..cells.len().max(width) {
            self.out.push(' ');
            if let Some(Some(cell)) = cells.get(number) {
                let mut content = String::new();
                in_cell(&cell.content, &mut content);
                self.out.push_str(&content);
            }
            self.out.push_str(" |");
        }
    }

    /// Parts an element from the one before it.
    fn blank_line(&mut self) {
        if self.out.len() > self.start {
            self.out.push('\n');
            self.out.push_str(self.prefix.trim_end());
            self.line();
        }
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    fn lines(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.line();
            }
            self.out.push_str(line);
        }
    }
}

/// Numbers have at most nine digits and no sign.
fn item_number(first: i32, number: usize) -> u32 {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    first
        .max(0)
        .unsigned_abs()
        .saturating_add(number)
        .min(999_999_999)
}

/// Whether an item is a paragraph or nothing but a paragraph and a list of
/// such, and so needs no blank lines. A list that begins with another number
/// than one needs one before it.
fn is_short(item: &[Element]) -> bool {
    match item {
        [] | [Element::Paragraph { .. }] => true,
        [Element::Paragraph { text }, Element::List { order, .. }] => {
            !text.is_empty() && matches!(order, ListOrder::Unordered | ListOrder::Ordered(1))
        }
        _ => false,
    }
}

/// The plain pieces set in another way.
fn restyled(text: &[Inline], style: fn(String) -> Inline) -> Vec<Inline> {
    text.iter()
        .map(|piece| match piece {
            Inline::Text { text } => style(text.clone()),
            other => other.clone(),
        })
        .collect()
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

/// A picture, if its address is one of a picture.
fn picture(image: &Image, place: Place) -> Option<String> {
    let url = safe_image(&image.url)?;
    let alt = [Inline::Text {
        text: image.alt.clone(),
    }];
    let mut out = format!("![{}](", inline(&alt, place));
    destination(&url, &mut out);
    out.push(')');
    Some(out)
}

/// What stands elsewhere, as a link to it.
fn embed_link(url: &str) -> Inline {
    Inline::Link {
        text: url.to_owned(),
        url: url.to_owned(),
        parts: Vec::new(),
    }
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

/// Where inline text stands, and so what a line break in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// May have several lines.
    Paragraph,
    /// One line.
    Line,
    /// One line, with breaks as tags.
    Cell,
}

fn inline(text: &[Inline], place: Place) -> String {
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
fn destination(url: &str, out: &mut String) {
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
fn plain_tex(tex: &str, place: Place, out: &mut String) {
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
fn is_no_span(code: &str, place: Place) -> bool {
    place == Place::Cell && code.contains("\\|")
}

/// Readers take a space off both ends, if there is one at both.
fn between_backticks(code: &str, place: Place, out: &mut String) {
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
fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Text with what would be read as a mark behind a backslash.
fn escape(text: &str, place: Place, out: &mut String) {
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
