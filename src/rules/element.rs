//! What the crate `selectors` asks of a tree and of a selector's syntax.

use std::fmt;

use cssparser::ToCss;
use html5ever::{LocalName, Namespace, ns};
use precomputed_hash::PrecomputedHash;
use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{self, SelectorParseErrorKind};

use crate::tree::arena::{Data, Element, NodeId, Tree};

/// The selectors of HTML, without those that need a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Html;

impl parser::SelectorImpl for Html {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Text;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// Which selectors are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Syntax;

impl parser::Parser<'_> for Syntax {
    type Impl = Html;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }
}

/// The value of an attribute in a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(String);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(text.to_owned())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Text {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, out)
    }
}

/// The name of an element or an attribute, a class or an id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name(LocalName);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Name(name.into())
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

/// A pseudo-class or pseudo-element: there is none without a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Never {}

impl ToCss for Never {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl parser::NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl parser::PseudoElement for Never {}

/// An element in its tree.
#[derive(Clone, Copy)]
pub(super) struct InTree<'t> {
    tree: &'t Tree,
    node: NodeId,
    element: &'t Element,
}

impl fmt::Debug for InTree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", &*self.element.name.local, self.node.row())
    }
}

impl<'t> InTree<'t> {
    /// A node, if it is an element.
    pub fn new(tree: &'t Tree, node: NodeId) -> Option<Self> {
        let element = tree.element(node)?;
        Some(InTree {
            tree,
            node,
            element,
        })
    }

    fn of(&self, node: NodeId) -> Option<Self> {
        InTree::new(self.tree, node)
    }

    /// The first element among nodes that follow each other by `next`.
    fn first(
        &self,
        from: Option<NodeId>,
        next: impl Fn(&Tree, NodeId) -> Option<NodeId>,
    ) -> Option<Self> {
        let mut nodes = std::iter::successors(from, |node| next(self.tree, *node));
        nodes.find_map(|node| self.of(node))
    }

    fn attribute(&self, name: &str) -> Option<&'t str> {
        let attrs = self.element.attrs.iter();
        let mut of_name = attrs.filter(|attr| attr.name.ns == ns!() && &*attr.name.local == name);
        of_name.next().map(|attr| &*attr.value)
    }
}

impl selectors::Element for InTree<'_> {
    type Impl = Html;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        self.of(self.tree.parent(self.node)?)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let from = self.tree.previous_sibling(self.node);
        self.first(from, Tree::previous_sibling)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.first(self.tree.next_sibling(self.node), Tree::next_sibling)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first(self.tree.first_child(self.node), Tree::next_sibling)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element.name.ns == ns!(html)
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.element.name.local == name.0
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.element.name.ns == *namespace
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.element.name == other.element.name
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Text>,
    ) -> bool {
        self.element.attrs.iter().any(|attr| {
            let is_in_namespace = match namespace {
                NamespaceConstraint::Any => true,
                NamespaceConstraint::Specific(wanted) => attr.name.ns == **wanted,
            };
            is_in_namespace && attr.name.local == name.0 && operation.eval_str(&attr.value)
        })
    }

    fn match_non_ts_pseudo_class(&self, class: &Never, _: &mut MatchingContext<Html>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Never, _: &mut MatchingContext<Html>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(&*self.element.name.local, "a" | "area") && self.attribute("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        let own = self.attribute("id");
        own.is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        let mut classes = classes.split_ascii_whitespace();
        classes.any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let is_content = |node| match self.tree.data(node) {
            Data::Element(_) => true,
            Data::Text(text) => !text.is_empty(),
            _ => false,
        };
        !self.tree.children(self.node).any(is_content)
    }

    fn is_root(&self) -> bool {
        self.parent_element().is_none()
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
