//! Text as it stands on the page: white space collapsed, words counted.

use super::unseen_characters;
use crate::block::{
    BlockKind, ContainerId, HiddenBy, ImageId, LinkId, Run, Runs, Sight, Style, TextBlock, pieces,
};

/// What stands between the text so far and the text to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    #[default]
    None,
    /// The end of one inline element and the start of another, and nothing else.
    Seam,
    Space,
    LineBreak,
    /// Two line breaks: what follows is a paragraph of its own.
    Paragraph,
}

/// A block being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    runs: Vec<Run>,
    gap: Gap,
}

impl Draft {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn gap(&self) -> Gap {
        self.gap
    }

    /// Begins anew; the buffers are kept.
    pub fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
        self.gap = Gap::None;
    }

    /// Notes what stands before the next text; of several, the widest counts.
    pub fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// `br`: the second in a row parts paragraphs.
    pub fn line_break(&mut self) {
        self.gap = match self.gap {
            Gap::LineBreak | Gap::Paragraph => Gap::Paragraph,
            _ => Gap::LineBreak,
        };
    }

    /// Adds a page's text, its white space collapsed.
    pub fn collapse(&mut self, text: &str, style: Style, link: Option<LinkId>) {
        let mut rest = text;
        loop {
            let trimmed = rest.trim_start_matches(is_space);
            if trimmed.len() < rest.len() {
                self.widen(Gap::Space);
            }
            if trimmed.is_empty() {
                return;
            }
            let (words, after) = trimmed.split_at(collapsed_length(trimmed));
            self.words(&unseen_characters::without_breaks(words), style, link);
            rest = after;
        }
    }

    /// Adds text whose white space is collapsed already.
    fn words(&mut self, words: &str, style: Style, link: Option<LinkId>) {
        if !self.text.is_empty() {
            match self.gap {
                Gap::None => {}
                Gap::Seam => {
                    if self.seam_parts_words(words) {
                        self.text.push(' ');
                    }
                }
                Gap::Space => self.text.push(' '),
                Gap::LineBreak | Gap::Paragraph => self.text.push('\n'),
            }
            self.close_gap(style, link);
        }
        self.gap = Gap::None;
        self.text.push_str(words);
        self.close_run(style, link);
    }

    /// Adds text as it is.
    pub fn verbatim(&mut self, text: &str, style: Style, link: Option<LinkId>) {
        if matches!(self.gap, Gap::LineBreak | Gap::Paragraph) {
            self.text.push_str(if self.gap == Gap::Paragraph {
                "\n\n"
            } else {
                "\n"
            });
        }
        self.gap = Gap::None;
        self.text.push_str(text);
        self.close_run(style, link);
    }

    /// Bytes of the text so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Ends the line of code being written, if one is.
    pub fn begin_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.end_line();
        }
    }

    /// Adds a line end to code; none stands before the first line.
    pub fn end_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
            if let Some(last) = self.runs.last_mut() {
                last.end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
            }
        }
    }

    /// The space between two runs belongs to the plain one of them; if neither
    /// is, it is one of its own.
    fn close_gap(&mut self, style: Style, link: Option<LinkId>) {
        let is_plain = |style: Style, link: Option<LinkId>| style == Style::Plain && link.is_none();
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        match self.runs.last_mut() {
            Some(last) if last.end == end || last.style == style && last.link == link => {}
            Some(last) if is_plain(last.style, last.link) => last.end = end,
            Some(_) if !is_plain(style, link) => self.close_run(Style::Plain, None),
            _ => {}
        }
    }

    fn close_run(&mut self, style: Style, link: Option<LinkId>) {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        // Two formulas side by side are not one.
        let may_grow = !matches!(style, Style::Math | Style::DisplayMath);
        match self.runs.last_mut() {
            Some(last) if last.style == style && last.link == link && may_grow => last.end = end,
            _ => self.runs.push(Run { end, style, link }),
        }
    }

    /// Whether `<x>one</x><x>two</x>` are two words. They are on menus and
    /// labels; they are one where an editor cut a word, or set its first
    /// letter apart as a drop cap.
    fn seam_parts_words(&self, next: &str) -> bool {
        let Some(first) = next.chars().next() else {
            return false;
        };
        let mut back = self.text.chars().rev();
        let Some(last) = back.next() else {
            return false;
        };
        if !first.is_alphanumeric() || !last.is_alphanumeric() {
            return false;
        }
        let single_letter = !back.next().is_some_and(char::is_alphanumeric);
        !(single_letter && first.is_lowercase() || last.is_lowercase() && first.is_lowercase())
    }

    /// The finished block, none if there is nothing to read in it; a new one
    /// begins. Words of scripts and their like are not counted.
    ///
    /// The block gets copies of its exact size, so that the buffers which the
    /// text grew in serve the next block, too; see [`Draft::take_text`].
    pub fn finish(
        &mut self,
        kind: BlockKind,
        container: ContainerId,
        sight: Sight,
    ) -> Option<TextBlock> {
        if self.text.chars().all(is_space) {
            self.clear();
            return None;
        }
        let is_read = sight != Sight::Hidden(HiddenBy::Element);
        let (words, linked_words) = if is_read { self.count_words() } else { (0, 0) };
        let block = TextBlock {
            text: self.take_text(),
            runs: self.runs.as_slice().into(),
            kind,
            container,
            sight,
            image: None,
            words,
            linked_words,
        };
        self.clear();
        Some(block)
    }

    /// A copy of the text, or the text itself where that is long and fills its
    /// buffer, as that of a script does, which comes in one piece.
    fn take_text(&mut self) -> String {
        const LONG: usize = 1024;
        let spare = self.text.capacity() - self.text.len();
        if self.text.len() >= LONG && spare <= self.text.len() / 8 {
            std::mem::take(&mut self.text)
        } else {
            self.text.clone()
        }
    }

    /// Its words, and those of them that begin in a link.
    fn count_words(&self) -> (u32, u32) {
        let (mut words, mut linked) = (0, 0);
        for (piece, run) in pieces(&self.text, &self.runs) {
            let count = word_count(piece);
            words += count;
            if run.link.is_some() {
                linked += count;
            }
        }
        (words, linked)
    }
}

/// A block without text that shows a picture or a line.
pub(super) fn empty_block(
    kind: BlockKind,
    container: ContainerId,
    sight: Sight,
    image: Option<ImageId>,
) -> TextBlock {
    TextBlock {
        text: String::new(),
        runs: Runs::from([].as_slice()),
        kind,
        container,
        sight,
        image,
        words: 0,
        linked_words: 0,
    }
}

/// White space that collapses, no-break space among it: editors strew it
/// where nobody means it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c' | '\u{a0}')
}

/// How many bytes a text begins with, of words with single spaces between
/// them: mostly all of it.
fn collapsed_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize| {
        let is_single = bytes[at] == b' ' && bytes.get(at + 1).is_some_and(|b| !may_be_space(*b));
        may_be_space(bytes[at]) && !is_single && text[at..].starts_with(is_space)
    };
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk() {
        if may_hold_end(chunk)
            && let Some(end) = (at..at + CHUNK).find(|at| ends(*at))
        {
            return end;
        }
        at += CHUNK;
    }
    (at..bytes.len())
        .find(|at| ends(*at))
        .unwrap_or(bytes.len())
}

/// Whether more than single spaces may stand in a chunk, of which the last
/// byte is the one behind it. The operators do not branch, so that all bytes
/// are compared at once.
fn may_hold_end(chunk: &[u8; CHUNK + 1]) -> bool {
    let pairs = chunk.iter().zip(&chunk[1..]);
    pairs.fold(false, |found, (byte, next)| {
        found | (may_be_space(*byte) & ((*byte != b' ') | may_be_space(*next)))
    })
}

/// Whether white space that collapses may begin with a byte. The first byte of
/// a no-break space begins other characters, too.
fn may_be_space(byte: u8) -> bool {
    (byte <= b' ') | (byte == 0xc2)
}

/// Bytes that are looked at together: as many as a vector of every processor
/// holds.
const CHUNK: usize = 16;

/// Words of a text. Scripts that put no spaces between words count two
/// characters as one word.
pub(crate) fn word_count(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut words, mut unspaced) = (0_u32, 0_u32);
    let mut in_word = false;
    let mut at = 0;
    while at < bytes.len() {
        if let Some(chunk) = bytes[at..].first_chunk()
            && chunk.is_ascii()
        {
            let begun;
            (begun, in_word) = words_begun(chunk, in_word);
            words += begun;
            at += CHUNK;
            continue;
        }
        let end = bytes.len().min(at + CHUNK);
        while at < end {
            let byte = bytes[at];
            // Most bytes are ASCII: they need no decoding.
            if byte.is_ascii() {
                let letter = is_of_word(byte);
                words += u32::from(letter & !in_word);
                in_word = letter;
                at += 1;
                continue;
            }
            let c = text[at..].chars().next().unwrap_or(' ');
            at += c.len_utf8();
            if is_unspaced(c) {
                unspaced += 1;
                in_word = false;
            } else {
                let letter = c.is_alphanumeric() || (in_word && matches!(c, '’' | '\u{ad}'));
                words += u32::from(letter && !in_word);
                in_word = letter;
            }
        }
    }
    words + unspaced.div_ceil(2)
}

/// How many words begin in a chunk of ASCII, and whether it ends in a word,
/// given whether the text before it does. Written without branches, so that
/// all bytes are compared at once.
fn words_begun(chunk: &[u8; CHUNK], in_word: bool) -> (u32, bool) {
    let of_word = chunk.map(|byte| u8::from(is_of_word(byte)));
    let mut before = [u8::from(in_word); CHUNK];
    before[1..].copy_from_slice(&of_word[..CHUNK - 1]);
    let pairs = of_word.iter().zip(&before);
    let begun: u8 = pairs.map(|(this, before)| this & !before).sum();
    (begun.into(), of_word[CHUNK - 1] == 1)
}

/// Whether a byte is an ASCII letter, a digit or `_`.
fn is_of_word(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    is_letter | is_digit | (byte == b'_')
}

/// Letters of scripts that are written without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collapsed(text: &str) -> String {
        let mut draft = Draft::default();
        draft.collapse(text, Style::Plain, None);
        draft.text
    }

    #[test]
    fn white_space_collapses_and_ends_are_bare() {
        assert_eq!(collapsed("  one \n\t two\u{a0}three "), "one two three");
        assert_eq!(collapsed(" \u{a0} "), "");
        let long = "As long as two chunks, or three: é, « and »";
        assert_eq!(collapsed(long), long);
        assert_eq!(collapsed(&long.replace(' ', "  ")), long);
        assert_eq!(collapsed(&long.replace(' ', " \n")), long);
    }

    #[test]
    fn unspaced_scripts_count_two_characters_a_word() {
        assert_eq!(word_count("two words"), 2);
        assert_eq!(word_count("図書室の時計"), 3);
        assert_eq!(word_count("don't e-mail"), 4);
        assert_eq!(word_count("über größe"), 2);
        assert_eq!(
            word_count("one_two, three. Four five six’s über, eight nine ten"),
            9
        );
        assert_eq!(word_count(" – "), 0);
    }
}
