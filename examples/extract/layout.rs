//! The article laid out for people.

use anstyle::{AnsiColor, Style};
use bodycopy::{Article, Element, Inline, ListOrder, Moment, Value};

use crate::around;
use crate::sheet::{BOLD, FAINT, Line, Look, Margin, Sheet, Span, span, wrap};
use crate::table;

const PLAIN: Style = Style::new();
const SECTION: Style = AnsiColor::Cyan.on_default();
const ITALIC: Style = Style::new().italic();
const LINKED: Style = Style::new().underline();
const CODE: Style = AnsiColor::Green.on_default();

/// The article: what is said about it, its body, and in short what stood
/// around it.
pub fn article(article: &Article, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    head(article, &mut sheet);
    let top = Margin::default();
    if !article.body.is_empty() && !sheet.is_empty() {
        sheet.blank(&top);
    }
    elements(&article.body, Gap::Line, &top, &mut sheet);
    around::summary(article, &mut sheet);
    sheet.into_text()
}

/// The line above each of several articles.
pub fn file_head(name: &str, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    sheet.text(&[span(format!("==> {name} <=="), BOLD)], &Margin::default());
    sheet.blank(&Margin::default());
    sheet.into_text()
}

/// Section, title, subtitle, byline and times.
fn head(article: &Article, sheet: &mut Sheet) {
    let top = Margin::default();
    let place = [&article.section, &article.site];
    let place: Vec<&str> = place
        .into_iter()
        .flatten()
        .map(|v| v.value.as_str())
        .collect();
    sheet.text(&[span(place.join(" · "), SECTION)], &top);
    if let Some(title) = &article.title {
        heading(&[span(&title.value, BOLD)], '═', &top, sheet);
    }
    if let Some(subtitle) = &article.subtitle {
        sheet.text(&[span(&subtitle.value, ITALIC)], &top);
    }
    for line in [byline(article), times(article)].into_iter().flatten() {
        sheet.text(&[span(line, FAINT)], &top);
    }
}

/// "By A, B and C".
fn byline(article: &Article) -> Option<String> {
    let names: Vec<&str> = article
        .bylines
        .iter()
        .map(|byline| byline.name.as_str())
        .collect();
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => format!("By {last}"),
        _ => format!("By {} and {last}", others.join(", ")),
    })
}

/// "16 May 2025 06:40 UTC+01, changed 11:05 UTC+01", as far as it is known.
fn times(article: &Article) -> Option<String> {
    let value = |moment: &Option<Value<Moment>>| moment.as_ref().map(|moment| moment.value);
    let published = value(&article.published);
    let mut parts: Vec<String> = published.map(in_words).into_iter().collect();
    if let Some(modified) = value(&article.modified).filter(|m| Some(*m) != published) {
        let same_day = published.is_some_and(|published| published.date == modified.date);
        let words = match clock_in_words(modified) {
            clock if same_day && !clock.is_empty() => clock,
            _ => in_words(modified),
        };
        parts.push(format!("changed {words}"));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn in_words(moment: Moment) -> String {
    let day = moment.date.strftime("%-d %B %Y").to_string();
    match clock_in_words(moment) {
        clock if clock.is_empty() => day,
        clock => format!("{day} {clock}"),
    }
}

fn clock_in_words(moment: Moment) -> String {
    let Some(time) = moment.time else {
        return String::new();
    };
    let offset = moment.offset.map(|offset| format!(" UTC{offset}"));
    time.strftime("%H:%M").to_string() + &offset.unwrap_or_default()
}

/// What stands between two elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Line,
    Nothing,
}

/// Lays elements out below each other. It calls itself for what is nested,
/// which the library bounds: `Limits::depth`.
fn elements(elements: &[Element], gap: Gap, margin: &Margin, sheet: &mut Sheet) {
    let mut margin = margin.clone();
    for (row, part) in elements.iter().enumerate() {
        if row > 0 && gap == Gap::Line {
            sheet.blank(&margin);
        }
        element(part, &margin, sheet);
        margin = margin.below();
    }
}

fn element(element: &Element, margin: &Margin, sheet: &mut Sheet) {
    match element {
        Element::Paragraph { text } => sheet.text(&spans(text, PLAIN), margin),
        Element::Heading { text, .. } => heading(&spans(text, BOLD), '─', margin, sheet),
        Element::Term { text } => sheet.text(&spans(text, BOLD), margin),
        Element::List { order, items } => list(*order, items, margin, sheet),
        Element::Quote { body, .. } | Element::CallOut { body, .. } => {
            elements(body, Gap::Line, &margin.inside("│ ", "│ "), sheet);
        }
        Element::Code { text, .. } => code(text, margin, sheet),
        Element::Math { tex } => code(tex, margin, sheet),
        Element::Table { rows } => table::lay_out(rows, margin, sheet),
        Element::Figure { .. } => {
            let caption = around::spans_of(std::slice::from_ref(element), ITALIC);
            sheet.text(&caption, &margin.inside("▣ ", "  "));
        }
        Element::Post { body, .. } => {
            elements(body, Gap::Line, &margin.inside("┃ ", "┃ "), sheet);
        }
        Element::Card { body, .. } => {
            elements(body, Gap::Nothing, &margin.inside("▪ ", "  "), sheet);
        }
        Element::Footnote { body, .. } => elements(body, Gap::Line, margin, sheet),
        Element::Rule => sheet.text(&[span("* * *", FAINT)], margin),
        Element::Embed { url, body, .. } => {
            elements(body, Gap::Line, &margin.inside("│ ", "│ "), sheet);
            sheet.text(&[span(url, FAINT)], margin);
        }
        // The enum may grow; the JSON shows what this does not know.
        _ => {}
    }
}

/// Bold, or underlined where there are no styles.
fn heading(spans: &[Span], line: char, margin: &Margin, sheet: &mut Sheet) {
    let mut lines = wrap(spans, sheet.room(margin).unwrap_or(usize::MAX));
    if !sheet.look.colour && !lines.is_empty() {
        let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
        let mut below = Line::default();
        below.push(
            &line.to_string().repeat(widest.min(sheet.look.columns())),
            PLAIN,
        );
        lines.push(below);
    }
    sheet.lines(&lines, margin);
}

fn list(order: ListOrder, items: &[Vec<Element>], margin: &Margin, sheet: &mut Sheet) {
    let last = match order {
        ListOrder::Unordered => 0,
        ListOrder::Ordered(first) => i64::from(first) + items.len() as i64 - 1,
    };
    let digits = last.to_string().len();
    let mut margin = margin.clone();
    for (item, row) in items.iter().zip(0..) {
        match order {
            _ if matches!(item.first(), Some(Element::Term { .. })) => {
                definition(item, &margin, sheet);
            }
            ListOrder::Unordered => {
                elements(item, Gap::Nothing, &margin.inside("• ", "  "), sheet);
            }
            ListOrder::Ordered(first) => {
                let number = format!("{:>digits$}. ", i64::from(first) + row);
                let blank = " ".repeat(number.len());
                elements(item, Gap::Nothing, &margin.inside(&number, &blank), sheet);
            }
        }
        margin = margin.below();
    }
}

/// A term, and below it what defines it.
fn definition(item: &[Element], margin: &Margin, sheet: &mut Sheet) {
    let Some((term, rest)) = item.split_first() else {
        return;
    };
    element(term, margin, sheet);
    elements(
        rest,
        Gap::Nothing,
        &margin.below().inside("  ", "  "),
        sheet,
    );
}

/// Code is never wrapped: its lines mean something.
fn code(text: &str, margin: &Margin, sheet: &mut Sheet) {
    let lines: Vec<Line> = text
        .lines()
        .map(|text| {
            let shown: String = text.replace('\t', "    ");
            let shown: String = shown.chars().filter(|c| !c.is_control()).collect();
            let mut line = Line::default();
            if !shown.trim().is_empty() {
                line.push(&shown, CODE);
            }
            line
        })
        .collect();
    sheet.lines(&lines, &margin.inside("    ", "    "));
}

/// Inline text with its styles laid over one for the whole.
pub fn spans(text: &[Inline], style: Style) -> Vec<Span> {
    let with = |more: Style| {
        let colour = more.get_fg_color().or(style.get_fg_color());
        style
            .effects(style.get_effects() | more.get_effects())
            .fg_color(colour)
    };
    let in_link = |part: &Inline| match part {
        Inline::Link { parts, .. } if !parts.is_empty() => Some(spans(parts, with(LINKED))),
        _ => None,
    };
    let alone = |part: &Inline| {
        Some(match part {
            Inline::Text { text }
            | Inline::Subscript { text }
            | Inline::FootnoteMark { text, .. } => span(text, style),
            Inline::Link { text, .. } => span(text, with(LINKED)),
            Inline::Emphasis { text } => span(text, with(ITALIC)),
            Inline::Strong { text } => span(text, with(BOLD)),
            Inline::Code { text } => span(text, with(CODE)),
            // "10^6" is not 106, but "16th" is 16th.
            Inline::Superscript { text } if text.starts_with(|c: char| c.is_numeric()) => {
                span(format!("^{text}"), style)
            }
            Inline::Superscript { text } | Inline::Math { tex: text } => span(text, style),
            Inline::Break => span("\n", style),
            _ => return None,
        })
    };
    text.iter()
        .flat_map(|part| in_link(part).unwrap_or_else(|| alone(part).into_iter().collect()))
        .collect()
}
