//! The metrics, as the corpora's README defines them: word F1, shingle F1,
//! snippets, and agreement of title, authors and date. Text in, counts out.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

/// Words of a shingle.
const SHINGLE: usize = 4;

/// Words that join the names of authors and belong to none.
const JOINING_WORDS: [&str; 6] = ["and", "und", "et", "y", "e", "by"];

/// `\w+` as Python's `re` reads it, in which the benchmarks are written:
/// letters, numbers and `_`. The `\w` of [`regex`] takes in combining marks as well.
static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("the pattern is a constant"));

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<&str> {
    WORD.find_iter(text).map(|word| word.as_str()).collect()
}

/// Where the words of a text stand, in order.
pub fn word_ranges(text: &str) -> Vec<Range<usize>> {
    WORD.find_iter(text).map(|word| word.range()).collect()
}

/// White space folded to single spaces, none at the ends.
pub fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Case folded as Unicode does it, near enough: by way of capitals, so that
/// "Straße" and "STRASSE" are the same.
fn fold_case(text: &str) -> String {
    text.to_uppercase().to_lowercase()
}

/// How far an answer, as a multiset, meets the truth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// Pieces of both.
    pub hits: u64,
    /// Pieces of the answer alone.
    pub extra: u64,
    /// Pieces of the truth alone.
    pub missed: u64,
}

impl Overlap {
    fn of<T: Hash + Eq>(truth: &[T], answer: &[T]) -> Overlap {
        let mut counts: HashMap<&T, u64> = HashMap::with_capacity(truth.len());
        for piece in truth {
            *counts.entry(piece).or_default() += 1;
        }
        let mut hits = 0;
        for piece in answer {
            if let Some(left) = counts.get_mut(piece).filter(|left| **left > 0) {
                *left -= 1;
                hits += 1;
            }
        }
        Overlap {
            hits,
            extra: answer.len() as u64 - hits,
            missed: truth.len() as u64 - hits,
        }
    }

    /// Share of the answer that is true; `None` for an empty answer.
    pub fn precision(&self) -> Option<f64> {
        share(self.hits, self.hits + self.extra)
    }

    /// Share of the truth that was answered; `None` for an empty truth.
    pub fn recall(&self) -> Option<f64> {
        share(self.hits, self.hits + self.missed)
    }

    /// The harmonic mean of both: 1 where truth and answer are empty, 0 where
    /// only one of them is.
    pub fn f1(&self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.extra + self.missed).unwrap_or(1.0)
    }
}

/// Overlap of the lower-cased words.
pub fn word_overlap(truth: &str, answer: &str) -> Overlap {
    let (truth, answer) = (truth.to_lowercase(), answer.to_lowercase());
    Overlap::of(&words(&truth), &words(&answer))
}

/// Overlap of the shingles of four words, case kept; a text of fewer words is
/// one shorter shingle.
pub fn shingle_overlap(truth: &str, answer: &str) -> Overlap {
    let (truth, answer) = (words(truth), words(answer));
    Overlap::of(&shingles(&truth), &shingles(&answer))
}

fn shingles<'a, 't>(words: &'a [&'t str]) -> Vec<&'a [&'t str]> {
    match words.len() {
        0 => Vec::new(),
        1..SHINGLE => vec![words],
        _ => words.windows(SHINGLE).collect(),
    }
}

/// Whether the word sequences are equal, case kept.
pub fn same_words(truth: &str, answer: &str) -> bool {
    words(truth) == words(answer)
}

/// The harmonic mean of a precision and a recall.
pub fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 {
        0.0
    } else {
        2.0 * precision * recall / (precision + recall)
    }
}

/// What became of the snippets of a page, or of many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippets {
    /// `with` snippets in the answer.
    pub found: u64,
    /// `with` snippets that are not.
    pub missing: u64,
    /// `without` snippets in the answer.
    pub unwanted: u64,
    /// `without` snippets that are not.
    pub avoided: u64,
}

impl Snippets {
    /// Looks each snippet up in the answer, letter for letter.
    pub fn of(with: &[String], without: &[String], answer: &str) -> Snippets {
        let among = |snippets: &[String]| {
            let found = snippets.iter().filter(|snippet| answer.contains(*snippet));
            found.count() as u64
        };
        let (found, unwanted) = (among(with), among(without));
        Snippets {
            found,
            missing: with.len() as u64 - found,
            unwanted,
            avoided: without.len() as u64 - unwanted,
        }
    }

    /// Share of the snippets found that are wanted.
    pub fn precision(&self) -> Option<f64> {
        share(self.found, self.found + self.unwanted)
    }

    /// Share of the wanted snippets that were found.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.found + self.missing)
    }

    /// The harmonic mean of both, over the counts.
    pub fn f1(&self) -> Option<f64> {
        share(
            2 * self.found,
            2 * self.found + self.missing + self.unwanted,
        )
    }

    /// Share of all snippets that are right; `None` without any.
    pub fn accuracy(&self) -> Option<f64> {
        share(
            self.found + self.avoided,
            self.found + self.missing + self.unwanted + self.avoided,
        )
    }
}

impl std::ops::AddAssign for Snippets {
    fn add_assign(&mut self, other: Snippets) {
        self.found += other.found;
        self.missing += other.missing;
        self.unwanted += other.unwanted;
        self.avoided += other.avoided;
    }
}

/// How an answer stands to a value of the truth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The same.
    Agrees,
    /// Another value.
    Differs,
    /// The truth has a value, the answer none.
    Unanswered,
    /// The truth has no value, the answer one.
    Unasked,
    /// Neither has a value.
    #[default]
    Silent,
}

impl Agreement {
    fn of(truth: Option<String>, answer: Option<String>) -> Agreement {
        match (truth, answer) {
            (Some(truth), Some(answer)) if truth == answer => Agreement::Agrees,
            (Some(_), Some(_)) => Agreement::Differs,
            (Some(_), None) => Agreement::Unanswered,
            (None, Some(_)) => Agreement::Unasked,
            (None, None) => Agreement::Silent,
        }
    }
}

/// Titles are equal after white space and case are folded.
pub fn title_agreement(truth: Option<&str>, answer: Option<&str>) -> Agreement {
    let folded = |title: Option<&str>| {
        title
            .map(|title| fold_case(&fold_space(title)))
            .filter(|title| !title.is_empty())
    };
    Agreement::of(folded(truth), folded(answer))
}

/// The same with the forms of quotation marks, dashes and ellipses folded, too:
/// many truths were typed again, with the marks of a keyboard.
pub fn title_agreement_but_marks(truth: Option<&str>, answer: Option<&str>) -> Agreement {
    let typed = |title: Option<&str>| title.map(with_typed_marks);
    title_agreement(typed(truth).as_deref(), typed(answer).as_deref())
}

fn with_typed_marks(text: &str) -> String {
    let typed = text.chars().map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{b4}' | '`' => "'".to_owned(),
        '\u{201c}' | '\u{201d}' => "\"".to_owned(),
        '\u{2013}' | '\u{2014}' => "-".to_owned(),
        '\u{2026}' => "...".to_owned(),
        other => other.to_string(),
    });
    typed.collect::<String>().replace("--", "-")
}

/// Authors are equal as multisets of words, joining words left out.
pub fn author_agreement<T, A>(truth: &[T], answer: &[A]) -> Agreement
where
    T: AsRef<str>,
    A: AsRef<str>,
{
    Agreement::of(name_words(truth), name_words(answer))
}

/// The words of names in alphabetical order, so that equal multisets are equal texts.
fn name_words<N: AsRef<str>>(names: &[N]) -> Option<String> {
    let folded: Vec<String> = names.iter().map(|name| fold_case(name.as_ref())).collect();
    let mut words: Vec<&str> = folded
        .iter()
        .flat_map(|name| words(name))
        .filter(|word| !JOINING_WORDS.contains(word))
        .collect();
    words.sort_unstable();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Dates are equal in their first ten characters.
pub fn date_agreement(truth: Option<&str>, answer: Option<&str>) -> Agreement {
    let day = |date: Option<&str>| {
        date.map(|date| date.chars().take(10).collect::<String>())
            .filter(|day| !day.is_empty())
    };
    Agreement::of(day(truth), day(answer))
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(hits: u64, extra: u64, missed: u64) -> Overlap {
        Overlap {
            hits,
            extra,
            missed,
        }
    }

    #[test]
    fn words_are_runs_of_letters_numbers_and_underscores() {
        assert_eq!(
            words("It's 3½ km, snake_case – Ölfaß!"),
            ["It", "s", "3½", "km", "snake_case", "Ölfaß"]
        );
        assert_eq!(words("図書室の時計、十五分。"), ["図書室の時計", "十五分"]);
        assert!(words(" – … ").is_empty());
    }

    #[test]
    fn a_combining_mark_parts_words_as_in_the_benchmarks() {
        assert_eq!(words("e\u{301}te"), ["e", "te"]);
    }

    #[test]
    fn word_f1_counts_repeats_and_folds_case() {
        // Truth {the:2, rain, in}, answer {the, rain:2, fell}: the and rain meet once each.
        let met = word_overlap("The rain in the", "the RAIN rain fell");
        assert_eq!(met, overlap(2, 2, 2));
        assert_eq!(met.f1(), 0.5);
    }

    #[test]
    fn word_f1_is_the_harmonic_mean_of_precision_and_recall() {
        // 3 of 4 answered words are true, 3 of 6 true words are answered.
        let met = word_overlap("a b c d e f", "a b c x");
        assert_eq!((met.precision(), met.recall()), (Some(0.75), Some(0.5)));
        assert!((met.f1() - 0.6).abs() < 1e-12);
    }

    #[test]
    fn word_f1_of_an_empty_truth_is_one_for_an_empty_answer_only() {
        assert_eq!(word_overlap("", " – ").f1(), 1.0);
        assert_eq!(word_overlap("", "some").f1(), 0.0);
        assert_eq!(word_overlap("some", "").f1(), 0.0);
    }

    #[test]
    fn shingles_are_four_words_in_order() {
        // Truth abcd bcde; answer abcd bcdx cdxe.
        let met = shingle_overlap("a b c d e", "a b c d x e");
        assert_eq!(met, overlap(1, 2, 1));
        assert_eq!(met.precision(), Some(1.0 / 3.0));
        assert_eq!(met.recall(), Some(0.5));
    }

    #[test]
    fn shingles_keep_case_and_count_repeats() {
        assert_eq!(shingle_overlap("A b c d", "a b c d"), overlap(0, 1, 1));
        // aaaa twice in the truth, three times in the answer.
        assert_eq!(
            shingle_overlap("a a a a a", "a a a a a a"),
            overlap(2, 1, 0)
        );
    }

    #[test]
    fn a_text_of_fewer_words_is_one_shorter_shingle() {
        assert_eq!(shingle_overlap("a b", "a b"), overlap(1, 0, 0));
        assert_eq!(shingle_overlap("a b", "a b c"), overlap(0, 1, 1));
        assert_eq!(shingle_overlap("a b", ""), overlap(0, 0, 1));
        assert_eq!(shingle_overlap("a b", "").precision(), None);
    }

    #[test]
    fn same_words_ignores_what_stands_between_them() {
        assert!(same_words("Rain, at last.", "Rain\n\nat last"));
        assert!(!same_words("Rain at last", "rain at last"));
        assert!(!same_words("Rain at last", "Rain last at"));
    }

    #[test]
    fn snippets_are_counted_letter_for_letter() {
        let with = ["rain fell".to_owned(), "Rain Fell".to_owned()];
        let without = ["Sign up".to_owned(), "all night".to_owned()];
        let seen = Snippets::of(&with, &without, "The rain fell all night.");
        assert_eq!(
            seen,
            Snippets {
                found: 1,
                missing: 1,
                unwanted: 1,
                avoided: 1
            }
        );
        assert_eq!((seen.precision(), seen.recall()), (Some(0.5), Some(0.5)));
        assert_eq!((seen.f1(), seen.accuracy()), (Some(0.5), Some(0.5)));
    }

    #[test]
    fn snippets_add_up_over_pages() {
        let mut all = Snippets {
            found: 3,
            missing: 0,
            unwanted: 1,
            avoided: 2,
        };
        all += Snippets {
            found: 0,
            missing: 2,
            unwanted: 0,
            avoided: 1,
        };
        // Precision 3/4, recall 3/5.
        assert_eq!(all.f1(), Some(2.0 / 3.0));
    }

    #[test]
    fn titles_agree_after_space_and_case_are_folded() {
        let agreement = title_agreement(Some("Rain  at\nLast"), Some(" rain at last"));
        assert_eq!(agreement, Agreement::Agrees);
        let agreement = title_agreement(Some("Die Straße"), Some("DIE STRASSE"));
        assert_eq!(agreement, Agreement::Agrees);
        let agreement = title_agreement(Some("Rain at last"), Some("Rain at last - Gazette"));
        assert_eq!(agreement, Agreement::Differs);
    }

    #[test]
    fn titles_agree_but_for_marks_if_those_are_typed_in_another_way() {
        let (truth, answer) = (
            Some("It's \"rain\" -- at last..."),
            Some("It’s “rain” — at last…"),
        );
        assert_eq!(title_agreement(truth, answer), Agreement::Differs);
        assert_eq!(title_agreement_but_marks(truth, answer), Agreement::Agrees);
        let other = title_agreement_but_marks(Some("It's rain"), Some("Its rain"));
        assert_eq!(other, Agreement::Differs);
    }

    #[test]
    fn authors_agree_as_words_in_any_order() {
        let agrees = |truth: &[&str], answer: &[&str]| author_agreement(truth, answer);
        assert_eq!(
            agrees(&["By Ada Quill and Bo Marrow"], &["Bo Marrow", "ADA QUILL"]),
            Agreement::Agrees
        );
        assert_eq!(
            agrees(&["Ada Quill"], &["Ada Quill", "Ada"]),
            Agreement::Differs
        );
        assert_eq!(agrees(&["Ada Quill"], &[]), Agreement::Unanswered);
        assert_eq!(agrees(&[], &["Staff"]), Agreement::Unasked);
        assert_eq!(agrees(&["by"], &["and"]), Agreement::Silent);
    }

    #[test]
    fn dates_agree_in_their_first_ten_characters() {
        let agreement = date_agreement(Some("2021-03-11"), Some("2021-03-11T16:40+02:00"));
        assert_eq!(agreement, Agreement::Agrees);
        let agreement = date_agreement(Some("2021-03"), Some("2021-03-11"));
        assert_eq!(agreement, Agreement::Differs);
        assert_eq!(date_agreement(None, None), Agreement::Silent);
    }
}
