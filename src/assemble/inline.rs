//! Runs of a block to inline text.

use url::Url;

use super::footnotes::Footnotes;
use crate::address;
use crate::article::Inline;
use crate::block::{Page, Run, Style, TextBlock};

/// A block's text as stretches of one kind. A link's own style is not kept.
pub(super) fn inlines(
    page: &Page,
    block: &TextBlock,
    notes: &Footnotes,
    base: Option<&Url>,
) -> Vec<Inline> {
    let mut out = Vec::new();
    for (piece, run) in block.pieces() {
        if let Some(number) = notes.mark(run.link) {
            push_mark(&mut out, piece, number);
            continue;
        }
        let target = link_target(page, run, base);
        for (line, text) in piece.split('\n').enumerate() {
            if line > 0 {
                out.push(Inline::Break);
            }
            if run.style == Style::Plain && target.is_none() {
                push_with_formulas(&mut out, text);
            } else if run.style == Style::Math {
                let tex = text.trim_start();
                push_plain(&mut out, &text[..text.len() - tex.len()]);
                out.push(formula(tex));
            } else if !text.is_empty() {
                push(&mut out, text, run.style, target.as_deref());
            }
        }
    }
    out
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
fn push_with_formulas(out: &mut Vec<Inline>, text: &str) {
    let mut marks = vec![("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")];
    let (mut done, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['\\', '$']) {
        at += next;
        let Some(kind) = marks
            .iter()
            .position(|(open, _)| text[at..].starts_with(open))
        else {
            at += 1;
            continue;
        };
        let (open, close) = marks[kind];
        let start = at + open.len();
        let Some(length) = text[start..].find(close) else {
            marks.swap_remove(kind);
            continue;
        };
        let tex = text[start..start + length].trim();
        // "$$" is a price, too.
        let is_tex = open != "$$" || tex.contains(['\\', '^', '_', '=', '{']);
        let end = start + length + close.len();
        if !tex.is_empty() && is_tex {
            push_plain(out, &text[done..at]);
            out.push(formula(tex));
            done = end;
        }
        at = end;
    }
    push_plain(out, &text[done..]);
}

/// The names of TeX stand for the signs that would open a tag wherever the
/// formula is shown.
fn formula(tex: &str) -> Inline {
    Inline::Math {
        tex: tex.replace('<', "\\lt ").replace('>', "\\gt "),
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
    let last = out.last_mut();
    match (last, style, target) {
        (Some(Inline::Link { text: last, url }), _, Some(target)) if url == target => {
            last.push_str(text);
        }
        (Some(Inline::Text { text: last }), Style::Plain | Style::Time, None)
        | (Some(Inline::Emphasis { text: last }), Style::Emphasis, None)
        | (Some(Inline::Strong { text: last }), Style::Strong, None)
        | (Some(Inline::Code { text: last }), Style::Code, None)
        | (Some(Inline::Subscript { text: last }), Style::Subscript, None)
        | (Some(Inline::Superscript { text: last }), Style::Superscript, None) => {
            last.push_str(text);
        }
        _ => out.push(inline(text.to_owned(), style, target)),
    }
}

fn inline(text: String, style: Style, target: Option<&str>) -> Inline {
    if let Some(url) = target {
        let url = url.to_owned();
        return Inline::Link { text, url };
    }
    match style {
        Style::Plain | Style::Time => Inline::Text { text },
        Style::Emphasis => Inline::Emphasis { text },
        Style::Strong => Inline::Strong { text },
        Style::Code => Inline::Code { text },
        Style::Subscript => Inline::Subscript { text },
        Style::Superscript => Inline::Superscript { text },
        Style::Math => formula(&text),
    }
}
