//! Runs of a block to inline text.

use memchr::memchr2;
use url::Url;

use super::footnotes::Footnotes;
use crate::address;
use crate::article::Inline;
use crate::block::{Page, Run, Style, TextBlock};

/// A block's text as stretches of one kind.
pub(super) fn inlines(
    page: &Page,
    block: &TextBlock,
    notes: &Footnotes,
    base: Option<&Url>,
) -> Vec<Inline> {
    inlines_and_displays(page, block, notes, base).0
}

/// The same, and which of them are formulas that stand on lines of their own.
pub(super) fn inlines_and_displays(
    page: &Page,
    block: &TextBlock,
    notes: &Footnotes,
    base: Option<&Url>,
) -> (Vec<Inline>, Vec<usize>) {
    let mut displays = Vec::new();
    let mut out = Vec::with_capacity(block.runs.len());
    for (piece, run) in block.pieces_with_links() {
        if let Some(number) = notes.mark(run.link) {
            push_mark(&mut out, piece, number);
            continue;
        }
        let target = link_target(page, &run, base);
        for (line, text) in piece.split('\n').enumerate() {
            if line > 0 {
                out.push(Inline::Break);
            }
            if run.style == Style::Plain && target.is_none() {
                push_with_formulas(&mut out, &mut displays, text);
            } else if matches!(run.style, Style::Math | Style::DisplayMath) {
                let tex = text.trim_start();
                push_plain(&mut out, &text[..text.len() - tex.len()]);
                if !tex.is_empty() {
                    if run.style == Style::DisplayMath {
                        displays.push(out.len());
                    }
                    out.push(formula(tex));
                }
            } else if !text.is_empty() {
                push(&mut out, text, run.style, target.as_deref());
            }
        }
    }
    (out, displays)
}

/// Appends a mark, or the rest of one that is set in several ways; the space
/// before it belongs to the text.
fn push_mark(out: &mut Vec<Inline>, piece: &str, number: u32) {
    if let Some(Inline::FootnoteMark { text, number: last }) = out.last_mut()
        && *last == number
    {
        return text.push_str(piece);
    }
    let mark = piece.trim_start();
    push_plain(out, &piece[..piece.len() - mark.len()]);
    out.push(Inline::FootnoteMark {
        text: mark.to_owned(),
        number,
    });
}

/// Appends plain text, in which a script would have drawn what stands between
/// the marks of TeX.
///
/// Fails on: a text about regular expressions that sets `\(x\)` as no code.
fn push_with_formulas(out: &mut Vec<Inline>, displays: &mut Vec<usize>, text: &str) {
    // Those that close nothing from here on, so that nobody looks again.
    let mut missing = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(next) = memchr2(b'\\', b'$', &text.as_bytes()[at..]) {
        at += next;
        let rest = &text[at..];
        let (tex, length) = if rest.starts_with('\\') {
            between_marks(rest, &mut missing)
        } else {
            between_dollars(text, at, &mut missing)
        };
        if let Some(tex) = tex {
            push_plain(out, &text[done..at]);
            let is_in_line = rest.starts_with('$') && !rest.starts_with("$$");
            if !is_in_line && !rest.starts_with("\\(") {
                displays.push(out.len());
            }
            out.push(formula(tex));
            done = at + length;
        }
        at += length;
    }
    push_plain(out, &text[done..]);
}

/// Marks, and whether they are part of the formula.
const MARKS: &[(&str, &str, bool)] = &[
    ("\\(", "\\)", false),
    ("\\[", "\\]", false),
    ("\\begin{align}", "\\end{align}", true),
    ("\\begin{align*}", "\\end{align*}", true),
    ("\\begin{alignat}", "\\end{alignat}", true),
    ("\\begin{alignat*}", "\\end{alignat*}", true),
    ("\\begin{aligned}", "\\end{aligned}", true),
    ("\\begin{cases}", "\\end{cases}", true),
    ("\\begin{displaymath}", "\\end{displaymath}", true),
    ("\\begin{eqnarray}", "\\end{eqnarray}", true),
    ("\\begin{eqnarray*}", "\\end{eqnarray*}", true),
    ("\\begin{equation}", "\\end{equation}", true),
    ("\\begin{equation*}", "\\end{equation*}", true),
    ("\\begin{gather}", "\\end{gather}", true),
    ("\\begin{gather*}", "\\end{gather*}", true),
    ("\\begin{multline}", "\\end{multline}", true),
    ("\\begin{multline*}", "\\end{multline*}", true),
];

/// The formula that opens a text, and how far to go on from there.
fn between_marks<'t>(rest: &'t str, missing: &mut Vec<&'static str>) -> (Option<&'t str>, usize) {
    // A backslash makes the next one, or a dollar sign, a plain sign.
    let sign = 1 + usize::from(rest[1..].starts_with(['\\', '$']));
    let Some((open, close, is_part)) = MARKS.iter().find(|(open, ..)| rest.starts_with(open))
    else {
        return (None, sign);
    };
    let inner = &rest[open.len()..];
    let Some(length) = find_or_note(inner, close, missing) else {
        return (None, sign);
    };
    let end = open.len() + length + close.len();
    let tex = if *is_part {
        &rest[..end]
    } else {
        inner[..length].trim()
    };
    ((!tex.is_empty()).then_some(tex), end)
}

/// The formula between dollar signs from a place on, and how far to go on.
///
/// Dollar signs are prices, too, and names of variables. So one stands for a
/// formula by the rule of Pandoc (it touches what is inside, and no digit
/// follows), and only if what is inside is TeX for sure; no letter touches it
/// outside, either, as in `$first_name$last_name`.
///
/// Fails on: `$x$` and `$n_i$th`, which stay text.
fn between_dollars<'t>(
    text: &'t str,
    at: usize,
    missing: &mut Vec<&'static str>,
) -> (Option<&'t str>, usize) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let rest = &text[at..];
    let inner = rest.trim_start_matches('$');
    let signs = rest.len() - inner.len();
    let length = match signs {
        1 => closing_dollar(inner),
        2 => find_or_note(inner, "$$", missing),
        _ => None,
    };
    let Some(length) = length else {
        return (None, signs);
    };
    let (tex, behind) = (&inner[..length], &inner[length + signs..]);
    let is_pair = if signs == 1 {
        !tex.starts_with(char::is_whitespace)
            && !tex.ends_with(char::is_whitespace)
            && !text[..at].ends_with(is_word)
            && !behind.starts_with(|c: char| is_word(c) || c == '$')
    } else {
        !behind.starts_with('$')
    };
    if !is_pair {
        return (None, signs);
    }
    let is_tex = has_command(tex) || tex.contains(['^', '_']) || signs == 2 && tex.contains('{');
    let is_formula = is_tex && tex.contains(char::is_alphanumeric);
    // What is none is passed over, too: its end does not begin another.
    (is_formula.then_some(tex.trim()), length + 2 * signs)
}

/// Where the next dollar sign stands that no backslash makes a plain one.
fn closing_dollar(inner: &str) -> Option<usize> {
    let mut is_escaped = false;
    inner.find(|c: char| {
        let is_mark = c == '$' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_mark
    })
}

/// Whether there is a command of letters: `\alpha`.
fn has_command(tex: &str) -> bool {
    let mut pairs = tex.bytes().zip(tex.bytes().skip(1));
    pairs.any(|(first, second)| first == b'\\' && second.is_ascii_alphabetic())
}

/// Where the closing mark stands; if nowhere, that is noted.
fn find_or_note(text: &str, close: &'static str, missing: &mut Vec<&'static str>) -> Option<usize> {
    if missing.contains(&close) {
        return None;
    }
    let found = text.find(close);
    if found.is_none() {
        missing.push(close);
    }
    found
}

/// The TeX as the page has it: renderers see to it that it is no markup.
fn formula(tex: &str) -> Inline {
    Inline::Math {
        tex: tex.to_owned(),
    }
}

fn push_plain(out: &mut Vec<Inline>, text: &str) {
    if !text.is_empty() {
        push(out, text, Style::Plain, None);
    }
}

/// Where a run leads, if it leads off the page.
pub(super) fn link_target(page: &Page, run: &Run, base: Option<&Url>) -> Option<String> {
    address::link(base, page.links.get(run.link?.row())?)
}

/// Appends a stretch, or lengthens the last one if it is of the same kind.
fn push(out: &mut Vec<Inline>, text: &str, style: Style, target: Option<&str>) {
    if let Some(target) = target {
        return push_link(out, text, style, target);
    }
    match (out.last_mut(), style) {
        (Some(Inline::Text { text: last }), Style::Plain | Style::Time)
        | (Some(Inline::Emphasis { text: last }), Style::Emphasis)
        | (Some(Inline::Strong { text: last }), Style::Strong)
        | (Some(Inline::Code { text: last }), Style::Code)
        | (Some(Inline::Subscript { text: last }), Style::Subscript)
        | (Some(Inline::Superscript { text: last }), Style::Superscript) => {
            last.push_str(text);
        }
        _ => out.push(inline(text.to_owned(), style)),
    }
}

/// Appends a link or lengthens the last one. Its parts are kept once one of them
/// is not plain.
fn push_link(out: &mut Vec<Inline>, text: &str, style: Style, target: &str) {
    let is_plain = matches!(style, Style::Plain | Style::Time);
    match out.last_mut() {
        Some(Inline::Link {
            text: before,
            url,
            parts,
        }) if url == target => {
            if !is_plain || !parts.is_empty() {
                if parts.is_empty() {
                    parts.push(inline(before.clone(), Style::Plain));
                }
                push(parts, text, style, None);
            }
            before.push_str(text);
        }
        _ => {
            let stretch = || inline(text.to_owned(), style);
            out.push(Inline::Link {
                text: text.to_owned(),
                url: target.to_owned(),
                parts: (!is_plain).then(stretch).into_iter().collect(),
            });
        }
    }
}

fn inline(text: String, style: Style) -> Inline {
    match style {
        Style::Plain | Style::Time => Inline::Text { text },
        Style::Emphasis => Inline::Emphasis { text },
        Style::Strong => Inline::Strong { text },
        Style::Code => Inline::Code { text },
        Style::Subscript => Inline::Subscript { text },
        Style::Superscript => Inline::Superscript { text },
        Style::Math | Style::DisplayMath => formula(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    /// The text with its formulas between bars.
    fn marked(text: &str) -> String {
        let mut out = Vec::new();
        push_with_formulas(&mut out, &mut Vec::new(), text);
        let pieces = out.iter().map(|piece| match piece {
            Inline::Math { tex } => format!("|{tex}|"),
            piece => piece.as_str().to_owned(),
        });
        pieces.collect()
    }

    /// The text of a page's first block, links in angle brackets, code between
    /// backticks, stressed text between asterisks.
    fn set(html: &str) -> String {
        fn words(text: &[Inline]) -> String {
            let pieces = text.iter().map(|piece| match piece {
                Inline::Link { text, parts, .. } if parts.is_empty() => format!("<{text}>"),
                Inline::Link { text, parts, .. } => {
                    let whole: String = parts.iter().map(Inline::as_str).collect();
                    assert_eq!(&whole, text);
                    format!("<{}>", words(parts))
                }
                Inline::Code { text } => format!("`{text}`"),
                Inline::Emphasis { text } | Inline::Strong { text } => format!("*{text}*"),
                piece => piece.as_str().to_owned(),
            });
            pieces.collect()
        }
        let tree = crate::tree::parse::document(html, &Limits::default());
        let page = crate::segment::html::blocks(&tree, crate::Hidden::default());
        words(&inlines(
            &page,
            &page.blocks[0],
            &Footnotes::default(),
            None,
        ))
    }

    #[test]
    fn what_stands_in_a_link_is_set_as_it_is() {
        for (html, expected) in [
            ("<p><a href=/a><code>push</code></a>.", "<`push`>."),
            (
                "<p>The <a href=/a>new <code>push</code> call</a>.",
                "The <new `push` call>.",
            ),
            (
                "<p><em>See <a href=/a>this</a> now</em>",
                "*See* <*this*> *now*",
            ),
            ("<p><a href=/a><b>On</b>e</a>", "<*On*e>"),
            ("<p><a href=/a>One</a> <a href=/b>two</a>", "<One> <two>"),
            ("<p><a href=/a><time>Noon</time></a>", "<Noon>"),
        ] {
            assert_eq!(set(html), expected, "{html}");
        }
    }

    #[test]
    fn formulas_between_marks_are_found() {
        for (text, expected) in [
            (r"As \(a < b\) holds", "As |a < b| holds"),
            (r"\[ \ce{2H2 + O2 -> 2H2O} \]", r"|\ce{2H2 + O2 -> 2H2O}|"),
            (
                r"so $x_1$, $\alpha$ and $2^n$.",
                r"so |x_1|, |\alpha| and |2^n|.",
            ),
            (r"$$a_1 = \$5$$", r"|a_1 = \$5|"),
            (
                r"\begin{align*} a &= b \end{align*}, then",
                r"|\begin{align*} a &= b \end{align*}|, then",
            ),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn prices_and_names_are_no_formulas() {
        for text in [
            "from $5 to $6, or $$ to $$$",
            "$5_000 and $6_000",
            "it costs $5^ and US$6^*$",
            "$ a_1 $ and $first_name$last_name",
            "$$a = b$$ and x_1 and $$c$$, $$$a_1$$$",
            r"\$a_1\$ and \\(a\\)",
            r"\begin{align} with no end, \( and $$x_1",
            r"\begin{document}a\end{document}",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
