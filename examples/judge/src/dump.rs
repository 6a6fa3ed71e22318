//! Text dumps of pages with markup, to train and to measure on: two ways that
//! text archives and browsers lose tags. Both are walks of their own over
//! html5ever's tree and know nothing of how the crate cuts a page.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// How a page is dumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dump {
    /// As archives of crawls do: the title, then a line for each block, what a
    /// browser would hide included; nothing else is left of the markup.
    Lines,
    /// As text browsers do: blank lines around paragraphs, bullets, indents,
    /// rows of tables on one line, all wrapped at 72 to 80 columns. The width
    /// and the bullet differ from page to page.
    Rendered,
}

impl Dump {
    /// Both ways.
    pub const ALL: [Dump; 2] = [Dump::Lines, Dump::Rendered];

    /// The text of a page.
    pub fn text(self, html: &str) -> String {
        // Neither way runs scripts, so what stands in `noscript` is shown.
        let mut options = html5ever::ParseOpts::default();
        options.tree_builder.scripting_enabled = false;
        let dom = html5ever::parse_document(RcDom::default(), options).one(html);
        let mut out: Box<dyn Writer> = match self {
            Dump::Lines => Box::new(Lines::default()),
            Dump::Rendered => Box::new(Rendered::new(html.len())),
        };
        walk(&dom.document, &mut *out);
        out.finish()
    }
}

/// What is written as the walk goes on. Elements come with their names.
trait Writer {
    /// Whether the walk goes into an element.
    fn enter(&mut self, name: &str, node: &Handle) -> bool;
    fn leave(&mut self, name: &str);
    fn text(&mut self, text: &str);
    fn finish(&mut self) -> String;
}

enum Step {
    Enter(Handle),
    Leave(Handle),
}

fn walk(document: &Handle, out: &mut dyn Writer) {
    let mut steps = vec![Step::Enter(document.clone())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave(node) => out.leave(name(&node)),
            Step::Enter(node) => {
                match &node.data {
                    NodeData::Text { contents } => out.text(&contents.borrow()),
                    NodeData::Element { .. } if !out.enter(name(&node), &node) => continue,
                    _ => {}
                }
                if let NodeData::Element { .. } = &node.data {
                    steps.push(Step::Leave(node.clone()));
                }
                let children = node.children.borrow();
                steps.extend(
                    children
                        .iter()
                        .rev()
                        .map(|child| Step::Enter(child.clone())),
                );
            }
        }
    }
}

fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attr| &*attr.name.local == wanted)?;
    Some(found.value.to_string())
}

/// Elements without text for a reader.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "textarea"
            | "canvas"
            | "audio"
            | "video"
    )
}

/// Elements that begin on a line of their own.
fn is_block(name: &str) -> bool {
    has_margin(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "div"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "html"
                | "legend"
                | "li"
                | "main"
                | "nav"
                | "option"
                | "search"
                | "section"
                | "summary"
                | "tbody"
                | "tfoot"
                | "thead"
                | "title"
                | "tr"
        )
}

/// Elements with blank lines around them.
fn has_margin(name: &str) -> bool {
    matches!(
        name,
        "blockquote"
            | "dl"
            | "figure"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "ol"
            | "p"
            | "pre"
            | "table"
            | "ul"
    )
}

#[derive(Default)]
struct Lines {
    done: String,
    line: String,
}

impl Lines {
    fn end_line(&mut self) {
        let words: Vec<&str> = self.line.split_whitespace().collect();
        if !words.is_empty() {
            self.done.push_str(&words.join(" "));
            self.done.push('\n');
        }
        self.line.clear();
    }
}

impl Writer for Lines {
    fn enter(&mut self, name: &str, _: &Handle) -> bool {
        if is_silent(name) {
            return false;
        }
        if is_block(name) || matches!(name, "br" | "td" | "th") {
            self.end_line();
        }
        true
    }

    fn leave(&mut self, name: &str) {
        if is_block(name) || matches!(name, "td" | "th") {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        self.line.push_str(text);
    }

    fn finish(&mut self) -> String {
        self.end_line();
        std::mem::take(&mut self.done)
    }
}

struct Rendered {
    done: String,
    /// Words of the paragraph at hand, each with whether a space stands before it.
    line: String,
    width: usize,
    bullet: &'static str,
    indent: usize,
    /// For each list the walk is in, the number of its next item; none without numbers.
    lists: Vec<Option<u32>>,
    /// Elements that the text is kept as it is in.
    verbatim: usize,
    /// Written before the next paragraph.
    mark: Option<String>,
    wants_blank: bool,
}

/// Columns that an item, a quotation or a definition is moved in by.
const STEP: usize = 4;

impl Rendered {
    /// The page's length decides on width and bullet.
    fn new(length: usize) -> Self {
        const BULLETS: [&str; 3] = ["*", "•", "-"];
        Rendered {
            done: String::new(),
            line: String::new(),
            width: 72 + length % 9,
            bullet: BULLETS[length / 9 % 3],
            indent: 0,
            lists: Vec::new(),
            verbatim: 0,
            mark: None,
            wants_blank: false,
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let is_empty = line.trim().is_empty();
        if is_empty {
            return;
        }
        if self.wants_blank && !self.done.is_empty() {
            self.done.push('\n');
        }
        self.wants_blank = false;
        if self.verbatim > 0 {
            for row in line.trim_matches('\n').lines() {
                self.row(row.trim_end());
            }
            return;
        }
        let room = self.width.saturating_sub(self.indent).max(20);
        let mut row = String::new();
        let mut columns = 0;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if columns > 0 && columns + 1 + length > room {
                self.row(&row);
                row.clear();
                columns = 0;
            }
            if columns > 0 {
                row.push(' ');
                columns += 1;
            }
            row.push_str(word);
            columns += length;
        }
        self.row(&row);
    }

    fn row(&mut self, row: &str) {
        let mark = self.mark.take().unwrap_or_default();
        let indent = self.indent.saturating_sub(mark.chars().count());
        self.done.push_str(&" ".repeat(indent));
        self.done.push_str(&mark);
        self.done.push_str(row);
        self.done.push('\n');
    }
}

impl Writer for Rendered {
    fn enter(&mut self, name: &str, node: &Handle) -> bool {
        if is_silent(name) || matches!(name, "head" | "select") || is_hidden(node) {
            return false;
        }
        match name {
            "br" => {
                if self.verbatim > 0 {
                    self.line.push('\n');
                } else {
                    self.end_line();
                }
            }
            "td" | "th" => self.line.push_str("  "),
            _ if is_block(name) => self.end_line(),
            _ => {}
        }
        let is_inner_list = matches!(name, "ul" | "ol") && !self.lists.is_empty();
        self.wants_blank |= has_margin(name) && !is_inner_list;
        match name {
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "li" => {
                self.indent += STEP;
                self.mark = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => format!("{} ", self.bullet),
                });
            }
            "blockquote" | "dd" => self.indent += STEP,
            "pre" => self.verbatim += 1,
            "hr" => {
                self.line = "-".repeat(self.width - 2);
                self.end_line();
                self.wants_blank = true;
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, name: &str) {
        if is_block(name) {
            self.end_line();
        }
        let is_inner_list = matches!(name, "ul" | "ol") && self.lists.len() > 1;
        self.wants_blank |= has_margin(name) && !is_inner_list;
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "li" => {
                self.indent -= STEP;
                self.mark = None;
            }
            "blockquote" | "dd" => self.indent -= STEP,
            "pre" => self.verbatim -= 1,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.line.push_str(text);
    }

    fn finish(&mut self) -> String {
        self.end_line();
        std::mem::take(&mut self.done)
    }
}

/// Whether an element says itself that it is not shown.
fn is_hidden(node: &Handle) -> bool {
    let style = || attribute(node, "style").unwrap_or_default().to_lowercase();
    attribute(node, "hidden").is_some() || {
        let style: String = style().split_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>Rain</title><h1>Rain <b>at</b> last</h1><ul><li>One<li>Two</ul>\
                        <p>It rained<br>all night.<script>x</script><p style='display: none'>Gone";

    #[test]
    fn a_line_a_block() {
        let text = Dump::Lines.text(PAGE);
        assert_eq!(
            text,
            "Rain\nRain at last\nOne\nTwo\nIt rained\nall night.\nGone\n"
        );
    }

    #[test]
    fn as_a_text_browser_sets_it() {
        let bullet = Rendered::new(PAGE.len()).bullet;
        assert_eq!(
            Dump::Rendered.text(PAGE),
            format!("Rain at last\n\n  {bullet} One\n  {bullet} Two\n\nIt rained\nall night.\n")
        );
    }

    #[test]
    fn long_paragraphs_are_wrapped() {
        let text = Dump::Rendered.text(&format!("<p>{}", "word ".repeat(100)));
        assert!(text.lines().count() > 5);
        assert!(text.lines().all(|line| line.len() <= 80));
    }
}
