//! Pictures and lines across the page: blocks without text, which are what
//! the text around them is. And what is said about pictures.

use crate::block::{BlockKind, Page, Tag};
use crate::verdict::{Reason, Role, Verdict};

/// The verdicts with the pictures of the body and what is said about them.
pub(super) fn placed(page: &Page, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    take_captions(page, &mut verdicts);
    place(page, verdicts)
}

/// Makes the caption of a picture body where the figure stands between two
/// blocks of the article and nothing in it is body by itself; that of a table
/// wherever the table is.
///
/// Why: readers of the text alone do not want it, so it scores low; but the
/// figure that stands in the article is not whole without it.
/// Fails on: an advertisement that is set as a figure with a caption.
///
/// Page: `tests/pages/whole/news.html`.
fn take_captions(page: &Page, verdicts: &mut [Verdict]) {
    let figures = || page.containers.iter().filter(|at| at.tag == Tag::Figure);
    if figures().next().is_none() {
        return;
    }
    let text = page.readable();
    for figure in figures() {
        let rows = figure.rows();
        let (from, to) = (
            text.partition_point(|row| *row < rows.start),
            text.partition_point(|row| *row < rows.end),
        );
        let said = &text[from..to];
        let stands_between = from > 0
            && is_article(verdicts[text[from - 1]].role)
            && text
                .get(to)
                .is_some_and(|row| verdicts[*row].role == Role::Body);
        let shows = |row: usize| {
            let block = &page.blocks[row];
            block.is_visible() && matches!(block.kind, BlockKind::Image | BlockKind::Embed)
        };
        let is_said = |row: &usize| {
            let kind = page.blocks[*row].kind;
            matches!(kind, BlockKind::Caption | BlockKind::Text)
                && verdicts[*row].role == Role::Other
        };
        if stands_between && rows.clone().any(shows) && said.iter().all(is_said) {
            for row in said {
                verdicts[*row].role = Role::Body;
                verdicts[*row].reason = Reason::OfPicture;
            }
        }
        take_caption_of_table(page, said, verdicts);
    }
}

/// Makes the caption of a figure body where all else in it is, and that is a
/// table: a `caption` in the table itself goes with it, too.
fn take_caption_of_table(page: &Page, said: &[usize], verdicts: &mut [Verdict]) {
    let is_caption = |row: &usize| page.blocks[*row].kind == BlockKind::Caption;
    let is_cell = |row: &usize| page.blocks[*row].kind == BlockKind::Cell;
    let goes_with_it = |row: &usize| is_caption(row) || verdicts[*row].role == Role::Body;
    if !said.iter().all(goes_with_it) || !said.iter().any(is_cell) {
        return;
    }
    for row in said.iter().filter(|row| is_caption(row)) {
        if verdicts[*row].role == Role::Other {
            verdicts[*row].role = Role::Body;
            verdicts[*row].reason = Reason::Surroundings(Role::Body);
        }
    }
}

/// The verdicts, those of visible blocks without text taken from the smallest
/// box around each that holds text: between two blocks of the article they are
/// body; at an end of a box that is mostly body too; else they are of the role
/// of the text below or above.
///
/// Fails on: a picture without a caption in a box of its own above the first
/// paragraph, and on an advertisement's picture between two paragraphs.
fn place(page: &Page, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let (text, textless): (Vec<usize>, Vec<usize>) = (0..page.blocks.len())
        .filter(|row| page.blocks[*row].is_visible())
        .partition(|row| page.blocks[*row].is_read());
    if textless.is_empty() {
        return verdicts;
    }
    let boxes = boxes_of_text(page, &text, &verdicts);
    let mut text = text.into_iter().peekable();
    let mut above = None;
    for row in textless {
        while let Some(before) = text.next_if(|before| *before < row) {
            above = Some(before);
        }
        let around = boxes[page.blocks[row].container.row()];
        let inside = |row: &usize| page.containers[around.row].rows().contains(row);
        let role_of = |row: Option<usize>| row.filter(inside).map(|row| verdicts[row].role);
        let role = role(
            role_of(above),
            role_of(text.peek().copied()),
            around.is_body,
        );
        if let Some(role) = role {
            verdicts[row].role = role;
            verdicts[row].reason = Reason::Surroundings(role);
        }
    }
    verdicts
}

/// The role between that of the text above and below in one box.
fn role(above: Option<Role>, below: Option<Role>, box_is_body: bool) -> Option<Role> {
    match (above, below) {
        (Some(above), Some(below)) if is_article(above) && is_article(below) => Some(Role::Body),
        (Some(role), None) | (None, Some(role)) if is_article(role) => {
            box_is_body.then_some(Role::Body)
        }
        (Some(role), _) if !is_article(role) && below.is_none_or(is_article) => Some(role),
        (_, Some(role)) if !is_article(role) => Some(role),
        _ => None,
    }
}

fn is_article(role: Role) -> bool {
    matches!(
        role,
        Role::Title | Role::Subtitle | Role::Byline | Role::DateLine | Role::Body
    )
}

/// A box that holds text.
#[derive(Debug, Clone, Copy)]
struct TextBox {
    row: usize,
    /// Whether most of its words are body.
    is_body: bool,
}

/// By box: the smallest box that holds text among itself and those around it.
fn boxes_of_text(page: &Page, text: &[usize], verdicts: &[Verdict]) -> Vec<TextBox> {
    let mut words = vec![(0, 0); page.containers.len()];
    for row in text {
        let block = &page.blocks[*row];
        let (all, body) = &mut words[block.container.row()];
        *all += block.words;
        if verdicts[*row].role == Role::Body {
            *body += block.words;
        }
    }
    for row in (1..words.len()).rev() {
        let (all, body) = words[row];
        let parent = &mut words[page.containers[row].parent.row()];
        *parent = (parent.0 + all, parent.1 + body);
    }
    let mut boxes: Vec<TextBox> = Vec::with_capacity(words.len());
    for (row, (all, body)) in words.into_iter().enumerate() {
        let own = TextBox {
            row,
            is_body: body * 2 > all,
        };
        let around = boxes.get(page.containers[row].parent.row()).copied();
        boxes.push(around.filter(|_| all == 0).unwrap_or(own));
    }
    boxes
}
