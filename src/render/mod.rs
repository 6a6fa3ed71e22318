//! The article as text, Markdown and HTML.

use crate::article::Article;

impl Article {
    /// The body as plain text.
    pub fn text(&self) -> String {
        String::new()
    }

    /// The article as Markdown (CommonMark with tables).
    pub fn markdown(&self) -> String {
        String::new()
    }

    /// The article as HTML.
    pub fn html(&self) -> String {
        String::new()
    }

    /// Words (`\w+`) of the body.
    pub fn word_count(&self) -> usize {
        0
    }
}
