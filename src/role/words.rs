//! The words by which notices and legal lines are known, whatever a page
//! names its boxes: in the languages of the corpora.

use std::sync::LazyLock;

use crate::fnv::FixedMap;

/// What a word in a text that is not body speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Subject {
    /// Consent to cookies.
    Cookies,
    /// News by e-mail.
    Newsletter,
    /// Reading against payment.
    Subscription,
    /// Who owns the page.
    Copyright,
    /// Terms, privacy, imprint.
    Legal,
}

/// The subjects that the words of a text speak of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Subjects(u8);

impl Subjects {
    /// Reads a text: whole words, case aside.
    ///
    /// Fails on: scripts that put no spaces between words, save where a word
    /// stands alone.
    pub fn of(text: &str) -> Self {
        let vocabulary = vocabulary();
        let mut subjects = 0;
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            subjects |= vocabulary.subjects(word);
        }
        if text.contains('©') {
            subjects |= 1 << Subject::Copyright as u8;
        }
        Subjects(subjects)
    }

    pub fn has(self, subject: Subject) -> bool {
        self.0 >> subject as u8 & 1 == 1
    }
}

/// Bytes of the longest text that may be a label, marks around it included.
const LONGEST_LABEL: usize = 60;

/// Whether a text is one of some labels in lower case, whatever marks stand
/// around it.
pub(super) fn is_one_of(labels: &[&str], text: &str) -> bool {
    if text.len() > LONGEST_LABEL {
        return false;
    }
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    // Most are ASCII, which needs no copy in lower case.
    if text.is_ascii() {
        labels.iter().any(|label| label.eq_ignore_ascii_case(text))
    } else {
        labels.contains(&text.to_lowercase().as_str())
    }
}

/// Bytes of the shortest and the longest word of [`WORDS`].
const SHORTEST: usize = 3;
const LONGEST: usize = 40;

/// The words of [`WORDS`].
struct Vocabulary {
    of_word: FixedMap<&'static str, u8>,
    /// By first letter from `a` to `z`: the lengths of the words of ASCII that
    /// begin with it, each as a bit. Most words of a page fit none.
    lengths: [u64; 26],
}

impl Vocabulary {
    /// The subjects that a word speaks of.
    fn subjects(&self, word: &str) -> u8 {
        let is_of_length = (SHORTEST..=LONGEST).contains(&word.len());
        if is_of_length && (!word.is_ascii() || self.may_hold(word)) {
            let known = self.of_word.get(&*word.to_lowercase());
            return known.copied().unwrap_or(0);
        }
        0
    }

    /// Whether there are words of the length and first letter of this one.
    fn may_hold(&self, word: &str) -> bool {
        let of_letter = word.bytes().next().and_then(letter);
        of_letter.is_some_and(|letter| self.lengths[letter] >> word.len() & 1 == 1)
    }
}

/// The place of a letter in the alphabet, if it is of ASCII.
fn letter(byte: u8) -> Option<usize> {
    let letter = byte.to_ascii_lowercase();
    letter
        .is_ascii_lowercase()
        .then(|| usize::from(letter - b'a'))
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
        let mut vocabulary = Vocabulary {
            of_word: FixedMap::default(),
            lengths: [0; 26],
        };
        for (subject, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                *vocabulary.of_word.entry(word).or_default() |= 1 << *subject as u8;
                if let Some(letter) = word.bytes().next().and_then(letter) {
                    vocabulary.lengths[letter] |= 1 << word.len();
                }
            }
        }
        vocabulary
    });
    &VOCABULARY
}

const WORDS: &[(Subject, &str)] = &[
    (
        Subject::Cookies,
        "cookie cookies gdpr dsgvo ccpa rgpd ciasteczka cookiebeleid galletas куки",
    ),
    (
        Subject::Newsletter,
        "newsletter newsletters inbox newsletteru newslettera nieuwsbrief nyhetsbrev nyhedsbrev \
         uutiskirje boletín boletines рассылка рассылку bülten メルマガ",
    ),
    (
        Subject::Subscription,
        "subscribe subscriber subscribers subscription paywall abonnieren abonnenten abonnement \
         abonnez abonnés suscríbete suscriptores abbonati abbonamento prenumerata \
         prenumeratorów assine assinante assinantes abonneer abonnees подписка подписчиков",
    ),
    (
        Subject::Copyright,
        "copyright reserved urheberrecht vorbehalten réservés reservados riservati zastrzeżone \
         voorbehouden förbehålles защищены",
    ),
    (
        Subject::Legal,
        "terms privacy imprint disclaimer impressum datenschutz datenschutzerklärung agb \
         nutzungsbedingungen confidentialité légales cgu privacidad privacidade termos \
         cookies regulamin prywatności privacyverklaring voorwaarden integritetspolicy \
         конфиденциальности accessibility",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_whole_and_in_any_case() {
        assert!(Subjects::of("We use COOKIES.").has(Subject::Cookies));
        assert!(!Subjects::of("A cookiecutter town").has(Subject::Cookies));
        assert!(Subjects::of("Тут КУКИ").has(Subject::Cookies));
    }

    #[test]
    fn a_sign_says_copyright_too() {
        assert!(Subjects::of("© 2025").has(Subject::Copyright));
    }

    #[test]
    fn the_vocabulary_is_lower_case_and_fits() {
        for (subject, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                assert_eq!(word, word.to_lowercase(), "{subject:?}");
                assert!((SHORTEST..=LONGEST).contains(&word.len()), "{word}");
                assert!(word.chars().all(char::is_alphanumeric), "{word}");
            }
        }
    }
}
