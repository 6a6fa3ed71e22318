//! Boxes of code: `pre`, and what editors and highlighters build in its place.
//! All that stands in one is one block, whatever its lines are made of.

use std::borrow::Cow;

use html5ever::{LocalName, local_name as name};

use super::code;
use super::elements::{self, Layout};
use crate::block::Ruling;
use crate::fnv::FixedMap;
use crate::tree::arena::{Data, Element, NodeId, Tree};

/// How the lines of a code box are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// By its white space.
    AsWritten,
    /// By boxes and `br`; line ends in its source are none.
    Drawn,
}

/// Classes of boxes that draw code line by line, as the common editors and
/// highlighters set them.
const CODE_BOXES: &[&str] = &[
    "CodeMirror-code",
    "ace_text-layer",
    "cm-content",
    "crayon-pre",
    "dp-highlighter",
    "js-file-line-container",
    "prism-code",
    "syntaxhighlighter",
    "w3-code",
];

/// Nodes of an element, or beside one, that are looked at to tell what it is:
/// without a bound a page of elements in each other would be read again for each.
const MOST_NODES: usize = 256;

/// Whether a class is that of a box that draws code line by line.
pub(super) fn is_code_box(class: &str) -> bool {
    CODE_BOXES.contains(&class)
}

/// Whether an element is a code box, and of which kind, given whether its
/// classes say so.
pub(super) fn lines(
    tree: &Tree,
    node: NodeId,
    element: &Element,
    class_says: impl Fn() -> bool,
) -> Option<Lines> {
    match *element.html_name()? {
        name!("pre") | name!("listing") | name!("xmp") | name!("plaintext") => {
            Some(Lines::AsWritten)
        }
        name!("code") => lines_of_code(tree, node, element),
        name!("div") | name!("table") | name!("ol") => class_says().then_some(Lines::Drawn),
        _ => None,
    }
}

/// A `code` without a `pre` is a box if it holds several lines and stands
/// alone, or says what language it is in.
fn lines_of_code(tree: &Tree, node: NodeId, element: &Element) -> Option<Lines> {
    let is_of_language = || {
        let mut classes = element.attr("class").unwrap_or_default().split(' ');
        classes.any(|class| class.starts_with("language-") || class.starts_with("lang-"))
    };
    let holds_br = tree
        .descendants(node)
        .take(MOST_NODES)
        .filter_map(|below| tree.element(below))
        .any(|below| below.html_name() == Some(&name!("br")));
    if holds_br {
        return (is_of_language() || stands_alone(tree, node)).then_some(Lines::Drawn);
    }
    let holds_line_end = || {
        let below = tree.descendants(node).take(MOST_NODES);
        let mut texts = below.filter_map(|below| tree.text(below));
        texts.any(|text| text.trim().contains('\n') || text == "\n")
    };
    (is_of_language() && holds_line_end()).then_some(Lines::AsWritten)
}

fn stands_alone(tree: &Tree, node: NodeId) -> bool {
    let Some(parent) = tree.parent(node) else {
        return false;
    };
    tree.children(parent)
        .take(MOST_NODES)
        .filter(|child| *child != node)
        .all(|child| match tree.data(child) {
            Data::Text(text) => text.trim().is_empty(),
            Data::Element(element) => element.html_name() == Some(&name!("br")),
            _ => true,
        })
}

/// Lays out what stands in a code box: its boxes are lines. Does nothing and
/// says so where the box holds what code never does, for then its end is
/// missing, or somebody set a whole article in it; or where the caller rules
/// on a part of it.
pub(super) fn lay_out(
    tree: &Tree,
    top: NodeId,
    rulings: &FixedMap<usize, Ruling>,
    layouts: &mut [Layout],
) -> bool {
    let below = || {
        let inside = tree.descendants(top).skip(1);
        inside.filter_map(|node| Some((node, tree.element(node)?)))
    };
    let forbids = |(node, element): (NodeId, &Element)| {
        element.html_name().is_some_and(is_prose) || rulings.contains_key(&node.row())
    };
    if below().any(forbids) {
        return false;
    }
    for (node, element) in below() {
        if elements::layout(element) == Layout::Box {
            let runs_along = element.html_name().is_some_and(runs_along_in_code);
            layouts[node.row()] = if runs_along {
                Layout::Formatting
            } else {
                Layout::Line
            };
        }
    }
    true
}

fn is_prose(html_name: &LocalName) -> bool {
    matches!(
        *html_name,
        name!("h1")
            | name!("h2")
            | name!("h3")
            | name!("h4")
            | name!("h5")
            | name!("h6")
            | name!("p")
            | name!("section")
            | name!("article")
            | name!("main")
            | name!("header")
            | name!("footer")
            | name!("nav")
            | name!("aside")
            | name!("blockquote")
            | name!("form")
            | name!("figure")
    )
}

/// What is a box elsewhere and none in code: the parts of a table whose rows
/// are the lines, and buttons.
fn runs_along_in_code(html_name: &LocalName) -> bool {
    matches!(
        *html_name,
        name!("table")
            | name!("thead")
            | name!("tbody")
            | name!("tfoot")
            | name!("td")
            | name!("th")
            | name!("button")
            | name!("select")
    )
}

/// A text of a code box as it is read: without the line ends of its source
/// where lines are drawn, and with spaces for no-break spaces, by which
/// highlighters keep the white space.
pub(super) fn written(text: &str, lines: Lines) -> Cow<'_, str> {
    let text = match lines {
        Lines::Drawn if text.contains('\n') => Cow::Owned(without_line_ends(text)),
        _ => Cow::Borrowed(text),
    };
    if text.contains('\u{a0}') {
        return Cow::Owned(text.replace('\u{a0}', " "));
    }
    text
}

fn without_line_ends(text: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace();
    let mut out = String::new();
    for (place, line) in text.split('\n').enumerate() {
        let line = match place {
            0 => line.trim_end_matches(is_space),
            _ => line.trim_matches(is_space),
        };
        if !out.is_empty() && !line.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Whether a line that holds nothing is drawn all the same.
pub(super) fn is_drawn_empty(element: &Element) -> bool {
    matches!(element.html_name(), Some(&name!("li") | &name!("tr")))
        || element
            .attr("class")
            .is_some_and(|class| class.contains("line"))
}

/// What labels a code box or copies it, in the box around it or the one around
/// that: elements that hold nothing but the name of a language, the words of a
/// button or the number of a cell. A box that holds more text is none around code.
pub(super) fn labels(tree: &Tree, code_box: NodeId) -> Vec<NodeId> {
    /// How far out, and how many children of a box are looked at.
    const LEVELS: usize = 2;
    const MOST_CHILDREN: usize = 6;
    /// Most bytes beside the code.
    const MOST_TEXT: usize = 60;

    let mut labels = Vec::new();
    let mut at = code_box;
    for _ in 0..LEVELS {
        let Some(parent) = tree.parent(at) else { break };
        let others: Vec<NodeId> = tree
            .children(parent)
            .filter(|child| *child != at)
            .take(MOST_CHILDREN + 1)
            .collect();
        let texts = || {
            let below = others.iter().flat_map(|child| tree.descendants(*child));
            below.take(MOST_NODES).filter_map(|node| tree.text(node))
        };
        let mut length = 0;
        let is_short = texts().take(MOST_TEXT).all(|text| {
            length += text.trim().len();
            length <= MOST_TEXT
        });
        if others.len() > MOST_CHILDREN || !is_short {
            break;
        }
        labels.extend(others.into_iter().filter(|child| {
            let may_be_label = tree.element(*child).is_some_and(may_be_label);
            let mut texts = tree
                .descendants(*child)
                .filter_map(|node| tree.text(node))
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .peekable();
            may_be_label
                && texts.peek().is_some()
                && texts
                    .all(|text| code::names_language(text) || is_of_button(text) || is_prompt(text))
        }));
        at = parent;
    }
    labels
}

fn may_be_label(element: &Element) -> bool {
    matches!(
        element.html_name(),
        Some(&(name!("div") | name!("span") | name!("button") | name!("label") | name!("a")))
    )
}

/// What buttons beside code say.
fn is_of_button(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "copied",
        "copied!",
        "copy",
        "copy code",
        "copy to clipboard",
        "expand",
        "copiar",
        "copier",
        "kopieren",
        "kopiëren",
        "raw",
        "wrap",
        "копировать",
        "コピー",
        "复制",
        "复制代码",
    ];
    WORDS.contains(&&*text.to_lowercase())
}

/// `In [2]:`, as notebooks number their cells.
fn is_prompt(text: &str) -> bool {
    let number = text.strip_prefix("In").or_else(|| text.strip_prefix("Out"));
    let number = number.map(|rest| rest.trim_matches([' ', '\u{a0}', '[', ']', ':', '*']));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
