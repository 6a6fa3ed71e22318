//! Mathematics: every formula once, as TeX, though pages render it twice or
//! more (for browsers, for readers of screens, and as a picture).

use html5ever::{local_name, ns};

use super::mathml;
use crate::tree::arena::{Element, NodeId, Tree};

/// The TeX of a formula, if the element is one as a whole.
///
/// Fails on: formulas that are pictures without their source, and those that a
/// script would have drawn from the text (`$x$`), which stay text.
pub(super) fn tex(tree: &Tree, node: NodeId, element: &Element) -> Option<String> {
    let tex = source(tree, node, element)?;
    // Lines mean nothing once comments are gone.
    let words: Vec<_> = tex.split_whitespace().collect();
    Some(words.join(" "))
}

fn source(tree: &Tree, node: NodeId, element: &Element) -> Option<String> {
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
        _ if is_prefixed_math(element) => {
            stated_tex(tree, node).or_else(|| mathml::to_tex(tree, node))
        }
        // Its source stands behind it, and is better than what is made of it.
        _ if is_drawn(tree, node, element) => None,
        name if &**name == "mjx-container" || has_class(element, WRAPPERS) => {
            stated_tex(tree, node).or_else(|| {
                let math = below(tree, node).find(|node| is_math(tree, *node))?;
                mathml::to_tex(tree, math)
            })
        }
        _ => None,
    }
}

/// Whether a formula, which the element is as a whole, stands on a line of its own.
pub(super) fn is_display(tree: &Tree, node: NodeId, element: &Element) -> bool {
    let says_so = |element: &Element| {
        let display = element.attr("display").map(str::trim);
        matches!(display, Some("block" | "true"))
    };
    let is_in_mode = |kind: &str| kind.to_ascii_lowercase().contains("mode=display");
    says_so(element)
        || has_class(element, DISPLAYS)
        || element.attr("type").is_some_and(is_in_mode)
        || below(tree, node)
            .filter(|node| is_math(tree, *node))
            .any(|node| tree.element(node).is_some_and(says_so))
}

/// Whether an element is such as a page with formulas has: mostly none has one.
pub(super) fn is_source(element: &Element) -> bool {
    match element.name.local {
        local_name!("math") => true,
        local_name!("script") => element.attr("type").is_some_and(is_tex),
        _ => is_prefixed_math(element),
    }
}

/// Whether an element is a formula as pages of XML write it, read as HTML.
fn is_prefixed_math(element: &Element) -> bool {
    matches!(&*element.name.local, "mml:math" | "m:math") && element.name.ns == ns!(html)
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

/// Of those and of [`PICTURES`], the ones for formulas on lines of their own.
const DISPLAYS: &[&str] = &[
    "katex-display",
    "mwe-math-fallback-image-display",
    "MathJax_Display",
];

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
        let local = mathml::name(element);
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
            || is_prefixed_math(element)
    })
}

pub(super) fn text(tree: &Tree, node: NodeId) -> String {
    below(tree, node)
        .filter_map(|node| tree.text(node))
        .collect()
}

/// Without the marks around it that say that it is mathematics, and without
/// comments, which would swallow all behind them once lines are joined.
fn cleaned(tex: &str) -> Option<String> {
    let lines: Vec<_> = without_cdata(tex).lines().map(uncommented).collect();
    let tex = lines.join("\n");
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

/// Without the marks that hide TeX from readers of XML, which are comments to
/// TeX: `% <![CDATA[` and `% ]]>`.
fn without_cdata(tex: &str) -> &str {
    let tex = tex.trim();
    let opened = tex.strip_prefix('%').unwrap_or(tex).trim_start();
    let Some(inner) = opened.strip_prefix("<![CDATA[") else {
        return tex;
    };
    match inner.trim_end().strip_suffix("]]>").map(str::trim_end) {
        Some(inner) => inner.strip_suffix('%').unwrap_or(inner),
        None => inner,
    }
}

/// A line up to its comment.
fn uncommented(line: &str) -> &str {
    let mut is_escaped = false;
    let comment = line.find(|c: char| {
        let is_mark = c == '%' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_mark
    });
    &line[..comment.unwrap_or(line.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::tree::arena::ROOT;
    use crate::tree::parse;

    fn formulas(html: &str) -> Vec<String> {
        let tree = parse::document(html, &Limits::default());
        let nodes = tree.descendants(ROOT);
        nodes
            .filter_map(|node| tex(&tree, node, tree.element(node)?))
            .collect()
    }

    #[test]
    fn comments_are_no_part_of_a_formula() {
        for (source, expected) in [
            ("% <![CDATA[\na < b\n% ]]>", "a < b"),
            ("% <![CDATA[ a < b %]]>", "a < b"),
            ("a % the first\n+ b", "a \n+ b"),
            ("5\\% + a", "5\\% + a"),
            ("a \\\\% a break\nb", "a \\\\\nb"),
        ] {
            assert_eq!(cleaned(source).as_deref(), Some(expected));
        }
        assert_eq!(cleaned("% nothing"), None);
    }

    #[test]
    fn a_drawing_with_its_source_behind_it_is_no_formula_of_its_own() {
        let drawn = "<span class=MathJax><span class=MJX_Assistive_MathML><math><mi>x</mi></math>\
                     </span></span>";
        let tree = parse::document(
            &format!("<p>{drawn}<script type='math/tex'>\\vec x</script>"),
            &Limits::default(),
        );
        let mut nodes = tree.descendants(ROOT);
        let drawing = nodes.find(|node| {
            let element = tree.element(*node);
            element.is_some_and(|element| has_class(element, DRAWN))
        });
        let drawing = drawing.expect("a drawing");
        let element = tree.element(drawing).expect("an element");
        assert_eq!(tex(&tree, drawing, element), None);
        assert!(is_drawn(&tree, drawing, element));
    }

    #[test]
    fn prefixes_of_xml_are_read_over() {
        let html =
            "<p><mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>";
        assert_eq!(formulas(html), ["x^{2}"]);
    }
}
