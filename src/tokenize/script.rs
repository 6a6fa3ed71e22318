//! Where a script ends: the [script data states].
//!
//! A script may hold `<!--`, and in it a `<script` with its `</script`: then it
//! is that inner end tag that does not end it. All characters are kept as they
//! are, so that the states come to nothing but a place.
//!
//! [script data states]: https://html.spec.whatwg.org/multipage/parsing.html#script-data-state

use html5ever::tokenizer::TokenSink;
use memchr::{memchr, memchr2};

use super::Tokenizer;
use super::text::starts_with_name;

enum Escape {
    None,
    /// Behind `<!--`, until `-->`.
    Escaped,
    /// Behind `<!--` and `<script`, until `</script` or `-->`.
    DoubleEscaped,
}

impl<S: TokenSink> Tokenizer<'_, S> {
    /// The place of the end tag that ends the script, or the end of the page.
    pub(super) fn end_of_script(&self) -> usize {
        let mut escape = Escape::None;
        // Where the comment's dashes may begin: those of `<!--` count.
        let mut dashes = self.at;
        let mut at = self.at;
        while let Some(found) = self.next_of_interest(at, &escape) {
            at = found + 1;
            if self.bytes[found] == b'>' {
                if self.bytes[dashes..found].ends_with(b"--") {
                    escape = Escape::None;
                }
                continue;
            }
            let rest = &self.bytes[at..];
            match escape {
                Escape::None if rest.starts_with(b"!--") => {
                    dashes = at + 1;
                    at = dashes + 2;
                    escape = Escape::Escaped;
                }
                Escape::None | Escape::Escaped if self.is_appropriate_end_tag(found) => {
                    return found;
                }
                Escape::None => {}
                Escape::Escaped if starts_with_name(rest, "script") => {
                    escape = Escape::DoubleEscaped;
                    at += "script>".len();
                }
                Escape::Escaped => {}
                Escape::DoubleEscaped => {
                    if rest.starts_with(b"/") && starts_with_name(&rest[1..], "script") {
                        escape = Escape::Escaped;
                        at += "/script>".len();
                    }
                }
            }
        }
        self.bytes.len()
    }

    /// The next `<`, or `>` of a `-->`.
    fn next_of_interest(&self, from: usize, escape: &Escape) -> Option<usize> {
        let rest = &self.bytes[from..];
        let offset = match escape {
            Escape::None => memchr(b'<', rest),
            Escape::Escaped | Escape::DoubleEscaped => memchr2(b'<', b'>', rest),
        };
        offset.map(|offset| from + offset)
    }
}
