//! What several features need of the page, summed once: containers from the
//! bottom up, blocks from the front.

use super::containers::{self, WIDENINGS};
use super::stats::Stats;
use crate::block::{Container, ContainerId, Page, Tag};
use crate::fnv::PageMap;
use crate::hints::Hints;
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
    /// By rank: how much of the page's prose is set as the block is.
    pub shape_prose: Vec<ShapeProse>,
    /// By rank, with one more at the end: pictures since the text before.
    pub images_before: Vec<u32>,
    pub declared: DeclaredKind,
    pub images: u32,
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

/// What one container holds, all that stands below it included.
#[derive(Debug, Default, Clone)]
pub(super) struct Held {
    pub blocks: u32,
    pub words: u32,
    pub linked_words: u32,
    pub prose_words: u32,
    pub headings: u32,
    pub sentence_ends: u32,
    pub controls: u32,
    /// Ranks of its blocks: from, and the first after.
    pub first_rank: u32,
    pub end_rank: u32,
    /// Containers of the same parent, tag and classes that hold text, itself included.
    pub alike: u32,
    /// The nearest container around it that holds more blocks.
    pub wider: ContainerId,
    /// The outermost container that holds the same blocks.
    pub outermost: ContainerId,
    pub depth: u32,
    /// For each of [`AROUND`], how near the nearest such element is: 12 for
    /// itself, one less for each step out, 1 from eleven steps on; 0 if there
    /// is none around it.
    pub near: [u8; AROUND.len()],
    /// Hints of its own names; its parent's; its grandparent's; of all further out.
    pub hints: [Hints; 4],
}

impl Held {
    pub fn link_density(&self) -> f32 {
        super::share(self.linked_words, self.words)
    }
}

/// Elements that tell what stands in them, in the order of the features that
/// ask for them.
const AROUND: [&[Tag]; 14] = [
    &[Tag::Article],
    &[Tag::Main],
    &[Tag::Nav],
    &[Tag::Aside],
    &[Tag::Header],
    &[Tag::Footer],
    &[Tag::Form, Tag::Fieldset],
    &[Tag::Ul, Tag::Ol, Tag::Dl],
    &[Tag::Table],
    &[Tag::Figure],
    &[Tag::Blockquote],
    &[Tag::Details],
    &[Tag::Custom],
    &[Tag::A],
];

/// Sums over all blocks before a rank.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Before {
    pub words: u32,
    pub linked_words: u32,
    pub prose_words: u32,
    pub headings: u32,
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
    Sums {
        before: before(page, stats, &readable),
        main,
        title: title(page, stats, &readable, declared),
        top_heading,
        prose: prose(stats, &readable),
        copies: copies(page, &readable),
        heading,
        groups,
        shape_prose: shape_prose(page, stats, &readable),
        images_before: images_before(page, &readable),
        declared: declared_kind(declared),
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
        sums.first_rank = sums.first_rank.min(rank as u32);
        sums.end_rank = rank as u32 + 1;
    }
    // A parent stands before its children: from the end, each is complete
    // when its turn comes.
    for row in (1..held.len()).rev() {
        let child = held[row].clone();
        let parent = &mut held[page.containers[row].parent.row()];
        parent.blocks += child.blocks;
        parent.words += child.words;
        parent.linked_words += child.linked_words;
        parent.prose_words += child.prose_words;
        parent.headings += child.headings;
        parent.sentence_ends += child.sentence_ends;
        parent.controls += child.controls;
        parent.first_rank = parent.first_rank.min(child.first_rank);
        parent.end_rank = parent.end_rank.max(child.end_rank);
    }
    held
}

/// What each container has from those around it and beside it.
fn relate(containers: &[Container], held: &mut [Held]) {
    let mut alike: PageMap<(ContainerId, u32), u32> = PageMap::default();
    for (container, held) in containers.iter().zip(held.iter()) {
        if held.blocks > 0 {
            *alike
                .entry((container.parent, container.shape))
                .or_default() += 1;
        }
    }
    for row in 0..containers.len() {
        let container = &containers[row];
        let parent = held[container.parent.row()].clone();
        let own = &mut held[row];
        own.alike = alike
            .get(&(container.parent, container.shape))
            .copied()
            .unwrap_or(0);
        if row == 0 {
            continue;
        }
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
        for (near, tags) in own.near.iter_mut().zip(AROUND) {
            if tags.contains(&container.tag) {
                *near = 12;
            }
        }
        let [of_parent, of_grandparent, further, far] = parent.hints;
        own.hints = [container.hints, of_parent, of_grandparent, further.or(far)];
    }
}

/// How near an element is, see [`Held::near`], seen from one step further in.
fn further(near: u8) -> u8 {
    match near {
        0 => 0,
        near => (near - 1).max(1),
    }
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
    let titles: Vec<String> = declared
        .titles
        .iter()
        .map(|title| folded(&title.value).collect())
        .collect();
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
    let mut rest = title.chars();
    folded(text)
        .all(|c| rest.next() == Some(c))
        .then_some(rest.as_str())
}

/// Letters and digits alone, lower case.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

fn shape_prose(page: &Page, stats: &[Stats], readable: &[u32]) -> Vec<ShapeProse> {
    let shapes = |row: u32| {
        let own = &page.containers[page.blocks[row as usize].container.row()];
        let parent = &page.containers[own.parent.row()];
        let path = [
            own.shape,
            parent.shape,
            page.containers[parent.parent.row()].shape,
        ];
        (own.shape, path)
    };
    let mut own: PageMap<u32, u32> = PageMap::default();
    let mut paths: PageMap<[u32; 3], u32> = PageMap::default();
    let mut all = 0;
    for &row in readable {
        let words = stats[row as usize].prose_words();
        let (shape, path) = shapes(row);
        *own.entry(shape).or_default() += words;
        *paths.entry(path).or_default() += words;
        all += words;
    }
    let share_of = |row: &u32| {
        let (shape, path) = shapes(*row);
        ShapeProse {
            own: super::share(own[&shape], all),
            path: super::share(paths[&path], all),
        }
    };
    readable.iter().map(share_of).collect()
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
    let texts = || readable.iter().map(|row| &*page.blocks[*row as usize].text);
    let mut count: PageMap<&str, u32> = PageMap::default();
    for text in texts() {
        *count.entry(text).or_default() += 1;
    }
    texts().map(|text| count[text]).collect()
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
