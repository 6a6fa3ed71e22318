//! The page itself, made safe and inert, with the roles of its blocks laid
//! over its own markup.
//!
//! The page is parsed as a browser would, the elements and texts that blocks
//! came from are marked, and what comes of it goes through `ammonia`: scripts,
//! frames, forms' targets, links' targets and every address are gone, and its
//! own style sheets stay. It is shown in a frame in which no script runs.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use bodycopy::Block;
use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, ParseOpts, QualName, local_name, ns, parse_document};
use judge::metrics::fold_space;
use markup5ever_rcdom::{Handle, Node, NodeData, RcDom, SerializableHandle};
use maud::{DOCTYPE, PreEscaped, html};
use regex::{Captures, Regex};

use crate::roles;

const ROLES: &str = include_str!("roles.css");
const STYLE: &str = include_str!("overlay.css");

/// What a page looks like that brings no style: its sheets were linked. Any
/// rule of the page is stronger.
const BASE: &str = ":where(body) { font: 15px/1.5 system-ui, sans-serif; margin: 1rem 1.25rem }
    :where(li) { margin: 3px 0 }";

/// The attributes that marks are made of. A page that has them loses them.
const OURS: [&str; 2] = ["data-block", "data-role"];

/// Elements beside the usual ones that a page may keep: they only lay it out.
const ELEMENTS: &[&str] = &[
    "address", "button", "fieldset", "form", "header", "label", "legend", "main", "option",
    "section", "select",
];

/// What goes with all that is in it.
const DROPPED: &[&str] = &[
    "audio", "embed", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
    "style", "svg", "template", "textarea", "title", "video",
];

/// Attributes that any element may keep.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "class",
    "data-block",
    "data-role",
    "dir",
    "hidden",
    "id",
    "lang",
    "role",
    "style",
    "title",
];

/// The most steps that the path of a block may have.
const STEPS: usize = 64;

/// The file of the frame: the page with its blocks marked.
pub fn safe_page(page: &str, blocks: &[Block]) -> String {
    let document = marked(page, blocks);
    let sheets = style_sheets(&document);
    drop_all(&document);
    let body = find_body(&document);
    let file = html! {
        (DOCTYPE)
        html {
            head {
                meta charset="utf-8";
                style { (PreEscaped(BASE)) }
                @for sheet in sheets { style { (PreEscaped(sheet)) } }
                // These are files of this package, and rules made of the roles' names.
                style { (PreEscaped(ROLES)) (PreEscaped(STYLE)) (PreEscaped(rules(blocks))) }
            }
            body class=[attribute(&body, "class")] style=[attribute(&body, "style").map(|css| inert_css(&css))] {
                (PreEscaped(clean(&body)))
            }
        }
    };
    file.into_string()
}

/// The rules by which the legend filters, once the script has passed it on.
fn rules(blocks: &[Block]) -> String {
    roles::tally(blocks)
        .keys()
        .map(|role| {
            let slug = roles::slug(*role);
            format!("html[data-only~={slug}] [data-role={slug}]{{opacity:1!important}}\n")
        })
        .collect()
}

/// The page's tree with its blocks marked. What a `noscript` holds moves what
/// follows it, and the extractor counts it in unless it is broken: so the page
/// is parsed with scripting on and off, and the tree that fits more blocks is it.
fn marked(page: &str, blocks: &[Block]) -> Handle {
    let parsed = [true, false].map(|is_scripted| {
        let document = parse_document(RcDom::default(), options(is_scripted))
            .one(page)
            .document
            .clone();
        let places = places(&document, blocks);
        (document, places)
    });
    let found = |places: &[Place]| places.iter().map(|place| place.blocks.len()).sum::<usize>();
    let [on, off] = parsed;
    let (document, places) = if found(&on.1) > found(&off.1) {
        on
    } else {
        off
    };
    for place in places {
        place.mark(blocks);
    }
    document
}

fn options(is_scripted: bool) -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: is_scripted,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}

/// An element and the blocks that came from it.
struct Place {
    element: Handle,
    blocks: Vec<usize>,
    /// Its texts that stand in no place further in.
    texts: Vec<Handle>,
    /// Whether there is a place further in.
    is_parted: bool,
}

/// A node, the path of the element that it is or is in, as long as blocks
/// could have it, and the place around it.
struct Open {
    node: Handle,
    path: Option<(String, usize)>,
    place: Option<usize>,
}

/// Walks the page once; an element that no block's path leads to is passed through.
fn places(document: &Handle, blocks: &[Block]) -> Vec<Place> {
    let mut of_path: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, block) in blocks.iter().enumerate() {
        of_path.entry(&block.path).or_default().push(number);
    }
    let mut places: Vec<Place> = Vec::new();
    let mut stack = vec![Open {
        node: document.clone(),
        path: Some((String::new(), 0)),
        place: None,
    }];
    while let Some(open) = stack.pop() {
        let mut place = open.place;
        match &open.node.data {
            NodeData::Text { .. } => {
                if let Some(place) = place {
                    places[place].texts.push(open.node);
                }
                continue;
            }
            // What goes is not marked, and style sheets are read as they are.
            NodeData::Element { name, .. } if DROPPED.contains(&&*name.local) => continue,
            NodeData::Element { .. } => {
                for name in OURS {
                    remove_attribute(&open.node, name);
                }
                let path = open.path.as_ref().map(|(path, _)| path.as_str());
                if let Some(blocks) = path.and_then(|path| of_path.get(path)) {
                    if let Some(outer) = place {
                        places[outer].is_parted = true;
                    }
                    place = Some(places.len());
                    places.push(Place {
                        element: open.node.clone(),
                        blocks: blocks.clone(),
                        texts: Vec::new(),
                        is_parted: false,
                    });
                }
            }
            _ => {}
        }
        stack.extend(children(&open, place).into_iter().rev());
    }
    places
}

fn children(open: &Open, place: Option<usize>) -> Vec<Open> {
    let mut nth = 0;
    let children = open.node.children.borrow();
    let child = |child: &Handle| {
        let path = match (&open.path, name(child)) {
            (Some((path, steps)), Some(name)) => {
                nth += 1;
                (*steps < STEPS).then(|| (step(path, name, nth), steps + 1))
            }
            (path, None) => path.clone().filter(|_| !child.children.borrow().is_empty()),
            (None, Some(_)) => None,
        };
        Open {
            node: child.clone(),
            path,
            place,
        }
    };
    children.iter().map(child).collect()
}

/// The path of an element below the one of `above`, as blocks have it.
fn step(above: &str, name: &LocalName, nth: usize) -> String {
    let own = match *name {
        local_name!("html") | local_name!("body") => name.to_string(),
        _ => format!("{name}:nth-child({nth})"),
    };
    if above.is_empty() {
        own
    } else {
        format!("{above} > {own}")
    }
}

impl Place {
    /// An element of one block is coloured as a box; else each text is on its own.
    fn mark(&self, blocks: &[Block]) {
        if let ([block], false) = (self.blocks.as_slice(), self.is_parted) {
            mark(&self.element, *block, &blocks[*block]);
            return;
        }
        let mut left = self.blocks.iter().peekable();
        for text in &self.texts {
            let folded = text_of(text);
            if folded.is_empty() {
                continue;
            }
            // Texts and blocks stand in one order: a text that the block at
            // hand does not hold is one of those that follow.
            let holds = |number: &usize| fold_space(&blocks[*number].text).contains(&folded);
            if let Some(skipped) = left.clone().position(holds) {
                for _ in 0..skipped {
                    left.next();
                }
                if let Some(number) = left.peek() {
                    wrap(text, **number, &blocks[**number]);
                }
            }
        }
    }
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => fold_space(&contents.borrow()),
        _ => String::new(),
    }
}

/// Says of an element which block came from it.
fn mark(element: &Handle, number: usize, block: &Block) {
    let why = format!("{} {:.2}: {}", block.role, block.score, block.reason);
    set_attribute(element, "data-block", &number.to_string());
    set_attribute(element, "data-role", &roles::slug(block.role));
    set_attribute(element, "title", &why);
}

/// Puts a text into a `span` that is marked.
fn wrap(text: &Handle, number: usize, block: &Block) {
    let Some(parent) = text.parent.take().and_then(|parent| parent.upgrade()) else {
        return;
    };
    let span = Node::new(NodeData::Element {
        name: html_name("span"),
        attrs: Vec::new().into(),
        template_contents: None.into(),
        mathml_annotation_xml_integration_point: false,
    });
    mark(&span, number, block);
    let mut children = parent.children.borrow_mut();
    let Some(place) = children.iter().position(|child| Rc::ptr_eq(child, text)) else {
        return;
    };
    span.parent.set(Some(Rc::downgrade(&parent)));
    text.parent.set(Some(Rc::downgrade(&span)));
    span.children.borrow_mut().push(text.clone());
    children[place] = span.clone();
}

fn html_name(name: &str) -> QualName {
    QualName::new(None, ns!(html), LocalName::from(name))
}

fn name(node: &Handle) -> Option<&LocalName> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

fn remove_attribute(node: &Handle, name: &str) {
    if let NodeData::Element { attrs, .. } = &node.data {
        attrs.borrow_mut().retain(|attr| &*attr.name.local != name);
    }
}

fn set_attribute(node: &Handle, name: &str, value: &str) {
    remove_attribute(node, name);
    if let NodeData::Element { attrs, .. } = &node.data {
        attrs.borrow_mut().push(Attribute {
            name: QualName::new(None, ns!(), LocalName::from(name)),
            value: value.into(),
        });
    }
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attr| &*attr.name.local == name)?;
    Some(found.value.to_string())
}

fn find_body(document: &Handle) -> Handle {
    let children = |node: &Handle| node.children.borrow().clone();
    let root = children(document)
        .into_iter()
        .find(|node| name(node) == Some(&local_name!("html")));
    let body = root
        .iter()
        .flat_map(children)
        .find(|node| name(node) == Some(&local_name!("body")));
    body.or(root).unwrap_or_else(|| document.clone())
}

/// The texts of the page's own style sheets. One that holds `<` is left out:
/// CSS has no use for it outside of strings, and it could end the element.
fn style_sheets(document: &Handle) -> Vec<String> {
    let mut sheets = Vec::new();
    let mut open = vec![document.clone()];
    while let Some(node) = open.pop() {
        if name(&node) == Some(&local_name!("style")) {
            let texts = node.children.borrow();
            let sheet: String = texts
                .iter()
                .filter_map(|text| match &text.data {
                    NodeData::Text { contents } => Some(contents.borrow().to_string()),
                    _ => None,
                })
                .collect();
            sheets.extend(Some(inert_css(&sheet)).filter(|sheet| !sheet.contains('<')));
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    sheets
}

/// Takes out what goes. Left to be cleaned as text, a `noscript` or a frame of
/// odd content could swallow what follows it.
fn drop_all(document: &Handle) {
    let mut open = vec![document.clone()];
    while let Some(node) = open.pop() {
        let goes = |child: &Handle| name(child).is_some_and(|name| DROPPED.contains(&&**name));
        node.children.borrow_mut().retain(|child| !goes(child));
        open.extend(node.children.borrow().iter().cloned());
    }
}

/// Style without what it would load. The file's policy forbids that anyway,
/// also where escapes hide it from here; but a browser complains of each try.
fn inert_css(css: &str) -> String {
    static LOADS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)@import|@namespace|image-set\(|url\(\s*["']?(data:)?"#)
            .expect("the pattern is a constant")
    });
    let inert = LOADS.replace_all(css, |found: &Captures<'_>| match found.get(1) {
        Some(_) => found[0].to_owned(),
        None => format!("inert-{}", found[0].trim_start_matches('@')),
    });
    inert.into_owned()
}

/// The inside of an element with nothing left that could do anything.
fn clean(body: &Handle) -> String {
    let mut markup = Vec::new();
    let inside = SerializableHandle::from(body.clone());
    // Writing to a vector cannot fail.
    let _ = serialize(&mut markup, &inside, SerializeOpts::default());
    Builder::default()
        .add_tags(ELEMENTS)
        .add_clean_content_tags(DROPPED)
        .add_generic_attributes(ATTRIBUTES)
        .rm_tag_attributes("a", ["href", "hreflang"])
        .url_schemes(["data"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .attribute_filter(|_, name, value| match name {
            "style" => Some(inert_css(value).into()),
            _ => Some(value.into()),
        })
        .clean(&String::from_utf8_lossy(&markup))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> String {
        let article = bodycopy::extract(page).unwrap();
        safe_page(page, &article.blocks)
    }

    #[test]
    fn an_element_says_which_block_came_from_it() {
        let page = shown("<body><h1>Rain at last</h1><p>It rained <b>all</b> night.");
        assert!(page.contains(r#"<p data-block="1" data-role="#), "{page}");
        assert!(page.contains("It rained <b>all</b> night."), "{page}");
    }

    #[test]
    fn loose_texts_beside_boxes_are_marked_on_their_own() {
        let page = shown("<body>Before it all<p>In a box of its own</p>After it all");
        let before = page.find(r#"<span data-block="0""#).unwrap();
        let after = page.find(r#"<span data-block="2""#).unwrap();
        assert!(before < after, "{page}");
        assert!(page.contains(r#"<p data-block="1""#), "{page}");
    }

    #[test]
    fn nothing_is_left_that_runs_or_leads_away() {
        let page = shown(
            r#"<body onload="x()"><script>x()</script><a href="https://example.org/a">away</a>
            <img src="https://example.org/b.png" onerror="x()" alt="A boat">
            <iframe src="https://example.org/c"></iframe><form action="/d"><button formaction="/e">go</button></form>
            <svg><script>x()</script><style></style><script>x()</script></style></svg>
            <base href="https://example.org/"><meta http-equiv="refresh" content="0;url=/f">"#,
        );
        for gone in [
            "script",
            "x()",
            "example.org",
            "onload",
            "onerror",
            "action",
            "iframe",
            "refresh",
        ] {
            assert!(!page.contains(gone), "{gone} is in {page}");
        }
        assert!(page.contains("away") && page.contains("A boat"), "{page}");
    }

    #[test]
    fn the_pages_own_style_stays_unless_it_could_end_its_element() {
        assert!(
            shown("<style>p { color: teal }</style><p>It rained.").contains("p { color: teal }")
        );
        let odd = "<svg><style>&lt;/style>&lt;script>x()&lt;/script></style></svg><p>It rained.";
        assert!(!shown(odd).contains("x()"));
    }

    #[test]
    fn what_a_noscript_of_the_head_holds_counts_where_the_extractor_counts_it() {
        let page = shown(
            "<html><head><title>Rain</title><noscript><img src=a.png></noscript></head>
             <body><p>It rained all night.</p></body></html>",
        );
        assert!(page.contains("<p data-block="), "{page}");
    }

    #[test]
    fn what_goes_takes_nothing_with_it() {
        for odd in [
            "<noscript><div><!--</noscript>",
            "<iframe><!--</iframe>",
            "<noscript><title></noscript>",
        ] {
            let page = shown(&format!("<body>{odd}<p>It rained all night.</p>"));
            assert!(page.contains(">It rained all night.</p>"), "{odd}: {page}");
        }
    }

    #[test]
    fn style_loads_nothing() {
        let css = "@import 'a.css'; p { background: URL( \"https://example.org/a.png\") }";
        assert_eq!(
            inert_css(css),
            "inert-import 'a.css'; p { background: inert-URL( \"https://example.org/a.png\") }"
        );
        let kept = "p { background: url(data:image/gif;base64,R0lGOD) }";
        assert_eq!(inert_css(kept), kept);
    }

    #[test]
    fn a_page_cannot_pass_its_own_marks_off_as_ours() {
        let page =
            shown(r#"<body><div data-block="9" data-role="hidden"><p>It rained all night.</div>"#);
        assert!(
            !page.contains(r#"data-block="9""#) && !page.contains(r#"<div data-role"#),
            "{page}"
        );
    }
}
