//! Pages without what their markup says of its parts, to train and to measure
//! on: old pages, pages whose classes a tool made up, and pages that somebody
//! cleaned say as little.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What is taken out of a page's markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bare {
    /// Classes, ids, roles and the attributes of scripts and vocabularies.
    Names,
    /// Those, elements that say what their content is for, metadata and scripts.
    Sections,
}

/// A start tag with its attributes.
static START_TAG: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>"#));

/// Attributes that say what an element is for.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?i)\s(?:class|id|role|rel|item[a-z]+|data-[a-z0-9-]+|aria-[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)"#,
    )
});

/// Elements that say what their content is for.
static SECTIONS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)(</?)(?:article|main|section|nav|aside|header|footer|figure|figcaption)\b")
});

/// What a page tells machines, but for its charset.
static METADATA: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?is)<script\b.*?</script\s*>|<meta\b[^>]*\bcontent\b[^>]*>"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this module")
}

impl Bare {
    /// A page without it, as UTF-8, and with the mark that says so: what it says
    /// of its charset may not be true any more.
    pub fn page(self, html: &str) -> String {
        const MARK: char = '\u{feff}';
        let html = START_TAG.replace_all(html, |tag: &Captures| {
            NAMES.replace_all(&tag[0], "").into_owned()
        });
        match self {
            Bare::Names => format!("{MARK}{html}"),
            Bare::Sections => {
                let html = METADATA.replace_all(&html, "");
                format!("{MARK}{}", SECTIONS.replace_all(&html, "${1}div"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bare;

    const PAGE: &str = "<meta charset=utf-8><meta name=author content=Ann>\
                        <nav class=\"menu a>b\"><a href=/w id='w'>Weather</a></nav>\
                        <main><p CLASS=lede>Rain of class=1 fell.</p></main>\
                        <script>track()</script>";

    #[test]
    fn names_go_and_links_and_text_stay() {
        assert_eq!(
            Bare::Names.page(PAGE),
            "\u{feff}<meta charset=utf-8><meta name=author content=Ann>\
             <nav><a href=/w>Weather</a></nav><main><p>Rain of class=1 fell.</p></main>\
             <script>track()</script>"
        );
    }

    #[test]
    fn sections_become_plain_boxes_and_machines_are_told_nothing() {
        assert_eq!(
            Bare::Sections.page(PAGE),
            "\u{feff}<meta charset=utf-8><div><a href=/w>Weather</a></div>\
             <div><p>Rain of class=1 fell.</p></div>"
        );
    }
}
