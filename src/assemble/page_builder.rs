//! Pages by hand, for the tests of assembly.

use crate::block::{
    BlockKind, Container, ContainerId, Detail, ImageId, LinkId, Page, PageImage, Run, Sight, Style,
    Tag, TextBlock,
};
use crate::hints::{Hints, each_word, name_hash};
use crate::verdict::{Reason, Role, Verdict};

/// Builds a page from words: an element's name opens it, `/` closes the
/// innermost, `'text'` is a block there. In a text, `[text](url)` is a link,
/// `*text*` is emphasised, `^text^` is in a `time` element.
#[derive(Default)]
pub(crate) struct Builder {
    page: Page,
    open: Vec<usize>,
    children: Vec<u32>,
}

impl Builder {
    pub fn read(words: &str) -> Page {
        let mut builder = Builder::default();
        // The document itself.
        builder.open("");
        let mut rest = words.trim_start();
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix('\'') {
                let (text, after) = quoted.split_once('\'').expect("a closing quote");
                builder.block(text);
                rest = after.trim_start();
                continue;
            }
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            match word {
                "/" => builder.close(),
                name => builder.open(name),
            }
            rest = after.trim_start();
        }
        while !builder.open.is_empty() {
            builder.close();
        }
        builder.page
    }

    /// `td:2x3` spans two columns and three rows, `ol:5` begins with five,
    /// `pre:rust` holds Rust, `div.card` is of the class, `img:a.jpg` shows it.
    fn open(&mut self, word: &str) {
        let (word, detail) = word.split_once(':').unwrap_or((word, ""));
        let (name, class) = word.split_once('.').unwrap_or((word, ""));
        let nth = self.next_child();
        let first_word = self.page.name_words.len() as u32;
        self.page.name_words.push(name_hash(name.as_bytes()));
        let mut hints = Hints::default();
        each_word(class, |word| {
            hints.add_word(word);
            self.page.name_words.push(word.hash());
        });
        if name == "img" {
            return self.image(detail);
        }
        let tag = tag(name);
        let name = if name == "o" { "o:p" } else { name };
        self.page.containers.push(Container {
            parent: ContainerId(self.open.last().map_or(0, |at| *at as u32)),
            tag,
            name: name.into(),
            nth,
            hints,
            name_words: first_word..self.page.name_words.len() as u32,
            shape: word.bytes().fold(7, |sum, byte| {
                sum.wrapping_mul(31).wrapping_add(u32::from(byte))
            }),
            first_block: self.page.blocks.len() as u32,
            end_block: 0,
            detail: match tag {
                Tag::Td | Tag::Th => {
                    let (columns, rows) = detail.split_once('x').unwrap_or(("1", "1"));
                    Detail::Cell {
                        columns: columns.parse().expect("columns"),
                        rows: rows.parse().expect("rows"),
                    }
                }
                Tag::Ol => Detail::OrderedList {
                    start: detail.parse().unwrap_or(1),
                },
                Tag::Pre => Detail::Code {
                    language: (!detail.is_empty()).then(|| detail.into()),
                },
                _ => Detail::None,
            },
        });
        self.open.push(self.page.containers.len() - 1);
        self.children.push(0);
    }

    fn next_child(&mut self) -> u32 {
        match self.children.last_mut() {
            Some(count) => {
                *count += 1;
                *count
            }
            None => 1,
        }
    }

    fn close(&mut self) {
        let at = self.open.pop().expect("an open element");
        self.children.pop();
        self.page.containers[at].end_block = self.page.blocks.len() as u32;
    }

    /// `a.jpg@40x40` is declared that small.
    fn image(&mut self, detail: &str) {
        let (url, size) = detail.split_once('@').unwrap_or((detail, "0x0"));
        let (width, height) = size.split_once('x').expect("a size");
        self.page.images.push(PageImage {
            url: url.to_owned(),
            alt: "alt text".to_owned(),
            width: width.parse().expect("a width"),
            height: height.parse().expect("a height"),
            medium: None,
        });
        let image = Some(ImageId(self.page.images.len() as u32 - 1));
        self.push(String::new(), Vec::new(), BlockKind::Image, image);
    }

    fn block(&mut self, words: &str) {
        let kind = self.kind();
        let (text, runs) = if kind == BlockKind::Code {
            let end = words.len() as u32;
            let (style, link) = (Style::Plain, None);
            (words.to_owned(), vec![Run { end, style, link }])
        } else {
            self.runs(words)
        };
        self.push(text, runs, kind, None);
    }

    fn push(&mut self, text: String, runs: Vec<Run>, kind: BlockKind, image: Option<ImageId>) {
        let count = |text: &str| text.split_whitespace().count() as u32;
        let mut start = 0;
        let mut linked_words = 0;
        for run in &runs {
            if run.link.is_some() {
                linked_words += count(&text[start..run.end as usize]);
            }
            start = run.end as usize;
        }
        self.page.blocks.push(TextBlock {
            words: count(&text),
            text,
            runs: runs.as_slice().into(),
            kind,
            container: ContainerId(*self.open.last().expect("an open element") as u32),
            sight: Sight::Visible,
            image,
            linked_words,
        });
    }

    fn runs(&mut self, words: &str) -> (String, Vec<Run>) {
        let (mut text, mut runs) = (String::new(), Vec::new());
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let (piece, style, link, after);
            match first {
                '[' => {
                    let (inside, behind) = rest[1..].split_once("](").expect("a link");
                    let (url, behind) = behind.split_once(')').expect("an address");
                    self.page.links.push(url.to_owned());
                    let id = LinkId(self.page.links.len() as u32 - 1);
                    (piece, style, link, after) = (inside, Style::Plain, Some(id), behind);
                }
                '*' | '^' => {
                    let (inside, behind) = rest[1..].split_once(first).expect("a closing mark");
                    let set = if first == '*' {
                        Style::Emphasis
                    } else {
                        Style::Time
                    };
                    (piece, style, link, after) = (inside, set, None, behind);
                }
                _ => {
                    let end = rest.find(['[', '*', '^']).unwrap_or(rest.len());
                    (piece, after) = rest.split_at(end);
                    (style, link) = (Style::Plain, None);
                }
            }
            text.push_str(piece);
            let end = text.len() as u32;
            runs.push(Run { end, style, link });
            rest = after;
        }
        (text, runs)
    }

    fn kind(&self) -> BlockKind {
        let innermost = self.open.last().expect("an open element");
        match self.page.containers[*innermost].tag {
            Tag::H1 => BlockKind::Heading(1),
            Tag::H2 => BlockKind::Heading(2),
            Tag::H3 => BlockKind::Heading(3),
            Tag::Li => BlockKind::ListItem,
            Tag::Dt => BlockKind::Term,
            Tag::Pre => BlockKind::Code,
            Tag::Td | Tag::Th => BlockKind::Cell,
            Tag::Figcaption | Tag::Caption => BlockKind::Caption,
            _ => match self.page.containers[*innermost].name.as_ref() {
                "hr" => BlockKind::Rule,
                _ => BlockKind::Text,
            },
        }
    }
}

/// One verdict of this role for each block.
pub(crate) fn all(page: &Page, role: Role) -> Vec<Verdict> {
    roles(&vec![role; page.blocks.len()])
}

pub(crate) fn roles(roles: &[Role]) -> Vec<Verdict> {
    roles
        .iter()
        .map(|&role| Verdict {
            role,
            score: 0.9,
            reason: Reason::ScoredBody(0.9),
        })
        .collect()
}

fn tag(name: &str) -> Tag {
    match name {
        "html" => Tag::Html,
        "body" => Tag::Body,
        "div" => Tag::Div,
        "section" => Tag::Section,
        "article" => Tag::Article,
        "nav" => Tag::Nav,
        "p" => Tag::P,
        "h1" => Tag::H1,
        "h2" => Tag::H2,
        "h3" => Tag::H3,
        "ul" => Tag::Ul,
        "ol" => Tag::Ol,
        "li" => Tag::Li,
        "dl" => Tag::Dl,
        "dt" => Tag::Dt,
        "dd" => Tag::Dd,
        "blockquote" => Tag::Blockquote,
        "pre" => Tag::Pre,
        "figure" => Tag::Figure,
        "figcaption" => Tag::Figcaption,
        "table" => Tag::Table,
        "caption" => Tag::Caption,
        "thead" => Tag::Thead,
        "tbody" => Tag::Tbody,
        "tr" => Tag::Tr,
        "td" => Tag::Td,
        "th" => Tag::Th,
        _ => Tag::Other,
    }
}
