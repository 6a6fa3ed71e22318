//! Input made to take long does not.

use std::cell::Cell;
use std::time::{Duration, Instant};

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};

use crate::tokenize::{Attributes, feed_with};

/// Says for some names what the tree builder would, and keeps nothing: this is
/// about the tokenizer alone.
#[derive(Default)]
struct Reader {
    is_foreign: Cell<bool>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        match &*tag.name {
            "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "plaintext" => TokenSinkResult::Plaintext,
            "svg" => {
                self.is_foreign.set(true);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_foreign.get()
    }
}

/// Five megabytes of anything take well below a second; what was quadratic
/// would take hours.
#[test]
fn five_megabytes_of_anything_end_soon() {
    const SIZE: usize = 5 << 20;
    /// Behind a beginning, so that all the pairs take seconds together.
    const PART: usize = SIZE / 20;
    const SOON: Duration = Duration::from_secs(10);
    const BEGINNINGS: &[&str] = &[
        "",
        "<p ",
        "<p a='",
        "<p a=\"",
        "<p a=",
        "<!",
        "<!--",
        "<!doctype ",
        "<!doctype html public '",
        "<title>",
        "<style>",
        "<script>",
        "<script><!--",
        "<script><!--<script>",
        "<plaintext>",
        "<svg>",
        "<svg><![CDATA[",
    ];
    const REPEATED: &[&str] = &[
        "<",
        ">",
        "&",
        "'",
        "\"",
        "=",
        "/",
        "-",
        "]",
        "\0",
        "\r",
        "a",
        "é",
        "</",
        "<!",
        "<!--",
        "--",
        "-->",
        "--!",
        "<a ",
        "<a b",
        "<a b='",
        "<a b=\"",
        "<a b=",
        "<b>",
        "</b>",
        "<!doctype ",
        "<![CDATA[",
        "]]>",
        "]>",
        "</title",
        "</script",
        "</script ",
        "<script ",
        "<script>",
        "<!--<script ",
        "&#",
        "&#x",
        "&#1",
        "&a",
        "&CounterClockwiseContourIntegra",
        "&amp",
        "a=b ",
    ];
    for beginning in BEGINNINGS {
        for repeated in REPEATED {
            let size = if beginning.is_empty() { SIZE } else { PART };
            let html = [*beginning, &repeated.repeat(size / repeated.len())].concat();
            let began = Instant::now();
            feed_with(&html, Attributes::All, &Reader::default());
            assert!(began.elapsed() < SOON, "{beginning}{repeated}…");
        }
    }
}

/// html5ever compares each attribute with all before it.
#[test]
fn a_tag_of_a_million_attributes_ends_soon() {
    const ATTRIBUTES: usize = 1_000_000;
    let mut html = "<font".to_owned();
    for number in 0..ATTRIBUTES {
        html.push_str(&format!(" a{number}=b"));
    }
    html.push('>');
    for attributes in [Attributes::All, Attributes::Read] {
        let began = Instant::now();
        feed_with(&html, attributes, &Reader::default());
        assert!(began.elapsed() < Duration::from_secs(10));
    }
}
