//! What comes out: plain data.

use crate::block::BlockKind;
use crate::factor::Factor;
use crate::limits::Limit;
use crate::moment::Moment;
use crate::page_kind::PageKind;
use crate::verdict::{Reason, Role};

/// A page taken apart: the article, and everything else that stood around it.
///
/// ```
/// let page = bodycopy::extract("<title>Rain at last</title><p>It rained all night.")?;
/// assert_eq!(page.title.unwrap().value, "Rain at last");
/// # Ok::<(), bodycopy::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default))]
#[non_exhaustive]
pub struct Article {
    /// The headline.
    pub title: Option<Value<String>>,
    /// The line under the headline (deck, standfirst).
    pub subtitle: Option<Value<String>>,
    /// The section of the site that it stands in ("Business").
    pub section: Option<Value<String>>,
    /// The name of the site or paper.
    pub site: Option<Value<String>>,
    /// Who wrote it, in the order given.
    pub bylines: Vec<Byline>,
    /// Whom other places on the page name as its authors.
    pub other_bylines: Vec<Byline>,
    /// Where it was reported from, and by which agency; the words stay in the
    /// body, which opens with them.
    pub dateline: Option<Value<Dateline>>,
    /// When it was first published.
    pub published: Option<Value<Moment>>,
    /// When it was last changed.
    pub modified: Option<Value<Moment>>,
    /// Language as a BCP 47 tag ("en", "pt-BR").
    pub language: Option<Value<String>>,
    /// The direction its text runs in.
    pub direction: Option<Direction>,
    /// The page's own address: the canonical one, else the one given to
    /// [`Extractor::url`](crate::Extractor::url).
    pub url: Option<String>,
    /// The page's summary of itself.
    pub description: Option<Value<String>>,
    /// The address of the lead image.
    pub image: Option<Value<String>>,
    /// Key words that the page gives itself.
    pub tags: Vec<String>,
    /// The way from the site's front page to this one, which often ends it.
    pub breadcrumb: Option<Value<Vec<Link>>>,
    /// The licence that the page is under: its address or its name.
    pub licence: Option<Value<String>>,
    /// Whether readers have to pay or to subscribe, where the page says so.
    pub paywalled: Option<Value<bool>>,
    /// What the page asks of crawlers ("noindex", "noai"), as found.
    pub crawler_rules: Vec<CrawlerRule>,
    /// The address of the page that this one goes on at.
    pub next_page: Option<Value<String>>,
    /// The JSON-LD of the page, script by script, as it is; keys are in
    /// alphabetical order.
    #[cfg(feature = "serde")]
    pub structured_data: Vec<serde_json::Value>,
    /// What kind of page it is.
    pub page_kind: PageKind,
    /// How likely that is, 0.0 to 1.0.
    pub page_kind_probability: f32,
    /// The F1 that the body is expected to have against what a person would
    /// take, 0.0 to 1.0. Below 0.5 it is better to look again or to fall back.
    pub confidence: f32,
    /// Limits that the page ran into; empty for nearly all pages.
    pub truncated: Vec<Limit>,
    /// The running text, in order.
    pub body: Vec<Element>,
    /// What readers wrote.
    pub comments: Vec<Comment>,
    /// Lists of other articles.
    pub teasers: Vec<TeaserList>,
    /// Menus, breadcrumbs, tags, page numbers.
    pub navigation: Vec<LinkGroup>,
    /// The page's own tables of contents: groups of links to its parts.
    pub contents: Vec<LinkGroup>,
    /// Consent, newsletter, paywall and advertisement boxes.
    pub notices: Vec<Element>,
    /// The foot of the page.
    pub footer: Vec<Element>,
    /// Visible text that is none of the above.
    pub other: Vec<Element>,
    /// All blocks of the page in document order, each with its role, score and reason.
    pub blocks: Vec<Block>,
}

/// A value and the place that stated it.
///
/// ```
/// let page = bodycopy::extract("<title>Rain at last</title><p>It rained.")?;
/// assert_eq!(page.title.unwrap().source, bodycopy::Source::TitleTag);
/// # Ok::<(), bodycopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Value<T> {
    /// What was stated.
    pub value: T,
    /// Where.
    pub source: Source,
    /// What other places stated, where they disagree.
    #[cfg_attr(
        feature = "serde",
        serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")
    )]
    pub alternatives: Vec<(T, Source)>,
}

impl<T> Value<T> {
    /// A value with no alternatives.
    pub fn new(value: T, source: Source) -> Self {
        Value {
            value,
            source,
            alternatives: Vec::new(),
        }
    }
}

/// By hand, for the derived one asks how an empty list of alternatives is written.
#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Value<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Value_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A value and the place that stated it.",
            "type": "object",
            "properties": {
                "value": generator.subschema_for::<T>(),
                "source": generator.subschema_for::<Source>(),
                "alternatives": generator.subschema_for::<Vec<(T, Source)>>(),
            },
            "required": ["value", "source"],
        })
    }
}

/// The place on a page that stated a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Source {
    /// A JSON-LD script.
    JsonLd,
    /// A `<meta>` element.
    MetaTag,
    /// Microdata (`itemprop`).
    Microdata,
    /// The `<title>` element.
    TitleTag,
    /// A `<link>` element.
    LinkTag,
    /// An attribute of the root element (`lang`, `dir`).
    RootAttribute,
    /// A `<time>` element.
    TimeElement,
    /// Text that a reader sees.
    Visible,
    /// Read from the letters and words of the text.
    Detected,
    /// The caller.
    Caller,
}

/// Someone who is named as having written the article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Byline {
    /// The name, without "By", roles and dates.
    pub name: String,
    /// Whether it is a person's or an organisation's, where known.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub kind: Option<AuthorKind>,
    /// The author's page, where linked.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub url: Option<String>,
    /// Where the name was stated.
    pub source: Source,
}

impl Byline {
    /// A name and where it was stated.
    pub fn new(name: impl Into<String>, source: Source) -> Self {
        Byline {
            name: name.into(),
            kind: None,
            url: None,
            source,
        }
    }
}

/// What an author is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum AuthorKind {
    /// A person.
    Person,
    /// A newsroom, an agency, a company.
    Organisation,
}

/// The opening of a report that says where it comes from: "PARIS (AP) —".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dateline {
    /// The place, as written ("WASHINGTON, D.C.").
    pub place: Option<String>,
    /// The agency ("AP").
    pub agency: Option<String>,
}

/// A wish of the page about crawlers and what is made of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CrawlerRule {
    /// Whom it is for: "robots" for all, or one crawler's name, in lower case.
    pub agent: String,
    /// What is asked, as written: "noindex", "max-snippet:50".
    pub rule: String,
}

/// The direction that text runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Direction {
    /// From left to right.
    #[cfg_attr(feature = "serde", serde(rename = "ltr"))]
    LeftToRight,
    /// From right to left.
    #[cfg_attr(feature = "serde", serde(rename = "rtl"))]
    RightToLeft,
}

/// A part of the body, or of what stands around it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Element {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Vec<Inline>,
    },
    /// A sub-head.
    Heading {
        /// Its rank, 1 to 6.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A list; a definition list is one whose items begin with a `Term`.
    List {
        /// Whether the items are numbered.
        order: ListOrder,
        /// Each item as the elements in it.
        items: Vec<Vec<Element>>,
    },
    /// The term that a definition list defines; the definition follows it.
    Term {
        /// Its text.
        text: Vec<Inline>,
    },
    /// A quotation set apart from the text.
    Quote {
        /// What is quoted; with its source, where that stands in the quote.
        body: Vec<Element>,
        /// Who said or wrote it, where the quote says so.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        source: Option<String>,
        /// Where it was taken from (`cite`), absolute when the page's own
        /// address is known.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        url: Option<String>,
        /// Whether it is pulled out of the running text, which has the same
        /// words again.
        #[cfg_attr(feature = "serde", serde(default))]
        is_pulled: bool,
    },
    /// A box that is set apart from the running text: a note, a tip, a box of
    /// facts.
    CallOut {
        /// What its markup calls it ("warning"), where it does.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        label: Option<String>,
        /// What it holds.
        body: Vec<Element>,
    },
    /// Code or other text whose white space matters.
    Code {
        /// The programming language, where the page names it.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        language: Option<String>,
        /// The text, white space kept.
        text: String,
    },
    /// A formula set apart from the text.
    Math {
        /// It in TeX, without dollar signs around it.
        tex: String,
    },
    /// A table.
    Table {
        /// Its rows, from the top.
        rows: Vec<Vec<Cell>>,
    },
    /// A picture with what is said about it.
    Figure {
        /// The picture.
        image: Option<Image>,
        /// The caption.
        caption: Vec<Inline>,
        /// Who made it, where the caption says so; the words stay there.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        credit: Option<String>,
        /// Whether the caption speaks of the picture alone and not as a part of
        /// the running text: [`Article::text`] leaves it out, as it does the
        /// picture.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "std::ops::Not::not")
        )]
        is_aside: bool,
    },
    /// Something that the page shows from elsewhere.
    Embed {
        /// What it is.
        medium: Medium,
        /// Its address, absolute when the page's own is known.
        url: String,
        /// What the page itself has of it: the words of a post.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Vec::is_empty")
        )]
        body: Vec<Element>,
    },
    /// What one person wrote in a thread, or asked or answered: on forum pages
    /// the body consists of these. An answer to one may stand inside it.
    Post {
        /// Who, where the page says so.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        author: Option<String>,
        /// When, in the page's words.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        time: Option<String>,
        /// Its part in the thread.
        place: PostPlace,
        /// What: its author and time too, where the page has them in its text.
        body: Vec<Element>,
    },
    /// An entry of a list, of more than a line: a product, an offer, an
    /// article. On listing, collection and product pages.
    Card {
        /// Its name or headline.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        headline: Option<String>,
        /// Where it leads.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        url: Option<String>,
        /// All of it, with the headline.
        body: Vec<Element>,
    },
    /// A note that a mark in the text leads to.
    Footnote {
        /// That of its marks ([`Inline::FootnoteMark`]): notes are numbered from
        /// 1 by their first mark.
        number: u32,
        /// What it says, as the page has it: with its sign and the way back.
        body: Vec<Element>,
    },
    /// A line across the page that parts two sections.
    Rule,
}

/// The part of a post in its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PostPlace {
    /// The first one of the page: the question, on pages of questions.
    Opening,
    /// One below it.
    Reply,
}

/// What an embed shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Medium {
    /// A film.
    Video,
    /// A recording to listen to.
    Audio,
    /// A map.
    Map,
    /// A post of a social network.
    Post,
    /// Something else, or its address does not tell: a chart, a form.
    Other,
}

/// Whether a list is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum ListOrder {
    /// Bullets.
    Unordered,
    /// Numbers, beginning with this one.
    Ordered(i32),
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cell {
    /// Whether it heads its row or column.
    pub head: CellHead,
    /// Columns that it spans, at least 1.
    pub columns: u32,
    /// Rows that it spans, at least 1.
    pub rows: u32,
    /// What it holds.
    pub content: Vec<Element>,
}

/// Whether a cell heads its row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CellHead {
    /// A cell of data (`td`).
    Data,
    /// A heading (`th`).
    Header,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Image {
    /// Its address, absolute when the page's own is known.
    pub url: String,
    /// Its alternative text; empty when there is none.
    pub alt: String,
}

/// A stretch of text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text.
        text: String,
    },
    /// Text that links elsewhere.
    Link {
        /// The text.
        text: String,
        /// Where it leads, absolute when the page's own address is known.
        url: String,
        /// The same text in stretches, none of them a link, where some of it is
        /// code or set in another way; empty where all of it is plain.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Vec::is_empty")
        )]
        parts: Vec<Inline>,
    },
    /// Stressed text (`em`, `i`).
    Emphasis {
        /// The text.
        text: String,
    },
    /// Important text (`strong`, `b`).
    Strong {
        /// The text.
        text: String,
    },
    /// Code within a line.
    Code {
        /// The text.
        text: String,
    },
    /// A subscript.
    Subscript {
        /// The text.
        text: String,
    },
    /// A superscript.
    Superscript {
        /// The text.
        text: String,
    },
    /// A formula.
    Math {
        /// It in TeX, without dollar signs around it.
        tex: String,
    },
    /// The mark of a footnote of the body.
    FootnoteMark {
        /// The mark, as the page has it: `[1]`.
        text: String,
        /// The number of the [`Element::Footnote`].
        number: u32,
    },
    /// A line break.
    Break,
}

impl Inline {
    /// Its words: of a formula the TeX, of a line break the sign for one.
    pub fn as_str(&self) -> &str {
        match self {
            Inline::Text { text }
            | Inline::Link { text, .. }
            | Inline::Emphasis { text }
            | Inline::Strong { text }
            | Inline::Code { text }
            | Inline::Subscript { text }
            | Inline::Superscript { text }
            | Inline::FootnoteMark { text, .. }
            | Inline::Math { tex: text } => text,
            Inline::Break => "\n",
        }
    }
}

/// A list of pointers to other articles.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TeaserList {
    /// The heading above it ("Most read").
    pub heading: Option<String>,
    /// Its items, in order.
    pub items: Vec<Teaser>,
}

/// A pointer to another article.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Teaser {
    /// The other article's headline.
    pub headline: String,
    /// Its address.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, in the page's words.
    pub time: Option<String>,
    /// The same as a moment, where the words name a day.
    pub published: Option<Moment>,
    /// What else is said of it.
    pub summary: Option<String>,
    /// The address of its picture.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub image: Option<String>,
}

/// A menu, a breadcrumb, a list of tags or page numbers.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LinkGroup {
    /// The heading above it.
    pub heading: Option<String>,
    /// Its links, in order.
    pub links: Vec<Link>,
}

/// A link and its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Link {
    /// The text.
    pub text: String,
    /// Where it leads; none for an entry that is no link.
    pub url: Option<String>,
}

/// What one reader wrote.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comment {
    /// Who.
    pub author: Option<String>,
    /// When, in the page's words.
    pub time: Option<String>,
    /// How many comments it stands inside of: 0 for one that answers none.
    #[cfg_attr(feature = "serde", serde(default))]
    pub depth: u32,
    /// What.
    pub body: Vec<Element>,
}

/// The smallest run of text that a browser would lay out as one box.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Block {
    /// Its text, white space collapsed save in code.
    pub text: String,
    /// What its markup says it is.
    pub kind: BlockKind,
    /// What it is on this page.
    pub role: Role,
    /// How sure the model is that it is body, 0.0 to 1.0.
    pub score: f32,
    /// Why it has its role.
    pub reason: Reason,
    /// The element that holds it, as a CSS selector path.
    pub path: String,
    /// The heading that it stands under, as its number in
    /// [`Article::blocks`]; that heading may stand under another.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub heading: Option<usize>,
    /// The features that weighed most in its score, the strongest first, if
    /// [`Extractor::factors`](crate::Extractor::factors) asked for them.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub factors: Vec<Factor>,
}
