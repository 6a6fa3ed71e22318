//! The rules in the order in which they are asked: the first that answers
//! decides about a block.

use super::entries::Entry;
use super::survey::Survey;
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
    notices: Vec<Option<Reason>>,
    comments: Vec<Option<Reason>>,
    teasers: Vec<Option<Reason>>,
    foot: Vec<Option<Reason>>,
    menus: Vec<Option<Reason>>,
    link_groups: Vec<Option<Reason>>,
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
            foot: furniture::foot(&survey),
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
    let is_anothers = evidence.teasers[row].is_some() || evidence.comments[row].is_some();
    let (role, reason) = evidence.head[row].clone()?;
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
    of_column(Role::Other, &evidence.left_out, row)
}

/// See [`notices::find`]. Page: `tests/pages/consent-bar.html`.
fn notice(evidence: &Evidence, row: usize) -> Answer {
    of_column(Role::Notice, &evidence.notices, row)
}

/// See [`threads::comments`]. Page: `tests/pages/comments.html`.
fn comment(evidence: &Evidence, row: usize) -> Answer {
    of_column(Role::Comment, &evidence.comments, row)
}

/// See [`teasers::lists`]. Page: `tests/pages/teasers-inside-body.html`.
fn teaser(evidence: &Evidence, row: usize) -> Answer {
    of_column(Role::Teaser, &evidence.teasers, row)
}

/// See [`furniture::foot`]. Page: `tests/pages/footer-groups.html`.
fn foot(evidence: &Evidence, row: usize) -> Answer {
    of_column(Role::Footer, &evidence.foot, row)
}

/// See [`navigation::named`]. Page: `tests/pages/breadcrumb-and-pages.html`.
fn menu(evidence: &Evidence, row: usize) -> Answer {
    of_column(Role::Navigation, &evidence.menus, row)
}

/// See [`teasers::pointer`]. Page: `tests/pages/teasers-inside-body.html`.
fn pointer(evidence: &Evidence, row: usize) -> Answer {
    Some((Role::Teaser, teasers::pointer(&evidence.survey, row)?))
}

/// See [`navigation::groups`]. Page: `tests/pages/breadcrumb-and-pages.html`.
fn link_group(evidence: &Evidence, row: usize) -> Answer {
    of_column(Role::Navigation, &evidence.link_groups, row)
}

/// See [`navigation::linked`].
fn links(evidence: &Evidence, row: usize) -> Answer {
    Some((Role::Navigation, navigation::linked(&evidence.survey, row)?))
}

fn of_column(role: Role, column: &[Option<Reason>], row: usize) -> Answer {
    Some((role, column[row].clone()?))
}
