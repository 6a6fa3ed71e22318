//! Presentation MathML to TeX, for formulas that carry no TeX of their own.

use crate::tree::arena::{Data, NodeId, Tree};

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

/// All that stands in an element, side by side.
fn row(tree: &Tree, node: NodeId, depth: u32, out: &mut String) {
    for child in tree.children(node) {
        element(tree, child, depth, out);
    }
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
    let mut parts = tree
        .children(node)
        .filter(|child| tree.element(*child).is_some());
    let mut part = || parts.next();
    match &*element.name.local {
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => {}
        "mi" => identifier(&token(tree, node), out),
        "mo" => push(symbol(token(tree, node).trim()), out),
        "mn" | "ms" => push(token(tree, node).trim(), out),
        "mtext" => {
            let text = token(tree, node);
            if !text.trim().is_empty() {
                out.push_str("\\text{");
                out.push_str(&text);
                out.push('}');
            }
        }
        "mspace" => out.push(' '),
        "mfrac" => command(tree, "\\frac", [part(), part()], depth, out),
        "msqrt" => {
            out.push_str("\\sqrt{");
            row(tree, node, depth, out);
            out.push('}');
        }
        "mroot" => {
            let (base, index) = (part(), part());
            out.push_str("\\sqrt[");
            index
                .into_iter()
                .for_each(|node| self::element(tree, node, depth, out));
            out.push(']');
            group(tree, base, depth, out);
        }
        "msup" => scripts(tree, part(), None, part(), depth, out),
        "msub" => scripts(tree, part(), part(), None, depth, out),
        "msubsup" | "munderover" => scripts(tree, part(), part(), part(), depth, out),
        "munder" => scripts(tree, part(), part(), None, depth, out),
        "mover" => {
            let (base, over) = (part(), part());
            match over.and_then(|over| accent(token(tree, over).trim())) {
                Some(accent) => command(tree, accent, [base], depth, out),
                None => scripts(tree, base, None, over, depth, out),
            }
        }
        "mfenced" => {
            push("(", out);
            row(tree, node, depth, out);
            push(")", out);
        }
        "mtable" => {
            out.push_str("\\begin{matrix}");
            let rows = tree
                .children(node)
                .filter(|child| tree.element(*child).is_some());
            for (number, cells) in rows.enumerate() {
                if number > 0 {
                    out.push_str(" \\\\ ");
                }
                let cells = tree
                    .children(cells)
                    .filter(|child| tree.element(*child).is_some());
                for (number, cell) in cells.enumerate() {
                    if number > 0 {
                        out.push_str(" & ");
                    }
                    row(tree, cell, depth, out);
                }
            }
            out.push_str("\\end{matrix}");
        }
        _ => row(tree, node, depth, out),
    }
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
    if let Some(base) = base {
        element(tree, base, depth, out);
    }
    for (mark, script) in [('_', sub), ('^', sup)] {
        if script.is_some() {
            out.push(mark);
            group(tree, script, depth, out);
        }
    }
}

fn token(tree: &Tree, node: NodeId) -> String {
    let texts = tree
        .children(node)
        .filter_map(|child| match tree.data(child) {
            Data::Text(text) => Some(&**text),
            _ => None,
        });
    texts.collect()
}

/// One letter is a variable, several are a function.
fn identifier(name: &str, out: &mut String) {
    let name = name.trim();
    if FUNCTIONS.contains(&name) {
        push("\\", out);
        out.push_str(name);
        return;
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(_), Some(_)) if name.is_ascii() => {
            out.push_str("\\mathrm{");
            out.push_str(name);
            out.push('}');
        }
        _ => push(symbol(name), out),
    }
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

const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "det", "dim", "exp", "gcd", "inf",
    "ker", "lim", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

fn accent(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "¯" | "‾" | "\u{305}" | "_" => "\\overline",
        "^" | "ˆ" | "\u{302}" => "\\hat",
        "~" | "˜" | "∼" => "\\tilde",
        "→" | "\u{20d7}" => "\\vec",
        "˙" | "\u{307}" => "\\dot",
        "¨" | "\u{308}" => "\\ddot",
        "⏞" => "\\overbrace",
        _ => return None,
    })
}

/// A sign in TeX, where it has a name there.
fn symbol(sign: &str) -> &str {
    let named = SYMBOLS.iter().find(|(known, _)| *known == sign);
    named.map_or(sign, |(_, tex)| tex)
}

const SYMBOLS: &[(&str, &str)] = &[
    // Signs that are not drawn.
    ("\u{2061}", ""),
    ("\u{2062}", ""),
    ("\u{2063}", ""),
    ("{", "\\{"),
    ("}", "\\}"),
    ("%", "\\%"),
    ("&", "\\&"),
    ("#", "\\#"),
    ("−", "-"),
    ("α", "\\alpha"),
    ("β", "\\beta"),
    ("γ", "\\gamma"),
    ("δ", "\\delta"),
    ("ϵ", "\\epsilon"),
    ("ε", "\\varepsilon"),
    ("ζ", "\\zeta"),
    ("η", "\\eta"),
    ("θ", "\\theta"),
    ("ι", "\\iota"),
    ("κ", "\\kappa"),
    ("λ", "\\lambda"),
    ("μ", "\\mu"),
    ("ν", "\\nu"),
    ("ξ", "\\xi"),
    ("π", "\\pi"),
    ("ρ", "\\rho"),
    ("σ", "\\sigma"),
    ("τ", "\\tau"),
    ("υ", "\\upsilon"),
    ("ϕ", "\\phi"),
    ("φ", "\\varphi"),
    ("χ", "\\chi"),
    ("ψ", "\\psi"),
    ("ω", "\\omega"),
    ("Γ", "\\Gamma"),
    ("Δ", "\\Delta"),
    ("Θ", "\\Theta"),
    ("Λ", "\\Lambda"),
    ("Ξ", "\\Xi"),
    ("Π", "\\Pi"),
    ("Σ", "\\Sigma"),
    ("Φ", "\\Phi"),
    ("Ψ", "\\Psi"),
    ("Ω", "\\Omega"),
    ("∑", "\\sum"),
    ("∏", "\\prod"),
    ("∫", "\\int"),
    ("∮", "\\oint"),
    ("∂", "\\partial"),
    ("∇", "\\nabla"),
    ("∞", "\\infty"),
    ("±", "\\pm"),
    ("∓", "\\mp"),
    ("×", "\\times"),
    ("÷", "\\div"),
    ("⋅", "\\cdot"),
    ("·", "\\cdot"),
    ("∘", "\\circ"),
    ("≤", "\\leq"),
    ("⩽", "\\leq"),
    ("≥", "\\geq"),
    ("⩾", "\\geq"),
    ("≠", "\\neq"),
    ("≈", "\\approx"),
    ("≡", "\\equiv"),
    ("∼", "\\sim"),
    ("≅", "\\cong"),
    ("∝", "\\propto"),
    ("≪", "\\ll"),
    ("≫", "\\gg"),
    ("∈", "\\in"),
    ("∉", "\\notin"),
    ("⊂", "\\subset"),
    ("⊆", "\\subseteq"),
    ("∪", "\\cup"),
    ("∩", "\\cap"),
    ("∅", "\\emptyset"),
    ("∀", "\\forall"),
    ("∃", "\\exists"),
    ("¬", "\\neg"),
    ("∧", "\\land"),
    ("∨", "\\lor"),
    ("→", "\\to"),
    ("←", "\\leftarrow"),
    ("↔", "\\leftrightarrow"),
    ("⇒", "\\Rightarrow"),
    ("⇔", "\\Leftrightarrow"),
    ("↦", "\\mapsto"),
    ("…", "\\ldots"),
    ("⋯", "\\cdots"),
    ("⋮", "\\vdots"),
    ("⟨", "\\langle"),
    ("⟩", "\\rangle"),
    ("‖", "\\|"),
    ("∥", "\\parallel"),
    ("⊕", "\\oplus"),
    ("⊗", "\\otimes"),
    ("⊥", "\\perp"),
    ("′", "'"),
    ("ℏ", "\\hbar"),
    ("ℓ", "\\ell"),
    ("ℝ", "\\mathbb{R}"),
    ("ℕ", "\\mathbb{N}"),
    ("ℤ", "\\mathbb{Z}"),
    ("ℚ", "\\mathbb{Q}"),
    ("ℂ", "\\mathbb{C}"),
];

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
    fn a_source_that_is_given_comes_first() {
        let annotated = "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\bf x</annotation></semantics></math>";
        assert_eq!(tex(annotated).as_deref(), Some("\\bf x"));
        let alternative = "<math alttext='{\\displaystyle x}'><mi>y</mi></math>";
        assert_eq!(tex(alternative).as_deref(), Some("x"));
    }
}
