//! In short, what else stood on the page.

use anstyle::Style;
use bodycopy::{Article, Comment, Element, LinkGroup, Teaser, TeaserList};

use crate::layout::spans;
use crate::sheet::{FAINT, Margin, Sheet, Span, shortened, span};

/// Items of a teaser list, and comments, that are shown.
const SHOWN: usize = 5;
/// Width of the names on the left.
const LABEL: usize = 12;

/// Adds a few faint lines below a rule: teaser lists, navigation, notices, comments, footer.
pub fn summary(article: &Article, sheet: &mut Sheet) {
    if !sheet.is_empty() {
        sheet.blank(&Margin::default());
    }
    let rule = "─".repeat(sheet.look.columns());
    sheet.text(&[span(rule, FAINT)], &Margin::default());
    let words = article.word_count();
    let confidence = article.confidence;
    let body = format!("{}, confidence {confidence:.2}", counted(words, "word"));
    row("Body", &[Note::Of(body)], sheet);
    row("Teasers", &teasers(&article.teasers), sheet);
    row("Contents", &navigation(&article.contents), sheet);
    row("Navigation", &navigation(&article.navigation), sheet);
    row("Notices", &firsts(&article.notices, "notice"), sheet);
    row("Comments", &comments(&article.comments), sheet);
    row("Footer", &firsts(&article.footer, "part"), sheet);
    row("Other", &firsts(&article.other, "part"), sheet);
}

/// A line of the summary.
enum Note {
    /// Of a whole.
    Of(String),
    /// Of a part of what the line above is of.
    Part(String),
}

/// A name and its notes, each cut to fit.
fn row(label: &str, notes: &[Note], sheet: &mut Sheet) {
    let label = format!("{label:LABEL$}");
    let mut margin = Margin::default().inside(&label, &" ".repeat(LABEL));
    let room = sheet.look.columns().saturating_sub(LABEL).max(LABEL);
    for note in notes {
        let (inset, text) = match note {
            Note::Of(text) => ("", text),
            Note::Part(text) => ("  ", text),
        };
        let text = shortened(text, room - inset.len());
        sheet.text(&[span(text, FAINT)], &margin.inside(inset, inset));
        margin = margin.below();
    }
}

fn teasers(lists: &[TeaserList]) -> Vec<Note> {
    let mut notes = Vec::new();
    for list in lists {
        let heading = list.heading.as_deref().unwrap_or("without a heading");
        notes.push(Note::Of(format!("{heading} ({})", list.items.len())));
        notes.extend(list.items.iter().take(SHOWN).map(teaser));
        notes.extend(more(list.items.len()));
    }
    notes
}

fn teaser(teaser: &Teaser) -> Note {
    let parts = [
        Some(&teaser.headline),
        teaser.byline.as_ref(),
        teaser.time.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Note::Part(parts.join(" · "))
}

fn more(items: usize) -> Option<Note> {
    (items > SHOWN).then(|| Note::Part(format!("… and {} more", items - SHOWN)))
}

fn navigation(groups: &[LinkGroup]) -> Vec<Note> {
    let links: usize = groups.iter().map(|group| group.links.len()).sum();
    if links == 0 {
        return Vec::new();
    }
    let count = format!(
        "{} in {}",
        counted(links, "link"),
        counted(groups.len(), "group")
    );
    let names = groups.iter().flat_map(|group| &group.links).take(SHOWN);
    let names: Vec<&str> = names.map(|link| link.text.as_str()).collect();
    let goes_on = if links > SHOWN { ", …" } else { "" };
    vec![Note::Of(format!("{count}: {}{goes_on}", names.join(", ")))]
}

fn comments(comments: &[Comment]) -> Vec<Note> {
    if comments.is_empty() {
        return Vec::new();
    }
    let mut notes = vec![Note::Of(counted(comments.len(), "comment"))];
    notes.extend(comments.iter().take(SHOWN).map(comment));
    notes.extend(more(comments.len()));
    notes
}

fn comment(comment: &Comment) -> Note {
    let author = comment.author.as_deref().unwrap_or("someone");
    Note::Part(format!("{author}: {}", words(&comment.body, " ")))
}

/// How many there are, and the first words of the first few.
fn firsts(elements: &[Element], what: &str) -> Vec<Note> {
    if elements.is_empty() {
        return Vec::new();
    }
    let first = &elements[..elements.len().min(SHOWN)];
    vec![Note::Of(format!(
        "{}: {}",
        counted(elements.len(), what),
        words(first, " · ")
    ))]
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn words(elements: &[Element], between: &str) -> String {
    let spans = spans_of(elements, Style::new());
    let words: String = spans.iter().map(|span| span.text.as_str()).collect();
    words.replace('\n', between)
}

/// The words of elements as one text, a line each. It calls itself for what is
/// nested, which the library bounds: `Limits::depth`.
pub fn spans_of(elements: &[Element], style: Style) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for element in elements {
        let part = match element {
            Element::Paragraph { text } | Element::Heading { text, .. } => spans(text, style),
            Element::Term { text } => spans(text, style),
            Element::List { items, .. } => {
                lines(items.iter().map(|item| spans_of(item, style)), style)
            }
            Element::Quote { body, .. }
            | Element::CallOut { body, .. }
            | Element::Post { body, .. }
            | Element::Card { body, .. }
            | Element::Embed { body, .. }
            | Element::Footnote { body, .. } => spans_of(body, style),
            Element::Code { text, .. } | Element::Math { tex: text } => vec![span(text, style)],
            Element::Table { rows } => {
                let cells = rows.iter().flatten();
                lines(cells.map(|cell| spans_of(&cell.content, style)), style)
            }
            Element::Figure { image, caption, .. } if caption.is_empty() => match image {
                Some(image) if image.alt.is_empty() => vec![span(&image.url, style)],
                Some(image) => vec![span(&image.alt, style)],
                None => Vec::new(),
            },
            Element::Figure { caption, .. } => spans(caption, style),
            _ => Vec::new(),
        };
        append_line(&mut out, part, style);
    }
    out
}

fn lines(parts: impl Iterator<Item = Vec<Span>>, style: Style) -> Vec<Span> {
    let mut out = Vec::new();
    parts.for_each(|part| append_line(&mut out, part, style));
    out
}

fn append_line(out: &mut Vec<Span>, part: Vec<Span>, style: Style) {
    if !out.is_empty() && !part.is_empty() {
        out.push(span("\n", style));
    }
    out.extend(part);
}
