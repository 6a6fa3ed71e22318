//! The rules in the order in which they are asked: the first that answers
//! decides about a block.

use super::entries::Entry;
use super::survey::{Reasons, Survey};
use super::{furniture, navigation, notices, teasers, threads};
use crate::block::Sight;
use crate::fnv::FixedSet;
use crate::score::Scores;
use crate::verdict::{Reason, Role};

/// What the rules know of a page.
pub(super) struct Evidence<'p> {
    survey: Survey<'p>,
    scores: &'p [f32],
    /// Blocks of this score and above are body by themselves.
    line: f32,
    /// By block: its part in the head of the article.
    head: Vec<Answer>,
    /// Blocks that head one of several articles.
    entry_heads: FixedSet<usize>,
    /// By block: why it is left out of the body that it was of.
    left_out: Vec<Option<Reason>>,
    notices: Reasons,
    comments: Reasons,
    teasers: Reasons,
    foot: Reasons,
    menus: Reasons,
    link_groups: Reasons,
}

/// A role and why, if a rule has one to give.
pub(super) type Answer = Option<(Role, Reason)>;
type Rule = fn(&Evidence, usize) -> Answer;

/// Tried in order.
const RULES: &[Rule] = &[
    hidden,
    head,
    advert_label,
    body,
    left_out,
    notice,
    comment,
    teaser,
    foot,
    legal_line,
    menu,
    pointer,
    link_group,
    links,
];

impl<'p> Evidence<'p> {
    pub fn new(
        survey: Survey<'p>,
        scores: &'p Scores,
        head: Vec<Answer>,
        entries: &[Entry],
        left_out: Vec<Option<Reason>>,
    ) -> Self {
        Evidence {
            notices: notices::find(&survey),
            comments: threads::comments(&survey),
            teasers: teasers::lists(&survey),
            foot: furniture::named(&survey),
            menus: navigation::named(&survey),
            link_groups: navigation::groups(&survey),
            survey,
            scores: &scores.of_block,
            line: scores.line,
            head,
            entry_heads: entries.iter().flat_map(Entry::head).collect(),
            left_out,
        }
    }

    /// The role of a block with text.
    pub fn judge(&self, row: usize) -> (Role, Reason) {
        RULES
            .iter()
            .find_map(|rule| rule(self, row))
            .unwrap_or((Role::Other, Reason::ScoredOther(self.scores[row])))
    }

    fn answer(&self, role: Role, reasons: &Reasons, row: usize) -> Answer {
        Some((role, reasons.of(self.survey.page, row)?.clone()))
    }
}

/// What a browser does not show is nothing to a reader.
///
/// Fails on: text that a style sheet hides, or that a script reveals.
///
/// Page: `tests/pages/hidden-text.html`.
fn hidden(evidence: &Evidence, row: usize) -> Answer {
    match evidence.survey.page.blocks[row].sight {
        Sight::Hidden(by) => Some((Role::Hidden, Reason::Hidden(by))),
        Sight::Visible => None,
    }
}

/// Headline, byline and date line are told from what the page declares and
/// how they are written, whatever their score. The author and the date of a
/// teaser or a comment are not the article's.
///
/// Page: `tests/pages/byline-and-date.html`.
fn head(evidence: &Evidence, row: usize) -> Answer {
    let (role, reason) = evidence.head[row].clone()?;
    let page = evidence.survey.page;
    let mut others = [&evidence.teasers, &evidence.comments].into_iter();
    let is_anothers = others.any(|reasons| reasons.of(page, row).is_some());
    (role == Role::Title || !is_anothers).then_some((role, reason))
}

/// See [`notices::is_advert_label`].
fn advert_label(evidence: &Evidence, row: usize) -> Answer {
    notices::is_advert_label(&evidence.survey.page.blocks[row])
        .then_some((Role::Notice, Reason::AdvertLabel))
}

/// What the model takes for running text is body. No rule below is asked
/// about it: names and neighbours never take a block out of the body.
fn body(evidence: &Evidence, row: usize) -> Answer {
    if !evidence.survey.is_body[row] {
        return None;
    }
    let reason = if evidence.survey.page.from_script.contains(&(row as u32)) {
        Reason::FromScript
    } else if evidence.scores[row] < evidence.line && evidence.entry_heads.contains(&row) {
        Reason::HeadsEntry
    } else if evidence.scores[row] < evidence.line {
        Reason::Surroundings(Role::Body)
    } else {
        Reason::ScoredBody(evidence.scores[row])
    };
    Some((Role::Body, reason))
}

/// See [`super::entries::chosen`] and [`super::repeats::find`].
fn left_out(evidence: &Evidence, row: usize) -> Answer {
    Some((Role::Other, evidence.left_out[row].clone()?))
}

/// See [`notices::find`]. Page: `tests/pages/consent-bar.html`.
fn notice(evidence: &Evidence, row: usize) -> Answer {
    evidence.answer(Role::Notice, &evidence.notices, row)
}

/// See [`threads::comments`]. Page: `tests/pages/comments.html`.
fn comment(evidence: &Evidence, row: usize) -> Answer {
    evidence.answer(Role::Comment, &evidence.comments, row)
}

/// See [`teasers::lists`]. Page: `tests/pages/teasers-inside-body.html`.
fn teaser(evidence: &Evidence, row: usize) -> Answer {
    evidence.answer(Role::Teaser, &evidence.teasers, row)
}

/// See [`furniture::named`]. Page: `tests/pages/footer-groups.html`.
fn foot(evidence: &Evidence, row: usize) -> Answer {
    evidence.answer(Role::Footer, &evidence.foot, row)
}

/// See [`furniture::legal_line`]. Page: `tests/pages/footer-groups.html`.
fn legal_line(evidence: &Evidence, row: usize) -> Answer {
    Some((Role::Footer, furniture::legal_line(&evidence.survey, row)?))
}

/// See [`navigation::named`]. Page: `tests/pages/breadcrumb-and-pages.html`.
fn menu(evidence: &Evidence, row: usize) -> Answer {
    evidence.answer(Role::Navigation, &evidence.menus, row)
}

/// See [`teasers::pointer`]. Page: `tests/pages/teasers-inside-body.html`.
fn pointer(evidence: &Evidence, row: usize) -> Answer {
    Some((Role::Teaser, teasers::pointer(&evidence.survey, row)?))
}

/// See [`navigation::groups`]. Page: `tests/pages/breadcrumb-and-pages.html`.
fn link_group(evidence: &Evidence, row: usize) -> Answer {
    evidence.answer(Role::Navigation, &evidence.link_groups, row)
}

/// See [`navigation::linked`].
fn links(evidence: &Evidence, row: usize) -> Answer {
    Some((Role::Navigation, navigation::linked(&evidence.survey, row)?))
}
