//! The lead image: a photograph or drawing, not an icon or a logo.

use url::Url;

use crate::address;
use crate::article::{Source, Value};
use crate::block::{Page, PageImage};
use crate::verdict::{Role, Verdict};

use super::declared::Stated;

/// Pictures of this width and more are not icons.
const LARGE: u32 = 300;

/// The declared image, the most trusted first, unless it looks like an icon;
/// else the first large picture that the page shows in its body.
pub(super) fn lead(
    page: &Page,
    verdicts: &[Verdict],
    declared: &[Stated<String>],
    base: Option<&Url>,
) -> Option<Value<String>> {
    let mut stated = declared
        .iter()
        .filter(|image| !looks_like_icon(&image.value))
        .filter_map(|image| Some((address::image(base, &image.value)?, image.source)));
    if let Some((url, source)) = stated.next() {
        let mut value = Value::new(url, source);
        value.alternatives = stated
            .filter(|(url, _)| *url != value.value)
            .take(super::ALTERNATIVES)
            .collect();
        value.alternatives.dedup_by(|one, other| one.0 == other.0);
        return Some(value);
    }
    let shown = shown(page, verdicts)?;
    let url = address::image(base, &shown.url)?;
    Some(Value::new(url, Source::Visible))
}

/// The first large picture among the blocks of the body, or right before it.
fn shown<'a>(page: &'a Page, verdicts: &[Verdict]) -> Option<&'a PageImage> {
    const BEFORE: usize = 8;
    let body = verdicts
        .iter()
        .position(|verdict| matches!(verdict.role, Role::Body | Role::Title))?;
    let end = verdicts
        .iter()
        .rposition(|verdict| verdict.role == Role::Body)
        .unwrap_or(body);
    let blocks = page
        .blocks
        .iter()
        .take(end + 1)
        .skip(body.saturating_sub(BEFORE));
    let images = blocks
        .filter(|block| block.is_visible())
        .filter_map(|block| page.image(block));
    images
        .filter(|image| !looks_like_icon(&image.url))
        .find(|image| image.width >= LARGE)
}

/// Whether an address names a picture that stands for the site, for a person,
/// or for nothing.
fn looks_like_icon(url: &str) -> bool {
    const NAMES: &[&str] = &[
        "icon",
        "favicon",
        "logo",
        "placeholder",
        "avatar",
        "sprite",
        "blank",
        "spacer",
        "gravatar",
        "pixel",
    ];
    let path = url
        .split(['?', '#'])
        .next()
        .unwrap_or(url)
        .to_ascii_lowercase();
    let file = path.rsplit('/').next().unwrap_or(&path);
    let mut words = file.split(|c: char| !c.is_ascii_alphabetic());
    path.starts_with("data:")
        || path.ends_with(".svg")
        || path.ends_with(".ico")
        || words.any(|word| NAMES.contains(&word))
}
