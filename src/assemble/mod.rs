//! Blocks, verdicts and metadata to the article. Needs no tree.

pub(crate) mod address;
mod blocks;
mod body;
mod comments;
mod inline;
mod items;
pub(crate) mod lines;
mod navigation;
mod outline;
pub(crate) mod plain;
#[cfg(test)]
pub(crate) mod page_builder;
mod select;
mod tables;
mod teasers;
#[cfg(test)]
mod tests;

use crate::article::Article;
use crate::block::Page;
use crate::limits::Limit;
use crate::metadata::Metadata;
use crate::metadata::date::Order;
use crate::score::Scores;
use crate::verdict::{Role, Verdict};
use outline::Outline;

/// The article.
pub(crate) fn article(
    page: &Page,
    scores: &Scores,
    verdicts: &[Verdict],
    metadata: Metadata,
) -> Article {
    let base = metadata.base.as_ref();
    let elements = |role| {
        let rows = select::with_pictures(page, verdicts, role);
        if rows.is_empty() {
            return Vec::new();
        }
        body::elements(&Outline::of(page, &rows), base, &rows)
    };
    let text = |role| select::text(page, verdicts, role);
    let language = metadata.language.as_ref();
    let order = Order::of_language(language.map(|language| language.value.as_str()));
    Article {
        page_kind: scores.kind,
        page_kind_probability: scores.kind_probability,
        confidence: scores.confidence,
        truncated: page.too_deep.then_some(Limit::Depth).into_iter().collect(),
        body: elements(Role::Body),
        notices: elements(Role::Notice),
        footer: elements(Role::Footer),
        other: elements(Role::Other),
        teasers: teasers::lists(page, &text(Role::Teaser), base, order),
        navigation: navigation::groups(page, &text(Role::Navigation), base),
        comments: comments::comments(page, &text(Role::Comment), base),
        blocks: blocks::blocks(page, verdicts),
        title: metadata.title,
        subtitle: metadata.subtitle,
        section: metadata.section,
        site: metadata.site,
        bylines: metadata.bylines,
        other_bylines: metadata.other_bylines,
        dateline: metadata.dateline,
        published: metadata.published,
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
