//! Blocks, verdicts and metadata to the article. Needs no tree.

mod blocks;
mod body;
mod budget;
mod comments;
mod footnotes;
mod inline;
mod items;
pub(crate) mod lines;
mod navigation;
mod outline;
#[cfg(test)]
pub(crate) mod page_builder;
mod paragraphs;
pub(crate) mod plain;
mod quotes;
mod select;
mod tables;
mod teasers;
#[cfg(test)]
mod tests;
mod units;

use crate::article::{Article, Byline, Element, PostPlace, Source, Value};
use crate::block::Page;
use crate::limits::Limits;
use crate::metadata::Metadata;
use crate::metadata::date::{self, Order};
use crate::page_kind::PageKind;
use crate::score::Scores;
use crate::verdict::{Reason, Role, Verdict};
use footnotes::Footnotes;
use outline::Outline;
use units::Units;

/// The article, which takes the page's text over.
pub(crate) fn article(
    page: Page,
    scores: &Scores,
    verdicts: &[Verdict],
    metadata: Metadata,
    limits: &Limits,
) -> Article {
    let base = metadata.base.as_ref();
    let mut reached = page.reached;
    let verdicts = budget::within(&page, verdicts, base, limits, &mut reached);
    let mut elements = |role| {
        if !verdicts.iter().any(|verdict| verdict.role == role) {
            return Vec::new();
        }
        let rows = select::with_pictures(&page, verdicts, role);
        if rows.is_empty() {
            return Vec::new();
        }
        let units = match role {
            Role::Body => Units::of(&page, &rows, scores.kind),
            _ => Units::None,
        };
        let notes = match role {
            Role::Body => Footnotes::of(&page, &rows),
            _ => Footnotes::default(),
        };
        let mut outline = Outline::of(&page, &rows, &units, &notes, limits);
        let of_pictures = rows
            .iter()
            .filter(|row| verdicts[**row].reason == Reason::OfPicture);
        outline.figures_aside = of_pictures
            .filter_map(|row| outline.figure(page.blocks[*row].container))
            .collect();
        let elements = body::elements(&outline, &units, &notes, base, &rows);
        let elements = units::with_opening(elements);
        reached.add_all(outline.reached());
        elements
    };
    let mut body = elements(Role::Body);
    quotes::mark_pulled(&mut body);
    let notices = elements(Role::Notice);
    let footer = elements(Role::Footer);
    let other = elements(Role::Other);
    let text = |role| select::text(&page, verdicts, role);
    let language = metadata.language.as_ref();
    let order = Order::of_language(language.map(|language| language.value.as_str()));
    let comments = comments::comments(&page, &text(Role::Comment), base, limits, &mut reached);
    let (author, time) = opening(&body, scores.kind).unwrap_or((&None, &None));
    let mut bylines = metadata.bylines;
    if bylines.is_empty() {
        let author = author.iter().map(|name| Byline::new(name, Source::Visible));
        bylines.extend(author);
    }
    let published = metadata.published.or_else(|| {
        let found = date::find(time.as_ref()?, order)?;
        Some(Value::new(found.moment, Source::Visible))
    });
    let (contents, navigation) = navigation::groups(&page, &text(Role::Navigation), base);
    let teasers = teasers::lists(&page, &text(Role::Teaser), base, order);
    Article {
        page_kind: scores.kind,
        page_kind_probability: scores.kind_probability,
        confidence: scores.confidence,
        truncated: reached.list(),
        body,
        notices,
        footer,
        other,
        comments,
        teasers,
        navigation,
        contents,
        blocks: blocks::blocks(page, verdicts),
        title: metadata.title,
        subtitle: metadata.subtitle,
        section: metadata.section,
        site: metadata.site,
        bylines,
        other_bylines: metadata.other_bylines,
        dateline: metadata.dateline,
        published,
        modified: metadata.modified,
        language: metadata.language,
        direction: metadata.direction,
        url: metadata.url,
        description: metadata.description,
        image: metadata.image,
        tags: metadata.tags,
        breadcrumb: metadata.breadcrumb,
        licence: metadata.licence,
        paywalled: metadata.paywalled,
        crawler_rules: metadata.crawler_rules,
        next_page: metadata.next_page,
        #[cfg(feature = "serde")]
        structured_data: metadata.structured_data,
    }
}

/// What the post that opens a thread says of itself.
fn opening(body: &[Element], kind: PageKind) -> Option<(&Option<String>, &Option<String>)> {
    let mut posts = body.iter().filter_map(|element| match element {
        Element::Post {
            author,
            time,
            place: PostPlace::Opening,
            ..
        } => Some((author, time)),
        _ => None,
    });
    posts.next().filter(|_| kind == PageKind::Forum)
}
