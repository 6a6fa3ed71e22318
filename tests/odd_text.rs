//! Text that is legal and odd, or bytes that are no text at all.

use bodycopy::{Article, Extractor};

/// Reads the page, writes it in all ways, and gives its article.
fn read(html: &str) -> Article {
    let article = bodycopy::extract(html).expect("odd text is no error");
    let written = [article.text(), article.markdown(), article.html()];
    for text in written {
        assert!(!text.contains('\0'), "{html:?}");
    }
    assert_eq!(
        Extractor::new().extract_bytes(html.as_bytes(), Some("utf-8")),
        Ok(article.clone()),
        "{html:?}"
    );
    article
}

/// An article with `text` in every place that text is read from.
fn page(text: &str) -> String {
    format!(
        "<html lang='{text}'><title>{text} - Rain</title><meta name=author content='{text}'>\
         <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{text}\"}}</script>\
         <h1>{text}</h1><p class='byline {text}' id='{text}'>By {text}<time datetime='{text}'>{text}</time>\
         <p>{LINE}<a href='{text}'>{text}</a> {text}</p><img src='{text}' alt='{text}'>\
         <pre class='language-{text}'>{text}</pre><table><tr><th>{text}<th>a<tr><td>{text}<td>b</table><p>{LINE}"
    )
}

const LINE: &str = "It rained all night, for the first time since the spring, and the farmers \
                    stood in their doorways, listening to it and saying nothing.";

#[test]
fn odd_characters_are_read_wherever_they_stand() {
    let odd = [
        "\0",
        "a\0b",
        "\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}",
        "\u{80}\u{85}\u{9f}",
        "\u{fdd0}\u{fffe}\u{ffff}\u{10ffff}",
        "\u{feff}",
        "\u{ad}",
        "\u{200b}\u{2060}",
        "\u{202e}abc\u{202c}",
        "\u{2066}abc\u{2069}\u{2067}",
        "\u{2028}\u{2029}",
        "\u{e0001}\u{e0041}\u{e007f}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "e\u{301}\u{302}\u{303}",
        "İI\u{307}ıſßẞŉǰΐΰﬁ",
        "ΑΣ ΑΣ",
        "ᾳᾼ",
        "\u{1e9e}",
        "Ⱥ Ⱦ",
        "ก็็็็",
        "\u{d7ff}\u{e000}",
        "🇩🇪🇫",
        "\u{fffd}",
        "´`'\u{60}",
        "𝒜𝓑",
        "　",
    ];
    for text in odd {
        let article = read(&page(text));
        assert!(article.text().contains("nothing."), "{text:?}");
    }
}

#[test]
fn a_great_many_of_them_are_read_too() {
    const MANY: usize = 500_000;
    for unit in [
        "\u{301}",
        "\u{200d}",
        "\u{1f468}\u{200d}",
        "\u{202e}",
        "\u{e0041}",
        "İ",
        "\0",
    ] {
        let page = format!("<p>{LINE}<p>a{}<p>{LINE}", unit.repeat(MANY));
        assert!(read(&page).text().contains("nothing."), "{unit:?}");
    }
}

#[test]
fn every_byte_is_read_in_every_place() {
    let extractor = Extractor::new();
    for byte in 0..=u8::MAX {
        for charset in [
            None,
            Some("utf-8"),
            Some("windows-1252"),
            Some("gb18030"),
            Some("shift_jis"),
        ] {
            let page = [
                b"<title>",
                &[byte][..],
                b"</title><p title='",
                &[byte],
                b"'>It rained ",
                &[byte],
                b" all night</p ",
                &[byte],
                b"><",
                &[byte],
                b" ",
                &[byte],
                b">",
                &[byte],
            ]
            .concat();
            assert!(extractor.extract_bytes(&page, charset).is_ok(), "{byte:#x}");
        }
    }
}

#[test]
fn broken_utf8_costs_no_more_than_itself() {
    let broken: [&[u8]; 9] = [
        b"\xC0\xAF",
        b"\xE0\x80\xAF",
        b"\xF0\x80\x80\xAF",
        b"\xED\xA0\x80",
        b"\xF4\x90\x80\x80",
        b"\xC3",
        b"\xE2\x82",
        b"\xF0\x9F\x92",
        b"\xFF\xFE",
    ];
    for bytes in broken {
        let page = [b"<p>It rained ", bytes, b" all night."].concat();
        let article = Extractor::new()
            .extract_bytes(&page, Some("utf-8"))
            .unwrap();
        let text = article.blocks[0].text.as_str();
        assert!(text.starts_with("It rained \u{fffd}"), "{text:?}");
        assert!(text.ends_with(" all night."), "{text:?}");
    }
}
