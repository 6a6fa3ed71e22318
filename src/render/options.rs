//! What Markdown leaves out, and the front matter above it.

use std::fmt::{Display, Write};

use super::parts_of_link;
use crate::article::{Article, Element, Inline, Value};

/// What [`Article::markdown_with`] writes; by default all that
/// [`Article::markdown`] does, and no front matter.
///
/// ```
/// use bodycopy::MarkdownOptions;
///
/// let page = bodycopy::extract(
///     "<title>Rain</title>
///      <p>It <a href=/a>rained</a> all night over the hills, for the first time since the spring.",
/// )?;
/// let plain = MarkdownOptions::new().links(false).front_matter(true);
/// let text = page.markdown_with(&plain);
/// assert!(text.starts_with("---\ntitle: \"Rain\"\n"));
/// assert!(text.ends_with("It rained all night over the hills, for the first time since the spring.\n"));
/// # Ok::<(), bodycopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MarkdownOptions {
    links: bool,
    images: bool,
    tables: bool,
    front_matter: bool,
}

impl Default for MarkdownOptions {
    fn default() -> Self {
        MarkdownOptions {
            links: true,
            images: true,
            tables: true,
            front_matter: false,
        }
    }
}

impl MarkdownOptions {
    /// The default.
    pub fn new() -> Self {
        MarkdownOptions::default()
    }

    /// Whether links lead somewhere; else their text alone is written, and of
    /// embeds what the page itself has of them: mostly a link is all there is.
    #[must_use]
    pub fn links(mut self, written: bool) -> Self {
        self.links = written;
        self
    }

    /// Whether pictures are shown; their captions always are.
    #[must_use]
    pub fn images(mut self, written: bool) -> Self {
        self.images = written;
        self
    }

    /// Whether tables are written.
    #[must_use]
    pub fn tables(mut self, written: bool) -> Self {
        self.tables = written;
        self
    }

    /// Whether the metadata stands above the text, in YAML between two lines
    /// of `---`: title, subtitle, authors, published, modified, site, section,
    /// language, url, image, description, licence, tags, as far as known.
    #[must_use]
    pub fn front_matter(mut self, written: bool) -> Self {
        self.front_matter = written;
        self
    }

    /// Whether front matter is asked for.
    pub(super) fn has_front_matter(&self) -> bool {
        self.front_matter
    }

    /// The elements without what is not to be written.
    pub(super) fn kept(&self, elements: &[Element]) -> Vec<Element> {
        elements
            .iter()
            .filter(|element| self.keeps(element))
            .map(|element| self.reduced(element))
            .collect()
    }

    fn keeps(&self, element: &Element) -> bool {
        match element {
            Element::Table { .. } => self.tables,
            Element::Embed { body, .. } => self.links || !body.is_empty(),
            _ => true,
        }
    }

    fn reduced(&self, element: &Element) -> Element {
        let mut element = element.clone();
        match &mut element {
            Element::Paragraph { text }
            | Element::Heading { text, .. }
            | Element::Term { text } => self.reduce_inlines(text),
            Element::Figure { image, caption, .. } => {
                if !self.images {
                    *image = None;
                }
                self.reduce_inlines(caption);
            }
            Element::List { items, .. } => {
                items.iter_mut().for_each(|item| *item = self.kept(item));
            }
            Element::Table { rows } => {
                for cell in rows.iter_mut().flatten() {
                    cell.content = self.kept(&cell.content);
                }
            }
            Element::Quote { body, .. }
            | Element::CallOut { body, .. }
            | Element::Post { body, .. }
            | Element::Card { body, .. }
            | Element::Footnote { body, .. } => *body = self.kept(body),
            Element::Embed { body, .. } if self.links => *body = self.kept(body),
            Element::Embed { body, .. } => {
                element = Element::Quote {
                    body: self.kept(body),
                    source: None,
                    url: None,
                    is_pulled: false,
                };
            }
            Element::Code { .. } | Element::Math { .. } | Element::Rule => {}
        }
        element
    }

    /// Links become text, and one with the text beside them.
    fn reduce_inlines(&self, inlines: &mut Vec<Inline>) {
        if self.links {
            return;
        }
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
        let unlinked = inlines.drain(..).flat_map(|piece| match piece {
            Inline::Link { text, parts, .. } if parts.is_empty() => vec![Inline::Text { text }],
            Inline::Link { parts, .. } => parts_of_link(&parts),
            other => vec![other],
        });
        for piece in unlinked {
            match (out.last_mut(), &piece) {
                (Some(Inline::Text { text: last }), Inline::Text { text }) => last.push_str(text),
                _ => out.push(piece),
            }
        }
        *inlines = out;
    }
}

/// The metadata in YAML; every string is quoted.
pub(super) fn front_matter(article: &Article) -> String {
    let mut out = String::from("---\n");
    let mut line = |name: &str, value: Option<&dyn Display>| {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{name}: {}", quoted(&value.to_string()));
        }
    };
    line("title", shown(article.title.as_ref()));
    line("subtitle", shown(article.subtitle.as_ref()));
    line("published", shown(article.published.as_ref()));
    line("modified", shown(article.modified.as_ref()));
    line("site", shown(article.site.as_ref()));
    line("section", shown(article.section.as_ref()));
    line("language", shown(article.language.as_ref()));
    line("url", article.url.as_ref().map(|url| url as &dyn Display));
    line("image", shown(article.image.as_ref()));
    line("description", shown(article.description.as_ref()));
    line("licence", shown(article.licence.as_ref()));
    let authors = article.bylines.iter().map(|author| author.name.as_str());
    push_list("authors", authors, &mut out);
    push_list("tags", article.tags.iter().map(String::as_str), &mut out);
    out.push_str("---\n");
    out
}

fn shown<T: Display>(value: Option<&Value<T>>) -> Option<&dyn Display> {
    value.map(|value| &value.value as &dyn Display)
}

fn push_list<'a>(name: &str, values: impl Iterator<Item = &'a str>, out: &mut String) {
    let values: Vec<String> = values.map(quoted).collect();
    if !values.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name}: [{}]", values.join(", "));
    }
}

/// A string in YAML's double quotes: no sign in it ends it or breaks the line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
