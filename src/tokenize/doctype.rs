//! The [DOCTYPE states].
//!
//! [DOCTYPE states]: https://html.spec.whatwg.org/multipage/parsing.html#doctype-state

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token, TokenSink};
use memchr::memchr2;

use super::comments::has_prefix;
use super::names::folded;
use super::text::References;
use super::{Tokenizer, is_white_space};

/// What comes before the `>` of a doctype.
enum Ending {
    Proper,
    /// Something that makes the page one for quirks mode.
    Broken,
    /// Something that is passed over: the [bogus DOCTYPE state].
    ///
    /// [bogus DOCTYPE state]: https://html.spec.whatwg.org/multipage/parsing.html#bogus-doctype-state
    Bogus,
}

impl<S: TokenSink> Tokenizer<'_, S> {
    /// From behind `<!doctype`.
    pub(super) fn doctype(&mut self) {
        let mut doctype = Doctype::default();
        match self.doctype_parts(&mut doctype) {
            Ending::Proper | Ending::Bogus => {}
            Ending::Broken => doctype.force_quirks = true,
        }
        let end = self.find(b'>').unwrap_or(self.bytes.len());
        self.at = self.bytes.len().min(end + 1);
        self.emit(Token::DoctypeToken(doctype));
    }

    fn doctype_parts(&mut self, doctype: &mut Doctype) -> Ending {
        self.skip_white_space();
        doctype.name = self.doctype_name();
        self.skip_white_space();
        let rest = self.rest();
        if doctype.name.is_none() {
            Ending::Broken
        } else if rest.starts_with(b">") {
            Ending::Proper
        } else if has_prefix(rest, b"public") {
            self.at += "public".len();
            self.doctype_public_identifier(doctype)
        } else if has_prefix(rest, b"system") {
            self.at += "system".len();
            self.doctype_system_identifier(doctype)
        } else {
            Ending::Broken
        }
    }

    fn doctype_name(&mut self) -> Option<StrTendril> {
        let begin = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte != b'>' && !is_white_space(byte))
        {
            self.at += 1;
        }
        let name = &self.text[begin..self.at];
        (!name.is_empty()).then(|| StrTendril::from_slice(&folded(name)))
    }

    fn doctype_public_identifier(&mut self, doctype: &mut Doctype) -> Ending {
        self.skip_white_space();
        let Some(quote) = self.quote() else {
            return Ending::Broken;
        };
        let (identifier, is_closed) = self.doctype_identifier(quote);
        doctype.public_id = Some(identifier);
        self.skip_white_space();
        match self.peek() {
            Some(b'>') if is_closed => Ending::Proper,
            Some(b'"' | b'\'') if is_closed => self.doctype_system_identifier(doctype),
            _ => Ending::Broken,
        }
    }

    fn doctype_system_identifier(&mut self, doctype: &mut Doctype) -> Ending {
        self.skip_white_space();
        let Some(quote) = self.quote() else {
            return Ending::Broken;
        };
        let (identifier, is_closed) = self.doctype_identifier(quote);
        doctype.system_id = Some(identifier);
        self.skip_white_space();
        match self.peek() {
            Some(b'>') if is_closed => Ending::Proper,
            Some(_) if is_closed => Ending::Bogus,
            _ => Ending::Broken,
        }
    }

    /// A quotation mark, if one comes next.
    pub(super) fn quote(&mut self) -> Option<u8> {
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''))?;
        self.at += 1;
        Some(quote)
    }

    /// The text up to `quote`, and whether it ends there: `>` ends it too.
    fn doctype_identifier(&mut self, quote: u8) -> (StrTendril, bool) {
        let begin = self.at;
        let end =
            memchr2(quote, b'>', self.rest()).map_or(self.bytes.len(), |offset| begin + offset);
        let is_closed = self.bytes.get(end) == Some(&quote);
        self.at = if is_closed { end + 1 } else { end };
        let identifier = self.text(begin..end, References::None);
        (identifier, is_closed)
    }
}
