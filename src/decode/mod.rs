//! Bytes to text as a browser reads them, and a little more forgiving.

mod format;
mod prescan;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

pub(crate) use format::{opens_with_markup, refuse_other_formats};

/// Bytes of a page in which a declaration counts, as the standard has it.
const PRESCAN: usize = 1024;

/// So many multi-byte sequences, all of them right, are not there by accident:
/// the page is UTF-8 whatever it declares.
///
/// Text of another charset reads as a valid sequence only where a capital
/// letter or sign is followed by a sign ("Ã©"), which no language writes as a
/// rule; one or two may stand in a page that talks about such errors.
const CONVINCING: usize = 3;

/// The page as text, without its byte order mark; what cannot be read is U+FFFD.
///
/// Borrows where the bytes are UTF-8 already.
pub(crate) fn decode<'a>(bytes: &'a [u8], charset_hint: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(&bytes[mark..], encoding);
    }
    let encoding = charset_hint
        .and_then(hinted)
        .unwrap_or_else(|| of_page(bytes));
    read(bytes, encoding)
}

fn read<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// The charset that a caller names: a label, or a whole `Content-Type` header.
fn hinted(hint: &str) -> Option<&'static Encoding> {
    known(hint.as_bytes()).or_else(|| prescan::charset_in_content(hint.as_bytes()))
}

/// The encoding of a label, by the standard's table: `iso-8859-1` and `ascii`
/// are windows-1252. The labels for which the standard refuses to decode
/// anything count as unknown.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label)
}

/// The charset of a page that nobody outside says anything about.
fn of_page(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = bare_utf_16(bytes) {
        return encoding;
    }
    // By vector instructions, which the standard library's check does without.
    let (valid, rest) = bytes.split_at(Encoding::utf8_valid_up_to(bytes));
    let utf_8 = match std::str::from_utf8(rest) {
        // Nothing is wrong, or but that the end of the input cuts a sequence.
        Ok(_) => valid,
        Err(error) if error.error_len().is_none() => valid,
        Err(_) => &[],
    };
    if has_sequences(utf_8, CONVINCING) {
        return UTF_8;
    }
    match prescan::declared(&bytes[..bytes.len().min(PRESCAN)]) {
        Some(declared) => declared,
        None if rest.is_empty() && !escapes(bytes) => UTF_8,
        None => detected(bytes),
    }
}

/// UTF-16 without a mark, told by a tag at the start. Browsers accept only
/// `<?xml` so; every other page of this kind would be a row of NULs to them.
fn bare_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let opens = |c: u8| c.is_ascii_alphabetic() || matches!(c, b'!' | b'?');
    match *bytes.first_chunk::<4>()? {
        [b'<', 0, c, 0] if opens(c) => Some(UTF_16LE),
        [0, b'<', 0, c] if opens(c) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether UTF-8 holds at least so many sequences of two bytes or more.
fn has_sequences(utf_8: &[u8], enough: usize) -> bool {
    // Counted piece by piece: that takes vector instructions and ends early.
    const PIECE: usize = 1024;
    let mut found = 0;
    utf_8.chunks(PIECE).any(|piece| {
        if !piece.is_ascii() {
            found += piece.iter().filter(|byte| **byte >= 0xC0).count();
        }
        found >= enough
    })
}

/// Whether the text may be ISO-2022-JP, which looks like ASCII with escapes.
fn escapes(bytes: &[u8]) -> bool {
    memchr::memchr(0x1B, bytes).is_some()
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use encoding_rs::{EUC_KR, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    use super::decode;

    fn bytes(parts: &[&[u8]]) -> Vec<u8> {
        parts.concat()
    }

    fn is_borrowed(bytes: &[u8], charset_hint: Option<&str>) -> bool {
        matches!(decode(bytes, charset_hint), Cow::Borrowed(_))
    }

    #[test]
    fn utf_8_and_ascii_are_borrowed() {
        for page in ["", "<p>plain", "<p>schön", "<meta charset=utf-8><p>“schön”"] {
            assert_eq!(decode(page.as_bytes(), None), page);
            assert!(is_borrowed(page.as_bytes(), None), "{page}");
        }
    }

    #[test]
    fn ascii_is_borrowed_whatever_it_declares() {
        let page = b"<meta charset=windows-1252><p>plain";
        assert!(is_borrowed(page, None));
    }

    #[test]
    fn a_byte_order_mark_outranks_the_caller_and_the_page() {
        let page = "<meta charset=latin1><p>schön";
        let marked = bytes(&[b"\xEF\xBB\xBF", page.as_bytes()]);
        assert_eq!(decode(&marked, Some("windows-1252")), page);
        assert!(is_borrowed(&marked, Some("windows-1252")));
        assert_eq!(decode(b"\xFF\xFE<\0p\0>\0\xE9\0", Some("utf-8")), "<p>é");
        assert_eq!(decode(b"\xFE\xFF\0<\0p\0>\0\xE9", Some("utf-8")), "<p>é");
    }

    #[test]
    fn the_caller_outranks_the_page() {
        let page = bytes(&[b"<meta charset=utf-8><p>", b"\xEF\xF0\xE8"]);
        assert!(decode(&page, Some("windows-1251")).ends_with("при"));
    }

    #[test]
    fn the_caller_outranks_what_the_bytes_look_like() {
        let page = "<p>é é é é".as_bytes();
        assert_eq!(decode(page, Some("latin1")), "<p>Ã© Ã© Ã© Ã©");
        assert_eq!(decode(b"<\0p\0>\0", Some("utf-16le")), "<p>");
    }

    #[test]
    fn a_hint_may_be_a_content_type_header() {
        let page = b"<p>\xEF\xF0\xE8";
        assert_eq!(
            decode(page, Some("text/html; charset=\"Windows-1251\"")),
            "<p>при"
        );
        assert_eq!(decode(page, Some(" CP1251 ")), "<p>при");
    }

    #[test]
    fn an_unknown_hint_is_ignored() {
        for hint in [
            "",
            "utf-9",
            "text/html",
            "charset=",
            "replacement",
            "iso-2022-kr",
            "\u{0}é",
        ] {
            assert_eq!(
                decode("<p>schön".as_bytes(), Some(hint)),
                "<p>schön",
                "{hint}"
            );
            assert_eq!(
                decode(b"<meta charset=cp1251><p>\xEF\xF0\xE8", Some(hint)),
                "<meta charset=cp1251><p>при",
                "{hint}"
            );
        }
    }

    #[test]
    fn latin_1_and_ascii_mean_windows_1252() {
        for label in ["iso-8859-1", "latin1", "ascii", "us-ascii", "ISO_8859-1"] {
            let page = bytes(&[
                b"<meta charset=",
                label.as_bytes(),
                b"><p>\x93so\x94 \x80 5",
            ]);
            assert!(decode(&page, None).ends_with("<p>“so” € 5"), "{label}");
            assert_eq!(decode(b"\x93so\x94", Some(label)), "“so”");
        }
    }

    #[test]
    fn a_declaration_is_read_in_either_form() {
        for declaration in [
            "<meta charset=windows-1251>",
            "<META CHARSET = 'Windows-1251' />",
            "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
            "<meta content='text/html;charset=windows-1251' http-equiv='content-type'>",
            "<?xml version='1.0' encoding='windows-1251'?><html>",
        ] {
            let page = bytes(&[declaration.as_bytes(), b"<p>\xEF\xF0\xE8"]);
            assert!(decode(&page, None).ends_with("<p>при"), "{declaration}");
        }
    }

    #[test]
    fn a_declaration_counts_only_in_the_first_1024_bytes() {
        let declaration = b"<meta charset=windows-1251>";
        let inside = bytes(&[&b" ".repeat(1024 - declaration.len()), declaration, b"\xE9"]);
        assert!(decode(&inside, None).ends_with("й"));
        // Past it, a lone "é" of Western Europe is likelier than a lone "й".
        let outside = bytes(&[&b" ".repeat(1024), declaration, b"caf\xE9 au lait"]);
        assert!(decode(&outside, None).ends_with("café au lait"));
    }

    #[test]
    fn utf_16_declared_in_ascii_means_utf_8() {
        for label in ["utf-16", "utf-16le", "utf-16be", "unicode"] {
            let page = format!("<meta charset={label}><p>schön");
            assert_eq!(decode(page.as_bytes(), None), page, "{label}");
        }
    }

    #[test]
    fn three_sequences_of_utf_8_outrank_a_wrong_declaration() {
        let page = "<meta charset=iso-8859-1><p>é à ü";
        assert_eq!(decode(page.as_bytes(), None), page);
        assert!(is_borrowed(page.as_bytes(), None));
    }

    #[test]
    fn two_sequences_do_not() {
        let page = "<meta charset=iso-8859-1><p>é à";
        assert_eq!(
            decode(page.as_bytes(), None),
            "<meta charset=iso-8859-1><p>Ã© Ã\u{a0}"
        );
    }

    #[test]
    fn one_wrong_byte_leaves_the_declaration_in_force() {
        let page = bytes(&["<meta charset=iso-8859-1><p>é à ü ".as_bytes(), b"\xE9."]);
        assert!(decode(&page, None).ends_with("<p>Ã© Ã\u{a0} Ã¼ é."));
    }

    #[test]
    fn a_page_cut_inside_a_sequence_is_still_utf_8() {
        let page = "<meta charset=iso-8859-1><p>é à ü €";
        let cut = &page.as_bytes()[..page.len() - 1];
        assert_eq!(decode(cut, None), page.replace('€', "\u{FFFD}"));
    }

    #[test]
    fn a_last_letter_of_latin_1_is_not_a_cut_sequence() {
        assert_eq!(decode(b"<p>un caf\xE9", None), "<p>un café");
    }

    #[test]
    fn a_page_that_declares_utf_8_is_read_so_with_replacements() {
        let page = b"<meta charset=utf-8><p>caf\xE9 \xC3\xA9";
        assert!(decode(page, None).ends_with("<p>caf\u{FFFD} é"));
    }

    #[test]
    fn undeclared_utf_8_needs_no_three_sequences() {
        assert_eq!(decode("<p>é".as_bytes(), None), "<p>é");
    }

    #[test]
    fn what_declares_nothing_is_detected() {
        let russian = "<p>Вчера в городе прошёл сильный дождь, улицы затопило водой.";
        let korean = "<p>어제 서울에는 많은 비가 내렸다. 거리가 물에 잠겼다.";
        let japanese = "<p>昨日、東京では大雨が降りました。道路が冠水しました。";
        let chinese = "<p>昨天北京下了一场大雨，许多街道被水淹没，交通受到影响。";
        let german = "<p>Gestern regnete es in Köln. Die Straßen waren überflutet, „sagt er“.";
        for (text, encoding) in [
            (russian, WINDOWS_1251),
            (korean, EUC_KR),
            (japanese, SHIFT_JIS),
            (japanese, ISO_2022_JP),
            (chinese, GBK),
            (german, WINDOWS_1252),
        ] {
            let (page, _, _) = encoding.encode(text);
            assert_eq!(decode(&page, None), text, "{}", encoding.name());
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_first_tag() {
        let little: Vec<u8> = "<html>é"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "<!doctype html>é"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode(&little, None), "<html>é");
        assert_eq!(decode(&big, None), "<!doctype html>é");
    }

    #[test]
    fn any_bytes_give_text() {
        let all: Vec<u8> = (0..=255).collect();
        for hint in [
            None,
            Some("utf-8"),
            Some("utf-16"),
            Some("gb18030"),
            Some("big5"),
        ] {
            for start in 0..all.len() {
                decode(&all[start..], hint);
            }
        }
    }
}
