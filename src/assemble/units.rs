//! The posts of a thread and the cards of a list: boxes that repeat, and that
//! the body consists of.

use url::Url;

use super::items::items;
use super::lines::{is_time, may_be_name, with_clock};
use super::outline::rows_in;
use super::teasers::{self, trim_marks};
use crate::article::{Element, PostPlace};
use crate::block::{ContainerId, Page, Style, Tag, TextBlock};
use crate::fnv::{FixedSet, PageMap};
use crate::hints::Hint;
use crate::page_kind::PageKind;

/// The boxes that become elements of their own.
#[derive(Debug, Default)]
pub(super) enum Units {
    /// The page has none.
    #[default]
    None,
    /// By container: the post that it is.
    Posts(Vec<Option<Head>>),
    /// By container: whether it is a card.
    Cards(Vec<bool>),
}

/// What is said of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub author: Option<String>,
    pub time: Option<String>,
    pub place: PostPlace,
}

impl Units {
    /// Those of the body, of which `rows` are the blocks, in order.
    pub fn of(page: &Page, rows: &[usize], kind: PageKind) -> Self {
        match kind {
            PageKind::Forum => posts(page, rows),
            kind if kind.has_cards() => cards(page, rows),
            _ => Units::None,
        }
    }

    /// A post or a card with its body, of which `rows` are the blocks.
    pub fn element(
        &self,
        page: &Page,
        unit: ContainerId,
        rows: &[usize],
        base: Option<&Url>,
        body: Vec<Element>,
    ) -> Element {
        if let Units::Posts(heads) = self
            && let Some(head) = heads[unit.row()].clone()
        {
            return Element::Post {
                author: head.author,
                time: head.time,
                place: head.place,
                body,
            };
        }
        let rows = rows_in(&page.containers[unit.row()], rows);
        let item = teasers::item(page, rows, base).unwrap_or_default();
        Element::Card {
            headline: Some(item.headline).filter(|headline| !headline.is_empty()),
            url: item.url,
            body,
        }
    }

    /// The lists of which posts or cards are items: they are no lists then.
    pub fn holders(&self, page: &Page) -> FixedSet<usize> {
        if matches!(self, Units::None) {
            return FixedSet::default();
        }
        let units = (0..page.containers.len()).filter(|at| self.is_unit(*at));
        let items = units.filter(|at| page.containers[*at].tag == Tag::Li);
        items.map(|at| page.containers[at].parent.row()).collect()
    }

    /// Whether a container is a post or a card.
    pub fn is_unit(&self, container: usize) -> bool {
        match self {
            Units::None => false,
            Units::Posts(heads) => heads[container].is_some(),
            Units::Cards(are_cards) => are_cards[container],
        }
    }
}

/// Puts what stands above the first of several replies into a post of its own:
/// a question often has another box than its answers.
pub(super) fn with_opening(mut elements: Vec<Element>) -> Vec<Element> {
    let is_post = |element: &Element| matches!(element, Element::Post { .. });
    let Some(first) = elements.iter().position(is_post) else {
        return elements;
    };
    let is_text = |element: &Element| !matches!(element, Element::Heading { .. } | Element::Rule);
    let Some(begin) = elements[..first].iter().position(is_text) else {
        return elements;
    };
    if let Element::Post { place, .. } = &mut elements[first] {
        *place = PostPlace::Reply;
    }
    let replies = elements.split_off(first);
    let body = elements.split_off(begin);
    elements.push(Element::Post {
        author: None,
        time: None,
        place: PostPlace::Opening,
        body,
    });
    elements.extend(replies);
    elements
}

/// Most blocks of a post that are searched for its author and time: faces,
/// ranks and counts may stand before them.
const SEARCHED: usize = 30;

/// Boxes of one name that hold much of the body, and of which most say who
/// wrote them or when.
///
/// Fails on: a thread whose posts are single lines of one box, and on one of
/// which the page holds one post only.
fn posts(page: &Page, rows: &[usize]) -> Units {
    let words = words_by_box(page, rows);
    let all = words.first().copied().unwrap_or(0);
    let mut alike: PageMap<Likeness, Alike> = PageMap::default();
    for (at, container) in page.containers.iter().enumerate() {
        if words[at] > 0 {
            let group = alike.entry(likeness(page, at)).or_default();
            group.members.push(at);
            // Those inside another of the same name count once.
            let outer = group.outermost.map(|outer| &page.containers[outer]);
            if outer.is_none_or(|outer| outer.end_block <= container.first_block) {
                group.has_siblings |= outer.is_some_and(|outer| outer.parent == container.parent);
                group.words += words[at];
                group.outermost = Some(at);
            }
        }
    }
    let mut groups: Vec<Alike> = alike
        .into_values()
        .filter(|group| group.has_siblings && group.words * 3 >= all)
        .collect();
    // Parents stand before their children: the outermost boxes come first.
    groups.sort_unstable_by_key(|group| group.members[0]);
    groups
        .iter()
        .find_map(|group| with_heads(page, &group.members))
        .map_or(Units::None, Units::Posts)
}

/// Boxes with one likeness.
#[derive(Debug, Default)]
struct Alike {
    /// In page order.
    members: Vec<usize>,
    /// The last of them that stands in no other.
    outermost: Option<usize>,
    /// Words of the body in them.
    words: u32,
    /// Whether two of them stand in one box.
    has_siblings: bool,
}

/// A box's tag and the first word of its names: what the posts of a thread
/// share whose other classes say "first", "odd" or "accepted".
type Likeness = [Option<u32>; 2];

fn likeness(page: &Page, container: usize) -> Likeness {
    let words = page.containers[container].name_words.clone();
    let mut words = words.map(|word| page.name_words.get(word as usize).copied());
    [words.next().flatten(), words.next().flatten()]
}

/// Words of the blocks in `rows` by box, with the boxes inside it.
fn words_by_box(page: &Page, rows: &[usize]) -> Vec<u32> {
    let mut words = vec![0; page.containers.len()];
    for &row in rows {
        let block = &page.blocks[row];
        words[block.container.row()] += block.words;
    }
    for at in (1..words.len()).rev() {
        words[page.containers[at].parent.row()] += words[at];
    }
    words
}

/// By container, the post that it is; none if it is not known of half of them
/// who wrote them or when.
fn with_heads(page: &Page, posts: &[usize]) -> Option<Vec<Option<Head>>> {
    let mut heads = vec![None; page.containers.len()];
    let mut known = 0;
    for (number, &at) in posts.iter().enumerate() {
        let end = match posts.get(number + 1) {
            Some(next) => page.containers[*next].first_block,
            None => u32::MAX,
        };
        let place = if number == 0 {
            PostPlace::Opening
        } else {
            PostPlace::Reply
        };
        let head = head(page, at, end, place);
        known += usize::from(head.author.is_some() || head.time.is_some());
        heads[at] = Some(head);
    }
    (known * 2 >= posts.len()).then_some(heads)
}

/// Who wrote a post and when, from the blocks of its box before `end`: what
/// its markup names so, else its first short lines.
fn head(page: &Page, container: usize, end: u32, place: PostPlace) -> Head {
    let post = &page.containers[container];
    let rows = post.first_block as usize..post.end_block.min(end) as usize;
    let blocks = || {
        let blocks = page.blocks.get(rows.clone()).unwrap_or_default().iter();
        blocks.filter(|block| block.is_read()).take(SEARCHED)
    };
    let named = blocks()
        .filter(|block| is_byline(page, block.container, ContainerId(container as u32)))
        .find_map(|block| name_of(&block.text));
    let author = named.or_else(|| blocks().take(2).find_map(|block| name_of(&block.text)));
    let time = blocks().filter(|block| !block.is_prose()).find_map(time_of);
    Head {
        author,
        time,
        place,
    }
}

/// Whether a block stands in a box that is named as that of an author, inside
/// of the post or as a part of it.
fn is_byline(page: &Page, innermost: ContainerId, post: ContainerId) -> bool {
    const NEAR: usize = 3;
    let around =
        std::iter::successors(Some(innermost), |at| Some(page.containers[at.row()].parent));
    around
        .take_while(|at| *at > post)
        .take(NEAR)
        .any(|at| page.containers[at.row()].hints.has(Hint::Byline))
}

/// A name, if the line is one.
fn name_of(line: &str) -> Option<String> {
    let name = trim_marks(line.trim_end_matches(':'));
    (may_be_name(name) && !is_time(name)).then(|| name.to_owned())
}

/// What stands in a `time` element, else a line that is a time.
fn time_of(block: &TextBlock) -> Option<String> {
    let marked = block
        .pieces()
        .find(|(piece, run)| run.style == Style::Time && !piece.trim().is_empty());
    match marked {
        Some((piece, _)) => Some(with_clock(&block.text, piece.trim()).to_owned()),
        None => is_time(&block.text).then(|| block.text.clone()),
    }
}

/// The items of a list, where they are more than a line each.
fn cards(page: &Page, rows: &[usize]) -> Units {
    let item_of = items(page, rows, |row| teasers::is_headline(&page.blocks[row]));
    let mut is_card = vec![false; page.containers.len()];
    let mut lines = 0;
    for &row in rows {
        if let Some(item) = item_of[page.blocks[row].container.row()] {
            is_card[item.row()] = true;
            lines += 1;
        }
    }
    let cards = is_card.iter().filter(|is_card| **is_card).count();
    if cards >= FEWEST_CARDS && lines * 2 >= cards * 3 {
        Units::Cards(is_card)
    } else {
        Units::None
    }
}

/// Fewest cards of a list.
const FEWEST_CARDS: usize = 2;

#[cfg(test)]
mod tests {
    use super::super::page_builder::Builder;
    use super::*;

    fn units(words: &str, kind: PageKind) -> Units {
        let page = Builder::read(words);
        let rows: Vec<usize> = (0..page.blocks.len()).collect();
        Units::of(&page, &rows, kind)
    }

    const THREAD: &str = "html body main h1 'Rain' / div.post p 'Anna' / p '^12 May 2021^' / \
        p 'Has anyone seen rain since the spring, anywhere at all?' / / \
        div.post p 'Ben' / p 'Not here, and the farmers are standing in their doorways.' / / \
        div.post p 'Cleo' / p '3 hours ago' / p 'Here it rained all night long, for once.' / /";

    #[test]
    fn posts_say_who_wrote_them_and_when() {
        let Units::Posts(heads) = units(THREAD, PageKind::Forum) else {
            panic!("no posts");
        };
        let heads: Vec<Head> = heads.into_iter().flatten().collect();
        let authors: Vec<_> = heads.iter().map(|head| head.author.as_deref()).collect();
        assert_eq!(authors, [Some("Anna"), Some("Ben"), Some("Cleo")]);
        let times: Vec<_> = heads.iter().map(|head| head.time.as_deref()).collect();
        assert_eq!(times, [Some("12 May 2021"), None, Some("3 hours ago")]);
        let places: Vec<_> = heads.iter().map(|head| head.place).collect();
        let reply = PostPlace::Reply;
        assert_eq!(places, [PostPlace::Opening, reply, reply]);
    }

    #[test]
    fn an_article_has_no_posts() {
        assert!(matches!(units(THREAD, PageKind::Article), Units::None));
    }

    #[test]
    fn paragraphs_are_no_posts() {
        let page = "html body div.post p 'It rained all night, and nobody slept.' / \
            p 'Then it stopped, and everybody went back to sleep.' / p 'So did we.' /";
        assert!(matches!(units(page, PageKind::Forum), Units::None));
    }

    #[test]
    fn entries_of_one_line_are_no_cards() {
        let lines =
            "html body ul li '[Rain at last this year](/a)' / li '[A river returns home](/b)' /";
        assert!(matches!(units(lines, PageKind::Listing), Units::None));
        let cards = "html body ul li h3 '[Rain at last](/a)' / p 'All night.' / / \
            li h3 '[A river returns](/b)' / p 'It had been gone.' / /";
        assert!(matches!(units(cards, PageKind::Listing), Units::Cards(_)));
    }
}
