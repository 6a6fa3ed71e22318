//! Who wrote the article, settled between what is shown and what is declared.

use url::Url;

use crate::article::{Byline, Source};
use crate::block::{Page, TextBlock};

use super::byline;
use super::declared::{Declared, Kind, Stated};
use super::title::{SiteNames, letters};

/// The authors: those that the page shows, if it shows any, for that is what
/// readers see and editors correct; else those of the most trusted
/// declaration. A declaration that names only the site loses to any other.
pub(super) fn settle(
    page: &Page,
    rows: &[usize],
    declared: &Declared,
    sites: &SiteNames,
    base: Option<&Url>,
) -> Vec<Byline> {
    let shown = shown(page, rows, base);
    let mut stated: Vec<Vec<Byline>> = declared
        .credits
        .iter()
        .map(|credit| bylines(credit, base))
        .filter(|names| !names.is_empty())
        .collect();
    stated.sort_by_key(|names| names.iter().all(|author| sites.hold(&author.name)));
    let stated = stated.into_iter().next().unwrap_or_default();
    choose(shown, stated, sites)
}

fn choose(shown: Vec<Byline>, stated: Vec<Byline>, sites: &SiteNames) -> Vec<Byline> {
    if shown.is_empty() {
        return stated;
    }
    if stated.is_empty() {
        return shown;
    }
    let only_site = |names: &[Byline]| names.iter().all(|author| sites.hold(&author.name));
    if only_site(&shown) && !only_site(&stated) {
        return stated;
    }
    with_addresses(shown, &stated)
}

/// Adds the addresses that the declaration knows.
fn with_addresses(mut shown: Vec<Byline>, stated: &[Byline]) -> Vec<Byline> {
    for author in &mut shown {
        let known = stated
            .iter()
            .find(|known| letters(&known.name) == letters(&author.name));
        if author.url.is_none() {
            author.url = known.and_then(|known| known.url.clone());
        }
    }
    shown
}

/// The names of one declaration.
fn bylines(credit: &Stated<Vec<super::declared::Credit>>, base: Option<&Url>) -> Vec<Byline> {
    let mut all: Vec<Byline> = Vec::new();
    for author in &credit.value {
        let names = match author.kind {
            Kind::Organisation => byline::organisation(&author.name).into_iter().collect(),
            _ => byline::names(&author.name),
        };
        let url = author
            .url
            .as_deref()
            .filter(|_| names.len() == 1)
            .and_then(|url| absolute(url, base));
        for name in names {
            add(
                &mut all,
                Byline {
                    name,
                    url: url.clone(),
                    source: credit.source,
                },
            );
        }
    }
    byline::drop_nobody(&mut all, |author| &author.name);
    all
}

/// The names in the lines that readers see.
fn shown(page: &Page, rows: &[usize], base: Option<&Url>) -> Vec<Byline> {
    let mut all = Vec::new();
    for block in rows.iter().filter_map(|row| page.blocks.get(*row)) {
        for name in byline::names(&block.text) {
            let url = link_of(page, block, &name).and_then(|url| absolute(url, base));
            add(
                &mut all,
                Byline {
                    name,
                    url,
                    source: Source::Visible,
                },
            );
        }
    }
    byline::drop_nobody(&mut all, |author| &author.name);
    all
}

fn add(all: &mut Vec<Byline>, author: Byline) {
    if !all
        .iter()
        .any(|known| letters(&known.name) == letters(&author.name))
    {
        all.push(author);
    }
}

/// The target of the link whose text is the name.
fn link_of<'a>(page: &'a Page, block: &TextBlock, name: &str) -> Option<&'a str> {
    let link = block
        .pieces()
        .find(|(text, run)| run.link.is_some() && text.contains(name))?
        .1
        .link?;
    page.links.get(link.row()).map(String::as_str)
}

fn absolute(url: &str, base: Option<&Url>) -> Option<String> {
    match base {
        Some(base) => base.join(url).ok().map(String::from),
        None => Some(url.to_string()),
    }
}
