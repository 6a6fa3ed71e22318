//! Features of a block's own text and element.

use super::{Feature, View, each_block, log, share};
use crate::block::{BlockKind, Tag};

pub(super) const FEATURES: &[Feature] = each_block![
    ("own.words", words),
    ("own.link_density", link_density),
    ("own.links", links),
    ("own.stop_word_share", stop_word_share),
    ("own.capital_share", capital_share),
    ("own.shouted_share", shouted_share),
    ("own.digit_share", digit_share),
    ("own.word_length", word_length),
    ("own.commas", commas),
    ("own.comma_share", comma_share),
    ("own.sentence_ends", sentence_ends),
    ("own.separators", separators),
    ("own.quotes", quotes),
    ("own.line_breaks", line_breaks),
    ("own.ends_sentence", ends_sentence),
    ("own.starts_upper", starts_upper),
    ("own.question", question),
    ("own.copyright", copyright),
    ("own.money", money),
    ("own.at_sign", at_sign),
    ("own.year", year),
    ("own.clock", clock),
    ("own.time_element", time_element),
    ("own.code_run", code_run),
    ("own.strong_share", strong_share),
    ("own.emphasis_share", emphasis_share),
    ("own.starts_linked", |view| {
        f32::from(view.own.starts_linked)
    }),
    ("own.ends_linked", |view| f32::from(view.own.ends_linked)),
    ("own.kind", kind),
    ("own.tag", tag),
];

fn words(view: &View) -> f32 {
    log(view.own.words)
}

/// Share of the words that are link text, 0.0 to 1.0; 0.0 if there are none.
///
/// Why: menus and teasers are made of links, prose is not.
/// Fails on: reference lists and link round-ups, where links are the article.
/// Source: Kohlschütter, Fankhauser, Nejdl, WSDM 2010.
fn link_density(view: &View) -> f32 {
    view.own.link_density()
}

fn links(view: &View) -> f32 {
    log(view.own.links)
}

/// Share of the words that are function words.
///
/// Why: running text is full of them in any language that has them.
/// Fails on: scripts without spaces, and languages that the list has not.
/// Source: Pomikálek, jusText, 2011.
fn stop_word_share(view: &View) -> f32 {
    share(view.own.stop_words, view.own.words)
}

fn capital_share(view: &View) -> f32 {
    share(view.own.capital_words, view.own.words)
}

fn shouted_share(view: &View) -> f32 {
    share(view.own.shouted_words, view.own.words)
}

fn digit_share(view: &View) -> f32 {
    share(view.own.digits, view.own.chars)
}

fn word_length(view: &View) -> f32 {
    share(view.own.chars, view.own.words.max(1))
}

fn commas(view: &View) -> f32 {
    log(view.own.commas)
}

fn comma_share(view: &View) -> f32 {
    share(view.own.commas, view.own.words.max(1))
}

fn sentence_ends(view: &View) -> f32 {
    log(view.own.sentence_ends)
}

/// Signs that part the entries of a line of links or data.
fn separators(view: &View) -> f32 {
    log(view.own.separators)
}

fn quotes(view: &View) -> f32 {
    log(view.own.quotes)
}

fn line_breaks(view: &View) -> f32 {
    log(view.own.line_breaks)
}

fn ends_sentence(view: &View) -> f32 {
    f32::from(view.own.ends_sentence)
}

fn starts_upper(view: &View) -> f32 {
    f32::from(view.own.starts_upper)
}

fn question(view: &View) -> f32 {
    f32::from(view.own.question)
}

fn copyright(view: &View) -> f32 {
    f32::from(view.own.copyright)
}

fn money(view: &View) -> f32 {
    f32::from(view.own.money)
}

fn at_sign(view: &View) -> f32 {
    f32::from(view.own.at_sign)
}

fn year(view: &View) -> f32 {
    f32::from(view.own.year)
}

fn clock(view: &View) -> f32 {
    f32::from(view.own.clock)
}

fn time_element(view: &View) -> f32 {
    f32::from(view.own.time_element)
}

fn code_run(view: &View) -> f32 {
    f32::from(view.own.code_run)
}

fn strong_share(view: &View) -> f32 {
    share(view.own.strong_chars, view.block.text.len() as u32)
}

fn emphasis_share(view: &View) -> f32 {
    share(view.own.emphasis_chars, view.block.text.len() as u32)
}

/// What the markup says the block is, as a number: headings below 10 by
/// their rank, then ever further from prose.
fn kind(view: &View) -> f32 {
    match view.block.kind {
        BlockKind::Heading(level) => f32::from(level),
        BlockKind::Text => 10.0,
        BlockKind::Code => 11.0,
        BlockKind::ListItem => 12.0,
        BlockKind::Term => 13.0,
        BlockKind::Cell => 14.0,
        BlockKind::Caption => 15.0,
        BlockKind::Control => 16.0,
        BlockKind::Image | BlockKind::Embed => 17.0,
        BlockKind::Rule => 18.0,
    }
}

/// The element that holds the block, likeliest for prose first.
fn tag(view: &View) -> f32 {
    let tag = view.page.containers[view.block.container.row()].tag;
    match tag {
        Tag::P => 0.0,
        Tag::Blockquote | Tag::Pre | Tag::Dd => 1.0,
        Tag::Div | Tag::Section | Tag::Article | Tag::Main => 2.0,
        Tag::Li => 3.0,
        Tag::Td => 4.0,
        Tag::Th | Tag::Dt => 5.0,
        Tag::Figcaption | Tag::Caption => 6.0,
        Tag::Span | Tag::Time => 7.0,
        Tag::A => 8.0,
        Tag::Summary | Tag::Details => 9.0,
        Tag::Label | Tag::Button | Tag::Select | Tag::Form | Tag::Fieldset => 10.0,
        _ => 11.0,
    }
}
