//! Text that a page carries for its scripts: where the page itself shows next
//! to nothing, its text is taken from there.
//!
//! Pages that scripts put together hold their text as strings in JSON, or in
//! an assignment of it: one string of HTML, many of plain text, or a document
//! in the form that [`rich_text`] reads.

use html5ever::local_name;

use super::html::row;
use super::rich_text;
use crate::block::{BlockKind, Container, HiddenBy, Page, Sight, TextBlock};

/// Fewest words of prose for which the scripts are believed.
const FEWEST: usize = 40;

/// How many times as many words as the page shows they must hold.
const TIMES: usize = 2;

/// Most words that are no links on a page that shows next to nothing: its
/// title, a placeholder, a line about the author.
///
/// Fails on: a short notice on a page whose scripts hold more, such as the
/// texts of its dialogs.
const NEXT_TO_NOTHING: usize = 60;

/// Fewest words of a string of plain text: shorter ones are labels.
const SENTENCE: usize = 8;

/// The HTML of the text that a page carries for its scripts; `None` if the page
/// shows text of its own, or the scripts hold none.
pub(super) fn html(page: &Page) -> Option<String> {
    rest_of_document(page).or_else(|| strings_of_scripts(page))
}

/// Most words of prose on a page that shows the beginning of an article only.
const BEGINNING: usize = 400;

/// A document that a script holds, if the page shows less than half of it.
///
/// Fails on: a short notice on a page whose scripts hold another article.
fn rest_of_document(page: &Page) -> Option<String> {
    let prose = visible(page).filter(|block| block.is_prose());
    let shown: usize = prose.map(|block| block.words as usize).sum();
    if shown > BEGINNING {
        return None;
    }
    let longest = scripts(page)
        .filter_map(|script| rich_text::document(&script.text))
        .max_by_key(|document| document.words)?;
    are_worth(longest.words, shown).then(|| longest.elements.concat())
}

/// What the scripts hold as strings, if the page shows next to nothing.
fn strings_of_scripts(page: &Page) -> Option<String> {
    let shown: usize = visible(page)
        .map(|block| (block.words - block.linked_words) as usize)
        .sum();
    if shown > NEXT_TO_NOTHING {
        return None;
    }
    let best = scripts(page)
        .filter_map(|script| text_of(&script.text))
        .max_by_key(|(words, _)| *words)?;
    are_worth(best.0, shown).then_some(best.1)
}

/// Whether so many words are read instead of those that the page shows.
fn are_worth(words: usize, shown: usize) -> bool {
    words >= FEWEST.max(shown * TIMES)
}

fn visible(page: &Page) -> impl Iterator<Item = &TextBlock> {
    page.blocks.iter().filter(|block| block.is_visible())
}

/// Scripts with strings in them.
fn scripts(page: &Page) -> impl Iterator<Item = &TextBlock> {
    page.blocks.iter().filter(|block| {
        block.sight == Sight::Hidden(HiddenBy::Element)
            && !matches!(block.kind, BlockKind::Image | BlockKind::Embed)
            && block.text.contains('"')
    })
}

/// The words of prose in a script's strings, and the strings as HTML.
fn text_of(script: &str) -> Option<(usize, String)> {
    let strings = strings(script)?;
    // State inside of state: a string that is JSON itself.
    let (nested, mut all): (Vec<String>, Vec<String>) =
        strings.into_iter().partition(|string| is_json(string));
    all.extend(
        nested
            .iter()
            .filter_map(|json| self::strings(json))
            .flatten(),
    );
    let markup = all
        .iter()
        .filter(|string| is_markup(string))
        .max_by_key(|string| string.len());
    if let Some(markup) = markup {
        let words = words_between_tags(markup);
        if words >= FEWEST {
            return Some((words, markup.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    let mut words = 0;
    let mut html = String::new();
    for string in all.iter().filter(|string| is_sentence(string)) {
        if !seen.insert(string.as_str()) {
            continue;
        }
        for line in string.lines().filter(|line| !line.trim().is_empty()) {
            words += line.split_whitespace().count();
            html.push_str("<p>");
            html.push_str(&escaped(line));
        }
    }
    (words >= FEWEST).then_some((words, html))
}

/// Whether a string is JSON, or a row of a page that comes in parts: `1f:["$",…`.
fn is_json(string: &str) -> bool {
    let number = string.bytes().take_while(u8::is_ascii_hexdigit).count();
    let rest = string[number..].strip_prefix(':').unwrap_or(string);
    rest.starts_with(['{', '['])
}

/// Whether a string is a piece of a page: paragraphs in tags.
fn is_markup(string: &str) -> bool {
    ["<p>", "<p ", "</p>", "<br", "</li>", "</div>"]
        .iter()
        .any(|tag| string.contains(tag))
}

/// Plain text as HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub(super) fn words_between_tags(markup: &str) -> usize {
    let texts = markup.split('<').map(|piece| match piece.split_once('>') {
        Some((_, text)) => text,
        None => piece,
    });
    texts.map(|text| text.split_whitespace().count()).sum()
}

/// Whether a string reads as running text and not as code, a path or a label.
fn is_sentence(string: &str) -> bool {
    let ends = string
        .trim_end()
        .ends_with(['.', '!', '?', '"', '”', ':', '…', '。', '！', '？']);
    let is_code = string.contains(['{', '}', ';', '=']) || string.contains("</");
    ends && !is_code && string.split_whitespace().count() >= SENTENCE
}

/// The string literals of a script that are in double quotes, with their
/// escapes undone as JSON has them; `None` if most of the script is no strings:
/// then it is code, whose strings are messages and names.
fn strings(script: &str) -> Option<Vec<String>> {
    /// Shorter strings are keys, names and addresses.
    const SHORTEST: usize = 40;

    let mut found = Vec::new();
    let mut in_strings = 0;
    let mut rest = script;
    while let Some(start) = rest.find('"') {
        let literal = &rest[start + 1..];
        let Some(end) = end_of_string(literal) else {
            break;
        };
        in_strings += end;
        if end >= SHORTEST {
            found.push(unescaped(&literal[..end]));
        }
        rest = &literal[end + 1..];
    }
    (in_strings * 2 >= script.len()).then_some(found)
}

/// The place of the quote that ends a string.
fn end_of_string(literal: &str) -> Option<usize> {
    let bytes = literal.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn unescaped(literal: &str) -> String {
    let quoted = format!("\"{literal}\"");
    // What is no JSON, such as `\x27` or a raw line feed, is read as it stands.
    serde_json::from_str(&quoted).unwrap_or_else(|_| literal.replace("\\n", "\n").replace('\\', ""))
}

/// Puts the blocks of text that scripts would have shown behind those of the
/// page.
pub(super) fn append(page: &mut Page, state: Page) {
    let (containers, blocks) = (row(page.containers.len()), row(page.blocks.len()));
    let (links, images) = (row(page.links.len()), row(page.images.len()));
    let words = row(page.name_words.len());
    let of_script = Container {
        name: local_name!("script"),
        ..state.containers[0].clone()
    };
    let boxes = std::iter::once(of_script).chain(state.containers.into_iter().skip(1));
    page.containers
        .extend(boxes.enumerate().map(|(row, mut container)| {
            let is_root = row == 0;
            container.parent.0 = if is_root {
                0
            } else {
                container.parent.0 + containers
            };
            container.name_words.start += words;
            container.name_words.end += words;
            container.first_block += blocks;
            container.end_block += blocks;
            container
        }));
    page.blocks
        .extend(state.blocks.into_iter().map(|mut block| {
            block.container.0 += containers;
            if let Some(image) = &mut block.image {
                image.0 += images;
            }
            for run in block.runs.iter_mut() {
                if let Some(link) = &mut run.link {
                    link.0 += links;
                }
            }
            block
        }));
    page.links.extend(state.links);
    page.images.extend(state.images);
    page.name_words.extend(state.name_words);
    page.from_script = blocks..row(page.blocks.len());
    page.containers[0].end_block = page.from_script.end;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::{segment, tree};

    const ONE: &str = "The ferry left at dawn with nine people and a dog on board, and the harbour \
        master, who had seen the clouds, said that he would not have gone for any money.";
    const TWO: &str = "By noon the wind had turned, and those who had stayed at home stood on the \
        pier and counted the boats that came back, which were fewer than had gone.";

    fn page(body: &str) -> Page {
        let html = format!("<!DOCTYPE html><body>{body}");
        segment::html::blocks(
            &tree::parse::document(&html, &Limits::default()),
            crate::Hidden::default(),
        )
    }

    fn from_script(page: &Page) -> Vec<&str> {
        let rows = page.from_script.start as usize..page.from_script.end as usize;
        let blocks = page.blocks[rows].iter();
        blocks.map(|block| block.text.as_str()).collect()
    }

    #[test]
    fn html_in_a_string_is_read_where_the_page_shows_nothing() {
        let state = serde_json::json!({"post": {"body": format!("<p>{ONE}</p><p>{TWO}</p>")}});
        let page = page(&format!(
            "<div id=app></div><script>window.S={state};</script>"
        ));
        assert_eq!(from_script(&page), [ONE, TWO]);
    }

    #[test]
    fn strings_of_plain_text_are_paragraphs() {
        let state = serde_json::json!({"parts": [{"t": ONE}, {"t": TWO}, {"t": ONE}]});
        let page = page(&format!("<script type=application/json>{state}</script>"));
        assert_eq!(from_script(&page), [ONE, TWO]);
    }

    #[test]
    fn state_inside_of_state_is_read() {
        let inner = serde_json::json!({"html": format!("<p>{ONE}<p>{TWO}")}).to_string();
        let state = serde_json::json!({"cache": inner});
        let page = page(&format!("<script>load({state})</script>"));
        assert_eq!(from_script(&page), [ONE, TWO]);
    }

    #[test]
    fn a_page_that_shows_its_text_is_left_alone() {
        let state = serde_json::json!({"body": format!("<p>{ONE}</p><p>{TWO}</p>")});
        let shown = format!("<p>{ONE}</p><p>{TWO}</p>").repeat(2);
        let page = page(&format!("{shown}<script>window.S={state};</script>"));
        assert!(from_script(&page).is_empty());
    }

    #[test]
    fn code_and_labels_are_no_text() {
        let page = page(
            "<script>var a = \"function () { return one; two; three; four; five; six; seven }\";
             t(\"Accept all cookies and go on to the shop of the month now\")</script>",
        );
        assert!(from_script(&page).is_empty());
    }

    #[test]
    fn messages_of_code_are_no_text() {
        let code = "function check(a) { if (!a.ok) { throw new Error(a.name + e(a)); } }\n";
        let page = page(&format!(
            "<script>{}var messages = {{\"one\": \"{ONE}\", \"two\": \"{TWO}\"}};</script>",
            code.repeat(20)
        ));
        assert!(from_script(&page).is_empty());
    }

    #[test]
    fn a_page_in_numbered_parts_is_read_string_by_string() {
        let part =
            format!("e:[\"$\",\"br\",{{\"lede\":\"{ONE}\",\"end\":\"</p>\",\"rest\":\"{TWO}\"}}]");
        let script = format!("self.parts.push([1,{}])", serde_json::json!(part));
        let page = page(&format!("<script>{script}</script>"));
        assert_eq!(from_script(&page), [ONE, TWO]);
    }

    #[test]
    fn a_script_of_quotes_takes_time_in_proportion() {
        let page = page(&format!("<script>{}</script>", "\"\\".repeat(500_000)));
        assert!(from_script(&page).is_empty());
    }
}
