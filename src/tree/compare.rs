//! Trees written down step by step, so that they can be compared.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::arena::{Data, NodeId, ROOT, Tree};

/// What a walk through a tree meets, in document order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Doctype(StrTendril),
    Text(StrTendril),
    Comment,
    Start(QualName, Vec<Attribute>),
    End(QualName),
    /// What a template holds stands between these, behind its start.
    Contents,
    EndOfContents,
}

enum Todo<N> {
    Visit(N),
    Write(Step),
}

pub(crate) fn steps(tree: &Tree) -> Vec<Step> {
    let below = |id: NodeId| {
        let children: Vec<NodeId> = tree.children(id).collect();
        children.into_iter().rev().map(Todo::Visit)
    };
    let mut steps = Vec::new();
    let mut todo: Vec<Todo<NodeId>> = below(ROOT).collect();
    while let Some(next) = todo.pop() {
        let id = match next {
            Todo::Write(step) => {
                steps.push(step);
                continue;
            }
            Todo::Visit(id) => id,
        };
        match tree.data(id) {
            Data::Document => unreachable!("a document below a node"),
            Data::Doctype { name } => steps.push(Step::Doctype(name.clone())),
            Data::Text(text) => steps.push(Step::Text(text.clone())),
            Data::Comment => steps.push(Step::Comment),
            Data::Element(element) => {
                steps.push(Step::Start(element.name.clone(), element.attrs.clone()));
                todo.push(Todo::Write(Step::End(element.name.clone())));
                todo.extend(below(id));
                if let Some(contents) = element.template_contents {
                    todo.push(Todo::Write(Step::EndOfContents));
                    todo.extend(below(contents));
                    todo.push(Todo::Write(Step::Contents));
                }
            }
        }
    }
    steps
}

/// The tree in the manner of HTML, nothing escaped, template contents in braces.
#[cfg(test)]
pub(crate) fn outline(tree: &Tree) -> String {
    let mut out = String::new();
    for step in steps(tree) {
        match step {
            Step::Doctype(name) => out.extend(["<!doctype ", &name, ">"]),
            Step::Text(text) => out.push_str(&text),
            Step::Comment => out.push_str("<!---->"),
            Step::Start(name, attrs) => {
                out.extend(["<", &name.local]);
                for attr in attrs {
                    out.extend([" ", &attr.name.local, "=\"", &attr.value, "\""]);
                }
                out.push('>');
            }
            Step::End(name) => out.extend(["</", &name.local, ">"]),
            Step::Contents => out.push('{'),
            Step::EndOfContents => out.push('}'),
        }
    }
    out
}

#[cfg(all(test, feature = "rcdom"))]
#[path = "../../tests/common/noscript.rs"]
mod noscript;

#[cfg(all(test, feature = "rcdom"))]
mod with_rcdom {
    use html5ever::ns;
    use judge::pages::{self, Page, for_all};
    use markup5ever_rcdom::{Handle, NodeData, RcDom};

    use super::noscript::parse_dom;
    use super::{Step, Todo, steps};
    use crate::decode::decode;
    use crate::limits::Limits;
    use crate::tokenize::Attributes;
    use crate::tokenize::is_read;
    use crate::tree::{parse, rcdom};

    /// [`steps`], written without regard to how the arena is made.
    fn dom_steps(dom: &RcDom) -> Vec<Step> {
        let below = |handle: &Handle| {
            let children: Vec<Handle> = handle.children.borrow().clone();
            children.into_iter().rev().map(Todo::Visit)
        };
        let mut steps = Vec::new();
        let mut todo: Vec<Todo<Handle>> = below(&dom.document).collect();
        while let Some(next) = todo.pop() {
            let handle = match next {
                Todo::Write(step) => {
                    steps.push(step);
                    continue;
                }
                Todo::Visit(handle) => handle,
            };
            match &handle.data {
                NodeData::Document => unreachable!("a document below a node"),
                NodeData::Doctype { name, .. } => steps.push(Step::Doctype(name.clone())),
                NodeData::Text { contents } => steps.push(Step::Text(contents.borrow().clone())),
                NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => {
                    steps.push(Step::Comment);
                }
                NodeData::Element {
                    name,
                    attrs,
                    template_contents,
                    ..
                } => {
                    steps.push(Step::Start(name.clone(), attrs.borrow().clone()));
                    todo.push(Todo::Write(Step::End(name.clone())));
                    todo.extend(below(&handle));
                    if let Some(contents) = &*template_contents.borrow() {
                        todo.push(Todo::Write(Step::EndOfContents));
                        todo.extend(below(contents));
                        todo.push(Todo::Write(Step::Contents));
                    }
                }
            }
        }
        steps
    }

    fn unlimited() -> Limits {
        Limits::default().depth(u32::MAX)
    }

    fn pages() -> Vec<Page> {
        let mut pages = pages::own();
        pages.extend(pages::corpora(usize::MAX));
        pages
    }

    fn text(page: &Page) -> String {
        decode(&page.bytes(), None).into_owned()
    }

    /// When text is parsed, attributes that nobody reads are left out, such as
    /// those of other namespaces.
    fn read(mut steps: Vec<Step>) -> Vec<Step> {
        for step in &mut steps {
            if let Step::Start(_, attrs) = step {
                attrs.retain(|attr| attr.name.ns == ns!() && is_read(&attr.name.local));
            }
        }
        steps
    }

    /// The first steps at which two trees part, for a person to read.
    fn parting(one: &[Step], other: &[Step]) -> String {
        let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
        let lines = [one, other].map(|steps| {
            let steps = steps.iter().skip(at.saturating_sub(2)).take(4);
            let words: Vec<String> = steps.map(in_short).collect();
            words.join(" ")
        });
        format!("{}\n  instead of {}", lines[1], lines[0])
    }

    fn in_short(step: &Step) -> String {
        let start = |text: &str| text.chars().take(40).collect::<String>();
        match step {
            Step::Text(text) => format!("{:?}", start(text)),
            Step::Start(name, attrs) => format!("<{} +{}>", name.local, attrs.len()),
            Step::End(name) => format!("</{}>", name.local),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn arena_and_rcdom_are_the_same_node_for_node() {
        for_all(&pages(), |page| {
            let html = text(page);
            let dom = parse_dom(&html, true);
            let expected = read(dom_steps(&dom));
            for tree in [
                parse::with_raw_noscript(&html, Attributes::Read, &unlimited()),
                rcdom::copy(&dom, usize::MAX),
            ] {
                let made = read(steps(&tree));
                assert!(
                    made == expected,
                    "{}: {}",
                    page.name,
                    parting(&expected, &made)
                );
            }
        });
    }

    #[test]
    fn a_dom_of_the_default_options_gives_the_tree_of_the_text() {
        let unlimited = unlimited();
        for_all(&pages(), |page| {
            let html = text(page);
            let parsed = read(steps(&parse::document(&html, &unlimited)));
            let copied = rcdom::from_rcdom(&parse_dom(&html, true), &unlimited);
            let copied = read(steps(&copied));
            assert!(
                parsed == copied,
                "{}: {}",
                page.name,
                parting(&parsed, &copied)
            );
        });
    }
}
