//! The [tag open], tag name and attribute states.
//!
//! [tag open]: https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::attributes::Keep;
use super::names::{folded, hash};
use super::references::Place;
use super::text::References;
use super::{State, Tokenizer, is_white_space};

impl<'a, S: TokenSink> Tokenizer<'a, S> {
    /// From a `<` that begins more than text.
    pub(super) fn tag_open(&mut self) -> State {
        match self.bytes.get(self.at + 1) {
            Some(b'!') => {
                self.at += 2;
                self.markup_declaration_open();
                State::Data
            }
            Some(b'/') => self.end_tag_open(),
            Some(b'?') => {
                self.at += 1;
                self.bogus_comment();
                State::Data
            }
            _ => self.tag(TagKind::StartTag),
        }
    }

    fn end_tag_open(&mut self) -> State {
        match self.bytes.get(self.at + 2) {
            Some(letter) if letter.is_ascii_alphabetic() => return self.tag(TagKind::EndTag),
            Some(b'>') => self.at += 3,
            _ => {
                self.at += 2;
                self.bogus_comment();
            }
        }
        State::Data
    }

    /// From the `<` of a tag that has a name. What the end of the page cuts off
    /// is no tag.
    pub(super) fn tag(&mut self, kind: TagKind) -> State {
        self.at += match kind {
            TagKind::StartTag => 1,
            TagKind::EndTag => 2,
        };
        let name = self.name(ENDS_NAME);
        let mut tag = Tag {
            kind,
            name: self.intern(&name),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        if self.attributes(&mut tag).is_none() {
            self.at = self.bytes.len();
            return State::Data;
        }
        if kind == TagKind::StartTag {
            self.last_start_tag = tag.name.clone();
        }
        self.emit(Token::TagToken(tag))
    }

    /// All from behind a tag's name to behind its `>`; nothing if the page ends
    /// before.
    fn attributes(&mut self, tag: &mut Tag) -> Option<()> {
        let keep = self.attributes.of_tag(tag);
        loop {
            self.skip_white_space();
            match self.peek()? {
                b'>' => break,
                b'/' => {
                    self.at += 1;
                    if self.peek()? == b'>' {
                        tag.self_closing = true;
                        break;
                    }
                }
                _ => self.attribute(tag, keep)?,
            }
        }
        self.at += 1;
        Some(())
    }

    fn attribute(&mut self, tag: &mut Tag, keep: Keep) -> Option<()> {
        let name = self.name(ENDS_NAME | IS_EQUALS_SIGN);
        let is_kept = keep.keeps(&name.text) && tag.attrs.len() < self.most_attributes;
        self.skip_white_space();
        let value = if self.peek()? == b'=' {
            self.at += 1;
            self.attribute_value(is_kept)?
        } else {
            StrTendril::new()
        };
        if is_kept {
            let name = self.intern(&name);
            add_attribute(tag, name, value);
        }
        Some(())
    }

    /// From behind the `=`; only read over unless it is kept.
    fn attribute_value(&mut self, is_kept: bool) -> Option<StrTendril> {
        self.skip_white_space();
        let quote = self.quote();
        let begin = self.at;
        let end = match quote {
            Some(quote) => self.find(quote)?,
            None => begin + self.rest().iter().position(|byte| ends_unquoted(*byte))?,
        };
        self.at = end + usize::from(quote.is_some());
        if !is_kept {
            return Some(StrTendril::new());
        }
        Some(self.text(begin..end, References::All(Place::Attribute)))
    }

    /// A name of one character or more, whatever the first is, up to a byte that
    /// is one of `ends`.
    fn name(&mut self, ends: u8) -> Name<'a> {
        let begin = self.at;
        let (mut text_hash, mut met, mut length) = (0, 0, 0);
        for byte in self.rest() {
            let is = BYTES[usize::from(*byte)];
            if is & ends != 0 && length > 0 {
                break;
            }
            length += 1;
            text_hash = hash(text_hash, *byte);
            met |= is;
        }
        self.at += length;
        let text = &self.text[begin..self.at];
        Name {
            text: if met & FOLDED == 0 {
                Cow::Borrowed(text)
            } else {
                folded(text)
            },
            hash: text_hash,
        }
    }

    fn intern(&mut self, name: &Name) -> LocalName {
        self.names.intern(&name.text, name.hash)
    }
}

/// What a byte is to a name, as bits: the end of it, the end of an attribute's,
/// or one that does not stay as it is.
const ENDS_NAME: u8 = 1;
const IS_EQUALS_SIGN: u8 = 2;
const FOLDED: u8 = 4;

/// Those bits by byte.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\x0C' | b' ' | b'/' | b'>' => ENDS_NAME,
            b'=' => IS_EQUALS_SIGN,
            0 | b'A'..=b'Z' => FOLDED,
            _ => 0,
        };
        byte += 1;
    }
    bytes
};

/// A name in lower case, with the hash of how it stands in the page.
struct Name<'a> {
    text: Cow<'a, str>,
    hash: u32,
}

/// Room that is made for the attributes of a tag that has some.
const USUAL_ATTRIBUTES: usize = 4;

/// The first of two attributes of one name counts.
fn add_attribute(tag: &mut Tag, name: LocalName, value: StrTendril) {
    if tag.attrs.iter().any(|known| known.name.local == name) {
        tag.had_duplicate_attributes = true;
        return;
    }
    if tag.attrs.is_empty() {
        tag.attrs = Vec::with_capacity(USUAL_ATTRIBUTES);
    }
    tag.attrs.push(Attribute {
        name: QualName::new(None, ns!(), name),
        value,
    });
}

fn ends_unquoted(byte: u8) -> bool {
    is_white_space(byte) || byte == b'>'
}
