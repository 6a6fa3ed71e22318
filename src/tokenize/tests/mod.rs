//! Our tokenizer and html5ever's say the same, token for token and node for
//! node; and what they say is written down here.

mod attributes;
mod hostile;
mod pages;
mod soups;
mod states;
