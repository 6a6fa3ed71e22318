//! Addresses: which ones leave the crate, and how a page's links become absolute.

use std::borrow::Cow;

use memchr::{memchr, memchr2_iter, memrchr};
use url::{Position, Url};

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
    let Some(base) = base else {
        return safe_link(written)
            .filter(|url| is_address(url))
            .map(Cow::into_owned);
    };
    let target = joined(base, written, LINK_SCHEMES)?;
    (!is_same_page(base, &target)).then_some(target)
}

/// An address made absolute, if its scheme is allowed.
fn joined(base: &Url, written: &str, allowed: &[&str]) -> Option<String> {
    joined_plainly(base, written).or_else(|| {
        let target = base.join(written).ok()?;
        allowed.contains(&target.scheme()).then(|| target.into())
    })
}

/// An address made absolute, if it is written in signs that [`Url::join`] keeps
/// as they are. Most links of a page are, and need no parser: they are absolute
/// already, or the path of a place on the same site.
fn joined_plainly(base: &Url, written: &str) -> Option<String> {
    if written.starts_with('/') {
        let is_of_web = IMAGE_SCHEMES.contains(&base.scheme());
        let site = &base[..Position::BeforePath];
        return (is_of_web && is_plain_place(written)).then(|| [site, written].concat());
    }
    let rest = written.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
    let (host, place) = rest.split_at(memchr(b'/', rest.as_bytes())?);
    (is_plain_host(host) && is_plain_place(place)).then(|| written.to_owned())
}

/// Whether a path, with what follows it, stays as it is: without signs that would
/// be written in another way, and without segments that lead upwards.
fn is_plain_place(place: &str) -> bool {
    let bytes = place.as_bytes();
    let mut dots = memchr2_iter(b'.', b'%', bytes);
    !place.starts_with("//")
        && bytes.iter().all(|byte| IS_PLAIN[usize::from(*byte)])
        && dots.all(|at| at == 0 || bytes[at - 1] != b'/')
}

/// Whether a host stays as it is: a name in lower case, and none that is a
/// number or stands for one in another script.
fn is_plain_host(host: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
    let last_label = memrchr(b'.', host.as_bytes()).map_or(0, |at| at + 1);
    let mut last = b'.';
    host[last_label..].starts_with(|c: char| c.is_ascii_lowercase())
        && host.bytes().all(|byte| {
            let is_doubled = byte == last && matches!(byte, b'.' | b'-');
            last = byte;
            is_plain(byte) && !is_doubled
        })
}

/// By byte: whether a path, a query and a fragment all keep it as it is.
const IS_PLAIN: [bool; 256] = {
    let others = b"/-_.?=&#+,!$()*;~@:%";
    let mut is_plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < others.len() {
        is_plain[others[at] as usize] = true;
        at += 1;
    }
    is_plain
};

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
    match base {
        _ if written.is_empty() => None,
        Some(base) => joined(base, written, IMAGE_SCHEMES),
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
fn is_same_page<'a>(base: &'a Url, target: &'a str) -> bool {
    let page = |address: &'a str| Some(&address[..memchr(b'#', address.as_bytes())?]);
    page(target).is_some_and(|target| target == page(base.as_str()).unwrap_or(base.as_str()))
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
    fn plain_addresses_are_joined_as_the_parser_does() {
        const PARTS: [&str; 19] = [
            "/",
            ".",
            "..",
            "?",
            "#",
            "a",
            "B1",
            ":",
            "//",
            "%2e",
            "-_=&+,!$()*;~@:%",
            "https://example.org",
            "http://",
            "https://a-1.org/",
            "xn--a",
            "9",
            "0x9",
            "a--b",
            "é",
        ];
        let bases = ["https://example.org/a/b?c#d", "http://u:p@example.org:81/"];
        let bases = bases.map(|base| Url::parse(base).unwrap());
        let mut plain = 0;
        for number in 0..PARTS.len().pow(4) {
            let digit = |place: u32| PARTS[number / PARTS.len().pow(place) % PARTS.len()];
            let written = (0..4).map(digit).collect::<String>();
            for base in &bases {
                if let Some(joined) = joined_plainly(base, &written) {
                    let parsed = base.join(&written).map(String::from);
                    assert_eq!(Ok(joined), parsed, "{written}");
                    plain += 1;
                }
            }
        }
        assert!(plain > 1000, "{plain}");
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
