//! Plain text comes out whole: the seed page of the shared folder and the
//! pages in `plain/`, each beside a golden file that was written by hand
//! before the code saw the page.
//!
//! The pages named in [`KEPT_OUT`] took no part in tuning.

use std::fs;
use std::path::{Path, PathBuf};

use bodycopy::{Article, Element, Extractor, Inline, LinkGroup, Role};
use serde_json::Value;

/// Pages that nothing was tuned on.
const KEPT_OUT: [&str; 3] = ["blog-with-comments", "japanese-article", "spanish-report"];

#[test]
fn each_page_comes_out_as_its_golden_file_says() {
    let pages = pages();
    assert_eq!(pages.len(), 7, "pages in tests/plain");
    for kept_out in KEPT_OUT {
        assert!(
            pages
                .iter()
                .any(|page| page.file_stem().is_some_and(|stem| stem == kept_out))
        );
    }
    let faults: Vec<String> = pages
        .iter()
        .flat_map(|page| faults_of(page, &page.with_extension("json")))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_seed_page_comes_out_whole() {
    let Some(seed) = judge::corpus::shared_folder().map(|shared| shared.join("seed")) else {
        eprintln!("SKIPPED: no shared folder, so no seed page");
        return;
    };
    let faults = faults_of(&seed.join("breaking-news.txt"), &seed.join("expected.json"));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plain");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/plain")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    pages.sort();
    pages
}

/// What is wrong with the answer to a page.
fn faults_of(page: &Path, golden: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).expect("a readable page");
    let golden = fs::read_to_string(golden).expect("a readable golden file");
    let golden: Value = serde_json::from_str(&golden).expect("a golden file of JSON");
    let article = Extractor::new()
        .extract_plain(&text)
        .expect("text is no error");
    let mut faults = Vec::new();
    let mut compare = |what: &str, wanted: Value, got: Value| {
        if wanted != got {
            let name = page.file_stem().unwrap_or_default().display();
            faults.push(format!("{name}: {what}\n  - {wanted}\n  + {got}"));
        }
    };
    for name in [
        "site",
        "section",
        "title",
        "byline",
        "bylines",
        "published",
        "body",
        "comments",
    ] {
        if let Some(wanted) = golden.get(name) {
            compare(name, wanted.clone(), answer(&article, name));
        }
    }
    compare("teasers", golden["teasers"].clone(), teasers(&article));
    for wanted in list(&golden, "footer_groups") {
        let held = article.navigation.iter().any(|group| holds(group, wanted));
        compare(
            "navigation",
            wanted.clone(),
            if held {
                wanted.clone()
            } else {
                links(&article)
            },
        );
    }
    let paragraphs: Vec<String> = article
        .blocks
        .iter()
        .filter(|block| block.role == Role::Body)
        .map(|block| block.text.clone())
        .collect();
    for line in list(&golden, "never_in_body")
        .iter()
        .filter_map(Value::as_str)
    {
        let line = line.trim_start_matches("• ");
        let is_held = paragraphs.iter().any(|paragraph| paragraph == line);
        compare(
            "in the body",
            Value::Null,
            if is_held { line.into() } else { Value::Null },
        );
    }
    for line in list(&golden, "body_holds").iter().filter_map(Value::as_str) {
        let is_held = paragraphs.iter().any(|paragraph| paragraph == line);
        compare(
            "in the body",
            line.into(),
            if is_held { line.into() } else { Value::Null },
        );
    }
    faults
}

fn list<'a>(golden: &'a Value, name: &str) -> &'a [Value] {
    golden
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn answer(article: &Article, name: &str) -> Value {
    let bylines = || article.bylines.iter().map(|byline| byline.name.clone());
    let text = |value: Option<String>| value.map_or(Value::Null, Value::from);
    match name {
        "site" => text(article.site.as_ref().map(|site| site.value.clone())),
        "section" => text(
            article
                .section
                .as_ref()
                .map(|section| section.value.clone()),
        ),
        "title" => text(article.title.as_ref().map(|title| title.value.clone())),
        "byline" => text(Some(bylines().collect::<Vec<_>>().join("; "))),
        "bylines" => bylines().collect(),
        "published" => text(article.published.as_ref().map(|at| at.value.to_string())),
        "comments" => {
            let authors = article
                .comments
                .iter()
                .map(|comment| comment.author.clone());
            authors.map(text).collect()
        }
        _ => article.body.iter().map(element).collect(),
    }
}

fn element(element: &Element) -> Value {
    match element {
        Element::Paragraph { text } => {
            serde_json::json!({"kind": "paragraph", "text": plain(text)})
        }
        Element::Heading { text, .. } => {
            serde_json::json!({"kind": "heading", "text": plain(text)})
        }
        Element::List { items, .. } => {
            let items: Vec<String> = items
                .iter()
                .flatten()
                .map(|item| match item {
                    Element::Paragraph { text } => plain(text),
                    other => format!("{other:?}"),
                })
                .collect();
            serde_json::json!({"kind": "list", "items": items})
        }
        other => serde_json::json!({"kind": format!("{other:?}")}),
    }
}

fn plain(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.clone(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn teasers(article: &Article) -> Value {
    let items = article.teasers.iter().flat_map(|list| &list.items);
    items
        .map(|teaser| {
            let mut item = serde_json::json!({"headline": teaser.headline});
            if let Some(byline) = &teaser.byline {
                item["byline"] = byline.clone().into();
            }
            if let Some(published) = &teaser.published {
                item["published"] = published.to_string().into();
            }
            item
        })
        .collect()
}

/// Whether a group has the links in their order. The heading of a group may
/// have come out as a link before them, and what stands right above them, too:
/// a dump does not always tell them apart.
fn holds(group: &LinkGroup, wanted: &Value) -> bool {
    let links: Vec<&str> = list(wanted, "links")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let entries: Vec<&str> = group.links.iter().map(|link| link.text.as_str()).collect();
    let at = entries
        .windows(links.len())
        .position(|window| window == links);
    let Some(at) = at else { return false };
    let heading = wanted.get("heading").and_then(Value::as_str);
    heading.is_none()
        || group.heading.as_deref() == heading
        || at.checked_sub(1).map(|above| entries[above]) == heading
}

fn links(article: &Article) -> Value {
    let group = |group: &LinkGroup| {
        let links = group.links.iter().map(|link| link.text.clone());
        serde_json::json!({"heading": group.heading, "links": links.collect::<Vec<_>>()})
    };
    article.navigation.iter().map(group).collect()
}
