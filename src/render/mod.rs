//! The article as text, Markdown and HTML.
//!
//! Each renderer chooses marks, never content: its `match` over the elements
//! has no `_` arm, so that a new element fails to compile until rendered.

mod footnotes;
mod html;
mod markdown;
mod options;
mod ranges;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Article, Element, Inline};
pub use options::MarkdownOptions;

/// A word, as the metrics of extraction count them.
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\w+").ok());

impl Article {
    /// The body as plain text: paragraphs parted by a blank line, items of a
    /// list one a line, rows of a table one a line with a tab between cells.
    /// Nothing is wrapped, padded or numbered.
    pub fn text(&self) -> String {
        text::text(&self.body)
    }

    /// By block: the bytes of [`Article::text`] that it is, so that a search
    /// index can show what it found where it stands. None for a block that is
    /// no part of the body, and for one whose text is written otherwise there,
    /// as with formulas that a script would draw.
    ///
    /// ```
    /// let page = bodycopy::extract("<p>It rained all night.<p>Nobody minded.")?;
    /// let text = page.text();
    /// let ranges = page.text_ranges();
    /// assert_eq!(&text[ranges[1].clone().unwrap()], "Nobody minded.");
    /// # Ok::<(), bodycopy::Error>(())
    /// ```
    pub fn text_ranges(&self) -> Vec<Option<Range<usize>>> {
        ranges::of_blocks(self)
    }

    /// The title and the body as Markdown (CommonMark with GitHub's tables),
    /// escaped so that no text of the page becomes markup.
    pub fn markdown(&self) -> String {
        markdown::markdown(self.title.as_ref(), &self.body)
    }

    /// The same without what the options leave out, and with the metadata above
    /// it if they ask for that: see [`MarkdownOptions`].
    pub fn markdown_with(&self, options: &MarkdownOptions) -> String {
        let body = options.kept(&self.body);
        let text = markdown::markdown(self.title.as_ref(), &body);
        if options.has_front_matter() {
            options::front_matter(self) + "\n" + &text
        } else {
            text
        }
    }

    /// The title and the body as HTML of a few plain tags without scripts,
    /// styles or classes: safe to show as it is. Links lead to `http`, `https`
    /// and `mailto` only.
    pub fn html(&self) -> String {
        html::html(self)
    }

    /// Words (`\w+`) of the body, as [`Article::text`] gives it.
    pub fn word_count(&self) -> usize {
        let text = self.text();
        WORD.as_ref()
            .map_or(0, |word| word.find_iter(&text).count())
    }
}

/// The parts of a link: what is a link in them is its text.
fn parts_of_link(parts: &[Inline]) -> Vec<Inline> {
    let part = |part: &Inline| match part {
        Inline::Link { text, .. } | Inline::FootnoteMark { text, .. } => {
            Inline::Text { text: text.clone() }
        }
        part => part.clone(),
    };
    parts.iter().map(part).collect()
}

/// Whether a paragraph of an embed's own body links to it.
fn leads_to(body: &[Element], embed: &str) -> bool {
    let is_link = |piece: &Inline| matches!(piece, Inline::Link { url, .. } if url == embed);
    body.iter().any(|element| match element {
        Element::Paragraph { text } => text.iter().any(is_link),
        _ => false,
    })
}
