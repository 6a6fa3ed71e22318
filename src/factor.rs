//! What weighed most in the score of a block, in words.

use std::fmt;

/// A feature of a block and how it weighed in its score; see
/// [`Extractor::factors`](crate::Extractor::factors). Its `Display` says it in
/// words: "0 % of its words are links".
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Factor {
    /// The feature's name among those of the model, such as `own.link_density`.
    pub feature: String,
    /// Its value for the block, on the model's scale: counts and distances are
    /// logarithms.
    pub value: f32,
    /// By how much it moved the log-odds that the block is body: above 0 it
    /// speaks for that, below against it.
    pub weight: f32,
}

impl Factor {
    pub(crate) fn new(feature: &str, value: f32, weight: f32) -> Self {
        Factor {
            feature: feature.to_owned(),
            value,
            weight,
        }
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (family, rest) = self.feature.split_once('.').unwrap_or(("", &self.feature));
        match family {
            "names" => return named(f, rest, self.value),
            "words" => return spoken(f, rest, self.value),
            "learned" => return write!(f, "names of boxes around it weigh {:+.1}", self.value),
            _ => {}
        }
        // `words_2`: of the second box out, or of the second block on.
        let (stem, which) = match rest.rsplit_once('_') {
            Some((stem, which)) if which.parse::<i32>().is_ok() => (stem, which),
            _ => (rest, ""),
        };
        let is_of = |name: &str| name.split_once('.') == Some((family, stem));
        let phrase = PHRASES.iter().find(|(name, _, _)| is_of(name));
        let Some((_, form, words)) = phrase else {
            return write!(
                f,
                "{family}: {} is {:.2}",
                rest.replace('_', " "),
                self.value
            );
        };
        tell(f, *form, words, self.value)?;
        match (family, which) {
            (_, "") | ("containers", "0") => Ok(()),
            ("containers", "1") => f.write_str(" in its box"),
            ("containers", level) => write!(f, " in the box {level} steps out"),
            (_, "-1") => f.write_str(" in the block before"),
            (_, "+1") => f.write_str(" in the block after"),
            (_, reach) => write!(f, " within {} blocks", reach.trim_start_matches(['+', '-'])),
        }
    }
}

/// How a value is told.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// A logarithm of a count.
    Count,
    /// From 0.0 to 1.0, told in per cent.
    Share,
    /// As it is.
    Number,
    /// Yes or no.
    Flag,
    /// A logarithm of a distance in blocks, below 0 before it.
    Distance,
}

/// By family and stem of a feature's name: how its value is told, and the words.
#[rustfmt::skip]
const PHRASES: &[(&str, Form, &str)] = &[
    ("own.words", Form::Count, "words"),
    ("own.link_density", Form::Share, "of its words are links"),
    ("own.links", Form::Count, "links"),
    ("own.stop_word_share", Form::Share, "of its words are function words"),
    ("own.capital_share", Form::Share, "of its words begin with a capital"),
    ("own.shouted_share", Form::Share, "of its words are in capitals"),
    ("own.digit_share", Form::Share, "of its characters are digits"),
    ("own.word_length", Form::Number, "letters a word"),
    ("own.commas", Form::Count, "commas"),
    ("own.comma_share", Form::Number, "commas a word"),
    ("own.sentence_ends", Form::Count, "ends of sentences"),
    ("own.separators", Form::Count, "signs that part entries"),
    ("own.ends_sentence", Form::Flag, "ends like a sentence"),
    ("own.starts_upper", Form::Flag, "begins with a capital"),
    ("own.starts_linked", Form::Flag, "begins with a link"),
    ("own.ends_linked", Form::Flag, "ends with a link"),
    ("own.time_element", Form::Flag, "holds a time"),
    ("own.copyright", Form::Flag, "speaks of copyright"),
    ("place.rank_share", Form::Share, "of the page's blocks stand before it"),
    ("place.words_before", Form::Count, "words before it"),
    ("place.prose_before", Form::Count, "words of prose before it"),
    ("place.prose_share_before", Form::Share, "of the prose stands before it"),
    ("place.after_first_prose", Form::Distance, "the first prose"),
    ("place.before_last_prose", Form::Distance, "the last prose"),
    ("place.from_title", Form::Distance, "the headline"),
    ("place.from_top_heading", Form::Distance, "the first heading"),
    ("place.copies", Form::Number, "times on the page"),
    ("containers.blocks", Form::Count, "blocks"),
    ("containers.words", Form::Count, "words"),
    ("containers.link_density", Form::Share, "of the words are links"),
    ("containers.page_prose", Form::Share, "of the page's prose stands"),
    ("containers.prose_share", Form::Share, "of the words are prose"),
    ("containers.words_a_block", Form::Count, "words a block"),
    ("containers.headings", Form::Count, "headings"),
    ("containers.sentences", Form::Count, "ends of sentences"),
    ("containers.controls", Form::Count, "buttons"),
    ("containers.alike", Form::Count, "boxes of one shape, counted"),
    ("containers.alike_before", Form::Count, "boxes of one shape before it"),
    ("containers.slug_words", Form::Number, "words an address that it links to"),
    ("stated.text", Form::Number, "of its two ends stand in a text for search engines"),
    ("stated.description", Form::Number, "of its two ends stand in the page's description"),
    ("neighbours.words", Form::Count, "words"),
    ("neighbours.link_density", Form::Share, "of the words are links"),
    ("neighbours.ends_sentence", Form::Flag, "a sentence ends"),
    ("neighbours.words_before", Form::Count, "words before it"),
    ("neighbours.words_after", Form::Count, "words after it"),
    ("neighbours.links_before", Form::Share, "of the words before it are links"),
    ("neighbours.links_after", Form::Share, "of the words after it are links"),
    ("neighbours.prose_before", Form::Count, "words of prose before it"),
    ("neighbours.prose_after", Form::Count, "words of prose after it"),
];

/// A value in the words of its feature.
fn tell(f: &mut fmt::Formatter<'_>, form: Form, words: &str, value: f32) -> fmt::Result {
    // Features of a neighbour that is not there are below 0.
    if value < 0.0 && matches!(form, Form::Count | Form::Share | Form::Flag) {
        return f.write_str("nothing stands");
    }
    match form {
        Form::Count => write!(f, "{:.0} {words}", value.exp2() - 1.0),
        Form::Share => write!(f, "{:.0} % {words}", value * 100.0),
        Form::Number => write!(f, "{value:.1} {words}"),
        Form::Flag if value > 0.0 => f.write_str(words),
        Form::Flag => write!(f, "not so: {words}"),
        Form::Distance if value <= -20.0 => write!(f, "without {words}"),
        Form::Distance => {
            let blocks = value.abs().exp2() - 1.0;
            let side = if value < 0.0 { "before" } else { "after" };
            write!(f, "{blocks:.0} blocks {side} {words}")
        }
    }
}

/// What names of the boxes around a block hint at.
fn named(f: &mut fmt::Formatter<'_>, hint: &str, nearness: f32) -> fmt::Result {
    match nearness {
        n if n >= 4.0 => write!(f, "its own box is named for {hint}"),
        n if n >= 3.0 => write!(f, "the box around its own is named for {hint}"),
        n if n > 0.0 => write!(f, "a box around it is named for {hint}"),
        _ => write!(f, "no box around it is named for {hint}"),
    }
}

/// What the words of a block, or of the heading above it, hint at.
fn spoken(f: &mut fmt::Formatter<'_>, hint: &str, nearness: f32) -> fmt::Result {
    match nearness {
        n if n >= 2.0 => write!(f, "has a word for {hint}"),
        n if n > 0.0 => write!(f, "the heading above has a word for {hint}"),
        _ => write!(f, "has no word for {hint}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features;

    #[test]
    fn a_factor_is_told_in_words() {
        for (feature, value, words) in [
            ("own.link_density", 0.86, "86 % of its words are links"),
            ("own.words", 5.0, "31 words"),
            ("own.ends_sentence", 0.0, "not so: ends like a sentence"),
            (
                "containers.alike_1",
                4.0,
                "15 boxes of one shape, counted in its box",
            ),
            ("containers.words_3", 3.0, "7 words in the box 3 steps out"),
            ("neighbours.words_-1", 2.0, "3 words in the block before"),
            (
                "neighbours.words_+1",
                -1.0,
                "nothing stands in the block after",
            ),
            (
                "neighbours.prose_after_12",
                0.0,
                "0 words of prose after it within 12 blocks",
            ),
            (
                "place.after_first_prose",
                -2.0,
                "3 blocks before the first prose",
            ),
            ("place.from_title", -20.0, "without the headline"),
            (
                "names.share",
                3.0,
                "the box around its own is named for share",
            ),
            ("words.newsletter", 2.0, "has a word for newsletter"),
            ("place.depth", 7.0, "place: depth is 7.00"),
        ] {
            assert_eq!(Factor::new(feature, value, 1.0).to_string(), words);
        }
    }

    #[test]
    fn all_phrases_are_of_features_that_there_are() {
        let names = features::names();
        for (phrase, _, _) in PHRASES {
            assert!(
                names.iter().any(|name| name.starts_with(phrase)),
                "{phrase}"
            );
        }
    }
}
