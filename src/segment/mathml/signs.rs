//! The letters, signs and names of MathML in TeX.

/// The name of a function as TeX has it, if it has one.
pub(super) fn function(name: &str) -> Option<&'static str> {
    // "lim sup" is set with a space.
    let bare: String = name.split_whitespace().collect();
    FUNCTIONS.iter().find(|known| **known == bare).copied()
}

const FUNCTIONS: &[&str] = &[
    "Pr", "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det",
    "dim", "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max",
    "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// What a mark above makes of its base, which may be wide.
pub(super) fn above(mark: &str, is_wide: bool) -> Option<&'static str> {
    Some(match mark {
        "¯" | "‾" | "―" | "\u{305}" | "_" => "\\overline",
        "^" | "ˆ" | "\u{302}" if is_wide => "\\widehat",
        "^" | "ˆ" | "\u{302}" => "\\hat",
        "~" | "˜" | "∼" | "\u{303}" if is_wide => "\\widetilde",
        "~" | "˜" | "∼" | "\u{303}" => "\\tilde",
        "→" | "\u{20d7}" if is_wide => "\\overrightarrow",
        "→" | "\u{20d7}" => "\\vec",
        "←" | "\u{20d6}" => "\\overleftarrow",
        "˙" | "." | "\u{307}" => "\\dot",
        "¨" | "\u{308}" => "\\ddot",
        "ˇ" | "\u{30c}" => "\\check",
        "˘" | "\u{306}" => "\\breve",
        "⏞" | "︷" => "\\overbrace",
        _ => return None,
    })
}

/// What a mark below makes of its base.
pub(super) fn below(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "_" | "¯" | "‾" | "―" | "\u{332}" => "\\underline",
        "⏟" | "︸" => "\\underbrace",
        _ => return None,
    })
}

/// The command for the letters of a `mathvariant`.
pub(super) fn variant(name: &str) -> Option<&'static str> {
    Some(match name {
        "bold" => "\\mathbf",
        "bold-italic" => "\\boldsymbol",
        "double-struck" => "\\mathbb",
        "script" | "bold-script" => "\\mathcal",
        "fraktur" | "bold-fraktur" => "\\mathfrak",
        "sans-serif" | "bold-sans-serif" | "sans-serif-italic" | "sans-serif-bold-italic" => {
            "\\mathsf"
        }
        "monospace" => "\\mathtt",
        _ => return None,
    })
}

/// A letter of one of the mathematical alphabets of Unicode: the command for
/// the alphabet (none for italics, which need none) and the plain letter.
pub(super) fn alphabet(letter: char) -> Option<(Option<&'static str>, char)> {
    /// In the order of Unicode; each has 26 capitals and 26 small letters.
    const LATIN: [&str; 13] = [
        "bold",
        "italic",
        "bold-italic",
        "script",
        "bold-script",
        "fraktur",
        "double-struck",
        "bold-fraktur",
        "sans-serif",
        "bold-sans-serif",
        "sans-serif-italic",
        "sans-serif-bold-italic",
        "monospace",
    ];
    /// Greek letters are never upright in `\mathbf`.
    const GREEK: [&str; 5] = [
        "bold-italic",
        "italic",
        "bold-italic",
        "bold-italic",
        "bold-italic",
    ];
    const DIGITS: [&str; 5] = [
        "bold",
        "double-struck",
        "sans-serif",
        "bold-sans-serif",
        "monospace",
    ];
    let of = |names: &[&str], first: u32, size: u32| {
        let number = u32::from(letter) - first;
        let name = names.get((number / size) as usize)?;
        Some((variant(name), number % size))
    };
    Some(match letter {
        '\u{1d400}'..='\u{1d6a3}' => {
            let (command, number) = of(&LATIN, 0x1d400, 52)?;
            let first = if number < 26 { 'A' } else { 'a' };
            (command, char::from_u32(u32::from(first) + number % 26)?)
        }
        '\u{1d6a8}'..='\u{1d7c9}' => {
            let (command, number) = of(&GREEK, 0x1d6a8, 58)?;
            (command, GREEK_LETTERS.chars().nth(number as usize)?)
        }
        '\u{1d7ce}'..='\u{1d7ff}' => {
            let (command, number) = of(&DIGITS, 0x1d7ce, 10)?;
            (command, char::from_digit(number, 10)?)
        }
        // Some letters are older than their alphabets and stand elsewhere.
        'ℎ' => (None, 'h'),
        _ => {
            let older = |(name, letters, plain): &(&str, &str, &str)| {
                let at = letters.chars().position(|known| known == letter)?;
                Some((variant(name), plain.chars().nth(at)?))
            };
            return OLDER.iter().find_map(older);
        }
    })
}

const GREEK_LETTERS: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";

const OLDER: &[(&str, &str, &str)] = &[
    ("double-struck", "ℂℍℕℙℚℝℤ", "CHNPQRZ"),
    ("script", "ℬℰℱℋℐℒℳℛℊ", "BEFHILMRg"),
    ("fraktur", "ℭℌℨ", "CHZ"),
];

/// A sign in TeX, where it has a name there.
pub(super) fn symbol(sign: &str) -> &str {
    let named = SYMBOLS.iter().find(|(known, _)| *known == sign);
    named.map_or(sign, |(_, tex)| tex)
}

/// A character of a text in TeX, if it is a mark there.
pub(super) fn in_text(c: char) -> Option<&'static str> {
    Some(match c {
        '$' => "\\$",
        '%' => "\\%",
        '#' => "\\#",
        '&' => "\\&",
        '_' => "\\_",
        '{' => "\\{",
        '}' => "\\}",
        '\\' => "\\textbackslash{}",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        _ => return None,
    })
}

const SYMBOLS: &[(&str, &str)] = &[
    // Signs that are not drawn.
    ("\u{2061}", ""),
    ("\u{2062}", ""),
    ("\u{2063}", ""),
    ("\u{2064}", ""),
    ("\u{200b}", ""),
    // Marks of TeX itself.
    ("\\", "\\backslash"),
    ("$", "\\$"),
    ("_", "\\_"),
    ("^", "\\wedge"),
    ("~", "\\sim"),
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
    ("⌊", "\\lfloor"),
    ("⌋", "\\rfloor"),
    ("⌈", "\\lceil"),
    ("⌉", "\\rceil"),
    ("∖", "\\setminus"),
    ("⟹", "\\Longrightarrow"),
    ("⟸", "\\Longleftarrow"),
    ("⟺", "\\Longleftrightarrow"),
    ("⟶", "\\longrightarrow"),
    ("⟵", "\\longleftarrow"),
    ("⟷", "\\longleftrightarrow"),
    ("⟼", "\\longmapsto"),
    ("↑", "\\uparrow"),
    ("↓", "\\downarrow"),
    ("⇐", "\\Leftarrow"),
    ("⇌", "\\rightleftharpoons"),
    ("∣", "\\mid"),
    ("∤", "\\nmid"),
    ("≔", "\\coloneqq"),
    ("≜", "\\triangleq"),
    ("≐", "\\doteq"),
    ("≃", "\\simeq"),
    ("≍", "\\asymp"),
    ("≺", "\\prec"),
    ("≻", "\\succ"),
    ("⪯", "\\preceq"),
    ("⪰", "\\succeq"),
    ("≲", "\\lesssim"),
    ("≳", "\\gtrsim"),
    ("⊤", "\\top"),
    ("⟂", "\\perp"),
    ("⊢", "\\vdash"),
    ("⊨", "\\models"),
    ("†", "\\dagger"),
    ("‡", "\\ddagger"),
    ("⊃", "\\supset"),
    ("⊇", "\\supseteq"),
    ("⊊", "\\subsetneq"),
    ("∋", "\\ni"),
    ("⋂", "\\bigcap"),
    ("⋃", "\\bigcup"),
    ("⋀", "\\bigwedge"),
    ("⋁", "\\bigvee"),
    ("⨁", "\\bigoplus"),
    ("⨂", "\\bigotimes"),
    ("∐", "\\coprod"),
    ("∬", "\\iint"),
    ("∭", "\\iiint"),
    ("⊖", "\\ominus"),
    ("⊙", "\\odot"),
    ("⋆", "\\star"),
    ("∙", "\\bullet"),
    ("∠", "\\angle"),
    ("△", "\\triangle"),
    ("□", "\\square"),
    ("∴", "\\therefore"),
    ("∵", "\\because"),
    ("ℵ", "\\aleph"),
    ("℘", "\\wp"),
    ("ℜ", "\\Re"),
    ("ℑ", "\\Im"),
    ("ϑ", "\\vartheta"),
    ("ϖ", "\\varpi"),
    ("ϰ", "\\varkappa"),
    ("ϱ", "\\varrho"),
    ("ς", "\\varsigma"),
    ("Υ", "\\Upsilon"),
    ("∗", "*"),
    ("″", "''"),
    ("‴", "'''"),
    ("ⅆ", "d"),
    ("ⅇ", "e"),
    ("ⅈ", "i"),
];
