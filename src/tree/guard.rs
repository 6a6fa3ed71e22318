//! The filter between tokenizer and tree builder that keeps time and memory
//! linear, whatever a page does.
//!
//! The standard's tree construction looks through all open elements for many a
//! tag, opens formatting elements anew in every paragraph, and moves them about
//! where tags are nested wrongly: a short page can cost minutes, or a tree that
//! grows with the square of its length. The guard stops that before the tree
//! builder does the work. It knows no rules of tree construction; it asks how
//! much is open, and drops tags where that is too much. Text is never dropped,
//! save past the limit on nodes, and save what a dropped tag would have hidden.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, QualName, local_name, ns};

use super::arena::{Element, NodeId, Tree};
use super::parse::Scripting;
use super::sink::Sink;
use crate::limits::{Limit, Limits};
use crate::segment::visibility;

/// Most formatting elements, each counted as an open element and again as one
/// to be opened anew in the next paragraph: 32 of them. A stated guess; pages
/// keep three or four open.
const FORMATTING: usize = 64;

/// Elements that one start tag may come to, beside a free start: a tag in a
/// table brings two or three others with it, and formatting its copies.
const ELEMENTS_A_TAG: usize = 4;
const FREE_ELEMENTS: usize = 2000;

/// The nodes that the tree builder keeps beside those that are open: the
/// document, and the head or, in a fragment, the element around it.
const KEPT_BESIDE: usize = 2;

/// A tree builder that no page can overwork.
pub(super) struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    depth: usize,
    nodes: usize,
    attributes: usize,
    scripting: Scripting,
    /// At most so many elements are open or wait to be opened anew, those made
    /// since not counted.
    open: Cell<Traced>,
    /// The same of formatting elements.
    formatting: Cell<Traced>,
    /// Where the count of elements a tag began.
    began: Cell<Began>,
    start_tags: Cell<usize>,
    dropped: RefCell<Dropped>,
    hidden: RefCell<Option<Hidden>>,
}

/// An element whose tag was dropped and whose text no reader would have seen.
#[derive(Debug)]
struct Hidden {
    name: LocalName,
    /// How many of that name are open, it being the first.
    open: u32,
}

/// What was counted, and how many elements had been made then.
#[derive(Debug, Clone, Copy, Default)]
struct Traced {
    count: usize,
    made: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Began {
    made: usize,
    start_tags: usize,
}

/// Start tags that were dropped, and whose end tags will be.
#[derive(Debug, Default)]
struct Dropped {
    names: HashMap<LocalName, u32>,
    /// How many there are.
    count: usize,
    /// What was open when the first was dropped.
    open: usize,
}

impl Guard {
    pub fn new(builder: TreeBuilder<NodeId, Sink>, scripting: Scripting, limits: &Limits) -> Self {
        Guard {
            builder,
            depth: limits.depth as usize,
            nodes: limits.nodes as usize,
            attributes: limits.attributes,
            scripting,
            open: Cell::default(),
            formatting: Cell::default(),
            began: Cell::default(),
            start_tags: Cell::default(),
            dropped: RefCell::default(),
            hidden: RefCell::default(),
        }
    }

    /// Most attributes of a tag.
    pub fn attributes(&self) -> usize {
        self.attributes
    }

    pub fn into_tree(self) -> Tree {
        self.builder.sink.into_tree()
    }

    fn sink(&self) -> &Sink {
        &self.builder.sink
    }

    fn start_tag(&self, mut tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        self.start_tags.set(self.start_tags.get() + 1);
        if tag.attrs.len() > self.attributes {
            tag.attrs.truncate(self.attributes);
            self.sink().reached(Limit::Attributes);
        }
        if !self.is_too_much(&tag.name) || self.closes_itself(&tag) {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        let is_formatting = is_formatting(&tag.name);
        self.sink().reached(Limit::Depth);
        let element = Element {
            name: QualName::new(None, ns!(html), tag.name),
            attrs: tag.attrs,
            template_contents: None,
        };
        if hides(&element) {
            let name = element.name.local;
            *self.hidden.borrow_mut() = Some(Hidden { name, open: 1 });
        } else {
            self.drop_start(&element.name.local);
        }
        self.part_words(is_formatting, line)
    }

    /// Whether a token stands in an element that was dropped and hides it.
    /// Elements without markup in them are left to the tree builder: it says
    /// how their text is to be read.
    fn is_hidden(&self, token: &Token) -> bool {
        let mut hidden = self.hidden.borrow_mut();
        let Some(around) = hidden.as_mut() else {
            return false;
        };
        match token {
            Token::TagToken(tag) if self.is_raw_text(&tag.name) => false,
            Token::TagToken(tag) if tag.name == around.name => {
                match tag.kind {
                    TagKind::StartTag => around.open += 1,
                    TagKind::EndTag => around.open -= 1,
                }
                if around.open == 0 {
                    *hidden = None;
                }
                true
            }
            Token::EOFToken => false,
            _ => true,
        }
    }

    fn end_tag(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        if self.dropped.borrow().count > 0 {
            self.forget_dropped_if_closed();
            if self.drop_end(&tag.name) {
                return self.part_words(is_formatting(&tag.name), line);
            }
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    /// In the place of a tag that is dropped: words that it parts stay apart.
    fn part_words(&self, is_formatting: bool, line: u64) -> TokenSinkResult<NodeId> {
        if is_formatting {
            return TokenSinkResult::Continue;
        }
        let space = Token::CharacterTokens(StrTendril::from_slice(" "));
        self.builder.process_token(space, line)
    }

    /// Whether a tag leaves no element open, or none that holds elements, or is
    /// one that a page has once. Foreign elements have other rules.
    fn closes_itself(&self, tag: &Tag) -> bool {
        let closes = is_void(&tag.name) || self.is_raw_text(&tag.name) || is_unique(&tag.name);
        let is_foreign = (closes || tag.self_closing)
            && self.adjusted_current_node_present_but_not_in_html_namespace();
        if is_foreign { tag.self_closing } else { closes }
    }

    fn is_too_much(&self, name: &LocalName) -> bool {
        self.is_too_deep() || is_formatting(name) && opens_again(name) && self.is_overset()
    }

    /// Whether what an element holds is no markup. Were the tag dropped, it
    /// would be read as such.
    fn is_raw_text(&self, name: &LocalName) -> bool {
        is_raw_text(name) || *name == local_name!("noscript") && self.scripting == Scripting::On
    }

    fn drop_start(&self, name: &LocalName) {
        let mut dropped = self.dropped.borrow_mut();
        if dropped.count == 0 {
            dropped.open = self.trace_open();
        }
        dropped.count += 1;
        *dropped.names.entry(name.clone()).or_default() += 1;
    }

    /// Whether an end tag belongs to a start tag that was dropped.
    fn drop_end(&self, name: &LocalName) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        let Some(count) = dropped.names.get_mut(name).filter(|count| **count > 0) else {
            return false;
        };
        *count -= 1;
        dropped.count -= 1;
        true
    }

    /// When less is open than at the first drop, what stood around the dropped
    /// tags has ended. Without this, a dropped `p` that the page never closes
    /// would swallow the end tag of a later one.
    fn forget_dropped_if_closed(&self) {
        let open = self.trace_open();
        let mut dropped = self.dropped.borrow_mut();
        if open < dropped.open {
            *dropped = Dropped::default();
        }
    }

    fn is_too_deep(&self) -> bool {
        let open = self.open.get();
        let at_most = open.count + (self.sink().made() - open.made);
        at_most >= self.depth && self.trace_open() >= self.depth
    }

    fn is_overset(&self) -> bool {
        let set = self.formatting.get();
        // An element made since may count twice.
        let at_most = set.count + 2 * (self.sink().made() - set.made);
        at_most >= FORMATTING && self.trace_formatting().len() >= FORMATTING
    }

    fn trace_open(&self) -> usize {
        let tracer = Counter::default();
        self.builder.trace_handles(&tracer);
        let count = tracer.count.get().saturating_sub(KEPT_BESIDE);
        let made = self.sink().made();
        self.open.set(Traced { count, made });
        count
    }

    /// The names of formatting elements that are open or wait to be.
    fn trace_formatting(&self) -> Vec<LocalName> {
        let tracer = FormattingNames {
            sink: self.sink(),
            names: RefCell::default(),
        };
        self.builder.trace_handles(&tracer);
        let names = tracer.names.into_inner();
        self.formatting.set(Traced {
            count: names.len(),
            made: self.sink().made(),
        });
        names
    }

    /// Ends all formatting once it has been copied too often.
    fn end_formatting_if_copied(&self, line: u64) {
        let (made, start_tags) = (self.sink().made(), self.start_tags.get());
        let began = self.began.get();
        let allowed = FREE_ELEMENTS + ELEMENTS_A_TAG * (start_tags - began.start_tags);
        if made - began.made <= allowed {
            return;
        }
        self.began.set(Began { made, start_tags });
        self.sink().reached(Limit::Depth);
        for name in self.trace_formatting() {
            let end = Token::TagToken(Tag {
                kind: TagKind::EndTag,
                name,
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            });
            // An end tag never changes how text is to be read.
            let _ = self.builder.process_token(end, line);
        }
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.sink().nodes() >= self.nodes && !matches!(token, Token::EOFToken) {
            self.sink().reached(Limit::Nodes);
            return TokenSinkResult::Continue;
        }
        if self.is_hidden(&token) {
            return TokenSinkResult::Continue;
        }
        self.end_formatting_if_copied(line);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start_tag(tag, line),
            Token::TagToken(tag) => self.end_tag(tag, line),
            other => self.builder.process_token(other, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[derive(Default)]
struct Counter {
    count: Cell<usize>,
}

impl Tracer for Counter {
    type Handle = NodeId;

    fn trace_handle(&self, _node: &NodeId) {
        self.count.set(self.count.get() + 1);
    }
}

struct FormattingNames<'s> {
    sink: &'s Sink,
    names: RefCell<Vec<LocalName>>,
}

impl Tracer for FormattingNames<'_> {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        let name = self.sink.html_name(*node);
        self.names.borrow_mut().extend(name.filter(is_formatting));
    }
}

/// Whether nothing in an element is to be seen.
pub(super) fn hides(element: &Element) -> bool {
    element.html_name() == Some(&local_name!("template")) || visibility::is_marked_hidden(element)
}

/// Whether an element holds nothing, or no markup.
pub(super) fn holds_no_elements(name: &LocalName) -> bool {
    is_void(name) || is_raw_text(name)
}

/// The elements that the standard opens anew where they were left open.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether any number of them may be open. A link ends the link before it, so
/// none need be dropped.
fn opens_again(name: &LocalName) -> bool {
    *name != local_name!("a")
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}

fn is_unique(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("html") | local_name!("head") | local_name!("body")
    )
}
