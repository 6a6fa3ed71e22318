//! Elements to CommonMark with the tables of GitHub's dialect. Text is escaped
//! so that it reads as itself: no character of it can become a mark.

mod inline;
mod tables;

use std::fmt::Write;

use inline::{Place, destination, inline, longest_run, plain_tex};

use super::footnotes::{self, Footnote};
use super::leads_to;
use crate::address::safe_image;
use crate::article::{Cell, Element, Image, Inline, ListOrder, PostPlace, Value};

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

    fn table(&mut self, rows: &[Vec<Cell>]) {
        for (number, row) in tables::rows(rows).iter().enumerate() {
            if number == 0 {
                self.blank_line();
            } else {
                self.line();
            }
            self.out.push_str(row);
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
