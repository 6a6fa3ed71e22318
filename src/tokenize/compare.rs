//! What each of the two tokenizers says of a page, and the tree that follows,
//! so that one can be held to the other.

use std::cell::RefCell;
use std::fmt::Write;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::{Attributes, feed_with, html5ever_tokenizer};
use crate::tree::arena::{NodeId, Tree};
use crate::tree::sink::Sink;

/// What the tree builder was given, and what it made of it.
pub(crate) struct Parsed {
    pub tokens: Vec<String>,
    pub tree: Tree,
}

pub(crate) fn by_ours(html: &str) -> Parsed {
    parsed(|recorder| feed_with(html, Attributes::All, recorder))
}

pub(crate) fn by_html5ever(html: &str) -> Parsed {
    parsed(|recorder| html5ever_tokenizer::feed(html, recorder))
}

fn parsed(feed: impl FnOnce(&Recorder)) -> Parsed {
    let recorder = Recorder {
        seen: RefCell::default(),
        builder: TreeBuilder::new(
            Sink::for_page(0, &crate::limits::Limits::default()),
            TreeBuilderOpts::default(),
        ),
    };
    feed(&recorder);
    Parsed {
        tokens: recorder.seen.into_inner().tokens,
        tree: recorder.builder.sink.finish(),
    }
}

/// Writes each token down on its way to the tree builder.
struct Recorder {
    seen: RefCell<Seen>,
    builder: TreeBuilder<NodeId, Sink>,
}

/// Tokens in the manner of HTML, text in single quotes.
#[derive(Default)]
struct Seen {
    tokens: Vec<String>,
    /// Text that may go on.
    text: String,
}

impl Seen {
    fn add(&mut self, token: &Token) {
        let text = match token {
            Token::CharacterTokens(text) => {
                self.text.push_str(text);
                return;
            }
            Token::NullCharacterToken => "NUL".to_owned(),
            Token::CommentToken(text) => format!("<!--{text}-->"),
            Token::TagToken(tag) => written(tag),
            Token::EOFToken => "END".to_owned(),
            Token::DoctypeToken(doctype) => {
                let mut text = "<!DOCTYPE".to_owned();
                for part in [&doctype.name, &doctype.public_id, &doctype.system_id] {
                    match part {
                        Some(part) => write!(text, " {:?}", &**part).expect("no limit"),
                        None => text.push_str(" -"),
                    }
                }
                text.push_str(if doctype.force_quirks {
                    " quirks>"
                } else {
                    ">"
                });
                text
            }
            Token::ParseError(_) => unreachable!("errors are not forwarded"),
        };
        if !self.text.is_empty() {
            self.tokens.push(format!("'{}'", self.text));
            self.text.clear();
        }
        self.tokens.push(text);
    }
}

fn written(tag: &Tag) -> String {
    let mut text = match tag.kind {
        TagKind::StartTag => format!("<{}", tag.name),
        TagKind::EndTag => format!("</{}", tag.name),
    };
    for attr in &tag.attrs {
        write!(text, " {}={:?}", attr.name.local, &*attr.value).expect("no limit");
    }
    if tag.had_duplicate_attributes {
        text.push_str(" +double");
    }
    text.push_str(if tag.self_closing { "/>" } else { ">" });
    text
}

impl TokenSink for Recorder {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.seen.borrow_mut().add(&token);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
