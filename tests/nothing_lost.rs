//! Every letter of a page stands in exactly one block: what the blocks say is
//! what a naive walk of the page's tree says.

#[path = "common/noscript.rs"]
mod noscript;

use std::collections::BTreeMap;
use std::sync::Mutex;

use bodycopy::{Extractor, Reason, Role};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use judge::pages::{self, Page};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The text of every node, in the order of the page, without gaps.
fn naive_walk(dom: &RcDom) -> String {
    let mut text = String::new();
    let mut todo: Vec<Handle> = vec![dom.document.clone()];
    // A node that is dropped takes what is below it along.
    let mut fragments = Vec::new();
    while let Some(node) = todo.pop() {
        match &node.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element {
                name,
                template_contents,
                ..
            } => {
                if name.local == local_name!("noscript") {
                    let fragment = inside_noscript(&node);
                    todo.push(fragment.document.clone());
                    fragments.push(fragment);
                    continue;
                }
                todo.extend(node.children.borrow().iter().rev().cloned());
                todo.extend(template_contents.borrow().clone());
                continue;
            }
            _ => {}
        }
        todo.extend(node.children.borrow().iter().rev().cloned());
    }
    text.retain(|c| !is_gap(c));
    text
}

/// To a parser with scripting on, what a `noscript` holds is text.
fn inside_noscript(noscript: &Handle) -> RcDom {
    let mut html = String::new();
    for child in noscript.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            html.push_str(&contents.borrow());
        }
    }
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false);
    dom.one(html)
}

/// White space, and what only says where a line may break.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// How often each letter stands in a text.
fn letters(text: &str) -> BTreeMap<char, i64> {
    let mut letters = BTreeMap::new();
    for c in text.chars() {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

/// Whether all letters of `part` stand in `whole`, in the same order.
fn stands_in_order(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|c| whole.any(|other| other == c))
}

/// What differs, if something does.
fn difference(html: &str) -> Option<String> {
    let page = Extractor::new().extract(html).ok()?;
    let walked = naive_walk(&noscript::parse_dom(html, true));
    let text_of = |wanted: fn(&bodycopy::Block) -> bool| {
        let blocks = page.blocks.iter().filter(|block| wanted(block));
        let text: String = blocks.map(|block| block.text.as_str()).collect();
        text.replace(is_gap, "")
    };
    let mut more = letters(&text_of(|block| block.reason != Reason::FromScript));
    for (c, count) in letters(&walked) {
        *more.entry(c).or_default() -= count;
    }
    // The TeX of a formula that the page writes in MathML stands beside it.
    let has_formulas = html.contains("<math");
    more.retain(|_, count| *count < 0 || *count > 0 && !has_formulas);
    if !more.is_empty() {
        return Some(format!("more or fewer letters: {more:?}"));
    }
    let visible = text_of(|block| block.role != Role::Hidden && block.reason != Reason::FromScript);
    (!stands_in_order(&visible, &walked)).then(|| "another order".to_owned())
}

#[test]
fn blocks_say_what_the_page_says() {
    let pages: Vec<Page> = pages::own()
        .into_iter()
        .chain(pages::corpora(usize::MAX))
        .collect();
    let differences = Mutex::new(Vec::new());
    pages::for_all(&pages, |page| {
        if let Some(difference) = difference(&page.text()) {
            let difference = format!("{}: {difference}", page.name);
            differences
                .lock()
                .expect("no panic before")
                .push(difference);
        }
    });
    let differences = differences.into_inner().expect("no panic before");
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn a_letter_that_is_lost_is_seen() {
    assert!(!stands_in_order("rani", "rain"));
    assert!(stands_in_order("ran", "rain"));
    assert_eq!(letters("rr"), BTreeMap::from([('r', 2)]));
}
