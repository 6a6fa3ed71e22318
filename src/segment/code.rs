//! Boxes of code: the language that they are in, and what stands in them that
//! is no code.

use html5ever::local_name;

use super::elements;
use crate::block::Tag;
use crate::tree::arena::{Element, NodeId, Tree};

/// The language of a code box: named by itself, by the `code` in it, or by one
/// of the boxes around it, not counting the parts of a table of lines.
pub(super) fn language(tree: &Tree, code_box: NodeId) -> Option<Box<str>> {
    /// Nodes that are looked at for a `code`, and boxes around.
    const MOST_INSIDE: usize = 12;
    const MOST_AROUND: usize = 3;

    let mut inside = tree
        .descendants(code_box)
        .take(MOST_INSIDE)
        .filter_map(|node| tree.element(node));
    let inside = inside.find(|element| element.html_name() == Some(&local_name!("code")));
    let is_part_of_table = |element: &&Element| {
        matches!(
            elements::tag(element),
            Tag::Table | Tag::Tbody | Tag::Tr | Tag::Td
        )
    };
    let around = std::iter::successors(tree.parent(code_box), |node| tree.parent(*node));
    let around = around
        .filter_map(|node| tree.element(node))
        .filter(|element| !is_part_of_table(element))
        .take(MOST_AROUND);
    let own = tree.element(code_box).into_iter().chain(inside);
    own.map(|element| (element, Names::Any))
        .chain(around.map(|element| (element, Names::Known)))
        .find_map(|(element, names)| named(element, names))
        .map(|name| name.to_ascii_lowercase().into())
}

/// Whether a text is the name of a language and nothing else.
pub(super) fn names_language(text: &str) -> bool {
    let is = |list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(text));
    is(LANGUAGES) || is(NONE) || is(&["output", "plain text", "terminal"])
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
    "highlight-text-",
    "highlight-",
    "hl-",
    "mw-highlight-lang-",
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
    "console",
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
    "hcl",
    "html",
    "http",
    "ini",
    "ipython",
    "ipython3",
    "java",
    "javascript",
    "js",
    "jscript",
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
    "plsql",
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
    "svelte",
    "swift",
    "tcl",
    "terraform",
    "tex",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vb",
    "verilog",
    "vhdl",
    "vim",
    "vue",
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
    "undefined",
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
        let values = ["data-lang", "data-language", "data-enlighter-language"].iter();
        values.filter_map(|name| element.attr(name)).find(is_name)
    };
    let classes = || {
        let classes = element.attr("class").unwrap_or_default();
        classes.split_ascii_whitespace().take(MOST_CLASSES)
    };
    let led = || {
        classes().find_map(|class| {
            let name = LEADS.iter().find_map(|lead| strip_lead(class, lead))?;
            // What follows says which lines to mark, or the name of a file.
            name.split(['{', ':', ',', ';']).next().filter(is_name)
        })
    };
    let beside_mark = || {
        // A class of the code itself may say so without a mark.
        const SHORTEST: usize = 3;

        let is_mark = |class: &str| MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(class));
        let shortest = if classes().any(is_mark) {
            1
        } else if names == Names::Any {
            SHORTEST
        } else {
            return None;
        };
        let is_language = |class: &str| LANGUAGES.iter().any(|one| one.eq_ignore_ascii_case(class));
        let mut classes = classes().map(|class| class.trim_end_matches(';'));
        classes.find(|class| class.len() >= shortest && is_language(class))
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
    "CodeMirror-gutter-wrapper",
    "CodeMirror-linenumber",
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
    "line_numbers",
    "line-numbers",
    "line-numbers-wrapper",
    "ln",
    "lnt",
    "lntd",
    "pre-numbering",
    "rouge-gutter",
];

/// Classes of buttons that copy code.
const BUTTONS: &[&str] = &[
    "btn-clipboard",
    "copy",
    "copy-btn",
    "copy-button",
    "copy-code-btn",
    "copybtn",
    "hljs-button",
];

/// Most words of such a button.
const MOST_WORDS: usize = 3;

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
    let may_be_button = || {
        let is_inside = !matches!(elements::tag(element), Tag::Td | Tag::Th | Tag::Pre);
        is_inside
            && texts(tree, node)
                .flat_map(str::split_whitespace)
                .nth(MOST_WORDS)
                .is_none()
    };
    has(LINE_NUMBERS) && holds_only_numbers(tree, node) || has(BUTTONS) && may_be_button()
}

fn holds_only_numbers(tree: &Tree, top: NodeId) -> bool {
    let mut bytes = texts(tree, top).flat_map(str::bytes);
    let mut holds_any = false;
    bytes.all(|byte| {
        holds_any |= byte.is_ascii_digit();
        byte.is_ascii_digit() || byte.is_ascii_whitespace() || byte == b'.'
    }) && holds_any
}

fn texts(tree: &Tree, top: NodeId) -> impl Iterator<Item = &str> {
    /// Nodes that are looked at: a line has a few.
    const MOST: usize = 100_000;
    let below = tree.descendants(top).take(MOST);
    below.filter_map(|node| tree.text(node))
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
            ("<pre class=rust>x</pre>", "rust"),
            ("<pre><code class='language-jsx{1,3}'>x</code></pre>", "jsx"),
            (
                "<pre><div><code class=language-sql>x</code></div></pre>",
                "sql",
            ),
            (
                "<figure class='highlight js'><table><tr><td><pre>x</pre></table></figure>",
                "js",
            ),
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
