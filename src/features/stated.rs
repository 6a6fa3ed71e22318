//! Features of what the page states for machines: whether a block's words stand
//! in the texts of its JSON-LD, or in a description.
//!
//! Why: what a page tells search engines is what it is about.
//! Fails on: texts that state something else than they show, and pages that
//! state nothing.

use std::hash::Hasher;

use serde_json::{Map, Value};

use super::{Feature, View, each_block};
use crate::block::TextBlock;
use crate::fnv::{Fnv, PageSet};
use crate::limits::char_boundary;
use crate::metadata::declared::Declared;

pub(super) const FEATURES: &[Feature] = each_block![
    ("stated.text", |view| f32::from(stated(view).text)),
    ("stated.description", |view| f32::from(
        stated(view).description
    )),
];

fn stated<'a>(view: &View<'a>) -> &'a Found {
    &view.sums.stated[view.rank]
}

/// What of a block is stated.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// 1 if its first words stand in a text, 2 if its last ones do so, too.
    pub text: u8,
    /// The same of a description.
    pub description: u8,
}

/// Words that are compared together: fewer stand in any text.
const WINDOW: usize = 4;

/// Bytes of an end of a block that are looked at: room for a window of words
/// in most scripts.
const END: usize = 80;

/// Properties of JSON-LD that hold what a page shows as its text.
const TEXTS: &[&str] = &[
    "articleBody",
    "recipeIngredient",
    "recipeInstructions",
    "reviewBody",
    "text",
];

/// Properties that describe it.
const DESCRIPTIONS: &[&str] = &["abstract", "description"];

/// Properties whose values are of the page's surroundings.
const SURROUNDINGS: &[&str] = &[
    "author",
    "brand",
    "breadcrumb",
    "contributor",
    "creator",
    "isPartOf",
    "provider",
    "publisher",
];

/// Types of things that are parts of every page.
const FURNITURE: &[&str] = &[
    "BreadcrumbList",
    "Organization",
    "Person",
    "SiteNavigationElement",
    "WebSite",
];

/// What a page states, as hashes of words.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// Of each [`WINDOW`] words that follow each other in a text.
    texts: PageSet<u64>,
    /// The same of descriptions.
    descriptions: PageSet<u64>,
}

impl Statements {
    pub fn of(declared: &Declared) -> Self {
        let mut statements = Statements::default();
        let mut descriptions: Vec<&str> = declared
            .descriptions
            .iter()
            .map(|stated| &*stated.value)
            .collect();
        // A page says the same to each search engine.
        descriptions.sort_unstable();
        descriptions.dedup();
        for description in descriptions {
            add_windows(description, &mut statements.descriptions);
        }
        for value in &declared.structured_data {
            statements.add("", value);
        }
        statements
    }

    /// Adds what stands below a value of this property. JSON is never nested
    /// deeper than its parser goes.
    fn add(&mut self, property: &str, value: &Value) {
        match value {
            Value::String(text) if TEXTS.contains(&property) => add_windows(text, &mut self.texts),
            Value::String(text) if DESCRIPTIONS.contains(&property) => {
                add_windows(text, &mut self.descriptions);
            }
            Value::Array(values) => values.iter().for_each(|value| self.add(property, value)),
            Value::Object(thing) if !is_furniture(thing) => {
                let properties = thing.iter();
                properties
                    .filter(|(property, _)| !SURROUNDINGS.contains(&property.as_str()))
                    .for_each(|(property, value)| self.add(property, value));
            }
            _ => {}
        }
    }

    /// What of a block is stated.
    pub fn find(&self, block: &TextBlock) -> Found {
        let is_window = block.words as usize >= WINDOW;
        if !is_window || self.texts.is_empty() && self.descriptions.is_empty() {
            return Found::default();
        }
        let Some(first) = first_window(&block.text) else {
            return Found::default();
        };
        let ends_in = |windows: &PageSet<u64>| match windows.contains(&first) {
            true => {
                let last = last_window(&block.text);
                1 + u8::from(last.is_some_and(|last| windows.contains(&last)))
            }
            false => 0,
        };
        Found {
            text: ends_in(&self.texts),
            description: ends_in(&self.descriptions),
        }
    }
}

fn is_furniture(thing: &Map<String, Value>) -> bool {
    let kind = thing.get("@type").and_then(Value::as_str);
    kind.is_some_and(|kind| FURNITURE.contains(&kind))
}

fn first_window(text: &str) -> Option<u64> {
    let mut window = Window::default();
    words(text).find_map(|word| window.push(word))
}

fn last_window(text: &str) -> Option<u64> {
    let from = char_boundary(text, text.len().saturating_sub(END));
    let mut window = Window::default();
    // The first word is perhaps no whole one.
    let words = words(&text[from..]).skip(usize::from(from > 0));
    words.filter_map(|word| window.push(word)).last()
}

fn add_windows(text: &str, windows: &mut PageSet<u64>) {
    let mut window = Window::default();
    windows.extend(words(text).filter_map(|word| window.push(word)));
}

/// The last few words of a text.
#[derive(Default)]
struct Window {
    words: [u64; WINDOW],
    seen: usize,
}

impl Window {
    /// Adds a word; the hash of the last [`WINDOW`] if there are as many.
    fn push(&mut self, word: u64) -> Option<u64> {
        self.words.rotate_left(1);
        self.words[WINDOW - 1] = word;
        self.seen += 1;
        let mut hash = Fnv::default();
        self.words.iter().for_each(|word| hash.write_u64(*word));
        (self.seen >= WINDOW).then(|| hash.finish())
    }
}

/// The words of a text as hashes, in lower case. What JSON-LD has of markup, tags
/// and character references, parts words and is none.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut hash = Fnv::default();
        let mut is_empty = true;
        while let Some(&byte) = rest.as_bytes().first() {
            let c = match byte.is_ascii() {
                true => char::from(byte),
                false => rest.chars().next()?,
            };
            rest = &rest[c.len_utf8()..];
            if c.is_ascii_alphanumeric() {
                hash.write_u32(c.to_ascii_lowercase().into());
                is_empty = false;
            } else if !c.is_ascii() && c.is_alphanumeric() {
                c.to_lowercase().for_each(|c| hash.write_u32(c.into()));
                is_empty = false;
            } else {
                match c {
                    '<' => rest = after(rest, '>', 200),
                    '&' => rest = after(rest, ';', 10),
                    _ => {}
                }
                if !is_empty {
                    break;
                }
            }
        }
        (!is_empty).then(|| hash.finish())
    })
}

/// What follows a sign that stands within so many bytes, else the text itself.
fn after(text: &str, sign: char, within: usize) -> &str {
    let near = &text[..char_boundary(text, within)];
    near.find(sign)
        .map_or(text, |at| &text[at + sign.len_utf8()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_markup_and_in_capitals() {
        let plain: Vec<u64> = words("Rain, at last: don’t wait").collect();
        assert_eq!(plain.len(), 6);
        let marked = "<p class=\"a\">rain&nbsp;AT last</p>don&#8217;t wait";
        assert_eq!(words(marked).collect::<Vec<_>>(), plain);
    }

    #[test]
    fn a_block_is_known_by_its_first_and_its_last_words() {
        let mut windows = PageSet::default();
        add_windows("It rained on Monday and the river rose.", &mut windows);
        let knows = |window: Option<u64>| window.is_some_and(|window| windows.contains(&window));
        let found = |text| [first_window(text), last_window(text)].map(knows);
        assert_eq!(found("It rained on Monday"), [true, true]);
        assert_eq!(found("It rained on Monday, he said."), [true, false]);
        assert_eq!(found("He said: and the river rose"), [false, true]);
        assert_eq!(found("It rained"), [false, false]);
    }
}
