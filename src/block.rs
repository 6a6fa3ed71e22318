//! The page as a table of text blocks: what segmentation makes and every
//! later stage reads. Row *i* of each later column is block *i*.

use std::ops::{Deref, DerefMut, Range};

use crate::article::Medium;
use crate::fnv::FixedMap;
use crate::hints::Hints;
use crate::limits::Reached;

/// What a block's markup says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph, or loose text.
    Text,
    /// A heading of this rank, 1 to 6.
    Heading(u8),
    /// Text of a list item.
    ListItem,
    /// A term of a definition list.
    Term,
    /// Text whose white space matters.
    Code,
    /// Text of a table cell.
    Cell,
    /// The caption of a figure or table.
    Caption,
    /// A button, or another thing to operate.
    Control,
    /// A picture; its text is empty.
    Image,
    /// A video, a map or the like from elsewhere; its text is empty.
    Embed,
    /// A line across the page; its text is empty.
    Rule,
}

/// All blocks of one page and the boxes that they stand in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// In document order.
    pub blocks: Vec<TextBlock>,
    /// In pre-order: a parent stands before its children. Row 0 is the root
    /// and its own parent.
    pub containers: Vec<Container>,
    /// Rows of [`Page::blocks`] that the page does not show but carries for its
    /// scripts; they stand behind all others.
    pub from_script: Range<u32>,
    /// The words of all containers' names, as [`crate::hints::name_hash`] has them.
    pub name_words: Vec<u32>,
    /// Targets of the links, as written.
    pub links: Vec<String>,
    /// What the blocks of pictures and embeds show.
    pub images: Vec<PageImage>,
    /// Its footnotes, in document order.
    pub notes: Vec<Note>,
    /// By container: what the caller has said of it.
    pub rulings: FixedMap<usize, Ruling>,
    /// The box of the place that the page's address leads to.
    pub target: Option<ContainerId>,
    /// The limits that reading it ran into.
    pub reached: Reached,
}

/// What a caller's own rule says of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Ruling {
    /// What stands in it is body.
    Keep,
    /// What stands in it is no body.
    Drop,
    /// The body stands in it and nowhere else.
    Root,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// The box that it is.
    pub container: ContainerId,
    /// The sign that leads to it, without brackets: "1", "*".
    pub label: String,
    /// The links that lead to it, in order, each with its block's row.
    pub marks: Vec<(u32, LinkId)>,
}

impl Page {
    /// What a block of a picture or an embed shows.
    pub fn image(&self, block: &TextBlock) -> Option<&PageImage> {
        self.images.get(block.image?.row())
    }

    /// The rows of the blocks that a reader reads.
    pub fn readable(&self) -> Vec<usize> {
        let rows = 0..self.blocks.len();
        rows.filter(|row| self.blocks[*row].is_read()).collect()
    }

    /// By container: whether it is one of these or stands in one.
    pub fn within(&self, is_one: impl Fn(&Container) -> bool) -> Vec<bool> {
        let mut within: Vec<bool> = Vec::with_capacity(self.containers.len());
        for container in &self.containers {
            let around = within.get(container.parent.row()).copied();
            within.push(is_one(container) || around.unwrap_or(false));
        }
        within
    }

    /// The place on the page itself that a link leads to, as written: `#notes`.
    pub fn place_of(&self, link: LinkId) -> Option<&str> {
        let target = self.links.get(link.row())?;
        (target.len() > 1 && target.starts_with('#')).then_some(target)
    }

    /// Whether the last text that a reader sees is one that goes on: running
    /// text without the end of a sentence.
    pub fn ends_in_a_sentence(&self) -> bool {
        let mut blocks = self.blocks.iter().rev();
        let last = blocks.find(|block| block.is_read());
        last.is_some_and(|block| {
            let ends = ['.', '!', '?', ':', ')', '"', '”', '»', '…', '。'];
            block.is_prose() && !block.text.ends_with(ends)
        })
    }
}

macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub(crate) struct $name(pub u32);
        impl $name {
            /// As a row number.
            pub fn row(self) -> usize {
                self.0 as usize
            }
        }
    };
}
index_type!(
    /// A row of [`Page::containers`].
    ContainerId
);
index_type!(
    /// A row of [`Page::links`].
    LinkId
);
index_type!(
    /// A row of [`Page::images`].
    ImageId
);

/// One run of text that a browser would lay out as one box. Never changed once made.
#[derive(Debug, Clone)]
pub(crate) struct TextBlock {
    /// White space collapsed, without any at the ends; `\n` for a line break.
    /// Kept as it is in [`BlockKind::Code`].
    pub text: String,
    /// Cover `text` without gaps, in order.
    pub runs: Runs,
    pub kind: BlockKind,
    /// The innermost box that holds it.
    pub container: ContainerId,
    pub sight: Sight,
    /// Set for [`BlockKind::Image`] and [`BlockKind::Embed`].
    pub image: Option<ImageId>,
    /// Words (`\w+`) of `text`.
    pub words: u32,
    /// Words of `text` that are link text.
    pub linked_words: u32,
}

impl TextBlock {
    pub fn is_visible(&self) -> bool {
        self.sight == Sight::Visible
    }

    /// Whether a reader can read it: it is visible and has text.
    pub fn is_read(&self) -> bool {
        self.is_visible() && !self.text.is_empty()
    }

    /// Whether it is of a kind that has no text: a picture, an embed, a rule.
    pub fn is_textless(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Image | BlockKind::Embed | BlockKind::Rule
        )
    }

    /// Whether more than half of its words are links.
    pub fn is_link(&self) -> bool {
        self.linked_words * 2 > self.words
    }

    pub fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// Whether it is likely running text.
    pub fn is_prose(&self) -> bool {
        is_prose(self.words, self.linked_words)
    }

    /// The runs with their text, of which the space between two runs of one link
    /// is that link's, too.
    pub fn pieces_with_links(&self) -> impl Iterator<Item = (&str, Run)> {
        let link = |at: Option<usize>| self.runs.get(at?)?.link;
        let pieces = self.pieces().enumerate();
        pieces.map(move |(at, (piece, run))| {
            let before = link(at.checked_sub(1));
            let is_inside = before.is_some() && before == link(at.checked_add(1));
            let is_gap = run.link.is_none() && is_inside && piece.trim().is_empty();
            let link = if is_gap { before } else { run.link };
            (piece, Run { link, ..*run })
        })
    }

    /// The runs with their text.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, &Run)> {
        pieces(&self.text, &self.runs)
    }
}

/// The runs of a block: of most it is one, which needs no room of its own.
#[derive(Debug, Clone)]
pub(crate) enum Runs {
    One([Run; 1]),
    Many(Vec<Run>),
}

impl From<&[Run]> for Runs {
    fn from(runs: &[Run]) -> Self {
        match runs {
            [one] => Runs::One([*one]),
            many => Runs::Many(many.to_vec()),
        }
    }
}

impl Deref for Runs {
    type Target = [Run];

    fn deref(&self) -> &[Run] {
        match self {
            Runs::One(run) => run,
            Runs::Many(runs) => runs,
        }
    }
}

impl DerefMut for Runs {
    fn deref_mut(&mut self) -> &mut [Run] {
        match self {
            Runs::One(run) => run,
            Runs::Many(runs) => runs,
        }
    }
}

/// Runs with their parts of a text.
pub(crate) fn pieces<'t>(
    text: &'t str,
    runs: &'t [Run],
) -> impl Iterator<Item = (&'t str, &'t Run)> {
    let mut start = 0;
    runs.iter().map(move |run| {
        let piece = &text[start..run.end as usize];
        start = run.end as usize;
        (piece, run)
    })
}

/// Whether text of so many words, of which so many are link text, is likely
/// running text: long enough for a sentence, and mostly no link.
///
/// Ten words: the length of a short sentence; the scorer sees this as one
/// of many features, so the line is not fitted.
pub(crate) fn is_prose(words: u32, linked_words: u32) -> bool {
    words >= 10 && linked_words * 3 < words
}

/// A stretch of a block's text of one style and one link; it begins where the
/// run before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// First byte after it.
    pub end: u32,
    pub style: Style,
    pub link: Option<LinkId>,
}

/// How a run of text is set. Only the innermost counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Style {
    #[default]
    Plain,
    Emphasis,
    Strong,
    Code,
    Subscript,
    Superscript,
    /// A formula, written in TeX.
    Math,
    /// A formula that stands on a line of its own, written in TeX.
    DisplayMath,
    /// A `<time>` element.
    Time,
}

/// Whether a reader sees a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    Visible,
    Hidden(HiddenBy),
}

/// What hides a block from a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum HiddenBy {
    /// Elements that are never shown: `script`, `style`, `template`, fallbacks.
    Element,
    /// `noscript` beside a page that works without it.
    Noscript,
    /// The attribute `hidden`.
    Attribute,
    /// An inline style such as `display:none`.
    Style,
    /// A class that is meant for screen readers or hides outright.
    Class,
    /// `aria-hidden` on decoration.
    Aria,
    /// The same stands elsewhere: a text for screens of another size, another
    /// form of a formula, how the word beside it is read aloud.
    Copy,
    /// Characters that are never drawn and spell out text: Unicode's tags.
    Characters,
    /// It stands beside code and is none: line numbers, a button that copies.
    BesideCode,
    /// It stands in a heading and is none of it: a sign that links to the
    /// heading, or a link to its editor.
    HeadingLink,
}

/// An element that holds blocks: a box of the page.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    pub parent: ContainerId,
    pub tag: Tag,
    /// Name as written in the page, for the element path.
    pub name: html5ever::LocalName,
    /// Its number among the element children of its parent element, from 1.
    pub nth: u32,
    /// What the words of its own `class`, `id`, `role` and `itemprop` hint at.
    pub hints: Hints,
    /// Its tag and the words of those names: rows of [`Page::name_words`].
    pub name_words: Range<u32>,
    /// A hash of its tag and classes: siblings of one shape share it.
    pub shape: u32,
    /// First block inside it.
    pub first_block: u32,
    /// First block after it.
    pub end_block: u32,
    pub detail: Detail,
}

impl Container {
    /// Its tag, or that of the part of a table that it says it is.
    pub fn table_tag(&self) -> Tag {
        match self.detail {
            Detail::TablePart(tag) => tag,
            _ => self.tag,
        }
    }

    /// The rows of the blocks inside it.
    pub fn rows(&self) -> Range<usize> {
        self.first_block as usize..self.end_block as usize
    }
}

/// What assembly needs to know of some elements beside their tag.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Detail {
    #[default]
    None,
    /// `td`, `th`.
    Cell { columns: u32, rows: u32 },
    /// `ol`, with its first number.
    OrderedList { start: i32 },
    /// An element whose `role` is that of a dialog.
    Dialog,
    /// An element whose `role` makes it what one of this tag is in a table.
    TablePart(Tag),
    /// `pre` or a code widget, with the language that its class names.
    Code { language: Option<Box<str>> },
    /// `blockquote`, with the address that it was taken from, and what it shows
    /// from there if it is no quote but stands for that.
    Quote {
        cite: Box<str>,
        shows: Option<Medium>,
    },
}

/// A picture on the page, or what it shows from elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PageImage {
    /// As written; lazy-loading attributes looked through.
    pub url: String,
    pub alt: String,
    /// As declared, 0 where not.
    pub width: u32,
    pub height: u32,
    /// What it is, if it is no picture.
    pub medium: Option<Medium>,
}

/// The elements that some stage tells apart; all others are `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Tag {
    Html,
    Body,
    Div,
    Section,
    Article,
    Main,
    Header,
    Footer,
    Nav,
    Aside,
    Address,
    P,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Hgroup,
    Ul,
    Ol,
    Li,
    Dl,
    Dt,
    Dd,
    Blockquote,
    Pre,
    Figure,
    Figcaption,
    Table,
    Caption,
    Thead,
    Tbody,
    Tfoot,
    Tr,
    Td,
    Th,
    Form,
    Fieldset,
    Details,
    Summary,
    Button,
    Select,
    Label,
    Dialog,
    A,
    Span,
    Center,
    Noscript,
    Time,
    Custom,
    Other,
}
