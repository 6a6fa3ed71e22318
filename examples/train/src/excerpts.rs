//! Small pages to learn from: the beginning of a page's body and a little of
//! what stands before and after it, in markup that says no more than it must.
//!
//! Nearly all pages of the corpora are of large sites. Of a page that is three
//! paragraphs and next to nothing else, as feeds, exports and people's own pages
//! are, they hold none, and what is fitted on them alone takes the lack of a
//! frame for a sign against the text.

use bodycopy::BlockKind;
use bodycopy::train::BlockRow;
use judge::Row;

use crate::pages::{Page, is_running_text};

/// Fewest and most blocks of the body.
const FEWEST: usize = 3;
const MOST: usize = 14;

/// Most blocks on either side of it.
const MOST_AROUND: usize = 8;

/// An excerpt of a page whose body is running text: its HTML, and its reference.
///
/// How long it is, whether its paragraphs are, and what stands around them
/// differs from page to page, by a number that the page's name gives, so that
/// all lengths and forms come up.
pub fn of_page(page: &Page) -> Option<(String, Row)> {
    if !is_running_text(&page.kind) {
        return None;
    }
    let mut number = number(&page.truth.id);
    let mut next = |ways: usize| {
        let way = number % ways;
        number /= ways;
        way
    };
    let (most, is_brief) = (FEWEST + next(MOST - FEWEST + 1), next(3) == 0);
    let (form, around) = (next(4), 1 + next(MOST_AROUND));

    let is_body = |block: &usize| page.labels[*block].is_some_and(|share| share >= 0.9);
    let is_other = |block: &usize| page.labels[*block] == Some(0.0);
    let known: Vec<usize> = (0..page.blocks.len())
        .filter(|&block| page.is_candidate(block))
        .filter(|block| is_body(block) || is_other(block))
        .collect();
    let begin = known.iter().position(is_body)?;
    let end = known.iter().rposition(is_body)? + 1;
    let body: Vec<Piece> = known[begin..end]
        .iter()
        .filter(|block| is_body(block))
        .map(|&block| Piece::new(&page.blocks[block], is_brief))
        .take(most)
        .collect();
    if body.len() < FEWEST {
        return None;
    }
    let other = |blocks: &[usize]| -> String {
        let piece = |block: &usize| Piece::new(&page.blocks[*block], false);
        markup(&blocks.iter().map(piece).collect::<Vec<_>>())
    };
    let before = other(&known[begin.saturating_sub(around)..begin]);
    let after = other(&known[end..known.len().min(end + around)]);
    let text = markup(&body);
    let title = escaped(page.truth.title.as_deref().unwrap_or_default());
    let head = format!("<!DOCTYPE html><title>{title}</title>");
    let headline = format!("<h1>{title}</h1>");
    let html = match form {
        0 => text,
        1 => format!("{head}{before}<article>{headline}{text}</article>{after}"),
        2 => format!("{head}<header>{before}</header>{headline}{text}<footer>{after}</footer>"),
        _ => format!("{head}<div>{before}</div><main>{headline}{text}</main><div>{after}</div>"),
    };
    let words: Vec<&str> = body.iter().map(|piece| piece.text).collect();
    let truth = Row {
        text: Some(words.join("\n")),
        ..page.truth.clone()
    };
    Some((html, truth))
}

/// A block of an excerpt.
struct Piece<'a> {
    tag: &'static str,
    text: &'a str,
    is_link: bool,
}

impl<'a> Piece<'a> {
    /// A block as it is, or its first sentence.
    fn new(block: &'a BlockRow, is_brief: bool) -> Self {
        let tag = match block.kind {
            BlockKind::Heading(_) => "h2",
            BlockKind::ListItem => "li",
            BlockKind::Code => "pre",
            BlockKind::Cell => "td",
            BlockKind::Control => "button",
            _ => "p",
        };
        let text = match block.text.split_once(". ") {
            Some((sentence, _)) if is_brief => sentence,
            _ => &block.text,
        };
        Piece {
            tag,
            text,
            is_link: block.is_link,
        }
    }
}

/// Blocks as HTML; neighbours of one list or table stand in it together.
fn markup(pieces: &[Piece]) -> String {
    let of_piece = |piece: &Piece| {
        let (tag, text) = (piece.tag, escaped(piece.text));
        if piece.is_link {
            format!("<{tag}><a href=/{}>{text}</a></{tag}>", piece.text.len())
        } else {
            format!("<{tag}>{text}</{tag}>")
        }
    };
    pieces
        .chunk_by(|before, after| before.tag == after.tag)
        .map(|alike| {
            let all: String = alike.iter().map(of_piece).collect();
            match alike[0].tag {
                "li" => format!("<ul>{all}</ul>"),
                "td" => format!("<table><tr>{all}</table>"),
                _ => all,
            }
        })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A number that is the same for the same name on every machine.
fn number(name: &str) -> usize {
    name.bytes().fold(0, |number: usize, byte| {
        (number * 31 + usize::from(byte)) % 10_007
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Measure;
    use bodycopy::Extractor;
    use bodycopy::train::FeaturedPage;

    const BODY: [&str; 3] = [
        "It rained all night. The river rose by a metre & more.",
        "Nobody had seen such a flood. The bridge was shut at noon.",
        "By the evening it was over. The fields lay under water.",
    ];

    fn page(kind: &str, body: &[&str]) -> Page {
        let html = format!("<p>{}<nav><a href=/w>Weather</a></nav>", body.join("<p>"));
        let truth: Row = serde_json::from_value(serde_json::json!({
            "id": "rain", "page_type": kind, "title": "Rain at last", "text": body.join("\n"),
        }))
        .expect("a row");
        let featured = FeaturedPage::new(&Extractor::new(), html.as_bytes()).expect("a page");
        let blocks = featured.blocks();
        crate::pages::labelled("own", &truth, Measure::Words, featured, blocks)
    }

    #[test]
    fn an_excerpt_holds_the_body_or_its_first_sentences_and_says_so() {
        let (html, truth) = of_page(&page("article", &BODY)).expect("an excerpt");
        let text = truth.text.expect("a reference");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), BODY.len());
        for (line, whole) in lines.into_iter().zip(BODY) {
            assert!(whole.starts_with(line) && line.len() >= "It rained all night".len());
            assert!(html.contains(&escaped(line)), "{html}");
        }
    }

    #[test]
    fn there_is_none_of_a_page_of_cards_or_of_next_to_nothing() {
        assert!(of_page(&page("collection", &BODY)).is_none());
        assert!(of_page(&page("article", &BODY[1..])).is_none());
    }

    #[test]
    fn items_of_a_list_stand_in_one_list_and_links_stay_links() {
        let piece = |tag, text, is_link| Piece { tag, text, is_link };
        let html = markup(&[
            piece("p", "Bring a < b.", false),
            piece("li", "A hat", false),
            piece("li", "A coat", true),
        ]);
        assert_eq!(
            html,
            "<p>Bring a &lt; b.</p><ul><li>A hat</li><li><a href=/6>A coat</a></li></ul>"
        );
    }
}
