//! What the classes of an element say. A page says the same of many elements:
//! each value of `class` is read once.

use html5ever::local_name;

use super::{code_boxes, copies, visibility};
use crate::fnv::PageMap;
use crate::hints::{Hints, each_word};
use crate::tree::arena::Element;

/// A value of `class`, as a row of [`Classes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClassId(u32);

impl ClassId {
    /// That of an element without classes.
    pub const NONE: ClassId = ClassId(0);
}

/// What one value of `class` says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ClassSigns {
    /// Whether it hides the element: see [`visibility::class_hides`].
    pub hides: bool,
    /// See [`code_boxes::is_code_box`].
    pub is_code_box: bool,
}

/// What one value of `class` says of a box.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct BoxSigns {
    /// See [`copies::is_for_some_screens`].
    pub is_for_some_screens: bool,
    /// What its words hint at.
    pub hints: Hints,
    /// A hash of it, digits left out: `post-17` and `post-18` are of one shape.
    pub shape: u32,
    /// Where its words begin and end in [`Classes::words`].
    words: (u32, u32),
}

/// The values of `class` that were read so far.
#[derive(Debug)]
pub(super) struct Classes<'t> {
    known: PageMap<&'t str, ClassId>,
    rows: Vec<Row<'t>>,
    words: Vec<u32>,
}

#[derive(Debug)]
struct Row<'t> {
    class: &'t str,
    signs: ClassSigns,
    /// Once a box has asked for it.
    of_box: Option<BoxSigns>,
}

impl Default for Classes<'_> {
    fn default() -> Self {
        let none = Row {
            class: "",
            signs: ClassSigns::default(),
            of_box: None,
        };
        Classes {
            known: PageMap::default(),
            rows: vec![none],
            words: Vec::new(),
        }
    }
}

impl<'t> Classes<'t> {
    /// The classes of an element.
    pub fn note(&mut self, element: &'t Element) -> ClassId {
        let Some(class) = element.known_attr(&local_name!("class")) else {
            return ClassId::NONE;
        };
        let rows = &mut self.rows;
        *self.known.entry(class).or_insert_with(|| {
            let id = ClassId(rows.len() as u32);
            let mut classes = class.split_ascii_whitespace();
            rows.push(Row {
                class,
                signs: ClassSigns {
                    hides: visibility::class_hides(class),
                    is_code_box: classes.any(code_boxes::is_code_box),
                },
                of_box: None,
            });
            id
        })
    }

    pub fn signs(&self, id: ClassId) -> ClassSigns {
        self.rows[id.0 as usize].signs
    }

    /// What classes say of a box, and their words, as [`crate::hints::name_hash`]
    /// has them.
    pub fn of_box(&mut self, id: ClassId) -> (BoxSigns, &[u32]) {
        let Row { class, of_box, .. } = &mut self.rows[id.0 as usize];
        let words = &mut self.words;
        let signs = *of_box.get_or_insert_with(|| read(class, words));
        let (first, end) = signs.words;
        (signs, &words[first as usize..end as usize])
    }
}

fn read(class: &str, words: &mut Vec<u32>) -> BoxSigns {
    let mut hints = Hints::default();
    let first = words.len() as u32;
    each_word(class, |word| {
        hints.add_word(word);
        words.push(word.hash());
    });
    BoxSigns {
        is_for_some_screens: copies::is_for_some_screens(class),
        hints,
        shape: shape_of(class, NO_SHAPE),
        words: (first, words.len() as u32),
    }
}

/// Lengthens a hash by a name, digits left out. (FNV-1a.)
pub(super) fn shape_of(name: &str, hash: u32) -> u32 {
    let bytes = name.bytes().filter(|byte| !byte.is_ascii_digit());
    bytes.fold(hash, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The hash of no name.
const NO_SHAPE: u32 = 0x811c_9dc5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::tree::arena::ROOT;
    use crate::tree::parse;

    #[test]
    fn a_value_says_the_same_each_time() {
        let html = "<p class='post-1 d-none'>A<p class='post-2'>B<p class='post-1 d-none'>C<p>D";
        let tree = parse::document(html, &Limits::default());
        let mut classes = Classes::default();
        let ids: Vec<ClassId> = tree
            .descendants(ROOT)
            .filter_map(|node| tree.element(node))
            .filter(|element| &*element.name.local == "p")
            .map(|element| classes.note(element))
            .collect();
        let hide: Vec<bool> = ids.iter().map(|id| classes.signs(*id).hides).collect();
        assert_eq!(hide, [true, false, true, false]);
        let of_box = ids.iter().map(|id| {
            let (signs, words) = classes.of_box(*id);
            (signs.shape, words.len())
        });
        let of_box: Vec<(u32, usize)> = of_box.collect();
        assert_eq!(of_box[0], of_box[2]);
        assert_eq!((of_box[0].1, of_box[3].1), (2, 0));
        assert_ne!(of_box[1].0, of_box[3].0);
    }
}
