//! What several features need of the page, summed once: containers from the
//! bottom up, blocks from the front.

use std::hash::Hash;

use super::containers::{self, WIDENINGS};
use super::links;
use super::stated::{self, Statements};
use super::stats::Stats;
use crate::block::{Container, ContainerId, Page, Tag};
use crate::fnv::PageMap;
use crate::hints::Hints;
use crate::letters;
use crate::metadata::declared::Declared;

/// Sums over a page.
#[derive(Debug, Default, Clone)]
pub(super) struct Sums {
    /// Rows of the visible blocks with text, in order: place *n* is rank *n*.
    pub readable: Vec<u32>,
    /// By container row.
    pub containers: Vec<Held>,
    /// By rank: the boxes around it; see [`containers::groups_around`].
    pub groups: Vec<[ContainerId; WIDENINGS + 1]>,
    /// By rank, with one more at the end: what stands before it.
    pub before: Vec<Before>,
    /// The deepest containers that hold at least these shares of the page's
    /// prose: half, four fifths, nearly all.
    pub main: [ContainerId; 3],
    /// Rank of the block that repeats the declared title, a heading first.
    pub title: Option<u32>,
    /// Rank of the first `h1`.
    pub top_heading: Option<u32>,
    /// Ranks of the first and the last block of prose.
    pub prose: Option<(u32, u32)>,
    /// By rank: how many blocks have the same text.
    pub copies: Vec<u32>,
    /// By rank: the last heading at or before it.
    pub heading: Vec<Option<u32>>,
    /// By rank: blocks whose element and the two around it look alike.
    pub paths: Numbered,
    /// By rank: how much of the page's prose is set as the block is.
    pub shape_prose: Vec<ShapeProse>,
    /// By rank, with one more at the end: pictures since the text before.
    pub images_before: Vec<u32>,
    pub declared: DeclaredKind,
    pub images: u32,
    /// By rank: what of the block the page states for machines.
    pub stated: Vec<stated::Found>,
}

/// Shares of the page's prose that stand in elements like the block's own.
///
/// Why: an article's paragraphs are set alike; a note between them is not.
/// Fails on: pages whose paragraphs each have classes of their own.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct ShapeProse {
    /// Elements of the same tag and classes.
    pub own: f32,
    /// The same for the two elements around it, too.
    pub path: f32,
}

/// What the page declares itself to be.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct DeclaredKind {
    pub article: bool,
    pub product: bool,
    pub discussion: bool,
    pub list: bool,
}

/// What one container holds, all that stands below it included. Where that is
/// nothing, what is around it is not told either.
#[derive(Debug, Default, Clone)]
pub(super) struct Held {
    pub blocks: u32,
    pub words: u32,
    pub linked_words: u32,
    pub prose_words: u32,
    pub headings: u32,
    pub sentence_ends: u32,
    pub controls: u32,
    /// Blocks with a link to a page.
    pub linked: u32,
    /// Words of the last segments of the addresses that their first links lead to.
    pub slug_words: u32,
    /// Ranks of its blocks: from, and the first after.
    pub first_rank: u32,
    pub end_rank: u32,
    /// Containers of the same parent, tag and classes that hold text, itself included.
    pub alike: u32,
    /// How many of those stand before it.
    pub alike_before: u32,
    /// The nearest container around it that holds more blocks.
    pub wider: ContainerId,
    /// The outermost container that holds the same blocks.
    pub outermost: ContainerId,
    pub depth: u32,
    /// For each kind of [`around`], how near the nearest such element is: 12 for
    /// itself, one less for each step out, 1 from eleven steps on; 0 if there
    /// is none around it.
    pub near: [u8; AROUND],
    /// Hints of its own names; its parent's; its grandparent's; of all further out.
    pub hints: [Hints; 4],
}

impl Held {
    pub fn link_density(&self) -> f32 {
        super::share(self.linked_words, self.words)
    }
}

/// Kinds of element that tell what stands in them.
const AROUND: usize = 14;

/// Which of these an element is, by the order of the features that ask for them.
fn around(tag: Tag) -> Option<usize> {
    Some(match tag {
        Tag::Article => 0,
        Tag::Main => 1,
        Tag::Nav => 2,
        Tag::Aside => 3,
        Tag::Header => 4,
        Tag::Footer => 5,
        Tag::Form | Tag::Fieldset => 6,
        Tag::Ul | Tag::Ol | Tag::Dl => 7,
        Tag::Table => 8,
        Tag::Figure => 9,
        Tag::Blockquote => 10,
        Tag::Details => 11,
        Tag::Custom => 12,
        Tag::A => 13,
        _ => return None,
    })
}

/// Sums over all blocks before a rank.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Before {
    pub words: u32,
    pub linked_words: u32,
    pub prose_words: u32,
    pub headings: u32,
}

/// Which of some things are alike: all that have the same key have the same number.
#[derive(Debug, Default, Clone)]
pub(super) struct Numbered {
    pub of_each: Vec<u32>,
    /// How many numbers there are: they begin at 0.
    pub count: usize,
}

impl Numbered {
    pub fn new<K: Hash + Eq + Copy>(keys: impl ExactSizeIterator<Item = K>) -> Self {
        let mut numbers = PageMap::with_capacity_and_hasher(keys.len(), Default::default());
        let mut of_each = Vec::with_capacity(keys.len());
        let mut last = None;
        for key in keys {
            // What stands side by side is often alike.
            let number = match last {
                Some((last, number)) if last == key => number,
                _ => {
                    let next = numbers.len() as u32;
                    *numbers.entry(key).or_insert(next)
                }
            };
            of_each.push(number);
            last = Some((key, number));
        }
        Numbered {
            of_each,
            count: numbers.len(),
        }
    }
}

pub(super) fn of_page(page: &Page, stats: &[Stats], declared: &Declared) -> Sums {
    let readable: Vec<u32> = (0..page.blocks.len() as u32)
        .filter(|row| page.blocks[*row as usize].is_read())
        .collect();
    let mut containers = held(page, stats, &readable);
    relate(&page.containers, &mut containers);
    let around = |row: &u32| {
        let container = page.blocks[*row as usize].container;
        containers::groups_around(&containers, container)
    };
    let groups = readable.iter().map(around).collect();
    let main = [0.5, 0.8, 0.95].map(|share| deepest_with(&containers, share));
    let (heading, top_heading) = headings(page, &readable);
    let paths = paths(page, &readable);
    Sums {
        before: before(page, stats, &readable),
        main,
        title: title(page, stats, &readable, declared),
        top_heading,
        prose: prose(stats, &readable),
        copies: copies(page, &readable),
        heading,
        groups,
        shape_prose: shape_prose(page, stats, &readable, &paths),
        paths,
        images_before: images_before(page, &readable),
        declared: declared_kind(declared),
        stated: stated(page, &readable, declared),
        images: page.images.len() as u32,
        readable,
        containers,
    }
}

/// Sums of each container, each block counted in all that hold it.
fn held(page: &Page, stats: &[Stats], readable: &[u32]) -> Vec<Held> {
    let mut held = vec![
        Held {
            first_rank: u32::MAX,
            ..Held::default()
        };
        page.containers.len()
    ];
    for (rank, &row) in readable.iter().enumerate() {
        let (block, stats) = (&page.blocks[row as usize], &stats[row as usize]);
        let sums = &mut held[block.container.row()];
        sums.blocks += 1;
        sums.words += stats.words;
        sums.linked_words += stats.linked_words;
        sums.prose_words += stats.prose_words();
        sums.headings += u32::from(block.is_heading());
        sums.sentence_ends += stats.sentence_ends;
        sums.controls += u32::from(block.kind == crate::block::BlockKind::Control);
        if let Some(words) = links::slug_words(page, block) {
            sums.linked += 1;
            sums.slug_words += words;
        }
        sums.first_rank = sums.first_rank.min(rank as u32);
        sums.end_rank = rank as u32 + 1;
    }
    // A parent stands before its children: from the end, each is complete
    // when its turn comes.
    for row in (1..held.len()).rev() {
        let (before, from_here) = held.split_at_mut(row);
        let child = &from_here[0];
        if child.blocks == 0 {
            continue;
        }
        let parent = &mut before[page.containers[row].parent.row()];
        parent.blocks += child.blocks;
        parent.words += child.words;
        parent.linked_words += child.linked_words;
        parent.prose_words += child.prose_words;
        parent.headings += child.headings;
        parent.sentence_ends += child.sentence_ends;
        parent.controls += child.controls;
        parent.linked += child.linked;
        parent.slug_words += child.slug_words;
        parent.first_rank = parent.first_rank.min(child.first_rank);
        parent.end_rank = parent.end_rank.max(child.end_rank);
    }
    held
}

/// What each container that holds blocks has from those around it and beside it.
fn relate(containers: &[Container], held: &mut [Held]) {
    let rows: Vec<usize> = (0..held.len())
        .filter(|row| held[*row].blocks > 0)
        .collect();
    let kind = |row: &usize| (containers[*row].parent, containers[*row].shape);
    let kinds = Numbered::new(rows.iter().map(kind));
    let mut alike = vec![0; kinds.count];
    for kind in &kinds.of_each {
        alike[*kind as usize] += 1;
    }
    let mut seen = vec![0; kinds.count];
    for (&row, &kind) in rows.iter().zip(&kinds.of_each) {
        let (before, from_here) = held.split_at_mut(row);
        let (container, own) = (&containers[row], &mut from_here[0]);
        own.alike = alike[kind as usize];
        own.alike_before = seen[kind as usize];
        seen[kind as usize] += 1;
        // The root has no parent.
        let Some(parent) = before.get(container.parent.row()) else {
            continue;
        };
        let same_blocks = parent.blocks == own.blocks;
        own.wider = if same_blocks {
            parent.wider
        } else {
            container.parent
        };
        own.outermost = if same_blocks {
            parent.outermost
        } else {
            ContainerId(row as u32)
        };
        own.depth = parent.depth + 1;
        own.near = parent.near.map(further);
        if let Some(kind) = around(container.tag) {
            own.near[kind] = 12;
        }
        let [of_parent, of_grandparent, further, far] = parent.hints;
        own.hints = [container.hints, of_parent, of_grandparent, further.or(far)];
    }
}

/// How near an element is, see [`Held::near`], seen from one step further in.
fn further(near: u8) -> u8 {
    near - u8::from(near > 1)
}

/// The deepest container that holds at least this share of the page's prose.
/// For a half and more, all that do so stand in one another.
fn deepest_with(held: &[Held], share: f32) -> ContainerId {
    let wanted = held[0].prose_words as f32 * share;
    let deepest = held
        .iter()
        .rposition(|held| held.prose_words as f32 >= wanted);
    ContainerId(deepest.filter(|_| wanted > 0.0).unwrap_or(0) as u32)
}

fn before(page: &Page, stats: &[Stats], readable: &[u32]) -> Vec<Before> {
    let mut sum = Before::default();
    let mut before = Vec::with_capacity(readable.len() + 1);
    for &row in readable {
        before.push(sum);
        let stats = &stats[row as usize];
        sum.words += stats.words;
        sum.linked_words += stats.linked_words;
        sum.prose_words += stats.prose_words();
        sum.headings += u32::from(page.blocks[row as usize].is_heading());
    }
    before.push(sum);
    before
}

/// By rank the last heading, and the rank of the first `h1`.
fn headings(page: &Page, readable: &[u32]) -> (Vec<Option<u32>>, Option<u32>) {
    use crate::block::BlockKind::Heading;
    let (mut last, mut top) = (None, None);
    let mut headings = Vec::with_capacity(readable.len());
    for (rank, &row) in readable.iter().enumerate() {
        if let Heading(level) = page.blocks[row as usize].kind {
            last = Some(rank as u32);
            if level == 1 && top.is_none() {
                top = last;
            }
        }
        headings.push(last);
    }
    (headings, top)
}

/// The block that repeats the title which the page declares: one that is the
/// same, or as the site's name is often added, one that the title begins with.
fn title(page: &Page, stats: &[Stats], readable: &[u32], declared: &Declared) -> Option<u32> {
    let titles = declared.titles.iter();
    let mut titles: Vec<String> = titles.map(|title| letters::of(&title.value)).collect();
    titles.sort_unstable();
    titles.dedup();
    let mut best: Option<(u32, u32)> = None;
    for (rank, &row) in readable.iter().enumerate() {
        let block = &page.blocks[row as usize];
        if !(2..=40).contains(&stats[row as usize].words) {
            continue;
        }
        let (mut same, mut begins) = (false, false);
        for title in &titles {
            match rest_after(title, &block.text) {
                Some("") => same = true,
                Some(_) => begins = true,
                None => {}
            }
        }
        begins &= !same;
        let points = u32::from(same) * 4
            + u32::from(begins) * 2
            + u32::from(block.is_heading() && (same || begins)) * 3;
        if points > 0 && best.is_none_or(|(_, most)| points > most) {
            best = Some((rank as u32, points));
        }
    }
    best.map(|(rank, _)| rank)
}

/// What follows in a folded title after a text, if it begins with that. Most
/// texts differ from it in their first letter, so none is folded beforehand.
fn rest_after<'a>(title: &'a str, text: &str) -> Option<&'a str> {
    let first = text.as_bytes().first()?;
    if first.is_ascii_alphanumeric() && !title.as_bytes().starts_with(&[first.to_ascii_lowercase()])
    {
        return None;
    }
    let mut rest = title.chars();
    letters::each(text)
        .all(|c| rest.next() == Some(c))
        .then_some(rest.as_str())
}

fn shape_prose(
    page: &Page,
    stats: &[Stats],
    readable: &[u32],
    paths: &Numbered,
) -> Vec<ShapeProse> {
    let shape = |row: u32| page.containers[page.blocks[row as usize].container.row()].shape;
    let mut of_shape: PageMap<u32, u32> = PageMap::default();
    let mut of_path = vec![(0, 0); paths.count];
    for (&row, &path) in readable.iter().zip(&paths.of_each) {
        let (words, of_shape) = &mut of_path[path as usize];
        *words += stats[row as usize].prose_words();
        *of_shape = shape(row);
    }
    for (words, shape) in &of_path {
        *of_shape.entry(*shape).or_default() += words;
    }
    let all = of_path.iter().map(|(words, _)| words).sum();
    let share_of = |(words, shape): &(u32, u32)| ShapeProse {
        own: super::share(of_shape[shape], all),
        path: super::share(*words, all),
    };
    let shares: Vec<ShapeProse> = of_path.iter().map(share_of).collect();
    let paths = paths.of_each.iter();
    paths.map(|path| shares[*path as usize]).collect()
}

/// Blocks whose elements are of the same tag and classes, and so are the two
/// elements around each.
fn paths(page: &Page, readable: &[u32]) -> Numbered {
    let path = |row: &u32| {
        let own = &page.containers[page.blocks[*row as usize].container.row()];
        let parent = &page.containers[own.parent.row()];
        let grandparent = &page.containers[parent.parent.row()];
        (own.shape, parent.shape, grandparent.shape)
    };
    Numbered::new(readable.iter().map(path))
}

/// Visible pictures between each block and the one before it.
fn images_before(page: &Page, readable: &[u32]) -> Vec<u32> {
    let is_image = |row: &usize| {
        let block = &page.blocks[*row];
        block.is_visible() && block.image.is_some()
    };
    let mut from = 0;
    let mut counts = Vec::with_capacity(readable.len() + 1);
    for to in readable
        .iter()
        .map(|row| *row as usize)
        .chain([page.blocks.len()])
    {
        counts.push((from..to).filter(is_image).count() as u32);
        from = to;
    }
    counts
}

fn prose(stats: &[Stats], readable: &[u32]) -> Option<(u32, u32)> {
    let is_prose = |row: &u32| stats[*row as usize].prose_words() > 0;
    let first = readable.iter().position(is_prose)?;
    let last = readable.iter().rposition(is_prose)?;
    Some((first as u32, last as u32))
}

fn copies(page: &Page, readable: &[u32]) -> Vec<u32> {
    let text = |row: &u32| &*page.blocks[*row as usize].text;
    let texts = Numbered::new(readable.iter().map(text));
    let mut copies = vec![0; texts.count];
    for text in &texts.of_each {
        copies[*text as usize] += 1;
    }
    let texts = texts.of_each.iter();
    texts.map(|text| copies[*text as usize]).collect()
}

fn stated(page: &Page, readable: &[u32], declared: &Declared) -> Vec<stated::Found> {
    let statements = Statements::of(declared);
    let blocks = readable.iter().map(|row| &page.blocks[*row as usize]);
    blocks.map(|block| statements.find(block)).collect()
}

fn declared_kind(declared: &Declared) -> DeclaredKind {
    let types = || declared.schema_types.iter().map(String::as_str);
    let og_type = declared.og_type.as_deref().unwrap_or("");
    DeclaredKind {
        article: og_type.eq_ignore_ascii_case("article")
            || types().any(|t| t.ends_with("Article") || t == "BlogPosting"),
        product: og_type.starts_with("product") || types().any(|t| t == "Product"),
        discussion: types().any(|t| matches!(t, "QAPage" | "DiscussionForumPosting" | "Question")),
        list: types().any(|t| matches!(t, "ItemList" | "CollectionPage" | "SearchResultsPage")),
    }
}
