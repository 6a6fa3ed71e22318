//! From scores to roles.
//!
//! One decision is taken for the page as a whole: which blocks are its body.
//! Then an ordered list of [`rules`] gives every block its role and the reason
//! for it; pictures take theirs from the text around them.

mod apart;
mod continuity;
mod entries;
mod furniture;
mod navigation;
mod notices;
mod pictures;
pub(crate) mod plain;
mod repeats;
mod ruled;
mod rules;
mod survey;
mod teasers;
mod threads;
mod words;

use crate::block::{Page, Tag};
use crate::metadata::declared::Declared;
use crate::metadata::visible;
use crate::page_kind::PageKind;
use crate::score::Scores;
use crate::verdict::{Reason, Role, Verdict};
use entries::Entry;
use rules::{Answer, Evidence};
use survey::Survey;

/// One verdict a block.
pub(crate) fn assign(page: &Page, scores: &Scores, declared: &Declared) -> Vec<Verdict> {
    let mut is_body = body(page, scores);
    let entries = match scores.kind {
        // Posts have heads of their own.
        PageKind::Forum => Vec::new(),
        _ => entries::find(page, &is_body),
    };
    if !scores.kind.has_cards() {
        entries::complete(&entries, &mut is_body);
    }
    let left_out = leave_out(page, scores.kind, &entries, &mut is_body);
    let mut head = head(page, &is_body, declared);
    entries::take_back(&entries, &mut head);
    let survey = Survey::new(page, is_body);
    let evidence = Evidence::new(survey, scores, head, &entries, left_out);
    let verdicts = scores.of_block.iter().enumerate().map(|(row, &score)| {
        let (role, reason) = evidence.judge(row);
        Verdict {
            role,
            score,
            reason,
        }
    });
    let verdicts = navigation::label_contents(page, verdicts.collect());
    ruled::laid_over(page, pictures::placed(page, verdicts))
}

/// The least score of body that is mostly a link and stands in a box that is
/// marked as beside the text, save on pages whose body is a list of cards:
/// elsewhere a doubtful link leads away.
const LINK: f32 = 0.5;

/// By block: whether it is body.
///
/// Text that the page carries for its scripts is read only where the page shows
/// next to none: it is the body, and nothing else is.
fn body(page: &Page, scores: &Scores) -> Vec<bool> {
    if !page.from_script.is_empty() {
        let rows = page.blocks.iter().zip(0u32..);
        let is_state = |row: u32| page.from_script.contains(&row);
        return rows
            .map(|(block, row)| is_state(row) && block.is_read())
            .collect();
    }
    const BESIDE_THE_TEXT: [Tag; 4] = [Tag::Aside, Tag::Nav, Tag::Header, Tag::Footer];
    let is_beside = page.within(|container| BESIDE_THE_TEXT.contains(&container.tag));
    let blocks = page.blocks.iter().zip(&scores.of_block);
    let mut is_body: Vec<bool> = blocks
        .map(|(block, score)| {
            let leads_away =
                block.is_link() && is_beside[block.container.row()] && !scores.kind.has_cards();
            let line = if leads_away {
                scores.line.max(LINK)
            } else {
                scores.line
            };
            block.is_read() && *score >= line
        })
        .collect();
    continuity::fill(page, scores, &mut is_body);
    apart::leave_out(page, scores.kind, &mut is_body);
    is_body
}

/// By block: why it is left out of the body that it was of.
fn leave_out(
    page: &Page,
    kind: PageKind,
    entries: &[Entry],
    is_body: &mut [bool],
) -> Vec<Option<Reason>> {
    let mut left_out = vec![None; is_body.len()];
    let mut leave_out = |is_body: &mut [bool], row: usize, reason| {
        if std::mem::take(&mut is_body[row]) {
            left_out[row] = Some(reason);
        }
    };
    if let Some(chosen) = page
        .target
        .and_then(|target| entries::chosen(page, entries, target))
    {
        let others = (0..is_body.len()).filter(|row| !chosen.contains(row));
        others.for_each(|row| leave_out(is_body, row, Reason::AnotherArticle));
    }
    if kind != PageKind::Documentation {
        let mut repeated = repeats::find(page.blocks.iter(), is_body, repeats::OF_A_PAGE);
        if kind != PageKind::Forum && !kind.has_cards() {
            repeated = repeats::but_of_parts(page, repeated);
        }
        for row in repeated {
            leave_out(is_body, row, Reason::Repeated);
        }
    }
    left_out
}

/// By block: its part in the head of the article.
///
/// A byline or date line below the first paragraph that the model takes for
/// body stays there: it may be a sentence. So does a subtitle: pages declare
/// as their summary what is often the first paragraph.
fn head(page: &Page, is_body: &[bool], declared: &Declared) -> Vec<Answer> {
    let mut column = vec![None; page.blocks.len()];
    let found = visible::find_head(page, first_paragraph(page, is_body, None), declared);
    let body_first = first_paragraph(page, is_body, found.subtitle).unwrap_or(page.blocks.len());
    let lines = (found
        .subtitle
        .iter()
        .map(|row| (*row, Role::Subtitle, Reason::Standfirst)))
    .chain(
        found
            .date_line
            .iter()
            .map(|row| (*row, Role::DateLine, Reason::GivesDate)),
    )
    .chain(
        found
            .byline
            .iter()
            .map(|row| (*row, Role::Byline, Reason::NamesAuthor)),
    );
    for (row, role, reason) in lines {
        let is_above = row < body_first && role != Role::Subtitle;
        if is_above || !is_body[row] {
            column[row] = Some((role, reason));
        }
    }
    if let Some(row) = found.title {
        column[row] = Some((Role::Title, Reason::Headline));
    }
    column
}

/// The first block of the body that is a paragraph, not a line of the head.
fn first_paragraph(page: &Page, is_body: &[bool], subtitle: Option<usize>) -> Option<usize> {
    let body = || (0..page.blocks.len()).filter(|row| is_body[*row] && Some(*row) != subtitle);
    let is_paragraph = |row: &usize| {
        let block = &page.blocks[*row];
        !block.is_heading() && block.words >= PARAGRAPH
    };
    body().find(is_paragraph).or_else(|| body().next())
}

/// Fewest words of a paragraph: lines of the head are shorter.
const PARAGRAPH: u32 = 12;

#[cfg(test)]
mod tests;
