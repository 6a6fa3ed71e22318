//! Ten pages of ten kinds, with all that a reader would point at on them
//! written down by hand: `tests/pages/whole/*.json`, in a short form that
//! [`short`] gives. What a file does not name is not compared.
//!
//! `BLESS=1 cargo test --test whole_pages` writes what is extracted instead;
//! look at every line of that difference.

use std::fs;
use std::path::Path;

use bodycopy::{
    Article, CellHead, Element, Inline, LinkGroup, ListOrder, PostPlace, TeaserList, Value,
};
use serde_json::{Map, Value as Json, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/whole");

#[test]
fn everything_on_a_page_is_told_apart() {
    let mut pages: Vec<_> = fs::read_dir(FOLDER)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "html"))
        .collect();
    pages.sort();
    assert_eq!(pages.len(), 10);
    let differences: Vec<String> = pages.iter().flat_map(|page| compared(page)).collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// What differs on one page, field by field.
fn compared(page: &Path) -> Vec<String> {
    let html = fs::read_to_string(page).expect("a page");
    let article = bodycopy::extract(&html).expect("an article");
    let file = page.with_extension("json");
    let golden = fs::read_to_string(&file).expect("the page's golden");
    let golden: Map<String, Json> = serde_json::from_str(&golden).expect("JSON");
    let found = short(&article);
    if std::env::var_os("BLESS").is_some() {
        let kept: Map<String, Json> = golden
            .keys()
            .map(|key| (key.clone(), found[key].clone()))
            .collect();
        let text = serde_json::to_string_pretty(&kept).expect("JSON");
        fs::write(file, text + "\n").expect("written");
        return Vec::new();
    }
    let name = page.file_stem().expect("a name").to_string_lossy();
    let differing = golden
        .iter()
        .filter(|(key, wanted)| found[*key] != **wanted);
    differing
        .map(|(key, wanted)| match (wanted, &found[key]) {
            (Json::Array(wanted), Json::Array(found)) => {
                let lines = |all: &[Json]| -> String {
                    all.iter().map(|one| format!("      {one}\n")).collect()
                };
                format!(
                    "{name}, {key}:\n   wanted\n{}   found\n{}",
                    lines(wanted),
                    lines(found)
                )
            }
            (wanted, found) => format!("{name}, {key}: wanted {wanted}, found {found}"),
        })
        .collect()
}

/// An article in few words.
fn short(page: &Article) -> Json {
    let text = |value: &Option<Value<String>>| value.as_ref().map(|value| value.value.clone());
    let authors: Vec<&str> = page
        .bylines
        .iter()
        .map(|byline| byline.name.as_str())
        .collect();
    json!({
        "title": text(&page.title),
        "subtitle": text(&page.subtitle),
        "section": text(&page.section),
        "site": text(&page.site),
        "authors": authors,
        "published": page.published.as_ref().map(|at| at.value.to_string()),
        "modified": page.modified.as_ref().map(|at| at.value.to_string()),
        "language": text(&page.language),
        "direction": page.direction,
        "url": page.url,
        "image": text(&page.image),
        "dateline": page.dateline.as_ref().and_then(|line| line.value.place.clone()),
        "paywalled": page.paywalled.as_ref().map(|wall| wall.value),
        "page_kind": page.page_kind,
        "body": elements(&page.body),
        "teasers": page.teasers.iter().map(teasers).collect::<Vec<_>>(),
        "comments": page.comments.iter().map(|comment| json!({
            "author": comment.author,
            "time": comment.time,
            "body": elements(&comment.body),
        })).collect::<Vec<_>>(),
        "contents": page.contents.iter().map(links).collect::<Vec<_>>(),
        "notices": elements(&page.notices),
    })
}

fn teasers(list: &TeaserList) -> Json {
    let items: Vec<&str> = list
        .items
        .iter()
        .map(|item| item.headline.as_str())
        .collect();
    json!({"heading": list.heading, "items": items})
}

fn links(group: &LinkGroup) -> Json {
    let links: Vec<&str> = group.links.iter().map(|link| link.text.as_str()).collect();
    json!({"heading": group.heading, "links": links})
}

fn elements(all: &[Element]) -> Vec<Json> {
    all.iter().map(element).collect()
}

fn element(element: &Element) -> Json {
    let lists = |items: &[Vec<Element>]| -> Vec<Vec<Json>> {
        items.iter().map(|item| elements(item)).collect()
    };
    match element {
        Element::Paragraph { text } => format!("p {}", words(text)).into(),
        Element::Heading { level, text } => format!("h{level} {}", words(text)).into(),
        Element::Term { text } => format!("term {}", words(text)).into(),
        Element::List {
            order: ListOrder::Unordered,
            items,
        } => json!({"ul": lists(items)}),
        Element::List { items, .. } => json!({"ol": lists(items)}),
        Element::Quote { body, .. } => json!({"quote": elements(body)}),
        Element::CallOut { label, body } => json!({"callout": label, "body": elements(body)}),
        Element::Code { language, text } => json!({"code": text, "language": language}),
        Element::Math { tex } => json!({"math": tex}),
        Element::Table { rows } => json!({"table": rows.iter().map(|row| {
            row.iter().map(cell).collect::<Vec<_>>()
        }).collect::<Vec<_>>()}),
        Element::Figure {
            image: None,
            caption,
            ..
        } => format!("caption {}", words(caption)).into(),
        Element::Figure {
            image: Some(image),
            caption,
            credit: None,
            ..
        } => {
            json!({"figure": image.url, "caption": words(caption)})
        }
        Element::Figure {
            image: Some(image),
            caption,
            credit,
            ..
        } => {
            json!({"figure": image.url, "caption": words(caption), "credit": credit})
        }
        Element::Embed { medium, url, body } if body.is_empty() => {
            json!({"embed": url, "medium": medium})
        }
        Element::Embed { medium, url, body } => {
            json!({"embed": url, "medium": medium, "body": elements(body)})
        }
        Element::Post {
            author,
            time,
            place,
            body,
        } => json!({
            "post": if *place == PostPlace::Opening { "opening" } else { "reply" },
            "author": author,
            "time": time,
            "body": elements(body),
        }),
        Element::Card {
            headline,
            url,
            body,
        } => {
            json!({"card": headline, "url": url, "body": elements(body)})
        }
        Element::Footnote { number, body } => json!({"footnote": number, "body": elements(body)}),
        Element::Rule => "rule".into(),
        other => panic!("no short form of {other:?}"),
    }
}

/// A cell: its span where it has one, and its words; or a list in it.
fn cell(cell: &bodycopy::Cell) -> Json {
    let head = match cell.head {
        CellHead::Header => "th ",
        CellHead::Data => "",
    };
    let span = match (cell.columns, cell.rows) {
        (1, 1) => String::new(),
        (columns, rows) => format!("{columns}x{rows} "),
    };
    match &cell.content[..] {
        [Element::Paragraph { text }] => format!("{head}{span}{}", words(text)).into(),
        [other] => element(other),
        all => elements(all).into(),
    }
}

/// Inline text with marks like those of Markdown.
fn words(text: &[Inline]) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Link { text, url, parts } if parts.is_empty() => format!("[{text}]({url})"),
        Inline::Link { url, parts, .. } => format!("[{}]({url})", words(parts)),
        Inline::Emphasis { text } => format!("*{text}*"),
        Inline::Strong { text } => format!("**{text}**"),
        Inline::Code { text } => format!("`{text}`"),
        Inline::Math { tex } => format!("${tex}$"),
        Inline::FootnoteMark { number, .. } => format!("{{{number}}}"),
        other => other.as_str().to_owned(),
    };
    text.iter().map(piece).collect()
}
