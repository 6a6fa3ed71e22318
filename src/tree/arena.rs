//! The compact tree: nodes in one table, linked by row numbers.

use std::num::NonZeroU32;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

use crate::limits::Reached;
use crate::tokenize;

/// A row of [`Tree`], counted from one, so that the five links of a node take
/// twenty bytes instead of forty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NodeId(NonZeroU32);

impl NodeId {
    pub fn row(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A parsed page. Row 0 is the document.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    pub reached: Reached,
}

/// What a node is; its place in the tree is kept beside it.
#[derive(Debug, Clone)]
pub(crate) enum Data {
    Document,
    Doctype {
        /// Compared in tests with what html5ever's own tree says.
        #[cfg_attr(not(any(test, feature = "train")), expect(dead_code))]
        name: StrTendril,
    },
    Text(StrTendril),
    Comment,
    Element(Element),
}

/// An element's name and attributes.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub name: QualName,
    pub attrs: Vec<Attribute>,
    /// What a `template` element holds stands below this node, not below the
    /// element itself.
    pub template_contents: Option<NodeId>,
}

impl Element {
    /// The value of an attribute without a namespace. Its name must be one of
    /// those that the tokenizer keeps. Inlined, for a name that is known is
    /// compared in a step or two.
    #[inline]
    pub fn attr(&self, name: &str) -> Option<&str> {
        debug_assert!(
            tokenize::is_read(name),
            "the tokenizer leaves `{name}` out: see `is_read`"
        );
        self.attrs
            .iter()
            .find(|attr| &*attr.name.local == name && attr.name.ns == ns!())
            .map(|attr| &*attr.value)
    }

    /// [`Element::attr`], of a name that html5ever's tables hold: two such names
    /// are compared in one step.
    #[inline]
    pub fn known_attr(&self, name: &LocalName) -> Option<&str> {
        debug_assert!(
            tokenize::is_read(name),
            "the tokenizer leaves `{name}` out: see `is_read`"
        );
        self.attrs
            .iter()
            .find(|attr| attr.name.local == *name && attr.name.ns == ns!())
            .map(|attr| &*attr.value)
    }

    /// Its name if it is an HTML element, and the empty name for SVG and MathML.
    pub fn html_name(&self) -> Option<&LocalName> {
        (self.name.ns == ns!(html)).then_some(&self.name.local)
    }
}

#[derive(Debug)]
struct Node {
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    data: Data,
}

/// The document node.
pub(crate) const ROOT: NodeId = NodeId(NonZeroU32::MIN);

/// Limits on bytes and nodes keep a tree below 2³² of them.
fn id_of(row: usize) -> NodeId {
    let number = u32::try_from(row + 1).unwrap_or(u32::MAX);
    NodeId(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
}

impl Tree {
    /// A tree of the document alone, with room for so many nodes.
    pub fn with_capacity(nodes: usize) -> Self {
        let mut tree = Tree {
            nodes: Vec::with_capacity(nodes),
            reached: Reached::default(),
        };
        tree.add(Data::Document);
        tree
    }

    /// Number of nodes; every `NodeId::row` is below it.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes, in the order in which they were made.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(id_of)
    }

    /// A new node without a parent.
    pub fn add(&mut self, data: Data) -> NodeId {
        let id = id_of(self.nodes.len());
        self.nodes.push(Node {
            parent: None,
            previous: None,
            next: None,
            first_child: None,
            last_child: None,
            data,
        });
        id
    }

    pub fn data(&self, id: NodeId) -> &Data {
        &self.nodes[id.row()].data
    }

    pub fn data_mut(&mut self, id: NodeId) -> &mut Data {
        &mut self.nodes[id.row()].data
    }

    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match self.data(id) {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// What a node says, if it is a text.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match self.data(id) {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.row()].parent
    }

    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.row()].first_child
    }

    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.row()].last_child
    }

    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.row()].next
    }

    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.row()].previous
    }

    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |child| self.next_sibling(*child))
    }

    /// The node and all below it in document order, without recursion.
    /// Template contents are not entered.
    pub fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(top), move |id| self.following(*id, top))
    }

    /// The next node in document order below `top`.
    fn following(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        self.first_child(id).or_else(|| self.after(id, top))
    }

    /// The next node in document order below `top` that is not below `id`.
    pub fn after(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// Whether the last node is a text inside of several boxes: nothing closes
    /// them, no script stands behind it, and not even a line end.
    pub fn ends_in_text(&self) -> bool {
        /// The document, `html`, `body`, and a box and a paragraph in it.
        const DEEP: usize = 5;
        let mut at = ROOT;
        let mut depth = 0;
        while let Some(last) = self.last_child(at) {
            at = last;
            depth += 1;
        }
        match self.data(at) {
            Data::Text(text) => depth >= DEEP && !text.trim().is_empty(),
            _ => false,
        }
    }

    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent.row()].last_child.replace(child);
        let node = &mut self.nodes[child.row()];
        node.parent = Some(parent);
        node.previous = last;
        match last {
            Some(last) => self.nodes[last.row()].next = Some(child),
            None => self.nodes[parent.row()].first_child = Some(child),
        }
    }

    pub fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Some(parent) = self.parent(sibling) else {
            return;
        };
        let previous = self.nodes[sibling.row()].previous.replace(child);
        let node = &mut self.nodes[child.row()];
        node.parent = Some(parent);
        node.previous = previous;
        node.next = Some(sibling);
        match previous {
            Some(previous) => self.nodes[previous.row()].next = Some(child),
            None => self.nodes[parent.row()].first_child = Some(child),
        }
    }

    /// Appends to `parent` what stands below the one child of a fragment's
    /// document.
    pub fn adopt(&mut self, parent: NodeId, fragment: Tree) {
        self.reached.add_all(fragment.reached);
        let shift = self.nodes.len();
        let first = fragment.first_child(ROOT);
        let shifted = |id: NodeId| id_of(id.row() + shift);
        self.nodes
            .extend(fragment.nodes.into_iter().map(|node| Node {
                parent: node.parent.map(shifted),
                previous: node.previous.map(shifted),
                next: node.next.map(shifted),
                first_child: node.first_child.map(shifted),
                last_child: node.last_child.map(shifted),
                data: match node.data {
                    Data::Element(element) => Data::Element(Element {
                        template_contents: element.template_contents.map(shifted),
                        ..element
                    }),
                    other => other,
                },
            }));
        let Some(root) = first.map(shifted) else {
            return;
        };
        while let Some(child) = self.first_child(root) {
            self.append(parent, child);
        }
    }

    pub fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id.row()];
        let Some(parent) = node.parent.take() else {
            return;
        };
        let (previous, next) = (node.previous.take(), node.next.take());
        match previous {
            Some(previous) => self.nodes[previous.row()].next = next,
            None => self.nodes[parent.row()].first_child = next,
        }
        match next {
            Some(next) => self.nodes[next.row()].previous = previous,
            None => self.nodes[parent.row()].last_child = previous,
        }
    }
}
