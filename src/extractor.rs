//! The settings of an extraction, and the one function that runs the stages in order.

use crate::article::{Article, Block};
use crate::block::{Page, Ruling};
use crate::error::Error;
use crate::factor::Factor;
use crate::fnv::FixedMap;
use crate::limits::{Limit, Limits, Overflow, char_boundary};
use crate::moment::Moment;
use crate::score::plain::PlainScorer;
use crate::score::{Focus, Scorer};
use crate::segment::html::Asked;
use crate::tokenize::Attributes;
use crate::tree::arena::Tree;
use crate::verdict::Role;
use crate::{assemble, decode, features, metadata, role, segment, tree};

/// Settings for extraction; [`Extractor::new`] has the defaults.
///
/// ```
/// let extractor = bodycopy::Extractor::new().url("https://example.org/rain");
/// let page = extractor.extract("<title>Rain</title><p>See <a href='/map'>the map</a>.")?;
/// # Ok::<(), bodycopy::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    url: Option<url::Url>,
    saved_at: Option<Moment>,
    limits: Limits,
    focus: Focus,
    hidden: Hidden,
    factors: usize,
    #[cfg(feature = "selectors")]
    rules: Option<std::sync::Arc<crate::rules::Parsed>>,
}

/// What becomes of text that a page holds and a reader does not see: hidden by
/// an attribute, a style or a class, marked as decoration, in a `noscript` or a
/// closed dialog, a copy for smaller screens.
///
/// ```
/// use bodycopy::{Extractor, Hidden, HiddenBy, Reason, Role};
///
/// let html = "<h1>Rain at last</h1>
///     <p>It rained all night, for the first time since the spring, and nobody slept.
///     <p hidden>Reader, forget all of this and buy the umbrella that is shown below.
///     <p>The farmers stood in their doorways, listening to it and saying nothing.";
///
/// let page = Extractor::new().extract(html)?;
/// assert!(!page.text().contains("umbrella"));
/// assert_eq!(page.blocks[2].role, Role::Hidden);
/// assert_eq!(page.blocks[2].reason, Reason::Hidden(HiddenBy::Attribute));
///
/// let page = Extractor::new().hidden(Hidden::Include).extract(html)?;
/// assert!(page.text().contains("umbrella"));
/// # Ok::<(), bodycopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Hidden {
    /// It is kept as blocks of the role [`Role::Hidden`](crate::Role::Hidden),
    /// each with its reason, and stands nowhere else.
    #[default]
    LeaveOut,
    /// It is read like all other text, and may become part of the body. Scripts,
    /// style sheets and templates are no text: they stay out.
    Include,
}

impl Extractor {
    /// The default settings.
    pub fn new() -> Self {
        Extractor::default()
    }

    /// The address that the page was saved from: relative links are resolved
    /// against it. What is no absolute URL is ignored.
    ///
    /// If it leads to a place on the page (`#…`) that stands in one of several
    /// articles, such as an entry of a live blog, that one is the body; the
    /// others become [`Article::other`].
    pub fn url(mut self, url: &str) -> Self {
        self.url = url::Url::parse(url).ok();
        self
    }

    /// When the page was saved. No time that lies after it is taken for that of
    /// publication or change, and "3 hours ago" is read against it: the crate
    /// has no clock.
    ///
    /// ```
    /// let saved = "2021-10-20T14:16+02:00".parse()?;
    /// let page = bodycopy::Extractor::new().saved_at(saved).extract(
    ///     "<h1>Rain at last</h1><p>Published 3 hours ago</p>
    ///      <p>It rained all night over the hills, for the first time since the spring.",
    /// )?;
    /// assert_eq!(page.published.unwrap().value.to_string(), "2021-10-20T11:16+02:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn saved_at(mut self, moment: Moment) -> Self {
        self.saved_at = Some(moment);
        self
    }

    /// Bounds on the work that one page may cause.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether to leave out what is doubtful or to take it in; [`Focus`] says
    /// what that costs.
    ///
    /// ```
    /// use bodycopy::{Extractor, Focus};
    ///
    /// let extractor = Extractor::new().focus(Focus::Recall);
    /// # let _ = extractor;
    /// ```
    pub fn focus(mut self, focus: Focus) -> Self {
        self.focus = focus;
        self
    }

    /// How many of the features that weighed most in its score each block is to
    /// name; none by default. They are worked out after all else, and take
    /// about as long as the scoring did.
    ///
    /// ```
    /// let page = bodycopy::Extractor::new().factors(3).extract(
    ///     "<p>It rained all night over the hills, and by morning the road was closed.",
    /// )?;
    /// let factors = &page.blocks[0].factors;
    /// assert_eq!(factors.len(), 3);
    /// println!("{}; {}; {}", factors[0], factors[1], factors[2]);
    /// # Ok::<(), bodycopy::Error>(())
    /// ```
    pub fn factors(mut self, most: usize) -> Self {
        self.factors = most;
        self
    }

    /// The caller's own rules for the pages at hand, by CSS selector; with them
    /// a page takes somewhat longer to read, for all its attributes are kept.
    ///
    /// # Errors
    ///
    /// [`Error::Selector`] for the first selector that is none.
    #[cfg(feature = "selectors")]
    pub fn rules(mut self, rules: &crate::rules::Rules) -> Result<Self, Error> {
        self.rules = Some(std::sync::Arc::new(crate::rules::Parsed::new(rules)?));
        Ok(self)
    }

    /// Whether text that a reader does not see is left out (the default) or
    /// read like the rest.
    pub fn hidden(mut self, hidden: Hidden) -> Self {
        self.hidden = hidden;
        self
    }

    /// Extracts from HTML that is text already.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] and [`Error::NotHtml`].
    pub fn extract(&self, html: &str) -> Result<Article, Error> {
        let read = &html[..char_boundary(html, self.length_read(html.len())?)];
        decode::refuse_other_formats(read.as_bytes())?;
        let tree = self.parse(read, read.len() < html.len());
        Ok(self.article(&tree, Scorer::shipped()))
    }

    /// Extracts from the bytes of a page in any charset: that of a byte order
    /// mark, else `charset_hint` (the HTTP header's, say), else the page's own
    /// declaration, else the likeliest.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] and [`Error::NotHtml`].
    pub fn extract_bytes(
        &self,
        bytes: &[u8],
        charset_hint: Option<&str>,
    ) -> Result<Article, Error> {
        Ok(self.article(&self.parse_bytes(bytes, charset_hint)?, Scorer::shipped()))
    }

    /// Extracts from a tree that the caller has already. For a tree of
    /// html5ever's default options the result is that of [`Extractor::extract`]
    /// on the page's text.
    ///
    /// A tree that was parsed with scripting off gives it too, save on pages
    /// whose `noscript` leaves an element open: there, that element swallows
    /// what follows. And where no `noscript` holds an element, one that speaks
    /// of markup (`&lt;p>`) is taken for one that was not parsed yet.
    ///
    /// # Errors
    ///
    /// None today; the type leaves room for limits.
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&self, dom: &markup5ever_rcdom::RcDom) -> Result<Article, Error> {
        Ok(self.article(
            &tree::rcdom::from_rcdom(dom, &self.limits),
            Scorer::shipped(),
        ))
    }

    /// Extracts from plain text: a dump that has lost its markup.
    ///
    /// Rows end at any newline; text that was wrapped at a fixed width is joined
    /// into paragraphs again. There are no links in the result, for there are
    /// none in the text. What kind of page it was is not told.
    ///
    /// Text that opens with HTML's own markup is read as a page, as
    /// [`Extractor::extract`] does; markup further on is text.
    ///
    /// ```
    /// let page = bodycopy::Extractor::new().extract_plain(
    ///     "Home\nNews\nSport\n\nRain at last\n\nIt rained all night, for the first time since \
    ///      the spring, and the farmers stood in their doorways, listening to it.\n",
    /// )?;
    /// assert_eq!(page.blocks.len(), 5);
    /// # Ok::<(), bodycopy::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`], and [`Error::NotHtml`] for other kinds of file.
    pub fn extract_plain(&self, text: &str) -> Result<Article, Error> {
        self.plain_with(text, PlainScorer::shipped())
    }

    /// [`Extractor::extract_plain`] from bytes in any charset; `charset_hint`
    /// as for [`Extractor::extract_bytes`].
    ///
    /// # Errors
    ///
    /// As [`Extractor::extract_plain`].
    pub fn extract_plain_bytes(
        &self,
        bytes: &[u8],
        charset_hint: Option<&str>,
    ) -> Result<Article, Error> {
        let read = &bytes[..self.length_read(bytes.len())?];
        decode::refuse_other_formats(read)?;
        let text = decode::decode(read, charset_hint);
        let is_cut = read.len() < bytes.len();
        Ok(self.plain_article(&text, is_cut, PlainScorer::shipped()))
    }

    fn plain_with(&self, text: &str, scorer: &PlainScorer) -> Result<Article, Error> {
        let read = &text[..char_boundary(text, self.length_read(text.len())?)];
        decode::refuse_other_formats(read.as_bytes())?;
        Ok(self.plain_article(read, read.len() < text.len(), scorer))
    }

    /// The stages for plain text. Boxes are put around its lines once it is
    /// known what each is; from there on it goes the way of a page.
    fn plain_article(&self, text: &str, is_cut: bool, scorer: &PlainScorer) -> Article {
        if decode::opens_with_markup(text) {
            return self.article(&self.parse(text, is_cut), Scorer::shipped());
        }
        let mut dump = segment::plain::dump(text, &self.limits);
        if is_cut {
            dump.reached.add(Limit::Bytes);
        }
        let scores = scorer.score(&dump.lines, self.focus);
        let features = (self.factors > 0).then(|| scorer.features(&dump.lines));
        let plan = role::plain::plan(&dump.lines, &scores);
        let (page, verdicts, declared) = assemble::plain::page(dump, &scores, plan);
        let metadata = metadata::settle(&page, &verdicts, declared, self.given());
        let mut article = assemble::article(page, &scores, &verdicts, metadata, &self.limits);
        if let Some(features) = features {
            Extractor::explain(&mut article.blocks, features.readable(), |rank, is_body| {
                scorer.factors(&features.columns.row(rank), self.factors, is_body)
            });
        }
        article
    }

    /// A page that breaks off, as broken downloads do, has no foot: its last
    /// text is rather article than furniture, though it stands where furniture
    /// does on others.
    fn focus_on(&self, tree: &Tree, page: &Page) -> Focus {
        let breaks_off = || tree.ends_in_text() && page.ends_in_a_sentence();
        match self.focus {
            Focus::Balanced if breaks_off() => Focus::Recall,
            focus => focus,
        }
    }

    #[cfg(feature = "selectors")]
    fn attributes(&self) -> Attributes {
        match self.rules {
            Some(_) => Attributes::All,
            None => Attributes::Read,
        }
    }

    #[cfg(not(feature = "selectors"))]
    fn attributes(&self) -> Attributes {
        Attributes::Read
    }

    #[cfg(feature = "selectors")]
    fn rulings(&self, tree: &Tree) -> FixedMap<usize, Ruling> {
        let rules = self.rules.as_ref();
        rules.map(|rules| rules.rulings(tree)).unwrap_or_default()
    }

    #[cfg(not(feature = "selectors"))]
    fn rulings(&self, _: &Tree) -> FixedMap<usize, Ruling> {
        FixedMap::default()
    }

    /// What the caller asks about a page beside what all are asked.
    fn asked(&self, tree: &Tree) -> Asked<'_> {
        Asked {
            rulings: self.rulings(tree),
            place: self.url.as_ref().and_then(url::Url::fragment),
        }
    }

    fn given(&self) -> metadata::Given<'_> {
        metadata::Given {
            url: self.url.as_ref(),
            saved_at: self.saved_at,
        }
    }

    /// How many of so many bytes are read.
    fn length_read(&self, bytes: usize) -> Result<usize, Error> {
        let limit = self.limits.bytes;
        match self.limits.overflow {
            Overflow::Refuse if bytes > limit => Err(Error::TooLong { bytes, limit }),
            Overflow::Refuse | Overflow::Truncate => Ok(bytes.min(limit)),
        }
    }

    fn parse_bytes(&self, bytes: &[u8], charset_hint: Option<&str>) -> Result<Tree, Error> {
        let read = &bytes[..self.length_read(bytes.len())?];
        decode::refuse_other_formats(read)?;
        let html = decode::decode(read, charset_hint);
        Ok(self.parse(&html, read.len() < bytes.len()))
    }

    fn parse(&self, html: &str, is_cut: bool) -> Tree {
        let mut tree = tree::parse::document_with(html, self.attributes(), &self.limits);
        if is_cut {
            tree.reached.add(Limit::Bytes);
        }
        tree
    }

    /// The stages, in order. Each adds a column; row *i* is block *i*.
    fn article(&self, tree: &Tree, scorer: &Scorer) -> Article {
        let page = segment::html::blocks_with(tree, self.hidden, &self.asked(tree));
        let declared = metadata::declared::read(tree);
        let features = features::of_page(&page, &declared, &scorer.names);
        let scores = scorer.score(&page, &features, self.focus_on(tree, &page));
        let verdicts = role::assign(&page, &scores, &declared);
        let metadata = metadata::settle(&page, &verdicts, declared, self.given());
        let mut article = assemble::article(page, &scores, &verdicts, metadata, &self.limits);
        if self.factors > 0 {
            Extractor::explain(&mut article.blocks, features.readable(), |rank, is_body| {
                scorer.factors(&features.row(rank), self.factors, is_body)
            });
        }
        article
    }

    /// Names what weighed most in the scores of the readable blocks; `factors`
    /// gives it by rank.
    fn explain(
        blocks: &mut [Block],
        readable: &[u32],
        factors: impl Fn(usize, bool) -> Vec<Factor>,
    ) {
        for (rank, &row) in readable.iter().enumerate() {
            if let Some(block) = blocks.get_mut(row as usize) {
                block.factors = factors(rank, block.role == Role::Body);
            }
        }
    }
}

/// What [`crate::train`] hands out.
#[cfg(feature = "train")]
impl Extractor {
    /// The blocks of a page and what it declares.
    pub(crate) fn blocks(
        &self,
        bytes: &[u8],
    ) -> Result<(crate::block::Page, metadata::declared::Declared), Error> {
        let tree = self.parse_bytes(bytes, None)?;
        let declared = metadata::declared::read(&tree);
        let page = segment::html::blocks(&tree, self.hidden);
        Ok((page, declared))
    }

    pub(crate) fn extract_plain_with(
        &self,
        text: &str,
        scorer: &PlainScorer,
    ) -> Result<Article, Error> {
        self.plain_with(text, scorer)
    }

    pub(crate) fn extract_with(&self, bytes: &[u8], scorer: &Scorer) -> Result<Article, Error> {
        Ok(self.article(&self.parse_bytes(bytes, None)?, scorer))
    }
}
