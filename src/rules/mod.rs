//! A caller's own rules for pages of one kind: boxes by CSS selector that are
//! body, that are none, and that all of the body stands in.

mod element;

use selectors::matching::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches, matches_selector_list,
};
use selectors::parser::{ParseRelative, SelectorList};

use crate::block::Ruling;
use crate::error::Error;
use crate::fnv::FixedMap;
use crate::tree::arena::{ROOT, Tree};
use element::{Html, InTree, Syntax};

/// Rules that stand above what the model and the crate's own rules say, by CSS
/// selector: plain data, to be stored beside the name of the site whose pages
/// they are for. [`Extractor::rules`](crate::Extractor::rules) takes them.
///
/// Of several boxes around a block that rules name, the innermost decides; of
/// rules that name the same box, `drop` goes before `keep`. A block that is
/// taken out of the body has the role [`Role::Other`](crate::Role::Other), and
/// its [`Reason`](crate::Reason) says that a rule did it. A selector that
/// matches nothing on a page says nothing of it.
///
/// Selectors are those of [CSS], with all attributes, `:is`, `:where`, `:not`
/// and the numbering of children, and without `:has` and what needs a browser
/// (`:hover`). Each is matched with every element of the page.
///
/// ```
/// use bodycopy::{Extractor, Rules};
///
/// let rules = Rules::new().root("main").keep(".recipe-card").drop("[data-widget=poll]");
/// let page = Extractor::new().rules(&rules)?.extract(
///     "<main><p>It rained all night over the hills, for the first time since the spring.
///      <p data-widget=poll>How much did it rain at yours, and how did you like it, all in all?
///      <ul class=recipe-card><li>Rain</ul></main>",
/// )?;
/// assert!(page.text().ends_with("since the spring.\n\nRain"));
/// # Ok::<(), bodycopy::Error>(())
/// ```
///
/// [CSS]: https://www.w3.org/TR/selectors-4/
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Rules {
    /// The body stands in the first element that the first of these matches,
    /// and nowhere else.
    pub root: Vec<String>,
    /// What stands in these elements is body, even if the page hides it.
    pub keep: Vec<String>,
    /// What stands in these elements is no body.
    pub drop: Vec<String>,
}

impl Rules {
    /// No rules.
    pub fn new() -> Self {
        Rules::default()
    }

    /// With one more selector for [`Rules::root`].
    pub fn root(mut self, selector: &str) -> Self {
        self.root.push(selector.to_owned());
        self
    }

    /// With one more selector for [`Rules::keep`].
    pub fn keep(mut self, selector: &str) -> Self {
        self.keep.push(selector.to_owned());
        self
    }

    /// With one more selector for [`Rules::drop`].
    pub fn drop(mut self, selector: &str) -> Self {
        self.drop.push(selector.to_owned());
        self
    }
}

/// Rules whose selectors are parsed.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    root: Vec<SelectorList<Html>>,
    keep: Vec<SelectorList<Html>>,
    drop: Vec<SelectorList<Html>>,
}

impl Parsed {
    /// # Errors
    ///
    /// [`Error::Selector`] for the first that is none.
    pub fn new(rules: &Rules) -> Result<Self, Error> {
        Ok(Parsed {
            root: parse_all(&rules.root)?,
            keep: parse_all(&rules.keep)?,
            drop: parse_all(&rules.drop)?,
        })
    }

    /// By node row: what the rules say of the element.
    pub fn rulings(&self, tree: &Tree) -> FixedMap<usize, Ruling> {
        let mut rulings = FixedMap::default();
        let mut roots = self.root.iter().map(|list| matched(list, tree));
        // Those that are put in later go before the others.
        if let Some(root) = roots.find_map(|mut matched| matched.next()) {
            rulings.insert(root, Ruling::Root);
        }
        for (lists, ruling) in [(&self.keep, Ruling::Keep), (&self.drop, Ruling::Drop)] {
            for list in lists {
                rulings.extend(matched(list, tree).map(|node| (node, ruling)));
            }
        }
        rulings
    }
}

fn parse_all(selectors: &[String]) -> Result<Vec<SelectorList<Html>>, Error> {
    selectors.iter().map(|text| parse(text)).collect()
}

fn parse(text: &str) -> Result<SelectorList<Html>, Error> {
    let mut input = cssparser::Parser::new(text);
    let parsed = SelectorList::parse(&Syntax, &mut input, ParseRelative::No);
    parsed.map_err(|_| Error::Selector {
        selector: text.to_owned(),
        column: input.current_source_location().column,
    })
}

/// The rows of the elements that a selector matches, in the page's order.
fn matched<'a>(list: &'a SelectorList<Html>, tree: &'a Tree) -> impl Iterator<Item = usize> + 'a {
    let mut caches = SelectorCaches::default();
    tree.descendants(ROOT).filter_map(move |node| {
        let element = InTree::new(tree, node)?;
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        matches_selector_list(list, &element, &mut context).then(|| node.row())
    })
}
