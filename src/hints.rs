//! The words of `class`, `id`, `role` and `itemprop`, and what they hint at.
//! Names are evidence for the scorer, never a verdict: every extractor that
//! drops an element for its name loses sections to it.

use std::sync::OnceLock;

use crate::fnv::FixedMap;

macro_rules! hints {
    ($($(#[$doc:meta])* $kind:ident $name:literal: $words:literal,)*) => {
        /// What a word in an element's name hints at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Hint {
            $($(#[$doc])* $kind,)*
        }

        impl Hint {
            /// Names of the features that say how near such a name is.
            pub const NAMES: &[&'static str] = &[$(concat!("names.", $name),)*];
            /// Names of the features that say whether such a word is in the text.
            pub const WORD_NAMES: &[&'static str] = &[$(concat!("words.", $name),)*];
        }

        /// The vocabulary. A word may hint at several things.
        const WORDS: &[(Hint, &str)] = &[$((Hint::$kind, $words),)*];
    };
}

hints! {
    /// The article as a whole.
    Article "article":
        "article articles artikel blog blogpost entry hentry news newsarticle post posting single story",
    /// The running text.
    Content "content":
        "articlebody body bodytext content contents copy desc description inhalt paragraph prose richtext rte rich rtf story text textblock wysiwyg markdown",
    /// The main part of the page.
    Main "main":
        "main maincontent primary center middle",
    Title "title":
        "headline heading hed name title titel ueberschrift",
    Subtitle "subtitle":
        "dek deck excerpt intro lead lede preface standfirst subhead subheading subheadline subline subtitle summary tagline teasertext vorspann",
    Byline "byline":
        "author authors autor bio byline contributor creator credit persona profile reporter writer",
    Date "date":
        "date dateline dates datetime datum posted published pubdate time timeago timestamp updated modified",
    Caption "caption":
        "caption captions credit credits figcaption legend bildunterschrift",
    /// Data about the article: counts, categories, reading time.
    Meta "meta":
        "attribution details info meta metadata stats views reading",
    Tags "tags":
        "categories category cats hashtag keyword keywords label labels tag tags tagged taxonomy topic topics",
    Kicker "kicker":
        "eyebrow kicker overline rubric rubrik section strap",
    Contents "contents":
        "toc outline tableofcontents",
    Menu "menu":
        "dropdown mainmenu megamenu menu menubar menus nav navbar navi navigation navlink submenu tabs toolbar menuitem hamburger",
    Breadcrumb "breadcrumb":
        "breadcrumb breadcrumbs crumb crumbs pathway",
    Pager "pager":
        "next pager pages paginate pagination paging prev previous paginator older newer",
    Skip "skip":
        "skip skiplink skipnav",
    Header "header":
        "head header kopf masthead top topbar branding logo sitename",
    Footer "footer":
        "bottom colophon contentinfo foot footer footnav fuss subfooter",
    Sidebar "sidebar":
        "aside complementary left rail right rightcol side sidebar sidebars sidenav secondary marginal marginalspalte tertiary",
    Widget "widget":
        "block box container gadget module panel portlet region view widget widgets",
    Teaser "teaser":
        "also featured latest mehr more most popular promo promos promoted read recent recirc recommend recommendation recommendations recommended related relatedposts similar suggest suggested suggestions teaser teasers top trending upsell weitere",
    Card "card":
        "card cards item items tile tiles thumb thumbnail listitem",
    List "list":
        "archive feed list listing lists loop results rows stream",
    Grid "grid":
        "carousel col cols column columns grid masonry row slide slider slides slick swiper",
    Share "share":
        "follow followus share sharebar shares sharing social socials sociable teilen",
    Comment "comment":
        "comment commentary commentlist comments discussion kommentar kommentare reactions replies reply respond respondents response responses",
    Forum "forum":
        "answer answers forum message messages op posts post postbody postcontent question questions thread threads topic topics bbcode conversation",
    Review "review":
        "rating ratings review reviews reviewer star stars testimonial testimonials vote votes voting",
    Advert "advert":
        "ad ads adsense adslot advert advertisement advertising advertorial adwrap anzeige dfp gpt sponsor sponsored sponsors werbung",
    Banner "banner":
        "alert announcement banner notification notice ribbon toast",
    Consent "consent":
        "ccpa consent cookie cookiebar cookies gdpr",
    Newsletter "newsletter":
        "mailinglist newsletter optin signup subscribe subscription cta paywall premium",
    Popup "popup":
        "dialog lightbox modal offcanvas overlay popover popup tooltip drawer",
    Login "login":
        "account auth cart login logout register signin user wishlist",
    Search "search":
        "search searchbox searchform suche filter filters facet facets sort sorting",
    Form "form":
        "field form forms input label select submit option options",
    Button "button":
        "action actions btn btns button buttons print copy download link",
    Legal "legal":
        "copyright disclaimer imprint impressum legal license licence policy privacy terms datenschutz",
    Contact "contact":
        "address contact directions email kontakt location locations map phone tel telephone hours",
    Product "product":
        "brand collection product products shop sku spec specification specifications specs store variant variants",
    Price "price":
        "amount availability discount price prices pricing qty quantity sale stock",
    Media "media":
        "audio figure gallery image images img media photo photos picture player poster video videos bild",
    Quote "quote":
        "blockquote citation cite pullquote quote quotes zitat",
    Code "code":
        "code codehilite clipboard example highlight hljs listing prettyprint prism snippet source syntax terminal",
    Table "table":
        "table tablepress cell td th tabular wikitable infobox",
    Note "note":
        "admonition callout disclosure factbox footnote footnotes hint info infobox note notes reference references tip warning",
    Hero "hero":
        "cover hero jumbotron lead splash",
    Collapse "collapse":
        "accordion collapse collapsed collapsible details expand expander faq faqs hidden tab tabpanel tabs toggle",
    Icon "icon":
        "fa glyphicon icon icons svg",
    Hidden "hidden":
        "hidden hide invisible none noprint offscreen print screenreader sr visually",
}

/// How many kinds of hint there are.
pub(crate) const KINDS: usize = Hint::Hidden as usize + 1;

/// What the words of an element's names hint at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hints(u64);

impl Hints {
    /// Whether one of the words hints at this.
    pub fn has(self, hint: Hint) -> bool {
        self.0 >> hint as usize & 1 == 1
    }

    /// The numbers of all kinds hinted at, in order.
    pub fn kinds(self) -> impl Iterator<Item = usize> {
        let rest = |bits: &u64| Some(bits & bits.wrapping_sub(1));
        std::iter::successors(Some(self.0), rest)
            .take_while(|bits| *bits != 0)
            .map(|bits| bits.trailing_zeros() as usize)
    }

    /// The hints of either.
    pub fn or(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    #[cfg(test)]
    fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds what a word of an element's names hints at.
    pub fn add_word(&mut self, word: &Word) {
        self.0 |= vocabulary().hints(word);
    }
}

/// A word of a name, in lower case.
pub(crate) struct Word {
    letters: [u8; LONGEST],
    length: usize,
    hash: u32,
}

impl Word {
    const EMPTY: Word = Word {
        letters: [0; LONGEST],
        length: 0,
        hash: 0x811c_9dc5,
    };

    /// Whether it is this one, of at most sixteen letters in lower case.
    pub fn is(&self, word: &str) -> bool {
        self.letters.get(..self.length) == Some(word.as_bytes())
    }

    /// The word as a number (FNV-1a, 32 bits).
    pub fn hash(&self) -> u32 {
        self.hash
    }

    /// Adds a letter in lower case.
    fn push(&mut self, letter: u8) {
        if let Some(slot) = self.letters.get_mut(self.length) {
            *slot = letter;
        }
        self.length += 1;
        self.hash = (self.hash ^ u32::from(letter)).wrapping_mul(0x0100_0193);
    }
}

/// A word of a name, in lower case, as a number.
pub(crate) fn name_hash(word: &[u8]) -> u32 {
    let mut hashed = Word::EMPTY;
    word.iter().for_each(|letter| hashed.push(*letter));
    hashed.hash
}

/// Hands on the words of `names`, an attribute's value, in lower case.
///
/// Words are split at every byte that is no letter, and where the case
/// changes: `nav__item` and `navItem` hold "nav", `naval` does not. Words of
/// one letter say nothing, nor do very long ones: both are left out.
pub(crate) fn each_word(names: &str, mut each: impl FnMut(&Word)) {
    let mut word = Word::EMPTY;
    let mut after_lower = false;
    let mut end = |word: &mut Word| {
        if (2..=LONGEST).contains(&word.length) {
            each(word);
        }
        *word = Word::EMPTY;
    };
    for &byte in names.as_bytes() {
        let letter = LETTERS[usize::from(byte)];
        let is_upper = letter != byte;
        if word.length > 0 && (letter == 0 || (is_upper && after_lower)) {
            end(&mut word);
        }
        if letter != 0 {
            word.push(letter);
        }
        after_lower = !is_upper;
    }
    end(&mut word);
}

/// By byte: the letter in lower case, 0 for what is none.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        letters[letter as usize] = letter;
        letters[letter.to_ascii_uppercase() as usize] = letter;
        letter += 1;
    }
    letters
};

/// The words of [`WORDS`], found by the hash that each word of a page has anyway.
struct Vocabulary {
    of_hash: FixedMap<u32, ([u8; LONGEST], u64)>,
}

impl Vocabulary {
    fn hints(&self, word: &Word) -> u64 {
        match self.of_hash.get(&word.hash) {
            Some((letters, hints)) if *letters == word.letters => *hints,
            _ => 0,
        }
    }
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut of_hash: FixedMap<u32, _> = FixedMap::default();
        for (hint, words) in WORDS {
            each_word(words, |word| {
                let entry = of_hash.entry(word.hash).or_insert((word.letters, 0));
                entry.1 |= 1 << *hint as u8;
            });
        }
        Vocabulary { of_hash }
    })
}

/// Longest word of [`WORDS`].
const LONGEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(names: &str) -> Hints {
        let mut hints = Hints::default();
        each_word(names, |word| hints.add_word(word));
        hints
    }

    #[test]
    fn words_are_split_at_signs_digits_and_case() {
        for names in ["nav__item", "navItem", "x-nav2", "NAV", "site nav"] {
            assert!(hints(names).has(Hint::Menu), "{names}");
        }
        for names in ["naval", "canav", "navy"] {
            assert!(!hints(names).has(Hint::Menu), "{names}");
        }
    }

    #[test]
    fn a_name_may_hint_at_several_things() {
        let hints = hints("comment-author");
        assert!(hints.has(Hint::Comment) && hints.has(Hint::Byline));
    }

    #[test]
    fn names_without_letters_hint_at_nothing() {
        assert!(hints("").is_empty());
        assert!(hints("12-34 _").is_empty());
        assert!(hints("日本語").is_empty());
    }

    #[test]
    fn no_two_words_of_the_vocabulary_have_one_hash() {
        for (_, words) in WORDS {
            each_word(words, |word| {
                let (letters, _) = vocabulary().of_hash[&word.hash];
                assert_eq!(letters, word.letters);
            });
        }
    }

    #[test]
    fn the_vocabulary_is_lower_case_and_fits() {
        for (hint, words) in WORDS {
            for word in words.split_ascii_whitespace() {
                assert!(
                    word.bytes().all(|b| b.is_ascii_lowercase()),
                    "{hint:?}: {word}"
                );
                assert!(word.len() <= LONGEST, "{hint:?}: {word}");
            }
        }
    }
}
