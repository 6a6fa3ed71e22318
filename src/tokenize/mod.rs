//! Text to tokens, as the standard's [tokenization stage] says, for html5ever's
//! tree builder or any other [`TokenSink`].
//!
//! # Why it exists
//!
//! html5ever has a tokenizer, made for input that comes in pieces: it takes
//! tags and attributes a character at a time out of a queue of buffers, and
//! behind it no tree can cost less than two thirds of html5ever's own `RcDom`.
//! On 300 saved pages of 71 MB, as shares of that `RcDom`'s time
//! (`cargo bench --features train --bench ratios`):
//!
//! | | html5ever's tokenizer | this one |
//! |---|---|---|
//! | tokens, taken by nobody | 0.65 | 0.13 |
//! | tokens, tree builder, this crate's tree | 0.90 | 0.27 |
//!
//! So the rules of the tree stay html5ever's, and only the reading of tags is
//! ours. It is held to html5ever's tokenizer, token for token and node for node,
//! on hand-written cases for all states, on all pages of the corpora, on a page
//! cut at every place and on random soups; the module `html5ever_tokenizer`
//! names the two habits in which that one leaves the standard.
//!
//! # How
//!
//! The page is there as a whole. So `memchr` finds where text, quoted values,
//! comments and scripts end, what stands between is handed out as a slice of the
//! page, and a name is looked up among those that the page has used before.
//! Which elements hold raw text is for the sink to say, never for a name.
//!
//! # What it leaves out
//!
//! - Parse errors: the sink gets none.
//! - Input in pieces: a page is there as a whole.
//! - Line numbers: every token is said to stand in line 1.
//! - Attributes that nobody reads, if it is told so; see [`Attributes::Read`].
//! - Attributes of a tag behind those that it is told to keep, so that the search
//!   for doubles takes linear time.
//! - Processing instructions, which the standard has learned of late: `<?xml?>`
//!   is a comment, as for html5ever.
//!
//! Files and functions are named after the standard's states where one does what
//! one state does. Most states need no name here: what they remember is a place
//! in the page.
//!
//! [tokenization stage]: https://html.spec.whatwg.org/multipage/parsing.html#tokenization

mod attributes;
mod comments;
#[cfg(any(test, feature = "train"))]
pub(crate) mod compare;
mod doctype;
mod html5ever_tokenizer;
mod names;
mod references;
mod script;
mod tags;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use memchr::memchr;

pub(crate) use attributes::{Attributes, is_permalink, is_read};
use names::Names;

/// Runs the crate on html5ever's own tokenizer, so that all tests can be run
/// on both: `BODYCOPY_HTML5EVER_TOKENIZER=1 cargo test`. A switch for this
/// crate's own checks; no part of its interface.
const BY_HTML5EVER: bool = option_env!("BODYCOPY_HTML5EVER_TOKENIZER").is_some();

/// Feeds all of `html` to `sink`, to the end. Of a tag's attributes that are to
/// be kept, so many are, and one more, which tells the sink that there were more.
pub(crate) fn feed(html: &str, attributes: Attributes, most: usize, sink: &impl TokenSink) {
    if BY_HTML5EVER {
        return html5ever_tokenizer::feed(html, sink);
    }
    let page = preprocessed(html);
    let mut tokenizer = Tokenizer::new(&page, attributes, sink);
    tokenizer.most_attributes = most.saturating_add(1);
    tokenizer.run();
}

/// [`feed`], by the tokenizer of this module whatever the switch says.
#[cfg(any(test, feature = "train"))]
pub(crate) fn feed_with(html: &str, attributes: Attributes, sink: &impl TokenSink) {
    let page = preprocessed(html);
    Tokenizer::new(&page, attributes, sink).run();
}

/// The [input stream]: without the byte order mark, every line end a line feed.
///
/// [input stream]: https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
fn preprocessed(html: &str) -> StrTendril {
    let mut rest = html.strip_prefix('\u{FEFF}').unwrap_or(html);
    let Some(mut end) = memchr(b'\r', rest.as_bytes()) else {
        return StrTendril::from_slice(rest);
    };
    let mut page = StrTendril::new();
    page.reserve(u32::try_from(rest.len()).unwrap_or(u32::MAX));
    loop {
        page.push_slice(&rest[..end]);
        page.push_char('\n');
        rest = &rest[end + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        match memchr(b'\r', rest.as_bytes()) {
            Some(next) => end = next,
            None => break,
        }
    }
    page.push_slice(rest);
    page
}

/// Most attributes of one tag that are kept where nobody says how many.
pub(crate) const MOST_ATTRIBUTES: usize = 256;

/// What is read next: what the sink said last.
enum State {
    Data,
    Raw(RawKind),
    Plaintext,
}

struct Tokenizer<'a, S> {
    /// The page; text and attribute values are slices of it.
    page: &'a StrTendril,
    text: &'a str,
    bytes: &'a [u8],
    /// How far it is read.
    at: usize,
    /// Whether it holds a NUL anywhere: few do, and none is looked for then.
    has_nul: bool,
    attributes: Attributes,
    most_attributes: usize,
    names: Names,
    /// The last start tag's name: its end tag ends raw text.
    last_start_tag: LocalName,
    sink: &'a S,
}

impl<'a, S: TokenSink> Tokenizer<'a, S> {
    fn new(page: &'a StrTendril, attributes: Attributes, sink: &'a S) -> Self {
        let text: &str = page;
        let bytes = text.as_bytes();
        Tokenizer {
            page,
            text,
            bytes,
            at: 0,
            has_nul: memchr(0, bytes).is_some(),
            attributes,
            most_attributes: MOST_ATTRIBUTES,
            names: Names::new(),
            last_start_tag: LocalName::default(),
            sink,
        }
    }

    fn run(mut self) {
        let mut state = State::Data;
        while self.at < self.bytes.len() {
            state = match state {
                State::Data => self.data(),
                State::Raw(kind) => self.raw(kind),
                State::Plaintext => self.plaintext(),
            };
        }
        self.emit(Token::EOFToken);
        self.sink.end();
    }

    /// Sends a token; what the sink says of it is the next state.
    fn emit(&self, token: Token) -> State {
        /// Lines are not counted.
        const LINE: u64 = 1;
        match self.sink.process_token(token, LINE) {
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => State::Data,
            TokenSinkResult::Plaintext => State::Plaintext,
            TokenSinkResult::RawData(kind) => State::Raw(kind),
        }
    }

    /// The byte that is read next.
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// The place of a byte in what is not read yet.
    fn find(&self, byte: u8) -> Option<usize> {
        memchr(byte, self.rest()).map(|offset| self.at + offset)
    }

    fn skip_white_space(&mut self) {
        while self.peek().is_some_and(is_white_space) {
            self.at += 1;
        }
    }

    /// A part of the page as it stands there, not copied. It begins and ends
    /// at an ASCII character or an end of the page.
    fn slice(&self, range: Range<usize>) -> StrTendril {
        self.page.subtendril(range.start as u32, range.len() as u32)
    }
}

/// The standard's white space; a carriage return is none, since it became a
/// line feed, or came by a reference.
fn is_white_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b' ')
}
