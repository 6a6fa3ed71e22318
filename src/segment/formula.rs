//! Mathematics: every formula once, as TeX, though pages render it twice or
//! more (for browsers, for readers of screens, and as a picture).

use html5ever::{local_name, ns};

use super::mathml;
use crate::tree::arena::{Data, Element, NodeId, Tree};

/// The TeX of a formula, if the element is one as a whole.
///
/// Fails on: formulas that are pictures without their source, and those that a
/// script would have drawn from the text (`$x$`), which stay text.
pub(super) fn tex(tree: &Tree, node: NodeId, element: &Element) -> Option<String> {
    if element.name.ns == ns!(mathml) {
        return (element.name.local == local_name!("math"))
            .then(|| stated_tex(tree, node).or_else(|| mathml::to_tex(tree, node)))
            .flatten();
    }
    match element.html_name()? {
        &local_name!("script") => {
            let is_formula = is_tex(element.attr("type")?);
            is_formula.then(|| cleaned(&text(tree, node))).flatten()
        }
        &local_name!("img") => {
            let is_formula = has_class(element, PICTURES);
            is_formula.then(|| cleaned(element.attr("alt")?)).flatten()
        }
        name if &**name == "mjx-container" || has_class(element, WRAPPERS) => {
            stated_tex(tree, node).or_else(|| {
                let math = below(tree, node).find(|node| is_math(tree, *node))?;
                mathml::to_tex(tree, math)
            })
        }
        _ => None,
    }
}

/// Whether an element is such as a page with formulas has: mostly none has one.
pub(super) fn is_source(element: &Element) -> bool {
    match element.name.local {
        local_name!("math") => true,
        local_name!("script") => element.attr("type").is_some_and(is_tex),
        _ => false,
    }
}

/// Whether a script of this type is TeX: "math/tex; mode=display".
fn is_tex(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("math/tex")
}

/// Whether an element is what a script drew of the formula in the `script`
/// behind it.
pub(super) fn is_drawn(tree: &Tree, node: NodeId, element: &Element) -> bool {
    /// A preview and the drawing stand before the source.
    const NEAR: usize = 3;
    if !has_class(element, DRAWN) {
        return false;
    }
    let behind = std::iter::successors(tree.next_sibling(node), |node| tree.next_sibling(*node));
    let mut elements = behind.filter_map(|node| tree.element(node)).take(NEAR);
    elements.any(is_source)
}

/// Elements that hold a formula in several forms.
const WRAPPERS: &[&str] = &["katex", "katex-display", "mwe-math-element", "MathJax"];

/// What MathJax 2 puts before its source.
const DRAWN: &[&str] = &[
    "MathJax",
    "MathJax_CHTML",
    "MathJax_Display",
    "MathJax_Preview",
    "MathJax_SVG",
    "MathJax_SVG_Display",
    "mjx-chtml",
];

/// Pictures whose alternative text is TeX.
const PICTURES: &[&str] = &[
    "latex",
    "mwe-math-fallback-image-display",
    "mwe-math-fallback-image-inline",
    "tex",
];

fn has_class(element: &Element, wanted: &[&str]) -> bool {
    /// Classes of an element that are looked at.
    const MOST: usize = 16;
    let classes = element.attr("class").unwrap_or_default();
    let mut classes = classes.split_ascii_whitespace().take(MOST);
    classes.any(|class| wanted.contains(&class))
}

/// The TeX that a formula carries: as an annotation, or as the alternative
/// text of its `math` element.
fn stated_tex(tree: &Tree, node: NodeId) -> Option<String> {
    let mut alternative = None;
    for inside in below(tree, node) {
        let Some(element) = tree.element(inside) else {
            continue;
        };
        let local = &*element.name.local;
        let encoding = || element.attr("encoding").unwrap_or_default();
        if local == "annotation" && encoding().to_ascii_lowercase().contains("tex") {
            return cleaned(&text(tree, inside));
        }
        if is_math(tree, inside) && alternative.is_none() {
            alternative = element.attr("alttext").and_then(cleaned);
        }
    }
    alternative
}

/// The nodes of a formula; long ones are cut.
fn below(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    const MOST: usize = 2_000;
    tree.descendants(node).take(MOST)
}

fn is_math(tree: &Tree, node: NodeId) -> bool {
    let element = tree.element(node);
    element.is_some_and(|element| {
        element.name.ns == ns!(mathml) && element.name.local == local_name!("math")
    })
}

pub(super) fn text(tree: &Tree, node: NodeId) -> String {
    let texts = below(tree, node).filter_map(|node| match tree.data(node) {
        Data::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// Without the marks around it that say that it is mathematics.
fn cleaned(tex: &str) -> Option<String> {
    let tex = tex.trim();
    let bare = [("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")]
        .iter()
        .find_map(|(open, close)| tex.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(tex);
    let bare = match bare
        .strip_prefix("{\\displaystyle")
        .and_then(|rest| rest.strip_suffix('}'))
    {
        Some(inner) => inner,
        None => bare.strip_prefix("\\displaystyle").unwrap_or(bare),
    };
    let bare = bare.trim();
    (!bare.is_empty()).then(|| bare.to_owned())
}
