//! What begins with `<!`, and everything that is taken for a comment: the
//! [markup declaration open], comment and bogus comment states.
//!
//! [markup declaration open]: https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state

use std::ops::Range;

use html5ever::tokenizer::{Token, TokenSink};
use memchr::memchr_iter;

use super::Tokenizer;
use super::text::References;

impl<S: TokenSink> Tokenizer<'_, S> {
    /// From behind `<!`.
    pub(super) fn markup_declaration_open(&mut self) {
        const DOCTYPE: &[u8] = b"doctype";
        const CDATA: &[u8] = b"[CDATA[";
        let rest = self.rest();
        if rest.starts_with(b"--") {
            self.at += 2;
            self.comment();
        } else if has_prefix(rest, DOCTYPE) {
            self.at += DOCTYPE.len();
            self.doctype();
        } else if rest.starts_with(CDATA) && self.is_in_foreign_content() {
            self.at += CDATA.len();
            self.cdata_section();
        } else {
            self.bogus_comment();
        }
    }

    /// Only SVG and MathML have CDATA sections.
    fn is_in_foreign_content(&self) -> bool {
        self.sink
            .adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// From behind `<!--`: to `-->` or `--!>`. The dashes of `<!--` count for
    /// `<!-->` and `<!--->` only.
    fn comment(&mut self) {
        let begin = self.at;
        let closing = memchr_iter(b'>', self.rest()).map(|offset| begin + offset);
        for at in closing {
            if let Some(length) = length_of_closed(&self.bytes[begin..at]) {
                self.at = at + 1;
                self.emit_comment(begin..begin + length);
                return;
            }
        }
        let length = length_of_unclosed(self.rest());
        self.at = self.bytes.len();
        self.emit_comment(begin..begin + length);
    }

    /// To the next `>`.
    pub(super) fn bogus_comment(&mut self) {
        let begin = self.at;
        let end = self.find(b'>').unwrap_or(self.bytes.len());
        self.at = self.bytes.len().min(end + 1);
        self.emit_comment(begin..end);
    }

    fn emit_comment(&self, range: Range<usize>) {
        self.emit(Token::CommentToken(self.text(range, References::None)));
    }
}

/// The length of a comment's text, if the `>` behind `bytes` ends it.
fn length_of_closed(bytes: &[u8]) -> Option<usize> {
    if matches!(bytes, b"" | b"-") {
        return Some(0);
    }
    bytes
        .strip_suffix(b"--")
        .or_else(|| bytes.strip_suffix(b"--!"))
        .map(<[u8]>::len)
}

/// The length of a comment's text that the end of the page ends: what could
/// have become its end is none of it.
fn length_of_unclosed(bytes: &[u8]) -> usize {
    [&b"--!"[..], b"--", b"-"]
        .iter()
        .find_map(|end| bytes.strip_suffix(*end))
        .unwrap_or(bytes)
        .len()
}

/// Whether `bytes` begins so, in any case.
pub(super) fn has_prefix(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
