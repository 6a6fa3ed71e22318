//! A sheet of text for people: styled words, wrapped into lines, with margins.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Words that step back.
pub const FAINT: Style = Style::new().dimmed();
/// Words that stand out.
pub const BOLD: Style = Style::new().bold();

/// Widest margin: what is nested deeper starts where this ends.
const MARGIN: usize = 40;
/// Narrowest column of text, whatever the margin and the terminal.
const NARROWEST: usize = 16;

/// How a sheet looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns to a line; without, lines are as long as they happen to be.
    pub width: Option<usize>,
    /// Whether styles are shown.
    pub colour: bool,
}

impl Look {
    /// Columns for what cannot do without a width, such as tables.
    pub fn columns(self) -> usize {
        self.width.unwrap_or(100)
    }
}

/// A stretch of text in one style. A line feed in it breaks the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub style: Style,
}

/// Text in one style.
pub fn span(text: impl Into<String>, style: Style) -> Span {
    Span {
        text: text.into(),
        style,
    }
}

/// What stands before the first and before each further line of a text.
#[derive(Debug, Clone, Default)]
pub struct Margin {
    first: String,
    rest: String,
}

impl Margin {
    /// A margin inside this one. `first` and `rest` are equally wide.
    pub fn inside(&self, first: &str, rest: &str) -> Margin {
        if self.rest.width() >= MARGIN {
            return self.clone();
        }
        Margin {
            first: format!("{}{first}", self.first),
            rest: format!("{}{rest}", self.rest),
        }
    }

    /// The margin of what comes below the first text in it.
    pub fn below(&self) -> Margin {
        Margin {
            first: self.rest.clone(),
            rest: self.rest.clone(),
        }
    }
}

/// What has been laid out so far.
pub struct Sheet {
    pub look: Look,
    out: String,
}

impl Sheet {
    pub fn new(look: Look) -> Self {
        Sheet {
            look,
            out: String::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    pub fn into_text(self) -> String {
        self.out
    }

    /// Columns left for text beside a margin; none where lines are not wrapped.
    pub fn room(&self, margin: &Margin) -> Option<usize> {
        let width = self.look.width?;
        Some(width.saturating_sub(margin.rest.width()).max(NARROWEST))
    }

    /// Adds a text, wrapped. Nothing if it holds no word.
    pub fn text(&mut self, spans: &[Span], margin: &Margin) {
        let lines = wrap(spans, self.room(margin).unwrap_or(usize::MAX));
        self.lines(&lines, margin);
    }

    /// Adds lines as they are.
    pub fn lines(&mut self, lines: &[Line], margin: &Margin) {
        let mut before = &margin.first;
        for line in lines {
            let blank = line.pieces.is_empty();
            let before_text = if blank { before.trim_end() } else { before };
            let before_text = before_text.to_owned();
            self.piece(&before_text, FAINT);
            for piece in &line.pieces {
                self.piece(&piece.text, piece.style);
            }
            self.out.push('\n');
            before = &margin.rest;
        }
    }

    /// Adds an empty line, or a line that shows the margin's bars only.
    pub fn blank(&mut self, margin: &Margin) {
        self.lines(&[Line::default()], &margin.below());
    }

    fn piece(&mut self, text: &str, style: Style) {
        // Blanks need no colour, and a diff likes them plain.
        if !self.look.colour || text.trim().is_empty() {
            self.out.push_str(text);
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(self.out, "{style}{text}{style:#}");
        }
    }
}

/// A line of text that fits its column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    pub pieces: Vec<Span>,
    pub width: usize,
}

impl Line {
    /// Adds text, to the last piece if the style is the same.
    pub fn push(&mut self, text: &str, style: Style) {
        self.width += text.width();
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.pieces.push(span(text, style)),
        }
    }
}

/// What cannot be broken: a word, or one character of a script that breaks
/// anywhere. Its letters may be in more than one style.
#[derive(Debug, Default)]
struct Word {
    pieces: Vec<Span>,
    width: usize,
    /// Whether white space stands before it.
    spaced: bool,
}

/// Breaks text into lines at most `width` columns wide, each as full as it
/// gets; white space is folded. Wide characters (Chinese, Japanese, Korean)
/// break anywhere, save that closing marks never begin a line and opening
/// marks never end one. Longer words than a line are cut.
pub fn wrap(spans: &[Span], width: usize) -> Vec<Line> {
    let mut lines = Lines {
        width: width.max(2),
        done: Vec::new(),
        open: Line::default(),
    };
    let mut word = Word::default();
    let mut last = ' ';
    for Span { text, style } in spans {
        for c in text.chars() {
            if c == '\n' {
                lines.add(std::mem::take(&mut word));
                lines.end_line();
                last = ' ';
                continue;
            }
            if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                lines.add(std::mem::take(&mut word));
                word.spaced = true;
                last = ' ';
                continue;
            }
            // Pages may hold escape sequences; none may reach the terminal.
            if c.is_control() {
                continue;
            }
            if breaks_between(last, c) {
                lines.add(std::mem::take(&mut word));
            }
            word.push(c, *style);
            last = c;
        }
    }
    lines.add(word);
    lines.end_line();
    while lines.done.last().is_some_and(|line| line.pieces.is_empty()) {
        lines.done.pop();
    }
    lines.done
}

impl Word {
    fn push(&mut self, c: char, style: Style) {
        self.width += c.width().unwrap_or(0);
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push(c),
            _ => self.pieces.push(span(c, style)),
        }
    }
}

struct Lines {
    width: usize,
    done: Vec<Line>,
    open: Line,
}

impl Lines {
    fn add(&mut self, word: Word) {
        if word.pieces.is_empty() {
            return;
        }
        let at_start = self.open.pieces.is_empty();
        let gap = usize::from(word.spaced && !at_start);
        if !at_start && self.open.width + gap + word.width > self.width {
            self.end_line();
        } else if gap == 1 {
            // A gap between two words of one style is in that style, so that
            // the underline of a link runs through.
            let before = self.open.pieces.last().map(|piece| piece.style);
            let after = word.pieces[0].style;
            let style = if before == Some(after) {
                after
            } else {
                Style::new()
            };
            self.open.push(" ", style);
        }
        for piece in &word.pieces {
            if word.width <= self.width {
                self.open.push(&piece.text, piece.style);
            } else {
                self.cut(piece);
            }
        }
    }

    /// Adds what is longer than a line, character by character.
    fn cut(&mut self, piece: &Span) {
        for c in piece.text.chars() {
            if self.open.width + c.width().unwrap_or(0) > self.width {
                self.end_line();
            }
            self.open.push(c.encode_utf8(&mut [0; 4]), piece.style);
        }
    }

    fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.open));
    }
}

fn breaks_between(before: char, after: char) -> bool {
    const OPENING: &str = "「『（［｛〈《【〔“‘([{";
    const CLOSING: &str =
        "、。，．・：；？！」』）］｝〉》】〕”’)]}.,:;?!ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…";
    let wide = |c: char| c.width() == Some(2);
    (wide(before) || wide(after))
        && before != ' '
        && after.width() != Some(0)
        && !OPENING.contains(before)
        && !CLOSING.contains(after)
}

/// The beginning of a text that fits into so many columns; an ellipsis shows
/// that it goes on.
pub fn shortened(text: &str, width: usize) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.width() <= width {
        return folded;
    }
    let mut out = String::new();
    let mut used = 1;
    for c in folded.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}
