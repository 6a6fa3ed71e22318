//! html5ever's own tokenizer in the place of ours: the reference.
//!
//! Two habits of it are no part of the standard, and are kept out, so that both
//! may be held to the same tree:
//!
//! - It sends parse errors as tokens, and the tree builder takes any token for
//!   the one behind a `<pre>`: the line feed in `<pre></>⏎` would be kept.
//! - It leaves out a byte order mark not only at the beginning, but behind each
//!   `</script>` and `<meta charset>`.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Feeds all of `html` to `sink`, to the end.
pub(super) fn feed(html: &str, sink: &impl TokenSink) {
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(WithoutErrors(sink), options);
    let input = BufferQueue::default();
    let html = html.strip_prefix('\u{FEFF}').unwrap_or(html);
    input.push_back(StrTendril::from(html));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
}

struct WithoutErrors<'a, S>(&'a S);

impl<S: TokenSink> TokenSink for WithoutErrors<'_, S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        match token {
            Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.0.process_token(token, line),
        }
    }

    fn end(&self) {
        self.0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
