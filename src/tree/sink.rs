//! html5ever's tree builder, writing into the arena.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, expanded_name, local_name, ns};

use super::arena::{Data, Element, NodeId, ROOT, Tree};
use crate::limits::{Limit, Limits, char_boundary};

/// Collects what the tree builder makes.
pub(crate) struct Sink {
    tree: RefCell<Tree>,
    /// Elements made so far.
    made: Cell<usize>,
    attributes: usize,
    text: usize,
}

impl Sink {
    /// With room for the nodes of a page of so many bytes.
    pub fn for_page(bytes: usize, limits: &Limits) -> Self {
        /// As pages have on average, so that the table of nodes seldom grows.
        const BYTES_A_NODE: usize = 64;

        let nodes = (bytes / BYTES_A_NODE).min(limits.nodes as usize);
        Sink {
            tree: RefCell::new(Tree::with_capacity(nodes)),
            made: Cell::new(0),
            attributes: limits.attributes,
            text: limits.text as usize,
        }
    }

    pub fn into_tree(self) -> Tree {
        self.tree.into_inner()
    }

    /// How many elements were made.
    pub fn made(&self) -> usize {
        self.made.get()
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.tree.borrow().len()
    }

    pub fn reached(&self, limit: Limit) {
        self.tree.borrow_mut().reached.add(limit);
    }

    /// The name of an HTML element.
    pub fn html_name(&self, node: NodeId) -> Option<LocalName> {
        let tree = self.tree.borrow();
        tree.element(node)?.html_name().cloned()
    }

    /// Adds text before `before`, or at the end of `parent`: to the text that
    /// stands there already, if there is any.
    fn add_text(&self, parent: NodeId, before: Option<NodeId>, text: StrTendril) {
        let tree = &mut *self.tree.borrow_mut();
        let neighbour = match before {
            Some(sibling) => tree.previous_sibling(sibling),
            None => tree.last_child(parent),
        };
        let present = match neighbour.map(|id| tree.data_mut(id)) {
            Some(Data::Text(present)) => Some(present),
            _ => None,
        };
        let room = self.text - present.as_ref().map_or(0, |present| present.len());
        let kept = char_boundary(&text, room);
        let is_cut = kept < text.len();
        let text = if is_cut {
            StrTendril::from_slice(&text[..kept])
        } else {
            text
        };
        if let Some(present) = present {
            present.push_tendril(&text);
            if is_cut {
                tree.reached.add(Limit::Text);
            }
            return;
        }
        if is_cut {
            tree.reached.add(Limit::Text);
        }
        let node = tree.add(Data::Text(text));
        match before {
            Some(sibling) => tree.insert_before(sibling, node),
            None => tree.append(parent, node),
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.into_tree()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| match tree.data(*target) {
            Data::Element(element) => &element.name,
            _ => unreachable!("the tree builder asks only elements for their name"),
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.made.set(self.made.get() + 1);
        let tree = &mut *self.tree.borrow_mut();
        let template_contents = flags.template.then(|| tree.add(Data::Document));
        tree.add(Data::Element(Element {
            name,
            attrs,
            template_contents,
        }))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(Data::Comment)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.tree.borrow_mut().add(Data::Comment)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(node) => self.tree.borrow_mut().append(*parent, node),
            NodeOrText::AppendText(text) => self.add_text(*parent, None, text),
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(node) => self.tree.borrow_mut().insert_before(*sibling, node),
            NodeOrText::AppendText(text) => {
                let parent = self.tree.borrow().parent(*sibling);
                if let Some(parent) = parent {
                    self.add_text(parent, Some(*sibling), text);
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.tree.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        _public: StrTendril,
        _system: StrTendril,
    ) {
        let tree = &mut *self.tree.borrow_mut();
        let node = tree.add(Data::Doctype { name });
        tree.append(ROOT, node);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let tree = self.tree.borrow();
        tree.element(*target)
            .and_then(|element| element.template_contents)
            .unwrap_or(*target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        let tree = self.tree.borrow();
        let encoding = tree
            .element(*target)
            .filter(|element| element.name.expanded() == expanded_name!(mathml "annotation-xml"))
            .and_then(|element| element.attr("encoding"));
        encoding.is_some_and(|encoding| {
            encoding.eq_ignore_ascii_case("text/html")
                || encoding.eq_ignore_ascii_case("application/xhtml+xml")
        })
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let tree = &mut *self.tree.borrow_mut();
        let Data::Element(element) = tree.data_mut(*target) else {
            return;
        };
        let mut is_full = false;
        for attr in attrs {
            let mut present = element.attrs.iter();
            if present.any(|present| present.name == attr.name) {
                continue;
            }
            is_full = element.attrs.len() >= self.attributes;
            if is_full {
                break;
            }
            element.attrs.push(attr);
        }
        if is_full {
            tree.reached.add(Limit::Attributes);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let tree = &mut *self.tree.borrow_mut();
        while let Some(child) = tree.first_child(*node) {
            tree.append(*new_parent, child);
        }
    }
}
