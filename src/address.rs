//! Addresses: which ones leave the crate, and how a page's links become absolute.

use std::borrow::Cow;

use url::Url;

/// Schemes that a link may have. All others run code, carry data, or mean
/// nothing away from the page.
const LINK_SCHEMES: &[&str] = &["http", "https", "mailto"];

/// Schemes that a picture may have.
const IMAGE_SCHEMES: &[&str] = &["http", "https"];

/// The target of a link: absolute when `base` is known, else as written.
/// `None` for what leads nowhere else: a place on the same page, a script, no
/// address at all.
pub(crate) fn link(base: Option<&Url>, written: &str) -> Option<String> {
    let written = written.trim();
    if written.is_empty() || written.starts_with('#') {
        return None;
    }
    match base.map(|base| (base, base.join(written))) {
        Some((base, Ok(target))) => (!is_same_page(base, &target)
            && LINK_SCHEMES.contains(&target.scheme()))
        .then(|| target.into()),
        Some((_, Err(_))) => None,
        None => safe_link(written)
            .filter(|url| is_address(url))
            .map(Cow::into_owned),
    }
}

/// Whether an address can be read as one: what cannot leads nowhere, and
/// readers differ in what they make of it.
fn is_address(written: &str) -> bool {
    !matches!(
        Url::parse(written),
        Err(error) if error != url::ParseError::RelativeUrlWithoutBase
    )
}

/// The address of a picture, as [`link`] gives that of a link.
pub(crate) fn image(base: Option<&Url>, written: &str) -> Option<String> {
    let written = written.trim();
    match base.map(|base| base.join(written)) {
        _ if written.is_empty() => None,
        Some(Ok(target)) => IMAGE_SCHEMES
            .contains(&target.scheme())
            .then(|| target.into()),
        Some(Err(_)) => None,
        None => safe_image(written)
            .filter(|url| is_address(url))
            .map(Cow::into_owned),
    }
}

/// A link that may stand in output: one of the schemes allowed, or relative.
pub(crate) fn safe_link(address: &str) -> Option<Cow<'_, str>> {
    with_scheme_of(address, LINK_SCHEMES)
}

/// A picture's address that may stand in output.
pub(crate) fn safe_image(address: &str) -> Option<Cow<'_, str>> {
    with_scheme_of(address, IMAGE_SCHEMES)
}

/// The address as a browser reads it, if its scheme is allowed or absent.
/// Browsers skip control characters, so `java&#10;script:` is a script.
fn with_scheme_of<'a>(address: &'a str, allowed: &[&str]) -> Option<Cow<'a, str>> {
    let address: Cow<str> = if address.contains(char::is_control) {
        address.chars().filter(|c| !c.is_control()).collect()
    } else {
        Cow::Borrowed(address)
    };
    let trimmed = address.trim();
    let first_part = trimmed.split(['/', '?', '#']).next().unwrap_or(trimmed);
    let is_allowed = match first_part.split_once(':') {
        Some((scheme, _)) => allowed.iter().any(|name| name.eq_ignore_ascii_case(scheme)),
        None => !trimmed.is_empty(),
    };
    is_allowed.then_some(address)
}

/// Whether `target` is a place on the page at `base`.
fn is_same_page(base: &Url, target: &Url) -> bool {
    let whole = |url: &Url| {
        let url = url.as_str();
        url.split_once('#').map_or(url, |(page, _)| page).len()
    };
    target.fragment().is_some() && base.as_str()[..whole(base)] == target.as_str()[..whole(target)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(written: &str) -> Option<String> {
        link(
            Url::parse("https://example.org/a/b?c").ok().as_ref(),
            written,
        )
    }

    #[test]
    fn links_become_absolute() {
        assert_eq!(resolved("d"), Some("https://example.org/a/d".into()));
        assert_eq!(resolved("/d#e"), Some("https://example.org/d#e".into()));
        assert_eq!(resolved("//x.test"), Some("https://x.test/".into()));
        assert_eq!(resolved("mailto:a@b.c"), Some("mailto:a@b.c".into()));
    }

    #[test]
    fn without_a_base_they_stay_as_written() {
        assert_eq!(link(None, " ../d "), Some("../d".into()));
        assert_eq!(link(None, "a:b/c"), None);
        assert_eq!(link(None, "a/b:c"), Some("a/b:c".into()));
    }

    #[test]
    fn what_leads_nowhere_else_is_no_link() {
        for written in [
            "",
            "#",
            "#top",
            "?c#top",
            "javascript:void(0)",
            "JaVaScript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "blob:x",
            "https://",
            "https://exa mple.org/",
            "http://[1]/",
        ] {
            assert_eq!(resolved(written), None, "{written:?}");
        }
        for written in [
            "",
            "#top",
            "javascript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
        ] {
            assert_eq!(link(None, written), None, "{written:?}");
        }
    }

    #[test]
    fn pictures_are_fetched_not_carried() {
        assert_eq!(image(None, "data:image/gif;base64,R0"), None);
        assert_eq!(image(None, "a.jpg"), Some("a.jpg".into()));
        assert_eq!(image(None, "mailto:a@b.c"), None);
    }
}
