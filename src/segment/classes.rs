//! What the classes of an element say. A page says the same of many elements:
//! each value of `class` is read once.

use super::{copies, visibility};
use crate::fnv::PageMap;
use crate::hints::{Hints, each_word};
use crate::tree::arena::Element;

/// What one value of `class` says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ClassSigns {
    /// Whether it hides the element: see [`visibility::class_hides`].
    pub hides: bool,
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
#[derive(Debug, Default)]
pub(super) struct Classes<'t> {
    known: PageMap<&'t str, ClassSigns>,
    words: Vec<u32>,
}

impl<'t> Classes<'t> {
    /// What the classes of an element say; nothing, if it has none.
    pub fn of(&mut self, element: &'t Element) -> ClassSigns {
        let Some(class) = element.attr("class") else {
            return ClassSigns {
                shape: NO_SHAPE,
                ..ClassSigns::default()
            };
        };
        if let Some(known) = self.known.get(class) {
            return *known;
        }
        let signs = self.read(class);
        self.known.insert(class, signs);
        signs
    }

    fn read(&mut self, class: &str) -> ClassSigns {
        let mut hints = Hints::default();
        let first = self.words.len() as u32;
        each_word(class, |word| {
            hints.add_word(word);
            self.words.push(word.hash());
        });
        ClassSigns {
            hides: visibility::class_hides(class),
            is_for_some_screens: copies::is_for_some_screens(class),
            hints,
            shape: shape_of(class, NO_SHAPE),
            words: (first, self.words.len() as u32),
        }
    }

    /// The words of classes, as [`crate::hints::name_hash`] has them.
    pub fn words(&self, signs: ClassSigns) -> &[u32] {
        let (first, end) = signs.words;
        &self.words[first as usize..end as usize]
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
        let signs: Vec<ClassSigns> = tree
            .descendants(ROOT)
            .filter_map(|node| tree.element(node))
            .filter(|element| &*element.name.local == "p")
            .map(|element| classes.of(element))
            .collect();
        let hide: Vec<bool> = signs.iter().map(|signs| signs.hides).collect();
        assert_eq!(hide, [true, false, true, false]);
        assert_eq!(classes.words(signs[0]), classes.words(signs[2]));
        assert_eq!(classes.words(signs[0]).len(), 2);
        assert!(classes.words(signs[3]).is_empty());
        assert_eq!(signs[0].shape, signs[2].shape);
        assert_ne!(signs[1].shape, signs[3].shape);
    }
}
