//! Who wrote the article, settled between what is shown and what is declared.

use url::Url;

use crate::address;
use crate::article::{AuthorKind, Byline, Source};
use crate::block::{Page, TextBlock};
use crate::letters::of as letters;

use super::declared::{Declared, Kind, Stated};
use super::title::SiteNames;
use super::{Lines, byline, visible};

/// The authors, and whom other places name.
pub(super) struct Credits {
    pub bylines: Vec<Byline>,
    pub others: Vec<Byline>,
}

/// Settles who wrote the article. Those whom the page names elsewhere are kept
/// apart.
pub(super) fn settle(
    page: &Page,
    lines: &Lines,
    declared: &Declared,
    sites: &SiteNames,
    base: Option<&Url>,
) -> Credits {
    let stated = stated(declared, sites, base);
    let mut bylines = authors(page, lines, &stated, declared, sites, base);
    let mut others: Vec<Byline> = Vec::new();
    for author in stated.into_iter().flatten() {
        let is_same = |known: &&mut Byline| letters(&known.name) == letters(&author.name);
        match bylines.iter_mut().find(is_same) {
            Some(known) => known.kind = known.kind.or(author.kind),
            None if others.len() < super::ALTERNATIVES => add(&mut others, author),
            None => {}
        }
    }
    for author in bylines.iter_mut().chain(&mut others) {
        author.kind = kind_of(author, sites).or(author.kind);
    }
    Credits { bylines, others }
}

/// What an author is by the name: a site or an agency is no person, whatever
/// is declared. Most names do not tell.
fn kind_of(author: &Byline, sites: &SiteNames) -> Option<AuthorKind> {
    let is_organisation = sites.hold(&author.name) || byline::is_agency(&author.name);
    is_organisation.then_some(AuthorKind::Organisation)
}

/// The names of each declaration, the most trusted first.
fn stated(declared: &Declared, sites: &SiteNames, base: Option<&Url>) -> Vec<Vec<Byline>> {
    let mut stated: Vec<Vec<Byline>> = declared
        .credits
        .iter()
        .map(|credit| bylines(credit, sites, base))
        .filter(|names| !names.is_empty())
        .collect();
    stated.sort_by_key(|names| only_site(names, sites));
    stated
}

/// The authors: those that the page shows, if it shows any, for that is what
/// readers see and editors correct; else those of the most trusted
/// declaration. A declaration that names only the site loses to any other.
fn authors(
    page: &Page,
    lines: &Lines,
    stated: &[Vec<Byline>],
    declared: &Declared,
    sites: &SiteNames,
    base: Option<&Url>,
) -> Vec<Byline> {
    let stated = stated.first().cloned();
    let stated = stated.unwrap_or_else(|| linked(declared, base));
    let blocks = |rows: &[usize]| -> Vec<&TextBlock> {
        let blocks = rows.iter().filter_map(|row| page.blocks.get(*row));
        blocks.collect()
    };
    let dates = blocks(&lines.dates);
    let lines = signed_first(page, &blocks(&lines.bylines));
    let mut shown = shown(page, &lines, sites, base);
    if shown.is_empty() && (stated.is_empty() || only_site(&stated, sites)) {
        shown = after_dates(page, &dates, base);
    }
    if shown.is_empty() || (only_site(&shown, sites) && !stated.is_empty()) {
        return stated;
    }
    let mentioned = mentioned(&stated, &lines);
    let names_person = |author: &Byline| {
        byline::is_person(&author.name)
            && !sites.hold(&author.name)
            && author.kind != Some(AuthorKind::Organisation)
    };
    if mentioned.is_empty()
        && stated.iter().any(names_person)
        && !lines.iter().any(|line| is_signed(page, line))
    {
        return stated;
    }
    if mentioned.is_empty() || (only_site(&mentioned, sites) && !all_extend(&shown, &mentioned)) {
        return without_site(with_addresses(shown, &stated), sites);
    }
    with_others(mentioned, shown, &lines)
}

/// Whether a line says by its words or its link that it names an author.
fn is_signed(page: &Page, line: &TextBlock) -> bool {
    byline::has_lead(&line.text) || visible::links_author(page, line)
}

/// The lines that say that they name an author, if some do: what else stands
/// in a box that is named for bylines may be anything.
fn signed_first<'p>(page: &Page, lines: &[&'p TextBlock]) -> Vec<&'p TextBlock> {
    let signed: Vec<&TextBlock> = lines
        .iter()
        .copied()
        .filter(|line| is_signed(page, line))
        .collect();
    if signed.is_empty() {
        lines.to_vec()
    } else {
        signed
    }
}

/// The people that links marked as leading to the author name, if all name one.
fn linked(declared: &Declared, base: Option<&Url>) -> Vec<Byline> {
    let mut all: Vec<Byline> = Vec::new();
    for link in &declared.author_links {
        for name in byline::names(&link.name) {
            let mut author = Byline::new(name, Source::LinkTag);
            author.url = link.url.as_deref().and_then(|url| address::link(base, url));
            add(&mut all, author);
        }
    }
    all.retain(|author| byline::is_written_as_name(&author.name));
    if all.len() == 1 { all } else { Vec::new() }
}

/// Whether every name begins with one of the others: "The Paper Sponsored".
fn all_extend(names: &[Byline], others: &[Byline]) -> bool {
    names.iter().all(|author| {
        let is_start = |other: &Byline| author.name.starts_with(&other.name);
        others.iter().any(is_start)
    })
}

/// The names that follow the date in date lines.
fn after_dates(page: &Page, lines: &[&TextBlock], base: Option<&Url>) -> Vec<Byline> {
    let mut all = Vec::new();
    for block in lines {
        for name in byline::names_after_date(&block.text) {
            let url = link_of(page, block, &name).and_then(|url| address::link(base, url));
            add(
                &mut all,
                Byline {
                    url,
                    ..Byline::new(name, Source::Visible)
                },
            );
        }
    }
    all
}

fn only_site(names: &[Byline], sites: &SiteNames) -> bool {
    names.iter().all(|author| sites.hold(&author.name))
}

/// People are named beside their paper; the paper alone is kept.
fn without_site(mut names: Vec<Byline>, sites: &SiteNames) -> Vec<Byline> {
    if !only_site(&names, sites) {
        names.retain(|author| !sites.hold(&author.name));
    }
    names
}

/// The declared authors that the lines mention: their names are free of what
/// else stands in the lines.
fn mentioned(stated: &[Byline], lines: &[&TextBlock]) -> Vec<Byline> {
    let texts: Vec<String> = lines.iter().map(|line| letters(&line.text)).collect();
    let in_lines = |author: &&Byline| {
        let name = letters(&author.name);
        texts.iter().any(|text| text.contains(&name))
    };
    stated.iter().filter(in_lines).cloned().collect()
}

/// Adds the people whom a line names together with a declared author ("A and
/// B", or a list of three, where only A is declared).
fn with_others(mut named: Vec<Byline>, shown: Vec<Byline>, lines: &[&TextBlock]) -> Vec<Byline> {
    let declared: Vec<String> = named.iter().map(|author| letters(&author.name)).collect();
    let mentions = |text: &str, name: &String| text.contains(name.as_str());
    for author in shown {
        let name = letters(&author.name);
        let is_known = declared
            .iter()
            .any(|known| mentions(known, &name) || mentions(&name, known));
        let joined = lines.iter().any(|line| {
            let text = letters(&line.text);
            mentions(&text, &name)
                && declared.iter().any(|known| mentions(&text, known))
                && (byline::has_joint(&line.text) || byline::names(&line.text).len() > 2)
        });
        if !is_known && joined && byline::is_person(&author.name) {
            named.push(author);
        }
    }
    named
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
fn bylines(
    credit: &Stated<Vec<super::declared::Credit>>,
    sites: &SiteNames,
    base: Option<&Url>,
) -> Vec<Byline> {
    let mut all: Vec<Byline> = Vec::new();
    for author in &credit.value {
        let names = match author.kind {
            // "Luxury Travel Expert" is whom the site is called after.
            _ if sites.hold(&author.name) => {
                vec![author.name.trim_matches([',', '|', ' ']).to_string()]
            }
            Kind::Organisation => byline::organisation(&author.name).into_iter().collect(),
            _ => byline::names(&author.name),
        };
        let url = author
            .url
            .as_deref()
            .filter(|_| names.len() == 1)
            .and_then(|url| address::link(base, url));
        let kind = match author.kind {
            Kind::Person => Some(AuthorKind::Person),
            Kind::Organisation => Some(AuthorKind::Organisation),
            Kind::Unsaid => None,
        };
        for name in names {
            let url = url.clone();
            add(
                &mut all,
                Byline {
                    url,
                    kind,
                    ..Byline::new(name, credit.source)
                },
            );
        }
    }
    byline::drop_nobody(&mut all, |author| &author.name);
    all
}

/// The names in the lines that readers see.
fn shown(page: &Page, lines: &[&TextBlock], sites: &SiteNames, base: Option<&Url>) -> Vec<Byline> {
    let mut all = Vec::new();
    for block in lines {
        for name in byline::names(sites.cut_from(&block.text)) {
            let url = link_of(page, block, &name).and_then(|url| address::link(base, url));
            add(
                &mut all,
                Byline {
                    url,
                    ..Byline::new(name, Source::Visible)
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
