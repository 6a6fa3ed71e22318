//! Footnotes: which boxes of the page are notes, and which links are the marks
//! that lead to them.
//!
//! A mark is a short link to a place further down ("[1]", "*"), a note the box
//! that stands there. That a mark is one is told by the note: it leads back to
//! the mark, or opens with the mark's own sign.

use super::html::row;
use crate::block::{Container, ContainerId, LinkId, Note, Page, Style, Tag, TextBlock};
use crate::fnv::{FixedMap, FixedSet, PageMap};
use crate::tree::arena::{NodeId, ROOT, Tree};

/// The notes of a page, of which `nodes` are the containers' elements.
pub(super) fn find(tree: &Tree, nodes: &[NodeId], page: &Page) -> Vec<Note> {
    let marks = marks(page);
    if marks.is_empty() {
        return Vec::new();
    }
    let places = Places::of(tree, nodes);
    let mut notes: FixedMap<ContainerId, Note> = FixedMap::default();
    let mut refused: FixedSet<ContainerId> = FixedSet::default();
    for mark in marks {
        let Some(at) = places.container(mark.target) else {
            continue;
        };
        if !notes.contains_key(&at) && !is_note(page, &places, at, &mark) {
            continue;
        }
        let note = notes.entry(at).or_insert_with(|| Note {
            container: at,
            label: mark.label.to_owned(),
            marks: Vec::new(),
        });
        // One box for several notes: they cannot be told apart.
        if note.label != mark.label {
            refused.insert(at);
        }
        note.marks.push((mark.block, mark.link));
    }
    let mut notes: Vec<Note> = notes.into_values().collect();
    notes.retain(|note| !refused.contains(&note.container));
    notes.sort_unstable_by_key(|note| note.container);
    without_outer(page, notes)
}

/// A link that may lead to a note.
struct Mark<'p> {
    block: u32,
    link: LinkId,
    target: &'p str,
    /// Its sign, without brackets.
    label: &'p str,
    /// Whether it is set as marks are: raised, or in brackets.
    is_set_apart: bool,
}

/// The short links to places further down, in order.
fn marks(page: &Page) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    for (number, block) in page.blocks.iter().enumerate() {
        if !block.is_visible() {
            continue;
        }
        let mut before = None;
        for (piece, run) in block.pieces() {
            let Some(link) = run.link.filter(|link| before != Some(*link)) else {
                continue;
            };
            before = Some(link);
            let Some(target) = page.links.get(link.row()).and_then(|url| place_in(url)) else {
                continue;
            };
            let bare = piece.trim();
            let label = bare.trim_matches(['[', ']', '(', ')', '^']).trim();
            if is_label(label) {
                marks.push(Mark {
                    block: row(number),
                    link,
                    target,
                    label,
                    is_set_apart: label != bare || run.style == Style::Superscript,
                });
            }
        }
    }
    marks
}

/// The place on this page that an address leads to.
fn place_in(url: &str) -> Option<&str> {
    url.strip_prefix('#').filter(|place| !place.is_empty())
}

/// What footnotes are marked with where they are not numbered.
const SIGNS: [char; 4] = ['*', '†', '‡', '§'];

/// Whether a link's text is a footnote's sign: a number, a letter, such marks
/// as "†", or a word and a number.
fn is_label(text: &str) -> bool {
    /// Bytes of "note 12" and its like in other languages.
    const LONGEST: usize = 12;
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    let is_number = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_sign = text.chars().all(|c| SIGNS.contains(&c));
    let is_word_and_number = || {
        text.split_once([' ', '\u{a0}'])
            .is_some_and(|(word, number)| {
                word.chars().all(char::is_alphabetic)
                    && !number.is_empty()
                    && number.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    is_number || is_letter || is_sign || is_word_and_number()
}

/// Most blocks of a note, and most of its links that are followed: what is
/// longer is no note, and must not be read again for each of its marks.
const LONGEST: u32 = 40;

/// Whether a box is the note of a mark.
fn is_note(page: &Page, places: &Places, at: ContainerId, mark: &Mark) -> bool {
    let note = &page.containers[at.row()];
    let may_be_one = matches!(
        note.tag,
        Tag::Li | Tag::P | Tag::Div | Tag::Section | Tag::Aside | Tag::Dd | Tag::Custom
    );
    let blocks = note.end_block.saturating_sub(note.first_block);
    if !may_be_one || note.first_block <= mark.block || blocks > LONGEST {
        return false;
    }
    let blocks = || blocks_in(page, note).filter(|block| block.is_read());
    let Some(first) = blocks().next() else {
        return false;
    };
    let says_more = blocks().map(|block| block.words).sum::<u32>() > 1;
    let leads_back = || {
        let mut links = blocks()
            .flat_map(|block| block.runs.iter())
            .filter_map(|run| run.link)
            .take(LONGEST as usize);
        links.any(|link| places.is_at(page, &page.links[link.row()], mark.block))
    };
    let opens_alike = || {
        opens_with(&first.text, mark.label)
            || note.tag == Tag::Li && mark.label.parse() == Ok(note.nth)
    };
    says_more && (leads_back() || mark.is_set_apart && opens_alike())
}

/// Whether a note opens with its label: "1. ", "[1] ", "* ".
fn opens_with(text: &str, label: &str) -> bool {
    let text = text.trim_start_matches(['[', '(', '^', ' ']);
    let rest = text.strip_prefix(label);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn blocks_in<'p>(page: &'p Page, container: &Container) -> impl Iterator<Item = &'p TextBlock> {
    page.blocks.get(container.rows()).unwrap_or_default().iter()
}

/// A box with notes in it is none itself.
fn without_outer(page: &Page, notes: Vec<Note>) -> Vec<Note> {
    let end = |note: &Note| page.containers[note.container.row()].end_block;
    let begin = |note: &Note| page.containers[note.container.row()].first_block;
    let holds_next: Vec<bool> = notes
        .windows(2)
        .map(|pair| begin(&pair[1]) < end(&pair[0]))
        .chain([false])
        .collect();
    let notes = notes.into_iter().zip(holds_next);
    notes
        .filter(|(_, holds_next)| !holds_next)
        .map(|(note, _)| note)
        .collect()
}

/// The places of a page that links lead to.
struct Places<'t> {
    tree: &'t Tree,
    /// By `id` or name: the first element that has it.
    named: PageMap<&'t str, NodeId>,
    /// By element: the box that it is.
    containers: FixedMap<usize, ContainerId>,
}

impl<'t> Places<'t> {
    fn of(tree: &'t Tree, nodes: &[NodeId]) -> Self {
        let mut named = PageMap::default();
        for node in tree.descendants(ROOT) {
            let Some(element) = tree.element(node) else {
                continue;
            };
            for name in [element.attr("id"), element.attr("name")]
                .into_iter()
                .flatten()
            {
                named.entry(name).or_insert(node);
            }
        }
        let containers = nodes.iter().enumerate();
        Places {
            tree,
            named,
            containers: containers
                .map(|(at, node)| (node.row(), ContainerId(row(at))))
                .collect(),
        }
    }

    /// The innermost box around the place of this name.
    fn container(&self, name: &str) -> Option<ContainerId> {
        let place = *self.named.get(name)?;
        let mut around = std::iter::successors(Some(place), |node| self.tree.parent(*node));
        around.find_map(|node| self.containers.get(&node.row()).copied())
    }

    /// Whether an address leads to the box that a block stands in.
    fn is_at(&self, page: &Page, url: &str, block: u32) -> bool {
        let at = place_in(url).and_then(|name| self.container(name));
        at.is_some_and(|at| {
            let container = &page.containers[at.row()];
            let is_small = !matches!(container.tag, Tag::Html | Tag::Body | Tag::Main);
            is_small && (container.first_block..container.end_block).contains(&block)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::Hidden;
    use crate::limits::Limits;
    use crate::segment::html::blocks;
    use crate::tree::parse;

    /// Label and marks of each note, with the text that it opens with.
    fn notes(html: &str) -> Vec<(String, usize, String)> {
        let page = blocks(
            &parse::document(html, &Limits::default()),
            Hidden::default(),
        );
        let notes = page.notes.iter().map(|note| {
            let first = page.containers[note.container.row()].first_block as usize;
            let text = page.blocks[first].text.clone();
            (note.label.clone(), note.marks.len(), text)
        });
        notes.collect()
    }

    #[test]
    fn a_note_leads_back_to_its_mark() {
        let html = "<p>It rained<sup id=r1><a href=#n1>[1]</a></sup> and poured<a href=#n1>[1]</a>.\
            <p>Nobody slept<a id=r2 href=#n2>2</a>.\
            <ol><li id=n1>For once. <a href=#r1>↩</a><li id=n2>Or few did. <a href=#r2>↩</a></ol>";
        let found = notes(html);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].0.as_str(), found[0].1), ("1", 2));
        assert_eq!(found[1].2, "Or few did. ↩");
    }

    #[test]
    fn a_note_opens_with_its_mark() {
        let html = "<p>It rained<sup><a href=#a>*</a></sup>.<p><a name=a></a>* For once, it did.";
        assert_eq!(notes(html).len(), 1);
        let other = "<p>It rained<sup><a href=#a>*</a></sup>.<p><a name=a></a>For once, it did.";
        assert!(notes(other).is_empty());
    }

    #[test]
    fn a_contents_list_has_no_marks() {
        let html = "<ul><li><a href=#p1>1</a><li><a href=#p2>2</a></ul>\
            <div id=p1><p>It rained all night. <a href=#top>Up</a></div>\
            <div id=p2><p>Then it stopped. <a href=#top>Up</a></div>";
        assert!(notes(html).is_empty());
    }

    #[test]
    fn one_box_for_several_notes_is_none() {
        let html = "<p id=t>It rained<a href=#n>[1]</a> and poured<a href=#n>[2]</a>.\
            <div id=n>[1] For once. <a href=#t>↩</a><br>[2] Or twice.</div>";
        assert!(notes(html).is_empty());
    }
}
