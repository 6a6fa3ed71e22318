//! Presentation MathML to TeX, for formulas that carry no TeX of their own.

mod signs;

use crate::tree::arena::{Data, Element, NodeId, Tree};

/// Deeper formulas are cut: nobody writes them.
const DEEPEST: u32 = 40;

/// Most bytes of a formula.
const LONGEST: usize = 8 << 10;

/// The formula below a `math` element; none if it is empty.
pub(super) fn to_tex(tree: &Tree, math: NodeId) -> Option<String> {
    let mut out = String::new();
    row(tree, math, 0, &mut out);
    let tex = out.trim();
    (!tex.is_empty()).then(|| tex.to_owned())
}

/// An element's name without the prefix that pages of XML give it (`mml:mi`),
/// which means nothing in HTML.
pub(super) fn name(element: &Element) -> &str {
    let name = &*element.name.local;
    name.split_once(':').map_or(name, |(_, name)| name)
}

fn elements(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    tree.children(node)
        .filter(|child| tree.element(*child).is_some())
}

fn is(tree: &Tree, node: NodeId, wanted: &str) -> bool {
    tree.element(node)
        .is_some_and(|element| name(element) == wanted)
}

/// All that stands in an element, side by side.
fn row(tree: &Tree, node: NodeId, depth: u32, out: &mut String) {
    let mut next = elements(tree, node).next();
    while let Some(child) = next {
        next = match binomial(tree, child) {
            Some((stack, last)) => {
                command(tree, "\\binom", stack, depth + 1, out);
                element_behind(tree, last)
            }
            None => {
                self::element(tree, child, depth, out);
                element_behind(tree, child)
            }
        };
    }
}

fn element_behind(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let mut behind = std::iter::successors(tree.next_sibling(node), |at| tree.next_sibling(*at));
    behind.find(|at| tree.element(*at).is_some())
}

/// The parts of a fraction without a line between parentheses, and the last of
/// these.
fn binomial(tree: &Tree, open: NodeId) -> Option<([Option<NodeId>; 2], NodeId)> {
    if !is_sign(tree, open, "(") {
        return None;
    }
    let fraction = element_behind(tree, open)?;
    let stack = stack(tree, fraction)?;
    let close = element_behind(tree, fraction)?;
    is_sign(tree, close, ")").then_some((stack, close))
}

/// It calls itself for what is nested, to a depth that is bounded.
fn element(tree: &Tree, node: NodeId, depth: u32, out: &mut String) {
    if depth > DEEPEST || out.len() > LONGEST {
        return;
    }
    let depth = depth + 1;
    let element = match tree.data(node) {
        Data::Element(element) => element,
        _ => return,
    };
    let mut parts = elements(tree, node);
    let mut part = || parts.next();
    match name(element) {
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => {}
        "mi" => identifier(&token(tree, node), variant(element), out),
        "mo" => operator(token(tree, node).trim(), out),
        "mn" => letters(token(tree, node).trim(), variant(element), out),
        "mtext" | "ms" => text(&token(tree, node), out),
        "mspace" => {
            out.push(' ');
            // Without a namespace it is not closed: what follows is in it.
            row(tree, node, depth, out);
        }
        "mfrac" => match stack(tree, node) {
            Some(stack) => command(tree, "\\genfrac{}{}{0pt}{}", stack, depth, out),
            None => command(tree, "\\frac", [part(), part()], depth, out),
        },
        "msqrt" => wrapped(tree, "\\sqrt", node, depth, out),
        "mroot" => {
            let (base, index) = (part(), part());
            push("\\sqrt[", out);
            index
                .into_iter()
                .for_each(|node| self::element(tree, node, depth, out));
            out.push(']');
            group(tree, base, depth, out);
        }
        "msup" => scripts(tree, part(), None, part(), depth, out),
        "msub" => scripts(tree, part(), part(), None, depth, out),
        "msubsup" | "munderover" => scripts(tree, part(), part(), part(), depth, out),
        "munder" => {
            let (base, under) = (part(), part());
            match under.and_then(|under| signs::below(sign(tree, under)?.trim())) {
                Some(line) => command(tree, line, [base], depth, out),
                None => scripts(tree, base, under, None, depth, out),
            }
        }
        "mover" => {
            let (base, over) = (part(), part());
            let is_wide = base.is_some_and(|base| is_wide(tree, base));
            match over.and_then(|over| signs::above(sign(tree, over)?.trim(), is_wide)) {
                Some(accent) => command(tree, accent, [base], depth, out),
                None => scripts(tree, base, None, over, depth, out),
            }
        }
        "mmultiscripts" => multiscripts(tree, node, depth, out),
        "mfenced" => fenced(tree, node, element, depth, out),
        "menclose" => {
            let notation = element.attr("notation").unwrap_or_default();
            match notation.trim() {
                "box" | "roundedbox" => wrapped(tree, "\\boxed", node, depth, out),
                "radical" => wrapped(tree, "\\sqrt", node, depth, out),
                "top" => wrapped(tree, "\\overline", node, depth, out),
                "bottom" => wrapped(tree, "\\underline", node, depth, out),
                _ => row(tree, node, depth, out),
            }
        }
        // What is seen before anybody acts.
        "maction" => part()
            .into_iter()
            .for_each(|first| self::element(tree, first, depth, out)),
        "mtable" => table(tree, node, depth, out),
        _ => row(tree, node, depth, out),
    }
}

fn table(tree: &Tree, node: NodeId, depth: u32, out: &mut String) {
    push("\\begin{matrix}", out);
    for (number, line) in elements(tree, node).enumerate() {
        if number > 0 {
            out.push_str(" \\\\ ");
        }
        // The first cell of such a row is its number.
        let labels = usize::from(is(tree, line, "mlabeledtr"));
        for (number, cell) in elements(tree, line).skip(labels).enumerate() {
            if number > 0 {
                out.push_str(" & ");
            }
            row(tree, cell, depth, out);
        }
    }
    out.push_str("\\end{matrix}");
}

/// Between fences, with signs between the parts; the last sign repeats.
fn fenced(tree: &Tree, node: NodeId, element: &Element, depth: u32, out: &mut String) {
    let open = element.attr("open").unwrap_or("(").trim();
    let close = element.attr("close").unwrap_or(")").trim();
    if (open, close) == ("(", ")")
        && let Some(stack) = sole(tree, node).and_then(|only| stack(tree, only))
    {
        return command(tree, "\\binom", stack, depth, out);
    }
    let separators = element.attr("separators").unwrap_or(",");
    let mut separators = separators.chars().filter(|c| !c.is_whitespace());
    let mut separator = None;
    operator(open, out);
    for (number, part) in elements(tree, node).enumerate() {
        if number > 0 {
            separator = separators.next().or(separator);
            separator.into_iter().for_each(|c| push_char(c, out));
        }
        self::element(tree, part, depth, out);
    }
    operator(close, out);
}

/// The parts of a fraction that has no line.
fn stack(tree: &Tree, node: NodeId) -> Option<[Option<NodeId>; 2]> {
    let node = innermost(tree, node);
    let element = tree.element(node)?;
    if name(element) != "mfrac" {
        return None;
    }
    let width = element.attr("linethickness")?.trim();
    let width = width.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let is_none = width.parse::<f32>().is_ok_and(|width| width == 0.0);
    let mut parts = elements(tree, node);
    is_none.then(|| [parts.next(), parts.next()])
}

/// The one element in an element.
fn sole(tree: &Tree, node: NodeId) -> Option<NodeId> {
    let mut all = elements(tree, node);
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The element that rows of one hold.
fn innermost(tree: &Tree, node: NodeId) -> NodeId {
    let mut node = node;
    for _ in 0..DEEPEST {
        let is_row = ["mrow", "mstyle", "mpadded"]
            .iter()
            .any(|row| is(tree, node, row));
        match sole(tree, node).filter(|_| is_row) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

/// The text of an operator, which may stand in rows of its own.
fn sign(tree: &Tree, node: NodeId) -> Option<String> {
    let node = innermost(tree, node);
    let is_sign = is(tree, node, "mo") || is(tree, node, "mi") || is(tree, node, "mtext");
    is_sign.then(|| token(tree, node))
}

fn is_sign(tree: &Tree, node: NodeId, wanted: &str) -> bool {
    sign(tree, node).is_some_and(|sign| sign.trim() == wanted)
}

/// Whether an accent spans more than a letter.
fn is_wide(tree: &Tree, base: NodeId) -> bool {
    let base = innermost(tree, base);
    sole(tree, base).is_some() || token(tree, base).trim().chars().count() != 1
}

fn command<const PARTS: usize>(
    tree: &Tree,
    name: &str,
    parts: [Option<NodeId>; PARTS],
    depth: u32,
    out: &mut String,
) {
    push(name, out);
    for part in parts {
        group(tree, part, depth, out);
    }
}

/// A command with all that stands in the element.
fn wrapped(tree: &Tree, name: &str, node: NodeId, depth: u32, out: &mut String) {
    push(name, out);
    out.push('{');
    row(tree, node, depth, out);
    out.push('}');
}

fn group(tree: &Tree, part: Option<NodeId>, depth: u32, out: &mut String) {
    out.push('{');
    if let Some(node) = part {
        element(tree, node, depth, out);
    }
    out.push('}');
}

fn scripts(
    tree: &Tree,
    base: Option<NodeId>,
    sub: Option<NodeId>,
    sup: Option<NodeId>,
    depth: u32,
    out: &mut String,
) {
    let start = out.len();
    if let Some(base) = base {
        element(tree, base, depth, out);
    }
    // The space behind a command is not part of the base.
    let start = out.len() - out[start..].trim_start_matches(' ').len();
    let end = out.len();
    both_scripts(tree, sub, sup, depth, out);
    if out.len() > end && !is_one(&out[start..end]) {
        out.insert(end, '}');
        out.insert(start, '{');
    }
}

/// Scripts behind what stands in the formula; empty ones write nothing.
fn both_scripts(
    tree: &Tree,
    sub: Option<NodeId>,
    sup: Option<NodeId>,
    depth: u32,
    out: &mut String,
) {
    for (mark, script) in [('_', sub), ('^', sup)] {
        let start = out.len();
        out.push(mark);
        group(tree, script, depth, out);
        let inner = &out[start + 2..out.len() - 1];
        if inner.trim().is_empty() {
            out.truncate(start);
        } else if mark == '^' && inner.trim_matches('\'').is_empty() {
            // Primes are raised by themselves.
            let primes = inner.to_owned();
            out.truncate(start);
            out.push_str(&primes);
        }
    }
}

/// A base, pairs of scripts behind it, and pairs before it.
fn multiscripts(tree: &Tree, node: NodeId, depth: u32, out: &mut String) {
    let mut parts = elements(tree, node);
    let base = parts.next();
    let all: Vec<_> = parts.collect();
    let middle = all.iter().position(|part| is(tree, *part, "mprescripts"));
    let (behind, before) = match middle {
        Some(middle) => (&all[..middle], &all[middle + 1..]),
        None => (&all[..], &all[..0]),
    };
    for pair in before.chunks(2) {
        spare_scripts(tree, pair, depth, out);
    }
    let mut pairs = behind.chunks(2);
    let first = pairs.next().unwrap_or_default();
    let (sub, sup) = (first.first().copied(), first.get(1).copied());
    scripts(tree, base, sub, sup, depth, out);
    for pair in pairs {
        spare_scripts(tree, pair, depth, out);
    }
}

/// Scripts on nothing.
fn spare_scripts(tree: &Tree, pair: &[NodeId], depth: u32, out: &mut String) {
    let start = out.len();
    out.push_str("{}");
    both_scripts(
        tree,
        pair.first().copied(),
        pair.get(1).copied(),
        depth,
        out,
    );
    if out.len() == start + 2 {
        out.truncate(start);
    }
}

/// Whether TeX takes all of it for the base of a script: a sign, a number, a
/// command with its groups, or a group.
fn is_one(tex: &str) -> bool {
    let mut rest = tex.chars();
    match rest.next() {
        None => false,
        Some('\\') => {
            let behind = rest.as_str();
            let groups = behind.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if groups.len() == behind.len() {
                behind.chars().count() == 1
            } else {
                !behind.starts_with("begin{") && is_groups(groups)
            }
        }
        Some('{') => is_groups(tex),
        Some('0'..='9') => rest.all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')),
        Some(_) => rest.next().is_none(),
    }
}

/// Whether there is nothing but groups in braces.
fn is_groups(tex: &str) -> bool {
    let (mut open, mut is_escaped) = (0_u32, false);
    for c in tex.chars() {
        match c {
            _ if is_escaped => {}
            '{' => open += 1,
            '}' => open = open.saturating_sub(1),
            _ if open == 0 => return false,
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    open == 0
}

fn token(tree: &Tree, node: NodeId) -> String {
    tree.children(node)
        .filter_map(|child| tree.text(child))
        .collect()
}

fn variant(element: &Element) -> Option<&'static str> {
    signs::variant(element.attr("mathvariant")?.trim())
}

/// One letter is a variable, several are a function.
fn identifier(name: &str, variant: Option<&str>, out: &mut String) {
    let name = name.trim();
    if let Some(function) = signs::function(name) {
        push("\\", out);
        out.push_str(function);
    } else if variant.is_none() && name.len() > 1 && name.is_ascii() {
        wrapped_text("\\mathrm{", name, out);
    } else {
        letters(name, variant, out);
    }
}

/// A sign, or the name of a function.
fn operator(name: &str, out: &mut String) {
    let named = signs::symbol(name);
    let is_word = name.len() > 1 && name.bytes().all(|b| b.is_ascii_alphabetic());
    if named != name {
        push(named, out);
    } else if let Some(function) = signs::function(name) {
        push("\\", out);
        out.push_str(function);
    } else if is_word {
        wrapped_text("\\operatorname{", name, out);
    } else {
        letters(name, None, out);
    }
}

fn text(text: &str, out: &mut String) {
    if !text.trim().is_empty() {
        wrapped_text("\\text{", text, out);
    }
}

fn wrapped_text(open: &str, text: &str, out: &mut String) {
    push(open, out);
    for c in text.chars() {
        match signs::in_text(c) {
            Some(tex) => out.push_str(tex),
            None => out.push(c),
        }
    }
    out.push('}');
}

/// Letters and signs one by one; those of one alphabet share its command.
fn letters(text: &str, variant: Option<&str>, out: &mut String) {
    let mut current = None;
    for c in text.chars() {
        let (command, letter) = signs::alphabet(c).unwrap_or((variant, c));
        // That command knows Latin letters and digits only.
        let command = match command {
            Some("\\mathbf") if !letter.is_ascii() => Some("\\boldsymbol"),
            command => command.filter(|_| letter.is_alphanumeric() || !letter.is_ascii()),
        };
        if command != current {
            if current.is_some() {
                out.push('}');
            }
            if let Some(command) = command {
                push(command, out);
                out.push('{');
            }
            current = command;
        }
        push_char(letter, out);
    }
    if current.is_some() {
        out.push('}');
    }
}

fn push_char(c: char, out: &mut String) {
    push(signs::symbol(c.encode_utf8(&mut [0; 4])), out);
}

/// Adds a piece; a space parts the name of a command from a letter behind it.
fn push(piece: &str, out: &mut String) {
    let ends_in_command = || {
        let name = out.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        name.ends_with('\\') && name.len() < out.len()
    };
    if piece.starts_with(|c: char| c.is_ascii_alphabetic()) && ends_in_command() {
        out.push(' ');
    }
    out.push_str(piece);
}

#[cfg(test)]
mod tests {
    use super::super::formula;
    use crate::limits::Limits;
    use crate::tree::arena::ROOT;
    use crate::tree::parse;

    fn tex(math: &str) -> Option<String> {
        let tree = parse::document(math, &Limits::default());
        let mut nodes = tree.descendants(ROOT);
        nodes.find_map(|node| formula::tex(&tree, node, tree.element(node)?))
    }

    #[test]
    fn presentation_becomes_tex() {
        for (math, expected) in [
            (
                "<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mi>y</mi>",
                "x^{2}+y",
            ),
            (
                "<mfrac><mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow><mn>2</mn></mfrac>",
                "\\frac{a-b}{2}",
            ),
            ("<msqrt><mi>α</mi><mi>x</mi></msqrt>", "\\sqrt{\\alpha x}"),
            ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>a</mi><mi>i</mi></msub>",
                "\\sum_{i=1}^{n}a_{i}",
            ),
            ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "\\sin x"),
            ("<mover><mi>v</mi><mo>→</mo></mover>", "\\vec{v}"),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>",
                "\\begin{matrix}1 & 0 \\\\ 0 & 1\\end{matrix}",
            ),
            ("<mi>x</mi><mtext> if </mtext><mi>y</mi>", "x\\text{ if }y"),
        ] {
            assert_eq!(
                tex(&format!("<math>{math}</math>")).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(tex("<math></math>"), None);
    }

    #[test]
    fn a_base_of_several_signs_is_a_group() {
        for (math, expected) in [
            (
                "<msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></msup>",
                "{a+b}^{2}",
            ),
            (
                "<msup><msup><mi>x</mi><mn>2</mn></msup><mn>3</mn></msup>",
                "{x^{2}}^{3}",
            ),
            ("<msub><mi>α</mi><mrow></mrow></msub>", "\\alpha"),
            ("<msup><mrow></mrow><mn>2</mn></msup>", "{}^{2}"),
            ("<msup><mrow><mi>x</mi></mrow><mn>10</mn></msup>", "x^{10}"),
            ("<mi>α</mi><msup><mi>x</mi><mo>′</mo></msup>", "\\alpha x'"),
            (
                "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
                "{}_{6}^{14}C",
            ),
            (
                "<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>f</mi>",
                "\\lim_{x\\to0}f",
            ),
        ] {
            assert_eq!(
                tex(&format!("<math>{math}</math>")).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn attributes_choose_fences_letters_and_lines() {
        let stack = "<mfrac linethickness='0pt'><mi>n</mi><mi>k</mi></mfrac>";
        for (math, expected) in [
            (
                "<mfenced open='[' close=')' separators=';'><mi>a</mi><mi>b</mi></mfenced>",
                "[a;b)",
            ),
            ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
            (stack, "\\genfrac{}{}{0pt}{}{n}{k}"),
            (&format!("<mfenced>{stack}</mfenced>"), "\\binom{n}{k}"),
            (
                &format!("<mo>(</mo>{stack}<mo>)</mo><mi>x</mi>"),
                "\\binom{n}{k}x",
            ),
            (
                "<mi mathvariant=bold>v</mi><mo>∈</mo><mi mathvariant=double-struck>R</mi>",
                "\\mathbf{v}\\in\\mathbb{R}",
            ),
            (
                "<mi>𝐯</mi><mi>𝒪</mi><mi>ℝ</mi><mi>𝑥</mi><mi>𝛂</mi>",
                "\\mathbf{v}\\mathcal{O}\\mathbb{R}x\\boldsymbol{\\alpha}",
            ),
            (
                "<munder><munder><mi>a</mi><mo>⏟</mo></munder><mi>b</mi></munder>",
                "\\underbrace{a}_{b}",
            ),
            ("<munder><mi>a</mi><mo>_</mo></munder>", "\\underline{a}"),
            (
                "<menclose notation=box><mi>a</mi><mi>b</mi></menclose>",
                "\\boxed{ab}",
            ),
            ("<maction><mi>a</mi><mi>b</mi></maction>", "a"),
            ("<mo>⌊</mo><mi>x</mi><mo>⌋</mo>", "\\lfloor x\\rfloor"),
            (
                "<mo>$</mo><mn>5%</mn><mtext>a_b & c</mtext>",
                "\\$5\\%\\text{a\\_b \\& c}",
            ),
        ] {
            assert_eq!(
                tex(&format!("<math>{math}</math>")).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn a_source_that_is_given_comes_first() {
        let annotated = "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\bf x</annotation></semantics></math>";
        assert_eq!(tex(annotated).as_deref(), Some("\\bf x"));
        let alternative = "<math alttext='{\\displaystyle x}'><mi>y</mi></math>";
        assert_eq!(tex(alternative).as_deref(), Some("x"));
    }
}
