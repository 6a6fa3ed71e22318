//! Blocks to elements, in order: the boxes that the blocks stand in are opened
//! and closed again as the blocks are read.

use std::ops::Range;

use url::Url;

use super::footnotes::{self, Footnotes};
use super::inline::{inlines, inlines_and_displays};
use super::outline::{CALL_OUTS, Outline, Part, rows_in};
use super::paragraphs::paragraphs;
use super::quotes;
use super::units::Units;
use crate::address;
use crate::article::{Cell, CellHead, Element, Image, Inline, ListOrder, Medium};
use crate::block::{BlockKind, ContainerId, Detail, Page, TextBlock};
use crate::credit::credit;
use crate::limits::Limit;

/// The blocks in `rows`, which are in order, as elements.
pub(super) fn elements(
    outline: &Outline,
    units: &Units,
    notes: &Footnotes,
    base: Option<&Url>,
    rows: &[usize],
) -> Vec<Element> {
    let mut writer = Writer::new(outline, units, notes, base, rows);
    for block in rows.iter().filter_map(|&row| outline.page.blocks.get(row)) {
        writer.block(block);
    }
    writer.finish()
}

/// The elements so far, and the structures still open.
struct Writer<'a> {
    outline: &'a Outline<'a>,
    units: &'a Units,
    notes: &'a Footnotes,
    page: &'a Page,
    rows: &'a [usize],
    base: Option<&'a Url>,
    done: Vec<Element>,
    open: Vec<Open>,
    /// The structures around the block at hand.
    chain: Vec<ContainerId>,
    /// The figure or the code box that the last element came from.
    last_box: Option<ContainerId>,
    /// Cells so far of the table at hand.
    cells: u32,
    /// First container that may be an empty cell not yet written.
    unseen: usize,
    /// Whether the block at hand stands in a cell that there is no room for.
    is_cut: bool,
}

/// A structure that may get more content yet.
struct Open {
    id: ContainerId,
    content: Content,
}

enum Content {
    List(ListOrder, Vec<Vec<Element>>),
    Definitions(Vec<Vec<Element>>),
    Item(Vec<Element>),
    Quote(Vec<Element>),
    CallOut(usize, Vec<Element>),
    Unit(Vec<Element>),
    Note(Vec<Element>),
    Table(Vec<Vec<Cell>>),
    Row(Vec<Cell>),
    Cell(Cell),
}

impl<'a> Writer<'a> {
    fn new(
        outline: &'a Outline<'a>,
        units: &'a Units,
        notes: &'a Footnotes,
        base: Option<&'a Url>,
        rows: &'a [usize],
    ) -> Self {
        Writer {
            outline,
            units,
            notes,
            rows,
            page: outline.page,
            base,
            done: Vec::new(),
            open: Vec::new(),
            chain: Vec::new(),
            last_box: None,
            cells: 0,
            unseen: 0,
            is_cut: false,
        }
    }

    fn block(&mut self, block: &TextBlock) {
        if block.text.is_empty() && !block.is_textless() {
            return;
        }
        self.enter(block.container);
        if self.is_cut {
            return self.outline.reach(Limit::Cells);
        }
        let figure = self.outline.figure(block.container);
        let last_box = self.last_box.take();
        match block.kind {
            BlockKind::Image => self.image(block, figure, last_box),
            BlockKind::Embed => self.embed(block),
            BlockKind::Rule => self.rule(),
            BlockKind::Code => self.code(block, last_box),
            BlockKind::Caption => self.caption(block, figure, last_box),
            BlockKind::Heading(level) => {
                let text = self.inlines(block);
                self.push(Element::Heading { level, text });
            }
            BlockKind::Term if self.is_in_definitions() => self.term(block),
            // What else stands in a figure below its picture (a credit, a
            // caption without markup) is said about the picture.
            BlockKind::Text if figure.is_some() && figure == last_box => {
                self.caption(block, figure, last_box);
            }
            BlockKind::Text
            | BlockKind::ListItem
            | BlockKind::Term
            | BlockKind::Cell
            | BlockKind::Control => {
                let (text, displays) =
                    inlines_and_displays(self.page, block, self.notes, self.base);
                for element in paragraphs(text, &displays) {
                    self.push(element);
                }
            }
        }
    }

    /// Closes what the block does not stand in, and opens what it does.
    fn enter(&mut self, container: ContainerId) {
        let mut chain = std::mem::take(&mut self.chain);
        self.outline.chain(container, &mut chain);
        let shared = self
            .open
            .iter()
            .zip(&chain)
            .take_while(|(open, id)| open.id == **id)
            .count();
        while self.open.len() > shared {
            self.close();
        }
        self.is_cut = false;
        for &id in &chain[shared..] {
            if let Some(part) = self.outline.part(id) {
                self.open(id, part);
            }
        }
        self.chain = chain;
    }

    fn open(&mut self, id: ContainerId, part: Part) {
        self.last_box = None;
        let content = match part {
            Part::List(order) => Content::List(order, Vec::new()),
            Part::Definitions => Content::Definitions(Vec::new()),
            Part::Item => Content::Item(Vec::new()),
            Part::Quote => Content::Quote(Vec::new()),
            Part::CallOut(word) => Content::CallOut(word, Vec::new()),
            Part::Unit => Content::Unit(Vec::new()),
            Part::Note => Content::Note(Vec::new()),
            Part::Table => {
                self.cells = 0;
                Content::Table(Vec::new())
            }
            Part::Row => {
                self.unseen = self.unseen.max(id.row() + 1);
                Content::Row(Vec::new())
            }
            Part::Cell {
                head,
                columns,
                rows,
            } => {
                self.empty_cells_before(id);
                if self.cells >= self.outline.cells {
                    self.is_cut = true;
                    return;
                }
                self.cells += 1;
                Content::Cell(Cell {
                    head,
                    columns,
                    rows,
                    content: Vec::new(),
                })
            }
        };
        self.open.push(Open { id, content });
    }

    /// Writes the cells of the row at hand that hold nothing and stand before
    /// `next`, so that those behind them keep their column.
    fn empty_cells_before(&mut self, next: ContainerId) {
        if let Some(row) = self.open.last().map(|open| open.id) {
            self.empty_cells(row, self.unseen..next.row());
        }
        self.unseen = self.unseen.max(next.row() + 1);
    }

    /// The same up to the row's end: what stands in a container follows it, and
    /// has a parent that is no earlier.
    fn empty_cells_at_end(&mut self, row: ContainerId) {
        let rest = self.page.containers.get(self.unseen..).unwrap_or_default();
        let inside = rest.iter().take_while(|at| at.parent >= row).count();
        self.empty_cells(row, self.unseen..self.unseen + inside);
        self.unseen += inside;
    }

    /// Writes the cells among `containers` that stand right in `row`, which is
    /// the innermost structure, without content.
    fn empty_cells(&mut self, row: ContainerId, containers: Range<usize>) {
        let Some(Open {
            content: Content::Row(cells),
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        for at in containers {
            if self.page.containers[at].parent != row || self.cells >= self.outline.cells {
                continue;
            }
            if let Some(Part::Cell {
                head,
                columns,
                rows,
            }) = self.outline.part(ContainerId(at as u32))
            {
                cells.push(Cell {
                    head,
                    columns,
                    rows,
                    content: Vec::new(),
                });
                self.cells += 1;
            }
        }
    }

    /// Closes the innermost structure into the one around it.
    fn close(&mut self) {
        self.last_box = None;
        if let Some(Open {
            id,
            content: Content::Row(_),
        }) = self.open.last()
        {
            self.empty_cells_at_end(*id);
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        let around = self.open.last_mut().map(|open| &mut open.content);
        match (closed.content, around) {
            (Content::Item(item), Some(Content::List(_, items))) => {
                items.push(self.notes.as_note(closed.id, item));
            }
            (Content::Row(row), Some(Content::Table(rows))) => rows.push(row),
            (Content::Cell(cell), Some(Content::Row(cells))) => cells.push(cell),
            (Content::List(_, items), _) if footnotes::are_notes(&items) => {
                items.into_iter().flatten().for_each(|note| self.push(note));
            }
            (Content::List(order, items), _) => self.push(Element::List { order, items }),
            (Content::Definitions(items), _) => self.push(Element::List {
                order: ListOrder::Unordered,
                items,
            }),
            (Content::Quote(body), _) => {
                let quote = self.quote(closed.id, body);
                self.push(quote);
            }
            (Content::CallOut(word, body), _) => {
                let (word, says_more) = CALL_OUTS[word];
                self.push(Element::CallOut {
                    label: says_more.then(|| word.to_owned()),
                    body,
                });
            }
            (Content::Unit(body), _) => {
                let unit = self
                    .units
                    .element(self.page, closed.id, self.rows, self.base, body);
                self.push(unit);
            }
            (Content::Note(body), _) => {
                let note = self.notes.as_note(closed.id, body);
                note.into_iter().for_each(|note| self.push(note));
            }
            (Content::Table(rows), _) => self.push(Element::Table { rows }),
            // The outline gives items only in lists, rows only in tables and
            // cells only in rows.
            (Content::Item(_) | Content::Row(_) | Content::Cell(_), _) => {}
        }
    }

    /// Appends an element to the innermost structure. What stands in a list
    /// outside its items is an item; a list right in a list belongs to the
    /// item before it.
    fn push(&mut self, element: Element) {
        let Some(open) = self.open.last_mut() else {
            return self.done.push(element);
        };
        match &mut open.content {
            Content::Item(elements)
            | Content::Quote(elements)
            | Content::CallOut(_, elements)
            | Content::Unit(elements)
            | Content::Note(elements) => {
                elements.push(element);
            }
            Content::Cell(cell) => cell.content.push(element),
            Content::List(_, items) => match items.last_mut() {
                Some(item) if matches!(element, Element::List { .. }) => item.push(element),
                _ => items.push(vec![element]),
            },
            Content::Definitions(items) => match items.last_mut() {
                Some(item) => item.push(element),
                None => items.push(vec![element]),
            },
            Content::Table(rows) => rows.push(vec![data_cell(vec![element])]),
            Content::Row(cells) => cells.push(data_cell(vec![element])),
        }
    }

    /// The element before, if it stands in the same structure.
    fn last(&mut self) -> Option<&mut Element> {
        let Some(open) = self.open.last_mut() else {
            return self.done.last_mut();
        };
        match &mut open.content {
            Content::Item(elements)
            | Content::Quote(elements)
            | Content::CallOut(_, elements)
            | Content::Unit(elements)
            | Content::Note(elements) => elements.last_mut(),
            Content::Cell(cell) => cell.content.last_mut(),
            Content::List(_, items) | Content::Definitions(items) => items.last_mut()?.last_mut(),
            Content::Table(rows) => rows.last_mut()?.last_mut()?.content.last_mut(),
            Content::Row(cells) => cells.last_mut()?.content.last_mut(),
        }
    }

    fn finish(mut self) -> Vec<Element> {
        while !self.open.is_empty() {
            self.close();
        }
        self.done
    }

    fn inlines(&self, block: &TextBlock) -> Vec<Inline> {
        inlines(self.page, block, self.notes, self.base)
    }

    fn is_in_definitions(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                content: Content::Definitions(_),
                ..
            })
        )
    }

    /// A term begins an item, unless it follows another term for the same
    /// definition.
    fn term(&mut self, block: &TextBlock) {
        let element = Element::Term {
            text: self.inlines(block),
        };
        if let Some(Open {
            content: Content::Definitions(items),
            ..
        }) = self.open.last_mut()
        {
            match items.last_mut() {
                Some(item) if matches!(item.last(), Some(Element::Term { .. })) => {
                    item.push(element);
                }
                _ => items.push(vec![element]),
            }
        }
    }

    fn image(
        &mut self,
        block: &TextBlock,
        figure: Option<ContainerId>,
        last_box: Option<ContainerId>,
    ) {
        let shown = self.page.image(block);
        let Some((url, alt)) = shown
            .and_then(|shown| Some((address::image(self.base, &shown.url)?, shown.alt.clone())))
        else {
            self.last_box = last_box;
            return;
        };
        let is_same_figure = figure.is_some() && figure == last_box;
        self.last_box = figure;
        match self.last() {
            // The same picture again: the twin that loads later.
            Some(Element::Figure {
                image: Some(before),
                ..
            }) if before.url == url => {}
            // The caption stood above the picture.
            Some(Element::Figure { image, .. }) if is_same_figure && image.is_none() => {
                *image = Some(Image { url, alt });
            }
            _ => self.push(Element::Figure {
                image: Some(Image { url, alt }),
                caption: Vec::new(),
                credit: None,
                is_aside: false,
            }),
        }
    }

    fn caption(
        &mut self,
        block: &TextBlock,
        figure: Option<ContainerId>,
        last_box: Option<ContainerId>,
    ) {
        let text = self.inlines(block);
        let named = credit(&block.text);
        let aside = figure.is_some_and(|figure| self.outline.figures_aside.contains(&figure));
        let is_same_figure = figure.is_some() && figure == last_box;
        self.last_box = figure;
        match self.last() {
            Some(Element::Figure {
                caption,
                credit,
                is_aside,
                ..
            }) if is_same_figure => {
                if !caption.is_empty() {
                    caption.push(Inline::Break);
                }
                caption.extend(text);
                *credit = credit.take().or(named);
                *is_aside = aside;
            }
            _ => self.push(Element::Figure {
                image: None,
                caption: text,
                credit: named,
                is_aside: aside,
            }),
        }
    }

    fn embed(&mut self, block: &TextBlock) {
        let Some(shown) = self.page.image(block) else {
            return;
        };
        let Some(url) = address::link(self.base, &shown.url) else {
            return;
        };
        self.push(Element::Embed {
            medium: shown.medium.unwrap_or(Medium::Other),
            url,
            body: Vec::new(),
        });
    }

    /// A quote, or what stands there for something from elsewhere.
    fn quote(&self, id: ContainerId, body: Vec<Element>) -> Element {
        let container = &self.page.containers[id.row()];
        let (url, shows) = match &container.detail {
            Detail::Quote { cite, shows } => (address::link(self.base, cite), *shows),
            _ => (None, None),
        };
        if let (Some(url), Some(medium)) = (&url, shows) {
            let url = url.clone();
            return Element::Embed { medium, url, body };
        }
        Element::Quote {
            source: quotes::source(self.page, id, rows_in(container, self.rows)),
            url,
            is_pulled: false,
            body,
        }
    }

    fn rule(&mut self) {
        if !matches!(self.last(), Some(Element::Rule)) {
            self.push(Element::Rule);
        }
    }

    /// The lines of one code box may come as blocks of their own.
    fn code(&mut self, block: &TextBlock, last_box: Option<ContainerId>) {
        let code_box = self.outline.code(block.container);
        self.last_box = code_box;
        if code_box.is_some()
            && code_box == last_box
            && let Some(Element::Code { text, .. }) = self.last()
        {
            text.push('\n');
            text.push_str(&block.text);
            return;
        }
        self.push(Element::Code {
            language: self.language(block.container),
            text: block.text.clone(),
        });
    }

    /// The language that the innermost code box around a block names.
    fn language(&self, innermost: ContainerId) -> Option<String> {
        let outermost = self.outline.code(innermost)?;
        let mut at = innermost;
        loop {
            let container = self.page.containers.get(at.row())?;
            if let Detail::Code {
                language: Some(language),
            } = &container.detail
            {
                return Some(language.to_string());
            }
            if at == outermost || container.parent == at {
                return None;
            }
            at = container.parent;
        }
    }
}

fn data_cell(content: Vec<Element>) -> Cell {
    Cell {
        head: CellHead::Data,
        columns: 1,
        rows: 1,
        content,
    }
}
