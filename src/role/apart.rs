//! What a body leaves out though it scores as body: a dialog over the page,
//! readers' comments under an article, credits of pictures, and labels that head
//! nothing of it.

use super::survey::is_frame;
use super::words::is_one_of;
use crate::block::{BlockKind, Container, Detail, Page, Tag, TextBlock};
use crate::credit::is_credit;
use crate::hints::Hint;
use crate::page_kind::PageKind;

/// Takes out of the body what is none of it.
pub(super) fn leave_out(page: &Page, kind: PageKind, is_body: &mut [bool]) {
    leave_out_dialogs(page, is_body);
    if kind == PageKind::Article {
        leave_out_comments(page, is_body);
    }
    leave_out_credits(page, is_body);
    if matches!(kind, PageKind::Article | PageKind::Other) {
        leave_out_last_links(page, is_body);
    }
    leave_out_labels(page, kind, is_body);
}

/// Fewest words of body that a page shows beside its dialogs, or above its
/// comments, for them to be none of it.
const BESIDE: u32 = 40;

/// Leaves out what stands in a dialog, where there is body beside it.
///
/// Why: licence terms, consent and sign-up forms are full sentences, and often
/// more of them than a short article has.
/// Fails on: an article that a page opens in a dialog over a list of others.
fn leave_out_dialogs(page: &Page, is_body: &mut [bool]) {
    let is_dialog = |at: &Container| at.tag == Tag::Dialog || at.detail == Detail::Dialog;
    if !page.containers.iter().any(is_dialog) {
        return;
    }
    let in_dialog = page.within(is_dialog);
    let body = || (0..page.blocks.len()).filter(|row| is_body[*row]);
    let is_beside = |row: &usize| !in_dialog[page.blocks[*row].container.row()];
    let beside: u32 = body()
        .filter(is_beside)
        .map(|row| page.blocks[row].words)
        .sum();
    let holds_top =
        body().any(|row| page.blocks[row].kind == BlockKind::Heading(1) && !is_beside(&row));
    if beside >= BESIDE && !holds_top {
        let is_beside: Vec<bool> = (0..page.blocks.len()).map(|row| is_beside(&row)).collect();
        for (is_body, is_beside) in is_body.iter_mut().zip(is_beside) {
            *is_body &= is_beside;
        }
    }
}

/// Leaves out of an article what stands below it in a box named for comments
/// within another one, as each comment of a thread does.
///
/// Why: what many readers wrote is running text like the article, and more of it.
/// One such name alone says little.
/// Fails on: a discussion that was told as an article.
fn leave_out_comments(page: &Page, is_body: &mut [bool]) {
    let is_named = |at: &Container| at.hints.has(Hint::Comment) && !is_frame(at);
    if !page.containers.iter().any(is_named) {
        return;
    }
    let in_named = page.within(is_named);
    let in_inner = page.within(|at| is_named(at) && in_named[at.parent.row()]);
    let mut above = 0;
    for (row, block) in page.blocks.iter().enumerate() {
        if !is_body[row] {
            continue;
        }
        if !in_inner[block.container.row()] {
            above += block.words;
        } else if above >= BESIDE {
            is_body[row] = false;
        }
    }
}

/// Leaves out a line right below a picture that names its maker.
///
/// Why: it speaks of the picture alone, as a caption does.
/// Fails on: a caption that begins with the credit.
fn leave_out_credits(page: &Page, is_body: &mut [bool]) {
    const LONGEST: u32 = 10;

    let is_picture = |block: &TextBlock| block.kind == BlockKind::Image;
    let is_credited = |block: &TextBlock| {
        block.kind == BlockKind::Text && block.words <= LONGEST && is_credit(&block.text)
    };
    for (above, pair) in page.blocks.windows(2).enumerate() {
        if is_body[above + 1] && is_picture(&pair[0]) && is_credited(&pair[1]) {
            is_body[above + 1] = false;
        }
    }
}

/// Leaves out the links that an article ends with, where a label says that they
/// lead to more.
///
/// Why: on a page without menus a list of headlines looks like the text.
/// Fails on: sources under such a label.
fn leave_out_last_links(page: &Page, is_body: &mut [bool]) {
    let rows = (0..page.blocks.len()).rev();
    let mut body = rows.filter(|row| is_body[*row] && page.blocks[*row].is_read());
    let is_text = |row: &usize| !page.blocks[*row].is_link();
    if let Some(label) = body.find(is_text)
        && is_one_of(LABELS, &page.blocks[label].text)
    {
        is_body[label + 1..].fill(false);
    }
}

/// Leaves out a label ("Related stories") right above what is no body, one of
/// contents ("On this page") above running text, and, of an article, a last
/// sub-head that none of the body follows.
///
/// Why: it heads what stands below it, and the contents are folded away.
/// Fails on: a sub-head above nothing but pictures.
fn leave_out_labels(page: &Page, kind: PageKind, is_body: &mut [bool]) {
    let mut below: Option<&TextBlock> = None;
    let mut is_last = kind == PageKind::Article;
    for row in page.readable().into_iter().rev() {
        let block = &page.blocks[row];
        if is_body[row] {
            let is_contents = is_one_of(CONTENTS, &block.text);
            let heads_nothing = match below {
                None => {
                    is_last && block.is_heading() || is_contents || is_one_of(LABELS, &block.text)
                }
                Some(below) => is_contents && (below.is_prose() || below.is_heading()),
            };
            is_body[row] = !heads_nothing;
            is_last = false;
        }
        below = is_body[row].then_some(block);
    }
}

/// What heads a page's own contents, to the last word; in lower case.
const CONTENTS: &[&str] = &[
    "contents",
    "in diesem artikel",
    "in this article",
    "inhalt",
    "inhaltsverzeichnis",
    "jump to",
    "on this page",
    "sommaire",
    "table of contents",
    "tabla de contenidos",
];

/// What heads links to more, to the last word; in lower case.
const LABELS: &[&str] = &[
    "about the author",
    "about the authors",
    "auch interessant",
    "das könnte sie auch interessieren",
    "don't miss",
    "further reading",
    "keep reading",
    "lees ook",
    "lees verder",
    "leggi anche",
    "lesen sie auch",
    "like this",
    "lire aussi",
    "lire la suite",
    "mehr zum thema",
    "meistgelesen",
    "more from the author",
    "more like this",
    "more on this",
    "more on this story",
    "more on this topic",
    "more stories",
    "most popular",
    "most read",
    "no te pierdas",
    "photo credits",
    "read also",
    "read more",
    "read next",
    "recommended",
    "recommended articles",
    "recommended for you",
    "recommended reading",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related links",
    "related posts",
    "related products",
    "related stories",
    "related topics",
    "related video",
    "related videos",
    "share",
    "share this",
    "share this article",
    "siehe auch",
    "sur le même sujet",
    "te puede interesar",
    "up next",
    "verwandte artikel",
    "video credits",
    "weiterlesen",
    "what to read next",
    "you may also like",
    "you may like",
    "you might also like",
    "à lire aussi",
    "zobacz także",
    "читайте также",
];
