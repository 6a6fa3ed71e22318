//! Navigation blocks to groups of links.

use url::Url;

use super::inline::link_target;
use crate::article::{Link, LinkGroup};
use crate::block::{BlockKind, ContainerId, LinkId, Page, Tag, TextBlock};

/// Tables of contents and the other navigation in `rows`, which are in order:
/// a group for each list or `nav`, and a new one at each heading.
pub(super) fn groups(
    page: &Page,
    rows: &[usize],
    base: Option<&Url>,
) -> (Vec<LinkGroup>, Vec<LinkGroup>) {
    all(page, rows, base).into_iter().partition(is_contents)
}

/// Fewest links of a table of contents, and of one that has a heading.
const FEWEST_PARTS: usize = 3;
const FEWEST_HEADED: usize = 2;

/// Whether all links of a group lead to parts of the page itself.
fn is_contents(group: &LinkGroup) -> bool {
    let leads_inside = |link: &Link| link.url.as_deref().is_some_and(|url| url.starts_with('#'));
    let fewest = match group.heading {
        Some(_) => FEWEST_HEADED,
        None => FEWEST_PARTS,
    };
    group.links.len() >= fewest && group.links.iter().all(leads_inside)
}

fn all(page: &Page, rows: &[usize], base: Option<&Url>) -> Vec<LinkGroup> {
    if rows.is_empty() {
        return Vec::new();
    }
    let group_of = groups_of_containers(page);
    let mut groups: Vec<LinkGroup> = Vec::new();
    let mut heading = None;
    let mut current = None;
    for (at, block) in rows.iter().map(|&row| &page.blocks[row]).enumerate() {
        let group = group_of[block.container.row()];
        let next = rows.get(at + 1).map(|&row| &page.blocks[row]);
        let is_alone = || {
            let is_other =
                |next: &TextBlock| group_of[next.container.row()] != group || is_switch(page, next);
            current != Some(group) && next.is_some_and(is_other)
        };
        if block.linked_words == 0 && (block.is_heading() || (is_label(block) && is_alone())) {
            heading = Some(block.text.clone());
            current = None;
            continue;
        }
        if current != Some(group) {
            current = Some(group);
            let heading = if is_switch(page, block) {
                None
            } else {
                heading.take()
            };
            groups.push(LinkGroup {
                heading,
                links: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            push_links(page, block, base, &mut group.links);
        }
    }
    groups
}

/// Whether a block may head the links that follow it, though it is no heading:
/// "Contents" in a plain paragraph, "On this page" over a list that folds.
fn is_label(block: &TextBlock) -> bool {
    block.kind != BlockKind::Control && block.words <= LONGEST_LABEL
}

/// Most words of a label.
const LONGEST_LABEL: u32 = 6;

/// Whether a block is no entry but opens and closes the list below it.
fn is_switch(page: &Page, block: &TextBlock) -> bool {
    let leads_nowhere = |link: LinkId| page.links.get(link.row()).is_none_or(|to| to == "#");
    let mut links = block.runs.iter().filter_map(|run| run.link).peekable();
    block.kind == BlockKind::Control || (links.peek().is_some() && links.all(leads_nowhere))
}

/// For each container, what its links are grouped by: the outermost list
/// around it within its `nav`, else the `nav`, else the box around it.
fn groups_of_containers(page: &Page) -> Vec<ContainerId> {
    let mut lists: Vec<Option<ContainerId>> = Vec::with_capacity(page.containers.len());
    let mut groups = Vec::with_capacity(page.containers.len());
    for (at, container) in page.containers.iter().enumerate() {
        let this = ContainerId(at as u32);
        let outer = lists.get(container.parent.row()).copied().flatten();
        let outer_is_list = outer.is_some_and(|id| is_list(page.containers[id.row()].tag));
        let list = match container.tag {
            Tag::Nav => Some(this),
            tag if is_list(tag) && !outer_is_list => Some(this),
            _ => outer,
        };
        lists.push(list);
        groups.push(list.unwrap_or(container.parent));
    }
    groups
}

fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol | Tag::Dl)
}

/// The links of a block, or its text as an entry that leads nowhere.
fn push_links(page: &Page, block: &TextBlock, base: Option<&Url>, links: &mut Vec<Link>) {
    let before = links.len();
    let mut last = None;
    for (piece, run) in block.pieces_with_links() {
        let Some(id) = run.link else {
            last = None;
            continue;
        };
        match links.last_mut() {
            Some(link) if last == Some(id) => link.text.push_str(piece),
            _ => links.push(Link {
                text: piece.to_owned(),
                url: link_target(page, &run, base).or_else(|| page.place_of(id).map(str::to_owned)),
            }),
        }
        last = Some(id);
    }
    for link in &mut links[before..] {
        let text = link.text.trim();
        if text.len() < link.text.len() || text.contains('\n') {
            link.text = text.replace('\n', " ");
        }
    }
    if links.len() == before {
        links.push(Link {
            text: block.text.replace('\n', " "),
            url: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_builder::Builder;
    use super::*;

    fn read(words: &str) -> Vec<LinkGroup> {
        let page = Builder::read(words);
        let rows: Vec<usize> = (0..page.blocks.len()).collect();
        groups(&page, &rows, None).1
    }

    #[test]
    fn a_group_for_each_list_with_its_heading() {
        let groups = read(
            "html body nav ul li '[News](/n)' / li '[Sport](/s)' ul li '[Golf](/g)' / / / li 'Here' / / / \
             h3 'Help' / ul li '[Contact](/c)'",
        );
        assert_eq!(groups.len(), 2);
        let texts: Vec<_> = groups[0].links.iter().map(|link| &link.text[..]).collect();
        assert_eq!(texts, ["News", "Sport", "Golf", "Here"]);
        assert_eq!(groups[0].links[0].url.as_deref(), Some("/n"));
        assert_eq!(groups[0].links[3].url, None);
        assert_eq!(groups[1].heading.as_deref(), Some("Help"));
    }

    #[test]
    fn a_label_heads_the_list_below_it_past_its_switch() {
        let page = Builder::read(
            "html body div div p 'In brief' / span '[Hide](#)' / / ul li '[Ebb](#ebb)' / li '[Flood](#flood)' / / / \
             ul li 'Here' / li '[News](/n)' / /",
        );
        let rows: Vec<usize> = (0..page.blocks.len()).collect();
        let (contents, navigation) = groups(&page, &rows, None);
        assert_eq!(contents.len(), 1);
        assert_eq!(contents[0].heading.as_deref(), Some("In brief"));
        let texts: Vec<Vec<_>> = navigation
            .iter()
            .map(|group| group.links.iter().map(|link| &link.text[..]).collect())
            .collect();
        assert_eq!(texts, [vec!["Hide"], vec!["Here", "News"]]);
        assert!(navigation.iter().all(|group| group.heading.is_none()));
    }

    #[test]
    fn one_block_may_hold_several_links() {
        let groups = read("html body div p '[Home](/) | [News](/n)'");
        assert_eq!(groups[0].links.len(), 2);
        assert_eq!(groups[0].links[1].text, "News");
    }

    #[test]
    fn links_to_parts_of_the_page_are_its_contents() {
        let page = Builder::read(
            "html body ul li '[Ebb](#ebb)' / li '[Flood](#flood)' / li '[Storm](#storm)' / / \
             nav '[Home](/) [Top](#top)' /",
        );
        let rows: Vec<usize> = (0..page.blocks.len()).collect();
        let (contents, navigation) = groups(&page, &rows, None);
        assert_eq!((contents.len(), navigation.len()), (1, 1));
        assert_eq!(contents[0].links[2].url.as_deref(), Some("#storm"));
    }
}
