//! Function words of the languages that the corpora hold: running text is
//! full of them, menus and headlines are not.
//! Source: Pomikálek's jusText (2011) judges blocks by their share.

/// Short, frequent words, lower case, of English, German, French, Spanish,
/// Italian, Portuguese, Dutch, Polish and the Scandinavian languages.
pub(super) const WORDS: &[&str] = &[
    "a",
    "aan",
    "about",
    "after",
    "al",
    "alla",
    "als",
    "also",
    "am",
    "an",
    "and",
    "are",
    "as",
    "at",
    "att",
    "au",
    "auch",
    "auf",
    "aus",
    "aux",
    "av",
    "avec",
    "be",
    "because",
    "been",
    "bei",
    "bez",
    "bij",
    "bin",
    "but",
    "by",
    "by\u{142}",
    "can",
    "che",
    "co",
    "com",
    "como",
    "con",
    "could",
    "czy",
    "da",
    "dans",
    "das",
    "dass",
    "dat",
    "de",
    "degli",
    "dei",
    "del",
    "della",
    "dem",
    "den",
    "der",
    "des",
    "det",
    "di",
    "did",
    "die",
    "dies",
    "dit",
    "do",
    "dos",
    "du",
    "durch",
    "e",
    "een",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "el",
    "ella",
    "em",
    "en",
    "er",
    "es",
    "est",
    "et",
    "f\u{f6}r",
    "for",
    "from",
    "f\u{fc}r",
    "gli",
    "ha",
    "haben",
    "had",
    "han",
    "har",
    "has",
    "hat",
    "have",
    "he",
    "het",
    "hij",
    "his",
    "how",
    "i",
    "ich",
    "if",
    "ihr",
    "il",
    "ils",
    "im",
    "in",
    "ist",
    "it",
    "its",
    "ja",
    "jak",
    "je",
    "jest",
    "la",
    "las",
    "le",
    "les",
    "lo",
    "los",
    "mais",
    "mas",
    "med",
    "mit",
    "my",
    "na",
    "nach",
    "n\u{e3}o",
    "ne",
    "nicht",
    "nie",
    "niet",
    "no",
    "non",
    "not",
    "nous",
    "o",
    "och",
    "od",
    "of",
    "og",
    "oh",
    "on",
    "ook",
    "op",
    "or",
    "os",
    "our",
    "ou",
    "pas",
    "p\u{e5}",
    "para",
    "per",
    "pero",
    "plus",
    "po",
    "por",
    "pour",
    "qu",
    "que",
    "qui",
    "se",
    "sein",
    "si",
    "sich",
    "sie",
    "sind",
    "si\u{119}",
    "so",
    "som",
    "son",
    "sont",
    "su",
    "sur",
    "te",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "to",
    "um",
    "uma",
    "un",
    "una",
    "und",
    "une",
    "uno",
    "uns",
    "van",
    "var",
    "vi",
    "vom",
    "von",
    "voor",
    "vor",
    "vous",
    "w",
    "war",
    "was",
    "we",
    "were",
    "what",
    "when",
    "which",
    "who",
    "will",
    "wir",
    "with",
    "would",
    "wurde",
    "you",
    "your",
    "z",
    "za",
    "ze",
    "zu",
    "zum",
    "zur",
    "\u{e0}",
    "\u{e9}",
    "\u{e8}",
    "\u{fc}ber",
    "\u{17c}e",
];

/// Longest word that can be one, in bytes.
pub(super) const LONGEST: usize = 8;

/// Whether a word, in lower case and filled up with zeros to a number of as many
/// bytes, is a function word.
pub(super) fn is_stop_word(word: u64) -> bool {
    let mut slot = first_slot(word);
    while TABLE[slot] != 0 {
        if TABLE[slot] == word {
            return true;
        }
        slot = (slot + 1) % SLOTS;
    }
    false
}

/// Slots of [`TABLE`]: more than twice as many as there are words.
const SLOTS: usize = 512;

/// The words, each in the first free slot from its [`first_slot`] on; 0 in the others.
static TABLE: [u64; SLOTS] = {
    let mut table = [0; SLOTS];
    let mut row = 0;
    while row < WORDS.len() {
        let word = filled_up(WORDS[row].as_bytes());
        let mut slot = first_slot(word);
        while table[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = word;
        row += 1;
    }
    table
};

/// A word's bytes as a number.
const fn filled_up(word: &[u8]) -> u64 {
    let mut letters = [0; LONGEST];
    let mut at = 0;
    while at < word.len() {
        letters[at] = word[at];
        at += 1;
    }
    u64::from_le_bytes(letters)
}

/// Where a word is looked for: multiplied by 2⁶⁴ over the golden ratio, numbers
/// that lie close are spread over the highest bits.
const fn first_slot(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_and_no_others_are_found() {
        for word in WORDS {
            assert!(is_stop_word(filled_up(word.as_bytes())), "{word}");
        }
        for word in ["", "thee", "xyz", "becauses"] {
            assert!(!is_stop_word(filled_up(word.as_bytes())), "{word}");
        }
    }
}
