//! Characters that no reader sees and a machine reads: the tag characters,
//! U+E0000 to U+E007F, which spell out ASCII, and those that say where a line
//! may break.

use std::borrow::Cow;

use super::text::is_unspaced;

/// A text without its tag characters, and they by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parted<'t> {
    pub seen: Cow<'t, str>,
    pub unseen: String,
}

/// Parts a text from its tag characters. Those of a flag stay: a black flag and
/// the region that they spell, up to a cancel tag.
pub(crate) fn part(text: &str) -> Parted<'_> {
    let mut parted = Parted {
        seen: Cow::Borrowed(text),
        unseen: String::new(),
    };
    // All of them begin with this byte, and next to nothing else does.
    if memchr::memchr(0xF3, text.as_bytes()).is_none() {
        return parted;
    }
    let mut seen = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let flag = length_of_flag(rest);
        if flag > 0 {
            seen.push_str(&rest[..flag]);
            rest = &rest[flag..];
            continue;
        }
        if is_tag(c) {
            parted.unseen.push(c);
        } else {
            seen.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    parted.seen = Cow::Owned(seen);
    parted
}

/// A text without its tag characters.
pub(crate) fn without(text: &str) -> Cow<'_, str> {
    part(text).seen
}

/// A text without soft hyphens and their like, by which a search for a word
/// would miss it. Scripts without spaces keep those that part their words.
pub(crate) fn without_breaks(text: &str) -> Cow<'_, str> {
    // Most texts hold none of the bytes that these characters begin with.
    if text.is_ascii()
        || memchr::memchr3(0xC2, 0xE2, 0xEF, text.as_bytes()).is_none()
        || !text.contains(is_break)
    {
        return Cow::Borrowed(text);
    }
    let mut before = ' ';
    let mut kept = |c: &char| {
        let is_between_words = *c == '\u{200b}' && is_unspaced(before);
        before = *c;
        !is_break(*c) || is_between_words
    };
    Cow::Owned(text.chars().filter(|c| kept(c)).collect())
}

fn is_break(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_tag(c: char) -> bool {
    ('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// Length in bytes of a flag of a region at the start of a text, else 0.
/// Regions have six letters and digits at most.
fn length_of_flag(text: &str) -> usize {
    const LONGEST: usize = 6;
    let Some(tags) = text.strip_prefix('\u{1f3f4}') else {
        return 0;
    };
    let mut length = '\u{1f3f4}'.len_utf8();
    for (count, c) in tags.chars().enumerate() {
        length += c.len_utf8();
        match c {
            '\u{e007f}' if count >= 3 => return length,
            '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}' if count < LONGEST => {}
            _ => return 0,
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tag_characters_are_parted_from_the_text() {
        let parted = part("Rain\u{e0001}\u{e0048}\u{e0069} at last");
        assert_eq!(parted.seen, "Rain at last");
        assert_eq!(parted.unseen, "\u{e0001}\u{e0048}\u{e0069}");
        assert_eq!(without("no tags, ó"), "no tags, ó");
    }

    #[test]
    fn places_where_a_line_may_break_are_no_part_of_a_word() {
        assert_eq!(without_breaks("Wind\u{ad}mühle\u{feff}"), "Windmühle");
        assert_eq!(
            without_breaks("ฝน\u{200b}ตก, a\u{200b}b"),
            "ฝน\u{200b}ตก, ab"
        );
        assert_eq!(without_breaks("“as it is”"), "“as it is”");
    }

    #[test]
    fn flags_of_regions_stay() {
        let scotland = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
        assert_eq!(without(scotland), scotland);
        let sentence = "\u{1f3f4}\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}\u{e0020}";
        assert_eq!(without(sentence), "\u{1f3f4}");
    }
}
