//! Text: the [data], RCDATA, RAWTEXT, PLAINTEXT and CDATA section states.
//!
//! [data]: https://html.spec.whatwg.org/multipage/parsing.html#data-state

use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink};
use memchr::{memchr, memchr_iter, memchr2};

use super::references::{Place, reference};
use super::{State, Tokenizer, is_white_space};

/// Which character references are replaced.
#[derive(Clone, Copy)]
pub(super) enum References {
    All(Place),
    None,
}

impl<S: TokenSink> Tokenizer<'_, S> {
    /// Text up to the next markup, and that markup.
    pub(super) fn data(&mut self) -> State {
        // Between most tags stands no text.
        if self.peek() == Some(b'<') && self.opens_markup(self.at) {
            return self.tag_open();
        }
        let end = memchr_iter(b'<', self.rest())
            .map(|offset| self.at + offset)
            .find(|at| self.opens_markup(*at))
            .unwrap_or(self.bytes.len());
        self.emit_data(self.at..end, References::All(Place::Text));
        self.at = end;
        if end == self.bytes.len() {
            return State::Data;
        }
        self.tag_open()
    }

    /// Whether a `<` begins more than text.
    fn opens_markup(&self, at: usize) -> bool {
        match self.bytes.get(at + 1) {
            Some(b'/') => at + 2 < self.bytes.len(),
            Some(next) => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'),
            None => false,
        }
    }

    /// Text of an element that holds no other, and the end tag that ends it.
    pub(super) fn raw(&mut self, kind: RawKind) -> State {
        let (end, references) = match kind {
            RawKind::Rcdata => (self.end_of_raw_text(), References::All(Place::Text)),
            RawKind::Rawtext => (self.end_of_raw_text(), References::None),
            RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => {
                (self.end_of_script(), References::None)
            }
        };
        self.emit_text(self.text(self.at..end, references));
        self.at = end;
        if end == self.bytes.len() {
            return State::Data;
        }
        self.tag(TagKind::EndTag)
    }

    fn end_of_raw_text(&self) -> usize {
        memchr_iter(b'<', self.rest())
            .map(|offset| self.at + offset)
            .find(|at| self.is_appropriate_end_tag(*at))
            .unwrap_or(self.bytes.len())
    }

    /// Whether the [end tag] of the element that the text stands in begins
    /// here. (The names of such elements are all letters.)
    ///
    /// [end tag]: https://html.spec.whatwg.org/multipage/parsing.html#appropriate-end-tag-token
    pub(super) fn is_appropriate_end_tag(&self, at: usize) -> bool {
        let Some(rest) = self.bytes[at..].strip_prefix(b"</") else {
            return false;
        };
        starts_with_name(rest, &self.last_start_tag)
    }

    pub(super) fn plaintext(&mut self) -> State {
        let end = self.bytes.len();
        self.emit_text(self.text(self.at..end, References::None));
        self.at = end;
        State::Plaintext
    }

    /// What stands in `<![CDATA[…]]>`, from behind the second bracket.
    pub(super) fn cdata_section(&mut self) {
        let begin = self.at;
        let closing = memchr_iter(b'>', self.rest())
            .map(|offset| begin + offset)
            .find(|at| self.bytes[begin..*at].ends_with(b"]]"));
        let (end, next) = match closing {
            Some(at) => (at - 2, at + 1),
            None => (self.bytes.len(), self.bytes.len()),
        };
        self.emit_data(begin..end, References::None);
        self.at = next;
    }

    /// Sends text in which a NUL is a token of its own: what becomes of it
    /// depends on where it stands in the tree.
    fn emit_data(&self, range: Range<usize>, references: References) {
        let mut begin = range.start;
        while self.has_nul
            && let Some(offset) = memchr(0, &self.bytes[begin..range.end])
        {
            self.emit_text(self.text(begin..begin + offset, references));
            self.emit(Token::NullCharacterToken);
            begin += offset + 1;
        }
        self.emit_text(self.text(begin..range.end, references));
    }

    fn emit_text(&self, text: StrTendril) {
        if !text.is_empty() {
            self.emit(Token::CharacterTokens(text));
        }
    }

    /// A part of the page with its references replaced, and NUL by U+FFFD.
    pub(super) fn text(&self, range: Range<usize>, references: References) -> StrTendril {
        let Some(first) = self.first_to_replace(range.clone(), references) else {
            return self.slice(range);
        };
        let mut text = StrTendril::with_capacity(range.len() as u32);
        let (mut copied, mut next) = (range.start, Some(first));
        while let Some(at) = next {
            text.push_slice(&self.text[copied..at]);
            copied = self.push_replaced(&mut text, at..range.end, references);
            next = self.first_to_replace(copied..range.end, references);
        }
        text.push_slice(&self.text[copied..range.end]);
        text
    }

    /// The first `&` or NUL that is to be replaced.
    fn first_to_replace(&self, range: Range<usize>, references: References) -> Option<usize> {
        let bytes = &self.bytes[range.clone()];
        let offset = match references {
            References::All(_) if self.has_nul => memchr2(b'&', 0, bytes),
            References::All(_) => memchr(b'&', bytes),
            References::None if self.has_nul => memchr(0, bytes),
            References::None => None,
        };
        offset.map(|offset| range.start + offset)
    }

    /// Adds what the `&` or NUL at the beginning of `range` stands for, and
    /// gives the place behind it.
    fn push_replaced(
        &self,
        text: &mut StrTendril,
        range: Range<usize>,
        references: References,
    ) -> usize {
        let begin = range.start;
        if self.bytes[begin] == 0 {
            text.push_char('\u{FFFD}');
            return begin + 1;
        }
        let found = match references {
            References::All(place) => reference(&self.text[begin + 1..range.end], place),
            References::None => None,
        };
        match found {
            Some(found) => {
                text.push_char(found.first);
                if let Some(second) = found.second {
                    text.push_char(second);
                }
                begin + 1 + found.length
            }
            None => {
                text.push_char('&');
                begin + 1
            }
        }
    }
}

/// Whether a tag's name stands at the beginning of `bytes`, in any case.
pub(super) fn starts_with_name(bytes: &[u8], name: &str) -> bool {
    bytes
        .split_at_checked(name.len())
        .is_some_and(|(start, rest)| {
            start.eq_ignore_ascii_case(name.as_bytes())
                && rest
                    .first()
                    .is_some_and(|byte| is_white_space(*byte) || matches!(byte, b'/' | b'>'))
        })
}
