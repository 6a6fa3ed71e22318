//! What charset a page declares in its first bytes: the standard's "prescan".
//!
//! <https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>
//! The scan knows comments, tags and attributes and nothing else, as the
//! standard wants it: a `<meta>` inside a script counts.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::known;

/// The encoding that a `<meta>`, or else the XML declaration, names.
pub(super) fn declared(start: &[u8]) -> Option<&'static Encoding> {
    meta(start).or_else(|| xml_declaration(start)).map(readable)
}

/// An encoding of two-byte units cannot have been read as ASCII so far, and
/// `x-user-defined` was only ever a trick of scripts.
fn readable(declared: &'static Encoding) -> &'static Encoding {
    if declared == UTF_16LE || declared == UTF_16BE {
        UTF_8
    } else if declared == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        declared
    }
}

/// The first `<meta>` that names a known encoding.
fn meta(start: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Scan {
        bytes: start,
        at: 0,
    };
    loop {
        scan.at += scan.rest().iter().position(|byte| *byte == b'<')?;
        let rest = scan.rest();
        if rest.starts_with(b"<!--") {
            // The dashes may be those of the opening: `<!-->` is a comment.
            scan.at += 2;
            scan.at += find(scan.rest(), b"-->")? + 3;
        } else if is_meta(rest) {
            scan.at += b"<meta".len();
            if let Some(encoding) = scan.meta_attributes()? {
                return Some(encoding);
            }
        } else if is_tag(rest) {
            scan.at += rest
                .iter()
                .position(|byte| is_space(*byte) || *byte == b'>')?;
            while scan.attribute()?.is_some() {}
        } else if matches!(rest.get(1)?, b'!' | b'/' | b'?') {
            scan.at += rest.iter().position(|byte| *byte == b'>')?;
        } else {
            scan.at += 1;
        }
    }
}

fn is_meta(rest: &[u8]) -> bool {
    rest.len() > 5
        && rest[1..5].eq_ignore_ascii_case(b"meta")
        && (is_space(rest[5]) || rest[5] == b'/')
}

/// A start or end tag.
fn is_tag(rest: &[u8]) -> bool {
    let name = match rest.get(1) {
        Some(b'/') => rest.get(2),
        other => other,
    };
    name.is_some_and(u8::is_ascii_alphabetic)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Name and value.
type Attribute<'a> = (Cow<'a, [u8]>, &'a [u8]);

/// A place in the bytes. Its functions give `None` where the bytes end.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, unwanted: impl Fn(u8) -> bool) -> Option<u8> {
        self.at += self.rest().iter().position(|byte| !unwanted(*byte))?;
        self.peek()
    }

    /// The encoding that the attributes of one `<meta>` name, if they do.
    fn meta_attributes(&mut self) -> Option<Option<&'static Encoding>> {
        let mut seen: Vec<Cow<[u8]>> = Vec::new();
        let mut is_pragma = false;
        // The first of its kind counts, though it name nothing known;
        // `charset` outranks `content`.
        let mut in_charset = None;
        let mut in_content = None;
        while let Some((name, value)) = self.attribute()? {
            if seen.contains(&name) {
                continue;
            }
            match &*name {
                b"http-equiv" => is_pragma = value.eq_ignore_ascii_case(b"content-type"),
                b"content" => in_content = charset_in_content(value),
                b"charset" => in_charset = Some(known(value)),
                _ => {}
            }
            seen.push(name);
        }
        Some(in_charset.unwrap_or(in_content.filter(|_| is_pragma)))
    }

    /// The next attribute of a tag, its name in lower case; `Some(None)` at the
    /// tag's end.
    fn attribute(&mut self) -> Option<Option<Attribute<'a>>> {
        if self.skip(|byte| is_space(byte) || byte == b'/')? == b'>' {
            return Some(None);
        }
        let start = self.at;
        // A leading `=` belongs to the name.
        self.at += 1;
        let ends_name = |byte| matches!(byte, b'=' | b'/' | b'>') || is_space(byte);
        self.skip(|byte| !ends_name(byte))?;
        let name = lower_case(&self.bytes[start..self.at]);
        if self.skip(is_space)? != b'=' {
            return Some(Some((name, b"")));
        }
        self.at += 1;
        self.skip(is_space)?;
        Some(Some((name, self.value()?)))
    }

    fn value(&mut self) -> Option<&'a [u8]> {
        let first = self.peek()?;
        let quoted = matches!(first, b'"' | b'\'');
        if quoted {
            self.at += 1;
        }
        let start = self.at;
        self.skip(|byte| {
            if quoted {
                byte != first
            } else {
                byte != b'>' && !is_space(byte)
            }
        })?;
        let value = &self.bytes[start..self.at];
        if quoted {
            self.at += 1;
        }
        Some(value)
    }
}

fn lower_case(name: &[u8]) -> Cow<'_, [u8]> {
    if name.iter().any(u8::is_ascii_uppercase) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The charset that a content type names: `text/html; charset=koi8-r`.
///
/// <https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements>
pub(super) fn charset_in_content(content: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset";
    let mut rest = content;
    loop {
        let key = rest
            .windows(KEY.len())
            .position(|window| window.eq_ignore_ascii_case(KEY))?;
        rest = rest[key + KEY.len()..].trim_ascii_start();
        if let Some(value) = rest.strip_prefix(b"=") {
            return label(value.trim_ascii_start());
        }
    }
}

/// The encoding of the label at the start of a value, quoted or not.
fn label(value: &[u8]) -> Option<&'static Encoding> {
    match value.split_first()? {
        (quote @ (b'"' | b'\''), rest) => {
            known(&rest[..rest.iter().position(|byte| byte == quote)?])
        }
        _ => known(
            value
                .split(|byte| is_space(*byte) || *byte == b';')
                .next()?,
        ),
    }
}

/// The encoding that an XML declaration at the very start names.
fn xml_declaration(start: &[u8]) -> Option<&'static Encoding> {
    let rest = start.strip_prefix(b"<?xml")?;
    let declaration = &rest[..rest.iter().position(|byte| *byte == b'>')?];
    let key = find(declaration, b"encoding")?;
    let value = skip_blank(&declaration[key + b"encoding".len()..]).strip_prefix(b"=")?;
    let (quote, rest) = skip_blank(value).split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let label = &rest[..rest.iter().position(|byte| byte == quote)?];
    // XML allows no white space in it, where `charset` forgives some.
    if label.iter().any(|byte| *byte <= b' ') {
        return None;
    }
    known(label)
}

/// XML's white space, as the standard reads it here: all up to the space.
fn skip_blank(bytes: &[u8]) -> &[u8] {
    let blank = bytes.iter().take_while(|byte| **byte <= b' ').count();
    &bytes[blank..]
}

#[cfg(test)]
mod tests {
    use super::declared;

    fn name(start: &str) -> Option<&'static str> {
        declared(start.as_bytes()).map(encoding_rs::Encoding::name)
    }

    #[test]
    fn charset_in_all_spellings() {
        for meta in [
            "<meta charset=koi8-r>",
            "<meta charset='koi8-r'>",
            "<meta charset=\" KOI8-R \">",
            "<META\nCharSet\t=\nKOI8-R\n>",
            "<meta/charset=koi8-r>",
            "<meta charset=koi8-r />",
            "<meta name=x charset=koi8-r>",
            "<meta data-x=\"a > b\" charset=koi8-r>",
        ] {
            assert_eq!(name(meta), Some("KOI8-R"), "{meta}");
        }
    }

    #[test]
    fn content_counts_only_with_its_pragma() {
        let content = "content='text/html; charset=koi8-r'";
        assert_eq!(
            name(&format!("<meta http-equiv=content-type {content}>")),
            Some("KOI8-R")
        );
        assert_eq!(
            name(&format!("<meta {content} http-equiv=CONTENT-TYPE>")),
            Some("KOI8-R")
        );
        assert_eq!(name(&format!("<meta {content}>")), None);
        assert_eq!(name(&format!("<meta http-equiv=refresh {content}>")), None);
    }

    #[test]
    fn content_in_all_spellings() {
        for content in [
            "text/html;charset=koi8-r",
            "text/html; CHARSET = koi8-r",
            "charset=koi8-r; text/html",
            "a charset of its own; charset=koi8-r",
            "text/html; charset=\"koi8-r\"",
            "text/html; charset=\"koi8-r\" more",
        ] {
            let meta = format!("<meta http-equiv=content-type content='{content}'>");
            assert_eq!(name(&meta), Some("KOI8-R"), "{content}");
        }
        for content in [
            "text/html",
            "charset",
            "charset=",
            "charset=\"koi8-r",
            "charset=;koi8-r",
        ] {
            let meta = format!("<meta http-equiv=content-type content='{content}'>");
            assert_eq!(name(&meta), None, "{content}");
        }
    }

    #[test]
    fn charset_outranks_content_on_one_meta() {
        let meta = "<meta http-equiv=content-type content='a;charset=koi8-r' charset=gbk>";
        assert_eq!(name(meta), Some("GBK"));
        let meta = "<meta charset=gbk http-equiv=content-type content='a;charset=koi8-r'>";
        assert_eq!(name(meta), Some("GBK"));
    }

    #[test]
    fn the_first_known_declaration_counts() {
        assert_eq!(
            name("<meta charset=koi8-r><meta charset=gbk>"),
            Some("KOI8-R")
        );
        assert_eq!(name("<meta charset=utf-9><meta charset=gbk>"), Some("GBK"));
        assert_eq!(name("<meta name=x><meta charset=gbk>"), Some("GBK"));
    }

    #[test]
    fn the_first_of_two_like_attributes_counts() {
        assert_eq!(name("<meta charset=koi8-r CHARSET=gbk>"), Some("KOI8-R"));
    }

    #[test]
    fn comments_and_other_markup_are_passed_over() {
        for before in [
            "<!-- <meta charset=gbk> -->",
            "<!-->",
            "<!--->",
            "<!doctype html>",
            "<!DOCTYPE html \"<meta charset=gbk \">",
            "<?php <meta charset=gbk ?>",
            "</div title='<meta charset=gbk>'>",
            "<html data-x='<meta charset=gbk>' data-y>",
            "<metadata charset=gbk>",
            "<1 <",
            "a < b ",
            "</ <meta charset=gbk>",
        ] {
            let page = format!("{before}<meta charset=koi8-r>");
            assert_eq!(name(&page), Some("KOI8-R"), "{before}");
        }
    }

    #[test]
    fn a_meta_in_a_script_counts() {
        assert_eq!(name("<script>'<meta charset=gbk>'</script>"), Some("GBK"));
    }

    #[test]
    fn what_ends_inside_declares_nothing() {
        let meta = "<meta http-equiv=content-type content='charset=gbk' charset=gbk>";
        for end in 0..meta.len() {
            assert_eq!(name(&meta[..end]), None, "{}", &meta[..end]);
        }
        for end in [
            "<", "<!", "<!-", "<!--", "<m", "</", "</m", "<?", "<meta", "<meta ",
        ] {
            assert_eq!(name(end), None, "{end}");
        }
    }

    #[test]
    fn units_of_two_bytes_and_user_defined_are_replaced() {
        assert_eq!(name("<meta charset=utf-16be>"), Some("UTF-8"));
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(name("<?xml encoding='utf-16'?>"), Some("UTF-8"));
        assert_eq!(name("<meta charset=x-user-defined>"), Some("windows-1252"));
    }

    #[test]
    fn an_xml_declaration_counts_where_no_meta_does() {
        let xml = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>";
        assert_eq!(name(xml), Some("KOI8-R"));
        assert_eq!(name("<?xml encoding = 'koi8-r' ?>"), Some("KOI8-R"));
        assert_eq!(name(&format!("{xml}<meta charset=gbk>")), Some("GBK"));
    }

    #[test]
    fn a_broken_xml_declaration_does_not() {
        for xml in [
            " <?xml encoding='koi8-r'?>",
            "<?XML encoding='koi8-r'?>",
            "<?xml encoding='koi8-r'",
            "<?xml encoding=koi8-r?>",
            "<?xml encoding 'koi8-r'?>",
            "<?xml encoding='koi8-r?>",
            "<?xml encoding=' koi8-r'?>",
            "<?xml encoding='utf-9'?>",
            "<?xml?> encoding='koi8-r'",
            "<?xml",
        ] {
            assert_eq!(name(xml), None, "{xml}");
        }
    }
}
