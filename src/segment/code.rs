//! Boxes of code: the language that they are in, and what stands in them that
//! is no code.

use html5ever::local_name;

use crate::tree::arena::{Data, Element, NodeId, Tree};

/// The language of a `pre`: named by itself, by the `code` in it, or by one of
/// the two boxes around it.
pub(super) fn language(tree: &Tree, pre: NodeId) -> Option<Box<str>> {
    let mut children = tree.children(pre).filter_map(|node| tree.element(node));
    let inside = children.find(|element| element.html_name() == Some(&local_name!("code")));
    let around = std::iter::successors(tree.parent(pre), |node| tree.parent(*node));
    let around = around.take(2).filter_map(|node| tree.element(node));
    let own = tree.element(pre).into_iter().chain(inside);
    own.map(|element| (element, Names::Any))
        .chain(around.map(|element| (element, Names::Known)))
        .find_map(|(element, names)| named(element, names))
        .map(|name| name.to_ascii_lowercase().into())
}

/// Which names are taken for those of languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Any,
    /// Boxes around code have names for much else: `lang-en`.
    Known,
}

/// What comes before the name of a language in a class: as the HTML standard
/// has it, and as the common highlighters do.
const LEADS: &[&str] = &[
    "language-",
    "lang-",
    "highlight-source-",
    "highlight-",
    "brush:",
    "src-",
];

/// Classes beside which the name of a language stands by itself.
const MARKS: &[&str] = &[
    "sourcecode",
    "highlight",
    "hljs",
    "chroma",
    "codehilite",
    "prettyprint",
    "code",
    "src",
    "brush:",
];

/// Languages whose names need no lead.
const LANGUAGES: &[&str] = &[
    "asm",
    "awk",
    "bash",
    "basic",
    "c",
    "c#",
    "c++",
    "clojure",
    "cmake",
    "cpp",
    "cs",
    "csharp",
    "css",
    "cuda",
    "d",
    "dart",
    "diff",
    "dockerfile",
    "elixir",
    "elm",
    "erlang",
    "fortran",
    "fsharp",
    "go",
    "golang",
    "graphql",
    "groovy",
    "haskell",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsx",
    "julia",
    "kotlin",
    "latex",
    "lisp",
    "lua",
    "makefile",
    "markdown",
    "matlab",
    "nginx",
    "objc",
    "objective-c",
    "objectivec",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "powershell",
    "prolog",
    "protobuf",
    "puppet",
    "python",
    "python2",
    "python3",
    "r",
    "ruby",
    "rust",
    "sass",
    "scala",
    "scheme",
    "scss",
    "sh",
    "shell",
    "sql",
    "swift",
    "tcl",
    "tex",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vb",
    "verilog",
    "vhdl",
    "vim",
    "xml",
    "yaml",
    "yml",
    "zig",
];

/// Names that say that there is no language.
const NONE: &[&str] = &[
    "auto",
    "default",
    "nohighlight",
    "none",
    "plain",
    "plaintext",
    "text",
    "txt",
];

fn named(element: &Element, names: Names) -> Option<&str> {
    let is_name = |name: &&str| {
        let is = |list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(name));
        match names {
            Names::Any => !name.is_empty() && !is(NONE),
            Names::Known => is(LANGUAGES),
        }
    };
    let attribute = || {
        let values = ["data-lang", "data-language"].iter();
        values.filter_map(|name| element.attr(name)).find(is_name)
    };
    let classes = || {
        let classes = element.attr("class").unwrap_or_default();
        classes.split_ascii_whitespace().take(MOST_CLASSES)
    };
    let led = || {
        classes().find_map(|class| {
            let name = LEADS.iter().find_map(|lead| strip_lead(class, lead))?;
            Some(name.trim_end_matches(';')).filter(is_name)
        })
    };
    let beside_mark = || {
        let is_mark = |class: &str| MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(class));
        if !classes().any(is_mark) {
            return None;
        }
        let is_language = |class: &str| LANGUAGES.iter().any(|one| one.eq_ignore_ascii_case(class));
        let mut classes = classes().map(|class| class.trim_end_matches(';'));
        classes.find(|class| is_language(class))
    };
    attribute().or_else(led).or_else(beside_mark)
}

/// Classes of an element that are looked at.
const MOST_CLASSES: usize = 16;

fn strip_lead<'c>(class: &'c str, lead: &str) -> Option<&'c str> {
    let (start, name) = class.split_at_checked(lead.len())?;
    start.eq_ignore_ascii_case(lead).then_some(name)
}

/// Classes of line numbers, as the common highlighters set them.
const LINE_NUMBERS: &[&str] = &[
    "blob-num",
    "crayon-nums",
    "gl",
    "gutter",
    "hljs-ln-numbers",
    "line-number",
    "line-numbers-rows",
    "linenos",
    "lineno",
    "linenumber",
    "linenumbers",
    "ln",
    "lnt",
    "lntd",
    "rouge-gutter",
];

/// Classes of buttons that copy code.
const BUTTONS: &[&str] = &[
    "btn-clipboard",
    "copy",
    "copy-btn",
    "copy-button",
    "copybtn",
];

/// Whether an element beside code or in it is no code: line numbers, or a
/// button that copies it. Classes alone do not say so: `gutter` is a class of
/// page layouts, too.
pub(super) fn is_beside_code(tree: &Tree, node: NodeId, element: &Element) -> bool {
    if element.html_name() == Some(&local_name!("button")) {
        return true;
    }
    let Some(classes) = element.attr("class") else {
        return false;
    };
    let has = |list: &[&str]| {
        let mut classes = classes.split_ascii_whitespace().take(MOST_CLASSES);
        classes.any(|class| list.contains(&class))
    };
    has(LINE_NUMBERS) && holds_only_numbers(tree, node) || has(BUTTONS)
}

fn holds_only_numbers(tree: &Tree, top: NodeId) -> bool {
    /// Nodes that are looked at: a line has a few.
    const MOST: usize = 100_000;
    let texts = tree
        .descendants(top)
        .take(MOST)
        .filter_map(|node| match tree.data(node) {
            Data::Text(text) => Some(text),
            _ => None,
        });
    texts
        .flat_map(|text| text.bytes())
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::tree::arena::ROOT;
    use crate::tree::parse;

    fn language_in(html: &str) -> Option<String> {
        let tree = parse::document(html, &Limits::default());
        let is_pre = |node: &NodeId| {
            let element = tree.element(*node);
            element.is_some_and(|element| element.html_name() == Some(&local_name!("pre")))
        };
        let pre = tree.descendants(ROOT).find(is_pre).expect("a pre");
        language(&tree, pre).map(Into::into)
    }

    #[test]
    fn highlighters_name_the_language_in_their_ways() {
        for (html, expected) in [
            ("<pre class=language-rust>x</pre>", "rust"),
            ("<pre><code class='hljs language-js'>x</code></pre>", "js"),
            ("<pre><code class='lang-C++'>x</code></pre>", "c++"),
            (
                "<div class=highlight-python3><div class=highlight><pre>x</pre></div></div>",
                "python3",
            ),
            (
                "<div class='highlight highlight-source-shell'><pre>x</pre></div>",
                "shell",
            ),
            (
                "<figure class='highlight ruby'><pre>x</pre></figure>",
                "ruby",
            ),
            (
                "<pre class='sourceCode haskell'><code>x</code></pre>",
                "haskell",
            ),
            ("<pre class='brush: php; toolbar: false'>x</pre>", "php"),
            ("<pre class='brush:sql;'>x</pre>", "sql"),
            ("<pre class='src src-emacs-lisp'>x</pre>", "emacs-lisp"),
            ("<pre data-lang=Go>x</pre>", "go"),
        ] {
            assert_eq!(language_in(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn other_names_are_no_languages() {
        for html in [
            "<pre>x</pre>",
            "<pre class=wp-block-code>x</pre>",
            "<pre><code class=language-plaintext>x</code></pre>",
            "<div class='lang-en'><pre>x</pre></div>",
            "<div class='highlight-default notranslate'><pre>x</pre></div>",
            "<div class='highlight box'><pre>x</pre></div>",
        ] {
            assert_eq!(language_in(html), None, "{html}");
        }
    }
}
