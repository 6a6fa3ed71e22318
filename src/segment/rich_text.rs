//! Articles that editing systems keep as data: an array of paragraphs, each an
//! object that names its kind and holds its text in pieces.
//!
//! `{"type": "paragraph", "content": [{"type": "text", "value": "It rained."}]}`
//! is one of them. The systems differ in what they call a kind and a text, not
//! in the shape; the names here are those of their published formats.

use std::sync::LazyLock;

use regex::Regex;

use super::json::{self, Object, Value};
use super::state::{escaped, words_between_tags};

/// Keys that name what kind of thing an object is.
const KIND: [&str; 6] = ["type", "nodeType", "_type", "name", "style", "blockName"];

/// Kinds of objects that are paragraphs.
const PARAGRAPH: [&str; 6] = [
    "paragraph",
    "core/paragraph",
    "p",
    "normal",
    "unstyled",
    "text",
];

/// A paragraph's kind beside its key: most scripts have none, and are read no
/// further.
static NAMES_PARAGRAPHS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (keys, kinds) = (KIND.join("|"), PARAGRAPH.join("|"));
    Regex::new(&format!(
        r#""(?:{keys})"[ \t\r\n]*:[ \t\r\n]*"(?:{kinds})""#
    ))
    .ok()
});

/// Keys that hold text, as it is or as HTML.
const TEXT: [&str; 5] = ["text", "value", "content", "html", "innerHTML"];

/// Words that a kind has where its text belongs to the article, beside those
/// of headings.
const OF_ARTICLE: [&str; 3] = ["list", "quote", "item"];

/// A document and how long it is.
#[derive(Debug, PartialEq)]
pub(super) struct Document {
    /// Words of its paragraphs.
    pub words: usize,
    /// Its elements in order, each as HTML.
    pub elements: Vec<String>,
}

/// The longest document of a script.
///
/// Fails on: documents that are kept as one string, which [`super::state`]
/// reads, and those whose format names no kinds.
pub(super) fn document(script: &str) -> Option<Document> {
    if !NAMES_PARAGRAPHS.as_ref()?.is_match(script) {
        return None;
    }
    let value = json::first(script)?;
    let mut best: Option<(usize, &[Value])> = None;
    let mut stack = vec![&value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(elements) => {
                let words = elements.iter().map(words_of_paragraph).sum();
                if words > best.map_or(0, |(most, _)| most) {
                    best = Some((words, elements));
                }
                stack.extend(elements.iter().rev());
            }
            Value::Object(fields) => stack.extend(fields.values().rev()),
            _ => {}
        }
    }
    let (words, elements) = best?;
    let elements = elements.iter().filter_map(html).collect();
    Some(Document { words, elements })
}

fn words_of_paragraph(element: &Value) -> usize {
    match element {
        Value::Object(fields) if is_paragraph(fields) => words_between_tags(&text(element)),
        _ => 0,
    }
}

fn is_paragraph(fields: &Object) -> bool {
    kinds(fields).any(|kind| PARAGRAPH.contains(&kind))
}

fn kinds<'v>(fields: &'v Object) -> impl Iterator<Item = &'v str> {
    KIND.iter().filter_map(|key| fields.get(key)?.as_str())
}

/// An element of a document as HTML; `None` for what has no text of the
/// article, such as advertisements and letters to sign up for.
fn html(element: &Value) -> Option<String> {
    let Value::Object(fields) = element else {
        return None;
    };
    let names: Vec<String> = kinds(fields).map(str::to_ascii_lowercase).collect();
    let is_heading = names.iter().any(|name| is_heading(name));
    let belongs = || {
        names
            .iter()
            .any(|name| OF_ARTICLE.iter().any(|word| name.contains(word)))
    };
    if !is_heading && !is_paragraph(fields) && !belongs() {
        return None;
    }
    let text = text(element);
    let tag = if is_heading { "h2" } else { "p" };
    (!text.trim().is_empty()).then(|| format!("<{tag}>{text}</{tag}>"))
}

/// Whether a kind names a heading: `heading-2`, `header-two`, `h3`.
fn is_heading(kind: &str) -> bool {
    kind.contains("head") || matches!(kind.as_bytes(), [b'h', b'1'..=b'6'])
}

/// The texts in an element, in order, as HTML.
fn text(element: &Value) -> String {
    let mut html = String::new();
    let mut stack = vec![element];
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(values) => stack.extend(values.iter().rev()),
            Value::Object(fields) => {
                for key in TEXT {
                    if let Some(Value::Text(text)) = fields.get(key) {
                        push(&mut html, text);
                        break;
                    }
                }
                let inner = fields.values().rev();
                stack.extend(
                    inner.filter(|value| matches!(value, Value::Array(_) | Value::Object(_))),
                );
            }
            _ => {}
        }
    }
    html
}

/// Appends a text; what holds no tag is text as it is.
fn push(html: &mut String, text: &str) {
    if text.contains("</") || text.contains("<br") {
        html.push_str(text);
    } else {
        html.push_str(&escaped(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn elements(script: &serde_json::Value) -> Vec<String> {
        document(&script.to_string()).map_or_else(Vec::new, |document| document.elements)
    }

    #[test]
    fn a_paragraph_is_joined_from_its_pieces() {
        let page = json!({"story": {"title": "Rain", "body": {"type": "document", "content": [
            {"type": "paragraph", "content": [
                {"type": "text", "value": "It rained "},
                {"type": "link", "data": {"href": "/a"}, "content": [{"type": "text", "value": "all night"}]},
                {"type": "text", "value": "."}]},
            {"type": "inline-newsletter", "content": [{"type": "text", "value": "Sign up!"}]},
            {"type": "heading", "content": [{"type": "text", "value": "At dawn"}]},
            {"type": "paragraph", "content": [{"type": "text", "value": "It was <dry>."}]}]}}});
        assert_eq!(
            elements(&page),
            [
                "<p>It rained all night.</p>",
                "<h2>At dawn</h2>",
                "<p>It was &lt;dry>.</p>"
            ]
        );
    }

    #[test]
    fn kinds_go_by_several_names() {
        let of_blocks = json!([{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "It rained."}]},
            {"_type": "block", "style": "h3", "children": [{"_type": "span", "text": "At dawn"}]}]);
        assert_eq!(
            elements(&of_blocks),
            ["<p>It rained.</p>", "<h2>At dawn</h2>"]
        );
        let of_html =
            json!([{"blockName": "core/paragraph", "innerHTML": "<p>It <b>rained</b>.</p>"}]);
        assert_eq!(elements(&of_html), ["<p><p>It <b>rained</b>.</p></p>"]);
    }

    #[test]
    fn the_longest_document_of_a_statement_is_read() {
        let one = json!([{"type": "paragraph", "text": "Short."}]);
        let two = json!([{"type": "paragraph", "text": "A longer one than that."}]);
        let script = format!("window.S = {}; go()", json!({"a": one, "b": two}));
        assert_eq!(document(&script).map(|document| document.words), Some(5));
    }

    #[test]
    fn what_has_no_paragraphs_is_no_document() {
        assert_eq!(document("var a = {\"type\": \"image\"}"), None);
        assert_eq!(document("\"paragraph\" ["), None);
        assert_eq!(document(&format!("\"p\"{}", "[".repeat(100_000))), None);
    }
}
