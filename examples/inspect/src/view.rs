//! A page taken apart, as a file: its blocks at the left, the article that
//! came out at the right, a map of the page down the side.

use std::collections::BTreeMap;

use bodycopy::{Article, Block, BlockKind, Byline, Comment, Element, LinkGroup, Role, TeaserList};
use judge::Row;
use judge::metrics::words;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::diff;
use crate::look::{Features, Look, source_in_words};
use crate::overlay;
use crate::roles::{self, Tally};
use crate::shell::File;
use crate::strip::strip;

/// What is shown beside the blocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// Whether the page itself is shown.
    pub original: Original,
    /// What a person takes for the page's article.
    pub truth: Option<&'a Row>,
}

/// Whether the page itself is shown, with the roles laid over it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Original {
    /// It is not.
    #[default]
    Out,
    /// It is, and comes first.
    Overlaid,
}

/// The ways to look at a page that a file may offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Truth,
    Original,
    Blocks,
}

impl View {
    fn id(self) -> &'static str {
        match self {
            View::Original => "view-original",
            View::Blocks => "view-blocks",
            View::Truth => "view-truth",
        }
    }

    fn label(self) -> &'static str {
        match self {
            View::Original => "The page",
            View::Blocks => "Blocks and article",
            View::Truth => "Against the reference",
        }
    }
}

/// The file for a page.
pub fn file(look: &Look, settings: Settings<'_>) -> String {
    let original = match (settings.original, &look.html) {
        (Original::Overlaid, Some(page)) => Some(overlay::safe_page(page, &look.article.blocks)),
        _ => None,
    };
    let mut views = Vec::new();
    views.extend(settings.truth.is_some().then_some(View::Truth));
    views.extend(original.is_some().then_some(View::Original));
    views.push(View::Blocks);
    let body = html! {
        header.top {
            (headline(look))
            (switch(&views))
        }
        div.bar { (legend(&look.article)) }
        div.stage {
            (strip(&look.article.blocks))
            main.views {
                @if let Some(page) = &original { (original_view(page)) }
                (blocks_view(look))
                @if let Some(truth) = settings.truth { (truth_view(truth, &look.article)) }
            }
        }
        (hints())
        aside.card #card aria-live="polite" hidden {}
    };
    File {
        title: &format!("{} – inspected", look.title()),
        class: "look",
        style: &filter_rules(look),
        body,
        data: data(look),
    }
    .into_html()
}

/// The rules that make the boxes of the legend filter without any script.
fn filter_rules(look: &Look) -> String {
    let mut rules = String::new();
    for role in roles::tally(&look.article.blocks).keys() {
        let (class, slug) = (roles::class(*role), roles::slug(*role));
        rules += &format!(
            "body:has(#only-{slug}:checked) .block.{class}{{display:grid}}\n\
             body:has(#only-{slug}:checked) .strip .{class}{{opacity:1}}\n"
        );
    }
    rules
}

fn headline(look: &Look) -> Markup {
    let article = &look.article;
    let word_count = visible_words(&roles::tally(&article.blocks));
    html! {
        div.what {
            h1 dir="auto" { (look.title()) }
            p.facts {
                @if let Some(url) = &article.url { span.url { (url) } }
                span { (count(article.blocks.len(), "block")) }
                span { (count(word_count, "visible word")) }
                @for limit in &article.truncated { span.cut { "cut: " (format!("{limit:?}").to_lowercase()) } }
            }
        }
        dl.dials {
            (dial("kind of page", &article.page_kind.to_string(), article.page_kind_probability))
            (dial("confidence", &percent(article.confidence), article.confidence))
        }
    }
}

fn dial(name: &str, value: &str, share: f32) -> Markup {
    html! {
        div.dial title=(format!("{name}: {:.2}", share)) {
            dt { (name) }
            dd { (value) span.meter style=(width(share)) {} }
        }
    }
}

/// The way to change between views, where there are several. The first one
/// that a file has is what it was made for.
fn switch(views: &[View]) -> Markup {
    html! {
        @if let [first, _, ..] = views {
            fieldset.switch {
                legend { "View" }
                @for view in views {
                    label {
                        input type="radio" name="view" id=(view.id()) checked[view == first];
                        span { (view.label()) }
                    }
                }
            }
        }
    }
}

/// The roles of the page with their counts and their shares of its visible
/// words; checking one leaves only its blocks.
fn legend(article: &Article) -> Markup {
    let tallies = roles::tally(&article.blocks);
    let visible = visible_words(&tallies);
    let share = |role: Role, tally: &Tally| {
        (role != Role::Hidden).then(|| percent(tally.words as f32 / visible.max(1) as f32))
    };
    html! {
        fieldset.legend {
            legend { "Show only" }
            @for (role, tally) in &tallies {
                label.(roles::class(*role))
                    title=(format!("{role}: {}, {}",
                        count(tally.blocks, "block"), count(tally.words, "word"))) {
                    input type="checkbox" id={ "only-" (roles::slug(*role)) } value=(roles::slug(*role));
                    span.name { (role) }
                    span.count { (tally.blocks) }
                    @if let Some(share) = share(*role, tally) { span.share { (share) } }
                }
            }
        }
    }
}

fn visible_words(tallies: &BTreeMap<Role, Tally>) -> usize {
    let visible = tallies.iter().filter(|(role, _)| **role != Role::Hidden);
    visible.map(|(_, tally)| tally.words).sum()
}

fn original_view(page: &str) -> Markup {
    html! {
        section.view.v-original aria-label="The page" {
            // No script runs in it; this file's script may colour it.
            iframe #original title="The page itself, made inert" sandbox="allow-same-origin" srcdoc=(page) {}
        }
    }
}

fn blocks_view(look: &Look) -> Markup {
    html! {
        section.view.v-blocks aria-label="Blocks and article" {
            ol.blocks aria-label="The page's blocks, in order" {
                @for (number, block) in look.article.blocks.iter().enumerate() {
                    (block_item(number, block, is_scored(&look.features, number, block)))
                }
            }
            div.outcome { (outcome(&look.article)) }
        }
    }
}

/// Hidden blocks and those without text have no score of their own.
fn is_scored(features: &Features, number: usize, block: &Block) -> bool {
    match features.rows.get(number) {
        Some(row) => row.is_some(),
        None => block.role != Role::Hidden && !block.text.is_empty(),
    }
}

fn block_item(number: usize, block: &Block, is_scored: bool) -> Markup {
    html! {
        li.block.(roles::class(block.role)) id={ "b" (number) } data-block=(number) {
            div.verdict {
                span.role { (block.role) }
                @if is_scored {
                    span.score { (format!("{:.2}", block.score)) }
                    span.meter style=(width(block.score)) {}
                } @else {
                    span.score.none { "–" }
                }
            }
            div.said {
                (text_of(block))
                p.why { (block.reason) }
            }
        }
    }
}

/// Hidden text of more characters than this is folded: most of it is scripts.
const HIDDEN_SHOWN: usize = 160;

fn text_of(block: &Block) -> Markup {
    let text = block.text.as_str();
    if block.role == Role::Hidden
        && let Some((end, _)) = text.char_indices().nth(HIDDEN_SHOWN)
    {
        return html! {
            details.text {
                summary dir="auto" { (text[..end]) "…" }
                (text[end..])
            }
        };
    }
    match block.kind {
        BlockKind::Heading(level) => {
            html! { p.text.heading.(format!("h{level}")) dir="auto" { (text) } }
        }
        BlockKind::ListItem => html! { p.text.item dir="auto" { (text) } },
        BlockKind::Term => html! { p.text.term dir="auto" { (text) } },
        BlockKind::Code => html! { pre.text { (text) } },
        BlockKind::Cell => html! { p.text.cell dir="auto" { (text) } },
        BlockKind::Caption => html! { p.text.caption dir="auto" { (text) } },
        BlockKind::Control => html! { p.text.control { span { (text) } } },
        BlockKind::Image => html! { p.text.mark { "picture" } },
        BlockKind::Embed => html! { p.text.mark { "embed" } },
        BlockKind::Rule => html! { hr; },
        _ => html! { p.text dir="auto" { (text) } },
    }
}

fn outcome(article: &Article) -> Markup {
    html! {
        (metadata(article))
        article.rendered dir="auto" lang=[article.language.as_ref().map(|tag| &tag.value)] {
            (rendered(article))
            @if article.body.is_empty() { p.empty { "No running text was found." } }
        }
        div.apart {
            @for list in &article.teasers { (teasers(list)) }
            @if !article.comments.is_empty() { (comments(&article.comments)) }
            @for group in article.contents.iter().chain(&article.navigation) { (links(group)) }
            (aside("notice", "Notices", &article.notices))
            (aside("footer", "Footer", &article.footer))
            (aside("other", "Other", &article.other))
        }
    }
}

/// What the crate renders is safe to show, but for its pictures, which would
/// be loaded from elsewhere. Text in it is escaped: only a tag is written so.
fn rendered(article: &Article) -> Markup {
    PreEscaped(article.html().replace("<img src=", "<img data-src="))
}

fn rendered_part(body: &[Element]) -> Markup {
    let mut part = Article::default();
    part.body = body.to_vec();
    rendered(&part)
}

fn metadata(article: &Article) -> Markup {
    let names = |bylines: &[Byline]| {
        let names: Vec<&str> = bylines.iter().map(|byline| byline.name.as_str()).collect();
        names.join(", ")
    };
    let mut rows: Vec<(&str, String, Option<&str>)> = Vec::new();
    macro_rules! value {
        ($name:literal, $value:expr, $text:expr) => {
            if let Some(value) = &$value {
                let text = $text;
                rows.push((
                    $name,
                    text(&value.value),
                    Some(source_in_words(value.source)),
                ));
                for (other, source) in &value.alternatives {
                    rows.push(("", text(other), Some(source_in_words(*source))));
                }
            }
        };
    }
    value!("title", article.title, |text: &String| text.clone());
    value!("subtitle", article.subtitle, |text: &String| text.clone());
    if let Some(first) = article.bylines.first() {
        rows.push((
            "by",
            names(&article.bylines),
            Some(source_in_words(first.source)),
        ));
    }
    value!("published", article.published, ToString::to_string);
    value!("modified", article.modified, ToString::to_string);
    value!("section", article.section, |text: &String| text.clone());
    value!("site", article.site, |text: &String| text.clone());
    value!("language", article.language, |text: &String| text.clone());
    value!("licence", article.licence, |text: &String| text.clone());
    value!("paywall", article.paywalled, |is_paid: &bool| {
        if *is_paid { "yes" } else { "no" }.to_owned()
    });
    value!("next page", article.next_page, |text: &String| text.clone());
    value!("about", article.description, |text: &String| text.clone());
    if !article.tags.is_empty() {
        rows.push(("tags", article.tags.join(", "), None));
    }
    html! {
        @if !rows.is_empty() {
            table.metadata {
                caption { "What the page says of itself" }
                @for (name, value, source) in &rows {
                    tr.other[name.is_empty()] {
                        th scope="row" { @if name.is_empty() { "also" } @else { (name) } }
                        td dir="auto" { (value) }
                        td.source { @if let Some(source) = source { (source) } }
                    }
                }
            }
        }
    }
}

fn teasers(list: &TeaserList) -> Markup {
    html! {
        details.r-teaser {
            summary { (list.heading.as_deref().unwrap_or("Teasers")) span.count { (list.items.len()) } }
            ul {
                @for item in &list.items {
                    li dir="auto" {
                        b { (item.headline) }
                        @for more in [&item.summary, &item.byline, &item.time].into_iter().flatten() {
                            " " span { (more) }
                        }
                    }
                }
            }
        }
    }
}

fn links(group: &LinkGroup) -> Markup {
    html! {
        details.r-navigation {
            summary { (group.heading.as_deref().unwrap_or("Navigation")) span.count { (group.links.len()) } }
            ul.inline { @for link in &group.links { li dir="auto" { (link.text) } } }
        }
    }
}

fn comments(all: &[Comment]) -> Markup {
    html! {
        details.r-comment {
            summary { "Comments" span.count { (all.len()) } }
            @for comment in all {
                div.comment dir="auto" {
                    p.who {
                        @if let Some(author) = &comment.author { b { (author) } }
                        @if let Some(time) = &comment.time { " " span { (time) } }
                    }
                    (rendered_part(&comment.body))
                }
            }
        }
    }
}

fn aside(role: &str, name: &str, body: &[Element]) -> Markup {
    html! {
        @if !body.is_empty() {
            details.{ "r-" (role) } {
                summary { (name) span.count { (body.len()) } }
                (rendered_part(body))
            }
        }
    }
}

fn truth_view(truth: &Row, article: &Article) -> Markup {
    let ours = article.text();
    html! {
        section.view.v-truth aria-label="Against the reference" {
            @if let Some(reference) = &truth.text { (diff::side_by_side(reference, &ours)) }
            @if !(truth.with.is_empty() && truth.without.is_empty()) {
                (snippets(truth, &ours))
            }
        }
    }
}

fn snippets(truth: &Row, ours: &str) -> Markup {
    let row = |snippet: &String, is_wanted: bool| {
        let is_right = ours.contains(snippet.as_str()) == is_wanted;
        let verdict = match (is_wanted, is_right) {
            (true, true) => "held",
            (true, false) => "missing",
            (false, true) => "left out",
            (false, false) => "held, unwanted",
        };
        html! {
            tr.wrong[!is_right] { td.verdict { (verdict) } td dir="auto" { (snippet) } }
        }
    };
    html! {
        table.snippets {
            caption { "Snippets that the text is to hold, and not to hold" }
            @for snippet in &truth.with { (row(snippet, true)) }
            @for snippet in &truth.without { (row(snippet, false)) }
        }
    }
}

fn hints() -> Markup {
    html! {
        footer.hints {
            span { kbd { "j" } " " kbd { "k" } " next and last block" }
            span { kbd { "Enter" } " keep its card open" }
            span { kbd { "Esc" } " close it" }
            span { kbd { "0" } " show all roles" }
        }
    }
}

/// What the script shows of a block under the pointer.
fn data(look: &Look) -> Value {
    let blocks: Vec<Value> = look
        .article
        .blocks
        .iter()
        .enumerate()
        .map(|(number, block)| {
            json!({
                "role": block.role.to_string(),
                "class": roles::class(block.role),
                "score": is_scored(&look.features, number, block).then_some(rounded(block.score)),
                "why": block.reason.to_string(),
                "kind": kind_in_words(block.kind),
                "words": words(&block.text).len(),
                "path": block.path,
                "features": look.features.rows.get(number).and_then(Option::as_ref)
                    .map(|row| row.iter().copied().map(rounded).collect::<Vec<_>>()),
            })
        })
        .collect();
    json!({ "names": look.features.names, "blocks": blocks })
}

fn kind_in_words(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::ListItem => "list item".to_owned(),
        kind => format!("{kind:?}").to_lowercase(),
    }
}

/// A number in four decimals, as short in JSON as it can be.
fn rounded(value: f32) -> Value {
    let value = (f64::from(value) * 1e4).round() / 1e4;
    if value.fract() == 0.0 && value.abs() < 1e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

fn width(share: f32) -> String {
    format!("--share:{:.3}", share.clamp(0.0, 1.0))
}

fn percent(share: f32) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn count(number: usize, of: &str) -> String {
    match number {
        1 => format!("1 {of}"),
        _ => format!("{number} {of}s"),
    }
}
