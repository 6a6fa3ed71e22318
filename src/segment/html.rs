//! Tree to blocks: one walk over the page, without recursion.

use html5ever::{local_name, ns};

use super::classes::{ClassId, shape_of};
use super::code_boxes::{self, Lines};
use super::elements::{self, Layout};
use super::survey::Survey;
use super::text::{Draft, Gap, empty_block};
use super::trust::{self, Trust};
use super::unseen_characters::{self, Parted};
use super::visibility::{self, Colours};
use super::{code, copies, embeds, footnotes, formula, images, state};
use crate::block::{
    BlockKind, Container, ContainerId, Detail, HiddenBy, ImageId, LinkId, Page, PageImage, Ruling,
    Run, Runs, Sight, Style, Tag, TextBlock,
};
use crate::extractor::Hidden;
use crate::fnv::FixedMap;
use crate::hints::{Hints, each_word, name_hash};
use crate::limits::Limits;
use crate::tree::arena::{Data, Element, NodeId, ROOT, Tree};
use crate::tree::parse;

/// [`blocks_with`], for one who asks for nothing more.
#[cfg(any(test, feature = "train"))]
pub(crate) fn blocks(tree: &Tree, hidden: Hidden) -> Page {
    blocks_with(tree, hidden, &Asked::default())
}

/// What a caller asks about one page.
#[derive(Debug, Default)]
pub(crate) struct Asked<'a> {
    /// By node row: what the caller's own rules say of the element. It becomes
    /// a box, so that its text is that of blocks of their own.
    pub rulings: FixedMap<usize, Ruling>,
    /// The place that the page's address leads to.
    pub place: Option<&'a str>,
}

/// Every run of text as one block, in document order; what a reader cannot
/// see is marked, unless it is to be included.
///
/// A page that hides nearly all of its text is one that scripts would have
/// filled or revealed: it is read again without the marks that hide it.
pub(crate) fn blocks_with(tree: &Tree, hidden: Hidden, asked: &Asked) -> Page {
    let mut survey = Survey::of(tree, &asked.rulings);
    if hidden == Hidden::Include {
        return cut(tree, &mut survey, Trust::Nothing, asked);
    }
    let page = cut(tree, &mut survey, Trust::Marks, asked);
    let mut page = match trust::due(&page) {
        Trust::Marks => page,
        trust => cut(tree, &mut survey, trust, asked),
    };
    if let Some(html) = state::html(&page) {
        let fragment = parse::fragment(&html, &Limits::default());
        let asked = Asked::default();
        let mut survey = Survey::of(&fragment, &asked.rulings);
        let state = cut(&fragment, &mut survey, Trust::Marks, &asked);
        state::append(&mut page, state);
    }
    page
}

fn cut<'t>(tree: &'t Tree, survey: &mut Survey<'t>, trust: Trust, asked: &Asked) -> Page {
    let mut cutter = Cutter::new(tree, survey, trust, asked);
    let mut at = ROOT;
    loop {
        let enter = cutter.enter(at);
        if let (Enter::Into, Some(child)) = (enter, cutter.first_inside(at)) {
            at = child;
            continue;
        }
        if enter == Enter::Into {
            cutter.leave(at);
        }
        loop {
            if at == ROOT {
                return cutter.finish();
            }
            if let Some(next) = tree.next_sibling(at) {
                at = next;
                break;
            }
            match tree.parent(at).or_else(|| cutter.templates.pop()) {
                Some(parent) => at = parent,
                None => return cutter.finish(),
            }
            cutter.leave(at);
        }
    }
}

/// Whether the walk goes on to a node's children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Enter {
    Into,
    Past,
}

/// What holds for the text at one place of the walk.
#[derive(Debug, Clone, Copy)]
struct Context {
    container: ContainerId,
    kind: BlockKind,
    style: Style,
    link: Option<LinkId>,
    sight: Sight,
    colours: Colours,
    /// How the lines of the code box around it are told.
    lines: Lines,
}

/// An element that the walk is in.
struct Open {
    node: NodeId,
    /// What held before it.
    outer: Context,
    layout: Layout,
    /// Whether it hides what the text around it does not: then the text
    /// around it waits in [`Cutter::waiting`] until it ends.
    interrupts: bool,
    /// Element children met so far.
    children: u32,
    /// Bytes of the draft where it began.
    began: usize,
}

struct Cutter<'t, 's> {
    tree: &'t Tree,
    survey: &'s mut Survey<'t>,
    trust: Trust,
    asked: &'s Asked<'s>,
    /// The `template` elements that the walk is in.
    templates: Vec<NodeId>,
    /// Boxes whose class says that they are for some screens alone.
    for_some_screens: Vec<ContainerId>,
    page: Page,
    /// By container: the element that it is.
    nodes: Vec<NodeId>,
    open: Vec<Open>,
    context: Context,
    draft: Draft,
    /// What held where the draft began.
    draft_context: Option<Context>,
    /// Drafts that wait for hidden text inside them to end, and what held
    /// where they began.
    waiting: Vec<(Draft, Option<Context>)>,
    /// Blocks that begin inside the draft: they follow it.
    inside_draft: Vec<TextBlock>,
    /// Whether an inline element ended since the last text.
    inline_ended: bool,
}

impl<'t, 's> Cutter<'t, 's> {
    fn new(tree: &'t Tree, survey: &'s mut Survey<'t>, trust: Trust, asked: &'s Asked<'s>) -> Self {
        let root = Container {
            parent: ContainerId(0),
            tag: Tag::Other,
            name: local_name!(""),
            nth: 1,
            hints: Hints::default(),
            name_words: 0..0,
            shape: 0,
            first_block: 0,
            end_block: 0,
            detail: Detail::None,
        };
        let mut containers = Vec::with_capacity(survey.boxes + 1);
        containers.push(root);
        let mut nodes = Vec::with_capacity(survey.boxes + 1);
        nodes.push(ROOT);
        Cutter {
            tree,
            trust,
            asked,
            templates: Vec::new(),
            for_some_screens: Vec::new(),
            page: Page {
                blocks: Vec::with_capacity(survey.boxes),
                containers,
                reached: tree.reached,
                ..Page::default()
            },
            nodes,
            open: Vec::new(),
            context: Context {
                container: ContainerId(0),
                kind: BlockKind::Text,
                style: Style::Plain,
                link: None,
                sight: Sight::Visible,
                colours: survey.signs.colours(),
                lines: Lines::AsWritten,
            },
            survey,
            draft: Draft::default(),
            draft_context: None,
            waiting: Vec::new(),
            inside_draft: Vec::new(),
            inline_ended: false,
        }
    }

    /// The first node in another; what a template holds stands apart.
    fn first_inside(&mut self, node: NodeId) -> Option<NodeId> {
        let element = self.tree.element(node);
        match element.and_then(|element| element.template_contents) {
            Some(contents) => {
                self.templates.push(node);
                Some(contents)
            }
            None => self.tree.first_child(node),
        }
    }

    fn enter(&mut self, node: NodeId) -> Enter {
        match self.tree.data(node) {
            Data::Document => Enter::Into,
            Data::Doctype { .. } | Data::Comment => Enter::Past,
            Data::Text(text) => {
                self.text(text);
                Enter::Past
            }
            Data::Element(element) => self.enter_element(node, element),
        }
    }

    fn enter_element(&mut self, node: NodeId, element: &'t Element) -> Enter {
        let nth = match self.open.last_mut() {
            Some(parent) => {
                parent.children += 1;
                parent.children
            }
            None => 1,
        };
        let layout = self.survey.layouts[node.row()];
        if (self.survey.signs.has_formulas || layout == Layout::Image)
            && let Some(tex) = formula::tex(self.tree, node, element)
        {
            let style = if formula::is_display(self.tree, node, element) {
                Style::DisplayMath
            } else {
                Style::Math
            };
            self.formula(node, &tex, style);
            return Enter::Past;
        }
        let embed = match layout {
            Layout::Unseen => embeds::of_element(self.tree, node, element),
            Layout::Box | Layout::Inline => embeds::of_widget(self.tree, node, element),
            _ => None,
        };
        if let Some(embed) = embed {
            self.picture(BlockKind::Embed, embed);
        }
        match layout {
            Layout::LineBreak => {
                self.line_break();
                return Enter::Past;
            }
            Layout::Image => {
                if let Some(image) = images::of_element(self.tree, node, element) {
                    let sight = self.context.sight;
                    if sight == Sight::Hidden(HiddenBy::Noscript)
                        && images::is_that_of_figure(self.tree, node)
                    {
                        self.context.sight = Sight::Visible;
                    }
                    self.picture(BlockKind::Image, image);
                    self.context.sight = sight;
                }
                return Enter::Past;
            }
            Layout::Unseen if self.is_empty(node, element) => return Enter::Past,
            _ => {}
        }
        let tag = elements::tag(element);
        let class = self.survey.class_of[node.row()];
        let look = visibility::look(element);
        let colours = self.context.colours.inside(element, look);
        let hidden = match layout {
            Layout::Unseen => Some(HiddenBy::Element),
            _ => visibility::hides(
                self.tree,
                node,
                self.survey.classes.signs(class).hides,
                look,
                colours,
                &self.survey.signs,
                self.trust,
            )
            .or_else(|| self.is_no_text_of_its_own(node, element, tag)),
        };
        let newly_hidden = hidden.filter(|_| self.context.sight == Sight::Visible);
        let is_box = matches!(layout, Layout::Box | Layout::Code(_));
        let interrupts = !is_box && newly_hidden.is_some();
        if is_box {
            self.flush();
        } else if interrupts {
            let draft = std::mem::take(&mut self.draft);
            self.waiting.push((draft, self.draft_context.take()));
        }
        if layout == Layout::Line {
            self.draft.begin_line();
        }
        self.open.push(Open {
            node,
            outer: self.context,
            layout,
            interrupts,
            children: 0,
            began: self.draft.len(),
        });
        let is_never_text =
            layout == Layout::Unseen || self.context.sight == Sight::Hidden(HiddenBy::Element);
        let is_kept = self.asked.rulings.get(&node.row()) == Some(&Ruling::Keep);
        if is_kept && !is_never_text {
            self.context.sight = Sight::Visible;
        } else if let Some(by) = newly_hidden {
            self.context.sight = Sight::Hidden(by);
        }
        self.context.colours = colours;
        self.set_context(node, element, tag, class, layout, nth);
        self.note_place(element);
        Enter::Into
    }

    /// Whether an element is the place that the page's address leads to.
    fn note_place(&mut self, element: &Element) {
        let Some(place) = self.asked.place else {
            return;
        };
        let is_place = |name| element.attr(name) == Some(place);
        if self.page.target.is_none() && (is_place("id") || is_place("name")) {
            self.page.target = Some(self.context.container);
        }
    }

    /// What hides an element that only repeats or counts what stands beside it.
    fn is_no_text_of_its_own(&self, node: NodeId, element: &Element, tag: Tag) -> Option<HiddenBy> {
        let may_be_beside_code =
            self.context.kind == BlockKind::Code || matches!(tag, Tag::Td | Tag::Th | Tag::Pre);
        if self.trust == Trust::Nothing {
            None
        } else if self.survey.signs.has_formulas && formula::is_drawn(self.tree, node, element)
            || is_reading(element)
        {
            Some(HiddenBy::Copy)
        } else if (may_be_beside_code && code::is_beside_code(self.tree, node, element))
            || self.survey.labels_of_code.contains(&node.row())
        {
            Some(HiddenBy::BesideCode)
        } else if matches!(self.context.kind, BlockKind::Heading(_) | BlockKind::Term)
            && is_heading_link(self.tree, node, element)
        {
            Some(HiddenBy::HeadingLink)
        } else {
            None
        }
    }

    /// A formula stands in the text as its TeX; its other forms are hidden.
    fn formula(&mut self, node: NodeId, tex: &str, style: Style) {
        let style = std::mem::replace(&mut self.context.style, style);
        self.seen_text(tex);
        self.context.style = style;
        let others = formula::text(self.tree, node);
        let others = others
            .split_ascii_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if !others.is_empty() && others != tex {
            self.unseen_text(&others, HiddenBy::Copy);
        }
    }

    fn is_empty(&self, node: NodeId, element: &Element) -> bool {
        let holds_nothing = |node| self.tree.first_child(node).is_none();
        match element.template_contents {
            Some(contents) => holds_nothing(contents),
            None => holds_nothing(node),
        }
    }

    /// What holds for the text in an element.
    fn set_context(
        &mut self,
        node: NodeId,
        element: &'t Element,
        tag: Tag,
        class: ClassId,
        layout: Layout,
        nth: u32,
    ) {
        match layout {
            Layout::Box | Layout::Code(_) => {
                let detail = detail(self.tree, node, element, tag, layout);
                self.context.container = self.add_container(node, element, class, tag, nth, detail);
                self.context.kind = elements::kind_in(tag, self.context.kind);
            }
            Layout::Inline if self.inline_ended && self.context.style != Style::Code => {
                self.draft.widen(Gap::Seam);
            }
            _ => {}
        }
        if let Layout::Code(lines) = layout {
            self.context.lines = lines;
            self.context.kind = elements::kind_in(Tag::Pre, self.context.kind);
        }
        if element.name.ns != ns!(html) {
            return;
        }
        if tag == Tag::A
            && let Some(href) = element.known_attr(&local_name!("href"))
        {
            let id = LinkId(row(self.page.links.len()));
            self.page.links.push(href.trim().to_owned());
            self.context.link = Some(id);
        }
        if element.name.local == local_name!("hr") {
            self.push(empty_block(
                BlockKind::Rule,
                self.context.container,
                self.context.sight,
                None,
            ));
        }
        self.context.style = match element.name.local {
            // Parts of code are set in all ways, and what is raised or lowered
            // means more so than slanted.
            _ if matches!(
                self.context.style,
                Style::Code | Style::Subscript | Style::Superscript
            ) =>
            {
                self.context.style
            }
            local_name!("b") | local_name!("strong") => Style::Strong,
            local_name!("i") | local_name!("em") | local_name!("cite") => Style::Emphasis,
            local_name!("code") | local_name!("kbd") | local_name!("samp") | local_name!("tt") => {
                Style::Code
            }
            local_name!("sub") => Style::Subscript,
            local_name!("sup") => Style::Superscript,
            local_name!("time") => Style::Time,
            _ => self.context.style,
        };
    }

    fn add_container(
        &mut self,
        node: NodeId,
        element: &'t Element,
        class: ClassId,
        tag: Tag,
        nth: u32,
        detail: Detail,
    ) -> ContainerId {
        let id = ContainerId(row(self.page.containers.len()));
        let first_block = row(self.page.blocks.len());
        let first_word = row(self.page.name_words.len());
        let (class, in_class) = self.survey.classes.of_box(class);
        let hints = names(element, class.hints, in_class, &mut self.page.name_words);
        if class.is_for_some_screens {
            self.for_some_screens.push(id);
        }
        self.nodes.push(node);
        if let Some(ruling) = self.asked.rulings.get(&node.row()) {
            self.page.rulings.insert(id.row(), *ruling);
        }
        self.page.containers.push(Container {
            parent: self.context.container,
            tag,
            name: element.name.local.clone(),
            nth,
            hints,
            name_words: first_word..row(self.page.name_words.len()),
            shape: shape_of(&element.name.local, class.shape),
            first_block,
            end_block: first_block,
            detail,
        });
        id
    }

    fn leave(&mut self, node: NodeId) {
        if self.open.last().map(|open| open.node) != Some(node) {
            return;
        }
        let Some(open) = self.open.pop() else { return };
        match open.layout {
            Layout::Box | Layout::Code(_) => {
                self.flush();
                let container = self.context.container.row();
                self.page.containers[container].end_block = row(self.page.blocks.len());
            }
            Layout::Inline => self.inline_ended = true,
            Layout::Line if self.draft.len() > open.began => self.draft.begin_line(),
            Layout::Line => {
                let element = self.tree.element(open.node);
                if element.is_some_and(code_boxes::is_drawn_empty) {
                    self.draft.end_line();
                }
            }
            _ => {}
        }
        if open.interrupts {
            self.flush();
            if let Some((draft, draft_context)) = self.waiting.pop() {
                self.draft = draft;
                self.draft_context = draft_context;
            }
            if self.draft.is_empty() {
                self.flush();
            }
        }
        self.context = open.outer;
    }

    fn text(&mut self, text: &str) {
        // Mostly the line ends and indents between two boxes.
        let is_between = self.draft.is_empty() && !self.is_in_code();
        if is_between && text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return;
        }
        let Parted { seen, unseen } = unseen_characters::part(text);
        self.seen_text(&seen);
        if !unseen.is_empty() {
            self.unseen_text(&unseen, HiddenBy::Characters);
        }
    }

    /// A block of its own, which does not part the text around it.
    fn unseen_text(&mut self, text: &str, by: HiddenBy) {
        let Context {
            container, sight, ..
        } = self.context;
        let sight = match sight {
            Sight::Visible => Sight::Hidden(by),
            hidden => hidden,
        };
        let block = TextBlock {
            text: text.to_owned(),
            runs: Runs::One([Run {
                end: row(text.len()),
                style: Style::Plain,
                link: None,
            }]),
            ..empty_block(BlockKind::Text, container, sight, None)
        };
        self.push(block);
    }

    fn seen_text(&mut self, text: &str) {
        let context = self.context;
        let unread = self.is_unread();
        let text = if unread { text.trim() } else { text };
        let in_code = self.is_in_code();
        if self.draft.gap() == Gap::Paragraph && !in_code && !text.trim().is_empty() {
            self.flush();
        }
        if self.draft.is_empty() {
            self.draft_context = Some(context);
        }
        if unread {
            self.draft.verbatim(text, context.style, context.link);
        } else if in_code {
            let text = code_boxes::written(text, context.lines);
            self.draft.verbatim(&text, context.style, context.link);
        } else {
            self.draft.collapse(text, context.style, context.link);
        }
        self.inline_ended = false;
    }

    /// Scripts and styles are kept as they are: nobody counts their words.
    fn is_unread(&self) -> bool {
        self.context.sight == Sight::Hidden(HiddenBy::Element)
    }

    /// Whether white space is kept here.
    fn is_in_code(&self) -> bool {
        self.is_unread() || self.context.kind == BlockKind::Code
    }

    fn line_break(&mut self) {
        if self.context.kind == BlockKind::Code {
            self.draft.end_line();
        } else if !self.draft.is_empty() {
            self.draft.line_break();
        }
    }

    /// A picture is a block of its own and does not part the text around it.
    fn picture(&mut self, kind: BlockKind, image: PageImage) {
        let id = ImageId(row(self.page.images.len()));
        self.page.images.push(image);
        let Context {
            container, sight, ..
        } = self.context;
        let block = empty_block(kind, container, sight, Some(id));
        self.draft.widen(Gap::Seam);
        self.push(block);
    }

    /// A block that has no text: before the draft if that is still empty, after it otherwise.
    fn push(&mut self, block: TextBlock) {
        if self.draft.is_empty() && self.waiting.is_empty() {
            self.page.blocks.push(block);
        } else {
            self.inside_draft.push(block);
        }
    }

    /// Ends the block being written.
    fn flush(&mut self) {
        self.inline_ended = false;
        let block = match self.draft_context.take() {
            Some(Context {
                kind,
                container,
                sight,
                ..
            }) => self.draft.finish(kind, container, sight),
            None => {
                self.draft.clear();
                None
            }
        };
        if !self.waiting.is_empty() {
            // A box inside hidden inline text: the text around it still waits.
            self.inside_draft.extend(block);
            return;
        }
        if let Some(block) = block {
            self.page.blocks.push(block);
        }
        if !self.inside_draft.is_empty() {
            self.page.blocks.append(&mut self.inside_draft);
        }
    }

    fn finish(mut self) -> Page {
        self.flush();
        self.page.containers[0].end_block = row(self.page.blocks.len());
        if self.trust != Trust::Nothing {
            copies::hide(&mut self.page, &self.for_some_screens);
        }
        self.page.notes = footnotes::find(self.tree, &self.nodes, &self.page);
        self.page
    }
}

/// A table's row number; pages have fewer than 2³² of anything.
pub(super) fn row(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// What an element's names hint at, given what its classes do; their words are
/// added to `words`, with its own tag as the first: inverted, for the element
/// `main` is not the name "main".
fn names(element: &Element, of_class: Hints, in_class: &[u32], words: &mut Vec<u32>) -> Hints {
    let mut hints = of_class;
    words.push(!name_hash(element.name.local.as_bytes()));
    for attr in &element.attrs {
        match attr.name.local {
            local_name!("class") => words.extend_from_slice(in_class),
            local_name!("id") | local_name!("role") | local_name!("itemprop") => {
                each_word(&attr.value, |word| {
                    hints.add_word(word);
                    words.push(word.hash());
                });
            }
            _ => {}
        }
    }
    hints
}

fn detail(tree: &Tree, node: NodeId, element: &Element, tag: Tag, layout: Layout) -> Detail {
    if tag == Tag::Pre || matches!(layout, Layout::Code(_)) {
        return Detail::Code {
            language: code::language(tree, node),
        };
    }
    let number = |name: &str| {
        element
            .attr(name)
            .and_then(|value| value.trim().parse().ok())
    };
    match tag {
        Tag::Td | Tag::Th => {
            let span = |name| number(name).unwrap_or(1).clamp(1, 1000) as u32;
            Detail::Cell {
                columns: span("colspan"),
                rows: span("rowspan"),
            }
        }
        Tag::Ol => Detail::OrderedList {
            start: number("start").unwrap_or(1),
        },
        Tag::Blockquote => match embeds::of_quote(tree, node, element) {
            Some((medium, url)) => Detail::Quote {
                cite: url.into(),
                shows: Some(medium),
            },
            None => element
                .attr("cite")
                .map_or(Detail::None, |cite| Detail::Quote {
                    cite: cite.into(),
                    shows: None,
                }),
        },
        Tag::Table | Tag::Tr => Detail::None,
        _ if is_dialog(element) => Detail::Dialog,
        _ => element
            .attr("role")
            .and_then(part_of_table)
            .map_or(Detail::None, Detail::TablePart),
    }
}

/// What a `role` makes of an element in a table, as ARIA has it.
fn part_of_table(role: &str) -> Option<Tag> {
    Some(match role.trim() {
        "table" | "grid" | "treegrid" => Tag::Table,
        "row" => Tag::Tr,
        "cell" | "gridcell" => Tag::Td,
        "columnheader" | "rowheader" => Tag::Th,
        _ => return None,
    })
}

/// Whether an element says how the word that it stands above is read aloud:
/// between the parts of that word it would part it, and whoever searches for
/// the word would not find it.
fn is_reading(element: &Element) -> bool {
    matches!(
        element.html_name(),
        Some(&local_name!("rt") | &local_name!("rtc"))
    )
}

/// Whether an element of a heading is no part of what it says: a sign that
/// links to it, or the link to its editor.
fn is_heading_link(tree: &Tree, node: NodeId, element: &Element) -> bool {
    /// Nodes that are looked at.
    const MOST: usize = 8;

    let class = element.attr("class").unwrap_or_default();
    if class
        .split_ascii_whitespace()
        .any(|one| one == "mw-editsection")
    {
        return true;
    }
    let is_to_itself = element
        .attr("href")
        .is_some_and(|href| href.starts_with('#'));
    is_to_itself && {
        let below = tree.descendants(node).take(MOST);
        let mut texts = below.filter_map(|node| tree.text(node));
        texts.all(|text| !text.contains(char::is_alphanumeric))
    }
}

fn is_dialog(element: &Element) -> bool {
    let role = element.known_attr(&local_name!("role"));
    matches!(role, Some("dialog" | "alertdialog"))
}

#[cfg(test)]
mod tests;
